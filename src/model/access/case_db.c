/* The head's answers to whose case somebody is said to be. SPDX-License-Identifier: MIT */
#include "model/access/case.h"

#include "model/station/usecase_db.h"

enum rc cases_waiting(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_QUEUE, 0, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
		"SELECT h.claim FROM case_holder h WHERE h.answer IS NULL AND " OF_VISIBLE
		" ORDER BY h.since, h.claim");
}

enum rc case_claims_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                        struct case_claim *out, struct err *err) {
	static const char *const whys[] = {"worker", "team", "entered"};
	enum rc rc = usecase_query(st, a, ACT_QUEUE, 0, err);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct case_claim){.why = ""};
	QUERY_EACH(q, rc, st->store, err,
		"SELECT j.key, h.claim, h.resident, h.since, h.why, f.name, v.file_no, v.name "
		"FROM json_each(?) j"
		" JOIN case_holder h ON h.claim = j.value JOIN officer f ON f.id = h.officer"
		" JOIN resident_visible v ON v.id = h.resident", bind_ids(ids, n)) {
		struct case_claim *c = &out[stmt_int(q, 0)];

		*c = (struct case_claim){.id = stmt_int(q, 1), .resident = stmt_int(q, 2),
			.since = stmt_int(q, 3), .officer = mem_strdup(stmt_text(q, 5)), .why = "",
			.file_no = mem_strdup(stmt_text(q, 6)), .name = mem_strdup(stmt_text(q, 7))};
		for (size_t i = 0; i < sizeof whys / sizeof *whys; i++)
			if (strcmp(whys[i], stmt_text(q, 4)) == 0)
				c->why = whys[i];
	}
	return rc;
}

void case_claim_clear(struct case_claim *c) {
	free(c->officer);
	free(c->file_no);
	free(c->name);
	*c = (struct case_claim){.why = ""};
}

enum rc cases_decide(struct station *st, const struct actor *a, const long long *ids, size_t n,
                     bool yes, size_t *done, struct err *err) {
	struct change c;
	char detail[40];
	enum rc rc;

	*done = 0;
	TRY(usecase_begin(&c, st, a, ACT_QUEUE, yes ? "case.yes" : "case.no", 0, err));
	TRY(query_run(st->store, err,
		"UPDATE case_holder SET answer = ?2, answered_by = ?3, answered_at = ?4 WHERE "
		"answer IS NULL AND claim IN (SELECT value FROM json_each(?1))",
		bind_ids(ids, n), yes ? "yes" : "no", a->officer, c.now));
	*done = (size_t)store_changes(st->store);
	snprintf(detail, sizeof detail, "people=%zu", *done);
	c.detail = detail;
	rc = change_commit(&c, err);
out:
	change_end(&c);
	return rc;
}
