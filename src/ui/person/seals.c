/* Whose file should be sealed, as the rules propose; the head decides. And the lawful way back, with its papers. */
#include <stdlib.h>
#include <string.h>

#include "model/access/masking.h"
#include "model/person/resident.h"
#include "model/person/seal.h"
#include "ui/list/list.h"
#include "ui/loop/screens.h"

enum seals_column { COL_NAME, COL_NUMBER, COL_CAUSE, COL_SINCE, COL_COUNT };

/* What an opening asks for, in this order. */
enum paper { PAPER_NUMBER, PAPER_UNIT, PAPER_DOCUMENT, PAPER_ARTICLE, PAPER_REASON, PAPERS };
static const char *const questions[PAPERS] = {
	[PAPER_NUMBER] = N_("File number of the sealed file:"), [PAPER_UNIT] = N_("The unit that asks:"),
	[PAPER_DOCUMENT] = N_("The number of its document:"), [PAPER_ARTICLE] = N_("The article of law it rests on:"),
	[PAPER_REASON] = N_("Why; it is logged:"),
};

struct seals {
	struct view *view;
	struct list list; /* its ctx is this struct */
	struct seal_proposals all;
	struct str cells[LIST_PAGE][COL_COUNT];
	size_t row_count;
	long long asked; /* whose sealing is being decided */
	char *paper[PAPERS];
	int step;        /* of the papers: what is asked now */
};

static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.label = N_("Name"), .width = 15, .flags = F_NAME},
	[COL_NUMBER] = {.label = N_("File number"), .width = 12},
	[COL_CAUSE] = {.label = N_("Reason"), .width = 20, .flags = F_SENSITIVE},
	[COL_SINCE] = {.label = N_("Since"), .width = -1, .flags = F_SENSITIVE},
};

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct seals *d = ctx;
	enum rc rc;

	(void)ask;
	seal_proposals_clear(&d->all);
	rc = seal_propose(d->view->st, d->view->actor, &d->all, err);
	for (size_t i = 0; rc == RC_OK && i < d->all.n; i++)
		ids_add(out, d->all.v[i].resident);
	return rc;
}

static void forget_rows(struct seals *d) {
	for (size_t i = 0; i < d->row_count; i++)
		for (size_t k = 0; k < COL_COUNT; k++)
			str_clear(&d->cells[i][k]);
	d->row_count = 0;
}

static enum rc put_row(struct seals *d, long long id, struct str cell[COL_COUNT], struct err *err) {
	static const char *const fields[] = {[COL_NAME] = "name", [COL_NUMBER] = "file_no"};
	const struct view *v = d->view;
	struct resident r;
	char day[DATE_BUF];
	enum rc rc = resident_get(v->st, v->actor, id, &r, err);

	for (size_t k = 0; rc == RC_OK && k < sizeof fields / sizeof *fields; k++)
		masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, fields[k]), &r, station_env(v->st), &cell[k]);
	entity_clear(&resident_def, &r);
	for (size_t i = 0; rc == RC_OK && i < d->all.n; i++) {
		if (d->all.v[i].resident != id)
			continue;
		str_add(&cell[COL_CAUSE], tr(seal_cause_label(d->all.v[i].cause)));
		if (date_is_set(d->all.v[i].since))
			str_add(&cell[COL_SINCE], date_format(d->all.v[i].since, day));
	}
	return rc;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct seals *d = ctx;
	enum rc rc = RC_OK;

	forget_rows(d);
	for (size_t i = 0; i < n && i < LIST_PAGE && rc == RC_OK; i++) {
		d->row_count = i + 1;
		rc = put_row(d, ids[i], d->cells[i], err);
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct seals *d = ctx;

	(void)tone;
	if (row < d->row_count)
		str_add(out, str_text(&d->cells[row][column]));
}

static const struct list_source source = {
	.columns = columns,
	.column_count = COL_COUNT,
	.empty = N_("The rules propose nobody's file to be sealed."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};

static enum rc open_seals(struct view *v, const void *arg, struct err *err) {
	struct seals *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	list_init(&d->list, &source, d);
	return RC_OK;
}

static void forget_papers(struct seals *d) {
	for (int i = 0; i < PAPERS; i++) {
		free(d->paper[i]);
		d->paper[i] = NULL;
	}
	d->step = PAPER_NUMBER;
}

static void close_seals(struct view *v) {
	struct seals *d = v->data;

	list_clear(&d->list);
	forget_rows(d);
	forget_papers(d);
	seal_proposals_clear(&d->all);
}

static void resize_seals(struct view *v, const struct area *a) {
	struct seals *d = v->data;

	if (d->list.source != NULL)
		list_resize(&d->list, a);
}

static enum rc load_seals(struct view *v, struct err *err) {
	resize_seals(v, &v->area);
	return list_load(&((struct seals *)v->data)->list, err);
}

static void head_seals(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Files to seal")));
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_seals(struct view *v, const struct area *a) { list_draw(&((struct seals *)v->data)->list, a); }

static unsigned reason_typed(struct view *v, void *ctx, const char *text) {
	struct seals *d = v->data;
	struct err err = {0};

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	if (seal_set(v->st, v->actor, d->asked, text[strspn(text, " ")] ? text : NULL, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_say(v->ui, tr(N_("The file is sealed: it is only counted now.")));
	return V_RELOAD | V_REDRAW;
}

/* With all papers there: ask for it, or, after a second person said yes to these very words, open. */
static void open_sealed(struct view *v) {
	struct seals *d = v->data;
	struct approval ask;
	struct err err = {0};
	enum rc rc;

	entity_init(&approval_def, &ask);
	ask.unit = mem_strdup(d->paper[PAPER_UNIT]);
	ask.document = mem_strdup(d->paper[PAPER_DOCUMENT]);
	ask.article = mem_strdup(d->paper[PAPER_ARTICLE]);
	ask.reason = mem_strdup(d->paper[PAPER_REASON]);
	rc = seal_find(v->st, v->actor, d->paper[PAPER_NUMBER], &ask.resident.id, &err);
	if (rc == RC_OK)
		rc = seal_open(v->st, v->actor, &ask, &err);
	if (rc == RC_OK)
		ui_sayf(v->ui, N_("file {number} is open again"), "number", d->paper[PAPER_NUMBER], (char *)NULL);
	else
		ui_say_err(v->ui, &err);
	entity_clear(&approval_def, &ask);
}

static unsigned paper_typed(struct view *v, void *ctx, const char *text);

static void ask_paper(struct view *v) {
	struct seals *d = v->data;
	struct ask_text ask = {.question = tr(questions[d->step]), .answer = paper_typed};

	ui_ask_text(v->ui, &ask);
}

static unsigned paper_typed(struct view *v, void *ctx, const char *text) {
	struct seals *d = v->data;

	(void)ctx;
	if (text == NULL)
		return V_REDRAW;
	d->paper[d->step++] = mem_strdup(text);
	if (d->step < PAPERS)
		ask_paper(v);
	else
		open_sealed(v);
	return d->step < PAPERS ? V_REDRAW : V_RELOAD | V_REDRAW;
}

static unsigned act_seals(struct view *v, enum action_id id, const struct key *k) {
	struct seals *d = v->data;
	struct ask_text ask = {.question = tr(N_("Seal this file: it is only counted then. Why?")), .answer = reason_typed};
	struct err err = {0};
	unsigned flags = V_REDRAW;

	(void)k;
	d->asked = list_current(&d->list);
	if (id == ACTION_SEAL) {
		ui_ask_text(v->ui, &ask);
	} else if (id == ACTION_UNSEAL) {
		forget_papers(d);
		ask_paper(v);
	} else if (id == ACTION_OPEN_FILE) {
		ui_push(v->ui, &file_ops, &d->asked);
	} else {
		flags = list_act(&d->list, id, &err);
	}
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

static bool can_seals(const struct view *v, enum action_id id) {
	return (id != ACTION_SEAL && id != ACTION_OPEN_FILE) || list_current(&((const struct seals *)v->data)->list) != 0;
}

static struct list *list_of_seals(const struct view *v) { return &((struct seals *)v->data)->list; }

static const char *listed_seals(const struct view *v, size_t *hits) {
	*hits = ((const struct seals *)v->data)->list.ids.n;
	return "seal.list";
}

static void status_seals(const struct view *v, struct str *out) {
	list_status(&((const struct seals *)v->data)->list, out);
}

const struct view_ops seals_ops = {
	.name = "seals",
	.where = W_SEALS | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct seals),
	.open = open_seals,
	.load = load_seals,
	.head = head_seals,
	.status = status_seals,
	.listed = listed_seals,
	.list = list_of_seals,
	.person = view_row_is_person,
	.draw = draw_seals,
	.act = act_seals,
	.can = can_seals,
	.resize = resize_seals,
	.close = close_seals,
};
