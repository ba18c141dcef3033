/* Events counted one by one, in the order of their days. */
#include "model/report/report_source.h"

enum { TALLIES_A_SOURCE = 4 };

/* order, day, then a number for each tally; the span is ?1..?2. */
static const struct tally_source {
	const char *sql;
	int n;
	enum report_tally into[TALLIES_A_SOURCE];
} sources[] = {
#define OF(table, day, numbers) \
	"SELECT order_id, " day numbers " FROM " table " WHERE voided_at IS NULL AND order_id IS NOT NULL AND " day \
	" BETWEEN ?1 AND ?2"
	{OF("talk", "occurred", ", 1, channel IS 'face'"), 2, {TALLY_TALKS, TALLY_MET}},
	{OF("visit", "occurred", ", 1, met = 'found' AND relation = 'self'"), 2, {TALLY_VISITS, TALLY_MET}},
	{OF("phone_contact", "occurred", ", 1, reached = 'yes'"), 2, {TALLY_CALLS, TALLY_REACHED}},
	{OF("self_report", "occurred", ", 1"), 1, {TALLY_REPORTS}},
	{OF("search", "occurred", ", 1, met IS 'found'"), 2, {TALLY_SEARCHES, TALLY_MET}},
	{OF("warning", "occurred", ", 1"), 1, {TALLY_WARNINGS}},
	{OF("leave", "leave_from", ", leave_state IS NULL OR leave_state NOT IN ('refused', 'withdrawn')"), 1,
	 {TALLY_LEAVES}},
	{OF("employment", "occurred", ", placed IS 'yes'"), 1, {TALLY_PLACED}},
	{OF("aid", "occurred", ", 1, kind = 'training', kind = 'allowance', kind = 'relief'"), 4,
	 {TALLY_AID, TALLY_TRAINING, TALLY_ALLOWANCE, TALLY_RELIEF}},
	{OF("aid", "occurred", ", coalesce(amount, 0)"), 1, {TALLY_AMOUNT}},
#undef OF
};

static void add(struct report_source *s, const struct tally_fact *fact) {
	if (s->tally_count == s->tally_cap) {
		s->tally_cap = s->tally_cap ? 2 * s->tally_cap : 1024;
		s->tallies = mem_grow(s->tallies, s->tally_cap, sizeof *s->tallies);
	}
	s->tallies[s->tally_count++] = *fact;
}

static enum rc read_source(struct station *st, struct report_source *s, const struct tally_source *from,
                           struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, from->sql, s->from, s->to) {
		struct tally_fact fact = {.order = report_order_at(s, stmt_int(q, 0)), .day = stmt_date(q, 1)};

		for (int i = 0; fact.order >= 0 && i < from->n; i++) {
			fact.tally = from->into[i];
			fact.n = stmt_int(q, 2 + i);
			if (fact.n != 0)
				add(s, &fact);
		}
	}
	return rc;
}

enum rc report_read_tallies(struct station *st, struct report_source *s, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof sources / sizeof *sources; i++)
		rc = read_source(st, s, &sources[i], err);
	return rc;
}
