/* The backups that lie beside the database. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/lists.h"
#include "model/station/backup.h"
#include "model/station/station.h"

enum { B_MADE, B_STATE, B_SIZE, B_SEALED, B_REHEARSED, B_SECOND, B_NAME, B_PATH, B_COLUMNS };
static const struct list_column columns[B_COLUMNS] = {
	[B_MADE] = {.key = "made", .label = N_("Made"), .width = 16},
	[B_STATE] = {.key = "state", .label = N_("State"), .width = 8},
	[B_SIZE] = {.key = "size", .label = N_("KB"), .width = 8, .number = true},
	[B_SEALED] = {.key = "sealed", .label = N_("Sealed to the key"), .head = N_("Key"), .width = 4},
	[B_REHEARSED] = {.key = "rehearsed", .label = N_("Rehearsed"), .width = 10, .day = true},
	[B_SECOND] = {.key = "second", .label = N_("Copied to the second place"), .day = true,
	              .head = N_("Copied"), .width = -1},
	[B_NAME] = {.key = "file", .label = N_("File"), .width = 24, .extra = EXTRA},
	[B_PATH] = {.key = "path", .label = N_("Path"), .width = 40, .extra = EXTRA},
};

struct backups {
	struct backup_file *v;
	size_t n;
};

static void backups_clear(struct list_run *r) {
	struct backups *b = r->data;

	backup_files_clear(b->v, b->n);
	*b = (struct backups){0};
}

/* An id is a place among them, from 1. */
static enum rc backup_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct backups *b = r->data;
	enum rc rc;

	backups_clear(r);
	rc = station_may(r->st, r->actor, ACT_QUEUE, err);
	if (rc == RC_OK)
		rc = backup_files(r->st, &b->v, &b->n, err);
	for (size_t i = 0; rc == RC_OK && i < b->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static void put_day(struct list_run *r, size_t row, size_t column, long long ms) {
	char when[20];

	if (ms)
		list_putf(r, row, column, "%.10s", clock_format_ms(ms, when));
}

static enum rc backup_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct backup_file *f = &((struct backups *)r->data)->v[id - 1];
	char when[20];

	list_put(r, row, B_MADE, clock_format_ms(f->made_at, when));
	list_put(r, row, B_STATE, tr(f->damaged || f->holds_damaged ? N_("damaged") : f->plain ? N_("update")
	                             : f->rehearsed_at ? N_("rehearsed") : N_("checked")));
	list_putf(r, row, B_SIZE, "%lld", (f->bytes + 1023) / 1024);
	list_put(r, row, B_SEALED, tr(f->sealed ? N_("yes") : N_("no")));
	put_day(r, row, B_REHEARSED, f->rehearsed_at);
	put_day(r, row, B_SECOND, f->second_at);
	list_put(r, row, B_NAME, f->name);
	list_put(r, row, B_PATH, f->path);
	if (f->damaged || f->holds_damaged)
		list_set_tone(r, row, B_STATE, LIST_ALERT);
	return RC_OK;
}

const struct list_def backups_list = {
	.id = "backups", .label = N_("Backups"),
	LIST_SHOWS(columns), .access = ACT_QUEUE,
	.empty = N_("There is no backup yet."),
	.size = sizeof(struct backups), .ids = backup_ids, .row = backup_row,
	.clear = backups_clear,
};
