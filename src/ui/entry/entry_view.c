/* An entry session on the screen: keys, saving, leaving. SPDX-License-Identifier: MIT */
#include "ui/entry/entry_view.h"

#include "ui/form/forms.h"
#include "ui/loop/screens.h"

enum { PASSED_BYTES = 240 };

static enum rc load_entry(struct view *v, struct err *err) { return entry_name_lines(v, err); }

static void resize_entry(struct view *v, const struct area *a) {
	struct entry_view *d = v->data;

	d->e.page = a->rows > 4 ? (size_t)a->rows - 3 : 1;
	if (d->e.kind)
		entry_move(&d->e, 0);
}

/* ---- answers ---- */

static unsigned choose(struct view *v, int digit) {
	struct entry_view *d = v->data;

	switch (entry_digit(&d->e, digit)) {
	case ENTRY_NOTHING:
		return V_REDRAW;
	case ENTRY_IS_SAVED:
		ui_say(v->ui, tr(N_("This line is saved; it is corrected in the file (f).")));
		return V_REDRAW;
	case ENTRY_AGAIN:
		ui_sayf(v->ui, N_("{value}: 9 confirms it, any other key does not."), "value",
		        entry_answer_label(&d->e.answers[digit - 1]), NULL);
		ui_question(v);
		return V_REDRAW;
	case ENTRY_DIFFERS:
		ui_say(v->ui,
		       tr(N_("Not confirmed, nothing chosen: type the result again.")));
		return V_REDRAW;
	case ENTRY_CHOSEN:
		break;
	}
	if (entry_asks(&d->e)) {
		entry_open_asks(v, NULL, 0);
	} else if (!entry_guards(v)) {
		entry_accept(&d->e);
		entry_keep(v, DRAFT_OPEN, NULL);
		ui_say(v->ui, ""); /* what was asked before is answered */
	}
	return V_REDRAW;
}

static unsigned blank(struct view *v) {
	struct entry_view *d = v->data;

	entry_blank(&d->e);
	entry_keep(v, DRAFT_OPEN, NULL);
	return V_REDRAW;
}

/* ---- finding ---- */

static unsigned person_found(struct view *v, long long resident) {
	struct entry_view *d = v->data;
	struct entry_row row;
	struct err err = {0};

	if (entry_go(&d->e, resident))
		return V_REDRAW;
	if (entry_row_for(v->st, v->actor, d->e.kind, ((const struct event *)d->e.head)->occurred,
	                  resident, &row, &err) == RC_OK) {
		entry_add(&d->e, &row, 1);
		entry_name_lines(v, &err);
		entry_go(&d->e, resident);
	}
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return V_REDRAW;
}

/* ---- saving and leaving ---- */

static bool saved_positive(const struct entry *e) {
	for (size_t i = 0; i < e->n; i++)
		if (e->rows[i].state == ENTRY_SAVED && (e->twice >> e->lines[i].answer & 1))
			return true;
	return false;
}

static void go_to_staying(struct entry *e) {
	for (size_t i = 0; i < e->n; i++)
		if (e->rows[i].state == ENTRY_STAYS) {
			entry_go(e, e->rows[i].resident);
			return;
		}
}

static void ask_why(struct view *v);
static unsigned save_all(struct view *v);

static unsigned explained(struct view *below, void *ctx, const char *text) {
	struct entry_view *d = below->data;

	if (!text) {
		ui_say(below->ui, "");
		return V_REDRAW;
	}
	if (!*text) { /* saying nothing is no reason */
		ask_why(below);
		return V_REDRAW;
	}
	d->why = mem_strdup(text);
	d->compared = true; /* before it was asked */
	return save_all(below);
}

static void ask_why(struct view *v) {
	ui_ask_text(v->ui,
	            &(struct ask_text){.question = tr(N_("Why is it so?")), .answer = explained});
}

/* What is grave on many lines has one reason: the session's. True: it was asked for. */
static bool asks_why(struct view *v) {
	struct entry_view *d = v->data;
	struct findings told = {.n = 0};

	if (d->why)
		return false;
	entry_doubts(d->e.rows, d->e.n, &told);
	if (told.n == 0)
		return false;
	ui_say(v->ui, told.v[0].text);
	ask_why(v);
	return true;
}

/* "12 entered of 14 sheets in hand: compare them." when the paper and the lines disagree. */
static void add_sheets(const struct entry *e, struct str *out) {
	char done[24], sheets[24];

	if (entry_agrees(e))
		return;
	snprintf(done, sizeof done, "%zu", entry_answered(e));
	snprintf(sheets, sizeof sheets, "%lld", e->sheets);
	str_addf(out, "%s", out->n ? " " : "");
	str_fill(out, N_("{done} entered of {sheets} sheets in hand: compare them."), "done", done,
	         "sheets", sheets, NULL);
}

/* Whom the digits went past: one Enter too many gives every later answer to the next person. */
static void add_passed(const struct entry *e, struct str *out) {
	struct str names = {0};
	size_t last = e->n;

	while (last > 0 && !e->lines[last - 1].answer)
		last--;
	for (size_t i = 0; i < last && names.n < PASSED_BYTES; i++)
		if (!e->lines[i].answer)
			str_addf(&names, " %s", e->lines[i].name);
	if (names.n)
		str_fill(out, N_("Passed over:{names}."), "names", str_text(&names), NULL);
	str_clear(&names);
}

static unsigned compared(struct view *v, void *ctx, int choice) {
	struct entry_view *d = v->data;

	d->compared = choice == 1;
	return d->compared ? save_all(v) : V_REDRAW;
}

/* True: the officer is asked to compare first, once for what stands now. */
static bool asks_to_compare(struct view *v) {
	struct entry_view *d = v->data;
	const char *const choices[] = {tr(N_("It is right, save it")), tr(N_("Back to the lines")),
	                               NULL};
	struct str text = {0};
	bool asks;

	if (!d->compared) {
		add_passed(&d->e, &text);
		add_sheets(&d->e, &text);
	}
	d->compared = false;
	asks = text.n > 0;
	if (asks)
		ui_ask(v->ui, &(struct ask){.question = str_text(&text), .choices = choices,
		                            .initial = 2, .answer = compared});
	str_clear(&text);
	return asks;
}

static unsigned save_all(struct view *v) {
	struct entry_view *d = v->data;
	struct actor by = *v->actor;
	struct err err = {0};
	size_t saved = 0, left;
	char n[24], more[24], text[300];
	struct str said = {0};

	if (!entry_waiting(&d->e)) {
		ui_say(v->ui, tr(N_("There is no result to save yet.")));
		return V_REDRAW;
	}
	if (asks_to_compare(v) || asks_why(v))
		return V_REDRAW;
	by.why = d->why;
	if (entry_save(v->st, &by, d->e.kind, d->e.rows, d->e.n, &saved, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	left = entry_waiting(&d->e);
	snprintf(n, sizeof n, "%zu", saved);
	snprintf(more, sizeof more, "%zu", left ? left : d->e.n - entry_answered(&d->e));
	text_fill(text, sizeof text,
		tr(left ? N_("{n} saved, {more} stay: read why, then answer once more or leave them.")
	                : N_("{n} saved, {more} not entered. u takes the session back.")),
		"n", n, "more", more, (char *)NULL);
	str_add(&said, text);
	if (saved_positive(&d->e)) /* rule 4.19: the worker must report it */
		str_addf(&said, " %s", tr(N_("Positive: report it to the police promptly.")));
	ui_say(v->ui, str_text(&said));
	str_clear(&said);
	if (left) {
		go_to_staying(&d->e);
		entry_keep(v, DRAFT_OPEN, NULL);
		return V_RELOAD | V_REDRAW;
	}
	entry_finish(v);
	return V_CLOSE | V_RELOAD;
}

static unsigned leave(struct view *v) {
	struct entry_view *d = v->data;

	struct str said = {0};

	if (entry_waiting(&d->e)) {
		entry_keep(v, DRAFT_LATER, NULL);
		str_add(&said, tr(N_("Put aside with its results; b and the same kind goes on.")));
		add_sheets(&d->e, &said);
		ui_say(v->ui, str_text(&said));
	} else {
		entry_finish(v);
	}
	str_clear(&said);
	return V_CLOSE;
}

static unsigned give_up(struct view *v, void *ctx, int choice) {
	if (choice != 2)
		return V_REDRAW;
	entry_finish(v);
	return V_CLOSE;
}

static void ask_give_up(struct view *v) {
	const char *const choices[] = {tr(N_("Stay")), tr(N_("Give up what is not saved")), NULL};

	ui_ask(v->ui,
	       &(struct ask){.question = tr(N_("Leave this session and forget its results?")),
	                     .choices = choices,
	                     .answer = give_up});
}

static void move(struct view *v, enum action_id id) {
	struct entry *e = &((struct entry_view *)v->data)->e;
	long page = (long)e->page, all = (long)e->n;

	entry_move(e, id == ACTION_DOWN || id == ACTION_SKIP ? 1
	              : id == ACTION_UP                      ? -1
	              : id == ACTION_PAGE_DOWN               ? page
	              : id == ACTION_PAGE_UP                 ? -page
	              : id == ACTION_FIRST                   ? -all
	                                                     : all);
}

static unsigned act_entry(struct view *v, enum action_id id, const struct key *k) {
	struct entry_view *d = v->data;

	if (id == ACTION_ANSWER)
		return k == NULL ? V_DONE : k->cp == '0' ? blank(v) : choose(v, (int)(k->cp - '0'));
	if (id == ACTION_SAVE_ALL)
		return save_all(v);
	if (id == ACTION_BLANK)
		return blank(v);
	if (id == ACTION_BACK)
		return leave(v);
	if (id == ACTION_GIVE_UP)
		ask_give_up(v);
	else if (id == ACTION_HEAD)
		entry_open_head(v, NULL, 0);
	else if (id == ACTION_FINDER)
		ui_open(v->ui, SCREEN_FINDER, &(struct finder_arg){.chosen = person_found});
	else if (id == ACTION_ALL_DUE && d->e.n)
		open_due_form(v->ui, d->e.rows[d->e.at].resident);
	else if (id == ACTION_OPEN_FILE && d->e.n)
		ui_open(v->ui, SCREEN_FILE, &d->e.rows[d->e.at].resident);
	else if (id == ACTION_SKIP || (id >= ACTION_DOWN && id <= ACTION_LAST))
		move(v, id);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static void status_entry(const struct view *v, struct str *out) {
	const struct entry *e = &((const struct entry_view *)v->data)->e;

	str_addf(out, "%zu/%zu", e->n ? e->at + 1 : 0, e->n);
}

static const char *listed_entry(const struct view *v, size_t *hits) {
	*hits = ((const struct entry_view *)v->data)->e.n;
	return "entry.list";
}

const struct view_ops entry_ops = {
	.name = "entry", .where = W_ENTRY | W_BASE, .size = sizeof(struct entry_view),
	.open = entry_view_open, .load = load_entry, .head = entry_head, .status = status_entry,
	.listed = listed_entry, .draw = entry_draw, .act = act_entry, .resize = resize_entry,
	.keep = entry_keep_waiting, .close = entry_view_close,
};
