/* One number of a month as it was sent; or what would be sent now, to look at before it is marked
 * as sent. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "core/field.h"
#include "exchange/package/return_make.h"
#include "exchange/print/sent_sheet.h"
#include "model/lists.h"
#include "model/report/report_check.h"
#include "model/report/sent.h"
#include "ui/list/list_out.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/loop/wizard.h"

struct sent_view {
	struct list_view lv;
	struct sent_arg what; /* its no is the list's q.given */
	char month[DATE_BUF]; /* 2026-10: its q.month */
	struct report_doubts doubts; /* told before it is marked as sent */
};

/* What the list shows. */
static struct sent_lines *sent_lines_of(const struct sent_view *d) { return d->lv.list.run.data; }

/* What would be sent now, not yet sent? */
static bool sent_is_draft(const struct sent_view *d) { return sent_lines_of(d)->sent.id == 0; }

static enum rc open_sent(struct view *v, const void *arg, struct err *err) {
	struct sent_view *d = v->data;

	d->what = *(const struct sent_arg *)arg;
	date_format(d->what.month, d->month);
	d->month[7] = '\0';
	d->lv.list.run.q.month = d->month;
	d->lv.list.run.q.given = &d->what.no;
	return RC_OK;
}

static void head_sent(const struct view *v, struct str *left, struct str *right) {
	const struct sent_view *d = v->data;
	char title[SENT_TITLE_BUF];

	str_addf(left, "%s %s", tr(sent_is_draft(d) ? N_("To be sent") : N_("Sent")),
	         sent_title(&sent_lines_of(d)->sent, title));
	if (date_before(d->what.month, sent_lines_of(d)->sent.counted_from)) {
		str_add(left, "  ");
		str_fill(left, N_("before the station, {day}"), "day",
		         date_format(sent_lines_of(d)->sent.counted_from, title), NULL);
	}
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* When and by whom, with the note; or what comes next. */
static void foot_text(const struct view *v, char *out, size_t size) {
	const struct sent *s = &sent_lines_of(v->data)->sent;
	const struct field_env *env = station_env(v->st);
	char when[20];

	if (s->id == 0)
		snprintf(out, size, "%s",
			tr(s->no ? N_("Only what changed goes out. Look at it, then y marks it as sent; it stays as it is from then on.")
		                 : N_("Look at it, then y marks it as sent; it stays as it is from then on.")));
	else
		text_fill(out, size, tr(N_("Marked as sent {when} by {officer}. {note}")), "when",
		          clock_format_ms(s->sent_at, when), "officer",
		          env->ref_name(env->ctx, "officer", s->sent_by),
		          "note", s->note ? s->note : "", NULL);
}

static void foot_sent(struct view *v, const struct area *a) {
	const struct sent_view *d = v->data;
	char text[400], anchor[AUDIT_ANCHOR_BUF + 40];

	foot_text(v, text, sizeof text);
	snprintf(anchor, sizeof anchor, "%s %s", tr(N_("Audit head")),
	         sent_lines_of(d)->sent.anchor);
	paint_rule(a->top);
	paint_text(a->top + 1, 2, a->cols - 2, TONE_PLAIN, text);
	paint_text(a->top + 2, 2, a->cols - 2, TONE_DIM, sent_is_draft(d) ? "" : anchor);
}

static enum rc write_sent(struct view *v, const struct export_to *to, char **final,
                          struct err *err) {
	const struct sent_lines *l = sent_lines_of(v->data);

	return sent_csv_write(&l->sent, &l->before, false, to->path, to->encoding, CSV_KEEP, final,
	                      err);
}

static void export_sent(struct view *v) {
	const struct sent_view *d = v->data;
	char path[80];

	snprintf(path, sizeof path, "%s-%s-%lld.csv", tr(N_("month-report")), d->month,
	         sent_lines_of(d)->sent.no);
	export_ask(v, path, write_sent);
}

static void print_sent(struct view *v) {
	const struct sent_lines *l = sent_lines_of(v->data);
	struct err err = {0};
	char *path = NULL;

	sent_print(v->st, v->actor, &l->sent, &l->before, false, &path, &err);
	ui_written(v->ui, &err, N_("The page to print is {path}"), path);
}

/* ---- marking it as sent, after it was looked at ---- */

struct answers {
	int told; /* of the doubts: go on, look, not now */
	char *note;
	int sure, write;
};

static const struct report_doubts *doubts_of(const struct view *v) {
	return &((const struct sent_view *)v->data)->doubts;
}

static bool is_doubtful(struct view *v, const void *answers) { return doubts_of(v)->n > 0; }

static bool goes_on(struct view *v, const void *answers) {
	return doubts_of(v)->n == 0 || ((const struct answers *)answers)->told == 1;
}

static void say_doubts(struct view *v, void *answers, struct wizard_words *w) {
	const struct report_doubts *d = doubts_of(v);

	w->at = 2;
	str_fill(&w->question, d->n > 1 ? N_("{text}, and {n} more doubts.") : N_("{text}."), "text",
	         d->v[0].text, "n", NUM(d->n - 1), NULL);
}

static void say_sure(struct view *v, void *answers, struct wizard_words *w) {
	char title[SENT_TITLE_BUF];

	w->at = 2;
	str_fill(&w->question, N_("Mark {title} as sent? It is kept as it is from then on."),
	         "title", sent_title(&sent_lines_of(v->data)->sent, title), NULL);
}

/* The number as the file for the county, in out/; what is said of it. */
static unsigned write_return(struct view *v, struct date month, long long no, unsigned flags) {
	struct return_made made;
	struct err err = {0};
	char *where;

	if (return_file_make(v->st, v->actor, &(struct return_make){.month = month,
		.no = no}, &made,
	                     &err) == RC_OK) {
		where = list_out_where(v, made.file, made.path);
		ui_say(v->ui, where);
		free(where);
	} else {
		ui_say_err(v->ui, &err);
	}
	return_made_clear(&made);
	return flags;
}

/* Where the county knows the station by a code, a return can be written. */
static bool has_return(const struct view *v) {
	return access_answer(v->actor->role, ACT_REPORT_SEND) != ACCESS_NO &&
	       *conf_text(station_conf(v->st), "station", "code");
}

static bool is_sure(struct view *v, const void *answers) {
	return has_return(v) && goes_on(v, answers) && ((const struct answers *)answers)->sure == 1;
}

static unsigned mark(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct sent *s = &sent_lines_of(v->data)->sent;
	char title[SENT_TITLE_BUF];
	struct err err = {0};

	if (a->told == 2)
		ui_open(v->ui, SCREEN_DOUBTS, &((const struct sent_view *)v->data)->what);
	if (a->sure != 1)
		return V_REDRAW;
	if (sent_send(v->st, v->actor, s, a->note, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return err.rc == RC_CONFLICT ? V_RELOAD | V_REDRAW : V_REDRAW;
	}
	ui_sayf(v->ui, N_("marked as sent: {title}"), "title", sent_title(s, title), NULL);
	return a->write == 1 ? write_return(v, s->month, s->no, V_CLOSE | V_RELOAD)
	                     : V_CLOSE | V_RELOAD;
}

static const char *const sure_choices[] = {N_("Mark as sent"), N_("Not now"), NULL};
static const char *const write_choices[] = {N_("Write the file for the county too"),
                                            N_("Only mark it"), NULL};
static const char *const told_choices[] = {N_("Go on"), N_("Look at them"), N_("Not now"), NULL};
static const struct wizard_step mark_steps[] = {
	{TO_CHOICE(struct answers, told), .choices = told_choices, .when = is_doubtful,
	 .say = say_doubts},
	{.question = N_("Note (may stay blank):"), TO_TEXT(struct answers, note), .when = goes_on},
	{TO_CHOICE(struct answers, sure), .choices = sure_choices, .say = say_sure,
	 .when = goes_on},
	{.question = N_("The return as a signed file?"), TO_CHOICE(struct answers, write),
	 .choices = write_choices, .when = is_sure},
};
static const struct wizard mark_wizard = WIZARD(mark_steps, struct answers, mark);

static void ask_mark(struct view *v) {
	struct sent_view *d = v->data;
	struct date month = d->what.month;
	struct report r = {0};
	struct err err = {0};
	enum rc rc;

	report_doubts_clear(&d->doubts);
	TRY(station_may(v->st, v->actor, ACT_REPORT_SEND, &err));
	TRY(report_make(v->st, v->actor, month, date_month_end(month), &r, &err));
	TRY(report_check(v->st, v->actor, &r, &d->doubts, &err));
out:
	report_clear(&r);
	if (rc == RC_OK)
		wizard_run(v, &mark_wizard, NULL);
	else
		ui_say_err(v->ui, &err);
}

static unsigned export_chosen(struct view *v, void *ctx, int choice) {
	const struct sent *s = &sent_lines_of(v->data)->sent;

	if (choice == 2)
		return write_return(v, s->month, s->no, V_REDRAW);
	if (choice == 1)
		export_sent(v);
	return V_REDRAW;
}

static void ask_export(struct view *v) {
	const char *choices[] = {tr(N_("A table (CSV)")),
		tr(N_("The signed file for the county")), NULL};

	if (has_return(v))
		ui_ask(v->ui, &(struct ask){.question = tr(N_("Export what?")), .choices = choices,
		                            .answer = export_chosen});
	else
		export_sent(v);
}

static void close_sent(struct view *v) {
	report_doubts_clear(&((struct sent_view *)v->data)->doubts);
}

static unsigned act_sent(struct view *v, enum action_id action, long long id, const struct key *k) {
	const struct sent *s = &sent_lines_of(v->data)->sent;

	if (action == ACTION_OPEN)
		sent_open_names(v, s, s->figures[s->lines[id - 1].figure]);
	else if (action == ACTION_SEND)
		ask_mark(v);
	else if (action == ACTION_DOUBTS)
		ui_open(v->ui, SCREEN_DOUBTS, &((const struct sent_view *)v->data)->what);
	else if (action == ACTION_EXPORT)
		ask_export(v);
	else if (action == ACTION_PRINT)
		print_sent(v);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_sent(const struct view *v, enum action_id action) {
	const struct sent_view *d = v->data;

	if (action == ACTION_OPEN)
		return sent_lines_of(d)->sent.lines[list_current(&d->lv.list) - 1].denominator ==
		       INT_NONE;
	if (action == ACTION_SEND)
		return sent_is_draft(d) && access_answer(v->actor->role, ACT_REPORT_SEND) != ACCESS_NO;
	return (action != ACTION_EXPORT && action != ACTION_PRINT) || !sent_is_draft(d);
}

static const struct list_screen screen = {
	.def = &sent_lines_list, .foot_rows = 3, .open = open_sent, .head = head_sent,
	.foot = foot_sent, .act = act_sent, .can = can_sent, .close = close_sent,
};

const struct view_ops sent_ops = {.name = "sent", LIST_PAGE_OPS(W_SENT, struct sent_view, &screen)};
