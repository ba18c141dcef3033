/* "Did you mean ...?": the nearest of some words. SPDX-License-Identifier: MIT */
#ifndef CORE_SUGGEST_H
#define CORE_SUGGEST_H

struct suggest {
	const char *word; /* what was typed */
	const char *best; /* nearest so far, borrowed; NULL when none is near enough */
	int distance;
};

/* Restricted Damerau-Levenshtein distance over bytes, ASCII case ignored; at most 64 bytes of each
 * are looked at. */
int suggest_distance(const char *a, const char *b);

struct suggest suggest_begin(const char *word);
/* Offer a candidate: kept when nearer than the best, and near enough (a third of the letters, at
 * least one). */
void suggest_try(struct suggest *s, const char *candidate);

#endif
