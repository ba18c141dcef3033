/* Duties: a row is one package of one resident in one member's hands (rule 7.4).
 * SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/team/team.h"

struct row_data {
	struct resident person; /* as in the file: who is meant */
	struct duty duty;
	struct duty old; /* as stored; rec.id 0: none */
};

static enum rc check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	return duty_check(rec, today, err);
}

static enum rc match(struct import *im, struct import_row *row, struct ids *out, struct err *err) {
	const struct duty *d = row_record(row);

	return duty_match(im->st, im->actor, d->resident.id, d->package, out, err);
}

static enum rc match_uid(struct import *im, struct import_row *row, enum match *m, long long *id,
                         struct err *err) {
	return duty_match_uid(im->st, im->actor, row->uid, m, id, err);
}

static enum rc get(const struct register_def *reg, struct station *st, const struct actor *a,
                   long long id, void *rec, struct err *err) {
	return duty_get(st, a, id, rec, err);
}

/* The row of this package and member: beginning on the same day, else one of the same member that
 * covers the day. */
static enum register_fit fits(struct import_row *row, const void *stored) {
	const struct duty *d = row_record(row), *old = stored;

	if (old->member.id != d->member.id)
		return FIT_NONE;
	if (date_cmp(old->since, d->since) == 0)
		return FIT_EQUAL;
	return period_holds(old->since, old->until, d->since) ? FIT_FIRST : FIT_NONE;
}

/* What is written already in this pass is met in the database; before that, the file itself must
 * not give one package to two on one day. Rows of a package stand in the order of their days. */
static void compare_with_file(struct import *im, struct import_row *row, const struct duty *d) {
	char key[64], number[24], text[240];
	struct seen *seen;

	snprintf(key, sizeof key, "duty:%lld:%s", d->resident.id, d->package.s);
	seen = import_seen(im, key);
	if (seen->record && !date_before(seen->day, d->since)) {
		snprintf(number, sizeof number, "%ld", seen->record);
		text_fill(text, sizeof text, tr(N_("Row {row} gives this package to somebody on "
		                                   "the same day. One person at a time, in the "
		                                   "order of the days.")), "row", number, NULL);
		row_fault(row, "since", text);
		return;
	}
	seen->record = row->number;
	seen->day = date_is_set(d->until) ? d->until : (struct date){INT32_MAX};
}

/* The name means a member of the resident's own team. */
static enum rc find_member(struct import *im, struct import_row *row, struct row_data *d,
                           struct err *err) {
	const char *name = row_ref_name(row, "member");
	const struct field_env *env = station_env(im->st);
	const char *before = d->old.rec.id
	                     ? env->ref_name(env->ctx, "team_member", d->old.member.id) : NULL;
	enum rc rc;

	if (!name)
		return RC_OK;
	/* as it stands, whatever team the resident is in now */
	if (before && strcmp(before, name) == 0) {
		d->duty.member = d->old.member;
		return RC_OK;
	}
	rc = duty_member_named(im->st, im->actor, d->duty.resident.id, name, d->duty.since,
	                       &d->duty.member.id, err);
	if (rc == RC_OK && !d->duty.member.id)
		row_fault(row, "member", tr(N_("Nobody, or more than one, of this name stands in "
		                               "the resident's help team on that day.")));
	return rc;
}

/* What the database would refuse must be known before anything is written. */
static enum rc judge_found(struct import *im, struct import_row *row, struct row_data *d,
                           struct err *err) {
	struct err no = {0};
	enum rc rc;

	if (d->old.rec.id) {
		keyed_become(im, row);
	} else {
		/* a file that names somebody does not mean a default */
		if (!code_is_set(d->duty.confirmed))
			d->duty.confirmed = code_of("yes");
		row->kind = PLAN_NEW;
	}
	if (row->verdict == VERDICT_BAD || row->kind == PLAN_SAME)
		return RC_OK;
	rc = duty_may(im->st, &d->duty, &no);
	if (rc == RC_INVALID || rc == RC_EXISTS)
		row_fault(row, no.field, no.text);
	else if (rc != RC_OK && err)
		*err = no;
	return rc == RC_INVALID || rc == RC_EXISTS ? RC_OK : rc;
}

static enum rc duty_judge(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	enum rc rc;

	if (row_ref_name(row, "member")) /* until the resident is known */
		d->duty.member.id = -1;
	row_require(row, &row->header->reg->parts[1]);
	row_check(im, row, &duty_def, &d->duty, check);
	rc = keyed_owner(im, row, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD && row->uid[0])
		rc = keyed_find(im, row, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = find_member(im, row, d, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD && !row->uid[0])
		rc = keyed_find(im, row, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = judge_found(im, row, d, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		compare_with_file(im, row, &d->duty);
	return rc;
}

static enum rc duty_apply(struct import *im, struct import_row *row, struct err *err) {
	struct row_data *d = row->data;
	enum rc rc = import_batch_duty(im->batch, &d->duty, err);

	if (rc == RC_OK)
		import_claim(im, d->duty.rec.id);
	return rc;
}

static enum rc rows_list(const struct register_def *reg, struct station *st, const struct actor *a,
                         struct ids *out, struct err *err) {
	return duty_list(st, a, 0, out, err);
}

const struct register_def duty_register = {
	.id = "duty", .label = N_("Duties in the five packages"),
	.parts = {{.entity = &resident_def, .offset = offsetof(struct row_data, person),
	           .only = OWNER_FIELDS},
	          {.entity = &duty_def, .offset = offsetof(struct row_data, duty)}},
	.part_count = 2,
	.kept = {{.entity = &duty_def, .offset = offsetof(struct row_data, old)}},
	.kept_count = 1, .first = HEADER_UID ",档案编号,姓名,身份证号",
	.data_size = sizeof(struct row_data),
	.told = "package", .match = match, .match_uid = match_uid, .fits = fits, .check = check,
	.get = get, .judge = duty_judge, .apply = duty_apply, .list = rows_list, .load = keyed_load,
};
