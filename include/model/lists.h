/* Every list of the program: `wubao list ID`, and what the screens of the same names show.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_LISTS_H
#define MODEL_LISTS_H

#include "model/station/list_def.h"

extern const struct list_def due_list_def, residents_list, figure_names_list, found_list,
	dossier_list, dossier_gaps_list, dossier_unfiled_list,
	together_list, five_list_def, teams_list, members_list, late_list, doubts_list, clocks_list,
	month_list, away_list, month_doubts_list, months_sent_list, sent_lines_list, seals_list, queue_list,
	county_month_list, county_league_list, county_unusual_list,
	audit_list, officers_list, sessions_list, unanswered_list, imports_list,
	backups_list, cases_list, clock_list, twins_list, join_list, places_list, settings_list,
	rhythms_list, names_list, attached_list, facts_list, partners_list;

/* In the order of the help; NULL-ended. */
extern const struct list_def *const list_table[];
/* NULL: there is none. */
const struct list_def *list_find(const char *id);

#endif
