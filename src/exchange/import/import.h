/* Inside the exchange layer: one import under way, and one row of it.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_IMPORT_H
#define EXCHANGE_IMPORT_IMPORT_H

#include <stdint.h>

#include "core/hash.h"
#include "exchange/import/header.h"
#include "exchange/import/plan.h"
#include "model/entry/import_batch.h"

/* A village or team that the file names and the station does not have yet. Or a name that only the
 * register can find, since it depends on whose row it is: nothing is made of it. */
struct new_ref {
	size_t column;
	char *name;
	bool by_judge;
};

struct import_row {
	long number, line;
	const struct header *header;
	const struct csv_record *rec;
	void *data;              /* the register's struct: its parts hold what the cells said */
	unsigned char *cells;    /* by column: CELL_ */
	struct new_ref *refs;
	size_t ref_count;
	char uid[UID_LEN + 1];   /* 记录号, or "" */

	enum verdict verdict;
	enum plan_kind kind;     /* of a row that is not refused */
	bool slipped;            /* fewer cells than the header: which is missing nobody can know */
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
	struct ids claimed;     /* records of the database that a row of this pass means; sorted */
};

void import_start_pass(struct import *im);
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

/* A line of this order was taken from this row; and: no row of the order can be taken. */
void import_line(struct import *im, long long order, long row);
void import_refuse_lines(void *im, long long order, const struct err *why);
/* Why this row cannot be taken; NULL: nothing is known yet. */
const struct refusal *import_refusal(const struct import *im, long row);

void row_init(struct import_row *row, const struct header *h);
void row_clear(struct import_row *row);
/* Parse the cells of a record into row->data; faults and masked cells are noted. */
void row_parse(struct import *im, struct import_row *row, const struct csv_record *rec);
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
/* Is anything but blanks and stars in this field's cell? */
bool row_given(const struct import_row *row, const char *field);
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
/* Make the new villages and teams of the row and point to them. */
enum rc row_make_refs(struct import *im, struct import_row *row, struct err *err);

/* Whose row it is (import_person.c): by ID number, else other paper, else file number (rule 10.8).
 * Who has none of these is known by name and number of the order together, so that a file taken
 * twice changes nothing. */
struct person_match {
	enum match match;
	long long id;
	bool by_file_no;
	struct seen *seen; /* what this file said of the number before; NULL without a number */
};
/* doc_no: number of the row's order, or NULL. old: who is on file, for registers that write people;
 * NULL: only who it is. */
enum rc person_find(struct import *im, struct import_row *row, struct resident *r,
                    const char *doc_no, struct resident *old, struct person_match *out,
                    struct err *err);
/* Refuse a row of somebody who is not on file. */
void person_require(struct import_row *row, const struct person_match *who);

/* Registers whose row is one record with a key (import_keyed.c): parts[1], and kept[0] as
 * stored. */
void *row_record(const struct import_row *row);
void *row_stored(const struct import_row *row);
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
                   long long id, void *data, struct err *err);

/* Refused rows to a file (refused.c). */
struct refused;
enum rc refused_new(struct refused **out, const char *path, const struct header *h,
                    struct err *err);
void refused_add(struct refused *r, const struct import_row *row);
/* Put it in place; *path (heap) says where. */
enum rc refused_finish(struct refused *r, char **path, struct err *err);
void refused_free(struct refused *r);

#endif
