/* A file another station signed, named on the import's screen: a hand-over file is shown register
 * by register and taken in on a day; a receipt fills its order (rules 13.6 to 13.8, 18.7).
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/package/handover.h"
#include "exchange/package/package.h"
#include "ui/list/list_out.h"
#include "ui/loop/wizard.h"
#include "ui/office/import_view.h"

/* A register of the file: what would be done, or was. */
struct member {
	char *label, *reason;
	long rows;
	bool known; /* else the person is new here, and nothing is counted yet */
	struct plan_counts n;
};

struct package_view {
	/* its q.given is this struct */
	struct list_view lv;
	char *path, *trust;
	struct member *v;
	size_t n;
	bool done;
};

struct package_arg {
	const char *path, *trust;
};

static void forget(struct package_view *d) {
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].label);
		free(d->v[i].reason);
	}
	free(d->v);
	d->v = NULL;
	d->n = 0;
}

static void on_register(void *ctx, const char *label, long rows, const struct plan_counts *n,
                        const char *reason) {
	struct package_view *d = ctx;
	struct member *m = VEC_ADD(d->v, d->n);

	*m = (struct member){.label = mem_strdup(label), .rows = rows, .known = n != NULL,
	                     .reason = mem_strdup(reason)};
	if (n)
		m->n = *n;
}

static enum rc take(struct view *v, struct package_view *d, struct date day, bool dry,
                    struct handover_taken *done, struct err *err) {
	const struct handover_take o = {.path = d->path, .trust = d->trust, .taken_on = day,
	                                .dry = dry, .each = on_register, .ctx = d};

	forget(d);
	return handover_file_take(v->st, v->actor, &o, done, err);
}

/* ---- the list ---- */

enum { COL_REGISTER, COL_ROWS, COL_NEW, COL_CHANGED, COL_SAME, COL_REFUSED, COL_REASON, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_REGISTER] = {.key = "register", .label = N_("Register"), .width = 14},
	[COL_ROWS] = {.key = "rows", .label = N_("Rows"), .width = 6, .number = true},
	[COL_NEW] = {.key = "new", .label = N_("New"), .width = 6, .number = true},
	[COL_CHANGED] = {.key = "changed", .label = N_("Changed"), .width = 6, .number = true},
	[COL_SAME] = {.key = "same", .label = N_("Same"), .width = 6, .number = true},
	[COL_REFUSED] = {.key = "refused", .label = N_("Not taken"), .width = 8, .number = true},
	[COL_REASON] = {.key = "reason", .label = N_("Reason"), .width = -1},
};

static enum rc member_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct package_view *d = r->q.given;

	for (size_t i = 1; i <= d->n; i++)
		ids_add(out, (long long)i);
	return RC_OK;
}

static enum rc member_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct member *m = &((const struct package_view *)r->q.given)->v[id - 1];

	list_put(r, row, COL_REGISTER, m->label);
	list_putf(r, row, COL_ROWS, "%ld", m->rows);
	list_put(r, row, COL_REASON, m->reason);
	if (!m->known)
		return RC_OK;
	list_putf(r, row, COL_NEW, "%ld", m->n.n_new);
	list_putf(r, row, COL_CHANGED, "%ld", m->n.n_changed);
	list_putf(r, row, COL_SAME, "%ld", m->n.n_same);
	list_putf(r, row, COL_REFUSED, "%ld", m->n.n_refused + m->n.n_head);
	if (m->n.n_refused + m->n.n_head)
		list_set_tone(r, row, COL_REFUSED, LIST_ALERT);
	return RC_OK;
}

static const struct list_def package_list = {
	.id = "package", .label = N_("Hand-over file"), LIST_SHOWS(columns),
	.empty = N_("Nothing to list."), .ids = member_ids, .row = member_row,
};

/* ---- taking in ---- */

struct answers {
	char *typed;
	int sure;
};

static enum rc day_of(const struct answers *a, struct date *day, struct err *err) {
	*day = clock_today();
	return a->typed && *a->typed ? date_parse_entry(a->typed, clock_today(), day, err) : RC_OK;
}

static enum rc check_day(struct view *v, void *answers, struct err *err) {
	struct date day;

	return day_of(answers, &day, err);
}

static const char *const sure[] = {N_("Not yet"), N_("Take it in"), NULL};
static const struct wizard_step steps[] = {
	{.question = N_("From which day is the order carried out here (blank: today)?"),
	 TO_TEXT(struct answers, typed), .check = check_day},
	{.question = N_("All of it is taken in; what came before that day is the other station's."),
	 TO_CHOICE(struct answers, sure), .choices = sure},
};

static void say_taken(struct view *v, const struct handover_taken *t) {
	struct str said = {0};
	char *where = t->receipt ? list_out_where(v, t->file, t->path) : NULL;

	str_fill(&said, t->taken_over ? N_("Taken over from {station}.")
	                              : N_("Taken in from {station}; the order was not taken over."),
	         "station", t->station, NULL);
	if (where)
		str_fill(&said, N_(" Receipt to send back: {where}"), "where", where, NULL);
	else
		str_add(&said, tr(N_(" No receipt: this station has no key yet.")));
	ui_say(v->ui, str_text(&said));
	str_clear(&said);
	free(where);
}

static unsigned taken(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct package_view *d = v->data;
	struct handover_taken done = {.station = NULL};
	struct date day;
	struct err err = {0};
	enum rc rc = a->sure == 2 ? day_of(a, &day, &err) : RC_CANCELLED;

	if (rc == RC_CANCELLED)
		return V_REDRAW;
	if (rc == RC_OK)
		rc = take(v, d, day, false, &done, &err);
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else
		say_taken(v, &done);
	d->done = rc == RC_OK;
	handover_taken_clear(&done);
	return V_RELOAD | V_REDRAW;
}
static const struct wizard wizard = WIZARD(steps, struct answers, taken);

/* ---- the screen ---- */

static enum rc open_package(struct view *v, const void *arg, struct err *err) {
	struct package_view *d = v->data;
	const struct package_arg *p = arg;
	struct handover_taken seen = {.station = NULL};
	enum rc rc;

	d->path = mem_strdup(p->path);
	d->trust = mem_strdup(p->trust);
	d->lv.list.run.q.given = d;
	rc = take(v, d, clock_today(), true, &seen, err);
	handover_taken_clear(&seen);
	return rc;
}

static void close_package(struct view *v) {
	struct package_view *d = v->data;

	forget(d);
	free(d->path);
	free(d->trust);
}

static void head_package(const struct view *v, struct str *left, struct str *right) {
	const struct package_view *d = v->data;

	str_addf(left, "%s  %s", tr(package_list.label), d->path);
	str_add(right, station_name(v->st));
}

static void foot_package(struct view *v, const struct area *a) {
	const struct package_view *d = v->data;

	paint_rule(a->top);
	paint_wrapped(a, a->top + 1, 1, TONE_PLAIN,
	              d->done ? tr(N_("Village, help team and who is in charge are still to be "
	                              "said here, in the person's file."))
	                      : tr(N_("Nothing is written yet. y takes it in.")));
}

static unsigned act_package(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	if (action != ACTION_APPLY)
		return V_NOT_MINE;
	wizard_run(v, &wizard, NULL);
	return V_REDRAW;
}

static bool can_package(const struct view *v, enum action_id action) {
	if (action == ACTION_APPLY)
		return !((const struct package_view *)v->data)->done;
	return !import_action(action) && action != ACTION_OPEN && action != ACTION_TAKE_BACK &&
	       action != ACTION_DIGIT;
}

static const struct list_screen screen = {
	.def = &package_list, .foot_rows = 3, .lineless = true, .open = open_package,
	.head = head_package, .foot = foot_package, .act = act_package, .can = can_package,
	.close = close_package,
};
static const struct view_ops import_package_ops = {
	.name = "import-package", LIST_PAGE_OPS(W_IMPORT, struct package_view, &screen),
};

/* ---- what was named ---- */

struct asked {
	char *path, *trust;
	bool receipt;
};

static void drop(void *ctx) {
	struct asked *q = ctx;

	free(q->path);
	free(q->trust);
	free(q);
}

static enum rc go(struct view *v, const struct asked *q, const char *trust, struct err *err) {
	char text[DATE_BUF];
	struct date day;
	bool news;
	enum rc rc;

	if (!q->receipt) {
		rc = ui_push(v->ui, &import_package_ops, &(struct package_arg){q->path, trust});
		return rc;
	}
	rc = handover_file_receipt(v->st, v->actor, q->path, trust, &day, &news, err);
	if (rc == RC_OK)
		ui_sayf(v->ui, news ? N_("The receipt of {day} stands in the order.")
		                    : N_("The receipt of {day} stood there already."),
		        "day", date_format(day, text), NULL);
	return rc;
}

static unsigned trust_chosen(struct view *v, void *ctx, int choice) {
	struct asked *q = ctx;
	struct err err = {0};

	if (choice == 2 && go(v, q, q->trust, &err) != RC_OK && err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	drop(q);
	return V_REDRAW;
}

/* A key nobody trusts here: for this file alone, where it was compared. */
static void ask_trust(struct view *v, struct asked *q, const struct err *why) {
	const char *const choices[] = {tr(N_("Not yet")),
	                               tr(N_("They read out the same key: go on with this file")), NULL};

	ui_ask(v->ui, &(struct ask){.question = why->text, .choices = choices, .answer = trust_chosen,
	                            .ctx = q, .drop = drop});
}

unsigned import_package(struct view *v, const char *path) {
	struct asked *q = mem_zalloc(1, sizeof *q);
	struct package p, again;
	struct err err = {0};
	char *from = NULL;

	if (package_read(&p, path, &err) == RC_OK) {
		q->path = mem_strdup(path);
		q->trust = mem_strdup(p.key);
		q->receipt = strcmp(p.kind, "receipt") == 0;
		handover_read(v->st, v->actor, path, p.kind, NULL, &again, &from, &err);
		package_clear(&again);
	}
	package_clear(&p);
	free(from);
	if (strcmp(err.id, "package.unknown") == 0) {
		ask_trust(v, q, &err);
		return V_REDRAW;
	}
	if (err.rc == RC_OK)
		go(v, q, NULL, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	drop(q);
	return V_REDRAW;
}
