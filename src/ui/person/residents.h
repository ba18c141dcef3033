/* The list of everybody on the register, as its two files share it. */
#ifndef UI_PERSON_RESIDENTS_H
#define UI_PERSON_RESIDENTS_H

#include "ui/list/list_view.h"
#include "ui/list/list_views.h"

/* Its view, risk and year of the term are conditions of lv.list.run.q. */
struct residents {
	struct list_view lv;
	struct list_views_bar saved;
	size_t shown_view;
};

extern const struct list_views_screen residents_saved;
/* Other conditions: risk blank and year 0 are none. */
unsigned residents_narrow(struct view *v, size_t shown, struct code risk, int term_year);
/* Which file: the roster, or the list as it is shown. */
void residents_ask_export(struct view *v);

#endif
