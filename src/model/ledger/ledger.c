/* The station's registers: their table, and what each asks of its record.
 * SPDX-License-Identifier: MIT */
#include "model/event/leave.h"
#include "model/ledger/ledgers.h"

ENTITY_DEF(org_def, N_("Organisation"), org, ORG_FIELDS);
ENTITY_DEF(staff_def, N_("Worker or volunteer"), staff, STAFF_FIELDS);
ENTITY_DEF(unit_def, N_("Drug-free unit"), drive_unit, UNIT_FIELDS);
ENTITY_DEF(activity_def, N_("Activity"), activity, ACTIVITY_FIELDS);
ENTITY_DEF(round_def, N_("Round of checks"), check_round, ROUND_FIELDS);
ENTITY_DEF(money_def, N_("Money entry"), money_entry, MONEY_FIELDS);
ENTITY_DEF(value_def, N_("Value of a period"), place_value, VALUE_FIELDS);
ENTITY_DEF(task_def, N_("Task"), task, TASK_FIELDS);
ENTITY_DEF(aftercare_def, N_("Help after sealing"), aftercare, AFTERCARE_FIELDS);

const struct ledger_def ledger_table[] = {
	{.id = "session", .label = N_("Publicity, courses, meetings"), .entity = &activity_def,
	 .key = "occurred,kind,title", .order = "occurred DESC, id DESC",
	 .named = "occurred || ' ' || title", .check = activity_check, .may = activity_may},
	{.id = "org", .label = N_("Organisations and places"), .entity = &org_def,
	 .key = "kind,name",
	 .order = "until IS NOT NULL, kind, name, id", .named = "name", .check = org_check},
	{.id = "staff", .label = N_("Staff and volunteers"), .entity = &staff_def,
	 .key = "kind,name",
	 .order = "until IS NOT NULL, kind, name, id", .check = staff_check},
	{.id = "unit", .label = N_("Drug-free units"), .entity = &unit_def, .key = "kind,name",
	 .order = "kind, name, id", .check = unit_check},
	{.id = "money", .label = N_("Money"), .entity = &money_def, .key = "paper,occurred,account",
	 .or_key = "occurred,account,way,amount,purpose", .order = "occurred DESC, id DESC",
	 .check = money_check, .may = money_may},
	{.id = "round", .label = N_("Rounds of checks"), .entity = &round_def,
	 .key = "since,kind,title",
	 .order = "since DESC, id DESC", .named = "title", .check = round_check},
	{.id = "value", .label = N_("Values by period"), .entity = &value_def,
	 .key = "what,item,since,until,place", .order = "what, since DESC, id DESC",
	 .check = value_check},
	{.id = "task", .label = N_("Tasks"), .entity = &task_def, .key = "what,who,until",
	 .order = "done_on IS NOT NULL, until, id"},
	{.id = "aftercare", .label = N_("Help after sealing"), .entity = &aftercare_def,
	 .key = "occurred,kind,mark", .order = "occurred DESC, id DESC", .check = aftercare_check},
	{.id = NULL},
};

const struct ledger_def *ledger_find_def(const char *id) {
	for (const struct ledger_def *d = ledger_table; d->entity; d++)
		if (strcmp(d->id, id) == 0)
			return d;
	return NULL;
}

const struct ledger_def *ledger_of_table(const char *table) {
	for (const struct ledger_def *d = ledger_table; d->entity; d++)
		if (strcmp(d->entity->name, table) == 0)
			return d;
	return NULL;
}

const struct field_def *ledger_day_field(const struct ledger_def *def) {
	const struct field_def *f = entity_field(def->entity, "occurred");

	return f ? f : entity_field(def->entity, "since");
}

enum rc ledger_in_order(const struct entity_def *def, const void *rec, const char *const *fields,
                        struct err *err) {
	struct date before = DATE_NONE;
	enum rc rc = RC_OK;

	for (; *fields && rc == RC_OK; fields++) {
		struct date d = field_date(entity_field(def, *fields), rec);

		rc = event_not_before(def, *fields, before, d, err);
		before = date_is_set(d) ? d : before;
	}
	return rc;
}

enum rc ledger_check(const struct ledger_def *def, void *rec, struct date today,
                     struct findings *warnings, struct err *err) {
	enum rc rc = entity_check(def->entity, rec, today, err);

	if (rc == RC_OK)
		findings_phones(warnings, def->entity, rec);
	return rc == RC_OK && def->check ? def->check(rec, today, warnings, err) : rc;
}

static enum rc span_check(const struct entity_def *def, const void *rec, struct err *err) {
	static const char *const span[] = {"since", "until", NULL};

	return ledger_in_order(def, rec, span, err);
}

/* One of two counts is part of the other. */
static enum rc no_more(const struct entity_def *def, const void *rec, const char *part,
                       const char *whole, struct err *err) {
	const struct field_def *p = entity_field(def, part), *w = entity_field(def, whole);

	if (field_is_blank(p, rec) || field_is_blank(w, rec) ||
	    field_number(p, rec) <= field_number(w, rec))
		return RC_OK;
	return err_field(err, part, "ledger.more",
		N_("{part}: more than {whole}. Correct one of the two."),
	                 "part", tr(p->label), "whole", tr(w->label), NULL);
}

enum rc activity_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct activity *s = rec;

	if (s->sessions == INT_NONE)
		s->sessions = 1;
	if (s->people == INT_NONE)
		findings_add(warnings, "people",
			N_("How many people came is not said: it counts in no figure."),
		             NULL);
	return RC_OK;
}

enum rc org_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	enum rc rc = span_check(&org_def, rec, err);

	return rc == RC_OK ? no_more(&org_def, rec, "registered", "pupils", err) : rc;
}

enum rc staff_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	return span_check(&staff_def, rec, err);
}

enum rc unit_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	static const char *const steps[] = {"applied", "inspected", "named", "renewed", "withdrawn",
	                                    NULL};
	const struct drive_unit *u = rec;

	if (date_is_set(u->renewed) && !date_is_set(u->named))
		return err_field(err, "named", "unit.not-named",
		                 N_("Only what was named is reviewed: fill in the day it was named."), NULL);
	return ledger_in_order(&unit_def, rec, steps, err);
}

enum rc round_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct check_round *r = rec;
	enum rc rc = span_check(&round_def, rec, err);

	if (rc == RC_OK)
		rc = no_more(&round_def, rec, "checked", "households", err);
	if (rc == RC_OK)
		rc = no_more(&round_def, rec, "people_checked", "people", err);
	if (rc == RC_OK)
		rc = no_more(&round_def, rec, "taken_on", "found", err);
	return rc == RC_OK ? event_not_before(&round_def, "finished", r->since, r->finished,
		err) : rc;
}

enum rc money_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct money_entry *m = rec;

	if (m->amount == 0)
		return err_field(err, "amount", "money.nothing",
		                 N_("An entry of nothing changes no account: give the amount."),
		                 	NULL);
	if (m->quantity != INT_NONE && !m->goods)
		findings_ask(warnings, "goods", N_("A quantity of what? Name the goods."), NULL);
	return RC_OK;
}

enum rc value_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	enum rc rc = span_check(&value_def, rec, err);

	return rc == RC_OK ? no_more(&value_def, rec, "reached", "most", err) : rc;
}

enum rc aftercare_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct aftercare *a = rec;
	size_t digits = 0;

	for (const char *p = a->mark ? a->mark : ""; *p; p++)
		digits += *p >= '0' && *p <= '9';
	if (digits > 2)
		return err_field(err, "mark", "aftercare.mark",
		                 N_("A mark of your own, of two digits at most: no file number stands here."),
		                 NULL);
	return RC_OK;
}
