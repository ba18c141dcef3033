/* What a slow line is asked to carry: bytes an action, at 80x24. A line of 9,600 bit/s takes 960 of them a second.
 * SPDX-License-Identifier: MIT */
#include "tui/desk.h"

enum { ROWS = 24, COLS = 80, MOVE_MOST = 30, HANZI_MOST = 16, ECHO_MOST = 96, SLOW = 960, IMPORTED = 78, NEXT_MOST = 150, PAGE_MOST = 1728 };

static const char *const no_colour[] = {"NO_COLOR=1", NULL};

static const struct terminal {
	const char *name;
	const char *const *env;
	size_t first_most;    /* bytes of the first screen, from the start: 8 of them ask how fast the line is */
	size_t page_per_cent; /* bytes of a page against those of the rows' text from the first cell that changed to the last */
	size_t cells_per_cent; /* and against those of the cells that changed alone */
} terminals[] = {{"without colour", no_colour, 2016, 115, 190}, {"with colour", NULL, 2316, 130, 195}};

static struct pty *start_env(const char *const *env) {
	return start(&(struct pty_options){.env = env});
}

/* Bytes written after these keys, until nothing more comes. */
static size_t bytes_of(struct pty *p, const char *keys) {
	pty_mark(p);
	pty_keys(p, keys);
	assert_true(pty_settle(p, 250, 0));
	return pty_bytes(p);
}

/* The echo: what comes at once. With what follows in the rest after it (the hint) NEXT_MOST at most. */
static size_t echo_of(struct pty *p, const char *keys) {
	size_t echo;

	pty_mark(p);
	pty_keys(p, keys);
	pty_listen(p, 100);
	echo = pty_bytes(p);
	assert_true(pty_settle(p, 250, 0));
	assert_in_range(pty_bytes(p), 1, NEXT_MOST);
	return echo;
}

struct screen {
	struct pty_cell cell[ROWS][COLS];
};

static void look(struct pty *p, struct screen *s) {
	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++)
			s->cell[y][x] = pty_cell(p, y, x);
}

static size_t bytes_of_char(uint32_t cp) {
	return cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
}

static bool same(const struct pty_cell *a, const struct pty_cell *b) {
	uint32_t was = a->cp ? a->cp : ' ', is = b->cp ? b->cp : ' ';

	return was == is && (a->width == 0) == (b->width == 0) && a->bold == b->bold && a->coloured == b->coloured;
}

/* Bytes of what stands now on every row from the first cell that changed to the last: the page as plain text. Cells
 * between two that changed cost about as much to pass over as to write. */
static size_t changed(const struct screen *a, const struct screen *b) {
	size_t n = 0;

	for (int y = 0; y < ROWS; y++) {
		int first = COLS, last = -1;

		for (int x = 0; x < COLS; x++)
			if (!same(&a->cell[y][x], &b->cell[y][x])) {
				first = x < first ? x : first;
				last = x;
			}
		for (int x = first; x <= last; x++)
			if (b->cell[y][x].width > 0)
				n += bytes_of_char(b->cell[y][x].cp ? b->cell[y][x].cp : ' ');
	}
	return n;
}

/* Bytes of what stands now in the cells that changed, and nowhere else. A page of 18 rows has 62 to 100 runs of them,
 * 360 to 690 bytes: with one byte to reach each run it would still be 114 to 118 per cent, and most moves take five (CSI
 * column G). Tried, and what it gave over four pages of 3,355 bytes: tabs, none (Debian's curses writes none, whatever
 * the description says); `rep`, none (not used in UTF-8); `cup` kept, so that curses erases with `ech`, 48 more (a move
 * becomes longer than what it saves); `hpa` taken away, 32 less, but then every move is relative and a character drawn
 * too wide shifts the rest of its row; VT for the step down, 72 less, but not every terminal takes it for one. Blanks
 * are written over where that is shorter. None of it is used; the limit keeps it from getting worse. */
static size_t changed_alone(const struct screen *a, const struct screen *b) {
	size_t n = 0;

	for (int y = 0; y < ROWS; y++)
		for (int x = 0; x < COLS; x++)
			if (b->cell[y][x].width > 0 && !same(&a->cell[y][x], &b->cell[y][x]))
				n += bytes_of_char(b->cell[y][x].cp ? b->cell[y][x].cp : ' ');
	return n;
}

static void first_screen_is_small(void **state) {
	for (size_t i = 0; i < 2; i++) {
		struct pty *p = start_env(terminals[i].env);

		assert_in_range(pty_bytes(p), 500, terminals[i].first_most);
		leave(p);
	}
}

static void page_costs_its_characters(void **state) {
	static struct screen before, after;

	for (size_t i = 0; i < 2; i++) {
		struct pty *p = start_env(terminals[i].env);
		size_t sent, least, alone;

		tap_to(p, "r", "人员");
		pty_keys(p, "<PgDn><PgDn>");
		assert_true(pty_settle(p, 250, 0));
		for (int page = 0; page < 4; page++) {
			look(p, &before);
			sent = bytes_of(p, "<PgDn>");
			look(p, &after);
			least = changed(&before, &after);
			assert_true(least > 1000);
			assert_in_range(sent, 400, PAGE_MOST);
			assert_in_range(sent * 100, 0, least * terminals[i].page_per_cent);
			alone = changed_alone(&before, &after);
			print_message("page %s: %zu bytes, %zu%% of the cells that changed\n", terminals[i].name, sent, sent * 100 / alone);
			assert_in_range(sent * 100, alone * 100, alone * terminals[i].cells_per_cent);
		}
		leave(p);
	}
}

static void marker_move_is_cheap(void **state) {
	static const char *const keys[] = {"j", "k", "<Down>", "<Up>"};
	struct pty *p;

	for (size_t t = 0; t < 2; t++) {
		p = start_env(terminals[t].env);
		for (int screen = 0; screen < 2; screen++) {
			pty_keys(p, "jj");
			assert_true(pty_settle(p, 60, 0));
			for (size_t i = 0; i < 4; i++) {
				size_t sent = bytes_of(p, keys[i]);

				assert_in_range(sent, 2, MOVE_MOST);
			}
			tap_to(p, "r", "人员");
			assert_true(pty_settle(p, 250, 0));
		}
		leave(p);
	}
}

static void typing_is_cheap(void **state) {
	struct pty *p = start_env(NULL);

	tap_to(p, "r", "人员");
	tap(p, "a", "身份证号"); /* the list has a column of names already */
	assert_true(pty_settle(p, 250, 0));
	for (int i = 0; i < 3; i++)
		assert_in_range(bytes_of(p, "赵"), 3, HANZI_MOST);
	assert_in_range(bytes_of(p, "<BS>"), 1, HANZI_MOST);
	pty_keys(p, "<F6>性别<Enter>");
	assert_true(pty_settle(p, 250, 0));
	assert_in_range(echo_of(p, "1"), 0, ECHO_MOST); /* a digit, its label, and the next field */
	pty_keys(p, "<F6>出生日期<Enter>");
	assert_true(pty_settle(p, 250, 0));
	for (const char *s = "1980030"; *s; s++)
		assert_in_range(bytes_of(p, (const char[]){*s, '\0'}), 1, ECHO_MOST);
	pty_keys(p, "<C-u>");
	assert_true(pty_settle(p, 250, 0));
	for (int i = 0; i < 3; i++)
		assert_in_range(echo_of(p, "<Down>"), 0, ECHO_MOST);
	tap(p, "<Esc>3", "曹海燕"); /* no draft for the next one to meet */
	leave(p);
}

/* The list of people on a line of 9,600 bit/s, its second page shown. Where the line says nothing of its speed, as over
 * ssh, the program finds it by its first screen. */
static struct pty *start_slow(bool says_so) {
	struct pty *p = start_with(NULL, &(struct pty_options){.speed = says_so ? 9600 : 0});

	pty_throttle(p, SLOW);
	show(p, "", "今日");
	tap_to(p, "r", "人员");
	assert_true(pty_settle(p, 300, 0));
	pty_keys(p, "<PgDn>");
	assert_true(pty_settle(p, 300, 0));
	return p;
}

/* Five pages asked for within a second: the line is busy with the first, what the others come to is painted once. */
static void waiting_keys_are_painted_once(void **state) {
	struct pty *p = start_slow(true), *q = start_env(NULL);
	size_t page = 0, sent;
	char reached[40];
	int row, col;

	tap_to(q, "r", "人员");
	assert_true(pty_settle(q, 250, 0));
	pty_keys(q, "<PgDn>");
	for (int i = 0; i < 5; i++) { /* the same on a fast line: five pages */
		assert_true(pty_settle(q, 100, 0));
		sent = bytes_of(q, "<PgDn>");
		page = sent > page ? sent : page;
	}
	snprintf(reached, sizeof reached, "%ld/%d", strtol(pty_row(q, 22), NULL, 10), TOWN_PEOPLE + TOWN_FILLERS + IMPORTED);
	assert_true(pty_find(q, reached, &row, &col));
	leave(q);
	pty_mark(p);
	for (int i = 0; i < 5; i++) {
		pty_keys(p, "<PgDn>");
		pty_listen(p, 190);
	}
	assert_true(pty_wait_row(p, 22, reached, 0));
	assert_true(pty_settle(p, 300, 0));
	assert_in_range(pty_bytes(p), page / 2, 2 * page);
	pty_throttle(p, 0);
	leave(p);
}

/* PgDn held, thirty keys in a second: what the line has still to carry at the last key, what was painted on the way and
 * the page it came to, is carried in two seconds. */
static void a_held_key_is_soon_where_it_ends(void **state) {
	enum { HELD = 30, APART_MS = 33, DELAY_MS = 400, PEOPLE = TOWN_PEOPLE + TOWN_FILLERS + IMPORTED };
	static const struct {
		bool says_so, pause; /* in which a keyboard makes sure that a key is held */
	} trials[] = {{true, false}, {true, true}, {false, false}};

	for (size_t t = 0; t < sizeof trials / sizeof *trials; t++) {
		struct pty *p = start_slow(trials[t].says_so);
		char reached[40];

		for (int i = 0; i < HELD; i++) {
			pty_keys(p, i < HELD - 9 && i % 8 < 4 ? "<PgUp>" : "<PgDn>"); /* the pages there are would not be enough */
			pty_listen(p, i == 0 && trials[t].pause ? DELAY_MS : APART_MS);
		}
		pty_mark(p);
		pty_keys(p, "<PgUp>");
		snprintf(reached, sizeof reached, "/%d", PEOPLE);
		assert_true(pty_settle(p, 300, 0));
		print_message("held: %zu bytes after the last key\n", pty_bytes(p));
		assert_in_range(pty_bytes(p), 400, 2 * SLOW);
		assert_true(pty_find(p, reached, NULL, NULL));
		assert_true(strtol(pty_row(p, 22), NULL, 10) < PEOPLE);
		pty_throttle(p, 0);
		leave(p);
	}
}

/* The field answers every key; the list comes when no key has come for a while. */
static void filter_paints_its_field_first(void **state) {
	struct pty *p = start_env(NULL);

	tap_to(p, "r", "人员");
	pty_keys(p, "/");
	assert_true(pty_settle(p, 250, 0));
	for (int i = 0; i < 3; i++) {
		pty_mark(p);
		pty_send(p, "陈", strlen("陈")); /* at once: pty_keys waits at a question */
		pty_listen(p, 50);
		assert_in_range(pty_bytes(p), 0, HANZI_MOST);
	}
	pty_mark(p);
	pty_send(p, "\177", 1);
	pty_listen(p, 50);
	pty_send(p, "\177", 1);
	assert_true(pty_wait_gone(p, "曹", 0));
	assert_true(pty_settle(p, 250, 0));
	assert_true(pty_bytes(p) > 200);
	tap(p, "<Esc>", "曹");
	leave(p);
}

static void nothing_is_sent_while_nothing_happens(void **state) {
	struct pty *p = start_env(NULL);

	tap_to(p, "r", "人员");
	assert_true(pty_settle(p, 300, 0));
	assert_int_equal(pty_listen(p, 10000), 0);
	leave(p);
}

static const char *const surnames[] = {"赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋",
                                       "沈", "韩", "杨", "朱", "秦", "尤", "许", "何", "吕", "施", "张", "孔", "曹"};
static const char *const given[] = {"建国", "秀英", "小龙", "丽华", "明", "桂芳", "志强", "海燕", "伟", "玉兰", "大山"};
static const char *const villages[] = {"石桥村", "高坪村", "东山村", "河口社区", "茶园村", "城关社区", "白沙社区"};
static const char *const kinds[] = {"社区戒毒", "社区康复"};

/* People unlike each other, so that a page has something to paint. */
static void take_people_in(void) {
	char path[600];
	FILE *f;

	snprintf(path, sizeof path, "%s/people.csv", program_temp_dir());
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "姓名,证件种类,其他证件号码,人员类别,决定日期,所属村社\n");
	for (unsigned i = 0; i < IMPORTED; i++)
		fprintf(f, "%s%s,passport,P99%05u,%s,2026-%02u-%02u,%s\n", surnames[i * 7 % 26], given[i * 5 % 11], i,
		        kinds[i * 3 % 5 % 2], 1 + i * 7 % 10, 1 + i * 11 % 28, villages[i * 3 % 7]);
	assert_int_equal(fclose(f), 0);
	COMMAND("import", path, "--yes");
}

static int make(void **state) {
	new_town(NULL);
	take_people_in();
	return 0;
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_screen_is_small),
		cmocka_unit_test(page_costs_its_characters),
		cmocka_unit_test(marker_move_is_cheap),
		cmocka_unit_test(typing_is_cheap),
		cmocka_unit_test(waiting_keys_are_painted_once),
		cmocka_unit_test(a_held_key_is_soon_where_it_ends),
		cmocka_unit_test(filter_paints_its_field_first),
		cmocka_unit_test(nothing_is_sent_while_nothing_happens),
	};

	return cmocka_run_group_tests(tests, make, NULL);
}
