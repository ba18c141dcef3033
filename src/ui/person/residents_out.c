/* The list of residents: its conditions as a saved view keeps them, and the files it writes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "exchange/out/export.h"
#include "ui/list/export_view.h"
#include "ui/list/list_out.h"
#include "ui/person/residents.h"

/* ---- what a saved view keeps: "ending high 2": view, risk, year of the term ---- */

static struct list_views_bar *bar_of(const struct view *v) { return &((struct residents *)v->data)->saved; }

static void say_conditions(const struct view *v, struct str *out) {
	const struct list_query *q = &((const struct residents *)v->data)->lv.list.run.q;

	str_addf(out, "%s %s %d", q->view, code_is_set(q->risk) ? q->risk.s : "-", q->term_year);
}

/* What is no view or class (any more) is the first one, and none. */
static void take_conditions(struct view *v, const char *text) {
	char view[24] = "", risk[24] = "";
	size_t shown = 0;
	int year = 0;

	sscanf(text, "%23s %23s %d", view, risk, &year);
	for (size_t i = 0; resident_views[i].id[0] != '\0'; i++)
		if (strcmp(resident_views[i].id, view) == 0)
			shown = i;
	residents_narrow(v, shown,
	                 risk[0] != '\0' && code_find(&codes_risk, code_of(risk)) ? code_of(risk) : CODE_NONE, year);
}

const struct list_views_screen residents_saved = {.bar = bar_of, .say = say_conditions, .take = take_conditions};

/* ---- files ---- */

static bool export_progress(void *ctx, long done, long total) {
	struct view *v = ctx;

	return ui_progress(v->ui, tr(N_("Writing")), done, total);
}

/* The roster, masked: what leaves with names and numbers needs more than a key. */
static enum rc write_roster(struct view *v, const char *path, enum text_source_encoding encoding, char **final,
                            struct err *err) {
	struct export_options o = {.reg = "roster", .path = path, .encoding = encoding, .existing = CSV_KEEP,
	                           .progress = export_progress, .ctx = v};

	return export_write(v->st, v->actor, &o, NULL, final, err);
}

static void export_roster(struct view *v) {
	char path[64], day[DATE_BUF];

	snprintf(path, sizeof path, "%s-%s.csv", tr(N_("roster-masked")), date_format(clock_today(), day));
	export_ask(v, path, write_roster);
}

static unsigned export_chosen(struct view *v, void *ctx, int choice) {
	(void)ctx;
	if (choice == 1)
		export_roster(v);
	else if (choice == 2)
		list_out_export(v);
	return V_REDRAW;
}

void residents_ask_export(struct view *v) {
	const char *const choices[] = {tr(N_("The whole roster, masked, as it can be taken in again")),
	                               tr(N_("The list as it is shown, or its marked lines")), NULL};
	struct ask ask = {.question = tr(N_("Write which file?")), .choices = choices, .answer = export_chosen};

	ui_ask(v->ui, &ask);
}

