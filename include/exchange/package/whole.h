/* SPDX-License-Identifier: MIT
 * A whole station as files that any program reads (rules 10.46, 10.47): a table for each register,
 * under the county's headers and with the record numbers; in records/ every record as it is kept,
 * by which an empty station becomes this one (model/entry/carry.h); attached files in files/, the
 * settings in station.ini; and a list of all of them with their SHA-256.
 */
#ifndef EXCHANGE_PACKAGE_WHOLE_H
#define EXCHANGE_PACKAGE_WHOLE_H

#include "exchange/csv/text_source.h"
#include "model/station/station.h"

#define WHOLE_LIST "files.sha256" /* as sha256sum writes and checks it */

struct whole_make {
	const char *folder; /* made where it is not there; no file in it is written over */
	enum text_source_encoding encoding;
	bool books;         /* .xlsx instead of CSV */
	const char *reason, *recipient;
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
};
/* All that is on file at one moment, as one export in the audit, the head's, after the leave that
 * many names need. Numbers of files and of rows of the registers. */
enum rc whole_write(struct station *st, const struct actor *a, const struct whole_make *o,
                    long *files, long *rows, struct err *err);

struct whole_take {
	const char *folder;
	void (*each)(void *ctx, const char *label, long rows); /* of a file of records */
	void *ctx;
};
/* The head's, all or nothing. RC_CORRUPT: a file is missing or not as the list says; RC_CONFLICT:
 * records are here already; RC_INVALID with file and row: a record that cannot stand. */
enum rc whole_read(struct station *st, const struct actor *a, const struct whole_take *o,
                   struct err *err);

#endif
