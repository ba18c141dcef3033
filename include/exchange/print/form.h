/* SPDX-License-Identifier: MIT
 * The forms F1 to F15 as the county prints them, blank or filled from the records: each a row of
 * print_forms, painted by exchange/print/sheet.h (rules 17.11 to 17.13).
 */
#ifndef EXCHANGE_PRINT_FORM_H
#define EXCHANGE_PRINT_FORM_H

#include "exchange/print/page.h"
#include "exchange/print/sheet.h"

enum { FORM_ROWS = 20, FORM_TEXTS = 16, FORM_TABLES = 2 };

/* A table of records on a form. */
struct form_table {
	/* a register; or what forms_fill.c knows beside them: "member" of the help team, "state" of
	 * the order; NULL: no table */
	const char *of;
	/* "field:units ..." of its record, 24 in all; no: a running number, what: the register */
	const char *columns;
	int least;           /* lines, blank ones too */
};

struct print_form {
	const char *id;      /* "f2", as `wubao print` takes it; NULL ends the table */
	const char *title;   /* N_() */
	/* the register, or the station's ledger, whose record it is of; NULL: of the person */
	const char *of;
	/*
	 * From the top, cells with a blank between: FIELD of that record, r.FIELD of the resident,
	 * o.FIELD of the order, s.term, s.days; #N: texts[N] as its label, nothing filled in; =N:
	 * the same with texts[N + 1] standing in it. *LINES: at least so many lines high.
	 */
	const char *rows[FORM_ROWS];
	const char *texts[FORM_TEXTS];       /* N_() */
	struct form_table tables[FORM_TABLES];
	const char *signs[SHEET_SIGNS + 1];  /* N_() */
};
/* In the order of their numbers; those of the dossier without a number behind. */
extern const struct print_form print_forms[];
const struct print_form *print_form_find(const char *id);      /* NULL: none */
/* The one a record of this register is printed on; NULL: none. */
const struct print_form *print_form_of(const char *register_id);

struct form_ask {
	const struct print_form *form;
	long long resident;  /* 0: nobody, all blank */
	long long order;     /* 0: the one that counts now */
	long long record;    /* of form->of; 0: the newest under the order */
	bool blank;          /* only who it is about is filled in */
	/* not NULL: ID number and phones whole, after a reveal for this reason, on record first */
	const char *why;
};
/* page_print's answers; RC_NOT_FOUND: there is no such record; RC_DENIED as of resident_reveal. */
enum rc form_print(struct station *st, const struct actor *a, const struct form_ask *ask,
                   char **path, struct err *err);

/* Everything of one order in the order of its dossier, each form on a page of its own, behind a
 * list of the items (rule 17.14). why as in form_ask. */
enum rc dossier_print(struct station *st, const struct actor *a, long long resident,
                      long long order, const char *why, char **path, struct err *err);

/* What a person may ask for: all that is kept, what was corrected and who looked, with the notice
 * (rules 17.16, 17.17). For head and auditor: RC_DENIED. */
enum rc own_file_print(struct station *st, const struct actor *a, long long resident,
                       const char *why, char **path, struct err *err);

#endif
