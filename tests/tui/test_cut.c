/* SPDX-License-Identifier: MIT
 * Every screen of the table in the least window and in the usual one, in both languages, beside the same screen in a
 * window where all of it has room: what had to be cut says so by "..".
 */
#include "core/mem.h"
#include "tui/way.h"

static const struct size {
	int rows, cols;
} sizes[] = {{16, 60}, {24, 80}}, wide = {60, 200};

static const char *const languages[] = {"zh", "en"};

enum { ROWS_MOST = 60 };

struct seen {
	char *row[ROWS_MOST];
	int n, cols;
	struct str all; /* without a blank */
};

static void add_dense(struct str *out, const char *text) {
	for (; *text; text++)
		if (*text != ' ')
			str_addc(out, *text);
}

static void see(struct pty *p, const struct size *size, struct seen *out) {
	*out = (struct seen){.n = size->rows - 3, .cols = size->cols}; /* the last three: message and keys, which Right lists */
	pty_resize(p, size->rows, size->cols);
	assert_true(pty_settle(p, 100, 0));
	for (int y = 0; y < out->n; y++) {
		out->row[y] = mem_strdup(pty_row(p, y));
		add_dense(&out->all, out->row[y]);
	}
	if (getenv("CUT_SHOW"))
		printf("==== %dx%d\n%s\n", size->cols, size->rows, pty_screen(p));
}

static void forget(struct seen *s) {
	for (int y = 0; y < s->n; y++)
		free(s->row[y]);
	str_clear(&s->all);
}

static bool ends_signed(const char *row) {
	size_t n = strlen(row);

	return n > 2 && (strcmp(row + n - 2, "..") == 0 || strcmp(row + n - 2, " >") == 0);
}

/* Does a sign stand on the row, or for all its columns at the end of the heads above it? */
static bool is_signed(const struct seen *s, int y) {
	if (strstr(s->row[y], "..") || ends_signed(s->row[y]))
		return true;
	while (--y > 1 && s->row[y][0] != '-')
		if (ends_signed(s->row[y]))
			return true;
	return false;
}

/* A row that is the beginning of one of the wide window: the rest stands on the next rows, or the sign says that it was
 * left out. */
static void compare(const struct seen *small, const struct seen *all, const char *name, const char *lang) {
	for (int y = 0; y < small->n; y++) {
		struct str here = {0}, whole = {0};
		size_t n = strlen(small->row[y]);

		add_dense(&here, small->row[y]);
		for (int k = 0; k < all->n && here.n > 0 && here.s[0] != '-'; k++) {
			str_reset(&whole);
			add_dense(&whole, all->row[k]);
			if (strspn(small->row[y], " >") == strspn(all->row[k], " >") && whole.n > here.n && memcmp(whole.s, here.s, here.n) == 0 &&
			    !is_signed(small, y) && !strstr(str_text(&small->all), whole.s + here.n))
				fail_msg("%s, %s, %d columns: \"%s\" was \"%s\", and nothing says so", name, lang, small->cols,
				         small->row[y], all->row[k]);
		}
		if (n > 2 && small->row[y][n - 1] == '.' && small->row[y][n - 2] == ' ') /* one dot is no sign */
			fail_msg("%s, %s, %d columns: %s", name, lang, small->cols, small->row[y]);
		str_clear(&here);
		str_clear(&whole);
	}
}

static void look(struct pty *p, const char *name, const char *lang) {
	struct seen all, small;

	see(p, &wide, &all);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		see(p, &sizes[i], &small);
		compare(&small, &all, name, lang);
		forget(&small);
	}
	forget(&all);
	pty_resize(p, wide.rows, wide.cols);
	assert_true(pty_settle(p, 100, 0));
}

static void nothing_is_cut_in_silence(void **state) {
	const struct actor a = {.role = "head"};

	for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
		for (size_t i = 0; i < screen_count; i++) {
			const struct screen_def *s = &screen_table[i], *step[WAY_MOST];
			size_t n = way_to(s, &a, step);
			const char *const words[] = {program_path(), "--db", db, "--today", TOWN_DAY, "--lang", languages[l], NULL};
			struct pty *p = pty_start(words, &(struct pty_options){.rows = wide.rows, .cols = wide.cols});

			assert_true(pty_wait_row(p, 0, TOWN_NAME, 0));
			assert_true(pty_settle(p, 60, 0));
			for (size_t k = n; k-- > 0;)
				way_go(p, step[k]);
			if (n > 0 || s->ops == screen_first(&a))
				look(p, s->ops->name, languages[l]);
			assert_null(pty_foreign(p));
			pty_stop(p);
		}
}

/* The card of tests says what its signs mean, tells a positive test apart without colour, and leaves out what is past
 * where it has no room. */
static void the_card_is_read_without_colour(void **state) {
	static const struct {
		const char *lang, *legend;
		struct size size;
		bool cut;
	} trials[] = {{"zh", "[+] 阳性", {24, 80}, false}, {"zh", "[ ] 缺检", {16, 60}, true},
	              {"en", "[+] positive", {24, 80}, false}, {"en", "[.] to come", {16, 60}, true}};

	for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
		const char *const words[] = {program_path(), "--db", db, "--today", TOWN_DAY, "--lang", trials[i].lang, NULL};
		struct pty *p = pty_start(words, &(struct pty_options){.rows = trials[i].size.rows, .cols = trials[i].size.cols});
		int row, at;

		assert_true(pty_wait_row(p, 0, TOWN_NAME, 0));
		press(p, "<F5>陈大海", "> 陈大海");
		press(p, "<Enter>", trials[i].legend);
		assert_true(pty_find(p, "[+][.]", &row, NULL));
		assert_int_equal(pty_find(p, " <..[", &at, NULL), trials[i].cut);
		assert_true(!trials[i].cut || at == row);
		assert_true(pty_find(p, trials[i].legend, &at, NULL));
		assert_int_equal(at, row + 1);
		assert_true(strstr(pty_row(p, row), "[.][.][.][.]") != NULL); /* the last windows are there */
		leave(p);
	}
}

/* The town with what stands on few of its screens: a team, a person dead, a talk of many words. */
static void make_full(void) {
	town_make(db);
	COMMAND("add", "session", "occurred=2026-11-20", "kind=讲座", "title=进村", "people=500");
	COMMAND("add", "team", "name=石桥村社区戒毒社区康复帮教小组");
	COMMAND("edit", "resident", "00007", "control=死亡");
	COMMAND("add", "talk", "--resident", "00004", "occurred=2026-11-04", "channel=phone", "talker=王干事",
	        "content=询问近期在建筑工地务工的情况和与家人相处的情况，提醒按期到工作站接受尿样检测");
	COMMAND("add", "test", "--resident", "00032", "occurred=2026-11-10", "result=pos", "tester=王干事", "tester2=刘民警",
	        "--yes");
	COMMAND("show", "00004", "--reveal", "--reason", "核对身份证号码，办理低保申请手续时需要提供完整号码");
}

static int new_full(void **state) {
	station_of(make_full);
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_card_is_read_without_colour), cmocka_unit_test(nothing_is_cut_in_silence)};

	return cmocka_run_group_tests(tests, new_full, NULL);
}
