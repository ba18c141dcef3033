/* All that was received of a month, for an engine above the county (rule 21.30).
 * SPDX-License-Identifier: MIT */
#include "core/vec.h"
#include "model/county/county.h"
#include "model/station/usecase_db.h"

struct outgoing {
	struct store *store;
	const char *month;
	const struct county_export *to;
	struct got {
		long long id;
		char *code, *digest;
		struct county_out_return is;
	} *v;
	size_t n;
};

static enum rc put_stations(struct outgoing *o, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, o->store, err,
	           "SELECT code, name, first_month, last_month, seq FROM county_station WHERE"
	           " voided_at IS NULL ORDER BY code")
		o->to->station(o->to->ctx, &(struct county_out_station){
			stmt_text(q, 0), stmt_text(q, 1), stmt_text(q, 2), stmt_text(q, 3),
			stmt_int(q, 4)});
	return rc;
}

/* What was made void too, so that who loaded it hears of it. */
static enum rc put_typed(struct outgoing *o, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, o->store, err,
	           "SELECT t.uid, t.seq, s.code, figure, numerator, denominator, origin, o.login,"
	           " t.voided_at IS NOT NULL FROM county_typed t LEFT JOIN officer o ON o.id ="
	           " t.recorded_by LEFT JOIN county_station s ON s.id = t.station WHERE t.month = ?"
	           " ORDER BY t.id",
	           o->month)
		o->to->typed(o->to->ctx, &(struct county_out_typed){
			.uid = stmt_text(q, 0), .seq = stmt_int(q, 1), .figure = stmt_text(q, 3),
			.station = stmt_is_null(q, 2) ? NULL : stmt_text(q, 2),
			.numerator = stmt_int(q, 4), .origin = stmt_text(q, 6), .by = stmt_text(q, 7),
			.denominator = stmt_is_null(q, 5) ? INT_NONE : stmt_int(q, 5),
			.gone = stmt_int(q, 8) != 0});
	return rc;
}

/* What the package is signed with the head of: the newest entry about any of them, so that the same
 * numbers make the same bytes. */
static enum rc put_head(struct outgoing *o, struct err *err) {
	char *received = NULL, hex[65], *head = NULL;
	long long seq = 0;
	enum rc rc = query_int(o->store, &seq, err,
	                       "SELECT max(seq) FROM (SELECT seq FROM county_return WHERE period ="
	                       " ?1 UNION ALL SELECT seq FROM county_typed WHERE month = ?1)",
	                       o->month);

	if (rc == RC_OK)
		rc = query_text(o->store, &received, err,
		                "SELECT max(received) FROM county_return WHERE period = ?",
		                o->month);
	if (rc == RC_OK)
		rc = audit_hash_at(o->store, seq, hex, err);
	if (rc == RC_OK) {
		head = mem_printf("%lld:%s", seq, hex);
		o->to->head(o->to->ctx, o->month, received, head);
	}
	free(head);
	free(received);
	return rc;
}

static enum rc read_returns(struct outgoing *o, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, o->store, err,
	           "SELECT r.id, s.code, r.digest, r.no, r.since FROM county_return r JOIN"
	           " county_station s ON s.id = r.station AND s.voided_at IS NULL WHERE r.period ="
	           " ? ORDER BY s.code, r.no",
	           o->month) {
		struct got *g = VEC_ADD(o->v, o->n);

		*g = (struct got){stmt_int(q, 0), mem_strdup(stmt_text(q, 1)),
		                  mem_strdup(stmt_text(q, 2)), {.no = stmt_int(q, 3)}};
		g->is.code = g->code;
		g->is.digest = g->digest;
		g->is.since = stmt_is_null(q, 4) ? INT_NONE : stmt_int(q, 4);
	}
	return rc;
}

static enum rc put_return(struct outgoing *o, const struct got *g, struct err *err) {
	enum rc rc = o->to->returned(o->to->ctx, &g->is, err);

	QUERY_EACH(q, rc, o->store, err,
	           "SELECT f.tab, p.key, w.word, f.numerator, f.denominator FROM county_figure f"
	           " JOIN county_place p ON p.id = f.place JOIN county_word w ON w.id = f.figure"
	           " WHERE f.return = ? ORDER BY f.position",
	           g->id)
		o->to->figure(o->to->ctx, &g->is, &(struct county_row){
			.tab = (int)stmt_int(q, 0), .place = (char *)(uintptr_t)stmt_text(q, 1),
			.figure = (char *)(uintptr_t)stmt_text(q, 2), .numerator = stmt_int(q, 3),
			.denominator = stmt_is_null(q, 4) ? INT_NONE : stmt_int(q, 4)});
	return rc;
}

enum rc county_month_export(struct station *st, const struct actor *a, const char *month,
                            const struct county_export *to, struct err *err) {
	struct outgoing o = {.store = st->store, .month = month, .to = to};
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_COUNTY_ANSWER, "county.export", 0, err);

	if (rc == RC_OK)
		rc = read_returns(&o, err);
	if (rc == RC_OK && o.n) {
		c.detail = month; /* it goes on record, though nothing changes here */
		rc = put_head(&o, err);
		if (rc == RC_OK)
			rc = put_stations(&o, err);
		if (rc == RC_OK)
			rc = put_typed(&o, err);
		for (size_t i = 0; rc == RC_OK && i < o.n; i++)
			rc = put_return(&o, &o.v[i], err);
		if (rc == RC_OK)
			rc = to->end(to->ctx, err);
	}
	rc = change_close(&c, rc, NULL, NULL, err);
	for (size_t i = 0; i < o.n; i++) {
		free(o.v[i].code);
		free(o.v[i].digest);
	}
	free(o.v);
	return rc;
}
