/* The five packages (五包): who holds each for a resident, what shows that it is done, and where
 * the gaps are (rules 7.4, 7.5). SPDX-License-Identifier: MIT */
#ifndef MODEL_TEAM_PACKAGE_H
#define MODEL_TEAM_PACKAGE_H

#include "core/actor.h"
#include "core/field.h"
#include "model/rules/team_shape.h"
#include "model/station/station.h"

/* A member of the team on the day asked for. */
struct package_member {
	long long id;
	struct code role;
	char *name;
};

/* Whose record the evidence is. One by somebody outside the team is told but leaves the gap. */
enum package_by { BY_NOBODY, BY_OTHER, BY_TEAM, BY_HOLDER };
enum package_gap { PACKAGE_GAP_NONE, PACKAGE_GAP_NO_HOLDER, PACKAGE_GAP_NOTHING, PACKAGE_GAP_OLD,
                  PACKAGE_GAP_INCOMPLETE };

struct package_cell {
	long long member, duty; /* who holds it, 0 nobody; its row, 0: by default */
	bool by_default;        /* shown as 默认: no row, or one that nobody confirmed */
	struct date since;      /* of the row */
	enum package_by by;
	struct date day;        /* of the evidence */
	char *who;              /* as the record names them, owned; NULL */
	const char *source;     /* id of the register it stands in */
	enum package_gap gap;
};
struct package_row {
	long long resident, order, team, place;
	struct package_cell cell[PACKAGE_CELLS];
	struct package_member *members;
	size_t member_count;
	/* how complete the dossier is (model/event/dossier.h); -1: no order yet */
	int percent;
	bool executing;   /* the order is being executed */
	bool family;      /* a relative of the resident co-supervises */
	int gaps;
};

/* ---- rules, pure ---- */

/*
 * Who holds a package without a row (rule 7.4): the first member with the first of its roles that
 * is there. The person in charge is the member whom the order names as its worker. 0: nobody.
 */
long long package_default(enum package_cell_id id, const struct package_member *m, size_t n,
                          const char *worker);
/* Take one record into account: for the person the best by whose it is, then by day; for the other
 * packages the last. */
void package_add_evidence(struct package_row *row, enum package_cell_id id, const char *source,
                          struct date day, const char *who, const char *who2);
/* Gaps of the cells and their number. late_test: a window of the tests ended unanswered. Publicity
 * is shown by what was attended or handed over; nothing of it is no gap: the law sets no rhythm. */
void package_judge(struct package_row *row, struct date today, int days, bool late_test);
const struct package_member *package_member_of(const struct package_row *row, long long member);
void package_row_clear(struct package_row *row);

/* 11-02, 2025-11-02 in another year, 80%, --; ! overdue, ? nobody holds it, * another of the team.
 * brief: at most 8 cells (2025-11, ~ for a person in charge by default). Appends. */
void package_cell_text(const struct package_row *row, enum package_cell_id id, struct date today,
                       bool brief, struct str *out);
/* What the gap is, in words; "" without one. Translated. */
const char *package_gap_text(enum package_gap gap);

/* ---- queries ---- */

struct package_query {
	long long place, team; /* 0: any */
	const char *member;    /* name of who holds a package; NULL: any */
	const char *find;      /* words, as of the residents' list; NULL */
	bool gaps_only;
};
/* Zero-initialise; five_rows_clear when done. */
struct five_rows {
	struct package_row *v;
	size_t n;
};
void five_rows_clear(struct five_rows *rows);
/* Residents whose order is being executed, by the number of gaps, most first, then by name. */
enum rc package_list(struct station *st, const struct actor *a, const struct package_query *q,
                     struct five_rows *out, struct err *err);
/* The row of a resident in a run of five_list_def (model/lists.h); NULL: there is none. */
struct list_run;
const struct package_row *five_row_listed(const struct list_run *r, long long resident);
/* One resident's row today, whatever the order's state. package_row_clear when done, also after a
 * failure. */
enum rc package_get(struct station *st, const struct actor *a, long long resident,
                    struct package_row *out, struct err *err);

#endif
