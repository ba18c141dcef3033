/* Between plan.c and plan_notes.c: a plan. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_PLAN_PRIV_H
#define EXCHANGE_IMPORT_PLAN_PRIV_H

#include "core/json.h"
#include "exchange/csv/line_list.h"
#include "exchange/csv/text_source.h"
#include "exchange/import/import.h"
#include "exchange/import/plan.h"

enum { NEW_KINDS = 4 };

/* What stands in one column and is on file nowhere yet: villages, help teams. */
struct new_names {
	const struct field_def *field;
	struct texts named;
};

struct plan {
	struct import im;
	struct plan_options options;
	struct text_source *src;
	struct table *table;
	char *sheet;          /* of a workbook: the one taken; NULL: the file is a text */
	struct texts sheets;  /* all that fit a register, where it has more than one */
	long hidden_rows, hidden_columns;
	struct plan_counts counts;
	struct texts notes, previews;
	struct numbers {
		struct str all; /* NUL-ended each: of 200,000 people they are 20 MB */
		size_t n;
	} asked, vain;      /* of rows that would be taken; of those that are not */
	struct new_names new_names[NEW_KINDS]; /* those in use first */
	struct line_list skipped; /* record numbers of lines that are no records */
	char *refused_path;
	long long refused_number;   /* of that file in out/; 0: it lies elsewhere */
	struct json refused_who;    /* what its rows call their people, an array of texts */
	struct memory memory;       /* what was said of earlier files */
	struct memory said;         /* the columns said this time: name and answer */
	struct header_given given;  /* both, as the table wants them, which keeps them */
	bool telling; /* records are told and previewed */
	/* Writing refused a row: the pass is made again with a mark before each, which costs. */
	bool careful, again;
	bool refusing; /* refused rows go to their file */
	bool applied;
};

/* Of plan_ask.c: columns said before the header is looked for; answers once it is found; both into
 * the batch; columns and words told this time, or remembered from an earlier file, as text. */
enum rc plan_give_columns(struct plan *p, struct err *err);
enum rc plan_take_answers(struct plan *p, struct err *err);
enum rc plan_remember(struct plan *p, struct err *err);
void plan_say_told(const struct plan *p, bool earlier, struct str *out);

/* Of plan_open.c: source and table, and which sheet; of a row told, in a workbook, the cell. */
enum rc plan_open(struct plan *p, const struct register_def *reg, struct err *err);
void plan_cell_name(const struct plan *p, const struct import_row *row, struct str *out);

void plan_texts_clear(struct texts *t);
/* The first records as they were decoded, without the cells of masked fields. */
void plan_note_preview(struct plan *p, const struct csv_record *rec);
/* Of a good row: what it names that is not on file. */
void plan_note_names(struct plan *p, const struct import_row *row);
void plan_note_skipped(struct plan *p, long number);
/* After the first pass: the notes of plan_note(), in their order. */
void plan_note_file(struct plan *p);

/* Of plan_trace.c: the numbers of a judged row; none any more; and once it is made, or why not: the
 * audit row and the count, without which nothing of it is shown. */
void plan_trace_row(struct plan *p, const struct import_row *row);
void plan_trace_forget(struct plan *p);
enum rc plan_trace(const struct plan *p, enum rc made, struct err *err);

#endif
