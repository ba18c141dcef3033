/* Reports to the police (rule 6.6): the worker in charge must tell them promptly of a refusal, of
 * use found by a test and of a serious breach. The program drafts, a person checks, edits and
 * sends; no status follows by itself. */
#ifndef MODEL_EVENT_POLICE_H
#define MODEL_EVENT_POLICE_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define POLICE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Drafted on"), "起草日期", "日期") \
	X(S, code, reason, N_("Why the police are told"), .width = 12, .csv = "报告事由", .aliases = "事由", .codes = &codes_police, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, date, covers, N_("Evidence up to"), .width = 10, .csv = "依据截止日期", \
	  .help = N_("What happened later wants another report."), .flags = F_REQUIRED | F_LIST | F_PAST) \
	X(S, note, facts, N_("Facts and evidence"), .width = 40, .csv = "事实与依据", .max = 4000, .flags = F_SENSITIVE) \
	X(S, text, to_whom, N_("Sent to"), .width = 20, .csv = "报送单位", .aliases = "报送对象", .max = 60, \
	  .flags = F_LIST | F_CARRY) \
	X(S, date, sent, N_("Sent on"), .width = 10, .csv = "报送日期", .flags = F_LIST | F_PAST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, .flags = F_LIST | F_SENSITIVE) \
	X(S, text, sent_by, N_("Sent by"), .width = 12, .csv = "报送人", .max = 40, .flags = F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct police_report {
	struct record rec;
	POLICE_FIELDS(FIELD_MEMBER, police_report)
};
extern const struct entity_def police_def;
EVENT_ASSERT(police_report);

/* The register's own check (struct event_def): a report covers at least up to its own day when nothing is said; sent
 * without saying to whom is refused; a draft not sent is told. */
enum rc police_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/*
 * A draft for one reason under one order: the one begun before and not yet sent (rec.id set), else a new one with today's
 * day and the facts drawn up from the order, the records the clocks of that reason were counted from, and the articles.
 * *out is initialised by the call and not saved; entity_clear(&police_def, out) when done. RC_INVALID: no such reason, or
 * nothing to report.
 */
enum rc police_draft(struct station *st, const struct actor *a, long long order, struct code reason,
                     struct police_report *out, struct err *err);

#endif
