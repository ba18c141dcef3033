/* SPDX-License-Identifier: MIT */
#include "tui/whole.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void whole_init(struct whole *w, const char *charset) {
	memset(w, 0, sizeof *w);
	w->cd = iconv_open("UTF-8", charset ? charset : "UTF-8");
	if (w->cd == (iconv_t)-1) {
		fprintf(stderr, "whole: iconv knows no %s\n", charset);
		exit(99);
	}
}

void whole_clear(struct whole *w) { iconv_close(w->cd); }

size_t whole_take(struct whole *w, const char *s, size_t n, char out[WHOLE_ROOM], int *bad) {
	char all[WHOLE_MOST + sizeof w->held], *in = all, *to = out;
	size_t left = w->held_n + n, room = WHOLE_ROOM;

	memcpy(all, w->held, w->held_n);
	memcpy(all + w->held_n, s, n);
	while (iconv(w->cd, &in, &left, &to, &room) == (size_t)-1 && errno == EILSEQ) {
		*bad = (unsigned char)*in;
		*to++ = '?';
		room--;
		in++;
		left--;
	}
	w->held_n = left < sizeof w->held ? left : 0;
	memcpy(w->held, in, w->held_n);
	return WHOLE_ROOM - room;
}
