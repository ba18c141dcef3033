/* The form on the screen, as its own views share it: the fields, the pick list, the conflict.
 * SPDX-License-Identifier: MIT */
#ifndef UI_FORM_FORM_PRIV_H
#define UI_FORM_FORM_PRIV_H

#include "model/entry/draft.h"
#include "ui/form/form.h"
#include "ui/loop/view.h"

struct form_view {
	struct form form;
	struct form_def def; /* what the form is, until another follows in the same view */
	struct form_call call;
	struct form_env env;
	struct str about; /* whom it is about */
	int top;          /* first line shown */
	long long known;  /* who else has the number just typed */
	bool answered;    /* a question about this save was answered: the next is not asked over it */
	bool guarded;     /* the guard's question was answered rightly */
	struct str sure;  /* doubts the officer has confirmed, a line each */
	char *why;        /* and the reason given for those that want one; NULL: none */
	struct draft draft; /* as last kept; its text too */
	bool resumed;     /* it goes on with a draft */
	bool reading; /* who opened it may not save it: it is only shown */
	bool another;     /* beside a draft that waits: none is looked for */
	bool stale;       /* the record was saved by somebody else since the draft was begun */
	bool unkept;      /* it could not be kept, and that was said */
	struct str hint;  /* somebody else is at this record */
	bool hint_waits;  /* what can be typed here is shown when no key has come for a while */
	int keep_ms;      /* until the draft is kept again, from then on */
	/* After saving, on to the next form of the same matter, in the same view. */
	unsigned (*go_on)(struct view *v);
	/* The same to any form. */
	unsigned (*follow)(struct view *v, const struct form_def *def, const struct form_call *call);
};

/* src/ui/form/form_save.c: handlers' flags. */
unsigned form_save(struct view *v);
/* A name that no list knows, in the current field: it may be new. */
unsigned form_offer_to_add(struct view *v);
/* As loaded, mine and theirs, read now. why: the sentence to show when theirs cannot be read; NULL:
 * none. */
void form_show_conflict(struct view *v, const struct err *why);

/* src/ui/form/form_autosave.c: what is typed is kept as a draft, when a field is left and now and
 * then. */
/* Of the form just loaded and started: lay its draft over it, when there is one. stale as
 * form_draft_read. */
bool form_autosave_resume(struct view *v, bool *stale);
/* view_ops.keep and .wake; the latter also brings the hint that has waited. */
void form_autosave(struct view *v);
unsigned form_autosave_wake(struct view *v);
/* After a key: was a field left? Then the draft is kept, and the hint of the next field waits for a
 * rest: who types one field after the other has no use for it, and a slow line carries the echo
 * first. */
void form_autosave_left(struct view *v, size_t before);
/* Put aside by the officer. False, with the sentence said: it could not be kept. */
bool form_autosave_later(struct view *v);
/* Saved or given up. */
void form_autosave_drop(struct view *v);
/* Look again whether somebody else is at the record; true: what the form says of it has changed. */
bool form_autosave_look(struct view *v);

/* src/ui/form/form_paint.c */
void form_resize(struct view *v, const struct area *a);
void form_head(const struct view *v, struct str *left, struct str *right);
void form_status(const struct view *v, struct str *out);
void form_draw(struct view *v, const struct area *a);

extern const struct view_ops form_ops, pick_ops, conflict_ops;

/* pick_ops: choose a value for the current field, or a field to go to. Its view lies right over the
 * form's. */
struct pick_arg {
	bool fields;
};
/* conflict_ops: its arg is void *const theirs[FORM_RECORDS], taken over. */

#endif
