/* The previous record of each form: what stays from one to the next, and what the repeat key
 * brings; and what a caller knows. SPDX-License-Identifier: MIT */
#include "ui/form/form.h"

struct remembered {
	const char *id; /* the form's */
	const struct entity_def *entity[FORM_RECORDS];
	void *rec[FORM_RECORDS];
	struct date day; /* they were begun on */
};

struct form_memory {
	struct remembered *v;
	size_t n;
};

struct form_memory *form_memory_new(void) { return mem_zalloc(1, sizeof(struct form_memory)); }

void form_memory_free(struct form_memory *m) {
	if (!m)
		return;
	for (size_t i = 0; i < m->n; i++) {
		for (int e = 0; e < FORM_RECORDS && m->v[i].entity[e]; e++) {
			entity_clear(m->v[i].entity[e], m->v[i].rec[e]);
			free(m->v[i].rec[e]);
		}
	}
	free(m->v);
	free(m);
}

static struct remembered *find(const struct form_memory *m, const struct form_def *def) {
	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(m->v[i].id, def->id) == 0)
			return &m->v[i];
	}
	return NULL;
}

void form_memory_keep(struct form_memory *m, const struct form *f) {
	struct remembered *r = find(m, f->def);

	if (!r) {
		r = VEC_ADD(m->v, m->n);
		*r = (struct remembered){.id = f->def->id};
		for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
			r->entity[e] = f->def->entity[e];
			r->rec[e] = mem_zalloc(1, f->def->entity[e]->size);
			entity_init(f->def->entity[e], r->rec[e]);
		}
	}
	r->day = f->today;
	for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
		entity_clear(f->def->entity[e], r->rec[e]);
		entity_copy(f->def->entity[e], r->rec[e], f->rec[e]);
	}
}

const void *const *form_memory_last(const struct form_memory *m, const struct form_def *def) {
	const struct remembered *r = find(m, def);

	return r ? (const void *const *)r->rec : NULL;
}

void form_memory_carry(const struct form_memory *m, struct form *f) {
	const struct remembered *last = find(m, f->def);

	for (size_t i = 0; last && date_cmp(last->day, f->today) == 0 && i < f->n; i++) {
		const struct form_item *it = &f->items[i];

		if ((it->field->flags & F_CARRY) && !field_is_blank(it->field, last->rec[it->entity]))
			field_copy(it->field, f->rec[it->entity], last->rec[it->entity]);
	}
}

void form_preset(struct form *f, const struct form_preset *presets) {
	for (; presets && presets->field; presets++) {
		int e = 0;

		while (!entity_field(f->def->entity[e], presets->field))
			e++;
		field_parse(entity_field(f->def->entity[e], presets->field), f->rec[e],
		            presets->value, f->env ? &f->env->names : NULL, NULL);
	}
}
