/* What leaves the screens as a file or a page: a list, with what is marked, else every line shown,
 * in the columns shown; and whatever else a screen writes. SPDX-License-Identifier: MIT */
#ifndef UI_LIST_LIST_OUT_H
#define UI_LIST_LIST_OUT_H

#include "exchange/csv/text_source.h"
#include "model/report/report_span.h"
#include "ui/loop/view.h"

struct export_to {
	/* Write the file; *final (heap) gets its name. */
	enum rc (*write)(struct view *v, const struct export_to *to, char **final, struct err *err);
	char *path;                      /* the name proposed, then the one typed */
	enum text_source_encoding encoding;
	int names;                       /* as chosen: masked, whole */
	char *recipient, *reason;        /* for whom and why they are whole; else NULL */
	int encoded;
	const char *of; /* what a county's form must be of to be offered; NULL: none is */
	const struct span *span;
	int formed;                      /* 1: as on the screen; else the form chosen */
	long long number;                /* in a station: what fetch brings it by */
};

/* Ask for the file (path is proposed) and the encoding, then write; in a station the file gets a
 * number instead. */
void export_ask(struct view *v, const char *path,
                enum rc (*write)(struct view *v, const struct export_to *to, char **final,
                                 struct err *err));

/* The same of a period: first in which form of the county, which also says name and encoding. */
void export_ask_form(struct view *v, const char *of, const struct span *span, const char *path,
                     enum rc (*write)(struct view *v, const struct export_to *to, char **final,
                                      struct err *err));

/* The sentence where a file lies (heap): in a station its number in out/, else the path. */
char *list_out_where(const struct view *v, long long number, const char *final);

/* Ask for names or not, the reason, file and encoding; then write. */
void list_out_export(struct view *v);
void list_out_print(struct view *v);
/* Who may take the list of this view out masked: what the screen itself needs where that is not
 * about residents. */
bool list_out_may(const struct view *v);

#endif
