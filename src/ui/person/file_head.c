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

static const char *window_sign(enum window_state state) {
	switch (state) {
	case WINDOW_DONE:
		return "[x]";
	case WINDOW_MISSING:
		return "[ ]";
	case WINDOW_EXCUSED:
		return "[-]";
	case WINDOW_FUTURE:
	case WINDOW_OPEN:
		return "[.]";
	}
	return "[.]";
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

/* The signs, three cells each, years parted by a bar; the order's last windows where the row is too
 * short for all. */
static void draw_card(const struct file *f, const struct area *a) {
	struct str row = {0};
	size_t first = 0;

	while (first < f->windows.n && card_cells(f, first) > a->cols - 2)
		first++;
	for (size_t i = first; i < f->windows.n; i++) {
		if (i > first && f->windows.v[i].year != f->windows.v[i - 1].year)
			str_add(&row, " | ");
		str_add(&row, window_sign(window_state(&f->windows.v[i], clock_today())));
	}
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN, f->windows.n > 0 ? str_text(&row)
	                            : tr(N_("No test windows: the term has no start yet.")));
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
		draw_breach(f, a->top + 2, a->cols);
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
