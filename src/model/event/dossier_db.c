/* What the file of one order holds, from the records. SPDX-License-Identifier: MIT */
#include "model/event/dossier.h"

#include "model/event/event_db.h"
#include "model/station/usecase_db.h"

/* The records behind a proof, over the order `o`, and the day of each; a proof may have several
 * kinds. A member counts once the letter is signed. */
static const struct {
	enum dossier_proof proof;
	const char *from, *day;
} proofs[] = {
#define OF_ORDER(table) \
	table " e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL", \
		"e.occurred"
	{PROOF_MEMBERS, "team_member e JOIN resident_visible r ON r.team = e.team WHERE"
	 " r.id = o.resident AND e.voided_at IS NULL AND e.letter_on IS NOT NULL", "e.letter_on"},
	{PROOF_GUARANTEE, "relative e WHERE e.resident = o.resident AND e.voided_at IS NULL"
	 " AND e.letter_on IS NOT NULL", "e.letter_on"},
	{PROOF_TEST, OF_ORDER("drug_test")},
	{PROOF_TALK, OF_ORDER("talk")},
	{PROOF_VISIT, OF_ORDER("visit")},
	{PROOF_REPORT, OF_ORDER("self_report")},
	{PROOF_ASSESSMENT, OF_ORDER("assessment")},
	{PROOF_AID, OF_ORDER("aid")},
	{PROOF_AID, OF_ORDER("help_case")},
	{PROOF_LEAVE, OF_ORDER("leave")},
	{PROOF_WARNING, OF_ORDER("warning")},
	{PROOF_SEARCH, OF_ORDER("search")},
	{PROOF_SEARCH, OF_ORDER("lost")},
	{PROOF_PLAN, OF_ORDER("help_plan")},
	{PROOF_MOVE, OF_ORDER("moving")},
	{PROOF_MOVE, "status_change e WHERE e.order_id = o.id AND e.voided_at IS NULL"
	 " AND e.state = 'moved' AND o.state = 'moved' AND e.document IS NOT NULL", "e.since"},
	{PROOF_MAINTENANCE, OF_ORDER("maintenance")},
	{PROOF_ACTIVITY, OF_ORDER("attendance")},
	{PROOF_STATE, "status_change e WHERE e.order_id = o.id AND e.voided_at IS NULL"
	 " AND e.state = o.state AND e.document IS NOT NULL", "e.since"},
};
enum { PROOFS = sizeof proofs / sizeof *proofs };

/* Of many orders: whether there is any (brief), or how many, the first and the last day. */
static char *proofs_sql(bool brief) {
	struct str sql = {0};

	str_add(&sql, "SELECT o.id");
	for (size_t i = 0; i < PROOFS; i++) {
		const char *from = proofs[i].from, *day = proofs[i].day;

		if (brief)
			str_addf(&sql, ", EXISTS (SELECT 1 FROM %s)", from);
		else
			str_addf(&sql, ", (SELECT count(*) FROM %s), (SELECT min(%s) FROM %s),"
			         " (SELECT max(%s) FROM %s)", from, day, from, day, from);
	}
	str_add(&sql, " FROM treatment_order o WHERE o.id IN (SELECT value FROM json_each(?1))");
	return str_take(&sql);
}

static const struct treatment_order *order_of(const struct treatment_order *const *orders, size_t n,
                                              long long id, size_t *at) {
	for (*at = 0; *at < n; ++*at)
		if (orders[*at]->rec.id == id)
			return orders[*at];
	return NULL;
}

void dossier_bare(const struct treatment_order *o, struct dossier_facts *f) {
	*f = (struct dossier_facts){.state = o->state};
	for (int i = 0; i < PROOF_COUNT; i++)
		f->first[i] = f->last[i] = DATE_NONE;
	f->first[PROOF_DOC_NO] = f->last[PROOF_DOC_NO] = o->ordered;
	f->first[PROOF_SERVED] = f->last[PROOF_SERVED] = o->served;
	f->first[PROOF_REPORTED] = f->last[PROOF_REPORTED] = o->reported;
	f->first[PROOF_AGREED] = f->last[PROOF_AGREED] = o->agreed;
	f->records[PROOF_DOC_NO] = o->doc_no != NULL;
	f->records[PROOF_SERVED] = date_is_set(o->served);
	f->records[PROOF_REPORTED] = date_is_set(o->reported);
	f->records[PROOF_AGREED] = date_is_set(o->agreed);
}

static struct ids ids_of(const struct treatment_order *const *orders, size_t n) {
	struct ids ids = {0};

	for (size_t i = 0; i < n; i++)
		ids_add(&ids, orders[i]->rec.id);
	return ids;
}

static void take_proof(struct dossier_facts *f, enum dossier_proof p, struct stmt *q, int i,
                       bool brief) {
	struct date first = brief ? DATE_NONE : stmt_date(q, 2 + 3 * i);
	struct date last = brief ? DATE_NONE : stmt_date(q, 3 + 3 * i);

	f->records[p] += stmt_int(q, 1 + (brief ? i : 3 * i));
	if (date_is_set(first) && (!date_is_set(f->first[p]) || date_before(first, f->first[p])))
		f->first[p] = first;
	if (date_is_set(last) && (!date_is_set(f->last[p]) || date_before(f->last[p], last)))
		f->last[p] = last;
}

static enum rc read_proofs(struct station *st, const struct treatment_order *const *orders,
                           size_t n,
                           bool brief, struct dossier_facts *f, struct err *err) {
	struct ids ids = ids_of(orders, n);
	char *sql = proofs_sql(brief);
	enum rc rc = RC_OK;
	size_t at;

	for (size_t i = 0; i < n; i++)
		dossier_bare(orders[i], &f[i]);
	QUERY_EACH(q, rc, st->store, err, sql, bind_ids(ids.v, ids.n)) {
		if (!order_of(orders, n, stmt_int(q, 0), &at))
			continue;
		for (int i = 0; i < PROOFS; i++) {
			take_proof(&f[at], proofs[i].proof, q, i, brief);
		}
	}
	free(sql);
	ids_clear(&ids);
	return rc;
}

/* What comes when each order is over (release notice, archive note) is of the newest. */
#define AFTER_THE_LAST \
	" (d.order_id IS NULL AND o.ended <= d.occurred AND NOT EXISTS (SELECT 1 FROM" \
	" treatment_order x WHERE x.resident = o.resident AND x.voided_at IS NULL" \
	" AND x.ordered <= d.occurred AND (x.ordered, x.id) > (o.ordered, o.id)))"
static enum rc read_papers(struct station *st, const struct treatment_order *const *orders,
                           size_t n,
                           struct dossier_facts *f, struct dossier_paper **papers,
                           struct err *err) {
	struct ids ids = ids_of(orders, n);
	enum rc rc = RC_OK;
	size_t at, all = 0;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT o.id, d.kind, d.occurred FROM treatment_order o JOIN document d"
		" ON d.resident = o.resident WHERE o.id IN (SELECT value FROM json_each(?))"
		" AND d.voided_at IS NULL AND (d.order_id = o.id OR" AFTER_THE_LAST ") ORDER BY "
		"o.id",
		bind_ids(ids.v, ids.n)) {
		if (!order_of(orders, n, stmt_int(q, 0), &at))
			continue;
		if (f[at].paper_count++ == 0)
			f[at].paper_from = all;
		VEC_PUSH(*papers, all,
		         ((struct dossier_paper){stmt_code(q, 1), stmt_date(q, 2)}));
	}
	for (size_t i = 0; i < n; i++)
		f[i].papers = f[i].paper_count ? *papers + f[i].paper_from : NULL;
	ids_clear(&ids);
	return rc;
}

enum rc dossier_read(struct station *st, const struct treatment_order *o, bool brief,
                     struct dossier_facts *f, struct dossier_paper **papers, struct err *err) {
	enum rc rc = read_proofs(st, &o, 1, brief, f, err);

	return rc == RC_OK ? read_papers(st, &o, 1, f, papers, err) : rc;
}

enum rc dossiers_of(struct station *st, const struct actor *a,
                    const struct treatment_order *const *orders, size_t n, struct dossier *out,
                    struct err *err) {
	struct dossier_facts *f = mem_zalloc(n + 1, sizeof *f);
	struct dossier_paper *papers = NULL;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = read_proofs(st, orders, n, false, f, err);
	if (rc == RC_OK)
		rc = read_papers(st, orders, n, f, &papers, err);
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		dossier_judge(&f[i], &out[i]);
	free(papers);
	free(f);
	return rc;
}

enum rc dossier_of(struct station *st, const struct actor *a, long long resident, long long order,
                   struct dossier *out, struct err *err) {
	struct dossier_facts f;
	struct treatment_order o;
	struct dossier_paper *papers = NULL;
	enum rc rc = order ? order_get(st, a, order, &o, err)
	                   : order_current(st, a, resident, &o, err);

	if (rc == RC_OK)
		rc = dossier_read(st, &o, false, &f, &papers, err);
	if (rc == RC_OK)
		dossier_judge(&f, out);
	free(papers);
	entity_clear(&order_def, &o);
	return rc;
}
