/* A list's rows as text: filter and order where the query does neither, and what goes out of the list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/field.h"
#include "core/pinyin.h"
#include "ui/list/list.h"

enum { WORDS = 6 };

enum rc list_each_row(struct list *l, const struct ids *ids,
                      enum rc (*each)(void *ctx, struct list *l, size_t row, long long id, struct err *err), void *ctx,
                      struct err *err) {
	enum rc rc = RC_OK;

	for (size_t from = 0; from < ids->n && rc == RC_OK; from += LIST_PAGE) {
		size_t n = ids->n - from < LIST_PAGE ? ids->n - from : LIST_PAGE;

		rc = l->source->rows(l->ctx, ids->v + from, n, err);
		for (size_t row = 0; row < n && rc == RC_OK; row++)
			rc = each(ctx, l, row, ids->v[from + row], err);
	}
	l->read_n = 0; /* the rows of the page are no longer those the source holds */
	l->read_top = (size_t)-1;
	return rc;
}

/* ---- filter ---- */

struct words {
	char *text, *word[WORDS];
	size_t n;
};

static void split(const char *filter, struct words *w) {
	*w = (struct words){.text = mem_strdup(filter)};
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

static void cell_text(struct list *l, size_t row, size_t column, struct str *out) {
	enum tone tone = TONE_PLAIN;

	str_reset(out);
	l->source->cell(l->ctx, row, column, out, &tone);
}

static bool row_matches(struct list *l, size_t row, const struct words *w) {
	struct str text = {0};
	size_t found = 0;

	for (size_t i = 0; i < w->n && found == i; i++)
		for (size_t c = 0; c < l->shown_count && found == i; c++) {
			cell_text(l, row, l->shown[c], &text);
			found += cell_matches(str_text(&text), w->word[i]);
		}
	str_clear(&text);
	return found == w->n;
}

/* ---- order ---- */

struct line {
	long long id;
	size_t was; /* place before: lines that are equal keep it */
	const struct list *list;
	char *key[LIST_KEYS];
};

struct gathering {
	struct words words;
	struct line *lines;
	size_t n;
};

/* Numbers by their value, everything else as it is read. */
static char *sort_key(struct list *l, size_t row, size_t column) {
	struct str text = {0}, key = {0};

	cell_text(l, row, column, &text);
	if (l->source->columns[column].right)
		str_addf(&key, "%020lld", strtoll(str_text(&text), NULL, 10));
	else
		pinyin_sort_key(str_text(&text), &key);
	str_clear(&text);
	return str_take(&key);
}

static enum rc gather(void *ctx, struct list *l, size_t row, long long id, struct err *err) {
	struct gathering *g = ctx;
	struct line *line = &g->lines[g->n];

	(void)err;
	if (!(l->source->own & LIST_FILTERS) && !row_matches(l, row, &g->words))
		return RC_OK;
	*line = (struct line){.id = id, .was = g->n++, .list = l};
	for (size_t i = 0; i < l->keys && !(l->source->own & LIST_SORTS); i++)
		line->key[i] = sort_key(l, row, l->order[i].column);
	return RC_OK;
}

static int by_keys(const void *a, const void *b) {
	const struct line *x = a, *y = b;

	for (size_t i = 0; i < x->list->keys; i++) {
		int order = strcmp(x->key[i], y->key[i]);

		if (order != 0)
			return x->list->order[i].descending ? -order : order;
	}
	return (x->was > y->was) - (x->was < y->was);
}

enum rc list_by_text(struct list *l, struct ids *ids, struct err *err) {
	bool filters = !(l->source->own & LIST_FILTERS) && l->filter[0] != '\0';
	bool sorts = !(l->source->own & LIST_SORTS) && l->keys > 0;
	struct gathering g = {0};
	enum rc rc;

	if ((!filters && !sorts) || ids->n == 0)
		return RC_OK;
	if (ids->n > LIST_TEXT_MOST)
		return err_set(err, RC_INVALID, "list.text",
		               N_("Too many lines to look through or sort here: narrow the list first."), (char *)NULL);
	split(filters ? l->filter : "", &g.words);
	g.lines = mem_zalloc(ids->n, sizeof *g.lines);
	rc = list_each_row(l, ids, gather, &g, err);
	if (rc == RC_OK && sorts)
		qsort(g.lines, g.n, sizeof *g.lines, by_keys);
	for (size_t i = 0; i < g.n; i++) {
		ids->v[i] = g.lines[i].id;
		for (size_t k = 0; k < LIST_KEYS; k++)
			free(g.lines[i].key[k]);
	}
	ids->n = rc == RC_OK ? g.n : ids->n;
	free(g.lines);
	free(g.words.text);
	return rc;
}
