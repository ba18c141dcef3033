/* Names that somebody should compare with the paper. SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "core/tr.h"
#include "model/person/name_check.h"
#include "texts.h"

static void names_and_what_is_odd_in_them(void **state) {
	static const struct {
		const char *name;
		unsigned doubts;
	} cases[] = {
		{NULL, 0},
		{"", 0},
		{"张建国", 0},
		{"吉克·曲布", 0},
		{"𬱖䶮", 0},
		{"欧阳𠮷", 0},
		{"J. Maxwell", 0},
		{"张?国", NAME_UNKNOWN},
		{"张？国", NAME_UNKNOWN},
		{"张\xEF\xBF\xBD国", NAME_UNKNOWN},
		{"张〓国", NAME_UNKNOWN},
		{"张\xEE\x80\x80", NAME_PRIVATE_USE},          /* U+E000 */
		{"张\xF3\xB0\x80\x80", NAME_PRIVATE_USE},      /* U+F0000 */
		{"吉克.曲布", NAME_DOT},
		{"吉克\xE2\x8B\x85曲布", NAME_DOT},              /* U+22C5 */
		{"吉克･曲布", NAME_DOT},
		{"张*", NAME_HIDDEN},
		{"王某某", NAME_HIDDEN},
		{"张X国", NAME_HIDDEN},
		{"李×", NAME_HIDDEN},
		{"张*?", NAME_HIDDEN | NAME_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (name_doubts(cases[i].name) != cases[i].doubts)
			fail_msg("case %zu: %u", i, name_doubts(cases[i].name));
	}
}

static void said_in_words(void **state) {
	struct str text = {0};

	tr_set_lang(LANG_ZH);
	name_doubts_text(NAME_UNKNOWN | NAME_DOT, &text);
	assert_string_equal(str_text(&text), "有缺字、间隔点不规范");
	str_reset(&text);
	name_doubts_text(0, &text);
	assert_string_equal(str_text(&text), "");
	str_clear(&text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_what_is_odd_in_them),
		cmocka_unit_test(said_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
