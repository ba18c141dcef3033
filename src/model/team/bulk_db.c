/* One action over several residents. SPDX-License-Identifier: MIT */
#include "model/team/bulk.h"

#include "core/clock.h"
#include "core/hash.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"
#include "model/team/team.h"
#include "model/team/team_db.h"

struct together {
	struct station *st;
	const struct actor *actor;
	const char *action; /* as the audit says it */
	/* May this one have it, and what is to be written: a refusal leaves the row. Then write
	 * it. */
	enum rc (*check)(struct together *t, long long resident, struct err *err);
	enum rc (*write)(struct together *t, struct change *c, long long resident, struct err *err);
	long long team;
	struct code package;
	const char *name;
	struct date since;
};

static void stays(struct together_row *row, const struct err *why) {
	text_copy(row->why, sizeof row->why, why->text);
}

/* Try all that have no sentence yet. *again: one of them was refused in the writing, so that
 * nothing is written and the others are tried once more without it. */
static enum rc try_all(struct together *t, struct together_row *rows, size_t n, size_t *done,
                       bool *again, struct err *err) {
	struct change c;
	char detail[40], uid[27];
	enum rc rc = usecase_begin(&c, t->st, t->actor, ACT_SAVE, t->action, 0, err);

	uid_make(uid);
	snprintf(detail, sizeof detail, "entry=%s", uid);
	*again = false;
	*done = 0;
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		struct err why = {0};

		if (rows[i].why[0] != '\0')
			continue;
		rc = change_next(&c, err);
		c.detail = detail;
		if (rc == RC_OK)
			rc = t->write(t, &c, rows[i].resident, &why);
		if (rc == RC_OK)
			++*done;
		else if (usecase_row_stays(rc)) {
			stays(&rows[i], &why);
			*again = true;
		} else if (err && why.rc != RC_OK)
			*err = why;
	}
	if (rc == RC_OK && *done > 0)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

static enum rc together(struct together *t, struct together_row *rows, size_t n, size_t *done,
                        struct err *err) {
	bool again = true;
	enum rc rc = RC_OK;

	*done = 0;
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		struct err why = {0};

		rows[i].done = false;
		rows[i].why[0] = '\0';
		rc = usecase_query(t->st, t->actor, ACT_SAVE, rows[i].resident, &why);
		if (rc == RC_OK)
			rc = t->check(t, rows[i].resident, &why);
		if (usecase_row_stays(rc)) {
			stays(&rows[i], &why);
			rc = RC_OK;
		} else if (rc != RC_OK && err)
			*err = why;
	}
	while (rc == RC_OK && again) {
		rc = try_all(t, rows, n, done, &again, err);
		if (again)
			rc = RC_OK;
	}
	for (size_t i = 0; i < n; i++)
		rows[i].done = rc == RC_OK && rows[i].why[0] == '\0';
	return rc;
}

/* ---- a package in somebody's hands ---- */

static enum rc member_of(struct together *t, long long resident, long long *member,
                         struct err *err) {
	enum rc rc = duty_member_named(t->st, t->actor, resident, t->name, t->since, member, err);

	if (rc == RC_OK && *member == 0)
		rc = err_set(err, RC_INVALID, "together.member",
		             N_("Nobody of this name, or two, are in the resident's help team."),
		             NULL);
	return rc;
}

static enum rc assign_check(struct together *t, long long resident, struct err *err) {
	long long member;

	return member_of(t, resident, &member, err);
}

static enum rc assign_write(struct together *t, struct change *c, long long resident,
                            struct err *err) {
	long long member = 0;
	enum rc rc = member_of(t, resident, &member, err);

	return rc == RC_OK ? duty_put_holder(t->st, c, resident, t->package, member, t->since, err)
	                   : rc;
}

enum rc together_assign(struct station *st, const struct actor *a, struct together_row *rows,
                        size_t n, struct code package, const char *member, struct date since,
                        size_t *done, struct err *err) {
	struct together t = {.st = st, .actor = a, .action = "duty.set", .check = assign_check,
	                     .write = assign_write, .package = package, .name = member,
	                     .since = since};

	return together(&t, rows, n, done, err);
}

/* ---- another team ---- */

static enum rc team_check(struct together *t, long long resident, struct err *err) {
	struct findings told = {.n = 0};
	struct resident r;
	enum rc rc = resident_get(t->st, t->actor, resident, &r, err);

	if (rc == RC_OK && r.team.id == t->team)
		rc = err_set(err, RC_INVALID, "together.team", N_("Is in this help team already."),
		             NULL);
	r.team.id = t->team;
	if (rc == RC_OK && !t->name)
		rc = duty_lead_check(t->st, t->actor, &r, &told, err);
	if (rc == RC_OK && told.n)
		rc = err_set(err, RC_INVALID, "together.lead",
		             N_("Who is in charge is not in that team: name somebody who is."),
		             NULL);
	entity_clear(&resident_def, &r);
	return rc;
}

static enum rc team_write(struct together *t, struct change *c, long long resident,
                          struct err *err) {
	struct resident r;
	enum rc rc = resident_get(t->st, t->actor, resident, &r, err);

	r.team.id = t->team;
	if (rc == RC_OK)
		rc = resident_put(c, &r, err);
	entity_clear(&resident_def, &r);
	return rc == RC_OK && t->name ? assign_write(t, c, resident, err) : rc;
}

enum rc together_team(struct station *st, const struct actor *a, struct together_row *rows,
                      size_t n, long long team, const char *lead, size_t *done,
                      struct err *err) {
	struct together t = {.st = st, .actor = a, .action = "resident.edit", .check = team_check,
	                     .write = team_write, .team = team, .package = code_of("lead"),
	                     .name = lead && *lead ? lead : NULL, .since = clock_today()};

	return together(&t, rows, n, done, err);
}
