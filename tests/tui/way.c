/* SPDX-License-Identifier: MIT */
#include "tui/way.h"

#include "core/mem.h"

static const struct screen_def *row_of(const struct view_ops *ops, const struct view_ops *first) {
	for (size_t i = 0; i < screen_count; i++)
		if (screen_table[i].ops == ops && (screen_table[i].from == NULL ? ops == first : true))
			return &screen_table[i];
	return NULL;
}

size_t way_to(const struct screen_def *s, const struct actor *a, const struct screen_def *step[WAY_MOST]) {
	const struct view_ops *first = screen_first(a);
	size_t n = 0;

	for (; s != NULL && s->from != NULL && n < WAY_MOST; s = row_of(s->from, first)) {
		if (!screen_allows(a, s->from, s->by))
			return 0;
		step[n++] = s;
		if (s->from == first)
			return n;
	}
	return 0;
}

static bool is_asked(struct pty *p, void *ctx) {
	const char *row;
	int rows, cols;

	pty_size(p, &rows, &cols);
	row = pty_row(p, rows - 2);
	return strstr(row, "命令") != NULL || strstr(row, "Command") != NULL;
}

void way_command(struct pty *p, enum action_id id) {
	pty_keys(p, ":");
	assert_true(pty_wait(p, is_asked, NULL, 0));
	pty_keys(p, action_table[id].name);
	pty_keys(p, "<Enter>");
}

static void answer(struct pty *p, const struct screen_def *s) {
	if (s->keys == NULL)
		return;
	assert_true(pty_wait_text(p, "1 ", 0));
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, s->keys);
}

static bool other_title(struct pty *p, void *ctx) {
	return strcmp(pty_row(p, 0), ctx) != 0 && pty_row(p, 0)[0] != '\0';
}

void way_go(struct pty *p, const struct screen_def *step) {
	char *before = mem_strdup(pty_row(p, 0));

	way_command(p, step->by);
	answer(p, step);
	if (!pty_wait(p, other_title, before, 0))
		fail_msg("%s does not open %s\n%s", action_table[step->by].name, step->ops->name, pty_screen(p));
	assert_true(pty_settle(p, 60, 0));
	free(before);
}
