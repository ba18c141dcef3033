/* Marking a month as sent, after it was looked at; and the names behind what was sent. */
#include <stdio.h>
#include <stdlib.h>

#include "ui/report/sent_view.h"

static unsigned confirmed(struct view *v, void *ctx, int choice) {
	struct sent_view *d = v->data;
	char title[SENT_TITLE_BUF];
	struct err err = {0};

	(void)ctx;
	if (choice != 1)
		return V_REDRAW;
	if (sent_send(v->st, v->actor, &sent_lines_of(d)->sent, d->note, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return err.rc == RC_CONFLICT ? V_RELOAD | V_REDRAW : V_REDRAW;
	}
	ui_sayf(v->ui, N_("marked as sent: {title}"), "title", sent_title(&sent_lines_of(d)->sent, title), (char *)NULL);
	return V_CLOSE | V_RELOAD;
}

static unsigned note_typed(struct view *v, void *ctx, const char *text) {
	struct sent_view *d = v->data;
	char question[300], title[SENT_TITLE_BUF];
	const char *const choices[] = {tr(N_("Mark as sent")), tr(N_("Not now")), NULL};
	struct ask ask = {.question = question, .choices = choices, .initial = 2, .answer = confirmed};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	free(d->note);
	d->note = mem_strdup(text);
	text_fill(question, sizeof question, tr(N_("Mark {title} as sent? It is kept as it is from then on.")), "title",
	          sent_title(&sent_lines_of(d)->sent, title), (char *)NULL);
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

void sent_mark(struct view *v) {
	struct ask_text ask = {.question = tr(N_("Note (may stay blank):")), .answer = note_typed};
	struct err err = {0};

	if (station_may(v->st, v->actor, ACT_REPORT_SEND, &err) == RC_OK)
		ui_ask_text(v->ui, &ask);
	else
		ui_say_err(v->ui, &err);
}

void sent_open_names(struct view *v, const struct sent *s, const char *figure) {
	struct ids shown = {0};
	char title[200], month[SENT_TITLE_BUF];
	struct names_arg arg = {.title = title, .ids = &shown};
	struct err err = {0};

	snprintf(title, sizeof title, "%s %s", sent_title(s, month), tr(figure_line_of(figure).label));
	if (sent_names(v->st, v->actor, s, figure, &shown, &arg.sealed, &arg.gone, &err) == RC_OK)
		ui_push(v->ui, &names_ops, &arg);
	else
		ui_say_err(v->ui, &err);
	ids_clear(&shown);
}
