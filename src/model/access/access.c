/* SPDX-License-Identifier: MIT */
#include "model/access/access.h"

#include "core/tr.h"
#include "model/access/audit.h"

const char *const access_roles[ROLE_COUNT] = {
	[ROLE_OFFICER] = "officer",
	[ROLE_HEAD] = "head",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_READER] = "reader",
};

#define ROW(action, id, ...) [action] = {action, id, {__VA_ARGS__}}

/* Rule 11.3; in the order officer, head, auditor, reader. */
const struct access_def access_table[ACT_COUNT] = {
	ROW(ACT_LIST, "list", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_MASKED),
	ROW(ACT_LOOK, "look", ACCESS_CASE, ACCESS_YES, ACCESS_NO, ACCESS_MASKED),
	ROW(ACT_SAVE, "save", ACCESS_CASE, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_REVEAL, "reveal", ACCESS_REASON, ACCESS_REASON, ACCESS_NO, ACCESS_NO),
	ROW(ACT_VOID, "void", ACCESS_TODAY, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_IMPORT, "import", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_IMPORT_HELD, "import.held", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_EXPORT_MASKED, "export.masked", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_EXPORT_IDENTIFIED, "export.identified", ACCESS_YES, ACCESS_YES, ACCESS_NO,
            ACCESS_NO),
	ROW(ACT_EXPORT_MANY, "export.many", ACCESS_ASKS, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_EXPORT_PSEUDONYM, "export.pseudonym", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_REPORT, "report", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_YES),
	ROW(ACT_REPORT_NAMES, "report.names", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_REPORT_SEND, "report.send", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_PRINT, "print", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_SET_STATE, "order.state", ACCESS_CASE, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_SETTINGS, "settings", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_OFFICERS, "officers", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_SEAL, "seal", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_JOIN, "resident.join", ACCESS_ASKS, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_UNSEAL, "unseal", ACCESS_NO, ACCESS_SECOND, ACCESS_NO, ACCESS_NO),
	ROW(ACT_ERASE, "erase", ACCESS_NO, ACCESS_SECOND, ACCESS_NO, ACCESS_NO),
	ROW(ACT_RESTORE, "restore", ACCESS_NO, ACCESS_SECOND, ACCESS_NO, ACCESS_NO),
	ROW(ACT_BREAK_GLASS, "break-glass", ACCESS_REASON, ACCESS_NO, ACCESS_NO, ACCESS_NO),
	ROW(ACT_SECOND, "second", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_QUEUE, "queue", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_AUDIT, "audit", ACCESS_NO, ACCESS_YES, ACCESS_YES, ACCESS_NO),
	ROW(ACT_AUDIT_OWN, "audit.own", ACCESS_YES, ACCESS_YES, ACCESS_YES, ACCESS_NO),
	ROW(ACT_AUDIT_ALL, "audit.all", ACCESS_NO, ACCESS_NO, ACCESS_YES, ACCESS_NO),
	ROW(ACT_PASSWORD, "password", ACCESS_YES, ACCESS_YES, ACCESS_YES, ACCESS_YES),
	ROW(ACT_MAINTAIN, "maintain", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_COUNTY, "county", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_YES),
	ROW(ACT_COUNTY_RECEIVE, "county.receive", ACCESS_YES, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_COUNTY_ANSWER, "county.answer", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_COUNTY_SETUP, "county.setup", ACCESS_NO, ACCESS_YES, ACCESS_NO, ACCESS_NO),
	ROW(ACT_COUNTY_NAMES, "county.names", ACCESS_NO, ACCESS_REASON, ACCESS_NO, ACCESS_NO),
};

enum access_answer access_answer(const char *role, enum access_action action) {
	for (int i = 0; role && i < ROLE_COUNT; i++) {
		if (strcmp(access_roles[i], role) == 0)
			return access_table[action].by_role[i];
	}
	return ACCESS_NO;
}

static enum rc no(enum access_action action, struct err *err) {
	return err_set(err, RC_DENIED, "access.denied",
	               N_("Your role does not allow this ({action}). Ask the head of the station."),
	               "action", audit_action_label(access_table[action].id), NULL);
}

enum rc access_decide(const struct actor *a, enum access_action action, const struct access_case *c,
                      struct err *err) {
	switch (access_answer(a ? a->role : NULL, action)) {
	case ACCESS_NO:
		return no(action, err);
	case ACCESS_YES:
	case ACCESS_MASKED:
		return RC_OK;
	case ACCESS_CASE:
		if (!c->strict || c->own || (c->glass && action == ACT_LOOK))
			return RC_OK;
		return err_set(err, RC_DENIED, "access.case",
			N_("This is another officer's case. In an emergency open it for 30 "
			   "minutes with a reason: wubao glass."),
			NULL);
	case ACCESS_REASON:
		if (c->reason)
			return RC_OK;
		return err_set(err, RC_DENIED, "access.reason",
		               N_("This needs a reason, which is logged."), NULL);
	case ACCESS_TODAY:
		if (c->today || c->approved)
			return RC_OK;
		return err_set(err, RC_DENIED, "access.today",
			N_("Only an entry of one's own, on the day it was made, can be made "
			   "void: ask the head of the station."),
			NULL);
	case ACCESS_ASKS:
		if (c->approved)
			return RC_OK;
		return err_set(err, RC_DENIED, "access.asks",
		               N_("This needs the approval of the head of the station."), NULL);
	case ACCESS_SECOND:
		if (c->approved)
			return RC_OK;
		return err_set(err, RC_DENIED, "access.second",
			N_("This needs a second person, or a document where the station has "
			   "one officer."),
			NULL);
	}
	return no(action, err);
}

enum rc access_allows(const struct actor *a, enum access_action action, long long record,
                      struct err *err) {
	static const struct access_case best = {.own = true, .today = true, .reason = true};

	return access_decide(a, action, &best, err);
}
