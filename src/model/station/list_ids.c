/* The ids of a list; where its own query filters or sorts nothing, by what the cells say.
 * SPDX-License-Identifier: MIT */
#include "model/station/list_def.h"

#include <strings.h>

#include "core/pinyin.h"
#include "model/access/bound.h"

enum { WORDS = 6 };

static bool finds(const struct list_run *r) {
	return !(r->def->own & LIST_FILTERS) && r->q.find != NULL && r->q.find[0] != '\0';
}

static bool sorts(const struct list_run *r) { return !(r->def->own & LIST_SORTS) && r->q.keys > 0; }

/* ---- filter ---- */

struct words {
	char *text, *word[WORDS];
	size_t n;
};

static void split(const char *find, struct words *w) {
	*w = (struct words){.text = mem_strdup(find)};
	for (char *p = w->text; w->n < WORDS && *(p += strspn(p, " ")) != '\0';) {
		w->word[w->n++] = p;
		p += strcspn(p, " ");
		if (*p != '\0')
			*p++ = '\0';
	}
}

static bool holds(const char *text, const char *word) {
	size_t n = strlen(word);

	for (; *text != '\0'; text++)
		if (strncasecmp(text, word, n) == 0)
			return true;
	return false;
}

/* As it is written, or the beginning of its pinyin initials. */
static bool cell_matches(const char *text, const char *word) {
	struct str initials = {0};
	char *wanted;
	bool yes = holds(text, word);

	if (!yes) {
		pinyin_initials(text, &initials);
		wanted = mem_printf(" %s", word);
		yes = holds(str_text(&initials), wanted);
		free(wanted);
	}
	str_clear(&initials);
	return yes;
}

static bool row_matches(struct list_run *r, size_t row, const struct words *w) {
	size_t found = 0;

	for (size_t i = 0; i < w->n && found == i; i++)
		for (size_t c = 0; c < r->shown_count && found == i; c++)
			found += cell_matches(list_text(r, row, r->shown[c]), w->word[i]);
	return found == w->n;
}

/* ---- order ---- */

struct line {
	long long id;
	size_t was; /* place before: lines that are equal keep it */
	const struct list_query *q;
	char *key[LIST_KEYS];
};

struct gathering {
	struct words words;
	const struct ids *own; /* sorted: what the list's own query found */
	struct line *lines;
	size_t n;
};

/* Numbers by their value to the thousandth, everything else as it is read. */
static char *sort_key(struct list_run *r, size_t row, size_t column) {
	const char *text = list_text(r, row, column);
	const double most = 9e18;
	struct str key = {0};
	double n;

	if (r->def->columns[column].number) {
		n = strtod(text, NULL) * 1000;
		n = n > most ? most : n > -most ? n : -most;
		/* what is below 0 comes first */
		str_addf(&key, "%020llu", (unsigned long long)(long long)n ^ 1ULL << 63);
	} else {
		pinyin_sort_key(text, &key);
	}
	return str_take(&key);
}

static enum rc gather(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	struct gathering *g = ctx;
	struct line *line = &g->lines[g->n];

	if (!ids_holds(g->own, id) && !row_matches(r, row, &g->words))
		return RC_OK;
	*line = (struct line){.id = id, .was = g->n++, .q = &r->q};
	for (size_t i = 0; i < r->q.keys && sorts(r); i++)
		line->key[i] = sort_key(r, row, r->q.key[i].column);
	return RC_OK;
}

static int by_keys(const void *a, const void *b) {
	const struct line *x = a, *y = b;

	for (size_t i = 0; i < x->q->keys; i++) {
		int order = strcmp(x->key[i], y->key[i]);

		if (order != 0)
			return x->q->key[i].descending ? -order : order;
	}
	return (x->was > y->was) - (x->was < y->was);
}

/* Keeps the ids whose shown cells hold every word, and these own ones, in the order asked for. */
static enum rc by_cells(struct list_run *r, const char *words, const struct ids *own,
                        struct ids *ids, struct err *err) {
	struct gathering g = {.own = own};
	enum rc rc;

	if (ids->n == 0)
		return RC_OK;
	if (ids->n > LIST_TEXT_MOST)
		return err_set(err, RC_INVALID, "list.text",
			N_("Too many lines to look through or sort here: narrow the list first."),
			(char *)NULL);
	split(words, &g.words);
	g.lines = mem_zalloc(ids->n, sizeof *g.lines);
	rc = list_run_each(r, ids, gather, &g, err);
	if (rc == RC_OK && sorts(r))
		qsort(g.lines, g.n, sizeof *g.lines, by_keys);
	for (size_t i = 0; i < g.n; i++) {
		if (rc == RC_OK)
			ids->v[i] = g.lines[i].id;
		for (size_t k = 0; k < LIST_KEYS; k++)
			free(g.lines[i].key[k]);
	}
	ids->n = rc == RC_OK ? g.n : ids->n;
	free(g.lines);
	free(g.words.text);
	return rc;
}

/* What the list's own query finds, sorted; then all its ids, to be looked through; false: they are
 * too many, and those found are all there is. */
static bool also_by_cells(struct list_run *r, struct ids *own, struct ids *out, enum rc *rc,
                          struct err *err) {
	size_t n = 0;

	*rc = r->def->ids(r, own, err);
	ids_sort(own);
	r->q.find = NULL;
	if (*rc == RC_OK)
		*rc = r->def->ids(r, out, err);
	if (out->n <= LIST_TEXT_MOST)
		return true;
	for (size_t i = 0; i < out->n; i++)
		if (ids_holds(own, out->v[i]))
			out->v[n++] = out->v[i];
	out->n = n;
	return false;
}

/* A search by the end of a number: n 0, may it be made; else it found nobody (rule 11.21). */
static enum rc asks_number(const struct list_run *r, size_t n, struct err *err) {
	const char *find = r->q.find;

	return find != NULL && r->def->finds_number != NULL && r->def->finds_number(find) &&
	       access_answer(r->actor->role, ACT_LIST) != ACCESS_MASKED
	       ? numbers_asked(r->st, r->actor, &find, n, NULL, err) : RC_OK;
}

static enum rc run_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct list_query whole = r->q;
	struct ids own = {0};
	bool too = (r->def->own & LIST_TEXT_TOO) && r->q.find != NULL && r->q.find[0] != '\0';
	bool left = finds(r) || sorts(r) || too; /* what ids() leaves to the cells */
	enum rc rc = RC_OK;

	if ((r->def->own & LIST_OF_ONE) != 0 && r->q.person == 0)
		return err_set(err, RC_USAGE, "list.person", N_("Whose list? Say --person NUMBER."),
		               (char *)NULL);
	r->n = 0; /* its rows may rest on what ids() now replaces */
	if (left || !(r->def->own & LIST_LIMITS))
		r->q.limit = left ? 0 : whole.limit;
	if (too)
		too = also_by_cells(r, &own, out, &rc, err);
	else
		rc = r->def->ids(r, out, err);
	r->q = whole;
	if (rc == RC_OK && (finds(r) || sorts(r) || too))
		rc = by_cells(r, finds(r) || too ? r->q.find : "", &own, out, err);
	ids_clear(&own);
	if (rc != RC_OK && rc != RC_INVALID)
		out->n = 0;
	if (r->q.limit > 0 && out->n > r->q.limit)
		out->n = r->q.limit;
	return rc;
}

/* A condition tells what is not shown: whose lines come up when it is asked for (rule 11.30). */
static enum rc asks_hidden(const struct list_run *r, struct err *err) {
	const struct list_query *q = &r->q;

	if (!r->def->person || (!q->place && !q->team && !q->worker) ||
	    access_answer(r->actor->role, ACT_LIST) != ACCESS_MASKED)
		return RC_OK;
	(void)station_may(r->st, r->actor, ACT_REPORT_NAMES, err); /* which it is: denied, and logged */
	return err_set(err, RC_DENIED, "list.hidden",
	               N_("Where names are masked there is no list by village, team or member."), NULL);
}

enum rc list_run_ids(struct list_run *r, struct ids *out, struct err *err) {
	enum rc rc = asks_hidden(r, err);

	if (rc == RC_OK)
		rc = asks_number(r, 0, err);

	if (rc == RC_OK)
		rc = run_ids(r, out, err);
	return rc == RC_OK && out->n == 0 ? asks_number(r, 1, err) : rc;
}
