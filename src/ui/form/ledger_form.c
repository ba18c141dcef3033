/* The form of every register of the station: its fields in their order.
 * SPDX-License-Identifier: MIT
 */
#include "core/clock.h"
#include "model/event/event.h"
#include "ui/form/forms.h"

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	const struct field_def *day = entity_field(c->ledger->entity, "occurred");

	if (c->id != 0)
		return ledger_get(c->st, c->actor, c->ledger, c->id, rec[0], err);
	if (day)
		*(struct date *)field_ptr(day, rec[0]) = clock_today();
	return RC_OK;
}

/* Two of one key happen, but more often it is the same one typed twice. */
static void doubt_same(const struct form_call *c, const void *rec, struct findings *told) {
	struct ids ids = {0};

	if (ledger_match(c->st, c->actor, c->ledger, rec, &ids, NULL) == RC_OK && ids.n > 0)
		findings_ask(told, c->ledger->entity->fields[0].name,
		             N_("Such a record is there already ({n}): typed twice?"), "n",
		             	NUM(ids.n),
		             NULL);
	ids_clear(&ids);
}

static enum rc check(const struct form_call *c, void *const rec[], struct findings *told,
                     struct err *err) {
	enum rc rc = ledger_check(c->ledger, rec[0], clock_today(), told, err);

	if (rc == RC_OK && c->id == 0)
		doubt_same(c, rec[0], told);
	return rc;
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said,
                    struct err *err) {
	enum rc rc = ledger_save(c->st, c->actor, c->ledger, rec[0], err);

	if (rc == RC_OK)
		str_fill(said, N_("Saved: {what}.  u undoes."), "what",
			tr(c->ledger->entity->label), NULL);
	return rc;
}

struct form_def ledger_form(const struct ledger_def *ledger) {
	return (struct form_def){.id = ledger->id,
	                         .entity = {ledger->entity},
	                         .load = load,
	                         .check = check,
	                         .save = save};
}
