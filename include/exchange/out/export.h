/* A register out to a file, under the county's headers; it can be imported again (rules 10.6,
 * 10.9). SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_EXPORT_H
#define EXCHANGE_OUT_EXPORT_H

#include "core/actor.h"
#include "core/err.h"
#include "exchange/csv/csv_write.h"
#include "exchange/import/register.h"
#include "exchange/template/template.h"

struct export_options {
	const char *reg;                /* id of the register */
	/* a county's form of it, NULL: every column; what is not shown stays blank in it, and a
	 * masked one is never identified */
	const struct template *form;
	const char *path;               /* "-": stdout */
	/* TEXT_SOURCE_UTF8 (with BOM) or TEXT_SOURCE_GB18030; TEXT_SOURCE_AUTO is UTF-8 */
	enum text_source_encoding encoding;
	enum csv_existing existing;
	/* Names, numbers and addresses as they are. False: name, number and phone masked; address,
	 * birth date and document number left out (rule 11.4). */
	bool identified;
	/* With the record numbers of rows and people: by export_put alone. */
	bool whole;
	const char *reason;             /* what for; into the audit */
	const char *recipient;          /* for whom; NULL: the reason says it */
	long long file;                 /* the number it has in out/; 0: it lies elsewhere */
	/* May be NULL. Rows written of all; false stops: RC_CANCELLED, no file. */
	bool (*progress)(void *ctx, long done, long total);
	void *ctx;
};

/* Checks access, writes the file, leaves one audit row (counts, never names). *rows and *path
 * (heap, the file's final name) may be NULL. */
enum rc export_write(struct station *st, const struct actor *a, const struct export_options *o,
                     long *rows, char **path, struct err *err);

/* Part of such an export, for who has asked for leave and puts it on record (exchange/package): all
 * rows into a file that is not in its place yet. What was in ids is gone then. */
struct table_out;
struct export_rows {
	struct ids who; /* the residents of the rows, nobody twice; ids_clear in any case */
	size_t rows;
	char hash[2 * HASH_LEN + 1];
	char *fields;   /* heap, in any case */
	size_t field_count;
};
enum rc export_put(struct station *st, const struct actor *a, const struct export_options *o,
                   const struct register_def *reg, struct ids *ids, struct table_out **out,
                   struct export_rows *done, struct err *err);
/* Which rows a register's export has. */
enum rc export_list(struct station *st, const struct actor *a, const struct register_def *reg,
                    struct ids *out, struct err *err);

#endif
