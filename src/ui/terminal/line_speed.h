/* SPDX-License-Identifier: MIT
 * The paint clock. What is written to a slow line waits in queues the program cannot see (a pty
 * alone swallows 17.5 kB), and the officer sees it seconds later. So the bytes of every paint are
 * put against the line's speed, and while the line is busy keys are taken and nothing is painted.
 */
#ifndef UI_TERMINAL_LINE_SPEED_H
#define UI_TERMINAL_LINE_SPEED_H

/* bytes_a_second: 0 when nothing is known, and the line counts as fast. */
void line_speed_start(int bytes_a_second);
/* Speed of the line at descriptor fd in bytes a second by its settings; 0: a console, or a
 * pseudo-terminal whose speed nobody has set. */
int line_speed_of(int fd);
/* About as many bytes as painting stdscr now will send; 0 on a fast line. Leaves curses' cursor
 * elsewhere. */
int line_speed_cost(void);
void line_speed_sent(int bytes);
/* Milliseconds until all that was sent has arrived. */
int line_speed_wait_ms(void);

#endif
