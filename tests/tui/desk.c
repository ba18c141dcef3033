/* SPDX-License-Identifier: MIT */
#include "tui/desk.h"

#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/mem.h"

enum { WORDS_MOST = 32, KINDS_MOST = 4, QUIET_MS = 60 };

char folder[300], db[320], ini[320];
struct station *st;
struct actor actor;

/* ---- stations ---- */

static void new_folder(void) {
	static const char *root;
	static int number;

	root = root ? root : program_temp_dir();
	snprintf(folder, sizeof folder, "%s/%d", root, number++);
	snprintf(db, sizeof db, "%s/s.db", folder);
	snprintf(ini, sizeof ini, "%s/s.ini", folder);
	assert_int_equal(mkdir(folder, 0700), 0);
}

/* What `from` holds, into the new folder. */
static void copy_from(const char *from) {
	struct err err = {0};
	DIR *d = opendir(from);

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		char *path = mem_printf("%s/%s", from, e->d_name);
		struct str all = {0};

		if (e->d_type == DT_REG) {
			town_must(file_read(path, 1 << 26, &all, &err), &err);
			town_must(file_write_new(beside(e->d_name), str_text(&all), all.n, &err), &err);
		}
		str_clear(&all);
		free(path);
	}
	closedir(d);
}

void station_of(void (*make)(void)) {
	static struct {
		void (*make)(void);
		char folder[sizeof folder];
	} made[KINDS_MOST];
	size_t i = 0;

	while (made[i].make && made[i].make != make)
		assert_true(++i < KINDS_MOST);
	new_folder();
	if (!made[i].make) {
		make();
		made[i].make = make;
		memcpy(made[i].folder, folder, sizeof folder);
		new_folder();
	}
	copy_from(made[i].folder);
}

static void make_town(void) { town_make(db); }
static void make_empty(void) { town_init(db, "示范镇"); }

int new_town(void **state) {
	station_of(make_town);
	return 0;
}

int new_station(void **state) {
	station_of(make_empty);
	return 0;
}

void join_station(void) { st = town_open(db, &actor); }

int part_station(void **state) {
	station_close(st);
	return 0;
}

void command(const char *const *words) {
	const char *argv[WORDS_MOST] = {program_path(), "--db", db, "--today", TOWN_DAY, "--no-input", "-q"};
	struct program_result r;
	size_t n = 7;

	for (; *words; words++)
		argv[n++] = *words;
	r = program_run(argv, NULL, NULL);
	if (r.status != 0)
		fail_msg("%s: %s%s", argv[7], r.out, r.err);
	program_result_clear(&r);
}

static void add_officers(void) {
	remove(ini);
	put_file(ini, TOWN_SETTINGS);
	AS(town_officer(), "officer", "add", "li", "李干事");
	AS(town_officer(), "officer", "add", "zhao", "赵审计", "--role", "auditor");
	AS(town_officer(), "officer", "add", "sun", "孙读", "--role", "reader");
}

void make_county_officers(void) {
	town_county(NULL, db);
	add_officers();
	AS(town_officer(), "key", "make");
}

void make_officers(void) {
	town_make(db);
	add_officers();
	AS(town_officer(), "add", "team", "name=石桥村帮教小组");
}

const char *beside(const char *name) {
	static char path[600];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

void put_file(const char *path, const char *text) {
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

long long number(const char *query) {
	sqlite3 *file;
	sqlite3_stmt *q;
	long long n;

	assert_int_equal(sqlite3_open_v2(db, &file, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(file, query, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(file);
	return n;
}

/* ---- screens ---- */

struct pty *start_with(const char *const *words, const struct pty_options *opt) {
	const char *argv[WORDS_MOST] = {program_path(), "--db", db, "--today", TOWN_DAY, "--lang", "zh"};

	for (size_t n = 7; words && *words; words++)
		argv[n++] = *words;
	return pty_start(argv, opt);
}

struct pty *start(const struct pty_options *opt) {
	struct pty *p = start_with(NULL, opt);

	show(p, "", "今日");
	return p;
}

struct pty *start_at(const char *keys, const char *title) {
	struct pty *p = start(NULL);

	show(p, keys, title);
	return p;
}

void leave(struct pty *p) {
	assert_null(pty_foreign(p));
	pty_keys(p, "Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

void expect(struct pty *p, const char *text) {
	if (!pty_wait_text(p, text, 0))
		fail_msg("no %s in\n%s", text, pty_screen(p));
}

void tap(struct pty *p, const char *keys, const char *text) {
	pty_keys(p, keys);
	expect(p, text);
}

void tap_to(struct pty *p, const char *keys, const char *title) {
	pty_keys(p, keys);
	if (!pty_wait_row(p, 0, title, 0))
		fail_msg("no screen %s but\n%s", title, pty_screen(p));
}

void tap_away(struct pty *p, const char *keys, const char *text) {
	pty_keys(p, keys);
	if (!pty_wait_gone(p, text, 0))
		fail_msg("still %s in\n%s", text, pty_screen(p));
}

void tap_into(struct pty *p, const char *keys, const char *label) {
	pty_keys(p, keys);
	assert_in_field(p, label);
}

void press(struct pty *p, const char *keys, const char *text) {
	tap(p, keys, text);
	assert_true(pty_settle(p, QUIET_MS, 0));
}

void show(struct pty *p, const char *keys, const char *title) {
	tap_to(p, keys, title);
	assert_true(pty_settle(p, QUIET_MS, 0));
}

bool row_has(struct pty *p, const char *first, const char *text) {
	int row;

	return pty_find(p, first, &row, NULL) && strstr(pty_row(p, row), text) != NULL;
}

static bool stands_beside(struct pty *p, void *ctx) {
	const char *const *pair = ctx;

	return row_has(p, pair[0], pair[1]);
}

void expect_beside(struct pty *p, const char *first, const char *text) {
	const char *pair[] = {first, text};

	if (!pty_wait(p, stands_beside, pair, 0))
		fail_msg("no %s beside %s in\n%s", text, first, pty_screen(p));
}

bool cursor_is_right_of(struct pty *p, void *label) {
	int row, col, label_row, label_col;

	pty_cursor(p, &row, &col, NULL);
	/* of a form; the same words may stand in a box above */
	if (strlen(pty_row(p, row)) > 2 && strncmp(pty_row(p, row) + 2, label, strlen(label)) == 0)
		return true;
	return pty_find(p, label, &label_row, &label_col) && row == label_row && col > label_col;
}

static bool cursor_is_shown(struct pty *p, void *ctx) {
	int row, rows, cols;
	bool visible;

	pty_cursor(p, &row, NULL, &visible);
	pty_size(p, &rows, &cols);
	return visible && row < rows - 1;
}

void check_cursor(struct pty *p) { assert_true(pty_wait(p, cursor_is_shown, NULL, 0)); }

void assert_in_field(struct pty *p, const char *label) {
	char mutable[60];

	snprintf(mutable, sizeof mutable, "%s", label);
	if (!pty_wait(p, cursor_is_right_of, mutable, 0))
		fail_msg("the cursor is not in the field %s", label);
	check_cursor(p);
}
