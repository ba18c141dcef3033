/* The five packages (五包): who holds each for a resident, what shows that it is done, and where the gaps are
 * (domain.md 5; design.md 10). */
#ifndef MODEL_TEAM_PACKAGE_H
#define MODEL_TEAM_PACKAGE_H

#include "core/actor.h"
#include "core/field.h"
#include "model/station/station.h"

/* Cells of a row: the person in charge, then the packages in the order of codes_duty. */
enum five_cell_id { FIVE_LEAD, FIVE_PERSON, FIVE_PUBLICITY, FIVE_ATTITUDE, FIVE_TESTING, FIVE_FILING, FIVE_CELLS };

struct five_package {
	const char *id;    /* of codes_duty */
	const char *roles; /* who holds it by default, the first role that is there; NULL: see five_default */
	const char *form;  /* register whose form fills a hole; NULL: none yet */
	bool ages;         /* evidence older than [rules] five_days is a gap */
};
extern const struct five_package five_packages[FIVE_CELLS];

/* A member of the team on the day asked for. */
struct five_member {
	long long id;
	struct code role;
	char *name;
};

/* Whose record the evidence is. One by somebody outside the team is told but leaves the gap. */
enum five_by { BY_NOBODY, BY_OTHER, BY_TEAM, BY_HOLDER };
enum five_gap { GAP_NONE, GAP_NO_HOLDER, GAP_NOTHING, GAP_OLD, GAP_INCOMPLETE };

struct five_cell {
	long long member, duty; /* who holds it, 0 nobody; its row, 0: by default */
	bool by_default;        /* shown as 默认: no row, or one that nobody confirmed */
	struct date since;      /* of the row */
	enum five_by by;
	struct date day;        /* of the evidence */
	char *who;              /* as the record names them, owned; NULL */
	const char *source;     /* id of the register it stands in */
	enum five_gap gap;
};
struct five_row {
	long long resident, order, team, place;
	struct five_cell cell[FIVE_CELLS];
	struct five_member *members;
	size_t member_count;
	int percent;      /* how complete the dossier is (model/event/dossier.h); -1: no order yet */
	bool executing;   /* the order is being executed */
	bool family;      /* a relative of the resident co-supervises */
	int gaps;
};

/* ---- rules, pure ---- */

/* Does a text like 王干事、刘民警 name this person? Whole names only. */
bool names_hold(const char *text, const char *name);
/* The text with that person under another name; everybody else and what parts them as it was. Appends. */
void names_put(const char *text, const char *name, const char *now, struct str *out);
/*
 * Who holds a package without a row (design.md 7): the first member with the first of its roles that is there. The
 * person in charge is the member whom the order names as its worker. 0: nobody.
 */
long long five_default(enum five_cell_id id, const struct five_member *m, size_t n, const char *worker);
/* Take one record into account: for the person the best by whose it is, then by day; for the other packages the last. */
void five_add_evidence(struct five_row *row, enum five_cell_id id, const char *source, struct date day,
                       const char *who, const char *who2);
/* Gaps of the cells and their number. late_test: a window of the tests ended unanswered. Publicity counts as no gap
 * while no register can show it. */
void five_judge(struct five_row *row, struct date today, int days, bool late_test);
const struct five_member *five_member_of(const struct five_row *row, long long member);
void five_row_clear(struct five_row *row);

/* 11-02, 2025-11-02 in another year, 80%, --; ! overdue, ? nobody holds it, * another of the team. brief: at most 8 cells
 * (2025-11, ~ for a person in charge by default). Appends. */
void five_cell_text(const struct five_row *row, enum five_cell_id id, struct date today, bool brief, struct str *out);
/* What the gap is, in words; "" without one. Translated. */
const char *five_gap_text(enum five_gap gap);

/* ---- queries ---- */

struct five_query {
	long long place, team; /* 0: any */
	const char *member;    /* name of who holds a package; NULL: any */
	const char *find;      /* words, as of the residents' list; NULL */
	bool gaps_only;
	bool by_name;          /* else by the number of gaps, most first, then by name */
	bool descending;
};
/* Residents whose order is being executed. */
enum rc five_list(struct station *st, const struct actor *a, const struct five_query *q, struct ids *out,
                  struct err *err);
/* One resident's row today, whatever the order's state. five_row_clear when done, also after a failure. */
enum rc five_get(struct station *st, const struct actor *a, long long resident, struct five_row *out, struct err *err);

#endif
