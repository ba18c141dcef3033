/* How the stations of the county stand. SPDX-License-Identifier: MIT */
#include "core/vec.h"
#include "model/county/county.h"
#include "model/station/usecase_db.h"

static enum rc read_all(struct station *st, struct county_stands *out, struct err *err) {
	enum rc rc = RC_OK;

	/* of one month the newest number is what stands, and what is answered */
	QUERY_EACH(
		q, rc, st->store, err,
		"WITH top AS (SELECT station, period, max(no) AS no FROM county_return GROUP BY"
		" station, period), now AS (SELECT r.id, station, period, no, received, state FROM"
		" county_return r JOIN top USING (station, period, no)) SELECT s.id, s.code,"
		" s.name, s.parent, max(n.period), n.no, n.received, n.id, count(n.id) FILTER"
		" (WHERE n.state = 'open'), count(n.id) FILTER (WHERE n.state = 'back') FROM"
		" county_station s LEFT JOIN now n ON n.station = s.id WHERE s.voided_at IS NULL"
		" GROUP BY s.id ORDER BY s.code") {
		struct county_stand s = {.id = stmt_int(q, 0), .code = mem_strdup(stmt_text(q, 1)),
		                         .name = mem_strdup(stmt_text(q, 2)), .no = stmt_int(q, 5),
		                         .received = stmt_date(q, 6), .last = stmt_int(q, 7),
		                         .open = stmt_int(q, 8), .back = stmt_int(q, 9),
		                         .due = DATE_NONE};

		s.parent = stmt_is_null(q, 3) ? NULL : mem_strdup(stmt_text(q, 3));
		snprintf(s.month, sizeof s.month, "%s", stmt_is_null(q, 4) ? "" : stmt_text(q, 4));
		VEC_PUSH(out->v, out->n, s);
	}
	return rc;
}

enum rc county_stands_read(struct station *st, const struct actor *a, const char *until,
                           struct county_stands *out, struct err *err) {
	char last[COUNTY_MONTH];
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	*out = (struct county_stands){NULL, 0, {NULL, 0}};
	county_month_due(st, last);
	if (rc == RC_OK)
		rc = read_all(st, out, err);
	if (rc == RC_OK)
		rc = county_gaps_read(st, a, 0, until ? until : last, &out->gaps, err);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		struct county_stand *s = &out->v[i];

		for (size_t g = 0; g < out->gaps.n; g++) {
			const struct county_gap *gap = &out->gaps.v[g];

			if (gap->station != s->id || gap->kind != GAP_MONTH)
				continue;
			if (!s->missing[0])
				memcpy(s->missing, gap->month, sizeof s->missing);
			s->asked |= strcmp(gap->month, until ? until : last) == 0;
		}
		s->due = county_due(st, s->missing);
	}
	return rc;
}

void county_stands_clear(struct county_stands *s) {
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].code);
		free(s->v[i].name);
		free(s->v[i].parent);
	}
	free(s->v);
	free(s->gaps.v);
	*s = (struct county_stands){NULL, 0, {NULL, 0}};
}
