/* The table of registers: the roster, and one for every register the model has.
 * SPDX-License-Identifier: MIT */
#include "exchange/import/register.h"

#include "exchange/import/import_registers.h"

enum { REGISTERS_MAX = 64 };

static const struct register_def *table[REGISTERS_MAX];
static struct register_def events[REGISTERS_MAX];
static size_t count;

/* In the order they are best taken in: people, teams, logs, events, duties. */
static void build(void) {
	table[count++] = &roster_register;
	table[count++] = &member_register;
	table[count++] = &state_register;
	for (const struct event_def *e = event_table; e->entity && count < REGISTERS_MAX; e++) {
		struct register_def *r = &events[count];
		event_register_fill(r, e);
		r->parts[0].only = OWNER_FIELDS;
		table[count++] = r;
	}
	if (count < REGISTERS_MAX)
		table[count++] = &duty_register;
	for (const struct ledger_def *l = ledger_table; l->entity && count < REGISTERS_MAX; l++) {
		ledger_register_fill(&events[count], l);
		table[count] = &events[count];
		count++;
	}
}

const struct register_def *register_at(size_t i) {
	if (!count)
		build();
	return i < count ? table[i] : NULL;
}

const struct register_def *register_find(const char *id) {
	for (size_t i = 0; register_at(i); i++)
		if (strcmp(register_at(i)->id, id) == 0)
			return register_at(i);
	return NULL;
}
