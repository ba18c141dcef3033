/* A tab of several registers, or of all: records and changes of state by day, in words. */
#include <stdlib.h>

#include "ui/person/file_view.h"

enum { COL_DAY, COL_WHAT, COL_RECORDED, COL_TEXT, COL_COUNT };

static const struct list_column columns[COL_COUNT] = {
	[COL_DAY] = {.label = N_("Day"), .width = 10},
	[COL_WHAT] = {.label = N_("Record"), .width = 8},
	[COL_RECORDED] = {.label = N_("Recorded"), .width = 11},
	[COL_TEXT] = {.label = N_("What it says"), .width = -1},
};

/* What a line of the page shows. */
struct mixed_row {
	struct date day;
	struct str what, text, recorded;
};

static struct mixed_row *row_at(const struct file *f, size_t i) { return (struct mixed_row *)f->rows + i; }

/* An id is the place in the timeline, from 1. */
static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct file *f = ctx;
	enum rc rc;

	(void)ask;
	timeline_clear(&f->timeline);
	rc = timeline_read(f->view->st, f->view->actor, f->id, false, &f->timeline, err);
	for (size_t i = 0; rc == RC_OK && i < f->timeline.n; i++) {
		if (file_tab_holds(file_tab(f), f->timeline.v[i].def))
			ids_add(out, (long long)i + 1);
	}
	return rc;
}

static void forget_rows(struct file *f) {
	for (size_t i = 0; i < f->row_count; i++) {
		str_clear(&row_at(f, i)->what);
		str_clear(&row_at(f, i)->text);
		str_clear(&row_at(f, i)->recorded);
	}
	f->row_count = 0;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct file *f = ctx;
	enum rc rc = RC_OK;

	forget_rows(f);
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		const struct timeline_item *item = &f->timeline.v[ids[i] - 1];
		struct mixed_row *row = row_at(f, i);

		*row = (struct mixed_row){.day = item->day};
		f->row_count = i + 1;
		rc = timeline_say(f->view->st, f->view->actor, item, &row->what, &row->text, &row->recorded, err);
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct file *f = ctx;
	const struct mixed_row *r;
	char day[DATE_BUF];

	(void)tone;
	if (row >= f->row_count)
		return;
	r = row_at(f, row);
	if (column == COL_DAY)
		str_add(out, date_format(r->day, day));
	else
		str_add(out, str_text(column == COL_WHAT ? &r->what : column == COL_TEXT ? &r->text : &r->recorded));
}

void file_mixed_open(struct file *f) {
	f->source = (struct list_source){.columns = columns, .column_count = COL_COUNT,
	                                 .empty = N_("Nothing recorded yet: a adds a record."), .ids = read_ids,
	                                 .rows = read_rows, .cell = cell};
	f->rows = mem_zalloc(LIST_PAGE, sizeof(struct mixed_row));
	list_init(&f->list, &f->source, f);
}

/* The line of what was recorded last. */
static long long last_recorded(const struct file *f) {
	long long best = 0;

	for (size_t i = 0; i < f->list.ids.n; i++) {
		long long id = f->list.ids.v[i];

		if (!best || f->timeline.v[id - 1].recorded_at > f->timeline.v[best - 1].recorded_at)
			best = id;
	}
	return best;
}

enum rc file_mixed_load(struct file *f, struct err *err) {
	size_t before = f->list.ids.n;
	enum rc rc = file_head_load(f, err);

	if (rc == RC_OK)
		rc = list_load(&f->list, err);
	if (rc != RC_OK || !f->adding || f->list.ids.n <= before)
		return rc;
	f->adding = false;
	list_go(&f->list, last_recorded(f));
	return list_read_page(&f->list, err);
}

void file_mixed_close(struct file *f) {
	if (f->rows != NULL) {
		forget_rows(f);
		list_clear(&f->list);
	}
	free(f->rows);
	f->rows = NULL;
	timeline_clear(&f->timeline);
}

void file_mixed_draw(struct file *f, const struct area *a) {
	int used = file_head_rows(f);
	struct area list = {.top = a->top + used, .rows = a->rows - used, .cols = a->cols};

	file_head_draw(f, a);
	list_draw(&f->list, &list);
}
