/* An officer's own views of a list: on digits behind 0, saved, renamed and taken away; and how the
 * list comes up. SPDX-License-Identifier: MIT */
#ifndef UI_LIST_LIST_VIEWS_H
#define UI_LIST_LIST_VIEWS_H

#include "model/station/saved_view.h"
#include "ui/loop/view.h"
#include "ui/terminal/paint.h"

/* Part of a screen whose digits name views. Zero-initialise; list_views_bar_clear when done. */
struct list_views_bar {
	struct saved_views views;
	bool own;  /* their line stands instead of the screen's */
	int digit; /* the one shown; 0: none yet */
};

/* What a screen with saved views says of itself; its conditions as one text, and the other way
 * round ("" = none). */
struct list_views_screen {
	struct list_views_bar *(*bar)(const struct view *v);
	void (*say)(const struct view *v, struct str *out);
	void (*take)(struct view *v, const char *conditions);
};

/* Read them again: in load. */
enum rc list_views_bar_load(struct view *v, struct list_views_bar *bar, struct err *err);
void list_views_bar_clear(struct list_views_bar *bar);
/* One's own line; or, behind the screen's own which ends at x, that there is one. */
void list_views_bar_draw(const struct list_views_bar *bar, const struct area *a, int x);
/* A digit of one's own line, or 0 which changes lines; V_NOT_MINE: the screen's. */
unsigned list_views_bar_digit(struct view *v, const struct list_views_screen *s,
                              const struct key *k);
/* Save what is shown, rename or remove the view shown. */
void list_views_bar_ask(struct view *v, const struct list_views_screen *s);

/* How a list comes up: columns and order its officer keeps, from the list of columns; and taken
 * when a screen opens. */
void list_views_keep_default(struct view *v);
void list_views_take_default(struct view *v);

#endif
