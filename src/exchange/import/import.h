/* Inside the exchange layer: one import under way, and one row of it.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_IMPORT_H
#define EXCHANGE_IMPORT_IMPORT_H

#include <stdint.h>

#include "core/hash.h"
#include "exchange/import/plan.h"
#include "exchange/import/table.h"
#include "model/entry/import_memory.h"

/* A village or team that the file names and the station does not have yet. Or a name that only the
 * register can find, since it depends on whose row it is: nothing is made of it. */
struct new_ref {
	size_t column;
	char *name;
	bool by_judge;
};

/* A word of the row that its field could not take. */
struct kept {
	size_t column;
	char *word;
};

struct import_row {
	long number, line;
	const struct header *header;
	const struct csv_record *rec;
	void *data;              /* the register's struct: its parts hold what the cells said */
	unsigned char *cells;    /* by column: CELL_ */
	struct new_ref *refs;
	size_t ref_count;
	struct kept *kept;
	size_t kept_count;
	char uid[UID_LEN + 1];   /* 记录号, or "" */
	char person[UID_LEN + 1]; /* 人员记录号: whose row a list of this station says it is, or "" */

	enum verdict verdict;
	enum plan_kind kind;     /* of a row that is not refused */
	bool slipped;            /* too few or too many cells: which nobody can know */
	bool known;              /* whose row it is is on file, and the officer's to see */
	bool to_head;            /* refused because a void, sealed or held record is met */
	size_t at;               /* column of the fault or warning told; SIZE_MAX: none yet */
	struct str column;       /* its name */
	struct str reason;
	struct str changes;
};

enum { CELL_BLANK, CELL_GIVEN, CELL_MASKED, CELL_BAD };

/* What the file said before of somebody. */
struct seen {
	uint64_t key;    /* hash of the identity; 0: free slot */
	uint64_t agree;  /* hash of what must be the same for it (the name); 0: not said yet */
	uint64_t sub;    /* hash of the last record taken under it (the document); 0: none */
	struct date day; /* of the last one that is still open */
	long record;     /* where it was first seen */
	size_t said;     /* which row of import.said holds what it said; 0: none */
	/* Where rows only name the person: who it is, asked of the database once a pass. id 0: not
	 * asked, or nobody. */
	enum match match;
	long long id;
	uint64_t name;   /* hash of the name on file */
};

/* A stored record kept for the row that is equal to it. */
struct pair {
	long long id;
	long row;
};

/* One question of the plan (ask.c), or an answer nothing asks for. */
struct asked {
	enum plan_question_kind kind;
	const struct field_def *field;
	char *word, *near, *answer; /* answer NULL: open */
	bool remembered;
	long count; /* rows of this pass */
};
/* A village or team on file, or named by an earlier row; stem: without what stands around it. */
struct known_name {
	const char *ref;
	char *name, *stem;
};
/* A row that only writing found wrong: refused from the start when the pass is made again. */
struct refusal {
	long row;
	char *field, *text;
};

/* Heap texts. */
struct texts {
	char **v;
	size_t n;
};

struct import {
	struct station *st;
	const struct actor *actor;
	struct date today;
	struct header header;
	struct import_batch *batch;    /* where what is judged good is written too */
	struct pair *lines;            /* of a log: its order, and the row */
	size_t line_count;
	struct refusal *refusals;      /* of the whole import, by row */
	size_t refusal_count;
	struct seen *seen;
	size_t seen_count, seen_cap;
	uint64_t *rows;         /* set of the content hashes of rows taken in this pass */
	size_t row_count, row_cap;
	struct pair *pairs;     /* of the whole import, by id once import_pairs_done */
	size_t pair_count;
	struct texts reached;   /* what is told once all is written, a sentence each */
	struct asked *asked;
	size_t asked_count;
	struct known_name *known;
	size_t known_count;
	bool known_loaded;
	char **above;           /* by column: what stood in it last */
	uint16_t *said;         /* hashes of what was said of a person, by column */
	size_t said_count;
	long masked, misfits;   /* of this pass: masked rows, and those that fit nobody here */
	bool keeps_person;      /* somebody new keeps the record number of the file */
	bool news;              /* words or answers to be remembered that were not so far */
	struct ids claimed;     /* records of the database that a row of this pass means; sorted */
};

void import_start_pass(struct import *im);
/* No row comes any more: what a pass knows of those before goes, and leaves its room to the commit.
 */
void import_forget_rows(struct import *im);
void import_clear(struct import *im);

/* The entry of a key, made when new; valid until the next call. */
struct seen *import_seen(struct import *im, const char *key);
/* Was a row with this content taken before? Remembers it when `remember`. */
bool import_row_seen(struct import *im, uint64_t hash, bool remember);
bool import_claimed(const struct import *im, long long id);
void import_claim(struct import *im, long long id);
void import_pair(struct import *im, long long id, long row);
void import_pairs_done(struct import *im);
/* Is this record kept for another row than this one? */
bool import_kept(const struct import *im, long long id, long row);

/* How the reason of a row that had slipped begins in the file of refused rows: filled up it looks
 * whole, and stays refused until somebody has looked at it. */
#define ROW_SLIPPED "(!) "

/* The answer to a word in a field; NULL: none. */
const char *import_answer(struct import *im, const struct field_def *f, const char *word);
/* Ask, or ask again; nothing when too much is asked already. */
void import_ask(struct import *im, enum plan_question_kind kind, const struct field_def *f,
                const char *word, const char *near);
void import_set_answer(struct import *im, const struct field_def *f, const char *word,
                       const char *answer, bool remembered);
/* Does a cell of this field mean what stands above it? */
bool ask_is_ditto(const struct field_def *f, const char *text);
/* A known name of a village or team (`ref`) that differs from this one only by what stands around
 * it; NULL: none, or it is known itself. */
const char *import_near(struct import *im, const char *ref, const char *name);
void import_name_new(struct import *im, const char *ref, const char *name);
void asks_start_pass(struct import *im);
void asks_clear(struct import *im);
/* A line of this order was taken from this row; and: no row of the order can be taken. */
void import_line(struct import *im, long long order, long row);
void import_refuse_lines(void *im, long long order, const struct err *why);
/* Why this row cannot be taken; NULL: nothing is known yet. */
const struct refusal *import_refusal(const struct import *im, long row);

void row_init(struct import_row *row, const struct header *h);
void row_clear(struct import_row *row);
/* Parse the cells of a record into row->data; faults and masked cells are noted. */
void row_parse(struct import *im, struct import_row *row, const struct csv_record *rec);
/* What a cell alone does not tell: whether the row has its cells, and all its characters. */
void row_look(struct import_row *row, const struct table_row *t);
/* One column of numbers holds every paper's (import_paper.c): what is no ID number goes to the
 * other papers, by the kind that is given or by its shape, and the other way round. */
void row_settle_paper(struct import_row *row);
/* Content of the cells that are fields, blanks around apart. */
uint64_t row_hash(const struct import_row *row);

/* Refuse the row at this field (NULL: at no column). The first column in file order is the one
 * told. */
void row_fault(struct import_row *row, const char *field, const char *reason);
/* Take the row but tell this; the first column in file order is told. */
void row_warn(struct import_row *row, const char *field, const char *reason);
/* Refuse the row in the words of a use case that would not have it. */
void row_refuse(struct import_row *row, const char *field, const char *why);
/* Refuse the row: something void, sealed or held is met. `what` (NULL: just the word) tells the
 * head besides what it is. */
void row_to_head(struct import_row *row, const char *field, const char *what);
/* The same of one record: of whom may be seen, the head is told that it is void, since when and
 * why. */
enum rc row_to_head_record(struct import *im, struct import_row *row, const char *field,
                           const struct entity_def *def, long long id, struct err *err);
/* CELL_ of a field; CELL_BLANK when the file has no such column. */
int row_cell(const struct import_row *row, const char *field);
/* Tell what this row says otherwise of a person than the first one did. */
void row_compare_said(struct import *im, struct import_row *row, struct seen *seen);
/* What stands in a field's cell, bare; NULL when the file has no such column. Heap. */
char *row_cell_text(const struct import_row *row, const char *field);
/* Is anything but blanks and stars in this field's cell? */
bool row_given(const struct import_row *row, const char *field);
/* Tell this of a column. */
void row_tell(struct import_row *row, enum verdict v, size_t column, const char *reason);
/* Refuse a row whose record number an earlier row of the file has: one was copied. */
void row_refuse_copy(struct import *im, struct import_row *row);
/* Refuse cells masked with stars: they can be taken only where another column says whose they
 * are. */
void row_refuse_masked(struct import_row *row);

/* Refuse the row for every required field of the part that is blank. */
void row_require(struct import_row *row, const struct register_part *part);
/* Run a record check of the model over `rec` until it finds nothing new; its faults and warnings
 * become the row's. */
typedef enum rc row_check_fn(void *rec, struct date today, struct findings *warnings,
                             struct err *err);
void row_check(struct import *im, struct import_row *row, const struct entity_def *def, void *rec,
               row_check_fn *check);

/* Fields of rec that the file leaves open get old's values; rec becomes a version of old. Fields
 * that are fixed once a record is born keep old's value, and a difference is told. */
void row_merge(struct import_row *row, const struct register_part *part, void *rec,
               const void *old);
/* Does rec differ from old? Names of the changed columns are added to row->changes. */
bool row_differs(struct import_row *row, const struct register_part *part, const void *rec,
                 const void *old);
/* The text of a reference that only the register can find; NULL when the row has none. */
const char *row_ref_name(const struct import_row *row, const char *field);
/* Write the row's kept words beside the records it stands for, where their fields are open. */
enum rc row_keep_words(struct import *im, struct import_row *row, struct err *err);
/* Make the new villages and teams of the row and point to them. */
enum rc row_make_refs(struct import *im, struct import_row *row, struct err *err);

/* Whose row it is (import_person.c): by ID number, else other paper, else file number (rule 10.8).
 * Who has none of these is known by name and number of the order together, so that a file taken
 * twice changes nothing. */
struct person_match {
	enum match match;
	long long id;
	bool by_file_no, by_number;
	struct seen *seen; /* what this file said of the number before; NULL without a number */
};
/* doc_no: number of the row's order, or NULL. old: who is on file, for registers that write people;
 * NULL: only who it is. */
enum rc person_find(struct import *im, struct import_row *row, struct resident *r,
                    const char *doc_no, struct resident *old, struct person_match *out,
                    struct err *err);
/* Refuse a masked row whose numbers are not ours; most of them so, and the file is refused. */
void person_misfit(struct import *im, struct import_row *row);
bool person_is_masked(const struct import_row *row);
/* So where what a mask leaves does not fit the person with this id; old: loaded when it is blank.
 */
enum rc person_check_mask(struct import *im, struct import_row *row, const struct resident *r,
                          long long id, struct resident *old, struct err *err);
/* Refuse a row of somebody who is not on file. */
void person_require(struct import_row *row, const struct person_match *who);

/* Registers whose row is one record with a key (import_keyed.c): parts[1], and kept[0] as
 * stored. */
void *row_record(const struct import_row *row);
void *row_stored(const struct import_row *row);
/* Of a record with the row's key: would the row, which is not touched, change nothing of it? */
enum register_fit row_fits_stored(struct import_row *row, const void *old);
/* Load the stored record the row means, by record number, else by key: neither meant by another row
 * nor kept for one, an equal one, else the first that fits. Its id 0: none. What is void, sealed or
 * somebody else's refuses the row. */
enum rc keyed_find(struct import *im, struct import_row *row, struct err *err);
enum rc keyed_find_by_key(struct import *im, struct import_row *row, struct err *err);
/* Take the row's record as a version of the stored one. */
void keyed_become(struct import *im, struct import_row *row);
/* Of records that belong to somebody: whose it is (parts[0]), into the record; a fault when
 * nobody. */
enum rc keyed_owner(struct import *im, struct import_row *row, struct err *err);
enum rc keyed_pair(struct import *im, struct import_row *row, long long *id, struct err *err);
enum rc keyed_load(const struct register_def *reg, struct station *st, const struct actor *a,
                   const long long *ids, size_t n, struct register_page *out, struct err *err);

/* Refused rows to a file (refused.c). */
struct refused;
enum rc refused_new(struct refused **out, const char *path, const struct header *h,
                    struct err *err);
void refused_add(struct refused *r, const struct import_row *row);
/* Put it in place; *path (heap) says where. */
enum rc refused_finish(struct refused *r, char **path, struct err *err);
void refused_free(struct refused *r);

#endif
