/* One number of a month as sent: shared by the files of its screen. */
#ifndef UI_REPORT_SENT_VIEW_H
#define UI_REPORT_SENT_VIEW_H

#include "exchange/print/sent_sheet.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"
#include "ui/loop/view.h"

struct sent_view {
	struct view *view;
	struct list list;         /* its ctx is this struct; ids are positions in sent.lines, from 1 */
	struct sent_arg what;
	struct sent sent, before; /* no < 0: of sent_draft */
	struct sent_row rows[LIST_PAGE];
	size_t row_count;
	char *note;
};

/* What would be sent now, not yet sent? */
static inline bool sent_is_draft(const struct sent_view *d) { return d->sent.id == 0; }

/* Ask for a note and a yes, then mark the draft as sent (src/ui/report/sent_mark.c). */
void sent_mark(struct view *v);
/* The names behind a figure of s, as far as they may be shown today. */
void sent_open_names(struct view *v, const struct sent *s, const char *figure);

#endif
