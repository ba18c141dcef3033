/* A one-line text box on the screen: the editor with its keys and its paint.
 * SPDX-License-Identifier: MIT */
#ifndef UI_TERMINAL_TEXT_BOX_H
#define UI_TERMINAL_TEXT_BOX_H

#include "ui/terminal/edit.h"
#include "ui/terminal/key.h"

/* True when the key was the box's: a character, a move inside, a paste. Enter, Esc, Tab, Up, Down
 * and F keys are not. */
bool text_box_key(struct edit *e, const struct key *k);
/* Paint it from (y, x), `cells` wide, and put the cursor into it. */
void text_box_draw(struct edit *e, int y, int x, int cells);

#endif
