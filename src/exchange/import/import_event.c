/* Registers of events: a row is something that happened to a person on a day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/tr.h"
#include "exchange/import/import.h"
#include "exchange/import/import_registers.h"

/* The data of a row: this, then the event as in the file, then the one stored. */
struct owner {
	struct resident person; /* as in the file: who is meant */
	bool loaded;
};

static size_t aligned(size_t n) { return (n + 15) / 16 * 16; }
static struct event *event_of(const struct import_row *row) {
	return (struct event *)((char *)row->data + row->header->reg->parts[1].offset);
}
static void *stored_of(const struct register_def *reg, void *data) {
	return (char *)data + reg->parts[1].offset + aligned(reg->event->entity->size);
}

/* Take the file's event as a version of a stored one. */
static void become(struct import_row *row, const void *old) {
	row_merge(row, &row->header->reg->parts[1], event_of(row), old);
	row->kind = row_differs(row, &row->header->reg->parts[1], event_of(row), old) ? PLAN_CHANGED : PLAN_SAME;
}

/* Would the row change this stored event? Nothing of the row is touched. */
static bool would_change(struct import_row *row, const struct entity_def *def, const void *old) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		if (!(f->flags & F_SYSTEM) && row_given(row, f->name) && field_compare(f, event_of(row), old) != 0)
			return true;
	}
	return false;
}

/* Among the stored events with this key, neither meant by another row nor kept for one: an equal one, else the first. */
static enum rc find_by_key(struct import *im, struct import_row *row, void *old, long long *id, struct err *err) {
	const struct event_def *e = row->header->reg->event;
	struct ids ids = {0};
	long long first = 0, gone = 0;
	enum rc rc = event_match(im->st, im->actor, e, event_of(row), true, &ids, err);

	*id = 0;
	for (size_t i = 0; rc == RC_OK && i < ids.n && !*id; i++) {
		if (import_claimed(im, ids.v[i]) || import_kept(im, ids.v[i], row->number))
			continue;
		rc = event_get(im->st, im->actor, e, ids.v[i], old, err);
		if (rc == RC_OK && ((struct record *)old)->voided_at)
			gone = gone ? gone : ids.v[i];
		else if (rc == RC_OK && !would_change(row, e->entity, old))
			*id = ids.v[i];
		else
			first = first ? first : ids.v[i];
		entity_clear(e->entity, old);
	}
	ids_clear(&ids);
	if (!*id)
		*id = first;
	if (rc == RC_OK && !*id && gone)
		rc = row_to_head_record(im, row, "occurred", e->entity, gone, err);
	return rc;
}

static enum rc find_event(struct import *im, struct import_row *row, void *old, long long *id, struct err *err) {
	const struct event_def *e = row->header->reg->event;
	enum match m = MATCH_NONE;
	enum rc rc;

	*id = 0;
	if (!row->uid[0])
		return find_by_key(im, row, old, id, err);
	rc = event_match_uid(im->st, im->actor, e, row->uid, &m, id, err);
	if (rc == RC_OK && m == MATCH_HEAD)
		rc = row_to_head_record(im, row, "occurred", e->entity, *id, err);
	if (rc == RC_OK && m == MATCH_NONE)
		memcpy(event_of(row)->rec.uid, row->uid, sizeof row->uid);
	if (m != MATCH_FOUND)
		*id = 0;
	return rc;
}

static enum rc judge_event(struct import *im, struct import_row *row, struct err *err) {
	const struct event_def *e = row->header->reg->event;
	void *old = stored_of(row->header->reg, row->data);
	long long id, order;
	enum rc rc = find_event(im, row, old, &id, err);

	if (rc != RC_OK || row->verdict == VERDICT_BAD)
		return rc;
	if (id) {
		rc = event_get(im->st, im->actor, e, id, old, err);
		if (rc != RC_OK)
			return rc;
		if (((struct event *)old)->resident.id != event_of(row)->resident.id) {
			row_fault(row, "id_no", tr(N_("The record number belongs to somebody else's record. Leave it as it was exported.")));
			return RC_OK;
		}
		become(row, old);
		row_check(im, row, e->entity, event_of(row), e->check);
		import_claim(im, id);
	} else {
		row->kind = PLAN_NEW;
	}
	rc = order_on_day(im->st, im->actor, event_of(row)->resident.id, event_of(row)->occurred, &order, err);
	if (rc == RC_OK && !order && row->verdict != VERDICT_BAD)
		row_warn(row, "occurred", tr(N_("No order was in force on this day: it is kept, and counts in no period.")));
	return rc;
}

/* A masked row with our record number: the record says whose it is. */
static enum rc owner_by_uid(struct import *im, struct import_row *row, struct person_match *who, struct err *err) {
	const struct event_def *e = row->header->reg->event;
	void *old = stored_of(row->header->reg, row->data);
	enum match m;
	long long id;
	enum rc rc = event_match_uid(im->st, im->actor, e, row->uid, &m, &id, err);

	if (rc != RC_OK || m != MATCH_FOUND)
		return rc;
	rc = event_get(im->st, im->actor, e, id, old, err);
	if (rc == RC_OK) {
		who->match = MATCH_FOUND;
		who->id = ((struct event *)old)->resident.id;
	}
	entity_clear(e->entity, old);
	return rc;
}

static enum rc event_judge(struct import *im, struct import_row *row, struct err *err) {
	const struct register_def *reg = row->header->reg;
	struct owner *o = row->data;
	struct person_match who;
	enum rc rc;

	entity_init(reg->event->entity, stored_of(reg, row->data));
	o->loaded = true;
	row_require(row, &reg->parts[1]);
	row_check(im, row, reg->event->entity, event_of(row), reg->event->check);
	rc = person_find(im, row, &o->person, NULL, NULL, &who, err);
	if (rc == RC_OK && who.match == MATCH_NONE && row->uid[0] && !row_given(row, "id_no"))
		rc = owner_by_uid(im, row, &who, err);
	if (rc != RC_OK)
		return rc;
	person_require(row, &who);
	if (row->verdict == VERDICT_BAD)
		return RC_OK;
	event_of(row)->resident.id = who.id;
	return judge_event(im, row, err);
}

static enum rc event_pair(struct import *im, struct import_row *row, long long *id, struct err *err) {
	const struct event_def *e = row->header->reg->event;
	void *old = stored_of(row->header->reg, row->data);
	struct person_match who;
	enum rc rc = RC_OK;

	*id = 0;
	if (row->verdict != VERDICT_BAD && !row->uid[0])
		rc = person_find(im, row, &((struct owner *)row->data)->person, NULL, NULL, &who, err);
	if (rc != RC_OK || row->verdict == VERDICT_BAD || row->uid[0] || who.match != MATCH_FOUND)
		return rc;
	event_of(row)->resident.id = who.id;
	rc = find_by_key(im, row, old, id, err);
	if (rc == RC_OK && *id) {
		rc = event_get(im->st, im->actor, e, *id, old, err);
		if (rc != RC_OK || would_change(row, e->entity, old))
			*id = 0;
		entity_clear(e->entity, old);
	}
	if (*id)
		import_claim(im, *id);
	return rc;
}

static enum rc event_apply(struct import *im, struct import_row *row, struct err *err) {
	enum rc rc = import_batch_event(im->batch, row->header->reg->event, event_of(row), err);

	if (rc == RC_OK)
		import_claim(im, event_of(row)->rec.id);
	return rc;
}

static void event_row_clear(const struct register_def *reg, void *data) {
	struct owner *o = data;

	if (!o->loaded)
		return;
	entity_clear(reg->event->entity, stored_of(reg, data));
}

static enum rc event_row_list(const struct register_def *reg, struct station *st, const struct actor *a, struct ids *out,
                              struct err *err) {
	return event_list(st, a, reg->event, 0, 0, out, err);
}

static enum rc event_row_load(const struct register_def *reg, struct station *st, const struct actor *a, long long id,
                              void *data, struct err *err) {
	struct owner *o = data;
	struct event *e = (struct event *)((char *)data + reg->parts[1].offset);
	enum rc rc = event_get(st, a, reg->event, id, e, err);

	return rc != RC_OK ? rc : resident_get(st, a, e->resident.id, &o->person, err);
}

void event_register_fill(struct register_def *reg, const struct event_def *def) {
	*reg = (struct register_def){
		.id = def->id,
		.label = def->label,
		.parts = {{.entity = &resident_def, .offset = offsetof(struct owner, person)},
		          {.entity = def->entity, .offset = aligned(sizeof(struct owner))}},
		.part_count = 2,
		.first = HEADER_UID ",档案编号,姓名,身份证号",
		.event = def,
		.data_size = aligned(sizeof(struct owner)) + 2 * aligned(def->entity->size),
		.pair = event_pair,
		.judge = event_judge,
		.apply = event_apply,
		.clear = event_row_clear,
		.list = event_row_list,
		.load = event_row_load,
	};
}
