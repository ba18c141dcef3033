/* Texts that break programs: typed or pasted into a form, stored, shown, exported and imported; each comes back as it was
 * or is refused in words, and the terminal never gets a byte it would obey. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file.h"
#include "tui/town.h"

static char db[512];

/* Addresses: free text of one line. kept NULL: stored as typed. */
static const struct {
	const char *what, *typed, *kept;
} corpus[] = {
	{"four bytes", "𠮷𱍊䶮家园", NULL},
	{"only in GB18030", "㐂㑇镕", NULL},
	{"combining marks", "e\xcc\x81" "a\xcc\x88\xcc\x81", NULL},
	{"decomposed", "Pe\xcc\x81" "kin", NULL},
	{"an emoji of several", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", NULL},
	{"full width", "１２３号Ａ座", NULL},
	{"quotes and commas", "\"甲\",'乙',,\"\"", NULL},
	{"a formula", "=1+1", NULL},
	{"another formula", "+86", NULL},
	{"a minus", "-1号", NULL},
	{"an at", "@SUM(A1)", NULL},
	{"like SQL", "'); DROP TABLE resident;--", NULL},
	{"like markup", "<b>&amp;</b>", NULL},
	{"like a template", "{name} %s %n", NULL},
	{"a path", "../../etc/passwd", NULL},
	{"turned around", "abc\xe2\x80\xae" "def", NULL},
	{"of no width", "a\xe2\x80\x8b" "b", "ab"}, /* nobody can see them, and nothing would be found with them */
	{"a mark of byte order inside", "a\xef\xbb\xbf" "b", "ab"},
	{"a line break", "甲\n乙", "甲 乙"},
	{"a tab", "甲\t乙", "甲 乙"},
	{"an escape sequence", "甲\x1b[2J乙", "甲[2J乙"},
	{"a bell", "甲\x07乙", "甲乙"},
	{"C1", "甲\xc2\x9b" "2J乙", "甲2J乙"},
	{"surrogates as bytes", "甲\xed\xa0\x80乙", "甲\xef\xbf\xbd\xef\xbf\xbd乙"},
	{"bytes that are not UTF-8", "甲\xff\xfe乙", "甲\xef\xbf\xbd\xef\xbf\xbd乙"},
	{"overlong", "甲\xc0\xaf乙", "甲\xef\xbf\xbd\xef\xbf\xbd乙"},
};
enum { CORPUS = sizeof corpus / sizeof *corpus };

/* The exported file of everybody, as text. */
static char *export_all(const char *path, const char *encoding) {
	const char *const argv[] = {program_path(), "--db", db, "--no-input", "--yes", "--today", TOWN_DAY, "export",
	                            "roster", "-o", path, "--encoding", encoding, "--identified", "--reason", "test", NULL};
	struct program_result r = program_run(argv, NULL, NULL);
	struct str text = {0};
	struct err err = {.text = ""};

	if (r.status != 0)
		print_error("%s%s", r.out, r.err);
	assert_int_equal(r.status, 0);
	program_result_clear(&r);
	assert_int_equal(file_read(path, 1 << 20, &text, &err), RC_OK);
	return text.s;
}

/* The file says nothing new to the station it came from. */
static void changes_nothing(const char *what, const char *path) {
	const char *const argv[] = {program_path(), "--db", db, "--lang", "en", "--today", TOWN_DAY, "import",
	                            path, "--dry-run", NULL};
	struct program_result r = program_run(argv, NULL, NULL);

	if (r.status != 0 || (strstr(r.out, "Nothing changes") == NULL && strstr(r.err, "Nothing changes") == NULL))
		fail_msg("%s: the export is not taken back as it is: %s%s", what, r.out, r.err);
	program_result_clear(&r);
}

/* As a cell of CSV. */
static void add_cell(struct str *out, const char *text) {
	bool quoted = strpbrk(text, "\",\n") != NULL;

	if (quoted)
		str_addc(out, '"');
	for (const char *s = text; *s; s++) {
		if (*s == '"')
			str_addc(out, '"');
		str_addc(out, *s);
	}
	if (quoted)
		str_addc(out, '"');
}

static const char *kept(size_t i) {
	return corpus[i].kept ? corpus[i].kept : corpus[i].typed;
}

static void go_to_address(struct pty *p) {
	pty_keys(p, "<F6>现住址<Enter>");
	assert_true(pty_wait_text(p, "> 现住址", 0));
	assert_true(pty_settle(p, 60, 0));
}

/* Pasted into the address of one and the same person, saved, and read back from the form and from a file. */
static void all_come_back(void **state) {
	char path[600];
	struct pty *p = pty_start(
		(const char *const[]){program_path(), "--db", db, "--today", TOWN_DAY, "--lang", "zh", NULL}, NULL);

	(void)state;
	snprintf(path, sizeof path, "%.*s/all.csv", (int)(strrchr(db, '/') - db), db);
	assert_true(pty_wait_row(p, 0, "今日", 0));
	pty_keys(p, "<F5>李秀英");
	assert_true(pty_wait_text(p, "> 李秀英", 0));
	pty_keys(p, "<Enter>");
	assert_true(pty_wait_row(p, 0, "李秀英", 0));
	for (size_t i = 0; i < CORPUS; i++) {
		struct str cell = {0};
		char *text;

		pty_keys(p, "1e");
		assert_true(pty_wait_text(p, "现住址", 0));
		assert_true(pty_settle(p, 60, 0));
		go_to_address(p);
		pty_keys(p, "<C-u>");
		pty_paste(p, corpus[i].typed);
		assert_true(pty_settle(p, 60, 0));
		pty_keys(p, "<F2>");
		assert_true(pty_wait_text(p, "1概况", 0));
		assert_true(pty_settle(p, 60, 0));
		text = export_all(path, "utf8");
		add_cell(&cell, kept(i));
		if (strstr(text, str_text(&cell)) == NULL && strstr(text, kept(i)) == NULL)
			fail_msg("%s: not in the export as it was typed", corpus[i].what);
		if (pty_foreign(p) != NULL)
			fail_msg("%s: %s", corpus[i].what, pty_foreign(p));
		changes_nothing(corpus[i].what, path);
		free(text);
		text = export_all(path, "gb18030");
		changes_nothing(corpus[i].what, path);
		str_clear(&cell);
		free(text);
	}
	pty_keys(p, "Q");
	assert_int_equal(pty_wait_exit(p, 0), 0);
	pty_stop(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_come_back)};

	snprintf(db, sizeof db, "%s/town.db", program_temp_dir());
	town_make(db);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
