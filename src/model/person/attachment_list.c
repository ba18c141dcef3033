/* The attached files: who has them, who brought them, how large. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/lists.h"
#include "model/station/attachment.h"

enum {
	ATTACHED_NUMBER, ATTACHED_ON, ATTACHED_BY, ATTACHED_SIZE, ATTACHED_FILE, ATTACHED_NAME,
	ATTACHED_COLUMNS
};
static const struct list_column columns[ATTACHED_COLUMNS] = {
	[ATTACHED_NUMBER] = {.key = "number", .label = N_("No."), .width = 8, .number = true},
	[ATTACHED_ON] = {.key = "brought", .label = N_("Brought in"), .width = 16},
	[ATTACHED_BY] = {.key = "officer", .label = N_("Officer"), .width = 10, .flags = F_WORKER},
	[ATTACHED_SIZE] = {.key = "kilobytes", .label = N_("KB"), .width = 7, .number = true},
	[ATTACHED_FILE] = {.key = "file_no", .label = N_("File number"), .width = 10},
	[ATTACHED_NAME] = {.key = "name", .label = N_("Name"), .width = -1, .flags = F_NAME},
};

struct attached {
	struct attached_file *v;
	size_t n;
};

static void clear(struct list_run *r) {
	struct attached *d = r->data;

	attachment_list_clear(d->v, d->n);
	*d = (struct attached){NULL, 0};
}

/* An id is a place among them, from 1. */
static enum rc read_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct attached *d = r->data;
	enum rc rc;

	clear(r);
	rc = attachment_list(r->st, r->actor, &d->v, &d->n, err);
	for (size_t i = 0; rc == RC_OK && i < d->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static const struct attached_file *at(const struct list_run *r, long long id) {
	return &((const struct attached *)r->data)->v[id - 1];
}

static enum rc read_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct attached_file *f = at(r, id);
	char when[20];

	list_putf(r, row, ATTACHED_NUMBER, "%lld", f->number);
	list_put(r, row, ATTACHED_ON, clock_format_ms(f->recorded_at, when));
	list_put(r, row, ATTACHED_BY, f->officer);
	list_putf(r, row, ATTACHED_SIZE, "%lld", (f->bytes + 1023) / 1024);
	list_put(r, row, ATTACHED_FILE, f->file_no);
	list_put(r, row, ATTACHED_NAME, f->resident ? f->name : tr(N_("not yet named by a document")));
	return RC_OK;
}

static long long person(const struct list_run *r, long long id) { return at(r, id)->resident; }

const struct list_def attached_list = {
	.id = "attached", .label = N_("Attached files"),
	LIST_SHOWS(columns), .access = ACT_PRINT, .audit = "attachment.list",
	.empty = N_("No file is attached yet: wubao attach FILE brings one in."),
	.size = sizeof(struct attached), .ids = read_ids, .row = read_row, .person = person,
	.clear = clear,
};
