/* Returns taken in: a batch of files is one transaction.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/vec.h"
#include "model/county/county.h"
#include "model/station/usecase_db.h"

/* A text to a number, for words met a hundred thousand times in a batch. */
struct words {
	struct word {
		char *text;
		long long id;
	} * v;
	size_t n, room;
};

static struct word *word_at(struct words *w, const char *text) {
	unsigned long long hash = 1469598103934665603U;
	size_t i;

	for (const char *p = text; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211U;
	for (i = hash % w->room; w->v[i].text && strcmp(w->v[i].text, text) != 0;
	     i = (i + 1) % w->room)
		;
	return &w->v[i];
}

static void words_clear(struct words *w) {
	for (size_t i = 0; i < w->room; i++)
		free(w->v[i].text);
	free(w->v);
	*w = (struct words){NULL, 0, 0};
}

static void words_put(struct words *w, const char *text, long long id) {
	if (2 * w->n >= w->room) {
		struct words more = {NULL, w->n, w->room ? 4 * w->room : 1024};

		more.v = mem_zalloc(more.room, sizeof *more.v);
		for (size_t i = 0; i < w->room; i++)
			if (w->v[i].text)
				*word_at(&more, w->v[i].text) = w->v[i];
		free(w->v);
		*w = more;
	}
	*word_at(w, text) = (struct word){mem_strdup(text), id};
	w->n++;
}

static long long words_get(struct words *w, const char *text) {
	return w->n ? word_at(w, text)->id : 0;
}

struct county_batch {
	struct station *st;
	struct change c;
	struct words words, places;
	struct county_station station; /* the one last asked for */
};

enum rc county_batch_begin(struct county_batch **out, struct station *st, const struct actor *a,
                           struct err *err) {
	struct county_batch *b = mem_zalloc(1, sizeof *b);
	enum rc rc = usecase_begin(&b->c, st, a, ACT_COUNTY_RECEIVE, "county.receive", 0, err);

	*out = b;
	b->st = st;
	b->c.source = code_of("import");
	entity_init(&county_station_def, &b->station);
	return rc;
}

enum rc county_batch_end(struct county_batch *b, enum rc rc, struct err *err) {
	rc = change_close(&b->c, rc, NULL, NULL, err);
	words_clear(&b->words);
	words_clear(&b->places);
	entity_clear(&county_station_def, &b->station);
	free(b);
	return rc;
}

enum rc county_batch_key(struct county_batch *b, const char *code, struct sign_public *out,
                         struct err *err) {
	enum rc rc = RC_OK;

	if (!b->station.code || strcmp(b->station.code, code) != 0) {
		entity_clear(&county_station_def, &b->station);
		rc = county_station_find(b->st, b->c.actor, code, &b->station, err);
	}
	return rc == RC_OK ? sign_public_parse(b->station.key, out, err) : rc;
}

/* ---- may it be taken? ---- */

static enum rc check_month(const struct county_batch *b, const struct county_in *in,
                           struct err *err) {
	const struct county_station *s = &b->station;
	struct date month, today = clock_today();

	if (!county_is_month(in->period) || !date_parse_month(in->period, &month))
		return err_set(err, RC_INVALID, "county.month",
		               N_("A month is written like 2026-10"), NULL);
	if (date_before(today, month))
		return err_set(err, RC_INVALID, "county.future",
		               N_("{name}: {month} has not begun."), "name", s->name, "month",
		               in->period, NULL);
	if (strcmp(in->period, s->first_month) < 0 ||
	    (s->last_month && strcmp(in->period, s->last_month) > 0))
		return err_set(err, RC_INVALID, "county.outside",
			N_("{name} returns from {first} to {last}: {month} is not among them."),
			"name", s->name, "first", s->first_month, "last",
			s->last_month ? s->last_month : "…", "month", in->period, NULL);
	return RC_OK;
}

static enum rc check_new(struct county_batch *b, const struct county_in *in, bool *same,
                         bool *later, bool *earlier, struct err *err) {
	bool other = false;
	enum rc rc = RC_OK;

	*same = *later = *earlier = false;
	QUERY_EACH(q, rc, b->st->store, err,
	           "SELECT no, digest FROM county_return WHERE station = ? AND period = ?",
	           b->station.rec.id, in->period) {
		*same |= strcmp(stmt_text(q, 1), in->digest) == 0;
		other |= stmt_int(q, 0) == in->no;
		*later |= stmt_int(q, 0) > in->no;
		*earlier |= stmt_int(q, 0) < in->no;
	}
	if (rc == RC_OK && other && !*same)
		rc = err_set(err, RC_CONFLICT, "county.replayed",
			N_("{name}, {month}: number {no} is here already and says something else. A correction "
		           "has the next number; what is here stays."),
			"name", b->station.name, "month", in->period, "no", NUM(in->no), NULL);
	return rc;
}

/* ---- its rows ---- */

static enum rc word_id(struct county_batch *b, const char *text, long long *id, struct err *err) {
	enum rc rc = RC_OK;

	*id = words_get(&b->words, text);
	if (*id)
		return RC_OK;
	rc = query_run(b->st->store, err, "INSERT OR IGNORE INTO county_word (word) VALUES (?)",
	               text);
	if (rc == RC_OK)
		rc = query_int(b->st->store, id, err, "SELECT id FROM county_word WHERE word = ?",
		               text);
	if (rc == RC_OK)
		words_put(&b->words, text, *id);
	return rc;
}

static enum rc place_id(struct county_batch *b, const struct county_in_place *p, long long *id,
                        struct err *err) {
	char *text =
		mem_printf("%lld\x1f%s\x1f%s\x1f%s", b->station.rec.id, p->key, p->name, p->kind);
	enum rc rc = RC_OK;

	*id = words_get(&b->places, text);
	if (!*id) {
		rc = query_run(b->st->store, err,
			"INSERT OR IGNORE INTO county_place (station, key, name, kind) VALUES (?, ?, ?, ?)",
			b->station.rec.id, p->key, p->name, p->kind);
		if (rc == RC_OK)
			rc = query_int(b->st->store, id, err,
				"SELECT id FROM county_place WHERE station = ? AND key = ? AND name = ? AND kind = ?",
				b->station.rec.id, p->key, p->name, p->kind);
		if (rc == RC_OK)
			words_put(&b->places, text, *id);
	}
	free(text);
	return rc;
}

static void bind_number(struct stmt *q, int i, long long n) {
	if (n == INT_NONE)
		stmt_bind_null(q, i);
	else
		stmt_bind_int(q, i, n);
}

static enum rc put_line(struct county_batch *b, long long id, size_t position,
                        const struct county_line *l, long long place, struct err *err) {
	struct stmt *q = NULL;
	long long figure;
	enum rc rc = word_id(b, l->figure, &figure, err);

	if (rc == RC_OK)
		rc = stmt_get(b->st->store,
		              "INSERT INTO county_figure VALUES (?, ?, ?, ?, ?, ?, ?, 1)", &q, err);
	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, id);
	stmt_bind_int(q, 2, (long long)position);
	stmt_bind_int(q, 3, l->tab);
	stmt_bind_int(q, 4, place);
	stmt_bind_int(q, 5, figure);
	bind_number(q, 6, l->numerator);
	bind_number(q, 7, l->denominator);
	return stmt_run(q, err);
}

static enum rc put_rows(struct county_batch *b, long long id, const struct county_in *in,
                        struct err *err) {
	long long *places = mem_zalloc(in->place_count + 1, sizeof *places);
	enum rc rc = query_run(b->st->store, err, "INSERT INTO county_paper VALUES (?, ?, ?)", id,
	                       str_text(in->manifest), str_text(in->signature));

	for (size_t i = 0; rc == RC_OK && i < in->place_count; i++)
		rc = place_id(b, &in->places[i], &places[i], err);
	for (size_t i = 0; rc == RC_OK && i < in->line_count; i++)
		rc = put_line(b, id, i, &in->lines[i], places[in->lines[i].place], err);
	for (size_t i = 0; rc == RC_OK && i < in->sealed_count; i++) {
		struct stmt *q = NULL;

		rc = stmt_get(b->st->store, "INSERT INTO county_sealed VALUES (?, ?, ?)", &q, err);
		if (rc != RC_OK)
			break;
		stmt_bind_int(q, 1, id);
		stmt_bind_text(q, 2, in->sealed[i].name);
		stmt_bind_blob(q, 3, str_text(in->sealed[i].bytes), in->sealed[i].bytes->n);
		rc = stmt_run(q, err);
	}
	free(places);
	return rc;
}

/* Every number of the month anew, in whatever order they came: a whole one replaces all below it,
 * changes the figures they name, at all their places. */
static enum rc set_live(struct county_batch *b, const char *period, struct err *err) {
	return query_run(b->st->store, err,
		"UPDATE county_figure AS f SET live = NOT EXISTS (SELECT 1 FROM county_return r JOIN county_return m"
		" ON m.station = r.station AND m.period = r.period AND m.no > r.no WHERE r.id = f.return AND"
		" (m.since IS NULL OR EXISTS (SELECT 1 FROM county_figure g WHERE g.return = m.id AND g.tab = f.tab"
		" AND g.figure = f.figure))) WHERE f.return IN"
		" (SELECT id FROM county_return WHERE station = ? AND period = ?)",
		b->station.rec.id, period);
}

static enum rc put(struct county_batch *b, const struct county_in *in, bool alone,
                   struct err *err) {
	struct county_got r = {.station = {b->station.rec.id}, .period = in->period, .no = in->no,
	                       .digest = in->digest, .previous = in->previous, .since = in->since,
	                       .as_of = in->as_of, .head = in->head, .program = in->program,
	                       .received = clock_today(), .state = code_of("open"),
	                       .answered = DATE_NONE};
	enum rc rc;

	TRY(change_next(&b->c, err)); /* an entry of the audit for each */
	TRY(change_insert(&b->c, &county_return_def, &r, err));
	TRY(put_rows(b, r.rec.id, in, err));
	if (!alone)
		rc = set_live(b, in->period, err);
out:
	return rc;
}

/* All that may refuse one comes before anything of it is written. */
enum rc county_batch_take(struct county_batch *b, const struct county_in *in,
                          enum county_taken *how, struct err *err) {
	bool same, later, earlier;
	enum rc rc = check_month(b, in, err);

	if (rc == RC_OK)
		rc = check_new(b, in, &same, &later, &earlier, err);
	if (rc != RC_OK)
		return rc;
	*how = same ? COUNTY_SAME : later ? COUNTY_BENEATH : earlier ? COUNTY_CORRECTS : COUNTY_NEW;
	return same ? RC_OK : put(b, in, !later && !earlier, err);
}
