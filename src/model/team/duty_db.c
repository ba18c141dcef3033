/* Who holds which package for whom, in the database. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/station/usecase_db.h"
#include "model/team/package.h"
#include "model/team/team.h"
#include "model/team/team_db.h"

enum rc duty_get(struct station *st, const struct actor *a, long long id, struct duty *out,
                 struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&duty_def, out);
	return rc != RC_OK ? rc : usecase_load(st, a, &duty_def, id, out, err);
}

enum rc duty_list(struct station *st, const struct actor *a, long long resident, struct ids *out,
                  struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err,
	                 "SELECT d.id FROM duty d JOIN resident_visible r ON r.id = d.resident"
	                 " WHERE (?1 IS NULL OR d.resident = ?1) AND d.voided_at IS NULL"
	                 " ORDER BY d.resident, d.package, d.since, d.id", bind_ref(resident));
}

enum rc duty_match(struct station *st, const struct actor *a, long long resident,
                   struct code package, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err,
			"SELECT id FROM duty WHERE resident = ?1 AND package = ?2 AND NOT "
			TAKEN_BACK("") " ORDER BY since, id",
			resident, package);
}

enum rc duty_match_uid(struct station *st, const struct actor *a, const char *uid, enum match *m,
                       long long *id, struct err *err) {
	return match_uid(st, a,
	                 "SELECT d.id, " MATCH_STATE("d.", "d.voided_at IS NULL AND r.id IS NOT NULL")
	                 " FROM duty d LEFT"
	                 " JOIN resident_visible r ON r.id = d.resident WHERE d.uid = ?", uid, m,
	                 id, err);
}

/* The resident's team, and the one of day ?3: duties of the past are those of the team then. */
#define TEAM_OR_THEN \
	"(r.team, (SELECT value FROM person_value p WHERE p.resident = r.id AND p.field = 'team'" \
	" AND p.day <= ?3 ORDER BY p.day DESC, p.rank DESC, p.id DESC LIMIT 1))"

enum rc duty_member_named(struct station *st, const struct actor *a, long long resident,
                          const char *name, struct date day, long long *id, struct err *err) {
	struct ids found = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*id = 0;
	if (rc == RC_OK)
		rc = query_ids(st->store, &found, err,
				"SELECT m.id FROM resident_visible r JOIN member_named m ON m.team"
				" IN " TEAM_OR_THEN " WHERE r.id = ?1 AND m.name = ?2 AND"
				" coalesce(m.since, ?3) <= ?3 AND coalesce(m.until, ?3) >= ?3",
				resident, name, day);
	if (found.n == 1)
		*id = found.v[0];
	ids_clear(&found);
	return rc;
}

/* The member must stand in the team of the resident, both visible; asked of new rows only: people
 * change teams. */
static enum rc check_team(struct station *st, const struct duty *d, struct err *err) {
	bool there;
	enum rc rc = query_any(st->store, &there, err,
	                       "SELECT 1 FROM resident_visible r JOIN member_named m ON m.team IN "
	                       TEAM_OR_THEN " WHERE r.id = ?1 AND m.id = ?2 AND coalesce(m.since,"
	                       " ?3) <= ?3 AND coalesce(m.until, ?3) >= ?3", d->resident, d->member,
	                       d->since);

	if (rc == RC_OK && !there)
		rc = err_field(err, "member", "duty.not-in-team",
		               N_("This person does not stand in the resident's help team on that"
		                  " day. Add the member first."), NULL);
	return rc;
}

/* Somebody who holds the package on one of d's days: first day and name go into the sentence. */
static enum rc check_alone(struct station *st, const struct duty *d, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT m.name, d.since FROM duty d JOIN member_named m ON m.id = d.member"
			" WHERE d.resident = ?1 AND d.package = ?2 AND d.voided_at IS NULL AND d.id"
			" <> ?3 AND (?5 IS NULL OR d.since <= ?5) AND (d.until IS NULL OR d.until"
			" >= ?4) LIMIT 1", d->resident.id,
			d->package, d->rec.id, d->since, d->until) {
		err_field(err, "since", "duty.taken",
		          N_("{package}: {name} holds it from {day} on. One person at a time: end"
		             " that first, or hand over."),
		          "package", code_label(&codes_duty, d->package), "name", stmt_text(q, 0),
		          "day", stmt_text(q, 1), NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	return rc;
}

enum rc duty_may(struct station *st, const struct duty *d, struct err *err) {
	enum rc rc = d->rec.id ? RC_OK : check_team(st, d, err);

	return rc == RC_OK ? check_alone(st, d, err) : rc;
}

enum rc duty_put(struct station *st, struct change *c, struct duty *d, struct err *err) {
	enum rc rc = duty_may(st, d, err);

	if (rc != RC_OK)
		return rc;
	return d->rec.id ? change_update(c, &duty_def, d, err)
	                 : change_insert(c, &duty_def, d, err);
}

enum rc duty_save(struct station *st, const struct actor *a, struct duty *d, struct err *err) {
	struct record before = d->rec;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, d->rec.id ? "duty.edit" : "duty.add",
	                           d->resident.id, err);

	if (rc == RC_OK)
		rc = duty_check(d, clock_today(), err);
	if (rc == RC_OK)
		rc = duty_put(st, &c, d, err);
	return change_close(&c, rc, &d->rec, &before, err);
}

/* The row in force on a day: its id, or 0. */
static enum rc in_force(struct station *st, long long resident, struct code package,
                        struct date day, long long *id, struct err *err) {
	enum rc rc = query_int(st->store, id, err,
			"SELECT id FROM duty WHERE resident = ?1 AND package = ?2 AND voided_at IS"
			" NULL AND since <= ?3 AND (until IS NULL OR until >= ?3)", resident,
			package, day);

	return rc;
}

enum rc duty_begin(struct station *st, struct change *c, long long resident, struct code package,
                   long long member, struct date since, struct date until, struct err *err) {
	struct duty d;
	enum rc rc;

	entity_init(&duty_def, &d);
	d.resident.id = resident;
	d.package = package;
	d.member.id = member;
	d.since = since;
	d.until = until;
	d.confirmed = code_of("yes");
	rc = duty_check(&d, clock_today(), err);
	if (rc == RC_OK)
		rc = duty_put(st, c, &d, err);
	entity_clear(&duty_def, &d);
	return rc;
}

enum rc duty_change_hands(struct station *st, struct change *c, long long id, long long member,
                          struct date since, struct err *err) {
	struct duty old;
	struct date until;
	enum rc rc = record_load(st->store, &duty_def, id, &old, err);

	if (rc != RC_OK)
		goto out;
	until = old.until;
	if (old.member.id == member || !date_before(old.since, since)) {
		/* The same holder is confirmed; a row that begins on this day is put right. */
		old.confirmed = code_of("yes");
		if (old.member.id != member) {
			old.member.id = member;
			rc = check_team(st, &old, err);
		}
		if (rc == RC_OK)
			rc = duty_put(st, c, &old, err);
	} else {
		old.until = date_add_days(since, -1);
		rc = duty_put(st, c, &old, err);
		if (rc == RC_OK)
			rc = duty_begin(st, c, old.resident.id, old.package, member, since, until,
			                err);
	}
out:
	entity_clear(&duty_def, &old);
	return rc;
}

enum rc duty_may_take(struct station *st, long long member, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT o.name, o.role, o.active FROM team_member m JOIN officer o ON o.id ="
	           " m.officer WHERE m.id = ?", member) {
		if (access_answer(stmt_text(q, 1), ACT_SAVE) != ACCESS_NO &&
		    strcmp(stmt_text(q, 2), "no") != 0)
			continue;
		rc = err_set(err, RC_INVALID, "duty.role",
		             N_("{name} cannot take people over: an auditor, a reader or an officer"
		                " who has left records nothing."),
		             "name", stmt_text(q, 0), NULL);
		break;
	}
	return rc;
}

enum rc duty_put_holder(struct station *st, struct change *c, long long resident,
                        struct code package, long long member, struct date since, struct err *err) {
	long long old = 0;
	enum rc rc = duty_may_take(st, member, err);

	if (rc == RC_OK)
		rc = in_force(st, resident, package, since, &old, err);
	if (rc != RC_OK)
		return rc;
	return old ? duty_change_hands(st, c, old, member, since, err)
	           : duty_begin(st, c, resident, package, member, since, DATE_NONE, err);
}

enum rc duty_lead_check(struct station *st, const struct actor *a, const struct resident *r,
                        struct findings *told, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, r->rec.id, err);

	if (rc != RC_OK || !r->rec.id || !r->team.id)
		return rc;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT h.name FROM duty d JOIN member_named h ON h.id = d.member WHERE"
	           " d.resident = ?1 AND d.package = 'lead' AND d.voided_at IS NULL AND d.since <="
	           " ?3 AND coalesce(d.until, ?3) >= ?3 AND NOT EXISTS (SELECT 1 FROM member_named"
	           " m WHERE m.name = h.name AND m.team = ?2 AND coalesce(m.since, ?3) <= ?3 AND"
	           " coalesce(m.until, ?3) >= ?3)",
	           r->rec.id, r->team, clock_today())
		findings_ask(told, "team",
		             N_("{name} is in charge and not in that team: say in the packages who"
		                " is from now on."),
		             "name", stmt_text(q, 0), NULL);
	return rc;
}

enum rc duty_set(struct station *st, const struct actor *a, long long resident, struct code package,
                 long long member, struct date since, struct err *err) {
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, "duty.set", resident, err);

	if (rc == RC_OK)
		rc = duty_put_holder(st, &c, resident, package, member, since, err);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc duty_void(struct station *st, const struct actor *a, long long id, long long ver,
                  const char *reason, struct err *err) {
	struct change c;
	struct duty d;
	enum rc rc = usecase_begin(&c, st, a, ACT_VOID, "duty.void", 0, err);

	entity_init(&duty_def, &d);
	if (rc == RC_OK)
		rc = record_load(st->store, &duty_def, id, &d, err);
	if (rc == RC_OK)
		rc = change_void(&c, &duty_def, id, ver, reason, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&duty_def, &d);
	return rc;
}

enum rc duty_confirm(struct station *st, const struct actor *a, long long resident,
                     struct date since, size_t *n, struct err *err) {
	struct package_row row = {0};
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, "duty.confirm", resident, err);

	*n = 0;
	if (rc == RC_OK)
		rc = package_holders(st, resident, since, &row, err);
	for (int i = 0; rc == RC_OK && i < PACKAGE_CELLS; i++) {
		const struct package_cell *cell = &row.cell[i];

		if (!cell->member || !cell->by_default)
			continue;
		rc = cell->duty ? duty_change_hands(st, &c, cell->duty, cell->member, since, err)
		                : duty_begin(st, &c, resident, code_of(package_table[i].id),
		                             cell->member, since, DATE_NONE, err);
		++*n;
	}
	rc = change_close(&c, rc, NULL, NULL, err);
	package_row_clear(&row);
	return rc;
}
