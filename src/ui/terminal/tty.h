/* The terminal: curses started and put back, keys read, the line watched. Shared inside ui only.
 * SPDX-License-Identifier: MIT */
#ifndef UI_TERMINAL_TTY_H
#define UI_TERMINAL_TTY_H

#include <stdbool.h>
#include <termios.h>

#include "core/err.h"
#include "core/terminal.h"
#include "ui/terminal/key.h"

/* Locale, curses, signals. card: what check-terminal knows of this terminal, copied. RC_CONFIG with
 * a sentence when there is no usable terminal. */
enum rc term_start(const struct terminal *card, struct err *err);
/* The same card; all 0 while no screens run. */
const struct terminal *term_card(void);
/* Clear screen and scrollback, leave curses, restore the line's settings and the signal
 * handlers. */
void term_stop(void);
/*
 * Where the program is ended in between: the screen wiped and left, the line's settings put back,
 * by system calls alone. Done by itself on a fatal signal and by the sanitizers. Made ready by
 * term_start (modes_off ends the modes it began), over with term_stop (src/ui/terminal/tty_end.c).
 */
void term_give_back(void);
void term_end_ready(const struct termios *as_it_was, const char *modes_off);
void term_end_done(void);
/* Can it show 汉字? Not the console of the machine itself, nor where check-terminal was told so:
 * names stand there in pinyin, and nobody changes what cannot be seen. True while no screens
 * run. */
bool term_shows_hanzi(void);
/* Next key, waiting at most ms milliseconds (-1: for ever, 0: not at all). K_NONE when none
 * came. */
void term_read(struct key *k, int ms);
/* SIGHUP, SIGTERM, or the line is gone. */
bool term_hung_up(void);
/* When that was first seen (monotonic ms); 0: the line holds. Stays when the screens are over. */
long long term_hung_up_since(void);
/* Ask the terminal how it is; line_speed_answered is told when it says so. */
void term_ask(void);
/* Clear the screen and what could be scrolled back to; the next paint is whole. */
void term_wipe(void);
/* Blank the screen and stop the process until the shell brings it back. */
void term_suspend(void);

#endif
