/* The tabs that are lists: one register by its own columns, several or all of them by day, the five
 * packages. SPDX-License-Identifier: MIT */
#include "ui/person/file_view.h"

#include "model/event/event_list.h"

const struct event *file_current_event(const struct file *f) {
	return file_register(f) != NULL ? event_list_record(&f->list.run, list_row(&f->list))
	                                : NULL;
}

void file_list_open(struct file *f) {
	const struct file_tab *t = file_tab(f);
	const struct list_def *def = NULL;

	switch (t->kind) {
	case FILE_TAB_OVERVIEW:
		return;
	case FILE_TAB_REGISTER:
		def = event_list_def(file_register(f));
		break;
	case FILE_TAB_MIXED:
		def = &timeline_list;
		break;
	case FILE_TAB_FIVE:
		def = &file_five_list;
		break;
	}
	list_init(&f->list, def, f->view->st, f->view->actor);
	f->list.run.q.person = f->id;
	f->list.run.q.order = f->order;
	f->list.run.q.all = f->voids;
	if (t->kind == FILE_TAB_MIXED && t->registers[0] != NULL)
		f->list.run.q.given = t->registers;
}

void file_list_close(struct file *f) {
	list_clear(&f->list);
	file_head_clear(f);
}

unsigned file_show_tab(struct file *f, size_t tab) {
	if (tab >= FILE_TABS || tab == f->tab)
		return V_DONE;
	file_list_close(f);
	f->tab = tab;
	f->scroll = 0;
	file_list_open(f);
	return V_RELOAD | V_REDRAW;
}

/* What was recorded last: a record's greatest id, of lines of several registers the one that was
 * written last. */
static long long last_recorded(const struct file *f) {
	const struct timeline_item *best = NULL;
	long long at = 0;

	if (file_tab(f)->kind != FILE_TAB_MIXED)
		return list_newest(&f->list);
	for (size_t i = 0; i < f->list.ids.n; i++) {
		const struct timeline_item *item = timeline_list_item(&f->list.run,
		                                                      f->list.ids.v[i]);

		if (best == NULL || item->recorded_at > best->recorded_at) {
			best = item;
			at = f->list.ids.v[i];
		}
	}
	return at;
}

enum rc file_list_load(struct file *f, struct err *err) {
	long long newest = list_newest(&f->list);
	size_t before = f->list.ids.n;
	enum rc rc = file_has_list(f) ? file_head_load(f, err) : RC_OK;

	if (rc == RC_OK && file_has_list(f))
		rc = list_load(&f->list, err);
	if (rc != RC_OK || !f->adding ||
	    !(file_tab(f)->kind == FILE_TAB_MIXED ? f->list.ids.n > before
	                                          : list_newest(&f->list) > newest))
		return rc;
	/* what was just added is what is looked at next, and voided when it was a slip */
	f->adding = false;
	list_go(&f->list, last_recorded(f));
	return list_read_page(&f->list, err);
}

void file_list_draw(struct file *f, const struct area *a) {
	int used = file_head_rows(f);
	struct area list = {.top = a->top + used, .rows = a->rows - used, .cols = a->cols};

	if (file_shows_five(f)) {
		file_five_draw(f, a);
		return;
	}
	file_head_draw(f, a);
	list_draw(&f->list, &list);
}
