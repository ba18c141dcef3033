/* Generated tables: behind utf8_cp_width the ranges that are not one printable cell, behind
 * name_fold the characters that are another one in another form; both by code point.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_WIDTH_TABLE_H
#define CORE_WIDTH_TABLE_H

#include <stdint.h>

struct width_range {
	uint32_t first, last;
	signed char cells;    /* -1 control, 0, 1 or 2 */
	/* nothing a person could see, or not assigned: never sent to a terminal */
	unsigned char hidden;
};

extern const struct width_range width_table[];
extern const unsigned long width_table_count;

struct fold_pair {
	uint32_t cp, as;
};

extern const struct fold_pair fold_table[];
extern const unsigned long fold_table_count;

#endif
