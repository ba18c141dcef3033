/* The months before, and the records of a month that cannot both be true.
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "model/lists.h"
#include "model/report/report_check.h"
#include "model/report/sent.h"
#include "model/station/usecase_db.h"

/* ?1..?2: the period. Who, each once. The first and last day in custody may hold a test too. */
static const struct {
	const char *id, *label, *sql;
} records[] = {
	{"after_death", N_("Talk, visit, report or test after the death:"),
	 "SELECT DISTINCT e.resident FROM (SELECT resident, occurred FROM talk WHERE voided_at IS"
	 " NULL AND occurred BETWEEN ?1 AND ?2 UNION ALL SELECT resident, occurred FROM drug_test"
	 " WHERE voided_at IS NULL AND occurred BETWEEN ?1 AND ?2 UNION ALL SELECT resident,"
	 " occurred FROM self_report WHERE voided_at IS NULL AND occurred BETWEEN ?1 AND ?2 UNION"
	 " ALL SELECT resident, occurred FROM visit WHERE voided_at IS NULL AND occurred BETWEEN ?1"
	 " AND ?2 AND relation = 'self' AND met = 'found') e JOIN resident_counted r ON r.id ="
	 " e.resident JOIN person_value c ON c.resident = e.resident AND c.field = 'control' AND"
	 " c.value = '03' AND c.day > '1900-01-01' AND c.day < e.occurred ORDER BY e.resident"},
	{"test_in_custody", N_("Test on a day in prison or isolation:"),
	 "SELECT DISTINCT t.resident FROM drug_test t JOIN resident_counted r ON r.id = t.resident"
	 " JOIN custody c ON c.resident = t.resident AND c.voided_at IS NULL AND c.kind IN"
	 " ('prison', 'isolation') AND c.occurred < t.occurred AND (c.until IS NULL OR t.occurred <"
	 " c.until) WHERE t.voided_at IS NULL AND t.occurred BETWEEN ?1 AND ?2 ORDER BY 1"},
	{"damaged", N_("Records that are damaged, of people:"),
	 "SELECT DISTINCT resident FROM damaged WHERE resident IS NOT NULL AND ?1 <= ?2 ORDER BY 1"},
};

static enum rc read_records(struct station *st, const struct report *r, struct report_doubts *out,
                            struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof records / sizeof *records; i++) {
		struct ids people = {0};

		QUERY_EACH(q, rc, st->store, err, records[i].sql, r->from, r->to)
			ids_add(&people, stmt_int(q, 0));
		report_doubts_add(out, records[i].id, records[i].label, &people);
	}
	return rc;
}

/* What was sent of a month stands, figure by figure. */
static void take_sent(const struct sent *s, long long *value) {
	for (size_t f = 0; f < figure_count; f++) {
		size_t at = sent_find(s, figure_table[f].id);

		if (at < s->figure_count)
			value[f] = sent_line(s, at, 0)->numerator;
	}
}

static enum rc read_past(struct station *st, const struct actor *a, const struct report *r,
                         struct report_past *past, struct err *err) {
	struct date first = date_add_months(r->from, -REPORT_PAST);
	struct report_source *source = NULL;
	enum rc rc = report_open(st, a, first, date_add_days(r->from, -1), false, &source, err);

	for (int m = 0; rc == RC_OK && m < REPORT_PAST; m++) {
		struct date from = date_add_months(first, m);
		struct sent sent = {0};
		struct report month = {0};

		past->value[m] = mem_zalloc(figure_count, sizeof *past->value[m]);
		rc = sent_now(st, a, from, -1, &sent, err);
		past->known[m] = sent.figure_count > 0 || !date_before(from, r->counted_from);
		if (rc == RC_OK && (past->known[m] || m + 1 == REPORT_PAST)) {
			report_fill(source, from, date_month_end(from), &month);
			for (size_t f = 0; f < figure_count; f++)
				past->value[m][f] = figure_total(&figure_table[f], month.rows,
				                                 month.count, NULL);
			take_sent(&sent, past->value[m]);
		}
		report_clear(&month);
		sent_clear(&sent);
	}
	report_close(source);
	return rc;
}

enum rc report_check(struct station *st, const struct actor *a, const struct report *r,
                     struct report_doubts *out, struct err *err) {
	struct report_past past = {0};
	enum rc rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);

	*out = (struct report_doubts){0};
	if (rc == RC_OK)
		rc = read_past(st, a, r, &past, err);
	if (rc == RC_OK)
		report_check_numbers(r, &past, out);
	if (rc == RC_OK)
		rc = read_records(st, r, out, err);
	for (int m = 0; m < REPORT_PAST; m++)
		free(past.value[m]);
	return rc;
}

/* ---- the list ---- */

enum { DOUBT_KIND, DOUBT_PEOPLE, DOUBT_TEXT, DOUBT_ID, DOUBT_COLUMNS };
static const struct list_column columns[DOUBT_COLUMNS] = {
	[DOUBT_KIND] = {.key = "kind", .label = N_("Doubt"), .width = 16},
	[DOUBT_PEOPLE] = {.key = "people", .label = N_("People"), .width = 5, .number = true},
	[DOUBT_TEXT] = {.key = "text", .label = N_("What is told"), .width = -1},
	[DOUBT_ID] = {.key = "id", .label = N_("Id"), .width = 12, .extra = PRINTED},
};

static void doubts_clear(struct list_run *r) { report_doubts_clear(r->data); }

static enum rc doubt_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct report_doubts *d = r->data;
	struct report report = {0};
	struct date month = month_to_send();
	enum rc rc = r->q.month ? date_read_month(r->q.month, &month, err) : RC_OK;

	report_doubts_clear(d);
	if (rc == RC_OK)
		rc = report_make(r->st, r->actor, month, date_month_end(month), &report, err);
	if (rc == RC_OK)
		rc = report_check(r->st, r->actor, &report, d, err);
	report_clear(&report);
	for (size_t i = 1; rc == RC_OK && i <= d->n; i++)
		ids_add(out, (long long)i);
	return rc;
}

static enum rc doubt_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct report_doubt *d = &((const struct report_doubts *)r->data)->v[id - 1];

	list_put(r, row, DOUBT_KIND, tr(d->kind));
	list_put(r, row, DOUBT_TEXT, d->text);
	if (d->people.n > 0)
		list_putf(r, row, DOUBT_PEOPLE, "%zu", d->people.n);
	list_put(r, row, DOUBT_ID, d->id);
	return RC_OK;
}

const struct list_def month_doubts_list = {
	.id = "month-doubts", .label = N_("Doubts about a month"),
	LIST_SHOWS(columns), .takes = LIST_BY_MONTH,
	.empty = N_("The figures of this month agree with each other."),
	.size = sizeof(struct report_doubts), .ids = doubt_ids, .row = doubt_row,
	.clear = doubts_clear,
};
