/* What waits for another person's yes, and what was opened in an emergency: the head's queue. */
#include <stdio.h>

#include "model/access/approval_list.h"
#include "model/lists.h"
#include "model/station/approval.h"
#include "ui/list/list_view.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4 };

struct queue {
	struct list_view lv;
	long long asked; /* the request being answered */
};

/* The reason whole, and the papers, of the marked request. */
static void foot_queue(struct view *v, const struct area *a) {
	static const size_t papers[] = {QUEUE_UNIT, QUEUE_DOCUMENT, QUEUE_ARTICLE};
	const struct list *l = list_view_list(v);
	struct str text = {0};

	paint_rule(a->top);
	for (int i = 1; i < FOOT_ROWS; i++)
		paint_blank(a->top + i);
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		const char *paper = list_text(&l->run, list_row(l), papers[i]);

		if (*paper)
			str_addf(&text, "%s%s %s", text.n > 0 ? "  " : "", tr(list_column_label(l->run.def, papers[i])), paper);
	}
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN, list_text(&l->run, list_row(l), QUEUE_REASON));
	paint_text(a->top + 2, 1, a->cols - 2, TONE_PLAIN, str_text(&text));
	str_clear(&text);
}

static unsigned answered(struct view *v, void *ctx, int choice) {
	struct queue *d = v->data;
	struct err err = {0};
	char number[24];

	(void)ctx;
	if (choice != 1 && choice != 2)
		return V_REDRAW;
	snprintf(number, sizeof number, "%lld", d->asked);
	if (approval_decide(v->st, v->actor, d->asked, choice == 1, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("request {number} is answered"), "number", number, (char *)NULL);
	return V_RELOAD | V_REDRAW;
}

static unsigned act_queue(struct view *v, enum action_id action, long long id, const struct key *k) {
	const char *const choices[] = {tr(N_("Yes: allowed, or rightly opened")), tr(N_("No")), NULL};
	struct ask ask = {.question = tr(N_("Your answer? It stays on record.")), .choices = choices, .answer = answered};

	(void)k;
	if (action != ACTION_DECIDE)
		return V_NOT_MINE;
	((struct queue *)v->data)->asked = id;
	ui_ask(v->ui, &ask);
	return V_REDRAW;
}

static const struct list_screen screen = {
	.def = &queue_list, .foot_rows = FOOT_ROWS, .foot = foot_queue, .act = act_queue,
};

const struct view_ops queue_ops = {.name = "queue", LIST_VIEW_OPS(W_QUEUE, struct queue, &screen)};
