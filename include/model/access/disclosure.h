/* What leaves the program with people in it: one door (rule 11.16). Every export, print, list of
 * contents, file of refused rows and fetch is on record with whom it held before it is there, and
 * what of it lies in out/ beside the database belongs to its row. SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_DISCLOSURE_H
#define MODEL_ACCESS_DISCLOSURE_H

#include "core/mem.h"
#include "model/station/station.h"

/* Kinds that are known by name; a page may be of any other (a short ASCII word). */
#define OUT_ACCESS "access"     /* who looked at a file */
#define OUT_REFUSED "refused"   /* rows an import did not take, for whoever brought them */
#define OUT_EXPORT "export"     /* a file made on a screen of a station, for whoever made it */
#define OUT_CONTENTS "contents" /* a list that shows what was recorded of people */
#define OUT_FETCH "fetch"
#define OUT_HANDOVER_FILE "handover.file" /* one person's file for another station */
#define OUT_RETURN "return" /* a month's return for the county */
#define OUT_UNSEAL "unseal"
#define OUT_ANSWER "answer" /* the county's to a return */
/* What people call a kind; the kind itself when nobody calls it anything. */
const char *disclosure_label(const char *kind);

/* Texts are borrowed; NULL: nothing. */
struct disclosure {
	const char *kind;
	const char *action;            /* what the audit calls it, with table, record and detail */
	const char *table;
	long long record;
	const char *detail;
	const struct ids *people;      /* residents, sealed or void ones too; some more than once */
	const char *fields;            /* what of them, comma-separated */
	const char *recipient, *purpose;
	enum access_action access;     /* asked again of who fetches the file */
	bool page;                     /* a file of its own will lie in out/, by this row's number */
	bool leave;                    /* approval_need was asked for it: approval_use */
	long long file;                /* or it is in this one, whose number was given before */
};
/* On record, in a transaction of its own; *seq (may be NULL) is its number. Before anything of it
 * is written or painted. Of a page `access` is asked first; of all else the caller has asked.
 * RC_DENIED where nothing can be changed; a list of contents and a fetch
 * are looks, which then leave a row in audit.spool, without whom they held. */
enum rc disclosure_put(struct station *st, const struct actor *a, const struct disclosure *d,
                       long long *seq, struct err *err);

/* out/KIND-NUMBER beside the database, with this suffix; heap. */
char *disclosure_path(struct station *st, const char *kind, long long number, const char *suffix);
/*
 * Append file `number` of out/ (text: the plain twin of a page) to out, the fetch being on record.
 * For who made it, and, but for exports and refused rows, for whoever may take many names out; the
 * role is asked as it is now. RC_NOT_FOUND in the same words for none, another's, one whose time is
 * over and one that held somebody sealed or erased since; RC_DENIED for a role that may not.
 */
enum rc disclosure_fetch(struct station *st, const struct actor *a, long long number, bool text,
                         struct str *out, struct err *err);
/* In a shared station a prompt opens only what is the asker's: in/LOGIN/ beside the database, and
 * what disclosure_fetch would give. RC_DENIED in one sentence for all else. Elsewhere: RC_OK. */
enum rc disclosure_may_open(struct station *st, const struct actor *a, const char *path,
                            struct err *err);
/* Take away what lies in out/ and should no longer: over its time ([access] out_days), or gone by
 * its row; what has no row after that time. Done at log-in, before each print and after sealing. */
void disclosure_sweep(struct station *st, const struct actor *a);

#endif
