/* SPDX-License-Identifier: MIT */
#include "ui/list/list.h"

#include "core/field.h"
#include "core/utf8.h"
#include "ui/loop/view.h"

enum { HEAD_ROWS = 1, FIRST_COLUMN = 2, GAP = 2, CODE_CELLS_MOST = 10, MIDDLE_CELLS = 12,
      NARROW_COLS = 70 };

void list_init(struct list *l, const struct list_def *def, struct station *st,
               const struct actor *a) {
	*l = (struct list){.page = 10};
	list_run_init(&l->run, def, st, a);
	l->run.brief = true;
	list_set_filter(l, "");
}

void list_clear(struct list *l) {
	list_run_clear(&l->run);
	ids_clear(&l->ids);
	free(l->marked);
	ids_clear(&l->painted);
	free(l->filter);
	*l = (struct list){0};
}

size_t list_row(const struct list *l) {
	return l->at >= l->read_top && l->at - l->read_top < l->run.n ? l->at - l->read_top
	                                                              : LIST_PAGE;
}

long long list_current(const struct list *l) { return l->at < l->ids.n ? l->ids.v[l->at] : 0; }

/* Marks go with their records: the old marked ids are sorted and each new id is looked up among
 * them. */
static void carry_marks(struct list *l, const struct ids *fresh) {
	bool *marked = mem_zalloc(fresh->n > 0 ? fresh->n : 1, sizeof *marked);
	struct ids old = {0};

	for (size_t i = 0; i < l->ids.n && l->marks > 0; i++)
		if (l->marked[i])
			ids_add(&old, l->ids.v[i]);
	ids_sort(&old);
	l->marks = 0;
	for (size_t i = 0; i < fresh->n && old.n > 0; i++) {
		marked[i] = ids_holds(&old, fresh->v[i]);
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
	if (l->run.n == n && l->read_top == l->top)
		return RC_OK;
	rc = list_run_rows(&l->run, l->ids.v + l->top, n, err);
	l->read_top = l->top;
	for (size_t i = 0; rc == RC_OK && l->run.def->contents && l->run.def->person && i < n; i++)
		ids_add(&l->painted, l->run.def->person(&l->run, l->ids.v[l->top + i]));
	return rc;
}

enum rc list_read_again(struct list *l, struct err *err) {
	l->run.n = 0;
	l->read_top = (size_t)-1;
	return list_read_page(l, err);
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

/* Ids and what they point to change together: new ids are taken also where they could not be
 * filtered or sorted, and where none came the old ones go with what they pointed into. */
static enum rc load_at(struct list *l, long long here, struct err *err) {
	struct ids fresh = {0};
	enum rc rc = list_run_ids(&l->run, &fresh, err);

	if (fresh.n > LIST_MAX) {
		rc = err_set(err, RC_INVALID, "list.long",
		             N_("More than 200,000 lines: type / and a filter."), NULL);
		fresh.n = 0;
	}
	if (rc == RC_OK || fresh.n > 0 || l->run.def->size > 0) {
		carry_marks(l, &fresh);
		ids_clear(&l->ids);
		l->ids = fresh;
		if (here == 0)
			l->at = 0;
		list_go(l, here);
	} else {
		ids_clear(&fresh);
	}
	return rc == RC_OK ? list_read_again(l, err) : (list_read_again(l, NULL), rc);
}

enum rc list_load(struct list *l, struct err *err) { return load_at(l, list_current(l), err); }

void list_resize(struct list *l, const struct area *a) {
	struct err err = {0};

	l->page = a->rows > HEAD_ROWS ? (size_t)(a->rows - HEAD_ROWS) : 1;
	if (l->page > LIST_PAGE)
		l->page = LIST_PAGE;
	if (l->ids.n > 0)
		list_read_page(l, &err);
}

void list_set_filter(struct list *l, const char *text) {
	free(l->filter);
	l->run.q.find = l->filter = mem_strdup(text);
}

enum rc list_search(struct list *l, const char *text, struct err *err) {
	if (strcmp(l->filter, text) == 0)
		return RC_OK;
	list_set_filter(l, text);
	return load_at(l, text[0] != '\0' ? 0 : list_current(l), err);
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

static bool is_earlier_key(const struct list_query *q, size_t column) {
	for (size_t i = 0; i + 1 < q->keys; i++)
		if (q->key[i].column == column)
			return true;
	return false;
}

/* The last key goes to the next column to the right (+1) or left (-1) that can be sorted by. */
static void sort_step(struct list_run *r, int step) {
	struct list_query *q = &r->q;
	size_t n = r->shown_count, at = 0;

	while (at < n && (q->keys == 0 || r->shown[at] != q->key[q->keys - 1].column))
		at++;
	if (at == n) /* no key yet, or its column is not shown */
		at = step > 0 ? n - 1 : 0;
	for (size_t tries = 0; tries < n; tries++) {
		at = step > 0 ? (at + 1) % n : (at + n - 1) % n;
		if (list_can_sort(r->def, r->shown[at]) && !is_earlier_key(q, r->shown[at])) {
			if (q->keys == 0)
				q->keys = 1;
			q->key[q->keys - 1] = (struct list_key){.column = r->shown[at]};
			return;
		}
	}
}

/* One key more, the next column; after the last possible one the list's own order comes back. */
static void sort_add(struct list_run *r) {
	struct list_query *q = &r->q;
	size_t was = q->keys;

	if (was == LIST_KEYS) {
		q->keys = 0;
		return;
	}
	if (was > 0)
		q->key[q->keys++] = (struct list_key){.column = q->key[was - 1].column};
	sort_step(r, 1);
	if (q->keys > 0 && is_earlier_key(q, q->key[q->keys - 1].column))
		q->keys = 0;
}

/* s: the column's other direction first, then the next column. */
static void sort_by(struct list_run *r, enum action_id id) {
	struct list_query *q = &r->q;

	if (id == ACTION_SORT && q->keys > 0 && !q->key[q->keys - 1].descending)
		q->key[q->keys - 1].descending = true;
	else if (id == ACTION_SORT_ADD)
		sort_add(r);
	else
		sort_step(r, id == ACTION_SORT_LEFT ? -1 : 1);
}

void list_marked(const struct list *l, struct ids *out) {
	for (size_t i = 0; i < l->ids.n && l->marks > 0; i++)
		if (l->marked[i])
			ids_add(out, l->ids.v[i]);
}

void list_mark_only(struct list *l, const struct ids *ids) {
	l->marks = 0;
	for (size_t i = 0; i < l->ids.n; i++) {
		l->marked[i] = ids_holds(ids, l->ids.v[i]);
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
	return (id >= ACTION_DOWN && id <= ACTION_LAST) || id == ACTION_FIND_NEXT ||
	       id == ACTION_FIND_PREVIOUS;
}

unsigned list_act(struct list *l, enum action_id id, struct err *err) {
	if (is_move(id)) {
		if (!move_to(l, id))
			return V_DONE;
	} else if (id == ACTION_MARK) {
		toggle_mark(l);
	} else if (id == ACTION_MARK_ALL) {
		mark_all(l);
	} else if (id == ACTION_SORT || id == ACTION_SORT_LEFT || id == ACTION_SORT_RIGHT ||
	           id == ACTION_SORT_ADD) {
		sort_by(&l->run, id);
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

static int column_width(const struct list_run *r, size_t at, int x, int cols) {
	const struct list_column *col = &r->def->columns[r->shown[at]];
	const struct field_def *f = list_column_field(r->def, r->shown[at]);
	int width = cols < NARROW_COLS && col->narrow != 0 ? col->narrow : col->width;

	if (width < 0 && at + 1 < r->shown_count) /* what is left is for the last one */
		width = f != NULL ? f->width : MIDDLE_CELLS;
	if (width == 0 && f != NULL)
		width = f->width;
	if (f != NULL && f->type == FT_CODE && widest_label(f->codes) > width)
		width = widest_label(f->codes);
	return width < 0 ? cols - x - 1 : width;
}

/* " ^", or "1^" and "2v" where there are several keys. */
static void add_key(const struct list_query *q, size_t column, struct str *out) {
	for (size_t i = 0; i < q->keys; i++)
		if (q->key[i].column == column) {
			if (q->keys > 1)
				str_addf(out, "%zu", i + 1);
			else
				str_addc(out, ' ');
			str_addc(out, q->key[i].descending ? 'v' : '^');
		}
}

static enum tone tone_of(const struct list_run *r, size_t row, size_t column) {
	static const enum tone tones[] = {[LIST_PLAIN] = TONE_PLAIN, [LIST_ALERT] = TONE_ALERT,
	                                  [LIST_SOON] = TONE_SOON, [LIST_DIM] = TONE_DIM,
	                                  [LIST_BOLD] = TONE_BOLD};

	return tones[list_tone_of(r, row, column)];
}

enum { HEADS = -1 };

/* A row of the page, or the heads of the columns. */
static void draw_line(const struct list_run *r, const struct area *a, int row, int y) {
	struct str text = {0};
	int x = FIRST_COLUMN;

	for (size_t i = 0; i < r->shown_count; i++) {
		size_t c = r->shown[i];
		int width = column_width(r, i, x, a->cols);
		enum tone tone = row == HEADS ? TONE_BOLD : tone_of(r, (size_t)row, c);

		if (width < 2 || x + width >= a->cols) {
			if (row == HEADS) /* there are more */
				paint_text(y, x < a->cols - 2 ? x : a->cols - 2, 2, TONE_BOLD, "..");
			break;
		}
		str_reset(&text);
		str_add(&text, row == HEADS ? tr(list_column_head(r->def, c))
		                            : list_text(r, (size_t)row, c));
		if (row == HEADS)
			add_key(&r->q, c, &text);
		(r->def->columns[c].number ? paint_right : paint_text)(y, x, width, tone,
		                                                       str_text(&text));
		x += width + GAP;
	}
	str_clear(&text);
}

static const char *nothing(const struct list *l) {
	if (l->filter[0] == '\0')
		return l->empty != NULL ? l->empty : l->run.def->empty;
	return l->run.def->none != NULL ? l->run.def->none
	                                : N_("Nothing matches the filter; Esc shows all.");
}

void list_draw(struct list *l, const struct area *a) {
	int y = a->top + HEAD_ROWS;

	draw_line(&l->run, a, HEADS, a->top);
	if (l->ids.n == 0) {
		paint_text(y, FIRST_COLUMN, a->cols - 4, TONE_PLAIN, tr(nothing(l)));
		paint_cursor(y, 0);
		return;
	}
	for (size_t i = 0; i < l->run.n && y < a->top + a->rows; i++, y++) {
		size_t at = l->read_top + i;

		draw_line(&l->run, a, (int)i, y);
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

	for (; i < l->run.shown_count; i++) {
		int width = column_width(&l->run, i, x, cols);

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
