/* What a report rests on beside orders and tests: logs, intervals, refusals, the values of a person
 * day by day, papers, and events counted one by one. SPDX-License-Identifier: MIT */
#include "model/report/report_source.h"

#include "model/order/order_db.h"
#include "model/rules/legal_duty.h"
#include "model/rules/order_facts_db.h"

void grouped_init(struct grouped *b, size_t size) { *b = (struct grouped){.size = size}; }

void grouped_clear(struct grouped *b) {
	free(b->v);
	free(b->owner);
	free(b->start);
	grouped_init(b, b->size);
}

void grouped_add(struct grouped *b, size_t owner, const void *fact) {
	b->v = vec_room(b->v, b->n, b->size);
	memcpy(b->v + b->n * b->size, fact, b->size);
	VEC_PUSH(b->owner, b->n, (int)owner);
}

void grouped_sort(struct grouped *b, size_t owners) {
	char *sorted = mem_alloc((b->n + 1) * b->size);
	size_t *next;

	b->start = mem_zalloc(owners + 1, sizeof *b->start);
	for (size_t i = 0; i < b->n; i++)
		b->start[b->owner[i] + 1]++;
	for (size_t i = 0; i < owners; i++)
		b->start[i + 1] += b->start[i];
	next = mem_alloc((owners + 1) * sizeof *next);
	memcpy(next, b->start, (owners + 1) * sizeof *next);
	for (size_t i = 0; i < b->n; i++)
		memcpy(sorted + next[b->owner[i]]++ * b->size, b->v + i * b->size, b->size);
	free(next);
	free(b->v);
	free(b->owner);
	b->v = sorted;
	b->owner = NULL;
}

const void *grouped_of(const struct grouped *b, size_t owner, size_t *n) {
	*n = b->start[owner + 1] - b->start[owner];
	return b->v + b->start[owner] * b->size;
}

/* Hands one row over; the first column is the order's or the resident's id, already looked up. */
typedef void take_row(struct report_source *s, size_t owner, struct stmt *q);

static int by_value(const void *x, const void *y) {
	const long long *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static int place_among(const struct ids *ids, long long id) {
	const long long *found = ids->n ? bsearch(&id, ids->v, ids->n, sizeof id, by_value) : NULL;

	return found ? (int)(found - ids->v) : -1;
}

int report_person_at(const struct report_source *s, long long resident) {
	return place_among(&s->people, resident);
}

int report_order_at(const struct report_source *s, long long id) {
	int at = place_among(&s->by_id, id);

	return at < 0 ? -1 : s->position[at];
}

/* Every row whose order, or person, is in the report. */
static enum rc read_each(struct station *st, struct report_source *s, const struct bind *query,
                         bool by_person, take_row *take, struct err *err) {
	enum rc rc = RC_OK;
	struct stmt *q = query_start(st->store, query, &rc, err);

	while (query_next(&q, &rc, err)) {
		long long id = stmt_int(q, 0);
		int owner = by_person ? place_among(&s->people, id) : report_order_at(s, id);

		if (owner >= 0)
			take(s, (size_t)owner, q);
	}
	return rc;
}

int place_of_text(char ***texts, size_t *n, const char *text) {
	if (!text || !*text)
		return 0;
	for (size_t i = *n; i > 0; i--)
		if (strcmp((*texts)[i - 1], text) == 0)
			return (int)i;
	VEC_PUSH(*texts, *n, mem_strdup(text));
	return (int)*n;
}

/* ---- facts ---- */

static void add_status(struct report_source *s, enum report_group g, size_t owner, struct stmt *q) {
	grouped_add(&s->group[g], owner, &(struct status_fact){.state = stmt_code(q, 1),
	                                                       .since = stmt_date(q, 2)});
}

static void take_log(struct report_source *s, size_t order, struct stmt *q) {
	add_status(s, GROUP_LOG, order, q);
}
static void take_told(struct report_source *s, size_t order, struct stmt *q) {
	struct sent_fact fact = {stmt_code(q, 1), stmt_date(q, 2), stmt_int(q, 3), stmt_date(q, 4)};

	grouped_add(&s->group[GROUP_TOLD], order, &fact);
}

static void take_custody(struct report_source *s, size_t order, struct stmt *q) {
	const struct window_off off = {{stmt_date(q, 1), stmt_date(q, 2)},
	                               window_why_of(stmt_code(q, 3), s->illness_excuses)};

	if (off.why) /* what answers a finding changes no figure */
		grouped_add(&s->group[GROUP_CUSTODY], order, &off);
}

static void take_explained(struct report_source *s, size_t order, struct stmt *q) {
	grouped_add(&s->group[GROUP_EXPLAINED], order, &(int){(int)stmt_int(q, 1)});
}

/* Of the person, since custody may begin when the order has ended. */
static void take_held(struct report_source *s, size_t person, struct stmt *q) {
	struct custody_fact fact = {.days = {stmt_date(q, 1), stmt_date(q, 2)},
	                            .kind = stmt_code(q, 3)};

	grouped_add(&s->group[GROUP_HELD], person, &fact);
}

static void take_allowance(struct report_source *s, size_t person, struct stmt *q) {
	struct date day = stmt_date(q, 1);

	grouped_add(&s->group[GROUP_ALLOWANCES], person, &day);
}

static void take_followup(struct report_source *s, size_t person, struct stmt *q) {
	struct date day = stmt_date(q, 1);

	grouped_add(&s->group[GROUP_FOLLOWUPS], person, &day);
	if (stmt_is_null(q, 2))
		return;
	grouped_add(&s->group[GROUP_COUNTIES], person,
	            &(struct county_fact){day, place_of_text(&s->counties, &s->county_count,
	                                                     stmt_text(q, 2))});
}

static void take_leave(struct report_source *s, size_t order, struct stmt *q) {
	struct leave l = {.leave_from = stmt_date(q, 1), .leave_to = stmt_date(q, 2),
	                  .extends_to = stmt_date(q, 3), .returned = stmt_date(q, 4),
	                  .leave_state = stmt_code(q, 5)};

	grouped_add(&s->group[GROUP_LEAVES], order, &l);
}

/* What counts of a record itself: its number, and when it was typed. */
static struct record record_of(struct stmt *q, int column) {
	return (struct record){.id = stmt_int(q, column), .source = stmt_code(q, column + 1),
	                       .recorded_at = stmt_int(q, column + 2)};
}

static void take_missed(struct report_source *s, size_t order, struct stmt *q) {
	struct missed_test m = {.occurred = stmt_date(q, 1), .judged = stmt_code(q, 2),
	                        .warning_no = mem_strdup(stmt_text(q, 3)),
	                        .window_no = stmt_int(q, 4), .rec = record_of(q, 5)};

	grouped_add(&s->group[GROUP_MISSED], order, &m);
}

static void take_warning(struct report_source *s, size_t order, struct stmt *q) {
	struct warning w = {.occurred = stmt_date(q, 1), .kind = stmt_code(q, 2),
	                    .doc_no = mem_strdup(stmt_text(q, 3)),
	                    .away_from = stmt_date(q, 4), .away_until = stmt_date(q, 5),
	                    .window_no = stmt_is_null(q, 6) ? INT_NONE : stmt_int(q, 6),
	                    .another = stmt_code(q, 7), .rec = record_of(q, 8)};

	grouped_add(&s->group[GROUP_WARNINGS], order, &w);
}

static void take_use(struct report_source *s, size_t person, struct stmt *q) {
	struct use_fact use;

	if (use_read(q, &use))
		grouped_add(&s->group[GROUP_USES], person, &use);
}

static void take_value(struct report_source *s, size_t person, struct stmt *q) {
	static const char *const names[REPORT_FIELDS] = {"risk", "control", "job", "place", "team"};

	for (int f = 0; f < REPORT_FIELDS; f++)
		if (strcmp(stmt_text(q, 3), names[f]) == 0)
			add_status(s, GROUP_VALUES + f, person, q);
	if (strcmp(stmt_text(q, 3), names[FIELD_RISK]) == 0)
		grouped_add(&s->group[GROUP_RISKS], person,
		            &(struct risk_fact){stmt_date(q, 2), stmt_code(q, 1)});
}

/* Each slice in the order its reader wants. */
static const struct {
	bool by_person;
	take_row *take;
	const char *sql;
} facts[] = {
	{false, take_log,
	 /* while it was carried out elsewhere between two stays here it was moved */
	 "SELECT s.order_id, iif(s.state IN ('awaiting', 'executing') AND " LINE_HANDED("s") " AND"
	 " EXISTS (SELECT 1 FROM status_change n WHERE n.order_id = s.order_id AND n.voided_at IS NULL"
	 " AND n.id < s.id AND NOT " LINE_HANDED("n") "), 'moved', s.state), s.since FROM"
	 " status_change s WHERE s.voided_at IS NULL ORDER BY s.order_id, s.since,"
	 " s.state <> 'awaiting', s.id"},
	{false, take_custody,
	 "SELECT order_id, occurred, until, kind FROM custody WHERE voided_at IS NULL AND order_id"
	 " IS NOT NULL"},
	{false, take_custody,
	 "SELECT s.order_id, s.since, " LINE_UNTIL("s") " AS back, s.state FROM status_change s WHERE"
	 " s.state = 'moved' AND s.voided_at IS NULL AND back IS NOT NULL AND NOT " LINE_HANDED("s")},
	{false, take_explained,
	 "SELECT order_id, window_no FROM missed_test WHERE voided_at IS NULL AND order_id IS NOT"
	 " NULL"},
	{true, take_held,
	 "SELECT resident, occurred, until, kind, id FROM custody WHERE voided_at IS NULL ORDER BY"
	 " occurred, id"},
	{true, take_allowance,
	 "SELECT resident, occurred FROM aid WHERE voided_at IS NULL AND kind = 'allowance'"},
	{true, take_followup,
	 "SELECT resident, occurred, county FROM follow_up WHERE voided_at IS"
	 " NULL ORDER BY occurred, id"},
	{false, take_leave,
	 "SELECT order_id, leave_from, leave_to, extends_to, returned, leave_state FROM leave"
	 " WHERE voided_at IS NULL AND order_id IS NOT NULL"},
	{false, take_missed,
	 "SELECT order_id, occurred, judged, warning_no, window_no, id, source, recorded_at"
	 " FROM missed_test WHERE voided_at IS NULL"
	 " AND order_id IS NOT NULL AND judged IN ('refused', 'evaded') ORDER BY occurred, id"},
	{false, take_warning,
	 "SELECT order_id, occurred, kind, doc_no, away_from, away_until, window_no, another, id,"
	 " source, recorded_at FROM warning WHERE"
	 " voided_at IS NULL AND order_id IS NOT NULL AND kind IN ('refused', 'evaded', 'away')"
	 " ORDER BY occurred, id"},
	{false, take_told,
	 "SELECT " ORDER_OF_EVENT ", e.reason, e.covers, iif(e.source = 'typed', e.recorded_at, 0),"
	 " e.sent FROM police_report e WHERE e.voided_at IS NULL AND e.sent IS NOT NULL ORDER BY"
	 " e.sent"},
	{true, take_value,
	 "SELECT resident, value, day, field FROM person_value ORDER BY day, rank, id"},
};

static void find_suspensions(struct report_source *s) {
	for (size_t i = 0; i < s->count; i++) {
		size_t n;
		const struct status_fact *log = grouped_of(&s->group[GROUP_LOG], i, &n);
		struct interval *found = mem_alloc((n + 1) * sizeof *found);
		size_t count = status_suspensions(log, n, found);

		for (size_t k = 0; k < count; k++)
			grouped_add(&s->group[GROUP_SUSPENSIONS], i, &found[k]);
		free(found);
	}
	grouped_sort(&s->group[GROUP_SUSPENSIONS], s->count);
}

enum rc report_read_facts(struct station *st, struct report_source *s, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof facts / sizeof *facts; i++)
		rc = read_each(st, s, QUERY(facts[i].sql), facts[i].by_person, facts[i].take, err);
	if (rc == RC_OK)
		rc = read_each(st, s, QUERY(uses_sql(false)), true, take_use, err);
	for (int g = 0; g < REPORT_GROUPS; g++)
		if (g != GROUP_SUSPENSIONS && g != GROUP_TESTS)
			grouped_sort(&s->group[g], g >= GROUP_HELD ? s->people.n : s->count);
	find_suspensions(s);
	return rc;
}

/* ---- dossiers: what dossier_db.c asks of one file, for all orders at once and with the day, so
 * that the figure of an earlier month does not see what came later ---- */

/* ?1: the last day of the span. The columns stand for the proofs below: a day, NULL for none. The
 * number of the order is known since the order; that of a suspension stands in the log. Each
 * register by the index on the person or the order: one row is enough. */
#define FIRST_OF(table) \
	"(SELECT e.occurred FROM " table " e WHERE e.resident = o.resident AND e.order_id = o.id" \
	" AND e.voided_at IS NULL" \
	" ORDER BY e.occurred LIMIT 1)"
static const char proofs_sql[] =
	"SELECT o.id, CASE WHEN o.doc_no IS NOT NULL THEN o.ordered END, o.served, o.reported,"
	" o.agreed, (SELECT min(m.letter_on) FROM team_member m WHERE m.team = r.team AND"
	" m.voided_at IS NULL), (SELECT min(t.occurred) FROM drug_test t WHERE t.order_id = o.id"
	" AND t.voided_at IS NULL),"
	FIRST_OF("talk") "," FIRST_OF("visit") "," FIRST_OF("assessment") ","
	" (SELECT min(c.since) FROM status_change c WHERE c.order_id = o.id AND c.voided_at IS NULL"
	" AND c.state = 'suspended' AND c.document IS NOT NULL)," FIRST_OF("help_plan")
	" FROM treatment_order o JOIN resident_counted r ON r.id = o.resident"
	" WHERE o.voided_at IS NULL AND o.ordered <= ?1";
static const enum dossier_proof proofs[] = {
	PROOF_DOC_NO, PROOF_SERVED, PROOF_REPORTED, PROOF_AGREED,     PROOF_MEMBERS,
	PROOF_TEST,   PROOF_TALK,   PROOF_VISIT,    PROOF_ASSESSMENT, PROOF_STATE,
	PROOF_PLAN};

static void there_since(struct order_fact *o, size_t item, struct date day) {
	if (date_is_set(day) &&
	    (!date_is_set(o->papers[item]) || date_before(day, o->papers[item])))
		o->papers[item] = day;
}

static void take_proofs(struct report_source *s, size_t order, struct stmt *q) {
	for (size_t p = 0; p < sizeof proofs / sizeof *proofs; p++)
		for (size_t i = 0; i < DOSSIER_ITEMS; i++)
			if (dossier_items[i].proof == proofs[p] &&
			    (proofs[p] != PROOF_STATE ||
			     dossier_items[i].when == DOSSIER_SUSPENDED))
				there_since(&s->orders[order], i, stmt_date(q, (int)p + 1));
}

static void take_paper(struct report_source *s, size_t order, struct stmt *q) {
	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		if (code_is(stmt_code(q, 2), dossier_items[i].id))
			there_since(&s->orders[order], i, stmt_date(q, 1));
}

enum rc report_read_dossiers(struct station *st, struct report_source *s, struct err *err) {
	enum rc rc;

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < DOSSIER_ITEMS; k++)
			s->orders[i].papers[k] = DATE_NONE;
	rc = read_each(st, s, QUERY(proofs_sql, s->to), false, take_proofs, err);
	if (rc != RC_OK)
		return rc;
	return read_each(st, s,
	                 QUERY("SELECT order_id, occurred, kind FROM document WHERE voided_at IS"
	                       " NULL AND order_id IS NOT NULL AND occurred <= ?1", s->to), false,
	                       take_paper, err);
}

/* ---- tallies ---- */

enum { TALLIES_A_SOURCE = 4 };

/* order, resident, day, then a number for each tally; the span is ?1..?2. */
static const struct tally_source {
	const char *sql;
	int n;
	enum report_tally into[TALLIES_A_SOURCE];
	/* where what came after the order's end is counted as well; TALLY_COUNT: only what hangs on
	 * an order counts */
	enum report_tally after;
} sources[] = {
#define OF(table, day, numbers) \
	"SELECT order_id, resident, " day numbers " FROM " table " WHERE voided_at IS NULL AND " \
	day " BETWEEN ?1 AND ?2"
	{OF("talk", "occurred", ", 1, channel IS 'face'"), 2, {TALLY_TALKS, TALLY_MET},
	 TALLY_TALKS_AFTER},
	{OF("visit", "occurred", ", 1, met = 'found' AND relation = 'self'"), 2,
	 {TALLY_VISITS, TALLY_MET}, TALLY_VISITS_AFTER},
	{OF("phone_contact", "occurred", ", 1, reached = 'yes'"), 2, {TALLY_CALLS, TALLY_REACHED},
	 TALLY_CALLS_AFTER},
	{OF("self_report", "occurred", ", 1"), 1, {TALLY_REPORTS}, TALLY_COUNT},
	{OF("search", "occurred", ", 1, met IS 'found'"), 2, {TALLY_SEARCHES, TALLY_MET},
	 TALLY_COUNT},
	{OF("warning", "occurred", ", 1"), 1, {TALLY_WARNINGS}, TALLY_COUNT},
	{OF("leave", "leave_from", ", leave_state IS NULL OR leave_state NOT IN ('refused',"
	                           " 'withdrawn')"), 1,
	 {TALLY_LEAVES}, TALLY_COUNT},
	{OF("employment", "occurred", ", placed IS 'yes'"), 1, {TALLY_PLACED}, TALLY_COUNT},
	{OF("aid", "occurred", ", 1, kind = 'training', kind = 'allowance', kind = 'relief'"), 4,
	 {TALLY_AID, TALLY_TRAINING, TALLY_ALLOWANCE, TALLY_RELIEF}, TALLY_AID_AFTER},
	{OF("aid", "occurred", ", coalesce(amount, 0)"), 1, {TALLY_AMOUNT}, TALLY_AMOUNT},
#undef OF
};

static bool over_by(const struct order_facts *c, struct date day) {
	return !order_facts_is_open(c->state) && date_is_set(c->ended) &&
	       !date_before(day, c->ended);
}

int report_order_before(const struct report_source *s, long long resident, struct date day) {
	int person = place_among(&s->people, resident), found = -1;
	size_t low = 0, high = person < 0 ? 0 : s->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->orders[mid].person < (size_t)person)
			low = mid + 1;
		else
			high = mid;
	}
	for (size_t i = low; person >= 0 && i < s->count && s->orders[i].person == (size_t)person &&
	     !date_before(day, s->orders[i].course.ordered); i++) {
		if (s->orders[i].id && !over_by(&s->orders[i].course, day))
			return -1;
		found = s->orders[i].id ? (int)i : found;
	}
	return found;
}

static void add_tally(struct report_source *s, struct tally_fact fact, enum report_tally tally,
                      long long n) {
	fact.tally = tally;
	fact.n = n;
	if (n != 0)
		VEC_PUSH(s->tallies, s->tally_count, fact);
}

static void take_tallies(struct report_source *s, const struct tally_source *from, struct stmt *q) {
	struct tally_fact fact = {.order = report_order_at(s, stmt_int(q, 0)),
	                          .day = stmt_date(q, 2)};
	bool after = fact.order >= 0 && date_before(s->orders[fact.order].course.ended, fact.day) &&
	             over_by(&s->orders[fact.order].course, fact.day);

	if (stmt_is_null(q, 0) && from->after != TALLY_COUNT) {
		fact.order = report_order_before(s, stmt_int(q, 1), fact.day);
		after = true;
	}
	if (fact.order < 0)
		return;
	for (int i = 0; i < from->n; i++)
		add_tally(s, fact, from->into[i], stmt_int(q, 3 + i));
	/* A source of money has no number of its own for this. */
	if (after && from->after != TALLY_COUNT && from->after != from->into[0])
		add_tally(s, fact, from->after, 1);
}

enum rc report_read_tallies(struct station *st, struct report_source *s, struct err *err) {
	enum rc rc = RC_OK;

	for (const struct tally_source *from = sources;
	     from < sources + sizeof sources / sizeof *sources; from++)
		QUERY_EACH(q, rc, st->store, err, from->sql, s->from, s->to)
			take_tallies(s, from, q);
	return rc;
}
