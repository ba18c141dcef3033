/* Months as sent, in the database: written once, read back as they were.
 * SPDX-License-Identifier: MIT */
#include "model/report/sent.h"

#include "model/rules/order_facts_db.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"

static void read_head(struct stmt *q, struct sent *out) {
	out->id = stmt_int(q, 0);
	out->month = stmt_date(q, 1);
	out->no = stmt_int(q, 2);
	out->as_of = stmt_date(q, 3);
	out->sent_at = stmt_int(q, 4);
	out->sent_by = stmt_int(q, 5);
	out->station = mem_strdup(stmt_text(q, 6));
	out->note = mem_strdup(stmt_text(q, 7));
	snprintf(out->anchor, sizeof out->anchor, "%s", stmt_text(q, 8));
	snprintf(out->digest, sizeof out->digest, "%s", stmt_text(q, 9));
}
#define HEAD "id, month, no, as_of, sent_at, sent_by, station, note, anchor, digest"

static enum rc read_places(struct station *st, struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT uid, name FROM sent_place WHERE sent = ? ORDER BY position", s->id) {
		VEC_PUSH(s->places, s->place_count, (struct sent_place){
			.uid = mem_strdup(stmt_text(q, 0)), .name = mem_strdup(stmt_text(q, 1))});
	}
	return rc;
}

/* Index of a place by uid; place_count: none. */
static size_t place_at(const struct sent *s, const char *uid) {
	size_t i = 0;

	while (i < s->place_count && strcmp(s->places[i].uid, uid) != 0)
		i++;
	return i;
}

static enum rc spoilt(const struct sent *s, struct err *err) {
	char month[DATE_BUF], no[24];

	snprintf(no, sizeof no, "%lld", s->no);
	date_format(s->month, month);
	month[7] = '\0';
	return err_set(err, RC_CORRUPT, "sent.digest",
	               N_("What is kept of {month}, number {no}, is not what was sent: the database"
	                  " was changed from outside. Compare it with the paper and a backup."),
	               "month", month, "no", no, NULL);
}

static enum rc read_lines(struct station *st, struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT figure, place, numerator, denominator FROM sent_figure WHERE sent = ?"
	           " ORDER BY position", s->id) {
		const char *figure = stmt_text(q, 0);
		struct sent_line l = {.place = place_at(s, stmt_text(q, 1)),
		                      .numerator = stmt_int(q, 2), .denominator =
		                              stmt_is_null(q, 3) ? INT_NONE : stmt_int(q, 3)};

		if (s->figure_count == 0 || strcmp(s->figures[s->figure_count - 1], figure) != 0)
			VEC_PUSH(s->figures, s->figure_count, mem_strdup(figure));
		l.figure = s->figure_count - 1;
		if (l.place == s->place_count)
			rc = spoilt(s, err);
		VEC_PUSH(s->lines, s->line_count, l);
	}
	return rc;
}

static enum rc read_people(struct station *st, struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t f = 0; f < s->figure_count; f++)
		QUERY_EACH(q, rc, st->store, err,
		           "SELECT uid, place, value FROM sent_person WHERE sent = ? AND figure = ?"
		           " ORDER BY uid", s->id, s->figures[f]) {
			struct sent_person p = {.figure = f, .place = place_at(s, stmt_text(q, 1)),
			                        .value = stmt_int(q, 2)};

			snprintf(p.uid, sizeof p.uid, "%s", stmt_text(q, 0));
			if (p.place == s->place_count)
				rc = spoilt(s, err);
			VEC_PUSH(s->people, s->people_count, p);
		}
	return rc;
}

/* The content of a head, and whether it still is what its audit row says; where it came in with a
 * whole station, that of the import. */
static enum rc read_rest(struct station *st, struct sent *s, struct err *err) {
	char digest[2 * HASH_LEN + 1];
	bool logged;
	enum rc rc;

	TRY(read_places(st, s, err));
	TRY(read_lines(st, s, err));
	TRY(read_people(st, s, err));
	TRY(sent_cells_read(st, s, err));
	TRY(approval_count_single(st, s->month, date_month_end(s->month), &s->single, err));
	s->counted_from = counted_from(st);
	sent_digest(s, digest);
	TRY(query_any(st->store, &logged, err,
	              "SELECT 1 FROM audit WHERE action IN ('report.send', 'import') AND table_name"
	              " = 'sent' AND record = ? AND instr(detail, ?)", s->id, digest));
	if (!logged)
		rc = spoilt(s, err);
out:
	return rc;
}

enum rc sent_list(struct station *st, const struct actor *a, struct sent **out, size_t *n,
                  struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*out = NULL;
	*n = 0;
	QUERY_EACH(q, rc, st->store, err, "SELECT " HEAD " FROM sent ORDER BY month DESC, no") {
		VEC_PUSH(*out, *n, (struct sent){0});
		read_head(q, &(*out)[*n - 1]);
	}
	return rc;
}

/* The last number of the month not after `no` (< 0: any); -1: none. */
static enum rc last_number(struct station *st, struct date month, long long no, long long *last,
                           struct err *err) {
	*last = -1;
	return query_int(st->store, last, err,
	                 "SELECT coalesce(max(no), -1) FROM sent WHERE month = ?1 AND (?2 < 0 OR no"
	                 " <= ?2)", month, no);
}

static enum rc read_number(struct station *st, struct date month, long long no, struct sent *out,
                           struct err *err) {
	enum rc rc = RC_OK;

	*out = (struct sent){0};
	QUERY_EACH(q, rc, st->store, err, "SELECT " HEAD " FROM sent WHERE month = ? AND no = ?",
	           month, no)
		read_head(q, out);
	if (rc == RC_OK && out->id == 0)
		rc = err_set(err, RC_NOT_FOUND, "sent.none", N_("Nothing of this month and number"
		                                                " was sent."), NULL);
	if (rc == RC_OK)
		rc = read_rest(st, out, err);
	if (rc != RC_OK)
		sent_clear(out);
	return rc;
}

/* What a role reads that is told steps only: the station's lines, and nobody behind them. */
static void make_coarse(const struct actor *a, struct sent *s) {
	size_t n = 0;

	if (!figures_are_coarse(a))
		return;
	for (size_t i = 0; i < s->line_count; i++) {
		struct sent_line l = s->lines[i];
		const struct figure_def *f = figure_find(s->figures[l.figure]);

		if (strcmp(s->places[l.place].uid, SENT_STATION) != 0)
			continue;
		l.numerator = figure_coarse(f, l.numerator);
		if (l.denominator != INT_NONE)
			l.denominator = figure_coarse(NULL, l.denominator);
		s->lines[n++] = l;
	}
	s->line_count = n;
	s->people_count = 0;
	sent_cells_clear(s);
	s->single = figure_coarse(NULL, s->single);
}

enum rc sent_get(struct station *st, const struct actor *a, struct date month, long long no,
                 struct sent *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*out = (struct sent){0};
	if (rc == RC_OK && no < 0)
		rc = last_number(st, month, -1, &no, err);
	if (rc == RC_OK)
		rc = read_number(st, month, no, out, err);
	if (rc == RC_OK)
		make_coarse(a, out);
	return rc;
}

enum rc sent_now(struct station *st, const struct actor *a, struct date month, long long no,
                 struct sent *out, struct err *err) {
	long long last = -1;
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*out = (struct sent){0};
	if (rc == RC_OK)
		rc = last_number(st, month, no, &last, err);
	if (rc == RC_OK && last >= 0)
		rc = read_number(st, month, 0, out, err);
	for (long long i = 1; i <= last && rc == RC_OK; i++) {
		struct sent correction;

		rc = read_number(st, month, i, &correction, err);
		if (rc == RC_OK)
			sent_merge(out, &correction);
		sent_clear(&correction);
	}
	if (rc != RC_OK)
		sent_clear(out);
	else
		make_coarse(a, out);
	return rc;
}

enum rc sent_names(struct station *st, const struct actor *a, const struct sent *s,
                   const char *figure, struct ids *shown, long long *sealed, long long *gone,
                   struct err *err) {
	size_t f = sent_find(s, figure);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*sealed = *gone = 0;
	if (rc == RC_OK)
		rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);
	for (size_t i = 0; rc == RC_OK && i < s->people_count; i++) {
		bool found = false;

		if (s->people[i].figure != f)
			continue;
		QUERY_EACH(q, rc, st->store, err,
		           "SELECT id, sealed IS NULL FROM resident_meant WHERE uid = ?",
		           s->people[i].uid) {
			found = true;
			if (stmt_int(q, 1))
				ids_add(shown, stmt_int(q, 0));
			else
				++*sealed;
		}
		if (rc == RC_OK && !found)
			++*gone;
	}
	return rc;
}
