/* Leave, missed tests, warnings, custody: what rules 6.1, 6.3, 6.4 and 4.11 are counted from.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_LEAVE_H
#define MODEL_EVENT_LEAVE_H

#include "model/event/event.h"
#include "model/station/codes.h"

/* The law asks for a written report from 3 days on (rule 6.1); the approval is local practice. */
#define LEAVE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Requested on"), "申请日期", "请假日期,日期") \
	X(S, text, reason, N_("Reason"), .width = 24, .csv = "请假事由", .aliases = "事由", \
	  .max = 80, .ref = "said", .flags = F_REQUIRED | F_LIST) \
	X(S, text, destination, N_("Destination"), .width = 20, .csv = "目的地", .max = 60, \
	  .ref = "said", .flags = F_REQUIRED | F_LIST) \
	X(S, code, out_of_county, N_("Leaves the county"), .width = 4, .csv = "是否离开本县", \
	  .codes = &codes_yes) \
	X(S, date, leave_from, N_("From"), .width = 10, .csv = "起始日期", \
	  .aliases = "请假起,起", .flags = F_REQUIRED | F_LIST) \
	X(S, date, leave_to, N_("To"), .width = 10, .csv = "截止日期", .aliases = "请假止,止", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, written, N_("Reported in writing"), .width = 4, .csv = "是否书面报告", \
	  .codes = &codes_yes, .flags = F_LIST | F_COMPLETE) \
	X(S, phone, contact, N_("Phone while away"), .width = 14, .csv = "外出联系电话", \
	  .max = 40, .flags = F_MASKED) \
	X(S, text, host, N_("Stays with"), .width = 20, .csv = "被访对象", .max = 60) \
	X(S, text, approver, N_("Approved by"), .width = 12, .csv = "审批人", .max = 40, \
	  .ref = "team_member") \
	X(S, date, approved_on, N_("Approved on"), .width = 10, .csv = "审批时间", \
	  .aliases = "审批日期", .flags = F_PAST) \
	X(S, code, leave_state, N_("State of the leave"), .width = 8, .csv = "请假状态", \
	  .codes = &codes_leave, .flags = F_LIST) \
	X(S, date, extends_to, N_("Extended to"), .width = 10, .csv = "续假至") \
	X(S, date, returned, N_("Back on"), .width = 10, .csv = "销假时间", \
	  .aliases = "销假日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(leave_def, leave, LEAVE_FIELDS);

/* What became of a window without a test. Refused or evaded if a person says so (rule 4.14). */
#define MISSED_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Recorded on"), "登记日期", "日期") \
	X(S, int, window_no, N_("Window"), .width = 4, .csv = "期次", .max = 200, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, judged, N_("Why it was missed"), .width = 10, .csv = "缺检性质", \
	  .codes = &codes_missed, .flags = F_REQUIRED | F_LIST) \
	X(S, text, cause, N_("Cause of the absence"), .width = 30, .csv = "未检原因", \
	  .aliases = "未到原因", .max = 120, .ref = "said", .flags = F_LIST) \
	X(S, date, notice_on, N_("Notice of"), .width = 10, .csv = "通知书日期", .flags = F_PAST) \
	X(S, text, served_how, N_("How served"), .width = 16, .csv = "送达方式", .max = 40) \
	X(S, text, warning_no, N_("Number of the warning"), .width = 24, .csv = "告诫书文号", \
	  .max = 60, .flags = F_LIST) \
	X(S, text, no_letter, N_("Why there is no letter"), .width = 30, \
	  .csv = "未出告诫书原因", .max = 120) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(missed_def, missed_test, MISSED_FIELDS);

#define WARNING_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Warned on"), "告诫日期", "登记时间,登记日期,日期") \
	X(S, code, kind, N_("About"), .width = 10, .csv = "告诫类型", .aliases = "类型", \
	  .codes = &codes_warning, .flags = F_REQUIRED | F_LIST) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .max = 120, \
	  .flags = F_LIST) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "内容") \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", \
	  .aliases = "告诫书文号", .max = 60, .flags = F_LIST | F_SENSITIVE) \
	X(S, date, served, N_("Served on"), .width = 10, .csv = "送达日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, served_how, N_("How served"), .width = 16, .csv = "送达方式", .max = 40) \
	X(S, text, not_served, N_("Why it was not served"), .width = 30, .csv = "未送达原因", \
	  .max = 120) \
	X(S, int, window_no, N_("Window of the test"), .width = 4, .csv = "所涉期次", \
	  .aliases = "期次", .max = 200, \
	  .help = N_("Of the test refused or evaded that this letter is about: it counts there, once.")) \
	X(S, code, another, N_("Another time"), .width = 4, .csv = "另一次", .codes = &codes_yes, \
	  .help = N_("Yes: about a test that is not recorded, to be counted by itself.")) \
	X(S, date, away_from, N_("Away from"), .width = 10, .csv = "擅自外出起", \
	  .aliases = "外出起", .flags = F_PAST) \
	X(S, date, away_until, N_("Away until"), .width = 10, .csv = "擅自外出止", \
	  .aliases = "外出止", .flags = F_PAST) \
	X(S, text, witness, N_("Witness"), .width = 12, .csv = "见证人", .max = 40) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(warning_def, warning, WARNING_FIELDS);

/* Away from the community: custody excuses windows, illness and other reasons answer them (rules
 * 4.20, 4.21); suspending the order is a change of its state. */
#define CUSTODY_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Away from the community since"), "起始日期", \
	  "羁押日期,拘留日期,起") \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .aliases = "释放日期,止", \
	  .flags = F_LIST | F_PAST) \
	X(S, code, kind, N_("Kind"), .width = 10, .csv = "类型", .codes = &codes_custody, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, authority, N_("Deciding authority"), .width = 20, .csv = "决定机关", \
	  .max = 60, .flags = F_LIST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_LIST | F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(custody_def, custody, CUSTODY_FIELDS);

/* RC_INVALID names the field when the day it holds, end, is before start; either may be unset. */
enum rc event_not_before(const struct entity_def *def, const char *field, struct date start,
                         struct date end, struct err *err);

/* The registers' own checks (struct event_def). leave: no end, extension or return before the
 * start; extended or returned only when it was not refused or withdrawn, extended only when it was
 * approved; a picked state has what it rests on (approved: who, and the day is asked for; extended:
 * until when); whether it leaves the county is asked; 3 days or more out of it without a written
 * report is told (rule 6.1); the state follows what is filled in. custody: no end before the start;
 * that custody alone suspends nothing
 * is told (rule 4.12). warning: what lacks for the count of days (rule 6.4), and days away of
 * another kind of warning, are told. missed: refused or evaded needs the notice (rule 4.14). */
enum rc leave_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc warning_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc missed_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc custody_check(void *rec, struct date today, struct findings *warnings, struct err *err);
/* As it stands on a day: overdue from the day after its end while nobody has seen the resident
 * back; where approval is asked, what was never approved goes on waiting for it (rule 6.21). */
struct code leave_state_on(const struct leave *l, struct date today);
/* Days since the end of one that is overdue; else 0. */
int leave_late(const struct leave *l, struct date today);
/* " 8 days" after the state, where it is overdue; appends. */
void leave_say_late(const struct leave *l, struct date today, struct str *out);
/* struct event_def: the state becomes that of the day */
void leave_stand(void *rec, struct date today);
/* Does the county ask for approval ([rules] leave_approval)? The law asks for a report only
 * (rule 6.2). Set when a station is opened; yes until then. A leave nobody approved is then 待审批,
 * else 已报告. */
void leave_ask_approval(bool asked);
/* Rule 6.1: leaving the county for so many days or more asks for a written report. */
enum { LEAVE_REPORT_DAYS = 3 };
/* Does it leave the county? One with a destination and no word on that is taken to (rule 6.1). */
bool leave_leaves_county(const struct leave *l);
/* Does it wait for approval, where the county asks for it? */
bool leave_waits(const struct leave *l);
/* Refused and withdrawn are said by a person alone. */
bool leave_is_off(const struct leave *l);
/* Its last day, as extended. */
struct date leave_until(const struct leave *l);
/* Days of a leave, both ends included, to the day of return where there is one, else as extended; 0
 * when unknown. */
int leave_days(const struct leave *l);

/* The open leaves of orders under execution, of one village (0: all),
  those that wait for approval first, then by their
 * end. */
enum rc leaves_away(struct station *st, const struct actor *a, long long place, struct ids *out,
                    struct err *err);
/* What is said of one (rule 19.3). Approved or refused (with a reason) is the head's to say, in the
 * name of who says it and of today, and only of what waits; day: extended to, back on. */
enum leave_answer { LEAVE_APPROVE, LEAVE_REFUSE, LEAVE_EXTEND, LEAVE_WRITTEN, LEAVE_RETURN };
enum rc leave_answer(struct station *st, const struct actor *a, long long id,
                     enum leave_answer what, struct date day, const char *reason, struct err *err);

/* Parts of the list away_list, by q.group: 0 all, then these. */
enum away_part { AWAY_ALL, AWAY_WAITING, AWAY_NOW, AWAY_OVERDUE, AWAY_SOON, AWAY_UNWRITTEN,
  AWAY_PARTS };
enum { AWAY_SOON_DAYS = 3 };
const char *away_part_label(enum away_part part); /* N_() */

#endif
