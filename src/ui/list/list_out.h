/* A list out of the program: to a CSV file, to a page. What is marked, else every line shown, with the columns shown. */
#ifndef UI_LIST_LIST_OUT_H
#define UI_LIST_LIST_OUT_H

#include "ui/loop/view.h"

/* Ask for names or not, the reason, file and encoding; then write. */
void list_out_export(struct view *v);
void list_out_print(struct view *v);
/* Who may take the list of this view out masked: what the screen itself needs where that is not about residents. */
bool list_out_may(const struct view *v);

#endif
