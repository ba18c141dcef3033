/* SPDX-License-Identifier: MIT */
#include "core/suggest.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 64 };

static int fold(char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c; }

static int min3(int a, int b, int c) {
	int m = a < b ? a : b;
	return m < c ? m : c;
}

int suggest_distance(const char *a, const char *b) {
	int before[LONGEST + 1], above[LONGEST + 1], row[LONGEST + 1];
	size_t na = strnlen(a, LONGEST), nb = strnlen(b, LONGEST);
	memset(before, 0, sizeof before);
	for (size_t j = 0; j <= nb; j++)
		above[j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		row[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			int cost = fold(a[i - 1]) != fold(b[j - 1]);
			row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost);
			if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) &&
			    fold(a[i - 2]) == fold(b[j - 1]) && before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
		memcpy(before, above, sizeof before);
		memcpy(above, row, sizeof above);
	}
	return above[nb];
}

struct suggest suggest_begin(const char *word) {
	return (struct suggest){.word = word, .best = NULL, .distance = INT_MAX};
}

void suggest_try(struct suggest *s, const char *candidate) {
	size_t n = strlen(s->word), m = strlen(candidate);
	int d = suggest_distance(s->word, candidate);
	int near = (int)((n > m ? n : m) / 3);
	/* A beginning of the word is a fair guess too: `rep` for `report`. */
	if (n >= 2 && n < m && strncmp(s->word, candidate, n) == 0)
		near = d;
	if (d < s->distance && d <= (near > 0 ? near : 1)) {
		s->best = candidate;
		s->distance = d;
	}
}
