/* Which papers are there, which are missing (rules 7.7, 7.8). SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/mem.h"
#include "core/tr.h"
#include "model/event/dossier.h"
#include "model/station/codes.h"
#include "texts.h"

static struct date day_of(int month, int day) {
	struct date d = DATE_NONE;

	date_from_ymd(2026, month, day, &d);
	return d;
}

static size_t item(const char *id) {
	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		if (strcmp(dossier_items[i].id, id) == 0)
			return i;
	fail_msg("no item %s", id);
	return 0;
}

static void every_item_has_a_name_of_its_own(void **state) {
	for (size_t i = 0; i < DOSSIER_ITEMS; i++) {
		assert_non_null(dossier_items[i].id);
		assert_int_equal(item(dossier_items[i].id), i);
		assert_true(dossier_items[i].label || code_find(&codes_document, code_of(dossier_items[i].id)));
		assert_true(*dossier_label(&dossier_items[i]));
	}
}

/* Rule 17.14: 26 numbers, the reports beside the record they belong to. */
static void numbers_are_those_on_paper(void **state) {
	assert_int_equal(dossier_number(item("order")), 1);
	assert_int_equal(dossier_number(item("testlog")), 12);
	assert_int_equal(dossier_number(item("testreport")), 12);
	assert_int_equal(dossier_number(item("talk")), 13);
	assert_int_equal(dossier_number(item("archive")), 26);
}

/* Rule 17.15: filed since the day of the archive note, which no percentage asks for. */
static void an_archive_note_files_it(void **state) {
	const struct dossier_paper note = {code_of("archive"), day_of(7, 3)};
	struct dossier_facts f = {.state = code_of("released")};
	struct dossier d;
	int wanted;

	dossier_judge(&f, &d);
	wanted = d.wanted;
	assert_false(date_is_set(d.filed));
	f.papers = &note;
	f.paper_count = 1;
	dossier_judge(&f, &d);
	assert_int_equal(d.filed.n, note.day.n);
	assert_int_equal(d.wanted, wanted);
}

static void awaiting_asks_for_order_and_receipt(void **state) {
	struct dossier_facts f = {.state = code_of("awaiting")};
	struct dossier d;

	dossier_judge(&f, &d);
	assert_int_equal(d.wanted, 2);
	assert_int_equal(d.percent, 0);
	f.records[PROOF_DOC_NO] = 1;
	dossier_judge(&f, &d);
	assert_int_equal(d.percent, 50);
	assert_int_equal(d.mark[item("order")], MARK_THERE);
	assert_int_equal(d.mark[item("receipt")], MARK_MISSING);
	assert_int_equal(d.mark[item("plan")], MARK_ABSENT);
}

static void executing_asks_for_ten(void **state) {
	const struct dossier_paper papers[] = {
		{code_of("plan"), day_of(5, 2)}, {code_of("register"), day_of(5, 1)},
		{code_of("pledge"), DATE_NONE}, {code_of("plan"), day_of(3, 9)}};
	struct dossier_facts f = {.state = code_of("executing"), .papers = papers, .paper_count = 4};
	struct dossier d;
	struct str missing = {0};

	tr_set_lang(LANG_EN);
	f.records[PROOF_DOC_NO] = f.records[PROOF_SERVED] = f.records[PROOF_AGREED] = 1;
	f.records[PROOF_TEST] = 12;
	f.records[PROOF_TALK] = 3;
	f.records[PROOF_AID] = 2;
	f.records[PROOF_STATE] = 1;
	dossier_judge(&f, &d);
	assert_int_equal(d.wanted, 10);
	assert_int_equal(d.there, 7);
	assert_int_equal(d.percent, 70);
	assert_int_equal(d.count[item("plan")], 2);
	assert_int_equal(d.first[item("plan")].n, day_of(3, 9).n);
	assert_int_equal(d.last[item("plan")].n, day_of(5, 2).n);
	assert_false(date_is_set(d.first[item("pledge")]));
	assert_int_equal(d.count[item("testlog")], 12);
	assert_int_equal(d.mark[item("pledge")], MARK_THERE);
	assert_int_equal(d.mark[item("aid")], MARK_THERE);
	assert_int_equal(d.mark[item("visit")], MARK_MISSING);
	assert_int_equal(d.mark[item("suspend")], MARK_ABSENT);
	dossier_missing(&d, &missing);
	assert_string_equal(str_text(&missing), "team list and letters, Visit records, Assessment form");
	assert_string_equal(dossier_first_missing(&d)->id, "team");
	str_clear(&missing);
	f.records[PROOF_MEMBERS] = f.records[PROOF_VISIT] = 1;
	dossier_judge(&f, &d);
	assert_int_equal(d.percent, 90);
	f.records[PROOF_ASSESSMENT] = 1;
	dossier_judge(&f, &d);
	assert_int_equal(d.percent, 100);
	assert_null(dossier_first_missing(&d));
}

static void the_state_asks_for_its_paper(void **state) {
	static const struct {
		const char *state, *paper;
	} pairs[] = {{"suspended", "suspend"}, {"terminated", "suspend"}, {"moved", "moved"}, {"released", "release"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct dossier_facts f = {.state = code_of(pairs[i].state)};
		struct dossier d;

		dossier_judge(&f, &d);
		assert_int_equal(d.wanted, 11);
		assert_int_equal(d.mark[item(pairs[i].paper)], MARK_MISSING);
		f.records[PROOF_STATE] = f.records[PROOF_MOVE] = 1;
		dossier_judge(&f, &d);
		assert_int_equal(d.there, 1);
		assert_int_equal(d.mark[item(pairs[i].paper)], MARK_THERE);
	}
}

/* On the day the last paper came it is complete, and with a suspension it wants one more. */
static void complete_from_the_last_paper_on(void **state) {
	static const char *const asked[] = {"order", "receipt", "register", "agreement", "team", "plan", "testlog", "talk", "visit",
	                                    "assessment"};
	struct date since[DOSSIER_ITEMS], first = {100};

	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		since[i] = DATE_NONE;
	for (int i = 0; i < 10; i++) {
		assert_false(dossier_complete_on(since, code_of("executing"), date_add_days(first, 50)));
		since[item(asked[i])] = date_add_days(first, i);
	}
	assert_false(dossier_complete_on(since, code_of("executing"), date_add_days(first, 8)));
	assert_true(dossier_complete_on(since, code_of("executing"), date_add_days(first, 9)));
	assert_true(dossier_complete_on(since, code_of("awaiting"), date_add_days(first, 1)));
	assert_false(dossier_complete_on(since, code_of("suspended"), date_add_days(first, 50)));
	since[item("suspend")] = date_add_days(first, 20);
	assert_false(dossier_complete_on(since, code_of("suspended"), date_add_days(first, 19)));
	assert_true(dossier_complete_on(since, code_of("suspended"), date_add_days(first, 20)));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_has_a_name_of_its_own),
		cmocka_unit_test(awaiting_asks_for_order_and_receipt),
		cmocka_unit_test(executing_asks_for_ten),
		cmocka_unit_test(the_state_asks_for_its_paper),
		cmocka_unit_test(numbers_are_those_on_paper),
		cmocka_unit_test(an_archive_note_files_it),
		cmocka_unit_test(complete_from_the_last_paper_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
