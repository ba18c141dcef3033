/* The header of a file: found under title lines, its columns matched with the fields of a
 * register. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_HEADER_H
#define EXCHANGE_IMPORT_HEADER_H

#include "core/err.h"
#include "core/hash.h"
#include "exchange/csv/csv_read.h"
#include "exchange/import/register.h"

enum { HEADER_SEARCH = 30 }; /* records looked at for the header */

/* Columns of ours that are no fields. */
#define HEADER_UID "记录号"
#define HEADER_PERSON "人员记录号"
#define HEADER_REASON "拒收原因"

enum column_kind {
	COLUMN_FIELD,   /* taken */
	COLUMN_UID,     /* 记录号: our own record number */
	COLUMN_PERSON,  /* 人员记录号: our record number of the person, in masked lists */
	COLUMN_COUNTER, /* 序号, 编号: a row counter, never a key */
	COLUMN_REASON,  /* 拒收原因: what we wrote into a refused file */
	COLUMN_AGE,     /* 年龄: follows from the birth date; ours where that is masked */
	COLUMN_TWICE,   /* a second column of one field: not taken */
	COLUMN_UNKNOWN, /* named in the plan, not taken */
	COLUMN_BLANK,   /* no name, no matter */
};

struct column {
	enum column_kind kind, bare;      /* bare: before it is looked up in a register */
	char *text;                       /* as the file writes it, trimmed */
	char *folded;                     /* as it is compared */
	const struct register_part *part; /* COLUMN_FIELD */
	const struct field_def *field;    /* COLUMN_FIELD, COLUMN_TWICE */
	const struct given_column *given; /* by hand, or NULL */
};

/* What columns were said to be: of a header known by its digest (NULL: any), in a register (NULL:
 * any); field "": not taken. And the line the header is said to stand in; 0: found. */
struct header_given {
	struct given_column {
		const char *header, *registry, *column, *field;
	} *v;
	size_t n;
	long line;
};

struct header {
	const struct register_def *reg; /* NULL: of no register, all columns unknown */
	long record, line; /* of its first row */
	char digest[2 * HASH_LEN + 1]; /* of the names as they are compared */
	int rows;          /* two where names stand below a merged cell */
	size_t count;      /* up to the last name */
	size_t raw_count;  /* cells it has in the file */
	size_t unnamed;    /* cells without a name before the last one */
	struct column *columns;
	/* the cells of the first row as written, NUL-ended each: to know it when it comes again */
	struct str raw;
};

/* A row kept while the next is looked at; header_row_clear. */
struct header_row {
	long record, line;
	char **cells;
	size_t n;
};
void header_row_clear(struct header_row *row);

/* Map the cells of a record, below `above` where that is not NULL, as if they were a header, with
 * what columns were said to be (NULL: nothing); answers how many columns are fields.
 * header_clear. */
size_t header_map(struct header *h, const struct register_def *reg, const struct csv_record *rec,
                  const struct header_row *above, const struct header_given *given);
/* Append the columns the register must have and h has not, joined by 、. */
void header_missing(const struct header *h, struct str *out);
/* Append a header name or first cell as it is compared: blanks taken out, full width folded, stars
 * dropped. */
void header_fold(struct str *out, const char *text);

/*
 * Read from the first record to find the header; the reader is left anywhere. reg NULL: the one of
 * the table `at` whose columns fit best. given: where and what it was said to be, or NULL.
 * RC_INVALID with a sentence: no header in the first HEADER_SEARCH records, or which required
 * columns are missing. header_clear in any case.
 */
enum rc header_find(struct header *h, struct csv_reader *r, const char *file,
                    const struct register_def *(*at)(size_t i), const struct register_def *reg,
                    const struct header_given *given, struct err *err);
/* The field of a register that a header name means; false: none. */
bool header_field(const struct register_def *reg, const char *name, struct column *c);
void header_clear(struct header *h);

/* Column of this field, or SIZE_MAX. */
size_t header_column(const struct header *h, const struct register_part *part,
                     const struct field_def *f);
/* The program's own name of a column: the field's header name, else as the file writes it. */
const char *column_name(const struct column *c);

enum line_kind { LINE_RECORD, LINE_BLANK, LINE_TOTAL, LINE_SIGNATURE, LINE_HEADING, LINE_HEADER,
                 LINE_ABOVE };
/* What a record after the header is (line_kind.c); LINE_HEADER and LINE_ABOVE are known by the
 * table alone. */
enum line_kind header_line_kind(const struct header *h, const struct csv_record *rec);

#endif
