/* The tab of the five packages: who holds each, what shows that it is carried out, and what is
 * missing. SPDX-License-Identifier: MIT */

#include "model/team/team.h"
#include "ui/person/file_view.h"

enum package_column { COL_PACKAGE, COL_HOLDER, COL_SINCE, COL_EVIDENCE, COL_COUNT };

static const struct list_column columns[COL_COUNT] = {
	[COL_PACKAGE] = {.key = "package", .label = N_("Package"), .width = 10},
	[COL_HOLDER] = {.key = "holder", .label = N_("Held by"), .width = 20},
	[COL_SINCE] = {.key = "since", .label = N_("From"), .width = 10},
	[COL_EVIDENCE] = {.key = "evidence", .label = N_("Last done"), .width = -1},
};

/* Ids are cells, from 1. */
static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	for (int i = 0; i < PACKAGE_CELLS; i++)
		ids_add(out, i + 1);
	return RC_OK;
}

static void put_cell(struct list_run *r, size_t row, enum package_cell_id id) {
	const struct package_row *five = r->data;
	const struct package_cell *c = &five->cell[id];
	const struct package_member *m = package_member_of(five, c->member);

	list_put(r, row, COL_PACKAGE, code_label(&codes_duty, code_of(package_table[id].id)));
	list_putf(r, row, COL_HOLDER, "%s%s", m ? m->name : "--", m && c->by_default
	          ? tr(N_("(default)")) : "");
	if (c->duty)
		list_put_date(r, row, COL_SINCE, c->since);
	gap_evidence(five, id, list_cell(r, row, COL_EVIDENCE));
	if (c->gap != PACKAGE_GAP_NONE)
		list_set_tone(r, row, COL_EVIDENCE, LIST_ALERT);
}

static enum rc read_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct package_row fresh;
	enum rc rc = package_get(r->st, r->actor, r->q.person, &fresh, err);

	package_row_clear(r->data);
	*(struct package_row *)r->data = fresh;
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		put_cell(r, i, (enum package_cell_id)(ids[i] - 1));
	return rc;
}

static void forget(struct list_run *r) { package_row_clear(r->data); }

const struct list_def file_five_list = {
	.id = "packages-of", .label = N_("Five packages"),
	LIST_SHOWS(columns),
	.empty = "",
	.size = sizeof(struct package_row), .ids = read_ids, .rows = read_rows, .clear = forget,
};

/* A relative who co-supervises is the family's. */
static void draw_seats(const struct file *f, int y, int cols) {
	const struct package_row *five = f->list.run.data;
	struct code roles[64];
	size_t n = 0;

	for (; n < five->member_count && n + 1 < sizeof roles / sizeof *roles; n++)
		roles[n] = five->members[n].role;
	if (five->family)
		roles[n++] = code_of("family");
	gap_seats_draw(roles, n, y, cols);
}

void file_five_draw(struct file *f, const struct area *a) {
	const struct field_env *env = station_env(f->view->st);
	const struct package_row *five = f->list.run.data;
	struct area list = {.top = a->top, .rows = a->rows < PACKAGE_CELLS + 1
	                    ? a->rows : PACKAGE_CELLS + 1, .cols = a->cols};
	int y = a->top + PACKAGE_CELLS + 2;
	const char *team;
	char text[160];

	list_draw(&f->list, &list);
	if (y + 2 >= a->top + a->rows)
		return;
	team = five->team ? env->ref_name(env->ctx, "help_team", five->team) : NULL;
	snprintf(text, sizeof text, "%s: %s", tr(N_("Help team")), team ? team : "--");
	paint_text(y, 1, a->cols - 2, TONE_PLAIN, text);
	draw_seats(f, y + 1, a->cols);
}

unsigned file_five_act(struct file *f, enum action_id id) {
	enum package_cell_id at = (enum package_cell_id)f->list.at;

	if (id == ACTION_DETAIL) {
		gap_fill(f->view, f->id, at);
	} else if (id == ACTION_ASSIGN) {
		gap_assign(f->view, f->id, at);
	} else if (id == ACTION_CONFIRM) {
		gap_confirm(f->view, f->id);
		return V_RELOAD | V_REDRAW;
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}
