/* Two people saved one record: as it was loaded, mine and theirs side by side, field by field.
 * SPDX-License-Identifier: MIT */
#include "model/access/masking.h"
#include "ui/form/form_priv.h"
#include "ui/loop/ui_priv.h"

enum { LABEL_X = 2, LABEL_CELLS = 14, FOOT_LINES = 9 };

struct conflict_view {
	struct conflict conflict;
	const struct form_def *def;
	size_t top;
};

static struct form *form_below(const struct view *v) {
	struct form_view *d = v->below->data;

	return &d->form;
}

static enum rc conflict_open(struct view *v, const void *arg, struct err *err) {
	struct conflict_view *d = v->data;
	void *const *theirs = arg;
	struct form *f = form_below(v);

	d->def = f->def;
	conflict_init(&d->conflict, f, theirs);
	return RC_OK;
}

static void conflict_close(struct view *v) {
	struct conflict_view *d = v->data;

	conflict_clear(&d->conflict, d->def);
}

static unsigned settle(struct view *v) {
	struct conflict_view *d = v->data;

	conflict_settle(&d->conflict, form_below(v));
	ui_say(v->ui, tr(N_("Both versions are in the form now as you chose; F2 saves it.")));
	return V_CLOSE;
}

static unsigned conflict_key(struct view *v, const struct key *typed) {
	struct conflict_view *d = v->data;
	struct conflict *c = &d->conflict;
	bool folded;
	struct key k = key_fold(*typed, &folded);

	if (k.kind == K_ESC)
		return V_CLOSE;
	if (k.kind == K_ENTER || (k.kind == K_FUNC && k.cp == 2))
		return settle(v);
	if (k.kind == K_CHAR && (k.cp == '1' || k.cp == '2') && c->n > 0) {
		c->rows[c->mark].mine = k.cp == '1';
		c->mark += c->mark + 1 < c->n;
	} else if (k.kind == K_CHAR && (k.cp == '3' || k.cp == '4')) {
		for (size_t i = 0; i < c->n; i++)
			c->rows[i].mine = k.cp == '3';
	} else if (k.kind == K_UP && c->mark > 0) {
		c->mark--;
	} else if (k.kind == K_DOWN && c->mark + 1 < c->n) {
		c->mark++;
	} else {
		return V_NOT_MINE;
	}
	return V_REDRAW;
}

static void conflict_head(const struct view *v, struct str *left, struct str *right) {
	str_add(left, tr(N_("Somebody saved this record while you were typing")));
	str_add(right, tr(N_("nothing is lost")));
}

static void add_value(const struct form *f, const struct field_def *field, const void *rec,
                      struct str *out) {
	if (field_is_blank(field, rec))
		str_add(out, "--");
	else
		masked_text(f->env->actor, VIEW_FILE, field, rec, &f->env->names, out);
}

enum version { LOADED, MINE, THEIRS, VERSIONS };

static void add_version(const struct view *v, const struct conflict_row *row, enum version version,
                        struct str *out) {
	const struct conflict_view *d = v->data;
	const struct form *f = form_below(v);
	int e = row->entity;

	add_value(f, row->field,
	          version == LOADED ? f->base[e]
	          : version == MINE ? f->rec[e]
	                            : d->conflict.theirs[e],
	          out);
}

static bool is_chosen(const struct conflict_row *row, enum version version) {
	return version != LOADED && row->mine == (version == MINE);
}

static void paint_row(const struct view *v, const struct conflict_row *row, int y, int cells) {
	struct str text = {0};

	paint_text(y, LABEL_X, LABEL_CELLS, TONE_PLAIN, tr(row->field->label));
	for (int i = LOADED; i < VERSIONS; i++) {
		str_reset(&text);
		if (i != LOADED)
			str_add(&text, is_chosen(row, i) ? "[x] " : "[ ] ");
		add_version(v, row, i, &text);
		paint_text(y, LABEL_X + LABEL_CELLS + 1 + i * (cells + 1), cells,
		           i == LOADED         ? TONE_DIM
		           : is_chosen(row, i) ? TONE_BOLD
		                               : TONE_PLAIN,
		           str_text(&text));
	}
	str_clear(&text);
}

static const char *version_label(enum version version) {
	return tr(version == LOADED ? N_("As loaded")
	          : version == MINE ? N_("Mine")
	                            : N_("Theirs"));
}

/* A column may cut what is long: the three of the marked field as far as a line holds them. */
static void paint_whole(const struct view *v, const struct area *a, int y) {
	const struct conflict_view *d = v->data;
	struct str text = {0};

	for (int i = LOADED; i < VERSIONS; i++, y++) {
		str_reset(&text);
		add_version(v, &d->conflict.rows[d->conflict.mark], i, &text);
		paint_text(y, LABEL_X, LABEL_CELLS, TONE_DIM, version_label(i));
		paint_text(y, LABEL_X + LABEL_CELLS + 1, a->cols - LABEL_X - LABEL_CELLS - 2,
		           TONE_PLAIN, str_text(&text));
	}
	str_clear(&text);
}

static void paint_foot(const struct view *v, const struct area *a) {
	const struct conflict_view *d = v->data;
	int y = a->top + a->rows - FOOT_LINES + 1;

	paint_rule(y++);
	if (d->conflict.n > 0)
		paint_whole(v, a, y);
	y += VERSIONS;
	paint_rule(y++);
	y = paint_wrapped(a, y, LABEL_X, TONE_PLAIN,
		tr(N_("1 mine for this field   2 theirs for this field   3 mine for all   4 theirs for all")));
	paint_wrapped(a, y, LABEL_X, TONE_PLAIN,
		tr(N_("Enter back to the form with what is chosen   Esc back without choosing")));
}

static void conflict_draw(struct view *v, const struct area *a) {
	struct conflict_view *d = v->data;
	struct conflict *c = &d->conflict;
	int cells = (a->cols - LABEL_X - LABEL_CELLS - 1) / VERSIONS - 1, y = a->top;
	size_t rows = a->rows > FOOT_LINES ? (size_t)(a->rows - FOOT_LINES) : 1;

	if (c->mark < d->top)
		d->top = c->mark;
	if (c->mark >= d->top + rows)
		d->top = c->mark - rows + 1;
	paint_text(y, LABEL_X, LABEL_CELLS, TONE_BOLD, tr(N_("Field")));
	for (int i = LOADED; i < VERSIONS; i++)
		paint_text(y, LABEL_X + LABEL_CELLS + 1 + i * (cells + 1), cells, TONE_BOLD,
		           version_label(i));
	paint_cursor(++y, 0);
	for (size_t i = d->top; i < c->n && i < d->top + rows; i++, y++) {
		paint_marker(y, i == c->mark);
		paint_row(v, &c->rows[i], y, cells);
		if (i == c->mark)
			paint_cursor(y, 0);
	}
	if (c->n == 0)
		paint_wrapped(a, y, LABEL_X, TONE_PLAIN,
		              tr(N_("Both versions say the same; Enter goes back to the form.")));
	paint_foot(v, a);
}

const struct view_ops conflict_ops = {
	.name = "conflict", .where = W_TEXT, .size = sizeof(struct conflict_view),
	.open = conflict_open, .head = conflict_head, .draw = conflict_draw, .key = conflict_key,
	.close = conflict_close,
};
