/* The members of one help team. */
#include "ui/team/team_view.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "model/access/masking.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/team/package_gap.h"

enum member_column { COL_NAME, COL_ROLE, COL_UNIT, COL_SINCE, COL_UNTIL, COL_LETTER, COL_COUNT };

static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.label = N_("Name"), .width = 10, .flags = F_WORKER},  [COL_ROLE] = {.field = "role", .width = 14},
	[COL_UNIT] = {.label = N_("Unit"), .width = 12},  [COL_SINCE] = {.field = "since"},
	[COL_UNTIL] = {.field = "until"},                 [COL_LETTER] = {.label = N_("Letter"), .width = 10},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct team *d = ctx;

	(void)ask;
	return member_list(d->view->st, d->view->actor, d->id, DATE_NONE, out, err);
}

static void forget_rows(struct team *d) {
	for (size_t i = 0; i < d->row_count; i++) {
		entity_clear(&member_def, &d->rows[i].member);
		free(d->rows[i].name);
		free(d->rows[i].unit);
	}
	d->row_count = 0;
}

static enum rc read_row(struct team *d, long long id, struct member_row *r, struct err *err) {
	struct station *st = d->view->st;
	const struct field_env *env = station_env(st);
	struct contact k;
	enum rc rc = member_get(st, d->view->actor, id, &r->member, err);

	r->name = mem_strdup(env->ref_name(env->ctx, "team_member", id));
	r->unit = NULL;
	if (rc != RC_OK || !r->member.contact.id) {
		r->unit = mem_strdup(station_name(st));
		return rc;
	}
	rc = contact_get(st, d->view->actor, r->member.contact.id, &k, err);
	r->unit = mem_strdup(k.unit);
	entity_clear(&contact_def, &k);
	return rc;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct team *d = ctx;
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		rc = read_row(d, ids[i], &d->rows[i], err);
		d->row_count = i + 1;
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct team *d = ctx;
	const struct member_row *r = &d->rows[row];

	if (row >= d->row_count)
		return;
	if (!period_holds(r->member.since, r->member.until, clock_today()))
		*tone = TONE_DIM;
	if (column == COL_NAME)
		str_add(out, r->name);
	else if (column == COL_UNIT)
		str_add(out, r->unit);
	else
		masked_text(d->view->actor, VIEW_LIST,
		            entity_field(&member_def, column == COL_LETTER ? "letter_on" : columns[column].field), &r->member,
		            station_env(d->view->st), out);
}

static const struct list_source source = {
	.entity = &member_def,
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("No members yet: a adds one."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_team(struct view *v, const void *arg, struct err *err) {
	struct team *d = v->data;

	d->view = v;
	d->id = *(const long long *)arg;
	list_init(&d->list, &source, d);
	return team_summary(v->st, v->actor, d->id, &d->summary, err);
}

static void close_team(struct view *v) {
	struct team *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
	team_summary_clear(&d->summary);
	free(d->from);
	free(d->to);
}

static void resize_team(struct view *v, const struct area *a) {
	struct team *d = v->data;
	struct area inner = {.top = a->top + 3, .rows = a->rows > 4 ? a->rows - 3 : 1, .cols = a->cols};

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_team(struct view *v, struct err *err) {
	struct team *d = v->data;
	struct team_summary fresh;
	enum rc rc = team_summary(v->st, v->actor, d->id, &fresh, err);

	team_summary_clear(&d->summary);
	d->summary = fresh;
	resize_team(v, &v->area);
	return rc == RC_OK ? list_load(&d->list, err) : rc;
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

static void draw_team(struct view *v, const struct area *a) {
	struct team *d = v->data;
	struct area inner = {.top = a->top + 3, .rows = a->rows - 3, .cols = a->cols};

	gap_seats_draw(d->summary.roles, d->summary.role_count, a->top, a->cols);
	paint_rule(a->top + 2);
	list_draw(&d->list, &inner);
}

static unsigned void_reason(struct view *v, void *ctx, const char *reason) {
	struct team *d = v->data;
	size_t row = d->list.at - d->list.read_top;
	struct err err = {0};

	(void)ctx;
	if (reason == NULL || reason[0] == '\0' || row >= d->row_count)
		ui_say(v->ui, tr(N_("Nothing was voided: a reason is needed.")));
	else if (member_void(v->st, v->actor, d->rows[row].member.rec.id, d->rows[row].member.rec.ver, reason, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("Voided; the record stays in the history.")));
	return V_RELOAD | V_REDRAW;
}

static unsigned act_team(struct view *v, enum action_id id, const struct key *k) {
	struct team *d = v->data;
	long long member = list_current(&d->list);
	struct ask_text why = {.question = tr(N_("Void this member. Reason:")), .answer = void_reason};
	struct err err = {0};
	unsigned flags = V_REDRAW;

	(void)k;
	if (id == ACTION_ADD)
		open_member_form(v->ui, d->id, 0);
	else if (id == ACTION_EDIT)
		open_member_form(v->ui, d->id, member);
	else if (id == ACTION_VOID)
		ui_ask_text(v->ui, &why);
	else if (id == ACTION_HAND_OVER)
		team_hand_over(d);
	else
		flags = list_act(&d->list, id, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_team(const struct view *v, enum action_id id) {
	const struct team *d = v->data;

	return (id != ACTION_EDIT && id != ACTION_VOID && id != ACTION_HAND_OVER) ||
	       d->list.at - d->list.read_top < d->row_count;
}

static struct list *list_of_team(const struct view *v) { return &((struct team *)v->data)->list; }

static void status_team(const struct view *v, struct str *out) {
	list_status(&((const struct team *)v->data)->list, out);
}

static const char *listed_team(const struct view *v, size_t *hits) {
	*hits = ((const struct team *)v->data)->list.ids.n;
	return "member.list";
}

const struct view_ops team_ops = {
	.name = "team",
	.where = W_TEAM | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct team),
	.open = open_team,
	.load = load_team,
	.head = head_team,
	.status = status_team,
	.list = list_of_team,
	.listed = listed_team,
	.draw = draw_team,
	.act = act_team,
	.can = can_team,
	.resize = resize_team,
	.close = close_team,
};
