/* What stands above the list of a tab: the test card, what the law counts, how full the dossier
 * is. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "model/rules/order_facts.h"
#include "ui/person/file_view.h"

enum rc file_head_load(struct file *f, struct err *err) {
	long long order = f->who.order.rec.id;
	enum file_head head = file_tab(f)->head;
	struct term term;
	struct station *st = f->view->st;
	const struct actor *a = f->view->actor;
	enum rc rc = RC_OK;

	file_head_clear(f);
	if (!order || head == HEAD_NONE)
		return RC_OK;
	if (head == HEAD_DOSSIER)
		return dossier_of(st, a, f->id, order, &f->dossier, err);
	if (head == HEAD_TESTS)
		TRY(test_windows(st, a, order, &term, &f->windows, err));
	window_summary(&f->windows, clock_today(), &f->summary);
	TRY(breach_count_of(st, a, order, clock_today(), &f->breach, err));
out:
	return rc;
}

void file_head_clear(struct file *f) {
	window_list_clear(&f->windows);
	breach_count_clear(&f->breach);
}

/* The signs of the card, in the order of its legend; each is told by itself, without colour. */
enum sign { SIGN_VALID, SIGN_POSITIVE, SIGN_MISSED, SIGN_EXCUSED, SIGN_TO_COME, SIGNS };
static const struct {
	const char *sign, *label;
} signs[SIGNS] = {
	[SIGN_VALID] = {"[x]", N_("tested")},     [SIGN_POSITIVE] = {"[+]", N_("positive")},
	[SIGN_MISSED] = {"[ ]", N_("missed")},    [SIGN_EXCUSED] = {"[-]", N_("excused")},
	[SIGN_TO_COME] = {"[.]", N_("to come")},
};

static enum sign sign_of(const struct window *w) {
	switch (window_state(w, clock_today())) {
	case WINDOW_DONE:
		return w->positive ? SIGN_POSITIVE : SIGN_VALID;
	case WINDOW_MISSING:
		return SIGN_MISSED;
	case WINDOW_EXCUSED:
		return SIGN_EXCUSED;
	case WINDOW_FUTURE:
	case WINDOW_OPEN:
		break;
	}
	return SIGN_TO_COME;
}

/* 检测   应 17  完成 16  缺 1      第1年 12/12   第2年 4/5 ! */
static void draw_counts(const struct file *f, const struct area *a) {
	const struct window_count *t = &f->summary.total;
	char text[200], done[30];
	int x;

	text_fill(text, sizeof text, tr(N_("Tests   due {should}  done {done}  missed {missing}")),
	          "should", NUM(t->should), "done", NUM(t->done), "missing", NUM(t->missing), NULL);
	x = paint_run(a->top, 1, t->missing > 0 ? TONE_ALERT : TONE_PLAIN, text) + 3;
	for (int why = WINDOW_SUSPENDED; why <= WINDOW_CLOSED; why++) {
		if (why == WINDOW_ENDED || t->by[why] == 0)
			continue;
		text_fill(text, sizeof text, tr(N_("not asked {n}: {why}")), "n",
		          NUM(t->by[why]), "why", tr(window_why_label(why)), NULL);
		x = paint_run(a->top, x, TONE_PLAIN, text) + 3;
	}
	for (int i = 0; i < WINDOW_YEARS; i++) {
		const struct window_count *y = &f->summary.year[i];

		if (y->should == 0)
			continue;
		snprintf(done, sizeof done, "%d/%d", y->done, y->should);
		text_fill(text, sizeof text, tr(N_("year {n} {done}")), "n", NUM(i + 1), "done",
		          done, NULL);
		x = paint_run(a->top, x, TONE_PLAIN, text);
		x = paint_run(a->top, x, TONE_ALERT, y->missing > 0 ? " !" : "") + 3;
	}
}

/* Cells the card takes from window `first` on: three a sign, three more where a year begins. */
static int card_cells(const struct file *f, size_t first) {
	const struct window *w = f->windows.v;

	return 3 * (int)(f->windows.n - first) + 3 * (w[f->windows.n - 1].year - w[first].year);
}

/* The signs, three cells each, years parted by a bar, and below what they say. Where the row is too
 * short for all, the earliest are left out, which "<.." says. */
static void draw_card(const struct file *f, const struct area *a) {
	const struct window *w = f->windows.v;
	struct str row = {0}, legend = {0};
	bool used[SIGNS] = {false};
	size_t first = 0;

	if (f->windows.n > 0 && card_cells(f, 0) > a->cols - 2) {
		str_add(&row, "<..");
		while (card_cells(f, first) > a->cols - 5)
			first++;
	}
	for (size_t i = first; i < f->windows.n; i++) {
		enum sign s = sign_of(&w[i]);

		used[s] = true;
		str_addf(&row, "%s%s", i > first && w[i].year != w[i - 1].year ? " | " : "",
		         signs[s].sign);
	}
	for (int s = 0; s < SIGNS; s++)
		if (used[s])
			str_addf(&legend, "%s%s %s", legend.n > 0 ? "  " : "", signs[s].sign,
			         tr(signs[s].label));
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN, f->windows.n > 0 ? str_text(&row)
	                            : tr(N_("No test windows: the term has no start yet.")));
	paint_text(a->top + 2, 1, a->cols - 2, TONE_DIM, str_text(&legend));
	str_clear(&legend);
	str_clear(&row);
}

static void draw_breach(const struct file *f, int y, int cols) {
	struct str line = {0};
	const struct breach_count *b = &f->breach;

	breach_count_line(b, &line);
	paint_text(y, 1, cols - 2, breach_is_reached(b) ? TONE_ALERT : TONE_PLAIN, str_text(&line));
	str_clear(&line);
}

static void draw_dossier(const struct file *f, const struct area *a) {
	struct str missing = {0};
	char text[80], there[30];

	if (!f->who.order.rec.id)
		return;
	snprintf(there, sizeof there, "%d/%d", f->dossier.there, f->dossier.wanted);
	text_fill(text, sizeof text, tr(N_("Dossier {percent}%   {there} papers")), "percent",
	          NUM(f->dossier.percent),
	          "there", there, NULL);
	paint_text(a->top, 1, a->cols - 2, TONE_PLAIN, text);
	dossier_missing(&f->dossier, &missing);
	if (missing.n) {
		int x = paint_run(a->top + 1, 1, TONE_ALERT, tr(N_("Missing: ")));

		paint_text(a->top + 1, x, a->cols - x - 1, TONE_ALERT, str_text(&missing));
	}
	str_clear(&missing);
}

void file_head_draw(const struct file *f, const struct area *a) {
	switch (file_tab(f)->head) {
	case HEAD_TESTS:
		draw_counts(f, a);
		draw_card(f, a);
		draw_breach(f, a->top + 3, a->cols);
		break;
	case HEAD_BREACH:
		draw_breach(f, a->top, a->cols);
		break;
	case HEAD_DOSSIER:
		draw_dossier(f, a);
		break;
	case HEAD_NONE:
		break;
	}
}
