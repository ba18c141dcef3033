/* SPDX-License-Identifier: MIT
 * An import (rule 10.9): every record is read, checked, compared with the database, given a verdict
 * and, when it is good, written, in one transaction. For a plan the transaction is taken back, so
 * that what a plan says is what taking the file in does; where nothing may be written, records are
 * judged only. Between plan and taking in nothing of the records is kept; a file that changed in
 * between is noticed. Refused rows go to a file that, mended, imports cleanly.
 */
#ifndef EXCHANGE_IMPORT_PLAN_H
#define EXCHANGE_IMPORT_PLAN_H

#include "core/actor.h"
#include "core/err.h"
#include "exchange/csv/text_source.h"
#include "exchange/import/register.h"
#include "model/station/station.h"

enum verdict { VERDICT_OK, VERDICT_WARN, VERDICT_BAD };
/* "ok" taken, "warn" taken and told, "bad" refused. */
const char *verdict_word(enum verdict v);

enum plan_kind {
	PLAN_NEW,
	PLAN_CHANGED,
	PLAN_SAME,
	PLAN_REFUSED,
	PLAN_HEAD, /* meets a void, sealed or held record: the head of the station decides */
};
/* translated: new, changed, same, refused, for the head */
const char *plan_kind_label(enum plan_kind k);

/* What the plan says of one record; valid during the call only. */
struct plan_row {
	long record;         /* from 1, titles and header included */
	long line;           /* first physical line */
	enum verdict verdict;
	enum plan_kind kind;
	/* the program's own header name of the first column at fault or told; "" for none */
	const char *column;
	/* sentence in the chosen language, of a workbook with its cell before it ("名册!B7 ..");
	 * "" for none. Never a number of a person. */
	const char *reason;
	const char *changes; /* PLAN_CHANGED: names of the changed columns, joined by 、 */
};

/* What the plan asks, once for each word of a column. */
enum plan_question_kind {
	QUESTION_WORD,  /* no value of the list: which is meant? */
	QUESTION_FILL,  /* 同上, 〃, or blank below a filled cell: the value above? */
	QUESTION_PLACE, /* a village or team nearly of a name we know: that one, or a new one? */
};
struct plan_question {
	enum plan_question_kind kind;
	const char *column, *word; /* the program's name of the column; word "": a blank cell */
	const char *near;          /* QUESTION_PLACE: the name we know */
	const char *answer;        /* NULL: open; "": leave it open */
	bool remembered;           /* answered for an earlier file of this header */
	long rows;
	const struct code_list *codes; /* QUESTION_WORD: what may be chosen */
};
/* The answer to QUESTION_FILL that takes the value above. */
#define ANSWER_ABOVE "同上"

/* A column as it was understood. field: the program's name of it; NULL: counted or not taken. */
struct plan_column {
	const char *text, *field;
	bool by_hand, remembered;
};

struct plan_options {
	const char *path;                 /* "-": stdin */
	const char *reg;                  /* id of the register; NULL: found by the header */
	enum text_source_encoding encoding;    /* TEXT_SOURCE_AUTO: found */
	char delimiter;                   /* 0: found */
	const char *sheet;                /* of a workbook: its name or number; NULL: found */
	long header_line;                 /* line the header stands in; 0: found */
	/* "列=字段" (field "": not taken) and "列=词=值" (value "": leave it open): what the
	 * officer says columns and words mean. Remembered for this header when the file is taken.
	 */
	const char **columns, **answers;
	size_t column_count, answer_count;
	/* where refused rows go; NULL: PATH.refused.csv (refused.csv for stdin) */
	const char *refused;
	/* May be NULL. Lines read of all lines; false stops: RC_CANCELLED, nothing written. */
	bool (*progress)(void *ctx, long done, long total);
	/* May be NULL. Every record of the plan, in file order; a row NULL: forget those told, they
	 * come again. */
	void (*each)(void *ctx, const struct plan_row *row);
	/* Bytes of a member of another station's file, called `path`; NULL: the file is read.
	 * Somebody new keeps the record number it gives, and nothing is remembered of its header.
	 */
	const struct str *bytes;
	const char *person; /* of such a file: rows of anybody with another record number are refused */
	bool at_once;                     /* nobody is asked: taken in while it is planned */
	void *ctx;                        /* of both */
};

struct plan_counts {
	long records;   /* with a verdict: titles, header, totals and signatures are not */
	long n_new, n_changed, n_same, n_refused, n_head;
	long n_warned;  /* of those taken */
	long skipped;   /* title, total, signature and blank lines */
};

struct plan; /* heap; plan_free */

/* The plan, and with at_once all of it: plan_is_applied then says so. The options are copied; their
 * strings and ctx must live until plan_free. RC_INVALID when the file or its header is not
 * understood: *out then has the columns that were found, for plan_column and plan_candidate alone,
 * or is NULL. */
enum rc plan_make(struct plan **out, struct station *st, const struct actor *a,
                  const struct plan_options *options, struct err *err);
void plan_free(struct plan *p); /* NULL is fine */

const struct plan_counts *plan_counts(const struct plan *p);
const struct register_def *plan_register(const struct plan *p);
enum text_source_encoding plan_encoding(const struct plan *p);
/* Sheets of a workbook that a register understands, where there is a choice; NULL past the end. */
const char *plan_sheet(const struct plan *p, size_t i);
/* Sentences about the file as a whole, what is not taken or made anew before how it was read. NULL
 * past the end. */
const char *plan_note(const struct plan *p, size_t i);
/* The first five records, cells joined by blanks, as decoded; cleaned for a screen. NULL past the
 * end. */
const char *plan_preview(const struct plan *p, size_t i);

/* What is asked, and what was answered before; columns, and the fields one may stand for, those a
 * record needs first: false and NULL past the end. */
bool plan_question(const struct plan *p, size_t i, struct plan_question *out);
bool plan_column(const struct plan *p, size_t i, struct plan_column *out);
const char *plan_candidate(const struct plan *p, size_t i);

/* Was it taken in? */
bool plan_is_applied(const struct plan *p);
/*
 * Take it in: one transaction. Refused rows are written first (CSV_NUMBER). When nothing is
 * new or changed nothing is written to the database. The counts are then those of what was done.
 * RC_CONFLICT: the file changed meanwhile.
 */
enum rc plan_apply(struct plan *p, struct err *err);
/* Before plan_apply, where officers have no folder of their own: refused rows go to out/, and come
 * by *number; 0: there are none. */
enum rc plan_refuse_to_out(struct plan *p, long long *number, struct err *err);
/* Where the refused rows went, after plan_apply; NULL when there are none. */
const char *plan_refused_path(const struct plan *p);
/* One sentence: what the plan would do, or after plan_apply what was done. Heap string. */
char *plan_summary(const struct plan *p);

#endif
