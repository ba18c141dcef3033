/* The screen of the audit: what its list shows (audit_rows.c) and what one does there (audit.c). */
#ifndef UI_OFFICE_AUDIT_VIEW_H
#define UI_OFFICE_AUDIT_VIEW_H

#include "core/date.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"

enum audit_column { COL_TIME, COL_OFFICER, COL_ACTION, COL_TABLE, COL_RESULT, COL_REASON, COL_COUNT };
/* What stands below the list for the marked entry. */
enum { CELL_DETAIL = COL_COUNT, CELL_ORIGIN, CELLS };

/* What a text asked for narrows: digits 2 to 5; 1 is all. */
enum narrow { NARROW_OFFICER, NARROW_ACTION, NARROW_DAY, NARROW_FILE, NARROW_COUNT };

struct audit_view {
	struct view *view;
	struct list list; /* its ctx is this struct; an id is the number of an entry */
	struct str cells[LIST_PAGE][CELLS];
	size_t row_count;
	const long long *wanted; /* entries of the page being read, in its order */
	char *only[NARROW_COUNT]; /* as shown; NULL: all */
	struct date day;
	long long resident;
	enum narrow asked;
};

extern const struct list_source audit_source; /* its ctx: struct audit_view */
void audit_forget_rows(struct audit_view *d);

#endif
