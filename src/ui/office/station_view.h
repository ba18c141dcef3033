/* The station's screen, and what its tabs can do. SPDX-License-Identifier: MIT */
#ifndef UI_OFFICE_STATION_VIEW_H
#define UI_OFFICE_STATION_VIEW_H

#include "ui/list/list_view.h"

struct station_view {
	struct list_view lv;
	size_t tab;
	long long line; /* what is being asked about */
};

/* A tab: its list, who may see it, what is done on its lines. */
struct station_tab {
	const struct list_def *def;
	enum access_action access; /* who may see it */
	/* what it can do: ADD (0: nothing) and by whom, beside what the actions say themselves */
	enum action_id actions[6];
	enum access_action change;
	unsigned (*act)(struct view *v, enum action_id action, long long id);
	/* below the list: more of the marked line. Appends. NULL: nothing */
	void (*foot)(struct view *v, long long id, struct str *out);
	bool of_people; /* a county's database has none */
};

unsigned station_act_officer(struct view *v, enum action_id action, long long id);
unsigned station_act_place(struct view *v, enum action_id action, long long id);
unsigned station_act_setting(struct view *v, enum action_id action, long long id);
unsigned station_act_key(struct view *v, enum action_id action, long long id);
unsigned station_act_rhythm(struct view *v, enum action_id action, long long id);
/* A password, one's own: the one there is, then the new one twice. */
void station_own_password(struct view *v);

#endif
