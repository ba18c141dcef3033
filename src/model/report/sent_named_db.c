/* Whom a month that was sent counts, and whom its package named. SPDX-License-Identifier: MIT */
#include "model/report/sent_package.h"

#include "model/station/usecase_db.h"

static int by_uid(const void *a, const void *b) {
	const struct sent_named *x = a, *y = b;

	return strcmp(x->uid, y->uid);
}

enum rc sent_people_named(struct station *st, const struct actor *a, const struct sent *s,
                          struct sent_named **out, size_t *n, struct err *err) {
	struct sent_named *all = mem_zalloc(s->people_count + 1, sizeof *all);
	enum rc rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);

	*n = 0;
	*out = all;
	for (size_t i = 0; i < s->people_count; i++) {
		memcpy(all[i].uid, s->people[i].uid, sizeof all[i].uid);
		all[i].place = s->people[i].place;
	}
	if (rc == RC_OK)
		rc = usecase_query(st, a, ACT_EXPORT_IDENTIFIED, 0, err);
	qsort(all, s->people_count, sizeof *all, by_uid);
	for (size_t i = 0; rc == RC_OK && i < s->people_count; i++) {
		if (*n && strcmp(all[*n - 1].uid, all[i].uid) == 0)
			continue;
		QUERY_EACH(q, rc, st->store, err,
		           "SELECT id FROM resident_meant WHERE uid = ? AND sealed IS NULL",
		           all[i].uid) {
			all[i].resident = stmt_int(q, 0);
			all[(*n)++] = all[i];
		}
	}
	return rc;
}

const struct sent_named *sent_named_find(const struct sent_named *v, size_t n, const char *uid) {
	struct sent_named key;

	snprintf(key.uid, sizeof key.uid, "%s", uid);
	return n ? bsearch(&key, v, n, sizeof *v, by_uid) : NULL;
}

enum rc sent_package_named(struct station *st, const struct actor *a, long long sent,
                           struct ids *out, struct err *err) {
	bool sealed = false;
	enum rc rc = usecase_query(st, a, ACT_REPORT_SEND, 0, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, out, err,
		               "SELECT DISTINCT resident FROM disclosed JOIN audit l USING (seq)"
		               " WHERE action = 'report.file' AND table_name = 'sent'"
		               " AND record = ?",
		               sent);
	if (rc == RC_OK)
		rc = query_any(st->store, &sealed, err,
		               "SELECT 1 FROM resident_numbered WHERE sealed IS NOT NULL"
		               " AND id IN (SELECT value FROM json_each(?))",
		               bind_ids(out->v, out->n));
	return rc == RC_OK && sealed
	               ? err_set(err, RC_DENIED, "return.sealed-since",
		                 N_("Somebody named in this return was sealed since: it is given "
		                    "no more. The figures are in wubao sent show."), NULL)
	               : rc;
}
