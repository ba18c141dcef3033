/* The month's return: every number with its words, each opening its names.
 * SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "exchange/out/month_csv.h"
#include "exchange/print/report_sheet.h"
#include "model/lists.h"
#include "model/report/sent.h"
#include "model/station/station.h"
#include "ui/list/list_out.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

struct month {
	struct list_view lv;
	struct date first;    /* of the month shown */
	struct span span;     /* the same, while a file of it is asked about */
	char month[DATE_BUF]; /* 2026-10: the list's q.month */
};

/* What the list shows. */
static const struct month_lines *month_lines_of(const struct month *d) {
	return d->lv.list.run.data;
}

static unsigned show(struct month *d, struct date first) {
	d->first = first;
	date_format(first, d->month);
	d->month[7] = '\0';
	d->lv.list.run.q.month = d->month;
	return V_RELOAD | V_REDRAW;
}

static enum rc open_month(struct view *v, const void *arg, struct err *err) {
	show(v->data, month_to_send());
	return RC_OK;
}

/* A copy that was changed from outside is said, and the month shown without it. */
static void loaded_month(struct view *v) {
	const struct err *unsound = &month_lines_of(v->data)->unsound;

	if (unsound->rc != RC_OK)
		ui_say_err(v->ui, unsound);
}

static void head_month(const struct view *v, struct str *left, struct str *right) {
	const struct month *d = v->data;
	const struct month_lines *l = month_lines_of(d);
	char day[DATE_BUF];

	str_fill(left, N_("Month report {month}"), "month", d->month, NULL);
	if (date_before(clock_today(), date_month_end(d->first))) {
		str_add(left, "  ");
		str_fill(left, N_("running, as of {day}"), "day", date_format(clock_today(), day),
		         NULL);
	}
	if (l->sent.figure_count > 0) {
		str_add(left, "  ");
		str_fill(left, l->next.figure_count ? N_("sent, number {no}; changed since")
		                                    : N_("sent, number {no}"), "no",
		                                    NUM(l->sent.no), NULL);
	}
	if (l->report.damaged)
		str_addf(left, "  !%s %lld", tr(N_("Damaged records")), l->report.damaged);
	if (report_before_station(&l->report)) {
		str_add(left, "  ");
		str_fill(left, N_("before the station, {day}"), "day",
		         date_format(l->report.counted_from, day), NULL);
	}
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void foot_month(struct view *v, const struct area *a) {
	long long id = list_current(list_view_list(v));
	struct report_line l;
	char text[FORMULA_BUF + sizeof l.beside];

	paint_rule(a->top);
	if (id == 0 || !report_line_at(&month_lines_of(v->data)->report, (size_t)id - 1, &l))
		return;
	snprintf(text, sizeof text, "%s%s%s", l.beside, l.beside[0] ? "; " : "", l.formula);
	paint_wrapped(a, a->top + 1, 2, TONE_PLAIN, text);
}

static void open_figure(struct view *v, const struct figure_def *f) {
	const struct month *d = v->data;
	struct ids people = {0};
	char title[200];

	figure_total(f, month_lines_of(d)->report.rows, month_lines_of(d)->report.count, &people);
	text_fill(title, sizeof title, tr(N_("{month} {figure}")), "month", d->month, "figure",
	          tr(f->label), NULL);
	names_open(v, title, &people);
	ids_clear(&people);
}

static void open_trend(struct view *v) {
	const struct month *d = v->data;
	struct trend_arg arg = {.figure = month_figure(list_current(&d->lv.list)),
	                        .rate = month_rate(list_current(&d->lv.list)), .last = d->first};

	if (arg.figure != NULL || arg.rate != NULL)
		ui_open(v->ui, SCREEN_TREND, &arg);
}

static unsigned rate_choice(struct view *v, void *ctx, int choice) {
	const struct month *d = v->data;
	const struct rate_def *r = month_rate(list_current(&d->lv.list));

	if (r != NULL && choice > 0)
		open_figure(v, figure_find(choice == 1 ? r->numerator : r->denominator));
	return V_REDRAW;
}

static void open_line(struct view *v) {
	const struct month *d = v->data;
	const struct figure_def *f = month_figure(list_current(&d->lv.list));
	const struct rate_def *r = month_rate(list_current(&d->lv.list));

	if (f != NULL) {
		open_figure(v, f);
	} else if (r != NULL) {
		const char *const choices[] = {tr(figure_find(r->numerator)->label),
		                               tr(figure_find(r->denominator)->label), NULL};
		struct ask ask = {.question = tr(r->label), .choices = choices,
		                  .answer = rate_choice};

		ui_ask(v->ui, &ask);
	}
}

static enum rc write_month(struct view *v, const struct export_to *to, char **final,
                           struct err *err) {
	const struct month *d = v->data;

	return month_csv_write(&month_lines_of(d)->report, station_name(v->st), to->path,
	                       to->encoding, CSV_KEEP, final, err);
}

static void export_month(struct view *v) {
	struct month *d = v->data;
	char path[64];

	snprintf(path, sizeof path, "%s-%s.csv", tr(N_("month-report")), d->month);
	d->span = span_of(SPAN_MONTH, d->first);
	export_ask_form(v, "month", &d->span, path, write_month);
}

static void print_month(struct view *v) {
	const struct month *d = v->data;
	struct err err = {0};
	char *path = NULL;

	month_print(v->st, v->actor, &month_lines_of(d)->report, &path, &err);
	ui_written(v->ui, &err, N_("Written: {file}"), path);
}

/* ---- what was sent ---- */

static void open_names(struct view *v) {
	const struct month *d = v->data;
	const struct month_lines *l = month_lines_of(d);
	const struct figure_def *f = month_figure(list_current(&d->lv.list));

	if (l->sent.figure_count == 0)
		ui_say(v->ui, tr(N_("This month was not sent yet.")));
	else if (f == NULL)
		ui_say(v->ui,
		       tr(N_("Choose a number: names stand behind numbers, not behind rates.")));
	else
		sent_open_names(v, &l->sent, f->id);
}

static void open_draft(struct view *v) {
	const struct month *d = v->data;
	const struct month_lines *l = month_lines_of(d);
	const struct sent_arg arg = {.month = d->first, .no = -1};

	if (l->sent.figure_count > 0 && l->next.figure_count == 0)
		ui_sayf(v->ui,
		        N_("Nothing changed since number {no} of this month was sent: there is nothing to correct."),
		        "no", NUM(l->sent.no), NULL);
	else
		ui_open(v->ui, SCREEN_SENT, &arg);
}

/* ---- the screen ---- */

static unsigned turn(struct view *v, int months) {
	struct month *d = v->data;
	struct date next = date_add_months(d->first, months);

	if (!date_before(clock_today(), next))
		return show(d, next);
	ui_say(v->ui, tr(N_("That month has not begun yet.")));
	return V_REDRAW;
}

static unsigned act_month(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	if (action == ACTION_OPEN)
		open_line(v);
	else if (action == ACTION_EXPORT)
		export_month(v);
	else if (action == ACTION_PRINT)
		print_month(v);
	else if (action == ACTION_TREND)
		open_trend(v);
	else if (action == ACTION_TABLES)
		ui_open(v->ui, SCREEN_TABLES, &((struct month *)v->data)->first);
	else if (action == ACTION_SENT)
		ui_open(v->ui, SCREEN_SENT_LIST, NULL);
	else if (action == ACTION_DOUBTS)
		ui_open(v->ui, SCREEN_DOUBTS,
		        &(struct sent_arg){.month = ((struct month *)v->data)->first});
	else if (action == ACTION_SENT_NAMES)
		open_names(v);
	else if (action == ACTION_SEND)
		open_draft(v);
	else if (action == ACTION_NEXT_MONTH || action == ACTION_PREVIOUS_MONTH)
		return turn(v, action == ACTION_NEXT_MONTH ? 1 : -1);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

/* Nothing is written where nothing could be counted. */
static bool can_month(const struct view *v, enum action_id action) {
	return report_view_can(v, action) && ((action != ACTION_EXPORT && action != ACTION_PRINT) ||
	                                      list_current(list_view_list(v)) != 0);
}

static const struct list_screen screen = {
	.def = &month_list, .foot_rows = 3, .open = open_month, .loaded = loaded_month,
	.head = head_month, .foot = foot_month, .act = act_month, .can = can_month,
};

const struct view_ops month_ops = {.name = "month", LIST_VIEW_OPS(W_MONTH, struct month, &screen)};
