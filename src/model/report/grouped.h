/* Facts read in any order and handed out by their owner: filled, then sorted once, then borrowed slice by slice.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_REPORT_GROUPED_H
#define MODEL_REPORT_GROUPED_H

#include <stddef.h>

/* grouped_init; grouped_clear when done. */
struct grouped {
	size_t size;   /* bytes of a fact */
	char *v;
	int *owner;    /* position of the owner of each, until sorted */
	size_t *start; /* once sorted: facts of owner i are start[i] .. start[i + 1] - 1 */
	size_t n;
};

void grouped_init(struct grouped *b, size_t size);
void grouped_clear(struct grouped *b);
void grouped_add(struct grouped *b, size_t owner, const void *fact);
/* By owner; facts of one stay in the order they were added. Nothing is added afterwards. */
void grouped_sort(struct grouped *b, size_t owners);
/* The facts of an owner and their number; borrowed until grouped_clear. */
const void *grouped_of(const struct grouped *b, size_t owner, size_t *n);

#endif
