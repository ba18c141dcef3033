/* SPDX-License-Identifier: MIT
 * CSV files a spreadsheet opens without harm (rules 10.5, 10.6): RFC 4180, CR LF, UTF-8 with BOM or
 * GB18030, cells that look like formulas guarded, long numbers safe. Files are written to PATH.part
 * (0600, never through a link), synced, renamed.
 */
#ifndef EXCHANGE_CSV_CSV_WRITE_H
#define EXCHANGE_CSV_CSV_WRITE_H

#include "core/err.h"
#include "core/hash.h"
#include "core/mem.h"
#include "exchange/csv/target.h"
#include "exchange/csv/text_source.h"

struct csv_writer; /* heap; csv_writer_free */

/*
 * Open path for writing ("-": stdout). encoding is TEXT_SOURCE_UTF8 (written with a BOM) or
 * TEXT_SOURCE_GB18030. RC_EXISTS when the file is there and existing is CSV_KEEP, or another write
 * holds PATH.part (one left by a dead process is removed); RC_DENIED, RC_NOT_FOUND, RC_FULL, RC_IO.
 */
enum rc csv_writer_new(struct csv_writer **out, const char *path,
                       enum text_source_encoding encoding, enum csv_existing existing,
                       struct err *err);
/* The same into memory: UTF-8 without a mark, appended to `to`, which must live as long. */
struct csv_writer *csv_writer_memory(struct str *to);
/* Errors of cells and rows are kept and answered by csv_writer_finish. */
void csv_writer_cell(struct csv_writer *w, const char *text);     /* guarded; NULL is blank */
/* guarded, and with a tab behind it: stays text */
void csv_writer_number(struct csv_writer *w, const char *digits);
void csv_writer_end_row(struct csv_writer *w);
/* BLAKE2b-256, in hex, of what is written so far; asked after the last row it is the file's. */
void csv_writer_hash(struct csv_writer *w, char hex[2 * HASH_LEN + 1]);
/* Sync and put in place. Without this call nothing of the file remains. */
enum rc csv_writer_finish(struct csv_writer *w, struct err *err);
/* Where the rows went, after finish: differs from the path asked for under CSV_NUMBER. */
const char *csv_writer_path(const struct csv_writer *w);
void csv_writer_free(struct csv_writer *w); /* NULL is fine; removes the .part unless finished */
/* The end of every file: finished when rc is RC_OK, with its path (heap) into *path unless that is
 * NULL; freed. */
enum rc csv_writer_close(struct csv_writer *w, enum rc rc, char **path, struct err *err);

/*
 * The guard: a text that begins, after blanks and any number of ', with = + - @ TAB CR or a
 * full-width = + - @ gets one more ' in front. Undoing takes one ' off exactly such texts, so that
 * undone(guarded(s)) is s for every s.
 */
bool csv_is_formula(const char *text);
void csv_guard(struct str *out, const char *text);       /* appends */
const char *csv_unguard(const char *text);               /* points into text */
/* Would a spreadsheet change it: only digits and long or with a leading 0, 1E5, 3-4? */
bool csv_is_fragile(const char *text);
/* Appends a cell as it is, in quotes where comma, quote or line break ask for them. */
void csv_quote(struct str *out, const char *text);
/* Appends it in quotes, before and behind within them; they hold none themselves. */
void csv_enclose(struct str *out, const char *before, const char *text, const char *behind);

#endif
