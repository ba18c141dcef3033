/* What the file of one order holds, from the records. SPDX-License-Identifier: MIT */
#include "model/event/dossier.h"

#include "model/event/event_db.h"
#include "model/station/usecase_db.h"

/* One row in the order of enum dossier_proof, from PROOF_MEMBERS on: how many, or whether any. A
 * member counts once the letter is signed. */
#define PROOFS(ANY) \
	"SELECT " ANY( \
		"team_member m JOIN resident_visible r ON r.team = m.team WHERE r.id = ?2" \
		" AND m.voided_at IS NULL AND m.letter_on IS NOT NULL") "," ANY("relative WHERE resident = ?2 AND voided_at IS NULL AND letter_on IS NOT NULL") "," ANY(OF_ORDER("drug_test")) "," ANY(OF_ORDER("talk")) "," ANY(OF_ORDER("visit")) "," ANY(OF_ORDER("self_report")) "," ANY(OF_ORDER("assessment")) "," ANY(OF_ORDER("aid")) "," ANY(OF_ORDER("leave")) "," ANY(OF_ORDER("warning")) "," ANY("status_change WHERE order_id = ?1 AND voided_at IS NULL AND state = ?3 AND document IS NOT NULL")
#define OF_ORDER(table) table " WHERE resident = ?2 AND order_id = ?1 AND voided_at IS NULL"
#define HOW_MANY(from) "(SELECT count(*) FROM " from ")"
#define WHETHER(from) "EXISTS (SELECT 1 FROM " from ")"

static enum rc read_counts(struct station *st, const struct treatment_order *o, bool brief,
                           struct dossier_facts *f, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, brief ? PROOFS(WHETHER) : PROOFS(HOW_MANY), o->rec.id,
	            o->resident, o->state)
		for (int i = PROOF_MEMBERS; i < PROOF_COUNT; i++)
			f->records[i] = stmt_int(q, i - PROOF_MEMBERS);
	return rc;
}

static enum rc read_papers(struct station *st, const struct treatment_order *o,
                           struct code **papers, size_t *n, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT kind FROM document WHERE resident = ?2 AND order_id = ?1 AND voided_at "
		"IS NULL",
		o->rec.id, o->resident)
	VEC_PUSH(*papers, *n, stmt_code(q, 0));
	return rc;
}

enum rc dossier_read(struct station *st, const struct treatment_order *o, bool brief,
                     struct dossier_facts *f, struct code **papers, struct err *err) {
	enum rc rc;

	*f = (struct dossier_facts){.state = o->state};
	rc = read_counts(st, o, brief, f, err);
	if (rc == RC_OK)
		rc = read_papers(st, o, papers, &f->paper_count, err);
	f->papers = *papers;
	f->records[PROOF_DOC_NO] = o->doc_no != NULL;
	f->records[PROOF_SERVED] = date_is_set(o->served);
	f->records[PROOF_REPORTED] = date_is_set(o->reported);
	f->records[PROOF_AGREED] = date_is_set(o->agreed);
	return rc;
}

enum rc dossier_of(struct station *st, const struct actor *a, long long resident, long long order,
                   struct dossier *out, struct err *err) {
	struct dossier_facts f;
	struct treatment_order o;
	struct code *papers = NULL;
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
