/* Return codes and the finished sentence an officer reads when something fails.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stdarg.h>

/* What a function that can fail returns. One value, one kind of answer; the sentence is in struct
 * err. */
enum rc {
	RC_OK = 0,
	RC_USAGE,     /* the call's words are off */
	RC_INVALID,   /* data that break a rule: a field, a file's row, a date */
	RC_NOT_FOUND, /* no such record, file or command */
	RC_EXISTS,    /* already there */
	RC_CONFLICT,  /* somebody saved this record since it was read */
	RC_DENIED,    /* the actor may not, or the file's permission says no */
	RC_BUSY,      /* another writer held the lock for too long: try again */
	RC_IO,        /* read or write failed; disk full is RC_FULL */
	RC_FULL,      /* no space, or a file-size limit */
	RC_CORRUPT,   /* not our file, or a damaged one */
	RC_NEWER,     /* written by a newer program */
	RC_CONFIG,    /* the INI or the machine's set-up is wrong */
	RC_CANCELLED, /* the officer said stop; nothing was written */
	RC_INTERNAL,  /* a bug: a broken contract met at run time */
};

/* A failure in words. Owned by the caller; a function that returns RC_OK leaves it untouched. */
struct err {
	enum rc rc;
	char id[40];     /* stable name for --json, like "idno.check" */
	char field[40];  /* name of the field at fault, or empty */
	char text[640];  /* finished sentence in the chosen language, UTF-8, cut at a character */
};

/* One step of several: on to the next, or to the function's one `out:`, where what it owns is
 * freed. It sets the local `rc`; nothing declared between it and `out:` may be needed there. */
#define TRY(call) \
	do { \
		if ((rc = (call)) != RC_OK) \
			goto out; \
	} while (0)

/*
 * Fill e (which may be NULL) and return rc. tmpl is an N_() English sentence; it is translated,
 * then each {name} in it is replaced by the value that follows that name in the NULL-ended list of
 * (const char *name, const char *value) pairs. A NULL value prints as nothing.
 */
enum rc err_set(struct err *e, enum rc rc, const char *id, const char *tmpl, ...)
	__attribute__((sentinel));

/* As err_set, and remember that `field` is the one at fault. */
enum rc err_field(struct err *e, const char *field, const char *id, const char *tmpl, ...)
	__attribute__((sentinel));

/* Replace {name}s in tmpl (already translated) into out[size]; the same pairs as err_set. Never
 * overflows. */
void text_fill(char *out, unsigned long size, const char *tmpl, ...) __attribute__((sentinel));
/* A text into out[size], cut at a character where it is longer. */
void text_copy(char *out, unsigned long size, const char *text);
/* The same from an N_() template, behind what stands in out. */
struct str;
void str_fill(struct str *out, const char *tmpl, ...) __attribute__((sentinel));
/* A whole number in digits, for such a list: NUM(n) lives as long as the block it stands in. */
#define NUM(n) num_text((char[24]){0}, (long long)(n))
const char *num_text(char out[24], long long n);

void text_vfill(char *out, unsigned long size, const char *tmpl, va_list ap);

/* sysexits value a command ends with for this code. */
int err_exit_status(enum rc rc);

#endif
