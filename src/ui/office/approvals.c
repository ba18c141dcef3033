/* What waits for another person's yes, and what was opened in an emergency: the head's queue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/station/approval.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum { FOOT_ROWS = 4 };
enum queue_column { COL_ASKED, COL_KIND, COL_OFFICER, COL_WHOM, COL_REASON, COL_COUNT };
enum { CELL_PAPERS = COL_COUNT, CELLS };

struct queue {
	struct view *view;
	struct list list; /* its ctx is this struct */
	struct str cells[LIST_PAGE][CELLS];
	size_t row_count;
	long long asked; /* the request being answered */
};

static const struct list_column columns[COL_COUNT] = {
	[COL_ASKED] = {.label = N_("Asked on"), .width = 16}, [COL_KIND] = {.label = N_("Kind"), .width = 16},
	[COL_OFFICER] = {.label = N_("Officer"), .width = 8}, [COL_WHOM] = {.label = N_("What"), .width = 12, .flags = F_NAME},
	[COL_REASON] = {.label = N_("Reason"), .width = -1, .flags = F_SENSITIVE},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct queue *d = ctx;

	(void)ask;
	return approval_waiting(d->view->st, d->view->actor, out, err);
}

static void forget_rows(struct queue *d) {
	for (size_t i = 0; i < d->row_count; i++)
		for (size_t k = 0; k < CELLS; k++)
			str_clear(&d->cells[i][k]);
	d->row_count = 0;
}

static void add_text(struct str *out, const char *label, const char *text) {
	if (text && *text)
		str_addf(out, "%s%s %s", out->n ? "  " : "", tr(label), text);
}

/* Whom it is about by name, where that one may be seen; a sealed person has none here. */
static void put_row(struct queue *d, const struct approval *r, struct str cell[CELLS]) {
	const struct field_env *env = station_env(d->view->st);
	const char *whom = r->resident.id ? env->ref_name(env->ctx, "resident", r->resident.id) : r->table_name;
	char when[20];

	str_add(&cell[COL_WHOM], whom ? whom : tr(N_("sealed")));
	str_add(&cell[COL_ASKED], clock_format_ms(r->rec.recorded_at, when));
	str_add(&cell[COL_KIND], approval_label(r->kind));
	str_add(&cell[COL_OFFICER], env->ref_name(env->ctx, "officer", r->rec.recorded_by));
	str_add(&cell[COL_REASON], r->reason);
	add_text(&cell[CELL_PAPERS], N_("Unit"), r->unit);
	add_text(&cell[CELL_PAPERS], N_("Document number"), r->document);
	add_text(&cell[CELL_PAPERS], N_("Legal basis"), r->article);
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct queue *d = ctx;
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && i < LIST_PAGE && rc == RC_OK; i++) {
		struct approval r;

		rc = approval_get(d->view->st, d->view->actor, ids[i], &r, err);
		d->row_count = i + 1;
		if (rc == RC_OK)
			put_row(d, &r, d->cells[i]);
		entity_clear(&approval_def, &r);
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct queue *d = ctx;

	(void)tone;
	if (row < d->row_count)
		str_add(out, str_text(&d->cells[row][column]));
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("Nothing waits for an answer."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_queue(struct view *v, const void *arg, struct err *err) {
	struct queue *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void close_queue(struct view *v) {
	struct queue *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
}

static void resize_queue(struct view *v, const struct area *a) {
	struct queue *d = v->data;
	struct area inner = {.top = a->top, .rows = a->rows > FOOT_ROWS + 2 ? a->rows - FOOT_ROWS : 2, .cols = a->cols};

	if (d->list.source != NULL)
		list_resize(&d->list, &inner);
}

static enum rc load_queue(struct view *v, struct err *err) {
	struct queue *d = v->data;

	resize_queue(v, &v->area);
	return list_load(&d->list, err);
}

static void head_queue(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Requests and emergencies")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

/* The reason whole, and the papers, of the marked request. */
static void draw_queue(struct view *v, const struct area *a) {
	struct queue *d = v->data;
	struct area inner = {.top = a->top, .rows = a->rows - FOOT_ROWS, .cols = a->cols};
	size_t row = d->list.at - d->list.read_top;
	int y = a->top + a->rows - FOOT_ROWS;

	list_draw(&d->list, &inner);
	if (a->rows <= FOOT_ROWS + 2)
		return;
	paint_rule(y);
	for (int i = 1; i < FOOT_ROWS; i++)
		paint_blank(y + i);
	if (row < d->row_count) {
		paint_text(y + 1, 1, a->cols - 2, TONE_PLAIN, str_text(&d->cells[row][COL_REASON]));
		paint_text(y + 2, 1, a->cols - 2, TONE_PLAIN, str_text(&d->cells[row][CELL_PAPERS]));
	}
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

static unsigned act_queue(struct view *v, enum action_id id, const struct key *k) {
	struct queue *d = v->data;
	const char *const choices[] = {tr(N_("Yes: allowed, or rightly opened")), tr(N_("No")), NULL};
	struct ask ask = {.question = tr(N_("Your answer? It stays on record.")), .choices = choices, .answer = answered};
	struct err err = {0};
	unsigned flags = V_REDRAW;

	(void)k;
	d->asked = list_current(&d->list);
	if (id == ACTION_DECIDE)
		ui_ask(v->ui, &ask);
	else
		flags = list_act(&d->list, id, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_queue(const struct view *v, enum action_id id) {
	return id != ACTION_DECIDE || list_current(&((const struct queue *)v->data)->list) != 0;
}

static struct list *list_of_queue(const struct view *v) { return &((struct queue *)v->data)->list; }

static void status_queue(const struct view *v, struct str *out) {
	list_status(&((const struct queue *)v->data)->list, out);
}

const struct view_ops queue_ops = {
	.name = "queue",
	.where = W_QUEUE | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct queue),
	.open = open_queue,
	.load = load_queue,
	.head = head_queue,
	.status = status_queue,
	.list = list_of_queue,
	.draw = draw_queue,
	.act = act_queue,
	.can = can_queue,
	.resize = resize_queue,
	.close = close_queue,
};
