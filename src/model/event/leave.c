/* SPDX-License-Identifier: MIT */
#include "model/event/leave.h"

ENTITY_DEF(leave_def, N_("Leave"), leave, LEAVE_FIELDS);
ENTITY_DEF(missed_def, N_("Missed test"), missed_test, MISSED_FIELDS);
ENTITY_DEF(warning_def, N_("Warning"), warning, WARNING_FIELDS);
ENTITY_DEF(custody_def, N_("Away from the community"), custody, CUSTODY_FIELDS);

enum rc event_not_before(const struct entity_def *def, const char *field, struct date start,
                         struct date end, struct err *err) {
	char first[DATE_BUF], last[DATE_BUF];

	if (!date_is_set(start) || !date_is_set(end) || !date_before(end, start))
		return RC_OK;
	return err_field(err, field, "event.sequence",
		N_("{label}: {last} is before the start ({first}). Correct one of the two."),
		"label", tr(entity_field(def, field)->label), "last", date_format(end, last),
		"first", date_format(start, first), NULL);
}

int leave_days(const struct leave *l) {
	struct date end = date_is_set(l->returned)     ? l->returned
	                  : date_is_set(l->extends_to) ? l->extends_to
	                                               : l->leave_to;

	return date_is_set(l->leave_from) && date_is_set(end) && !date_before(end, l->leave_from)
	           ? end.n - l->leave_from.n + 1
	           : 0;
}

bool leave_leaves_county(const struct leave *l) {
	return code_is(l->out_of_county, "yes") ||
	       (l->destination && !code_is_set(l->out_of_county));
}

bool leave_is_off(const struct leave *l) {
	return code_is(l->leave_state, "refused") || code_is(l->leave_state, "withdrawn");
}

static bool approval_is_asked = true;

void leave_ask_approval(bool asked) { approval_is_asked = asked; }

struct date leave_until(const struct leave *l) {
	return date_is_set(l->extends_to) ? l->extends_to : l->leave_to;
}

bool leave_waits(const struct leave *l) {
	return approval_is_asked && code_is(l->leave_state, "pending");
}

int leave_late(const struct leave *l, struct date today) {
	const struct date end = leave_until(l);

	return !leave_is_off(l) && !leave_waits(l) && !code_is(l->leave_state, "back") &&
	                       !date_is_set(l->returned) && date_is_set(end) &&
	                       date_before(end, today)
	               ? today.n - end.n
	               : 0;
}

struct code leave_state_on(const struct leave *l, struct date today) {
	return leave_late(l, today) ? code_of("overdue") : l->leave_state;
}

void leave_say_late(const struct leave *l, struct date today, struct str *out) {
	const int days = leave_late(l, today);
	char n[16], text[40];

	snprintf(n, sizeof n, "%d", days);
	text_fill(text, sizeof text, tr(N_(" {n} days")), "n", n, NULL);
	str_add(out, days ? text : "");
}

void leave_stand(void *rec, struct date today) {
	struct leave *l = rec;

	l->leave_state = leave_state_on(l, today);
}

/* What a state or an approval still lacks, to be looked at. */
static void doubt_picked(const struct leave *l, struct findings *warnings) {
	const char *const state = l->leave_state.s;

	if (strcmp(state, "back") == 0 && !date_is_set(l->returned))
		findings_add(warnings, "returned", N_("The resident is back: fill in the day."),
		             NULL);
	if (strcmp(state, "pending") == 0 && !approval_is_asked)
		findings_add(warnings, "leave_state",
		             N_("No approval is asked here: it stands as reported."), NULL);
	if (approval_is_asked && l->approver && !date_is_set(l->approved_on))
		findings_ask(warnings, "approved_on",
		             N_("An approval has its day: fill in when it was given."), NULL);
	if (approval_is_asked && date_is_set(l->approved_on) && !l->approver)
		findings_ask(warnings, "approver",
		             N_("An approval has its officer: fill in who gave it."), NULL);
}

/* A state that was picked and rests on nothing is refused, never dropped (rule 6.20). */
static enum rc check_picked(const struct leave *l, struct date today, struct err *err) {
	const char *const state = l->leave_state.s, *name = code_label(&codes_leave, l->leave_state);

	if (leave_is_off(l) && (date_is_set(l->extends_to) || date_is_set(l->returned)))
		return err_field(
			err, date_is_set(l->extends_to) ? "extends_to" : "returned", "leave.off",
			N_("This leave is {state}: there is nothing to extend or to come back "
			   "from."),
			"state", name, NULL);
	if (strcmp(state, "approved") == 0 && approval_is_asked && !l->approver)
		return err_field(err, "approver", "leave.approver",
		                 N_("{state} needs who approved it, and when."), "state", name,
		                 NULL);
	if (strcmp(state, "extended") == 0 && !date_is_set(l->extends_to))
		return err_field(err, "extends_to", "leave.extends",
		                 N_("{state}: fill in until when."), "state", name, NULL);
	if (strcmp(state, "overdue") == 0 && !date_is_set(l->returned) &&
	    date_is_set(leave_until(l)) && !date_before(leave_until(l), today))
		return err_field(err, "leave_state", "leave.not-over",
		                 N_("{state}: the leave is not over yet."), "state", name, NULL);
	return RC_OK;
}

static void set_leave_state(struct leave *l) {
	if (leave_is_off(l))
		return;
	if (date_is_set(l->returned))
		l->leave_state = code_of("back");
	else if (date_is_set(l->extends_to))
		l->leave_state = code_of("extended");
	else if (!code_is_set(l->leave_state) || code_is(l->leave_state, "pending"))
		/* never a state that check_picked refuses when the record is saved again */
		l->leave_state = code_of(l->approver         ? "approved"
		                         : approval_is_asked ? "pending"
		                         : date_is_set(l->approved_on) ? "approved" : "reported");
}

enum rc leave_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct leave *l = rec;
	enum rc rc = event_not_before(&leave_def, "leave_to", l->leave_from, l->leave_to, err);

	if (rc == RC_OK)
		rc = event_not_before(&leave_def, "extends_to", l->leave_to, l->extends_to, err);
	if (rc == RC_OK)
		rc = event_not_before(&leave_def, "returned", l->leave_from, l->returned, err);
	if (rc != RC_OK)
		return rc;
	rc = check_picked(l, today, err);
	if (rc != RC_OK)
		return rc;
	doubt_picked(l, warnings);
	if (approval_is_asked && date_is_set(l->extends_to) && !l->approver &&
	    !date_is_set(l->approved_on) && !code_is(l->leave_state, "approved") &&
	    !code_is(l->leave_state, "extended"))
		return err_field(err, "extends_to", "leave.not-approved",
			N_("Only an approved leave is extended: fill in who approved it."), NULL);
	set_leave_state(l);
	/* Unanswered, it counts as leaving (rule 6.1). */
	if (l->destination && !code_is_set(l->out_of_county) && !leave_is_off(l))
		findings_ask(warnings, "out_of_county",
		             N_("Does the place lie outside the county? Until that is said it is"
		                " taken to."), NULL);
	if (leave_leaves_county(l) && leave_days(l) >= LEAVE_REPORT_DAYS &&
	    !code_is(l->written, "yes"))
		findings_ask(warnings, "written",
			N_("Leaving the county for 3 days or more asks for a written report "
			   "(Regulation 19)."),
			NULL);
	return RC_OK;
}

enum rc warning_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct warning *w = rec;
	bool days = date_is_set(w->away_from) || date_is_set(w->away_until);

	if (days && !code_is(w->kind, "away"))
		findings_ask(warnings, "kind",
		             N_("Days away count only in a warning about leaving without report."),
		             NULL);
	if (date_is_set(w->away_until) && !date_is_set(w->away_from))
		return err_field(err, "away_from", "warning.from",
		                 N_("Fill in from which day the resident was away."), NULL);
	if (code_is(w->kind, "away") && !days)
		findings_ask(warnings, "away_from",
			N_("Without its days this absence counts as a time, but adds no days "
			   "(Regulation 20)."),
			NULL);
	return event_not_before(&warning_def, "away_until", w->away_from, w->away_until, err);
}

enum rc missed_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct missed_test *m = rec;

	if ((code_is(m->judged, "refused") || code_is(m->judged, "evaded")) &&
	    !date_is_set(m->notice_on))
		return err_field(err, "notice_on", "missed.notice",
			N_("Refused or evaded counts only after a notice was served: fill in "
			   "its day."),
			NULL);
	return RC_OK;
}

enum rc custody_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct custody *c = rec;

	if (code_is(c->kind, "detained") || code_is(c->kind, "arrested"))
		findings_add(warnings, "kind",
			N_("Custody excuses tests; a suspension of the order is recorded as "
			   "its change of state."),
			NULL);
	return RC_OK;
}
