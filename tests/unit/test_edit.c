/* The editor: what it paints and where the cursor stands, by tables and by random scripts against a naive model.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/utf8.h"
#include "texts.h"
#include "ui/terminal/edit.h"

static void type(struct edit *e, const char *keys) {
	static const struct {
		char key;
		enum edit_op op;
	} ops[] = {{'<', EDIT_LEFT},      {'>', EDIT_RIGHT},  {'[', EDIT_HOME},      {']', EDIT_END},
	           {'#', EDIT_BACKSPACE}, {'~', EDIT_DELETE}, {'$', EDIT_KILL_END},  {'{', EDIT_WORD_LEFT},
	           {'}', EDIT_WORD_RIGHT}, {'^', EDIT_UP},    {'_', EDIT_DOWN}};
	const char *s = keys, *end = keys + strlen(keys);

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		size_t i = 0;

		while (i < sizeof ops / sizeof *ops && cp != (uint32_t)ops[i].key)
			i++;
		if (i < sizeof ops / sizeof *ops)
			edit_do(e, ops[i].op);
		else
			edit_insert(e, cp == '|' ? '\n' : cp);
	}
}

#define ACUTE "\xcc\x81"        /* U+0301, a combining mark */
#define RARE "\xf0\xa0\xae\xb7" /* U+20BB7, four bytes, two cells */

static void lines_show_whole_characters(void **state) {
	static const struct {
		int width;
		const char *keys, *text, *shown;
		int cell;
	} cases[] = {
		{10, "abc", "abc", "abc", 3},
		{10, "张建国", "张建国", "张建国", 6},
		{7, "张建国", "张建国", "张建国", 6},
		{6, "张建国", "张建国", "国", 2}, /* the cursor needs a cell after the last; it jumps a third */
		{6, "张建国<", "张建国", "张建国", 4},
		{6, "张建国[", "张建国", "张建国", 0},
		{5, "张建国[", "张建国", "张建", 0}, /* the third does not fit: no half of it */
		{5, "张建国[>>", "张建国", "建国", 2},
		{3, "张建国[", "张建国", "张", 0},
		{2, "张建国[>", "张建国", "建", 0},
		{1, "张[", "张", "", 0},
		{1, "ab", "ab", "", 0},
		{10, "张#", "", "", 0},
		{10, "张建国]#", "张建", "张建", 4}, /* what libform got wrong */
		{10, "张建国[~", "建国", "建国", 0},
		{10, "e" ACUTE "x<<~", "x", "x", 0}, /* a mark goes with its base */
		{10, "e" ACUTE "x<#", "x", "x", 0},
		{10, "ex<" ACUTE, "e" ACUTE "x", "e" ACUTE "x", 1},
		{10, "e" ACUTE "[a", "ae" ACUTE, "ae" ACUTE, 1},
		{10, ACUTE, ACUTE, " " ACUTE, 1}, /* alone it stands on a blank; in the text it stays alone */
		{10, ACUTE "[a", "a" ACUTE, "a" ACUTE, 1},
		{10, RARE "x" RARE "<#", RARE RARE, RARE RARE, 2},
		{4, RARE RARE "[", RARE RARE, RARE RARE, 0},
		{10, "abc[>$", "a", "a", 1},
		{20, "王 五 abc{{", "王 五 abc", "王 五 abc", 3},
		{20, "石桥村，二组[}", "石桥村，二组", "石桥村，二组", 8},
		{10, "a\xe2\x80\xae" "b", "a\xe2\x80\xae" "b", "a?b", 3}, /* U+202E is kept, and shown harmless */
		{10, "a\x1b\x07" "b", "ab", "ab", 2},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edit e;
		struct str shown = {0};
		int row, cell;

		edit_init(&e, 100, cases[i].width, 1);
		type(&e, cases[i].keys);
		edit_paint(&e, 0, &shown);
		edit_cursor(&e, &row, &cell);
		assert_string_equal(edit_text(&e), cases[i].text);
		if (strcmp(str_text(&shown), cases[i].shown) != 0 || cell != cases[i].cell || row != 0)
			fail_msg("case %zu: '%s' cursor %d", i, str_text(&shown), cell);
		str_clear(&shown);
		edit_clear(&e);
	}
}

static void box_case(int width, int rows, const char *keys, const char *shown, int row, int cell) {
	struct edit e;
	struct str all = {0};
	int r, c;

	edit_init(&e, 200, width, rows);
	type(&e, keys);
	for (int i = 0; i < rows; i++) {
		if (i > 0)
			str_addc(&all, '/');
		edit_paint(&e, i, &all);
	}
	edit_cursor(&e, &r, &c);
	assert_string_equal(str_text(&all), shown);
	assert_int_equal(r, row);
	assert_int_equal(c, cell);
	str_clear(&all);
	edit_clear(&e);
}

static void boxes_wrap(void **state) {
	box_case(5, 3, "abcdef", "abcd/ef/", 1, 2);
	box_case(5, 3, "张建国", "张建/国/", 1, 2);
	box_case(6, 3, "张建国", "张建/国/", 1, 2); /* five cells: the third character would be halved */
	box_case(8, 3, "ab|cd", "ab/cd/", 1, 2);
	box_case(8, 3, "ab|cd^", "ab/cd/", 0, 2);
	box_case(8, 3, "ab|", "ab//", 1, 0);
	box_case(8, 2, "a|b|c", "b/c", 1, 1);
	box_case(8, 2, "a|b|c^^", "a/b", 0, 1);
	box_case(8, 2, "a|b|c^^__", "b/c", 1, 1);
	box_case(5, 3, "abcdefgh[", "abcd/efgh/", 1, 0);
	box_case(5, 3, "abcdefgh^[]", "abcd/efgh/", 0, 3);
	box_case(8, 3, "ab|cd[#", "abcd//", 0, 2);
	box_case(8, 3, "ab|" ACUTE "[<~", "ab" ACUTE "//", 0, 2);
	box_case(3, 2, "张建", "张/建", 1, 2);
}

static void what_does_not_fit_is_refused(void **state) {
	struct edit e;

	edit_init(&e, 3, 10, 1);
	assert_true(edit_paste(&e, "a\r\nb", 4));
	assert_string_equal(edit_text(&e), "a b");
	assert_false(edit_insert(&e, 'c'));
	assert_false(edit_set(&e, "张建国强"));
	assert_string_equal(edit_text(&e), "张建国");
	assert_false(edit_insert(&e, '\n'));
	assert_true(edit_set(&e, NULL));
	assert_true(edit_is_empty(&e));
	assert_true(edit_paste(&e, "\xff" "\x1b", 2));
	assert_string_equal(edit_text(&e), "\xef\xbf\xbd");
	assert_false(edit_insert(&e, 0xd800));
	edit_clear(&e);

	edit_init(&e, 10, 10, 3);
	assert_true(edit_paste(&e, "a\r\nb\rc\td\x07", 9));
	assert_string_equal(edit_text(&e), "a\nb\nc d");
	edit_clear(&e);
}

static void the_ends_are_marked(void **state) {
	struct edit e;

	edit_init(&e, 50, 6, 1);
	edit_set(&e, "abcdefghij");
	assert_true(edit_hides_before(&e));
	assert_false(edit_hides_after(&e));
	edit_do(&e, EDIT_HOME);
	assert_false(edit_hides_before(&e));
	assert_true(edit_hides_after(&e));
	edit_resize(&e, 20, 1);
	assert_false(edit_hides_before(&e));
	assert_false(edit_hides_after(&e));
	edit_clear(&e);
}

/* ---- random scripts ---- */

/* A text as a list of characters, each with its marks, and a cursor between them. */
struct naive {
	uint32_t v[64][64];
	int len[64];
	int n, cursor;
	int total;
};

static uint32_t seed;

static unsigned rnd(unsigned n) {
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static void naive_insert(struct naive *m, uint32_t cp) {
	m->total++;
	if (utf8_cp_width(cp) == 0 && m->cursor > 0) {
		m->v[m->cursor - 1][m->len[m->cursor - 1]++] = cp;
		return;
	}
	memmove(m->v + m->cursor + 1, m->v + m->cursor, (size_t)(m->n - m->cursor) * sizeof *m->v);
	memmove(m->len + m->cursor + 1, m->len + m->cursor, (size_t)(m->n - m->cursor) * sizeof *m->len);
	m->v[m->cursor][0] = cp;
	m->len[m->cursor] = 1;
	m->n++;
	m->cursor++;
}

static void naive_delete(struct naive *m, int at) {
	m->total -= m->len[at];
	m->n--;
	memmove(m->v + at, m->v + at + 1, (size_t)(m->n - at) * sizeof *m->v);
	memmove(m->len + at, m->len + at + 1, (size_t)(m->n - at) * sizeof *m->len);
	m->cursor = at;
}

static void naive_text(const struct naive *m, int upto, struct str *out) {
	char b[4];

	for (int i = 0; i < upto; i++)
		for (int j = 0; j < m->len[i]; j++)
			str_addn(out, b, utf8_put(m->v[i][j], b));
}

static void type_any(struct edit *e, struct naive *m) {
	static const uint32_t cps[] = {'a', '1', ' ', 0x5f20, 0x5efa, 0x20bb7, 0x301, 0x1f600, 0xb7};
	uint32_t cp = cps[rnd(sizeof cps / sizeof *cps)];

	if (cp == 0x301 && m->cursor == 0)
		cp = 'b'; /* the naive model knows no mark without a base */
	assert_int_equal(edit_insert(e, cp), m->total < (int)e->max);
	if (m->total < (int)e->max)
		naive_insert(m, cp);
}

static void step(struct edit *e, struct naive *m) {
	switch (rnd(9)) {
	case 0:
		edit_do(e, EDIT_LEFT);
		m->cursor -= m->cursor > 0;
		break;
	case 1:
		edit_do(e, EDIT_RIGHT);
		m->cursor += m->cursor < m->n;
		break;
	case 2:
		edit_do(e, EDIT_HOME);
		m->cursor = 0;
		break;
	case 3:
		edit_do(e, EDIT_END);
		m->cursor = m->n;
		break;
	case 4:
		assert_int_equal(edit_do(e, EDIT_BACKSPACE), m->cursor > 0);
		if (m->cursor > 0)
			naive_delete(m, m->cursor - 1);
		break;
	case 5:
		assert_int_equal(edit_do(e, EDIT_DELETE), m->cursor < m->n);
		if (m->cursor < m->n)
			naive_delete(m, m->cursor);
		break;
	case 6:
		if (rnd(10) > 0)
			break;
		edit_do(e, EDIT_KILL_END);
		for (int keep = m->cursor; m->n > keep;)
			naive_delete(m, m->n - 1);
		break;
	default:
		type_any(e, m);
	}
}

/* What is painted is a piece of the text that fits and begins so that the cursor stands where the text says. */
static void compare(struct edit *e, const struct naive *m) {
	struct str want = {0}, left = {0}, shown = {0}, hidden = {0};
	int row, cell, cells;
	char b[4];

	naive_text(m, m->n, &want);
	naive_text(m, m->cursor, &left);
	edit_paint(e, 0, &shown);
	edit_cursor(e, &row, &cell);
	for (size_t i = 0; i < e->first; i++)
		str_addn(&hidden, b, utf8_put(e->v[i].cp, b));
	cells = utf8_width(str_text(&shown));
	assert_string_equal(edit_text(e), str_text(&want));
	assert_true(cells <= e->width);
	assert_true(cell >= 0 && cell < e->width);
	assert_int_equal(strncmp(str_text(&want) + hidden.n, str_text(&shown), shown.n), 0);
	if (e->width >= 2) {
		assert_int_equal(utf8_width(str_text(&left)) - utf8_width(str_text(&hidden)), cell);
		if (m->cursor < m->n) /* the character under the cursor is whole */
			assert_true(cell + utf8_cp_width(m->v[m->cursor][0]) <= cells);
	}
	if (utf8_width(str_text(&want)) < e->width)
		assert_string_equal(str_text(&shown), str_text(&want));
	str_clear(&want);
	str_clear(&left);
	str_clear(&shown);
	str_clear(&hidden);
}

static void scripts_match_a_naive_model(void **state) {
	static struct naive m;

	for (uint32_t script = 0; script < 4000; script++) {
		struct edit e;

		seed = script * 2654435761u + 1;
		memset(&m, 0, sizeof m);
		edit_init(&e, 1 + rnd(50), 1 + (int)rnd(17), 1);
		for (int i = 0; i < 60; i++) {
			step(&e, &m);
			compare(&e, &m);
		}
		edit_clear(&e);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_show_whole_characters), cmocka_unit_test(boxes_wrap),
		cmocka_unit_test(what_does_not_fit_is_refused), cmocka_unit_test(the_ends_are_marked),
		cmocka_unit_test(scripts_match_a_naive_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
