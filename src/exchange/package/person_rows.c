/* SPDX-License-Identifier: MIT */
#include "exchange/package/person_rows.h"

#include "exchange/csv/csv_write.h"
#include "exchange/import/header.h"
#include "exchange/package/package_priv.h"
#include "model/access/masking.h"
#include "model/order/order.h"
#include "model/person/resident.h"

/* Columns that are this station's own or follow from other records (rule 13.5). */
static const struct {
	const struct entity_def *of;
	const char *fields;
} own[] = {
	{&resident_def, "file_no,place,team,job,workplace,risk,control"},
	{&order_def, "police,worker,taken_from,taken_on,moved_to,papers_sent,receipt"},
};

static bool is_own(const struct register_column *c) {
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (c->part->entity == own[i].of && str_in_list(own[i].fields, c->field->name))
			return true;
	/* what points into this station's own lists */
	return c->field->type == FT_REF && !(c->field->flags & F_REQUIRED);
}

/* Is it a line of something the station keeps of itself: who was there, whom a round met? */
static bool hangs_on_station(const struct entity_def *def) {
	for (size_t i = 0; i < def->count; i++)
		if (def->fields[i].type == FT_REF && def->fields[i].flags & F_REQUIRED)
			return true;
	return false;
}

static bool is_handed_over(const struct register_def *reg) {
	return reg->parts[0].entity == &resident_def && strcmp(reg->id, "duty") != 0 &&
	       !(reg->event && hangs_on_station(reg->event->entity));
}

const struct register_def *person_rows_register(const char *path) {
	char *id = strncmp(path, PERSON_MEMBERS, strlen(PERSON_MEMBERS)) == 0
	           ? mem_strdup(path + strlen(PERSON_MEMBERS)) : NULL;
	char *dot = id ? strchr(id, '.') : NULL;
	const struct register_def *reg;

	if (dot && strcmp(dot, ".csv") == 0)
		*dot = '\0';
	reg = id ? register_find(id) : NULL;
	free(id);
	return reg && is_handed_over(reg) ? reg : NULL;
}

/* A row a record, those of an order after the order itself. */
static enum rc rows_of(const struct register_def *reg, struct station *st, const struct actor *a,
                       long long resident, struct ids *out, struct err *err) {
	struct ids orders = {0};
	enum rc rc;

	if (reg->event)
		return event_list(st, a, reg->event, resident, 0, out, err);
	rc = order_list(st, a, resident, &orders, err);
	if (strcmp(reg->id, "state") != 0) {
		for (size_t i = 0; i < orders.n; i++)
			ids_add(out, orders.v[i]);
		if (rc == RC_OK && orders.n == 0) /* as roster_list has it */
			ids_add(out, -resident);
	} else {
		for (size_t i = 0; rc == RC_OK && i < orders.n; i++)
			rc = status_list(st, a, orders.v[i], out, err);
	}
	ids_clear(&orders);
	return rc;
}

struct column_at {
	const struct register_part *part;
	const struct field_def *field; /* NULL: the record number */
};

struct columns {
	struct column_at *at;
	size_t n;
};

static void add_column(struct columns *c, struct package_member *m, const char *name,
                       const struct register_part *part, const struct field_def *f) {
	VEC_PUSH(c->at, c->n, (struct column_at){part, f});
	VEC_PUSH(m->columns, m->column_count, (struct package_column){name, f});
}

static bool has_name(const struct package_member *m, const char *name) {
	for (size_t i = 0; i < m->column_count; i++)
		if (strcmp(m->columns[i].name, name) == 0)
			return true;
	return false;
}

static void choose_columns(const struct register_def *reg, const struct actor *a,
                           struct columns *c, struct package_member *m) {
	struct register_column r;

	add_column(c, m, HEADER_UID, &reg->parts[1], NULL);
	add_column(c, m, HEADER_PERSON, &reg->parts[0], NULL);
	for (size_t i = 0; register_column_at(reg, i, &r); i++)
		if (!is_own(&r) && !has_name(m, r.field->csv) &&
		    masked_how(a, VIEW_EXPORT_IDENTIFIED, r.field) != SHOWN_NOT)
			add_column(c, m, r.field->csv, r.part, r.field);
}

void person_cell(struct station *st, const struct actor *a, const struct field_def *f,
                 const void *rec, struct str *out) {
	const struct code_item *item = f->codes ? code_find(f->codes, field_code(f, rec)) : NULL;

	if (field_is_unknown(f, rec))
		str_add(out, PACKAGE_UNKNOWN);
	else if (item && !((const struct record *)rec)->damaged)
		str_add(out, item->zh);
	else
		masked_text(a, VIEW_EXPORT_IDENTIFIED, f, rec, station_env(st), out);
}

static void put_cell(struct csv_writer *w, struct station *st, const struct actor *a,
                     const struct field_def *f, const void *rec) {
	struct str text = {0};

	if (f)
		person_cell(st, a, f, rec, &text);
	csv_writer_cell(w, f ? str_text(&text) : ((const struct record *)rec)->uid);
	str_clear(&text);
}

static enum rc put_rows(struct csv_writer *w, const struct register_def *reg, struct station *st,
                        const struct actor *a, const struct columns *c, const struct ids *ids,
                        struct err *err) {
	struct register_page page;
	enum rc rc = register_load(reg, st, a, ids->v, ids->n, NULL, &page, err);

	for (size_t i = 0; rc == RC_OK && i < ids->n; i++) {
		for (size_t k = 0; k < c->n; k++)
			put_cell(w, st, a, c->at[k].field,
			         register_page_at(reg, &page, (size_t)(c->at[k].part - reg->parts), i));
		csv_writer_end_row(w);
	}
	register_page_clear(reg, &page);
	return rc;
}

static enum rc add_register(struct package *p, const struct register_def *reg, struct station *st,
                            const struct actor *a, const struct ids *ids, struct err *err) {
	char *path = mem_printf(PERSON_MEMBERS "%s.csv", reg->id);
	struct package_member *m = package_add(p, path, reg->label, (struct str){0});
	struct csv_writer *w = csv_writer_memory(&m->bytes);
	struct columns c = {NULL, 0};
	enum rc rc;

	free(path);
	choose_columns(reg, a, &c, m);
	for (size_t k = 0; k < m->column_count; k++)
		csv_writer_cell(w, m->columns[k].name);
	csv_writer_end_row(w);
	rc = put_rows(w, reg, st, a, &c, ids, err);
	m->rows = (long long)ids->n;
	rc = csv_writer_close(w, rc, NULL, err);
	free(c.at);
	return rc;
}

enum rc person_rows_add(struct package *p, struct station *st, const struct actor *a,
                        long long resident, long *rows, struct err *err) {
	const struct register_def *reg;
	enum rc rc = RC_OK;

	*rows = 0;
	for (size_t i = 0; rc == RC_OK && (reg = register_at(i)) != NULL; i++) {
		struct ids ids = {0};

		if (!is_handed_over(reg))
			continue;
		rc = rows_of(reg, st, a, resident, &ids, err);
		if (rc == RC_OK && ids.n)
			rc = add_register(p, reg, st, a, &ids, err);
		*rows += (long)ids.n;
		ids_clear(&ids);
	}
	return rc;
}
