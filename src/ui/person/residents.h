/* The list of everybody on the register, as its two files share it. */
#ifndef UI_PERSON_RESIDENTS_H
#define UI_PERSON_RESIDENTS_H

#include "ui/list/list_views.h"
#include "ui/list/people_list.h"

struct residents {
	struct people people; /* first: the list's ctx */
	struct list list;
	struct list_source source;
	struct list_views_bar saved;
	size_t shown_view;
	struct code risk; /* conditions on top of the view; blank and 0: none */
	int term_year;
	bool in_full; /* the first paint reads one page only; the ids follow at once */
	bool adding;  /* a form for somebody new was opened: the marker goes to the person */
};

extern const struct list_views_screen residents_saved;
/* Which file: the roster, or the list as it is shown. */
void residents_ask_export(struct view *v);

#endif
