/* A register's tab: its records as a list, under the test card where it is the tests. */
#include "file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "words.h"

static void *row_at(const struct file *f, size_t i) { return f->rows + i * file_register(f)->entity->size; }

bool file_shows_tests(const struct file *f) { return file_register(f) == test_register(); }

const struct event *file_current_event(const struct file *f) {
	size_t row = f->list.at - f->list.read_top;

	return file_register(f) != NULL && f->list.at >= f->list.read_top && row < f->row_count ? row_at(f, row) : NULL;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct file *f = ctx;

	(void)ask;
	return event_list(f->view->st, f->view->actor, file_register(f), f->id, 0, out, err);
}

static void forget_rows(struct file *f) {
	for (size_t i = 0; i < f->row_count; i++)
		entity_clear(file_register(f)->entity, row_at(f, i));
	f->row_count = 0;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct file *f = ctx;
	enum rc rc = RC_OK;

	forget_rows(f);
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		rc = event_get(f->view->st, f->view->actor, file_register(f), ids[i], row_at(f, i), err);
		if (rc == RC_OK) {
			event_shown(file_register(f), row_at(f, i), clock_today());
			f->row_count = i + 1;
		}
	}
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	struct file *f = ctx;
	const struct entity_def *entity = file_register(f)->entity;
	const struct event *e;

	if (row >= f->row_count)
		return;
	e = row_at(f, row);
	if (f->columns[column].field == NULL) {
		event_recorded(&e->rec, e->occurred, out);
		return;
	}
	field_format_masked(entity_field(entity, f->columns[column].field), e, station_env(f->view->st), out);
	if (file_shows_tests(f) && strcmp(f->columns[column].field, "result") == 0 &&
	    code_is(((const struct drug_test *)e)->result, "pos")) {
		str_add(out, "!");
		*tone = TONE_ALERT;
	}
}

void file_events_open(struct file *f) {
	const struct event_def *def = file_register(f);
	size_t n = 0;

	file_events_close(f);
	for (size_t i = 0; i < def->entity->count && n + 1 < LIST_COLUMNS; i++)
		if ((def->entity->fields[i].flags & F_LIST) != 0)
			f->columns[n++] = (struct list_column){.field = def->entity->fields[i].name};
	f->columns[n++] = (struct list_column){.label = N_("Recorded"), .width = -1};
	f->source = (struct list_source){.entity = def->entity, .columns = f->columns, .column_count = n,
	                                 .empty = N_("Nothing recorded yet: a adds a record."), .ids = read_ids,
	                                 .rows = read_rows, .cell = cell};
	f->rows = mem_zalloc(LIST_PAGE, def->entity->size);
	list_init(&f->list, &f->source, f);
}

static long long newest(const struct list *l) {
	long long id = 0;

	for (size_t i = 0; i < l->ids.n; i++)
		id = l->ids.v[i] > id ? l->ids.v[i] : id;
	return id;
}

/* What was just added is what is looked at next, and voided when it was a slip. */
static enum rc go_to_added(struct file *f, long long before, struct err *err) {
	long long id = newest(&f->list);

	if (!f->adding || id <= before)
		return RC_OK;
	f->adding = false;
	list_go(&f->list, id);
	return list_read_page(&f->list, err);
}

enum rc file_events_load(struct file *f, struct err *err) {
	struct term term;
	long long before = newest(&f->list);
	enum rc rc = RC_OK;

	if (f->who.order.rec.id != 0)
		rc = test_windows(f->view->st, f->view->actor, f->who.order.rec.id, &term, &f->windows, err);
	else
		window_list_clear(&f->windows);
	if (rc != RC_OK)
		return rc;
	window_summary(&f->windows, clock_today(), &f->summary);
	rc = list_load(&f->list, err);
	return rc == RC_OK ? go_to_added(f, before, err) : rc;
}

void file_events_close(struct file *f) {
	if (f->rows != NULL) {
		forget_rows(f);
		list_clear(&f->list);
	}
	free(f->rows);
	f->rows = NULL;
	window_list_clear(&f->windows);
}

static const char *window_sign(enum window_state state) {
	switch (state) {
	case WINDOW_DONE:
		return "[x]";
	case WINDOW_MISSING:
		return "[ ]";
	case WINDOW_EXCUSED:
		return "[-]";
	case WINDOW_FUTURE:
	case WINDOW_OPEN:
		return "[.]";
	}
	return "[.]";
}

/* 检测   应 17  完成 16  缺 1      第1年 12/12   第2年 4/5 ! */
static void draw_counts(const struct file *f, const struct area *a) {
	const struct window_count *t = &f->summary.total;
	char text[200], should[16], done[16], missing[16], year[16];
	int x;

	snprintf(should, sizeof should, "%d", t->should);
	snprintf(done, sizeof done, "%d", t->done);
	snprintf(missing, sizeof missing, "%d", t->missing);
	text_fill(text, sizeof text, tr(N_("Tests   due {should}  done {done}  missed {missing}")), "should", should, "done",
	          done, "missing", missing, (char *)NULL);
	x = paint_run(a->top, 1, t->missing > 0 ? TONE_ALERT : TONE_PLAIN, text) + 3;
	for (int i = 0; i < WINDOW_YEARS; i++) {
		const struct window_count *y = &f->summary.year[i];

		if (y->should == 0)
			continue;
		snprintf(year, sizeof year, "%d", i + 1);
		snprintf(done, sizeof done, "%d/%d", y->done, y->should);
		text_fill(text, sizeof text, tr(N_("year {n} {done}")), "n", year, "done", done, (char *)NULL);
		x = paint_run(a->top, x, TONE_PLAIN, text);
		x = paint_run(a->top, x, TONE_ALERT, y->missing > 0 ? " !" : "") + 3;
	}
}

/* Cells the card takes from window `first` on: three a sign, three more where a year begins. */
static int card_cells(const struct file *f, size_t first) {
	const struct window *w = f->windows.v;

	return 3 * (int)(f->windows.n - first) + 3 * (w[f->windows.n - 1].year - w[first].year);
}

/* The signs, three cells each, years parted by a bar; the order's last windows where the row is too short for all. */
static void draw_card(const struct file *f, const struct area *a) {
	struct str row = {0};
	size_t first = 0;

	while (first < f->windows.n && card_cells(f, first) > a->cols - 2)
		first++;
	for (size_t i = first; i < f->windows.n; i++) {
		if (i > first && f->windows.v[i].year != f->windows.v[i - 1].year)
			str_add(&row, " | ");
		str_add(&row, window_sign(window_state(&f->windows.v[i], clock_today())));
	}
	paint_text(a->top + 1, 1, a->cols - 2, TONE_PLAIN,
	           f->windows.n > 0 ? str_text(&row) : tr(N_("No test windows: the term has no start yet.")));
	str_clear(&row);
}

void file_events_draw(struct file *f, const struct area *a) {
	int used = file_shows_tests(f) ? FILE_CARD_ROWS : 0;
	struct area list = {.top = a->top + used, .rows = a->rows - used, .cols = a->cols};

	if (file_shows_tests(f)) {
		draw_counts(f, a);
		draw_card(f, a);
		paint_text(a->top + 2, 1, a->cols - 2, TONE_DIM,
		           tr(N_("[x] done  [ ] missed  [.] not ended yet  [-] excused")));
	}
	list_draw(&f->list, &list);
}
