/* The screens: one file each. */
#ifndef UI_SCREENS_H
#define UI_SCREENS_H

#include "core/date.h"
#include "core/mem.h"
#include "ui/view.h"

extern const struct view_ops today_ops, residents_ops, file_ops, month_ops, names_ops, finder_ops, import_ops,
	five_ops, teams_ops, team_ops, checks_ops, sent_ops, sent_list_ops, entry_ops;

/* Opened with a long long: file_ops (the resident), team_ops (the team). With a struct names_arg: names_ops; with a struct
 * sent_arg: sent_ops. finder_ops: a struct finder_arg, or NULL. entry_ops: entry_ask_kind. The others take NULL. */

struct names_arg {
	const char *title;       /* translated; copied */
	const struct ids *ids;   /* copied */
	long long sealed;        /* people counted whose names may not be listed */
	long long gone;          /* people counted then who are no longer on file */
};

struct sent_arg {
	struct date month; /* its first day */
	long long no;      /* of the sending; < 0: what would be sent now */
};

/* Another view asks the finder for a person, in the place of their file. */
struct finder_arg {
	unsigned (*chosen)(struct view *below, long long resident); /* after the finder has closed; its flags */
};

/* Ask for a kind and open an entry session, or go on with the one put aside. */
void entry_ask_kind(struct view *v);

#endif
