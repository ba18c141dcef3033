/* The entry session on the screen, as its files share it. SPDX-License-Identifier: MIT */
#ifndef UI_ENTRY_ENTRY_VIEW_H
#define UI_ENTRY_ENTRY_VIEW_H

#include "model/entry/draft.h"
#include "ui/entry/entry_session.h"
#include "ui/form/form.h"
#include "ui/loop/view.h"

enum { ENTRY_ROWS = 12 };

struct entry_view {
	struct entry e;
	long long sheet;    /* number of the sheet whose order the lines have; 0: who is due */
	struct date listed; /* the day the lines were listed for; DATE_NONE: not yet */
	struct draft draft;
	/* owned; the reason given for what entry_doubts asks, once for the session; NULL: none */
	char *why;
	bool compared;      /* the lines were compared with the paper: save them */
	bool finished;      /* saved or given up: nothing is to be kept */
	/* of its two small forms, while they are open: the rows, and the names they point to */
	struct form_row rows[ENTRY_ROWS];
	char names[200];
};

/* The head as a form of the register's carried fields; on saving it the lines are listed for its
 * day. text: what was typed in it before, NULL: nothing; then field is the one it was left in. */
void entry_open_head(struct view *v, const char *text, size_t field);
/* What the chosen answer asks, as a form; on saving it the answer is accepted. */
void entry_open_asks(struct view *v, const char *text, size_t field);
/* The small form that was open when the session was kept, at its field. False: none was, or it has
 * no place any more. */
bool entry_reopen_form(struct view *v);
/* Must the officer show first that this is the person meant? Then true, and the answer is accepted
 * after it. */
bool entry_guards(struct view *v);
/* List the lines for the head's day; those with an answer stay. */
enum rc entry_list(struct view *v, struct err *err);
/* Name, village and window of the lines that have none; who may not be met any more leaves the
 * session. */
enum rc entry_name_lines(struct view *v, struct err *err);
/* What stands changes: keep it as a draft, unless nobody is listed and nothing typed. Errors of
 * draft_save. */
enum rc entry_keep(struct view *v, enum draft_state state, struct err *err);

/* Saved or given up: the draft goes. */
void entry_finish(struct view *v);
/* What struct view_ops asks. */
enum rc entry_view_open(struct view *v, const void *arg, struct err *err);
void entry_view_close(struct view *v);
void entry_keep_waiting(struct view *v);

void entry_draw(struct view *v, const struct area *a);
void entry_head(const struct view *v, struct str *left, struct str *right);

/* entry_ops takes one. */
struct entry_arg {
	const struct duty_kind_def *kind;
	/* number of a sheet for a round (model/entry/round.h), whose order the lines have; 0: who
	 * is due; ENTRY_MARKED: these people */
	long long sheet;
	const struct ids *people; /* copied */
};
enum { ENTRY_MARKED = -1 };
/* Under which name its draft is kept. Heap. */
char *entry_draft_name(const struct duty_kind_def *kind, long long sheet);

#endif
