/* What a record of one register means elsewhere; every register through the same use cases.
 * SPDX-License-Identifier: MIT */
#include "model/event/registers.h"
#include "store/station.h"

#include "core/tr.h"
#include "model/person/name_check.h"
#include "model/person/timeline.h"
#include "model/rules/breach_count.h"

static void resident_has(struct fixture *f, long long id, const char *field, const char *want) {
	struct resident r;
	struct str got = {0};

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	field_store_text(entity_field(&resident_def, field), &r, &got);
	assert_string_equal(str_text(&got), want);
	str_clear(&got);
	entity_clear(&resident_def, &r);
}

static void risk_follows_the_newest_assessment(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 21), other = add_resident(f, "李秀英", 22), high, low;

	high = add_event(f, "assessment", who, PAIRS("occurred", "2026-03-01", "level", "高"));
	resident_has(f, who, "risk", "high");
	resident_has(f, other, "risk", "");
	low = add_event(f, "assessment", who, PAIRS("occurred", "2026-09-01", "level", "低"));
	resident_has(f, who, "risk", "low");
	/* A late entry of an older day changes nothing now. */
	add_event(f, "assessment", who, PAIRS("occurred", "2026-06-01", "level", "中"));
	resident_has(f, who, "risk", "low");
	void_event(f, "assessment", low);
	resident_has(f, who, "risk", "mid");
	void_event(f, "assessment", high);
	resident_has(f, who, "risk", "mid");
}

static void work_and_control_follow_too(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 23), lost;

	add_event(f, "work", who, PAIRS("occurred", "2025-01-01", "job", "务农"));
	resident_has(f, who, "job", "farm");
	resident_has(f, who, "workplace", "");
	add_event(f, "work", who, PAIRS("occurred", "2026-01-01", "job", "企业就业", "workplace", "示范镇砖厂"));
	REFUSED(try_event(f, "work", who, PAIRS("occurred", "2026-02-02", "job", "务农", "until", "2026-02-01"), NULL),
	        "event.sequence");
	resident_has(f, who, "job", "company");
	resident_has(f, who, "workplace", "示范镇砖厂");
	lost = add_event(f, "control", who, PAIRS("occurred", "2026-05-01", "control", "失控", "reason", "联系不上"));
	resident_has(f, who, "control", "02");
	void_event(f, "control", lost);
	resident_has(f, who, "control", "");
}

static void counts_of_an_order(void **state) { /* rule 4.14 */
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 24), order = add_order(f, who, "detox", "2024-01-01", "2024-01-05"), warning;
	struct breach_count b;

	REFUSED(try_event(f, "missed", who, PAIRS("occurred", "2024-03-10", "window_no", "2", "judged", "拒绝"), NULL),
	        "missed.notice");
	add_event(f, "missed", who,
	          PAIRS("occurred", "2024-03-10", "window_no", "2", "judged", "拒绝", "notice_on", "2024-03-01"));
	warning = add_event(f, "warning", who,
	                    PAIRS("occurred", "2024-04-01", "kind", "擅自外出", "away_from", "2024-03-20", "away_until", "2024-03-29"));
	/* Before the order: of no order, so in no count. */
	add_event(f, "warning", who, PAIRS("occurred", "2023-04-01", "kind", "擅自外出"));
	OK(breach_count_of(f->st, &f->actor, order, clock_today(), &b, &f->err));
	assert_int_equal(b.refusals, 1);
	assert_int_equal(b.absences, 1);
	assert_int_equal(b.days, 10);
	assert_int_equal(b.count, 2);
	breach_count_clear(&b);
	void_event(f, "warning", warning);
	OK(breach_count_of(f->st, &f->actor, order, clock_today(), &b, &f->err));
	assert_int_equal(b.absences, 0);
	assert_int_equal(b.days, 0);
	breach_count_clear(&b);
}

/* Days and what is said, newest first; the clock of `recorded` is the machine's. */
static void everything_by_day(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 25), talk;
	struct timeline t;
	struct str what = {0}, text = {0}, recorded = {0};

	tr_set_lang(LANG_ZH);
	add_order(f, who, "detox", "2024-01-01", "2024-01-05");
	add_event(f, "test", who, PAIRS("occurred", "2024-02-01", "result", "阴性", "tester", "王干事"));
	talk = add_event(f, "talk", who, PAIRS("occurred", "2024-03-01", "mood", "波动"));
	add_event(f, "talk", add_resident(f, "李秀英", 26), PAIRS("occurred", "2024-04-01"));
	OK(timeline_read(f->st, &f->actor, who, false, &t, &f->err));
	assert_int_equal(t.n, 4);
	assert_ptr_equal(t.v[0].def, event_find_def("talk"));
	assert_int_equal(t.v[0].id, talk);
	assert_null(t.v[2].def);
	assert_int_equal(date_cmp(t.v[2].day, day("2024-01-05")), 0);
	assert_int_equal(date_cmp(t.v[3].day, day("2024-01-01")), 0);
	OK(timeline_say(f->st, &f->actor, &t.v[1], &what, &text, &recorded, &f->err));
	assert_string_equal(str_text(&what), "吸毒检测");
	assert_string_equal(str_text(&text), "尿  阴性  定期  王干事");
	assert_non_null(strstr(str_text(&recorded), "补录+"));
	t.v[1].id += 1000; /* gone since the line was read */
	REFUSED(timeline_say(f->st, &f->actor, &t.v[1], &what, &text, &recorded, &f->err), "record.missing");
	timeline_clear(&t);
	void_event(f, "talk", talk);
	OK(timeline_read(f->st, &f->actor, who, false, &t, &f->err));
	assert_int_equal(t.n, 3);
	timeline_clear(&t);
	OK(timeline_read(f->st, &f->actor, who, true, &t, &f->err));
	assert_int_equal(t.n, 4);
	assert_true(t.v[0].is_void);
	str_reset(&text);
	OK(timeline_say(f->st, &f->actor, &t.v[0], &what, &text, &recorded, &f->err));
	assert_non_null(strstr(str_text(&text), "(录入有误)"));
	timeline_clear(&t);
	/* Late: of everybody, typed, not void. */
	OK(timeline_late(f->st, &f->actor, &t, &f->err));
	assert_int_equal(t.n, 2);
	timeline_clear(&t);
	str_clear(&what);
	str_clear(&text);
	str_clear(&recorded);
}

static void names_on_file_are_checked(void **state) {
	struct fixture *f = *state;
	struct ids ids = {0};
	long long odd;

	add_resident(f, "张建国", 27);
	odd = add_resident(f, "吉克?", 28);
	OK(names_to_check(f->st, &f->actor, &ids, &f->err));
	assert_int_equal(ids.n, 1);
	assert_int_equal(ids.v[0], odd);
	ids_clear(&ids);
}

static void a_leave_nobody_came_back_from(void **state) {
	struct fixture *f = *state;
	const struct event_def *def = event_find_def("leave");
	long long id = add_event(f, "leave", add_resident(f, "张建国", 29),
	                         PAIRS("occurred", "2026-11-01", "reason", "务工", "destination", "邻县", "leave_from",
	                               "2026-11-02", "leave_to", "2026-11-10", "approver", "王干事"));
	struct leave l;

	OK(event_get(f->st, &f->actor, def, id, &l, &f->err));
	assert_string_equal(l.leave_state.s, "approved");
	event_shown(def, &l, day("2026-11-10"));
	assert_string_equal(l.leave_state.s, "approved");
	event_shown(def, &l, day("2026-11-11"));
	assert_string_equal(l.leave_state.s, "overdue");
	entity_clear(&leave_def, &l);
}

/* Every value a register is a record of is one of the person's. */
static void the_table_of_registers_is_sound(void **state) {
	for (const struct event_def *d = event_table; d->entity; d++) {
		assert_ptr_equal(event_find_def(d->id), d);
		assert_true(!d->subkey || entity_field(d->entity, d->subkey));
		assert_true(!d->follows || d->entity == &stated_def ||
		            (entity_field(&resident_def, d->follows) && entity_field(&stated_def, d->follows)));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(risk_follows_the_newest_assessment), STATION_TEST(work_and_control_follow_too),
		STATION_TEST(counts_of_an_order), STATION_TEST(everything_by_day),
		STATION_TEST(names_on_file_are_checked), STATION_TEST(a_leave_nobody_came_back_from), cmocka_unit_test(the_table_of_registers_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
