/* SPDX-License-Identifier: MIT */
#include "model/order/transition.h"

#include "core/names.h"
#include "model/order/order.h"
#include "model/station/codes.h"

#define NOT_BEGUN \
	N_("The term has not begun: there is nothing to suspend or to release from. Record the reporting in first.")
#define IS_OVER \
	N_("This order is over. A new decision is a new order; a wrong entry is taken back with its reason.")
#define RESUME_FIRST N_("The order is suspended: resume it first, then record this step.")
#define NO_WAY_BACK \
	N_("Who has reported in does not wait for it again. Correct the day of reporting in, or take a wrong entry back.")

/* Rules 3.2, 3.3: what is done between any two states, the paper it wants, or why it cannot be. */
const struct transition transition_table[] = {
	{"awaiting", "executing", N_("Report in"), NULL, NULL},
	{"awaiting", "suspended", NULL, NULL, NOT_BEGUN},
	{"awaiting", "terminated", N_("Terminate the order"), "suspend", NULL},
	{"awaiting", "moved", N_("Moved to another place"), "moved", NULL},
	{"awaiting", "released", NULL, NULL, NOT_BEGUN},
	{"executing", "awaiting", NULL, NULL, NO_WAY_BACK},
	{"executing", "suspended", N_("Suspend the order"), "suspend", NULL},
	{"executing", "terminated", N_("Terminate the order"), "suspend", NULL},
	{"executing", "moved", N_("Moved to another place"), "moved", NULL},
	{"executing", "released", N_("Release from the order"), "release", NULL},
	{"suspended", "awaiting", NULL, NULL, NO_WAY_BACK},
	{"suspended", "executing", N_("Resume the order"), "suspend", NULL},
	{"suspended", "terminated", N_("Terminate the order"), "suspend", NULL},
	{"suspended", "moved", NULL, NULL, RESUME_FIRST},
	{"suspended", "released", NULL, NULL, RESUME_FIRST},
	{"terminated", "awaiting", NULL, NULL, IS_OVER},
	{"terminated", "executing", NULL, NULL, IS_OVER},
	{"terminated", "suspended", NULL, NULL, IS_OVER},
	{"terminated", "moved", NULL, NULL, IS_OVER},
	{"terminated", "released", NULL, NULL, IS_OVER},
	{"moved", "awaiting", NULL, NULL, IS_OVER},
	{"moved", "executing", NULL, NULL, IS_OVER},
	{"moved", "suspended", NULL, NULL, IS_OVER},
	{"moved", "terminated", NULL, NULL, IS_OVER},
	{"moved", "released", NULL, NULL, IS_OVER},
	{"released", "awaiting", NULL, NULL, IS_OVER},
	{"released", "executing", NULL, NULL, IS_OVER},
	{"released", "suspended", NULL, NULL, IS_OVER},
	{"released", "terminated", NULL, NULL, IS_OVER},
	{"released", "moved", NULL, NULL, IS_OVER},
};
const size_t transition_count = sizeof transition_table / sizeof *transition_table;

const struct transition *transition_find(struct code from, struct code to) {
	for (size_t i = 0; i < transition_count; i++) {
		if (code_is(from, transition_table[i].from) && code_is(to, transition_table[i].to))
			return &transition_table[i];
	}
	return NULL;
}

static bool is_blank(const char *s) { return !s || !*s; }

static enum rc check_pair(const struct treatment_order *o, struct code to,
                          const struct transition **out, struct err *err) {
	const struct transition *t = transition_find(o->state, to);

	*out = t;
	if (t && !t->refusal)
		return RC_OK;
	if (t)
		return err_field(err, "state", "state.refused", t->refusal, NULL);
	if (strcmp(o->state.s, to.s) == 0)
		return err_field(err, "state", "state.same",
		                 N_("The order is already in this state: {state}."), "state",
		                 code_label(&codes_state, to), NULL);
	return err_field(err, "state", "state.unknown", N_("There is no such state of an order."),
	                 NULL);
}

static enum rc check_day(const struct treatment_order *o, struct date last, struct date since,
                         struct date today, struct err *err) {
	struct date earliest = date_is_set(last) && date_before(o->ordered, last) ? last
	                                                                          : o->ordered;
	char from[DATE_BUF], day[DATE_BUF];

	if (!date_is_set(since))
		return err_field(err, "since", "state.no-day",
		                 N_("Say from which day the new state holds."), NULL);
	if (date_before(today, since))
		return err_field(err, "since", "state.future",
		                 N_("{day} lies in the future: record it when it has happened."),
		                 "day", date_format(since, day), NULL);
	if (date_before(since, earliest))
		return err_field(err, "since", "state.early",
			N_("{day} is before the present state began ({from}). Correct the day, "
			   "or take the wrong entry back."),
			"day", date_format(since, day), "from", date_format(earliest, from), NULL);
	return RC_OK;
}

static enum rc check_early_release(const struct treatment_order *o, const struct term *term,
                                   const struct transition_ask *ask, struct err *err) {
	char end[DATE_BUF];

	if (term_is_sound(term) && !date_before(ask->since, term->end))
		return RC_OK;
	if (!is_blank(ask->document) && !number_same(o->doc_no, ask->document))
		return RC_OK;
	return err_field(err, "document", "state.early-release",
		N_("The term runs until {end}, and no article gives early release. Where another "
		   "document orders it, give"
	           " that document's number."),
		"end", date_is_set(term->end) ? date_format(term->end, end) : "?", NULL);
}

enum rc transition_check(const struct treatment_order *o, const struct term *term, struct date last,
                         const struct transition_ask *ask, struct date today, struct err *err) {
	const struct transition *t;
	enum rc rc = check_pair(o, ask->to, &t, err);

	if (rc == RC_OK)
		rc = check_day(o, last, ask->since, today, err);
	if (rc != RC_OK)
		return rc;
	if (code_is(ask->to, "released"))
		return check_early_release(o, term, ask, err);
	if (!t->paper)
		return RC_OK;
	if (is_blank(ask->reason))
		return err_field(err, "reason", "state.no-reason",
		                 N_("Give the reason for the change of state."), NULL);
	if (is_blank(ask->document))
		return err_field(err, "document", "state.no-document",
			N_("This step asks for a paper: {paper}. Give its number, or say where "
			   "it lies."),
			"paper", code_label(&codes_document, code_of(t->paper)), NULL);
	if (code_is(ask->to, "terminated") && !code_is_set(ask->cause))
		return err_field(err, "cause", "state.no-cause",
		                 N_("Say why the order ends: prison, compulsory isolation, death or"
		                    " another reason."), NULL);
	if (code_is(ask->to, "moved") && is_blank(ask->moved_to))
		return err_field(err, "moved_to", "state.no-place",
		                 N_("Say which place takes the order over."), NULL);
	return RC_OK;
}

bool transition_wants(const struct treatment_order *o, const struct term *term,
                      const struct transition_ask *ask, const char *field) {
	struct transition_ask without = {.to = ask->to, .since = ask->since, .reason = "?",
	                                 .document = "?", .cause = code_of("other"),
	                                 .moved_to = "?"};
	struct err err = {0};

	if (strcmp(field, "reason") == 0)
		without.reason = NULL;
	else if (strcmp(field, "document") == 0)
		without.document = NULL;
	else if (strcmp(field, "cause") == 0)
		without.cause = CODE_NONE;
	else
		without.moved_to = NULL;
	return transition_check(o, term, DATE_NONE, &without, ask->since, &err) != RC_OK &&
	       strcmp(err.field, field) == 0;
}

void transition_apply(struct treatment_order *o, const struct transition_ask *ask) {
	if (code_is(o->state, "awaiting") && code_is(ask->to, "executing"))
		o->reported = ask->since;
	if (code_is(ask->to, "moved")) {
		free(o->moved_to);
		o->moved_to = mem_strdup(ask->moved_to);
		o->papers_sent = ask->papers_sent;
		o->receipt = ask->receipt;
	}
	o->state = ask->to;
	o->ended = order_facts_is_open(ask->to) ? DATE_NONE : ask->since;
}

static void add_sentence(struct str *out, const char *text) {
	if (out->n)
		str_addc(out, ' ');
	str_add(out, text);
}

/* Rule 2.11: by how much the end moves, and what the paper says. */
static void say_extension(const struct term *term, struct str *out) {
	char text[240], days[16], end[DATE_BUF], written[DATE_BUF];

	if (!term->extended)
		return;
	snprintf(days, sizeof days, "%d", term->extended);
	text_fill(text, sizeof text,
		tr(N_("Days under suspension so far: {days}. Proposed last day of the term: {end} (the law is silent).")),
		"days", days, "end", date_format(term->proposed, end), NULL);
	add_sentence(out, text);
	if (term->end_written) {
		text_fill(text, sizeof text,
		          tr(N_("The paper says {written}, and that holds until you correct it.")),
		          "written", date_format(term->end, written), NULL);
		add_sentence(out, text);
	}
}

void transition_said(const struct treatment_order *o, const struct term *term,
                     const struct transition_ask *ask, struct str *out) {
	char text[240], day[DATE_BUF];

	text_fill(text, sizeof text, tr(N_("{state} since {day}.")), "state",
	          code_label(&codes_state, o->state), "day", date_format(ask->since, day), NULL);
	add_sentence(out, text);
	if (code_is(ask->to, "suspended"))
		add_sentence(out,
			tr(N_("Tests under the suspension are excused; the end of the term is not known until it resumes.")));
	if (code_is(ask->to, "executing"))
		say_extension(term, out);
	if (code_is(ask->to, "moved"))
		add_sentence(out,
			tr(N_("Hand the papers on; the person reports to the new place within 15 days, the term runs on.")));
	if (!order_facts_is_open(ask->to))
		add_sentence(out, tr(N_("A later decision is entered as a new order.")));
}
