/* Who is away: the leaves nobody has come back from, and what is said of one by one key.
 * SPDX-License-Identifier: MIT */
#include "model/event/leave.h"

#include "core/clock.h"
#include "model/station/usecase_db.h"

enum rc leaves_away(struct station *st, const struct actor *a, long long place, struct ids *out,
                    struct err *err) {
	/* who is away is known outside: not for a role that sees people masked (rule 11.30) */
	enum rc rc = usecase_query(st, a, ACT_REPORT_NAMES, 0, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, out, err,
			"SELECT l.id FROM leave l JOIN resident_visible r ON r.id = l.resident JOIN"
			" treatment_order o ON o.id = l.order_id WHERE l.voided_at IS NULL AND"
			" l.returned IS NULL AND coalesce(l.leave_state, '') NOT IN ('refused',"
			" 'withdrawn', 'back') AND (?1 IS NULL OR r.place = ?1) AND o.state IN"
			" ('executing', 'suspended') ORDER BY l.leave_state <> 'pending',"
			" coalesce(l.extends_to, l.leave_to), l.id",
			bind_ref(place));
	return rc;
}

static enum rc not_waiting(const struct leave *l, struct err *err) {
	return err_set(err, RC_INVALID, "leave.not-waiting",
	               N_("This leave does not wait for approval: it is {state}."), "state",
	               code_label(&codes_leave, l->leave_state), NULL);
}

/* Whose word it was, and when; a reason goes to the note. */
static void decide(const struct actor *a, struct leave *l, bool yes, const char *reason) {
	struct str note = {0};

	free(l->approver);
	l->approver = mem_strdup(a->name);
	l->approved_on = clock_today();
	l->leave_state = code_of(yes ? "approved" : "refused");
	if (reason && *reason) {
		str_addf(&note, "%s%s%s", l->note ? l->note : "", l->note ? "\n" : "", reason);
		free(l->note);
		l->note = str_take(&note);
	}
}

enum rc leave_answer(struct station *st, const struct actor *a, long long id,
                     enum leave_answer what, struct date day, const char *reason, struct err *err) {
	const struct event_def *def = event_find_def("leave");
	struct leave l;
	enum rc rc = event_get(st, a, def, id, &l, err);

	if (rc == RC_OK && (what == LEAVE_APPROVE || what == LEAVE_REFUSE))
		rc = usecase_query(st, a, ACT_QUEUE, l.resident.id, err);
	if (rc != RC_OK)
		goto out;
	switch (what) {
	case LEAVE_APPROVE:
	case LEAVE_REFUSE:
		if (!code_is(l.leave_state, "pending"))
			rc = not_waiting(&l, err);
		else if (what == LEAVE_REFUSE && (!reason || !*reason))
			rc = err_set(err, RC_INVALID, "leave.reason",
			             N_("Nothing was changed: a reason is needed."), NULL);
		decide(a, &l, what == LEAVE_APPROVE, reason);
		break;
	case LEAVE_EXTEND:
		l.extends_to = day;
		break;
	case LEAVE_WRITTEN:
		l.written = code_of("yes");
		break;
	case LEAVE_RETURN:
		l.returned = day;
		break;
	}
	if (rc == RC_OK)
		rc = event_save(st, a, def, &l, err);
out:
	entity_clear(&leave_def, &l);
	return rc;
}
