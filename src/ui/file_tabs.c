/* Which tab of a file shows what: those of every day on the digits, the other registers behind them. */
#include <stdio.h>
#include <string.h>

#include "core/utf8.h"
#include "file.h"

/* The digits 2 to 9, then 0. */
static const char *const on_digits[] = {"test", "talk", "visit", "report", "leave", "aid", "document", "five", "phone"};
enum { DIGITS = sizeof on_digits / sizeof *on_digits };

static bool is_on_digit(const char *id) {
	for (size_t i = 0; i < DIGITS; i++)
		if (strcmp(on_digits[i], id) == 0)
			return true;
	return false;
}

/* The n-th register that has no digit. */
static const struct event_def *other(size_t n) {
	for (const struct event_def *e = event_table; e->entity != NULL; e++)
		if (!is_on_digit(e->id) && n-- == 0)
			return e;
	return NULL;
}

bool file_tab_at(size_t i, struct file_tab *out) {
	*out = (struct file_tab){.label = N_("Overview")};
	if (i == 0)
		return true;
	if (i > DIGITS)
		out->event = other(i - DIGITS - 1);
	else
		out->event = event_find_def(on_digits[i - 1]);
	out->five = i <= DIGITS && strcmp(on_digits[i - 1], "five") == 0;
	out->label = out->five ? N_("Five packages") : out->event ? out->event->label : "";
	return out->five || out->event != NULL;
}

size_t file_tab_count(void) {
	struct file_tab t;
	size_t n = 0;

	while (file_tab_at(n, &t))
		n++;
	return n;
}

const struct event_def *file_register(const struct file *f) {
	struct file_tab t;

	file_tab_at(f->tab, &t);
	return t.event;
}

bool file_shows_five(const struct file *f) {
	struct file_tab t;

	file_tab_at(f->tab, &t);
	return t.five;
}

static const char *tab_label(size_t i, char *out, size_t size) {
	struct file_tab t;
	const char *label;

	file_tab_at(i, &t);
	label = tr(t.label);

	/* The tenth is on 0; the others are reached by Tab. */
	if (i < 10)
		snprintf(out, size, "%zu%s", (i + 1) % 10, label);
	else
		snprintf(out, size, "%s", label);
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
	for (size_t i = first; i < file_tab_count(); i++) {
		tab_label(i, text, sizeof text);
		if (x + utf8_width(text) + 3 > a->cols) {
			paint_run(a->top, x, TONE_DIM, ">");
			return;
		}
		x = paint_run(a->top, x, i == f->tab ? TONE_REVERSE : TONE_PLAIN, text) + 2;
	}
}
