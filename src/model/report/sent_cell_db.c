/* The tables that go along with a month (rule 20.1), in its copy of what was sent.
 * SPDX-License-Identifier: MIT */
#include "model/report/report_table.h"
#include "model/report/sent.h"
#include "model/station/usecase_db.h"

static const char *const tabs[] = {"status", "tests", "risk", "assignment", "sweep"};
enum { TABS = sizeof tabs / sizeof *tabs, KEY_HEX = 10 };

void sent_cells_clear(struct sent *s) {
	for (size_t i = 0; i < s->cell_count; i++) {
		free(s->cells[i].place);
		free(s->cells[i].name);
		free(s->cells[i].id);
	}
	free(s->cells);
	s->cells = NULL;
	s->cell_count = 0;
}

static void add(struct sent *s, const char *tab, const char *place, const char *name,
                const char *id, long long value) {
	VEC_PUSH(s->cells, s->cell_count,
	         (struct sent_cell){tab, mem_strdup(place), mem_strdup(name),
	                            mem_strdup(id), value});
}

void sent_cells_hash(const struct sent *s, struct hash *h) {
	for (size_t i = 0; i < s->cell_count; i++) {
		const struct sent_cell *c = &s->cells[i];

		hash_add_text(h, c->tab);
		hash_add_text(h, c->place);
		hash_add_text(h, c->name);
		hash_add_text(h, c->id);
		hash_add_int(h, c->value);
	}
}

void sent_cells_take(struct sent *s, const struct sent *from) {
	sent_cells_clear(s);
	for (size_t i = 0; i < from->cell_count; i++) {
		const struct sent_cell *c = &from->cells[i];

		add(s, c->tab, c->place, c->name, c->id, c->value);
	}
}

/* Who has no village, and whose village is no longer one of them. */
static const char *village_of(const struct sent *s, long long key) {
	for (size_t i = 0; key && i < s->place_count; i++)
		if (s->places[i].id == key)
			return s->places[i].uid;
	return SENT_NOWHERE;
}

/* A worker is known by name alone: the same name is the same key. */
static void worker_key(const char *name, char out[2 * HASH_LEN + 2]) {
	hash_sha256(name, strlen(name), out + 1);
	out[0] = 'W';
	out[1 + KEY_HEX] = '\0';
}

static void add_row(struct sent *s, const struct report_table *t, size_t row) {
	bool everybody = row + 1 == t->row_count, worker = !everybody && t->by == ROWS_BY_OFFICER &&
	                 t->keys[row] != 0;
	char key[2 * HASH_LEN + 2];
	const char *place = everybody ? SENT_STATION : village_of(s, t->keys[row]);

	if (worker) {
		worker_key(t->names[row], key);
		place = key;
	} else if (!everybody && t->by == ROWS_BY_OFFICER) {
		place = SENT_NOWHERE;
	}
	for (size_t c = 0; c < t->kind->column_count; c++) {
		long long value = report_table_cell(t, row, c);

		if (value || everybody)
			add(s, t->kind->id, place, worker ? t->names[row] : NULL,
			    t->kind->columns[c].figure.id, value);
	}
}

/* Rows that fall together, villages that are none any more and nobody's, are one. */
static void join_same(struct sent *s, size_t from) {
	size_t n = from;

	for (size_t i = from; i < s->cell_count; i++) {
		size_t k = from;

		while (k < n && (strcmp(s->cells[k].place, s->cells[i].place) != 0 ||
		                 strcmp(s->cells[k].id, s->cells[i].id) != 0))
			k++;
		if (k == n) {
			s->cells[n++] = s->cells[i];
			continue;
		}
		s->cells[k].value += s->cells[i].value;
		free(s->cells[i].place);
		free(s->cells[i].name);
		free(s->cells[i].id);
	}
	s->cell_count = n;
}

enum rc sent_cells_count(struct station *st, const struct actor *a, struct sent *s,
                         struct err *err) {
	struct report_source *source = NULL;
	struct report r = {.count = 0};
	struct date to = date_month_end(s->month);
	enum rc rc = report_open(st, a, s->month, to, READ_YEARS, &source, err);

	sent_cells_clear(s);
	if (rc == RC_OK)
		report_fill(source, s->month, to, &r);
	for (size_t i = 0; rc == RC_OK && i < TABS; i++) {
		const struct report_kind *kind = report_kind_find(tabs[i]);
		size_t from = s->cell_count;
		struct report_table t;

		report_table_make(&r, kind, kind->by, station_env(st), &t);
		for (size_t row = 0; row < t.row_count; row++)
			add_row(s, &t, row);
		join_same(s, from);
		report_table_clear(&t);
	}
	report_clear(&r);
	report_close(source);
	return rc;
}

enum rc sent_cells_write(struct station *st, const struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < s->cell_count; i++) {
		const struct sent_cell *c = &s->cells[i];

		rc = query_run(st->store, err,
		               "INSERT INTO sent_cell (sent, position, tab, place, name, id, value)"
		               " VALUES (?, ?, ?, ?, ?, ?, ?)", s->id, i, c->tab, c->place, c->name,
		               c->id, c->value);
	}
	return rc;
}

enum rc sent_cells_read(struct station *st, struct sent *s, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT tab, place, name, id, value FROM sent_cell WHERE sent = ?"
	           " ORDER BY position", s->id)
		for (size_t i = 0; i < TABS; i++)
			if (strcmp(stmt_text(q, 0), tabs[i]) == 0)
				add(s, tabs[i], stmt_text(q, 1), stmt_text(q, 2), stmt_text(q, 3),
				    stmt_int(q, 4));
	return rc;
}
