/* What was sent of a month, on the month's screen. */
#include <stdio.h>

#include "ui/report/month.h"
#include "ui/report/sent_view.h"

/* A copy that was changed from outside is said, and the month shown without it. */
void month_load_sent(struct month *d) {
	struct err err = {0};

	sent_clear(&d->sent);
	sent_clear(&d->next);
	if (sent_draft(d->view->st, d->view->actor, &d->report, &d->sent, &d->next, &err) != RC_OK)
		ui_say_err(d->view->ui, &err);
}

void month_sent_note(const struct month *d, const char *figure, struct str *out, enum tone *tone) {
	size_t f = sent_find(&d->sent, figure);
	struct str late = {0};
	struct sent_change c;
	struct sent_row row;
	char text[80];

	if (f == d->sent.figure_count)
		return;
	c = sent_compare(&d->sent, f, &d->next);
	sent_row_fill(&d->sent, &(const struct sent){0}, sent_line(&d->sent, f, 0), &row);
	text_fill(text, sizeof text, tr(N_("sent {n}")), "n", row.value, (char *)NULL);
	str_addf(out, "  %s", text);
	sent_change_text(figure, &c, &late);
	if (late.n > 0) {
		text_fill(text, sizeof text, tr(N_("{n} (late)")), "n", str_text(&late), (char *)NULL);
		str_addf(out, " %s", text);
	}
	if (c.changed)
		*tone = TONE_BOLD;
	str_clear(&late);
}

void month_sent_head(const struct month *d, struct str *left) {
	char no[24], text[80];

	if (d->sent.figure_count == 0)
		return;
	snprintf(no, sizeof no, "%lld", d->sent.no);
	text_fill(text, sizeof text, tr(d->next.figure_count ? N_("sent, number {no}; changed since") : N_("sent, number {no}")),
	          "no", no, (char *)NULL);
	str_addf(left, "  %s", text);
}

static void open_names(struct view *v) {
	struct month *d = v->data;
	const struct figure_def *f = month_figure(list_current(&d->list));

	if (d->sent.figure_count == 0)
		ui_say(v->ui, tr(N_("This month was not sent yet.")));
	else if (f == NULL)
		ui_say(v->ui, tr(N_("Choose a number: names stand behind numbers, not behind rates.")));
	else
		sent_open_names(v, &d->sent, f->id);
}

static void open_draft(struct view *v) {
	struct month *d = v->data;
	const struct sent_arg arg = {.month = d->first, .no = -1};
	char no[24];

	snprintf(no, sizeof no, "%lld", d->sent.no);
	if (d->sent.figure_count > 0 && d->next.figure_count == 0)
		ui_sayf(v->ui, N_("Nothing changed since number {no} of this month was sent: there is nothing to correct."), "no", no,
		        (char *)NULL);
	else
		ui_push(v->ui, &sent_ops, &arg);
}

unsigned month_sent_act(struct view *v, enum action_id id) {
	if (id == ACTION_SENT)
		ui_push(v->ui, &sent_list_ops, NULL);
	else if (id == ACTION_SENT_NAMES)
		open_names(v);
	else
		open_draft(v);
	return V_REDRAW;
}
