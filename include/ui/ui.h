/* The screens: what main starts. SPDX-License-Identifier: MIT */
#ifndef UI_UI_H
#define UI_UI_H

#include "core/actor.h"
#include "core/err.h"

struct station;

/*
 * Runs the screens until the officer leaves. st and actor stay the caller's and open. The terminal
 * is put back as it was and the screen cleared whatever the result. RC_OK: left by the officer;
 * RC_CANCELLED: the line dropped or the program was told to end (drafts are saved); RC_DENIED: they
 * are no officer here any more (drafts are saved; actor is who they are now); RC_CONFIG: no
 * terminal, or one that cannot show the screens.
 */
enum rc ui_run(struct station *st, struct actor *actor, struct err *err);

#endif
