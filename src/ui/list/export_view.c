#include "ui/list/export_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file.h"
#include "exchange/print/page.h"
#include "model/station/station.h"

/* The export being asked for; prompts stand above each other, so there is one. */
static struct {
	export_writer *writer;
	char path[512];
	long long number; /* in a station: what fetch brings it by */
} asked;

static unsigned path_typed(struct view *v, void *ctx, const char *text);

static void ask_path(struct view *v) {
	struct ask_text ask = {.question = tr(N_("Write to file:")), .initial = asked.path, .answer = path_typed};

	ui_ask_text(v->ui, &ask);
}

/* An officer of a station has no folder of their own there: the file lies in out/ under a number. */
static enum rc place_in_station(const struct view *v, struct err *err) {
	char *path = NULL;
	enum rc rc = station_note_file(v->st, v->actor, PAGE_EXPORT, &asked.number, err);

	if (rc != RC_OK)
		return rc;
	path = page_path(v->st, PAGE_EXPORT, asked.number, ".csv");
	rc = strlen(path) < sizeof asked.path ? file_make_parents(path, err)
	                                      : err_set(err, RC_INVALID, "export.long", N_("That name is too long."), (char *)NULL);
	snprintf(asked.path, sizeof asked.path, "%s", path);
	free(path);
	return rc;
}

/* What was written, and where it is found: by its number in a station, else with its folder, which a bare name lacks. */
static void say_written(const struct view *v, const char *final) {
	char number[24], *whole;

	if (asked.number > 0) {
		snprintf(number, sizeof number, "%lld", asked.number);
		ui_sayf(v->ui, N_("Written as file {number}: ssh to the station with fetch {number} brings it."), "number", number,
		        (char *)NULL);
		return;
	}
	whole = realpath(final, NULL);
	ui_sayf(v->ui, N_("Written: {file}"), "file", whole ? whole : final, (char *)NULL);
	free(whole);
}

static unsigned encoding_chosen(struct view *v, void *ctx, int choice) {
	struct err err = {0};
	char *final = NULL;
	enum rc rc = RC_OK;

	(void)ctx;
	if (choice == 0)
		return V_REDRAW;
	if (station_is_shared(v->st))
		rc = place_in_station(v, &err);
	if (rc == RC_OK)
		rc = asked.writer(v, asked.path, choice == 2 ? TEXT_SOURCE_GB18030 : TEXT_SOURCE_UTF8, &final, &err);
	if (rc == RC_OK)
		say_written(v, final);
	else
		ui_say_err(v->ui, &err);
	if (rc == RC_EXISTS && asked.number == 0)
		ask_path(v);
	free(final);
	return V_REDRAW;
}

static void ask_encoding(struct view *v) {
	const char *const choices[] = {tr(N_("UTF-8, opens in any spreadsheet")), "GB18030", NULL};
	struct ask ask = {.question = tr(N_("Encoding of the file:")), .choices = choices, .answer = encoding_chosen};

	ui_ask(v->ui, &ask);
}

static unsigned path_typed(struct view *v, void *ctx, const char *text) {
	(void)ctx;
	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	if (strlen(text) >= sizeof asked.path) {
		ui_say(v->ui, tr(N_("That name is too long.")));
		return V_REDRAW;
	}
	snprintf(asked.path, sizeof asked.path, "%s", text);
	ask_encoding(v);
	return V_REDRAW;
}

void export_ask(struct view *v, const char *path, export_writer *writer) {
	asked.writer = writer;
	asked.number = 0;
	snprintf(asked.path, sizeof asked.path, "%s", path);
	if (station_is_shared(v->st))
		ask_encoding(v);
	else
		ask_path(v);
}
