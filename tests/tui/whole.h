/* A stream of bytes in a terminal's encoding, as UTF-8 of whole characters: libvterm loses one that comes in pieces.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_WHOLE_H
#define TESTS_TUI_WHOLE_H

#include <iconv.h>
#include <stddef.h>

struct whole {
	iconv_t cd;
	char held[8]; /* the first bytes of a character */
	size_t held_n;
};

/* charset: as iconv knows it; NULL: UTF-8. Exits when it does not. */
void whole_init(struct whole *w, const char *charset);
void whole_clear(struct whole *w);
enum { WHOLE_MOST = 8192, WHOLE_ROOM = 4 * (WHOLE_MOST + 8) };
/* n, at most WHOLE_MOST, bytes more: what is whole goes to out, its length is returned. A byte the encoding does not have
 * there becomes '?' and is put in *bad. */
size_t whole_take(struct whole *w, const char *s, size_t n, char out[WHOLE_ROOM], int *bad);

#endif
