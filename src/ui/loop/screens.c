/* The table of the screens. SPDX-License-Identifier: MIT */
#include "ui/loop/screens.h"

#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"

const struct screen_def screen_table[] = {
	{&today_ops, NULL, ACTION_NONE, ACT_LIST, true, NULL},
	{&audit_ops, NULL, ACTION_NONE, ACT_AUDIT_ALL, true, NULL},
	{&residents_ops, &today_ops, ACTION_RESIDENTS, ACT_LIST, true, NULL},
	{&finder_ops, &today_ops, ACTION_FINDER, ACT_LIST, true, NULL},
	{&month_ops, &today_ops, ACTION_MONTH, ACT_REPORT, true, NULL},
	{&tables_ops, &month_ops, ACTION_TABLES, ACT_REPORT, true, NULL},
	{&overview_ops, &today_ops, ACTION_OVERVIEW, ACT_QUEUE, true, NULL},
	{&away_ops, &today_ops, ACTION_AWAY, ACT_REPORT_NAMES, true, NULL},
	{&trend_ops, &month_ops, ACTION_TREND, ACT_REPORT, false, NULL},
	{&names_ops, &month_ops, ACTION_OPEN, ACT_REPORT_NAMES, false, NULL},
	{&sent_ops, &month_ops, ACTION_SEND, ACT_REPORT_NAMES, false, NULL},
	{&doubts_ops, &month_ops, ACTION_DOUBTS, ACT_REPORT_NAMES, false, NULL},
	{&sent_list_ops, &month_ops, ACTION_SENT, ACT_REPORT, true, NULL},
	{&entry_ops, &today_ops, ACTION_ENTRY, ACT_SAVE, false, "1"},
	{&entry_ops, &residents_ops, ACTION_ENTRY, ACT_SAVE, false, "1"},
	{&import_ops, &today_ops, ACTION_IMPORT, ACT_IMPORT, true, NULL},
	{&imports_ops, &today_ops, ACTION_IMPORTS, ACT_IMPORT, true, NULL},
	{&package_ops, &today_ops, ACTION_FIVE, ACT_LIST, true, NULL},
	{&teams_ops, &today_ops, ACTION_TEAMS, ACT_LIST, true, NULL},
	{&team_ops, &teams_ops, ACTION_OPEN, ACT_LIST, false, NULL},
	{&ledgers_ops, &today_ops, ACTION_LEDGERS, ACT_LIST, true, NULL},
	{&station_due_ops, &today_ops, ACTION_STATION_DUE, ACT_LIST, true, NULL},
	{&ledger_ops, &ledgers_ops, ACTION_OPEN, ACT_LIST, false, NULL},
	{&roll_ops, &ledger_ops, ACTION_OPEN, ACT_LIST, false, NULL},
	{&checks_ops, &today_ops, ACTION_CHECKS, ACT_LIST, true, NULL},
	{&join_ops, &checks_ops, ACTION_OPEN, ACT_JOIN, false, NULL},
	{&drafts_ops, &today_ops, ACTION_DRAFTS, ACT_SAVE, true, NULL},
	{&file_ops, &residents_ops, ACTION_OPEN, ACT_LOOK, false, NULL},
	{&clocks_ops, &file_ops, ACTION_CLOCKS, ACT_LOOK, false, NULL},
	{&clocks_ops, &today_ops, ACTION_CLOCKS, ACT_LOOK, false, NULL},
	{&history_ops, &file_ops, ACTION_HISTORY, ACT_LOOK, false, NULL},
	{&bulk_ops, &residents_ops, ACTION_MOVE_TEAM, ACT_SAVE, false, NULL},
	{&form_ops, &file_ops, ACTION_ADD, ACT_SAVE, false, NULL},
	{&form_ops, &file_ops, ACTION_ORDER, ACT_SAVE, false, NULL},
	{&form_ops, &residents_ops, ACTION_EDIT, ACT_SAVE, false, NULL},
	{&form_ops, &residents_ops, ACTION_ADD, ACT_SAVE, false, NULL},
	{&audit_ops, &today_ops, ACTION_AUDIT, ACT_AUDIT_OWN, true, NULL},
	{&audit_ops, &file_ops, ACTION_WHO, ACT_AUDIT, false, NULL},
	{&seals_ops, &today_ops, ACTION_SEALS, ACT_SEAL, true, NULL},
	{&queue_ops, &today_ops, ACTION_QUEUE, ACT_SECOND, true, NULL},
	{&backups_ops, &today_ops, ACTION_BACKUPS, ACT_QUEUE, true, NULL},
	{&station_ops, &today_ops, ACTION_STATION, ACT_LIST, true, NULL},
	/* of a county's database, where today_ops is not: start.c */
	{&county_ops, NULL, ACTION_NONE, ACT_COUNTY, true, NULL},
	{&county_returns_ops, NULL, ACTION_NONE, ACT_COUNTY, false, NULL},
	{&county_rows_ops, NULL, ACTION_NONE, ACT_COUNTY, false, NULL},
	{&county_names_ops, NULL, ACTION_NONE, ACT_COUNTY_NAMES, false, NULL},
};
const size_t screen_count = sizeof screen_table / sizeof *screen_table;

const struct view_ops *const screens_by_id[SCREENS] = {
	[SCREEN_FILE] = &file_ops,
	[SCREEN_CLOCKS] = &clocks_ops,
	[SCREEN_AUDIT] = &audit_ops,
	[SCREEN_TEAM] = &team_ops,
	[SCREEN_NAMES] = &names_ops,
	[SCREEN_SENT] = &sent_ops,
	[SCREEN_SENT_LIST] = &sent_list_ops,
	[SCREEN_DOUBTS] = &doubts_ops,
	[SCREEN_TREND] = &trend_ops,
	[SCREEN_TABLES] = &tables_ops,
	[SCREEN_FINDER] = &finder_ops,
	[SCREEN_DRAFTS] = &drafts_ops,
	[SCREEN_LEDGER] = &ledger_ops,
	[SCREEN_HISTORY] = &history_ops,
	[SCREEN_ROLL] = &roll_ops,
	[SCREEN_COUNTY_RETURNS] = &county_returns_ops,
	[SCREEN_COUNTY_ROWS] = &county_rows_ops,
	[SCREEN_COUNTY_NAMES] = &county_names_ops,
	[SCREEN_COUNTY_FIGURES] = &county_figures_ops,
	[SCREEN_COUNTY_TABLES] = &county_tables_ops,
};

static bool may(const struct actor *a, const struct screen_def *s) {
	return access_answer(a->role, s->access) != ACCESS_NO;
}

bool screen_allows(const struct actor *a, const struct view_ops *ops, enum action_id id) {
	bool named = false;

	for (size_t i = 0; i < screen_count; i++) {
		const struct screen_def *s = &screen_table[i];

		if (s->by != id || id == ACTION_NONE || (!s->alone && s->from != ops))
			continue;
		named = true;
		if (may(a, s))
			return true;
	}
	return !named;
}

bool screen_open(struct ui *ui, enum action_id id) {
	for (size_t i = 0; i < screen_count; i++) {
		if (screen_table[i].by == id && screen_table[i].alone) {
			ui_push(ui, screen_table[i].ops, NULL);
			return true;
		}
	}
	return false;
}

const struct view_ops *screen_first(const struct actor *a) {
	for (size_t i = 0; i < screen_count; i++)
		if (!screen_table[i].from && may(a, &screen_table[i]))
			return screen_table[i].ops;
	return &today_ops;
}
