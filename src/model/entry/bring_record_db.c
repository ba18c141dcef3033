/* Records of another copy: what they point to here, and those that one side or both changed since
 * they were one (rules 16.21, 16.22). SPDX-License-Identifier: MIT */
#include "model/entry/bring_db.h"

#include "model/person/person_db.h"
#include "model/station/approval.h"
#include "model/team/team.h"

/* ---- what of it points elsewhere ---- */

/* Refs in numbers of this file; those to records not here yet wait, for a record still without an
 * id. */
static enum rc remap(struct bringing *b, const struct entity_def *def, void *rec, struct err *err) {
	struct record *r = rec;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		struct ref *ref;
		long long was;

		if (f->type != FT_REF)
			continue;
		ref = field_ptr(f, rec);
		was = ref->id;
		rc = bring_here(b, f->ref, was, &ref->id, err);
		if (rc == RC_OK && was && !ref->id)
			VEC_PUSH(b->later, b->later_n, (struct bring_later){def, f, 0, was});
	}
	if (rc == RC_OK)
		rc = bring_here(b, officer_def.name, r->recorded_by, &r->recorded_by, err);
	if (rc == RC_OK)
		rc = bring_here(b, officer_def.name, r->voided_by, &r->voided_by, err);
	if (rc == RC_OK && def == &approval_def) {
		struct approval *ask = rec;

		if (ask->table_name && ask->record > 0 && station_entity(ask->table_name))
			rc = bring_here(b, ask->table_name, ask->record, &ask->record, err);
	}
	return rc;
}

/* A file number that stands in another record means the same person here. */
static enum rc remap_number(struct bringing *b, const struct entity_def *def, void *rec,
                            struct err *err) {
	const struct field_def *f = def == &resident_def ? NULL : entity_field(def, "file_no");
	char *uid = NULL, *now = NULL;
	enum rc rc = RC_OK;

	if (!f || !field_text(f, rec))
		return RC_OK;
	rc = query_text(b->there, &uid, err, "SELECT uid FROM resident_meant WHERE file_no = ?",
	                field_text(f, rec));
	if (rc == RC_OK && uid)
		rc = query_text(b->here, &now, err, "SELECT file_no FROM resident_meant WHERE uid = ?", uid);
	if (rc == RC_OK && now)
		field_take_text(f, rec, mem_strdup(now));
	free(uid);
	free(now);
	return rc;
}

static enum rc load(struct bringing *b, const struct entity_def *def, long long id, void *out,
                    struct err *err) {
	enum rc rc = record_load(b->there, def, id, out, err);

	if (rc == RC_OK)
		rc = remap(b, def, out, err);
	return rc == RC_OK ? remap_number(b, def, out, err) : rc;
}

static void settle_later(struct bringing *b, size_t from, long long id) {
	if (!id)
		b->later_n = from;
	for (size_t i = from; i < b->later_n; i++)
		b->later[i].id = id;
}

/* A refusal of one record is no reason to leave all the others. */
static enum rc left(struct bringing *b, const struct entity_def *def, const void *h, const void *t,
                    enum rc rc) {
	if (!usecase_row_stays(rc))
		return rc;
	bring_note(b, BRING_LEFT, def, NULL, h, t, false);
	return RC_OK;
}

/* ---- such as are here ---- */

static bool is_same(const struct entity_def *def, const void *h, const void *t, bool all) {
	const struct record *a = h, *o = t;
	bool same = !a->voided_at == !o->voided_at;

	for (size_t i = 0; same && i < def->count; i++)
		same = (!all && bring_follows(def, &def->fields[i])) ||
		       field_compare(&def->fields[i], h, t) == 0;
	return same;
}

/* Each version it had there since becomes one here; what would not stand here today is passed over.
 */
static enum rc replay(struct bringing *b, const struct entity_def *def, const void *t,
                      struct record *h, struct err *err) {
	const long long there = ((const struct record *)t)->id;
	struct ids seqs = {0};
	struct err ignored;
	enum rc rc = query_ids(b->there, &seqs, err, "SELECT seq FROM history WHERE table_name = ?"
	                       " AND record = ? AND seq > ? GROUP BY seq ORDER BY min(ver)",
	                       def->name, there, b->plan->since);

	for (size_t i = 1; rc == RC_OK && i < seqs.n; i++) {
		void *v = mem_zalloc(1, def->size);
		size_t later = b->later_n;

		rc = record_load(b->there, def, there, v, err);
		if (rc == RC_OK)
			rc = history_put_back_to(b->there, def, there, seqs.v[i], v, err);
		if (rc == RC_OK)
			rc = remap(b, def, v, err);
		b->later_n = later;
		if (rc == RC_OK) {
			struct record *r = v;

			r->id = h->id;
			r->ver = h->ver;
			r->voided_at = 0;
			if (change_update(b->c, def, v, &ignored) == RC_OK)
				h->ver = r->ver;
		}
		entity_clear(def, v);
		free(v);
	}
	ids_clear(&seqs);
	return rc;
}

static void note_fields(struct bringing *b, const struct entity_def *def, const void *h,
                        const void *t) {
	for (size_t i = 0; i < def->count; i++)
		if (!(def->fields[i].flags & F_MADE) && field_compare(&def->fields[i], h, t) != 0)
			bring_note(b, BRING_CHANGED, def, &def->fields[i], h, t, true);
}

/* The record becomes what it is there. again: it was brought before, and that was taken back. */
static enum rc take_over(struct bringing *b, const struct entity_def *def, void *t,
                         struct record *h, bool again, struct err *err) {
	struct record *r = t;
	const bool was_void = h->voided_at != 0, is_void = r->voided_at != 0;
	enum rc rc;

	if (was_void && is_void)
		return RC_OK;
	if (was_void) {
		TRY(change_unvoid(b->c, def, h->id, h->ver, err));
		h->ver++;
	}
	if (h->seq <= b->plan->since)
		TRY(replay(b, def, t, h, err));
	r->id = h->id;
	r->ver = h->ver;
	TRY(change_update(b->c, def, t, err));
	if (is_void)
		TRY(change_void(b->c, def, h->id, r->ver,
		                r->void_reason ? r->void_reason : tr(N_("void in the other copy")), err));
	if (again) {
		char *sql = mem_printf("UPDATE \"%s\" SET import_id = ? WHERE id = ?", def->name);

		rc = query_run(b->here, err, sql, b->log.rec.id, h->id);
		free(sql);
	}
	bring_concerns(b, def, t);
out:
	return rc;
}

/* Is it here as when both were one, or as it was brought? again: that was taken back. */
static enum rc how(struct bringing *b, const struct entity_def *def, const struct record *h,
                   long long there, bool *untouched, bool *again, struct err *err) {
	void *base = mem_zalloc(1, def->size);
	enum rc rc;

	*untouched = h->seq <= b->plan->since;
	TRY(query_any(b->here, again, err,
	              "SELECT 1 FROM import_log WHERE id = ? AND voided_at IS NOT NULL AND registry"
	              " = 'bring'", h->import_id));
	*again = *again && h->voided_at;
	if (!*untouched && !h->voided_at)
		TRY(query_any(b->here, untouched, err,
		              "SELECT 1 FROM import_log WHERE id = ? AND registry = 'bring' AND seq = ?",
		              h->import_id, h->seq));
	TRY(bring_base(b, def, there, base, err));
	*untouched = *untouched || *again || is_same(def, h, base, false);
out:
	entity_clear(def, base);
	free(base);
	return rc;
}

/* Sealed on one side: it stays so, unless it was asked for. */
static void keep_seal(struct bringing *b, const struct entity_def *def, void *t, const void *h) {
	const struct field_def *seal = def == &resident_def ? entity_field(def, "sealed") : NULL;

	if (!seal || field_is_blank(seal, h) == field_is_blank(seal, t) ||
	    bring_takes(b, ((struct record *)t)->uid))
		return;
	bring_note(b, BRING_SEALED, def, NULL, h, t, field_is_blank(seal, h));
	if (field_is_blank(seal, t))
		field_copy(seal, t, h);
}

static enum rc hold_theirs(struct bringing *b, const struct entity_def *def, void *t,
                           struct record *h, bool untouched, bool again, struct err *err) {
	const struct record *r = t;
	enum rc rc = RC_OK;

	if (!h->voided_at != !r->voided_at)
		bring_note(b, untouched ? BRING_VOID : BRING_STATE, def, NULL, h, t, true);
	note_fields(b, def, h, t);
	if (bring_takes(b, r->uid) && !r->voided_at && h->voided_at)
		rc = bring_make_room(b, def, t, err);
	else if (def == &order_def && !r->voided_at)
		rc = bring_reopened(b, t, (const struct treatment_order *)h, err);
	return rc == RC_OK ? take_over(b, def, t, h, again, err) : rc;
}

static enum rc hold_both(struct bringing *b, const struct entity_def *def, void *t,
                         struct record *h, struct err *err) {
	const struct record *r = t;

	if (!h->voided_at && !r->voided_at)
		return bring_merge(b, def, t, h, err);
	if (!h->voided_at != !r->voided_at)
		bring_note(b, BRING_STATE, def, NULL, h, t, false);
	return RC_OK;
}

static enum rc bring_known(struct bringing *b, const struct entity_def *def, void *t,
                           long long here, struct err *err) {
	struct record *r = t, *h = mem_zalloc(1, def->size);
	bool untouched, again, hangs = false;
	enum rc rc;

	TRY(record_load(b->here, def, here, h, err));
	if (def == &resident_def)
		TRY(bring_free_numbers(b, t, (struct resident *)h, NULL, err));
	TRY(how(b, def, h, r->id, &untouched, &again, err));
	if (again)
		TRY(bring_hangs_on_void(b, def, t, &hangs, err));
	if (hangs || is_same(def, h, t, h->seq <= b->plan->since || again)) {
		b->plan->same++;
		goto out;
	}
	if (h->damaged || r->damaged) {
		bring_note(b, BRING_LEFT, def, NULL, h, t, false);
		goto out;
	}
	keep_seal(b, def, t, h);
	rc = untouched || (bring_takes(b, r->uid) && !h->voided_at != !r->voided_at)
	     ? hold_theirs(b, def, t, h, untouched, again, err)
	     : hold_both(b, def, t, h, err);
	rc = left(b, def, h, t, rc);
out:
	entity_clear(def, h);
	free(h);
	return rc;
}

/* ---- a table ---- */

static enum rc bring_one(struct bringing *b, const struct entity_def *def, long long id,
                         long long here, struct err *err) {
	void *t = mem_zalloc(1, def->size);
	const size_t later = b->later_n;
	enum rc rc = load(b, def, id, t, err);

	if (rc == RC_OK && here)
		rc = bring_known(b, def, t, here, err);
	else if (rc == RC_OK)
		rc = left(b, def, NULL, t, bring_new(b, def, t, &here, err));
	settle_later(b, later, here);
	entity_clear(def, t);
	free(t);
	return rc;
}

enum rc bring_table(struct bringing *b, const struct entity_def *def, struct err *err) {
	char *sql = mem_printf("SELECT id FROM \"%s\" WHERE seq > ? ORDER BY id", def->name);
	struct ids ids = {0}, fresh = {0};
	long long here;
	enum rc rc = query_ids(b->there, &ids, err, sql, b->plan->since);

	/* what is here already first: an order that ended there makes room for the next */
	for (size_t i = 0; rc == RC_OK && i < ids.n; i++) {
		rc = bring_here(b, def->name, ids.v[i], &here, err);
		if (rc == RC_OK && here)
			rc = bring_one(b, def, ids.v[i], here, err);
		else
			ids_add(&fresh, ids.v[i]);
	}
	for (size_t i = 0; rc == RC_OK && i < fresh.n; i++)
		rc = bring_one(b, def, fresh.v[i], 0, err);
	ids_clear(&ids);
	ids_clear(&fresh);
	free(sql);
	return rc;
}

enum rc bring_late(struct bringing *b, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < b->later_n; i++) {
		const struct bring_later *l = &b->later[i];
		void *rec = mem_zalloc(1, l->def->size);
		struct record *r = rec;
		long long to = 0;

		rc = record_load(b->here, l->def, l->id, rec, err);
		if (rc == RC_OK)
			rc = bring_here(b, l->field->ref, l->there, &to, err);
		if (rc == RC_OK && to && !r->voided_at && field_ref(l->field, rec) == 0) {
			((struct ref *)field_ptr(l->field, rec))->id = to;
			rc = left(b, l->def, rec, rec, change_update(b->c, l->def, rec, err));
		}
		entity_clear(l->def, rec);
		free(rec);
	}
	return rc;
}
