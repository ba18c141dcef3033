/* SPDX-License-Identifier: MIT
 * Drafts: what was typed and is not saved yet, in `drafts.db` beside the station (rule 12.7). A
 * file of its own, 0600, without audit and in no backup. An officer meets only drafts of their own,
 * and none of a person who is sealed or void. The text is whoever keeps it's own affair: a form, a
 * half-finished session of entry. It lies sealed by the station's secret (rule 11.23).
 */
#ifndef MODEL_ENTRY_DRAFT_H
#define MODEL_ENTRY_DRAFT_H

#include "model/station/station.h"

enum draft_state {
	DRAFT_OPEN,  /* being typed; found at the next log-in it says that the line was dropped */
	DRAFT_LATER, /* put aside by the officer */
};

/* Owns its texts: draft_clear. Zero-initialise. */
struct draft {
	long long id;       /* 0: not kept yet */
	char *form;         /* which form or session: "test", "resident", "entry ..." */
	char *table;        /* of the record; NULL: no record of one table */
	/* of the record, also of one not saved yet: by it the draft of a saved one is known; may be
	 * NULL */
	char *uid;
	long long record;   /* its id, 0: new */
	long long resident; /* whom it hangs on, 0: nobody */
	long long other;    /* what else it hangs on: the order, the team; 0: nothing */
	long long ver;      /* version of the record when it was loaded */
	long long field;    /* index of the field that was being typed in */
	enum draft_state state;
	/* another running process of the same officer has it open; filled when read */
	bool elsewhere;
	char *text;         /* opaque; draft_list leaves it out */
	long long began, saved; /* real ms; filled by draft_save */
	/* how often it was saved: two sessions of one officer do not write over each other */
	long long turn;
};
void draft_clear(struct draft *d);

/*
 * Keep it: a new row when d->id is 0, else in the place of the one before. When another session of
 * the same officer has taken that one over since, it becomes a new one. RC_NOT_FOUND: the resident
 * is not visible (any more). RC_BUSY after a second. In a read-only station RC_DENIED. No audit
 * row.
 */
enum rc draft_save(struct station *st, const struct actor *a, struct draft *d, struct err *err);
/* One's own newest of this form, record and resident (and what else it hangs on, 0: whatever), with
 * its text; none that is open at another terminal. RC_NOT_FOUND, without a sentence: none. */
enum rc draft_find(struct station *st, const struct actor *a, const char *form, long long record,
                   long long resident, long long other, struct draft *out, struct err *err);
/* By id, with its text. RC_NOT_FOUND: not there, not one's own, or of a person not visible. */
enum rc draft_get(struct station *st, const struct actor *a, long long id, struct draft *out,
                  struct err *err);
/* Saved or given up: nothing of its text remains in the file. Nothing happens when d->id is 0, or
 * another session has taken it over. */
enum rc draft_drop(struct station *st, const struct actor *a, struct draft *d, struct err *err);

struct drafts {
	struct draft *v;
	size_t n;
};
/* One's own, newest first, without their texts; those whose record was saved after all are dropped
 * on the way. Empty for a role that saves nothing. drafts_clear in any case. */
enum rc draft_list(struct station *st, const struct actor *a, struct drafts *out, struct err *err);
void drafts_clear(struct drafts *d);

/* For how long after its last saving a draft says that somebody is at it. */
enum { DRAFT_HINT_MS = 120 * 1000 };
/* A hint, not a lock: another officer is typing in this record. *officer gets the id, 0: nobody, or
 * nobody knows; *since when they began (real ms). */
void draft_elsewhere(struct station *st, const struct actor *a, const char *table, long long record,
                     long long *officer, long long *since);

#endif
