/* A file being read, between conf.c, conf_scan.c and the tables in conf_def.c, which call
 * neither. SPDX-License-Identifier: MIT */
#ifndef CORE_CONF_PRIV_H
#define CORE_CONF_PRIV_H

#include "core/conf.h"
#include "core/mem.h"

enum { CODES_PREFIX = 5 /* "code." */ };

/* A key met in the file. The names are folded to lower case, as iniparser does. */
struct conf_entry {
	char *section, *key;
	int line;
	/* position in conf_table, the form's or the family's keys; -1: a county's own code value,
	 * or a key of the file's own */
	int def;
	size_t block; /* 1..: in the section of a family */
	char *value; /* of a conf_form; NULL: iniparser has it */
};

struct conf_scan {
	const char *path;
	const struct conf_form *form; /* NULL: the station's settings */
	bool open; /* the section being read holds any keys */
	struct conf_entry *v;
	size_t n;
	char *section; /* the one being read; NULL before the first */
	struct code_list *codes; /* of the section being read, when it is a [code.NAME] */
	struct conf_block *blocks;
	size_t block_count, block; /* block 1..: the one being read; 0: another section */
	int line;
	struct err *err;
};

/* Line after line, into entries and blocks; RC_CONFIG, with file and line. conf_scan_clear in any
 * case. */
enum rc conf_scan_file(struct conf_scan *s, const struct str *text);
void conf_scan_clear(struct conf_scan *s);
/* RC_CONFIG in a sentence of {file}, {line}, {word} (cleaned here) and {other}, for line
 * s->line. */
enum rc conf_refuse(struct conf_scan *s, const char *id, const char *tmpl, const char *word,
                    const char *other);
/* The extensible code list of this name; NULL: none. */
struct code_list *conf_find_codes(const char *name);

/* Positions in conf_table and in the family's keys; -1: none. */
int conf_find_def(const char *section, const char *key);
int conf_find_family_key(const struct conf_family *f, const char *key);
void conf_blocks_clear(struct conf_block *v, size_t n);

#endif
