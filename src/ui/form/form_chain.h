/* What follows from a record, asked after it was saved and on its line of Today: now, later, or why
 * not; the rule is one key away (rule 17.1). SPDX-License-Identifier: MIT */
#ifndef UI_FORM_FORM_CHAIN_H
#define UI_FORM_FORM_CHAIN_H

#include "model/entry/chain.h"
#include "ui/form/form.h"
#include "ui/loop/view.h"

typedef enum rc chain_open(struct ui *ui, const struct form_def *def, const struct form_call *call);
/* Ask about what follows, over any screen; next is taken over. open: form_open. also: a choice
 * before the others (translated), chosen for it; NULL: none. */
void chain_ask(struct view *v, struct chain_next *next, const char *also,
               void (*chosen)(struct view *v), chain_open *open);
/* The form over v holds a record just saved: ask, or go on at once where a question was answered
 * already. False: nothing follows. *flags: the view's. */
bool chain_offer(struct view *v, bool is_new, unsigned *flags);

#endif
