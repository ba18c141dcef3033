/* The day's check between keys, once a day a station, before the day's backup.
 * SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "model/access/access.h"
#include "model/station/day_check.h"
#include "ui/loop/idle.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

struct checking {
	struct day_check d;
	bool found;
};

static bool is_head(const struct ui *ui) { return strcmp(ui->actor->role, "head") == 0; }

static void *begin_check(struct ui *ui, bool asked) {
	struct checking *c;
	struct err err = {0};

	if (access_answer(ui->actor->role, ACT_MAINTAIN) != ACCESS_YES ||
	    station_is_read_only(ui->st) || day_check_days(ui->st) == 0)
		return NULL;
	c = mem_zalloc(1, sizeof *c);
	if (day_check_begin(&c->d, ui->st, ui->actor, true, &err) == RC_OK)
		return c;
	day_check_end(&c->d);
	free(c);
	return NULL;
}

/* All is looked at: it is on record that it was, and told. */
static void tell(struct ui *ui, struct checking *c) {
	struct err err = {0};

	c->found = c->d.found.n > 0;
	if (day_check_note(ui->st, ui->actor, &err) != RC_OK)
		ui_say_err(ui, &err);
	else if (c->found)
		ui_sayf(ui, N_("The day's check found records that are not what was saved: {n}. "
		               "They are shown as damaged; Today says what to do."), "n",
		        NUM((long long)c->d.found.n), NULL);
	else if (is_head(ui) && ui->top != NULL && ui->top->ops->where & W_BASE)
		ui_sayf(ui, N_("The day's check: {n} records, all as they were saved."), "n",
		        NUM(c->d.records), NULL);
}

static bool step_check(struct ui *ui, void *data, int ms, int *percent) {
	struct checking *c = data;
	struct err err = {0};
	bool done = false;
	enum rc rc = day_check_step(&c->d, ms, &done, &err);

	*percent = (int)(100 * c->d.done / c->d.parts);
	if (rc == RC_OK && !done)
		return true;
	if (rc == RC_OK)
		tell(ui, c);
	else if (rc != RC_BUSY) /* another saves for long: the next who comes in */
		ui_say_err(ui, &err);
	return false;
}

static void end_check(struct ui *ui, void *data) {
	struct checking *c = data;

	if (c->found && ui->top != NULL && ui->top->ops->where & W_BASE)
		view_reload(ui->top);
	day_check_end(&c->d);
	free(c);
}

const struct idle_job check_job = {.text = N_("Day's check"), .begin = begin_check,
                                   .step = step_check, .end = end_check};
