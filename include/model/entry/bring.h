/* SPDX-License-Identifier: MIT
 * Two copies of one station brought together (rules 16.20 to 16.29): what the other copy's file has
 * that this one has not, by uid, in one transaction that wubao import --undo takes back.
 */
#ifndef MODEL_ENTRY_BRING_H
#define MODEL_ENTRY_BRING_H

#include "core/field.h"
#include "model/station/station.h"

/* What becomes of a record of the copy, as its plan and its counts have it. */
enum bring_kind {
	BRING_NEW,     /* only there */
	BRING_CHANGED, /* a field changed only there */
	BRING_VOID,    /* made void only there, or stood again */
	BRING_BOTH,    /* a field that both changed to different values: asked */
	BRING_STATE,   /* void on one side, changed on the other: asked */
	BRING_CLASH,   /* a second order, duty or member where one may stand: asked */
	BRING_NUMBER,  /* its file number was given here too: it gets another, and is found by both */
	BRING_PERSON,  /* its ID number is on file here: may be one person, to be joined */
	BRING_NAMED,   /* a village, team, contact or login of the same name is taken for it */
	BRING_SEALED,  /* sealed on one side: it stays sealed */
	BRING_LEFT,    /* could not be taken: it stays in the copy */
	BRING_KINDS
};
/* Its id and what people call it. */
struct bring_word {
	const char *id, *label;
};
extern const struct bring_word bring_words[BRING_KINDS];

struct bring_item {
	enum bring_kind kind;
	const struct entity_def *def;
	const struct field_def *field; /* NULL: the whole record */
	char uid[27];
	char *file_no;      /* of whose it is; "" nobody's, or sealed */
	char *here, *there; /* as the actor may see them; of a sealed file nothing */
	bool theirs;        /* what holds */
};
struct bring_plan {
	long long since, head; /* entry both have last, and the copy's newest */
	long long counts[BRING_KINDS], same;
	long long number;      /* of the import that it is; 0: nothing was written */
	struct bring_item *v;
	size_t n;
};

/*
 * Bring the copy's file here. take: uids, with commas between, of which the copy's side holds where
 * it is asked, or "all"; NULL: ours. write false: only what would be is answered, nothing is
 * written. The head's. RC_DENIED: another station's file; RC_CORRUPT: a damaged one, or its audit
 * does not fit. bring_plan_clear in any case.
 */
enum rc bring_copy(struct station *st, const struct actor *a, const char *file, const char *take,
                   bool write, struct bring_plan *out, struct err *err);
void bring_plan_clear(struct bring_plan *p);

#endif
