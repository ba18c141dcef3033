/* The plain registers: their tables, and what each asks of its record.
 * SPDX-License-Identifier: MIT */
#include "model/event/registers.h"

#include "model/event/drug_testing.h"
#include "model/event/leave.h"

enum { SCORE_USUAL = 100 };

ENTITY_DEF(assessment_def, N_("Assessment"), assessment, ASSESSMENT_FIELDS);
ENTITY_DEF(employment_def, N_("Employment"), employment, EMPLOYMENT_FIELDS);
ENTITY_DEF(aid_def, N_("Help given"), aid, AID_FIELDS);
ENTITY_DEF(relative_def, N_("Relative"), relative, RELATIVE_FIELDS);
ENTITY_DEF(document_def, N_("Dossier paper"), document, DOCUMENT_FIELDS);
ENTITY_DEF(control_def, N_("Change of control state"), control_change, CONTROL_FIELDS);
ENTITY_DEF(stated_def, N_("Value said"), stated, STATED_FIELDS);
ENTITY_DEF(use_def, N_("Use found"), drug_use, USE_FIELDS);
ENTITY_DEF(talk_def, N_("Talk"), talk, TALK_FIELDS);
ENTITY_DEF(visit_def, N_("Visit"), visit, VISIT_FIELDS);
ENTITY_DEF(phone_contact_def, N_("Phone contact"), phone_contact, PHONE_CONTACT_FIELDS);
ENTITY_DEF(self_report_def, N_("Self report"), self_report, SELF_REPORT_FIELDS);
ENTITY_DEF(search_def, N_("Search for a person"), search, SEARCH_FIELDS);
ENTITY_DEF(excused_def, N_("Excused"), excused, EXCUSED_FIELDS);
ENTITY_DEF(police_def, N_("Report to the police"), police_report, POLICE_FIELDS);
ENTITY_DEF(test_def, N_("Drug test"), drug_test, TEST_FIELDS);

enum rc relative_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct relative *r = rec;

	if (code_is(r->co_supervisor, "yes") && !date_is_set(r->letter_on))
		findings_add(warnings, "letter_on",
		             N_("The co-supervisor's letter is not signed yet."), NULL);
	return RC_OK;
}

bool stated_says_nothing(const struct stated *s) {
	return !s->cleared && !code_is_set(s->risk) && !code_is_set(s->control) &&
	       !code_is_set(s->job) && !s->workplace && s->place.id == 0 && s->team.id == 0;
}

enum rc stated_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct stated *s = rec;

	if (!code_is(s->basis, "first") && stated_says_nothing(s))
		return err_field(err, "risk", "stated.nothing",
		                 N_("Say at least one: risk, control state, work, village, team."),
		                 NULL);
	return RC_OK;
}

enum rc search_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	if (code_is(((const struct search *)rec)->met, "notfound"))
		findings_add(warnings, "met",
			N_("Not found: where contact is lost, record it in the control state."),
			NULL);
	return RC_OK;
}

enum rc aid_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	if (((const struct aid *)rec)->amount == 0)
		findings_ask(warnings, "amount", N_("The amount is nothing: leave it blank where no money was given."),
		             NULL);
	return RC_OK;
}

enum rc assessment_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	if (((const struct assessment *)rec)->score > SCORE_USUAL)
		findings_ask(warnings, "score", N_("A score of more than 100."), NULL);
	return RC_OK;
}

bool talk_is_empty(const struct talk *t) {
	return !t->summary && !t->content && !code_is_set(t->mood) && !t->request && !t->next_plan &&
	       !t->note;
}

enum rc talk_refuse_empty(struct err *err) {
	return err_field(err, "summary", "talk.empty",
		N_("Nothing of the talk is written: fill in {label}, or another field of what "
		   "was said."),
		"label", tr(entity_field(&talk_def, "summary")->label), NULL);
}

enum rc talk_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct talk *t = rec;

	if (!code_is_set(t->channel))
		t->channel = code_of("face");
	return RC_OK;
}

enum rc excused_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct excused *e = rec;

	if (code_is(e->kind, "test"))
		return err_field(err, "kind", "excused.test",
			N_("Why there was no test is recorded among the missed tests, with its "
			   "notice."),
			NULL);
	return RC_OK;
}

enum rc police_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct police_report *p = rec;

	if (date_is_set(p->sent) && !p->to_whom)
		return err_field(err, "to_whom", "police.to-whom",
		                 N_("A report that was sent went to somebody: say to whom."), NULL);
	if (date_is_set(p->sent) && date_before(p->sent, p->occurred))
		return err_field(err, "sent", "police.sequence",
			N_("Sent before it was drafted. Correct one of the two days."), NULL);
	if (p->not_sent && date_is_set(p->sent))
		findings_ask(warnings, "not_sent",
		             N_("A report that was sent has no reason for not being sent."), NULL);
	if (code_is_set(p->answer) && (!date_is_set(p->sent) || !date_is_set(p->answered)))
		return err_field(err, date_is_set(p->sent) ? "answered" : "sent", "police.answer",
		                 N_("A decision has its day, and the report it answers was sent."), NULL);
	if (!date_is_set(p->sent) && !p->not_sent)
		findings_add(warnings, "sent",
			N_("A draft: it leaves Today when the day it was sent is filled in "
			   "(Regulation 21)."),
			NULL);
	return RC_OK;
}

enum rc test_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct drug_test *t = rec;

	if (!code_is_set(t->sample))
		t->sample = code_of("urine");
	if (!code_is_set(t->nature))
		t->nature = code_of("regular");
	if (code_is(t->nature, "elsewhere") && !code_is_set(t->review))
		t->review = code_of("passed");
	if (code_is_set(t->review) && !code_is(t->nature, "elsewhere"))
		findings_ask(warnings, "review",
		             N_("Only a test elsewhere has a report sheet to review."), NULL);
	if (code_is(t->sample, "urine") &&
	    (code_is(t->result, "sent") || code_is(t->result, "received")))
		return err_field(err, "result", "test.on-the-way",
			N_("A urine test is read on the spot. Only hair, saliva and blood go "
			   "to a laboratory."),
			NULL);
	if (t->tester && !t->tester2 && !t->witness && !code_is(t->nature, "elsewhere"))
		findings_want_reason(warnings, "tester2",
		                     N_("A test is taken by two: only one person is named."), NULL);
	if (code_is(t->nature, "elsewhere") && code_is(t->review, "pending"))
		findings_add(warnings, "review",
		             N_("The test counts once its report sheet has passed."), NULL);
	return RC_OK;
}
