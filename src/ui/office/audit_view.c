/* The audit: who did what, newest first, narrowed by officer, action, day or file; who looked at
 * one file, to print. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "exchange/print/access_sheet.h"
#include "model/access/audit.h"
#include "model/access/audit_list.h"
#include "model/lists.h"
#include "model/station/station.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"
#include "ui/office/station_view.h"

/* What a text asked for narrows: digits 2 to 5; 1 is all. */
enum narrow { NARROW_OFFICER, NARROW_ACTION, NARROW_DAY, NARROW_FILE, NARROW_COUNT };
static const struct {
	const char *label, *question;
	enum access_action access; /* who may narrow so */
} narrows[NARROW_COUNT] = {
	[NARROW_OFFICER] = {N_("Officer"), N_("Only this officer, by login (blank: all):"),
	                    ACT_AUDIT_ALL},
	[NARROW_ACTION] = {N_("Action"),
	                   N_("Only actions that begin so, like reveal or export (blank: all):"),
	                   ACT_AUDIT_OWN},
	[NARROW_DAY] = {N_("Day"), N_("Only this day (blank: all):"), ACT_AUDIT_OWN},
	[NARROW_FILE] = {N_("File number"), N_("Only what was done with this file (blank: all):"),
	                 ACT_AUDIT},
};

struct audit_view {
	struct list_view lv;
	char *only[NARROW_COUNT]; /* as shown; NULL: all */
	enum narrow asked;
};

/* NULL: all. */
static unsigned narrow(struct view *v, enum narrow by, const char *text) {
	struct audit_view *d = v->data;

	free(d->only[by]);
	d->only[by] = text != NULL ? mem_strdup(text) : NULL;
	d->lv.list.run.q.officer = d->only[NARROW_OFFICER];
	d->lv.list.run.q.action = d->only[NARROW_ACTION];
	return list_view_again(v);
}

static enum rc choose_file(struct view *v, const char *file_no, struct err *err) {
	struct audit_view *d = v->data;
	long long id = 0;
	enum rc rc = audit_find_person(v->st, v->actor, file_no, &id, err);

	if (rc != RC_OK)
		return rc;
	d->lv.list.run.q.person = id;
	narrow(v, NARROW_FILE, file_no);
	return RC_OK;
}

static enum rc open_audit(struct view *v, const void *arg, struct err *err) {
	return arg != NULL ? choose_file(v, arg, err) : RC_OK;
}

static void close_audit(struct view *v) {
	struct audit_view *d = v->data;

	for (int i = 0; i < NARROW_COUNT; i++)
		free(d->only[i]);
}

static void head_audit(const struct view *v, struct str *left, struct str *right) {
	const struct audit_view *d = v->data;
	bool all = access_answer(v->actor->role, ACT_AUDIT_ALL) != ACCESS_NO;

	str_add(left, d->lv.list.run.q.person != 0 ? tr(N_("Who looked at this file"))
	              : all ? tr(N_("Audit")) : tr(N_("My own entries")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static bool can_narrow(const struct view *v, enum narrow n) {
	return access_answer(v->actor->role, narrows[n].access) != ACCESS_NO;
}

static void top_audit(struct view *v, const struct area *a) {
	const struct audit_view *d = v->data;
	bool any = false;
	int x;

	for (int i = 0; i < NARROW_COUNT; i++)
		any = any || d->only[i] != NULL;
	x = paint_run(a->top, 1, any ? TONE_PLAIN : TONE_REVERSE, tr(N_("1All"))) + 2;
	for (int i = 0; i < NARROW_COUNT; i++)
		if (can_narrow(v, (enum narrow)i))
			x = list_view_tab(a, x, i + 2, narrows[i].label, d->only[i],
			                  d->only[i] != NULL);
}

static void foot_audit(struct view *v, const struct area *a) {
	const struct list *l = list_view_list(v);
	size_t row = list_row(l);
	const char *fields = list_text(&l->run, row, AUDIT_FIELDS),
	                     *detail = list_text(&l->run, row, AUDIT_DETAIL);
	const char *person = list_text(&l->run, row, AUDIT_RECORD);
	struct str text = {0};

	str_addf(&text, "%s%s%s%s%s", person, *person ? "  " : "", fields, *fields ? "  " : "",
	         detail);
	paint_rule(a->top);
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN, list_text(&l->run, row, AUDIT_REASON));
	paint_text(a->top + 2, 1, a->cols - 2, TONE_PLAIN, str_text(&text));
	paint_text(a->top + 3, 1, a->cols - 2, TONE_DIM, list_text(&l->run, row, AUDIT_ORIGIN));
	str_clear(&text);
}

static unsigned narrow_typed(struct view *v, void *ctx, const char *text) {
	struct audit_view *d = v->data;
	struct list_query *q = &d->lv.list.run.q;
	struct date chosen = DATE_NONE;
	struct err err = {0};
	char day[DATE_BUF];

	if (text == NULL)
		return V_REDRAW;
	if (text[0] == '\0')
		text = NULL;
	else if (d->asked == NARROW_FILE)
		choose_file(v, text, &err);
	else if (d->asked == NARROW_DAY && date_parse_entry(text, clock_today(), &chosen,
	                                                    &err) == RC_OK)
		text = date_format(chosen, day);
	if (err.rc != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	if (d->asked == NARROW_DAY)
		q->from = q->to = chosen;
	if (d->asked == NARROW_FILE && text == NULL)
		q->person = 0;
	return narrow(v, d->asked, text);
}

static unsigned choose(struct view *v, const struct key *k) {
	struct audit_view *d = v->data;
	struct list_query *q = &d->lv.list.run.q;
	struct ask_text ask = {.answer = narrow_typed};

	if (k == NULL || k->cp < '1' || k->cp > '1' + NARROW_COUNT ||
	    (k->cp > '1' && !can_narrow(v, (enum narrow)(k->cp - '2'))))
		return V_DONE;
	if (k->cp == '1') {
		q->from = q->to = DATE_NONE;
		q->person = 0;
		for (int i = 0; i < NARROW_COUNT; i++)
			narrow(v, (enum narrow)i, NULL);
		return V_RELOAD | V_REDRAW;
	}
	d->asked = (enum narrow)(k->cp - '2');
	ask.question = tr(narrows[d->asked].question);
	ask.initial = d->only[d->asked];
	ui_ask_text(v->ui, &ask);
	return V_REDRAW;
}

static void verify(struct view *v, struct err *err) {
	struct audit_holds holds;
	long long rows = 0, seq = 0;
	char hex[65] = "";

	if (station_verify(v->st, v->actor, &rows, err) != RC_OK ||
	    audit_check_all(v->st, v->actor, &holds, err) != RC_OK ||
	    station_audit_head(v->st, &seq, hex, err) != RC_OK)
		return;
	hex[16] = '\0';
	ui_sayf(v->ui, N_("The chain is whole: {n} entries, head {hash}."), "n", NUM(rows), "hash",
	        hex, NULL);
}

static unsigned act_audit(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	struct audit_view *d = v->data;
	struct err err = {0};
	char *path = NULL;

	if (action == ACTION_DIGIT)
		return choose(v, k);
	if (action == ACTION_OWN_PASSWORD)
		station_own_password(v); /* who has this screen alone has no other place for it */
	else if (action == ACTION_VERIFY)
		verify(v, &err);
	else if (action != ACTION_PRINT)
		return V_NOT_MINE;
	else if (access_print(v->st, v->actor, d->only[NARROW_FILE], &path, &err) == RC_OK)
		return ui_written(v->ui, &err, N_("Written: {file}"), path);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return V_REDRAW;
}

static bool can_audit(const struct view *v, enum action_id action) {
	return action != ACTION_PRINT || list_view_list(v)->run.q.person != 0;
}

static const struct list_screen screen = {
	.def = &audit_list, .top_rows = 1, .foot_rows = 4, .open = open_audit, .head = head_audit,
	.top = top_audit, .foot = foot_audit, .act = act_audit, .can = can_audit,
	.close = close_audit,
};

const struct view_ops audit_ops = {.name = "audit", LIST_VIEW_OPS(W_AUDIT, struct audit_view,
                                                                  &screen)};
