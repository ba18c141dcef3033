/* The quick table of what is due: made, and kept up with what changes and with the days.
 * SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "model/event/registers.h"
#include "model/person/person_db.h"
#include "model/promise/promise_db.h"
#include "model/rules/due_db.h"
#include "model/rules/duty_kind.h"
#include "model/rules/order_facts_db.h"
#include "model/rules/worklist.h"
#include "model/station/tables.h"
#include "model/station/usecase_db.h"

/* A row that waits to be written. The key sorts as the table does, but for the window: group, day,
 * place of the order among those that wait, kind. */
struct item {
	uint64_t key;
	struct date first;
	int window;
};
enum { DAY_AT = 33, WHO_AT = 8, WHO_BITS = 25, DAY_ZERO = 1 << 23 };

struct items {
	struct item *v;
	size_t n;
	struct whose { long long resident, order_id; } *whose; /* of orders with rows, by person */
	size_t whose_n;
};

/* So many rows wait to be written together, at the most 2 MB with those of one more person, and a
 * large import stays flat. */
enum { WRITE_AT = 65536 - 1024 };

static const struct whose *item_whose(const struct items *a, const struct item *it) {
	return &a->whose[it->key >> WHO_AT & ((1 << WHO_BITS) - 1)];
}

static enum due_kind item_kind(const struct item *it) { return it->key & 0xff; }

static struct date item_day(const struct item *it) {
	return (struct date){(int)(it->key >> DAY_AT & 0xffffff) - DAY_ZERO};
}

/* Of the order that came last. */
static struct item item_make(const struct items *a, const struct due_row *r) {
	return (struct item){.key = (uint64_t)r->group << 57 |
	                            (uint64_t)(r->due_on.n + DAY_ZERO) << DAY_AT |
	                            (uint64_t)(a->whose_n - 1) << WHO_AT | (uint64_t)r->kind,
	                     .first = r->first, .window = r->window};
}

static void items_clear(struct items *a) {
	free(a->v);
	free(a->whose);
}

static int by_key(const void *x, const void *y) {
	const struct item *a = x, *b = y;

	return (a->key > b->key) - (a->key < b->key);
}

/* So many rows in one statement: starting one costs more than a row. */
enum { TOGETHER = 32, COLUMNS = 7 };

/* FAIL, as the whole change is taken back after a failure: else SQLite copies every page that a
 * statement touches, to take the statement back alone. */
static char *write_sql(size_t n) {
	struct str sql = {0};

	str_add(&sql, "INSERT OR FAIL INTO due (group_no, due_on, resident, order_id, kind,"
	        " window_no, first_day) VALUES ");
	for (size_t i = 0; i < n; i++)
		str_add(&sql, i ? ", (?, ?, ?, ?, ?, ?, ?)" : "(?, ?, ?, ?, ?, ?, ?)");
	return str_take(&sql);
}

static enum rc write_some(struct store *s, const char *sql, const struct items *a,
                          const struct item *v, size_t n, struct err *err) {
	char days[TOGETHER][2][DATE_BUF];
	struct stmt *q = NULL;
	enum rc rc = stmt_get(s, sql, &q, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct whose *w = item_whose(a, &v[i]);
		int at = (int)i * COLUMNS;

		stmt_bind_int(q, at + 1, (long long)(v[i].key >> 57));
		stmt_bind_text(q, at + 2, date_format(item_day(&v[i]), days[i][0]));
		stmt_bind_int(q, at + 3, w->resident);
		stmt_bind_int(q, at + 4, w->order_id);
		stmt_bind_int(q, at + 5, item_kind(&v[i]));
		stmt_bind_int(q, at + 6, v[i].window);
		if (date_is_set(v[i].first))
			stmt_bind_text(q, at + 7, date_format(v[i].first, days[i][1]));
	}
	return rc == RC_OK ? stmt_run(q, err) : rc;
}

/* Written in the order of the key, so that many orders at once fill page after page instead of
 * jumping about. */
static enum rc write_items(struct store *s, struct items *a, struct err *err) {
	char *many = write_sql(TOGETHER), *one = write_sql(1);
	enum rc rc = RC_OK;
	size_t n;

	if (a->n)
		qsort(a->v, a->n, sizeof *a->v, by_key);
	for (size_t i = 0; rc == RC_OK && i < a->n; i += n) {
		n = a->n - i < TOGETHER ? 1 : TOGETHER;
		rc = write_some(s, n > 1 ? many : one, a, a->v + i, n, err);
	}
	a->n = a->whose_n = 0;
	free(many);
	free(one);
	return rc;
}

/* Of ids, ?1. */
#define IN_IDS " IN (SELECT value FROM json_each(?1))"
#define ORDERS(which, besides) \
	"SELECT o.id FROM treatment_order o JOIN resident_visible r ON r.id = o.resident WHERE" \
	" " which " o.voided_at IS NULL" \
	" AND (o.state IN ('awaiting', 'executing', 'suspended')" besides ") ORDER BY o.resident," \
	" o.id"
/* Ended: the notice of a release may be awaited, the receipt of papers handed on, or the police
 * something (rule 6.16). */
#define HAS(table, whose, more) \
	" OR EXISTS (SELECT 1 FROM " table " e WHERE e." whose " AND e.voided_at IS NULL" more ")"
#define ENDED_TOO \
	" OR ((o.state = 'released' OR (o.state = 'moved' AND o.receipt IS NULL)) AND o.ended >=" \
	" ?2)" HAS("warning", "order_id = o.id", "") \
	HAS("missed_test", "order_id = o.id", " AND e.judged IN ('refused', 'evaded')") \
	HAS("drug_use", "resident = o.resident", "") \
	HAS("drug_test", "resident = o.resident", " AND e.result = 'pos'")

/* Orders that can have something due, by person: open ones of people who are on the lists (NULL: of
 * everybody), and where not only regulars are asked for ended ones too. Several statements, since
 * one with `?1 IS NULL OR` cannot use the index. */
static enum rc due_orders(struct station *st, const struct ids *people, bool ended, struct ids *out,
                          struct err *err) {
	struct due_bounds bounds;

	due_bounds_read(st, &bounds);
	if (!ended)
		return query_ids(st->store, out, err, ORDERS("", ""));
	return query_ids(st->store, out, err,
	                 people ? ORDERS("o.resident" IN_IDS " AND", ENDED_TOO)
	                        : ORDERS("", ENDED_TOO),
	                 people ? bind_ids(people->v, people->n) : bind_ref(0), bounds.first);
}

/* What the rows of many orders rest on; without teams only what their regulars rest on. */
struct fill {
	struct station *st;
	struct due_bounds bounds;
	struct team_cache teams;
	bool regulars;           /* of these alone */
	const struct ids *made;  /* people of whom nothing but order and state is on file, in order */
	struct order_facts old;  /* what the settings say of old tests */
	struct due_rows rows;
	struct items items;
};

static void fill_clear(struct fill *f) {
	due_rows_clear(&f->rows);
	team_cache_clear(&f->teams);
	items_clear(&f->items);
}

static enum rc load_order(struct fill *f, const struct treatment_order *o,
                          struct order_facts_data *d, struct err *err) {
	bool made = f->made && ids_holds(f->made, o->resident.id);
	enum rc rc = made          ? order_facts_load_made(f->st, o, &f->old, d, err)
	             : f->regulars ? order_facts_load_untested(f->st, o, d, err)
	                           : order_facts_load(f->st, o, d, err);

	d->course.bounds = f->bounds;
	if (rc == RC_OK && !made && date_is_set(f->bounds.until) && order_facts_is_open(o->state) &&
	    !code_is(o->state, "awaiting"))
		rc = order_facts_load_regular(f->st, o, &f->bounds, d, err);
	return rc == RC_OK && !f->regulars ? order_facts_load_gaps(f->st, o, d, &f->teams, err) : rc;
}

/* A person's report to the police of one reason is one row, that of the first evidence: does it
 * stand among those of an earlier order (below `before`)? That one takes the earlier day. */
static bool is_merged(struct items *a, size_t before, const struct due_row *r) {
	for (size_t i = before; r->group == DUE_BASE_POLICE && i > 0; i--) {
		struct item *other = &a->v[i - 1];

		if (item_whose(a, other)->resident != a->whose[a->whose_n - 1].resident)
			break;
		if (item_kind(other) != r->kind)
			continue;
		if (date_before(r->due_on, item_day(other)))
			*other = item_make(a, r);
		return true;
	}
	return false;
}

/* The due rows of one order, for writing, after those of the person's earlier ones. */
static enum rc add_order(struct fill *f, long long order, struct err *err) {
	struct items *out = &f->items;
	struct treatment_order o;
	struct order_facts_data d = {0};
	size_t before;
	enum rc rc;

	entity_init(&order_def, &o);
	TRY(record_load(f->st->store, &order_def, order, &o, err));
	if (out->n >= WRITE_AT && out->whose[out->whose_n - 1].resident != o.resident.id)
		TRY(write_items(f->st->store, out, err));
	TRY(load_order(f, &o, &d, err));
	if (f->regulars)
		due_compute_regulars(&d.course, f->st->profiles, &f->rows);
	else
		due_compute(&d.course, f->st->profiles, &f->rows);
	VEC_PUSH(out->whose, out->whose_n, (struct whose){o.resident.id, o.rec.id});
	before = out->n;
	for (size_t i = 0; i < f->rows.n; i++)
		if (!is_merged(out, before, &f->rows.v[i])) {
			const struct item it = item_make(out, &f->rows.v[i]);

			VEC_PUSH(out->v, out->n, it);
		}
out:
	order_facts_clear(&d);
	entity_clear(&order_def, &o);
	return rc;
}

/* What was promised to these people (NULL: everybody), of one row or of all, for writing. Where
 * all of them were just made no record can have promised. */
static enum rc add_promised(struct fill *f, const struct promise_def *only,
                            const struct ids *people, struct err *err) {
	struct items *out = &f->items;
	struct promise_row *rows = NULL;
	size_t n = 0;
	const bool bare = f->made && people && f->made->n == people->n;
	enum rc rc = promises_of(f->st, only, people, bare, &rows, &n, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct due_row row = {.group = (int)due_kind_of(rows[i].kind).base,
		                            .due_on = rows[i].due_on, .kind = rows[i].kind,
		                            .window = (int)rows[i].record, .first = rows[i].due_on};

		if (out->n >= WRITE_AT)
			rc = write_items(f->st->store, out, err);
		VEC_PUSH(out->whose, out->whose_n, (struct whose){rows[i].resident, rows[i].order});
		const struct item it = item_make(out, &row);
		VEC_PUSH(out->v, out->n, it);
	}
	free(rows);
	return rc;
}

/* Write the due rows of these orders and of what was promised to the people (NULL: everybody), who
 * have none now; with `more` only those of regulars that are new in it. Of people in `made` (NULL:
 * nobody) nothing but order and state is on file. */
static enum rc fill_orders(struct station *st, const struct ids *orders, const struct ids *people,
                           const struct ids *made, const struct due_bounds *more,
                           struct err *err) {
	struct fill f = {.st = st, .regulars = more, .made = made};
	enum rc rc = RC_OK;

	if (more)
		f.bounds = *more;
	else
		due_bounds_read(st, &f.bounds);
	if (made)
		old_tests_read(st, &f.old);
	for (size_t i = 0; rc == RC_OK && i < orders->n; i++)
		rc = add_order(&f, orders->v[i], err);
	if (rc == RC_OK && !more) /* no promise changes with the month */
		rc = add_promised(&f, NULL, people, err);
	if (rc == RC_OK)
		rc = write_items(st->store, &f.items, err);
	fill_clear(&f);
	return rc;
}

/* People whose due rows rest on records, by the ids of these, ?1; of other tables those whom their
 * rows name. */
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
	const struct ids person = {.v = &resident, .n = 1};
	struct ids orders = {0};
	struct fill f = {.st = st};
	long long n = 0;
	bool found = true;
	enum rc rc;

	due_bounds_read(st, &f.bounds);
	TRY(due_orders(st, &person, true, &orders, NULL));
	for (size_t i = 0; i < orders.n; i++)
		TRY(add_order(&f, orders.v[i], NULL));
	TRY(add_promised(&f, NULL, &person, NULL));
	TRY(query_int(st->store, &n, NULL, "SELECT count(*) FROM due WHERE resident = ?",
	              resident));
	for (size_t i = 0; found && i < f.items.n; i++) {
		const struct item *it = &f.items.v[i];

		TRY(query_any(st->store, &found, NULL,
		              "SELECT 1 FROM due WHERE resident = ? AND order_id = ? AND kind = ?"
		              " AND window_no = ? AND due_on = ?", resident,
		              item_whose(&f.items, it)->order_id, (int)item_kind(it), it->window,
		              item_day(it)));
	}
	found = found && n == (long long)f.items.n;
out:
	ids_clear(&orders);
	fill_clear(&f);
	return rc != RC_OK || found;
}
#endif

/* Of whom is nothing but order and state on file? Of those whom this change made, where it wrote
 * nothing else: what hangs on them is its own too, and was not followed before they were. */
static enum rc people_made(struct station *st, const struct change *c, struct ids *out,
                           struct err *err) {
	static const struct entity_def *const plain[] = {&import_def, &place_def, &team_def,
	        &resident_def, &order_def, &status_def, &stated_def};
	const struct ids *people = NULL;

	for (size_t i = 0; i < c->touched_count; i++) {
		size_t k = 0;

		while (k < sizeof plain / sizeof *plain && plain[k] != c->touched[i].def)
			k++;
		if (k == sizeof plain / sizeof *plain)
			return RC_OK;
		if (plain[k] == &resident_def)
			people = &c->touched[i].ids;
	}
	return people ? query_ids(st->store, out, err, "SELECT id FROM resident_visible WHERE id" IN_IDS
	                          " AND seq = ?2 AND ver = 1 ORDER BY id",
	                          bind_ids(people->v, people->n), c->seq)
	              : RC_OK;
}

/* What is asked of everybody from the first record on that the station keeps (rule 8.12). */
static enum rc turn_promises(struct station *st, const struct change *c, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < promise_count; i++) {
		struct fill f = {.st = st};
		bool turned;

		rc = promise_turned(st, c, &promise_table[i], &turned, err);
		if (rc != RC_OK || !turned)
			continue;
		rc = query_run(st->store, err, "DELETE FROM due WHERE kind = ?",
		               (int)promise_table[i].kind);
		if (rc == RC_OK)
			rc = add_promised(&f, &promise_table[i], NULL, err);
		if (rc == RC_OK)
			rc = write_items(st->store, &f.items, err);
		fill_clear(&f);
	}
	return rc;
}

enum rc due_follow(void *ctx, const struct change *c, struct err *err) {
	struct station *st = ctx;
	struct ids people = {0}, orders = {0}, made = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < c->touched_count; i++)
		rc = people_touched(st, &c->touched[i], &people, err);
	ids_distinct(&people);
	if (rc == RC_OK)
		rc = people_made(st, c, &made, err);
	for (size_t i = 0; rc == RC_OK && i < people.n; i++)
		if (!ids_holds(&made, people.v[i]))
			rc = query_run(st->store, err, "DELETE FROM due WHERE resident = ?",
			               people.v[i]);
	if (rc == RC_OK)
		rc = due_orders(st, &people, true, &orders, err);
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, &people, &made, NULL, err);
	if (rc == RC_OK)
		rc = turn_promises(st, c, err);
	if (rc == RC_OK)
		rc = search_keys_refresh(st->store, err);
	if (rc == RC_OK)
		rc = numbers_follow(c, &people, err);
#ifdef WUBAO_CHECKS
	for (size_t i = 0; rc == RC_OK && i < people.n && i < CHECKED; i++)
		CHECK(rows_agree(st, people.v[i]));
#endif
	ids_clear(&people);
	ids_clear(&orders);
	ids_clear(&made);
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
	/* another session was faster; or the month may be none */
	if (due_bounds_hold(st) || usecase_dated(st, err) != RC_OK) {
		store_rollback(st->store);
		return RC_OK;
	}
	rolls = due_bounds_roll(st, &more);
	rc = rolls ? move_old(st, &more, err) : query_run(st->store, err, "DELETE FROM due");
	if (rc == RC_OK)
		rc = due_bounds_set(st, err);
	if (rc == RC_OK)
		rc = due_orders(st, NULL, !rolls, &orders, err);
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, NULL, NULL, rolls ? &more : NULL, err);
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

	if (st->due_held || !due_is_behind(st))
		return;
	int wait = store_set_wait(st->store, WAIT_TRY_MS);
	(void)make_again(st, &ignored);
	store_set_wait(st->store, wait);
}

enum rc due_rebuild(struct station *st, const struct actor *a, long long *differs,
                    struct err *err) {
	static const char *const steps[] = {
		"DROP TABLE IF EXISTS temp.due_before",
		("CREATE TEMP TABLE due_before AS SELECT group_no, due_on, resident, order_id,"
		 " kind, window_no, first_day FROM due"),
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
		rc = due_orders(st, NULL, true, &orders, err);
	if (rc == RC_OK)
		rc = fill_orders(st, &orders, NULL, NULL, NULL, err);
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
