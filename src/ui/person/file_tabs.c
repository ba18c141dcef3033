/* Which tab of a file shows what, in the order of the digits 1 to 9, then 0.
 * SPDX-License-Identifier: MIT */

#include "core/utf8.h"
#include "ui/person/file_view.h"

/* Every register stands in one tab; a test holds this. */
const struct file_tab file_tabs[FILE_TABS] = {
	{N_("Overview"), FILE_TAB_OVERVIEW, HEAD_NONE, {NULL}},
	{N_("Tests"), FILE_TAB_REGISTER, HEAD_TESTS, {"test"}},
	{N_("Talks"), FILE_TAB_MIXED, HEAD_NONE, {"talk", "phone", "counsel", "family"}},
	{N_("Visits"), FILE_TAB_REGISTER, HEAD_NONE, {"visit"}},
	{N_("Reports, moves"),
		FILE_TAB_MIXED,
		HEAD_NONE,
		{"report", "checkin", "intake", "pickup", "move", "dual", "grid", "followup",
			"round_line"}},
	{N_("Leave, slips"),
		FILE_TAB_MIXED,
		HEAD_BREACH,
		{"leave", "missed", "warning", "custody", "search", "excused", "police", "use", "lost"}},
	{N_("Support"),
		FILE_TAB_MIXED,
		HEAD_NONE,
		{"aid", "work", "help_case", "plan", "measure", "review", "hardship", "care",
			"maintenance", "referral", "pair", "labour", "relief", "attendance"}},
	{N_("Papers"),
		FILE_TAB_MIXED,
		HEAD_DOSSIER,
		{"document", "assessment", "relative", "control", "stated"}},
	{N_("Five packages"), FILE_TAB_FIVE, HEAD_NONE, {NULL}},
	{N_("All"), FILE_TAB_MIXED, HEAD_NONE, {NULL}},
};

const struct event_def *file_register(const struct file *f) {
	return file_tab(f)->kind == FILE_TAB_REGISTER ? event_find_def(file_tab(f)->registers[0])
	                                              : NULL;
}

bool file_tab_holds(const struct file_tab *t, const struct event_def *def) {
	if (!t->registers[0])
		return t->kind == FILE_TAB_MIXED;
	for (size_t i = 0; def && i < FILE_TAB_REGISTERS && t->registers[i]; i++) {
		if (strcmp(t->registers[i], def->id) == 0)
			return true;
	}
	return false;
}

int file_head_rows(const struct file *f) {
	switch (file_tab(f)->head) {
	case HEAD_TESTS:
		return 4;
	case HEAD_BREACH:
		return 1;
	case HEAD_DOSSIER:
		return 2;
	case HEAD_NONE:
		return 0;
	}
	return 0;
}

static const char *tab_label(size_t i, char *out, size_t size) {
	snprintf(out, size, "%zu%s", (i + 1) % 10, tr(file_tabs[i].label));
	return out;
}

/* As many tabs as fit, the one shown among them. */
void file_tabs_draw(const struct file *f, const struct area *a) {
	char text[64];
	size_t first = f->tab + 1;
	int x = 1, room = a->cols - 6;

	while (first > 0 && room - utf8_width(tab_label(first - 1, text, sizeof text)) - 2 >= 0) {
		first--;
		room -= utf8_width(text) + 2;
	}
	if (first > 0)
		x = paint_run(a->top, x, TONE_DIM, "< ");
	for (size_t i = first; i < FILE_TABS; i++) {
		tab_label(i, text, sizeof text);
		if (x + utf8_width(text) + 3 > a->cols) {
			paint_run(a->top, x, TONE_DIM, ">");
			return;
		}
		x = paint_run(a->top, x, i == f->tab ? TONE_REVERSE : TONE_PLAIN, text) + 2;
	}
}
