#include "model/rules/file_gap.h"

#include <stdio.h>

#include "core/tr.h"
#include "model/event/dossier.h"
#include "model/station/codes.h"
#include "model/team/team.h"

static void hole(struct file_gap_holes *out, struct date day, int which) {
	if (date_is_set(day))
		out->v[out->n++] = (struct file_gap_hole){day, which};
}

static void agreement(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	if (!f->agreed && !f->agreement)
		hole(out, since, 0);
}

static void pledge(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	if (!f->pledge)
		hole(out, since, 0);
}

static struct date after(struct date until) {
	return date_is_set(until) ? date_add_days(until, 1) : DATE_NONE;
}

static void guarantee(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	if (!f->guarantee)
		hole(out, f->co_supervised ? after(f->co_until) : since, 0);
}

static void letters(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	for (size_t i = 0; i < f->member_count; i++) {
		if (!date_is_set(f->members[i].until) && !date_is_set(f->members[i].letter_on)) {
			hole(out, since, 0);
			return;
		}
	}
}

static void no_team(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	if (!f->has_team)
		hole(out, since, 0);
}

/* Who is meant: one member by id, those whom a text names, or those with one of the roles. */
struct whom {
	long long id;
	const char *named, *roles;
};

static bool is_meant(const struct gap_member *m, const struct whom *w) {
	if (w->id)
		return m->id == w->id;
	return w->named ? names_hold(w->named, m->name) : w->roles && str_in_list(w->roles, m->role.s);
}

/* Until when one of them is in the team: DATE_NONE and *ever for good. */
static struct date filled_until(const struct gap_facts *f, struct whom w, bool *ever) {
	struct date last = DATE_NONE;

	*ever = false;
	for (size_t i = 0; i < f->member_count; i++) {
		const struct gap_member *m = &f->members[i];

		if (!is_meant(m, &w))
			continue;
		if (!date_is_set(m->until)) {
			*ever = true;
			return DATE_NONE;
		}
		if (!date_is_set(last) || date_before(last, m->until))
			last = m->until;
	}
	return last;
}

static void empty_seats(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	for (size_t i = 0; f->has_team && i < team_seat_count; i++) {
		bool ever;
		struct date last = filled_until(f, (struct whom){.roles = team_seats[i].roles}, &ever);

		if (team_seats[i].set == SEATS_LAW && !ever)
			hole(out, date_is_set(last) ? after(last) : since, (int)i + 1);
	}
}

/* When the package has nobody: its row ended with no default to fall back on, or there never was one. */
static struct date package_open(const struct gap_facts *f, enum package_cell_id id, struct date since) {
	const char *roles = package_table[id].roles;
	struct date held = DATE_NONE, last;
	bool ever;

	for (size_t i = 0; i < f->duty_count; i++) {
		if (!code_is(f->duties[i].package, package_table[id].id))
			continue;
		last = filled_until(f, (struct whom){.id = f->duties[i].member}, &ever);
		if (!ever && !date_is_set(last))
			continue;
		if (!date_is_set(f->duties[i].until) && ever)
			return DATE_NONE;
		if (!ever && (!date_is_set(f->duties[i].until) || date_before(last, f->duties[i].until)))
			held = last;
		else
			held = f->duties[i].until;
	}
	last = filled_until(f, (struct whom){.named = roles ? NULL : f->worker, .roles = roles}, &ever);
	if (ever)
		return DATE_NONE;
	if (!date_is_set(held) || (date_is_set(last) && date_before(held, last)))
		held = last;
	return date_is_set(held) ? after(held) : since;
}

static void no_holders(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	for (int i = 0; f->has_team && i < PACKAGE_CELLS; i++)
		hole(out, package_open(f, (enum package_cell_id)i, since), i + 1);
}

static void dossier(const struct gap_facts *f, struct date since, struct file_gap_holes *out) {
	for (int i = 0; i < DOSSIER_ITEMS; i++)
		if (f->dossier & 1u << i)
			hole(out, since, i + 1);
}

const struct file_gap_def file_gap_table[] = {
	{DUE_AGREEMENT, DUE_BASE_LETTER, N_("agreement not signed"), DOOR_ORDER, "agreed", NULL, agreement},
	{DUE_PLEDGE, DUE_BASE_LETTER, N_("pledge not signed"), DOOR_DOCUMENT, "kind", "pledge", pledge},
	{DUE_GUARANTEE, DUE_BASE_LETTER, N_("co-supervisor letter"), DOOR_RELATIVE, "co_supervisor", "yes", guarantee},
	{DUE_LETTERS, DUE_BASE_LETTER, N_("responsibility letters"), DOOR_TEAM, NULL, NULL, letters},
	{DUE_NO_TEAM, DUE_BASE_TEAM, N_("no help team"), DOOR_RESIDENT, "team", NULL, no_team},
	{DUE_EMPTY_SEAT, DUE_BASE_TEAM, N_("empty seat"), DOOR_TEAM, NULL, NULL, empty_seats},
	{DUE_NO_HOLDER, DUE_BASE_TEAM, N_("nobody holds"), DOOR_PACKAGE, NULL, NULL, no_holders},
	{DUE_DOSSIER, DUE_BASE_DOSSIER, N_("not in the dossier"), DOOR_DOSSIER, NULL, NULL, dossier},
};
const size_t file_gap_count = sizeof file_gap_table / sizeof *file_gap_table;

const struct file_gap_def *file_gap_of(enum due_kind kind) {
	for (size_t i = 0; i < file_gap_count; i++)
		if (file_gap_table[i].kind == kind)
			return &file_gap_table[i];
	return NULL;
}

int file_gap_which(int window) {
	return window % FILE_GAP_MORE;
}

static const char *what(enum due_kind kind, int which) {
	if (kind == DUE_EMPTY_SEAT && which >= 1 && (size_t)which <= team_seat_count)
		return tr(team_seats[which - 1].label);
	if (kind == DUE_NO_HOLDER && which >= 1 && which <= PACKAGE_CELLS)
		return code_label(&codes_duty, code_of(package_table[which - 1].id));
	if (kind == DUE_DOSSIER && which >= 1 && which <= DOSSIER_ITEMS)
		return dossier_label(&dossier_items[which - 1]);
	return "";
}

void file_gap_say(enum due_kind kind, int window, struct str *out) {
	const char *first = what(kind, file_gap_which(window));
	char text[120], n[16];

	if (!first[0] || window < FILE_GAP_MORE) {
		str_add(out, first);
		return;
	}
	snprintf(n, sizeof n, "%d", window / FILE_GAP_MORE);
	text_fill(text, sizeof text, tr(N_("{what}, {n} more")), "what", first, "n", n, (char *)NULL);
	str_add(out, text);
}

/* The first of those that opened on one day stands for all of them. */
static void add_holes(const struct file_gap_def *def, const struct file_gap_holes *holes, struct due_rows *out) {
	for (int i = 0; i < holes->n; i++) {
		int earlier = 0, more = 0;

		for (int k = 0; k < holes->n; k++) {
			bool same = date_cmp(holes->v[k].day, holes->v[i].day) == 0;

			earlier += same && k < i;
			more += same && k > i;
		}
		if (!earlier)
			due_rows_add(out, def->base, holes->v[i].day, def->kind, holes->v[i].which + FILE_GAP_MORE * more, DATE_NONE);
	}
}

void file_gaps_find(const struct gap_facts *facts, struct date since, struct due_rows *out) {
	for (size_t i = 0; facts && i < file_gap_count; i++) {
		struct file_gap_holes holes = {.n = 0};

		file_gap_table[i].open(facts, since, &holes);
		add_holes(&file_gap_table[i], &holes, out);
	}
}
