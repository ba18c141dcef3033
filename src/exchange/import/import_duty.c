/* Duties: a row is one package of one resident in one member's hands (rule 7.4). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"
#include "model/team/team.h"

struct row_data {
	struct resident person; /* as in the file: who is meant */
	struct duty duty;
	struct duty old;
	bool loaded;
};

static const struct register_part *duty_part(const struct import_row *row) { return &row->header->reg->parts[1]; }

static enum rc check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	(void)warnings;
	return duty_check(rec, today, err);
}

/* The row of this package and member: beginning on the same day, else one of the same member that covers the day. */
static enum rc find_by_key(struct import *im, struct import_row *row, struct row_data *d, struct err *err) {
	struct ids ids = {0};
	long long id = 0;
	long long gone = 0;
	enum rc rc = duty_match(im->st, im->actor, d->duty.resident.id, d->duty.package, &ids, err);

	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		struct duty old;

		if (import_claimed(im, ids.v[i]))
			continue;
		rc = duty_get(im->st, im->actor, ids.v[i], &old, err);
		if (rc == RC_OK && old.member.id == d->duty.member.id &&
		    (date_cmp(old.since, d->duty.since) == 0 || (!id && period_holds(old.since, old.until, d->duty.since)))) {
			gone = gone || !old.rec.voided_at ? gone : ids.v[i];
			id = old.rec.voided_at ? id : ids.v[i];
		}
		entity_clear(&duty_def, &old);
	}
	ids_clear(&ids);
	if (rc == RC_OK && !id && gone)
		rc = row_to_head_record(im, row, "package", &duty_def, gone, err);
	return rc == RC_OK && id ? duty_get(im->st, im->actor, id, &d->old, err) : rc;
}

static enum rc find_by_uid(struct import *im, struct import_row *row, struct row_data *d, struct err *err) {
	enum match m = MATCH_NONE;
	long long id = 0;
	enum rc rc = duty_match_uid(im->st, im->actor, row->uid, &m, &id, err);
	if (rc == RC_OK && m == MATCH_HEAD)
		rc = row_to_head_record(im, row, "package", &duty_def, id, err);
	if (rc == RC_OK && m == MATCH_FOUND)
		rc = duty_get(im->st, im->actor, id, &d->old, err);
	if (rc == RC_OK && m == MATCH_NONE)
		memcpy(d->duty.rec.uid, row->uid, sizeof row->uid);
	if (rc == RC_OK && m == MATCH_FOUND && d->old.resident.id != d->duty.resident.id)
		row_fault(row, "id_no", tr(N_("The record number belongs to somebody else's record. Leave it as it was exported.")));
	return rc;
}

/* What is written already in this pass is met in the database; before that, the file itself must not give one package to
 * two on one day. Rows of a package stand in the order of their days. */
static void compare_with_file(struct import *im, struct import_row *row, const struct duty *d) {
	char key[64], number[24], text[240];
	struct seen *seen;

	snprintf(key, sizeof key, "duty:%lld:%s", d->resident.id, d->package.s);
	seen = import_seen(im, key);
	if (seen->record && !date_before(seen->day, d->since)) {
		snprintf(number, sizeof number, "%ld", seen->record);
		text_fill(text, sizeof text,
		          tr(N_("Row {row} gives this package to somebody on the same day. One person at a time, in the order of "
		                "the days.")),
		          "row", number, NULL);
		row_fault(row, "since", text);
		return;
	}
	seen->record = row->number;
	seen->day = date_is_set(d->until) ? d->until : (struct date){INT32_MAX};
}

/* The name means a member of the resident's own team. */
static enum rc find_member(struct import *im, struct import_row *row, struct row_data *d, struct err *err) {
	const char *name = row_ref_name(row, "member");
	const struct field_env *env = station_env(im->st);
	const char *before = d->old.rec.id ? env->ref_name(env->ctx, "team_member", d->old.member.id) : NULL;
	enum rc rc;

	if (!name)
		return RC_OK;
	if (before && strcmp(before, name) == 0) { /* as it stands, whatever team the resident is in now */
		d->duty.member = d->old.member;
		return RC_OK;
	}
	rc = duty_member_named(im->st, im->actor, d->duty.resident.id, name, d->duty.since, &d->duty.member.id, err);
	if (rc == RC_OK && !d->duty.member.id)
		row_fault(row, "member",
		          tr(N_("Nobody, or more than one, of this name stands in the resident's help team on that day.")));
	return rc;
}

/* What the database would refuse must be known before anything is written. */
static enum rc judge_found(struct import *im, struct import_row *row, struct row_data *d, struct err *err) {
	struct err no = {0};
	enum rc rc;

	if (d->old.rec.id) {
		row_merge(row, duty_part(row), &d->duty, &d->old);
		row_check(im, row, &duty_def, &d->duty, check);
		row->kind = row_differs(row, duty_part(row), &d->duty, &d->old) ? PLAN_CHANGED : PLAN_SAME;
		import_claim(im, d->old.rec.id);
	} else {
		if (!code_is_set(d->duty.confirmed)) /* a file that names somebody does not mean a default */
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
	struct person_match who;
	bool named = row_ref_name(row, "member") != NULL;
	enum rc rc;

	entity_init(&duty_def, &d->old);
	d->loaded = true;
	if (named) /* until the resident is known */
		d->duty.member.id = -1;
	row_require(row, duty_part(row));
	row_check(im, row, &duty_def, &d->duty, check);
	rc = person_find(im, row, &d->person, NULL, NULL, &who, err);
	if (rc != RC_OK)
		return rc;
	person_require(row, &who);
	if (row->verdict == VERDICT_BAD)
		return RC_OK;
	d->duty.resident.id = who.id;
	rc = row->uid[0] ? find_by_uid(im, row, d, err) : RC_OK;
	if (rc == RC_OK && row->verdict != VERDICT_BAD)
		rc = find_member(im, row, d, err);
	if (rc == RC_OK && row->verdict != VERDICT_BAD && !row->uid[0])
		rc = find_by_key(im, row, d, err);
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

static void duty_clear(const struct register_def *reg, void *data) {
	struct row_data *d = data;

	(void)reg;
	if (!d->loaded)
		return;
	entity_clear(&duty_def, &d->old);
}

static enum rc rows_list(const struct register_def *reg, struct station *st, const struct actor *a, struct ids *out,
                         struct err *err) {
	(void)reg;
	return duty_list(st, a, 0, out, err);
}

static enum rc rows_load(const struct register_def *reg, struct station *st, const struct actor *a, long long id,
                         void *data, struct err *err) {
	struct row_data *d = data;
	enum rc rc = duty_get(st, a, id, &d->duty, err);

	(void)reg;
	return rc != RC_OK ? rc : resident_get(st, a, d->duty.resident.id, &d->person, err);
}

const struct register_def duty_register = {
	.id = "duty",
	.label = N_("Duties in the five packages"),
	.parts = {{.entity = &resident_def, .offset = offsetof(struct row_data, person), .only = OWNER_FIELDS},
	          {.entity = &duty_def, .offset = offsetof(struct row_data, duty)}},
	.part_count = 2,
	.first = HEADER_UID ",档案编号,姓名,身份证号",
	.data_size = sizeof(struct row_data),
	.judge = duty_judge,
	.apply = duty_apply,
	.clear = duty_clear,
	.list = rows_list,
	.load = rows_load,
};
