#include "model/event/police.h"

static const struct field_def fields[] = {POLICE_FIELDS(FIELD_ROW, police_report)};
const struct entity_def police_def = ENTITY("police_report", N_("Report to the police"), police_report, fields);

enum rc police_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct police_report *p = rec;

	(void)today;
	if (date_is_set(p->sent) && !p->to_whom)
		return err_field(err, "to_whom", "police.to-whom", N_("A report that was sent went to somebody: say to whom."), NULL);
	if (date_is_set(p->sent) && date_before(p->sent, p->occurred))
		return err_field(err, "sent", "police.sequence", N_("Sent before it was drafted. Correct one of the two days."), NULL);
	if (!date_is_set(p->sent))
		findings_add(warnings, "sent", N_("A draft: it leaves Today when the day it was sent is filled in (Regulation 21)."), NULL);
	return RC_OK;
}
