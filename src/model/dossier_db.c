/* What the file of one order holds, from the records. */
#include "model/dossier.h"

#include <stdlib.h>

#include "station_db.h"

/* One row of counts in the order of enum dossier_proof, from PROOF_MEMBERS on. A member counts once the letter is signed. */
#define OF_ORDER(table, more) \
	"(SELECT count(*) FROM " table " WHERE resident = ?2 AND order_id = ?1 AND voided_at IS NULL" more ")"
static const char count_sql[] =
	"SELECT (SELECT count(*) FROM team_member m JOIN resident_visible r ON r.team = m.team WHERE r.id = ?2"
	" AND m.voided_at IS NULL AND m.letter_on IS NOT NULL),"
	" (SELECT count(*) FROM relative WHERE resident = ?2 AND voided_at IS NULL AND letter_on IS NOT NULL),"
	OF_ORDER("drug_test", "") "," OF_ORDER("talk", "") "," OF_ORDER("visit", "") "," OF_ORDER("self_report", "") ","
	OF_ORDER("assessment", "") "," OF_ORDER("aid", "") "," OF_ORDER("leave", "") "," OF_ORDER("warning", "") ","
	" (SELECT count(*) FROM status_change WHERE order_id = ?1 AND voided_at IS NULL AND state = ?3"
	" AND document IS NOT NULL)";

static enum rc read_counts(struct station *st, const struct treatment_order *o, struct dossier_facts *f,
                           struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store, count_sql, &q, err);

	if (rc == RC_OK) {
		stmt_bind_int(q, 1, o->rec.id);
		stmt_bind_int(q, 2, o->resident.id);
		stmt_bind_code(q, 3, o->state);
		rc = stmt_step(q, &row, err);
	}
	for (int i = PROOF_MEMBERS; rc == RC_OK && row && i < PROOF_COUNT; i++)
		f->records[i] = stmt_int(q, i - PROOF_MEMBERS);
	stmt_done(q);
	return rc;
}

static enum rc read_papers(struct station *st, const struct treatment_order *o, struct code **papers, size_t *n,
                           struct err *err) {
	struct stmt *q = NULL;
	bool row;
	enum rc rc = stmt_get(st->store,
	                      "SELECT kind FROM document WHERE resident = ?2 AND order_id = ?1 AND voided_at IS NULL", &q, err);

	if (rc == RC_OK) {
		stmt_bind_int(q, 1, o->rec.id);
		stmt_bind_int(q, 2, o->resident.id);
		while ((rc = stmt_step(q, &row, err)) == RC_OK && row) {
			*papers = mem_grow(*papers, *n + 1, sizeof **papers);
			(*papers)[(*n)++] = stmt_code(q, 0);
		}
	}
	stmt_done(q);
	return rc;
}

enum rc dossier_of(struct station *st, const struct actor *a, long long resident, long long order, struct dossier *out,
                   struct err *err) {
	struct dossier_facts f = {.paper_count = 0};
	struct treatment_order o;
	struct code *papers = NULL;
	enum rc rc = order ? order_get(st, a, order, &o, err) : order_current(st, a, resident, &o, err);

	if (rc == RC_OK)
		rc = read_counts(st, &o, &f, err);
	if (rc == RC_OK)
		rc = read_papers(st, &o, &papers, &f.paper_count, err);
	if (rc == RC_OK) {
		f.state = o.state;
		f.papers = papers;
		f.records[PROOF_DOC_NO] = o.doc_no != NULL;
		f.records[PROOF_SERVED] = date_is_set(o.served);
		f.records[PROOF_REPORTED] = date_is_set(o.reported);
		f.records[PROOF_AGREED] = date_is_set(o.agreed);
		dossier_judge(&f, out);
	}
	free(papers);
	entity_clear(&order_def, &o);
	return rc;
}
