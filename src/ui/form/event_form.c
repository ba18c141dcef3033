/* Forms about an event on a resident: drug tests by a table of their own, every other register by
 * its fields. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/entry/answer.h"
#include "model/entry/chain.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/event/registers.h"
#include "model/order/term.h"
#include "model/rules/breach_count.h"
#include "model/rules/order_facts.h"
#include "model/rules/window.h"
#include "ui/form/form_subject.h"
#include "ui/form/forms.h"

/* The next one of the papers of this register (rule 17.8); it may be typed over. */
static void propose_number(const struct form_call *c, void *rec) {
	char *number = chain_number(c->st, c->event->id, NULL);

	if (number)
		field_take_text(entity_field(c->event->entity, "doc_no"), rec, number);
}

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	struct event *e = rec[0];

	if (c->id != 0)
		return event_get(c->st, c->actor, c->event, c->id, e, err);
	e->resident.id = c->resident;
	e->order_id.id = c->order;
	e->occurred = clock_today();
	propose_number(c, e);
	return RC_OK;
}

/* Two records of one day happen (a positive, tested again), but more often it is the same one typed
 * twice. */
static void doubt_same_day(const struct form_call *c, const struct event *e,
                           struct findings *told) {
	struct ids ids = {0};
	char n[24], day[DATE_BUF];

	if (event_match(c->st, c->actor, c->event, e, false, &ids, NULL) == RC_OK && ids.n > 0) {
		snprintf(n, sizeof n, "%zu", ids.n);
		findings_ask(told, "occurred",
		             N_("{day} has such a record already ({n}): typed twice?"), "day",
		             date_format(e->occurred, day), "n", n, NULL);
	}
	ids_clear(&ids);
}

/* What a key beside the right one makes: the test of somebody who has had it, a visit that met
 * nobody. */
static void doubt_need(const struct form_call *c, const void *rec, struct findings *told) {
	const struct drug_test *t = rec;
	struct window_list windows = {0};
	struct term term;
	char first[DATE_BUF], last[DATE_BUF];

	if (c->event->entity == &visit_def && code_is(((const struct visit *)rec)->met, "notfound"))
		findings_ask(told, "met", N_("Nobody was met on this visit?"), NULL);
	if (c->event != test_register() || !code_is(t->nature, "regular") || c->order == 0 ||
	    test_windows(c->st, c->actor, c->order, &term, &windows, NULL) != RC_OK)
		goto out;
	for (size_t i = 0; i < windows.n; i++) {
		const struct window *w = &windows.v[i];

		if (w->events >= w->need && !date_before(t->occurred, w->first) &&
		    !date_before(w->last, t->occurred))
			findings_ask(told, "occurred",
			             N_("{first}..{last} has its test already: compare the person."),
			             "first", date_format(w->first, first), "last",
			             date_format(w->last, last), NULL);
	}
out:
	window_list_clear(&windows);
}

/* What windows and months count by is corrected knowingly: another day is asked about, another
 * result is changed only for a reason, which the audit keeps. */
static void doubt_correction(const struct form_call *c, const void *rec, struct findings *told) {
	static const char *const fields[] = {"occurred", "result"};
	void *was = mem_zalloc(1, c->event->entity->size);
	bool stands = event_get(c->st, c->actor, c->event, c->id, was, NULL) == RC_OK;

	for (size_t i = 0; i < 2 && stands; i++) {
		const struct field_def *f = entity_field(c->event->entity, fields[i]);
		struct str old = {0}, now = {0};

		if (!f || field_is_blank(f, was) || field_compare(f, was, rec) == 0)
			continue;
		masked_text(c->actor, VIEW_FILE, f, was, NULL, &old);
		masked_text(c->actor, VIEW_FILE, f, rec, NULL, &now);
		(i ? findings_want_reason : findings_ask)(
			told, f->name, N_("{label} was {old}, now {new}."), "label", tr(f->label),
			"old", str_text(&old), "new", str_text(&now), NULL);
		str_clear(&old);
		str_clear(&now);
	}
	entity_clear(c->event->entity, was);
	free(was);
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	enum rc rc = event_check(c->event, rec[0], clock_today(), told, err);

	if (rc == RC_OK && c->event->entity == &talk_def && talk_is_empty(rec[0]))
		rc = talk_refuse_empty(err);
	if (rc == RC_OK && c->id == 0) {
		doubt_same_day(c, rec[0], told);
		doubt_need(c, rec[0], told);
		if (c->line.kind)
			answer_doubts(c->st, c->actor, c->event, rec[0], c->order, &c->line, told);
	} else if (rc == RC_OK) {
		doubt_correction(c, rec[0], told);
	}
	if (rc == RC_OK)
		breach_doubts(c->st, c->actor, c->event, rec[0], told);
	return rc;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	form_subject_resident(c, out);
}

static bool is_grave(const struct entity_def *def, const void *rec) {
	if (def == &test_def)
		return code_is(((const struct drug_test *)rec)->result, "pos");
	return def == &missed_def &&
	       !code_is(((const struct missed_test *)rec)->judged, "reason");
}

bool form_guard_grave(const struct form_call *c, const struct entity_def *def, const void *rec,
                      long long resident, struct str *question, struct str *answer) {
	struct resident r;
	bool guarded;

	if (!is_grave(def, rec) || resident_get(c->st, c->actor, resident, &r, NULL) != RC_OK)
		return false;
	guarded = r.file_no && strlen(r.file_no) >= 2 && form_has_namesake(c, &r);
	if (guarded) {
		str_add(question, tr(N_("A namesake exists. File number ends in:")));
		str_add(answer, r.file_no + strlen(r.file_no) - 2);
	}
	entity_clear(&resident_def, &r);
	return guarded;
}

static bool guard(const struct form_call *c, void *const rec[], struct str *question,
                  struct str *answer) {
	const struct event *e = rec[0];

	return form_guard_grave(c, c->event->entity, e, e->resident.id, question, answer);
}

/* ---- drug tests ---- */

/* What changes from one resident to the next stands first; the rest stays from the record
 * before. */
static const struct form_row test_rows[] = {
	FORM_SECTION(N_("Test")),
	FORM_FIELD_AS(0, "occurred", FR_RECENT | FR_TODAY),
	FORM_FIELD(0, "result"),
	FORM_FIELD(0, "nature"),
	FORM_FIELD(0, "sample"),
	FORM_FIELD(0, "place_text"),
	FORM_FIELD(0, "tester"),
	FORM_FIELD(0, "tester2"),
	FORM_SECTION(N_("More")),
	FORM_FIELD(0, "signed_by"),
	FORM_FIELD(0, "witness"),
	FORM_FIELD(0, "items"),
	FORM_FIELD(0, "test_no"),
	FORM_FIELD(0, "occurred_time"),
	FORM_FIELD(0, "note"),
};

static enum rc load_test(const struct form_call *c, void *const rec[], struct err *err) {
	struct drug_test *t = rec[0];
	enum rc rc = load(c, rec, err);

	if (rc == RC_OK && c->id == 0) {
		t->nature = code_of("regular");
		t->sample = code_of("urine");
	}
	return rc;
}

/* Only a positive result is asked for twice: forty negatives before lunch are not. */
static bool is_positive(const void *const rec[], const char *field) {
	return strcmp(field, "result") != 0 ||
	       code_is(((const struct drug_test *)rec[0])->result, "pos");
}

/* The first window that still waits for a test, from the day's on. */
static void say_next_window(const struct form_call *c, const struct drug_test *t, struct str *out) {
	struct window_list windows = {0};
	struct term term;
	size_t i = 0;
	char first[DATE_BUF], last[DATE_BUF], text[200];
	struct date today = clock_today();

	if (t->order_id.id == 0 ||
	    test_windows(c->st, c->actor, t->order_id.id, &term, &windows, NULL) != RC_OK)
		goto out;
	for (const struct window *w = windows.v; i < windows.n; i++, w++) {
		if (!date_before(w->last, today) && w->events < w->need && !w->why)
			break;
	}
	if (i < windows.n)
		text_fill(text, sizeof text, tr(N_("Next test from {first}, by {last}.")), "first",
		          date_format(windows.v[i].first, first), "last",
		          date_format(windows.v[i].last, last), NULL);
	else
		text_fill(text, sizeof text, tr(N_("No further test is due in this term.")), NULL);
	str_add(out, text);
out:
	window_list_clear(&windows);
}

/* What comes next of a test, or which finding a late one answers. */
static void say_test(const struct form_call *c, const struct drug_test *t,
                     const struct answers *answers, struct str *said) {
	bool in_time = (c->line.kind == 0 || !date_before(c->line.due_on, clock_today())) &&
	               !code_is(t->nature, "makeup");

	if (code_is(t->result, "pos")) /* rule 4.19: the worker must report it */
		str_add(said, tr(N_("Positive: report it to the police promptly.")));
	else if (in_time)
		say_next_window(c, t, said);
	if (!in_time && c->id == 0)
		answers_say(c->st, answers, c->event, c->order, &c->line, said);
}

/* "Recorded: 陈春, 2026-11-22. ", which windows it answers, and what the record check would have a
 * person look at. A new record knows its windows before it is saved. */
static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	const struct event *e = rec[0];
	const struct drug_test *t = c->event == test_register() ? rec[0] : NULL;
	const struct field_env *names = station_env(c->st);
	const char *name;
	char day[DATE_BUF];
	struct findings warnings = {0};
	struct answers answers = {0};
	enum rc rc;

	if (c->id == 0)
		(void)answer_foresee(c->st, c->actor, c->event, e, &answers, NULL);
	rc = event_save(c->st, c->actor, c->event, rec[0], err);
	if (rc != RC_OK)
		goto out;
	name = names->ref_name(names->ctx, "resident", e->resident.id);
	date_format(e->occurred, day);
	if (t)
		str_fill(said, N_("Recorded: {name}, {sample} {result}, {day}. "), "name",
		         name ? name : "", "sample", code_label(&codes_sample, t->sample), "result",
		         code_label(&codes_result, t->result), "day", day, NULL);
	else
		str_fill(said, N_("Recorded: {name}, {what}, {day}. "), "name", name ? name : "",
		         "what", tr(c->event->entity->label), "day", day, NULL);
	if (t)
		say_test(c, t, &answers, said);
	else if (c->id == 0)
		answers_say(c->st, &answers, c->event, c->order, &c->line, said);
	if (event_check(c->event, rec[0], clock_today(), &warnings, NULL) == RC_OK)
		form_add_warnings(&warnings, said);
	str_add(said, tr(N_("  u undoes.")));
out:
	answers_clear(&answers);
	return rc;
}

static const struct form_def test_form = {
	.id = "test", .title = N_("Drug test"), .rows = test_rows,
	.row_count = sizeof test_rows / sizeof *test_rows, .entity = {&test_def}, .load = load_test,
	.check = check, .twice = is_positive, .guard = guard, .save = save, .about = about,
};

/* ---- talks and visits ---- */

/* What every talk has anew stands first; most are face to face. */
static const struct form_row talk_rows[] = {
	FORM_SECTION(N_("Talk")),
	FORM_FIELD_AS(0, "occurred", FR_RECENT | FR_TODAY),
	FORM_FIELD(0, "summary"),
	FORM_FIELD(0, "mood"),
	FORM_FIELD(0, "channel"),
	FORM_FIELD(0, "talker"),
	FORM_FIELD(0, "recorder"),
	FORM_FIELD(0, "place_text"),
	FORM_SECTION(N_("More")),
	FORM_FIELD(0, "content"),
	FORM_FIELD(0, "request"),
	FORM_FIELD(0, "next_plan"),
	FORM_FIELD(0, "signed_by"),
	FORM_FIELD(0, "occurred_time"),
	FORM_FIELD(0, "note"),
};

static enum rc load_talk(const struct form_call *c, void *const rec[], struct err *err) {
	enum rc rc = load(c, rec, err);

	if (rc == RC_OK && c->id == 0)
		((struct talk *)rec[0])->channel = code_of("face");
	return rc;
}

static enum rc load_report(const struct form_call *c, void *const rec[], struct err *err) {
	enum rc rc = load(c, rec, err);

	if (rc == RC_OK && c->id == 0)
		((struct self_report *)rec[0])->channel = code_of("written");
	return rc;
}

/* A talk says something of what was said. */
static bool wants_talk(const struct form_call *c, void *const rec[], const char *field) {
	return strcmp(field, "summary") == 0 && talk_is_empty(rec[0]);
}

/* Most visits are to the person; who was met instead is typed over it. */
static enum rc load_visit(const struct form_call *c, void *const rec[], struct err *err) {
	struct visit *w = rec[0];
	enum rc rc = load(c, rec, err);
	struct str name = {0};
	struct resident r;

	if (rc == RC_OK && c->id == 0 &&
	    resident_get(c->st, c->actor, c->resident, &r, NULL) == RC_OK) {
		masked_text(c->actor, VIEW_ENTRY, entity_field(&resident_def, "name"), &r, NULL,
		            &name);
		w->visited = str_take(&name);
		w->relation = code_of("self");
		entity_clear(&resident_def, &r);
	}
	return rc;
}

/* ---- warnings ---- */

/* What else the letter is known to be about leaves no test to propose. */
static bool may_be_refusal(const struct form_call *c) {
	for (const struct form_preset *p = c->presets; p && p->field; p++)
		if (strcmp(p->field, "kind") == 0)
			return breach_is_refusal(code_of(p->value));
	return true;
}

/* The newest refused test that no letter is about stands in its field: Enter takes it. */
static enum rc load_warning(const struct form_call *c, void *const rec[], struct err *err) {
	struct warning *w = rec[0];
	enum rc rc = load(c, rec, err);

	if (rc == RC_OK && c->id == 0 && may_be_refusal(c))
		w->window_no = breach_window_unnamed(c->st, c->actor, c->order);
	return rc;
}

static void derive_warning(void *const rec[], const char *field, struct str *say) {
	struct warning *w = rec[0];

	if (strcmp(field, "kind") == 0 && !breach_is_refusal(w->kind))
		w->window_no = INT_NONE;
}

struct form_def event_form(const struct event_def *event) {
	if (event == test_register())
		return test_form;
	bool warning = event->entity == &warning_def, talk = event->entity == &talk_def;

	return (struct form_def){.id = event->id,
	                         .entity = {event->entity},
	                         .rows = talk ? talk_rows : NULL,
	                         .row_count = talk ? sizeof talk_rows / sizeof *talk_rows : 0,
	                         .load = warning                             ? load_warning
	                                 : talk                              ? load_talk
	                                 : event->entity == &visit_def       ? load_visit
	                                 : event->entity == &self_report_def ? load_report
	                                                                     : load,
	                         .wants = talk ? wants_talk : NULL,
	                         .check = check,
	                         .derive = warning ? derive_warning : NULL,
	                         .save = save,
	                         .guard = guard,
	                         .about = about};
}
