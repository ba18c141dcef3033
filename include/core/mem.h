/* Memory that never answers NULL, and a growing byte buffer. SPDX-License-Identifier: MIT */
#ifndef CORE_MEM_H
#define CORE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/vec.h"

/* What memory holds that grew and is not in use yet, in the builds of core/check.h. */
#define MEM_UNUSED 0xA5

/* As malloc and friends; when memory is out, call the handler (save drafts, leave curses) and exit
 * 71. */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t count, size_t size);
void *mem_grow(void *old, size_t count, size_t size); /* checks count * size */
char *mem_strdup(const char *s);                      /* NULL stays NULL */
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *mem_vprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

/* What to do before exiting when memory is out; NULL for nothing. When it runs out of memory
 * itself, that is the end. */
void mem_set_handler(void (*handler)(void));

/* A growing string, always NUL-ended once something was added; zero-initialise, str_clear when
 * done. */
struct str {
	char *s;   /* NULL while empty and never written */
	size_t n;  /* bytes without the NUL */
	size_t cap;
};

void str_clear(struct str *b);              /* frees */
void str_reset(struct str *b);              /* empties, keeps the memory */
void str_wipe(struct str *b);               /* as str_reset, and overwrites what was there */
void str_add(struct str *b, const char *s); /* NULL adds nothing */
void str_addn(struct str *b, const char *s, size_t n);
void str_addc(struct str *b, char c);
void str_addf(struct str *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *str_text(const struct str *b);  /* "" while empty */
char *str_take(struct str *b); /* hands over the memory ("" when empty); b is empty after */

/* Trim ASCII blanks, U+3000, U+00A0, BOM and zero-width characters at both ends, in place; returns
 * s. */
char *str_trim(char *s);

/* Is word one of the comma-separated items in list? Exact bytes. NULL list: no. */
_Bool str_in_list(const char *list, const char *word);

/* Growing array of 64-bit ids (core/vec.h). */
struct ids {
	long long *v;
	size_t n;
};
void ids_add(struct ids *a, long long id);
void ids_clear(struct ids *a);
void ids_sort(struct ids *a); /* ascending */
void ids_distinct(struct ids *a); /* sorted, none twice, no 0 */
bool ids_holds(const struct ids *sorted, long long id);
bool ids_include(const struct ids *a, long long id); /* in any order */

#endif
