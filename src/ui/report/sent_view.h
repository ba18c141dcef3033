/* One number of a month as sent: shared by the files of its screen. */
#ifndef UI_REPORT_SENT_VIEW_H
#define UI_REPORT_SENT_VIEW_H

#include "model/report/sent.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct sent_view {
	struct list_view lv;
	struct sent_arg what; /* its no is the list's q.given */
	char month[DATE_BUF]; /* 2026-10: its q.month */
	char *note;
};

/* What the list shows. */
static inline struct sent_lines *sent_lines_of(const struct sent_view *d) { return d->lv.list.run.data; }
/* What would be sent now, not yet sent? */
static inline bool sent_is_draft(const struct sent_view *d) { return sent_lines_of(d)->sent.id == 0; }

/* Ask for a note and a yes, then mark the draft as sent (src/ui/report/sent_mark.c). */
void sent_mark(struct view *v);
/* The names behind a figure of s, as far as they may be shown today. */
void sent_open_names(struct view *v, const struct sent *s, const char *figure);

#endif
