/* The station's INI file: every key is declared once, in a table that main registers.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_CONF_H
#define CORE_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"
#include "core/err.h"
#include "core/mem.h"

enum conf_type { CONF_TEXT, CONF_INT, CONF_BOOL, CONF_CHOICE, CONF_DATE };

struct conf_def {
	const char *section, *key;
	enum conf_type type;
	const char *initial;       /* default, as written in a file */
	long long min, max;        /* CONF_INT */
	const char *choices;       /* CONF_CHOICE: comma-separated */
	const char *help;          /* N_(): the comment above the key, and the manual's text */
	bool by_hand;              /* only in the file: who is guarded by it does not set it from inside */
};

/* A kind of section a file may hold many of, [PREFIX.NAME@YYYY-MM-DD]: what holds for NAME from a
 * day on. Its keys are declared like the others; `section` and `initial` are unused: a key left out
 * has no value. */
struct conf_family {
	const char *prefix;
	const struct conf_def *keys;
	size_t key_count;
	const char *help;    /* N_(): the comment in a fresh file */
	const char *example; /* its lines, without the comment signs */
};

/* One such section as read. */
struct conf_block {
	const struct conf_family *family;
	char *name;
	struct date since;
	int line;
	char **values; /* by position in family->keys; NULL: not given */
	int *lines;
};

struct conf; /* values read; owned by the caller, conf_free */

/* Every key of the program (core/conf_def.c). */
extern const struct conf_def conf_table[];
extern const size_t conf_table_count;
extern const struct conf_family conf_families[];
extern const size_t conf_family_count;

/* Defaults alone. */
struct conf *conf_new(void);
/*
 * Read path over the defaults. A missing file is RC_NOT_FOUND. Refused with file and line: BOM,
 * NUL, lines over 1,023 bytes, duplicate keys, unknown sections or keys, values of the wrong type
 * or range. [code.NAME] sections extend the code lists given to conf_register_codes (key = label).
 * iniparser does the reading.
 */
enum rc conf_load(struct conf *c, const char *path, struct err *err);
void conf_free(struct conf *c);

const char *conf_text(const struct conf *c, const char *section, const char *key);
long long conf_int(const struct conf *c, const char *section, const char *key);
/* DATE_NONE while blank. */
struct date conf_date(const struct conf *c, const char *section, const char *key);
bool conf_bool(const struct conf *c, const char *section, const char *key);

/* The sections of families in the order of the file; NULL behind the last. */
const struct conf_block *conf_block_at(const struct conf *c, size_t i);
/* A key's value; NULL: not given. */
const char *conf_block_text(const struct conf_block *b, const char *key);
/* The line of a key, or of the section when it is not given. */
int conf_block_line(const struct conf_block *b, const char *key);

/* A fresh, commented INI with the given values (NULL-ended section, key, value triples) to a new
 * file, 0600. */
enum rc conf_write_new(const char *path, const char *const *triples, struct err *err);

/* What a person wrote of the INI (text) with `key` under [section] set to value, NULL taken out:
 * its comments, its order and its other lines stay. Appends; RC_INVALID: what no line can hold.
 * Whether it is any good conf_load says. */
enum rc conf_edit(const char *text, const char *section, const char *key, const char *value,
                  struct str *out, struct err *err);
/* The value of conf_table[i], as it was written. */
const char *conf_value_at(const struct conf *c, size_t i);

/* Another kind of file in the same grammar: keys of its own, and sections that hold whatever keys
 * the file says, in its order. */
struct conf_form {
	const struct conf_def *keys;
	size_t key_count;
	const char *const *open; /* names of such sections, NULL-ended */
};
struct conf_item {
	const char *section, *key, *value; /* names in small letters */
	int line;
};
/* Each item of such a file, `name` in sentences, goes to take, which may refuse it. As conf_load. */
enum rc conf_read_form(const struct conf_form *form, const char *name, const struct str *text,
                       enum rc (*take)(void *ctx, const struct conf_item *item, struct err *err),
                       void *ctx, struct err *err);

struct code_list;
void conf_register_codes(struct code_list *const *lists, size_t n);

#endif
