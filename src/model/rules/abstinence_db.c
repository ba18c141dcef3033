/* Use and the three years without it from the records of a person; whose files these years propose
 * to seal (rule 11.8). SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/event/drug_testing.h"
#include "model/person/seal.h"
#include "model/rules/breach_count.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

enum { MOVED_DAYS = 30 }; /* rule 11.8 */

/* In the order of the columns; the last three NULL where it is no test. */
enum { USE_DAY = 1, USE_ID, USE_ORDER, USE_SOURCE, USE_RECORDED, USE_RESULT, USE_NATURE, USE_REVIEW };
#define OF(table, which, as_test) \
	"SELECT e.resident, e.occurred, e.id, " ORDER_OF_EVENT ", e.source, e.recorded_at, " \
	as_test " FROM " table " e WHERE " which "e.voided_at IS NULL"
#define USES(which) \
	OF("drug_test", which "e.result = 'pos' AND ", "e.result, e.nature, e.review") \
	" UNION ALL " OF("drug_use", which, "NULL, NULL, NULL") " ORDER BY 2, 7, 3"

const char *uses_sql(bool of_one) { return of_one ? USES("e.resident = ?1 AND ") : USES(""); }

bool use_read(struct stmt *q, struct use_fact *out) {
	bool test = !stmt_is_null(q, USE_RESULT);

	*out = (struct use_fact){.reg = test ? "test" : "use", .id = stmt_int(q, USE_ID),
	                         .order = stmt_int(q, USE_ORDER), .day = stmt_date(q, USE_DAY),
	                         .recorded = code_is(stmt_code(q, USE_SOURCE), "typed")
	                                             ? stmt_int(q, USE_RECORDED)
	                                             : 0};
	return out->order &&
	       (!test || test_fact(out->day, stmt_code(q, USE_RESULT), stmt_code(q, USE_NATURE),
	                           stmt_code(q, USE_REVIEW)).positive);
}

enum rc uses_read(struct station *st, long long resident, struct use_fact **out, size_t *n,
                  struct err *err) {
	struct use_fact use;
	enum rc rc = RC_OK;

	*out = NULL;
	*n = 0;
	QUERY_EACH(q, rc, st->store, err, uses_sql(true), resident) {
		if (use_read(q, &use))
			VEC_PUSH(*out, *n, use);
	}
	return rc;
}

/* Is a limit of rules 6.3, 6.4 reached today, or were the police told of it or of a refusal since
 * it began? */
static enum rc read_failed(struct station *st, const struct actor *a, long long order,
                           struct abstinence_order *o, struct err *err) {
	struct breach_count b;
	enum rc rc = breach_count_of(st, a, order, clock_today(), &b, err);

	o->failed = breach_is_reached(&b);
	breach_count_clear(&b);
	if (rc == RC_OK && !o->failed)
		rc = query_any(st->store, &o->failed, err,
			"SELECT 1 FROM police_report e WHERE e.resident = (SELECT resident FROM"
			" treatment_order WHERE id = ?1) AND e.voided_at IS NULL AND e.sent >="
			" coalesce(?2, '') AND e.reason IN ('refusal', 'breach') "
			"AND " ORDER_OF_EVENT
			" = ?1", order, o->began);
	return rc;
}

static enum rc read_orders(struct station *st, const struct actor *a, long long resident,
                           struct abstinence_data *d, struct err *err) {
	struct ids ids = {0};
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT id, kind, state, ordered, coalesce(reported, term_start) FROM"
		" treatment_order WHERE resident = ? AND voided_at IS NULL ORDER BY ordered, id",
		resident) {
		VEC_PUSH(d->orders, d->known.order_count,
		         (struct abstinence_order){.kind = stmt_code(q, 1), .state = stmt_code(q, 2),
		                                   .ordered = stmt_date(q, 3),
		                                   .began = stmt_date(q, 4)});
		ids_add(&ids, stmt_int(q, 0));
	}
	for (size_t i = 0; rc == RC_OK && i < ids.n; i++)
		rc = read_failed(st, a, ids.v[i], &d->orders[i], err);
	ids_clear(&ids);
	return rc;
}

enum rc abstinence_read(struct station *st, const struct actor *a, long long resident,
                        struct abstinence_data *d, struct err *err) {
	enum rc rc;

	*d = (struct abstinence_data){0};
	TRY(read_orders(st, a, resident, d, err));
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT occurred, until, kind, id FROM custody WHERE resident = ? AND voided_at"
	           " IS NULL", resident)
		VEC_PUSH(d->custody, d->known.custody_count,
		         (struct custody_fact){{stmt_date(q, 0), stmt_date(q, 1)}, stmt_code(q, 2),
		                               stmt_int(q, 3)});
	if (rc == RC_OK)
		rc = uses_read(st, resident, &d->uses, &d->known.use_count, err);
	if (rc == RC_OK)
		rc = query_any(st->store, &d->known.died, err,
		               "SELECT 1 FROM resident_visible WHERE id = ?1 AND control = '03'"
		               " UNION ALL SELECT 1 FROM treatment_order o JOIN status_change c ON"
		               " c.order_id = o.id WHERE o.resident = ?1 AND c.voided_at IS NULL"
		               " AND c.cause = 'death'", resident);
	d->known.orders = d->orders;
	d->known.custody = d->custody;
	d->known.uses = d->uses;
out:
	return rc;
}

void abstinence_clear(struct abstinence_data *d) {
	free(d->orders);
	free(d->custody);
	free(d->uses);
	*d = (struct abstinence_data){0};
}

/* ---- whose file to seal ---- */

/* ?1 thirty days ago, ?2 three years; the last order counts. Of the released ones the rules say the
 * rest. */
static const char propose_sql[] =
	"SELECT r.id, CASE WHEN r.control = '03' THEN 1 WHEN o.state = 'moved' THEN 2 ELSE 0 END,"
	" CASE WHEN r.control = '03' THEN coalesce(o.ended, o.ordered) ELSE o.ended END FROM"
	" resident_visible r LEFT JOIN treatment_order o ON o.id = (SELECT x.id FROM"
	" treatment_order x WHERE x.resident = r.id AND x.voided_at IS NULL ORDER BY x.state IN"
	" ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC, x.id DESC LIMIT 1)"
	" WHERE r.control = '03' OR (o.state = 'moved' AND o.ended <= ?1) OR (o.state ="
	" 'released' AND (o.ordered <= ?2 OR o.kind = 'rehab')) ORDER BY r.file_no";

/* Of one released: since when the three years count; false: they are not full. */
static enum rc is_over(struct station *st, const struct actor *a, struct seal_proposal *p,
                       bool *over, struct err *err) {
	struct abstinence_data d;
	struct abstinence clean;
	enum rc rc = abstinence_read(st, a, p->resident, &d, err);

	abstinence_of(&d.known, clock_today(), &clean);
	p->since = clean.from;
	*over = clean.how == ABSTINENCE_RUNS && abstinence_is_full(clean.from, clock_today());
	abstinence_clear(&d);
	return rc;
}

enum rc seal_propose(struct station *st, const struct actor *a, struct seal_proposals *out,
                     struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_SEAL, 0, err);
	size_t n = 0;

	*out = (struct seal_proposals){0};
	QUERY_EACH(q, rc, st->store, err, propose_sql, date_add_days(clock_today(), -MOVED_DAYS),
	           date_add_months(clock_today(), -ABSTINENT_MONTHS)) {
		VEC_PUSH(out->v, out->n,
		         (struct seal_proposal){.resident = stmt_int(q, 0),
		                                .cause = (enum seal_cause)stmt_int(q, 1),
		                                .since = stmt_date(q, 2)});
	}
	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		bool over = true;

		if (out->v[i].cause == SEAL_ENDED)
			rc = is_over(st, a, &out->v[i], &over, err);
		if (over)
			out->v[n++] = out->v[i];
	}
	out->n = n;
	return rc;
}
