/* A form as a draft and back: nothing typed is lost, three versions stay apart, a broken text does no harm.
 * SPDX-License-Identifier: MIT */
#include "unit/man_form.h"

/* The form as a draft laid over one just loaded; then what stands in it. */
static bool go_on_from(const char *draft, size_t field, bool *stale) {
	bool read;

	end(NULL);
	start(NULL);
	read = form_draft_read(&form, draft, field, stale);
	man = form.rec[0];
	return read;
}

static void a_draft_brings_everything_back(void **state) {
	struct str draft = {0}, again = {0};
	bool stale = true;

	snprintf(man->rec.uid, sizeof man->rec.uid, "ABCDEFGHJKMNPQRSTVWXYZ0123");
	type("20\n");
	type("a\\b\tc\n");
	form_goto(&form, NOTE);
	form_key(&form, &(struct key){.kind = K_PASTE, .text = "eins\nzwei\\n"});
	form_goto(&form, PLACE);
	type("\xe9\xab\x98\n");
	type("99");
	form_draft_write(&form, &draft);
	assert_true(go_on_from(str_text(&draft), form.cur, &stale));
	assert_false(stale);
	assert_int_equal(form.cur, TIMES);
	assert_string_equal(buffer(TIMES), "99"); /* typed, not taken, and would not do */
	assert_int_equal(man->times, INT_NONE);
	assert_string_equal(man->note, "eins\nzwei\\n");
	assert_int_equal(man->place.id, 2);
	assert_string_equal(man->rec.uid, "ABCDEFGHJKMNPQRSTVWXYZ0123");
	form_draft_write(&form, &again);
	assert_string_equal(str_text(&again), str_text(&draft));
	str_clear(&draft);
	str_clear(&again);
}

static void a_number_asked_twice_is_asked_again(void **state) {
	struct str draft = {0};
	bool stale;

	form_goto(&form, SEX);
	type("2");
	assert_true(form_item(&form)->again);
	form_draft_write(&form, &draft);
	assert_true(go_on_from(str_text(&draft), SEX, &stale));
	assert_true(form_item(&form)->again);
	type("1");
	assert_string_equal(form.err.id, "form.twice");
	str_clear(&draft);
}

/* The record was saved by somebody else: loaded, mine and theirs are three. */
static void a_stale_draft_keeps_three_versions(void **state) {
	struct man *theirs = mem_zalloc(1, sizeof *theirs);
	struct str draft = {0};
	struct conflict c;
	bool stale;

	load_stored();
	form_goto(&form, TIMES);
	type("6\n");
	form_goto(&form, NAME);
	type("\xe4\xb8\xb0"); /* typed only */
	form_draft_write(&form, &draft);
	assert_null(strstr(str_text(&draft), "id_no")); /* what stays masked is not written */
	end(state);
	start(state);
	load_stored();
	man->rec.ver = 9;
	man->times = 5;
	man->place.id = 3;
	form_start(&form);
	entity_copy(&man_def, theirs, man);
	assert_true(form_draft_read(&form, str_text(&draft), NAME, &stale));
	assert_true(stale);
	conflict_init(&c, &form, (void *const[]){theirs, NULL});
	assert_int_equal(c.n, 3);
	assert_string_equal(c.rows[0].field->name, "name");
	assert_true(c.rows[0].mine); /* typed by me, as they left it */
	assert_string_equal(c.rows[1].field->name, "place");
	assert_false(c.rows[1].mine);
	assert_string_equal(c.rows[2].field->name, "times");
	assert_true(c.rows[2].mine);
	assert_int_equal(((struct man *)form.base[0])->times, INT_NONE);
	assert_int_equal(man->times, 6);
	conflict_settle(&c, &form);
	conflict_clear(&c, &def);
	assert_int_equal(man->rec.ver, 9);
	assert_int_equal(man->times, 6);
	assert_int_equal(man->place.id, 3);
	assert_non_null(man->id_no);
	str_clear(&draft);
}

/* Whatever stands in the file: nothing breaks, and what is not a draft changes nothing. */
static void a_broken_draft_does_no_harm(void **state) {
	static const char *const texts[] = {"", "wubao-draft 2\nm\t0\tname\tx\n", "wubao-draft", "x"};
	struct str draft = {0};
	bool stale;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_false(go_on_from(texts[i], 3, &stale));
		assert_false(form_changed(&form));
	}
	type("20\nabc\n");
	form_goto(&form, NOTE);
	type("note");
	form_draft_write(&form, &draft);
	for (size_t i = 0; i < draft.n; i++) {
		char *cut = mem_strndup(draft.s, i), *bent = mem_strndup(draft.s, draft.n);

		bent[i] = (char)(bent[i] == '\t' ? 'x' : '\t');
		go_on_from(cut, i, &stale);
		assert_true(form.cur < form.n);
		go_on_from(bent, i, &stale);
		assert_true(form.cur < form.n);
		free(cut);
		free(bent);
	}
	str_clear(&draft);
}

/* Whatever was typed and wherever it was broken off: the draft of the draft is the draft. */
static void any_keys_go_through_a_draft(void **state) {
	static const uint32_t chars[] = {'0', '1', '2', '9', '-', '\\', 'n', '?', ' ', 0x5f20, 0x77f3, 0x20bb7, 0x301, 0xff11};
	struct str draft = {0}, again = {0};
	bool stale;

	for (int script = 0; script < 400; script++) {
		size_t cur;

		end(state);
		start(state);
		for (unsigned n = random_below(90); n > 0; n--) {
			struct key k = {.kind = (enum key_kind)random_below(K_PASTE), .text = "12\n\\"};

			if (random_below(2) || k.kind == K_NONE)
				k.kind = K_CHAR;
			k.cp = k.kind == K_CHAR ? chars[random_below(sizeof chars / sizeof *chars)] : k.kind == K_FUNC ? 9 : 'U';
			if (random_below(40) == 0)
				k.kind = K_PASTE;
			form_key(&form, &k);
		}
		cur = form.cur;
		str_reset(&draft);
		str_reset(&again);
		form_draft_write(&form, &draft);
		assert_true(go_on_from(str_text(&draft), cur, &stale));
		assert_int_equal(form.cur, cur);
		form_draft_write(&form, &again);
		assert_string_equal(str_text(&again), str_text(&draft));
	}
	str_clear(&draft);
	str_clear(&again);
}

#define T(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void) {
	const struct CMUnitTest tests[] = {
		T(a_draft_brings_everything_back), T(a_number_asked_twice_is_asked_again),
		T(a_stale_draft_keeps_three_versions), T(a_broken_draft_does_no_harm), T(any_keys_go_through_a_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
