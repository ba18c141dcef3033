/* Who can stand for the second person (rules 11.7, 11.27): one who was one before anybody thought
 * of asking. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"

enum { DAY_MS = 86400000 };

static long long days_before(const struct station *st, const char *key, long long from) {
	return from - conf_int(st->conf, "access", key) * DAY_MS;
}

/* Of the officer's entries: added, another role, let in again, a key or a password, since then and
 * by this hand (0: anybody's but their own). Another name alone does not count. */
static enum rc was_changed(struct station *st, long long officer, long long by, long long since,
                           bool *yes, struct err *err) {
	return query_any(st->store, yes, err,
		"SELECT 1 FROM audit WHERE table_name = 'officer' AND record = ?1 AND result = 'ok'"
		" AND time >= ?3 AND iif(?2 = 0, officer IS NOT ?1, officer IS ?2)"
		" AND (action IN ('officer.add', 'officer.key', 'officer.password') OR"
		" (action = 'officer.edit' AND (instr(fields, 'role') OR instr(fields, "
		"'active'))))",
		officer, by, since);
}

enum rc second_may_answer(struct station *st, const struct actor *a, const struct approval *r,
                          bool two_hands, struct err *err) {
	long long since = days_before(st, "second_days", r->rec.recorded_at);
	char days[24];
	bool fresh = false;
	enum rc rc = was_changed(st, a->officer, 0, since, &fresh, err);

	if (rc == RC_OK && !fresh && two_hands)
		rc = was_changed(st, r->rec.recorded_by, a->officer, since, &fresh, err);
	snprintf(days, sizeof days, "%lld", conf_int(st->conf, "access", "second_days"));
	if (rc == RC_OK && fresh)
		rc = err_set(err, RC_DENIED, "approval.fresh",
			N_("One of the two was added, let in again, or got a role, a key or a "
			   "password after the request or in the {days} days before it: somebody "
			   "else has to answer."),
			"days", days, NULL);
	return rc;
}

/* Another who may be somebody's second person now; an auditor or a reader answers no request. */
#define IS_SECOND "o.role = ?1 AND o.voided_at IS NULL AND coalesce(o.active, 'yes') = 'yes'"
/* Or who was, so far as is on record, and was changed since then. */
#define WAS_SECOND \
	"(o.role = ?1 OR EXISTS (SELECT 1 FROM history h WHERE h.table_name = 'officer'" \
	" AND h.record = o.id AND h.field = 'role' AND h.old_value = ?1))" \
	" AND EXISTS (SELECT 1 FROM audit x WHERE x.table_name = 'officer' AND x.record = o.id" \
	" AND x.action LIKE 'officer.%' AND x.result = 'ok' AND x.time >= ?3)"

static enum rc any_other(struct station *st, const struct actor *a, const char *sql,
                         long long since, bool *yes, struct err *err) {
	enum rc rc = RC_OK;

	*yes = false;
	for (int role = 0; rc == RC_OK && !*yes && role < ROLE_COUNT; role++)
		if (access_answer(access_roles[role], ACT_SECOND) != ACCESS_NO)
			rc = query_any(st->store, yes, err, sql, access_roles[role], a->officer,
			               since);
	return rc;
}

enum rc second_by_paper(struct station *st, const struct actor *a, bool *paper, struct err *err) {
	bool is = false, was = false;
	char days[24];
	enum rc rc = any_other(st, a, "SELECT 1 FROM officer o WHERE o.id <> ?2 AND ?3 AND "
	                       IS_SECOND, 1, &is, err);

	if (rc == RC_OK && !is)
		rc = any_other(st, a, "SELECT 1 FROM officer o WHERE o.id <> ?2 AND " WAS_SECOND,
		               days_before(st, "single_days", clock_now_ms()), &was, err);
	*paper = rc == RC_OK && !is && !was;
	snprintf(days, sizeof days, "%lld", conf_int(st->conf, "access", "single_days"));
	if (rc == RC_OK && was)
		rc = err_set(err, RC_DENIED, "approval.single",
			N_("There was another officer here not long ago: a paper stands for the "
			   "second person "
			   "only after {days} days of one officer alone."), "days", days, NULL);
	return rc;
}
