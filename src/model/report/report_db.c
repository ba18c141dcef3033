/* The rows figures are counted from: orders, tests and windows of a span, then the rows of each
 * period in it. SPDX-License-Identifier: MIT */
#include "model/report/report.h"

#include "core/clock.h"
#include "model/person/erase.h"
#include "model/promise/promise_db.h"
#include "model/report/report_source.h"
#include "model/rules/legal_duty.h"
#include "model/rules/due_db.h"
#include "model/rules/order_facts_db.h"
#include "model/station/approval.h"
#include "model/station/day_check.h"

/* Who has records that are counted and had no order yet has a row of an order that is none. */
static const char orders_sql[] =
	"SELECT o.id, o.resident, o.kind, o.state, o.ordered, o.served, o.reported, o.months,"
	" o.deducted, o.term_start, o.term_end, o.agreed, o.ended, " IN_CHARGE_ON("?1") ","
	" o.taken_from, r.sex, r.birth, r.drug, o.taken_on FROM"
	" treatment_order o JOIN resident_counted r ON r.id = o.resident WHERE o.voided_at IS NULL"
	" AND o.ordered <= ?1 UNION ALL SELECT 0, r.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
	" NULL, NULL, NULL, NULL, NULL, NULL, r.sex, r.birth, r.drug, NULL FROM resident_counted r"
	" WHERE r.id IN (";
#define ORDERS_IN_ORDER ") ORDER BY 2, 5, 1"

static long long int_or_none(struct stmt *q, int col) {
	return stmt_is_null(q, col) ? INT_NONE : stmt_int(q, col);
}

static void take_order(struct station *st, struct report_source *s, struct stmt *q) {
	struct order_fact *o = VEC_ADD(s->orders, s->count);
	const struct treatment_order days = {.ordered = stmt_date(q, 4), .served = stmt_date(q, 5),
	                                     .reported = stmt_date(q, 6),
	                                     .term_start = stmt_date(q, 9),
	                                     .taken_on = stmt_date(q, 18)};

	*o = (struct order_fact){
		.id = stmt_int(q, 0),
		.agreed = stmt_date(q, 11),
		.worker = place_of_text(&s->workers, &s->worker_count, stmt_text(q, 13)),
		.taken_over = !stmt_is_null(q, 14),
		.who = {.resident = stmt_int(q, 1), .sex = stmt_code(q, 15),
		        .birth = stmt_date(q, 16), .drug = stmt_code(q, 17)},
		.course = {.kind = stmt_code(q, 2), .state = stmt_code(q, 3),
		           .ordered = stmt_date(q, 4), .served = stmt_date(q, 5),
		           .ended = stmt_date(q, 12), .taken = !stmt_is_null(q, 18),
		           .taken_on = days.taken_on,
		           .begun = order_begun(&days), .report_days = conf_int(st->conf, "rules",
		                                                              "report_days"),
		           .term = {.reported = order_term_reported(&days),
		                    .months = int_or_none(q, 7), .deducted = int_or_none(q, 8), .start_written = stmt_date(q, 9),
		                    .end_written = stmt_date(q, 10)}},
	};
	if (s->people.n == 0 || s->people.v[s->people.n - 1] != o->who.resident)
		ids_add(&s->people, o->who.resident);
	o->person = s->people.n - 1;
}

struct id_at {
	long long id;
	int at;
};

static int by_id(const void *x, const void *y) {
	const struct id_at *a = x, *b = y;

	return (a->id > b->id) - (a->id < b->id);
}

static void sort_ids(struct report_source *s) {
	struct id_at *all = mem_alloc((s->count + 1) * sizeof *all);

	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		if (s->orders[i].id)
			all[n++] = (struct id_at){s->orders[i].id, (int)i};
	qsort(all, n, sizeof *all, by_id);
	s->position = mem_alloc((s->count + 1) * sizeof *s->position);
	for (size_t i = 0; i < n; i++) {
		ids_add(&s->by_id, all[i].id);
		s->position[i] = all[i].at;
	}
	free(all);
}

static enum rc read_orders(struct station *st, struct report_source *s, struct err *err) {
	struct str sql = {0};
	enum rc rc = RC_OK;

	str_add(&sql, orders_sql);
	report_without_order_sql(&sql);
	str_add(&sql, ORDERS_IN_ORDER);
	QUERY_EACH(q, rc, st->store, err, str_text(&sql), s->to, s->from)
		take_order(st, s, q);
	str_clear(&sql);
	sort_ids(s);
	return rc;
}

/* Is the kind read: the visits always, the others for the tables of duties. */
static bool is_read(const struct report_source *s, const struct duty_kind_def *kind) {
	return kind->due == DUE_VISIT || ((s->reads & READ_DUTIES) && kind->due != DUE_TEST);
}

/* Those of a kind that end in the span or run on its last day; *first as cut_windows. */
static void cut_kind(struct station *st, struct report_source *s, struct order_fact *o, size_t kind,
                     struct window_list *all, struct date *first) {
	struct window_list *out = &o->regular[kind];
	struct term term;

	order_facts_cut(&o->course, st->profiles, duty_kind_table[kind].kind, &term, all);
	for (size_t w = 0; w < all->n && !date_before(s->to, all->v[w].first); w++) {
		if (date_before(all->v[w].last, s->from))
			continue;
		VEC_PUSH(out->v, out->n, all->v[w]);
		if (date_before(all->v[w].first, *first))
			*first = all->v[w].first;
	}
}

/* Windows without their tests; *first becomes the earliest day on which a test can matter. */
static void cut_windows(struct station *st, struct report_source *s, struct date *first,
                        struct date *first_regular) {
	bool overlay = profile_has_overlay(st->profiles);
	struct window_list all = {.v = NULL};
	struct order_facts old = {0};

	old_tests_read(st, &old);
	*first = *first_regular = s->from;
	for (size_t i = 0; i < s->count; i++) {
		struct order_fact *o = &s->orders[i];
		size_t n;
		const struct risk_fact *risks = grouped_of(&s->group[GROUP_RISKS], o->person, &n);

		o->course.counted_from = old.counted_from;
		o->course.old_tests = old.old_tests;
		o->course.explained =
			grouped_of(&s->group[GROUP_EXPLAINED], i, &o->course.explained_count);
		o->course.away = grouped_of(&s->group[GROUP_CUSTODY], i, &o->course.away_count);
		o->course.term.suspensions = grouped_of(&s->group[GROUP_SUSPENSIONS], i,
		                                        &o->course.term.suspension_count);
		if (overlay) {
			o->course.risks = risks;
			o->course.risk_count = n;
		}
		order_facts_cut(&o->course, st->profiles, "test", &o->term, &o->windows);
		for (size_t w = 0; w < o->windows.n; w++) {
			const struct window *one = &o->windows.v[w];

			if (((s->reads & READ_YEARS) || !date_before(one->last, s->from)) &&
			    date_before(one->first, *first))
				*first = one->first;
		}
		for (size_t k = 0; k < duty_kind_count; k++)
			if (is_read(s, &duty_kind_table[k]))
				cut_kind(st, s, o, k, &all, first_regular);
	}
	window_list_clear(&all);
}

/* Was it entered late? From column on: source, recorded_at. */
static bool is_late(const struct report_source *s, struct stmt *q, int column, struct date day) {
	const struct record rec = {.source = stmt_code(q, column),
	                           .recorded_at = stmt_int(q, column + 1)};

	return (s->reads & READ_DUTIES) && event_late_by(&rec, day) > 0;
}

static enum rc read_tests(struct station *st, struct report_source *s, struct date first,
                          struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT order_id, occurred, result, nature, review, resident, source,"
			" recorded_at FROM drug_test WHERE voided_at IS NULL AND occurred BETWEEN"
			" ?1 AND ?2 ORDER BY occurred",
			first, s->to) {
		int order = stmt_is_null(q, 0)
		                    ? report_order_before(s, stmt_int(q, 5), stmt_date(q, 1))
		                    : report_order_at(s, stmt_int(q, 0));
		struct event_fact t = test_fact(stmt_date(q, 1), stmt_code(q, 2), stmt_code(q, 3),
		                                stmt_code(q, 4));

		t.late = is_late(s, q, 6, t.day);
		if (order >= 0 && t.valid)
			grouped_add(&s->group[GROUP_TESTS], (size_t)order, &t);
	}
	grouped_sort(&s->group[GROUP_TESTS], s->count);
	for (size_t i = 0; i < s->count; i++) {
		s->orders[i].course.tests =
			grouped_of(&s->group[GROUP_TESTS], i, &s->orders[i].course.test_count);
		order_facts_mark(&s->orders[i].course, &s->orders[i].windows);
	}
	return rc;
}

/* What answers a window of the kind, by the table of kinds. */
static enum rc read_kind(struct station *st, struct report_source *s, size_t kind,
                         struct date first, struct err *err) {
	const struct duty_kind_def *def = &duty_kind_table[kind];
	struct grouped found;
	struct str sql = {0};
	enum rc rc = RC_OK;

	grouped_init(&found, sizeof(struct event_fact));
	str_addf(&sql, "SELECT order_id, occurred, source, recorded_at FROM %s WHERE voided_at IS"
	               " NULL AND occurred BETWEEN ?1 AND ?2",
	               event_find_def(def->reg)->entity->name);
	duty_kind_counts_sql(def, &sql);
	QUERY_EACH(q, rc, st->store, err, str_text(&sql), first, s->to) {
		int order = report_order_at(s, stmt_int(q, 0));
		struct event_fact fact = {.day = stmt_date(q, 1), .valid = true,
		                          .late = is_late(s, q, 2, stmt_date(q, 1))};

		if (order >= 0)
			grouped_add(&found, (size_t)order, &fact);
	}
	str_clear(&sql);
	grouped_sort(&found, s->count);
	for (size_t i = 0; rc == RC_OK && i < s->count; i++) {
		size_t n;
		const struct event_fact *v = grouped_of(&found, i, &n);

		order_facts_mark_kind(&s->orders[i].course, def->kind, v, n,
		                      &s->orders[i].regular[kind]);
	}
	grouped_clear(&found);
	return rc;
}

static enum rc read_regulars(struct station *st, struct report_source *s, struct date first,
                             struct err *err) {
	enum rc rc = RC_OK;

	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++)
		if (is_read(s, &duty_kind_table[k]))
			rc = read_kind(st, s, k, first, err);
	return rc;
}

/* Lines of Today with a deadline that is over, as the head's list takes them (rule 8.7). */
static enum rc read_overdue(struct station *st, struct report_source *s, struct err *err) {
	const struct due_group *any = due_groups;
	enum rc rc = RC_OK;

	if (!(s->reads & READ_DUTIES))
		return RC_OK;
	while (any->base != DUE_BASE_ANY)
		any++;
	due_keep_up(st);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT order_id, group_no, count(*) FROM due WHERE due_on < ? GROUP BY 1, 2",
	           s->as_of) {
		int order = report_order_at(s, stmt_int(q, 0));

		if (order >= 0 && due_group_takes(any, (int)stmt_int(q, 1)))
			s->orders[order].overdue += (int)stmt_int(q, 2);
	}
	return rc;
}

static const size_t group_sizes[REPORT_GROUPS] = {
	[GROUP_LOG] = sizeof(struct status_fact),
	[GROUP_SUSPENSIONS] = sizeof(struct interval),
	[GROUP_CUSTODY] = sizeof(struct window_off),
	[GROUP_EXPLAINED] = sizeof(int),
	[GROUP_TESTS] = sizeof(struct event_fact),
	[GROUP_LEAVES] = sizeof(struct leave),
	[GROUP_MISSED] = sizeof(struct missed_test),
	[GROUP_WARNINGS] = sizeof(struct warning),
	[GROUP_TOLD] = sizeof(struct sent_fact),
	[GROUP_ALLOWANCES] = sizeof(struct date),
	[GROUP_FOLLOWUPS] = sizeof(struct date),
	[GROUP_COUNTIES] = sizeof(struct county_fact),
	[GROUP_HELD] = sizeof(struct custody_fact),
	[GROUP_USES] = sizeof(struct use_fact),
	[GROUP_RISKS] = sizeof(struct risk_fact),
	[GROUP_VALUES] = sizeof(struct status_fact), sizeof(struct status_fact),
	sizeof(struct status_fact), sizeof(struct status_fact), sizeof(struct status_fact),
};

enum rc report_open(struct station *st, const struct actor *a, struct date from, struct date to,
                    unsigned reads, struct report_source **out, struct err *err) {
	struct report_source *s = mem_zalloc(1, sizeof *s);
	struct date first, first_regular;
	enum rc rc;

	s->as_of = clock_today();
	s->counted_from = counted_from(st);
	s->from = from;
	s->to = date_before(s->as_of, to) ? s->as_of : to;
	s->reads = reads;
	s->coarse = figures_are_coarse(a);
	s->visits_wanted = (int)conf_int(st->conf, "figures", "visits_wanted");
	followup_rules(st, &s->rules);
	s->illness_excuses = conf_bool(st->conf, "rules", "illness_excuses");
	for (int g = 0; g < REPORT_GROUPS; g++)
		grouped_init(&s->group[g], group_sizes[g]);
	TRY(usecase_query(st, a, ACT_REPORT, 0, err));
	TRY(audit_anchor(st, s->anchor, err));
	TRY(erase_count(st, a, &s->erased, err));
	TRY(damage_count(st, &s->damaged, err));
	TRY(query_ids(st->store, &s->villages, err,
	              "SELECT id FROM place WHERE sort_no IS NOT NULL ORDER BY " PLACE_ORDER("") ", id"));
	TRY(read_orders(st, s, err));
	TRY(report_read_facts(st, s, err));
	TRY(report_read_dossiers(st, s, err));
	cut_windows(st, s, &first, &first_regular);
	TRY(read_tests(st, s, first, err));
	TRY(read_regulars(st, s, first_regular, err));
	TRY(read_overdue(st, s, err));
	TRY(report_read_tallies(st, s, err));
	TRY(report_read_counts(st, s, err));
out:
	if (rc != RC_OK) {
		report_close(s);
		s = NULL;
	}
	*out = s;
	return rc;
}

void report_close(struct report_source *s) {
	if (s == NULL)
		return;
	ids_clear(&s->villages);
	struct missed_test *m = (struct missed_test *)(void *)s->group[GROUP_MISSED].v;
	struct warning *w = (struct warning *)(void *)s->group[GROUP_WARNINGS].v;

	for (size_t i = 0; i < s->group[GROUP_MISSED].n; i++)
		free(m[i].warning_no);
	for (size_t i = 0; i < s->group[GROUP_WARNINGS].n; i++)
		free(w[i].doc_no);
	for (int g = 0; g < REPORT_GROUPS; g++)
		grouped_clear(&s->group[g]);
	for (size_t i = 0; i < s->count; i++) {
		window_list_clear(&s->orders[i].windows);
		for (size_t k = 0; k < duty_kind_count; k++)
			window_list_clear(&s->orders[i].regular[k]);
	}
	for (size_t i = 0; i < s->worker_count; i++)
		free(s->workers[i]);
	free(s->workers);
	for (size_t i = 0; i < s->county_count; i++)
		free(s->counties[i]);
	free(s->counties);
	free(s->orders);
	free(s->position);
	free(s->tallies);
	free(s->counts);
	ids_clear(&s->places);
	ids_clear(&s->people);
	ids_clear(&s->by_id);
	free(s);
}

static int county_on(const struct report_source *s, size_t person, struct date day) {
	size_t n;
	const struct county_fact *v = grouped_of(&s->group[GROUP_COUNTIES], person, &n);
	int county = 0;

	for (size_t i = 0; i < n && !date_before(day, v[i].day); i++)
		county = v[i].county;
	return county;
}

/* The next of a person's rows, after n that stand there. */
static void fill_row(const struct report_source *s, size_t i, const struct report_period *p,
                     struct report_row *rows, size_t n) {
	const struct order_fact *f = &s->orders[i];
	struct report_order o = {.person = f->who, .order_id = f->id, .worker = f->worker,
	                         .agreed = f->agreed, .taken_over = f->taken_over,
	                         .visits_wanted = s->visits_wanted, .course = &f->course,
	                         .term = &f->term, .windows = &f->windows,
	                         .visits = &f->regular[duty_kind_find("visit") - duty_kind_table],
	                         .regular = s->reads & READ_DUTIES ? f->regular : NULL,
	                         .overdue = f->overdue,
	                         .counted_from = s->counted_from, .papers = f->papers};

	o.log = grouped_of(&s->group[GROUP_LOG], i, &o.log_count);
	for (int v = 0; v < REPORT_FIELDS; v++)
		o.values[v] = grouped_of(&s->group[GROUP_VALUES + v], f->person, &o.value_count[v]);
	o.uses = grouped_of(&s->group[GROUP_USES], f->person, &o.use_count);
	o.allowances =
		grouped_of(&s->group[GROUP_ALLOWANCES], f->person, &o.allowance_count);
	o.followups = grouped_of(&s->group[GROUP_FOLLOWUPS], f->person, &o.followup_count);
	if (s->group[GROUP_FOLLOWUPS].n) /* the station keeps them */
		o.every = s->rules.every;
	o.leaves = grouped_of(&s->group[GROUP_LEAVES], i, &o.leave_count);
	o.custody = grouped_of(&s->group[GROUP_HELD], f->person, &o.custody_count);
	if (!f->id) /* whoever is held and has no order yet is in no figure of custody */
		o.custody_count = 0;
	o.missed = grouped_of(&s->group[GROUP_MISSED], i, &o.missed_count);
	o.warnings = grouped_of(&s->group[GROUP_WARNINGS], i, &o.warning_count);
	o.told = grouped_of(&s->group[GROUP_TOLD], i, &o.told_count);
	report_row_fill(&rows[n], &o, p);
	rows[n].county = county_on(s, f->person, rows[n].day);
	report_rows_join(rows, n + 1, &o);
}

/* at: the row of each order, -1 for those not made by the day. */
static void add_tallies(const struct report_source *s, const int *at, const struct report_period *p,
                        struct report_row *rows) {
	struct date day = report_period_day(p);

	for (size_t i = 0; i < s->tally_count; i++) {
		const struct tally_fact *t = &s->tallies[i];

		if (at[t->order] >= 0 && !date_before(t->day, p->from) && !date_before(day, t->day))
			rows[at[t->order]].tally[t->tally] += t->n;
	}
}

/* Made by the day, and ours: before it was taken over it was another place's. */
static bool is_made(const struct order_fact *o, struct date day) {
	return !date_before(day, o->course.ordered) &&
	       !(o->course.taken && date_before(day, o->course.taken_on));
}

/* Has order i a row? That of somebody without orders only as long as there is none. */
static bool has_row(const struct report_source *s, size_t i, struct date day) {
	if (s->orders[i].id)
		return is_made(&s->orders[i], day);
	for (size_t k = i + 1; k < s->count && s->orders[k].person == s->orders[i].person; k++)
		if (is_made(&s->orders[k], day))
			return false;
	return true;
}

/* The rows of what the station's own ledgers count, before all others. */
static void place_rows(const struct report_source *s, const struct report_period *p,
                       struct report *out) {
	for (size_t i = 0; i < s->places.n; i++)
		out->rows[out->count++] = (struct report_row){.person.place = s->places.v[i],
		                                              .from = p->from,
		                                              .day = report_period_day(p)};
}

void report_fill(const struct report_source *s, struct date from, struct date to,
                 struct report *out) {
	struct report_period period = {from, to, s->as_of};
	struct date day = report_period_day(&period);
	int *at = mem_alloc((s->count + 1) * sizeof *at);
	size_t first = 0;

	*out = (struct report){.from = from, .to = to, .as_of = s->as_of,
	                       .counted_from = s->counted_from, .coarse = s->coarse,
	                       .erased = s->coarse ? figure_coarse(NULL, s->erased) : s->erased,
	                       .damaged = s->damaged,
	                       .worker_count = s->worker_count};
	memcpy(out->anchor, s->anchor, sizeof out->anchor);
	out->rows = mem_alloc((s->count + s->places.n + 1) * sizeof *out->rows);
	out->workers = mem_alloc((s->worker_count + 1) * sizeof *out->workers);
	for (size_t i = 0; i < s->villages.n; i++)
		ids_add(&out->villages, s->villages.v[i]);
	for (size_t i = 0; i < s->worker_count; i++)
		out->workers[i] = mem_strdup(s->workers[i]);
	for (size_t i = 0; i < s->county_count; i++)
		VEC_PUSH(out->counties, out->county_count, mem_strdup(s->counties[i]));
	place_rows(s, &period, out);
	for (size_t i = 0; i < s->count; i++) {
		at[i] = -1;
		if (!has_row(s, i, day))
			continue;
		if (out->count == 0 ||
		    out->rows[out->count - 1].person.resident != s->orders[i].who.resident)
			first = out->count;
		at[i] = (int)out->count;
		fill_row(s, i, &period, &out->rows[first], out->count++ - first);
	}
	add_tallies(s, at, &period, out->rows);
	report_add_counts(s, at, &period, out);
	free(at);
}

enum rc report_make(struct station *st, const struct actor *a, struct date from, struct date to,
                    struct report *out, struct err *err) {
	struct report_source *s = NULL;
	enum rc rc = report_may(st, a, from, to, err);

	*out = (struct report){.from = from, .to = to};
	if (rc == RC_OK)
		rc = report_open(st, a, from, to, false, &s, err);
	if (rc == RC_OK)
		report_fill(s, from, to, out);
	report_close(s);
	if (rc == RC_OK)
		rc = approval_count_single(st, from, to, &out->single, err);
	if (out->coarse)
		out->single = figure_coarse(NULL, out->single);
	if (rc != RC_OK)
		report_clear(out);
	return rc;
}

void report_clear(struct report *r) {
	for (size_t i = 0; i < r->worker_count; i++)
		free(r->workers[i]);
	free(r->workers);
	for (size_t i = 0; i < r->county_count; i++)
		free(r->counties[i]);
	free(r->counties);
	free(r->rows);
	free(r->counts);
	ids_clear(&r->villages);
	*r = (struct report){0};
}

enum rc report_names(struct station *st, const struct actor *a, const struct ids *residents,
                     struct ids *shown, long long *sealed, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*sealed = 0;
	if (rc == RC_OK)
		rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);
	for (size_t i = 0; rc == RC_OK && i < residents->n; i++) {
		bool there;

		rc = query_any(st->store, &there, err,
		               "SELECT 1 FROM resident_visible WHERE id = ?", residents->v[i]);
		if (rc == RC_OK && there)
			ids_add(shown, residents->v[i]);
		else if (rc == RC_OK)
			++*sealed;
	}
	return rc;
}
