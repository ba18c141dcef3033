/* SPDX-License-Identifier: MIT
 * A list as it stands on a screen, on its way out: to a CSV file, masked or with names, or to a
 * page to print. What each column holds says how it is masked; how many people it names, who is
 * asked (rule 11.6).
 */
#ifndef EXCHANGE_OUT_LISTING_H
#define EXCHANGE_OUT_LISTING_H

#include "exchange/csv/csv_write.h"
#include "exchange/print/page.h"
#include "exchange/template/template.h"
#include "model/access/access.h"

enum { LISTING_COLUMNS = PAGE_COLUMNS };
_Static_assert((int)LISTING_COLUMNS >= (int)TEMPLATE_LIST_MOST, "room for every column of a form");

/* Zero-initialise; listing_clear when done. Every text is copied. */
struct listing {
	char *name;                /* a short ASCII word, for the audit */
	char *title;               /* translated */
	const struct template *form; /* its columns are this form's; borrowed; NULL: the list's */
	char *head[LISTING_COLUMNS];
	unsigned flags[LISTING_COLUMNS]; /* F_NAME, F_WORKER, F_SENSITIVE, as of a field */
	bool count[LISTING_COLUMNS];     /* it holds numbers of things */
	size_t columns;
	char **cells;              /* row by row */
	size_t cell_count;
	/* how many people its rows name at most, which `who` says better; 0: it is not about people
	 */
	size_t people;
	enum access_action access; /* who may take it out masked */
	struct ids who;            /* the residents they are, for the record; some more than once */
};

void listing_clear(struct listing *l);
/* all columns before the first cell */
void listing_column(struct listing *l, const char *head, unsigned flags);
void listing_cell(struct listing *l, const char *text);
/* These lines of the list in the columns chosen, or of l->form: one of another list is RC_USAGE.
 * Name and title are given; the page of r is another one afterwards. */
enum rc listing_take(struct listing *l, struct list_run *r, const struct ids *ids, struct err *err);
bool listing_names_people(const struct list_run *r); /* do the columns chosen? */

struct listing_options {
	const char *path;
	enum text_source_encoding encoding;
	enum csv_existing existing;
	/* with names: ACT_EXPORT_IDENTIFIED, for more than ACCESS_FEW people approval_need_many */
	bool identified;
	const struct span *span; /* of which the form's texts are; NULL: today's month */
	const char *reason;    /* what for; needed with names */
	const char *recipient; /* for whom; NULL: the reason says it */
	long long file;        /* the number it has in out/; 0: it lies elsewhere */
};

/* Checks access, writes the file, leaves one audit row (counts, never names). *final (heap) is the
 * file's name. Of a form what is not shown stays blank, and a masked one is never identified
 * (RC_USAGE). */
enum rc listing_write(struct station *st, const struct actor *a, const struct listing *l,
                      const struct listing_options *o, char **final, struct err *err);
/* The same as a page with the names on it: by the same door as an export with names, the title
 * standing for the reason; page_print. */
enum rc listing_print(struct station *st, const struct actor *a, const struct listing *l,
                      char **path, struct err *err);

#endif
