/* One judge for registers whose row is one record with a key: events, members, duties (rule
 * 10.8). SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "exchange/import/import.h"

void *row_record(const struct import_row *row) {
	return (char *)row->data + row->header->reg->parts[1].offset;
}
void *row_stored(const struct import_row *row) {
	return (char *)row->data + row->header->reg->kept[0].offset;
}

static long long *resident_of(const struct register_def *reg, const void *rec) {
	const struct field_def *f = entity_field(reg->parts[1].entity, "resident");

	return f ? &((struct ref *)field_ptr(f, (void *)(uintptr_t)rec))->id : NULL;
}

enum rc keyed_find_by_key(struct import *im, struct import_row *row, struct err *err) {
	const struct register_def *reg = row->header->reg;
	struct record *old = row_stored(row);
	struct ids ids = {0};
	long long id = 0, gone = 0;
	enum register_fit best = FIT_NONE;
	enum rc rc;

	TRY(reg->match(im, row, &ids, err));
	for (size_t i = 0; i < ids.n && best < FIT_EQUAL; i++) {
		enum register_fit fit;

		if (import_claimed(im, ids.v[i]) || import_kept(im, ids.v[i], row->number))
			continue;
		TRY(reg->get(reg, im->st, im->actor, ids.v[i], old, err));
		fit = reg->fits(row, old);
		if (fit && old->voided_at) {
			gone = gone ? gone : ids.v[i];
		} else if (fit > best) {
			best = fit;
			id = ids.v[i];
		}
		entity_clear(reg->parts[1].entity, old);
	}
	if (id)
		rc = reg->get(reg, im->st, im->actor, id, old, err);
	else if (gone)
		rc = row_to_head_record(im, row, reg->told, reg->parts[1].entity, gone, err);
out:
	ids_clear(&ids);
	return rc;
}

void row_refuse_copy(struct import *im, struct import_row *row) {
	char key[8 + UID_LEN], number[24], text[240];
	struct seen *seen;

	if (!row->uid[0])
		return;
	snprintf(key, sizeof key, "uid:%s", row->uid);
	seen = import_seen(im, key);
	if (seen->record && seen->record != row->number) {
		text_fill(text, sizeof text, tr(N_("Row {row} of this file has the same record number: "
		                                   "leave it empty in a row that was copied.")), "row", num_text(number, seen->record), NULL);
		row_fault(row, NULL, text);
	}
	seen->record = row->number;
}

enum rc keyed_find(struct import *im, struct import_row *row, struct err *err) {
	const struct register_def *reg = row->header->reg;
	const long long *mine = resident_of(reg, row_record(row));
	enum match m = MATCH_NONE;
	long long id = 0;
	enum rc rc;

	if (!row->uid[0])
		return keyed_find_by_key(im, row, err);
	row_refuse_copy(im, row);
	if (row->verdict == VERDICT_BAD)
		return RC_OK;
	rc = reg->match_uid(im, row, &m, &id, err);
	if (rc == RC_OK && m == MATCH_HEAD)
		return row_to_head_record(im, row, reg->told, reg->parts[1].entity, id, err);
	if (rc == RC_OK && m == MATCH_NONE && id >= 0)
		memcpy(((struct record *)row_record(row))->uid, row->uid, sizeof row->uid);
	if (rc != RC_OK || m != MATCH_FOUND)
		return rc;
	rc = reg->get(reg, im->st, im->actor, id, row_stored(row), err);
	if (rc == RC_DENIED && strcmp(err->id, "access.case") == 0)
		return row_to_head_record(im, row, reg->told, reg->parts[1].entity, id, err);
	if (rc == RC_OK && mine && *resident_of(reg, row_stored(row)) != *mine)
		row_fault(row, "id_no", tr(N_("The record number belongs to somebody else's "
		                              "record. Leave it as it was exported.")));
	return rc;
}

void keyed_become(struct import *im, struct import_row *row) {
	const struct register_part *part = &row->header->reg->parts[1];
	struct record *old = row_stored(row);

	row_merge(row, part, row_record(row), old);
	row->kind = row_differs(row, part, row_record(row), old) ? PLAN_CHANGED : PLAN_SAME;
	row_check(im, row, part->entity, row_record(row), row->header->reg->check);
	import_claim(im, old->id);
}

/* A row of an event with our record number, and no number of the person that leads to anybody: the
 * record says whose it is. One that only a file number leads to must have a record number we know,
 * or else the file number is another station's too. */
static enum rc owner_by_uid(struct import *im, struct import_row *row, struct person_match *who,
                            struct err *err) {
	const struct register_def *reg = row->header->reg;
	struct resident own;
	enum match m;
	long long id;
	enum rc rc = reg->match_uid(im, row, &m, &id, err);

	if (rc == RC_OK && m == MATCH_NONE && person_is_masked(row))
		person_misfit(im, row);
	if (rc != RC_OK || m != MATCH_FOUND || who->match == MATCH_FOUND)
		return rc;
	entity_init(&resident_def, &own);
	rc = reg->get(reg, im->st, im->actor, id, row_stored(row), err);
	if (rc == RC_OK) {
		who->match = MATCH_FOUND;
		who->id = *resident_of(reg, row_stored(row));
		rc = person_check_mask(im, row, row->data, who->id, &own, err);
	}
	entity_clear(&resident_def, &own);
	entity_clear(reg->parts[1].entity, row_stored(row));
	return rc;
}

enum rc keyed_owner(struct import *im, struct import_row *row, struct err *err) {
	struct person_match who;
	enum rc rc = person_find(im, row, row->data, NULL, NULL, &who, err);

	if (rc == RC_OK && row->header->reg->event && row->uid[0] && row->verdict != VERDICT_BAD &&
	    (who.match == MATCH_NONE || (who.by_file_no && person_is_masked(row))) &&
	    !row_given(row, "id_no"))
		rc = owner_by_uid(im, row, &who, err);
	if (rc != RC_OK)
		return rc;
	person_require(row, &who);
	if (row->verdict != VERDICT_BAD)
		*resident_of(row->header->reg, row_record(row)) = who.id;
	return RC_OK;
}

enum rc keyed_pair(struct import *im, struct import_row *row, long long *id, struct err *err) {
	const struct register_def *reg = row->header->reg;
	const struct record *old = row_stored(row);
	struct person_match who;
	enum rc rc;

	*id = 0;
	if (row->verdict == VERDICT_BAD || row->uid[0])
		return RC_OK;
	rc = person_find(im, row, row->data, NULL, NULL, &who, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD || who.match != MATCH_FOUND)
		return rc;
	*resident_of(reg, row_record(row)) = who.id;
	rc = keyed_find_by_key(im, row, err);
	if (rc == RC_OK && old->id && reg->fits(row, old) == FIT_EQUAL) {
		*id = old->id;
		import_claim(im, *id);
	}
	return rc;
}

enum rc keyed_load(const struct register_def *reg, struct station *st, const struct actor *a,
                   const long long *ids, size_t n, struct register_page *out, struct err *err) {
	struct ids people = {0};
	enum rc rc = records_get(st, a, reg->parts[1].entity, ids, n, out->recs[1], err);

	for (size_t i = 0; i < n; i++)
		ids_add(&people, *resident_of(reg, register_page_at(reg, out, 1, i)));
	if (rc == RC_OK)
		rc = residents_get(st, a, people.v, n, (struct resident *)(void *)out->recs[0], err);
	ids_clear(&people);
	return rc;
}
