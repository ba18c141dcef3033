/* 姓名待核: names on file that somebody should compare with the paper.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_NAME_CHECK_H
#define MODEL_PERSON_NAME_CHECK_H

#include "core/actor.h"
#include "core/mem.h"
#include "model/station/station.h"

enum name_doubt {
	NAME_UNKNOWN = 1 << 0,    /* a sign for a lost character: U+FFFD, ?, geta, an empty box */
	NAME_PRIVATE_USE = 1 << 1,/* a code point that every machine draws as it likes */
	NAME_DOT = 1 << 2,        /* a dot in the name that is not the one of names, U+00B7 */
	NAME_HIDDEN = 1 << 3,     /* part of it is masked: * x X 某 or a cross */
};
/* Bits of enum name_doubt; 0: nothing to check. */
unsigned name_doubts(const char *name);
/* In the chosen language, one after the other. Appends. */
void name_doubts_text(unsigned doubts, struct str *out);

/* Visible residents whose name or other name wants checking, in the order of their names. */
enum rc names_to_check(struct station *st, const struct actor *a, struct ids *out, struct err *err);

#endif
