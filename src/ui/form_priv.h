/* The form on the screen, as its own views share it: the fields, the pick list, the conflict. */
#ifndef UI_FORM_PRIV_H
#define UI_FORM_PRIV_H

#include "ui/form.h"
#include "ui/view.h"

struct form_view {
	struct form form;
	struct form_def def; /* what the form is, until another follows in the same view */
	struct form_call call;
	struct form_env env;
	struct str about; /* whom it is about */
	int top;          /* first line shown */
	bool guarded;     /* the guard's question was answered rightly */
};

/* src/ui/form_paint.c */
void form_resize(struct view *v, const struct area *a);
void form_head(const struct view *v, struct str *left, struct str *right);
void form_status(const struct view *v, struct str *out);
void form_draw(struct view *v, const struct area *a);

extern const struct view_ops form_ops, pick_ops, conflict_ops;

/* pick_ops: choose a value for the current field, or a field to go to. Its view lies right over the form's. */
struct pick_arg {
	bool fields;
};
/* conflict_ops: its arg is void *const theirs[FORM_RECORDS], taken over. */

#endif
