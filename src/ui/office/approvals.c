/* What waits for another person's yes, and what was opened in an emergency: the head's queue.
 * SPDX-License-Identifier: MIT */
#include "model/access/approval_list.h"
#include "model/lists.h"
#include "model/station/approval.h"
#include "ui/list/list_view.h"
#include "ui/loop/wizard.h"

enum { FOOT_ROWS = 4 };

struct answers {
	long long request;
	int choice;
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
			str_addf(&text, "%s%s %s", text.n > 0 ? "  " : "",
			         tr(list_column_label(l->run.def, papers[i])), paper);
	}
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN, list_text(&l->run, list_row(l),
	                                                             QUEUE_REASON));
	paint_text(a->top + 2, 1, a->cols - 2, TONE_PLAIN, str_text(&text));
	str_clear(&text);
}

static unsigned answered(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct err err = {0};

	if (approval_decide(v->st, v->actor, a->request, a->choice == 1, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("request {number} is answered"), "number", NUM(a->request), NULL);
	return V_RELOAD | V_REDRAW;
}

static const char *const choices[] = {N_("Yes: allowed, or rightly opened"), N_("No"), NULL};
static const struct wizard_step steps[] = {{.question = N_("Your answer? It stays on record."),
                                            TO_CHOICE(struct answers, choice), .choices = choices}};
static const struct wizard wizard = WIZARD(steps, struct answers, answered);

static unsigned act_queue(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	if (action != ACTION_DECIDE)
		return V_NOT_MINE;
	wizard_run(v, &wizard, &(struct answers){.request = id});
	return V_REDRAW;
}

/* The backups' own share the place of actions. */
static bool can_queue(const struct view *v, enum action_id action) {
	return action != ACTION_BACK_UP && action != ACTION_REHEARSE &&
	       action != ACTION_RECOVERY_KEY;
}

static const struct list_screen screen = {
	.def = &queue_list, .foot_rows = FOOT_ROWS, .foot = foot_queue, .act = act_queue,
	.can = can_queue,
};

const struct view_ops queue_ops = {.name = "queue", LIST_VIEW_OPS(W_QUEUE, struct list_view,
                                                                  &screen)};
