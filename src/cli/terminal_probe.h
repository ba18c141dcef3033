/* Asking a terminal about itself: what is written to it and what comes back, without curses.
 * SPDX-License-Identifier: MIT */
#ifndef CLI_TERMINAL_PROBE_H
#define CLI_TERMINAL_PROBE_H

#include <stdbool.h>
#include <stddef.h>

/* The terminal at descriptors 0 and 1, every byte at once and none echoed; false: there is none.
 * terminal_probe_end puts it back. */
bool terminal_probe_begin(void);
void terminal_probe_end(void);

/* Cells by which text moved the cursor, by its report (ESC [ 6 n); -1: the terminal reports
 * nothing. Leaves no trace. */
int terminal_probe_cells(const char *text);

/* Bytes a second, measured: how long the terminal takes to answer behind a thousand bytes more. 0:
 * too fast to matter, or no answer. */
int terminal_probe_speed(void);

/* The bytes of the next key, and in *gap_ms (may be NULL) the longest pause inside them; 0 bytes
 * after seconds without. */
size_t terminal_probe_key(char *out, size_t size, int seconds, int *gap_ms);

#endif
