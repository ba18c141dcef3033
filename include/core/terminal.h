/* SPDX-License-Identifier: MIT
 * What check-terminal found out about a kind of terminal, kept beside the station's database in
 * terminals.ini, one section a TERM:
 *
 * 	[xterm-256color]
 * 	hanzi = 2
 * 	dot = 1
 * 	...
 */
#ifndef CORE_TERMINAL_H
#define CORE_TERMINAL_H

#include <stdbool.h>

#include "core/err.h"

/* Cells are as the terminal moved its cursor: 1 or 2; 0 not known. */
struct terminal {
	int hanzi;     /* a 汉字; 1 when it shows none */
	int rare;      /* a 汉字 of four bytes */
	int dot;       /* the dot in names, U+00B7 */
	int box;       /* a box line */
	int colour;    /* 1 shows it, 2 does not, 0 not known */
	int escape_ms; /* how long to wait after Esc for the rest of a key; 0 not known */
	int speed;     /* bytes a second; 0 not known or too fast to matter */
};

/* The file beside this database; heap. */
char *terminal_path(const char *db);

/* What is known of this TERM; all 0 where there is no file or no section. Lines it cannot read are
 * passed over: no screen may fail for them. */
void terminal_load(const char *path, const char *term, struct terminal *out);

/* Put t in the section of this TERM, the others stay. RC_INVALID for a name
 * with blanks, brackets or control characters; else as file_replace. */
enum rc terminal_save(const char *path, const char *term, const struct terminal *t,
                      struct err *err);

#endif
