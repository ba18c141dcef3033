/* The forms, as screens open them. Each puts a form on top; when it is left after a save the view below loads again. */
#ifndef UI_FORMS_H
#define UI_FORMS_H

#include "ui/form.h"
#include "ui/view.h"

extern const struct form_def resident_form, order_form, test_form;

/* Open a form: call->id 0 is a new record. Not RC_OK: the sentence is on the message line. */
enum rc form_open(struct ui *ui, const struct form_def *def, long long id, long long resident, long long order);

/* What screens call. id 0: new. A new resident goes on to the order form. */
static inline enum rc open_resident_form(struct ui *ui, long long id) {
	return form_open(ui, &resident_form, id, id, 0);
}
static inline enum rc open_order_form(struct ui *ui, long long resident, long long id) {
	return form_open(ui, &order_form, id, resident, id);
}
/* The order open on the day is found when saving; `order` is the one whose window the line was about, or 0. */
static inline enum rc open_test_form(struct ui *ui, long long resident, long long order, long long id) {
	return form_open(ui, &test_form, id, resident, order);
}

#endif
