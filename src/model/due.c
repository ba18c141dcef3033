#include "model/due.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/tr.h"
#include "model/regular.h"

const struct due_group due_groups[] = {
	{20, DUE_BASE_REPORT_IN, "report-overdue", N_("Report-in overdue"), DUE_OVERDUE, 0},
	{21, DUE_BASE_REPORT_IN, "report-soon", N_("To report in"), DUE_SOON, 15},
	{40, DUE_BASE_TEST, "test-missed", N_("Tests missed, not explained"), DUE_OVERDUE, 0},
	{41, DUE_BASE_TEST, "test-soon", N_("Test windows closing"), DUE_SOON, 7},
	{60, DUE_BASE_TALK, "talk-due", N_("Talks due"), DUE_UP_TO, 7},
	{62, DUE_BASE_VISIT, "visit-due", N_("Visits due"), DUE_UP_TO, 7},
	{64, DUE_BASE_REPORT, "report-due", N_("Reports due"), DUE_UP_TO, 7},
	{70, DUE_BASE_ASSESSMENT, "assessment-due", N_("Assessments due"), DUE_UP_TO, 15},
	{80, DUE_BASE_FILE, "file-gap", N_("Files to mend"), DUE_ALWAYS, 0},
	{90, DUE_BASE_TERM, "term-over", N_("Term over, not released"), DUE_OVERDUE, 0},
	{91, DUE_BASE_TERM, "term-soon", N_("Term ends in 30 days"), DUE_SOON, 30},
};
const size_t due_group_count = sizeof due_groups / sizeof *due_groups;

const char *due_kind_label(enum due_kind kind) {
	switch (kind) {
	case DUE_REPORT_IN:
		return N_("report-in");
	case DUE_TEST:
		return N_("test");
	case DUE_TALK:
		return N_("talk");
	case DUE_VISIT:
		return N_("visit");
	case DUE_REPORT:
		return N_("half-monthly report");
	case DUE_WRITTEN:
		return N_("monthly written report");
	case DUE_SUMMARY:
		return N_("half-year summary");
	case DUE_ASSESSMENT:
		return N_("yearly assessment");
	case DUE_TERM_END:
		return N_("end of term");
	case DUE_FIX_TERM:
		return N_("start of term missing");
	}
	return "";
}

void due_rows_clear(struct due_rows *rows) {
	free(rows->v);
	*rows = (struct due_rows){.v = NULL};
}

/* A row without a day could never be sorted or shown; the record check asks for the day of the order. */
static void add(struct due_rows *out, enum due_base group, struct date due_on, enum due_kind kind,
                const struct window *w) {
	if (!date_is_set(due_on))
		return;
	if (out->n == out->cap) {
		out->cap = out->cap ? 2 * out->cap : 32;
		out->v = mem_grow(out->v, out->cap, sizeof *out->v);
	}
	out->v[out->n++] = (struct due_row){.group = (int)group, .due_on = due_on, .kind = kind,
	                                    .window = w ? w->ordinal : 0, .first = w ? w->first : due_on};
}

static void add_windows(const struct window_list *windows, struct due_rows *out) {
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];

		if (!w->excused && !w->answered && w->events < w->need)
			add(out, DUE_BASE_TEST, w->last, DUE_TEST, w);
	}
}

static void add_regulars(const struct course *c, const struct profile_set *set, struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	const struct due_bounds *b = &c->bounds;
	struct term term;

	for (size_t k = 0; date_is_set(b->until) && k < REGULAR_COUNT; k++) {
		if (regular_table[k].due == DUE_TEST)
			continue;
		course_regular_windows(c, set, k, &term, &windows);
		for (size_t i = 0; i < windows.n; i++) {
			const struct window *w = &windows.v[i];

			if (!w->excused && !w->answered && w->events < w->need && !date_before(w->first, b->first) &&
			    !date_before(w->last, b->from) && !date_before(b->until, w->last))
				add(out, regular_table[k].base, w->last, regular_table[k].due, w);
		}
	}
	window_list_clear(&windows);
}

void due_compute(const struct course *c, const struct profile_set *set, struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	struct term term;

	out->n = 0;
	if (code_is(c->state, "awaiting")) {
		add(out, DUE_BASE_REPORT_IN, term_report_deadline(c->ordered, c->served, c->report_days), DUE_REPORT_IN, NULL);
		return;
	}
	if (!course_is_open(c->state))
		return;
	course_windows(c, set, &term, &windows);
	if (!term_is_sound(&term)) {
		add(out, DUE_BASE_FILE, c->ordered, DUE_FIX_TERM, NULL);
	} else {
		add_windows(&windows, out);
		add_regulars(c, set, out);
		if (code_is(c->state, "executing"))
			add(out, DUE_BASE_TERM, term.end, DUE_TERM_END, NULL);
	}
	window_list_clear(&windows);
}

const struct due_group *due_group_find(int id) {
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].id == id)
			return &due_groups[i];
	return NULL;
}

void due_group_range(const struct due_group *g, struct date today, struct date *from, struct date *to) {
	date_from_ymd(1900, 1, 1, from);
	date_from_ymd(2199, 12, 31, to);
	switch (g->when) {
	case DUE_OVERDUE:
		*to = date_add_days(today, -1);
		return;
	case DUE_SOON:
		*from = today;
		*to = date_add_days(today, g->days);
		return;
	case DUE_UP_TO:
		*to = date_add_days(today, g->days);
		return;
	case DUE_ALWAYS:
		return;
	}
}

const struct due_group *due_group_of(int base, struct date due_on, struct date today) {
	for (size_t i = 0; i < due_group_count; i++) {
		struct date from, to;

		if (due_groups[i].base != base)
			continue;
		due_group_range(&due_groups[i], today, &from, &to);
		if (!date_before(due_on, from) && !date_before(to, due_on))
			return &due_groups[i];
	}
	return NULL;
}
