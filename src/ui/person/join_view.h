/* Two files that may be one person, side by side. SPDX-License-Identifier: MIT */
#ifndef UI_PERSON_JOIN_VIEW_H
#define UI_PERSON_JOIN_VIEW_H

#include "model/person/twins.h"
#include "ui/loop/view.h"

/* Open them; the older file stays where they are joined. */
void join_open(struct view *v, const struct twin_pair *pair);
/* Ask, then keep that they are two people. */
void join_ask_apart(struct view *v, const struct twin_pair *pair);

#endif
