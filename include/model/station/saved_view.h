/* SPDX-License-Identifier: MIT
 * What an officer keeps of a list: filter, order, columns and conditions under a name, which stands
 * on a digit. Everybody who may see lists keeps their own, readers too: it shows nothing they could
 * not ask for.
 */
#ifndef MODEL_STATION_SAVED_VIEW_H
#define MODEL_STATION_SAVED_VIEW_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"

/* Digit 0 is how the list comes up, without a name. */
enum { SAVED_VIEW_MOST = 9, SAVED_VIEW_NAME_CELLS = 16 };

struct saved_view {
	int digit;
	char *name, *conditions, *filter, *order, *columns; /* owned; NULL is blank when saving */
};
void saved_view_clear(struct saved_view *v);

/* Zero-initialise; saved_views_clear when done. */
struct saved_views {
	struct saved_view v[SAVED_VIEW_MOST + 1];
	size_t n;
};
void saved_views_clear(struct saved_views *views);
const struct saved_view *saved_view_at(const struct saved_views *views, int digit);

/* One's own views of a list, by digit. */
enum rc saved_view_list(struct station *st, const struct actor *a, const char *list,
                        struct saved_views *out, struct err *err);
/* Keep it under its digit, in place of what stands there; digit < 0: the first free one, which
 * v->digit gets. RC_INVALID: no name, one too long or taken; a filter by the end of a number (such
 * a search is logged each time it is made); all digits taken. */
enum rc saved_view_save(struct station *st, const struct actor *a, const char *list,
                        struct saved_view *v, struct err *err);
enum rc saved_view_remove(struct station *st, const struct actor *a, const char *list, int digit,
                          struct err *err);

#endif
