/* One action for all marked lines: the exact rows are shown and agreed to before anything is
 * done. SPDX-License-Identifier: MIT */
#ifndef UI_LIST_BULK_VIEW_H
#define UI_LIST_BULK_VIEW_H

#include "ui/loop/action.h"
#include "ui/loop/view.h"

/* The action takes all marked lines (W_MARKED): show them. False: it does not, or nothing is
 * marked. */
bool bulk_begin(struct view *v, enum action_id id);

#endif
