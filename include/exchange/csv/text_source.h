/* SPDX-License-Identifier: MIT
 * A text file as a spreadsheet saved it, as UTF-8 physical lines. The encoding is decided on the
 * whole file (rule 10.5): a byte-order mark, else obvious UTF-16, else strict UTF-8, else strict
 * GB18030. Memory stays flat: the file is read in chunks and can be read again; every later pass
 * compares a hash of the bytes with that of the first, so a file changed in between is noticed.
 * What cannot be read twice (stdin, a pipe) is held in memory, and so is a workbook: whoever opens
 * it gives the rows of one of its sheets, which are then the source's lines.
 */
#ifndef EXCHANGE_CSV_TEXT_SOURCE_H
#define EXCHANGE_CSV_TEXT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/hash.h"

enum text_source_encoding { TEXT_SOURCE_AUTO, TEXT_SOURCE_UTF8, TEXT_SOURCE_GB18030,
                           TEXT_SOURCE_UTF16LE, TEXT_SOURCE_UTF16BE };

enum {
	TEXT_SOURCE_LINE_MAX = 1 << 20,        /* bytes of UTF-8 in one physical line */
	TEXT_SOURCE_HELD_MAX = 64 << 20,       /* bytes of stdin or a pipe */
};

struct text_source; /* heap; text_source_close */

/* One physical line with its ending (LF, CR LF, CR, or nothing at the end of the file). */
struct text_source_line {
	const char *text; /* UTF-8, NUL-ended; valid until the next call */
	size_t n;         /* bytes, ending included */
	long no;          /* from 1 */
};

/* "utf-8", "gb18030" (gbk, gb2312), "utf-16le", "utf-16be", "auto"; case ignored. False when it
 * names none. */
bool text_source_encoding_parse(const char *name, enum text_source_encoding *out);
/* ASCII, as a person would type it */
const char *text_source_encoding_name(enum text_source_encoding e);

/*
 * Open path ("-": stdin) and read it through once. `forced` other than TEXT_SOURCE_AUTO skips the
 * search. Every refusal is one sentence that names the file: missing RC_NOT_FOUND, not readable
 * RC_DENIED, a directory, empty, a workbook, NUL bytes, neither encoding (with the line), a line
 * over TEXT_SOURCE_LINE_MAX: RC_INVALID; read error RC_IO.
 */
enum rc text_source_open(struct text_source **out, const char *path,
                         enum text_source_encoding forced, struct err *err);
/* The same of bytes that lie in memory, and are copied; name: what they are called. */
enum rc text_source_open_bytes(struct text_source **out, const char *name, const void *data,
                               size_t n, struct err *err);
/* As text_source_open, but what may be a workbook by its first bytes is not refused:
 * text_source_book has its bytes, and nothing is read from it before it was given rows. */
enum rc text_source_open_book(struct text_source **out, const char *path,
                              enum text_source_encoding forced, struct err *err);
const struct str *text_source_book(const struct text_source *s); /* NULL: it is a text */
/* The refusal of one that turned out to be no workbook. */
enum rc text_source_no_book(const struct text_source *s, struct err *err);
/* Rows of a sheet: UTF-8, a record ended by CR alone; moved into the source. Its name is then that
 * of file and sheet. May be called again for another sheet. */
enum rc text_source_give_rows(struct text_source *s, const char *sheet, struct str *rows,
                              struct err *err);
bool text_source_has_rows(const struct text_source *s);
void text_source_close(struct text_source *s); /* NULL is fine */

/* File name for messages: last part of the path, cleaned; stdin is "stdin". */
const char *text_source_name(const struct text_source *s);
enum text_source_encoding text_source_encoding(const struct text_source *s);
long text_source_lines(const struct text_source *s);           /* physical lines in all */
/* HASH_LEN bytes: of the file as stored */
const unsigned char *text_source_hash(const struct text_source *s);

/* Next line; *more is false at the end. RC_CONFLICT when the bytes are not those of the first
 * pass. */
enum rc text_source_next(struct text_source *s, struct text_source_line *line, bool *more,
                         struct err *err);
/* Back to the first line. */
enum rc text_source_rewind(struct text_source *s, struct err *err);

#endif
