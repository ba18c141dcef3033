/* The audit: who did what, newest first, narrowed by officer, action, day or file; who looked at one file, to print. */
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "exchange/print/access_sheet.h"
#include "model/access/audit.h"
#include "model/station/station.h"
#include "ui/loop/screens.h"
#include "ui/office/audit_view.h"

enum { FOOT_ROWS = 4 };
static const struct {
	const char *label, *question;
	enum access_action access; /* who may narrow so */
} narrows[NARROW_COUNT] = {
	[NARROW_OFFICER] = {N_("Officer"), N_("Only this officer, by login (blank: all):"), ACT_AUDIT_ALL},
	[NARROW_ACTION] = {N_("Action"), N_("Only actions that begin so, like reveal or export (blank: all):"),
	                   ACT_AUDIT_OWN},
	[NARROW_DAY] = {N_("Day"), N_("Only this day (blank: all):"), ACT_AUDIT_OWN},
	[NARROW_FILE] = {N_("File number"), N_("Only what was done with this file (blank: all):"), ACT_AUDIT},
};

/* Who asks about one file is on record before anything is shown. */
static enum rc choose_file(struct audit_view *d, const char *file_no, struct err *err) {
	long long id = 0;
	enum rc rc = audit_find_person(d->view->st, d->view->actor, file_no, &id, err);

	if (rc == RC_OK)
		rc = audit_note_who(d->view->st, d->view->actor, id, err);
	if (rc == RC_OK) {
		d->resident = id;
		free(d->only[NARROW_FILE]);
		d->only[NARROW_FILE] = mem_strdup(file_no);
	}
	return rc;
}

static enum rc open_audit(struct view *v, const void *arg, struct err *err) {
	struct audit_view *d = v->data;

	d->view = v;
	d->day = DATE_NONE;
	list_init(&d->list, &audit_source, d);
	return arg ? choose_file(d, arg, err) : RC_OK;
}

static void close_audit(struct view *v) {
	struct audit_view *d = v->data;

	list_clear(&d->list);
	audit_forget_rows(d);
	for (int i = 0; i < NARROW_COUNT; i++)
		free(d->only[i]);
}

static void resize_audit(struct view *v, const struct area *a) {
	struct audit_view *d = v->data;
	struct area inner = {.top = a->top + 1, .rows = a->rows > FOOT_ROWS + 2 ? a->rows - FOOT_ROWS - 1 : 2,
	                     .cols = a->cols};

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_audit(struct view *v, struct err *err) {
	struct audit_view *d = v->data;

	resize_audit(v, &v->area);
	return list_load(&d->list, err);
}

static void head_audit(const struct view *v, struct str *left, struct str *right) {
	const struct audit_view *d = v->data;
	bool all = access_answer(v->actor->role, ACT_AUDIT_ALL) != ACCESS_NO;

	str_add(left, d->resident ? tr(N_("Who looked at this file")) : all ? tr(N_("Audit")) : tr(N_("My own entries")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static bool can_narrow(const struct view *v, enum narrow n) {
	return access_answer(v->actor->role, narrows[n].access) != ACCESS_NO;
}

static void draw_audit(struct view *v, const struct area *a) {
	struct audit_view *d = v->data;
	struct area inner = {.top = a->top + 1, .rows = a->rows - FOOT_ROWS - 1, .cols = a->cols};
	size_t row = d->list.at - d->list.read_top;
	int y = a->top + a->rows - FOOT_ROWS, x = 1;
	char text[160];
	bool any = false;

	for (int i = 0; i < NARROW_COUNT; i++)
		any = any || d->only[i] != NULL;
	x = paint_run(a->top, x, any ? TONE_PLAIN : TONE_REVERSE, tr(N_("1All"))) + 2;
	for (int i = 0; i < NARROW_COUNT; i++) {
		if (!can_narrow(v, (enum narrow)i))
			continue;
		snprintf(text, sizeof text, "%d%s%s%s", i + 2, tr(narrows[i].label), d->only[i] ? " " : "",
		         d->only[i] ? d->only[i] : "");
		x = paint_run(a->top, x, d->only[i] ? TONE_REVERSE : TONE_PLAIN, text) + 2;
	}
	list_draw(&d->list, &inner);
	if (a->rows <= FOOT_ROWS + 2)
		return;
	paint_rule(y);
	for (int i = 0; i < FOOT_ROWS - 1; i++) {
		static const int shown[FOOT_ROWS - 1] = {COL_REASON, CELL_DETAIL, CELL_ORIGIN};

		paint_text(y + 1 + i, 1, a->cols - 2, i == FOOT_ROWS - 2 ? TONE_DIM : TONE_PLAIN,
		           row < d->row_count ? str_text(&d->cells[row][shown[i]]) : "");
	}
}

static void take_all(struct audit_view *d) {
	for (int i = 0; i < NARROW_COUNT; i++) {
		free(d->only[i]);
		d->only[i] = NULL;
	}
	d->day = DATE_NONE;
	d->resident = 0;
}

static unsigned narrow_typed(struct view *v, void *ctx, const char *text) {
	struct audit_view *d = v->data;
	struct err err = {0};
	char day[DATE_BUF];

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (text[0] == '\0') {
		if (d->asked == NARROW_DAY)
			d->day = DATE_NONE;
		if (d->asked == NARROW_FILE)
			d->resident = 0;
	} else if (d->asked == NARROW_DAY && date_parse_entry(text, clock_today(), &d->day, &err) == RC_OK) {
		text = date_format(d->day, day);
	} else if (d->asked == NARROW_FILE) {
		choose_file(d, text, &err);
	}
	if (err.rc != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	free(d->only[d->asked]);
	d->only[d->asked] = text[0] ? mem_strdup(text) : NULL;
	d->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned choose(struct audit_view *d, const struct key *k) {
	struct ask_text ask = {.answer = narrow_typed};

	if (k == NULL || k->cp < '1' || k->cp > '1' + NARROW_COUNT ||
	    (k->cp > '1' && !can_narrow(d->view, (enum narrow)(k->cp - '2'))))
		return V_DONE;
	if (k->cp == '1') {
		take_all(d);
		d->list.at = 0;
		return V_RELOAD | V_REDRAW;
	}
	d->asked = (enum narrow)(k->cp - '2');
	ask.question = tr(narrows[d->asked].question);
	ask.initial = d->only[d->asked];
	ui_ask_text(d->view->ui, &ask);
	return V_REDRAW;
}

static void verify(struct view *v, struct err *err) {
	long long rows = 0, seq = 0;
	char hex[65] = "", n[24];

	if (station_verify(v->st, v->actor, &rows, err) != RC_OK || station_audit_head(v->st, &seq, hex, err) != RC_OK)
		return;
	snprintf(n, sizeof n, "%lld", rows);
	hex[16] = '\0';
	ui_sayf(v->ui, N_("The chain is whole: {n} entries, head {hash}."), "n", n, "hash", hex, (char *)NULL);
}

static unsigned act_audit(struct view *v, enum action_id id, const struct key *k) {
	struct audit_view *d = v->data;
	struct err err = {0};
	char *path = NULL;
	unsigned flags = V_REDRAW;

	if (id == ACTION_DIGIT)
		return choose(d, k);
	if (id == ACTION_VERIFY)
		verify(v, &err);
	else if (id != ACTION_PRINT)
		flags = list_act(&d->list, id, &err);
	else if (access_print(v->st, v->actor, d->only[NARROW_FILE], &path, &err) == RC_OK)
		ui_sayf(v->ui, N_("Written: {file}"), "file", path, (char *)NULL);
	free(path);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_audit(const struct view *v, enum action_id id) {
	const struct audit_view *d = v->data;

	if (id == ACTION_VERIFY)
		return access_answer(v->actor->role, ACT_AUDIT) != ACCESS_NO;
	return id != ACTION_PRINT || d->resident != 0;
}

static struct list *list_of_audit(const struct view *v) { return &((struct audit_view *)v->data)->list; }

static void status_audit(const struct view *v, struct str *out) {
	list_status(&((const struct audit_view *)v->data)->list, out);
}

const struct view_ops audit_ops = {
	.name = "audit",
	.where = W_AUDIT | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct audit_view),
	.open = open_audit,
	.load = load_audit,
	.head = head_audit,
	.status = status_audit,
	.list = list_of_audit,
	.draw = draw_audit,
	.act = act_audit,
	.can = can_audit,
	.resize = resize_audit,
	.close = close_audit,
};
