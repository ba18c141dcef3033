/* SPDX-License-Identifier: MIT
 * Line numbers for a sentence: "3、9、12", the first dozen, then how many more.
 */
#ifndef EXCHANGE_CSV_LINE_LIST_H
#define EXCHANGE_CSV_LINE_LIST_H

#include "core/mem.h"

/* Zero at first; line_list_clear. */
struct line_list {
	long n, first, last;
	struct str text;
};

void line_list_add(struct line_list *l, long line); /* in rising order; the same again is nothing */
/* Valid until something is added; "" while empty. */
const char *line_list_text(struct line_list *l);
void line_list_clear(struct line_list *l); /* empty again, the memory freed */

#endif
