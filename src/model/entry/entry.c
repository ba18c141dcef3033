/* SPDX-License-Identifier: MIT */
#include "model/entry/entry.h"

#include "core/clock.h"

void entry_row_clear(struct entry_row *row) {
	if (row->rec)
		entity_clear(row->reg->entity, row->rec);
	free(row->rec);
	row->rec = NULL;
}

const struct event_def *entry_register(const struct duty_kind_def *kind) {
	return event_find_def(kind->reg);
}

size_t entry_answers(const struct duty_kind_def *kind, struct entry_answer out[ENTRY_ANSWERS]) {
	const struct event_def *reg = entry_register(kind);
	const struct field_def *f = kind->answer ? entity_field(reg->entity, kind->answer) : NULL;
	size_t n = 0, most = kind->answer_count ? kind->answer_count : ENTRY_ANSWERS;
	const struct code_item *item;

	if (!f)
		out[n++] = (struct entry_answer){.reg = reg};
	for (size_t i = 0; f && i < most && n < ENTRY_ANSWERS && (item = code_item_at(f->codes, i));
	     i++)
		out[n++] = (struct entry_answer){.reg = reg, .field = f->name, .value = item->code};
	for (const struct duty_kind_other *o = kind->others; o && o->label && n < ENTRY_ANSWERS;
	     o++)
		out[n++] = (struct entry_answer){.reg = event_find_def(o->reg), .other = o,
		                                 .field = o->field, .value = o->value};
	return n;
}

const char *entry_answer_label(const struct entry_answer *a) {
	if (a->other)
		return tr(a->other->label);
	if (!a->field)
		return tr(N_("done"));
	return code_label(entity_field(a->reg->entity, a->field)->codes, code_of(a->value));
}

void entry_put_head(const struct event_def *head_def, const void *head, const struct event_def *def,
                    void *rec) {
	struct str value = {0};

	for (size_t i = 0; i < head_def->entity->count; i++) {
		const struct field_def *from = &head_def->entity->fields[i];
		const struct field_def *to =
			(from->flags & F_CARRY) ? entity_field(def->entity, from->name) : NULL;

		if (!to || to->type != from->type || !(to->flags & F_CARRY))
			continue;
		str_reset(&value);
		field_store_text(from, head, &value);
		field_parse(to, rec, str_text(&value), NULL, NULL);
	}
	str_clear(&value);
}

static void put(const struct event_def *def, void *rec, const char *field, const char *value) {
	const struct field_def *f = field ? entity_field(def->entity, field) : NULL;

	if (f)
		field_parse(f, rec, value, NULL, NULL);
}

/* The window of the row, as the other register names it. */
static void put_window(const struct entry_answer *a, const struct entry_row *row, void *rec) {
	const struct field_def *f =
		a->other->window ? entity_field(a->reg->entity, a->other->window) : NULL;
	char text[DATE_BUF + 8];

	if (!f || !row->window)
		return;
	if (f->type == FT_DATE)
		date_format(row->due_on, text);
	else
		snprintf(text, sizeof text, "%d", row->window);
	put(a->reg, rec, f->name, text);
}

static bool is_told(const struct findings *told, const struct finding *f) {
	for (unsigned i = 0; i < told->n; i++)
		if (strcmp(told->v[i].text, f->text) == 0)
			return true;
	return false;
}

void entry_doubts(const struct entry_row *rows, size_t n, struct findings *told) {
	for (size_t i = 0; i < n; i++) {
		struct findings own = {.n = 0};

		if (!rows[i].rec || rows[i].state == ENTRY_SAVED)
			continue;
		event_check(rows[i].reg, rows[i].rec, clock_today(), &own, NULL);
		for (unsigned k = 0; k < own.n; k++)
			if (own.v[k].kind == FINDING_REASON && !is_told(told, &own.v[k]) &&
			    told->n < sizeof told->v / sizeof *told->v)
				told->v[told->n++] = own.v[k];
	}
}

void entry_fill(const struct duty_kind_def *kind, const struct entry_answer *a,
                const struct entry_row *row, const char *name, void *rec) {
	bool kinds = a->other && a->value && strcmp(a->value, "@") == 0;

	put(a->reg, rec, a->field, kinds ? kind->kind : a->value);
	if (a->other) {
		put_window(a, row, rec);
		return;
	}
	put(a->reg, rec, kind->preset, kind->value);
	for (const char *p = kind->besides; p; p = strchr(p, ',') ? strchr(p, ',') + 1 : NULL) {
		char field[40], value[40];

		if (sscanf(p, "%39[^=]=%39[^,]", field, value) == 2)
			put(a->reg, rec, field, strcmp(value, "@") == 0 ? name : value);
	}
}
