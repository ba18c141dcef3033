/* Villages joined and parted, in the database. SPDX-License-Identifier: MIT */
#include "model/person/place.h"

#include "model/person/person_db.h"

enum rc place_list(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
	                                    "SELECT id FROM place WHERE voided_at IS NULL ORDER BY"
	                                    " " PLACE_ORDER("") ", id");
}

enum rc place_get(struct station *st, const struct actor *a, long long id, struct place *out,
                  struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&place_def, out);
	return rc == RC_OK ? record_load(st->store, &place_def, id, out, err) : rc;
}

void place_line_clear(struct place_line *p) {
	entity_clear(&place_def, &p->place);
	free(p->former);
}

enum rc places_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                   struct place_line *out, struct err *err) {
	struct place *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t i = 0; i < n; i++) {
		entity_init(&place_def, &all[i]);
		out[i] = (struct place_line){.people = 0};
	}
	if (rc == RC_OK)
		rc = records_load(st->store, &place_def, NULL, ids, n, all, err);
	for (size_t i = 0; i < n; i++)
		out[i].place = all[i];
	if (rc == RC_OK)
		QUERY_EACH(q, rc, st->store, err,
		           "SELECT j.key, (SELECT count(*) FROM resident_visible r WHERE r.place ="
		           " j.value), (SELECT group_concat(old_value, '、') FROM (SELECT old_value"
		           " FROM history WHERE table_name = 'place' AND field = 'name' AND record"
		           " = j.value ORDER BY ver DESC)) FROM json_each(?1) j", bind_ids(ids,
		           n)) {
			struct place_line *p = &out[stmt_int(q, 0)];

			p->people = stmt_int(q, 1);
			p->former = mem_strdup(stmt_is_null(q, 2) ? "" : stmt_text(q, 2));
		}
	free(all);
	return rc;
}

/* ---- joined ---- */

static enum rc may_join(const struct place *from, const struct place *into, struct err *err) {
	if (from->rec.id == into->rec.id)
		return err_set(err, RC_INVALID, "place.itself",
		               N_("A village is joined into another one, not into itself."), NULL);
	if (from->replaced_by.id)
		return err_set(err, RC_INVALID, "place.joined", N_("{name} is joined into another already."),
		               "name", from->name, NULL);
	if (into->replaced_by.id || code_is(into->active, "no"))
		return err_set(err, RC_INVALID, "place.gone",
		               N_("{name} is not in use any more: choose another one."), "name",
		               into->name, NULL);
	return RC_OK;
}

/* These people live in another village from today on. */
static enum rc move(struct change *c, const struct ids *people, long long to, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < people->n; i++) {
		struct resident r;

		entity_init(&resident_def, &r);
		rc = record_load(c->store, &resident_def, people->v[i], &r, err);
		r.place.id = to;
		if (rc == RC_OK)
			rc = resident_put(c, &r, err);
		entity_clear(&resident_def, &r);
	}
	return rc;
}

/* The village itself and its people are one action, whose entry names the village. */
static enum rc close(struct change *c, enum rc rc, struct place *p, const struct ids *people,
                     long long *moved, struct err *err) {
	char detail[40];

	snprintf(detail, sizeof detail, "people=%zu", people->n);
	c->table = place_def.name;
	c->record = p->rec.id;
	c->detail = detail;
	rc = change_close(c, rc, NULL, NULL, err);
	*moved = rc == RC_OK ? (long long)people->n : 0;
	return rc;
}

enum rc place_join(struct station *st, const struct actor *a, long long from, long long into,
                   long long *moved, struct err *err) {
	struct place p, to;
	struct ids people = {0};
	struct change c;
	enum rc rc;

	entity_init(&place_def, &p);
	entity_init(&place_def, &to);
	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "place.join", 0, err));
	TRY(record_load(st->store, &place_def, from, &p, err));
	TRY(record_load(st->store, &place_def, into, &to, err));
	TRY(may_join(&p, &to, err));
	p.active = code_of("no");
	p.replaced_by.id = into;
	TRY(change_update(&c, &place_def, &p, err));
	TRY(residents_of_place(st->store, from, 0, &people, err));
	rc = move(&c, &people, into, err);
out:
	rc = close(&c, rc, &p, &people, moved, err);
	ids_clear(&people);
	entity_clear(&place_def, &p);
	entity_clear(&place_def, &to);
	return rc;
}

/* The entry of the joining that stands, 0: none. */
static enum rc joined_at(struct station *st, const struct place *p, long long *seq,
                         struct err *err) {
	return query_int(st->store, seq, err,
	                 "SELECT max(seq) FROM audit WHERE action = 'place.join' AND table_name ="
	                 " 'place' AND record = ?1 AND result = 'ok' AND ?2", p->rec.id,
	                 (long long)(p->replaced_by.id != 0));
}

enum rc place_part(struct station *st, const struct actor *a, long long from, long long *moved,
                   struct err *err) {
	struct place p;
	struct ids people = {0};
	struct change c;
	long long seq = 0, into;
	enum rc rc;

	entity_init(&place_def, &p);
	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "place.part", 0, err));
	TRY(record_load(st->store, &place_def, from, &p, err));
	into = p.replaced_by.id;
	TRY(joined_at(st, &p, &seq, err));
	if (!seq) {
		rc = err_set(err, RC_INVALID, "place.apart", N_("{name} is not joined into another."),
		             "name", p.name, NULL);
		goto out;
	}
	TRY(history_put_back(st->store, &place_def, from, seq, &p, err));
	p.replaced_by.id = 0;
	TRY(change_update(&c, &place_def, &p, err));
	TRY(residents_of_place(st->store, into, seq, &people, err));
	rc = move(&c, &people, from, err);
out:
	rc = close(&c, rc, &p, &people, moved, err);
	ids_clear(&people);
	entity_clear(&place_def, &p);
	return rc;
}
