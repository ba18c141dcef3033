/* UTF-8, cells on a terminal, and the one cleaning function for everything that is painted or
 * printed. SPDX-License-Identifier: MIT */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include <stdint.h>

#include "core/mem.h"

/* Decode one code point at *s (not past end); advances *s by at least 1. U+FFFD for a malformed
 * byte. Strict: no overlong forms, surrogates or values above U+10FFFF. */
uint32_t utf8_next(const char **s, const char *end);
/* Encode; returns bytes written (1..4), 0 for an invalid code point. */
size_t utf8_put(uint32_t cp, char out[4]);
bool utf8_is_valid(const char *s, size_t n);
size_t utf8_count(const char *s);              /* code points */
/* Length in bytes of the longest prefix of at most n bytes that ends at a character; a character
 * whose last bytes are missing at the end of s is left out. */
size_t utf8_cut(const char *s, size_t n);

/* Cells a code point takes: 0 (combining, format), 1 or 2; -1 for controls. Own table, not the
 * libc's: wcwidth answers -1 for newer ideographs. */
int utf8_cp_width(uint32_t cp);
/* Cells of a cleaned string. */
int utf8_width(const char *s);
/* Bytes of the longest prefix of s that fits in `cells`; *used (may be NULL) gets the cells it
 * takes. */
size_t utf8_fit(const char *s, int cells, int *used);
/* Bytes of the next line of s in `cells` cells, broken at a blank where the break would cut a Latin
 * word; at least one character of what is left. */
size_t utf8_line(const char *s, int cells);
/* Append s padded or cut (".." at the end of a cut) to exactly `cells` cells. */
void utf8_pad(struct str *out, const char *s, int cells);

/* Append s with C0, C1, DEL, bidi controls, zero-width and other unprintable characters replaced by
 * '?' (newline and tab by a blank) and malformed bytes by '?': safe for a terminal. */
void utf8_clean(struct str *out, const char *s);
/* As utf8_clean, and of a number of 11 digits or more (ASCII or full width) only the first six: no
 * sentence carries the number of a person or a phone that slipped into another column. */
void utf8_clean_numbers(struct str *out, const char *s);
/* As utf8_clean_numbers, of at most 60 bytes with ".." after a cut: a value quoted in a sentence.
 * NULL adds nothing. */
void utf8_quote(struct str *out, const char *s);

/* Append s with full-width ASCII (U+FF01..FF5E) and the ideographic space folded to ASCII. */
void utf8_fold_width(struct str *out, const char *s);
/* One full-width key folded: ！..～ to ASCII, 、 to '/', 。 to '.', 【】 to '[' ']', the
 * ideographic space to a blank, others unchanged. */
uint32_t utf8_fold_key(uint32_t cp);

/* A sign that people write between two ideographs of a name for its dot. */
bool utf8_is_dot(uint32_t cp);
/* A name as kept: trimmed, runs of blanks inside removed between ideographs, • ． ・ ‧ ∙, and
 * between two ideographs . 。 ● ﹒ - too, unified to U+00B7, full-width letters folded; text that
 * is not UTF-8 stays as it is. Heap string, NULL when nothing is left. */
char *name_normalise(const char *s);
/* The same of a text that may hold several names: a blank between two of them stays. */
char *name_unify(const char *s);

#endif
