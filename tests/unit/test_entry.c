/* The entry session without a terminal: digits, twice-typed results, what is asked, its text.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/event/registers.h"
#include "texts.h"
#include "ui/entry/entry_session.h"
#include "ui/terminal/key.h"

enum { NEG = 1, POS = 2, REFUSED = 3, ABSENT = 4 };

static struct entry three(const char *kind) {
	struct entry e;
	const struct entry_row rows[] = {
		{.resident = 11, .ver = 1, .order_id = 5, .window = 7, .due_on = {20000}},
		{.resident = 22, .ver = 3, .due_on = DATE_NONE},
		{.resident = 33, .ver = 2, .order_id = 6, .window = 2, .due_on = {20010}},
	};

	entry_init(&e, duty_kind_find(kind));
	entry_add(&e, rows, 3);
	entry_add(&e, rows, 2); /* already there */
	assert_int_equal(e.n, 3);
	for (size_t i = 0; i < e.n; i++)
		e.lines[i].name = mem_strdup("试人");
	e.twice = 1u << POS;
	e.page = 2;
	((struct event *)e.head)->occurred = (struct date){20005};
	((struct event *)e.head)->place_text = mem_strdup("工作站");
	return e;
}

static void one_digit_and_on(void **state) {
	struct entry e = three("test");

	for (int i = 0; i < 3; i++) {
		assert_int_equal(entry_digit(&e, NEG), ENTRY_CHOSEN);
		assert_null(entry_asks(&e));
		entry_accept(&e);
	}
	assert_int_equal(e.at, 2);
	assert_int_equal(e.top, 1); /* the marker is in sight */
	assert_int_equal(entry_answered(&e), 3);
	assert_int_equal(entry_waiting(&e), 3);
	for (size_t i = 0; i < 3; i++) {
		const struct drug_test *t = e.rows[i].rec;

		assert_true(code_is(t->result, "neg"));
		assert_int_equal(t->resident.id, e.rows[i].resident);
		assert_string_equal(t->place_text, "工作站");
		assert_int_equal(t->occurred.n, 20005);
	}
	assert_int_equal(entry_digit(&e, 0), ENTRY_NOTHING);
	assert_int_equal(entry_digit(&e, 9), ENTRY_NOTHING);
	assert_true(entry_agrees(&e)); /* the sheets were not counted */
	e.sheets = (long long)entry_answered(&e);
	assert_true(entry_agrees(&e));
	entry_blank(&e);
	assert_int_equal(entry_waiting(&e), 2);
	assert_false(entry_agrees(&e));
	entry_clear(&e);
}

static void a_positive_is_confirmed_by_another_key(void **state) {
	struct entry e = three("test");

	assert_int_equal(entry_digit(&e, POS), ENTRY_AGAIN);
	assert_int_equal(entry_waiting(&e), 0);
	assert_int_equal(entry_digit(&e, NEG), ENTRY_DIFFERS);
	assert_int_equal(entry_digit(&e, NEG), ENTRY_CHOSEN);
	entry_refuse(&e);
	assert_int_equal(entry_digit(&e, POS), ENTRY_AGAIN);
	entry_move(&e, 1); /* away: the confirmation belongs to the line */
	assert_int_equal(entry_digit(&e, KEY_SURE - '0'), ENTRY_NOTHING);
	assert_int_equal(entry_digit(&e, POS), ENTRY_AGAIN);
	assert_int_equal(entry_digit(&e, POS), ENTRY_DIFFERS); /* a key that stuck */
	assert_int_equal(entry_digit(&e, POS), ENTRY_AGAIN);
	assert_int_equal(entry_digit(&e, KEY_SURE - '0'), ENTRY_CHOSEN);
	entry_accept(&e);
	assert_true(code_is(((struct drug_test *)e.rows[1].rec)->result, "pos"));
	assert_null(e.rows[0].rec);
	entry_clear(&e);
}

static void who_did_not_come_goes_into_their_register(void **state) {
	struct entry e = three("test");
	struct missed_test *m;
	struct str out = {0};

	assert_int_equal(entry_digit(&e, REFUSED), ENTRY_CHOSEN);
	assert_non_null(strstr(entry_asks(&e), "notice_on"));
	m = e.pending;
	assert_true(code_is(m->judged, "refused"));
	assert_int_equal(m->window_no, 7);
	assert_int_equal(m->occurred.n, 20005);
	m->cause = mem_strdup("拒绝");
	entry_accept(&e);
	assert_ptr_equal(e.rows[0].reg->entity, &missed_def);
	entry_remark(&e, 0, &(struct actor){.role = "officer"}, &out);
	assert_non_null(strstr(str_text(&out), "拒绝"));
	assert_int_equal(entry_digit(&e, ABSENT), ENTRY_CHOSEN);
	assert_false(code_is_set(((struct missed_test *)e.pending)->judged)); /* a person says why */
	entry_refuse(&e);
	assert_null(e.rows[1].rec);
	str_clear(&out);
	entry_clear(&e);
}

static void other_kinds_have_their_own_digits(void **state) {
	struct entry e = three("visit");
	const struct visit *v;
	const struct excused *x;

	assert_int_equal(e.answer_count, 3);
	assert_int_equal(entry_digit(&e, 3), ENTRY_CHOSEN); /* not held: why, and for which window */
	x = e.pending;
	assert_true(code_is(x->kind, "visit"));
	assert_int_equal(x->window_day.n, 20000);
	entry_refuse(&e);
	assert_int_equal(entry_digit(&e, 1), ENTRY_CHOSEN);
	v = e.pending;
	assert_true(code_is(v->met, "found"));
	assert_string_equal(v->visited, "试人");
	assert_true(code_is(v->relation, "self"));
	entry_clear(&e);
	e = three("written");
	assert_int_equal(e.answer_count, 2);
	assert_int_equal(entry_digit(&e, 1), ENTRY_CHOSEN);
	assert_true(code_is(((struct self_report *)e.pending)->period, "month"));
	entry_clear(&e);
}

static bool has_no_answer(const struct entry *e, size_t i) { return e->lines[i].answer == 0; }

static void saved_and_kept_lines(void **state) {
	struct entry e = three("test");
	struct str out = {0};

	entry_digit(&e, NEG);
	entry_accept(&e);
	entry_digit(&e, NEG);
	entry_accept(&e);
	e.rows[0].state = ENTRY_SAVED;
	e.rows[1].state = ENTRY_STAYS;
	entry_go(&e, 11);
	assert_int_equal(entry_digit(&e, POS), ENTRY_IS_SAVED);
	entry_blank(&e);
	assert_non_null(e.rows[0].rec);
	assert_int_equal(entry_waiting(&e), 1);
	entry_go(&e, 22);
	entry_digit(&e, NEG);
	entry_accept(&e);
	assert_true(e.rows[1].sure); /* answered again: meant */
	assert_int_equal(e.rows[1].state, ENTRY_OPEN);
	entry_drop_if(&e, has_no_answer);
	assert_int_equal(e.n, 2);
	assert_false(entry_go(&e, 33));
	str_clear(&out);
	entry_clear(&e);
}

static void a_session_survives_as_text(void **state) {
	struct entry e = three("test"), back;
	struct str one = {0}, two = {0};
	struct missed_test *m;

	entry_digit(&e, NEG);
	entry_accept(&e);
	memcpy(((struct record *)e.rows[0].rec)->uid, "0123456789ABCDEFGHJKMNPQRS", 27);
	entry_digit(&e, ABSENT);
	m = e.pending;
	m->judged = code_of("reason");
	m->note = mem_strdup("两行\n有 \\ 和 = 号");
	entry_accept(&e);
	e.rows[0].state = ENTRY_SAVED;
	e.rows[1].sure = true;
	entry_digit(&e, ABSENT);
	entry_set_form(&e, ENTRY_ANSWER_FORM, "typed\n两行\\\t1\n", 2);
	ids_add(&e.order, 44);
	ids_add(&e.order, 11);
	entry_text(&e, &one);
	assert_null(strstr(str_text(&one), "试人")); /* names stay in the database */
	entry_init(&back, e.kind);
	assert_true(entry_read(&back, str_text(&one)));
	entry_text(&back, &two);
	assert_string_equal(str_text(&one), str_text(&two));
	assert_int_equal(back.n, 3);
	assert_int_equal(back.at, 2);
	assert_int_equal(back.rows[2].due_on.n, 20010);
	assert_string_equal(((struct missed_test *)back.rows[1].rec)->note, "两行\n有 \\ 和 = 号");
	assert_int_equal(back.order.n, 2);
	assert_int_equal(back.order.v[0], 44);
	assert_int_equal(back.form.part, ENTRY_ANSWER_FORM);
	assert_int_equal(back.form.field, 2);
	assert_string_equal(back.form.text, "typed\n两行\\\t1\n");
	entry_go(&back, 22);
	assert_true(entry_choose_again(&back)); /* on its own line again, whatever the marker stood on */
	assert_int_equal(back.rows[back.at].resident, 33);
	assert_int_equal(((struct event *)back.pending)->resident.id, 33);
	back.rows[back.at].state = ENTRY_SAVED;
	assert_false(entry_choose_again(&back));
	entry_set_form(&back, ENTRY_NO_FORM, NULL, 0);
	assert_null(back.form.text);
	entry_clear(&back);
	for (size_t cut = 0; cut < one.n; cut++) { /* never more than was written, whatever the place it breaks off */
		char *part = mem_strndup(str_text(&one), cut);

		entry_init(&back, e.kind);
		if (entry_read(&back, part))
			assert_true(cut == 0 || part[cut - 1] == '\n');
		assert_true(back.n <= 3);
		entry_clear(&back);
		free(part);
	}
	entry_init(&back, duty_kind_find("visit"));
	assert_false(entry_read(&back, str_text(&one)));
	entry_clear(&back);
	str_clear(&one);
	str_clear(&two);
	entry_clear(&e);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_digit_and_on),
		cmocka_unit_test(a_positive_is_confirmed_by_another_key),
		cmocka_unit_test(who_did_not_come_goes_into_their_register),
		cmocka_unit_test(other_kinds_have_their_own_digits),
		cmocka_unit_test(saved_and_kept_lines),
		cmocka_unit_test(a_session_survives_as_text),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
