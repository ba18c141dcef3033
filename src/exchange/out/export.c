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

/* Slots by id, the first person who comes stays: what is kept is bounded, and nobody who was known
 * when a page was read is gone when it is written. */
enum { COLUMNS_MAX = 200, OWNERS = 1 << 18 };

struct owner {
	long long id;
	char *texts; /* of the columns of the part that says whose a row is, each ended */
};

struct out_column {
	/* field NULL: a record number of ours, the row's, or of the part's where part is set */
	struct register_column c;
	const struct template_column *form; /* NULL: the register's own */
	size_t part; /* whose record it is of */
	struct masked_column shown;
};

struct columns {
	const struct actor *actor;
	enum masked_view view;
	bool whole; /* with the record numbers */
	struct out_column v[COLUMNS_MAX];
	size_t n;
	struct str text; /* of the cell that is being written */
	struct owner *owners; /* NULL: of a register whose rows are people, or nobody's */
	struct str owner; /* of one who has no slot */
	struct template_words words;
};

/* Are the rows people's, who stand in the first part? */
static bool of_people(const struct register_def *reg) { return reg->parts[0].entity == &resident_def; }

static long long person_of(const struct register_def *reg, const struct register_page *page, size_t i) {
	return ((const struct record *)register_page_at(reg, page, 0, i))->id;
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

/* The names the register begins with, then every other column. */
static void choose_own(const struct register_def *reg, struct columns *cols) {
	struct register_column c;

	if (cols->whole)
		add_column(cols, &(struct register_column){.field = NULL});
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
	if ((cols->whole || cols->view == VIEW_EXPORT_MASKED) && of_people(reg))
		cols->v[cols->n++].c.part = &reg->parts[0];
}

static bool is_form_age(const struct out_column *o) { return o->form && o->form->is == TEMPLATE_AGE; }

/* Those of the form, every one; else the register's own. */
static void choose_columns(const struct register_def *reg, const struct template *form,
                           struct columns *cols) {
	for (size_t i = 0; form && i < form->count && i < COLUMNS_MAX; i++)
		cols->v[cols->n++] = (struct out_column){.c = form->columns[i].field,
		                                         .form = &form->columns[i]};
	if (!form)
		choose_own(reg, cols);
	for (size_t i = 0; i < cols->n; i++) {
		struct out_column *o = &cols->v[i];

		o->part = o->c.part ? (size_t)(o->c.part - reg->parts) : 1;
		if (o->c.field)
			masked_column(cols->actor, is_form_age(o) ? VIEW_EXPORT_MASKED : cols->view, o->c.field,
			              &o->shown);
	}
}

/* A birth date that may not be shown leaves the age, under a header of its own. */
static bool is_age(const struct columns *cols, const struct register_column *c) {
	return masked_how(cols->actor, cols->view, c->field) == SHOWN_AGE;
}

static const char *column_header(const struct columns *cols, const struct out_column *o) {
	const struct register_column *c = &o->c;

	if (o->form)
		return o->form->head;
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

static const char *cell_text(struct columns *cols, const struct out_column *o, const void *rec,
                             const struct field_env *env) {
	if (!o->c.field)
		return ((const struct record *)rec)->uid;
	/* under a form's header of a date stands no age */
	if (o->form && !is_form_age(o) && is_age(cols, &o->c))
		return "";
	return masked_column_text(&o->shown, rec, env, &cols->text);
}

static bool owner_is_known(const void *ctx, long long person) {
	const struct columns *cols = ctx;

	return person > 0 && cols->owners[person % OWNERS].id == person;
}

/* The cells that say whose the row is, made once a person. */
static const char *owner_texts(struct columns *cols, const void *rec, long long person,
                               const struct field_env *env) {
	struct owner *slot = &cols->owners[person > 0 ? person % OWNERS : 0];

	if (owner_is_known(cols, person))
		return slot->texts;
	str_reset(&cols->owner);
	for (size_t i = 0; i < cols->n; i++) {
		if (cols->v[i].part == 0) {
			str_add(&cols->owner, cell_text(cols, &cols->v[i], rec, env));
			str_addn(&cols->owner, "", 1);
		}
	}
	if (slot->id || person <= 0)
		return str_text(&cols->owner);
	*slot = (struct owner){person, str_take(&cols->owner)};
	return slot->texts;
}

/* number: of the row in the file, from 1. */
static void write_row(struct table_out *w, const struct register_def *reg, struct columns *cols,
                      const struct register_page *page, size_t row, size_t number,
                      const struct field_env *env) {
	const char *owner = NULL;

	if (cols->owners)
		owner = owner_texts(cols, register_page_at(reg, page, 0, row),
		                    register_page_owner(reg, page, row), env);
	for (size_t i = 0; i < cols->n; i++) {
		const struct out_column *o = &cols->v[i];
		const char *text = owner;

		if (owner && o->part == 0)
			owner += strlen(owner) + 1;
		else if (o->form && template_put(o->form, &cols->words, number, w))
			continue;
		else
			text = cell_text(cols, o, register_page_at(reg, page, o->part, row), env);
		table_out_cell(w, is_form_age(o) ? CELL_COUNT
		               : o->c.field && *text ? kind_of(o->c.field, text) : CELL_TEXT, text);
	}
	table_out_end_row(w);
}

static enum rc write_rows(struct station *st, const struct actor *a, const struct export_options *o,
                          const struct register_def *reg, struct columns *cols,
                          struct ids *ids, struct table_out *w, struct ids *who,
                          struct err *err) {
	const struct register_known known = {owner_is_known, cols};
	size_t held = 0;
	enum rc rc = RC_OK;

	for (size_t at = 0, n; rc == RC_OK && at < ids->n; at += n) {
		struct register_page page;

		n = ids->n - at < REGISTER_PAGE ? ids->n - at : REGISTER_PAGE;
		rc = register_load(reg, st, a, ids->v + at, n, cols->owners ? &known : NULL, &page, err);
		for (size_t i = 0; rc == RC_OK && i < n; i++) {
			if (of_people(reg)) /* in the room of a row that is written */
				ids->v[held++] = person_of(reg, &page, i);
			write_row(w, reg, cols, &page, i, at + i + 1, station_env(st));
		}
		register_page_clear(reg, &page);
		if (rc == RC_OK && o->progress && !o->progress(o->ctx, (long)(at + n), (long)ids->n))
			rc = err_set(err, RC_CANCELLED, "export.stopped",
			             N_("Stopped; no file was written."), NULL);
	}
	if (reg->ledger)
		return rc == RC_OK ? ledger_people(st, a, reg->ledger, ids, who, err) : rc;
	*who = (struct ids){ids->v, held};
	*ids = (struct ids){0};
	ids_distinct(who);
	return rc;
}

enum rc export_put(struct station *st, const struct actor *a, const struct export_options *o,
                   const struct register_def *reg, struct ids *ids, struct table_out **out,
                   struct export_rows *done, struct err *err) {
	struct columns *cols = mem_zalloc(1, sizeof *cols);
	struct str fields = {0};
	const struct table_to to = {o->path, o->encoding, o->existing, tr(reg->label)};
	enum rc rc = table_out_new(out, &to, err);

	*done = (struct export_rows){.rows = ids->n};
	cols->actor = a;
	cols->view = o->identified ? VIEW_EXPORT_IDENTIFIED : VIEW_EXPORT_MASKED;
	cols->whole = o->whole;
	cols->words.station = station_name(st);
	choose_columns(reg, o->form, cols);
	if (of_people(reg) && reg->parts[0].only)
		cols->owners = mem_zalloc(OWNERS, sizeof *cols->owners);
	if (rc == RC_OK && o->form)
		template_head(o->form, &cols->words, table_is_book(o->path), *out);
	for (size_t i = 0; rc == RC_OK && i < cols->n; i++) {
		const char *name = column_header(cols, &cols->v[i]);

		if (!o->form)
			table_out_cell(*out, CELL_TEXT, name);
		str_addf(&fields, "%s%s", i ? "," : "", name);
	}
	if (rc == RC_OK && !o->form)
		table_out_end_row(*out);
	if (rc == RC_OK)
		rc = write_rows(st, a, o, reg, cols, ids, *out, &done->who, err);
	if (rc == RC_OK && o->form)
		template_foot(o->form, &cols->words, table_is_book(o->path), *out);
	if (rc == RC_OK)
		rc = table_out_hash(*out, done->hash, err);
	done->fields = str_take(&fields);
	done->field_count = cols->n;
	for (size_t i = 0; cols->owners && i < OWNERS; i++)
		free(cols->owners[i].texts);
	free(cols->owners);
	str_clear(&cols->owner);
	str_clear(&cols->text);
	free(cols);
	return rc;
}

/* The trace comes before the file is there, and names the file by its hash. */
static enum rc put_on_record(struct station *st, const struct actor *a,
                             const struct export_options *o, const struct register_def *reg,
                             const struct export_rows *done, struct err *err) {
	char detail[200];

	snprintf(detail, sizeof detail, "%s rows=%zu fields=%zu %s file=%s", reg->id, done->rows,
	         done->field_count, o->identified ? "identified" : "masked", done->hash);
	return disclosure_put(st, a, &(struct disclosure){.kind = OUT_EXPORT, .action = "export",
	                      .leave = true, .table = reg->parts[1].entity->name, .detail = detail,
	                      .people = &done->who, .fields = done->fields,
	                      .recipient = o->recipient, .purpose = o->reason,
	                      .access = o->identified ? ACT_EXPORT_IDENTIFIED : ACT_EXPORT_MASKED,
	                      .file = o->file}, NULL, err);
}

static enum rc write_file(struct station *st, const struct actor *a, const struct export_options *o,
                          const struct register_def *reg, struct ids *ids, char **path, long *rows,
                          struct err *err) {
	struct export_rows done = {.fields = NULL};
	struct table_out *w = NULL;
	enum rc rc = station_may_write(st, err);

	if (rc == RC_OK)
		rc = export_put(st, a, o, reg, ids, &w, &done, err);
	station_read_end(st); /* what is kept of it is another action */
	if (rc == RC_OK)
		rc = put_on_record(st, a, o, reg, &done, err);
	rc = table_out_close(w, rc, path, err);
	if (rc == RC_OK && rows)
		*rows = (long)done.rows;
	ids_clear(&done.who);
	free(done.fields);
	return rc;
}

/* How many people stand in the rows: nobody twice, and no further than it matters. A row of a
 * register without residents is a person of its own. */
static enum rc count_people(struct station *st, const struct actor *a,
                            const struct register_def *reg, const struct ids *ids, size_t *people,
                            struct err *err) {
	struct ids seen = {0};
	enum rc rc = RC_OK;

	*people = ids->n;
	for (size_t at = 0, n; ids->n > ACCESS_FEW && of_people(reg) && rc == RC_OK && at < ids->n &&
	     seen.n <= ACCESS_FEW; at += n) {
		struct register_page page;

		/* mostly as many people as rows */
		n = ids->n - at < 2 * ACCESS_FEW ? ids->n - at : at ? REGISTER_PAGE : 2 * ACCESS_FEW;
		n = n < ids->n - at ? n : ids->n - at;
		rc = register_load(reg, st, a, ids->v + at, n, NULL, &page, err);
		for (size_t i = 0; rc == RC_OK && i < n && seen.n <= ACCESS_FEW; i++)
			if (!ids_include(&seen, person_of(reg, &page, i)))
				ids_add(&seen, person_of(reg, &page, i));
		register_page_clear(reg, &page);
		*people = seen.n;
	}
	ids_clear(&seen);
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

enum rc export_list(struct station *st, const struct actor *a, const struct register_def *reg,
                    struct ids *out, struct err *err) {
	enum rc rc = reg->list(reg, st, a, out, err);

	/* those of others stay in the house, named or not */
	return rc == RC_OK ? cases_keep_own(st, a, reg->parts[1].entity, out, err) : rc;
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
		rc = err_set(err, RC_USAGE, "export.form",
		             N_("The form {name} is one of {of}, not of this."),
		             "name", o->form->id, "of", o->form->value[TEMPLATE_OF], NULL);
	if (rc == RC_OK && o->form && o->identified && !template_is_identified(o->form))
		rc = err_set(err, RC_USAGE, "export.form_masked",
		             N_("The form {name} is masked: it holds no names."), "name", o->form->id,
		             NULL);
	/* Which rows, and what stands in them, is read at one moment; names of villages, teams and
	 * officers once. */
	station_read_begin(st);
	station_names_hold(st, true);
	if (rc == RC_OK)
		rc = export_list(st, a, reg, &ids, err);
	if (rc == RC_OK)
		rc = may_export(st, a, o, reg, &ids, err);
	if (rc == RC_OK)
		rc = write_file(st, a, o, reg, &ids, path, rows, err);
	station_names_hold(st, false);
	station_read_end(st);
	ids_clear(&ids);
	return rc;
}
