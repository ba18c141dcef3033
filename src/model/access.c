#include "model/access.h"

#include "core/mem.h"
#include "core/tr.h"

/* trust.md 2. Refined by record (own caseload, own entry today, break-glass) when the access issue lands. */
const struct access_def access_table[ACT_COUNT] = {
	[ACT_LIST] = {ACT_LIST, "list", "officer,head,reader"},
	[ACT_LOOK] = {ACT_LOOK, "look", "officer,head,reader"},
	[ACT_SAVE] = {ACT_SAVE, "save", "officer,head"},
	[ACT_VOID] = {ACT_VOID, "void", "officer,head"},
	[ACT_IMPORT] = {ACT_IMPORT, "import", "officer,head"},
	[ACT_EXPORT_MASKED] = {ACT_EXPORT_MASKED, "export.masked", "officer,head"},
	[ACT_EXPORT_IDENTIFIED] = {ACT_EXPORT_IDENTIFIED, "export.identified", "head"},
	[ACT_REPORT] = {ACT_REPORT, "report", "officer,head,reader"},
	[ACT_SET_STATE] = {ACT_SET_STATE, "order.state", "officer,head"},
	[ACT_SETTINGS] = {ACT_SETTINGS, "settings", "officer,head"},
	[ACT_AUDIT] = {ACT_AUDIT, "audit", "head,auditor"},
	[ACT_MAINTAIN] = {ACT_MAINTAIN, "maintain", "officer,head"},
};

enum rc access_allows(const struct actor *a, enum access_action action, long long record, struct err *err) {
	(void)record;
	if (a && a->role && str_in_list(access_table[action].roles, a->role))
		return RC_OK;
	return err_set(err, RC_DENIED, "access.denied",
	               N_("Your role does not allow this ({action}). Ask the head of the station."), "action",
	               access_table[action].id, NULL);
}
