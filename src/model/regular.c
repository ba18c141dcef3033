#include "model/regular.h"

#include <string.h>

#include "core/tr.h"

const struct regular_def regular_table[] = {
	{"test", N_("test"), WINDOW_ANNIVERSARY, DUE_TEST, DUE_BASE_TEST, "test", NULL, NULL},
	{"talk", N_("talk"), WINDOW_CALENDAR_MONTH, DUE_TALK, DUE_BASE_TALK, "talk", NULL, NULL},
	{"visit", N_("visit"), WINDOW_CALENDAR_MONTH, DUE_VISIT, DUE_BASE_VISIT, "visit", NULL, NULL},
	{"report", N_("half-monthly report"), WINDOW_CALENDAR_MONTH, DUE_REPORT, DUE_BASE_REPORT, "report", "period", "half"},
	{"written", N_("monthly written report"), WINDOW_CALENDAR_MONTH, DUE_WRITTEN, DUE_BASE_REPORT, "report", "period",
	 "month"},
	{"summary", N_("half-year summary"), WINDOW_ANNIVERSARY, DUE_SUMMARY, DUE_BASE_ASSESSMENT, "assessment", "kind",
	 "half"},
	{"assessment", N_("yearly assessment"), WINDOW_ANNIVERSARY, DUE_ASSESSMENT, DUE_BASE_ASSESSMENT, "assessment",
	 "kind", "year"},
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
