/* The one table of actions: no key means two things on one screen, every key has a name, people can read it.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "texts.h"
#include "ui/loop/action.h"
#include "ui/loop/screens.h"

/* Every screen of the table, and what lies over them. */
static unsigned long long where_of(size_t i) {
	static const unsigned long long others[] = {W_IMPORT | W_LIST | W_BASE, W_TEXT, W_HELP};

	if (i < screen_count)
		return screen_table[i].ops->where;
	return i - screen_count < sizeof others / sizeof *others ? others[i - screen_count] : 0;
}

static struct key key_of(const char *name, size_t len) {
	struct key k = {.kind = K_NONE};

	if (len == 2 && name[0] == '^')
		return (struct key){.kind = K_CTRL, .cp = (unsigned char)name[1]};
	for (int kind = K_ENTER; kind <= K_DELETE; kind++) {
		k.kind = (enum key_kind)kind;
		if (key_is_named(&k, name, len))
			return k;
	}
	for (uint32_t n = 1; n <= 12; n++) {
		k = (struct key){.kind = K_FUNC, .cp = n};
		if (key_is_named(&k, name, len))
			return k;
	}
	for (uint32_t cp = ' '; cp < 127; cp++) {
		k = (struct key){.kind = K_CHAR, .cp = cp};
		if (key_is_named(&k, name, len))
			return k;
	}
	return (struct key){.kind = K_NONE};
}

static void every_key_means_one_thing(void **state) {
	for (size_t s = 0; where_of(s); s++)
		for (int i = 1; i < ACTION_COUNT; i++) {
			const char *p = action_table[i].keys;

			if ((action_table[i].where & where_of(s)) == 0)
				continue;
			while (*p != '\0') {
				size_t len = strcspn(p, " ");
				struct key k = key_of(p, len);

				if (k.kind == K_NONE)
					fail_msg("%s: no such key: %.*s", action_table[i].name, (int)len, p);
				if (action_of_key(&k, where_of(s)) != action_table[i].id)
					fail_msg("%.*s means %s and %s", (int)len, p, action_table[i].name,
					         action_table[action_of_key(&k, where_of(s))].name);
				p += len;
				p += strspn(p, " ");
			}
		}
}

static void rows_are_in_order_and_whole(void **state) {
	for (int i = 1; i < ACTION_COUNT; i++) {
		assert_int_equal(action_table[i].id, i);
		assert_true(action_table[i].label[0] != '\0' && action_table[i].help[0] != '\0');
		assert_true(action_table[i].where != 0);
		assert_in_range(action_table[i].bottom, 0, 9);
		for (int j = 1; j < i; j++)
			assert_string_not_equal(action_table[i].name, action_table[j].name);
	}
}

static void keys_are_folded_and_named(void **state) {
	bool folded;
	struct key k = key_fold((struct key){.kind = K_CHAR, .cp = 0xFF1F}, &folded);

	assert_int_equal(k.cp, '?');
	assert_true(folded);
	assert_int_equal(action_of_key(&k, W_TODAY | W_BASE), ACTION_HELP);
	k = key_fold((struct key){.kind = K_CHAR, .cp = 0x3001}, &folded);
	assert_int_equal(action_of_key(&k, W_ROWS), ACTION_FILTER);
	k = key_fold((struct key){.kind = K_CHAR, .cp = 'r'}, &folded);
	assert_false(folded);
	assert_int_equal(action_of_key(&k, W_TODAY), ACTION_RESIDENTS);
	assert_int_equal(action_of_key(&k, W_FORM), ACTION_NONE);
	k = (struct key){.kind = K_CHAR, .cp = '7'};
	assert_int_equal(action_of_key(&k, W_TODAY), ACTION_DIGIT);
	k = (struct key){.kind = K_FUNC, .cp = 5};
	assert_int_equal(action_of_key(&k, W_FORM), ACTION_FINDER);
}

static void twins_go_both_ways(void **state) {
	int found = 0;

	for (int n = 1; n <= 12; n++)
		if (key_twin(n) != 0) {
			assert_int_equal(key_twin_of(key_twin(n)), n);
			found++;
		}
	assert_int_equal(found, 8);
	assert_int_equal(key_twin(12), 'X');
	assert_int_equal(key_twin_of('L'), 0);
}

/* No action, on whatever screen or form, hangs on a function key alone: old terminals have none. */
static void no_function_key_without_its_twin(void **state) {
	int found = 0;

	for (int i = 1; i < ACTION_COUNT; i++) {
		for (const char *p = action_table[i].keys; *p; p += strcspn(p, " "), p += strspn(p, " ")) {
			if (p[0] != 'F' || strcspn(p, " ") < 2)
				continue;
			found++;
			if (key_twin((int)strtol(p + 1, NULL, 10)) == 0)
				fail_msg("%s has no Ctrl twin", action_table[i].name);
		}
	}
	assert_true(found >= 8);
}

static void people_read_the_keys(void **state) {
	char out[32];

	assert_string_equal(action_keys_text(&action_table[ACTION_FINDER], out, sizeof out), "F5 ^F");
	assert_string_equal(action_keys_text(&action_table[ACTION_HELP], out, sizeof out), "? F1 ^K");
	assert_string_equal(action_keys_text(&action_table[ACTION_LATER], out, sizeof out), "");
	assert_string_equal(action_keys_text(&action_table[ACTION_FINDER], out, 3), "F5");
	assert_string_equal(action_keys_text(&action_table[ACTION_MARK], out, sizeof out), "空格");
	assert_string_equal(action_keys_text(&action_table[ACTION_DOWN], out, sizeof out), "下 j");
	assert_string_equal(action_keys_text(&action_table[ACTION_FIRST], out, sizeof out), "行首 g");
	assert_string_equal(action_keys_text(&action_table[ACTION_OPEN], out, sizeof out), "Enter");
	tr_set_lang(LANG_EN);
	assert_string_equal(action_keys_text(&action_table[ACTION_MARK], out, sizeof out), "Space");
	assert_string_equal(action_keys_text(&action_table[ACTION_DOWN], out, sizeof out), "Down j");
	tr_set_lang(LANG_ZH);
	assert_string_equal(action_first_key(&action_table[ACTION_HELP], W_TODAY | W_BASE, out, sizeof out), "?");
	assert_string_equal(action_first_key(&action_table[ACTION_HELP], W_FORM, out, sizeof out), "F1");
	assert_string_equal(action_first_key(&action_table[ACTION_FILTER], W_TEXT, out, sizeof out), "");
	assert_string_equal(action_first_key(&action_table[ACTION_EDIT], W_FORM, out, sizeof out), "e"); /* a record shown */
}

static void names_run_actions(void **state) {
	tr_set_lang(LANG_EN);
	assert_int_equal(action_named("month"), ACTION_MONTH);
	assert_int_equal(action_named("Residents"), ACTION_RESIDENTS);
	assert_int_equal(action_named("resid"), ACTION_NONE);
	assert_true(action_begins(&action_table[ACTION_RESIDENTS], "resid"));
	assert_false(action_begins(&action_table[ACTION_MONTH], "resid"));
	tr_set_lang(LANG_ZH);
	assert_int_equal(action_named("月报"), ACTION_MONTH);
	assert_true(action_begins(&action_table[ACTION_MONTH], "月"));
	assert_true(action_begins(&action_table[ACTION_MONTH], "yb"));
	assert_true(action_begins(&action_table[ACTION_MONTH], "YB"));
	assert_false(action_begins(&action_table[ACTION_MONTH], "bb"));
}

/* Whatever screen shows a list can be filtered, sorted, marked, taken out; and no other offers it. */
static void every_list_can_do_what_lists_do(void **state) {
	size_t lists = 0;

	for (size_t s = 0; s < screen_count; s++) {
		const struct view_ops *ops = screen_table[s].ops;

		assert_int_equal(ops->list != NULL, (ops->where & W_ROWS) != 0);
		lists += ops->list != NULL;
	}
	assert_true(lists >= 10);
	for (int i = ACTION_FILTER; i <= ACTION_MARK_ALL; i++)
		assert_int_equal(action_table[i].where, W_ROWS);
	assert_true(action_table[ACTION_EXPORT].where & W_ROWS);
	assert_true(action_table[ACTION_COLUMNS].where & W_ROWS);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_means_one_thing), cmocka_unit_test(rows_are_in_order_and_whole),
		cmocka_unit_test(keys_are_folded_and_named), cmocka_unit_test(twins_go_both_ways),
		cmocka_unit_test(no_function_key_without_its_twin),
		cmocka_unit_test(people_read_the_keys),      cmocka_unit_test(names_run_actions),
		cmocka_unit_test(every_list_can_do_what_lists_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
