#include "model/rules/due.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/tr.h"
#include "model/rules/duty_kind.h"
#include "model/rules/file_gap.h"
#include "model/rules/legal_duty.h"

const struct due_group due_groups[] = {
	{10, DUE_BASE_POLICE, "police-report", N_("To report to the police"), DUE_UP_TO, 0, true},
	{20, DUE_BASE_REPORT_IN, "report-overdue", N_("Report-in overdue"), DUE_OVERDUE, 0, true},
	{21, DUE_BASE_REPORT_IN, "report-soon", N_("To report in"), DUE_SOON, 15, true},
	{30, DUE_BASE_LEAVE, "leave-overdue", N_("Not back from leave"), DUE_OVERDUE, 0, true},
	{40, DUE_BASE_TEST, "test-missed", N_("Tests missed, not explained"), DUE_OVERDUE, 0, true},
	{41, DUE_BASE_TEST, "test-soon", N_("Test windows closing"), DUE_SOON, 7, true},
	{50, DUE_BASE_NEAR, "breach-near", N_("Near a serious breach"), DUE_UP_TO, 0, false},
	{60, DUE_BASE_TALK, "talk-due", N_("Talks due"), DUE_UP_TO, 7, true},
	{62, DUE_BASE_VISIT, "visit-due", N_("Visits due"), DUE_UP_TO, 7, true},
	{64, DUE_BASE_REPORT, "report-due", N_("Reports due"), DUE_UP_TO, 7, true},
	{66, DUE_BASE_LEAVE_REPORT, "leave-unreported", N_("Leaves to report"), DUE_UP_TO, 7, true},
	{70, DUE_BASE_ASSESSMENT, "assessment-due", N_("Assessments due"), DUE_UP_TO, 15, true},
	{80, DUE_BASE_FILE, "file-gap", N_("Files to mend"), DUE_ALWAYS, 0, false},
	{82, DUE_BASE_LETTER, "letter-missing", N_("Agreements and letters"), DUE_UP_TO, 0, false},
	{84, DUE_BASE_TEAM, "team-gap", N_("Team and package holes"), DUE_UP_TO, 0, false},
	{86, DUE_BASE_DOSSIER, "dossier-gap", N_("Dossier gaps"), DUE_UP_TO, 0, false},
	{90, DUE_BASE_TERM, "term-over", N_("Term over, not released"), DUE_OVERDUE, 0, true},
	{91, DUE_BASE_TERM, "term-soon", N_("Term ends in 30 days"), DUE_SOON, 30, true},
	{92, DUE_BASE_LABORATORY, "laboratory", N_("Results awaited"), DUE_ALWAYS, 0, false},
	{94, DUE_BASE_RELEASE, "release-papers", N_("Release papers"), DUE_UP_TO, 14, true},
	{99, DUE_BASE_ANY, "head-overdue", N_("Long overdue"), DUE_LONG_OVERDUE, 0, true},
};
const size_t due_group_count = sizeof due_groups / sizeof *due_groups;

const char *due_kind_label(enum due_kind kind) {
	const struct duty_kind_def *regular = duty_kind_of_due(kind);

	if (regular)
		return regular->label;
	switch (kind) {
	case DUE_TEST:
	case DUE_TALK:
	case DUE_VISIT:
	case DUE_REPORT:
	case DUE_WRITTEN:
	case DUE_SUMMARY:
	case DUE_ASSESSMENT:
		break; /* rows of duty_kind_table */
	case DUE_REPORT_IN:
		return N_("report-in");
	case DUE_POLICE_REFUSAL:
		return N_("refusal to report in");
	case DUE_POLICE_BREACH:
		return N_("serious breach");
	case DUE_POLICE_RELAPSE:
		return N_("positive test");
	case DUE_LEAVE_RETURN:
		return N_("back from leave");
	case DUE_NEAR_REFUSALS:
		return N_("tests refused");
	case DUE_NEAR_ABSENCES:
		return N_("absences without report");
	case DUE_NEAR_DAYS:
		return N_("days away");
	case DUE_AGREEMENT:
	case DUE_PLEDGE:
	case DUE_GUARANTEE:
	case DUE_LETTERS:
	case DUE_NO_TEAM:
	case DUE_EMPTY_SEAT:
	case DUE_NO_HOLDER:
	case DUE_DOSSIER:
		return file_gap_of(kind)->label;
	case DUE_LABORATORY:
		return N_("result of a test");
	case DUE_LEAVE_WRITTEN:
		return N_("report of a leave");
	case DUE_RELEASE_FILE:
		return N_("file to the police");
	case DUE_RELEASE_NOTICE:
		return N_("notice of release");
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

void due_rows_add(struct due_rows *out, enum due_base base, struct date due_on, enum due_kind kind, int window,
                  struct date first) {
	if (!date_is_set(due_on))
		return;
	if (out->n == out->cap) {
		out->cap = out->cap ? 2 * out->cap : 32;
		out->v = mem_grow(out->v, out->cap, sizeof *out->v);
	}
	out->v[out->n++] = (struct due_row){.group = (int)base, .due_on = due_on, .kind = kind, .window = window,
	                                    .first = date_is_set(first) ? first : due_on};
}

static void add_windows(const struct window_list *windows, struct due_rows *out) {
	for (size_t i = 0; i < windows->n; i++) {
		const struct window *w = &windows->v[i];

		if (!w->excused && !w->answered && w->events < w->need)
			due_rows_add(out, DUE_BASE_TEST, w->last, DUE_TEST, w->ordinal, w->first);
	}
}

static void add_regulars(const struct order_facts *c, const struct profile_set *set, struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	const struct due_bounds *b = &c->bounds;
	struct term term;

	for (size_t k = 0; date_is_set(b->until) && k < duty_kind_count; k++) {
		if (duty_kind_table[k].due == DUE_TEST)
			continue;
		order_facts_regular_windows(c, set, k, &term, &windows);
		for (size_t i = 0; i < windows.n; i++) {
			const struct window *w = &windows.v[i];

			if (!w->excused && !w->answered && w->events < w->need && !date_before(w->first, b->first) &&
			    !date_before(w->last, b->from) && !date_before(b->until, w->last))
				due_rows_add(out, duty_kind_table[k].base, w->last, duty_kind_table[k].due, w->ordinal, w->first);
		}
	}
	window_list_clear(&windows);
}

void due_compute_regulars(const struct order_facts *c, const struct profile_set *set, struct due_rows *out) {
	out->n = 0;
	if (order_facts_is_open(c->state) && !code_is(c->state, "awaiting"))
		add_regulars(c, set, out);
}

void due_compute(const struct order_facts *c, const struct profile_set *set, struct due_rows *out) {
	struct window_list windows = {.v = NULL};
	struct term term;

	out->n = 0;
	legal_duty_police(c, out);
	if (code_is(c->state, "awaiting")) {
		due_rows_add(out, DUE_BASE_REPORT_IN, term_report_deadline(c->ordered, c->served, c->report_days), DUE_REPORT_IN, 0,
		             DATE_NONE);
		return;
	}
	if (!order_facts_is_open(c->state)) {
		legal_duty_notice(c, out);
		return;
	}
	legal_duty_leave(c, out);
	order_facts_windows(c, set, &term, &windows);
	if (!term_is_sound(&term)) {
		due_rows_add(out, DUE_BASE_FILE, c->ordered, DUE_FIX_TERM, 0, DATE_NONE);
	} else {
		add_windows(&windows, out);
		legal_duty_near(c, out);
		add_regulars(c, set, out);
		file_gaps_find(c->gaps, term.start, out);
		if (code_is(c->state, "executing")) {
			due_rows_add(out, DUE_BASE_TERM, term.end, DUE_TERM_END, 0, DATE_NONE);
			legal_duty_release_file(c, term.end, out);
		}
	}
	legal_duty_laboratory(c, out);
	window_list_clear(&windows);
}

const struct due_group *due_group_find(int id) {
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].id == id)
			return &due_groups[i];
	return NULL;
}

static int long_overdue = 30;

void due_long_overdue(long long days) {
	long_overdue = (int)days;
}

bool due_group_takes(const struct due_group *g, int base) {
	if (g->base != DUE_BASE_ANY)
		return g->base == base;
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].base == base && due_groups[i].deadline)
			return true;
	return false;
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
	case DUE_LONG_OVERDUE:
		*to = date_add_days(today, -1 - long_overdue);
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
