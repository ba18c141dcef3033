/* The form engine without a terminal: keys in, records, sentences and the current field out.
 * SPDX-License-Identifier: MIT */
#include "model/person/resident.h"
#include "unit/man_form.h"

static void dates_take_shortcuts_and_echo(void **state) {
	static const struct {
		const char *keys, *stored;
	} cases[] = {{"\n", "2026-11-22"},   {"8\n", "2026-11-08"},       {"-1\n", "2026-11-21"},
	             {"1103\n", "2026-11-03"}, {"2026.11.2\n", "2026-11-02"}, {"20261101", "2026-11-01"},
	             {"2026-11-05", "2026-11-05"}, {"２０２６１１０６", "2026-11-06"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[DATE_BUF];

		end(state);
		start(state);
		type(cases[i].keys);
		assert_int_equal(form.cur, NAME); /* whole dates go on by themselves */
		assert_string_equal(date_format(man->day, got), cases[i].stored);
		assert_string_equal(buffer(DAY), cases[i].stored);
	}
	type("\v8");
	assert_string_equal(echo(), "= 2026-11-08 周日");
	type("\t\v");
	assert_string_equal(echo(), "周日");
}

static void a_wrong_date_keeps_its_text(void **state) {
	type("1131\n");
	assert_int_equal(form.cur, DAY);
	assert_string_not_equal(form.err.text, "");
	assert_string_equal(form.err.field, "day");
	assert_string_equal(buffer(DAY), "1131");
	type("\b\b30\n"); /* the 30th has not come */
	assert_int_equal(form.cur, DAY);
	assert_non_null(strstr(form.err.text, "还没到"));
	type("\b\b20\n");
	assert_int_equal(form.cur, NAME);
	assert_string_equal(form.err.text, "");
}

static void old_days_are_asked_about_once(void **state) {
	type("20261001");
	assert_int_equal(form.cur, DAY);
	assert_non_null(strstr(str_text(&form.note), "52"));
	assert_int_equal(form.questions, 1);
	type("1"); /* meant for the next field: no day */
	assert_string_equal(buffer(DAY), "2026-10-01");
	assert_int_equal(form_take_all(&form), RC_INVALID); /* saving is no answer */
	assert_int_equal(form.cur, DAY);
	type("\n");
	assert_int_equal(form.cur, NAME);
	assert_int_equal(form.questions, 1);
	type("\v\b20261002"); /* another one is asked about again */
	assert_int_equal(form.cur, DAY);
	assert_int_equal(form.questions, 2);
	type("\b8\n"); /* and may be changed */
	assert_int_equal(form.cur, NAME);
	assert_string_equal(buffer(DAY), "2026-11-08");
}

/* Carried from the record before, it is asked about like one that is typed; of a record that stands it is not. */
static void an_old_day_that_was_carried_is_asked_about(void **state) {
	date_from_ymd(2026, 9, 1, &man->day);
	man->name = mem_strdup("张三");
	form_start(&form);
	assert_int_equal(form_take_all(&form), RC_INVALID);
	assert_int_equal(form.cur, DAY);
	assert_int_equal(form.questions, 1);
	type("\n");
	assert_int_equal(form_take_all(&form), RC_OK);
	man->rec.id = 7;
	form.items[DAY].asked = DATE_NONE;
	form_start(&form);
	assert_int_equal(form_take_all(&form), RC_OK);
}

static void shift_tab_leaves_an_invalid_field(void **state) {
	type("\n张三\n123\n");
	assert_int_equal(form.cur, ID_NO);
	assert_string_not_equal(form.err.text, "");
	assert_null(strstr(form.err.text, "123"));
	type("\v");
	assert_int_equal(form.cur, NAME);
	assert_string_equal(form.err.text, "");
	assert_string_equal(buffer(ID_NO), "123");
	assert_true(form.items[ID_NO].bad);
	assert_int_equal(form_take_all(&form), RC_INVALID);
	assert_int_equal(form.cur, ID_NO);
	assert_string_equal(buffer(ID_NO), "123");
}

/* The check digit finds every slip in an ID number; the number of another paper has none. */
static void numbers_without_a_check_digit_are_typed_twice(void **state) {
	const char *id = id_number("99010119900307001");
	char day[DATE_BUF];

	type("\n张三\n");
	type(id);
	assert_int_equal(form.cur, SEX); /* complete, it goes on by itself */
	assert_string_equal(man->id_no, id);
	assert_string_equal(date_format(man->birth, day), "1990-03-07");
	assert_string_equal(buffer(BIRTH), "1990-03-07"); /* the proposal stands in its field */
	assert_string_equal(str_text(&form.note), "proposed");
	form_goto(&form, PAPER);
	type("示公（2026）第118号\n");
	assert_int_equal(form.cur, PAPER);
	assert_true(form.items[PAPER].again);
	assert_string_equal(buffer(PAPER), "");
	assert_int_equal(form_take_all(&form), RC_INVALID);
	type("2026117\n");
	assert_int_equal(form.cur, PAPER);
	assert_false(form.items[PAPER].again);
	assert_null(man->paper_no);
	assert_string_equal(form.err.id, "form.twice");
	assert_non_null(strstr(form.err.text, "118")); /* both are shown */
	assert_non_null(strstr(form.err.text, "117"));
	type("示公（2026）第118号\n2026 118\n"); /* the digits are enough */
	assert_string_equal(man->paper_no, "示公（2026）第118号");
	assert_false(form.items[PAPER].again);
	type("\v\n"); /* back and on again: not asked a third time */
	assert_false(form.items[PAPER].again);
	type("\v\b20261181\n118\n"); /* part of the digits is not */
	assert_null(man->paper_no);
}

static void codes_go_by_number_word_and_initials(void **state) {
	form_goto(&form, SEX);
	type("1");
	assert_int_equal(form.cur, BIRTH);
	assert_true(code_is(man->sex, "m"));
	assert_string_equal(buffer(SEX), "男");
	type("\v2"); /* this value is one to be confirmed, by another key */
	assert_int_equal(form.cur, SEX);
	assert_true(form.items[SEX].again);
	assert_int_equal(form_take_all(&form), RC_INVALID);
	type("2");
	assert_false(form.items[SEX].again);
	assert_false(code_is(man->sex, "f"));
	assert_int_equal(form.cur, SEX);
	type("29");
	assert_int_equal(form.cur, BIRTH);
	assert_true(code_is(man->sex, "f"));

	form_goto(&form, DRUG);
	type("1");
	assert_int_equal(form.cur, DRUG); /* may become 10 or 11 */
	assert_string_equal(echo(), "= 海洛因");
	type("1\n"); /* of ten and more none goes on by itself */
	assert_int_equal(form.cur, PLACE);
	assert_true(code_is(man->drug, "d11"));
	type("\v大\n");
	assert_true(code_is(man->drug, "d4"));
	type("\vytw\n");
	assert_true(code_is(man->drug, "d6"));
	type("\v0");
	assert_int_equal(form.cur, DRUG);
	type("\n");
	assert_false(code_is_set(man->drug));
	type("\v乱写\n");
	assert_int_equal(form.cur, DRUG);
	assert_non_null(strstr(form.err.text, "乱写"));
	assert_string_equal(buffer(DRUG), "乱写");
}

static void villages_are_finished_by_typing(void **state) {
	form_goto(&form, PLACE);
	type("高");
	assert_string_equal(echo(), "= 高坪村");
	type("\n");
	assert_int_equal(man->place.id, 2);
	assert_string_equal(buffer(PLACE), "高坪村");
	type("\vdsc\n");
	assert_int_equal(man->place.id, 3);
	type("\v村\n"); /* three of them */
	assert_int_equal(form.cur, PLACE);
	assert_string_equal(form.err.id, "field.ref");
	assert_int_equal(man->place.id, 3);
	type("\b\n");
	assert_int_equal(man->place.id, 0);
}

static void required_fields_are_named(void **state) {
	type("\t"); /* Tab leaves an empty date empty */
	assert_int_equal(form.cur, NAME);
	assert_false(form_changed(&form));
	type("张三");
	assert_int_equal(form_take_all(&form), RC_INVALID);
	assert_int_equal(form.cur, DAY);
	assert_string_equal(form.err.field, "day");
	type("\n");
	assert_int_equal(form_take_all(&form), RC_OK);
	assert_string_equal(man->name, "张三");
	assert_true(form_changed(&form));
}

static void enter_on_the_last_field_offers_to_save(void **state) {
	form_goto(&form, NOTE);
	type("第一行");
	form_key(&form, &(struct key){.kind = K_FUNC, .cp = 9});
	assert_int_equal(type("第二行\n"), FORM_END);
	assert_string_equal(man->note, "第一行\n第二行");
	assert_int_equal(form_key(&form, &(struct key){.kind = K_ESC}), FORM_LEAVE);
	assert_int_equal(form_key(&form, &(struct key){.kind = K_FUNC, .cp = 2}), FORM_NOT_MINE);
}

static void masked_values_stay_masked_until_typed(void **state) {
	struct str shown = {0};

	load_stored();
	widget_paint(&form, &form.items[ID_NO], 0, &shown);
	assert_int_equal(strncmp(str_text(&shown), "990101", 6), 0);
	assert_null(strstr(str_text(&shown), "1990"));
	str_clear(&shown);
	form_goto(&form, ID_NO);
	type("\n");
	assert_string_equal(man->id_no, id_number("99010119900307001"));
	assert_false(form_changed(&form));
	form_goto(&form, PHONE);
	type("1390000");
	assert_string_equal(buffer(PHONE), "1390000");
	type("1111\n");
	assert_string_equal(man->phone, "13900001111");
	assert_int_equal(form.cur, PAPER); /* the file number is fixed */
	type("\v\a\n");
	assert_null(man->phone);
}

static void paste_and_limits(void **state) {
	form_goto(&form, NAME);
	form_key(&form, &(struct key){.kind = K_PASTE, .text = "吉克\n曲布"});
	assert_string_equal(buffer(NAME), "吉克 曲布");
	type("一二三四五六");
	assert_string_equal(form.err.id, "form.full");
	assert_string_equal(buffer(NAME), "吉克 曲布一二三四五");
	type("\n");
	assert_string_equal(man->name, "吉克 曲布一二三四五");
}

static void naughty_text_is_kept_or_refused_in_words(void **state) {
	static const char *const kept[] = {"\xf0\xa0\xae\xb7", "e\xcc\x81", "\xf0\x9f\x98\x80", "O'Bri \"x\"", "a;--", "=1+1"};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		end(state);
		start(state);
		form_goto(&form, NAME);
		type(kept[i]);
		type("\n");
		assert_string_equal(man->name, kept[i]);
	}
	type("\v\xe2\x80\xae" "x\n"); /* a bidi override: as the field parser says */
	if (form.cur == NAME)
		assert_string_not_equal(form.err.text, "");
	else
		assert_non_null(strstr(man->name, "\xe2\x80\xae"));
}

static void previous_record_is_carried_and_repeated(void **state) {
	struct form_memory *memory = form_memory_new();

	form_memory_carry(memory, &form);
	assert_int_equal(form.cur, DAY);
	type("8\n张三\n");
	form_goto(&form, PLACE);
	type("石\n3\n");
	assert_int_equal(form_take_all(&form), RC_OK);
	form_memory_keep(memory, &form);
	end(state);
	start(state);
	date_from_ymd(2026, 11, 23, &form.today);
	form_memory_carry(memory, &form);
	assert_false(date_is_set(man->day)); /* never over midnight */
	date_from_ymd(2026, 11, 22, &form.today);
	form_memory_carry(memory, &form);
	form_start(&form);
	assert_int_equal(form.cur, NAME); /* the first that must be filled and is not */
	assert_string_equal(buffer(DAY), "2026-11-08");
	assert_int_equal(man->place.id, 1);
	assert_int_equal(man->times, INT_NONE);
	form_goto(&form, TIMES);
	assert_true(form_repeat(&form, form_memory_last(memory, &def)));
	assert_int_equal(man->times, 3);
	assert_int_equal(form.cur, PHONE);
	assert_false(form_repeat(&form, form_memory_last(memory, &def)));
	form_memory_free(memory);
}

/* The last one named stands there; a digit or pinyin initials name another, and who was never named is asked about. */
static void names_are_chosen_not_typed(void **state) {
	struct findings told = {.n = 0};

	form_names(&form);
	form_propose(&form);
	form_start(&form);
	assert_string_equal(buffer(SEEN_BY), "王干事");
	form_goto(&form, SEEN_BY);
	type("2");
	assert_string_equal(echo(), "= 刘民警");
	assert_int_equal(form.cur, SEEN_BY); /* a text never goes on by itself */
	type("\n");
	assert_string_equal(man->seen_by, "刘民警");
	type("\vzys\n");
	assert_string_equal(man->seen_by, "张医生");
	form_doubts(&form, &told);
	assert_int_equal(told.n, 0);
	type("\v王事干\n");
	assert_string_equal(man->seen_by, "王事干");
	form_doubts(&form, &told);
	assert_int_equal(told.n, 1);
	assert_string_equal(told.v[0].field, "seen_by");
	end(state);
	start(state);
	man->rec.id = 7; /* what stands is not filled up */
	form_names(&form);
	form_propose(&form);
	form_start(&form);
	assert_null(man->seen_by);
}

static void a_time_is_read_and_checked(void **state) {
	static const struct {
		const char *keys, *kept;
	} cases[] = {{"930", "09:30"}, {"0930", "09:30"}, {"9:5", "09:05"}, {"14：05", "14:05"}, {"9点30分", "09:30"}, {"23.59", "23:59"}};
	static const char *const wrong[] = {"9", "2460", "99", "24:00", "09:60", "093", "x", "09:300", "12345"};

	form_goto(&form, AT_TIME);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (int k = 0; k < 8; k++)
			type("\b");
		type(cases[i].keys);
		type("\n");
		assert_string_equal(man->at_time, cases[i].kept);
		type("\v");
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		for (int k = 0; k < 8; k++)
			type("\b");
		type(wrong[i]);
		type("\n");
		assert_int_equal(form.cur, AT_TIME);
		assert_string_equal(form.err.field, "at_time");
	}
}

/* The key that chose a code came twice: it begins no text. */
static void a_stuck_digit_does_not_reach_the_next_field(void **state) {
	form_goto(&form, SEX);
	man->birth = DATE_NONE;
	type("1");
	assert_int_equal(form.cur, BIRTH);
	type("1");
	assert_string_equal(buffer(BIRTH), "1"); /* may be a day */
	type("\b");
	form.items[BIRTH].flags = 0;
	form_goto(&form, SEX);
	form.items[BIRTH].read_only = form.items[DRUG].read_only = form.items[PLACE].read_only = true;
	form.items[TIMES].read_only = form.items[PHONE].read_only = form.items[FILE_NO].read_only = true;
	type("1");
	assert_int_equal(form.cur, PAPER);
	type("1");
	assert_string_equal(buffer(PAPER), "");
	assert_int_not_equal(form.note.n, 0);
	type("1");
	assert_string_equal(buffer(PAPER), "1");
}

static void a_conflict_loses_neither(void **state) {
	struct man *theirs = mem_zalloc(1, sizeof *theirs);
	struct conflict c;

	load_stored();
	entity_copy(&man_def, theirs, man);
	theirs->rec.ver = 4;
	theirs->place.id = 2;
	theirs->times = 5;
	free(theirs->name);
	theirs->name = mem_strdup("张珊");
	form_goto(&form, NAME);
	type("丰\n");
	form_goto(&form, TIMES);
	type("6\n");
	conflict_init(&c, &form, (void *const[]){theirs, NULL});
	assert_int_equal(c.n, 3);
	assert_true(c.rows[0].mine);  /* name: changed by both */
	assert_false(c.rows[1].mine); /* village: only they changed it */
	assert_true(c.rows[2].mine);
	c.rows[2].mine = false;
	conflict_settle(&c, &form);
	conflict_clear(&c, &def);
	assert_string_equal(man->name, "张三丰");
	assert_int_equal(man->place.id, 2);
	assert_int_equal(man->times, 5);
	assert_int_equal(man->rec.ver, 4);
	assert_int_equal(man->rec.id, 7);
	assert_string_equal(buffer(PLACE), "高坪村");
	assert_string_equal(((struct man *)form.base[0])->name, "张珊");
	assert_true(form_changed(&form));
}

/* 不详 is an answer, blank is none; what comes after replaces it. */
static void nobody_knows_is_not_blank(void **state) {
	static const struct {
		int at;
		const char *value;
	} cases[] = {{BIRTH, "20010203"}, {DRUG, "大麻"}, {TIMES, "3"}, {PHONE, "13800005678"}};
	static const char *const words[] = {"?", "？", "不详", "不明"};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct field_def *field = form.items[cases[i].at].field;

		for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
			form_goto(&form, (size_t)cases[i].at);
			type(words[w]);
			if (w == 0)
				assert_string_equal(echo(), "= 不详");
			type("\n");
			assert_int_not_equal(form.cur, cases[i].at);
			assert_true(field_is_unknown(field, man));
			assert_true(field_is_blank(field, man));
			assert_string_equal(buffer(cases[i].at), "不详");
			assert_true(form_changed(&form));
		}
		form_goto(&form, (size_t)cases[i].at);
		type(cases[i].value); /* typed over it, not behind it */
		form_take_all(&form);
		assert_false(field_is_unknown(field, man));
		assert_false(field_is_blank(field, man));
		form_goto(&form, (size_t)cases[i].at);
		type("?\n");
		form_goto(&form, (size_t)cases[i].at);
		type("\a\n");
		assert_false(field_is_unknown(field, man));
		assert_true(field_is_blank(field, man));
	}
	form_goto(&form, DRUG);
	type("?\n");
	form_goto(&form, DRUG);
	form_put(&form, "d2");
	assert_null(man->unknown);
	form_goto(&form, NAME); /* elsewhere it is a text like any other */
	type("?\n");
	assert_string_equal(man->name, "?");
}

static void what_nobody_knows_goes_through_a_conflict(void **state) {
	struct man *theirs = mem_zalloc(1, sizeof *theirs);
	struct conflict c;

	load_stored();
	entity_copy(&man_def, theirs, man);
	field_set_unknown(entity_field(&man_def, "times"), theirs);
	form_goto(&form, DRUG);
	type("?\n");
	form_goto(&form, PHONE);
	type("?\n");
	conflict_init(&c, &form, (void *const[]){theirs, NULL});
	assert_int_equal(c.n, 3); /* the column that keeps it is none of them */
	assert_true(c.rows[0].mine);
	assert_false(c.rows[1].mine);
	assert_true(c.rows[2].mine);
	conflict_settle(&c, &form);
	conflict_clear(&c, &def);
	assert_string_equal(man->unknown, "drug,phone,times");
	assert_string_equal(buffer(TIMES), "不详");
}

static void a_failure_moves_to_its_field(void **state) {
	struct err err = {0};

	err_field(&err, "place", "x.y", "It does not do.", NULL);
	form_fail(&form, &err);
	assert_int_equal(form.cur, PLACE);
	assert_string_equal(form.err.text, "It does not do.");
	type("高");
	assert_string_equal(form.err.text, "");
}

static void pick_lists_filter(void **state) {
	struct pick p;

	form_goto(&form, DRUG);
	assert_true(pick_open(&p, &form, form_item(&form)));
	assert_int_equal(p.shown_n, 11);
	edit_set(&p.filter, "bd");
	pick_filter(&p);
	assert_int_equal(p.shown_n, 1);
	assert_string_equal(p.rows[p.shown[0]].label, "冰毒");
	edit_set(&p.filter, "bingdu");
	pick_filter(&p);
	assert_int_equal(p.shown_n, 1);
	assert_string_equal(p.rows[p.shown[0]].label, "冰毒");
	edit_set(&p.filter, "zz");
	pick_filter(&p);
	assert_int_equal(p.shown_n, 0);
	pick_clear(&p);
	form_put(&form, "d2");
	assert_true(code_is(man->drug, "d2"));
	assert_int_equal(form.cur, PLACE);
	form_put_ref(&form, 3);
	assert_int_equal(man->place.id, 3);
	assert_int_equal(form.cur, TIMES);
	assert_false(pick_open(&p, &form, form_item(&form)));
}

static void sections_are_jumped_to(void **state) {
	form_key(&form, &(struct key){.kind = K_PGDN});
	assert_int_equal(form.cur, DRUG);
	form_key(&form, &(struct key){.kind = K_PGDN});
	assert_int_equal(form.cur, NOTE);
	form_key(&form, &(struct key){.kind = K_PGUP});
	assert_int_equal(form.cur, DRUG);
	form_key(&form, &(struct key){.kind = K_PGUP});
	assert_int_equal(form.cur, DAY);
	form_key(&form, &(struct key){.kind = K_PGUP});
	assert_int_equal(form.cur, DAY);
}

/* Whatever is typed, the form stands on a field one can type in, and a form that takes everything is a valid record. */
static void any_keys_leave_a_sound_form(void **state) {
	static const uint32_t chars[] = {'0', '1', '2', '9', '-', '.', 'x', '?', ' ', 0x5f20, 0x77f3, 0x20bb7, 0x301, 0x202e, 0xff11};
	int whole = 0;

	for (int script = 0; script < 900; script++) {
		end(state);
		start(state);
		if (script % 3 == 0)
			load_stored();
		for (unsigned n = random_below(script % 2 ? 5 : 90); n > 0; n--) {
			struct key k = {.kind = (enum key_kind)random_below(K_PASTE), .text = "12\n"};

			if (random_below(2) || k.kind == K_NONE)
				k.kind = K_CHAR;
			k.cp = k.kind == K_CHAR ? chars[random_below(sizeof chars / sizeof *chars)]
			       : k.kind == K_FUNC ? 9 : 'A' + random_below(26);
			if (random_below(40) == 0)
				k.kind = K_PASTE;
			form_key(&form, &k);
			assert_true(form.cur < form.n);
			assert_false(form_item(&form)->read_only);
		}
		if (form_take_all(&form) == RC_OK) {
			assert_int_equal(entity_check(&man_def, man, form.today, NULL), RC_OK);
			assert_true(!man->id_no || strlen(man->id_no) == IDNO_LEN);
			whole++;
		} else {
			assert_string_not_equal(form.err.text[0] ? form.err.text : str_text(&form.note), "");
		}
	}
	assert_true(whole > 20);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		T(dates_take_shortcuts_and_echo), T(a_wrong_date_keeps_its_text), T(old_days_are_asked_about_once),
		T(shift_tab_leaves_an_invalid_field), T(numbers_without_a_check_digit_are_typed_twice), T(names_are_chosen_not_typed), T(a_time_is_read_and_checked), T(a_stuck_digit_does_not_reach_the_next_field), T(an_old_day_that_was_carried_is_asked_about), T(codes_go_by_number_word_and_initials),
		T(villages_are_finished_by_typing), T(required_fields_are_named), T(enter_on_the_last_field_offers_to_save),
		T(masked_values_stay_masked_until_typed), T(paste_and_limits), T(naughty_text_is_kept_or_refused_in_words),
		T(previous_record_is_carried_and_repeated), T(a_conflict_loses_neither), T(nobody_knows_is_not_blank), T(what_nobody_knows_goes_through_a_conflict),
		T(a_failure_moves_to_its_field),
		T(pick_lists_filter), T(sections_are_jumped_to), T(any_keys_leave_a_sound_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
