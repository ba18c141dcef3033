/* Orders over a real database: states by the table, taken back, several in sequence, the dossier of each.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/event/dossier.h"
#include "model/order/term.h"

static enum rc change(struct fixture *f, long long order, const char *to, const char *since, const char *reason,
                      const char *document) {
	struct treatment_order o;
	enum rc rc;

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	rc = set_state(f->st, &f->actor, order, o.rec.ver, to, day(since), reason, document, &f->err);
	entity_clear(&order_def, &o);
	return rc;
}

static enum rc take_back(struct fixture *f, long long order, const char *reason) {
	struct treatment_order o;
	enum rc rc;

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	rc = order_take_back(f->st, &f->actor, order, o.rec.ver, reason, &f->err);
	entity_clear(&order_def, &o);
	return rc;
}

static void is_in_state(struct fixture *f, long long order, const char *state, const char *ended) {
	struct treatment_order o;
	char text[DATE_BUF];

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	assert_string_equal(o.state.s, state);
	assert_string_equal(date_format(o.ended, text), ended);
	entity_clear(&order_def, &o);
}

/* The log as "state since" lines, oldest first. */
static void log_is(struct fixture *f, long long order, const char *want) {
	struct ids ids = {0};
	struct str got = {0};

	OK(status_list(f->st, &f->actor, order, &ids, &f->err));
	for (size_t i = 0; i < ids.n; i++) {
		struct status_change s;
		char text[DATE_BUF];

		OK(status_get(f->st, &f->actor, ids.v[i], &s, &f->err));
		assert_true(s.rec.recorded_by > 0);
		str_addf(&got, "%s%s %s", i ? ", " : "", s.state.s, date_format(s.since, text));
		entity_clear(&status_def, &s);
	}
	assert_string_equal(str_text(&got), want);
	str_clear(&got);
	ids_clear(&ids);
}

static void term_ends(struct fixture *f, long long order, const char *want, int extended) {
	struct treatment_order o;
	struct term t;
	char text[DATE_BUF];

	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	OK(order_term(f->st, &f->actor, &o, &t, &f->err));
	assert_string_equal(date_format(t.end, text), want);
	assert_int_equal(t.extended, extended);
	entity_clear(&order_def, &o);
}

static void an_order_goes_its_way(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 11);
	long long id = add_order(f, who, "detox", "2023-11-01", NULL);

	is_in_state(f, id, "awaiting", "");
	REFUSED(change(f, id, "suspended", "2023-11-05", "拘留", "1"), "state.refused");
	OK(change(f, id, "executing", "2023-11-10", NULL, NULL));
	term_ends(f, id, "2026-11-09", 0);
	REFUSED(change(f, id, "suspended", "2023-11-09", "拘留", "中1"), "state.early");
	REFUSED(change(f, id, "suspended", "2026-11-23", "拘留", "中1"), "state.future");
	REFUSED(change(f, id, "suspended", "2024-03-01", "拘留", ""), "state.no-document");
	OK(change(f, id, "suspended", "2024-03-01", "拘留", "中1"));
	REFUSED(change(f, id, "released", "2026-11-20", "期满", "解1"), "state.refused");
	OK(change(f, id, "executing", "2024-03-16", "释放", "继1"));
	term_ends(f, id, "2026-11-24", 15);
	REFUSED(change(f, id, "released", "2026-11-20", "期满", NULL), "state.early-release");
	log_is(f, id, "awaiting 2023-11-01, executing 2023-11-10, suspended 2024-03-01, executing 2024-03-16");
	OK(change(f, id, "terminated", "2026-11-20", "收监", "终1"));
	is_in_state(f, id, "terminated", "2026-11-20");
	REFUSED(change(f, id, "executing", "2026-11-21", "误", "1"), "state.refused");
	/* The wrong end is taken back, not written over. */
	REFUSED(take_back(f, id, ""), "void.reason");
	OK(take_back(f, id, "录入有误"));
	is_in_state(f, id, "executing", "");
	log_is(f, id, "awaiting 2023-11-01, executing 2023-11-10, suspended 2024-03-01, executing 2024-03-16");
}

static void taken_back_to_the_beginning(void **state) {
	struct fixture *f = *state;
	long long id = add_order(f, add_resident(f, "李秀英", 12), "rehab", "2026-10-01", NULL);

	OK(change(f, id, "executing", "2026-10-05", NULL, NULL));
	OK(take_back(f, id, "尚未报到"));
	is_in_state(f, id, "awaiting", "");
	term_ends(f, id, "", 0);
	REFUSED(take_back(f, id, "再来"), "state.first");
}

static void a_corrected_start_keeps_the_rest_of_the_log(void **state) { /* rule 3.4 */
	struct fixture *f = *state;
	long long id = add_order(f, add_resident(f, "陈春", 13), "detox", "2025-01-01", "2025-01-10");
	struct treatment_order o;

	OK(change(f, id, "suspended", "2025-03-01", "拘留", "中1"));
	OK(change(f, id, "executing", "2025-03-11", "释放", "继1"));
	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	o.reported = day("2025-03-01");
	REFUSED(order_save(f->st, &f->actor, &o, &f->err), "order.start-late");
	o.reported = day("2025-01-08");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	log_is(f, id, "awaiting 2025-01-01, executing 2025-01-08, suspended 2025-03-01, executing 2025-03-11");
	term_ends(f, id, "2028-01-17", 10);
}

/* What `wubao check` finds and puts right. */
static long long mended(struct fixture *f) {
	long long n = -1;

	OK(order_log_mend(f->st, &f->actor, &n, &f->err));
	return n;
}

static void reported_on(struct fixture *f, long long id, const char *reported, const char *refused) {
	struct treatment_order o;

	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	o.reported = *reported ? day(reported) : DATE_NONE;
	if (refused)
		REFUSED(order_save(f->st, &f->actor, &o, &f->err), refused);
	else
		OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
}

static void the_order_follows_its_log(void **state) { /* rule 3.7 */
	struct fixture *f = *state;
	long long id = add_order(f, add_resident(f, "周平", 31), "detox", "2026-03-01", NULL);
	struct status_change s;

	/* A day typed and cleared leaves nothing behind. */
	reported_on(f, id, "2026-04-20", NULL);
	is_in_state(f, id, "executing", "");
	reported_on(f, id, "", NULL);
	is_in_state(f, id, "awaiting", "");
	log_is(f, id, "awaiting 2026-03-01");
	REFUSED(take_back(f, id, "误"), "state.first");
	/* A corrected day keeps reason and paper. */
	OK(change(f, id, "executing", "2026-04-20", "家属陪同", "登3号"));
	reported_on(f, id, "2026-04-21", NULL);
	OK(status_newest(f->st, &f->actor, id, &s, &f->err));
	assert_string_equal(s.reason, "家属陪同");
	assert_string_equal(s.document, "登3号");
	entity_clear(&status_def, &s);
	/* What rests on the reporting in keeps it; a termination does not. */
	OK(change(f, id, "suspended", "2026-05-01", "拘留", "中1"));
	reported_on(f, id, "", "order.start-gone");
	OK(take_back(f, id, "误"));
	OK(change(f, id, "terminated", "2026-05-02", "收监", "终1"));
	reported_on(f, id, "", NULL);
	log_is(f, id, "awaiting 2026-03-01, terminated 2026-05-02");
	is_in_state(f, id, "terminated", "2026-05-02");
	assert_int_equal(mended(f), 0);
}

static void a_state_beside_its_log_is_put_right(void **state) { /* rule 3.7 */
	struct fixture *f = *state;
	long long id = add_order(f, add_resident(f, "周平", 31), "detox", "2026-03-01", "2026-03-05");
	long long told = add_order(f, add_resident(f, "吴敏", 32), "detox", "2026-03-01", NULL);
	struct treatment_order o;

	alter_saved(f, "UPDATE treatment_order SET state = 'executing' WHERE reported IS NULL");
	alter(f, "UPDATE treatment_order SET state = 'terminated', ended = '2026-05-01' WHERE ordered = '2026-03-01'"
	           " AND reported IS NOT NULL");
	assert_int_equal(mended(f), 2);
	is_in_state(f, id, "executing", "");
	/* Told so by its roster, with no day: it began with the order, as an import has it now. */
	is_in_state(f, told, "executing", "");
	log_is(f, told, "awaiting 2026-03-01, executing 2026-03-01");
	assert_int_equal(mended(f), 0);
	/* Reported in before it was served: it did not wait afterwards. */
	OK(order_get(f->st, &f->actor, told, &o, &f->err));
	o.served = day("2026-03-20");
	o.reported = day("2026-03-10");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	log_is(f, told, "awaiting 2026-03-10, executing 2026-03-10");
	is_in_state(f, told, "executing", "");
}

static size_t records_of(struct fixture *f, const char *reg, long long who) {
	struct ids ids = {0};
	size_t n;

	OK(event_list(f->st, &f->actor, event_find_def(reg), who, 0, &ids, &f->err));
	n = ids.n;
	ids_clear(&ids);
	return n;
}

static void end_for(struct fixture *f, long long id, const char *cause, const char *refused) {
	const struct transition_ask ask = {.to = code_of("terminated"), .since = day("2026-10-01"), .reason = "终止",
	                                   .document = "终1", .cause = code_of(cause)};
	struct treatment_order o;

	OK(order_get(f->st, &f->actor, id, &o, &f->err));
	if (refused)
		REFUSED(order_set_state(f->st, &f->actor, id, o.rec.ver, &ask, &f->err), refused);
	else
		OK(order_set_state(f->st, &f->actor, id, o.rec.ver, &ask, &f->err));
	entity_clear(&order_def, &o);
}

static void the_cause_of_an_ending_is_entered_once(void **state) { /* rule 3.10 */
	struct fixture *f = *state;
	long long who = add_resident(f, "周平", 31), id = add_order(f, who, "detox", "2026-03-01", "2026-03-05");
	struct resident r;

	end_for(f, id, "", "state.no-cause");
	end_for(f, id, "prison", NULL);
	assert_int_equal(records_of(f, "custody", who), 1);
	OK(take_back(f, id, "误"));
	assert_int_equal(records_of(f, "custody", who), 0);
	/* It stands there already: not twice, and it is nobody else's to void. */
	add_event(f, "custody", who, PAIRS("occurred", "2026-09-20", "kind", "服刑"));
	end_for(f, id, "prison", NULL);
	assert_int_equal(records_of(f, "custody", who), 1);
	OK(take_back(f, id, "误"));
	assert_int_equal(records_of(f, "custody", who), 1);
	end_for(f, id, "death", NULL);
	assert_int_equal(records_of(f, "control", who), 1);
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	assert_string_equal(r.control.s, "03");
	entity_clear(&resident_def, &r);
	OK(take_back(f, id, "误"));
	assert_int_equal(records_of(f, "control", who), 0);
}

static void orders_follow_one_another(void **state) { /* rule 2.1 */
	struct fixture *f = *state;
	long long who = add_resident(f, "吉克·曲布", 14), first = add_order(f, who, "detox", "2022-05-01", "2022-05-06"), second;
	struct treatment_order o;
	long long on;

	entity_init(&order_def, &o);
	o.resident.id = who;
	o.kind = code_of("rehab");
	o.ordered = day("2024-06-01");
	REFUSED(order_save(f->st, &f->actor, &o, &f->err), "order.open");
	entity_clear(&order_def, &o);
	OK(change(f, first, "terminated", "2023-01-10", "强制隔离戒毒", "强戒1"));
	second = add_order(f, who, "rehab", "2024-06-01", "2024-06-08");
	REFUSED(take_back(f, first, "误"), "order.open");
	OK(order_on_day(f->st, &f->actor, who, day("2022-12-01"), &on, &f->err));
	assert_int_equal(on, first);
	OK(order_on_day(f->st, &f->actor, who, day("2023-06-01"), &on, &f->err));
	assert_int_equal(on, 0);
	OK(order_on_day(f->st, &f->actor, who, day("2024-07-01"), &on, &f->err));
	assert_int_equal(on, second);
	OK(order_current(f->st, &f->actor, who, &o, &f->err));
	assert_int_equal(o.rec.id, second);
	entity_clear(&order_def, &o);
}

static long long order_of_test(struct fixture *f, long long id) {
	struct event *e = mem_zalloc(1, event_find_def("test")->entity->size);
	long long order;

	OK(event_get(f->st, &f->actor, event_find_def("test"), id, e, &f->err));
	order = e->order_id.id;
	entity_clear(event_find_def("test")->entity, e);
	free(e);
	return order;
}

/* An order that comes late, ends or goes takes its events with it. */
static void events_carry_the_order_of_their_day(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "赵勇", 16), test, order;
	struct treatment_order o;

	test = add_event(f, "test", who, PAIRS("occurred", "2026-03-01", "result", "阴性"));
	assert_int_equal(order_of_test(f, test), 0);
	order = add_order(f, who, "detox", "2026-01-01", "2026-01-05");
	assert_int_equal(order_of_test(f, test), order);
	OK(change(f, order, "terminated", "2026-02-01", "收监", "终1"));
	assert_int_equal(order_of_test(f, test), 0);
	OK(take_back(f, order, "误"));
	assert_int_equal(order_of_test(f, test), order);
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	OK(order_void(f->st, &f->actor, order, o.rec.ver, "录错人", &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(order_of_test(f, test), 0);
	log_is(f, order, "");
	order = add_order(f, who, "detox", "2026-02-20", "2026-02-25");
	assert_int_equal(order_of_test(f, test), order);
}

static void the_dossier_fills(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "王芳", 15), first, paper;
	struct dossier d;

	REFUSED(dossier_of(f->st, &f->actor, who, 0, &d, &f->err), "order.none");
	first = add_order(f, who, "detox", "2023-01-01", "2023-01-05");
	OK(dossier_of(f->st, &f->actor, who, 0, &d, &f->err));
	assert_int_equal(d.wanted, 10);
	assert_int_equal(d.there, 1);
	add_event(f, "test", who, PAIRS("occurred", "2023-02-01", "result", "阴性"));
	add_event(f, "talk", who, PAIRS("occurred", "2023-02-01"));
	paper = add_event(f, "document", who, PAIRS("occurred", "2023-02-02", "kind", "计划书"));
	OK(dossier_of(f->st, &f->actor, who, first, &d, &f->err));
	assert_int_equal(d.percent, 40);
	void_event(f, "document", paper);
	OK(dossier_of(f->st, &f->actor, who, first, &d, &f->err));
	assert_int_equal(d.percent, 30);
	OK(change(f, first, "terminated", "2023-03-01", "收监", "终1号"));
	OK(dossier_of(f->st, &f->actor, who, first, &d, &f->err));
	assert_int_equal(d.wanted, 11);
	assert_int_equal(d.there, 4);
	/* What was written under one order proves nothing for the next. */
	add_order(f, who, "rehab", "2024-01-01", "2024-01-05");
	OK(dossier_of(f->st, &f->actor, who, 0, &d, &f->err));
	assert_int_equal(d.there, 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(an_order_goes_its_way),          STATION_TEST(taken_back_to_the_beginning),
		STATION_TEST(a_corrected_start_keeps_the_rest_of_the_log), STATION_TEST(orders_follow_one_another),
		STATION_TEST(the_order_follows_its_log), STATION_TEST(a_state_beside_its_log_is_put_right),
		STATION_TEST(the_cause_of_an_ending_is_entered_once),
		STATION_TEST(events_carry_the_order_of_their_day), STATION_TEST(the_dossier_fills),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
