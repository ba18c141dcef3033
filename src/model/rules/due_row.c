/* Kinds, groups and rows of what is due: what everything that makes or shows them stands on.
 * SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/mem.h"
#include "core/tr.h"
#include "model/promise/promise.h"
#include "model/rules/due.h"
#include "model/rules/duty_kind.h"

const struct due_group due_groups[] = {
	{10, DUE_BASE_POLICE, "police-report", N_("To report to the police"), DUE_UP_TO, 0, true},
	{12, DUE_BASE_PICKUP, "pickup-due", N_("To fetch from a centre"), DUE_UP_TO, 7, true},
	{16, DUE_BASE_LOST, "lost-due", N_("Out of reach: search, tell"), DUE_UP_TO, 3, true},
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
	{68, DUE_BASE_PROMISE, "promise-due", N_("Promised, not done"), DUE_UP_TO, 7, true},
	{70, DUE_BASE_ASSESSMENT, "assessment-due", N_("Assessments due"), DUE_UP_TO, 15, true},
	{80, DUE_BASE_FILE, "file-gap", N_("Files to mend"), DUE_ALWAYS, 0, false},
	{82, DUE_BASE_LETTER, "letter-missing", N_("Agreements and letters"), DUE_UP_TO, 0, false},
	{84, DUE_BASE_TEAM, "team-gap", N_("Team and package holes"), DUE_UP_TO, 0, false},
	{86, DUE_BASE_DOSSIER, "dossier-gap", N_("Dossier gaps"), DUE_UP_TO, 0, false},
	{88, DUE_BASE_FOLLOWUP, "followup-due", N_("Follow-ups due"), DUE_UP_TO, 15, true},
	{90, DUE_BASE_TERM, "term-over", N_("Term over, not released"), DUE_OVERDUE, 0, true},
	{91, DUE_BASE_TERM, "term-soon", N_("Term ends in 30 days"), DUE_SOON, 30, true},
	{92, DUE_BASE_LABORATORY, "laboratory", N_("Results awaited"), DUE_ALWAYS, 0, false},
	{94, DUE_BASE_RELEASE, "release-papers", N_("Release papers"), DUE_UP_TO, 14, true},
	{95, DUE_BASE_REGULAR, "this-month", N_("This month"), DUE_OPEN, 7, true},
	{96, DUE_BASE_OLD_TEST, "test-old", N_("Old tests not entered"), DUE_ALWAYS, 0, true},
	{97, DUE_BASE_UNANSWERED, "unanswered", N_("Left unanswered"), DUE_ALWAYS, 0, true},
	{98, DUE_BASE_APPROVAL, "leave-approval", N_("Leaves to approve"), DUE_ALWAYS, 0, true},
	{99, DUE_BASE_ANY, "head-overdue", N_("Long overdue"), DUE_LONG_OVERDUE, 0, true},
};
const size_t due_group_count = sizeof due_groups / sizeof *due_groups;

/* Kinds of duty_kind_table are not here: their row says it. */
static const struct due_kind_def kinds[DUE_KIND_LAST + 1] = {
	[DUE_REPORT_IN] = {DUE_BASE_REPORT_IN, N_("report-in"), DOOR_ORDER, .field = "reported"},
	[DUE_TERM_END] = {DUE_BASE_TERM, N_("end of term"), DOOR_STATE},
	[DUE_FIX_TERM] = {DUE_BASE_FILE, N_("start of term missing"), DOOR_ORDER,
	                  .field = "reported"},
	[DUE_CONTROL] = {DUE_BASE_FILE, N_("control state not recorded"), DOOR_RESIDENT,
	                 .field = "control"},
	[DUE_WORDS] = {DUE_BASE_FILE, N_("words of a list to be understood"), DOOR_RESIDENT},
	[DUE_POLICE_REFUSAL] = {DUE_BASE_POLICE, N_("refusal to report in"), DOOR_POLICE,
	                        .value = "refusal"},
	[DUE_POLICE_BREACH] = {DUE_BASE_POLICE, N_("serious breach"), DOOR_POLICE,
	                       .value = "breach"},
	[DUE_POLICE_RELAPSE] = {DUE_BASE_POLICE, N_("use found"), DOOR_POLICE,
	                        .value = "relapse"},
	[DUE_LEAVE_RETURN] = {DUE_BASE_LEAVE, N_("back from leave"), DOOR_RECORD, "leave",
	                      .field = "returned"},
	[DUE_LEAVE_APPROVAL] = {DUE_BASE_APPROVAL, N_("approval of a leave"), DOOR_RECORD,
	                        "leave", .field = "approver"},
	[DUE_NEAR_REFUSALS] = {DUE_BASE_NEAR, N_("tests refused"), DOOR_CLOCKS},
	[DUE_NEAR_ABSENCES] = {DUE_BASE_NEAR, N_("absences without report"), DOOR_CLOCKS},
	[DUE_NEAR_DAYS] = {DUE_BASE_NEAR, N_("days away"), DOOR_CLOCKS},
	[DUE_AGREEMENT] = {DUE_BASE_LETTER, N_("agreement not signed"), DOOR_ORDER,
	                   .field = "agreed"},
	[DUE_PLEDGE] = {DUE_BASE_LETTER, N_("pledge not signed"), DOOR_EVENT, "document", "kind",
	                "pledge"},
	[DUE_GUARANTEE] = {DUE_BASE_LETTER, N_("co-supervisor letter"), DOOR_EVENT, "relative",
	                   "co_supervisor", "yes"},
	[DUE_LETTERS] = {DUE_BASE_LETTER, N_("responsibility letters"), DOOR_TEAM},
	[DUE_NO_TEAM] = {DUE_BASE_TEAM, N_("no help team"), DOOR_RESIDENT, .field = "team"},
	[DUE_EMPTY_SEAT] = {DUE_BASE_TEAM, N_("empty seat"), DOOR_TEAM},
	[DUE_NO_HOLDER] = {DUE_BASE_TEAM, N_("nobody holds"), DOOR_PACKAGE},
	[DUE_DOSSIER] = {DUE_BASE_DOSSIER, N_("not in the dossier"), DOOR_DOSSIER},
	[DUE_LABORATORY] = {DUE_BASE_LABORATORY, N_("result of a test"), DOOR_RECORD, "test",
	                    .field = "result"},
	[DUE_LEAVE_WRITTEN] = {DUE_BASE_LEAVE_REPORT, N_("report of a leave"), DOOR_RECORD, "leave",
	                       .field = "written"},
	[DUE_RELEASE_FILE] = {DUE_BASE_RELEASE, N_("file to the police"), DOOR_POLICE,
	                      .value = "expiry"},
	[DUE_RECEIPT] = {DUE_BASE_RELEASE, N_("receipt of papers handed on"), DOOR_ORDER,
	                 .field = "receipt"},
	[DUE_OLD_TESTS] = {DUE_BASE_OLD_TEST, N_("old tests"), DOOR_OLD_TESTS},
	[DUE_POLICE_LOST] = {DUE_BASE_POLICE, N_("contact lost"), DOOR_POLICE, .value = "lost"},
	[DUE_NO_LETTER] = {DUE_BASE_LETTER, N_("warning letter not written"), DOOR_CHAIN, "missed"},
	[DUE_UNSERVED] = {DUE_BASE_LETTER, N_("letter not served"), DOOR_RECORD, "warning",
	                  .field = "served"},
	[DUE_POLICE_DRAFT] = {DUE_BASE_LETTER, N_("report begun, not sent"), DOOR_RECORD, "police",
	                      .field = "sent"},
	[DUE_POLICE_ANSWER] = {DUE_BASE_LABORATORY, N_("decision of the police"), DOOR_RECORD,
	                       "police", .field = "answer"},
	[DUE_DECISION] = {DUE_BASE_FILE, N_("state after a decision"), DOOR_CHAIN, "police"},
	[DUE_RELEASE_NOTICE] = {DUE_BASE_RELEASE, N_("notice of release"), DOOR_EVENT, "document",
	                        "kind", "release"},
};

struct due_kind_def due_kind_of(enum due_kind kind) {
	const struct duty_kind_def *duty = duty_kind_of_due(kind);
	const struct promise_def *promise = promise_of_due(kind);

	if (promise != NULL)
		return promise->shown;
	if (duty != NULL)
		return (struct due_kind_def){duty->base, duty->label, DOOR_DUTY, .reg = duty->reg};
	return kind > 0 && kind <= DUE_KIND_LAST ? kinds[kind] : (struct due_kind_def){.label = ""};
}

const char *due_kind_label(enum due_kind kind) { return due_kind_of(kind).label; }

void due_rows_clear(struct due_rows *rows) {
	free(rows->v);
	*rows = (struct due_rows){.v = NULL};
}

void due_rows_add(struct due_rows *out, enum due_kind kind, struct date due_on, int window,
                  struct date first) {
	if (!date_is_set(due_on))
		return;
	CHECK(!date_is_set(first) || !date_before(due_on, first));
	VEC_PUSH(out->v, out->n,
	         (struct due_row){.group = (int)due_kind_of(kind).base, .due_on = due_on,
	                          .kind = kind, .window = window,
	                          .first = date_is_set(first) ? first : due_on});
}

const struct due_group *due_group_find(int id) {
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].id == id)
			return &due_groups[i];
	return NULL;
}

static int long_overdue = 30;

void due_long_overdue(long long days) { long_overdue = (int)days; }

bool due_group_is_apart(const struct due_group *g) {
	return g->base == DUE_BASE_ANY || g->base == DUE_BASE_UNANSWERED;
}

bool due_group_takes(const struct due_group *g, int base) {
	if (g->base == DUE_BASE_REGULAR)
		return base == DUE_BASE_TALK || base == DUE_BASE_VISIT || base == DUE_BASE_REPORT;
	if (base == DUE_BASE_TEST_AWAY)
		return g->base == DUE_BASE_TEST && g->when == DUE_SOON;
	if (g->base != DUE_BASE_ANY)
		return g->base == base;
	if (base < DUE_BASE_POLICE || base == DUE_BASE_OLD_TEST || base == DUE_BASE_UNANSWERED)
		return false;
	for (size_t i = 0; i < due_group_count; i++)
		if (due_groups[i].base == base && due_groups[i].deadline)
			return true;
	return false;
}

void due_group_range(const struct due_group *g, struct date today, struct date *from,
                     struct date *to) {
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
	case DUE_OPEN:
		*from = date_add_days(today, g->days + 1);
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

		if (due_groups[i].base < DUE_BASE_POLICE || !due_group_takes(&due_groups[i], base))
			continue;
		due_group_range(&due_groups[i], today, &from, &to);
		if (!date_before(due_on, from) && !date_before(to, due_on))
			return &due_groups[i];
	}
	return NULL;
}
