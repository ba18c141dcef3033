/* Drafts as the list of them and the log-in show them. SPDX-License-Identifier: MIT */
#ifndef UI_ENTRY_DRAFTS_H
#define UI_ENTRY_DRAFTS_H

#include "model/entry/draft.h"
#include "ui/loop/view.h"

/* What was being typed: the form's title, or the kind of an entry session. */
const char *draft_title(const struct draft *d);
/* About whom; who is not on the register yet goes by the name typed so far. Appends. */
void draft_add_whose(struct station *st, const struct actor *a, const struct draft *d,
                     struct str *out);
/* Why it is left alone. */
void draft_say_elsewhere(struct ui *ui);
/* Open it again, unless it is open at another terminal. */
void draft_go_on(struct ui *ui, const struct draft *d);

#endif
