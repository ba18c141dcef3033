/* SPDX-License-Identifier: MIT */
#include "model/team/package.h"

#include "core/names.h"

long long package_default(enum package_cell_id id, const struct package_member *m, size_t n,
                          const char *worker) {
	const char *roles = package_table[id].roles;

	for (size_t i = 0; !roles && i < n; i++) {
		if (names_hold(worker, m[i].name))
			return m[i].id;
	}
	while (roles && *roles) {
		size_t len = strcspn(roles, ",");

		for (size_t i = 0; i < n; i++) {
			if (strlen(m[i].role.s) == len && strncmp(m[i].role.s, roles, len) == 0)
				return m[i].id;
		}
		roles += len + (roles[len] == ',');
	}
	return 0;
}

const struct package_member *package_member_of(const struct package_row *row, long long member) {
	for (size_t i = 0; member && i < row->member_count; i++) {
		if (row->members[i].id == member)
			return &row->members[i];
	}
	return NULL;
}

/* Whose record is it: the holder's, another member's, or somebody else's. */
static enum package_by whose(const struct package_row *row, const struct package_cell *c,
                             const char *who, const char *who2, const char **name) {
	const struct package_member *holder = package_member_of(row, c->member);

	if (holder && (names_hold(who, holder->name) || names_hold(who2, holder->name))) {
		*name = holder->name;
		return BY_HOLDER;
	}
	for (size_t i = 0; i < row->member_count; i++) {
		if (names_hold(who, row->members[i].name) ||
		    names_hold(who2, row->members[i].name)) {
			*name = row->members[i].name;
			return BY_TEAM;
		}
	}
	*name = who;
	return BY_OTHER;
}

void package_add_evidence(struct package_row *row, enum package_cell_id id, const char *source,
                          struct date day, const char *who, const char *who2) {
	struct package_cell *c = &row->cell[id];
	const char *name;
	enum package_by by = whose(row, c, who, who2, &name);

	/* Only who is responsible for the person must go there himself: a talk, a test or a report
	 * speaks for itself, and the last one counts. */
	if (id == PACKAGE_PERSON ? by < c->by || (by == c->by && !date_before(c->day, day))
	                      : c->by != BY_NOBODY && !date_before(c->day, day))
		return;
	if (id != PACKAGE_PERSON && by == BY_OTHER)
		by = BY_TEAM;
	c->by = by;
	c->day = day;
	c->source = source;
	free(c->who);
	c->who = mem_strdup(name);
}

static enum package_gap judge(const struct package_row *row, enum package_cell_id id,
                              struct date today, int days, bool late_test) {
	const struct package_cell *c = &row->cell[id];
	const struct package_def *p = &package_table[id];

	if (id == PACKAGE_FILING && row->percent < 100)
		return PACKAGE_GAP_INCOMPLETE;
	if (p->form && id != PACKAGE_FILING && c->by <= BY_OTHER)
		return PACKAGE_GAP_NOTHING;
	if ((p->ages && date_before(c->day, date_add_days(today, -days))) ||
	    (id == PACKAGE_TESTING && late_test))
		return PACKAGE_GAP_OLD;
	return c->member ? PACKAGE_GAP_NONE : PACKAGE_GAP_NO_HOLDER;
}

void package_judge(struct package_row *row, struct date today, int days, bool late_test) {
	row->gaps = 0;
	for (int i = 0; i < PACKAGE_CELLS; i++) {
		row->cell[i].gap = judge(row, (enum package_cell_id)i, today, days, late_test);
		row->gaps += row->cell[i].gap != PACKAGE_GAP_NONE;
	}
}

void package_row_clear(struct package_row *row) {
	for (size_t i = 0; i < row->member_count; i++)
		free(row->members[i].name);
	free(row->members);
	for (int i = 0; i < PACKAGE_CELLS; i++)
		free(row->cell[i].who);
	*row = (struct package_row){0};
}

void five_rows_clear(struct five_rows *rows) {
	for (size_t i = 0; i < rows->n; i++)
		package_row_clear(&rows->v[i]);
	free(rows->v);
	*rows = (struct five_rows){0};
}

static void add_day(struct date d, struct date today, bool brief, struct str *out) {
	char day[DATE_BUF];
	int y, m, md, now;

	date_to_ymd(today, &now, &m, &md);
	date_to_ymd(d, &y, &m, &md);
	date_format(d, day);
	if (y != now && brief)
		day[7] = '\0';
	str_add(out, y == now ? day + 5 : day);
}

void package_cell_text(const struct package_row *row, enum package_cell_id id, struct date today,
                       bool brief, struct str *out) {
	const struct package_cell *c = &row->cell[id];
	const struct package_member *holder = package_member_of(row, c->member);

	if (id == PACKAGE_LEAD) {
		str_add(out, holder ? holder->name : "--");
		if (holder && c->by_default)
			str_add(out, brief ? "~" : tr(N_("(default)")));
		return;
	}
	if (id == PACKAGE_FILING && row->percent >= 0)
		str_addf(out, "%d%%", row->percent);
	else if (c->by > BY_OTHER)
		add_day(c->day, today, brief, out);
	else
		str_add(out, "--");
	if (c->gap == PACKAGE_GAP_OLD)
		str_addc(out, '!');
	else if (c->gap == PACKAGE_GAP_NO_HOLDER)
		str_addc(out, '?');
	else if (c->by == BY_TEAM && id == PACKAGE_PERSON)
		str_addc(out, '*');
}

const char *package_gap_text(enum package_gap gap) {
	switch (gap) {
	case PACKAGE_GAP_NONE:
		return "";
	case PACKAGE_GAP_NO_HOLDER:
		return tr(N_("nobody holds it"));
	case PACKAGE_GAP_NOTHING:
		return tr(N_("nothing recorded"));
	case PACKAGE_GAP_OLD:
		return tr(N_("overdue"));
	case PACKAGE_GAP_INCOMPLETE:
		return tr(N_("papers missing"));
	}
	return "";
}
