/* Whole documents of forms: the dossier of an order; a person's own file.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "exchange/print/form_priv.h"
#include "model/access/audit.h"
#include "model/event/dossier.h"
#include "model/person/corrections.h"

static const char *const index_signs[] = {
	N_("Drawn up by (signature): "), N_("Office (stamp): "), NULL};

/* ---- the list of the items ---- */

static void cell_of(struct form_doc *d, int units, const char *text) {
	sheets_cell(&d->sheets, units, false, text);
}

static void heads(struct form_doc *d, const char *const *labels, const int *units, size_t n) {
	sheets_row(&d->sheets, 0)->head = true;
	for (size_t i = 0; i < n; i++)
		sheets_cell(&d->sheets, units[i], true, tr(labels[i]));
}

static void add_index_row(struct form_doc *d, const struct dossier *all, size_t i) {
	static const char *const marks[] = {N_("not asked for"), N_("missing"), N_("there")};
	char number[24], count[24] = "", day[DATE_BUF];

	snprintf(number, sizeof number, "%d", dossier_number(i));
	if (all->count[i])
		snprintf(count, sizeof count, "%lld", all->count[i]);
	sheets_row(&d->sheets, 0);
	cell_of(d, 2, number);
	cell_of(d, 9, dossier_label(&dossier_items[i]));
	cell_of(d, 2, count);
	cell_of(d, 4, date_is_set(all->first[i]) ? date_format(all->first[i], day) : "");
	cell_of(d, 4, date_is_set(all->last[i]) ? date_format(all->last[i], day) : "");
	cell_of(d, 3, tr(marks[all->mark[i]]));
}

static void add_index(struct form_doc *d, const struct dossier *all) {
	static const char *const labels[] = {N_("No."), N_("Paper or record"), N_("Count"), N_("First day"),
	                                     N_("Last day"), N_("There")};
	static const int units[] = {2, 9, 2, 4, 4, 3};
	char percent[16];

	snprintf(percent, sizeof percent, "%d%%", all->percent);
	sheets_add(&d->sheets, tr(N_("Dossier: one person, one file")), index_signs);
	sheets_row(&d->sheets, 1);
	for (int i = 0; i < 2; i++) {
		const struct field_def *f = entity_field(&resident_def, i ? "file_no" : "name");

		sheets_cell(&d->sheets, 3, true, tr(f->label));
		form_doc_value(d, 5, f, &d->r);
	}
	sheets_cell(&d->sheets, 3, true, tr(N_("Complete")));
	cell_of(d, 5, percent);
	heads(d, labels, units, 6);
	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		add_index_row(d, all, i);
	sheets_fit(&d->sheets);
}

/* ---- behind it, what each item is printed on ---- */

static const struct {
	const char *item, *form;
} item_forms[] = {
	{"order", "papers"}, {"register", "f1"}, {"team", "f15"}, {"plan", "f8"}, {"testlog", "f2"},
	{"talk", "f3"}, {"visit", "f4"}, {"report", "reports"}, {"assessment", "f7"}, {"aid", "f9"},
	{"leave", "f5"}, {"warning", "f6"}, {"moved", "f11"}, {"suspend", "states"},
	{"lost", "f12"},
	{"maintenance", "f13"},
};

/* A page each record, oldest first; a form of the person once. */
static enum rc add_form(struct form_doc *d, const struct print_form *f, struct err *err) {
	const struct event_def *def = f->of ? event_find_def(f->of) : NULL;
	struct ids ids = {0};
	enum rc rc;

	if (!f->of)
		return form_doc_add(d, f, 0, err);
	rc = def ? event_list(d->st, d->a, def, d->r.rec.id, d->o.rec.id, &ids, err) : RC_OK;
	for (size_t i = ids.n; i-- > 0 && rc == RC_OK;)
		rc = form_doc_add(d, f, ids.v[i], err);
	ids_clear(&ids);
	return rc;
}

static enum rc add_items(struct form_doc *d, const struct dossier *all, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; i < DOSSIER_ITEMS && rc == RC_OK; i++)
		for (size_t k = 0; k < sizeof item_forms / sizeof *item_forms && rc == RC_OK; k++) {
			const struct print_form *f;

			if (!all->count[i] || strcmp(item_forms[k].item, dossier_items[i].id) != 0)
				continue;
			f = print_form_find(item_forms[k].form);
			rc = f ? add_form(d, f, err) : RC_OK;
		}
	return rc;
}

static bool is_of_item(const struct print_form *f) {
	for (size_t i = 0; i < sizeof item_forms / sizeof *item_forms; i++)
		if (strcmp(item_forms[i].form, f->id) == 0)
			return true;
	return false;
}

/* Forms that belong to no item, as the pick-up; then the registers that no form is of. */
static enum rc add_others(struct form_doc *d, struct err *err) {
	enum rc rc = RC_OK;

	for (const struct print_form *f = print_forms; f->id && rc == RC_OK; f++)
		if (f->of && !is_of_item(f))
			rc = add_form(d, f, err);

	for (const struct event_def *def = event_table; def->entity && rc == RC_OK; def++)
		if (!print_form_of(def->id))
			rc = form_doc_register(d, def, err);
	return rc;
}

enum rc dossier_print(struct station *st, const struct actor *a, long long resident,
                      long long order, const char *why, char **path, struct err *err) {
	struct form_doc d = {.st = st, .a = a};
	struct dossier all;
	enum rc rc = form_doc_open(&d, resident, order, why, err);

	*path = NULL;
	if (rc == RC_OK)
		rc = dossier_of(st, a, resident, d.o.rec.id, &all, err);
	if (rc == RC_OK) {
		add_index(&d, &all);
		rc = add_items(&d, &all, err);
	}
	if (rc == RC_OK)
		rc = add_others(&d, err);
	if (rc == RC_OK)
		rc = form_doc_write(&d, "dossier", tr(N_("Dossier: one person, one file")), path,
		                    err);
	form_doc_clear(&d);
	return rc;
}

/* ---- a person's own file ---- */

static void add_look(void *ctx, const struct audit_entry *e) {
	struct form_doc *d = ctx;
	char when[20];

	sheets_row(&d->sheets, 0);
	cell_of(d, 6, clock_format_ms(e->time, when));
	cell_of(d, 4, e->officer);
	cell_of(d, 5, audit_action_label(e->action));
	cell_of(d, 5, *e->disclosed ? disclosure_label(e->disclosed) : audit_table_label(e->table));
	cell_of(d, 4, e->recipient);
}

static enum rc add_looks(struct form_doc *d, struct err *err) {
	static const char *const labels[] = {N_("Time"), N_("Officer"), N_("Action"),
	                                     N_("Register"),
	                                     N_("To whom")};
	static const int units[] = {6, 4, 5, 5, 4};
	struct audit_query q = {.from = DATE_NONE, .to = DATE_NONE, .resident = d->r.rec.id};
	enum rc rc = audit_note_who(d->st, d->a, q.resident, err);

	sheets_add(&d->sheets, tr(N_("Who looked at this file")), NULL);
	heads(d, labels, units, 5);
	if (rc == RC_OK)
		rc = audit_read(d->st, d->a, &q, add_look, d, err);
	sheets_fit(&d->sheets);
	return rc;
}

static void add_correction(void *ctx, const struct correction *c) {
	struct form_doc *d = ctx;
	char when[20];

	sheets_row(&d->sheets, 0);
	cell_of(d, 5, clock_format_ms(c->time, when));
	cell_of(d, 3, c->officer);
	cell_of(d, 4, tr(c->def->label));
	cell_of(d, 4, tr(c->field->label));
	form_doc_value(d, 4, c->field, c->before);
	cell_of(d, 4, c->reason);
}

static enum rc add_corrections(struct form_doc *d, struct err *err) {
	static const char *const labels[] = {N_("Time"), N_("Officer"), N_("Register"), N_("Field"),
	                                     N_("Before"), N_("Reason")};
	static const int units[] = {5, 3, 4, 4, 4, 4};
	enum rc rc;

	sheets_add(&d->sheets, tr(N_("Corrections")), NULL);
	heads(d, labels, units, 6);
	rc = corrections_read(d->st, d->a, d->r.rec.id, add_correction, d, err);
	sheets_fit(&d->sheets);
	return rc;
}

enum rc own_file_print(struct station *st, const struct actor *a, long long resident,
                       const char *why, char **path, struct err *err) {
	struct form_doc d = {.st = st, .a = a};
	enum rc rc = form_doc_open(&d, resident, 0, why, err);

	*path = NULL;
	entity_clear(&order_def, &d.o); /* of every order */
	if (rc == RC_OK)
		rc = form_doc_add(&d, print_form_find("notice"), 0, err);
	if (rc == RC_OK)
		rc = form_doc_add(&d, print_form_find("f1"), 0, err);
	for (const struct event_def *def = event_table; def->entity && rc == RC_OK; def++)
		rc = form_doc_register(&d, def, err);
	if (rc == RC_OK)
		rc = add_corrections(&d, err);
	if (rc == RC_OK)
		rc = add_looks(&d, err);
	if (rc == RC_OK)
		rc = form_doc_write(&d, "ownfile", tr(N_("A person's own file")), path, err);
	form_doc_clear(&d);
	return rc;
}
