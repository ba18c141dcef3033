/* SPDX-License-Identifier: MIT */
#include "ui/team/package_gap.h"

#include "core/clock.h"
#include "model/event/dossier.h"
#include "model/team/team.h"
#include "ui/form/forms.h"
#include "ui/loop/wizard.h"

static const char *package_label(enum package_cell_id id) {
	return code_label(&codes_duty, code_of(package_table[id].id));
}

/* ---- who holds it ---- */

struct answers {
	long long resident;
	int package; /* from 1; 0: to be asked */
	int member, gap;
	long long ids[WIZARD_CHOICES];
	enum package_cell_id cells[WIZARD_CHOICES];
};

static bool read_row(struct view *v, long long resident, struct package_row *row) {
	struct err err = {0};
	bool read = package_get(v->st, v->actor, resident, row, &err) == RC_OK;

	if (!read)
		ui_say_err(v->ui, &err);
	return read;
}

static void say_packages(struct view *v, void *answers, struct wizard_words *w) {
	for (; w->count < PACKAGE_CELLS; w->count++)
		snprintf(w->choice[w->count], WIZARD_WORDS, "%s",
		         package_label((enum package_cell_id)w->count));
}

static void say_members(struct view *v, void *answers, struct wizard_words *w) {
	struct answers *a = answers;
	enum package_cell_id id = (enum package_cell_id)(a->package - 1);
	struct package_row row = {0};
	bool read = read_row(v, a->resident, &row);

	for (size_t i = 0; i < row.member_count && w->count < WIZARD_CHOICES; i++) {
		const struct package_member *m = &row.members[i];

		a->ids[w->count] = m->id;
		snprintf(w->choice[w->count++], WIZARD_WORDS, "%s (%s)", m->name,
		         code_label(&codes_team_role, m->role));
		if (m->id == row.cell[id].member)
			w->at = w->count;
	}
	if (read && w->count == 0)
		ui_say(v->ui,
		       tr(row.team ? N_("The help team has no members yet: t opens the teams.")
		                   : N_("No help team yet: choose one on the resident's form.")));
	str_fill(&w->question, N_("{package}: who holds it from today on?"), "package",
	         package_label(id), NULL);
	package_row_clear(&row);
}

static bool asks_package(struct view *v, const void *answers) {
	return ((const struct answers *)answers)->package == 0;
}

static unsigned assign(struct view *v, void *answers) {
	const struct answers *a = answers;
	struct code package = code_of(package_table[a->package - 1].id);
	long long id = a->ids[a->member - 1];
	struct package_row row = {0};
	const struct package_member *m;
	struct err err = {0};

	if (duty_set(v->st, v->actor, a->resident, package, id, clock_today(), &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else if (read_row(v, a->resident, &row)) {
		m = package_member_of(&row, id);
		ui_sayf(v->ui, N_("{package}: {name} holds it from today on."), "package",
		        code_label(&codes_duty, package), "name", m ? m->name : "", NULL);
	}
	package_row_clear(&row);
	return V_RELOAD | V_REDRAW;
}

static const struct wizard_step assign_steps[] = {
	{.question = N_("Which package?"), TO_CHOICE(struct answers, package), .when = asks_package,
	 .say = say_packages},
	{TO_CHOICE(struct answers, member), .say = say_members},
};
static const struct wizard assign_wizard = WIZARD(assign_steps, struct answers, assign);

void gap_assign(struct view *v, long long resident, enum package_cell_id id) {
	wizard_run(v, &assign_wizard,
	           &(struct answers){.resident = resident, .package = id < PACKAGE_CELLS
	                             ? (int)id + 1 : 0});
}

void gap_confirm(struct view *v, long long resident) {
	struct err err = {0};
	size_t n = 0;

	if (duty_confirm(v->st, v->actor, resident, clock_today(), &n, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, n ? N_("Confirmed: {n} duties.")
		                 : N_("Nothing is held by default here."), "n", NUM(n), NULL);
}

/* ---- what is missing ---- */

void gap_open_paper(struct view *v, long long resident, long long order,
                    const struct dossier_item *item) {
	const struct form_preset presets[] = {{"kind", item->id}, {NULL, NULL}};

	/* no kind of paper, or one that the program makes: the register of that name */
	if (item->label || item->proof == PROOF_PLAN)
		open_event_form(v->ui, event_find_def(item->id), resident, order, 0);
	else
		open_event_form_on(v->ui, event_find_def("document"), resident, order, NULL, presets);
}

/* The first missing paper, by its kind; or the records that stand for it. */
static void fill_dossier(struct view *v, long long resident, long long order) {
	const struct dossier_item *item;
	struct dossier d;
	struct err err = {0};

	if (dossier_of(v->st, v->actor, resident, order, &d, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return;
	}
	item = dossier_first_missing(&d);
	gap_open_paper(v, resident, order, item ? item : &dossier_items[0]);
}

static void fill(struct view *v, const struct package_row *row, long long resident,
                 enum package_cell_id id) {
	static const char *const people[PACKAGE_CELLS] = {
		[PACKAGE_PERSON] = "visitor", [PACKAGE_ATTITUDE] = "talker",
		[PACKAGE_TESTING] = "tester"};
	const struct package_cell *c = &row->cell[id];
	const struct package_member *m = package_member_of(row, c->member);
	const struct form_preset presets[] = {{m ? people[id] : NULL, m ? m->name : NULL},
	                                      {NULL, NULL}};

	if (id == PACKAGE_LEAD || c->gap == PACKAGE_GAP_NO_HOLDER)
		gap_assign(v, resident, id);
	else if (id == PACKAGE_FILING)
		fill_dossier(v, resident, row->order);
	else if (package_table[id].form)
		open_event_form_on(v->ui, event_find_def(package_table[id].form), resident,
		                   row->order, NULL, presets);
	else
		ui_say(v->ui, tr(N_("There is no register of publicity yet.")));
}

void gap_fill(struct view *v, long long resident, enum package_cell_id id) {
	struct package_row row = {0};

	if (read_row(v, resident, &row))
		fill(v, &row, resident, id);
	package_row_clear(&row);
}

static void say_gaps(struct view *v, void *answers, struct wizard_words *w) {
	struct answers *a = answers;
	struct package_row row = {0};
	bool read = read_row(v, a->resident, &row);

	for (int i = 0; read && i < PACKAGE_CELLS; i++) {
		enum package_cell_id id = (enum package_cell_id)i;

		if (row.cell[id].gap == PACKAGE_GAP_NONE)
			continue;
		a->cells[w->count] = id;
		snprintf(w->choice[w->count++], WIZARD_WORDS, "%s  %s", package_label(id),
		         package_gap_text(row.cell[id].gap));
	}
	if (read && w->count == 0)
		ui_say(v->ui, tr(N_("No gap here.")));
	package_row_clear(&row);
}

static unsigned fill_chosen(struct view *v, void *answers) {
	const struct answers *a = answers;

	gap_fill(v, a->resident, a->cells[a->gap - 1]);
	return V_REDRAW;
}

static const struct wizard_step gap_steps[] = {
	{.question = N_("Which gap?"), TO_CHOICE(struct answers, gap), .say = say_gaps,
	 .alone = true},
};
static const struct wizard gap_wizard = WIZARD(gap_steps, struct answers, fill_chosen);

void gap_fill_any(struct view *v, long long resident) {
	wizard_run(v, &gap_wizard, &(struct answers){.resident = resident});
}

void gap_holders_draw(const struct package_row *row, int y, int cols) {
	struct str text = {0};

	paint_rule(y);
	paint_text(y + 1, 1, cols - 2, TONE_DIM,
		tr(N_("-- none  ! overdue  ? nobody holds it  * another of the team  ~ by default")));
	for (int i = PACKAGE_PERSON; row && i < PACKAGE_CELLS; i++) {
		const struct package_member *m = package_member_of(row, row->cell[i].member);

		str_addf(&text, "%s %s%s   ", package_label((enum package_cell_id)i),
		         m ? m->name : "--", m && row->cell[i].by_default
		         ? tr(N_("(default)")) : "");
		if (i == PACKAGE_ATTITUDE || i == PACKAGE_FILING) {
			paint_text(y + (i == PACKAGE_FILING ? 3 : 2), 1, cols - 2, TONE_PLAIN,
			           str_text(&text));
			str_reset(&text);
		}
	}
	str_clear(&text);
}

void gap_seats_draw(const struct code *roles, size_t n, int y, int cols) {
	static const char *const labels[] = {[SEATS_LAW] = N_("Empty seats: "),
	                                     [SEATS_PARTIES] = N_("Empty parties: ")};
	struct str text = {0};

	for (int set = SEATS_LAW; set <= SEATS_PARTIES; set++) {
		size_t empty;

		str_reset(&text);
		str_add(&text, tr(labels[set]));
		empty = team_empty_seats((enum seat_set)set, roles, n, &text);
		if (empty == 0)
			str_add(&text, tr(N_("none")));
		paint_text(y + set, 1, cols - 2, empty ? TONE_ALERT : TONE_PLAIN, str_text(&text));
	}
	str_clear(&text);
}

void gap_evidence(const struct package_row *row, enum package_cell_id id, struct str *out) {
	const struct package_cell *c = &row->cell[id];
	const struct event_def *e = c->source ? event_find_def(c->source) : NULL;
	char day[DATE_BUF];

	if (id == PACKAGE_FILING && row->percent >= 0)
		str_addf(out, "%d%%", row->percent);
	else if (e)
		str_addf(out, "%s %s %s", tr(e->entity->label), date_format(c->day, day),
		         c->who ? c->who : "");
	if (c->by == BY_OTHER)
		str_add(out, tr(N_(" (not of the team)")));
	if (c->gap != PACKAGE_GAP_NONE)
		str_addf(out, "%s!%s", out->n ? "  " : "", package_gap_text(c->gap));
}
