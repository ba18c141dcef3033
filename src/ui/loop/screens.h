/* The screens: one file each. SPDX-License-Identifier: MIT */
#ifndef UI_LOOP_SCREENS_H
#define UI_LOOP_SCREENS_H

#include "core/date.h"
#include "core/mem.h"
#include "model/access/access.h"
#include "model/report/report_span.h"
#include "ui/loop/view.h"

extern const struct view_ops today_ops, residents_ops, file_ops, month_ops, names_ops, finder_ops,
        import_ops, imports_ops,
	package_ops, teams_ops, team_ops, checks_ops, sent_ops, sent_list_ops, tables_ops,
	        trend_ops, entry_ops,
	overview_ops, away_ops, history_ops, doubts_ops, ledgers_ops, ledger_ops, station_due_ops,
	roll_ops, audit_ops, queue_ops, drafts_ops, bulk_ops, clocks_ops, seals_ops, backups_ops,
	join_ops, station_ops, county_ops, county_returns_ops, county_rows_ops, county_names_ops,
	county_figures_ops, county_tables_ops;

/* Opened with (ui_open) a long long: SCREEN_FILE and SCREEN_CLOCKS (the resident), SCREEN_TEAM (the
 * team); the struct ledger_def: SCREEN_LEDGER; a struct roll: SCREEN_ROLL; a struct of its name below: SCREEN_NAMES, SCREEN_SENT
 * (and SCREEN_DOUBTS, of the month), SCREEN_TREND, SCREEN_FINDER (or NULL), SCREEN_HISTORY (struct
 * history_of); a file number (text): SCREEN_AUDIT, who looked at it; a long long, the station or the
 * return: SCREEN_COUNTY_RETURNS, SCREEN_COUNTY_ROWS; a day of the month (struct date, or NULL):
 * SCREEN_COUNTY_TABLES; a struct county_names_arg: SCREEN_COUNTY_NAMES. */

/* After the first screen came up: the line was dropped, or drafts wait. */
void drafts_tell(struct ui *ui);
/* Of a damaged database: what to restore it from. */
void backups_tell(struct ui *ui);

struct names_arg {
	const char *title;       /* translated; copied */
	const struct ids *ids;   /* copied */
	long long sealed;        /* people counted whose names may not be listed */
	long long gone;          /* people counted then who are no longer on file */
};

/* Names of a return that were opened; taken over. */
struct county_names;
struct county_names_arg {
	const char *title;
	struct county_names *names;
};

/* One figure or rate (the other is NULL) over the twelve months up to the one that holds `last`:
 * trend_ops. */
struct figure_def;
struct rate_def;
struct trend_arg {
	const struct figure_def *figure;
	const struct rate_def *rate;
	struct date last;
};

struct sent_arg {
	struct date month; /* its first day */
	long long no;      /* of the sending; < 0: what would be sent now */
};

/* Open the names of the people behind a number, with the count of those that are sealed. */
void names_open(struct view *v, const char *title, const struct ids *people);
/* Month, quarter or year? The choice is 1 + its kind. */
void report_ask_span(struct view *v, enum span_kind now,
                     unsigned (*answer)(struct view *v, void *ctx, int choice));
/* view_ops.can of who shows numbers: their names and their page are not everybody's. */
bool report_view_can(const struct view *v, enum action_id id);
/* The names behind a figure of s, as far as they may be shown today. */
struct sent;
void sent_open_names(struct view *v, const struct sent *s, const char *figure);

/* Another view asks the finder for a person, in the place of their file. */
struct finder_arg {
	/* after the finder has closed; its flags */
	unsigned (*chosen)(struct view *below, long long resident);
};

/* Ask for a kind and open an entry session, or go on with the one put aside. */
void entry_ask_kind(struct view *v);
/* The same for these people, due or not, in their order. */
void entry_ask_kind_for(struct view *v, const struct ids *people);
/* Ask day and village and print the sheet for a round. */
void round_ask(struct view *v);
/* Which kind of session this draft is of (its label), NULL: it is of none; and go on with it. */
const char *entry_draft_label(const char *form);
void entry_go_on(struct view *below, const char *form);

/* Every screen, and how one comes to it: what opens it, and who may. It drives what the actions
 * offer a role, the first screen, and the tests that look at every screen as every role. */
struct screen_def {
	/* from NULL: the first screen of whoever may see it, the first row first */
	const struct view_ops *ops, *from;
	enum action_id by;                 /* on `from`, marker on a line when it needs one */
	enum access_action access;
	/* takes NULL: opened here, from wherever the action is valid */
	bool alone;
	/* that answer what is asked on the way; NULL: nothing is */
	const char *keys;
};
extern const struct screen_def screen_table[];
extern const size_t screen_count;
extern const struct view_ops *const screens_by_id[SCREENS];

/* False where the action opens a screen that this role may not see. */
bool screen_allows(const struct actor *a, const struct view_ops *ops, enum action_id id);
/* Open the screen that stands alone behind this action; false when there is none. */
bool screen_open(struct ui *ui, enum action_id id);
/* The first screen: a county's hang on its own. */
const struct view_ops *ui_first(struct station *st, const struct actor *a);
/* The first screen of the actor at a station. */
const struct view_ops *screen_first(const struct actor *a);

#endif
