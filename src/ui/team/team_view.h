/* One help team on the screen, as its two files share it. */
#ifndef UI_TEAM_TEAM_VIEW_H
#define UI_TEAM_TEAM_VIEW_H

#include "model/team/team.h"
#include "ui/list/list_view.h"

struct team {
	struct list_view lv;
	struct team_summary summary;
	struct record voided; /* id and ver of the line that a reason is asked for */
	char *from, *to;  /* of the hand-over being asked for */
	struct date day;
};

/* Ask to whom and from when, show what would go, and hand over all duties of the marked member. */
void team_hand_over(struct view *v);

#endif
