/* The table of registers: the roster, and one for every kind of event the model has. */
#include "exchange/import/register.h"

#include <stdint.h>
#include <string.h>

#include "exchange/import/import_registers.h"
#include "model/person/resident.h"

enum { REGISTERS_MAX = 64 };

/* One of these must be in a file: name and village never say who somebody is (rule 10.8). */
#define IDENTITY_COLUMNS "身份证号|其他证件号码|档案编号"

static const struct register_def *table[REGISTERS_MAX];
static struct register_def events[REGISTERS_MAX];
static size_t count;

static void build(void) { /* in the order they are best taken in: people, teams, events, duties */
	table[count++] = &roster_register;
	table[count++] = &member_register;
	for (const struct event_def *e = event_table; e->entity && count < REGISTERS_MAX; e++) {
		struct register_def *r = &events[count];
		event_register_fill(r, e);
		r->parts[0].only = OWNER_FIELDS;
		table[count++] = r;
	}
	if (count < REGISTERS_MAX)
		table[count++] = &duty_register;
}

const struct register_def *register_at(size_t i) {
	if (!count)
		build();
	return i < count ? table[i] : NULL;
}

const struct register_def *register_find(const char *id) {
	for (size_t i = 0; register_at(i); i++) {
		if (strcmp(register_at(i)->id, id) == 0)
			return register_at(i);
	}
	return NULL;
}

void register_needs(const struct register_def *reg, struct str *out) {
	bool of_people = false;

	for (size_t p = 0; p < reg->part_count; p++) {
		const struct register_part *part = &reg->parts[p];
		bool owner = part->entity == &resident_def && part->only;

		of_people = of_people || part->entity == &resident_def;
		for (size_t i = 0; !owner && i < part->entity->count; i++) {
			const struct field_def *f = &part->entity->fields[i];

			if ((f->flags & F_REQUIRED) && f->csv && (!part->only || str_in_list(part->only, f->name)))
				str_addf(out, "%s%s", out->n ? "," : "", f->csv);
		}
	}
	if (of_people)
		str_addf(out, "%s%s", out->n ? "," : "", IDENTITY_COLUMNS);
}

bool register_column_at(const struct register_def *reg, size_t i, struct register_column *out) {
	for (size_t p = 0; p < reg->part_count; p++) {
		const struct register_part *part = &reg->parts[p];
		for (size_t k = 0; k < part->entity->count; k++) {
			const struct field_def *f = &part->entity->fields[k];
			if (!f->csv || (f->flags & F_SYSTEM) || (part->only && !str_in_list(part->only, f->name)))
				continue;
			if (i-- == 0) {
				*out = (struct register_column){part, f};
				return true;
			}
		}
	}
	return false;
}

