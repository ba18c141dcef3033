/* SPDX-License-Identifier: MIT
 * The hand-over file (rules 13.4 to 13.8): one person's file out of this station's database, into
 * another's, as a package with a member for every register that holds a record of that person, each
 * under its record number; and the receipt, which comes back the same way.
 *
 * What is this station's own stays: file number, village, help team and its members, duties,
 * attached files, who is in charge. The other station has its own.
 */
#ifndef EXCHANGE_PACKAGE_HANDOVER_H
#define EXCHANGE_PACKAGE_HANDOVER_H

#include "exchange/import/plan.h"
#include "model/station/station.h"

struct package;

struct handover_make {
	long long resident;
	const char *to;     /* the receiving station, as its key is called here */
	const char *reason; /* into the audit */
	const char *path;   /* NULL: into out/ beside the database, by a number */
	bool open;          /* not sealed: whoever has the file can read it */
};
struct handover_made {
	long rows;
	bool still_here;    /* the order is on the register here: its state is to be changed */
	char number[24];
	char *path;         /* heap: where it lies */
	long long file;     /* and its number in out/; 0: it is not there */
};
void handover_made_clear(struct handover_made *m);
/* For who may open this case. The file is on record (disclosure_put) before it is there. */
enum rc handover_file_make(struct station *st, const struct actor *a, const struct handover_make *o,
                           struct handover_made *out, struct err *err);

struct handover_take {
	const char *path;
	const char *trust;    /* a public key compared aloud, for this file alone; or NULL */
	struct date taken_on;
	const char *receipt;  /* where it is written; NULL: into out/, by a number */
	bool dry;
	/* Every register, as it was taken or would be: counts NULL where nothing is known yet
	 * because the person is new here; reason: of the first row not taken, or NULL. */
	void (*each)(void *ctx, const char *label, long rows, const struct plan_counts *counts,
	             const char *reason);
	void *ctx;
};
struct handover_taken {
	char *station, *number; /* heap */
	bool taken_over;        /* the order is carried out here from that day on */
	bool receipt;           /* one was written */
	char *path;             /* heap: where it lies, and its number in out/ or 0 */
	long long file;
};
void handover_taken_clear(struct handover_taken *t);
/* Through the registers of the import, in its order; what is the same is not touched, so taking a
 * file twice changes nothing, and one that was cut off is finished by taking it again. */
enum rc handover_file_take(struct station *st, const struct actor *a, const struct handover_take *o,
                           struct handover_taken *out, struct err *err);
/* The receipt of a file made here: its day goes into the order that was moved. *day: which; *news
 * false: it stands there already. */
enum rc handover_file_receipt(struct station *st, const struct actor *a, const char *path,
                              const char *trust, struct date *day, bool *news, struct err *err);

/* Read a package and make sure of it: by a key that is trusted here, or given. *from (heap): the
 * name that key has here. RC_DENIED names the key of one nobody trusts. */
enum rc handover_read(struct station *st, const struct actor *a, const char *path, const char *kind,
                      const char *trust, struct package *p, char **from, struct err *err);

#endif
