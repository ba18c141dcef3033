/* SPDX-License-Identifier: MIT
 * The way to every screen of the table, by the actions that lead there: tests that look at each of them name none.
 */
#ifndef TESTS_TUI_WAY_H
#define TESTS_TUI_WAY_H

#include "tui/desk.h"
#include "ui/loop/screens.h"

enum { WAY_MOST = 6 };

/* The rows whose actions lead from the role's first screen to this row's, the last one first; 0: there is no way. */
size_t way_to(const struct screen_def *s, const struct actor *a, const struct screen_def *step[WAY_MOST]);
/* An action by its name behind `:`. */
void way_command(struct pty *p, enum action_id id);
/* One step of a way; fails the test where no other screen comes. */
void way_go(struct pty *p, const struct screen_def *step);

#endif
