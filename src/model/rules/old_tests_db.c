/* What becomes of test windows of before the station began that hold no record (rule 8.5).
 * SPDX-License-Identifier: MIT */
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"
#include "model/rules/worklist.h"
#include "model/station/usecase_db.h"

enum rc old_tests_said(struct station *st, const struct actor *a, enum old_tests *out,
                       struct err *err) {
	struct order_facts facts = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		old_tests_read(st, &facts);
	*out = facts.old_tests;
	return rc;
}

enum rc old_tests_decide(struct station *st, const struct actor *a, enum old_tests what,
                         const char *reason, struct err *err) {
	static const char *const words[] = {"", "enter ", "close "};
	char *said = what == OLD_TESTS_ASK
	                     ? mem_strdup("") : mem_printf("%s%s", words[what], reason ? reason : "");
	struct change c;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "due.old-tests", 0, err));
	if (!reason || !*reason)
		TRY(err_field(err, "reason", "old-tests.reason",
		              N_("Give the reason: it stays with the decision."), NULL));
	TRY(setting_set(st->store, OLD_TESTS_SETTING, said, err));
	c.reason = reason;
	c.detail = words[what];
	rc = RC_OK;
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	free(said);
	if (rc == RC_OK)
		due_keep_up(st);
	return rc;
}
