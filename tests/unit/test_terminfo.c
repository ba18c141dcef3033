/* The description of a terminal made shorter, as curses reads it. SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <curses.h>
#include <term.h>

#include "core/file.h"
#include "texts.h"
#include "ui/terminal/terminfo.h"

static bool read_entry(const char *path, struct str *out) {
	struct err err = {.text = ""};

	return file_read(path, 65536, out, &err) == RC_OK;
}

static const struct {
	const char *term, *path, *other; /* Debian keeps the common ones in /lib */
	bool by_column;
} terminals[] = {
	{"xterm-256color", "/lib/terminfo/x/xterm-256color", "/usr/share/terminfo/x/xterm-256color", true},
	{"linux", "/lib/terminfo/l/linux", "/usr/share/terminfo/l/linux", true},
	{"screen", "/lib/terminfo/s/screen", "/usr/share/terminfo/s/screen", true},
	{"vt100", "/lib/terminfo/v/vt100", "/usr/share/terminfo/v/vt100", false},
	{"vt220", "/lib/terminfo/v/vt220", "/usr/share/terminfo/v/vt220", false},
};

static void curses_reads_the_short_one(void **state) {
	for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
		struct str entry = {0}, brief = {0};
		int status;

		if (!read_entry(terminals[i].path, &entry) && !read_entry(terminals[i].other, &entry)) {
			print_message("skip: no description of %s here\n", terminals[i].term);
			continue;
		}
		assert_true(terminfo_shorten((const unsigned char *)entry.s, entry.n, &brief));
		str_clear(&brief);
		setenv("TERM", terminals[i].term, 1);
		assert_true(terminfo_use_short());
		assert_int_equal(setupterm(terminals[i].term, 1, &status), OK);
		terminfo_restore();
		assert_null(getenv("TERMINFO"));
		assert_string_equal(tigetstr("sgr0"), "\033[m");
		assert_null(tigetstr("sgr"));
		assert_null(tigetstr("rmul"));
		assert_int_equal(tigetstr("cup") == NULL, terminals[i].by_column);
		assert_int_equal(tigetnum("cols"), 80);
		assert_non_null(tigetstr("kcuu1"));
		if (strcmp(terminals[i].term, "xterm-256color") == 0) { /* what stands behind the strings is where it was */
			assert_string_equal(tigetstr("E3"), "\033[3J");
			assert_string_equal(tigetstr("smcup"), "\033[?1049h");
			assert_int_equal(tigetnum("colors"), 256);
		}
		del_curterm(cur_term);
		str_clear(&entry);
	}
}

/* Whatever the file is cut to or holds, nothing is read beyond it. */
static void anything_else_is_refused(void **state) {
	struct str entry = {0}, brief = {0};

	assert_false(terminfo_shorten((const unsigned char *)"", 0, &brief));
	assert_false(terminfo_shorten((const unsigned char *)"xterm|made up:am:co#80:", 23, &brief));
	if (!read_entry(terminals[0].path, &entry) && !read_entry(terminals[0].other, &entry)) {
		print_message("skip: no description of %s here\n", terminals[0].term);
		return;
	}
	for (size_t n = 0; n < entry.n; n += n < 400 ? 1 : 37) {
		unsigned char *cut = mem_alloc(n + 1);

		memcpy(cut, entry.s, n);
		str_reset(&brief);
		assert_true(!terminfo_shorten(cut, n, &brief) || n > 1000);
		free(cut);
	}
	for (size_t at = 2; at < 1500; at++) { /* numbers and offsets that point anywhere */
		unsigned char *odd = mem_alloc(entry.n);

		memcpy(odd, entry.s, entry.n);
		odd[at] = 0xfe;
		str_reset(&brief);
		if (terminfo_shorten(odd, entry.n, &brief))
			assert_true(brief.n < entry.n + 200);
		free(odd);
	}
	str_clear(&entry);
	str_clear(&brief);
}

static void a_name_is_no_path(void **state) {
	static const char *const names[] = {"", "../../etc/passwd", "x/y", "no such terminal"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		setenv("TERM", names[i], 1);
		assert_false(terminfo_use_short());
		terminfo_restore();
		assert_null(getenv("TERMINFO"));
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curses_reads_the_short_one),
		cmocka_unit_test(anything_else_is_refused),
		cmocka_unit_test(a_name_is_no_path),
	};

	unsetenv("TERMINFO");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
