#include "export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The export being asked for; prompts stand above each other, so there is one. */
static struct {
	export_writer *writer;
	char path[512];
} asked;

static unsigned path_typed(struct view *v, void *ctx, const char *text);

static void ask_path(struct view *v) {
	struct ask_text ask = {.question = tr(N_("Write to file:")), .initial = asked.path, .answer = path_typed};

	ui_ask_text(v->ui, &ask);
}

static unsigned encoding_chosen(struct view *v, void *ctx, int choice) {
	struct err err = {0};
	char *final = NULL, *whole; /* with its folder: a bare name does not say where to look */

	(void)ctx;
	if (choice == 0)
		return V_REDRAW;
	if (asked.writer(v, asked.path, choice == 2 ? SOURCE_GB18030 : SOURCE_UTF8, &final, &err) == RC_OK) {
		whole = realpath(final, NULL);
		ui_sayf(v->ui, N_("Written: {file}"), "file", whole ? whole : final, (char *)NULL);
		free(whole);
	} else {
		ui_say_err(v->ui, &err);
		if (err.rc == RC_EXISTS)
			ask_path(v);
	}
	free(final);
	return V_REDRAW;
}

static unsigned path_typed(struct view *v, void *ctx, const char *text) {
	const char *const choices[] = {tr(N_("UTF-8, opens in any spreadsheet")), "GB18030", NULL};
	struct ask ask = {.question = tr(N_("Encoding of the file:")), .choices = choices, .answer = encoding_chosen};

	(void)ctx;
	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	if (strlen(text) >= sizeof asked.path) {
		ui_say(v->ui, tr(N_("That name is too long.")));
		return V_REDRAW;
	}
	snprintf(asked.path, sizeof asked.path, "%s", text);
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

void export_ask(struct view *v, const char *path, export_writer *writer) {
	asked.writer = writer;
	snprintf(asked.path, sizeof asked.path, "%s", path);
	ask_path(v);
}
