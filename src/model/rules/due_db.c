/* The quick table of what is due: made, and kept up with what changes and with the days.
 * SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/clock.h"
#include "model/person/person_db.h"
#include "model/rules/due_db.h"
#include "model/rules/duty_kind.h"
#include "model/rules/order_facts_db.h"
#include "model/rules/worklist.h"
#include "model/station/usecase_db.h"

/* Growing array of items. */
struct items {
	struct due_item *v;
	size_t n;
};

/* So many rows wait to be written together: 3 MB, and a large import stays flat. */
enum { WRITE_AT = 65536 };

static struct due_item *items_add(struct items *a) {
	return VEC_ADD(a->v, a->n);
}

static int by_number(const void *x, const void *y) {
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

/* So many rows in one statement: starting one costs more than a row. */
enum { TOGETHER = 32, COLUMNS = 7 };

static enum rc write_some(struct store *s, const struct items *items, const uint64_t *order,
                          size_t n, struct err *err) {
	struct str sql = {0};
	char days[TOGETHER][2][DATE_BUF];
	struct stmt *q = NULL;
	enum rc rc;

	str_add(&sql, "INSERT INTO due (group_no, due_on, resident, order_id, kind, window_no,"
	        " first_day) VALUES ");
	for (size_t i = 0; i < n; i++)
		str_add(&sql, i ? ", (?, ?, ?, ?, ?, ?, ?)" : "(?, ?, ?, ?, ?, ?, ?)");
	rc = stmt_get(s, str_text(&sql), &q, err);
	str_clear(&sql);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct due_item *it = &items->v[(uint32_t)order[i]];
		const struct due_row *r = &it->row;
		int at = (int)i * COLUMNS;

		stmt_bind_int(q, at + 1, r->group);
		stmt_bind_text(q, at + 2, date_format(r->due_on, days[i][0]));
		stmt_bind_int(q, at + 3, it->resident);
		stmt_bind_int(q, at + 4, it->order_id);
		stmt_bind_int(q, at + 5, r->kind);
		stmt_bind_int(q, at + 6, r->window);
		if (date_is_set(r->first))
			stmt_bind_text(q, at + 7, date_format(r->first, days[i][1]));
	}
	return rc == RC_OK ? stmt_run(q, err) : rc;
}

/* Written in the order of the key, so that many orders at once fill page after page instead of
 * jumping about: by group and day, in which people and orders stand in their order already. */
static enum rc write_items(struct store *s, struct items *items, struct err *err) {
	uint64_t *order = mem_alloc((items->n + 1) * sizeof *order);
	enum rc rc = RC_OK;
	size_t n;

	for (size_t i = 0; i < items->n; i++)
		order[i] = (uint64_t)items->v[i].row.group << 56 |
		           (uint64_t)(items->v[i].row.due_on.n + (1 << 23)) << 32 | i;
	if (items->n)
		qsort(order, items->n, sizeof *order, by_number);
	for (size_t i = 0; rc == RC_OK && i < items->n; i += n) {
		n = items->n - i < TOGETHER ? 1 : TOGETHER;
		rc = write_some(s, items, order + i, n, err);
	}
	items->n = 0;
	free(order);
	return rc;
}

#define ORDERS(which, besides) \
	"SELECT o.id FROM treatment_order o JOIN resident_visible r ON r.id = o.resident WHERE" \
	" " which " o.voided_at IS NULL" \
	" AND (o.state IN ('awaiting', 'executing', 'suspended')" besides ") ORDER BY o.resident," \
	" o.id"
/* Ended: the notice of a release may be awaited, the receipt of papers handed on, or the police something (rule 6.16). */
#define HAS(table, whose, more) \
	" OR EXISTS (SELECT 1 FROM " table " e WHERE e." whose " AND e.voided_at IS NULL" more ")"
#define ENDED_TOO \
	" OR ((o.state = 'released' OR (o.state = 'moved' AND o.receipt IS NULL)) AND o.ended >=" \
	" ?2)" HAS("warning", "order_id = o.id", "") \
	HAS("missed_test", "order_id = o.id", " AND e.judged IN ('refused', 'evaded')") \
	HAS("drug_use", "resident = o.resident", "") \
	HAS("drug_test", "resident = o.resident", " AND e.result = 'pos'")

/* Orders that can have something due, by person: open ones of people who are on the lists, and
 * where not only regulars are asked for ended ones too. Several statements, since one with `?1 IS
 * NULL OR` cannot use the index and would read the whole table for every resident of an import. */
static enum rc due_orders(struct station *st, long long resident, bool ended, struct ids *out,
                          struct err *err) {
	struct due_bounds bounds;

	due_bounds_read(st, &bounds);
	if (!ended)
		return query_ids(st->store, out, err, ORDERS("", ""));
	return query_ids(st->store, out, err,
	                 resident ? ORDERS("o.resident = ?1 AND", ENDED_TOO)
	                          : ORDERS("", ENDED_TOO),
	                 resident, bounds.first);
}

/* What the rows of one order rest on; without teams only what its regulars rest on. */
static enum rc load_order(struct station *st, const struct treatment_order *o,
                          const struct due_bounds *bounds, struct team_cache *teams,
                          struct order_facts_data *d, struct err *err) {
	enum rc rc = teams ? order_facts_load(st, o, d, err)
	                   : order_facts_load_untested(st, o, d, err);

	d->course.bounds = *bounds;
	if (rc == RC_OK && date_is_set(bounds->until) && order_facts_is_open(o->state) &&
	    !code_is(o->state, "awaiting"))
		rc = order_facts_load_regular(st, o, bounds, d, err);
	return rc == RC_OK && teams ? order_facts_load_gaps(st, o, d, teams, err) : rc;
}

/* A person's report to the police of one reason is one row, that of the first evidence: does it
 * stand among those of an earlier order (below `before`)? That one takes the earlier day. */
static bool is_merged(struct items *out, size_t before, const struct due_item *it) {
	for (size_t i = before; it->row.group == DUE_BASE_POLICE && i > 0; i--) {
		struct due_item *other = &out->v[i - 1];

		if (other->resident != it->resident)
			break;
		if (other->row.kind != it->row.kind)
			continue;
		if (date_before(it->row.due_on, other->row.due_on))
			*other = *it;
		return true;
	}
	return false;
}

/* The due rows of one order, for writing, after those of the person's earlier ones; without teams
 * those of its regulars alone. */
static enum rc add_order(struct station *st, long long order, const struct due_bounds *bounds,
	struct team_cache *teams, struct due_rows *rows, struct items *out, struct err *err) {
	struct treatment_order o;
	struct order_facts_data d = {0};
	size_t before;
	enum rc rc;

	entity_init(&order_def, &o);
	rc = record_load(st->store, &order_def, order, &o, err);
	if (rc == RC_OK && out->n >= WRITE_AT && out->v[out->n - 1].resident != o.resident.id)
		rc = write_items(st->store, out, err);
	if (rc == RC_OK)
		rc = load_order(st, &o, bounds, teams, &d, err);
	if (rc == RC_OK) {
		if (teams)
			due_compute(&d.course, st->profiles, rows);
		else
			due_compute_regulars(&d.course, st->profiles, rows);
		before = out->n;
		for (size_t i = 0; i < rows->n; i++) {
			const struct due_item it = {.row = rows->v[i], .resident = o.resident.id,
			                            .order_id = o.rec.id};

			if (!is_merged(out, before, &it))
				*items_add(out) = it;
		}
	}
	order_facts_clear(&d);
	entity_clear(&order_def, &o);
	return rc;
}

/* Write the due rows of these orders, which have none now; with `more` only those of regulars that
 * are new in it. */
static enum rc fill_orders(struct station *st, const struct ids *orders,
                           const struct due_bounds *more, struct err *err) {
	struct due_rows rows = {0};
	struct items items = {0};
	struct team_cache teams = {0};
	struct due_bounds bounds;
	enum rc rc = RC_OK;

	due_bounds_read(st, &bounds);
	for (size_t i = 0; rc == RC_OK && i < orders->n; i++)
		rc = add_order(st, orders->v[i], more ? more : &bounds, more ? NULL : &teams, &rows,
		               &items, err);
	if (rc == RC_OK)
		rc = write_items(st->store, &items, err);
	due_rows_clear(&rows);
	team_cache_clear(&teams);
	free(items.v);
	return rc;
}

/* People whose due rows rest on records, by the ids of these, ?1; of other tables those whom their
 * rows name. */
#define IN_IDS " IN (SELECT value FROM json_each(?1))"
#define HELPED_BY(column) \
	"SELECT r.id FROM team_member m JOIN resident_visible r ON r.team = m.team WHERE" \
	" m." column IN_IDS
static const struct {
	const char *table, *sql;
} touches[] = {
	{"resident", "SELECT value FROM json_each(?1)"}, /* the team is a hole of the file */
	{"team_member", HELPED_BY("id")},
	/* Who is in charge by default goes by the name. */
	{"contact", HELPED_BY("contact") " AND m.voided_at IS NULL"},
	{"officer", HELPED_BY("officer") " AND m.voided_at IS NULL"},
};

static enum rc people_touched(struct station *st, const struct touched *t, struct ids *out,
                              struct err *err) {
	const struct bind ids = bind_ids(t->ids.v, t->ids.n);
	enum rc rc;

	for (size_t i = 0; i < sizeof touches / sizeof *touches; i++)
		if (strcmp(touches[i].table, t->def->name) == 0)
			return query_ids(st->store, out, err, touches[i].sql, ids);
	if (!entity_field(t->def, "resident"))
		return RC_OK;
	char *sql = mem_printf("SELECT resident FROM \"%s\" WHERE id" IN_IDS, t->def->name);
	rc = query_ids(st->store, out, err, sql, ids);
	free(sql);
	return rc;
}

#ifdef WUBAO_CHECKS
enum { CHECKED = 4 }; /* of so many people a commit looks whether the table is right */

/* Does the table say of this resident what the rules compute? */
static bool rows_agree(struct station *st, long long resident) {
	struct ids orders = {0};
	struct items items = {0};
	struct due_rows rows = {0};
	struct team_cache teams = {0};
	struct due_bounds bounds;
	long long n = 0;
	bool found = true;
	enum rc rc;

	due_bounds_read(st, &bounds);
	TRY(due_orders(st, resident, true, &orders, NULL));
	for (size_t i = 0; i < orders.n; i++)
		TRY(add_order(st, orders.v[i], &bounds, &teams, &rows, &items, NULL));
	TRY(query_int(st->store, &n, NULL, "SELECT count(*) FROM due WHERE resident = ?",
	              resident));
	for (size_t i = 0; found && i < items.n; i++)
		TRY(query_any(st->store, &found, NULL,
		              "SELECT 1 FROM due WHERE resident = ? AND order_id = ? AND kind = ?"
		              " AND window_no = ? AND due_on = ?", resident, items.v[i].order_id,
		              items.v[i].row.kind, items.v[i].row.window, items.v[i].row.due_on));
	found = found && n == (long long)items.n;
out:
	ids_clear(&orders);
	due_rows_clear(&rows);
	team_cache_clear(&teams);
	free(items.v);
	return rc != RC_OK || found;
}
#endif

enum rc due_follow(void *ctx, const struct change *c, struct err *err) {
	struct station *st = ctx;
	struct ids people = {0}, orders = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < c->touched_count; i++)
		rc = people_touched(st, &c->touched[i], &people, err);
	ids_sort(&people);
	for (size_t i = 0; rc == RC_OK && i < people.n; i++) {
		if (i > 0 && people.v[i] == people.v[i - 1])
			continue;
		TRY(query_run(st->store, err, "DELETE FROM due WHERE resident = ?", people.v[i]));
		rc = due_orders(st, people.v[i], true, &orders, err);
	}
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, NULL, err);
	if (rc == RC_OK)
		rc = search_keys_refresh(st->store, err);
#ifdef WUBAO_CHECKS
	for (size_t i = 0; rc == RC_OK && i < people.n && i < CHECKED; i++)
		CHECK(rows_agree(st, people.v[i]));
#endif
out:
	ids_clear(&people);
	ids_clear(&orders);
	return rc;
}

/* Regulars that have left the worklist by age, as due_has_left says it of one. */
static enum rc move_old(struct station *st, const struct due_bounds *b, struct err *err) {
	struct date month = date_add_months(date_month_start(b->until), -1);
	enum rc rc = RC_OK;

	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++) {
		if (duty_kind_table[k].due == DUE_TEST)
			continue;
		rc = query_run(st->store, err,
		               "UPDATE due SET group_no = ?1 WHERE group_no = ?2 AND due_on < ?3"
		               " AND kind = ?4 AND (group_no <> ?5 OR 2 * julianday(due_on) -"
		               " julianday(first_day) + 1 < julianday(?6))", DUE_BASE_UNANSWERED,
		               duty_kind_table[k].base, b->from, duty_kind_table[k].due,
		               DUE_BASE_ASSESSMENT, month);
	}
	return rc;
}

/* Make the table again for the month of today and the rules in force; nothing of it is a record, so
 * no audit row. Where only time has gone on, no test is read and only a month's rows are
 * written. */
static enum rc make_again(struct station *st, struct err *err) {
	struct ids orders = {0};
	struct due_bounds more;
	bool rolls;
	enum rc rc = store_begin(st->store, err);

	if (rc != RC_OK)
		return rc;
	if (due_bounds_hold(st)) { /* another session was faster */
		store_rollback(st->store);
		return RC_OK;
	}
	rolls = due_bounds_roll(st, &more);
	rc = rolls ? move_old(st, &more, err) : query_run(st->store, err, "DELETE FROM due");
	if (rc == RC_OK)
		rc = due_bounds_set(st, err);
	if (rc == RC_OK)
		rc = due_orders(st, 0, !rolls, &orders, err);
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, rolls ? &more : NULL, err);
	if (rc == RC_OK)
		rc = store_commit(st->store, err);
	store_rollback(st->store);
	ids_clear(&orders);
	return rc;
}

bool due_is_behind(struct station *st) {
	return !store_is_read_only(st->store) && !store_in_transaction(st->store) &&
	       !due_bounds_hold(st);
}

void due_hold(struct station *st, bool held) {
	st->due_held = held;
}

void due_keep_up(struct station *st) {
	struct err ignored = {0};

	if (!st->due_held && due_is_behind(st))
		(void)make_again(st, &ignored);
}

enum rc due_rebuild(struct station *st, const struct actor *a, long long *differs,
                    struct err *err) {
	static const char *const steps[] = {
		"DROP TABLE IF EXISTS temp.due_before",
		("CREATE TEMP TABLE due_before AS SELECT group_no, due_on, resident, order_id, kind,"
		 " window_no, first_day FROM due"),
		"DELETE FROM due",
	};
	static const char difference[] =
		"SELECT (SELECT count(*) FROM (SELECT group_no, due_on, resident, order_id, kind,"
		" window_no, first_day FROM due EXCEPT SELECT group_no, due_on, resident, order_id,"
		" kind, window_no, first_day FROM temp.due_before)) + (SELECT count(*) FROM (SELECT"
		" group_no, due_on, resident, order_id, kind, window_no, first_day FROM"
		" temp.due_before EXCEPT SELECT group_no, due_on, resident, order_id, kind,"
		" window_no, first_day FROM due))";
	struct change c;
	struct ids orders = {0};
	long long n = 0;
	enum rc rc;

	due_keep_up(st);
	rc = usecase_begin(&c, st, a, ACT_MAINTAIN, "due.rebuild", 0, err);

	for (size_t i = 0; rc == RC_OK && i < sizeof steps / sizeof *steps; i++)
		rc = query_run(st->store, err, steps[i]);
	if (rc == RC_OK)
		rc = due_orders(st, 0, true, &orders, err);
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, NULL, err);
	if (rc == RC_OK)
		rc = query_int(st->store, &n, err, difference);
	if (rc == RC_OK)
		rc = query_run(st->store, err, "DROP TABLE temp.due_before");
	rc = change_close(&c, rc, NULL, NULL, err);
	ids_clear(&orders);
	if (rc == RC_OK && differs)
		*differs = n;
	return rc;
}
