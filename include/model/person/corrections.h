/* What was corrected in one person's file: each field with what stood there before (rule 17.17).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_CORRECTIONS_H
#define MODEL_PERSON_CORRECTIONS_H

#include "core/actor.h"
#include "core/field.h"
#include "model/station/station.h"

struct correction {
	long long time;        /* real milliseconds UTC */
	const char *officer;   /* login, "" for the program */
	const char *reason;    /* "" for none */
	const struct entity_def *def;
	const struct field_def *field;
	const void *before;    /* a record of def that holds the old value of the field and no other */
};

/* Of the person, the orders and every register, newest first. Texts live until the call returns;
 * `each` must not use the station. */
enum rc corrections_read(struct station *st, const struct actor *a, long long resident,
                         void (*each)(void *ctx, const struct correction *c), void *ctx,
                         struct err *err);

#endif
