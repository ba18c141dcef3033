/* What a record of one register means elsewhere; every register through the same use cases. */
#include "station.h"

#include "model/breach.h"

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
	resident_has(f, who, "job", "company");
	resident_has(f, who, "workplace", "示范镇砖厂");
	lost = add_event(f, "control", who, PAIRS("occurred", "2026-05-01", "control", "失控", "reason", "联系不上"));
	resident_has(f, who, "control", "02");
	void_event(f, "control", lost);
	resident_has(f, who, "control", "");
}

static void counts_of_an_order(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "张建国", 24), order = add_order(f, who, "detox", "2024-01-01", "2024-01-05"), warning;
	struct breach b;

	REFUSED(try_event(f, "missed", who, PAIRS("occurred", "2024-03-10", "window_no", "2", "judged", "拒绝"), NULL),
	        "missed.notice");
	add_event(f, "missed", who,
	          PAIRS("occurred", "2024-03-10", "window_no", "2", "judged", "拒绝", "notice_on", "2024-03-01"));
	warning = add_event(f, "warning", who,
	                    PAIRS("occurred", "2024-04-01", "kind", "擅自外出", "away_from", "2024-03-20", "away_until", "2024-03-29"));
	/* Before the order: of no order, so in no count. */
	add_event(f, "warning", who, PAIRS("occurred", "2023-04-01", "kind", "擅自外出"));
	OK(breach_of(f->st, &f->actor, order, clock_today(), &b, &f->err));
	assert_int_equal(b.refusals, 1);
	assert_int_equal(b.absences, 1);
	assert_int_equal(b.days, 10);
	assert_int_equal(b.count, 2);
	breach_clear(&b);
	void_event(f, "warning", warning);
	OK(breach_of(f->st, &f->actor, order, clock_today(), &b, &f->err));
	assert_int_equal(b.absences, 0);
	assert_int_equal(b.days, 0);
	breach_clear(&b);
}

/* Every pair of `follows` names two fields of one type. */
static void the_table_of_registers_is_sound(void **state) {
	(void)state;
	for (const struct event_def *d = event_table; d->entity; d++) {
		assert_ptr_equal(event_find_def(d->id), d);
		assert_true(!d->subkey || entity_field(d->entity, d->subkey));
		for (const char *p = d->follows; p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
			char name[40], own[40];

			assert_int_equal(sscanf(p, "%39[^=]=%39[^,]", name, own), 2);
			assert_non_null(entity_field(d->entity, name));
			assert_non_null(entity_field(&resident_def, own));
			assert_int_equal(entity_field(d->entity, name)->type, entity_field(&resident_def, own)->type);
		}
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(risk_follows_the_newest_assessment), STATION_TEST(work_and_control_follow_too),
		STATION_TEST(counts_of_an_order), cmocka_unit_test(the_table_of_registers_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
