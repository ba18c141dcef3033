/* Profiles written in the settings: what they say, from which day, and what is refused with its line.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/conf.h"
#include "core/field.h"
#include "core/mem.h"
#include "core/tr.h"
#include "model/rules/duty_kind.h"
#include "model/rules/order_facts.h"
#include "model/rules/window.h"
#include "model/station/codes.h"
#include "texts.h"

static char ini[] = "/tmp/wubao-profile-XXXXXX";

struct read {
	struct conf *conf;
	struct profile_book *book;
	struct profile_set set;
	struct err err;
	enum rc rc;
};

static struct read read_text(const char *text) {
	struct read r = {.rc = RC_OK};
	FILE *f = fopen(ini, "wb");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	r.conf = conf_new();
	r.rc = conf_load(r.conf, ini, &r.err);
	if (r.rc == RC_OK)
		r.rc = profile_set_choose(&r.set, NULL, NULL, &r.err);
	if (r.rc == RC_OK)
		r.rc = profile_book_read(&r.book, r.conf, ini, &r.set, &r.err);
	return r;
}

static void done(struct read *r) {
	profile_book_free(r->book);
	conf_free(r->conf);
}

static void cut(const struct read *r, const char *order, const char *kind, const char *start, int months,
                struct window_list *out) {
	struct term_input in = {.reported = day(start), .months = months, .deducted = INT_NONE,
	                        .start_written = DATE_NONE, .end_written = DATE_NONE};
	struct schedule s;
	struct term term;

	term_compute(&in, &term);
	profile_schedule(&r->set, code_of(order), term.months, kind, &s);
	window_cut(&term, &s, out);
}

static void is_window(const struct window_list *list, int n, const char *first, const char *last) {
	assert_true((size_t)n <= list->n);
	assert_int_equal(list->v[n - 1].ordinal, n);
	is_day(list->v[n - 1].first, first);
	is_day(list->v[n - 1].last, last);
}

/* Reported 2024-03-15, three years, no section (rules 4.2, 5.1, 5.2, 5.4, 5.6). */
static void the_defaults_ask_for_every_kind(void **state) {
	static const struct {
		const char *kind;
		int windows;
	} want[] = {{"test", 22}, {"talk", 37}, {"visit", 23}, {"report", 73}, {"written", 37}, {"summary", 6},
	            {"assessment", 3}};
	struct read r = read_text("");
	struct window_list list = {.v = NULL};

	assert_int_equal(sizeof want / sizeof *want, duty_kind_count);
	for (size_t i = 0; i < duty_kind_count; i++) {
		assert_string_equal(want[i].kind, duty_kind_table[i].kind);
		assert_ptr_equal(duty_kind_find(want[i].kind), &duty_kind_table[i]);
		assert_ptr_equal(duty_kind_of_due(duty_kind_table[i].due), &duty_kind_table[i]);
		assert_string_not_equal(tr(duty_kind_table[i].label), "");
		cut(&r, "detox", want[i].kind, "2024-03-15", 36, &list);
		assert_int_equal(list.n, want[i].windows);
	}
	cut(&r, "rehab", "visit", "2024-03-15", 36, &list);
	is_window(&list, 13, "2025-03-01", "2025-04-30");
	is_window(&list, 19, "2026-03-01", "2026-05-31");
	profile_set_add(&r.set, "visits2");
	cut(&r, "rehab", "visit", "2024-03-15", 36, &list);
	assert_int_equal(list.n, 37);
	assert_int_equal(list.v[36].need, 2);
	window_list_clear(&list);
	done(&r);
}

/* Twice a month from 20 June 2024, for tests and nothing else: the window that began on 15 June stays whole. */
static void a_section_changes_what_begins_on_or_after_its_day(void **state) {
	struct read plain = read_text("");
	struct read r = read_text("[profile.detox@2024-06-20]\ntest = 24\nbasis = \"县里的通知\"\nmark = P\n"
	                          "[Profile.detox@2024-09-01]\ntest = 12\nbasis = 又改\n"
	                          "[profile.detox@2024-08-15]\ntalk = none\nbasis = x\n"
	                          "[profile.detox@2024-11-01]\ntalk = 6\ntalk_need = 2\ntalk_window = anniversary\nbasis = x\n");
	struct window_list before = {.v = NULL}, after = {.v = NULL};
	struct schedule s;

	assert_int_equal(r.rc, RC_OK);
	cut(&plain, "detox", "test", "2024-03-15", 36, &before);
	cut(&r, "detox", "test", "2024-03-15", 36, &after);
	assert_memory_equal(before.v, after.v, 4 * sizeof *before.v);
	is_window(&after, 4, "2024-06-15", "2024-07-14");
	is_window(&after, 5, "2024-07-15", "2024-07-29");
	is_window(&after, 8, "2024-08-30", "2024-09-14");
	is_window(&after, 9, "2024-09-15", "2024-10-14");
	profile_schedule(&r.set, code_of("detox"), 36, "test", &s);
	assert_int_equal(s.n, 3);
	assert_int_equal(schedule_profile_at(&s, day("2024-06-19"))->mark, 'S');
	assert_int_equal(schedule_profile_at(&s, day("2024-06-20"))->mark, 'P');
	assert_string_equal(schedule_profile_at(&s, day("2024-08-31"))->basis, "县里的通知");
	assert_int_equal(schedule_profile_at(&s, day("2024-09-01"))->mark, 'U');
	assert_string_equal(schedule_profile_at(&s, day("2024-09-01"))->label, "detox 2024-09-01");
	assert_int_equal(schedule_rule_at(&s, day("2024-07-01"))->year[0][0].windows, 24);
	/* Talks stop with the month that begins after the change and come back every two months of the order. */
	cut(&r, "detox", "talk", "2024-03-15", 36, &after);
	is_window(&after, 6, "2024-08-01", "2024-08-31");
	is_window(&after, 7, "2024-11-01", "2024-11-14");
	is_window(&after, 8, "2024-11-15", "2025-01-14");
	assert_int_equal(after.v[7].need, 2);
	cut(&plain, "rehab", "talk", "2024-03-15", 36, &before);
	cut(&r, "rehab", "talk", "2024-03-15", 36, &after);
	assert_int_equal(before.n, after.n);
	window_list_clear(&before);
	window_list_clear(&after);
	done(&plain);
	done(&r);
}

/* A new name stands beside the old ones: for the orders it fits better, or as the newer of equals. */
static void a_new_profile_holds_where_it_fits(void **state) {
	struct read r = read_text("[profile.short@2024-01-01]\norder = detox\nmonths = 12\ntest = \"12+6\"\nbasis = x\n"
	                          "[profile.long@2025-01-01]\norder = rehab\ntest = 24, 12\nbasis = x\nlabel = 长\n");
	struct window_list list = {.v = NULL};

	assert_int_equal(r.rc, RC_OK);
	cut(&r, "detox", "test", "2024-03-01", 12, &list);
	assert_int_equal(list.n, 18);
	cut(&r, "detox", "test", "2024-03-01", 36, &list);
	assert_int_equal(list.n, 22);
	cut(&r, "rehab", "test", "2025-03-01", 24, &list); /* built in for 24 months: the tighter one */
	assert_int_equal(list.n, 12);
	cut(&r, "rehab", "test", "2025-03-01", 36, &list);
	assert_int_equal(list.n, 48);
	window_list_clear(&list);
	done(&r);
}

static void overlays_are_kept_apart(void **state) {
	struct read r = read_text("[overlay.high@2024-06-01]\ntalk = 24\nbasis = x\n[overlay.high@2025-01-01]\ntalk = 12\nbasis = y\n");
	const struct schedule_rule *rule;
	struct window_list list = {.v = NULL};

	assert_int_equal(r.rc, RC_OK);
	assert_true(profile_has_overlay(&r.set));
	cut(&r, "detox", "talk", "2024-06-01", 12, &list);
	assert_int_equal(list.n, 12);
	assert_null(profile_overlay(&r.set, code_of("high"), "talk", day("2024-05-31"), &rule));
	assert_string_equal(profile_overlay(&r.set, code_of("high"), "talk", day("2024-12-31"), &rule)->basis, "x");
	assert_int_equal(rule->year[0][0].windows, 24);
	assert_string_equal(profile_overlay(&r.set, code_of("high"), "talk", day("2025-01-01"), &rule)->basis, "y");
	assert_null(profile_overlay(&r.set, code_of("mid"), "talk", day("2025-01-01"), &rule));
	assert_null(profile_overlay(&r.set, code_of("high"), "test", day("2025-01-01"), &rule));
	window_list_clear(&list);
	done(&r);
}

/* High risk from 10 July to 20 September 2024: half months meanwhile, the months before and after stay. */
static void an_overlay_holds_while_the_level_does(void **state) {
	static const char text[] = "[overlay.high@2024-06-01]\ntalk = 24\ntest = 2\nbasis = x\n";
	struct read r = read_text(text);
	struct risk_fact risks[2] = {{day("2024-07-10"), code_of("high")}, {day("2024-09-20"), code_of("low")}};
	struct order_facts c = {.kind = code_of("detox"), .risks = risks, .risk_count = 2};
	struct term term = {.start = day("2024-03-15"), .end = day("2027-03-14"), .months = 36};
	struct window_list list = {.v = NULL};
	struct schedule s;

	order_facts_schedule(&c, &r.set, &term, "talk", &s);
	window_cut(&term, &s, &list);
	is_window(&list, 5, "2024-07-01", "2024-07-31");
	is_window(&list, 6, "2024-08-01", "2024-08-15");
	is_window(&list, 9, "2024-09-16", "2024-09-30");
	is_window(&list, 10, "2024-10-01", "2024-10-31");
	assert_int_equal(list.n, 39);
	assert_string_equal(schedule_profile_at(&s, day("2024-08-01"))->basis, "x");
	/* The profile asks for more tests than the overlay: it stays. */
	order_facts_schedule(&c, &r.set, &term, "test", &s);
	assert_int_equal(s.n, 1);
	assert_string_equal(s.profile[0]->id, "detox");
	/* A level without a day: from the day of the overlay on. */
	risks[0].since = DATE_NONE;
	c.risk_count = 1;
	order_facts_schedule(&c, &r.set, &term, "talk", &s);
	window_cut(&term, &s, &list);
	is_window(&list, 3, "2024-05-01", "2024-05-31");
	is_window(&list, 4, "2024-06-01", "2024-06-15");
	/* Another level, or none: nothing. */
	risks[0].level = code_of("mid");
	order_facts_schedule(&c, &r.set, &term, "talk", &s);
	assert_int_equal(s.n, 1);
	window_list_clear(&list);
	done(&r);
}

#define DETOX "[profile.detox@2027-01-01]\n"
static void faults_name_file_and_line(void **state) {
	static const struct {
		const char *text, *place, *says;
	} bad[] = {
		{"[profile.detox]\n", ":1:", "[profile.detox@2027-01-01]"},
		{"\n[profile.detox@2027-02-30]\n", ":2:", "the day it holds from"},
		{"[profile.@2027-01-01]\n", ":1:", "the day it holds from"},
		{"[profile.a-b@2027-01-01]\n", ":1:", "'a-b' is no code"},
		{"[overlay.high]\n", ":1:", "[overlay.high@2027-01-01]"},
		{"[overlay.none@2027-01-01]\ntalk = 1\nbasis = x\n", ":1:", "no level of risk"},
		{"[overlay.high@2027-01-01]\norder = detox\n", ":2:", "unknown key 'order'"},
		{DETOX "tests = 12\n", ":2:", "did you mean 'test'"},
		{DETOX "test = 12\ntest = 6\n", ":3:", "given twice, first in line 2"},
		{DETOX "test = 12\n", ":1:", "basis"},
		{DETOX "basis = x\n", ":1:", "says nothing of how often"},
		{DETOX "basis = x\ntest = 5\n", ":3:", "'5' is no rhythm"},
		{DETOX "basis = x\ntest = 12, 6, 4, 2\n", ":3:", "no rhythm"},
		{DETOX "basis = x\ntest = 12,\n", ":3:", "no rhythm"},
		{DETOX "basis = x\ntest = 4+4+4\n", ":3:", "no rhythm"},
		{DETOX "basis = x\ntest =\n", ":3:", "no rhythm"},
		{DETOX "basis = x\ntest = 12\nvisit_need = 2\n", ":4:", "say 'visit' too"},
		{DETOX "basis = x\ntest = 12\ntest_need = 0\n", ":4:", "1..31"},
		{DETOX "basis = x\ntest = 12\nmark = l\n", ":4:", "'l' is none of"},
		{"[profile.new@2027-01-01]\nbasis = x\ntest = 12\n", ":1:", "say order ="},
	};
	char at[80];

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct read r = read_text(bad[i].text);

		assert_int_equal(r.rc, RC_CONFIG);
		snprintf(at, sizeof at, "%s%s", ini, bad[i].place);
		assert_memory_equal(r.err.text, at, strlen(at));
		assert_non_null(strstr(r.err.text, bad[i].says));
		done(&r);
	}
}

static void a_basis_has_its_length_and_profiles_their_number(void **state) {
	struct str text = {0};
	struct read r;

	for (int n = 300; n <= 301; n++) {
		str_reset(&text);
		str_add(&text, DETOX "test = 12\nbasis = ");
		for (int i = 0; i < n; i++)
			str_add(&text, "县");
		r = read_text(str_text(&text));
		assert_int_equal(r.rc, n == 300 ? RC_OK : RC_CONFIG);
		done(&r);
	}
	str_reset(&text);
	for (int i = 0; i < PROFILE_SET_MAX; i++)
		str_addf(&text, "[profile.detox@20%02d-01-01]\ntest = 12\nbasis = x\n", 10 + i);
	r = read_text(str_text(&text));
	assert_int_equal(r.rc, RC_CONFIG);
	assert_non_null(strstr(r.err.text, "too many profiles"));
	done(&r);
	str_clear(&text);
}

static void rhythms_are_read_as_they_are_written(void **state) {
	static const char *const texts[] = {"12, 6, 4", "12+6, 6", "24", "none", "1", "3+1"};
	struct schedule_rule rule = {.kind = "test"};
	struct str out = {0};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_true(schedule_parse(texts[i], &rule));
		str_reset(&out);
		schedule_format(&rule, &out);
		assert_string_equal(str_text(&out), texts[i]);
	}
	rule.need = 2;
	str_reset(&out);
	schedule_format(&rule, &out);
	assert_string_equal(str_text(&out), "3+1 x2");
	str_clear(&out);
}

static int setup(void **state) {
	int fd = mkstemp(ini);

	tr_set_lang(LANG_EN);
	conf_register_codes(codes_all, codes_all_count);
	return fd < 0 ? -1 : close(fd);
}

static int teardown(void **state) { return unlink(ini); }

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_defaults_ask_for_every_kind),
		cmocka_unit_test(a_section_changes_what_begins_on_or_after_its_day),
		cmocka_unit_test(a_new_profile_holds_where_it_fits),
		cmocka_unit_test(overlays_are_kept_apart),
		cmocka_unit_test(an_overlay_holds_while_the_level_does),
		cmocka_unit_test(faults_name_file_and_line),
		cmocka_unit_test(a_basis_has_its_length_and_profiles_their_number),
		cmocka_unit_test(rhythms_are_read_as_they_are_written),
	};
	return cmocka_run_group_tests_name("profile", tests, setup, teardown);
}
