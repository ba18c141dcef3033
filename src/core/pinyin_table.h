/* The generated tables behind core/pinyin.c. SPDX-License-Identifier: MIT */
#ifndef CORE_PINYIN_TABLE_H
#define CORE_PINYIN_TABLE_H

#include <stdint.h>

/* One ideograph: its commonest syllable and the initials of all its readings. */
struct pinyin_row {
	uint32_t key;      /* code point << 11 | number of the syllable */
	uint32_t initials; /* bit 0 = a ... bit 25 = z */
};

/* How a surname is read; several characters need several syllables. */
struct pinyin_surname {
	const char *name;
	/* syllables of one reading joined by blanks, readings by '/'; the commonest first */
	const char *readings;
};

extern const struct pinyin_row pinyin_table[]; /* by code point */
extern const unsigned long pinyin_count;
/* The other readings of a character, by code point and in the order of the data: as
 * pinyin_row.key. */
extern const uint32_t pinyin_more[];
extern const unsigned long pinyin_more_count;
extern const char *const pinyin_syllables[];
extern const struct pinyin_surname pinyin_surnames[];
extern const unsigned long pinyin_surname_count;
extern const char pinyin_table_version[];

#endif
