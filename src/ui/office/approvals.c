/* What waits for another person's yes, and what was opened in an emergency: the head's queue; and
 * whose case somebody is said to be. SPDX-License-Identifier: MIT */
#include "model/access/approval_list.h"
#include "model/access/case.h"
#include "model/lists.h"
#include "model/station/approval.h"
#include "model/team/request.h"
#include "ui/list/list_view.h"
#include "ui/loop/wizard.h"

enum { FOOT_ROWS = 4 };

static const struct list_def *const lists[] = {&queue_list, &cases_list};
enum { LISTS = sizeof lists / sizeof *lists };

static bool is_cases(const struct view *v) { return list_view_list(v)->run.def == &cases_list; }

/* An officer has requests only. */
static int list_count(const struct view *v) {
	return access_answer(v->actor->role, cases_list.access) == ACCESS_NO ? 1 : LISTS;
}

static enum rc open_queue(struct view *v, const void *arg, struct err *err) {
	list_view_show(v, lists[0]);
	return RC_OK;
}

static int rows_above(struct view *v, const struct area *a) { return list_count(v) > 1; }

static void top_queue(struct view *v, const struct area *a) {
	int x = 1, n = list_count(v);

	for (int i = 0; n > 1 && i < n; i++)
		x = list_view_tab(a, x, i + 1, lists[i]->label, NULL,
		                  lists[i] == list_view_list(v)->run.def);
}

struct answers {
	long long request;
	int choice;
};

/* The reason whole, and the papers, of the marked request. */
static void foot_queue(struct view *v, const struct area *a) {
	static const size_t papers[] = {QUEUE_UNIT, QUEUE_DOCUMENT, QUEUE_ARTICLE};
	const struct list *l = list_view_list(v);
	struct str text = {0};

	if (is_cases(v))
		return;
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

	if (a->choice == 1)
		return V_REDRAW;
	if (request_answer(v->st, v->actor, a->request, a->choice == 2, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("request {number} is answered"), "number", NUM(a->request), NULL);
	return V_RELOAD | V_REDRAW;
}

/* Enter takes at first what does nothing: a yes is said, not slipped into. */
static const char *const choices[] = {N_("Look again first"), N_("Yes: allowed, or rightly opened"),
                                      N_("No"), NULL};
static const struct wizard_step steps[] = {{.question = N_("Your answer? It stays on record."),
                                            TO_CHOICE(struct answers, choice), .choices = choices}};
static const struct wizard wizard = WIZARD(steps, struct answers, answered);

/* The marked lines, or the one under the marker. */
static unsigned case_answered(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct ids ids = {0};
	struct err err = {0};
	size_t n = 0;

	if (a->choice == 1)
		return V_REDRAW;
	list_marked(list_view_list(v), &ids);
	if (ids.n == 0)
		ids_add(&ids, a->request);
	if (cases_decide(v->st, v->actor, ids.v, ids.n, a->choice == 2, &n, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("{number} cases are answered"), "number", NUM((long long)n), NULL);
	ids_clear(&ids);
	return V_RELOAD | V_REDRAW;
}

static const char *const case_choices[] = {N_("Look again first"), N_("Yes: these are the officer's cases"),
                                           N_("No"), NULL};
static const struct wizard_step case_steps[] = {
	{.question = N_("Are the marked people the cases of the officers named?"),
	 TO_CHOICE(struct answers, choice), .choices = case_choices}};
static const struct wizard case_wizard = WIZARD(case_steps, struct answers, case_answered);

static unsigned act_queue(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	if (action == ACTION_DIGIT)
		return k == NULL || k->cp < '1' || (int)k->cp >= '1' + list_count(v)
		               ? V_DONE
		               : list_view_show(v, lists[k->cp - '1']);
	if (action != ACTION_DECIDE)
		return V_NOT_MINE;
	wizard_run(v, is_cases(v) ? &case_wizard : &wizard, &(struct answers){.request = id});
	return V_REDRAW;
}

static bool can_queue(const struct view *v, enum action_id action) {
	const struct list *l = list_view_list(v);

	/* the backups' own share the place of actions */
	if (action == ACTION_BACK_UP || action == ACTION_REHEARSE || action == ACTION_RECOVERY_KEY)
		return false;
	if (action == ACTION_DECIDE && !is_cases(v))
		return list_text(&l->run, list_row(l), QUEUE_YOURS)[0] != '\0';
	return action != ACTION_DIGIT || list_count(v) > 1;
}

static const struct list_screen screen = {
	.rows_above = rows_above, .foot_rows = FOOT_ROWS, .open = open_queue, .top = top_queue,
	.foot = foot_queue, .act = act_queue, .can = can_queue,
};

const struct view_ops queue_ops = {.name = "queue", LIST_VIEW_OPS(W_QUEUE, struct list_view,
                                                                  &screen)};
