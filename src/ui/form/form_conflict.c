/* Somebody saved the record first: both versions field by field, and neither is lost.
 * SPDX-License-Identifier: MIT */
#include "ui/form/form.h"

void conflict_init(struct conflict *c, struct form *f, void *const theirs[]) {
	memset(c, 0, sizeof *c);
	for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
		const struct entity_def *def = f->def->entity[e];

		c->theirs[e] = theirs[e];
		for (size_t i = 0; i < def->count; i++) {
			const struct field_def *field = &def->fields[i];

			if ((field->flags & F_SYSTEM) ||
			    field_compare(field, f->rec[e], theirs[e]) == 0)
				continue;
			VEC_PUSH(c->rows, c->n,
			         (struct conflict_row){
					 .entity = e,
					 .field = field,
					 .mine = field_compare(field, f->rec[e], f->base[e]) != 0});
		}
	}
}

void conflict_clear(struct conflict *c, const struct form_def *def) {
	for (int e = 0; e < FORM_RECORDS && def->entity[e]; e++) {
		if (c->theirs[e])
			entity_clear(def->entity[e], c->theirs[e]);
		free(c->theirs[e]);
	}
	free(c->rows);
	memset(c, 0, sizeof *c);
}

void conflict_settle(struct conflict *c, struct form *f) {
	for (size_t i = 0; i < c->n; i++) {
		const struct conflict_row *row = &c->rows[i];

		if (!row->mine)
			field_copy(row->field, f->rec[row->entity], c->theirs[row->entity]);
	}
	for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
		struct record *mine = f->rec[e];
		const struct record *theirs = c->theirs[e];
		const struct entity_def *def = f->def->entity[e];

		mine->ver = theirs->ver;
		mine->seq = theirs->seq;
		/* What the program keeps itself is theirs; the officer cannot have changed it. */
		for (size_t i = 0; i < def->count; i++) {
			if ((def->fields[i].flags & (F_SYSTEM | F_MARKS)) == F_SYSTEM)
				field_copy(&def->fields[i], mine, theirs);
		}
		entity_clear(def, f->base[e]);
		entity_copy(def, f->base[e], theirs);
	}
	form_refresh(f);
}
