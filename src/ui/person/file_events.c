/* The tab of one register: its records as a list by its own columns. */
#include "ui/person/file_view.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/access/masking.h"
#include "ui/terminal/words.h"

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
	masked_text(f->view->actor, VIEW_FILE, entity_field(entity, f->columns[column].field), e, station_env(f->view->st),
	            out);
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

/* What was just added is what is looked at next, and voided when it was a slip. */
static enum rc go_to_added(struct file *f, long long before, struct err *err) {
	long long id = list_newest(&f->list);

	if (!f->adding || id <= before)
		return RC_OK;
	f->adding = false;
	list_go(&f->list, id);
	return list_read_page(&f->list, err);
}

enum rc file_events_load(struct file *f, struct err *err) {
	long long before = list_newest(&f->list);
	enum rc rc = file_head_load(f, err);

	if (rc == RC_OK)
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
}

void file_events_draw(struct file *f, const struct area *a) {
	int used = file_head_rows(f);
	struct area list = {.top = a->top + used, .rows = a->rows - used, .cols = a->cols};

	file_head_draw(f, a);
	list_draw(&f->list, &list);
}
