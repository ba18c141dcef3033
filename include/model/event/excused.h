/* Why one talk, visit, report or assessment was not held: answers the finding of its window, which stays missing in every
 * return (rule 5.7; 4.13 for tests). */
#ifndef MODEL_EVENT_EXCUSED_H
#define MODEL_EVENT_EXCUSED_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define EXCUSED_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Excused on"), "登记日期", "日期") \
	X(S, code, kind, N_("What was not held"), .width = 12, .csv = "未开展事项", .aliases = "事项", .codes = &codes_regular, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, date, window_day, N_("A day of its window"), .width = 10, .csv = "所属期间日期", .aliases = "期间,应办日期", \
	  .help = N_("Any day of the month, half month or year that had none."), .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Reason"), .width = 30, .csv = "原因", .aliases = "未开展原因", .max = 120, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct excused {
	struct record rec;
	EXCUSED_FIELDS(FIELD_MEMBER, excused)
};
extern const struct entity_def excused_def;
EVENT_ASSERT(excused);

/* The register's own check (struct event_def): a missed test has a register of its own. */
enum rc excused_check(void *rec, struct date today, struct findings *warnings, struct err *err);

#endif
