/* The station's registers as lists: each of them, and which there are. SPDX-License-Identifier: MIT
 */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/ledger/ledgers.h"
#include "model/ledger/station_due.h"

enum { LEDGERS_MOST = 16 };

static const struct ledger_def *ledger_of(const struct list_run *r) {
	return ledger_find_def(r->def->id);
}

static enum rc ids_of(struct list_run *r, struct ids *out, struct err *err) {
	return ledger_list(r->st, r->actor, ledger_of(r), r->q.from, r->q.to, out, err);
}

/* Columns that no field has, behind those that have one. */
static const struct worked_out {
	const char *ledger;
	struct list_column column;
	enum ledger_number number;
} worked_out[] = {
	{"org", {.key = "taken", .label = N_("Places taken"), .head = N_("Taken"), .width = 4,
	         .number = true, .flags = F_SENSITIVE}, LEDGER_TAKEN},
	{"value", {.key = "change", .label = N_("Against the one before"), .head = N_("Change"),
	           .width = 9, .number = true}, LEDGER_CHANGE},
	{"value", {.key = "per_thousand", .label = N_("On the register for 1,000 people"),
	           .head = N_("Per 1,000"), .width = 9, .number = true, .flags = F_SENSITIVE,
	           .extra = EXTRA}, LEDGER_PER_THOUSAND},
};
enum { WORKED_OUT = sizeof worked_out / sizeof *worked_out };

static enum rc put_worked_out(struct list_run *r, const long long *ids, size_t n, size_t column,
                              const struct worked_out *w, struct err *err) {
	long long *numbers = mem_zalloc(n + 1, sizeof *numbers);
	bool *known = mem_zalloc(n + 1, sizeof *known);
	enum rc rc = ledger_numbers(r->st, w->number, clock_today(), ids, n, numbers, known, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		char text[32];

		snprintf(text, sizeof text, "%lld", numbers[i]);
		if (w->number != LEDGER_TAKEN)
			snprintf(text, sizeof text, "%s%lld.%02lld", numbers[i] < 0 ? "-" : "",
			         llabs(numbers[i]) / 100, llabs(numbers[i]) % 100);
		if (known[i])
			masked_value(r->actor, VIEW_LIST, w->column.flags, text,
			             list_cell(r, i, column));
	}
	free(numbers);
	free(known);
	return rc;
}

static enum rc rows_of(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct entity_def *def = r->def->entity;
	char *rows = mem_zalloc(n + 1, def->size);
	enum rc rc = ledgers_get(r->st, r->actor, ledger_of(r), ids, n, rows, err);

	for (size_t i = 0; i < n; i++) {
		struct record *rec = (struct record *)(void *)(rows + i * def->size);

		if (rc == RC_OK && rec->id != 0) {
			list_put_record(r, i, def, rec);
			list_put(r, i, r->def->column_count - 1, rec->uid);
		}
		entity_clear(def, rec);
	}
	free(rows);
	for (size_t w = WORKED_OUT, at = r->def->column_count - 1; rc == RC_OK && w > 0; w--)
		if (strcmp(worked_out[w - 1].ledger, r->def->id) == 0)
			rc = put_worked_out(r, ids, n, --at, &worked_out[w - 1], err);
	return rc;
}

/* The columns of its list, then every other field for who chooses it; the number comes last. */
static struct list_def make_def(const struct ledger_def *def) {
	const struct entity_def *entity = def->entity;
	struct list_column *columns = mem_zalloc(LIST_COLUMNS, sizeof *columns);
	size_t n = 0;

	for (int listed = 1; listed >= 0; listed--)
		for (size_t i = 0; i < entity->count && n + 1 + WORKED_OUT < LIST_COLUMNS; i++) {
			const struct field_def *f = &entity->fields[i];

			if (((f->flags & F_LIST) != 0) == listed)
				columns[n++] = (struct list_column){
					.field = f->name,
					.number = f->type == FT_INT || f->type == FT_MONEY,
					.extra = listed ? EXTRA_NOT : EXTRA};
		}
	for (size_t w = 0; w < WORKED_OUT; w++)
		if (strcmp(worked_out[w].ledger, def->id) == 0)
			columns[n++] = worked_out[w].column;
	columns[n++] = (struct list_column){
		.key = "uid", .label = N_("Record number"), .width = 26, .extra = PRINTED};
	return (struct list_def){
		.id = def->id,
		.label = def->label,
		.entity = entity,
		.columns = columns,
		.column_count = n,
		.takes = ledger_day_field(def) ? LIST_BY_DAYS : 0,
		.audit = "ledger.list",
		.empty = N_("Nothing recorded yet: a adds a record."),
		.ids = ids_of,
		.rows = rows_of,
	};
}

const struct list_def *ledger_list_def(const struct ledger_def *def) {
	static struct list_def made[LEDGERS_MOST];
	size_t at = (size_t)(def - ledger_table);

	if (at >= LEDGERS_MOST)
		return NULL;
	if (made[at].id == NULL)
		made[at] = make_def(def);
	return &made[at];
}

void ledger_list_columns(const struct ledger_def *def, struct str *out) {
	for (size_t i = 0; i < def->entity->count; i++)
		if ((def->entity->fields[i].flags & F_LIST) != 0)
			str_addf(out, "%s,", def->entity->fields[i].name);
	for (size_t w = 0; w < WORKED_OUT; w++)
		if (strcmp(worked_out[w].ledger, def->id) == 0)
			str_addf(out, "%s,", worked_out[w].column.key);
	str_add(out, "uid");
}

/* ---- which there are ---- */

enum { L_ID, L_LABEL, L_COUNT, L_COLUMNS };
static const struct list_column columns[L_COLUMNS] = {
	[L_ID] = {.key = "register", .label = N_("Register"), .width = 10, .extra = PRINTED},
	[L_LABEL] = {.key = "label", .label = N_("What is in it"), .width = 30},
	[L_COUNT] = {.key = "records", .label = N_("Entries"), .width = 8, .number = true},
};

static enum rc ledgers_ids(struct list_run *r, struct ids *out, struct err *err) {
	enum rc rc = ledger_counts(r->st, r->actor, r->data, err);

	for (size_t i = 0; rc == RC_OK && ledger_table[i].entity; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc ledgers_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const long long *counts = r->data;

	list_put(r, row, L_ID, ledger_table[id - 1].id);
	list_putf(r, row, L_LABEL, "%lld %s", id, tr(ledger_table[id - 1].label));
	list_putf(r, row, L_COUNT, "%lld", counts[id - 1]);
	return RC_OK;
}

const struct list_def ledgers_list = {
	.id = "ledgers", .label = N_("The station's registers"),
	LIST_SHOWS(columns),
	.size = LEDGERS_MOST * sizeof(long long), .ids = ledgers_ids, .row = ledgers_row,
};
