/* Joining two files (rules 16.2 to 16.6). SPDX-License-Identifier: MIT */
#include "model/person/join_db.h"

#include "core/clock.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"

struct join_tables join_tables(void) {
	struct join_tables t = {0};
	const struct entity_def *def;

	for (size_t i = 0; (def = entity_at(i)) != NULL; i++)
		for (size_t k = 0; k < def->count; k++) {
			const struct field_def *f = &def->fields[k];

			if (f->type == FT_REF && strcmp(f->ref, resident_def.name) == 0)
				VEC_PUSH(t.v, t.n, (struct join_table){def, f->name});
		}
	return t;
}

enum rc join_tables_of(struct store *s, long long resident, struct join_tables *t,
                       struct err *err) {
	struct str sql = {0};
	size_t n = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < t->n; i++)
		str_addf(&sql, "%sSELECT %zu WHERE EXISTS (SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1)",
		         i ? " UNION ALL " : "", i, t->v[i].def->name, t->v[i].column);
	str_add(&sql, " ORDER BY 1");
	QUERY_EACH(q, rc, s, err, str_text(&sql), resident)
		t->v[n++] = t->v[stmt_int(q, 0)];
	t->n = n;
	str_clear(&sql);
	return rc;
}

enum rc join_begin(struct change *c, struct station *st, const struct actor *a, const char *action,
                   const long long people[2], bool sealed, const char *chosen,
                   const struct join_words *words, struct err *err) {
	const enum access_action act = sealed ? ACT_UNSEAL : ACT_JOIN;
	const struct access_case approved = {.approved = true};
	struct approval ask;
	enum rc rc = RC_OK;

	*c = (struct change){.open = false};
	entity_init(&approval_def, &ask);
	ask.kind = mem_strdup(sealed ? "unseal" : "join");
	ask.table_name = mem_strdup(action);
	ask.resident.id = people[0];
	ask.record = people[1];
	ask.reason = mem_strdup(words->reason);
	ask.unit = mem_strdup(words->unit);
	ask.document = mem_strdup(words->document);
	ask.article = chosen && *chosen ? mem_strdup(chosen) : NULL;
	for (int i = 0; i < 2 && !sealed; i++) /* of one's own cases only */
		if (rc == RC_OK && people[i])
			rc = usecase_query(st, a, ACT_SAVE, people[i], err);
	if (rc == RC_OK && (!words->reason || !words->reason[strspn(words->reason, " \t")]))
		rc = err_set(err, RC_DENIED, "access.reason",
		             N_("This needs a reason, which is logged."), NULL);
	if (rc == RC_OK)
		rc = approval_need(st, a, act, &ask, err);
	if (rc == RC_OK)
		rc = usecase_begin_case(c, st, a, act, action, sealed ? 0 : people[0], &approved, err);
	if (rc == RC_OK)
		rc = approval_use(c, st, err);
	c->table = resident_def.name;
	c->record = people[0];
	c->reason = words->reason;
	entity_clear(&approval_def, &ask);
	return rc;
}

enum rc join_wrote(struct change *c, long long joined, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err,
	           "SELECT DISTINCT table_name, record FROM joined_moved WHERE joined = ?", joined) {
		const struct entity_def *def = station_entity(stmt_text(q, 0));

		if (def) {
			change_wrote(c, def, stmt_int(q, 1));
			change_touch(c, def, stmt_int(q, 1));
		}
	}
	return rc;
}

enum rc join_values_follow(struct change *c, long long resident, struct err *err) {
	return values_changed(c, event_find_def("stated"), resident, err);
}

/* ---- what is moved, and what stood there ---- */

struct joining {
	struct station *st;
	struct change *c;
	const struct join_plan *plan;
	long long joined;
};

static enum rc run(struct joining *j, char *sql, long long who, struct err *err) {
	enum rc rc = query_run(j->st->store, err, sql, j->joined, who);

	free(sql);
	return rc;
}

/* Note a column of these records (where: ?2 is `who`) as it is; settled once it was changed. */
static enum rc note(struct joining *j, const char *table, const char *column, const char *where,
                    long long who, struct err *err) {
	return run(j, mem_printf("INSERT INTO joined_moved (joined, table_name, record, field, old)"
	                         " SELECT ?1, '%s', id, '%s', \"%s\" FROM \"%s\" WHERE %s ON"
	                         " CONFLICT DO NOTHING", table, column, column, table,
	                         where), who, err);
}

static enum rc settle(struct joining *j, const char *table, const char *column, struct err *err) {
	enum rc rc = run(j, mem_printf(
		"DELETE FROM joined_moved WHERE joined = ?1 AND table_name = '%s' AND field = '%s'"
		" AND ?2 = 0 AND old IS (SELECT t.\"%s\" FROM \"%s\" t WHERE t.id = record)",
		table, column, column, table), 0, err);

	return rc != RC_OK ? rc : run(j, mem_printf(
		"UPDATE joined_moved SET new = (SELECT t.\"%s\" FROM \"%s\" t WHERE t.id = record)"
		" WHERE joined = ?1 AND table_name = '%s' AND field = '%s' AND ?2 = 0",
		column, table, table, column), 0, err);
}

/* All of a table that is the one's becomes the other's; what the other has already stays, hidden
 * with its file. */
static enum rc move(struct joining *j, const struct join_table *t, struct err *err) {
	const char *table = t->def->name;
	char *where = mem_printf("\"%s\" = ?2", t->column);
	char *sql = mem_printf("UPDATE OR IGNORE \"%s\" SET \"%s\" = ?1, seq = ?3 WHERE \"%s\" = ?2",
	                       table, t->column, t->column);
	enum rc rc = note(j, table, t->column, where, j->plan->gone, err);

	if (rc == RC_OK)
		rc = query_run(j->st->store, err, sql, j->plan->kept, j->plan->gone, j->c->seq);
	if (rc == RC_OK)
		rc = settle(j, table, t->column, err);
	free(where);
	free(sql);
	return rc;
}

/* Records of the side that was not chosen: void, until the files are parted. */
static enum rc make_void(struct joining *j, const char *table, const char *where, long long who,
                         struct err *err) {
	static const char *const columns[] = {"voided_at", "voided_by", "void_reason"};
	char *sql = mem_printf("UPDATE \"%s\" SET voided_at = ?3, voided_by = ?4, void_reason = ?5,"
	                       " seq = ?6 WHERE %s AND ?1 > 0", table, where);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < 3; i++)
		rc = note(j, table, columns[i], where, who, err);
	if (rc == RC_OK)
		rc = query_run(j->st->store, err, sql, j->joined, who, j->c->now,
		               bind_ref(j->c->actor->officer), tr(N_("the other file's holds")),
		               j->c->seq);
	for (size_t i = 0; rc == RC_OK && i < 3; i++)
		rc = settle(j, table, columns[i], err);
	free(sql);
	return rc;
}

/* ---- the answers ---- */

#define OPEN_OF_ONE "resident = ?2 AND voided_at IS NULL AND state IN ('awaiting', 'executing', 'suspended')"

static enum rc put_order(struct joining *j, bool take_b, struct err *err) {
	const long long loser = take_b ? j->plan->kept : j->plan->gone;
	enum rc rc = make_void(j, "status_change", "voided_at IS NULL AND order_id IN (SELECT id FROM"
	                       " treatment_order WHERE " OPEN_OF_ONE ")", loser, err);

	return rc == RC_OK ? make_void(j, "treatment_order", OPEN_OF_ONE, loser, err) : rc;
}

static enum rc put_duty(struct joining *j, const char *package, bool take_b, struct err *err) {
	char *where = mem_printf(
		"resident = ?2 AND package = '%s' AND voided_at IS NULL AND EXISTS (SELECT 1 FROM"
		" duty d WHERE d.resident = %lld AND d.package = duty.package AND d.voided_at IS"
		" NULL AND d.since <= coalesce(duty.until, '9999-12-31') AND coalesce(d.until,"
		" '9999-12-31') >= duty.since)", package, take_b ? j->plan->gone : j->plan->kept);
	enum rc rc = make_void(j, "duty", where, take_b ? j->plan->kept : j->plan->gone, err);

	free(where);
	return rc;
}

static enum rc put_answers(struct joining *j, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < j->plan->n; i++) {
		const struct join_question *q = &j->plan->v[i];

		if (strcmp(q->key, "order") == 0)
			rc = put_order(j, q->take_b, err);
		else if (strncmp(q->key, "duty.", 5) == 0)
			rc = put_duty(j, q->key + 5, q->take_b, err);
	}
	return rc;
}

/* The fields of who stays, as chosen; of values that a newer record would say otherwise it is said
 * today. */
static enum rc put_fields(struct joining *j, const struct resident *a, const struct resident *b,
                          struct err *err) {
	struct str old = {0}, now = {0};
	struct resident r;
	enum rc rc;

	entity_init(&resident_def, &r);
	TRY(join_values_follow(j->c, j->plan->kept, err));
	TRY(record_load(j->st->store, &resident_def, j->plan->kept, &r, err));
	for (size_t i = 0; i < resident_def.count; i++)
		if (!(resident_def.fields[i].flags & F_SYSTEM))
			field_copy(&resident_def.fields[i], &r, a);
	for (size_t i = 0; i < j->plan->n; i++) {
		const struct field_def *f = entity_field(&resident_def, j->plan->v[i].key);

		if (f && j->plan->v[i].take_b)
			field_copy(f, &r, b);
	}
	TRY(resident_put(j->c, &r, err));
	/* work that ends on a day to come says so already: that holds */
	TRY(join_values_follow(j->c, j->plan->kept, err));
	entity_clear(&resident_def, &r);
	TRY(record_load(j->st->store, &resident_def, j->plan->kept, &r, err));
	for (size_t i = 0; rc == RC_OK && i < resident_def.count; i++) {
		const struct field_def *f = &resident_def.fields[i];

		if (f->flags & F_SYSTEM || field_compare(f, a, &r) == 0)
			continue;
		str_reset(&old);
		str_reset(&now);
		field_store_text(f, a, &old);
		field_store_text(f, &r, &now);
		rc = query_run(j->st->store, err,
		               "INSERT INTO joined_moved (joined, table_name, record, field, old,"
		               " new) VALUES (?, ?, ?, ?, ?, ?)", j->joined, resident_def.name,
		               r.rec.id,
		               f->name, str_text(&old), str_text(&now));
	}
out:
	str_clear(&old);
	str_clear(&now);
	entity_clear(&resident_def, &r);
	return rc;
}

/* ---- all of it ---- */

enum rc join_last(struct store *s, char **last, struct err *err) {
	struct join_tables t = join_tables();
	struct str sql = {0};
	enum rc rc;

	str_add(&sql, "SELECT json_group_object(t, m) FROM (");
	for (size_t i = 0; i < t.n; i++)
		str_addf(&sql, "%sSELECT '%s' AS t, coalesce(max(id), 0) AS m FROM \"%s\"",
		         i ? " UNION " : "", t.v[i].def->name, t.v[i].def->name);
	str_addc(&sql, ')');
	rc = query_text(s, last, err, str_text(&sql));
	str_clear(&sql);
	free(t.v);
	return rc;
}

/* The row of the joining: what is newer than this was made afterwards. */
static enum rc open_row(struct joining *j, struct err *err) {
	char *last = NULL;
	enum rc rc;

	TRY(join_last(j->st->store, &last, err));
	TRY(query_run(j->st->store, err,
	              "INSERT INTO joined (kept, gone, seq, last) VALUES (?, ?, ?, ?)",
	              j->plan->kept, j->plan->gone, j->c->seq, last));
	rc = query_int(j->st->store, &j->joined, err, "SELECT max(id) FROM joined");
out:
	free(last);
	return rc;
}

static const char *const said[] = {"risk", "control", "job", "workplace", "place", "team",
                                   "cleared", "holds", "voided_at", "voided_by", "void_reason"};
enum { SAID = sizeof said / sizeof *said };
/* A row of today may take in what is said now. */
static enum rc note_said(struct joining *j, struct err *err) {
	char today[DATE_BUF];
	char *where = mem_printf("resident = ?2 AND voided_at IS NULL AND occurred = '%s'",
	                         date_format(clock_today(), today));
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < SAID; i++)
		rc = note(j, stated_def.name, said[i], where, j->plan->kept, err);
	free(where);
	return rc;
}

/* Every event may come to hang on another order of the person who has them all now. */
static enum rc rehang(struct joining *j, struct err *err) {
	struct join_tables t = join_tables();
	enum rc rc = join_tables_of(j->st->store, j->plan->kept, &t, err);

	for (size_t i = 0; rc == RC_OK && i < t.n; i++)
		if (entity_field(t.v[i].def, "occurred"))
			rc = note(j, t.v[i].def->name, "order_id", "resident = ?2", j->plan->kept, err);
	if (rc == RC_OK)
		rc = event_rehang(j->c, &j->plan->kept, 1, err);
	for (size_t i = 0; rc == RC_OK && i < t.n; i++)
		if (entity_field(t.v[i].def, "occurred"))
			rc = settle(j, t.v[i].def->name, "order_id", err);
	free(t.v);
	return rc;
}

static enum rc move_all(struct joining *j, struct join_tables *t, struct err *err) {
	enum rc rc = put_answers(j, err);

	if (rc == RC_OK)
		rc = join_tables_of(j->st->store, j->plan->gone, t, err);
	for (size_t i = 0; rc == RC_OK && i < t->n; i++)
		rc = move(j, &t->v[i], err);
	return rc == RC_OK ? query_run(j->st->store, err,
	                               "UPDATE OR IGNORE kept_word SET resident = ? WHERE resident"
	                               " = ? AND table_name <> 'resident'", j->plan->kept,
	                               j->plan->gone) : rc;
}

/* What is said of the person today, in rows of their own or in one of today. */
static enum rc say(struct joining *j, const struct resident *a, const struct resident *b,
                   struct err *err) {
	enum rc rc = note_said(j, err);

	if (rc == RC_OK)
		rc = put_fields(j, a, b, err);
	for (int i = 0; rc == RC_OK && i < SAID; i++)
		rc = settle(j, stated_def.name, said[i], err);
	return rc == RC_OK ? run(j, mem_strdup(
		"INSERT INTO joined_moved (joined, table_name, record, field) SELECT ?1, 'stated',"
		" id, '' FROM stated WHERE resident = ?2 AND id > (SELECT json_extract(last,"
		" '$.stated') FROM joined WHERE id = ?1)"), j->plan->kept, err) : rc;
}

/* A damaged record is put right first: moved, it would be vouched for as it is. */
static enum rc is_whole(struct joining *j, struct err *err) {
	bool damaged;
	enum rc rc = query_any(j->st->store, &damaged, err,
	                       "SELECT 1 FROM damaged WHERE resident IN (?1, ?2) OR table_name ="
	                       " 'resident' AND record IN (?1, ?2)", j->plan->kept, j->plan->gone);

	return rc == RC_OK && damaged ? record_is_damaged(err) : rc;
}

static enum rc join_now(struct joining *j, struct err *err) {
	struct join_tables t = join_tables();
	struct resident a, b;
	enum rc rc;

	entity_init(&resident_def, &a);
	entity_init(&resident_def, &b);
	TRY(is_whole(j, err));
	TRY(record_load(j->st->store, &resident_def, j->plan->kept, &a, err));
	TRY(record_load(j->st->store, &resident_def, j->plan->gone, &b, err));
	TRY(open_row(j, err));
	TRY(move_all(j, &t, err));
	b.joined.id = a.rec.id;
	TRY(change_update(j->c, &resident_def, &b, err));
	TRY(rehang(j, err));
	TRY(say(j, &a, &b, err));
	rc = join_wrote(j->c, j->joined, err);
out:
	free(t.v);
	entity_clear(&resident_def, &a);
	entity_clear(&resident_def, &b);
	return rc;
}

/* Another may have written between the questions and the lock: the same must be asked. */
static enum rc is_as_asked(struct joining *j, const struct actor *a, struct err *err) {
	const struct join_plan *p = j->plan;
	struct join_plan now = {.kept = p->kept, .gone = p->gone, .sealed = p->sealed};
	enum rc rc = join_questions(j->st, a, &now, err);
	bool same = rc == RC_OK && now.n == p->n;

	for (size_t i = 0; same && i < p->n; i++)
		same = strcmp(now.v[i].key, p->v[i].key) == 0 &&
		       strcmp(now.v[i].a, p->v[i].a) == 0 && strcmp(now.v[i].b, p->v[i].b) == 0;
	join_plan_clear(&now);
	return rc != RC_OK || same
	       ? rc : err_set(err, RC_CONFLICT, "join.changed",
	                      N_("One of the files was changed meanwhile: look at both again."), NULL);
}

enum rc join_files(struct station *st, const struct actor *a, const struct join_plan *p,
                   const struct join_words *words, struct err *err) {
	const long long people[2] = {p->kept, p->gone};
	struct change c = {.open = false};
	struct joining j = {st, &c, p, 0};
	struct str chosen = {0};
	char detail[64];
	long long rows = 0;
	enum rc rc;

	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].take_b)
			str_addf(&chosen, "%s%s", chosen.n ? "," : "", p->v[i].key);
	rc = join_begin(&c, st, a, "resident.join", people, p->sealed, str_text(&chosen), words,
	                err);
	if (rc == RC_OK)
		rc = is_as_asked(&j, a, err);
	if (rc == RC_OK)
		rc = join_now(&j, err);
	if (rc == RC_OK)
		rc = query_int(st->store, &rows, err, "SELECT count(*) FROM joined_moved WHERE"
		               " joined = ? AND new = ? AND field <> ''", j.joined, p->kept);
	snprintf(detail, sizeof detail, "file=%lld rows=%lld", p->gone, rows);
	c.detail = detail;
	str_clear(&chosen);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc join_not_same(struct station *st, const struct actor *a, long long one, long long other,
                      struct err *err) {
	struct change c = {.open = false};
	char detail[32];
	enum rc rc = usecase_query(st, a, ACT_LOOK, other, err);

	if (rc == RC_OK)
		rc = usecase_begin(&c, st, a, ACT_SAVE, "resident.apart", one, err);
	if (rc == RC_OK)
		rc = query_run(st->store, err,
		               "INSERT INTO not_same (one, other, seq, at, officer) VALUES (min(?1,"
		               " ?2), max(?1, ?2), ?3, ?4, ?5) ON CONFLICT DO NOTHING", one, other,
		               c.seq,
		               c.now, bind_ref(a->officer));
	snprintf(detail, sizeof detail, "file=%lld", other);
	c.table = resident_def.name;
	c.record = one;
	c.detail = detail;
	return change_close(&c, rc, NULL, NULL, err);
}
