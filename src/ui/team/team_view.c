/* The members of one help team. */
#include "ui/team/team_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/lists.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/team/package_gap.h"

static enum rc open_team(struct view *v, const void *arg, struct err *err) {
	struct team *d = v->data;
	struct list_query *q = &d->lv.list.run.q;

	q->team = *(const long long *)arg;
	q->all = true;
	return team_summary(v->st, v->actor, q->team, &d->summary, err);
}

static void close_team(struct view *v) {
	struct team *d = v->data;

	team_summary_clear(&d->summary);
	free(d->from);
	free(d->to);
}

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
	char members[24], residents[24], text[120];

	snprintf(members, sizeof members, "%lld", d->summary.members);
	snprintf(residents, sizeof residents, "%lld", d->summary.residents);
	text_fill(text, sizeof text, tr(N_("{members} members, {residents} residents")), "members", members, "residents",
	          residents, NULL);
	str_add(left, d->summary.name);
	str_add(right, text);
}

static void top_team(struct view *v, const struct area *a) {
	const struct team *d = v->data;

	gap_seats_draw(d->summary.roles, d->summary.role_count, a->top, a->cols);
	paint_rule(a->top + 2);
}

static unsigned void_reason(struct view *v, void *ctx, const char *reason) {
	const struct record *m = &((struct team *)v->data)->voided;
	struct err err = {0};

	(void)ctx;
	if (reason == NULL || reason[0] == '\0')
		ui_say(v->ui, tr(N_("Nothing was voided: a reason is needed.")));
	else if (member_void(v->st, v->actor, m->id, m->ver, reason, &err) != RC_OK)
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
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Void this member. Reason:")), .answer = void_reason});
	}
	entity_clear(&member_def, &m);
}

static unsigned act_team(struct view *v, enum action_id action, long long member, const struct key *k) {
	const struct team *d = v->data;

	(void)k;
	if (action == ACTION_ADD || action == ACTION_EDIT)
		open_member_form(v->ui, d->summary.id, action == ACTION_EDIT ? member : 0);
	else if (action == ACTION_VOID)
		ask_void(v, member);
	else if (action == ACTION_HAND_OVER)
		team_hand_over(v);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static const struct list_screen screen = {
	.def = &members_list,
	.top_rows = 3,
	.open = open_team,
	.load = load_team,
	.head = head_team,
	.top = top_team,
	.act = act_team,
	.close = close_team,
};

const struct view_ops team_ops = {.name = "team", LIST_VIEW_OPS(W_TEAM, struct team, &screen)};
