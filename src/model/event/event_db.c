/* Events of every register in the database. SPDX-License-Identifier: MIT */
#include "model/event/event.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/masking.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"
#include "model/station/usecase_db.h"

enum rc event_get(struct station *st, const struct actor *a, const struct event_def *def,
                  long long id, void *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(def->entity, out);
	return rc != RC_OK ? rc : usecase_load(st, a, def->entity, id, out, err);
}

enum rc records_get(struct station *st, const struct actor *a, const struct entity_def *def,
                    const long long *ids, size_t n, void *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load(st->store, def, JOIN_VISIBLE, ids, n, out, err);
	if (rc == RC_OK)
		rc = cases_veil(st, a, def, out, n, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		masked_record(a, def, (char *)out + i * def->size);
	return rc;
}

enum rc events_get(struct station *st, const struct actor *a, const struct event_def *def,
                   const long long *ids, size_t n, void *out, struct err *err) {
	return records_get(st, a, def->entity, ids, n, out, err);
}

enum rc event_put(struct station *st, struct change *c, const struct event_def *def, void *rec,
                  struct err *err) {
	struct event *e = rec;
	enum rc rc = order_on_day(st, c->actor, e->resident.id, e->occurred, &e->order_id.id, err);

	if (rc != RC_OK)
		return rc;
	rc = e->rec.id ? change_update(c, def->entity, rec, err)
	               : change_insert(c, def->entity, rec, err);
	return rc == RC_OK ? values_recorded(c, def, e, err) : rc;
}

enum rc event_save(struct station *st, const struct actor *a, const struct event_def *def,
                   void *rec, struct err *err) {
	struct event *e = rec;
	struct record before = e->rec;
	struct change c;
	char action[40];
	enum rc rc;

	snprintf(action, sizeof action, "%s.%s", def->id, e->rec.id ? "edit" : "add");
	rc = usecase_begin(&c, st, a, ACT_SAVE, action, e->resident.id, err);
	if (rc == RC_OK)
		rc = event_check(def, rec, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = event_put(st, &c, def, rec, err);
	return change_close(&c, rc, &e->rec, &before, err);
}

enum rc event_void(struct station *st, const struct actor *a, const struct event_def *def,
                   long long id, long long ver, const char *reason, struct err *err) {
	struct event *e = mem_zalloc(1, def->entity->size);
	struct change c;
	char action[40];
	enum rc rc;

	snprintf(action, sizeof action, "%s.void", def->id);
	rc = usecase_begin_void(&c, st, a, action, def->entity, id, 0, err);
	entity_init(def->entity, e);
	if (rc == RC_OK)
		rc = usecase_load(st, a, def->entity, id, e, err);
	if (rc == RC_OK)
		rc = change_void(&c, def->entity, id, ver, reason, err);
	if (rc == RC_OK)
		rc = values_changed(&c, def, e->resident.id, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(def->entity, e);
	free(e);
	return rc;
}

enum rc event_list(struct station *st, const struct actor *a, const struct event_def *def,
                   long long resident, long long order, struct ids *out, struct err *err) {
	char *sql =
		resident
			? mem_printf("SELECT id FROM %s WHERE resident = ?1 AND voided_at IS NULL"
				  " AND (?2 IS NULL OR order_id = ?2) ORDER BY occurred DESC, id"
				  " DESC",
				  def->entity->name)
			: mem_printf(
				  "SELECT e.id FROM %s e JOIN resident_visible r ON r.id ="
				  " e.resident WHERE ?1 IS NULL AND ?2 IS NULL AND e.voided_at IS"
				  " NULL ORDER BY e.occurred, e.id",
				  def->entity->name);
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, out, err, sql, bind_ref(resident),
		               bind_ref(resident ? order : 0));
	free(sql);
	return rc;
}

enum rc event_list_void(struct station *st, const struct actor *a, const struct event_def *def,
                        long long resident, long long order, struct ids *out, struct err *err) {
	char *sql = mem_printf("SELECT id FROM %s WHERE resident = ?1 AND voided_at IS NOT NULL AND"
	                       " (?2 IS NULL OR order_id = ?2) ORDER BY occurred DESC, id DESC",
	                       def->entity->name);
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, out, err, sql, resident, bind_ref(order));
	free(sql);
	return rc;
}

enum rc event_match(struct station *st, const struct actor *a, const struct event_def *def,
                    const void *rec, bool with_void, struct ids *out, struct err *err) {
	const struct event *e = rec;
	const struct field_def *sub = def->subkey ? entity_field(def->entity, def->subkey) : NULL;
	char *sql = mem_printf(
		"SELECT id FROM %s WHERE resident = ?1 AND occurred = ?2 AND (?3 OR voided_at IS "
		"NULL) AND NOT "
		TAKEN_BACK("") "%s%s%s"
		" ORDER BY id",
		def->entity->name, sub ? " AND CAST(coalesce(" : "", sub ? sub->name : "",
		sub ? ", '') AS TEXT) = ?4" : "");
	struct str key = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, e->resident.id, err);

	if (sub)
		field_store_text(sub, rec, &key);
	if (rc == RC_OK)
		rc = sub ? query_ids(st->store, out, err, sql, e->resident, e->occurred, with_void,
		                     str_text(&key))
		         : query_ids(st->store, out, err, sql, e->resident, e->occurred, with_void);
	str_clear(&key);
	free(sql);
	return rc;
}

enum rc event_match_uid(struct station *st, const struct actor *a, const struct event_def *def,
                        const char *uid, enum match *m, long long *id, struct err *err) {
	return record_match_uid(st, a, def->entity, uid, m, id, err);
}

enum rc record_match_uid(struct station *st, const struct actor *a, const struct entity_def *entity,
                         const char *uid, enum match *m, long long *id, struct err *err) {
	char *sql = mem_printf("SELECT e.id, " MATCH_STATE("e.", "e.voided_at IS NULL AND r.id IS NOT NULL") " FROM %s e"
	                       " LEFT JOIN resident_visible r ON r.id = e.resident WHERE e.uid = ?",
	                       entity->name);
	enum rc rc = match_uid(st, a, sql, uid, m, id, err);

	free(sql);
	return rc;
}

enum rc record_held(struct station *st, const struct actor *a, const struct entity_def *entity,
                    long long id, char **out, struct err *err) {
	char *sql = mem_printf(
		"SELECT e.voided_at, e.void_reason FROM \"%s\" e WHERE e.id = ? AND e.voided_at "
		"IS NOT NULL%s",
		entity->name,
		entity_field(entity, "resident")
			? " AND EXISTS (SELECT 1 FROM resident_visible v WHERE v.id = e.resident)"
			: "");
	char when[20], text[300];
	enum rc rc = RC_OK;

	*out = NULL;
	if (access_answer(a->role, ACT_SEAL) == ACCESS_NO)
		goto out;
	QUERY_EACH(q, rc, st->store, err, sql, id) {
		clock_format_ms(stmt_int(q, 0), when);
		text_fill(text, sizeof text, tr(N_("{record} made void at {time}: {reason}")),
			"record", tr(entity->label), "time", when, "reason", stmt_text(q, 1), NULL);
		*out = mem_strdup(text);
	}
out:
	free(sql);
	return rc;
}

enum rc event_load_all(struct station *st, const struct entity_def *def, long long order,
                       void **out, size_t *n, struct err *err) {
	char *sql = mem_printf(
		"SELECT id FROM %s WHERE order_id = ?1 AND voided_at IS NULL AND resident ="
		" (SELECT resident FROM treatment_order WHERE id = ?1) ORDER BY occurred, id",
		def->name);
	struct ids ids = {0};
	enum rc rc = query_ids(st->store, &ids, err, sql, order);

	*out = mem_zalloc(ids.n + 1, def->size);
	*n = rc == RC_OK ? ids.n : 0;
	if (rc == RC_OK)
		rc = records_load(st->store, def, NULL, ids.v, ids.n, *out, err);
	ids_clear(&ids);
	free(sql);
	return rc;
}

void event_free_all(const struct entity_def *def, void *all, size_t n) {
	for (size_t i = 0; i < n; i++)
		entity_clear(def, (char *)all + i * def->size);
	free(all);
}
