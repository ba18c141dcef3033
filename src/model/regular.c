#include "model/regular.h"

#include <string.h>

#include "core/tr.h"

/* A missed test is refused only if a person says so, after a notice (domain.md 2). */
static const struct regular_other no_test[] = {
	{N_("test refused"), "missed", "judged", "refused", "window_no", "cause,notice_on,served_how,warning_no"},
	{N_("did not come"), "missed", NULL, NULL, "window_no", "judged,cause,notice_on,served_how,warning_no"},
	{NULL, NULL, NULL, NULL, NULL, NULL},
};

/* Why it was not held answers the finding; the window stays missing in every return. */
static const struct regular_other not_held[] = {
	{N_("not held"), "excused", "kind", "@", "window_day", "window_day,reason"},
	{NULL, NULL, NULL, NULL, NULL, NULL},
};

const struct regular_def regular_table[] = {
	{.kind = "test", .label = N_("test"), .mode = WINDOW_ANNIVERSARY, .due = DUE_TEST, .base = DUE_BASE_TEST,
	 .reg = "test", .answer = "result", .answer_count = 2, .others = no_test, .tick = N_("Check")},
	{.kind = "talk", .label = N_("talk"), .mode = WINDOW_CALENDAR_MONTH, .due = DUE_TALK, .base = DUE_BASE_TALK,
	 .reg = "talk", .answer = "mood", .others = not_held, .tick = N_("Talked")},
	{.kind = "visit", .label = N_("visit"), .mode = WINDOW_CALENDAR_MONTH, .due = DUE_VISIT, .base = DUE_BASE_VISIT,
	 .reg = "visit", .answer = "met", .besides = "visited=@,relation=self", .others = not_held, .tick = N_("Visited")},
	{.kind = "report", .label = N_("half-monthly report"), .mode = WINDOW_CALENDAR_MONTH, .due = DUE_REPORT,
	 .base = DUE_BASE_REPORT, .reg = "report", .preset = "period", .value = "half", .others = not_held, .tick = N_("Told")},
	{.kind = "written", .label = N_("monthly written report"), .mode = WINDOW_CALENDAR_MONTH, .due = DUE_WRITTEN,
	 .base = DUE_BASE_REPORT, .reg = "report", .preset = "period", .value = "month", .others = not_held, .tick = N_("Wrote")},
	{.kind = "summary", .label = N_("half-year summary"), .mode = WINDOW_ANNIVERSARY, .due = DUE_SUMMARY,
	 .base = DUE_BASE_ASSESSMENT, .reg = "assessment", .preset = "kind", .value = "half", .answer = "level",
	 .others = not_held, .tick = N_("Half-year")},
	{.kind = "assessment", .label = N_("yearly assessment"), .mode = WINDOW_ANNIVERSARY, .due = DUE_ASSESSMENT,
	 .base = DUE_BASE_ASSESSMENT, .reg = "assessment", .preset = "kind", .value = "year", .answer = "level",
	 .others = not_held, .tick = N_("Year")},
};
_Static_assert(sizeof regular_table / sizeof *regular_table == REGULAR_COUNT, "every kind has its row");

const struct regular_def *regular_find(const char *kind) {
	for (size_t i = 0; i < REGULAR_COUNT; i++)
		if (strcmp(regular_table[i].kind, kind) == 0)
			return &regular_table[i];
	return NULL;
}

const struct regular_def *regular_of_due(enum due_kind due) {
	for (size_t i = 0; i < REGULAR_COUNT; i++)
		if (regular_table[i].due == due)
			return &regular_table[i];
	return NULL;
}
