/* The forms for a change of an order's state: from when, why, by which paper, and to where (rules
 * 3.3, 3.8 to 3.10, 3.12). SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/order/order.h"
#include "model/order/state_facts.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

#define STATE_ROWS \
	FORM_SECTION(N_("Change of state")), FORM_FIELD_AS(0, "state", FR_SHOWN), \
		FORM_FIELD_AS(0, "since", FR_TODAY), FORM_FIELD(0, "reason"), \
		FORM_FIELD(0, "document")
static const struct form_row rows[] = {STATE_ROWS};
static const struct form_row end_rows[] = {STATE_ROWS, FORM_FIELD(0, "cause")};
static const struct form_row move_rows[] = {STATE_ROWS, FORM_SECTION(N_("Moved to another place")),
	FORM_FIELD(1, "moved_to"), FORM_FIELD_AS(1, "papers_sent", FR_TODAY),
	FORM_FIELD(1, "receipt")};

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

static struct transition_ask asked(void *const rec[]) {
	const struct status_change *s = rec[0];
	struct transition_ask ask = {.to = s->state, .since = s->since, .reason = s->reason,
	                             .document = s->document, .cause = s->cause,
	                             .papers_sent = DATE_NONE, .receipt = DATE_NONE};

	if (code_is(s->state, "moved")) {
		const struct treatment_order *o = rec[1];

		ask.moved_to = o->moved_to;
		ask.papers_sent = o->papers_sent;
		ask.receipt = o->receipt;
	}
	return ask;
}

/* What hangs on the change is asked about once. */
static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	const struct transition_ask ask = asked(rec);

	return order_state_findings(c->st, c->actor, c->order, &ask, told, err);
}

/* The step itself decides: a release in its time asks for neither reason nor paper, suspending for
 * both. */
static bool wants(const struct form_call *c, void *const rec[], const char *field) {
	const struct status_change *s = rec[0];
	const struct transition_ask ask = {.to = s->state, .since = s->since};
	struct treatment_order o;
	struct term term;
	bool does;

	if (!str_in_list("reason,document,cause,moved_to", field) ||
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
	const struct transition_ask ask = asked(rec);
	struct treatment_order o;
	struct term term;
	enum rc rc = order_set_state(c->st, c->actor, c->order, s->rec.ver, &ask, err);

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

#define STATE_FORM(id_, rows_, ...) \
	{.id = id_, .title = N_("Change of state"), .rows = rows_, \
	 .row_count = sizeof rows_ / sizeof *rows_, .entity = {__VA_ARGS__}, .load = load, \
	 .check = check, .save = save, .wants = wants, .about = about}
const struct form_def state_form = STATE_FORM("state", rows, &status_def);
const struct form_def state_end_form = STATE_FORM("state-end", end_rows, &status_def);
const struct form_def state_move_form = STATE_FORM("state-move", move_rows, &status_def, &order_def);
