/* The card of a terminal: kept beside the database, one section a TERM.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "core/terminal.h"
#include "texts.h"

static char folder[] = "/tmp/wubao-terminal-XXXXXX";
static char *path;

static void put_text(const char *text) {
	struct err err = {.text = ""};

	assert_int_equal(file_replace(path, text, strlen(text), &err), RC_OK);
}

static void cards_lie_beside_the_database(void **state) {
	char *a = terminal_path("/var/lib/wubao/station.db"), *b = terminal_path("x.db");

	assert_string_equal(a, "/var/lib/wubao/terminals.ini");
	assert_string_equal(b, "terminals.ini");
	free(a);
	free(b);
}

static void sections_stand_side_by_side(void **state) {
	struct terminal a = {.hanzi = 2, .rare = 1, .dot = 2, .box = 1, .colour = 1, .escape_ms = 80, .speed = 960}, b = {.dot = 1}, got;
	struct err err = {.text = ""};

	unlink(path);
	terminal_load(path, "vt220", &got);
	assert_int_equal(got.dot, 0);
	assert_int_equal(terminal_save(path, "vt220", &a, &err), RC_OK);
	assert_int_equal(terminal_save(path, "vt22", &b, &err), RC_OK);
	a.speed = 240;
	assert_int_equal(terminal_save(path, "vt220", &a, &err), RC_OK);
	terminal_load(path, "vt220", &got);
	assert_memory_equal(&got, &a, sizeof a);
	terminal_load(path, "vt22", &got);
	assert_memory_equal(&got, &b, sizeof b);
	terminal_load(path, "vt2", &got);
	assert_int_equal(got.dot, 0);
	assert_int_equal(terminal_save(path, "vt220]\n[x", &a, &err), RC_INVALID);
	assert_int_equal(terminal_save(path, "", &a, &err), RC_INVALID);
}

/* A person may have written in it. */
static void what_cannot_be_read_is_passed_over(void **state) {
	struct terminal got;

	put_text("dot = 2\n; a note\n[linux]\ndot=2\nspeed = 9999999\nhanzi = many\nspeeds = 3\nescape_ms =  70\n\n[vt100]\ndot = 1");
	terminal_load(path, "linux", &got);
	assert_int_equal(got.dot, 2);
	assert_int_equal(got.speed, 0);
	assert_int_equal(got.hanzi, 0);
	assert_int_equal(got.escape_ms, 70);
	terminal_load(path, "vt100", &got);
	assert_int_equal(got.dot, 1);
	put_text("");
	terminal_load(path, "linux", &got);
	assert_int_equal(got.dot, 0);
}

static int begin(void **state) {
	if (mkdtemp(folder) == NULL)
		return 1;
	path = mem_printf("%s/terminals.ini", folder);
	return 0;
}

static int end(void **state) {
	unlink(path);
	free(path);
	return rmdir(folder);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cards_lie_beside_the_database),
		cmocka_unit_test(sections_stand_side_by_side),
		cmocka_unit_test(what_cannot_be_read_is_passed_over),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
