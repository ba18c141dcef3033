/* Forms filled in: cells from the records, tables of them. SPDX-License-Identifier: MIT */
#include "exchange/print/form_priv.h"

#include "core/clock.h"
#include "model/event/leave.h"
#include "model/ledger/ledger.h"
#include "model/team/team.h"

enum { LABEL_UNITS = 3, NUMBER_UNITS = 2, DATE_UNITS = 4 };

void form_doc_clear(struct form_doc *d) {
	sheets_clear(&d->sheets);
	page_clear(&d->page);
	entity_clear(&resident_def, &d->r);
	entity_clear(&order_def, &d->o);
}

/* Every number that stands masked: a reveal names all of them. */
static enum rc reveal(struct form_doc *d, const char *why, struct err *err) {
	struct str fields = {0};
	enum rc rc;

	for (size_t i = 0; i < resident_def.count; i++)
		if (resident_def.fields[i].flags & F_MASKED)
			str_addf(&fields, "%s%s", fields.n ? "," : "", resident_def.fields[i].name);
	rc = resident_reveal(d->st, d->a, d->r.rec.id, str_text(&fields), why, err);
	str_clear(&fields);
	return rc;
}

enum rc form_doc_open(struct form_doc *d, long long resident, long long order, const char *why,
                      struct err *err) {
	enum rc rc = RC_OK;

	entity_init(&resident_def, &d->r);
	entity_init(&order_def, &d->o);
	d->term.start = d->term.end = DATE_NONE;
	d->sheets.station = mem_strdup(station_name(d->st));
	d->view = why ? VIEW_REVEALED : VIEW_PRINT;
	if (resident == 0)
		return RC_OK;
	rc = resident_get(d->st, d->a, resident, &d->r, err);
	if (rc == RC_OK && why)
		rc = reveal(d, why, err);
	if (rc == RC_OK)
		rc = order ? order_get(d->st, d->a, order, &d->o, err)
		           : order_current(d->st, d->a, resident, &d->o, err);
	if (rc == RC_NOT_FOUND && !order && d->r.rec.id) { /* printed without an order all the same */
		rc = RC_OK;
		if (err)
			*err = (struct err){.rc = RC_OK};
	}
	if (rc == RC_OK && d->o.rec.id)
		rc = order_term(d->st, d->a, &d->o, &d->term, err);
	ids_add(&d->page.who, resident);
	return rc;
}

void form_doc_value(struct form_doc *d, int units, const struct field_def *f, const void *rec) {
	struct str text = {0};

	if (rec && f)
		masked_text(d->a, d->view, f, rec, station_env(d->st), &text);
	if (text.n) {
		const char *label = tr(f->label);

		if (!str_in_list(str_text(&d->page.fields), label))
			str_addf(&d->page.fields, "%s%s", d->page.fields.n ? "," : "", label);
	}
	sheets_cell(&d->sheets, units, false, str_text(&text));
	str_clear(&text);
}

/* ---- rows of cells ---- */

/* What of a form stands in no field. */
static void put_special(struct form_doc *d, int units, const char *name, const void *rec) {
	bool term = strcmp(name, "term") == 0;
	char from[DATE_BUF], to[DATE_BUF], text[80] = "";

	sheets_cell(&d->sheets, LABEL_UNITS, true,
	            tr(term ? N_("Term from, to") : N_("Days away")));
	if (term && date_is_set(d->term.start))
		snprintf(text, sizeof text, "%s - %s", date_format(d->term.start, from),
		         date_is_set(d->term.end) ? date_format(d->term.end, to) : "");
	else if (!term && rec && leave_days(rec) > 0)
		snprintf(text, sizeof text, "%d", leave_days(rec));
	sheets_cell(&d->sheets, units, false, text);
}

static void put_field(struct form_doc *d, int units, const char *name,
                      const struct entity_def *def, const void *rec) {
	const struct field_def *f = entity_field(def, name);

	sheets_cell(&d->sheets, LABEL_UNITS, true, f ? tr(f->label) : name);
	form_doc_value(d, units, f, rec);
}

static void put_cell(struct form_doc *d, const struct print_form *f, int units, const char *word,
                     const struct entity_def *def, const void *rec) {
	long text = strtol(word + 1, NULL, 10);

	if (strncmp(word, "r.", 2) == 0) {
		put_field(d, units, word + 2, &resident_def, d->r.rec.id ? &d->r : NULL);
	} else if (strncmp(word, "o.", 2) == 0) {
		put_field(d, units, word + 2, &order_def, d->o.rec.id ? &d->o : NULL);
	} else if (strncmp(word, "s.", 2) == 0) {
		put_special(d, units, word + 2, rec);
	} else if (*word == '#' || *word == '=') {
		sheets_cell(&d->sheets, LABEL_UNITS, true, tr(f->texts[text]));
		sheets_cell(&d->sheets, units, false, *word == '=' ? tr(f->texts[text + 1]) : "");
	} else {
		put_field(d, units, word, def, rec);
	}
}

static void put_row(struct form_doc *d, const struct print_form *f, const char *row,
                    const struct entity_def *def, const void *rec) {
	char text[200], *next = NULL;
	int cells = 1, at = 0;

	snprintf(text, sizeof text, "%s", row);
	for (const char *s = text; *s; s++)
		cells += *s == ' ';
	sheets_row(&d->sheets, 1);
	for (char *word = strtok_r(text, " ", &next); word; word = strtok_r(NULL, " ", &next)) {
		char *least = strchr(word, '*');
		struct sheet *s = &d->sheets.v[d->sheets.n - 1];
		int to = ++at * SHEET_UNITS / cells, from = (at - 1) * SHEET_UNITS / cells;

		if (least) {
			struct sheet_row *r = &s->rows[s->n - 1];

			r->least = r->lines = (int)strtol(least + 1, NULL, 10);
			*least = '\0';
		}
		put_cell(d, f, to - from - LABEL_UNITS, word, def, rec);
	}
}

/* ---- tables of records ---- */

/* The columns of a table, taken from its words; each calls `cell` with a field's name. */
static void each_column(struct form_doc *d, const char *columns, void *ctx,
                        void (*cell)(struct form_doc *d, void *ctx, const char *name, int units)) {
	char text[200], *next = NULL;

	snprintf(text, sizeof text, "%s", columns);
	for (char *word = strtok_r(text, " ", &next); word; word = strtok_r(NULL, " ", &next)) {
		char *units = strchr(word, ':');

		*units = '\0';
		cell(d, ctx, word, (int)strtol(units + 1, NULL, 10));
	}
}

struct table_at {
	const struct entity_def *def, *second; /* a member is a contact besides */
	const void *rec, *other;
	size_t number;
};

static const struct field_def *column_field(const struct table_at *t, const char *name,
                                            const void **rec) {
	const struct field_def *f = entity_field(t->def, name);

	*rec = t->rec;
	if (!f && t->second) {
		f = entity_field(t->second, name);
		*rec = t->other;
	}
	return f;
}

static void head_cell(struct form_doc *d, void *ctx, const char *name, int units) {
	const void *rec;
	const struct field_def *f = column_field(ctx, name, &rec);

	sheets_cell(&d->sheets, units, true, f ? tr(f->label) : tr(N_("No.")));
}

static void body_cell(struct form_doc *d, void *ctx, const char *name, int units) {
	struct table_at *t = ctx;
	char number[24] = "";
	const void *rec;
	const struct field_def *f = column_field(t, name, &rec);

	if (f && rec) {
		form_doc_value(d, units, f, rec);
		return;
	}
	if (t->number)
		snprintf(number, sizeof number, "%zu", t->number);
	sheets_cell(&d->sheets, units, false, f ? "" : number);
}

static void table_head(struct form_doc *d, const char *columns, struct table_at *t) {
	sheets_row(&d->sheets, 0)->head = true;
	each_column(d, columns, t, head_cell);
}

static void table_row(struct form_doc *d, const char *columns, struct table_at *t) {
	t->number++;
	sheets_row(&d->sheets, 0);
	each_column(d, columns, t, body_cell);
}

/* Oldest first, as a ledger is kept. */
static enum rc put_records(struct form_doc *d, const struct event_def *def, const char *columns,
                           struct table_at *t, struct err *err) {
	void *rec = mem_zalloc(1, def->entity->size);
	struct ids ids = {0};
	enum rc rc = event_list(d->st, d->a, def, d->r.rec.id, d->o.rec.id, &ids, err);

	for (size_t i = ids.n; i-- > 0 && rc == RC_OK;) {
		rc = event_get(d->st, d->a, def, ids.v[i], rec, err);
		event_shown(def, rec, clock_today());
		t->rec = rec;
		if (rc == RC_OK)
			table_row(d, columns, t);
		entity_clear(def->entity, rec);
	}
	ids_clear(&ids);
	free(rec);
	return rc;
}

static enum rc put_members(struct form_doc *d, const char *columns, struct table_at *t,
                           struct err *err) {
	struct team_member m;
	struct contact who;
	struct ids ids = {0};
	enum rc rc = d->r.team.id ? member_list(d->st, d->a, d->r.team.id, DATE_NONE, &ids, err)
	                          : RC_OK;

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		const struct field_env *env = station_env(d->st);

		rc = members_get(d->st, d->a, &ids.v[i], 1, &m, &who, err);
		if (rc == RC_OK && !who.rec.id && m.officer.id)
			who.name = mem_strdup(env->ref_name(env->ctx, "officer", m.officer.id));
		t->rec = &m;
		t->other = &who;
		if (rc == RC_OK)
			table_row(d, columns, t);
		entity_clear(&member_def, &m);
		entity_clear(&contact_def, &who);
	}
	ids_clear(&ids);
	return rc;
}

static enum rc put_states(struct form_doc *d, const char *columns, struct table_at *t,
                          struct err *err) {
	struct status_change s;
	struct ids ids = {0};
	enum rc rc = d->o.rec.id ? status_list(d->st, d->a, d->o.rec.id, &ids, err) : RC_OK;

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		rc = status_get(d->st, d->a, ids.v[i], &s, err);
		t->rec = &s;
		if (rc == RC_OK)
			table_row(d, columns, t);
		entity_clear(&status_def, &s);
	}
	ids_clear(&ids);
	return rc;
}

static enum rc put_table(struct form_doc *d, const struct form_table *table, bool blank,
                         struct err *err) {
	const struct event_def *def = event_find_def(table->of);
	bool member = strcmp(table->of, "member") == 0;
	struct table_at t = {.def = def ? def->entity : member ? &member_def : &status_def,
	                     .second = member ? &contact_def : NULL};
	enum rc rc = RC_OK;

	table_head(d, table->columns, &t);
	if (!blank && d->r.rec.id)
		rc = def ? put_records(d, def, table->columns, &t, err)
		     : member ? put_members(d, table->columns, &t, err)
		              : put_states(d, table->columns, &t, err);
	t.rec = t.other = NULL;
	for (size_t i = t.number; (int)i < table->least; i++) {
		t.number = 0; /* nothing is counted that is not there */
		sheets_row(&d->sheets, 0)->spare = true;
		each_column(d, table->columns, &t, body_cell);
	}
	return rc;
}

/* ---- a form ---- */

/* The newest of the order, or of before it where it has none (a pick-up comes first), or the one
 * asked for, which is somebody's of this document. */
static enum rc read_record(struct form_doc *d, const struct event_def *def, long long id,
                           void *rec, struct err *err) {
	struct ids ids = {0};
	enum rc rc = RC_OK;

	if (id == 0)
		rc = event_list(d->st, d->a, def, d->r.rec.id, d->o.rec.id, &ids, err);
	if (rc == RC_OK && id == 0 && ids.n == 0)
		rc = event_list(d->st, d->a, def, d->r.rec.id, 0, &ids, err);
	if (rc == RC_OK && id == 0)
		id = ids.n ? ids.v[0] : 0;
	ids_clear(&ids);
	if (rc == RC_OK && id == 0)
		rc = err_set(err, RC_NOT_FOUND, "form.none",
		             N_("There is no record of this kind yet; --blank prints an empty "
		             "form."), NULL);
	if (rc == RC_OK)
		rc = event_get(d->st, d->a, def, id, rec, err);
	if (rc == RC_OK && ((struct event *)rec)->resident.id != d->r.rec.id)
		rc = err_set(err, RC_NOT_FOUND, "form.other",
		             N_("That record is of another person."), NULL);
	if (rc == RC_OK)
		event_shown(def, rec, clock_today());
	return rc;
}

static void put_rows(struct form_doc *d, const struct print_form *f, const struct entity_def *of,
                     const void *rec) {
	sheets_add(&d->sheets, tr(f->title), f->signs);
	for (size_t i = 0; i < FORM_ROWS && f->rows[i]; i++)
		put_row(d, f, f->rows[i], of, rec);
}

enum rc form_doc_add(struct form_doc *d, const struct print_form *f, long long record,
                     struct err *err) {
	const struct event_def *def = f->of ? event_find_def(f->of) : NULL;
	const struct ledger_def *ledger = f->of ? ledger_find_def(f->of) : NULL;
	const struct entity_def *of = ledger ? ledger->entity : def ? def->entity : NULL;
	void *rec = of ? mem_zalloc(1, of->size) : NULL;
	bool blank = record < 0 || (ledger ? record == 0 : d->r.rec.id == 0);
	enum rc rc = RC_OK;

	if (of)
		entity_init(of, rec);
	if (of && !blank)
		rc = ledger ? ledger_get(d->st, d->a, ledger, record, rec, err)
		            : read_record(d, def, record, rec, err);
	if (rc == RC_OK)
		put_rows(d, f, of ? of : &resident_def, blank ? NULL : rec);
	for (size_t i = 0; i < FORM_TABLES && rc == RC_OK && f->tables[i].of; i++)
		rc = put_table(d, &f->tables[i], blank, err);
	if (rc == RC_OK)
		sheets_fit(&d->sheets);
	if (of)
		entity_clear(of, rec);
	free(rec);
	return rc;
}

/* Columns of a register's list, as wide as its fields are beside each other. */
static void list_columns(const struct entity_def *def, struct str *out) {
	const struct field_def *fields[SHEET_CELLS - 1];
	int left = SHEET_UNITS - NUMBER_UNITS, width = 0;
	size_t n = 0;

	for (size_t i = 0; i < def->count && n < SHEET_CELLS - 1; i++)
		if (def->fields[i].flags & F_LIST && !(def->fields[i].flags & F_SYSTEM)) {
			fields[n++] = &def->fields[i];
			width += def->fields[i].width;
		}
	str_addf(out, "no:%d", NUMBER_UNITS);
	for (size_t i = 0; i < n; i++) {
		int most = left - 2 * (int)(n - i - 1), units = left * fields[i]->width / (width ? width : 1);

		units = units < DATE_UNITS && fields[i]->type == FT_DATE ? DATE_UNITS : units;
		units = units < 2 ? 2 : units > most ? most : units;
		units = i + 1 == n ? left : units;
		str_addf(out, " %s:%d", fields[i]->name, units);
		left -= units;
		width -= fields[i]->width;
	}
}

enum rc form_doc_register(struct form_doc *d, const struct event_def *def, struct err *err) {
	struct table_at t = {.def = def->entity};
	struct str columns = {0};
	struct ids ids = {0};
	enum rc rc = event_list(d->st, d->a, def, d->r.rec.id, d->o.rec.id, &ids, err);

	if (rc == RC_OK && ids.n) {
		list_columns(def->entity, &columns);
		sheets_add(&d->sheets, tr(def->label), NULL);
		table_head(d, str_text(&columns), &t);
		rc = put_records(d, def, str_text(&columns), &t, err);
		sheets_fit(&d->sheets);
	}
	str_clear(&columns);
	ids_clear(&ids);
	return rc;
}

enum rc form_doc_write(struct form_doc *d, const char *kind, const char *title, char **path,
                       struct err *err) {
	struct str html = {0}, text = {0};
	enum rc rc;

	page_title(&d->page, d->sheets.station, title);
	d->page.sheets = &d->sheets;
	sheets_html(&d->sheets, title, &html);
	sheets_text(&d->sheets, &text);
	rc = page_put(d->st, d->a, &d->page, kind, d->r.rec.id, d->r.rec.id ? 1 : 0, &html, &text,
	              path,
	              err);
	str_clear(&html);
	str_clear(&text);
	return rc;
}

enum rc form_print(struct station *st, const struct actor *a, const struct form_ask *ask,
                   char **path, struct err *err) {
	struct form_doc d = {.st = st, .a = a};
	enum rc rc = form_doc_open(&d, ask->resident, ask->order, ask->why, err);

	*path = NULL;
	if (rc == RC_OK)
		rc = form_doc_add(&d, ask->form, ask->blank ? -1 : ask->record, err);
	if (rc == RC_OK)
		rc = form_doc_write(&d, "form", tr(ask->form->title), path, err);
	form_doc_clear(&d);
	return rc;
}
