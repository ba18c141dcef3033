/* The station's worklist (rule 15.10). SPDX-License-Identifier: MIT */
#include "model/ledger/station_due.h"

#include "core/clock.h"
#include "model/access/masking.h"

static const struct {
	const char *label, *ledger, *text;
} kinds[STATION_DUE_KINDS] = {
	[STATION_TASK] = {N_("Task not done"), "task", N_("{what}")},
	[STATION_ROUND] = {N_("Round not finished"), "round", N_("{what}: {done} of {of} checked")},
	[STATION_UNIT] = {N_("Review of a unit"), "unit", N_("{what}")},
	[STATION_AGREEMENT] = {N_("Agreement ends"), "org", N_("{what}")},
	[STATION_MONEY] = {N_("Account below zero"), "money", N_("{what}: {yuan} yuan")},
	[STATION_FULL] = {N_("No place left"), "org", N_("{what}: {done} of {of} places taken")},
	[STATION_STAFF] = {N_("Workers missing"), "staff", N_("{done} full-time, {of} wanted")},
	[STATION_RETURN] = {N_("Return given back"), "return", N_("{what}")},
};

const struct ledger_def *station_due_ledger(enum station_due_kind kind) {
	return ledger_find_def(kinds[kind].ledger);
}

enum { D_DAY, D_KIND, D_TEXT, D_WHO, D_REGISTER, D_COLUMNS };
static const struct list_column columns[D_COLUMNS] = {
	[D_DAY] = {.key = "day", .label = N_("Day"), .width = 10, .day = true},
	[D_KIND] = {.key = "kind", .label = N_("Kind"), .width = 14},
	[D_TEXT] = {.key = "text", .label = N_("What it says"), .width = 36, .narrow = 14,
	             .flags = F_SENSITIVE},
	[D_WHO] = {.key = "who", .label = N_("Waits for"), .width = 10, .flags = F_WORKER},
	[D_REGISTER] = {.key = "register", .label = N_("Register"), .width = 8, .extra = PRINTED},
};

static void clear_dues(struct list_run *r) { station_dues_clear(r->data); }

static enum rc due_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct station_dues *d = r->data;
	enum rc rc;

	station_dues_clear(d);
	rc = station_dues_read(r->st, r->actor, clock_today(), d, err);
	for (size_t i = 0; rc == RC_OK && i < d->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

const struct station_due *station_due_at(const struct list_run *r, long long id) {
	const struct station_dues *d = r->data;

	return id >= 1 && (size_t)id <= d->n ? &d->v[id - 1] : NULL;
}

static enum rc due_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct station_due *d = station_due_at(r, id);
	const char *what = d->what ? d->what : "";
	char text[400], yuan[32];

	if (d->kind == STATION_MONEY)
		what = code_label(&codes_account, code_of(d->what));
	snprintf(yuan, sizeof yuan, "-%lld.%02lld", -d->done / 100, -d->done % 100);
	text_fill(text, sizeof text, tr(kinds[d->kind].text), "what", what, "done", NUM(d->done),
	          "of", NUM(d->of), "yuan", yuan, NULL);
	list_put_date(r, row, D_DAY, d->due);
	list_put(r, row, D_KIND, tr(kinds[d->kind].label));
	masked_value(r->actor, VIEW_LIST, F_SENSITIVE, text, list_cell(r, row, D_TEXT));
	if (d->who)
		masked_value(r->actor, VIEW_LIST, F_WORKER, d->who, list_cell(r, row, D_WHO));
	list_put(r, row, D_REGISTER, kinds[d->kind].ledger);
	if (!date_is_set(d->due) ? d->kind != STATION_ROUND : date_before(d->due, clock_today()))
		list_set_tone(r, row, D_DAY, LIST_ALERT);
	return RC_OK;
}

const struct list_def station_due_list = {
	.id = "station-due", .label = N_("The station's worklist"),
	LIST_SHOWS(columns), .audit = "ledger.list",
	.empty = N_("The station itself has nothing to do just now."),
	.size = sizeof(struct station_dues), .ids = due_ids, .row = due_row, .clear = clear_dues,
};
