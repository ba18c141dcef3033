/* Who may do what: one table, role x action (trust.md 2). Denied by default; a denial is logged. */
#ifndef MODEL_ACCESS_H
#define MODEL_ACCESS_H

#include "core/actor.h"
#include "core/err.h"

enum access_action {
	ACT_LIST,            /* Today, lists, finder */
	ACT_LOOK,            /* open one file */
	ACT_SAVE,            /* add and correct records */
	ACT_VOID,
	ACT_IMPORT,
	ACT_EXPORT_MASKED,
	ACT_EXPORT_IDENTIFIED,
	ACT_REPORT,
	ACT_SET_STATE,
	ACT_SETTINGS,        /* places, teams, codes, officers */
	ACT_AUDIT,           /* verify the chain */
	ACT_MAINTAIN,        /* rebuild what can be rebuilt */
	ACT_COUNT
};

struct access_def {
	enum access_action action;
	const char *id;     /* as the audit says it */
	const char *roles;  /* comma-separated roles that may */
};
extern const struct access_def access_table[ACT_COUNT];

/* RC_OK, or RC_DENIED with a sentence. record is the resident concerned, 0 for none. Pure: the use case logs. */
enum rc access_allows(const struct actor *a, enum access_action action, long long record, struct err *err);

#endif
