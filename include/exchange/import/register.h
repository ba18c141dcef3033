/* SPDX-License-Identifier: MIT
 * A register: a kind of file (roster, tests, later talks, visits, leave...) as one table row: the
 * entities whose field tables give its columns, what a row must have, and how a row meets the
 * database. The engine knows no register.
 */
#ifndef EXCHANGE_IMPORT_REGISTER_H
#define EXCHANGE_IMPORT_REGISTER_H

#include "core/actor.h"
#include "core/field.h"
#include "model/event/event.h"
#include "model/ledger/ledger.h"
#include "model/station/station.h"

struct import;
struct import_row;

/* One entity's share of a row. */
struct register_part {
	const struct entity_def *entity;
	size_t offset;    /* of its struct in the row's data */
	/* comma-separated field names that are columns and only say whose row it is; NULL: all with
	 * a header name */
	const char *only;
};

enum { REGISTER_PARTS = 3, REGISTER_KEPT = 3 };

/* Some rows as they are on file: by part, so many of its records one behind the other. */
struct register_page {
	size_t n;
	char *recs[REGISTER_PARTS];
};

enum register_fit { FIT_NONE, FIT_FIRST, FIT_EQUAL };

struct register_def {
	const char *id;    /* a word on the command line */
	const char *label; /* N_() */
	/* the second is the record a row stands for, whose number it has */
	struct register_part parts[REGISTER_PARTS];
	size_t part_count;
	/* header names an export begins with, comma-separated; the other columns follow */
	const char *first;
	const struct event_def *event; /* of a register of events; NULL for the rest */
	const struct ledger_def *ledger; /* of one of the station's; NULL for the rest */
	size_t data_size;  /* of a row's data; zeroed, parts initialised by entity_init */

	/* Records beside the file's, as stored; initialised as the parts are. kept[0] is the stored
	 * version of parts[1] where the row is one record with a key (import_keyed.c). */
	struct register_part kept[REGISTER_KEPT];
	size_t kept_count;
	/* Of such a register: where a record only the head may see is told; the stored records with
	 * the row's key; the one with its record number; how well a stored one fits the row; the
	 * check of the record. */
	const char *told;
	enum rc (*match)(struct import *im, struct import_row *row, struct ids *out,
	                 struct err *err);
	enum rc (*match_uid)(struct import *im, struct import_row *row, enum match *m,
	                     long long *id, struct err *err);
	enum register_fit (*fits)(struct import_row *row, const void *stored);
	enum rc (*check)(void *rec, struct date today, struct findings *warnings, struct err *err);
	enum rc (*get)(const struct register_def *reg, struct station *st, const struct actor *a,
	               long long id, void *rec, struct err *err);
	/* NULL, or: is a stored record with this row's key equal to it, and not meant by an earlier
	 * row? *id 0: none. Asked of every row before the first is judged, so that equal ones pair
	 * first. */
	enum rc (*pair)(struct import *im, struct import_row *row, long long *id, struct err *err);
	/* Compare the parsed row with the file so far and the database: row_fault, row_warn,
	 * row->kind. */
	enum rc (*judge)(struct import *im, struct import_row *row, struct err *err);
	/* Write a judged row that is new or changed, inside the batch. */
	enum rc (*apply)(struct import *im, struct import_row *row, struct err *err);
	/* Export: the ids in their order, and the records of some of them, in a few statements
	 * however many they are (out as register_page_new makes it; of one that is not there the
	 * record is blank). */
	enum rc (*list)(const struct register_def *reg, struct station *st, const struct actor *a,
	                struct ids *out, struct err *err);
	enum rc (*load)(const struct register_def *reg, struct station *st, const struct actor *a,
	                const long long *ids, size_t n, struct register_page *out, struct err *err);
};

/* Rows by ids; RC_NOT_FOUND where one is not there any more. register_page_clear in any case. */
enum { REGISTER_PAGE = 512 }; /* rows at a time, so that memory does not hang on how many there are */
enum rc register_load(const struct register_def *reg, struct station *st, const struct actor *a,
                      const long long *ids, size_t n, struct register_page *out, struct err *err);
void register_page_clear(const struct register_def *reg, struct register_page *page);
/* The record of row i that a part of the register has there. */
const void *register_page_at(const struct register_def *reg, const struct register_page *page,
                             size_t part, size_t i);

/* A row's data, of data_size bytes: every part and kept record made blank; freed. */
void register_data_init(const struct register_def *reg, void *data);
void register_data_clear(const struct register_def *reg, void *data);

/* The table, in the order files are best taken in: the roster, members of the help teams, a
 * register for every row of the model's event_table, duties, the station's own; NULL past the end.
 * Static. */
const struct register_def *register_at(size_t i);
/* NULL when there is none. */
const struct register_def *register_find(const char *id);
/* Append the header names without which a file is not understood: groups by comma, alternatives in
 * a group by '|'. */
void register_needs(const struct register_def *reg, struct str *out);

/* Every column a register's files may have, in the order of an export: calls until each returns
 * false. */
struct register_column {
	const struct register_part *part;
	const struct field_def *field;
};
/* i-th column, by part and field table; false past the end. */
bool register_column_at(const struct register_def *reg, size_t i, struct register_column *out);

#endif
