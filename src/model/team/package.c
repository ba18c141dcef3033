#include "model/team/package.h"

#include <stdlib.h>
#include <string.h>

const struct five_package five_packages[FIVE_CELLS] = {
	[FIVE_LEAD] = {"lead", NULL, NULL, false},
	[FIVE_PERSON] = {"person", "cadre", "visit", true},
	[FIVE_PUBLICITY] = {"publicity", "social,worker", NULL, false},
	[FIVE_ATTITUDE] = {"attitude", "social,worker", "talk", true},
	[FIVE_TESTING] = {"testing", "police", "test", false},
	[FIVE_FILING] = {"filing", "worker", "document", false},
};

/* What parts the names in one field: blanks and commas of both kinds, 、 and /. */
static size_t separator(const char *s) {
	static const char *const signs[] = {" ", ",", "/", ";", "、", "，", "；", "　"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);

		if (strncmp(s, signs[i], n) == 0)
			return n;
	}
	return 0;
}

bool names_hold(const char *text, const char *name) {
	size_t len = name ? strlen(name) : 0;
	bool begins = true;

	if (!text || !len)
		return false;
	for (const char *p = text; *p;) {
		size_t cut = separator(p);

		if (begins && strncmp(p, name, len) == 0 && (!p[len] || separator(p + len)))
			return true;
		begins = cut > 0;
		p += cut ? cut : 1;
	}
	return false;
}

void names_put(const char *text, const char *name, const char *now, struct str *out) {
	size_t len = strlen(name);
	bool begins = true;

	for (const char *p = text; *p;) {
		size_t cut = separator(p);

		if (begins && len && strncmp(p, name, len) == 0 && (!p[len] || separator(p + len))) {
			str_add(out, now);
			p += len;
			begins = false;
			continue;
		}
		begins = cut > 0;
		str_addn(out, p, cut ? cut : 1);
		p += cut ? cut : 1;
	}
}

long long five_default(enum five_cell_id id, const struct five_member *m, size_t n, const char *worker) {
	const char *roles = five_packages[id].roles;

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

const struct five_member *five_member_of(const struct five_row *row, long long member) {
	for (size_t i = 0; member && i < row->member_count; i++) {
		if (row->members[i].id == member)
			return &row->members[i];
	}
	return NULL;
}

/* Whose record is it: the holder's, another member's, or somebody else's. */
static enum five_by whose(const struct five_row *row, const struct five_cell *c, const char *who, const char *who2,
                          const char **name) {
	const struct five_member *holder = five_member_of(row, c->member);

	if (holder && (names_hold(who, holder->name) || names_hold(who2, holder->name))) {
		*name = holder->name;
		return BY_HOLDER;
	}
	for (size_t i = 0; i < row->member_count; i++) {
		if (names_hold(who, row->members[i].name) || names_hold(who2, row->members[i].name)) {
			*name = row->members[i].name;
			return BY_TEAM;
		}
	}
	*name = who;
	return BY_OTHER;
}

void five_add_evidence(struct five_row *row, enum five_cell_id id, const char *source, struct date day,
                       const char *who, const char *who2) {
	struct five_cell *c = &row->cell[id];
	const char *name;
	enum five_by by = whose(row, c, who, who2, &name);

	/* Only who is responsible for the person must go there himself: a talk, a test or a report speaks for itself, and the
	 * last one counts. */
	if (id == FIVE_PERSON ? by < c->by || (by == c->by && !date_before(c->day, day))
	                      : c->by != BY_NOBODY && !date_before(c->day, day))
		return;
	if (id != FIVE_PERSON && by == BY_OTHER)
		by = BY_TEAM;
	c->by = by;
	c->day = day;
	c->source = source;
	free(c->who);
	c->who = mem_strdup(name);
}

static enum five_gap judge(const struct five_row *row, enum five_cell_id id, struct date today, int days,
                           bool late_test) {
	const struct five_cell *c = &row->cell[id];
	const struct five_package *p = &five_packages[id];

	if (id == FIVE_FILING && row->percent < 100)
		return GAP_INCOMPLETE;
	if (p->form && id != FIVE_FILING && c->by <= BY_OTHER)
		return GAP_NOTHING;
	if ((p->ages && date_before(c->day, date_add_days(today, -days))) || (id == FIVE_TESTING && late_test))
		return GAP_OLD;
	return c->member ? GAP_NONE : GAP_NO_HOLDER;
}

void five_judge(struct five_row *row, struct date today, int days, bool late_test) {
	row->gaps = 0;
	for (int i = 0; i < FIVE_CELLS; i++) {
		row->cell[i].gap = judge(row, (enum five_cell_id)i, today, days, late_test);
		row->gaps += row->cell[i].gap != GAP_NONE;
	}
}

void five_row_clear(struct five_row *row) {
	for (size_t i = 0; i < row->member_count; i++)
		free(row->members[i].name);
	free(row->members);
	for (int i = 0; i < FIVE_CELLS; i++)
		free(row->cell[i].who);
	*row = (struct five_row){0};
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

void five_cell_text(const struct five_row *row, enum five_cell_id id, struct date today, bool brief, struct str *out) {
	const struct five_cell *c = &row->cell[id];
	const struct five_member *holder = five_member_of(row, c->member);

	if (id == FIVE_LEAD) {
		str_add(out, holder ? holder->name : "--");
		if (holder && c->by_default)
			str_add(out, brief ? "~" : tr(N_("(default)")));
		return;
	}
	if (id == FIVE_FILING && row->percent >= 0)
		str_addf(out, "%d%%", row->percent);
	else if (c->by > BY_OTHER)
		add_day(c->day, today, brief, out);
	else
		str_add(out, "--");
	if (c->gap == GAP_OLD)
		str_addc(out, '!');
	else if (c->gap == GAP_NO_HOLDER)
		str_addc(out, '?');
	else if (c->by == BY_TEAM && id == FIVE_PERSON)
		str_addc(out, '*');
}

const char *five_gap_text(enum five_gap gap) {
	switch (gap) {
	case GAP_NONE:
		return "";
	case GAP_NO_HOLDER:
		return tr(N_("nobody holds it"));
	case GAP_NOTHING:
		return tr(N_("nothing recorded"));
	case GAP_OLD:
		return tr(N_("overdue"));
	case GAP_INCOMPLETE:
		return tr(N_("papers missing"));
	}
	return "";
}
