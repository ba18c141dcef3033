/* Sending a month: counted once more and stored with its audit row in one transaction.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/report/sent.h"
#include "model/station/usecase_db.h"

static void add_place(struct sent *s, const char *uid, const char *name, long long id) {
	VEC_PUSH(s->places, s->place_count, (struct sent_place){mem_strdup(uid), mem_strdup(name),
	                                                        id});
}

static enum rc villages(struct station *st, struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	add_place(s, SENT_STATION, "", 0);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT uid, name, id FROM place WHERE voided_at IS NULL ORDER BY " PLACE_ORDER("") ", id")
		add_place(s, stmt_text(q, 0), stmt_text(q, 1), stmt_int(q, 2));
	add_place(s, SENT_NOWHERE, "", 0);
	return rc;
}

static enum rc keys(struct station *st, struct sent_key **out, size_t *n, struct err *err) {
	enum rc rc = RC_OK;

	*out = NULL;
	*n = 0;
	QUERY_EACH(q, rc, st->store, err, "SELECT id, uid FROM resident_numbered ORDER BY id") {
		struct sent_key *key = VEC_ADD(*out, *n);

		key->id = stmt_int(q, 0);
		snprintf(key->uid, sizeof key->uid, "%s", stmt_text(q, 1));
	}
	return rc;
}

enum rc sent_draft(struct station *st, const struct actor *a, const struct report *r,
                   struct sent *before, struct sent *next, struct err *err) {
	struct sent_key *people = NULL;
	size_t n = 0;
	bool *wanted = NULL;
	enum rc rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);

	*before = (struct sent){0};
	*next = (struct sent){.station = mem_strdup(st->name)};
	if (rc == RC_OK)
		rc = sent_now(st, a, r->from, -1, before, err);
	if (rc == RC_OK)
		rc = villages(st, next, err);
	if (rc == RC_OK)
		rc = keys(st, &people, &n, err);
	if (rc == RC_OK)
		sent_count(next, r, people, n);
	free(people);
	if (rc != RC_OK) {
		sent_clear(before);
		sent_clear(next);
		return rc;
	}
	if (before->figure_count) {
		wanted = mem_zalloc(next->figure_count, sizeof *wanted);
		for (size_t i = 0; i < before->figure_count; i++)
			if (sent_compare(before, i, next).changed)
				wanted[sent_find(next, before->figures[i])] = true;
		sent_keep(next, wanted);
		next->no = before->no + 1;
	}
	free(wanted);
	snprintf(next->anchor, sizeof next->anchor, "%s", r->anchor);
	next->single = r->single;
	next->counted_from = r->counted_from;
	sent_digest(next, next->digest);
	return RC_OK;
}

static enum rc write_places(struct store *s, const struct sent *m, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; i < m->place_count && rc == RC_OK; i++) {
		rc = query_run(s, err,
				"INSERT INTO sent_place (sent, position, uid, name) VALUES (?, ?,"
				" ?, ?)",
				m->id, i, m->places[i].uid, m->places[i].name);
	}
	return rc;
}

static enum rc write_lines(struct store *s, const struct sent *m, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; i < m->line_count && rc == RC_OK; i++) {
		const struct sent_line *l = &m->lines[i];

		rc = query_run(s, err,
			"INSERT INTO sent_figure (sent, position, figure, place,"
			" numerator, denominator) VALUES (?, ?, ?, ?, ?, ?)",
			m->id, i, m->figures[l->figure], m->places[l->place].uid, l->numerator,
			l->denominator == INT_NONE ? bind_text(NULL) : bind_int(l->denominator));
	}
	return rc;
}

static enum rc write_people(struct store *s, const struct sent *m, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; i < m->people_count && rc == RC_OK; i++) {
		const struct sent_person *p = &m->people[i];

		rc = query_run(s, err,
				"INSERT INTO sent_person (sent, figure, uid, place, value) VALUES"
				" (?, ?, ?, ?, ?)",
				m->id, m->figures[p->figure], p->uid, m->places[p->place].uid,
				p->value);
	}
	return rc;
}

static enum rc write_head(struct store *s, const struct sent *m, long long seq, struct err *err) {
	char uid[UID_LEN + 1];

	uid_make(uid);
	return query_run(s, err, "INSERT INTO sent (uid, month, no, seq, sent_at, sent_by, as_of,"
	                         " station, anchor, note, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
	                         " ?, ?, ?)", uid, m->month, m->no, seq, m->sent_at,
	                 m->sent_by, m->as_of, m->station, m->anchor, m->note, m->digest);
}

/* Is what was shown still what there is to send? */
static enum rc check_same(const struct sent *shown, const struct sent *next, struct err *err) {
	char no[24];

	snprintf(no, sizeof no, "%lld", next->no - 1);
	if (shown->no != next->no)
		return err_set(err, RC_CONFLICT, "sent.faster",
		               N_("Somebody else has sent this month meanwhile, as number {no}."
		                  " Nothing was sent now; look at what changed since."),
		               "no", no, NULL);
	if (next->no > 0 && next->figure_count == 0)
		return err_set(err, RC_INVALID, "sent.same",
		               N_("Nothing changed since number {no} of this month was sent: there"
		                  " is nothing to correct."), "no", no,
		               NULL);
	if (strcmp(shown->digest, next->digest) != 0)
		return err_set(err, RC_CONFLICT, "sent.changed",
		               N_("The figures changed while they were looked at. Nothing was sent;"
		                  " look at them again."), NULL);
	return RC_OK;
}

/* Inside the change: count once more, compare, write. */
static enum rc put(struct station *st, struct change *c, struct sent *shown, struct err *err) {
	struct report r = {0};
	struct sent before = {0}, next = {0};
	enum rc rc;

	TRY(report_make(st, c->actor, shown->month, date_month_end(shown->month), &r, err));
	TRY(sent_draft(st, c->actor, &r, &before, &next, err));
	TRY(check_same(shown, &next, err));
	TRY(sent_cells_count(st, c->actor, shown, err));
	sent_digest(shown, shown->digest);
	snprintf(shown->anchor, sizeof shown->anchor, "%s", next.anchor);
	shown->as_of = next.as_of;
	shown->sent_at = c->now;
	shown->sent_by = c->actor->officer;
	TRY(write_head(st->store, shown, c->seq, err));
	shown->id = store_last_id(st->store);
	TRY(write_places(st->store, shown, err));
	TRY(write_lines(st->store, shown, err));
	TRY(write_people(st->store, shown, err));
	TRY(sent_cells_write(st, shown, err));
out:
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
	return rc;
}

enum rc sent_send(struct station *st, const struct actor *a, struct sent *shown, const char *note,
                  struct err *err) {
	struct change c = {0};
	char month[DATE_BUF];
	char *detail = NULL;
	enum rc rc = usecase_begin(&c, st, a, ACT_REPORT_SEND, "report.send", 0, err);

	if (rc == RC_OK && date_before(clock_today(), date_month_end(shown->month)))
		rc = err_set(err, RC_INVALID, "sent.running", N_("This month is not over: it can be"
		                                                 " sent from its last day on."),
		                                                 NULL);
	free(shown->note);
	shown->note = note && *note ? mem_strdup(note) : NULL;
	if (rc == RC_OK)
		rc = put(st, &c, shown, err);
	if (rc == RC_OK) {
		date_format(shown->month, month);
		detail = mem_printf("month=%.7s no=%lld figures=%zu digest=%s", month, shown->no,
		                    shown->figure_count, shown->digest);
		c.table = "sent";
		c.record = shown->id;
		c.detail = detail;
		rc = change_commit(&c, err);
	}
	if (rc != RC_OK)
		shown->id = 0;
	change_end(&c);
	free(detail);
	return rc;
}
