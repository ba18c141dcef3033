/* SPDX-License-Identifier: MIT
 * A county's form as data (rule 18.20): which columns of a table of figures, of a register or of a
 * list, in which order, under which headers, with which lines above and below. It comes with the
 * program (data/templates) or lies in the folder templates beside the database, where ID.ini stands
 * for the one shipped under that ID. What a role sees of a value no form can widen.
 */
#ifndef EXCHANGE_TEMPLATE_TEMPLATE_H
#define EXCHANGE_TEMPLATE_TEMPLATE_H

#include "exchange/import/register.h"
#include "exchange/out/table_out.h"
#include "model/lists.h"
#include "model/report/report_table.h"

enum { TEMPLATE_LIST_MOST = 64 }; /* columns of a list's form */

enum template_cell {
	TEMPLATE_TEXT,   /* [texts] has it */
	TEMPLATE_BLANK,  /* key begins with "blank" */
	TEMPLATE_NUMBER, /* "no": of the row, from 1 */
	TEMPLATE_ROW,    /* "row": village, team, worker */
	TEMPLATE_FIGURE, TEMPLATE_RATE,
	TEMPLATE_FIELD,
	TEMPLATE_LIST,   /* a column of the list, `at` */
	TEMPLATE_AGE,    /* "age": years, of whom has a birth date */
};

struct template_column {
	char *key, *head, *text;
	int line;
	enum template_cell is;
	size_t at, under;          /* columns of the table: figure, or both numbers of a rate */
	struct register_column field;
};

/* What the program has one of every kind of line for; NULL: not given. */
enum template_key {
	TEMPLATE_TITLE, TEMPLATE_OF, TEMPLATE_FILE, TEMPLATE_ENCODING, TEMPLATE_FORMAT,
		TEMPLATE_MASKING,
	TEMPLATE_ROWS, TEMPLATE_TOGETHER, TEMPLATE_LINES, TEMPLATE_ABOVE, TEMPLATE_BELOW,
		TEMPLATE_KEYS
};

/* Zero-initialise; template_clear when done. */
struct template {
	char *id, *from;                 /* from: its file; "" for one shipped */
	char *value[TEMPLATE_KEYS];
	int line[TEMPLATE_KEYS];
	struct template_column *columns;
	size_t count;
	const struct report_kind *kind;  /* either this */
	enum report_by by;
	bool one;                        /* a single row: the whole station */
	const struct register_def *reg;  /* or this */
	const struct list_def *list;     /* or this: `of` is list:ID */
};

struct template_shipped {
	const char *id, *text;
};
extern const struct template_shipped template_shipped[];
extern const size_t template_shipped_count;

/* RC_CONFIG names file and line, and what to do there. */
enum rc template_read(struct template *t, const char *id, const char *from, const struct str *text,
                      struct err *err);
/* The list of "list:ID"; NULL: it says none. */
const struct list_def *template_list(const char *of);
/* The one of this id; RC_NOT_FOUND names the nearest. text (may be NULL) gets the file as it is. */
enum rc template_find(struct station *st, const char *id, struct template *out, struct str *text,
                      struct err *err);
/* The ids there are, in order; NULL past the last, heap. */
char *template_id_at(struct station *st, size_t i);
void template_clear(struct template *t);
bool template_is_identified(const struct template *t);
enum text_source_encoding template_encoding(const struct template *t);

/* The i-th column a form of its kind may have: its key, and its label appended; false past the
 * last. */
bool template_offer(const struct template *t, size_t i, const char **key, struct str *label);

/* What stands in texts: {station} {month} {year} {from} {to} {day}. */
struct template_words {
	const char *station;
	const struct span *span; /* NULL: today */
};
/* Appends the text with the words filled in. */
void template_fill(const struct template_words *w, const char *text, struct str *out);
/* The name the form wants its file to have, with .csv or .xlsx; heap. */
char *template_file_name(const struct template *t, const struct template_words *w);

/* Lines above with the headers; the lines below. For whoever writes the rows. In a workbook (book),
 * whose first row names the columns, all lines stand below. */
void template_head(const struct template *t, const struct template_words *w, bool book,
                   struct table_out *out);
void template_foot(const struct template *t, const struct template_words *w, bool book,
                   struct table_out *out);
/* A column that asks neither table nor record; false: the caller's. */
bool template_put(const struct template_column *c, const struct template_words *w, size_t row,
                  struct table_out *out);
/* A table of figures as the form wants it. Errors as table_out_new. */
enum rc template_report(const struct template *t, struct station *st, const struct actor *a,
                        const struct span *span, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err);

#endif
