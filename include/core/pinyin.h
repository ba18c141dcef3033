/* Pinyin keys of names: initials by any reading, and a sort key. The table is generated at build
 * time. SPDX-License-Identifier: MIT */
#ifndef CORE_PINYIN_H
#define CORE_PINYIN_H

#include "core/mem.h"

/* Version of the table, stored with the keys: when it differs they are rebuilt. */
const char *pinyin_version(void);
/* Append every combination of initials, each preceded by a blank: 单建国 -> " cjg djg sjg" (at most
 * 24 of them, the surname's readings first). ASCII letters and digits stand for themselves; the
 * name dot is skipped. */
void pinyin_initials(const char *name, struct str *out);
/* The same in full, syllables joined: 单建国 -> " shanjianguo danjianguo chanjianguo" (at most
 * 16). */
void pinyin_readings(const char *name, struct str *out);
/* Some syllables in full, the others as initials, by the likeliest readings: 张建国 -> " zjianguo
 * zhangjguo zjguo" (at most 16); "zhangjg" is the beginning of the second. */
void pinyin_mixed(const char *name, struct str *out);
/* The same of one reading, syllables apart by blanks: "zhang jian guo". */
void pinyin_mixed_spelling(const char *spelling, struct str *out);
/* Append the most likely full reading, syllables joined by blanks, surname readings preferred for
 * the first character: 单建国 -> "shan jian guo". Unknown characters stand for themselves after all
 * letters. */
void pinyin_sort_key(const char *name, struct str *out);
/* A reading as somebody spells it, with blanks between the syllables: lower case, one blank, "lü"
 * as "lv". False when there is anything but letters in it; then nothing is appended. */
bool pinyin_tidy(const char *spelling, struct str *out);

#endif
