/* The month's return: every number with its words, each opening its names. */
#include "ui/report/month.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "exchange/out/month_csv.h"
#include "exchange/print/report_sheet.h"
#include "model/station/station.h"
#include "ui/list/export_view.h"
#include "ui/loop/screens.h"

enum { FORMULA_ROWS = 3 };

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top, .rows = a->rows > FORMULA_ROWS ? a->rows - FORMULA_ROWS : 1,
	                     .cols = a->cols};
}

/* The month just over is what is sent; on the last day this one is done too. */
static struct date month_to_send(void) {
	struct date today = clock_today();

	if (date_cmp(today, date_month_end(today)) == 0)
		return date_month_start(today);
	return date_add_months(date_month_start(today), -1);
}

static enum rc open_month(struct view *v, const void *arg, struct err *err) {
	struct month *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	d->first = month_to_send();
	d->values = mem_zalloc(figure_count, sizeof *d->values);
	list_init(&d->list, &month_source, d);
	return RC_OK;
}

static void close_month(struct view *v) {
	struct month *d = v->data;

	report_clear(&d->report);
	sent_clear(&d->sent);
	sent_clear(&d->next);
	list_clear(&d->list);
	free(d->values);
}

static void resize_month(struct view *v, const struct area *a) {
	struct month *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_month(struct view *v, struct err *err) {
	struct month *d = v->data;
	struct report fresh = {0};
	enum rc rc = report_make(v->st, v->actor, d->first, date_month_end(d->first), &fresh, err);

	if (rc != RC_OK)
		return rc;
	report_clear(&d->report);
	d->report = fresh;
	for (size_t i = 0; i < figure_count; i++)
		d->values[i] = figure_total(&figure_table[i], d->report.rows, d->report.count, NULL);
	month_load_sent(d);
	resize_month(v, &v->area);
	return list_load(&d->list, err);
}

static void head_month(const struct view *v, struct str *left, struct str *right) {
	const struct month *d = v->data;
	char text[120], month[DATE_BUF], day[DATE_BUF];

	date_format(d->first, month);
	month[7] = '\0';
	text_fill(text, sizeof text, tr(N_("Month report {month}")), "month", month, (char *)NULL);
	str_add(left, text);
	if (date_before(clock_today(), date_month_end(d->first))) {
		text_fill(text, sizeof text, tr(N_("running, as of {day}")), "day", date_format(clock_today(), day),
		          (char *)NULL);
		str_addf(left, "  %s", text);
	}
	month_sent_head(d, left);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_month(struct view *v, const struct area *a) {
	struct month *d = v->data;
	struct area inner = list_area(a), words = {.top = a->top + inner.rows, .rows = FORMULA_ROWS, .cols = a->cols};
	const struct figure_def *f = month_figure(list_current(&d->list));
	const struct rate_def *r = month_rate(list_current(&d->list));
	char text[FORMULA_BUF];

	paint_rule(words.top);
	if (f != NULL || r != NULL)
		paint_wrapped(&words, words.top + 1, 2, TONE_PLAIN, f != NULL ? figure_formula(f) : rate_formula(r, text));
	list_draw(&d->list, &inner);
}

static void open_figure(struct view *v, const struct figure_def *f) {
	struct month *d = v->data;
	struct ids people = {0};
	char title[200], month[DATE_BUF];

	date_format(d->first, month);
	month[7] = '\0';
	figure_total(f, d->report.rows, d->report.count, &people);
	text_fill(title, sizeof title, tr(N_("{month} {figure}")), "month", month, "figure", tr(f->label), (char *)NULL);
	names_open(v, title, &people);
	ids_clear(&people);
}

static void open_trend(struct view *v) {
	struct month *d = v->data;
	struct trend_arg arg = {.figure = month_figure(list_current(&d->list)), .rate = month_rate(list_current(&d->list)),
	                        .last = d->first};

	if (arg.figure != NULL || arg.rate != NULL)
		ui_push(v->ui, &trend_ops, &arg);
}

static unsigned rate_choice(struct view *v, void *ctx, int choice) {
	struct month *d = v->data;
	const struct rate_def *r = month_rate(list_current(&d->list));

	(void)ctx;
	if (r != NULL && choice > 0)
		open_figure(v, figure_find(choice == 1 ? r->numerator : r->denominator));
	return V_REDRAW;
}

static void open_line(struct view *v) {
	struct month *d = v->data;
	const struct figure_def *f = month_figure(list_current(&d->list));
	const struct rate_def *r = month_rate(list_current(&d->list));

	if (f != NULL) {
		open_figure(v, f);
	} else if (r != NULL) {
		const char *const choices[] = {tr(figure_find(r->numerator)->label),
		                               tr(figure_find(r->denominator)->label), NULL};
		struct ask ask = {.question = tr(r->label), .choices = choices, .answer = rate_choice};

		ui_ask(v->ui, &ask);
	}
}

static enum rc write_month(struct view *v, const char *path, enum text_source_encoding encoding, char **final,
                           struct err *err) {
	struct month *d = v->data;

	return month_csv_write(&d->report, station_name(v->st), path, encoding, CSV_KEEP, final, err);
}

static void export_month(struct view *v) {
	struct month *d = v->data;
	char path[64], month[DATE_BUF];

	date_format(d->first, month);
	month[7] = '\0';
	snprintf(path, sizeof path, "%s-%s.csv", tr(N_("month-report")), month);
	export_ask(v, path, write_month);
}

static void print_month(struct view *v) {
	struct month *d = v->data;
	struct err err = {0};
	char *path = NULL;

	if (month_print(v->st, v->actor, &d->report, &path, &err) == RC_OK)
		ui_sayf(v->ui, N_("Written: {file}"), "file", path, (char *)NULL);
	else
		ui_say_err(v->ui, &err);
	free(path);
}

static unsigned act_month(struct view *v, enum action_id id, const struct key *k) {
	struct month *d = v->data;
	struct err err = {0};
	struct date next = date_add_months(d->first, id == ACTION_NEXT_MONTH ? 1 : -1);

	(void)k;
	if (id == ACTION_OPEN) {
		open_line(v);
		return V_REDRAW;
	}
	if (id == ACTION_EXPORT) {
		export_month(v);
		return V_REDRAW;
	}
	if (id == ACTION_PRINT) {
		print_month(v);
		return V_REDRAW;
	}
	if (id == ACTION_TREND) {
		open_trend(v);
		return V_REDRAW;
	}
	if (id == ACTION_SEND || id == ACTION_SENT || id == ACTION_SENT_NAMES)
		return month_sent_act(v, id);
	if (id != ACTION_NEXT_MONTH && id != ACTION_PREVIOUS_MONTH)
		return list_act(&d->list, id, &err);
	if (date_before(clock_today(), next)) {
		ui_say(v->ui, tr(N_("That month has not begun yet.")));
		return V_REDRAW;
	}
	d->first = next;
	return V_RELOAD | V_REDRAW;
}

static void status_month(const struct view *v, struct str *out) {
	const struct month *d = v->data;

	list_status(&d->list, out);
}

const struct view_ops month_ops = {
	.name = "month",
	.where = W_MONTH | W_BASE,
	.size = sizeof(struct month),
	.open = open_month,
	.load = load_month,
	.head = head_month,
	.status = status_month,
	.draw = draw_month,
	.act = act_month,
	.resize = resize_month,
	.close = close_month,
};
