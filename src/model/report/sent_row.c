/* A line of what was sent, in words. SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "core/field.h"
#include "core/tr.h"
#include "model/report/sent.h"

static void number(char out[24], long long v) { snprintf(out, 24, "%lld", v); }

static void value_of(const char *figure, const struct sent_line *l, char value[RATE_BUF], char over[24],
                     char under[24]) {
	if (l->denominator == INT_NONE) {
		sent_number(figure, l->numerator, value);
		return;
	}
	rate_format(l->numerator, l->denominator, 1, value);
	number(over, l->numerator);
	number(under, l->denominator);
}

/* The same line of what was sent before; a village that was not named counted 0. */
static struct sent_line line_before(const struct sent *s, const struct sent *before, const struct sent_line *l) {
	struct sent_line none = {.denominator = l->denominator == INT_NONE ? INT_NONE : 0};
	size_t figure = sent_find(before, s->figures[l->figure]);

	for (size_t i = 0; i < before->place_count; i++) {
		const struct sent_line *found = strcmp(before->places[i].uid, s->places[l->place].uid) == 0
		                                    ? sent_line(before, figure, i) : NULL;

		if (found)
			return *found;
	}
	return none;
}

void sent_row_fill(const struct sent *s, const struct sent *before, const struct sent_line *l, struct sent_row *out) {
	const struct sent_place *p = &s->places[l->place];
	const char *id = s->figures[l->figure];

	*out = (struct sent_row){.is = figure_line_of(id), .place = p->name};
	figure_line_formula(&out->is, out->formula);
	if (strcmp(p->uid, SENT_NOWHERE) == 0)
		out->place = tr(N_("no village"));
	value_of(id, l, out->value, out->over, out->under);
	if (before->figure_count) {
		struct sent_line was = line_before(s, before, l);

		value_of(id, &was, out->before, out->over_before, out->under_before);
	}
}

bool sent_row_shown(const struct sent *s, const struct sent_line *l, bool places) {
	return (l->place == 0 || places) && !figure_line_of(s->figures[l->figure]).base;
}

const char *sent_title(const struct sent *s, char buf[SENT_TITLE_BUF]) {
	char month[DATE_BUF], no[24];

	date_format(s->month, month);
	month[7] = '\0';
	number(no, s->no);
	text_fill(buf, SENT_TITLE_BUF, tr(s->no ? N_("{month}, number {no} (correction)") : N_("{month}, number {no} (first)")),
	          "month", month, "no", no, NULL);
	return buf;
}
