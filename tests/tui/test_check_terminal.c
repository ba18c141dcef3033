/* wubao check-terminal against terminals that answer in different ways, and the screens that read its card.
 * SPDX-License-Identifier: MIT */
#include "core/terminal.h"
#include "tui/desk.h"

static struct pty *start_check(const struct pty_options *opt) {
	return pty_start((const char *const[]){program_path(), "--db", db, "--lang", "zh", "check-terminal", NULL}, opt);
}

static struct terminal card_of(const char *term) {
	char *path = terminal_path(db);
	struct terminal t;

	terminal_load(path, term, &t);
	free(path);
	return t;
}

/* Each question with its answer. */
static void answer(struct pty *p, const char *question, const char *keys) {
	assert_true(pty_wait_text(p, question, 0));
	pty_keys(p, keys);
}

static void a_good_terminal_passes(void **state) {
	struct pty *p = start_check(NULL);
	struct terminal t;

	answer(p, "这些符号有颜色吗", "y");
	answer(p, "能看清这两个汉字吗", "y");
	answer(p, "请按F2", "<F2>");
	answer(p, "请按上", "<Up>");
	answer(p, "请按PgDn", "<PgDn>");
	answer(p, "请按Esc", "<Esc>");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	assert_true(pty_wait_text(p, "通过：占2格", 0));
	assert_false(pty_find(p, "不通过", NULL, NULL));
	assert_null(pty_foreign(p));
	pty_stop(p);
	t = card_of("xterm-256color");
	assert_int_equal(t.hanzi, 2);
	assert_int_equal(t.rare, 2);
	assert_int_equal(t.dot, 1);
	assert_int_equal(t.box, 1);
	assert_int_equal(t.colour, 1);
	assert_int_equal(t.speed, 0);
	assert_in_range(t.escape_ms, 60, 300);
}

struct asked {
	size_t count;
};

/* Has the cursor's place been asked for so many times? */
static bool was_asked(struct pty *p, void *ctx) {
	const struct asked *want = ctx;
	size_t n, got = 0;
	const char *raw = pty_raw(p, &n);

	for (size_t i = 0; i + 4 <= n; i++)
		got += memcmp(raw + i, "\033[6n", 4) == 0;
	return got >= want->count;
}

/* The dot and box lines over two cells, rare characters over one, no colour, and keys of another kind. */
static void an_odd_terminal_is_told(void **state) {
	static const char *const places[] = {"\033[5;3R", "\033[5;2R", "\033[5;3R", "\033[5;3R", "\033[5;1R", "\033[5;1R"};
	struct pty *p = start_check(&(struct pty_options){.silent = true, .term = "xterm"});
	struct terminal t;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		assert_true(pty_wait(p, was_asked, &(struct asked){i + 1}, 0));
		pty_send(p, places[i], strlen(places[i]));
	}
	answer(p, "这些符号有颜色吗", "n");
	answer(p, "能看清这两个汉字吗", "<Enter>");
	assert_true(pty_wait_text(p, "请按F2", 0));
	pty_send(p, "\033[99~", 5);
	answer(p, "请按上", "<Enter>");
	answer(p, "请按PgDn", "<Enter>");
	answer(p, "请按Esc", "<Enter>");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	assert_true(pty_wait_text(p, "不通过：占2格；界面上用“.”代替", 0));
	assert_true(pty_wait_text(p, "不通过：请改按 ^S", 0));
	pty_stop(p);
	t = card_of("xterm");
	assert_int_equal(t.dot, 2);
	assert_int_equal(t.rare, 1);
	assert_int_equal(t.colour, 2);
	assert_int_equal(card_of("xterm-256color").dot, 1); /* the other card stays */
}

static void the_screens_read_the_card(void **state) {
	struct pty *p = pty_start(
		(const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, "--lang", "zh", NULL},
		&(struct pty_options){.term = "xterm"});

	assert_true(pty_wait_row(p, 0, "今日", 0));
	for (int y = 0; y < 24; y++)
		for (int x = 0; x < 80; x++)
			assert_false(pty_cell(p, y, x).coloured);
	tap_to(p, "r", "人员");
	tap(p, "/jkqb", "吉克.曲布"); /* the data keep the dot */
	pty_keys(p, "<Esc>");
	tap(p, "/茶园", "王〓明");
	pty_keys(p, "<Esc>Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

/* A terminal that shows no 汉字: says so in ASCII, names in pinyin, and no name is changed. */
static void without_hanzi_names_stand_in_pinyin(void **state) {
	struct terminal t = {.hanzi = 1};
	struct err err = {.text = ""};
	char *path = terminal_path(db);
	struct pty *p;
	const char *raw;
	size_t n;

	assert_int_equal(terminal_save(path, "linux", &t, &err), RC_OK);
	free(path);
	p = pty_start((const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, NULL},
	              &(struct pty_options){.term = "linux"});
	assert_true(pty_wait_text(p, "> shan jian guo", 0));
	assert_true(pty_wait_text(p, "No Chinese characters on this terminal", 0));
	tap(p, "<F5>lxy", "> li xiu ying");
	tap_to(p, "<Enter>", "li xiu ying");
	tap(p, "1e", "Name");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, ">*Name", NULL, NULL)); /* the marker stands on a field that can be changed */
	assert_false(pty_find(p, "> Name", NULL, NULL));
	pty_keys(p, "<Up><Up><Up>");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "> Name", NULL, NULL));
	assert_true(pty_wait_text(p, "li xiu ying", 0));
	raw = pty_raw(p, &n);
	for (size_t i = 0; i < n; i++)
		assert_true((unsigned char)raw[i] < 0x80);
	pty_stop(p);
}

static void a_slow_line_is_measured(void **state) {
	struct pty *p = start_check(&(struct pty_options){.term = "vt220"});

	pty_throttle(p, 960);
	answer(p, "这些符号有颜色吗", "<Enter>");
	answer(p, "能看清这两个汉字吗", "<Enter>");
	answer(p, "请按F2", "<Enter>");
	answer(p, "请按上", "<Enter>");
	answer(p, "请按PgDn", "<Enter>");
	answer(p, "请按Esc", "<Enter>");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
	assert_in_range(card_of("vt220").speed, 500, 1500);
}

static void nobody_there_gets_the_last_card(void **state) {
	const char *const argv[] = {program_path(), "--db", db, "--lang", "en", "--no-input", "check-terminal", NULL};
	struct program_result r = program_run(argv, (const char *const[]){"TERM=xterm", NULL}, NULL);

	assert_int_equal(r.status, 0);
	assert_non_null(strstr(r.out, "FAIL: 2 cells; a full stop stands for it on the screens"));
	program_result_clear(&r);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_terminal_passes),    cmocka_unit_test(an_odd_terminal_is_told),
		cmocka_unit_test(the_screens_read_the_card), cmocka_unit_test(a_slow_line_is_measured),
		cmocka_unit_test(without_hanzi_names_stand_in_pinyin),
		cmocka_unit_test(nobody_there_gets_the_last_card),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
