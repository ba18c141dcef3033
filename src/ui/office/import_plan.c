/* The plan behind the import's screen: made, and made anew with what the officer says of columns
 * and words and of how the file is read. SPDX-License-Identifier: MIT */
#include "ui/office/import_view.h"

static bool progress(void *ctx, long done, long total) {
	const struct import *d = ctx;

	return ui_progress(d->view->ui, tr(d->applying ? N_("Taking in") : N_("Reading")), done,
	                   total);
}

static void forget(struct import *d) {
	list_clear(&d->lv.list);
	plan_free(d->plan);
	d->plan = NULL;
	free(d->summary);
	d->summary = NULL;
	d->done = false;
}

static void forget_unread(struct import *d) {
	plan_free(d->unread);
	d->unread = NULL;
	free(d->why);
	d->why = NULL;
}

static void said_clear(struct said *s) {
	for (size_t i = 0; i < s->own_n; i++)
		free(s->own[i]);
	free(s->own);
	free(s->v);
	*s = (struct said){0};
}

void import_forget(struct import *d) {
	forget(d);
	forget_unread(d);
	import_rows_clear(&d->rows);
	said_clear(&d->columns);
	said_clear(&d->words);
	free(d->path);
	free(d->sheet);
	d->path = d->sheet = NULL;
	d->options = (struct plan_options){.progress = progress, .each = import_rows_add, .ctx = d};
}

/* No plan this time: one that was made before stays. Else why, and the columns as far as they were
 * found, from which the file can still be explained. */
static enum rc no_plan(struct import *d, struct plan *made, const struct err *err) {
	if (d->plan != NULL || err->rc == RC_USAGE) {
		plan_free(made);
		return err->rc;
	}
	forget_unread(d);
	d->unread = made;
	d->why = mem_strdup(err->text);
	return err->rc;
}

enum rc import_plan(struct import *d, struct err *err) {
	struct import_rows before = d->rows;
	struct plan *made = NULL;
	enum rc rc;

	d->rows = (struct import_rows){0};
	d->options.path = d->path;
	d->options.columns = d->columns.v;
	d->options.column_count = d->columns.n;
	d->options.answers = d->words.v;
	d->options.answer_count = d->words.n;
	ui_say(d->view->ui, "");
	rc = ui_progress(d->view->ui, tr(N_("Reading")), 0, 0)
	     ? plan_make(&made, d->view->st, d->view->actor, &d->options, err)
	     : err_set(err, RC_CANCELLED, "import.stopped", N_("Stopped; nothing was written."), NULL);
	if (rc != RC_OK) {
		import_rows_clear(&d->rows);
		d->rows = before;
		return no_plan(d, made, err);
	}
	import_rows_clear(&before);
	forget(d);
	forget_unread(d);
	d->plan = made;
	d->summary = plan_summary(d->plan);
	d->shown = plan_counts(d->plan)->n_refused > 0 ? IMPORT_SHOW_REFUSED : IMPORT_SHOW_ALL;
	list_view_show(d->view, &import_list);
	d->lv.list.run.q.given = d;
	return RC_OK;
}

enum rc import_say(struct import *d, bool column, char *said, struct err *err) {
	struct said *to = column ? &d->columns : &d->words;
	enum rc rc;

	VEC_PUSH(to->v, to->n, said);
	VEC_PUSH(to->own, to->own_n, said);
	rc = import_plan(d, err);
	if (rc != RC_OK && (d->plan != NULL || rc != RC_INVALID)) {
		to->n--;
		free(to->own[--to->own_n]);
	}
	return rc;
}

enum rc import_read_again(struct import *d, const struct plan_options *as, struct err *err) {
	struct said columns = d->columns, words = d->words;
	struct plan_options before = d->options;
	enum rc rc;

	d->options = *as;
	rc = import_plan(d, err);
	if (rc == RC_USAGE) {
		d->columns = d->words = (struct said){0};
		rc = import_plan(d, err);
		if (rc == RC_OK || d->plan == NULL) {
			said_clear(&columns);
			said_clear(&words);
		}
	}
	if (rc != RC_OK && d->plan != NULL) {
		d->options = before;
		d->columns = columns;
		d->words = words;
	}
	return rc;
}

enum rc import_read_as(struct import *d, const char *reg, struct err *err) {
	struct plan_options as = d->options;

	as.reg = reg;
	return import_read_again(d, &as, err);
}

enum rc import_read_sheet(struct import *d, const char *name, struct err *err) {
	struct plan_options as = d->options;
	char *before = d->sheet;
	enum rc rc;

	as.sheet = d->sheet = mem_strdup(name);
	rc = import_read_again(d, &as, err);
	if (rc != RC_OK && d->plan != NULL) { /* the options are as before */
		free(d->sheet);
		d->sheet = before;
	} else {
		free(before);
	}
	return rc;
}

bool import_action(enum action_id action) {
	return action == ACTION_APPLY || action == ACTION_CHOOSE_FILE || action == ACTION_READ_AS ||
	       action == ACTION_PLAN_NOTES || action == ACTION_PLAN_COLUMNS ||
	       action == ACTION_PLAN_WORDS || action == ACTION_IMPORTS;
}
