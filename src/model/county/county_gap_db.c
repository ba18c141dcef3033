/* What of the county's returns is not here. SPDX-License-Identifier: MIT */
#include "core/vec.h"
#include "model/county/county.h"
#include "model/station/usecase_db.h"

static void push(struct county_gaps *g, enum county_gap_kind kind, long long station,
                 const char *month, long long no) {
	struct county_gap gap = {.kind = kind, .station = station, .no = no};

	snprintf(gap.month, sizeof gap.month, "%s", month);
	VEC_PUSH(g->v, g->n, gap);
}

/* Months from the first to the newest received, or to `until` where that is later. */
static enum rc months(struct station *st, long long station, const char *until,
                      struct county_gaps *out, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"WITH RECURSIVE span AS (SELECT s.id, s.first_month AS month,"
		" min(coalesce(s.last_month, '9999-12'), coalesce(?2, (SELECT max(period) FROM"
		" county_return r WHERE r.station = s.id), '')) AS last FROM county_station s WHERE"
		" s.voided_at IS NULL AND (?1 IS NULL OR s.id = ?1) UNION ALL SELECT id,"
		" strftime('%Y-%m', month || '-01', '+1 month'), last FROM span WHERE month < last)"
		" SELECT id, month FROM span WHERE month <= last AND NOT EXISTS (SELECT 1 FROM"
		" county_return r WHERE r.station = span.id AND r.period = span.month) ORDER BY id,"
		" month",
		bind_ref(station), until)
		push(out, GAP_MONTH, stmt_int(q, 0), stmt_text(q, 1), 0);
	return rc;
}

/* Numbers of a month below its newest; changes are also against one that is to be here. */
static enum rc numbers(struct station *st, long long station, struct county_gaps *out,
                       struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"WITH RECURSIVE up AS (SELECT station, period, 0 AS no, max(no) AS last FROM"
		" county_return WHERE no > 0 AND (?1 IS NULL OR station = ?1) GROUP BY station,"
		" period UNION ALL SELECT station, period, no + 1, last FROM up WHERE no + 1 <"
		" last) SELECT station, period, no FROM up WHERE NOT EXISTS (SELECT 1 FROM"
		" county_return r WHERE r.station = up.station AND r.period = up.period AND r.no ="
		" up.no) ORDER BY station, period, no",
		bind_ref(station))
		push(out, GAP_NUMBER, stmt_int(q, 0), stmt_text(q, 1), stmt_int(q, 2));
	return rc;
}

/* The return it says was sent before it is not here, nor is it clear which that is. */
static enum rc chain(struct station *st, long long station, struct county_gaps *out,
                     struct err *err) {
	size_t known = out->n;
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT station, period, no FROM county_return r WHERE previous IS NOT NULL AND (?1"
		" IS NULL OR station = ?1) AND NOT EXISTS (SELECT 1 FROM county_return p WHERE"
		" p.digest = r.previous AND p.station = r.station) ORDER BY station, period, no",
		bind_ref(station)) {
		bool clear = false;

		for (size_t i = 0; i < known && !clear; i++)
			clear = out->v[i].station == stmt_int(q, 0);
		if (!clear)
			push(out, GAP_CHAIN, stmt_int(q, 0), stmt_text(q, 1), stmt_int(q, 2));
	}
	return rc;
}

enum rc county_gaps_read(struct station *st, const struct actor *a, long long station,
                         const char *until, struct county_gaps *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	*out = (struct county_gaps){NULL, 0};
	if (rc == RC_OK)
		rc = months(st, station, until, out, err);
	if (rc == RC_OK)
		rc = numbers(st, station, out, err);
	return rc == RC_OK ? chain(st, station, out, err) : rc;
}
