/* SPDX-License-Identifier: MIT */
#include "model/station/damage_db.h"

#include "core/vec.h"

/* Whose it is; a person's own record is theirs. */
static enum rc resident_of(struct station *st, struct damage *d, struct err *err) {
	char *sql;
	enum rc rc = RC_OK;

	if (!d->def || !entity_field(d->def, "resident")) {
		d->resident = d->def && strcmp(d->def->name, "resident") == 0 ? d->record : 0;
		return RC_OK;
	}
	sql = mem_printf("SELECT resident FROM \"%s\" WHERE id = ?", d->def->name);
	rc = query_int(st->store, &d->resident, err, sql, d->record);
	free(sql);
	return rc;
}

static const char *table_of(const struct damage *d) { return d->def ? d->def->name : "audit"; }

enum rc damage_list(struct damages *d, struct station *st, const struct proof_walk *w,
                    struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < w->found_count; i++) {
		struct damage one = {station_entity(w->found[i].table), w->found[i].record, 0};
		size_t k = 0;

		while (k < d->n && (d->v[k].def != one.def || d->v[k].record != one.record))
			k++;
		if (k < d->n)
			continue;
		rc = resident_of(st, &one, err);
		VEC_PUSH(d->v, d->n, one);
	}
	return rc;
}

enum rc damage_write(struct damages *d, struct change *c, bool all, struct err *err) {
	struct store *s = c->store;
	long long before = 0;
	enum rc rc = query_int(s, &before, err, "SELECT count(*) FROM damaged");

	if (rc == RC_OK && before == 0 && d->n == 0)
		return RC_OK;
	for (size_t i = 0; rc == RC_OK && i < d->n; i++) {
		rc = query_run(s, err, "INSERT INTO damaged (table_name, record, resident,"
		                       " found_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		               table_of(&d->v[i]), d->v[i].record, bind_ref(d->v[i].resident), c->now);
		d->fresh += rc == RC_OK ? (size_t)store_changes(s) : 0;
	}
	QUERY_EACH (q, rc, s, err, "SELECT table_name, record FROM damaged WHERE ?", all) {
		const char *table = stmt_text(q, 0);
		long long record = stmt_int(q, 1);
		size_t k = 0;

		while (k < d->n && (d->v[k].record != record || strcmp(table_of(&d->v[k]), table) != 0))
			k++;
		if (k < d->n)
			continue;
		d->mended++;
		rc = query_run(s, err, "DELETE FROM damaged WHERE table_name = ? AND record = ?", table,
		               record);
	}
	snprintf(d->detail, sizeof d->detail, "found=%zu mended=%zu", d->fresh, d->mended);
	c->detail = d->fresh + d->mended ? d->detail : NULL;
	return rc;
}

void damages_clear(struct damages *d) {
	free(d->v);
	*d = (struct damages){0};
}

enum rc damage_look(struct station *st, const struct actor *a, long long resident, struct err *err) {
	struct proof_walk w = {.store = st->store};
	struct damages d = {0};
	struct change c = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && entity_at(i); i++) {
		const struct entity_def *def = entity_at(i);
		const bool own = strcmp(def->name, "resident") == 0;

		if (own || entity_field(def, "resident"))
			rc = proof_walk_some(&w, def, own ? "id" : "resident", resident, err);
	}
	if (rc == RC_OK)
		rc = proof_walk_few(&w, err);
	if (rc == RC_OK)
		rc = damage_list(&d, st, &w, err);
	if (rc == RC_OK && d.n > 0 && !store_is_read_only(st->store))
		rc = change_begin(&c, st->store, a, "check.damage", err);
	if (c.open)
		rc = damage_write(&d, &c, false, err);
	if (c.open && rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	damages_clear(&d);
	proof_walk_end(&w);
	return rc;
}

enum rc damage_count(struct station *st, long long *records, struct err *err) {
	return query_int(st->store, records, err, "SELECT count(*) FROM damaged");
}

enum rc damage_of(struct station *st, long long resident, long long *n, struct err *err) {
	return query_int(st->store, n, err, "SELECT count(*) FROM damaged WHERE resident = ?", resident);
}
