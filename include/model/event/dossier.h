/* One person, one file: which papers are there, which are missing (rules 7.7, 7.8).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_DOSSIER_H
#define MODEL_EVENT_DOSSIER_H

#include "core/actor.h"
#include "core/code.h"
#include "core/date.h"
#include "core/mem.h"
#include "model/station/station.h"

/* Records that stand for a paper: the form is filled from them. */
enum dossier_proof {
	PROOF_PAPER,      /* nothing but the paper itself */
	PROOF_DOC_NO,     /* the order's number */
	PROOF_SERVED,     /* its day of service */
	PROOF_REPORTED,   /* the day of reporting in */
	PROOF_AGREED,     /* the day the agreement was signed */
	PROOF_MEMBERS,    /* members of the help team */
	PROOF_GUARANTEE,  /* a relative's signed letter */
	PROOF_TEST,
	PROOF_TALK,
	PROOF_VISIT,
	PROOF_REPORT,
	PROOF_ASSESSMENT,
	PROOF_AID,
	PROOF_LEAVE,
	PROOF_WARNING,
	PROOF_SEARCH,     /* looked for, or out of reach */
	PROOF_PLAN,
	PROOF_MOVE,       /* the number in the log, or the papers of the change */
	PROOF_MAINTENANCE,
	PROOF_ACTIVITY,
	PROOF_STATE,      /* document numbers in the log of states */
	PROOF_COUNT
};

/* When an item is asked for. */
enum dossier_when {
	DOSSIER_OPTIONAL,
	DOSSIER_ALWAYS,
	DOSSIER_REPORTED,
	DOSSIER_SUSPENDED,
	DOSSIER_MOVED,
	DOSSIER_RELEASED
};

struct dossier_item {
	const char *id;    /* code of codes_document, or the register the records stand in */
	const char *label; /* N_(); NULL: the code's own label */
	enum dossier_when when;
	enum dossier_proof proof;
};
enum { DOSSIER_ITEMS = 27 };
/* In the order of a dossier (rule 7.7). */
extern const struct dossier_item dossier_items[DOSSIER_ITEMS];
/* Its number on paper: the test reports are part of the test record's. */
int dossier_number(size_t item);
/* In the chosen language. */
const char *dossier_label(const struct dossier_item *item);

struct dossier_paper {
	struct code kind;
	struct date day;
};
/* What the file holds of one order. */
struct dossier_facts {
	struct code state;            /* of the order */
	/* its documents, not void; a kind may stand there twice */
	const struct dossier_paper *papers;
	size_t paper_count, paper_from;
	/* how many records prove an item, from when to when (DATE_NONE: not asked);
	 * [PROOF_PAPER] is not read */
	long long records[PROOF_COUNT];
	struct date first[PROOF_COUNT], last[PROOF_COUNT];
};

/* absent: not there and not asked for */
enum dossier_mark { MARK_ABSENT, MARK_MISSING, MARK_THERE };

struct dossier {
	enum dossier_mark mark[DOSSIER_ITEMS]; /* by position in dossier_items */
	long long count[DOSSIER_ITEMS];        /* papers or records behind it, the greater */
	struct date first[DOSSIER_ITEMS], last[DOSSIER_ITEMS]; /* of those */
	struct date filed;                     /* put into the archive (rule 17.15); unset: not yet */
	int wanted, there;                     /* of the items asked for */
	/* rounded down; 100 only when nothing asked for is missing */
	int percent;
};

/*
 * Pure. Asked for from the start: order and receipt; from reporting in: registration form,
 * agreement, team, plan, test record, talks, visits, assessment (rule 7.7); and what the state asks
 * for: approval of a suspension or termination, hand-over list, release notice.
 */
void dossier_judge(const struct dossier_facts *facts, struct dossier *out);

/*
 * Pure. Was nothing that this state asks for missing on a day? since: from when on each item is
 * there, by position in dossier_items; unset: never. That of the item that proves a suspension is
 * the suspension's own.
 */
bool dossier_complete_on(const struct date since[DOSSIER_ITEMS], struct code state,
                         struct date day);

/* Labels of what is missing, in the chosen language, one after the other; nothing when complete.
 * Appends. */
void dossier_missing(const struct dossier *d, struct str *out);
/* The same of what is there. */
void dossier_papers(const struct dossier *d, struct str *out);
/* The first missing item: its id is a kind of paper or the register its record belongs to. NULL:
 * complete. */
const struct dossier_item *dossier_first_missing(const struct dossier *d);

/* The dossier of one order; of the resident's open or latest order when order is 0. RC_NOT_FOUND:
 * no order yet. */
enum rc dossier_of(struct station *st, const struct actor *a, long long resident, long long order,
                   struct dossier *out, struct err *err);
/* Of many orders, in two queries; those of nobody (rec.id 0) hold nothing. */
struct treatment_order;
enum rc dossiers_of(struct station *st, const struct actor *a,
                    const struct treatment_order *const *orders, size_t n, struct dossier *out,
                    struct err *err);

#endif
