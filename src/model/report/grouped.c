/* SPDX-License-Identifier: MIT */
#include "model/report/grouped.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

void grouped_init(struct grouped *b, size_t size) { *b = (struct grouped){.size = size}; }

void grouped_clear(struct grouped *b) {
	free(b->v);
	free(b->owner);
	free(b->start);
	grouped_init(b, b->size);
}

void grouped_add(struct grouped *b, size_t owner, const void *fact) {
	b->v = vec_room(b->v, b->n, b->size);
	memcpy(b->v + b->n * b->size, fact, b->size);
	VEC_PUSH(b->owner, b->n, (int)owner);
}

void grouped_sort(struct grouped *b, size_t owners) {
	char *sorted = mem_alloc((b->n + 1) * b->size);
	size_t *next;

	b->start = mem_zalloc(owners + 1, sizeof *b->start);
	for (size_t i = 0; i < b->n; i++)
		b->start[b->owner[i] + 1]++;
	for (size_t i = 0; i < owners; i++)
		b->start[i + 1] += b->start[i];
	next = mem_alloc((owners + 1) * sizeof *next);
	memcpy(next, b->start, (owners + 1) * sizeof *next);
	for (size_t i = 0; i < b->n; i++)
		memcpy(sorted + next[b->owner[i]]++ * b->size, b->v + i * b->size, b->size);
	free(next);
	free(b->v);
	free(b->owner);
	b->v = sorted;
	b->owner = NULL;
}

const void *grouped_of(const struct grouped *b, size_t owner, size_t *n) {
	*n = b->start[owner + 1] - b->start[owner];
	return b->v + b->start[owner] * b->size;
}
