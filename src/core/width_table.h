/* The generated table behind utf8_cp_width: ranges that are not one printable cell, by code
 * point. SPDX-License-Identifier: MIT */
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

#endif
