/* SPDX-License-Identifier: MIT */
#include "model/rules/duty_kind.h"

#include "core/mem.h"
#include "core/tr.h"
#include "model/station/codes.h"

/* A missed test is refused only if a person says so, after a notice (rule 4.14). */
static const struct duty_kind_other no_test[] = {
	{N_("test refused"), "missed", "judged", "refused", "window_no",
	 "cause,notice_on,served_how,warning_no"},
	{N_("did not come"), "missed", NULL, NULL, "window_no",
	 "judged,cause,notice_on,served_how,warning_no"},
	{NULL, NULL, NULL, NULL, NULL, NULL},
};

/* Why it was not held answers the finding; the window stays missing in every return. */
static const struct duty_kind_other not_held[] = {
	{N_("not held"), "excused", "kind", "@", "window_day", "window_day,reason"},
	{NULL, NULL, NULL, NULL, NULL, NULL},
};

/* One more row for a test of the claim that a row is all it takes; the program is built without. */
#ifndef DUTY_KIND_MORE
#define DUTY_KIND_MORE(X)
#endif

/* Rules 5.1, 5.2, 5.4, 5.5: nobody's law gives a number, so each has its own basis. */
#define MONTHLY(windows_) .mode = WINDOW_CALENDAR_MONTH, .years = 1, .year = {{{12, windows_}}}, \
	.need = 1
#define BY_TERM(windows_) .mode = WINDOW_ANNIVERSARY, .years = 1, .year = {{{12, windows_}}}, \
	.need = 1
#define BY_YEARS(a_, b_, c_) .mode = WINDOW_CALENDAR_MONTH, .years = 3, \
	.year = {{{12, a_}}, {{12, b_}}, {{12, c_}}}, .need = 1

/* X(kind, label, Chinese label, other spellings or NULL, (built-in rule), the other columns of
 * struct duty_kind_def...). Tests come first and have their rules in the profiles. */
#define RULE_OF(...) __VA_ARGS__
#define OTHER_KINDS(X) \
	X("talk", N_("talk"), "谈话", NULL, \
	  (MONTHLY(12), .mark = 'U', .basis = N_("A talk every month: common, found in no rule." \
	                                         " Ask the county.")), \
	  .mode = WINDOW_CALENDAR_MONTH, .due = DUE_TALK, .base = DUE_BASE_TALK, \
	  .reg = "talk", .answer = "mood", .others = not_held, .tick = N_("Talked")) \
	X("visit", N_("visit"), "走访", NULL, \
	  (BY_YEARS(12, 6, 4), .mark = 'U', \
	   .basis = N_("Visits at the rhythm of the tests, by calendar months: found in no rule." \
	               " Ask the county.")), \
	  .mode = WINDOW_CALENDAR_MONTH, .due = DUE_VISIT, .base = DUE_BASE_VISIT, .reg = "visit", \
	  .counts = "met=found", \
	  .answer = "met", .besides = "visited=@,relation=self", .others = not_held, \
	  .tick = N_("Visited")) \
	X("report", N_("half-monthly report"), "半月汇报", "汇报", \
	  (MONTHLY(24), .mark = 'S', .basis = N_("A report to the team every half month, as other" \
	                                         " stations ask for it.")), \
	  .mode = WINDOW_CALENDAR_MONTH, .due = DUE_REPORT, .base = DUE_BASE_REPORT, \
	  .reg = "report", .counts = "period=half", .preset = "period", .value = "half", \
	  .others = not_held, \
	  .tick = N_("Told")) \
	X("written", N_("monthly written report"), "月书面报告", "书面报告", \
	  (MONTHLY(12), .mark = 'S', .basis = N_("A written report every month, as other stations" \
	                                         " ask for it.")), \
	  .mode = WINDOW_CALENDAR_MONTH, .due = DUE_WRITTEN, .base = DUE_BASE_REPORT, \
	  .reg = "report", \
	  .counts = "period=month", .preset = "period", .value = "month", .others = not_held, .tick = N_("Wrote")) \
	X("summary", N_("half-year summary"), "半年小结", NULL, \
	  (BY_TERM(2), .mark = 'M', .basis = N_("A summary every half year: a municipal rule.")), \
	  .mode = WINDOW_ANNIVERSARY, .due = DUE_SUMMARY, .base = DUE_BASE_ASSESSMENT, \
	  .reg = "assessment", \
	  .counts = "kind=half", .preset = "kind", .value = "half", .answer = "level", \
	  .others = not_held, \
	  .tick = N_("Half-year")) \
	X("assessment", N_("yearly assessment"), "年度评估", "评估", \
	  (BY_TERM(1), .mark = 'M', .basis = N_("An assessment every year: a municipal rule.")), \
	  .mode = WINDOW_ANNIVERSARY, .due = DUE_ASSESSMENT, .base = DUE_BASE_ASSESSMENT, \
	  .reg = "assessment", \
	  .counts = "kind=year", .preset = "kind", .value = "year", .answer = "level", \
	  .others = not_held, .tick = N_("Year")) \
	DUTY_KIND_MORE(X)
#define EVERY_KIND(X) \
	X("test", N_("test"), "尿检", "检测", (), .mode = WINDOW_ANNIVERSARY, .due = DUE_TEST, \
	  .base = DUE_BASE_TEST, \
	  .reg = "test", .answer = "result", .answer_count = 2, .others = no_test, \
	  .tick = N_("Check")) \
	OTHER_KINDS(X)

#define TABLE_ROW(kind_, label_, zh_, aliases_, rule_, ...) {.kind = kind_, .label = label_, \
                                                             __VA_ARGS__},
#define CODE_ROW(kind_, label_, zh_, aliases_, rule_, ...) {kind_, zh_, label_, aliases_},
#define RULE_ROW(kind_, label_, zh_, aliases_, rule_, ...) {.kind = kind_, RULE_OF rule_},

const struct duty_kind_def duty_kind_table[] = {EVERY_KIND(TABLE_ROW)};
const size_t duty_kind_count = sizeof duty_kind_table / sizeof *duty_kind_table;
_Static_assert(sizeof duty_kind_table / sizeof *duty_kind_table <= DUTY_KIND_MOST,
               "there is room for every kind");

static const struct code_item codes[] = {EVERY_KIND(CODE_ROW)};
struct code_list codes_regular = {.name = "regular", .items = codes,
                                  .count = sizeof codes / sizeof *codes};

static const struct schedule_rule rules[] = {OTHER_KINDS(RULE_ROW)};
const struct profile duty_kind_profile = {
	.id = "regular", .order_kind = "any", .effective = {INT32_MIN},
	.label = N_("Talks, visits, reports and assessments"),
	.mark = 'U', .basis = N_("As other stations do; ask the county."), .rules = rules,
	.rule_count = sizeof rules / sizeof *rules,
};

const struct duty_kind_def *duty_kind_find(const char *kind) {
	for (size_t i = 0; i < duty_kind_count; i++)
		if (strcmp(duty_kind_table[i].kind, kind) == 0)
			return &duty_kind_table[i];
	return NULL;
}

bool duty_kind_takes(const struct duty_kind_def *kind, const struct entity_def *def,
                     const void *rec) {
	char *field = mem_strdup(kind->counts ? kind->counts : "");
	char *value = strchr(field, '=');
	struct str is = {0};
	bool takes = value == NULL;

	if (value) {
		*value++ = '\0';
		field_store_text(entity_field(def, field), rec, &is);
		takes = strcmp(str_text(&is), value) == 0;
	}
	str_clear(&is);
	free(field);
	return takes;
}

const struct duty_kind_def *duty_kind_of_due(enum due_kind due) {
	for (size_t i = 0; i < duty_kind_count; i++)
		if (duty_kind_table[i].due == due)
			return &duty_kind_table[i];
	return NULL;
}
