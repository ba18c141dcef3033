/* SPDX-License-Identifier: MIT
 * Rule 10.45: an export reads many rows in few statements, however many they are, and writes of each what the record says
 * that is read alone: of every register, whole and masked, for the head and for a reader, a damaged record among them.
 */
#include "store/station.h"

#include "exchange/csv/csv_write.h"
#include "exchange/import/register.h"
#include "exchange/import/header.h"
#include "exchange/out/export.h"
#include "made.h"
#include "model/access/masking.h"
#include "model/team/team.h"
#include "store/internal.h"

enum { FEW = 12, MANY = 60, LONG = 1100, EVENTS = 60, STATEMENTS_MORE = 4 };

static void people(struct fixture *f, int n) {
	struct made m = {.seed = 5, .residents = n, .events = n == LONG ? 0 : EVENTS, .today = clock_today(), .days = 900, .present = n != LONG};
	sqlite3 *db = made_open(f->db);

	made_fill(db, &m);
	/* many texts that a spreadsheet would change, or a cell must be quoted for */
	made_sql(db, "UPDATE talk SET note = '=1+1, \"甲\"' WHERE id % 3 = 0");
	made_sql(db, "UPDATE resident SET address = ' 一组;' || id, phone = '0' || (13800000000 + id)");
	made_sql(db, "UPDATE drug_test SET proof = zeroblob(40) WHERE id % 7 = 0");
	made_sql(db, "UPDATE resident SET proof = zeroblob(40) WHERE id % 9 = 0");
	sqlite3_close(db);
}

/* ---- each row alone ---- */

struct alone {
	struct resident person;
	struct treatment_order order;
	struct contact contact;
	void *rec; /* of the row */
};

static long long resident_of(const struct entity_def *def, const void *rec) {
	return field_ref(entity_field(def, "resident"), rec);
}

static enum rc read_alone(struct fixture *f, const struct actor *a, const struct register_def *reg, long long id,
                          struct alone *r) {
	const struct entity_def *def = reg->parts[1].entity;
	const struct field_env *env = station_env(f->st);

	if (reg->ledger)
		return ledger_get(f->st, a, reg->ledger, id, r->rec, &f->err);
	if (def == &member_def) {
		const struct team_member *m = r->rec;

		OK(member_get(f->st, a, id, r->rec, &f->err));
		if (m->contact.id)
			return contact_get(f->st, a, m->contact.id, &r->contact, &f->err);
		r->contact.name = mem_strdup(env->ref_name(env->ctx, "officer", m->officer.id));
		return RC_OK;
	}
	if (def == &order_def && id < 0)
		return resident_get(f->st, a, -id, &r->person, &f->err);
	OK(def == &order_def    ? order_get(f->st, a, id, r->rec, &f->err)
	   : def == &duty_def   ? duty_get(f->st, a, id, r->rec, &f->err)
	   : def == &status_def ? status_get(f->st, a, id, r->rec, &f->err)
	                        : event_get(f->st, a, reg->event, id, r->rec, &f->err));
	if (def == &status_def)
		OK(order_get(f->st, a, ((struct status_change *)r->rec)->order_id.id, &r->order, &f->err));
	return resident_get(f->st, a, resident_of(def, r->rec), &r->person, &f->err);
}

static const void *record_of(const struct alone *r, const struct register_def *reg, const struct entity_def *def) {
	return def == reg->parts[1].entity ? r->rec : def == &resident_def ? (const void *)&r->person
	       : def == &order_def ? (const void *)&r->order : &r->contact;
}

static bool column_named(const struct register_def *reg, const char *name, struct register_column *out) {
	for (size_t i = 0; register_column_at(reg, i, out); i++)
		if (strcmp(out->field->csv, strcmp(name, MASKED_AGE) == 0 ? "出生日期" : name) == 0)
			return true;
	return false;
}

static void put(struct csv_writer *w, const struct fixture *f, const struct actor *a, const struct register_def *reg,
                enum masked_view view, const struct alone *r, const char *name) {
	struct register_column c;
	struct str text = {0};

	if (!column_named(reg, name, &c)) {
		const void *rec = strcmp(name, HEADER_UID) == 0 ? r->rec : &r->person;

		csv_writer_cell(w, ((const struct record *)rec)->uid);
		return;
	}
	masked_text(a, view, c.field, record_of(r, reg, c.part->entity), station_env(f->st), &text);
	if (c.field->type == FT_IDNO || (c.field->type != FT_DATE && csv_is_fragile(str_text(&text))))
		csv_writer_number(w, str_text(&text));
	else
		csv_writer_cell(w, str_text(&text));
	str_clear(&text);
}

static void put_alone(struct csv_writer *w, struct fixture *f, const struct actor *a, const struct register_def *reg,
                      enum masked_view view, long long id, char *head) {
	const struct entity_def *def = reg->parts[1].entity;
	struct alone r = {.rec = mem_zalloc(1, def->size)};
	char *names = mem_strdup(head), *at;

	entity_init(def, r.rec);
	entity_init(&resident_def, &r.person);
	entity_init(&order_def, &r.order);
	entity_init(&contact_def, &r.contact);
	OK(read_alone(f, a, reg, id, &r));
	for (char *name = strtok_r(names, ",", &at); name; name = strtok_r(NULL, ",", &at))
		put(w, f, a, reg, view, &r, name);
	csv_writer_end_row(w);
	entity_clear(def, r.rec);
	entity_clear(&resident_def, &r.person);
	entity_clear(&order_def, &r.order);
	entity_clear(&contact_def, &r.contact);
	free(names);
	free(r.rec);
}

/* ---- all of a register ---- */

static void written(struct fixture *f, const struct actor *a, const struct register_def *reg, bool whole, long *rows,
                    struct str *out) {
	char path[160];
	struct export_options o = {.reg = reg->id, .path = path, .existing = CSV_REPLACE, .identified = whole, .reason = "核对"};

	snprintf(path, sizeof path, "%s/out.csv", f->dir);
	OK(export_write(f->st, a, &o, rows, NULL, &f->err));
	OK(file_read(path, 1 << 24, out, &f->err));
	unlink(path);
}

static long compare(struct fixture *f, const struct actor *a, const struct register_def *reg, bool whole) {
	const enum masked_view view = whole ? VIEW_EXPORT_IDENTIFIED : VIEW_EXPORT_MASKED;
	struct str got = {0}, want = {0}, head = {0};
	struct ids ids = {0};
	struct csv_writer *w;
	long rows = -1;

	written(f, a, reg, whole, &rows, &got);
	str_addn(&head, got.s + 3, strcspn(got.s + 3, "\r")); /* behind the byte order mark */
	str_addn(&want, got.s, 3 + head.n + 2);
	w = csv_writer_memory(&want);
	OK(reg->list(reg, f->st, a, &ids, &f->err));
	for (size_t i = 0; i < ids.n; i++)
		put_alone(w, f, a, reg, view, ids.v[i], head.s);
	OK(csv_writer_close(w, RC_OK, NULL, &f->err));
	assert_int_equal(rows, ids.n);
	if (want.n != got.n || strcmp(want.s, got.s) != 0)
		fail_msg("%s: its export is not what its records are", reg->id);
	ids_clear(&ids);
	str_clear(&got);
	str_clear(&want);
	str_clear(&head);
	return rows;
}

static void a_row_is_its_record(void **state) {
	struct fixture *f = *state;
	struct actor reader;
	long rows = 0;

	play(f, &reader, "reader");
	people(f, FEW);
	for (size_t i = 0; register_at(i); i++) {
		rows += compare(f, &f->actor, register_at(i), true);
		compare(f, &f->actor, register_at(i), false);
		if (access_answer("reader", ACT_EXPORT_MASKED) != ACCESS_NO)
			compare(f, &reader, register_at(i), false);
	}
	assert_true(rows > 40);
}

/* Statements and rows of every register's export, together and for the one that asks most. */
static void count(struct fixture *f, int n, long *rows, long long *asked) {
	struct ids all = {0};

	people(f, n);
	OK(register_at(0)->list(register_at(0), f->st, &f->actor, &all, &f->err)); /* keys of new people are made once */
	ids_clear(&all);
	for (size_t i = 0; register_at(i); i++) {
		struct str text = {0};
		long long before = f->st->store->started;

		written(f, &f->actor, register_at(i), true, &rows[i], &text);
		asked[i] = f->st->store->started - before;
		str_clear(&text);
	}
}

static void no_statement_a_row(void **state) {
	struct fixture *f = *state;
	long few[64], many[64], more = 0;
	long long asked_few[64], asked_many[64];

	count(f, FEW, few, asked_few);
	count(f, MANY, many, asked_many);
	for (size_t i = 0; register_at(i); i++) {
		long pages = 2 + many[i] / REGISTER_PAGE; /* who they are is counted in a short one */

		more += many[i] - few[i];
		if (asked_many[i] > asked_few[i] + STATEMENTS_MORE * pages)
			fail_msg("%s: %lld statements for %ld rows, %lld for %ld", register_at(i)->id, asked_few[i], few[i], asked_many[i],
			         many[i]);
	}
	assert_true(more > 100);
}

/* ---- of many people, page by page ---- */

static void same_orders(struct fixture *f, const struct ids *people) {
	struct ids want = {0}, got = {0};

	for (size_t i = 0; i < people->n; i++) {
		const size_t before = want.n;

		OK(order_list(f->st, &f->actor, people->v[i], &want, &f->err));
		if (want.n == before)
			ids_add(&want, -people->v[i]);
	}
	OK(order_lists(f->st, &f->actor, people, &got, &f->err));
	assert_int_equal(got.n, want.n);
	assert_memory_equal(got.v, want.v, want.n * sizeof *want.v);
	ids_clear(&want);
	ids_clear(&got);
}

static void a_long_export_is_whole_and_names_everybody(void **state) {
	struct fixture *f = *state;
	struct ids all = {0};
	struct str text = {0};
	sqlite3 *db;
	long rows = 0;

	people(f, LONG);
	db = made_open(f->db);
	made_sql(db, "UPDATE treatment_order SET resident = 700, state = 'released' WHERE resident IN (698, 702, 5)");
	sqlite3_close(db);
	for (long long id = 1; id <= LONG; id++)
		ids_add(&all, id);
	same_orders(f, &all); /* without a gap, as they lie; then in another order */
	all.v[0] = LONG;
	all.v[LONG - 1] = 1;
	same_orders(f, &all);
	written(f, &f->actor, register_find("roster"), true, &rows, &text);
	assert_int_equal(rows, number(f, "SELECT count(*) FROM resident_visible r LEFT JOIN treatment_order o"
	                              " ON o.resident = r.id AND o.voided_at IS NULL"));
	assert_int_equal(number(f, "SELECT count(*) FROM disclosed"), number(f, "SELECT count(*) FROM resident_visible"));
	ids_clear(&all);
	str_clear(&text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(a_row_is_its_record),
		STATION_TEST(no_statement_a_row),
		STATION_TEST(a_long_export_is_whole_and_names_everybody),
	};

	return cmocka_run_group_tests_name("exports in bulk", tests, NULL, NULL);
}
