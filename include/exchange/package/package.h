/* SPDX-License-Identifier: MIT
 * What one station hands another, or the county: a Data Package (version 2 of Frictionless Data) in
 * one plain tar (rules 13.2, 13.3). The manifest datapackage.json names every member with its bytes
 * and SHA-256 and is signed beside it in minisign's format, so any program can read and check it.
 * Members are UTF-8 without a mark, CR LF, with a Table Schema made of the field tables; one that
 * is sealed is told by its size and hash alone.
 *
 * All of it lies in memory: one person's file, or a station's figures. The reader believes nothing:
 * no member its list does not name, none twice, none missing, none of another size or with other
 * bytes, no path that leads elsewhere, no address, nothing inside the list itself; all but the
 * bytes before it takes one of them. Whose key signed it package_check asks, which comes before
 * anything of it is used.
 */
#ifndef EXCHANGE_PACKAGE_PACKAGE_H
#define EXCHANGE_PACKAGE_PACKAGE_H

#include "core/field.h"
#include "core/hash.h"
#include "core/json.h"
#include "core/sign/minisign.h"

enum { PACKAGE_MEMBERS = 200, PACKAGE_MAX = 64 << 20, PACKAGE_MANIFEST_MAX = 1 << 20 };
#define PACKAGE_SEALED ".sealed"

struct package_column {
	const char *name;              /* the header */
	const struct field_def *field; /* its type and values; NULL: text, or what follows */
	const char *type;              /* of Table Schema */
	const char *values;            /* its words, between commas */
	bool needed, whole;            /* never blank; 0 or more */
};

struct package_member {
	char *path;      /* small letters, digits, - . / and _ */
	const char *title;
	struct str bytes;
	long long rows;  /* 0: told of none */
	struct package_column *columns;
	const char *key; /* its columns that are there once, between commas; NULL: not told */
	size_t column_count;
};

/* Texts are the package's own; NULL: not told. */
struct package {
	char *kind;      /* handover, receipt, return, answer */
	char *station;   /* who made it */
	char *key;       /* the public line of the key that signed it */
	char *number;    /* what they call it */
	char *created;   /* the day of the audit's head */
	char *head;      /* SEQ:HASH of that */
	char *program;
	char *person;    /* record number of whom it is about */
	char *order;     /* record number of the order it is about */
	char *of;        /* SHA-256 of the manifest it answers */
	char *day;       /* on which what it says happened */
	/* of a return and its answer (return_rows.h) */
	char *format, *ids, *code, *period, *scope, *since, *previous, *as_of;
	char *verdict, *reason, *note;
	struct package_member *v;
	size_t n;

	/* of one that was read */
	struct str manifest, signature;
	char digest[2 * HASH_LEN + 1]; /* SHA-256 of the manifest */
};

void package_clear(struct package *p);
/* Bytes are taken over. */
struct package_member *package_add(struct package *p, const char *path, const char *title,
                                   struct str bytes);
/* Every member sealed to this key, under its name with PACKAGE_SEALED behind; and back. */
enum rc package_seal(struct package *p, const struct sign_public *to, struct err *err);
enum rc package_unseal(struct package *p, const struct sign_secret *mine, struct err *err);
bool package_is_sealed(const struct package *p);

/* Make the manifest with its digest, and sign it. */
void package_close(struct package *p, const struct sign_secret *key);
/* Write what was closed; over whatever stands there. */
enum rc package_write(const struct package *p, const char *path, struct err *err);
/* The same bytes, appended. */
void package_bytes(const struct package *p, struct str *out);

/* Does the file begin as a package does, good or not? */
bool package_is(const char *path);
/* RC_CORRUPT, RC_INVALID in one sentence what is wrong with it. package_clear in any case. */
enum rc package_read(struct package *p, const char *path, struct err *err);
/* Was it signed by this key? */
enum rc package_check(const struct package *p, const struct sign_public *key, struct err *err);
/* The key that says it signed it, for the search among those trusted; RC_CORRUPT: not even that
 * fits. */
enum rc package_signer(const struct package *p, struct sign_public *out, struct err *err);

#endif
