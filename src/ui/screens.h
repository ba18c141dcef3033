/* The screens: one file each. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "core/mem.h"
#include "ui/view.h"

extern const struct view_ops today_ops, residents_ops, file_ops, month_ops, names_ops, finder_ops, import_ops,
	five_ops, teams_ops, team_ops, checks_ops;

/* Opened with a long long: file_ops (the resident), team_ops (the team). With a struct names_arg: names_ops. The others take NULL. */

struct names_arg {
	const char *title;       /* translated; copied */
	const struct ids *ids;   /* copied */
	long long sealed;        /* people counted whose names may not be listed */
};

#endif
