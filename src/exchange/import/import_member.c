/* Members of the help teams: a row is one person in one team under one role (rule 7.1).
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/team/team.h"

struct row_data {
	struct contact who;        /* as in the file: name, unit, phone */
	struct team_member member;
	struct contact old_who;    /* as stored; rec.id 0: nobody yet, or an officer */
	struct team_member old;
	bool who_changed, member_changed;
};

static const struct register_part *who_part(const struct import_row *row) {
	return &row->header->reg->parts[0];
}

/* The person is found later: stand somebody in for the check. */
static enum rc check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	struct team_member m = *(struct team_member *)rec;

	m.contact.id = 1;
	m.officer.id = 0;
	return member_check(&m, today, err);
}

static enum rc match(struct import *im, struct import_row *row, struct ids *out, struct err *err) {
	const struct row_data *d = row->data;

	return d->member.team.id <= 0 ? RC_OK : member_match(im->st, im->actor, d->member.team.id,
	                                                     d->member.role, d->who.name, out, err);
}

static enum rc match_uid(struct import *im, struct import_row *row, enum match *m, long long *id,
                         struct err *err) {
	return member_match_uid(im->st, im->actor, row->uid, m, id, err);
}

static enum rc get(const struct register_def *reg, struct station *st, const struct actor *a,
                   long long id, void *rec, struct err *err) {
	return member_get(st, a, id, rec, err);
}

/* A membership that began on the same day, else one that had not ended before this one begins. */
static enum register_fit fits(struct import_row *row, const void *stored) {
	const struct team_member *m = row_record(row), *old = stored;

	if (!date_is_set(m->since))
		return FIT_FIRST;
	if (date_is_set(old->until) && date_before(old->until, m->since))
		return FIT_NONE;
	return date_cmp(old->since, m->since) == 0 ? FIT_EQUAL : FIT_FIRST;
}

/* Who a new membership is of: an officer of the station by name, else a contact, else somebody
 * new. */
static enum rc find_person(struct import *im, struct import_row *row, struct row_data *d,
                           struct err *err) {
	const struct field_env *env = station_env(im->st);
	long long officer = d->who.unit ? 0
	                    : env->ref_find(env->ctx, "officer", d->who.name), contact = 0;
	size_t n = 0;
	enum rc rc = RC_OK;

	if (!officer || !code_is(d->member.role, "worker"))
		rc = contact_match(im->st, im->actor, d->who.name, d->who.unit, &contact, &n, err);
	if (rc != RC_OK)
		return rc;
	if (n > 1)
		row_fault(row, "unit", tr(N_("Several people have this name: give the unit.")));
	if (!contact && officer)
		d->member.officer.id = officer;
	d->member.contact.id = contact;
	return contact ? contact_get(im->st, im->actor, contact, &d->old_who, err) : RC_OK;
}

/* Name, unit and phone are the contact's; an officer's are kept elsewhere. */
static void compare_person(struct import_row *row, struct row_data *d) {
	if (d->member.officer.id)
		return;
	if (d->old_who.rec.id) {
		row_merge(row, who_part(row), &d->who, &d->old_who);
		d->who_changed = row_differs(row, who_part(row), &d->who, &d->old_who);
	} else {
		d->who.kind = d->member.role;
		d->who_changed = true;
	}
}

static enum rc judge_known(struct import *im, struct import_row *row, struct row_data *d,
                           struct err *err) {
	enum rc rc = RC_OK;

	if (d->old.contact.id)
		rc = contact_get(im->st, im->actor, d->old.contact.id, &d->old_who, err);
	if (rc != RC_OK)
		return rc;
	if (!d->old.officer.id)
		compare_person(row, d);
	keyed_become(im, row);
	d->member_changed = row->kind == PLAN_CHANGED;
	if (d->who_changed)
		row->kind = PLAN_CHANGED;
	return RC_OK;
}

static enum rc member_judge(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	char *name = d->who.name ? name_normalise(d->who.name) : NULL;
	bool new_team = row->ref_count > 0 && !d->member.team.id;
	enum rc rc;

	if (name) {
		free(d->who.name);
		d->who.name = name;
	}
	if (new_team) /* made when the row is written */
		d->member.team.id = -1;
	row_require(row, who_part(row));
	row_require(row, &row->header->reg->parts[1]);
	row_check(im, row, &member_def, &d->member, check);
	if (!row->uid[0])
		row_refuse_masked(row);
	if (row->verdict == VERDICT_BAD)
		return RC_OK;
	rc = keyed_find(im, row, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD)
		return rc;
	if (d->old.rec.id)
		return judge_known(im, row, d, err);
	rc = find_person(im, row, d, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD) {
		compare_person(row, d);
		d->member_changed = true;
		row->kind = PLAN_NEW;
	}
	return rc;
}

static enum rc member_apply(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	enum rc rc = RC_OK;

	if (d->who_changed)
		rc = import_batch_contact(im->batch, &d->who, err);
	if (rc == RC_OK && d->member_changed) {
		if (!d->member.officer.id)
			d->member.contact.id = d->who_changed ? d->who.rec.id : d->old_who.rec.id;
		rc = import_batch_member(im->batch, &d->member, err);
	}
	if (rc == RC_OK && d->member_changed)
		import_claim(im, d->member.rec.id);
	return rc;
}

static enum rc rows_list(const struct register_def *reg, struct station *st, const struct actor *a,
                         struct ids *out, struct err *err) {
	return member_list(st, a, 0, DATE_NONE, out, err);
}

static enum rc rows_load(const struct register_def *reg, struct station *st, const struct actor *a,
                         const long long *ids, size_t n, struct register_page *out,
                         struct err *err) {
	const struct field_env *env = station_env(st);
	struct team_member *m = (struct team_member *)(void *)out->recs[1];
	struct contact *who = (struct contact *)(void *)out->recs[0];
	enum rc rc = members_get(st, a, ids, n, m, who, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		if (!m[i].contact.id)
			who[i].name = mem_strdup(env->ref_name(env->ctx, "officer", m[i].officer.id));
	return rc;
}

const struct register_def member_register = {
	.id = "member",
	.label = N_("Members of the help teams"),
	.parts = {{.entity = &contact_def,
                   .offset = offsetof(struct row_data, who),
                   .only = "name,unit,phone"},
                  {.entity = &member_def, .offset = offsetof(struct row_data, member)}},
	.part_count = 2,
	.kept = {{.entity = &member_def, .offset = offsetof(struct row_data, old)},
                 {.entity = &contact_def, .offset = offsetof(struct row_data, old_who)}},
	.kept_count = 2,
	.first = HEADER_UID ",小组名称,小组角色,成员姓名,成员单位,成员电话",
	.data_size = sizeof(struct row_data),
	.told = "name",
	.match = match,
	.match_uid = match_uid,
	.fits = fits,
	.check = check,
	.get = get,
	.judge = member_judge,
	.apply = member_apply,
	.list = rows_list,
	.load = rows_load,
};
