/* An input method left on: full-width keys do what their narrow twins do, outside fields; the cursor stands where the
 * method's window should open. SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "tui/desk.h"

/* Whatever the narrow key shows, the wide one shows: from the same first screen, the same rows but that of messages. */
static void wide_keys_do_what_narrow_ones_do(void **state) {
	static const struct {
		const char *narrow, *wide;
	} keys[] = {
		{"?", "？"}, {"/", "／"}, {"/", "、"}, {":", "："}, {"r", "ｒ"}, {"m", "ｍ"}, {"5", "５"},
		{"0", "０"}, {"b", "ｂ"}, {"j", "ｊ"}, {"G", "Ｇ"}, {"i", "ｉ"}, {"f", "ｆ"},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct pty *p = start(NULL), *q = start(NULL);

		pty_keys(p, keys[i].narrow);
		pty_keys(q, keys[i].wide);
		assert_true(pty_settle(p, 250, 0));
		assert_true(pty_settle(q, 250, 0));
		for (int y = 0; y < 18; y++) { /* a question or the hint may stand below */
			char *row = mem_strdup(pty_row(p, y));

			if (strcmp(row, pty_row(q, y)) != 0)
				fail_msg("%s shows on row %d %s, %s shows %s", keys[i].narrow, y, row, keys[i].wide, pty_row(q, y));
			free(row);
		}
		pty_stop(p);
		pty_stop(q);
	}
}

static void the_hint_comes_once_and_fields_take_all(void **state) {
	struct pty *p = start(NULL);

	pty_keys(p, "ｒ");
	assert_true(pty_wait_row(p, 22, "中文输入法", 0));
	tap_to(p, "<Esc>", "今日");
	assert_true(pty_wait_gone(p, "中文输入法", 0));
	tap_to(p, "ｒ", "人员");
	assert_true(pty_settle(p, 60, 0));
	assert_false(pty_find(p, "中文输入法", NULL, NULL));
	pty_keys(p, "／？：！，。０９ＡＺ、");
	assert_true(pty_wait_row(p, 22, "？：！，。０９ＡＺ、", 0));
	pty_keys(p, "<Esc>");
	leave(p);
}

/* In every field of the form of a person: on the marked row, visible, never on the last row of the screen. */
static void the_cursor_is_in_the_field(void **state) {
	struct pty *p = start(NULL);
	int row, col, marked;
	bool visible;

	for (int small = 0; small < 2; small++) {
		pty_resize(p, small ? 16 : 24, small ? 60 : 80);
		tap_to(p, "r", "人员");
		tap(p, "a", "姓名");
		for (int i = 0; i < 20; i++) {
			assert_true(pty_settle(p, 60, 0));
			pty_cursor(p, &row, &col, &visible);
			assert_true(visible);
			assert_true(row < (small ? 15 : 23));
			assert_true(pty_find(p, ">", &marked, NULL));
			assert_int_equal(row, marked);
			assert_true(pty_cell(p, row, col).underline);
			pty_keys(p, "<Tab>");
		}
		tap_to(p, "<Esc>", "人员");
		tap_to(p, "<Esc>", "今日");
	}
	leave(p);
}

static void flow_control_is_off_and_put_back(void **state) {
	char script[1400];
	struct pty *p;

	snprintf(script, sizeof script,
	         "stty ixon; '%s' --db '%s' --today %s --lang zh; stty -a | grep -q ' ixon' && echo PUT BACK", program_path(),
	         db, TOWN_DAY);
	p = pty_start((const char *const[]){"/bin/sh", "-c", script, NULL}, NULL);
	assert_true(pty_wait_row(p, 0, "今日", 0));
	tap(p, "r<C-s>a", "姓名"); /* ^S stops nothing */
	tap_to(p, "<Esc>", "人员");
	tap(p, "Q", "PUT BACK");
	pty_stop(p);
}

static const char *const over_ssh[] = {"SSH_CONNECTION=192.0.2.7 50000 192.0.2.1 22", NULL};

/* The bytes of one key, each piece so long after the one before. */
static void in_pieces(struct pty *p, const char *const *pieces, int apart_ms) {
	for (; *pieces; pieces++) {
		pty_send(p, *pieces, strlen(*pieces));
		if (pieces[1])
			pty_listen(p, apart_ms);
	}
}

/* A key that the network cuts in two or three is that key: no screen closes, no letter acts. */
static void a_key_in_pieces_is_a_key(void **state) {
	static const char *const cuts[][4] = {{"\033", "[B", NULL}, {"\033[", "B", NULL}, {"\033", "[", "B", NULL},
	                                      {"\033", "OB", NULL}, {"\033[", "6~", NULL}};
	static const int apart[] = {50, 150, 290};
	char *first;

	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
		struct pty *p = start(&(struct pty_options){.env = over_ssh});

		show(p, "r", "人员");
		for (size_t c = 0; c < sizeof cuts / sizeof *cuts; c++) {
			first = mem_strdup(pty_row(p, 22));
			in_pieces(p, cuts[c], apart[i]);
			assert_true(pty_settle(p, 100, 0));
			if (!pty_find(p, "人员", NULL, NULL) || strcmp(first, pty_row(p, 22)) == 0)
				fail_msg("cut %zu, %d ms apart:\n%s", c, apart[i], pty_screen(p));
			free(first);
		}
		assert_int_equal(strtol(pty_row(p, 22), NULL, 10), 1 + 4 + 17); /* four lines and a page */
		leave(p);
	}
}

/* Esc alone: at the desk at once; over ssh when nothing more has come for a while, or with the next key. At the desk the
 * late rest of a key is a key too, not two letters. */
static void esc_alone_is_quick(void **state) {
	static const struct {
		const char *const *env;
		const char *keys;
		int within_ms;
	} trials[] = {{NULL, "\033", 200}, {over_ssh, "\033", 600}, {over_ssh, "\033j", 200}};

	for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
		struct pty *p = start(&(struct pty_options){.env = trials[i].env});

		show(p, "r", "人员");
		pty_send(p, trials[i].keys, strlen(trials[i].keys));
		if (!pty_wait_row(p, 0, "今日", trials[i].within_ms))
			fail_msg("trial %zu", i);
		leave(p);
	}
	struct pty *p = start(NULL);

	show(p, "r", "人员");
	pty_keys(p, "/x");
	assert_true(pty_settle(p, 250, 0));
	in_pieces(p, (const char *const[]){"\033", "[B", NULL}, 150);
	assert_true(pty_wait_row(p, 22, "2/", 0));
	assert_true(pty_wait_text(p, "人员", 0));
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_keys_do_what_narrow_ones_do),
		cmocka_unit_test(the_hint_comes_once_and_fields_take_all),
		cmocka_unit_test(the_cursor_is_in_the_field),
		cmocka_unit_test(a_key_in_pieces_is_a_key),
		cmocka_unit_test(esc_alone_is_quick),
		cmocka_unit_test(flow_control_is_off_and_put_back),
	};

	return cmocka_run_group_tests(tests, new_town, NULL);
}
