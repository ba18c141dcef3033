/* A group of Today, and the one line of old tests: show them, or say what becomes of them
 * (rule 8.5). And the head's word on the clock (rule 12.17).
 * SPDX-License-Identifier: MIT */
#include "ui/today/today.h"

#include "model/station/clock.h"
#include "ui/loop/ui_priv.h"

enum { SHOW = 1, ENTER, CLOSE };

unsigned today_show_group(struct view *v, size_t group) {
	struct today *d = v->data;

	d->group = d->group == group ? due_group_count : group;
	d->lv.list.run.q.group = d->group < due_group_count ? due_groups[d->group].id : 0;
	d->in_counts = false;
	return list_view_again(v);
}

static unsigned show(struct view *v) {
	size_t i = 0;

	while (i < due_group_count && due_groups[i].base != DUE_BASE_OLD_TEST)
		i++;
	return today_show_group(v, i);
}

static unsigned decide(struct view *v, enum old_tests what, const char *reason) {
	struct err err = {0};

	if (reason == NULL)
		return V_REDRAW;
	(void)old_tests_decide(v->st, v->actor, what, reason, &err);
	return ui_done(v->ui, &err, N_("Decided; the worklist follows it."));
}

static unsigned entered(struct view *v, void *ctx, const char *text) {
	return decide(v, OLD_TESTS_ENTER, text);
}

static unsigned closed(struct view *v, void *ctx, const char *text) {
	return decide(v, OLD_TESTS_CLOSE, text);
}

static unsigned chosen(struct view *v, void *ctx, int choice) {
	if (choice == SHOW)
		return show(v);
	if (choice == ENTER || choice == CLOSE)
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Reason: ")),
		                                      .answer = choice == ENTER ? entered : closed});
	return V_REDRAW;
}

void today_ask_old(struct view *v) {
	const char *const choices[] = {tr(N_("Show them")),
	                               tr(N_("Old records will be entered: they are missed until then")),
	                               tr(N_("Closed: neither due nor missed")), NULL};

	ui_ask(v->ui, &(struct ask){.question = tr(N_("Tests of before the station began, without a"
	                                              " record. The head says what becomes of them.")),
	                            .choices = choices, .answer = chosen});
}

static unsigned clock_reason(struct view *v, void *ctx, const char *reason) {
	struct err err = {0};

	if (reason == NULL)
		return V_REDRAW;
	(void)clock_confirm(v->st, v->actor, reason, &err);
	return ui_done(v->ui, &err, N_("The clock is confirmed. l lists what was saved while it was wrong."));
}

void today_ask_clock(struct view *v) {
	ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("The clock is right now; how you know: ")),
	                                      .answer = clock_reason});
}
