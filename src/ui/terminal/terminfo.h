/* SPDX-License-Identifier: MIT
 * The terminal's description, made cheaper for a slow line before curses reads it. Other character
 * sets are never chosen here, so what chooses ours back at every change of tone (3 to 6 bytes of 9)
 * can go.
 */
#ifndef UI_TERMINAL_TERMINFO_H
#define UI_TERMINAL_TERMINFO_H

#include "core/mem.h"

/*
 * Append to out the compiled description of n bytes (term(5)) with shorter strings: tones one by
 * one instead of all at once, back to plain by ESC [ m, one row down by ESC D, row and column each
 * by itself. False, and nothing appended, where that cannot be said: no compiled description, or a
 * terminal whose tones are not of ECMA-48.
 */
bool terminfo_shorten(const unsigned char *entry, size_t n, struct str *out);

/* Put that of $TERM into $TERMINFO, for newterm alone; false: left as it was. */
bool terminfo_use_short(void);
/* $TERMINFO as it was before. */
void terminfo_restore(void);

#endif
