/* One number of a month as it was sent; or what would be sent now, to look at before it is marked as sent. */
#include "ui/report/sent_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "core/field.h"
#include "ui/list/export_view.h"

enum { FOOT_ROWS = 3 };

enum sent_column { COL_SECTION, COL_LABEL, COL_VALUE, COL_BEFORE, COL_PAIR, COL_COUNT };
static const struct list_column columns[COL_COUNT] = {
	[COL_SECTION] = {.label = N_("Part"), .width = 12},
	[COL_LABEL] = {.label = N_("Figure"), .width = 26},
	[COL_VALUE] = {.label = N_("Number"), .width = 8, .right = true},
	[COL_BEFORE] = {.label = N_("Before"), .width = 8, .right = true},
	[COL_PAIR] = {.label = N_("Unit"), .width = -1},
};

static enum rc read_draft(const struct sent_view *d, struct sent *before, struct sent *next,
                          struct err *err) {
	const struct view *v = d->view;
	struct date month = d->what.month;
	struct report r = {0};
	enum rc rc = report_make(v->st, v->actor, month, date_month_end(month), &r, err);

	if (rc == RC_OK)
		rc = sent_draft(v->st, v->actor, &r, before, next, err);
	report_clear(&r);
	return rc;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct sent_view *d = ctx;
	const struct view *v = d->view;
	struct sent fresh = {0}, before = {0};
	long long no = d->what.no;
	enum rc rc = no < 0 ? read_draft(d, &before, &fresh, err)
	                    : sent_get(v->st, v->actor, d->what.month, no, &fresh, err);

	(void)ask;
	if (rc == RC_OK && no > 0)
		rc = sent_now(v->st, v->actor, d->what.month, no - 1, &before, err);
	if (rc != RC_OK) {
		sent_clear(&fresh);
		sent_clear(&before);
		return rc;
	}
	sent_clear(&d->sent);
	sent_clear(&d->before);
	d->sent = fresh;
	d->before = before;
	for (size_t i = 0; i < d->sent.line_count; i++)
		if (sent_row_shown(&d->sent, &d->sent.lines[i], false))
			ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct sent_view *d = ctx;

	(void)err;
	d->row_count = n;
	for (size_t i = 0; i < n; i++)
		sent_row_fill(&d->sent, &d->before, &d->sent.lines[ids[i] - 1], &d->rows[i]);
	return RC_OK;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct sent_view *d = ctx;
	const struct sent_row *r = &d->rows[row];

	if (row >= d->row_count)
		return;
	switch ((enum sent_column)column) {
	case COL_SECTION: /* named once, on its first line and on the first of a page */
		if (row == 0 || d->rows[row - 1].is.section != r->is.section)
			str_add(out, tr(r->is.section));
		*tone = TONE_BOLD;
		break;
	case COL_LABEL:
		str_add(out, tr(r->is.label));
		break;
	case COL_VALUE:
		str_add(out, r->value);
		break;
	case COL_BEFORE:
		str_add(out, r->before);
		break;
	case COL_PAIR:
		if (r->over[0] != '\0')
			str_addf(out, "%s/%s", r->over, r->under);
		else
			str_add(out, tr(r->is.unit));
		break;
	case COL_COUNT:
		break;
	}
}

static const struct list_source source = {.columns = columns, .column_count = COL_COUNT, .empty = "", .ids = read_ids,
                                          .rows = read_rows, .cell = cell};

static enum rc open_sent(struct view *v, const void *arg, struct err *err) {
	struct sent_view *d = v->data;

	(void)err;
	d->view = v;
	d->what = *(const struct sent_arg *)arg;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_sent(struct view *v) {
	struct sent_view *d = v->data;

	list_clear(&d->list);
	sent_clear(&d->sent);
	sent_clear(&d->before);
	free(d->note);
}

static struct area list_area(const struct area *a) {
	return (struct area){.top = a->top, .rows = a->rows > FOOT_ROWS ? a->rows - FOOT_ROWS : 1, .cols = a->cols};
}

static void resize_sent(struct view *v, const struct area *a) {
	struct sent_view *d = v->data;
	struct area inner = list_area(a);

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_sent(struct view *v, struct err *err) {
	resize_sent(v, &v->area);
	return list_load(&((struct sent_view *)v->data)->list, err);
}

static void head_sent(const struct view *v, struct str *left, struct str *right) {
	const struct sent_view *d = v->data;
	char title[SENT_TITLE_BUF];

	str_addf(left, "%s %s", tr(sent_is_draft(d) ? N_("To be sent") : N_("Sent")), sent_title(&d->sent, title));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* When and by whom, with the note; or what comes next. */
static void foot_text(const struct view *v, char *out, size_t size) {
	const struct sent_view *d = v->data;
	const struct field_env *env = station_env(v->st);
	char when[20];

	if (sent_is_draft(d))
		snprintf(out, size, "%s",
		         tr(d->sent.no ? N_("Only what changed goes out. Look at it, then y marks it as sent; it stays as it is from then on.")
		                       : N_("Look at it, then y marks it as sent; it stays as it is from then on.")));
	else
		text_fill(out, size, tr(N_("Marked as sent {when} by {officer}. {note}")), "when",
		          clock_format_ms(d->sent.sent_at, when), "officer", env->ref_name(env->ctx, "officer", d->sent.sent_by),
		          "note", d->sent.note ? d->sent.note : "", (char *)NULL);
}

static void draw_sent(struct view *v, const struct area *a) {
	struct sent_view *d = v->data;
	struct area inner = list_area(a), foot = {.top = a->top + inner.rows, .rows = FOOT_ROWS, .cols = a->cols};
	char text[400], anchor[AUDIT_ANCHOR_BUF + 40];

	foot_text(v, text, sizeof text);
	snprintf(anchor, sizeof anchor, "%s %s", tr(N_("Audit head")), d->sent.anchor);
	paint_rule(foot.top);
	paint_text(foot.top + 1, 2, a->cols - 2, TONE_PLAIN, text);
	paint_text(foot.top + 2, 2, a->cols - 2, TONE_DIM, sent_is_draft(d) ? "" : anchor);
	list_draw(&d->list, &inner);
}

static enum rc write_sent(struct view *v, const char *path, enum text_source_encoding encoding, char **final, struct err *err) {
	const struct sent_view *d = v->data;

	return sent_csv_write(&d->sent, &d->before, false, path, encoding, CSV_KEEP, final, err);
}

static void export_sent(struct view *v) {
	const struct sent_view *d = v->data;
	char path[80], month[DATE_BUF];

	date_format(d->what.month, month);
	month[7] = '\0';
	snprintf(path, sizeof path, "%s-%s-%lld.csv", tr(N_("month-report")), month, d->sent.no);
	export_ask(v, path, write_sent);
}

static void print_sent(struct view *v) {
	const struct sent_view *d = v->data;
	struct err err = {0};
	char *path = NULL;

	if (sent_print(v->st, v->actor, &d->sent, &d->before, false, &path, &err) == RC_OK)
		ui_sayf(v->ui, N_("The page to print is {path}"), "path", path, (char *)NULL);
	else
		ui_say_err(v->ui, &err);
	free(path);
}

static unsigned act_sent(struct view *v, enum action_id id, const struct key *k) {
	struct sent_view *d = v->data;
	long long line = list_current(&d->list);
	struct err err = {0};

	(void)k;
	if (id == ACTION_OPEN)
		sent_open_names(v, &d->sent, d->sent.figures[d->sent.lines[line - 1].figure]);
	else if (id == ACTION_SEND)
		sent_mark(v);
	else if (id == ACTION_EXPORT)
		export_sent(v);
	else if (id == ACTION_PRINT)
		print_sent(v);
	else
		return list_act(&d->list, id, &err);
	return V_REDRAW;
}

static bool can_sent(const struct view *v, enum action_id id) {
	const struct sent_view *d = v->data;
	long long line = list_current(&d->list);

	if (id == ACTION_OPEN)
		return line != 0 && d->sent.lines[line - 1].denominator == INT_NONE;
	if (id == ACTION_SEND)
		return sent_is_draft(d);
	return (id != ACTION_EXPORT && id != ACTION_PRINT) || !sent_is_draft(d);
}

static void status_sent(const struct view *v, struct str *out) {
	list_status(&((const struct sent_view *)v->data)->list, out);
}

const struct view_ops sent_ops = {
	.name = "sent",
	.where = W_SENT | W_BASE,
	.size = sizeof(struct sent_view),
	.open = open_sent,
	.load = load_sent,
	.head = head_sent,
	.status = status_sent,
	.draw = draw_sent,
	.act = act_sent,
	.can = can_sent,
	.resize = resize_sent,
	.close = close_sent,
};
