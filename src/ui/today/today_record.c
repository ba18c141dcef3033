/* What a line of Today opens: the form that answers it, filled in. SPDX-License-Identifier: MIT */
#include "ui/today/today.h"

#include "core/clock.h"
#include "model/entry/answer.h"
#include "model/event/registers.h"
#include "model/rules/duty_kind.h"
#include "model/rules/file_gap.h"
#include "ui/form/form_chain.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

/* A new record meant for the line. */
static void open_new(struct view *v, const struct due_item *it, const char *reg,
                     const struct form_preset *presets) {
	open_event_form_on(v->ui, event_find_def(reg), it->resident, it->order_id, &it->row,
	                   presets);
}

/* The form of the kind's register; what is overdue may have happened in time, so it begins in its
 * window. */
static void open_duty(struct view *v, const struct due_item *it) {
	const struct duty_kind_def *kind = duty_kind_of_due(it->row.kind);
	struct form_preset preset[3] = {{NULL, NULL}};
	char last[DATE_BUF];
	size_t n = 0;

	if (kind->preset)
		preset[n++] = (struct form_preset){kind->preset, kind->value};
	if (date_before(it->row.due_on, clock_today()))
		preset[n++] = (struct form_preset){"occurred", date_format(it->row.due_on, last)};
	open_new(v, it, kind->reg, preset);
}

/* What became of a test: a refusal stands on a notice, which is today's until another day is typed
 * where the cursor is (rules 4.14, 17.1). */
static void open_missed(struct view *v, const struct due_item *it, const char *judged) {
	const struct event_def *reg = event_find_def("missed");
	const struct form_def def = event_form(reg);
	bool reason = strcmp(judged, "reason") == 0;
	char today[DATE_BUF];
	const struct form_preset presets[] = {
		{"window_no", NUM(it->row.window)}, {"judged", judged},
		{reason ? NULL : "notice_on", date_format(clock_today(), today)}, {NULL, NULL}};

	form_open(v->ui, &def, &(struct form_call){.event = reg, .resident = it->resident,
	                                           .order = it->order_id, .line = it->row,
	                                           .presets = presets,
	                                           .start = reason ? "cause" : "notice_on"});
	if (!reason)
		ui_say(v->ui, tr(N_("The notice is of today: type its day if it was another.")));
}

/* Why there is none: the register that answers the finding, with the window. */
static void open_reason(struct view *v, const struct due_item *it) {
	char last[DATE_BUF];

		open_new(v, it, "excused",
		         (const struct form_preset[]){{"kind", duty_kind_of_due(it->row.kind)->kind},
		                                      {"window_day",
		                                       date_format(it->row.due_on, last)},
		                                      {NULL, NULL}});
}

/* What is overdue was held and not written down, or was not held for a reason that is kept; a test
 * may be made up for as well (rule 4.13). */
static unsigned overdue_answer(struct view *v, void *ctx, int choice) {
	const struct due_item *it = today_item(v);
	static const char *const judged[] = {"reason", "refused", "evaded"};
	bool test = it != NULL && it->row.kind == DUE_TEST;

	if (it == NULL || choice == 0)
		return V_REDRAW;
	if (test && choice == 1)
		open_new(v, it, "test",
		         (const struct form_preset[]){{"nature", "makeup"}, {NULL, NULL}});
	else if (choice == (test ? 2 : 1))
		open_duty(v, it);
	else if (test)
		open_missed(v, it, judged[choice - 3]);
	else
		open_reason(v, it);
	return V_REDRAW;
}

static void record_duty(struct view *v, const struct due_item *it) {
	const char *const tests[] = {tr(N_("Make-up test, taken now")),
	                             tr(N_("It was taken in time: record it")),
	                             tr(N_("It was missed for a good reason")),
	                             tr(N_("It was refused, and a notice was served")),
	                             tr(N_("It was evaded, and a notice was served")), NULL};
	const char *const others[] = {tr(N_("Record it")),
	                              tr(N_("It was not held: record why")), NULL};
	char text[200], first[DATE_BUF], last[DATE_BUF];
	struct ask ask = {.question = text, .choices = it->row.kind == DUE_TEST ? tests : others,
	                  .answer = overdue_answer};

	if (!date_before(it->row.due_on, clock_today())) {
		open_duty(v, it);
		return;
	}
	text_fill(text, sizeof text, tr(N_("{kind}: none from {first} to {last}.")), "kind",
	          tr(due_kind_label(it->row.kind)), "first", date_format(it->row.first, first),
	          "last", date_format(it->row.due_on, last), NULL);
	ui_ask(v->ui, &ask);
}

/* What the line is about stands already: a leave wants its return, a sample its result. */
static void open_record(struct view *v, const struct due_item *it, const char *start) {
	const char *reg;
	long long id;
	struct err err = {0};

	if (due_record(v->st, v->actor, it, &reg, &id, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return;
	}
	open_event_form_at(v->ui, event_find_def(reg), it->resident, it->order_id, id, start);
}

/* ---- what follows from the record of a line (model/entry/chain.h) ---- */

static void go_record(struct view *v) {
	const struct due_item *it = today_item(v);
	const struct due_kind_def kind = due_kind_of(it != NULL ? it->row.kind : DUE_TEST);

	if (it == NULL)
		return;
	if (kind.door == DOOR_ORDER)
		open_order_form_at(v->ui, it->resident, it->order_id, kind.field);
	else
		open_record(v, it, kind.field);
}

/* Asked where something follows; else the record opens. also: what else the line may want. */
static void open_chain(struct view *v, const struct due_item *it, const char *also) {
	const char *reg = CHAIN_ORDER;
	long long id = it->order_id;
	struct chain_next next = {.step = NULL};
	struct err err = {0};
	bool of_order = due_kind_of(it->row.kind).door == DOOR_ORDER;
	enum rc rc = of_order ? RC_OK : due_record(v->st, v->actor, it, &reg, &id, &err);

	if (rc == RC_OK)
		rc = chain_after_id(v->st, v->actor, reg, id, &next, &err);
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	else if (next.step == NULL)
		go_record(v);
	else
		chain_ask(v, &next, also, also != NULL ? go_record : NULL, form_open);
	chain_clear(&next);
}

static bool is_late(const struct due_item *it) { return date_before(it->row.due_on, clock_today()); }

/* The draft begun before, else one drawn up now; nothing is saved until a person has read it. */
static void open_police(struct view *v, const struct due_item *it, const char *reason) {
	struct police_report draft;
	struct err err = {0};
	char day[DATE_BUF];

	if (police_draft(v->st, v->actor, it->order_id, code_of(reason), &draft, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else if (draft.rec.id)
		open_event_form_at(v->ui, event_find_def("police"), it->resident, it->order_id,
		                   draft.rec.id, "sent");
	else
		open_new(v, it, "police",
		         (const struct form_preset[]){{"reason", reason},
		                                      {"facts", draft.facts},
		                                      {"covers", date_format(draft.covers, day)},
		                                      {"sent_by", v->actor->name},
		                                      {NULL, NULL}});
	entity_clear(&police_def, &draft);
}

static void open_team(struct view *v, long long resident) {
	struct err err = {0};
	struct resident r;

	if (resident_get(v->st, v->actor, resident, &r, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_open(v->ui, SCREEN_TEAM, &r.team.id);
	entity_clear(&resident_def, &r);
}

/* ---- one reason for many lines ---- */

/* The marked lines, else the one under the marker; how many of them a reason can answer. */
static size_t chosen_lines(struct view *v, struct due_item **out, size_t *can) {
	const struct list *l = list_view_list(v);
	struct ids ids = {0};
	size_t n = 0;

	*can = 0;
	list_marked(l, &ids);
	if (ids.n == 0 && today_item(v) != NULL)
		ids_add(&ids, list_current(l));
	*out = mem_zalloc(ids.n + 1, sizeof **out);
	for (size_t i = 0; i < ids.n; i++) {
		(*out)[n] = *due_list_item(&l->run, ids.v[i]);
		*can += answer_takes_reason(&(*out)[n++]);
	}
	ids_clear(&ids);
	return n;
}

static unsigned explained(struct view *v, void *ctx, const char *reason) {
	struct due_item *lines;
	struct str why = {0};
	struct err err = {0};
	size_t done = 0, can, n;

	if (reason == NULL)
		return V_REDRAW;
	n = chosen_lines(v, &lines, &can);
	if (answer_together(v->st, v->actor, lines, n, reason, &done, &why, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, done < n ? N_("{n} lines answered, {left} not ({why})  u undoes.")
		                        : N_("{n} lines answered.  u undoes."), "n", NUM(done),
		        "left", NUM(n - done), "why", str_text(&why), NULL);
	str_clear(&why);
	free(lines);
	return V_RELOAD | V_REDRAW;
}

void today_explain(struct view *v) {
	struct due_item *lines;
	struct str question = {0};
	size_t can, n = chosen_lines(v, &lines, &can);

	free(lines);
	if (can == 0) {
		ui_say(v->ui, tr(N_("A reason answers tests, talks, visits, reports and assessments"
		                    " whose window has ended.")));
		return;
	}
	str_fill(&question, N_("Why was nothing held? One reason for {can} of {n} lines: "), "can",
	         NUM(can), "n", NUM(n), NULL);
	ui_ask_text(v->ui, &(struct ask_text){.question = str_text(&question),
	                                      .answer = explained});
	str_clear(&question);
}

void today_all_due(struct view *v) {
	const struct due_item *it = today_person(v);

	if (it != NULL)
		open_due_form(v->ui, it->resident);
}

void today_record(struct view *v) {
	const struct due_item *it = today_item(v);
	const struct due_kind_def kind = due_kind_of(it != NULL ? it->row.kind : DUE_TEST);
	int which = it != NULL && it->resident ? file_gap_which(it->row.kind, it->row.window) : 0;

	if (it == NULL)
		return;
	switch (kind.door) {
	case DOOR_DUTY:
		record_duty(v, it);
		return;
	case DOOR_STATE: /* the release is a change of state, in the file */
		if (ui_open(v->ui, SCREEN_FILE, &it->resident) == RC_OK)
			ui_do(v->ui, v->ui->top, ACTION_STATE, NULL);
		return;
	case DOOR_ORDER:
		if (it->row.kind == DUE_REPORT_IN && is_late(it))
			open_chain(v, it, tr(N_("Reported in: record the day")));
		else
			go_record(v);
		return;
	case DOOR_NEW_ORDER:
		open_order_form_at(v->ui, it->resident, 0, "kind");
		return;
	case DOOR_EVENT:
		open_new(v, it, kind.reg,
		         (const struct form_preset[]){{kind.field, kind.value}, {NULL, NULL}});
		return;
	case DOOR_RECORD:
		if (it->row.kind == DUE_LEAVE_RETURN && is_late(it))
			open_chain(v, it, tr(N_("Back, or given more leave")));
		else
			go_record(v);
		return;
	case DOOR_CHAIN:
		open_chain(v, it, NULL);
		return;
	case DOOR_POLICE:
		open_police(v, it, kind.value);
		return;
	case DOOR_CLOCKS:
		ui_open(v->ui, SCREEN_CLOCKS, &it->resident);
		return;
	case DOOR_RESIDENT:
		form_open(v->ui, &resident_form,
		          &(struct form_call){.id = it->resident, .resident = it->resident,
		                              .start = kind.field});
		return;
	case DOOR_TEAM:
		open_team(v, it->resident);
		return;
	case DOOR_PACKAGE:
		gap_assign(v, it->resident, (enum package_cell_id)(which - 1));
		return;
	case DOOR_OLD_TESTS:
		today_ask_old(v);
		return;
	case DOOR_DOSSIER:
		gap_open_paper(v, it->resident, it->order_id, &dossier_items[which - 1]);
		return;
	}
}
