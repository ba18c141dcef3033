/* SPDX-License-Identifier: MIT */
#include "exchange/csv/line_list.h"

#include "core/err.h"
#include "core/tr.h"

enum { NAMED_LINES = 12 };

void line_list_add(struct line_list *l, long line) {
	if (l->n && l->last == line)
		return;
	if (l->n++ == 0)
		l->first = line;
	l->last = line;
	if (l->n <= NAMED_LINES)
		str_addf(&l->text, "%s%ld", l->n > 1 ? "、" : "", line);
}

const char *line_list_text(struct line_list *l) {
	if (l->n > NAMED_LINES) {
		str_fill(&l->text, N_(" and {n} more"), "n", NUM(l->n - NAMED_LINES), NULL);
		l->n = NAMED_LINES; /* told once */
	}
	return str_text(&l->text);
}

void line_list_clear(struct line_list *l) {
	str_clear(&l->text);
	*l = (struct line_list){0};
}
