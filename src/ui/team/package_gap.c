#include "ui/team/package_gap.h"

#include <stdio.h>
#include <string.h>

#include "core/clock.h"
#include "model/event/dossier.h"
#include "model/team/team.h"
#include "ui/form/forms.h"

void gap_ask_clear(struct gap_ask *g) { package_row_clear(&g->row); }

static bool read_row(struct view *v, struct gap_ask *g, long long resident) {
	struct err err = {0};

	package_row_clear(&g->row);
	g->resident = resident;
	if (package_get(v->st, v->actor, resident, &g->row, &err) == RC_OK)
		return true;
	ui_say_err(v->ui, &err);
	return false;
}

static const char *package_label(enum package_cell_id id) {
	return code_label(&codes_duty, code_of(package_table[id].id));
}

/* ---- who holds it ---- */

static unsigned member_chosen(struct view *v, void *ctx, int choice) {
	struct gap_ask *g = ctx;
	struct err err = {0};
	const struct package_member *m;

	if (choice < 1)
		return V_REDRAW;
	m = package_member_of(&g->row, g->member[choice - 1]);
	if (duty_set(v->st, v->actor, g->resident, g->package, g->member[choice - 1], clock_today(), &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("{package}: {name} holds it from today on."), "package", code_label(&codes_duty, g->package),
		        "name", m ? m->name : "", (char *)NULL);
	return V_RELOAD | V_REDRAW;
}

static void ask_member(struct view *v, struct gap_ask *g, enum package_cell_id id) {
	char text[GAP_CHOICES][96], question[160];
	const char *choices[GAP_CHOICES + 1] = {NULL};
	struct ask ask = {.question = question, .choices = choices, .answer = member_chosen, .ctx = g};
	int n = 0;

	g->package = code_of(package_table[id].id);
	for (size_t i = 0; i < g->row.member_count && n < GAP_CHOICES; i++, n++) {
		const struct package_member *m = &g->row.members[i];

		snprintf(text[n], sizeof text[n], "%s (%s)", m->name, code_label(&codes_team_role, m->role));
		choices[n] = text[n];
		g->member[n] = m->id;
		if (m->id == g->row.cell[id].member)
			ask.initial = n + 1;
	}
	if (n == 0) {
		ui_say(v->ui, tr(g->row.team ? N_("The help team has no members yet: t opens the teams.")
		                             : N_("No help team yet: choose one on the resident's form.")));
		return;
	}
	ask.initial = ask.initial ? ask.initial : 1;
	text_fill(question, sizeof question, tr(N_("{package}: who holds it from today on?")), "package", package_label(id),
	          (char *)NULL);
	ui_ask(v->ui, &ask);
}

static unsigned package_chosen(struct view *v, void *ctx, int choice) {
	if (choice >= 1)
		ask_member(v, ctx, (enum package_cell_id)(choice - 1));
	return V_REDRAW;
}

void gap_assign(struct view *v, struct gap_ask *g, long long resident, enum package_cell_id id) {
	const char *choices[PACKAGE_CELLS + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Which package?")), .choices = choices, .initial = 1, .answer = package_chosen,
	                  .ctx = g};

	if (!read_row(v, g, resident))
		return;
	if (id < PACKAGE_CELLS) {
		ask_member(v, g, id);
		return;
	}
	for (int i = 0; i < PACKAGE_CELLS; i++)
		choices[i] = package_label((enum package_cell_id)i);
	ui_ask(v->ui, &ask);
}

void gap_confirm(struct view *v, long long resident) {
	struct err err = {0};
	char count[24];
	size_t n = 0;

	if (duty_confirm(v->st, v->actor, resident, clock_today(), &n, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return;
	}
	snprintf(count, sizeof count, "%zu", n);
	ui_sayf(v->ui, n ? N_("Confirmed: {n} duties.") : N_("Nothing is held by default here."), "n", count, (char *)NULL);
}

/* ---- what is missing ---- */

void gap_open_paper(struct view *v, long long resident, long long order, const struct dossier_item *item) {
	const struct form_preset presets[] = {{"kind", item->id}, {NULL, NULL}};

	if (item->label) /* no kind of paper: the register of that name */
		open_event_form(v->ui, event_find_def(item->id), resident, order, 0);
	else
		open_event_form_with(v->ui, event_find_def("document"), resident, order, presets);
}

/* The first missing paper, by its kind; or the records that stand for it. */
static void fill_dossier(struct view *v, const struct gap_ask *g) {
	const struct dossier_item *item;
	struct dossier d;
	struct err err = {0};

	if (dossier_of(v->st, v->actor, g->resident, g->row.order, &d, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return;
	}
	item = dossier_first_missing(&d);
	gap_open_paper(v, g->resident, g->row.order, item ? item : &dossier_items[0]);
}

static void fill(struct view *v, struct gap_ask *g, enum package_cell_id id) {
	static const char *const people[PACKAGE_CELLS] = {
		[PACKAGE_PERSON] = "visitor", [PACKAGE_ATTITUDE] = "talker", [PACKAGE_TESTING] = "tester"};
	const struct package_cell *c = &g->row.cell[id];
	const struct package_member *m = package_member_of(&g->row, c->member);
	const struct form_preset presets[] = {{m ? people[id] : NULL, m ? m->name : NULL}, {NULL, NULL}};

	if (id == PACKAGE_LEAD || c->gap == PACKAGE_GAP_NO_HOLDER)
		ask_member(v, g, id);
	else if (id == PACKAGE_FILING)
		fill_dossier(v, g);
	else if (package_table[id].form)
		open_event_form_with(v->ui, event_find_def(package_table[id].form), g->resident, g->row.order, presets);
	else
		ui_say(v->ui, tr(N_("There is no register of publicity yet.")));
}

void gap_fill(struct view *v, struct gap_ask *g, long long resident, enum package_cell_id id) {
	if (read_row(v, g, resident))
		fill(v, g, id);
}

static unsigned gap_chosen(struct view *v, void *ctx, int choice) {
	struct gap_ask *g = ctx;

	if (choice >= 1)
		fill(v, g, g->cell[choice - 1]);
	return V_REDRAW;
}

void gap_fill_any(struct view *v, struct gap_ask *g, long long resident) {
	char text[PACKAGE_CELLS][120];
	const char *choices[PACKAGE_CELLS + 1] = {NULL};
	struct ask ask = {.question = tr(N_("Which gap?")), .choices = choices, .initial = 1, .answer = gap_chosen, .ctx = g};
	int n = 0;

	if (!read_row(v, g, resident))
		return;
	for (int i = 0; i < PACKAGE_CELLS; i++) {
		enum package_gap gap = g->row.cell[i].gap;

		if (gap == PACKAGE_GAP_NONE)
			continue;
		snprintf(text[n], sizeof text[n], "%s  %s", package_label((enum package_cell_id)i), package_gap_text(gap));
		choices[n] = text[n];
		g->cell[n++] = (enum package_cell_id)i;
	}
	if (n == 0)
		ui_say(v->ui, tr(N_("No gap here.")));
	else if (n == 1)
		fill(v, g, g->cell[0]);
	else
		ui_ask(v->ui, &ask);
}

void gap_holders_draw(const struct package_row *row, int y, int cols) {
	struct str text = {0};

	paint_rule(y);
	paint_text(y + 1, 1, cols - 2, TONE_DIM,
	           tr(N_("-- none  ! overdue  ? nobody holds it  * another of the team  ~ by default")));
	for (int i = PACKAGE_PERSON; row && i < PACKAGE_CELLS; i++) {
		const struct package_member *m = package_member_of(row, row->cell[i].member);

		str_addf(&text, "%s %s%s   ", package_label((enum package_cell_id)i), m ? m->name : "--",
		         m && row->cell[i].by_default ? tr(N_("(default)")) : "");
		if (i == PACKAGE_ATTITUDE || i == PACKAGE_FILING) {
			paint_text(y + (i == PACKAGE_FILING ? 3 : 2), 1, cols - 2, TONE_PLAIN, str_text(&text));
			str_reset(&text);
		}
	}
	str_clear(&text);
}

void gap_seats_draw(const struct code *roles, size_t n, int y, int cols) {
	static const char *const labels[] = {[SEATS_LAW] = N_("Empty seats: "), [SEATS_PARTIES] = N_("Empty parties: ")};
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
		str_addf(out, "%s %s %s", tr(e->entity->label), date_format(c->day, day), c->who ? c->who : "");
	if (c->by == BY_OTHER)
		str_add(out, tr(N_(" (not of the team)")));
	if (c->gap != PACKAGE_GAP_NONE)
		str_addf(out, "%s!%s", out->n ? "  " : "", package_gap_text(c->gap));
}
