/* SPDX-License-Identifier: MIT
 * The paint clock. What is written to a slow line waits in queues the program cannot see (a pty
 * alone swallows 17.5 kB), and the officer sees it seconds later. So the bytes of every paint are
 * put against the line's speed: a row is handed over when the line has nearly carried the one
 * before, and a key that comes meanwhile is worked first. So little of what is no longer true is
 * ever on its way, however long a key is held.
 */
#ifndef UI_TERMINAL_LINE_SPEED_H
#define UI_TERMINAL_LINE_SPEED_H

#include <stdbool.h>

/* bytes_a_second: 0 when nothing is known. The line counts as fast then, unless the first large
 * paint shows it to be slow (measure). */
void line_speed_start(int bytes_a_second, bool measure);
/* Is this paint the one to measure by? Then the terminal is asked how it is, which it answers when
 * it has read so far, just before the paint and just behind it; each answer is told. How long an
 * answer is on its way does not matter, only what lies between the two. */
bool line_speed_tries(int bytes);
void line_speed_answered(void);
/* Speed of the line at descriptor fd in bytes a second by its settings; 0: a console, or a
 * pseudo-terminal whose speed nobody has set. */
int line_speed_of(int fd);
/* About as many bytes as sending this row of stdscr now will take; 0 on a fast line. Leaves curses'
 * cursor elsewhere. */
int line_speed_cost(int row);
void line_speed_sent(int bytes);
/* Milliseconds until the next row may be sent; 0: now, and always on a fast line. */
int line_speed_wait_ms(void);

#endif
