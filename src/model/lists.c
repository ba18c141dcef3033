/* SPDX-License-Identifier: MIT */
#include "model/lists.h"

#include "model/county/county.h"
#include "model/event/event_list.h"
#include "model/ledger/station_due.h"

const struct list_def *const list_table[] = {
	&due_list_def,     &residents_list,  &five_list_def, &teams_list,  &members_list,
	&ledgers_list, &station_due_list, &dossier_list, &dossier_gaps_list, &dossier_unfiled_list,
	&timeline_list, &away_list, &late_list,       &doubts_list,   &clocks_list, &month_list,
	&month_doubts_list, &months_sent_list, &sent_lines_list, &seals_list, &queue_list,
	&county_stations_list, &county_returns_list, &county_missing_list, &county_typed_list,
	&county_month_list, &county_league_list, &county_unusual_list,
	&audit_list,       &officers_list,   &sessions_list, &unanswered_list,
	&imports_list, &backups_list, &cases_list, &clock_list, &twins_list, &places_list,
	&settings_list, &rhythms_list, &names_list, &attached_list, NULL,
};

const struct list_def *list_find(const char *id) {
	for (size_t i = 0; list_table[i] != NULL; i++)
		if (strcmp(list_table[i]->id, id) == 0)
			return list_table[i];
	return NULL;
}
