/* From when on each paper of a dossier is there: what dossier_db.c asks of one file, for all orders of a report at once and
 * with the day, so that the figure of an earlier month does not see what came later. */
#include "model/report/report_source.h"

/* ?1: the last day of the span. The columns stand for the proofs below: a day, NULL for none. The number of the order is
 * known since the order; that of a suspension stands in the log. Each register by the index on the person or the order: one
 * row is enough. */
#define FIRST_OF(table) \
	"(SELECT e.occurred FROM " table " e WHERE e.resident = o.resident AND e.order_id = o.id AND e.voided_at IS NULL" \
	" ORDER BY e.occurred LIMIT 1)"
static const char proofs_sql[] =
	"SELECT o.id, CASE WHEN o.doc_no IS NOT NULL THEN o.ordered END, o.served, o.reported, o.agreed,"
	" (SELECT min(m.letter_on) FROM team_member m WHERE m.team = r.team AND m.voided_at IS NULL),"
	" (SELECT min(t.occurred) FROM drug_test t WHERE t.order_id = o.id AND t.voided_at IS NULL),"
	FIRST_OF("talk") "," FIRST_OF("visit") "," FIRST_OF("assessment") ","
	" (SELECT min(c.since) FROM status_change c WHERE c.order_id = o.id AND c.voided_at IS NULL"
	" AND c.state = 'suspended' AND c.document IS NOT NULL)"
	" FROM treatment_order o JOIN resident_counted r ON r.id = o.resident WHERE o.voided_at IS NULL AND o.ordered <= ?1";
static const enum dossier_proof proofs[] = {PROOF_DOC_NO, PROOF_SERVED, PROOF_REPORTED, PROOF_AGREED, PROOF_MEMBERS,
                                            PROOF_TEST, PROOF_TALK, PROOF_VISIT, PROOF_ASSESSMENT, PROOF_STATE};

static const char papers_sql[] =
	"SELECT order_id, occurred, kind FROM document WHERE voided_at IS NULL AND order_id IS NOT NULL AND occurred <= ?1";

static void there_since(struct order_fact *o, size_t item, struct date day) {
	if (date_is_set(day) && (!date_is_set(o->papers[item]) || date_before(day, o->papers[item])))
		o->papers[item] = day;
}

static void take_proofs(struct report_source *s, size_t order, struct stmt *q) {
	for (size_t p = 0; p < sizeof proofs / sizeof *proofs; p++)
		for (size_t i = 0; i < DOSSIER_ITEMS; i++)
			if (dossier_items[i].proof == proofs[p] &&
			    (proofs[p] != PROOF_STATE || dossier_items[i].when == DOSSIER_SUSPENDED))
				there_since(&s->orders[order], i, stmt_date(q, (int)p + 1));
}

static void take_paper(struct report_source *s, size_t order, struct stmt *q) {
	struct code kind = stmt_code(q, 2);

	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		if (code_is(kind, dossier_items[i].id))
			there_since(&s->orders[order], i, stmt_date(q, 1));
}

static enum rc read_all(struct station *st, struct report_source *s, const char *sql,
                        void (*take)(struct report_source *s, size_t order, struct stmt *q), struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, sql, s->to) {
		int order = report_order_at(s, stmt_int(q, 0));

		if (order >= 0)
			take(s, (size_t)order, q);
	}
	return rc;
}

enum rc report_read_dossiers(struct station *st, struct report_source *s, struct err *err) {
	enum rc rc;

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < DOSSIER_ITEMS; k++)
			s->orders[i].papers[k] = DATE_NONE;
	rc = read_all(st, s, proofs_sql, take_proofs, err);
	return rc == RC_OK ? read_all(st, s, papers_sql, take_paper, err) : rc;
}
