/* SPDX-License-Identifier: MIT
 * A whole station as files that any program reads: a table for each register, under the county's
 * headers and with the record numbers, and a list of them with their SHA-256 (rules 10.46, 10.47).
 * Taken into an empty station its people, orders with their logs, teams, duties and the records of
 * every register are the ones they were; what is void, officers, attached files and settings are
 * not in it (a backup has them).
 */
#ifndef EXCHANGE_PACKAGE_WHOLE_H
#define EXCHANGE_PACKAGE_WHOLE_H

#include "exchange/csv/text_source.h"
#include "exchange/import/plan.h"

#define WHOLE_LIST "files.sha256" /* as sha256sum writes and checks it */

struct whole_make {
	const char *folder; /* made where it is not there; no file in it is written over */
	enum text_source_encoding encoding;
	bool books;         /* .xlsx instead of CSV */
	const char *reason, *recipient;
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
};
/* All that is on file at one moment, as one export in the audit, after the leave that many names
 * need. RC_DENIED: also for whom not every case is open. Numbers of files and rows. */
enum rc whole_write(struct station *st, const struct actor *a, const struct whole_make *o,
                    long *files, long *rows, struct err *err);

struct whole_take {
	const char *folder;
	/* A register's file: how many of its rows came to what, and the first reason why one was
	 * not taken (NULL: none). */
	void (*each)(void *ctx, const char *label, long rows, const struct plan_counts *n,
	             const char *reason);
	void *ctx;
};
/* RC_CORRUPT, before anything is taken: a file is missing or not as the list says. */
enum rc whole_read(struct station *st, const struct actor *a, const struct whole_take *o,
                   struct err *err);

#endif
