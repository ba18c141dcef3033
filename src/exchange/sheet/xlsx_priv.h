/* Between the files that read a workbook: its parts, and XML as it is walked.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_SHEET_XLSX_PRIV_H
#define EXCHANGE_SHEET_XLSX_PRIV_H

#include <expat.h>
#include <zip.h>

#include "exchange/sheet/xlsx_read.h"

enum {
	ENTRIES_MOST = 4096,       /* of the archive */
	PART_MOST = 256 << 20,     /* bytes of a part, inflated */
	RATIO_MOST = 400,          /* how far one larger than RATIO_FROM may have been packed */
	RATIO_FROM = 1 << 20, DEPTH_MOST = 64, SHEETS_MOST = 256, STRINGS_MOST = 2000000,
	STYLES_MOST = 65536, FORMATS_MOST = 4096, CELLS_MOST = 4000000, MERGES_MOST = 100000,
	ROWS_MOST = 1048576,
	NAME_MOST = 128,           /* bytes of a sheet's name */
};

/* How a number is shown. */
enum number_kind { NUMBER_PLAIN, NUMBER_DATE, NUMBER_MONTH, NUMBER_TIME, NUMBER_DATE_TIME,
                   NUMBER_PERCENT, NUMBER_PADDED };
struct number_format {
	enum number_kind kind;
	int digits; /* of a percentage behind the point; a padded number has in all */
};
struct number_format number_format_of(const char *code);
struct number_format number_format_builtin(long id);
/* Append a number as the file stores it, in this format. */
void number_show(struct str *out, const char *stored, struct number_format f, bool from_1904);

struct xlsx {
	char *file;
	zip_t *zip;
	bool from_1904;
	const char *sheet; /* being read: its name */
	char *folder; /* of the workbook's part, with its slash */
	struct sheet {
		char *name, *rel;
		bool hidden;
	} *sheets;
	size_t sheet_count;
	struct rel {
		char *id, *type, *target;
	} *rels;
	size_t rel_count;
	struct str texts;    /* the shared strings, NUL-ended each */
	size_t *strings;     /* where each begins */
	size_t string_count;
	struct own_format {
		long id;
		struct number_format format;
	} *formats;
	size_t format_count;
	struct number_format *styles; /* of a cell, by its s= */
	size_t style_count;
};

/* XML being walked. start and end get names without their prefix; characters go to text, where it
 * is not NULL. */
struct xml {
	struct xlsx *book;
	const char *part;
	void (*start)(struct xml *x, const char *name, const char **atts);
	void (*end)(struct xml *x, const char *name);
	void *ctx;
	struct str *text;
	struct err *err;  /* filled by who stops it */
	enum rc rc;
	XML_Parser parser;
	int depth;
};
/* Walk a part of the archive; *found false: there is none. */
enum rc xml_part(struct xml *x, const char *part, bool *found, struct err *err);
/* Walk XML that lies in memory. */
enum rc xml_bytes(struct xml *x, const char *bytes, size_t n, struct err *err);
/* Inside start and end: go no further. */
void xml_damaged(struct xml *x);
void xml_too_large(struct xml *x);
void xml_stop(struct xml *x, enum rc rc);
/* The value of an attribute, or NULL; prefixes do not matter. */
const char *xml_attr(const char **atts, const char *name);
bool xml_is(const char *value); /* "1", "true" */

/* Append text with what spreadsheets write for signs XML has not, _x000D_, as those signs; CR and
 * CR LF become LF. */
void sheet_text(struct str *out, const char *s);
/* Column from 0 and row from 1 of "B7", "$B$7"; false: none. Where it ends, in *end. */
bool sheet_cell_parse(const char *ref, size_t *column, long *row, const char **end);

/* Walk a sheet's XML, from its part or (part NULL) from bytes. */
enum rc sheet_read(struct xlsx *x, const char *part, const char *bytes, size_t n,
                   struct xlsx_rows *out, struct err *err);

#endif
