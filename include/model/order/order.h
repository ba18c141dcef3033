/* The order (决定书): community detox or rehab, 1..n in a life, at most one open (rule 2.1).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_ORDER_H
#define MODEL_ORDER_ORDER_H

#include "core/actor.h"
#include "core/field.h"
#include "model/order/term.h"
#include "model/person/resident.h"
#include "model/station/codes.h"
#include "model/station/station.h"

#define ORDER_FIELDS(X, S) \
	X(S, ref, resident, N_("Resident"), .ref = "resident", .flags = F_SYSTEM) \
	X(S, code, kind, N_("Kind"), .width = 10, .csv = "人员类别", \
	  .aliases = "类别,戒治类别,人员类型,戒毒类别,管控类别", \
	  .codes = &codes_order, .flags = F_REQUIRED | F_LIST) \
	X(S, text, doc_no, N_("Order number"), .width = 30, .csv = "决定书文号", \
	  .aliases = "文书编号,决定书编号,文书号,文号,决定书号,法律文书号", \
	  .max = 60, .flags = F_SENSITIVE | F_COMPLETE | F_TWICE) \
	X(S, text, authority, N_("Ordered by"), .width = 24, .csv = "决定机关", .max = 60, \
	  .flags = F_CARRY | F_COMPLETE) \
	X(S, date, ordered, N_("Ordered on"), .width = 10, .csv = "决定日期", \
	  .aliases = "责令日期,决定时间,决定书日期,责令时间", \
	  .flags = F_REQUIRED | F_LIST | F_PAST | F_TWICE) \
	X(S, date, served, N_("Served on"), .width = 10, .csv = "送达日期", \
	  .flags = F_PAST | F_COMPLETE) \
	X(S, date, reported, N_("Reported in on"), .width = 10, .csv = "报到日期", \
	  .aliases = "报到时间", .flags = F_LIST | F_PAST) \
	X(S, int, months, N_("Term in months"), .width = 4, .csv = "期限(月)", .aliases = "期限", \
	  .max = 120, .help = N_("36 when left blank.")) \
	X(S, int, deducted, N_("Days deducted"), .width = 4, .csv = "折抵天数", .max = 1100) \
	X(S, date, term_start, N_("Start as written"), .width = 10, .csv = "起始日期", \
	  .aliases = "开始日期,执行开始日期", \
	  .help = N_("As the paper says; blank: the day of reporting in.")) \
	X(S, date, term_end, N_("End as written"), .width = 10, .csv = "截止日期", \
	  .aliases = "期满日期,结束日期,执行结束日期", \
	  .help = N_("As the paper says; blank: proposed from the start and the term.")) \
	X(S, date, agreed, N_("Agreement signed"), .width = 10, .csv = "协议签订日期", \
	  .aliases = "签订协议日期", .flags = F_PAST) \
	X(S, text, executed_at, N_("Place of execution"), .width = 24, .csv = "执行地", \
	  .max = 60, .ref = "place", .flags = F_CARRY) \
	X(S, text, taken_from, N_("Taken over from"), .width = 24, .csv = "转入前执行地", \
	  .aliases = "原执行地,转出地", .max = 60, \
	  .help = N_("Where an order was carried out before it was taken over here; blank: it began here.")) \
	X(S, date, taken_on, N_("Taken over on"), .width = 10, .csv = "接收日期", \
	  .aliases = "转入日期", .flags = F_PAST, \
	  .help = N_("From this day it is carried out here; what came before is the other place's.")) \
	X(S, text, police, N_("Police officer"), .width = 12, .csv = "责任民警", \
	  .aliases = "民警姓名", .max = 40, .ref = "team_member", .flags = F_CARRY) \
	X(S, text, worker, N_("Worker in charge"), .width = 12, .csv = "责任专干", \
	  .aliases = "禁毒专干,专干", .max = 40, .ref = "team_member", .flags = F_CARRY) \
	X(S, code, state, N_("State"), .width = 8, .csv = "状态", .aliases = "执行状态", \
	  .codes = &codes_state, .flags = F_LIST | F_FIXED) \
	X(S, date, ended, N_("Ended on"), .width = 10, .csv = "结束执行日期", \
	  .flags = F_FIXED | F_PAST) \
	X(S, text, moved_to, N_("Moved to"), .width = 24, .csv = "接收单位", \
	  .aliases = "转往地", .max = 60) \
	X(S, date, papers_sent, N_("Papers handed on"), .width = 10, .csv = "移交日期", \
	  .flags = F_PAST) \
	X(S, date, receipt, N_("Receipt of"), .width = 10, .csv = "回执日期", .flags = F_PAST) \
	X(S, note, order_note, N_("Note on the order"), .width = 40, .csv = "决定书备注")

ENTITY_STRUCT(order_def, treatment_order, ORDER_FIELDS);

/* One line of the append-only log of states; never changed, never overwritten (rule 3.4). */
#define STATUS_FIELDS(X, S) \
	X(S, ref, resident, N_("Resident"), .ref = "resident", .flags = F_SYSTEM) \
	X(S, ref, order_id, N_("Order"), .ref = "treatment_order", .flags = F_SYSTEM) \
	X(S, code, state, N_("State"), .width = 10, .csv = "状态", .codes = &codes_state, \
	  .flags = F_REQUIRED) \
	X(S, date, since, N_("Since"), .width = 10, .csv = "起始日", .flags = F_REQUIRED | F_PAST) \
	X(S, text, reason, N_("Reason"), .width = 30, .csv = "原因", .max = 120) \
	X(S, text, document, N_("Document"), .width = 30, .csv = "文书", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, code, cause, N_("Cause of the ending"), .width = 10, .csv = "终止原因", \
	  .codes = &codes_ending)

ENTITY_STRUCT(status_def, status_change, STATUS_FIELDS);

/*
 * The check form and import share. RC_INVALID names the field: no kind or date; served or reported
 * before the order was made; a date in the future; end before start; over without a day of ending.
 * No warnings yet (may be NULL).
 */
enum rc order_check(const struct treatment_order *o, struct date today, struct findings *warnings,
                    struct err *err);

enum rc order_get(struct station *st, const struct actor *a, long long id,
                  struct treatment_order *out, struct err *err);
/* The open order, else the latest; RC_NOT_FOUND when the resident has none. */
enum rc order_current(struct station *st, const struct actor *a, long long resident,
                      struct treatment_order *out, struct err *err);
/* All orders of a resident, oldest first. */
enum rc order_list(struct station *st, const struct actor *a, long long resident, struct ids *out,
                   struct err *err);
/* The same of many, in the order of the people; of who has none the person's own id below 0. */
enum rc order_lists(struct station *st, const struct actor *a, const struct ids *people,
                  struct ids *out, struct err *err);
/* Insert or update; keeps the state in step with the report date and writes the status changes.
 * RC_EXISTS: another order of this resident is still open. */
enum rc order_save(struct station *st, const struct actor *a, struct treatment_order *o,
                   struct err *err);
/* Void an order that was wrong, with its log; its events go to the order that was open on their
 * day, if any. */
enum rc order_void(struct station *st, const struct actor *a, long long id, long long ver,
                   const char *reason, struct err *err);
/* A dated, reasoned change of state, when the table allows it and its paper is named
 * (model/order/transition.h). What a cause of ending carries is made with it: control state of the
 * dead, custody from that day in prison or isolation, unless it stands there (rule 3.10). */
struct transition_ask;
enum rc order_set_state(struct station *st, const struct actor *a, long long id, long long ver,
                        const struct transition_ask *ask, struct err *err);
/* Take the newest change of state back: it was wrong. The line is voided with the reason, and what
 * was made with it and not corrected since; the order is as before it. RC_INVALID: there is nothing
 * before it; RC_EXISTS: another order was opened meanwhile. */
enum rc order_take_back(struct station *st, const struct actor *a, long long id, long long ver,
                        const char *reason, struct err *err);
/* An order that came with another station's file, or comes back with it, is carried out here from
 * this day on (rules 2.9, 13.6): one that was moved is open again, of one new here what came before
 * is the other place's. *done false: it is so already, or the order is over. */
#define HANDOVER_SOURCE "handover/" /* how the names of such files in the log of imports begin */
enum rc order_take_over(struct station *st, const struct actor *a, long long id, struct date day,
                        const char *from, const char *document, bool *done, struct err *err);
/* The order that was open on this day (else 0). */
enum rc order_on_day(struct station *st, const struct actor *a, long long resident, struct date day,
                     long long *id, struct err *err);
/* The one this row means: by document number, else by kind and date. 0: none. */
enum rc order_match(struct station *st, const struct actor *a, long long resident,
                    const struct treatment_order *o, enum match *m, long long *id, struct err *err);
/* The log of states, oldest first: ids of status_change; order 0: of all visible people. */
enum rc status_list(struct station *st, const struct actor *a, long long order, struct ids *out,
                    struct err *err);
/* Lines of the same order, state and day. Those a roster made are not meant: the log they stand for
 * is told by a file of its own. */
enum rc status_match(struct station *st, const struct actor *a, const struct status_change *s,
                     struct ids *out, struct err *err);
/* out: does this line let the order go on after its end, or end it before another one (rule 3.3)?
 * Lines a roster made are not meant. handed: in another station's file one that was moved may have
 * been taken over again (rule 13.6). */
enum rc status_goes_on(struct station *st, const struct actor *a, const struct status_change *s,
                       bool handed, bool *out, struct err *err);
enum rc status_get(struct station *st, const struct actor *a, long long id,
                   struct status_change *out, struct err *err);
/* Orders whose state or day of ending is not what their log says are put right by it, in the audit;
 * *differs gets how many (rule 3.7). */
enum rc order_log_mend(struct station *st, const struct actor *a, long long *differs,
                       struct err *err);
/* The newest line, which order_take_back would take back; id 0: none. */
enum rc status_newest(struct station *st, const struct actor *a, long long order,
                      struct status_change *out, struct err *err);
/* Term of an order with its suspensions (rules 2.4, 2.7, 2.11). */
enum rc order_term(struct station *st, const struct actor *a, const struct treatment_order *o,
                   struct term *out, struct err *err);

/* Where an order was taken over, what came before that day is the other place's (rule 2.9). From
 * which day it waits for the report here; the first day of execution here, unset while it waits;
 * the report that began the term, where the start is not written: unset when that is not known. */
struct date order_waits(const struct treatment_order *o);
/* `day`, or the day it began or ended where that is said to be before. */
struct date order_first_day(const struct treatment_order *o, struct date day);
struct date order_begun(const struct treatment_order *o);
struct date order_term_reported(const struct treatment_order *o);

/* On the register: awaiting, executing or suspended. */
bool order_facts_is_open(struct code state);

#endif
