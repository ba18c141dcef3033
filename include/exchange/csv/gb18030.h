/* SPDX-License-Identifier: MIT
 * The characters whose two codes of GB18030 changed places between its editions of 2000, 2005 and
 * 2022: programs differ in which of the two they write, and in what they read for the other.
 */
#ifndef EXCHANGE_CSV_GB18030_H
#define EXCHANGE_CSV_GB18030_H

#include "core/mem.h"

/* The character whose other code begins at s[n], which iconv does not take: appended to out as
 * UTF-8. Answers the bytes of that code; 0: none of them. */
size_t gb18030_other(struct str *out, const char *s, size_t n);
/* In text from `from` on: private-use characters that stand for one of these become it. */
void gb18030_fold(struct str *text, size_t from);

#endif
