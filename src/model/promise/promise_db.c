/* SPDX-License-Identifier: MIT */
#include "model/promise/promise_db.h"

#include "model/event/event.h"
#include "model/event/record_where.h"
#include "model/order/order.h"
#include "model/promise/promise_list.h"
#include "model/rules/order_facts_db.h"

enum { RECORD_BITS = 32 };

static const char *table_of(const char *reg) {
	return reg ? event_find_def(reg)->entity->name : order_def.name;
}

/* The person's newest record of each of the registers, as a day. */
static void add_last(struct str *sql, const char *regs) {
	str_add(sql, ", (SELECT max(day) FROM (SELECT NULL AS day");
	while (regs && *regs) {
		size_t n = strcspn(regs, ",");
		char *reg = mem_printf("%.*s", (int)n, regs);

		str_addf(sql, " UNION ALL SELECT max(x.occurred) FROM \"%s\" x WHERE x.resident ="
		         " e.resident AND x.voided_at IS NULL", table_of(reg));
		free(reg);
		regs += n + (regs[n] == ',');
	}
	str_add(sql, "))");
}

static void add_answered(struct str *sql, const struct promise_def *def) {
	if (!def->answered)
		return;
	if (strcmp(def->answered, "order") == 0) {
		str_add(sql, " AND NOT EXISTS (SELECT 1 FROM treatment_order x WHERE x.resident ="
		        " e.resident AND x.voided_at IS NULL AND (x.state IN ('awaiting',"
		        " 'executing', 'suspended') OR x.ordered >= ");
		record_first_sql(sql, def->day);
		str_addf(sql, ")%s)", def->reg ? "" : " AND x.id <> e.id");
		return;
	}
	if (strcmp(def->answered, "moved") == 0) {
		str_add(sql, " AND (e.direction <> 'out' OR NOT EXISTS (SELECT 1 FROM status_change"
		        " x JOIN treatment_order o ON o.id = x.order_id WHERE o.resident ="
		        " e.resident AND x.voided_at IS NULL AND o.voided_at IS NULL AND x.state ="
		        " 'moved'))");
		return;
	}
	str_addf(sql, " AND NOT EXISTS (SELECT 1 FROM \"%s\" x WHERE x.resident = e.resident AND"
	         " x.voided_at IS NULL AND x.occurred > e.occurred)", table_of(def->answered));
}

#define NEWEST_ORDER "(SELECT x.id FROM treatment_order x WHERE x.resident = e.resident AND" \
	" x.voided_at IS NULL ORDER BY x.ordered DESC, x.id DESC LIMIT 1)"

/* Who has died is owed nothing; who has moved is seen to by the other station (rule 8.9). */
static void add_still_ours(struct str *sql, const struct promise_def *def) {
	str_add(sql, " AND r.control IS NOT '03'");
	if (def->reg && !def->wherever)
		str_addf(sql, " AND NOT EXISTS (SELECT 1 FROM treatment_order x WHERE x.id = "
		         NEWEST_ORDER " AND x.state %s)", def->of_order
		         ? "NOT IN ('awaiting', 'executing', 'suspended')" : "= 'moved'");
}

/* Person, record, newest order, base day, newest of `last`. ?1: people, NULL everybody. */
static char *facts_sql(const struct promise_def *def, bool of_some) {
	const struct event_def *lacks = def->lacks ? event_find_def(def->lacks) : NULL;
	struct str sql = {0};

	str_add(&sql, "SELECT e.resident, e.id, ");
	str_add(&sql, !def->reg ? "e.id, " : NEWEST_ORDER ", ");
	record_first_sql(&sql, def->day);
	add_last(&sql, def->last);
	str_addf(&sql, " FROM \"%s\" e JOIN resident_visible r ON r.id = e.resident WHERE"
	         " e.voided_at IS NULL", table_of(def->reg));
	if (of_some)
		str_add(&sql, " AND e.resident IN (SELECT value FROM json_each(?1))");
	record_where_sql(&sql, def->when);
	add_answered(&sql, def);
	add_still_ours(&sql, def);
	if (def->newest)
		str_addf(&sql, " AND NOT EXISTS (SELECT 1 FROM \"%s\" x WHERE x.resident ="
		         " e.resident AND x.voided_at IS NULL AND (x.occurred > e.occurred OR"
		         " (x.occurred = e.occurred AND x.id > e.id)))", table_of(def->reg));
	if (lacks)
		str_addf(&sql, " AND NOT EXISTS (SELECT 1 FROM \"%s\" x WHERE x.resident ="
		         " e.resident AND x.voided_at IS NULL%s)", lacks->entity->name,
		         entity_field(lacks->entity, "until") ? " AND x.until IS NULL" : "");
	return str_take(&sql);
}

/* Does the station keep the register? */
static enum rc is_kept(struct station *st, const char *reg, bool *kept, struct err *err) {
	char *sql = mem_printf("SELECT 1 FROM \"%s\" WHERE voided_at IS NULL", table_of(reg));
	enum rc rc = query_any(st->store, kept, err, sql);

	free(sql);
	return rc;
}

void followup_rules(struct station *st, struct promise_rules *out) {
	static const char *const keys[] = {"followup_year1", "followup_year2", "followup_year3"};

	out->counted_from = counted_from(st);
	for (int i = 0; i < FOLLOWUP_YEARS; i++)
		out->every[i] = conf_int(st->conf, "rules", keys[i]);
}

static enum rc add_promises(struct station *st, const struct promise_def *def,
                            const struct ids *people, struct promise_row **out, size_t *n,
                            struct err *err) {
	struct promise_rules rules = {.days = def->key ? conf_int(st->conf, "rules", def->key) : 0};
	char *sql = facts_sql(def, people != NULL);
	enum rc rc = RC_OK;

	if (def->by == PROMISE_AFTER)
		followup_rules(st, &rules);
	QUERY_EACH(q, rc, st->store, err, sql,
	           people ? bind_ids(people->v, people->n) : bind_end()) {
		const struct promise_fact f = {stmt_int(q, 0), stmt_int(q, 1), stmt_date(q, 3),
		                               stmt_date(q, 4)};
		const struct date day = promise_due(def, &f, &rules);

		if (date_is_set(day))
			VEC_PUSH(*out, *n, (struct promise_row){f.resident, stmt_int(q, 2),
			                                        def->reg ? f.record : 0, def->kind,
			                                        day});
	}
	free(sql);
	return rc;
}

enum rc promises_of(struct station *st, const struct promise_def *only, const struct ids *people,
                    bool bare, struct promise_row **out, size_t *n, struct err *err) {
	enum rc rc = RC_OK;

	*out = NULL;
	*n = 0;
	for (size_t i = 0; rc == RC_OK && i < promise_count; i++) {
		const struct promise_def *def = &promise_table[i];
		bool kept = true;

		if ((only && def != only) || (bare && def->reg))
			continue;
		if (def->once)
			rc = is_kept(st, def->once, &kept, err);
		if (rc == RC_OK && kept)
			rc = add_promises(st, def, people, out, n, err);
	}
	return rc;
}

enum rc promise_turned(struct station *st, const struct change *c, const struct promise_def *def,
                       bool *turned, struct err *err) {
	bool touched = false, kept;
	char *key, *before;
	enum rc rc;

	*turned = false;
	for (size_t k = 0; def->once && k < c->touched_count; k++)
		touched |= strcmp(c->touched[k].def->name, table_of(def->once)) == 0;
	if (!touched)
		return RC_OK;
	key = mem_printf("due.keeps.%s", def->once);
	before = setting_get(st->store, key);
	rc = is_kept(st, def->once, &kept, err);
	*turned = rc == RC_OK && kept != (before && strcmp(before, "yes") == 0);
	if (*turned)
		rc = setting_set(st->store, key, kept ? "yes" : "no", err);
	free(before);
	free(key);
	return rc;
}

/* Of each kind whose record names somebody, by ?1: the kind above, the record below. */
static char *waits_sql(void) {
	struct str sql = {0};

	for (size_t i = 0; i < promise_count; i++)
		if (promise_table[i].who)
			str_addf(&sql, "%sSELECT %d, e.id, e.\"%s\" FROM \"%s\" e JOIN"
			         " resident_visible r ON r.id = e.resident WHERE e.id IN (SELECT"
			         " value & %lld FROM json_each(?1) WHERE value >> %d = %d)",
			         sql.n ? " UNION ALL " : "",
			         (int)promise_table[i].kind, promise_table[i].who,
			         table_of(promise_table[i].reg), (1LL << RECORD_BITS) - 1,
			         (int)RECORD_BITS, (int)promise_table[i].kind);
	return str_take(&sql);
}

enum rc promises_wait_for(struct station *st, const struct actor *a, const enum due_kind *kinds,
                          const long long *records, size_t n, struct str *out, struct err *err) {
	long long *asked = mem_zalloc(n + 1, sizeof *asked);
	char *sql = waits_sql();
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t i = 0; i < n; i++)
		asked[i] = (long long)kinds[i] << RECORD_BITS | records[i];
	QUERY_EACH(q, rc, st->store, err, sql, bind_ids(asked, n))
		for (size_t i = 0; i < n; i++)
			if (asked[i] == (stmt_int(q, 0) << RECORD_BITS | stmt_int(q, 1)))
				str_add(&out[i], stmt_text(q, 2));
	free(sql);
	free(asked);
	return rc;
}
