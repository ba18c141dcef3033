/* Parting two files that were joined: each record made since is asked about by a digit, then the
 * reason (rules 16.7, 18.9). SPDX-License-Identifier: MIT */
#include "model/person/join.h"
#include "ui/person/file_view.h"

enum { STAYS = 1, GOES, REST_STAYS, REST_GOES };

struct parting {
	struct part_plan plan;
	size_t at; /* the record that is asked about */
};

static void drop(void *ctx) {
	part_plan_clear(&((struct parting *)ctx)->plan);
	free(ctx);
}

static unsigned parted(struct view *v, void *ctx, const char *reason) {
	struct parting *p = ctx;
	const struct join_words words = {.reason = reason};
	struct err err = {0};
	unsigned flags = V_REDRAW;

	if (reason && !*reason)
		err_set(&err, RC_INVALID, "void.reason", N_("This needs a reason, which is logged."), NULL);
	else if (reason)
		part_files(v->st, v->actor, &p->plan, &words, &err);
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	else if (reason) {
		ui_sayf(v->ui, N_("files {other} and {number} are two again"), "number", p->plan.gone_no,
		        "other", p->plan.kept_no, NULL);
		flags |= V_RELOAD;
	}
	drop(p);
	return flags;
}

static void ask(struct view *v, struct parting *p);

static unsigned sorted(struct view *v, void *ctx, int choice) {
	struct parting *p = ctx;

	if (choice == 0) {
		drop(p);
		return V_REDRAW;
	}
	do
		p->plan.v[p->at++].give = choice == GOES || choice == REST_GOES;
	while (choice >= REST_STAYS && p->at < p->plan.n);
	ask(v, p);
	return V_REDRAW;
}

/* The next record, or, all being sorted, why. */
static void ask(struct view *v, struct parting *p) {
	const char *const choices[] = {tr(N_("It stays here")), tr(N_("It goes with the other file")),
	                               tr(N_("It and all the rest stay here")),
	                               tr(N_("It and all the rest go")), NULL};
	struct str words = {0};
	char day[DATE_BUF], at[40];

	if (p->at < p->plan.n) {
		const struct part_later *l = &p->plan.v[p->at];

		snprintf(at, sizeof at, "%zu/%zu", p->at + 1, p->plan.n);
		str_fill(&words, N_("{at}  Made since the joining: {kind} {day}. Whose is it?"), "at", at,
		         "kind", tr(l->def->label), "day",
		         date_is_set(l->day) ? date_format(l->day, day) : "", NULL);
		ui_ask(v->ui, &(struct ask){.question = str_text(&words), .choices = choices,
		                            .answer = sorted, .ctx = p, .drop = drop});
	} else {
		str_fill(&words, N_("File {number} is parted from file {other}. Why?"), "number",
		         p->plan.gone_no, "other", p->plan.kept_no, NULL);
		ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&words), .answer = parted,
		                                      .ctx = p, .drop = drop});
	}
	str_clear(&words);
}

void file_part(struct file *f) {
	struct parting *p = mem_zalloc(1, sizeof *p);
	struct err err = {0};

	if (part_ask(f->view->st, f->view->actor, f->id, &p->plan, &err) == RC_OK) {
		ask(f->view, p);
		return;
	}
	ui_say_err(f->view->ui, &err);
	drop(p);
}
