/* Printing from a file: the record the marker is on, the person's forms, the whole dossier.
 * SPDX-License-Identifier: MIT */
#include "exchange/print/form.h"
#include "exchange/print/letter_sheet.h"
#include "model/access/access.h"
#include "ui/person/file_view.h"

/* What the question offers, beside the record's own form and a blank one. */
static const char *const person_forms[] = {"f1", "f2", "f9", "f15", "notice"};
enum { PERSON_FORMS = sizeof person_forms / sizeof *person_forms };

bool file_can_print(const struct file *f) {
	return access_answer(f->view->actor->role, ACT_PRINT) != ACCESS_NO;
}

/* A record the letters of a slip are made of. */
static bool on_letter(const struct file *f, struct file_item *item) {
	return file_has_list(f) && file_current(f, item) && item->def && letter_is_of(item->def->entity);
}

/* The form the record under the marker is printed on, by itself; NULL: none. */
static const struct print_form *form_here(const struct file *f, struct file_item *item) {
	const struct print_form *form;

	if (!file_has_list(f) || !file_current(f, item) || !item->def)
		return NULL;
	form = print_form_of(item->def->id);
	return form && form->of ? form : NULL;
}

/* ---- why the numbers should stand there whole ---- */

static unsigned print_letters(struct view *v, const char *why, struct file_item *item) {
	void *rec = mem_zalloc(1, item->def->entity->size);
	struct err err = {0};
	char *path = NULL;
	size_t n;

	if (event_get(v->st, v->actor, item->def, item->id, rec, &err) == RC_OK)
		letters_print(v->st, v->actor, item->def->entity, rec, why[0] ? why : NULL, &path, &n, &err);
	entity_clear(item->def->entity, rec);
	free(rec);
	return ui_written(v->ui, &err, N_("The page to print is {path}"), path);
}

static unsigned print_chosen(struct view *v, void *ctx, const char *why) {
	struct file *f = v->data;
	const char *reason = why && why[0] ? why : NULL;
	struct form_ask ask = {.form = f->print.form, .resident = f->id, .order = f->order,
	                       .record = f->print.record, .blank = f->print.blank, .why = reason};
	struct file_item item;
	struct err err = {0};
	char *path = NULL;

	if (why == NULL || !file_can_print(f))
		return V_REDRAW;
	if (f->print.what == FILE_PRINT_LETTERS)
		return on_letter(f, &item) ? print_letters(v, why, &item) : V_REDRAW;
	if (f->print.what == FILE_PRINT_OWN)
		own_file_print(v->st, v->actor, f->id, reason, &path, &err);
	else if (f->print.what == FILE_PRINT_DOSSIER)
		dossier_print(v->st, v->actor, f->id, f->order, reason, &path, &err);
	else
		form_print(v->st, v->actor, &ask, &path, &err);
	return ui_written(v->ui, &err, N_("The page to print is {path}"), path);
}

/* Masked, or for a reason with the whole numbers: the police can do little with masked ones. */
static void ask_why(struct file *f) {
	struct ask_text ask = {.question = tr(N_("Whole ID number on it: why? Blank: masked")),
	                       .answer = print_chosen};

	if (access_answer(f->view->actor->role, ACT_REVEAL) == ACCESS_NO)
		print_chosen(f->view, NULL, "");
	else
		ui_ask_text(f->view->ui, &ask);
}

/* ---- what ---- */

static unsigned what_chosen(struct view *v, void *ctx, int choice) {
	struct file *f = v->data;
	struct file_item item;
	const struct print_form *here = form_here(f, &item);

	if (choice < 1)
		return V_REDRAW;
	f->print = (struct file_printing){.what = FILE_PRINT_FORM, .form = here};
	if (on_letter(f, &item) && choice-- == 1)
		f->print.what = FILE_PRINT_LETTERS;
	else if (here && choice <= 2) {
		f->print.record = item.id;
		f->print.blank = choice == 2;
	} else if ((choice -= here ? 3 : 1) < PERSON_FORMS) {
		f->print.form = print_form_find(person_forms[choice]);
	} else {
		f->print.what = choice == PERSON_FORMS ? FILE_PRINT_DOSSIER : FILE_PRINT_OWN;
	}
	ask_why(f);
	return V_REDRAW;
}

/* The letters of a record at once; anywhere else it is asked which form. */
void file_print_record(struct file *f) {
	struct file_item item;

	if (!on_letter(f, &item)) {
		file_print_form(f);
		return;
	}
	f->print = (struct file_printing){.what = FILE_PRINT_LETTERS};
	ask_why(f);
}

void file_print_form(struct file *f) {
	const char *choices[PERSON_FORMS + 6];
	struct file_item item;
	const struct print_form *here = form_here(f, &item);
	struct ask ask = {.question = tr(N_("Print what?")), .choices = choices, .answer = what_chosen};
	struct str blank = {0};
	size_t n = 0;

	if (on_letter(f, &item))
		choices[n++] = tr(N_("The letters of this record"));
	if (here) {
		str_fill(&blank, N_("{form}, empty"), "form", tr(here->title), NULL);
		choices[n++] = tr(here->title);
		choices[n++] = str_text(&blank);
	}
	for (size_t i = 0; i < PERSON_FORMS; i++)
		choices[n++] = tr(print_form_find(person_forms[i])->title);
	choices[n++] = tr(N_("The whole dossier of one order, item by item"));
	if (access_answer(f->view->actor->role, ACT_AUDIT) != ACCESS_NO)
		choices[n++] = tr(N_("What a person may ask for: the file, corrections, who looked"));
	choices[n] = NULL;
	ui_ask(f->view->ui, &ask);
	str_clear(&blank);
}
