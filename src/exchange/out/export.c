/* SPDX-License-Identifier: MIT */
#include "exchange/out/export.h"

#include <stdint.h>

#include "core/tr.h"
#include "exchange/import/header.h"
#include "exchange/out/table_out.h"
#include "model/access/case.h"
#include "model/access/disclosure.h"
#include "model/access/masking.h"
#include "model/person/resident.h"
#include "model/station/approval.h"

enum { COLUMNS_MAX = 200, PROGRESS_EVERY = 32 };

struct out_column {
	/* field NULL: a record number of ours: the row's, or of the part's record where part is set
	 */
	struct register_column c;
	const struct template_column *form; /* NULL: the register's own */
};

struct columns {
	const struct actor *actor;
	enum masked_view view;
	struct out_column v[COLUMNS_MAX];
	size_t n;
	struct ids who; /* the residents of the rows written */
	struct template_words words;
};

/* Whose row it is; NULL: a register without residents. */
static const struct register_part *part_of_person(const struct register_def *reg) {
	for (size_t p = 0; p < reg->part_count; p++)
		if (reg->parts[p].entity == &resident_def)
			return &reg->parts[p];
	return NULL;
}

static long long person_of(const struct register_part *who, const char *data) {
	return ((const struct record *)(const void *)(data + who->offset))->id;
}

static bool has_column(const struct columns *cols, const struct field_def *f) {
	for (size_t i = 0; i < cols->n; i++)
		if (cols->v[i].c.field == f)
			return true;
	return false;
}

static void add_column(struct columns *cols, const struct register_column *c) {
	bool hidden = c->field && masked_how(cols->actor, cols->view, c->field) == SHOWN_NOT;

	if (!hidden && cols->n < COLUMNS_MAX - 1 && !has_column(cols, c->field))
		cols->v[cols->n++].c = *c;
}

static bool column_by_name(const struct register_def *reg, const char *name, size_t n,
                           struct register_column *out) {
	for (size_t i = 0; register_column_at(reg, i, out); i++)
		if (strlen(out->field->csv) == n && strncmp(out->field->csv, name, n) == 0)
			return true;
	*out = (struct register_column){0};
	return strlen(HEADER_UID) == n && strncmp(HEADER_UID, name, n) == 0;
}

/* The names the register begins with, then every other column; or those of the form, every one. */
static void choose_columns(const struct register_def *reg, const struct template *form,
                           struct columns *cols) {
	struct register_column c;

	for (size_t i = 0; form && i < form->count && i < COLUMNS_MAX; i++)
		cols->v[cols->n++] = (struct out_column){form->columns[i].field, &form->columns[i]};
	if (form)
		return;
	for (const char *p = reg->first; *p;) {
		size_t n = strcspn(p, ",");
		if (column_by_name(reg, p, n, &c))
			add_column(cols, &c);
		p += n + (p[n] == ',');
	}
	for (size_t i = 0; register_column_at(reg, i, &c); i++)
		if (!c.part->only)
			add_column(cols, &c);
	/* Whose row it is must not hang on a file number that another station gave too. */
	if (cols->view == VIEW_EXPORT_MASKED && reg->parts[0].entity == &resident_def)
		cols->v[cols->n++].c.part = &reg->parts[0];
}

/* A birth date that may not be shown leaves the age, under a header of its own. */
static bool is_age(const struct columns *cols, const struct register_column *c) {
	return masked_how(cols->actor, cols->view, c->field) == SHOWN_AGE;
}

static const char *column_header(const struct columns *cols, const struct out_column *column) {
	const struct register_column *c = &column->c;

	if (column->form)
		return column->form->head;
	if (!c->field)
		return c->part ? HEADER_PERSON : HEADER_UID;
	return is_age(cols, c) ? MASKED_AGE : c->field->csv;
}

static enum cell_kind kind_of(const struct field_def *f, const char *text) {
	if (f->type == FT_DATE)
		return CELL_DATE;
	if (f->type == FT_IDNO || csv_is_fragile(text))
		return CELL_CODE;
	return f->type == FT_INT || f->type == FT_MONEY ? CELL_COUNT : CELL_TEXT;
}

static void write_cell(struct table_out *w, const struct columns *cols,
                       const struct out_column *column, const char *data,
                       const struct field_env *env) {
	const struct register_column *c = &column->c;
	const void *rec = data + c->part->offset;
	bool age = column->form && column->form->is == TEMPLATE_AGE;
	struct str text = {0};

	/* under a form's header of a date stands no age */
	if (age || !column->form || !is_age(cols, c))
		masked_text(cols->actor, age ? VIEW_EXPORT_MASKED : cols->view, c->field, rec,
		            env, &text);
	table_out_cell(w, age ? CELL_COUNT : kind_of(c->field, str_text(&text)), str_text(&text));
	str_clear(&text);
}

static void write_row(struct table_out *w, const struct register_def *reg,
                      const struct columns *cols, const char *data, const struct field_env *env,
                      size_t row) {
	for (size_t i = 0; i < cols->n; i++) {
		const struct register_column *c = &cols->v[i].c;
		size_t at = (c->part ? c->part : &reg->parts[1])->offset;

		if (cols->v[i].form && template_put(cols->v[i].form, &cols->words, row, w))
			continue;
		if (c->field)
			write_cell(w, cols, &cols->v[i], data, env);
		else
			table_out_cell(w, CELL_TEXT, ((const struct record *)(const void *)(data + at))->uid);
	}
	table_out_end_row(w);
}

static enum rc write_rows(struct station *st, const struct actor *a, const struct export_options *o,
                          const struct register_def *reg, struct columns *cols,
                          const struct ids *ids, struct table_out *w, struct err *err) {
	const struct register_part *who = part_of_person(reg);
	char *data = mem_zalloc(1, reg->data_size);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < ids->n; i++) {
		register_data_init(reg, data);
		rc = reg->load(reg, st, a, ids->v[i], data, err);
		if (rc == RC_OK && who)
			ids_add(&cols->who, person_of(who, data));
		if (rc == RC_OK)
			write_row(w, reg, cols, data, station_env(st), i + 1);
		register_data_clear(reg, data);
		if (rc == RC_OK && o->progress && (i + 1) % PROGRESS_EVERY == 0 &&
		    !o->progress(o->ctx, (long)i + 1, (long)ids->n))
			rc = err_set(err, RC_CANCELLED, "export.stopped",
			             N_("Stopped; no file was written."), NULL);
	}
	free(data);
	if (rc == RC_OK && reg->ledger)
		rc = ledger_people(st, a, reg->ledger, ids, &cols->who, err);
	return rc;
}

/* The trace comes before the file is there, and names the file by its hash. */
static enum rc put_on_record(struct station *st, const struct actor *a,
                             const struct export_options *o, const struct register_def *reg,
                             const struct columns *cols, size_t rows, const char *hash,
                             struct err *err) {
	struct str fields = {0};
	char detail[200];
	enum rc rc;

	for (size_t i = 0; i < cols->n; i++)
		str_addf(&fields, "%s%s", i ? "," : "", column_header(cols, &cols->v[i]));
	snprintf(detail, sizeof detail, "%s rows=%zu fields=%zu %s file=%s", reg->id, rows, cols->n,
	         o->identified ? "identified" : "masked", hash);
	rc = disclosure_put(st, a, &(struct disclosure){.kind = OUT_EXPORT, .action = "export", .leave = true,
	                    .table = reg->parts[1].entity->name, .detail = detail,
	                    .people = &cols->who, .fields = str_text(&fields),
	                    .recipient = o->recipient, .purpose = o->reason,
	                    .access = o->identified ? ACT_EXPORT_IDENTIFIED : ACT_EXPORT_MASKED,
	                    .file = o->file}, NULL, err);
	str_clear(&fields);
	return rc;
}

static enum rc write_file(struct station *st, const struct actor *a, const struct export_options *o,
                          const struct register_def *reg, const struct ids *ids, char **path,
                          struct err *err) {
	struct columns *cols = mem_zalloc(1, sizeof *cols);
	struct table_out *w = NULL;
	char hash[2 * HASH_LEN + 1];
	enum rc rc = station_may_write(st, err);

	if (rc == RC_OK)
		rc = table_out_new(&w, &(struct table_to){o->path, o->encoding, o->existing,
		                   tr(reg->label)}, err);
	if (rc == RC_OK) {
		cols->actor = a;
		cols->view = o->identified ? VIEW_EXPORT_IDENTIFIED : VIEW_EXPORT_MASKED;
		cols->words.station = station_name(st);
		choose_columns(reg, o->form, cols);
		if (o->form)
			template_head(o->form, &cols->words, table_is_book(o->path), w);
		for (size_t i = 0; !o->form && i < cols->n; i++)
			table_out_cell(w, CELL_TEXT, column_header(cols, &cols->v[i]));
		if (!o->form)
			table_out_end_row(w);
		rc = write_rows(st, a, o, reg, cols, ids, w, err);
		if (o->form)
			template_foot(o->form, &cols->words, table_is_book(o->path), w);
	}
	if (rc == RC_OK)
		rc = table_out_hash(w, hash, err);
	if (rc == RC_OK)
		rc = put_on_record(st, a, o, reg, cols, ids->n, hash, err);
	rc = table_out_close(w, rc, path, err);
	ids_clear(&cols->who);
	free(cols);
	return rc;
}

/* How many people stand in the rows: nobody twice, and no further than it matters. A row of a
 * register without residents is a person of its own. */
static enum rc count_people(struct station *st, const struct actor *a,
                            const struct register_def *reg, const struct ids *ids, size_t *people,
                            struct err *err) {
	const struct register_part *who = part_of_person(reg);
	struct ids seen = {0};
	char *data = mem_zalloc(1, reg->data_size);
	enum rc rc = RC_OK;

	*people = ids->n;
	if (ids->n > ACCESS_FEW && who) {
		for (size_t i = 0; rc == RC_OK && i < ids->n && seen.n <= ACCESS_FEW; i++) {
			register_data_init(reg, data);
			rc = reg->load(reg, st, a, ids->v[i], data, err);
			if (rc == RC_OK && !ids_include(&seen, person_of(who, data)))
				ids_add(&seen, person_of(who, data));
			register_data_clear(reg, data);
		}
		*people = seen.n;
	}
	ids_clear(&seen);
	free(data);
	return rc;
}

/* A register holds everybody's cases: whoever opens their own ones only asks before it leaves with
 * names. */
static enum access_action action_of(struct station *st, const struct actor *a,
                                    const struct export_options *o, size_t people) {
	if (!o->identified)
		return ACT_EXPORT_MASKED;
	return people > ACCESS_FEW || station_is_strict_for(st, a) ? ACT_EXPORT_MANY
	       : ACT_EXPORT_IDENTIFIED;
}

static enum rc may_export(struct station *st, const struct actor *a, const struct export_options *o,
                          const struct register_def *reg, const struct ids *ids, struct err *err) {
	struct approval ask;
	size_t people = 0;
	enum rc rc = o->identified ? count_people(st, a, reg, ids, &people, err) : RC_OK;

	if (rc != RC_OK)
		return rc;
	entity_init(&approval_def, &ask);
	ask.kind = mem_strdup("export");
	ask.table_name = mem_strdup(reg->id);
	ask.reason = mem_strdup(o->reason);
	ask.record = (long long)people;
	rc = approval_need(st, a, action_of(st, a, o, people), &ask, err);
	entity_clear(&approval_def, &ask);
	return rc;
}

enum rc export_write(struct station *st, const struct actor *a, const struct export_options *o,
                     long *rows, char **path, struct err *err) {
	const struct register_def *reg = register_find(o->reg);
	struct ids ids = {0};
	enum rc rc = RC_OK;

	if (!reg)
		rc = err_set(err, RC_USAGE, "import.register", N_("There is no register {name}."),
		             "name", o->reg, NULL);
	if (rc == RC_OK && o->form && o->form->reg != reg)
		rc = err_set(err, RC_USAGE, "export.form", N_("The form {name} is one of {of}, "
		                                              "not of this."),
		             "name", o->form->id, "of", o->form->value[TEMPLATE_OF], NULL);
	if (rc == RC_OK && o->form && o->identified && !template_is_identified(o->form))
		rc = err_set(err, RC_USAGE, "export.form_masked",
		             N_("The form {name} is masked: it holds no names."), "name",
		             	o->form->id, NULL);
	if (rc == RC_OK)
		rc = reg->list(reg, st, a, &ids, err);
	if (rc == RC_OK) /* those of others stay in the house, named or not */
		rc = cases_keep_own(st, a, reg->parts[1].entity, &ids, err);
	if (rc == RC_OK)
		rc = may_export(st, a, o, reg, &ids, err);
	if (rc == RC_OK)
		rc = write_file(st, a, o, reg, &ids, path, err);
	if (rc == RC_OK && rows)
		*rows = (long)ids.n;
	ids_clear(&ids);
	return rc;
}
