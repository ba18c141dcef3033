/* The tab of the five packages: who holds each, what shows that it is carried out, and what is missing. */
#include <stdio.h>

#include "model/team/team.h"
#include "ui/person/file_view.h"

enum package_column { COL_PACKAGE, COL_HOLDER, COL_SINCE, COL_EVIDENCE, COL_COUNT };

static const struct list_column columns[COL_COUNT] = {
	[COL_PACKAGE] = {.label = N_("Package"), .width = 10},
	[COL_HOLDER] = {.label = N_("Held by"), .width = 20},
	[COL_SINCE] = {.label = N_("From"), .width = 10},
	[COL_EVIDENCE] = {.label = N_("Last done"), .width = -1},
};

/* Ids are cells, from 1. */
static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	(void)ctx;
	(void)ask;
	(void)err;
	for (int i = 0; i < PACKAGE_CELLS; i++)
		ids_add(out, i + 1);
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	(void)ctx;
	(void)ids;
	(void)n;
	(void)err;
	return RC_OK;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct file *f = ctx;
	enum package_cell_id id = (enum package_cell_id)(f->list.read_top + row);
	const struct package_cell *c;
	const struct package_member *m;
	char day[DATE_BUF];

	if (id >= PACKAGE_CELLS)
		return;
	c = &f->five.cell[id];
	m = package_member_of(&f->five, c->member);
	switch ((enum package_column)column) {
	case COL_PACKAGE:
		str_add(out, code_label(&codes_duty, code_of(package_table[id].id)));
		break;
	case COL_HOLDER:
		str_addf(out, "%s%s", m ? m->name : "--", m && c->by_default ? tr(N_("(default)")) : "");
		break;
	case COL_SINCE:
		str_add(out, c->duty ? date_format(c->since, day) : "");
		break;
	case COL_EVIDENCE:
		gap_evidence(&f->five, id, out);
		if (c->gap != PACKAGE_GAP_NONE)
			*tone = TONE_ALERT;
		break;
	case COL_COUNT:
		break;
	}
}

void file_five_open(struct file *f) {
	f->source = (struct list_source){.columns = columns, .column_count = COL_COUNT, .empty = "", .ids = read_ids,
	                                 .rows = read_rows, .cell = cell};
	list_init(&f->list, &f->source, f);
}

enum rc file_five_load(struct file *f, struct err *err) {
	struct package_row fresh;
	enum rc rc = package_get(f->view->st, f->view->actor, f->id, &fresh, err);

	package_row_clear(&f->five);
	f->five = fresh;
	return rc == RC_OK ? list_load(&f->list, err) : rc;
}

void file_five_close(struct file *f) {
	list_clear(&f->list);
	package_row_clear(&f->five);
}

/* A relative who co-supervises is the family's. */
static void draw_seats(const struct file *f, int y, int cols) {
	struct code roles[64];
	size_t n = 0;

	for (; n < f->five.member_count && n + 1 < sizeof roles / sizeof *roles; n++)
		roles[n] = f->five.members[n].role;
	if (f->five.family)
		roles[n++] = code_of("family");
	gap_seats_draw(roles, n, y, cols);
}

void file_five_draw(struct file *f, const struct area *a) {
	const struct field_env *env = station_env(f->view->st);
	struct area list = {.top = a->top, .rows = a->rows < PACKAGE_CELLS + 1 ? a->rows : PACKAGE_CELLS + 1, .cols = a->cols};
	int y = a->top + PACKAGE_CELLS + 2;
	const char *team;
	char text[160];

	list_draw(&f->list, &list);
	if (y + 2 >= a->top + a->rows)
		return;
	team = f->five.team ? env->ref_name(env->ctx, "help_team", f->five.team) : NULL;
	snprintf(text, sizeof text, "%s: %s", tr(N_("Help team")), team ? team : "--");
	paint_text(y, 1, a->cols - 2, TONE_PLAIN, text);
	draw_seats(f, y + 1, a->cols);
}

unsigned file_five_act(struct file *f, enum action_id id) {
	enum package_cell_id at = (enum package_cell_id)f->list.at;

	if (id == ACTION_DETAIL) {
		gap_fill(f->view, &f->gap, f->id, at);
	} else if (id == ACTION_ASSIGN) {
		gap_assign(f->view, &f->gap, f->id, at);
	} else if (id == ACTION_CONFIRM) {
		gap_confirm(f->view, f->id);
		return V_RELOAD | V_REDRAW;
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}
