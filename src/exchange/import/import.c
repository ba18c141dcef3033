/* What one pass of an import remembers of the rows before. SPDX-License-Identifier: MIT */
#include "exchange/import/import.h"

void import_start_pass(struct import *im) {
	if (im->seen)
		memset(im->seen, 0, im->seen_cap * sizeof *im->seen);
	if (im->rows)
		memset(im->rows, 0, im->row_cap * sizeof *im->rows);
	im->seen_count = im->row_count = im->line_count = 0;
	im->claimed.n = 0;
	asks_start_pass(im);
	im->masked = im->misfits = 0;
	im->news = false;
	im->said_count = 0;
}

void import_forget_rows(struct import *im) {
	free(im->seen);
	free(im->rows);
	free(im->said);
	im->seen = NULL;
	im->rows = NULL;
	im->said = NULL;
	im->seen_cap = im->row_cap = im->said_count = 0;
}

static int by_row(const void *x, const void *y) {
	const struct refusal *a = x, *b = y;

	return (a->row > b->row) - (a->row < b->row);
}

const struct refusal *import_refusal(const struct import *im, long row) {
	const struct refusal key = {.row = row};

	return im->refusal_count ? bsearch(&key, im->refusals, im->refusal_count, sizeof key, by_row)
	                         : NULL;
}

void import_line(struct import *im, long long order, long row) {
	VEC_PUSH(im->lines, im->line_count, (struct pair){order, row});
}

void import_refuse_lines(void *ctx, long long order, const struct err *why) {
	struct import *im = ctx;

	for (size_t i = 0; i < im->line_count; i++)
		if (im->lines[i].id == order)
			VEC_PUSH(im->refusals, im->refusal_count,
			         (struct refusal){im->lines[i].row, mem_strdup(why->field),
			                          mem_strdup(why->text)});
	qsort(im->refusals, im->refusal_count, sizeof *im->refusals, by_row);
}

void import_clear(struct import *im) {
	asks_clear(im);
	header_clear(&im->header);
	import_forget_rows(im);
	free(im->pairs);
	free(im->lines);
	for (size_t i = 0; i < im->refusal_count; i++) {
		free(im->refusals[i].field);
		free(im->refusals[i].text);
	}
	free(im->refusals);
	ids_clear(&im->claimed);
}

void import_pair(struct import *im, long long id, long row) {
	VEC_PUSH(im->pairs, im->pair_count, (struct pair){id, row});
}

static int by_id(const void *x, const void *y) {
	const struct pair *a = x, *b = y;

	return (a->id > b->id) - (a->id < b->id);
}

void import_pairs_done(struct import *im) {
	if (im->pair_count)
		qsort(im->pairs, im->pair_count, sizeof *im->pairs, by_id);
}

bool import_kept(const struct import *im, long long id, long row) {
	const struct pair key = {id, 0};
	const struct pair *p = im->pair_count
	                       ? bsearch(&key, im->pairs, im->pair_count, sizeof key, by_id) : NULL;

	return p && p->row != row;
}

static uint64_t key_hash(const char *s) {
	uint64_t h = hash_short(s, strlen(s));

	return h ? h : 1;
}

static struct seen *seen_slot(struct seen *table, size_t cap, uint64_t key) {
	size_t i = key & (cap - 1);

	while (table[i].key && table[i].key != key)
		i = (i + 1) & (cap - 1);
	return &table[i];
}

struct seen *import_seen(struct import *im, const char *key) {
	if (im->seen_count * 4 >= im->seen_cap * 3) {
		size_t cap = im->seen_cap ? im->seen_cap * 2 : 1024;
		struct seen *bigger = mem_zalloc(cap, sizeof *bigger);
		for (size_t i = 0; i < im->seen_cap; i++)
			if (im->seen[i].key)
				*seen_slot(bigger, cap, im->seen[i].key) = im->seen[i];
		free(im->seen);
		im->seen = bigger;
		im->seen_cap = cap;
	}
	struct seen *s = seen_slot(im->seen, im->seen_cap, key_hash(key));
	if (!s->key) {
		*s = (struct seen){.key = key_hash(key), .day = DATE_NONE};
		im->seen_count++;
	}
	return s;
}

static uint64_t *row_slot(uint64_t *table, size_t cap, uint64_t hash) {
	size_t i = hash & (cap - 1);

	while (table[i] && table[i] != hash)
		i = (i + 1) & (cap - 1);
	return &table[i];
}

bool import_row_seen(struct import *im, uint64_t hash, bool remember) {
	if (im->row_count * 2 >= im->row_cap) {
		size_t cap = im->row_cap ? im->row_cap * 2 : 1024;
		uint64_t *bigger = mem_zalloc(cap, sizeof *bigger);
		for (size_t i = 0; i < im->row_cap; i++)
			if (im->rows[i])
				*row_slot(bigger, cap, im->rows[i]) = im->rows[i];
		free(im->rows);
		im->rows = bigger;
		im->row_cap = cap;
	}
	uint64_t *slot = row_slot(im->rows, im->row_cap, hash);
	bool there = *slot != 0;
	if (!there && remember) {
		*slot = hash;
		im->row_count++;
	}
	return there;
}

/* Where id is or belongs in the sorted list. */
static size_t claim_at(const struct import *im, long long id) {
	size_t lo = 0, hi = im->claimed.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (im->claimed.v[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool import_claimed(const struct import *im, long long id) {
	size_t i = claim_at(im, id);

	return i < im->claimed.n && im->claimed.v[i] == id;
}

void import_claim(struct import *im, long long id) {
	size_t i = claim_at(im, id);

	if (i < im->claimed.n && im->claimed.v[i] == id)
		return;
	ids_add(&im->claimed, id);
	memmove(im->claimed.v + i + 1, im->claimed.v + i,
	        (im->claimed.n - 1 - i) * sizeof *im->claimed.v);
	im->claimed.v[i] = id;
}
