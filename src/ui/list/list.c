#include "ui/list/list.h"

#include <stdlib.h>
#include <string.h>

#include "core/field.h"
#include "core/utf8.h"
#include "ui/loop/view.h"

enum { HEAD_ROWS = 1, FIRST_COLUMN = 2, GAP = 2, CODE_CELLS_MOST = 10, MIDDLE_CELLS = 12 };

void list_init(struct list *l, const struct list_source *source, void *ctx) {
	*l = (struct list){.source = source, .ctx = ctx, .page = 10};
	l->filter = mem_strdup("");
	list_take_columns(l, "");
}

void list_clear(struct list *l) {
	ids_clear(&l->ids);
	free(l->marked);
	free(l->filter);
	*l = (struct list){0};
}

long long list_current(const struct list *l) { return l->at < l->ids.n ? l->ids.v[l->at] : 0; }

size_t list_row(const struct list *l) {
	size_t row = l->at - l->read_top;

	return l->at >= l->read_top && row < l->read_n ? row : LIST_PAGE;
}

void list_forget_page(struct list *l) {
	l->read_n = 0;
	l->read_top = (size_t)-1;
}

static int by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

/* Marks go with their records: the old marked ids are sorted and each new id is looked up among them. */
static void carry_marks(struct list *l, const struct ids *fresh) {
	bool *marked = mem_zalloc(fresh->n > 0 ? fresh->n : 1, sizeof *marked);
	struct ids old = {0};

	for (size_t i = 0; i < l->ids.n && l->marks > 0; i++)
		if (l->marked[i])
			ids_add(&old, l->ids.v[i]);
	if (old.n > 0)
		qsort(old.v, old.n, sizeof *old.v, by_id);
	l->marks = 0;
	for (size_t i = 0; i < fresh->n && old.n > 0; i++) {
		marked[i] = bsearch(&fresh->v[i], old.v, old.n, sizeof *old.v, by_id) != NULL;
		l->marks += marked[i];
	}
	ids_clear(&old);
	free(l->marked);
	l->marked = marked;
}

static void keep_in_view(struct list *l) {
	if (l->at >= l->ids.n)
		l->at = l->ids.n > 0 ? l->ids.n - 1 : 0;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + l->page)
		l->top = l->at - l->page + 1;
	if (l->top + l->page > l->ids.n)
		l->top = l->ids.n > l->page ? l->ids.n - l->page : 0;
}

enum rc list_read_page(struct list *l, struct err *err) {
	size_t n;
	enum rc rc;

	keep_in_view(l);
	n = l->ids.n - l->top < l->page ? l->ids.n - l->top : l->page;
	if (n > LIST_PAGE)
		n = LIST_PAGE;
	if (l->read_n == n && l->read_top == l->top)
		return RC_OK;
	rc = n > 0 ? l->source->rows(l->ctx, l->ids.v + l->top, n, err) : RC_OK;
	l->read_top = l->top;
	l->read_n = rc == RC_OK ? n : 0;
	return rc;
}

long long list_newest(const struct list *l) {
	long long id = 0;

	for (size_t i = 0; i < l->ids.n; i++)
		id = l->ids.v[i] > id ? l->ids.v[i] : id;
	return id;
}

void list_go(struct list *l, long long id) {
	for (size_t i = 0; i < l->ids.n; i++)
		if (l->ids.v[i] == id) {
			l->at = i;
			return;
		}
}

enum rc list_load(struct list *l, struct err *err) {
	struct list_ask ask = {.filter = l->filter};
	struct ids fresh = {0};
	long long here = list_current(l);
	enum rc rc;

	for (; (l->source->own & LIST_SORTS) && ask.keys < l->keys; ask.keys++)
		ask.key[ask.keys] = (struct list_key){l->source->columns[l->order[ask.keys].column].sort,
		                                      l->order[ask.keys].descending};
	list_forget_page(l); /* its rows may point into what the source reads anew */
	rc = l->source->ids(l->ctx, &ask, &fresh, err);
	if (rc == RC_OK && fresh.n > LIST_MAX)
		rc = err_set(err, RC_INVALID, "list.long", N_("More than 200,000 lines: type / and a filter."), (char *)NULL);
	if (rc != RC_OK) { /* the old ids still hold */
		ids_clear(&fresh);
		list_read_page(l, NULL);
		return rc;
	}
	rc = list_by_text(l, &fresh, err); /* not done: all of them, in the source's order */
	carry_marks(l, &fresh);
	ids_clear(&l->ids);
	l->ids = fresh;
	list_go(l, here);
	if (rc == RC_OK)
		return list_read_page(l, err);
	list_read_page(l, NULL);
	return rc;
}

void list_resize(struct list *l, const struct area *a) {
	struct err err = {0};

	l->page = a->rows > HEAD_ROWS ? (size_t)(a->rows - HEAD_ROWS) : 1;
	if (l->page > LIST_PAGE)
		l->page = LIST_PAGE;
	if (l->ids.n > 0)
		list_read_page(l, &err);
}

enum rc list_search(struct list *l, const char *text, struct err *err) {
	if (strcmp(l->filter, text) == 0)
		return RC_OK;
	free(l->filter);
	l->filter = mem_strdup(text);
	return list_load(l, err);
}

/* ---- actions ---- */

static void toggle_mark(struct list *l) {
	if (l->at >= l->ids.n)
		return;
	l->marked[l->at] = !l->marked[l->at];
	l->marks += l->marked[l->at] ? 1 : (size_t)-1;
	if (l->at + 1 < l->ids.n)
		l->at++;
}

static void mark_all(struct list *l) {
	bool to = l->marks < l->ids.n;

	for (size_t i = 0; i < l->ids.n; i++)
		l->marked[i] = to;
	l->marks = to ? l->ids.n : 0;
}

bool list_can_sort(const struct list *l, size_t column) {
	return !(l->source->own & LIST_SORTS) || l->source->columns[column].sort > 0;
}

static bool is_earlier_key(const struct list *l, size_t column) {
	for (size_t i = 0; i + 1 < l->keys; i++)
		if (l->order[i].column == column)
			return true;
	return false;
}

/* Where on the screen the column of the last key stands; shown_count: nowhere. */
static size_t key_at(const struct list *l) {
	size_t at = 0;

	while (at < l->shown_count && (l->keys == 0 || l->shown[at] != l->order[l->keys - 1].column))
		at++;
	return at;
}

/* The last key goes to the next column to the right (+1) or left (-1) that can be sorted by. */
static void sort_step(struct list *l, int step) {
	size_t n = l->shown_count, at = key_at(l);

	if (at == n)
		at = step > 0 ? n - 1 : 0;
	for (size_t tries = 0; tries < n; tries++) {
		at = step > 0 ? (at + 1) % n : (at + n - 1) % n;
		if (list_can_sort(l, l->shown[at]) && !is_earlier_key(l, l->shown[at])) {
			if (l->keys == 0)
				l->keys = 1;
			l->order[l->keys - 1] = (struct list_order){.column = l->shown[at]};
			return;
		}
	}
}

/* s: the column's other direction first, then the next column. */
static void sort_cycle(struct list *l) {
	if (l->keys > 0 && !l->order[l->keys - 1].descending)
		l->order[l->keys - 1].descending = true;
	else
		sort_step(l, 1);
}

/* One key more, the next column; after the last possible one the source's own order comes back. */
static void sort_add(struct list *l) {
	size_t was = l->keys;

	if (was == LIST_KEYS) {
		l->keys = 0;
		return;
	}
	if (was > 0)
		l->order[l->keys++] = (struct list_order){.column = l->order[was - 1].column};
	sort_step(l, 1);
	if (l->keys > 0 && is_earlier_key(l, l->order[l->keys - 1].column))
		l->keys = 0;
}

void list_marked(const struct list *l, struct ids *out) {
	for (size_t i = 0; i < l->ids.n && l->marks > 0; i++)
		if (l->marked[i])
			ids_add(out, l->ids.v[i]);
}

void list_mark_only(struct list *l, const struct ids *ids) {
	l->marks = 0;
	for (size_t i = 0; i < l->ids.n; i++) {
		l->marked[i] = ids->n > 0 && bsearch(&l->ids.v[i], ids->v, ids->n, sizeof *ids->v, by_id) != NULL;
		l->marks += l->marked[i];
	}
}

static bool move_to(struct list *l, enum action_id id) {
	size_t last = l->ids.n > 0 ? l->ids.n - 1 : 0, was = l->at;

	if (id == ACTION_DOWN || id == ACTION_FIND_NEXT)
		l->at = l->at < last ? l->at + 1 : last;
	else if (id == ACTION_UP || id == ACTION_FIND_PREVIOUS)
		l->at = l->at > 0 ? l->at - 1 : 0;
	else if (id == ACTION_PAGE_DOWN)
		l->at = l->at + l->page < last ? l->at + l->page : last;
	else if (id == ACTION_PAGE_UP)
		l->at = l->at > l->page ? l->at - l->page : 0;
	else if (id == ACTION_FIRST)
		l->at = 0;
	else
		l->at = last;
	return l->at != was;
}

static bool is_move(enum action_id id) {
	return (id >= ACTION_DOWN && id <= ACTION_LAST) || id == ACTION_FIND_NEXT || id == ACTION_FIND_PREVIOUS;
}

unsigned list_act(struct list *l, enum action_id id, struct err *err) {
	if (is_move(id)) {
		if (!move_to(l, id))
			return V_DONE;
	} else if (id == ACTION_MARK) {
		toggle_mark(l);
	} else if (id == ACTION_MARK_ALL) {
		mark_all(l);
	} else if (id == ACTION_SORT || id == ACTION_SORT_LEFT || id == ACTION_SORT_RIGHT || id == ACTION_SORT_ADD) {
		if (id == ACTION_SORT)
			sort_cycle(l);
		else if (id == ACTION_SORT_ADD)
			sort_add(l);
		else
			sort_step(l, id == ACTION_SORT_RIGHT ? 1 : -1);
		list_load(l, err);
	} else if (id == ACTION_BACK && l->filter[0] != '\0') {
		list_search(l, "", err);
	} else {
		return V_NOT_MINE;
	}
	list_read_page(l, err);
	return V_REDRAW;
}

/* ---- painting ---- */

const struct field_def *list_column_field(const struct list *l, size_t c) {
	const struct list_column *col = &l->source->columns[c];

	return l->source->entity != NULL && col->field != NULL ? entity_field(l->source->entity, col->field) : NULL;
}

const char *list_column_label(const struct list *l, size_t c) {
	const struct field_def *f = list_column_field(l, c);

	return l->source->columns[c].label != NULL ? l->source->columns[c].label : f != NULL ? f->label : "";
}

/* Labels of codes differ in length from language to language. */
static int widest_label(const struct code_list *codes) {
	const struct code_item *it;
	int widest = 0;

	for (size_t i = 0; (it = code_item_at(codes, i)) != NULL; i++) {
		int width = utf8_width(tr_lang() == LANG_ZH ? it->zh : it->en);

		widest = width > widest ? width : widest;
	}
	return widest < CODE_CELLS_MOST ? widest : CODE_CELLS_MOST;
}

static int column_width(const struct list *l, size_t at, int x, int cols) {
	size_t c = l->shown[at];
	const struct field_def *f = list_column_field(l, c);
	int width = l->source->columns[c].width;

	if (width < 0 && at + 1 < l->shown_count) /* what is left is for the last one */
		width = f != NULL ? f->width : MIDDLE_CELLS;
	if (width == 0 && f != NULL)
		width = f->width;
	if (f != NULL && f->type == FT_CODE && widest_label(f->codes) > width)
		width = widest_label(f->codes);
	return width < 0 ? cols - x - 1 : width;
}

static void draw_cell(const struct list_column *col, int y, int x, int width, enum tone tone, const char *text) {
	if (col->right)
		paint_right(y, x, width, tone, text);
	else
		paint_text(y, x, width, tone, text);
}

/* " ^", or "1^" and "2v" where there are several keys. */
static void add_key(const struct list *l, size_t column, struct str *out) {
	for (size_t i = 0; i < l->keys; i++)
		if (l->order[i].column == column) {
			if (l->keys > 1)
				str_addf(out, "%zu", i + 1);
			else
				str_addc(out, ' ');
			str_addc(out, l->order[i].descending ? 'v' : '^');
		}
}

static void draw_heads(const struct list *l, const struct area *a) {
	struct str text = {0};
	int x = FIRST_COLUMN;

	for (size_t i = 0; i < l->shown_count; i++) {
		size_t c = l->shown[i];
		int width = column_width(l, i, x, a->cols);

		if (width < 2 || x + width >= a->cols)
			break;
		str_reset(&text);
		str_add(&text, tr(list_column_label(l, c)));
		add_key(l, c, &text);
		draw_cell(&l->source->columns[c], a->top, x, width, TONE_BOLD, str_text(&text));
		x += width + GAP;
	}
	str_clear(&text);
}

static void draw_line(struct list *l, const struct area *a, size_t row, int y) {
	int x = FIRST_COLUMN;
	struct str text = {0};

	for (size_t i = 0; i < l->shown_count; i++) {
		size_t c = l->shown[i];
		int width = column_width(l, i, x, a->cols);
		enum tone tone = TONE_PLAIN;

		if (width < 2 || x + width >= a->cols)
			break;
		str_reset(&text);
		l->source->cell(l->ctx, row, c, &text, &tone);
		draw_cell(&l->source->columns[c], y, x, width, tone, str_text(&text));
		x += width + GAP;
	}
	str_clear(&text);
}

void list_draw(struct list *l, const struct area *a) {
	int y = a->top + HEAD_ROWS;

	draw_heads(l, a);
	if (l->ids.n == 0) {
		paint_text(y, FIRST_COLUMN, a->cols - 4, TONE_PLAIN,
		           tr(l->filter[0] == '\0'         ? l->source->empty
		              : l->source->none != NULL ? l->source->none
		                                        : N_("Nothing matches the filter; Esc shows all.")));
		paint_cursor(y, 0);
		return;
	}
	for (size_t i = 0; i < l->read_n && y < a->top + a->rows; i++, y++) {
		size_t at = l->read_top + i;

		draw_line(l, a, i, y);
		paint_marker(y, at == l->at);
		if (l->marked[at])
			paint_text(y, 1, 1, TONE_BOLD, "*");
		if (at == l->at)
			paint_cursor(y, 0);
	}
}

size_t list_columns_that_fit(const struct list *l, int cols) {
	int x = FIRST_COLUMN;
	size_t i = 0;

	for (; i < l->shown_count; i++) {
		int width = column_width(l, i, x, cols);

		if (width < 2 || x + width >= cols)
			break;
		x += width + GAP;
	}
	return i;
}

void list_status(const struct list *l, struct str *out) {
	if (l->ids.n == 0)
		str_add(out, "0");
	else
		str_addf(out, "%zu/%zu", l->at + 1, l->ids.n);
	if (l->marks > 0)
		str_addf(out, " *%zu", l->marks);
}
