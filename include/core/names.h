/* Several names in one field, as officers write them: 王干事、刘民警; and the numbers of
 * documents, which two people write in two ways. SPDX-License-Identifier: MIT */
#ifndef CORE_NAMES_H
#define CORE_NAMES_H

#include "core/mem.h"

/* Does a text like 王干事、刘民警 name this person? Whole names only. */
bool names_hold(const char *text, const char *name);
/* The text with that person under another name; everybody else and what parts them as it was.
 * Appends. */
void names_put(const char *text, const char *name, const char *now, struct str *out);

/* The number of a document as it is compared: 〔〕 [] 【】 () and their full-width kin are one
 * bracket, full and half widths alike, no blanks, small letters. Appends; NULL adds nothing. */
void number_fold(const char *number, struct str *out);
/* A text as names are compared: characters that are one in two forms (radicals, compatibility
 * ideographs, widths), variation selectors, letters' case, and every dot, stroke or full stop
 * between two ideographs, which people write for the name dot, fold away; `blanks`: runs of them
 * stay as one. Appends; NULL adds nothing. */
void name_fold(const char *text, bool blanks, struct str *out);
/* Are both one name? Not where one of them is NULL. */
bool name_same(const char *a, const char *b);

/* Do both name one document? Not where one of them is NULL or nothing but blanks. */
bool number_same(const char *a, const char *b);

#endif
