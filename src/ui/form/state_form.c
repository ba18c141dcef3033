/* The form for a change of an order's state: from when, why, by which paper (rule 3.3).
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/order/order.h"
#include "model/order/transition.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

static const struct form_row rows[] = {
	FORM_SECTION(N_("Change of state")),
	FORM_FIELD_AS(0, "state", FR_SHOWN),
	FORM_FIELD_AS(0, "since", FR_TODAY),
	FORM_FIELD(0, "reason"),
	FORM_FIELD(0, "document"),
	FORM_FIELD(0, "cause"),
};

/* The line is new; its version is that of the order it changes. */
static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	struct status_change *s = rec[0];
	struct treatment_order o;
	enum rc rc = order_get(c->st, c->actor, c->order, &o, err);

	if (rc == RC_OK) {
		s->resident = o.resident;
		s->order_id.id = c->order;
		s->since = clock_today();
		s->rec.ver = o.rec.ver;
	}
	entity_clear(&order_def, &o);
	return rc;
}

/* Of the two that say why, the step itself decides: a release in its time asks for neither,
 * suspending for both. */
static bool wants(const struct form_call *c, void *const rec[], const char *field) {
	const struct status_change *s = rec[0];
	const struct transition_ask ask = {.to = s->state, .since = s->since};
	struct treatment_order o;
	struct term term;
	bool does;

	if ((strcmp(field, "reason") != 0 && strcmp(field, "document") != 0) ||
	    order_get(c->st, c->actor, c->order, &o, NULL) != RC_OK)
		return false;
	does = order_term(c->st, c->actor, &o, &term, NULL) == RC_OK &&
	       transition_wants(&o, &term, &ask, field);
	entity_clear(&order_def, &o);
	return does;
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	const struct status_change *s = rec[0];
	const struct transition_ask ask = {
		.to = s->state, .since = s->since, .reason = s->reason, .document = s->document};
	struct treatment_order o;
	struct term term;
	enum rc rc = order_set_state(c->st, c->actor, c->order, s->rec.ver, s->state, s->since,
	                             s->reason, s->document, err);

	if (rc != RC_OK)
		return rc;
	if (order_get(c->st, c->actor, c->order, &o, NULL) == RC_OK &&
	    order_term(c->st, c->actor, &o, &term, NULL) == RC_OK)
		transition_said(&o, &term, &ask, said);
	entity_clear(&order_def, &o);
	return RC_OK;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	form_subject_resident(c, out);
}

const struct form_def state_form = {
	.id = "state",
	.title = N_("Change of state"),
	.rows = rows,
	.row_count = sizeof rows / sizeof *rows,
	.entity = {&status_def},
	.load = load,
	.save = save,
	.wants = wants,
	.about = about,
};
