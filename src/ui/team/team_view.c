/* The members of one help team. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "exchange/print/handover_sheet.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/team/request.h"
#include "model/team/team.h"
#include "ui/form/forms.h"
#include "ui/list/list_view.h"
#include "ui/loop/wizard.h"
#include "ui/team/package_gap.h"

struct team {
	struct list_view lv;
	struct team_summary summary;
	struct record voided; /* id and ver of the line that a reason is asked for */
};

static enum rc open_team(struct view *v, const void *arg, struct err *err) {
	struct team *d = v->data;
	struct list_query *q = &d->lv.list.run.q;

	q->team = *(const long long *)arg;
	q->all = true;
	return team_summary(v->st, v->actor, q->team, &d->summary, err);
}

static void close_team(struct view *v) { team_summary_clear(&((struct team *)v->data)->summary); }

static enum rc load_team(struct view *v, struct err *err) {
	struct team *d = v->data;
	struct team_summary fresh;
	enum rc rc = team_summary(v->st, v->actor, d->lv.list.run.q.team, &fresh, err);

	team_summary_clear(&d->summary);
	d->summary = fresh;
	return rc;
}

static void head_team(const struct view *v, struct str *left, struct str *right) {
	const struct team *d = v->data;

	str_add(left, d->summary.name);
	str_fill(right, N_("{members} members, {residents} residents"), "members",
	         NUM(d->summary.members), "residents", NUM(d->summary.residents), NULL);
}

static void top_team(struct view *v, const struct area *a) {
	const struct team *d = v->data;

	gap_seats_draw(d->summary.roles, d->summary.role_count, a->top, a->cols);
	paint_rule(a->top + 2);
}

static unsigned void_reason(struct view *v, void *ctx, const char *reason) {
	const struct record *m = &((struct team *)v->data)->voided;
	struct err err = {0};

	if (reason == NULL || reason[0] == '\0')
		ui_say(v->ui, tr(N_("Nothing was voided: a reason is needed.")));
	else if (record_void(v->st, v->actor, &member_def, m->id, m->ver, reason, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("Voided; the record stays in the history.")));
	return V_RELOAD | V_REDRAW;
}

static void ask_void(struct view *v, long long id) {
	struct team *d = v->data;
	struct team_member m;
	struct err err = {0};

	if (member_get(v->st, v->actor, id, &m, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else {
		d->voided = (struct record){.id = id, .ver = m.rec.ver};
		ui_ask_text(v->ui,
		            &(struct ask_text){.question = tr(N_("Void this member. Reason:")),
		                               .answer = void_reason});
	}
	entity_clear(&member_def, &m);
}

/* ---- handing over ---- */

/* All duties of one member to another: to whom, from when, sure? */
struct hand_over {
	char from[400], *to, *typed;
	struct date day;
	struct handover_items plan;
	int sure;
};

static struct handover handover_of(const struct view *v, const struct hand_over *a) {
	return (struct handover){.from = a->from, .to = a->to,
	                         .team = ((const struct team *)v->data)->summary.id, .day = a->day};
}

static void say_successor(struct view *v, void *answers, struct wizard_words *w) {
	const struct list *l = list_view_list(v);
	struct hand_over *a = answers;

	snprintf(a->from, sizeof a->from, "%s", list_text(&l->run, list_row(l), 0));
	str_fill(&w->question, N_("Who takes over from {name}?"), "name", a->from, NULL);
}

static enum rc check_day(struct view *v, void *answers, struct err *err) {
	struct hand_over *a = answers;
	struct handover h;
	enum rc rc = RC_OK;

	TRY(date_parse_entry(a->typed, clock_today(), &a->day, err));
	h = handover_of(v, a);
	TRY(handover_plan(v->st, v->actor, &h, &a->plan, err));
out:
	if (rc != RC_OK)
		handover_clear(&a->plan);
	return rc;
}

/* "薛洋: 包尿检 负责人" */
static void add_whom(const struct view *v, const struct handover_items *plan, size_t i,
                     struct str *out) {
	const struct handover_item *it = &plan->v[i];
	struct resident r;

	if (i > 0 && plan->v[i - 1].resident == it->resident) {
		str_addf(out, " %s", code_label(&codes_duty, it->package));
		return;
	}
	str_add(out, "  ");
	if (resident_get(v->st, v->actor, it->resident, &r, NULL) == RC_OK)
		masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "name"), &r, NULL, out);
	str_addf(out, ": %s", code_label(&codes_duty, it->package));
	entity_clear(&resident_def, &r);
}

static void say_sure(struct view *v, void *answers, struct wizard_words *w) {
	struct hand_over *a = answers;

	str_fill(&w->question, N_("{from} to {to}: {n} duties for {people} residents."), "from",
	         a->from, "to", a->to,
	         "n", NUM(a->plan.n), "people", NUM(a->plan.residents), NULL);
	for (size_t i = 0; i < a->plan.n; i++)
		add_whom(v, &a->plan, i, &w->question);
	handover_clear(&a->plan);
	w->at = 2;
}

static unsigned hand_over(struct view *v, void *answers) {
	const struct hand_over *a = answers;
	const struct handover h = handover_of(v, a);
	struct handover_items items = {0};
	struct err err = {0};
	char *path = NULL;

	if (a->sure != 1)
		return V_RELOAD | V_REDRAW;
	if (handover_apply(v->st, v->actor, &h, &items, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else if (handover_print(v->st, v->actor, &h, &items, &path, &err) == RC_OK)
		ui_sayf(v->ui, N_("Handed over; the sheet to sign is {path}"), "path", path, NULL);
	else
		ui_sayf(v->ui, N_("Handed over, but the sheet was not written: {why}"), "why",
		        err.text, NULL);
	free(path);
	handover_clear(&items);
	return V_RELOAD | V_REDRAW;
}

static const char *const sure_choices[] = {N_("Hand over and print the sheet"), N_("Leave it"),
                                           NULL};
static const struct wizard_step hand_over_steps[] = {
	{TO_TEXT(struct hand_over, to), .ref = "team_member", .wanted = true, .say = say_successor},
	{.question = N_("First day of the new holder (blank: today):"),
	 TO_TEXT(struct hand_over, typed), .check = check_day, .ends = true},
	{TO_CHOICE(struct hand_over, sure), .choices = sure_choices, .say = say_sure},
};
static const struct wizard hand_over_wizard = WIZARD(hand_over_steps, struct hand_over, hand_over);

static unsigned act_team(struct view *v, enum action_id action, long long member,
                         const struct key *k) {
	const struct team *d = v->data;

	if (action == ACTION_ADD || action == ACTION_EDIT)
		open_member_form(v->ui, d->summary.id, action == ACTION_EDIT ? member : 0);
	else if (action == ACTION_VOID)
		ask_void(v, member);
	else if (action == ACTION_HAND_OVER)
		wizard_run(v, &hand_over_wizard, NULL);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_team(const struct view *v, enum action_id action) { return action != ACTION_PRINT; }

static const struct list_screen screen = {
	.def = &members_list, .top_rows = 3, .open = open_team, .load = load_team,
	.head = head_team, .top = top_team, .act = act_team, .can = can_team,
	.close = close_team,
};

const struct view_ops team_ops = {.name = "team", LIST_VIEW_OPS(W_TEAM, struct team, &screen)};
