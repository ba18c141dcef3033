/* What was sent of a month, on the month's screen. */
#include <stdio.h>

#include "ui/report/month.h"
#include "ui/report/sent_view.h"

void month_sent_head(const struct month *d, struct str *left) {
	const struct month_lines *l = month_lines_of(d);
	char no[24], text[80];

	if (l->sent.figure_count == 0)
		return;
	snprintf(no, sizeof no, "%lld", l->sent.no);
	text_fill(text, sizeof text, tr(l->next.figure_count ? N_("sent, number {no}; changed since") : N_("sent, number {no}")),
	          "no", no, (char *)NULL);
	str_addf(left, "  %s", text);
}

static void open_names(struct view *v) {
	const struct month *d = v->data;
	const struct month_lines *l = month_lines_of(d);
	const struct figure_def *f = month_figure(list_current(&d->lv.list));

	if (l->sent.figure_count == 0)
		ui_say(v->ui, tr(N_("This month was not sent yet.")));
	else if (f == NULL)
		ui_say(v->ui, tr(N_("Choose a number: names stand behind numbers, not behind rates.")));
	else
		sent_open_names(v, &l->sent, f->id);
}

static void open_draft(struct view *v) {
	const struct month *d = v->data;
	const struct month_lines *l = month_lines_of(d);
	const struct sent_arg arg = {.month = d->first, .no = -1};
	char no[24];

	snprintf(no, sizeof no, "%lld", l->sent.no);
	if (l->sent.figure_count > 0 && l->next.figure_count == 0)
		ui_sayf(v->ui, N_("Nothing changed since number {no} of this month was sent: there is nothing to correct."), "no", no,
		        (char *)NULL);
	else
		ui_open(v->ui, SCREEN_SENT, &arg);
}

unsigned month_sent_act(struct view *v, enum action_id id) {
	if (id == ACTION_SENT)
		ui_open(v->ui, SCREEN_SENT_LIST, NULL);
	else if (id == ACTION_SENT_NAMES)
		open_names(v);
	else
		open_draft(v);
	return V_REDRAW;
}
