#include "model/gap.h"

#include "core/tr.h"
#include "model/codes.h"
#include "model/dossier.h"
#include "model/team.h"

static struct date agreement(const struct gap_facts *f, struct date since, int *which) {
	(void)which;
	return f->agreed || f->agreement ? DATE_NONE : since;
}

static struct date pledge(const struct gap_facts *f, struct date since, int *which) {
	(void)which;
	return f->pledge ? DATE_NONE : since;
}

static struct date after(struct date until) {
	return date_is_set(until) ? date_add_days(until, 1) : DATE_NONE;
}

static struct date guarantee(const struct gap_facts *f, struct date since, int *which) {
	(void)which;
	if (f->guarantee)
		return DATE_NONE;
	return f->co_supervised ? after(f->co_until) : since;
}

static struct date letters(const struct gap_facts *f, struct date since, int *which) {
	(void)which;
	for (size_t i = 0; i < f->member_count; i++)
		if (!date_is_set(f->members[i].until) && !date_is_set(f->members[i].letter_on))
			return since;
	return DATE_NONE;
}

static struct date no_team(const struct gap_facts *f, struct date since, int *which) {
	(void)which;
	return f->has_team ? DATE_NONE : since;
}

/* Until when somebody with one of the roles (or of this id) is in the team: DATE_NONE and *ever for good. */
static struct date filled_until(const struct gap_facts *f, const char *roles, long long id, bool *ever) {
	struct date last = DATE_NONE;

	*ever = false;
	for (size_t i = 0; i < f->member_count; i++) {
		const struct gap_member *m = &f->members[i];

		if (id ? m->id != id : !roles || !str_in_list(roles, m->role.s))
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

/* Of two days on which something opens the earlier one, with what it is. */
static void take(struct date day, int what, struct date *first, int *which) {
	if (date_is_set(day) && (!date_is_set(*first) || date_before(day, *first))) {
		*first = day;
		*which = what;
	}
}

static struct date empty_seat(const struct gap_facts *f, struct date since, int *which) {
	struct date first = DATE_NONE;

	for (size_t i = 0; f->has_team && i < team_seat_count; i++) {
		bool ever;
		struct date last = filled_until(f, team_seats[i].roles, 0, &ever);

		if (team_seats[i].set == SEATS_LAW && !ever)
			take(date_is_set(last) ? after(last) : since, (int)i + 1, &first, which);
	}
	return first;
}

/* When the package has nobody: its row ended with no default to fall back on, or there never was one. */
static struct date package_open(const struct gap_facts *f, enum five_cell_id id, struct date since) {
	const char *roles = five_packages[id].roles;
	struct date held = DATE_NONE, last;
	bool ever;

	for (size_t i = 0; i < f->duty_count; i++) {
		if (!code_is(f->duties[i].package, five_packages[id].id))
			continue;
		last = filled_until(f, NULL, f->duties[i].member, &ever);
		if (!ever && !date_is_set(last))
			continue;
		if (!date_is_set(f->duties[i].until) && ever)
			return DATE_NONE;
		if (!ever && (!date_is_set(f->duties[i].until) || date_before(last, f->duties[i].until)))
			held = last;
		else
			held = f->duties[i].until;
	}
	for (size_t i = 0; !roles && i < f->member_count; i++)
		if (names_hold(f->worker, f->members[i].name) && !date_is_set(f->members[i].until))
			return DATE_NONE;
	last = roles ? filled_until(f, roles, 0, &ever) : DATE_NONE;
	if (roles && ever)
		return DATE_NONE;
	if (!date_is_set(held) || (date_is_set(last) && date_before(held, last)))
		held = last;
	return date_is_set(held) ? after(held) : since;
}

static struct date no_holder(const struct gap_facts *f, struct date since, int *which) {
	struct date first = DATE_NONE;

	for (int i = 0; f->has_team && i < FIVE_CELLS; i++)
		take(package_open(f, (enum five_cell_id)i, since), i + 1, &first, which);
	return first;
}

static struct date dossier(const struct gap_facts *f, struct date since, int *which) {
	*which = f->dossier;
	return f->dossier ? since : DATE_NONE;
}

const struct gap_def gap_table[] = {
	{DUE_AGREEMENT, DUE_BASE_LETTER, N_("agreement not signed"), DOOR_ORDER, "agreed", NULL, agreement},
	{DUE_PLEDGE, DUE_BASE_LETTER, N_("pledge not signed"), DOOR_DOCUMENT, "kind", "pledge", pledge},
	{DUE_GUARANTEE, DUE_BASE_LETTER, N_("co-supervisor letter"), DOOR_RELATIVE, "co_supervisor", "yes", guarantee},
	{DUE_LETTERS, DUE_BASE_LETTER, N_("responsibility letters"), DOOR_TEAM, NULL, NULL, letters},
	{DUE_NO_TEAM, DUE_BASE_TEAM, N_("no help team"), DOOR_RESIDENT, "team", NULL, no_team},
	{DUE_EMPTY_SEAT, DUE_BASE_TEAM, N_("empty seat"), DOOR_TEAM, NULL, NULL, empty_seat},
	{DUE_NO_HOLDER, DUE_BASE_TEAM, N_("nobody holds"), DOOR_PACKAGE, NULL, NULL, no_holder},
	{DUE_DOSSIER, DUE_BASE_DOSSIER, N_("not in the dossier"), DOOR_DOSSIER, NULL, NULL, dossier},
};
const size_t gap_count = sizeof gap_table / sizeof *gap_table;

const struct gap_def *gap_of(enum due_kind kind) {
	for (size_t i = 0; i < gap_count; i++)
		if (gap_table[i].kind == kind)
			return &gap_table[i];
	return NULL;
}

const char *gap_what(enum due_kind kind, int which) {
	if (kind == DUE_EMPTY_SEAT && which >= 1 && (size_t)which <= team_seat_count)
		return tr(team_seats[which - 1].label);
	if (kind == DUE_NO_HOLDER && which >= 1 && which <= FIVE_CELLS)
		return code_label(&codes_duty, code_of(five_packages[which - 1].id));
	if (kind == DUE_DOSSIER && which >= 1 && which <= DOSSIER_ITEMS)
		return dossier_label(&dossier_items[which - 1]);
	return "";
}

void gaps_find(const struct gap_facts *facts, struct date since, struct due_rows *out) {
	for (size_t i = 0; facts && i < gap_count; i++) {
		int which = 0;
		struct date day = gap_table[i].open(facts, since, &which);

		due_rows_add(out, gap_table[i].base, day, gap_table[i].kind, which, DATE_NONE);
	}
}
