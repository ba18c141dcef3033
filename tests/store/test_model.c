/* The model's use cases over a real database: saved, found, due, reported; every change with its audit.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <fcntl.h>
#include <sys/file.h>

#include "model/entry/import_batch.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/ledger/ledger.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/report/report.h"
#include "model/rules/worklist.h"
#include "model/station/station.h"
#include "model/station/tables.h"

/* A number that cannot exist outside the tests, with its right check digit. */
static char *idno(const char *birth, int sequence) {
	char n[IDNO_LEN + 1];

	snprintf(n, sizeof n, "990101%s%03d", birth, sequence);
	n[17] = idno_check_digit(n);
	n[18] = '\0';
	return mem_strdup(n);
}

static void add_result(struct fixture *f, long long resident, const char *on, const char *result) {
	struct drug_test t;

	entity_init(&test_def, &t);
	t.resident.id = resident;
	t.occurred = day(on);
	t.result = code_of(result);
	OK(event_save(f->st, &f->actor, test_register(), &t, &f->err));
	entity_clear(&test_def, &t);
}

static void add_test(struct fixture *f, long long resident, const char *on) {
	add_result(f, resident, on, "neg");
}

static long long group_count(struct fixture *f, const char *name) {
	long long counts[32] = {0};

	assert_true(due_group_count <= 32);
	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	for (size_t i = 0; i < due_group_count; i++) {
		if (strcmp(due_groups[i].name, name) == 0)
			return counts[i];
	}
	fail_msg("no such group: %s", name);
	return -1;
}

static void tables_match_field_lists(void **state) {
	struct fixture *f = *state;

	OK(station_check_tables(f->st, &f->err));
}

static void a_resident_is_filled_from_the_number(void **state) { /* rule 10.2 */
	struct fixture *f = *state;
	long long id = add_resident(f, " 单　建国 ", 13);
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	assert_string_equal(r.name, "单建国");
	assert_true(code_is(r.sex, "m"));
	assert_int_equal(date_cmp(r.birth, day("1985-03-15")), 0);
	assert_string_equal(r.file_no, "00001");
	assert_int_equal(r.rec.ver, 1);
	assert_int_equal(strlen(r.rec.uid), 26);
	entity_clear(&resident_def, &r);
}

static void the_same_number_is_refused(void **state) {
	struct fixture *f = *state;
	struct resident r;

	add_resident(f, "张建国", 13);
	entity_init(&resident_def, &r);
	r.name = mem_strdup("李四");
	r.id_no = idno("19850315", 13);
	assert_int_equal(resident_save(f->st, &f->actor, &r, &f->err), RC_EXISTS);
	assert_string_equal(f->err.field, "id_no");
	assert_null(strstr(f->err.text, r.id_no));
	entity_clear(&resident_def, &r);
}

static void an_older_copy_conflicts(void **state) { /* rule 12.4 */
	struct fixture *f = *state;
	long long id = add_resident(f, "张建国", 13);
	struct resident a, b;

	OK(resident_get(f->st, &f->actor, id, &a, &f->err));
	OK(resident_get(f->st, &f->actor, id, &b, &f->err));
	a.phone = mem_strdup("13800000001");
	b.phone = mem_strdup("13800000002");
	OK(resident_save(f->st, &f->actor, &a, &f->err));
	assert_int_equal(resident_save(f->st, &f->actor, &b, &f->err), RC_CONFLICT);
	assert_int_equal(b.rec.ver, 1);
	entity_clear(&resident_def, &a);
	entity_clear(&resident_def, &b);
	OK(resident_get(f->st, &f->actor, id, &a, &f->err));
	assert_string_equal(a.phone, "13800000001");
	entity_clear(&resident_def, &a);
}

static size_t found(struct fixture *f, const char *words) {
	struct resident_query q = {.find = words};
	struct ids ids = {0};
	size_t n;

	OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
	n = ids.n;
	ids_clear(&ids);
	return n;
}

static void the_finder_takes_name_initials_and_village(void **state) {
	struct fixture *f = *state;
	struct resident r;
	long long id = add_resident(f, "单建国", 13);

	add_resident(f, "吉克·曲布", 15);
	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.place.id = add_place(f, "石桥村");
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	assert_int_equal(found(f, "建国"), 1);
	assert_int_equal(found(f, "sjg"), 1);
	assert_int_equal(found(f, "DJG"), 1);
	assert_int_equal(found(f, "石桥 s"), 1);
	assert_int_equal(found(f, "克曲"), 1); /* the dot is left out */
	assert_int_equal(found(f, "%"), 0);
	assert_int_equal(found(f, ""), 2);
}

/* Each of a few starts stands under exactly the year of its term, also where 29 February is clamped. */
static void the_list_by_year_of_term_agrees_with_the_term(void **state) {
	static const char *const starts[] = {"2023-03-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-11-23"};
	static const char *const days[] = {"2025-02-27", "2025-02-28", "2025-03-01", "2026-02-28"};
	struct fixture *f = *state;
	long long people[5];

	for (int i = 0; i < 5; i++) {
		people[i] = add_resident(f, "张建国", 13 + i);
		add_order(f, people[i], "detox", "2023-01-10", starts[i]);
	}
	for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
		clock_set_today(day(days[d]));
		for (int year = 1; year <= 3; year++) {
			struct resident_query q = {.term_year = year};
			struct ids ids = {0};
			size_t expected = 0;

			for (int i = 0; i < 5; i++) {
				struct term t = {.start = day(starts[i])};

				expected += term_year(&t, day(days[d])) == year;
			}
			OK(resident_list(f->st, &f->actor, &q, &ids, &f->err));
			assert_int_equal(ids.n, expected);
			ids_clear(&ids);
		}
	}
	clock_set_today(day("2026-11-22"));
}

static void a_missed_window_is_due_until_a_makeup_test(void **state) {
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	struct drug_test t;

	station_began(f, "2026-07-01");
	/* Detox from 2026-08-01: windows 08-01..08-31, 09-01..09-30, 10-01..10-31, 11-01..11-30 (open). */
	add_order(f, r, "detox", "2026-07-20", "2026-08-01");
	assert_int_equal(group_count(f, "test-missed"), 3);
	add_test(f, r, "2026-08-10");
	add_test(f, r, "2026-10-10");
	assert_int_equal(group_count(f, "test-missed"), 1);
	entity_init(&test_def, &t);
	t.resident.id = r;
	t.occurred = day("2026-11-02");
	t.result = code_of("neg");
	t.nature = code_of("makeup");
	OK(event_save(f->st, &f->actor, test_register(), &t, &f->err));
	assert_int_equal(group_count(f, "test-missed"), 0);
	OK(event_void(f->st, &f->actor, test_register(), t.rec.id, t.rec.ver, "录错人", &f->err));
	assert_int_equal(group_count(f, "test-missed"), 1);
	entity_clear(&test_def, &t);
	due_is_fresh(f);
}

/* A value each field type takes, so that every register is written and read back without being named. */
static void fill_event(const struct event_def *def, void *rec) {
	for (size_t i = 0; i < def->entity->count; i++) {
		const struct field_def *fd = &def->entity->fields[i];

		if (fd->flags & F_SYSTEM)
			continue;
		switch (fd->type) {
		case FT_TEXT:
		case FT_NOTE:
		case FT_PHONE:
			*(char **)field_ptr(fd, rec) = mem_strdup("10:30");
			break;
		case FT_DATE:
			*(struct date *)field_ptr(fd, rec) = day("2026-11-02");
			break;
		case FT_CODE:
			*(struct code *)field_ptr(fd, rec) = code_of(code_item_at(fd->codes, fd->codes == &codes_regular)->code); /* tests have another */
			break;
		case FT_INT:
		case FT_MONEY:
			*(long long *)field_ptr(fd, rec) = 1;
			break;
		case FT_REF:
			((struct ref *)field_ptr(fd, rec))->id = (fd->flags & F_REQUIRED) != 0; /* the one there is */
			break;
		case FT_IDNO:
			break;
		}
	}
}

/* What a record of a register may have to refer to. */
static void add_ledger(struct fixture *f, const char *id, const char *const *pairs) {
	const struct ledger_def *def = ledger_find_def(id);
	void *rec = mem_zalloc(1, def->entity->size);

	entity_init(def->entity, rec);
	for (; *pairs; pairs += 2)
		OK(field_parse(entity_field(def->entity, pairs[0]), rec, pairs[1], NULL, &f->err));
	OK(ledger_save(f->st, &f->actor, def, rec, &f->err));
	entity_clear(def->entity, rec);
	free(rec);
}

static void every_register_is_saved_and_read_back(void **state) { /* rule 5.9 */
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	long long order = add_order(f, r, "detox", "2026-07-20", "2026-08-01");

	add_ledger(f, "session", PAIRS("occurred", "2026-11-02", "kind", "讲座", "title", "进村"));
	add_ledger(f, "round", PAIRS("title", "冬查", "kind", "入户", "since", "2026-11-01"));
	for (const struct event_def *d = event_table; d->entity; d++) {
		struct event *a = mem_zalloc(1, d->entity->size), *b = mem_zalloc(1, d->entity->size);
		struct ids ids = {0};

		entity_init(d->entity, a);
		fill_event(d, a);
		a->resident.id = r;
		OK(event_save(f->st, &f->actor, d, a, &f->err));
		assert_int_equal(a->order_id.id, order);
		OK(event_get(f->st, &f->actor, d, a->rec.id, b, &f->err));
		for (size_t i = 0; i < d->entity->count; i++)
			assert_int_equal(field_compare(&d->entity->fields[i], a, b), 0);
		OK(event_match(f->st, &f->actor, d, a, false, &ids, &f->err));
		assert_int_equal(ids.n, 1);
		OK(event_void(f->st, &f->actor, d, a->rec.id, a->rec.ver, "录错人", &f->err));
		ids_clear(&ids);
		OK(event_list(f->st, &f->actor, d, r, 0, &ids, &f->err));
		assert_int_equal(ids.n, strcmp(d->id, "stated") == 0); /* the opening of the file stays */
		ids_clear(&ids);
		entity_clear(d->entity, a);
		entity_clear(d->entity, b);
		free(a);
		free(b);
	}
}

static void an_explained_window_stays_missed_but_asks_no_more(void **state) {
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	long long order = add_order(f, r, "detox", "2026-07-20", "2026-08-01");
	struct missed_test m;
	struct term term;
	struct window_list windows = {0};

	station_began(f, "2026-07-01");
	entity_init(&missed_def, &m);
	m.resident.id = r;
	m.occurred = day("2026-11-02");
	m.window_no = 2;
	m.judged = code_of("refused");
	assert_int_equal(event_save(f->st, &f->actor, event_find_def("missed"), &m, &f->err), RC_INVALID);
	assert_string_equal(f->err.field, "notice_on");
	m.notice_on = day("2026-09-20");
	OK(event_save(f->st, &f->actor, event_find_def("missed"), &m, &f->err));
	entity_clear(&missed_def, &m);
	assert_int_equal(group_count(f, "test-missed"), 2);
	OK(test_windows(f->st, &f->actor, order, &term, &windows, &f->err));
	assert_int_equal(window_count(&windows, DATE_NONE, DATE_NONE, clock_today()).missing, 3);
	window_list_clear(&windows);
}

static void custody_excuses_the_windows_it_covers(void **state) {
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	struct custody c;

	station_began(f, "2026-07-01");
	add_order(f, r, "detox", "2026-07-20", "2026-08-01");
	entity_init(&custody_def, &c);
	c.resident.id = r;
	c.occurred = day("2026-09-10");
	c.until = day("2026-10-20"); /* September's last day, and more than half of October */
	c.kind = code_of("detained");
	OK(event_save(f->st, &f->actor, event_find_def("custody"), &c, &f->err));
	entity_clear(&custody_def, &c);
	assert_int_equal(group_count(f, "test-missed"), 1);
}

static void reporting_in_starts_the_execution(void **state) {
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	long long id = add_order(f, r, "detox", "2026-11-01", NULL);
	struct treatment_order o;
	struct ids log = {0};

	assert_int_equal(group_count(f, "report-overdue"), 1); /* deadline 11-16 */
	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	assert_true(code_is(o.state, "awaiting"));
	o.reported = day("2026-11-20");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	assert_true(code_is(o.state, "executing"));
	entity_clear(&order_def, &o);
	OK(status_list(f->st, &f->actor, id, &log, &f->err));
	assert_int_equal(log.n, 2);
	ids_clear(&log);
	assert_int_equal(group_count(f, "report-overdue"), 0);
}

static void a_second_open_order_is_refused(void **state) { /* rule 2.1 */
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	struct treatment_order o;

	add_order(f, r, "detox", "2024-01-10", "2024-01-15");
	entity_init(&order_def, &o);
	o.resident.id = r;
	o.kind = code_of("rehab");
	o.ordered = day("2026-01-10");
	assert_int_equal(order_save(f->st, &f->actor, &o, &f->err), RC_EXISTS);
	entity_clear(&order_def, &o);
}

static void a_suspension_excuses_and_extends(void **state) { /* rules 2.10, 2.11 */
	struct fixture *f = *state;
	long long r = add_resident(f, "张建国", 13);
	long long id = add_order(f, r, "detox", "2026-07-20", "2026-08-01");
	struct treatment_order o;
	struct term term;

	station_began(f, "2026-07-01");
	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	OK(set_state(f->st, &f->actor, id, o.rec.ver, "suspended", day("2026-09-01"), "羁押", "文1", &f->err));
	entity_clear(&order_def, &o);
	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	OK(set_state(f->st, &f->actor, id, o.rec.ver, "executing", day("2026-10-01"), "继续执行", "文2", &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(group_count(f, "test-missed"), 2); /* August and October; September is excused */
	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	OK(order_term(f->st, &f->actor, &o, &term, &f->err));
	assert_int_equal(term.extended, 30);
	entity_clear(&order_def, &o);
}

static void the_month_counts_what_was_recorded(void **state) {
	struct fixture *f = *state;
	long long a = add_resident(f, "张建国", 13), b = add_resident(f, "李秀英", 24);
	struct report rep;
	struct ids names = {0}, shown = {0};
	long long sealed = -1;

	add_order(f, a, "detox", "2026-07-20", "2026-08-01");
	add_order(f, b, "rehab", "2026-10-05", "2026-10-09");
	add_test(f, a, "2026-10-10");
	add_result(f, b, "2026-10-12", "pos");
	add_result(f, b, "2026-10-13", "invalid");
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &rep, &f->err));
	assert_int_equal(rep.count, 2);
	assert_non_null(figure_find("register"));
	assert_int_equal(figure_total(figure_find("register"), rep.rows, rep.count, &names), 2);
	OK(report_names(f->st, &f->actor, &names, &shown, &sealed, &f->err));
	assert_int_equal(shown.n, 2);
	assert_int_equal(sealed, 0);
	assert_int_equal(figure_total(figure_find("tests_taken"), rep.rows, rep.count, NULL), 2);
	assert_int_equal(figure_total(figure_find("tests_positive"), rep.rows, rep.count, NULL), 1);
	ids_clear(&names);
	ids_clear(&shown);
	report_clear(&rep);
}

static void an_import_is_one_audit_row(void **state) {
	struct fixture *f = *state;
	struct import_batch *b = NULL;
	long long before, after, place = 0, rows = 0;
	char hex[65];

	station_began(f, "2023-01-01");
	OK(station_audit_head(f->st, &before, hex, &f->err));
	OK(import_batch_begin(&b, f->st, &f->actor, "名册.csv", "00", "roster", &f->err));
	for (int i = 0; i < 20; i++) {
		struct resident r;
		struct treatment_order o;

		entity_init(&resident_def, &r);
		entity_init(&order_def, &o);
		r.name = mem_strdup("张建国");
		r.id_no = idno("19850315", 101 + i);
		OK(import_batch_place(b, "石桥村", &place, &f->err));
		r.place.id = place;
		OK(import_batch_resident(b, &r, &f->err));
		o.resident.id = r.rec.id;
		o.kind = code_of("detox");
		o.ordered = day("2026-07-20");
		o.reported = day("2026-08-01");
		OK(import_batch_order(b, &o, &f->err));
		assert_int_equal(r.rec.import_id, o.rec.import_id);
		entity_clear(&resident_def, &r);
		entity_clear(&order_def, &o);
	}
	OK(import_batch_commit(b, 20, 0, 0, 0, &f->err));
	OK(station_audit_head(f->st, &after, hex, &f->err));
	assert_int_equal(after, before + 1);
	assert_int_equal(group_count(f, "test-missed"), 60);
	OK(station_verify(f->st, &f->actor, &rows, &f->err));
	assert_int_equal(rows, after);
}

static void an_aborted_import_leaves_nothing(void **state) {
	struct fixture *f = *state;
	struct import_batch *b = NULL;
	struct resident r;
	long long n = -1;

	OK(import_batch_begin(&b, f->st, &f->actor, "名册.csv", "00", "roster", &f->err));
	entity_init(&resident_def, &r);
	r.name = mem_strdup("张建国");
	r.id_no = idno("19850315", 101);
	OK(import_batch_resident(b, &r, &f->err));
	entity_clear(&resident_def, &r);
	import_batch_abort(b);
	OK(resident_count(f->st, &f->actor, &n, &f->err));
	assert_int_equal(n, 0);
}

static void a_reader_may_not_save(void **state) {
	struct fixture *f = *state;
	struct actor reader = f->actor;
	struct resident r;
	long long before, after;
	char hex[65];

	play(f, &reader, "reader");
	entity_init(&resident_def, &r);
	r.name = mem_strdup("张建国");
	r.id_no = idno("19850315", 13);
	OK(station_audit_head(f->st, &before, hex, &f->err));
	assert_int_equal(resident_save(f->st, &reader, &r, &f->err), RC_DENIED);
	OK(station_audit_head(f->st, &after, hex, &f->err));
	assert_int_equal(after, before + 1); /* the denial is logged */
	entity_clear(&resident_def, &r);
}

static void a_void_resident_is_met_by_the_head_alone(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "张建国", 13), seen = 0;
	struct resident r;
	enum match m;
	char *number = idno("19850315", 13);

	OK(resident_void(f->st, &f->actor, id, 1, "重复建档", &f->err));
	assert_int_equal(resident_get(f->st, &f->actor, id, &r, &f->err), RC_NOT_FOUND);
	OK(resident_find_idno(f->st, &f->actor, number, &m, &seen, &f->err));
	assert_int_equal(m, MATCH_HEAD);
	assert_int_equal(found(f, "张"), 0);
	free(number);
}

static long long hung_up_at;

static long long hung_up(void) { return hung_up_at; }

/* Rule 12.3: somebody else saves and does not finish; who was hung up on is gone long before the
 * ten seconds are over. */
static void a_hang_up_waits_no_longer_than_two_seconds(void **state) {
	struct fixture *f = *state;
	char lock[128];
	int fd;
	long long began;

	snprintf(lock, sizeof lock, "%s.lock", f->db);
	fd = open(lock, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	began = hung_up_at = clock_mono_ms();
	station_set_hung_up(hung_up);
	assert_int_equal(station_note(f->st, &f->actor, "export", NULL, 0, NULL, NULL, &f->err), RC_BUSY);
	station_set_hung_up(NULL);
	assert_in_range(clock_mono_ms() - began, 1900, 6000);
	close(fd);
	OK(station_note(f->st, &f->actor, "lock", NULL, 0, NULL, NULL, &f->err));
}

int main(void) {
	const struct CMUnitTest tests[] = {
#define T(name) cmocka_unit_test_setup_teardown(name, station_setup, station_teardown)
		T(tables_match_field_lists),
		T(a_resident_is_filled_from_the_number),
		T(the_same_number_is_refused),
		T(an_older_copy_conflicts),
		T(the_finder_takes_name_initials_and_village),
		T(the_list_by_year_of_term_agrees_with_the_term),
		T(a_missed_window_is_due_until_a_makeup_test),
		T(every_register_is_saved_and_read_back),
		T(an_explained_window_stays_missed_but_asks_no_more),
		T(custody_excuses_the_windows_it_covers),
		T(reporting_in_starts_the_execution),
		T(a_second_open_order_is_refused),
		T(a_suspension_excuses_and_extends),
		T(the_month_counts_what_was_recorded),
		T(an_import_is_one_audit_row),
		T(an_aborted_import_leaves_nothing),
		T(a_reader_may_not_save),
		T(a_void_resident_is_met_by_the_head_alone),
		T(a_hang_up_waits_no_longer_than_two_seconds),
	};

	return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
