/* Texts that break programs: typed or pasted into a form, stored, shown, exported and imported; each comes back as it was
 * or is refused in words, and the terminal never gets a byte it would obey.
 * SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "tui/desk.h"

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

static const char *kept(size_t i) { return corpus[i].kept ? corpus[i].kept : corpus[i].typed; }

static void go_to_address(struct pty *p) {
	tap(p, "<F6>现住址<Enter>", "> 现住址");
	assert_true(pty_settle(p, 60, 0));
}

/* Pasted into the address of that person, and saved. */
static void type_in(struct pty *p, const char *name, const char *text) {
	pty_keys(p, "<F5>");
	pty_keys(p, name);
	assert_true(pty_settle(p, 250, 0));
	tap_to(p, "<Enter>", name);
	tap(p, "1e", "现住址");
	assert_true(pty_settle(p, 60, 0));
	go_to_address(p);
	pty_paste(p, text);
	assert_true(pty_settle(p, 60, 0));
	tap(p, "<F2>", "1概况");
	tap_to(p, "<Esc>", "今日");
}

static void all_come_back(void **state) {
	char path[600], name[40];
	struct pty *p = start(NULL);
	char *text;

	snprintf(path, sizeof path, "%s", beside("all.csv"));
	for (size_t i = 0; i < CORPUS; i++) {
		town_filler((int)i, name, sizeof name);
		type_in(p, name, corpus[i].typed);
		if (pty_foreign(p) != NULL)
			fail_msg("%s: %s", corpus[i].what, pty_foreign(p));
	}
	leave(p);
	text = export_all(path, "utf8");
	for (size_t i = 0; i < CORPUS; i++) {
		struct str cell = {0};

		add_cell(&cell, kept(i));
		if (strstr(text, str_text(&cell)) == NULL)
			fail_msg("%s: not in the export as it was typed", corpus[i].what);
		str_clear(&cell);
	}
	free(text);
	changes_nothing("UTF-8", path);
	free(export_all(path, "gb18030"));
	changes_nothing("GB18030", path);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(all_come_back)};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
