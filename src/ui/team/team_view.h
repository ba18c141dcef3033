/* One help team on the screen, as its two files share it. */
#ifndef UI_TEAM_TEAM_VIEW_H
#define UI_TEAM_TEAM_VIEW_H

#include "model/team/team.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"

struct member_row {
	struct team_member member;
	char *name, *unit;
};

struct team {
	struct view *view;
	long long id;
	struct team_summary summary;
	struct list list; /* its ctx is this struct */
	struct member_row rows[LIST_PAGE];
	size_t row_count;
	char *from, *to;  /* of the hand-over being asked for */
	struct date day;
};

/* Ask to whom and from when, show what would go, and hand over all duties of the marked member. */
void team_hand_over(struct team *d);

#endif
