/* SPDX-License-Identifier: MIT */
#include "model/rules/file_gap.h"

#include "core/names.h"
#include "core/tr.h"
#include "model/event/dossier.h"
#include "model/station/codes.h"

/* One thing that lacks: since when (later than today where something will run out), and which seat,
 * package or paper, from 1; 0: its word says all. */
struct hole {
	struct date day;
	int which;
};
enum { HOLES = 32 };
struct holes {
	struct hole v[HOLES];
	int n;
};

static void hole(struct holes *out, struct date day, int which) {
	if (date_is_set(day))
		out->v[out->n++] = (struct hole){day, which};
}

static void agreement(const struct gap_facts *f, struct date since, struct holes *out) {
	if (!f->agreed && !f->agreement)
		hole(out, since, 0);
}

static void pledge(const struct gap_facts *f, struct date since, struct holes *out) {
	if (!f->pledge)
		hole(out, since, 0);
}

static struct date after(struct date until) {
	return date_is_set(until) ? date_add_days(until, 1) : DATE_NONE;
}

static void guarantee(const struct gap_facts *f, struct date since, struct holes *out) {
	if (!f->guarantee)
		hole(out, f->co_supervised ? after(f->co_until) : since, 0);
}

static void letters(const struct gap_facts *f, struct date since, struct holes *out) {
	for (size_t i = 0; i < f->member_count; i++) {
		if (!date_is_set(f->members[i].until) && !date_is_set(f->members[i].letter_on)) {
			hole(out, since, 0);
			return;
		}
	}
}

static void no_team(const struct gap_facts *f, struct date since, struct holes *out) {
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
	return w->named ? names_hold(w->named, m->name)
	                : w->roles && str_in_list(w->roles, m->role.s);
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

static void empty_seats(const struct gap_facts *f, struct date since, struct holes *out) {
	for (size_t i = 0; f->has_team && i < team_seat_count; i++) {
		bool ever;
		struct date last = filled_until(f, (struct whom){.roles = team_seats[i].roles},
		                                &ever);

		if (team_seats[i].set == SEATS_LAW && !ever)
			hole(out, date_is_set(last) ? after(last) : since, (int)i + 1);
	}
}

/* When the package has nobody: its row ended with no default to fall back on, or there never was
 * one. */
static struct date package_open(const struct gap_facts *f, enum package_cell_id id,
                                struct date since) {
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
		if (!ever &&
		    (!date_is_set(f->duties[i].until) || date_before(last, f->duties[i].until)))
			held = last;
		else
			held = f->duties[i].until;
	}
	last = filled_until(f, (struct whom){.named = roles ? NULL : f->worker, .roles = roles},
	                    &ever);
	if (ever)
		return DATE_NONE;
	if (!date_is_set(held) || (date_is_set(last) && date_before(held, last)))
		held = last;
	return date_is_set(held) ? after(held) : since;
}

static void no_holders(const struct gap_facts *f, struct date since, struct holes *out) {
	for (int i = 0; f->has_team && i < PACKAGE_CELLS; i++)
		hole(out, package_open(f, (enum package_cell_id)i, since), i + 1);
}

static void dossier(const struct gap_facts *f, struct date since, struct holes *out) {
	for (int i = 0; i < DOSSIER_ITEMS; i++)
		if (f->dossier & 1u << i)
			hole(out, since, i + 1);
}

static void control(const struct gap_facts *f, struct date since, struct holes *out) {
	if (f->no_control)
		hole(out, since, 0);
}

static void words(const struct gap_facts *f, struct date since, struct holes *out) {
	if (f->words)
		hole(out, since, 0);
}

static const struct gap_rule {
	enum due_kind kind;
	/* Every hole of this kind: open since `since` when it always was, later where something ran
	 * out. */
	void (*open)(const struct gap_facts *f, struct date since, struct holes *out);
} gap_rules[] = {
	{DUE_AGREEMENT, agreement}, {DUE_PLEDGE, pledge}, {DUE_GUARANTEE, guarantee},
	{DUE_LETTERS, letters},
	{DUE_NO_TEAM, no_team}, {DUE_EMPTY_SEAT, empty_seats}, {DUE_NO_HOLDER, no_holders},
	{DUE_DOSSIER, dossier}, {DUE_CONTROL, control}, {DUE_WORDS, words},
};

int file_gap_which(enum due_kind kind, int window) {
	return kind >= DUE_AGREEMENT && kind <= DUE_DOSSIER ? window % FILE_GAP_MORE : window;
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
	const char *first = what(kind, file_gap_which(kind, window));
	char text[120], n[16];

	if (!first[0] || window < FILE_GAP_MORE) {
		str_add(out, first);
		return;
	}
	snprintf(n, sizeof n, "%d", window / FILE_GAP_MORE);
	text_fill(text, sizeof text, tr(N_("{what}, {n} more")), "what", first, "n", n,
	          (char *)NULL);
	str_add(out, text);
}

/* The first of those that opened on one day stands for all of them. */
static void add_holes(enum due_kind kind, const struct holes *holes, struct due_rows *out) {
	for (int i = 0; i < holes->n; i++) {
		int earlier = 0, more = 0;

		for (int k = 0; k < holes->n; k++) {
			bool same = date_cmp(holes->v[k].day, holes->v[i].day) == 0;

			earlier += same && k < i;
			more += same && k > i;
		}
		if (!earlier)
			due_rows_add(out, kind, holes->v[i].day,
			             holes->v[i].which + FILE_GAP_MORE * more, DATE_NONE);
	}
}

void file_gaps_find(const struct gap_facts *facts, struct date since, struct due_rows *out) {
	for (size_t i = 0; facts && i < sizeof gap_rules / sizeof *gap_rules; i++) {
		struct holes holes = {.n = 0};

		gap_rules[i].open(facts, since, &holes);
		add_holes(gap_rules[i].kind, &holes, out);
	}
}
