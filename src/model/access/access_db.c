/* What access hangs on in the database: whose case somebody is, who is there.
 * SPDX-License-Identifier: MIT */
#include "model/access/access.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/case.h"
#include "model/station/usecase_db.h"

bool usecase_is_strict(const struct station *st) {
	return strcmp(conf_text(st->conf, "access", "caseload"), "strict") == 0;
}

bool station_is_strict_for(const struct station *st, const struct actor *a) {
	return usecase_is_strict(st) && access_answer(a->role, ACT_LOOK) == ACCESS_CASE;
}

enum { OWN_MS = 7 * 86400000 }; /* who is newly entered is one's own so long, unanswered */

#define NAMES_WORKER(o) o ".voided_at IS NULL AND trim(coalesce(" o ".worker, '')) <> ''"
/* What the records of these people (?1) say, whenever a membership begins; ?2 today. */
#define CLAIMS \
	"SELECT e.id AS resident, m.officer AS officer, 'team' AS why FROM json_each(?1) j" \
	" JOIN resident e ON e.id = j.value JOIN team_member m ON m.team = e.team" \
	" WHERE m.officer IS NOT NULL AND m.voided_at IS NULL AND coalesce(m.until, ?2) >= ?2" \
	" UNION SELECT o.resident, f.id, 'worker' FROM json_each(?1) j" \
	" JOIN treatment_order o ON o.resident = j.value JOIN officer f" \
	" ON trim(o.worker) IN (f.login, f.name) WHERE o.voided_at IS NULL AND f.voided_at IS NULL" \
	" UNION SELECT e.id, e.recorded_by, 'entered' FROM json_each(?1) j" \
	" JOIN resident e ON e.id = j.value WHERE e.recorded_by IS NOT NULL AND NOT EXISTS" \
	" (SELECT 1 FROM treatment_order o WHERE o.resident = e.id AND " NAMES_WORKER("o") ")"

/* Claims that are gone go, new ones wait, or stand at once where it is the head who makes them. Who
 * was named by himself and then by the head stands too: it is another claim. */
static enum rc claim(struct station *st, const struct ids *people, long long by, bool stands,
                     long long now, struct err *err) {
	struct bind ids = bind_ids(people->v, people->n);
	enum rc rc = query_run(st->store, err,
		"DELETE FROM case_holder WHERE resident IN (SELECT value FROM json_each(?1)) AND"
		" (resident, officer, why) NOT IN (" CLAIMS ")", ids, clock_today());

	return rc != RC_OK ? rc : query_run(st->store, err,
		"INSERT OR IGNORE INTO case_holder (resident, officer, why, since, answer, "
		"answered_by, answered_at)"
		" SELECT resident, officer, why, ?3, iif(?4, 'yes', NULL), iif(?4, ?5, NULL), "
		"iif(?4, ?3, NULL)"
		" FROM (" CLAIMS ")", ids, clock_today(), now, stands, bind_ref(by));
}

static enum rc touched_by(struct station *st, const struct touched *t, struct ids *out,
                          struct err *err) {
	static const struct {
		const char *table, *people;
	} of[] = {
		{"resident", "SELECT value FROM json_each(?1)"},
		{"treatment_order", "SELECT DISTINCT resident FROM treatment_order WHERE id IN"
		 " (SELECT value FROM json_each(?1))"},
		/* of the team it is in, and of those it was in */
		{"team_member", "SELECT e.id FROM resident e WHERE e.team IN (SELECT m.team FROM"
		 " team_member m WHERE m.id IN (SELECT value FROM json_each(?1)) UNION SELECT"
		 " CAST(h.old_value AS INTEGER) FROM history h WHERE h.table_name = 'team_member'"
		 " AND h.field = 'team' AND h.record IN (SELECT value FROM json_each(?1)))"},
	};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof of / sizeof *of; i++)
		if (strcmp(of[i].table, t->def->name) == 0)
			rc = query_ids(st->store, out, err, of[i].people,
			               bind_ids(t->ids.v, t->ids.n));
	return rc;
}

enum rc cases_follow(struct station *st, const struct change *c, struct err *err) {
	struct ids people = {0};
	enum rc rc = RC_OK;

	if (!usecase_is_strict(st))
		return RC_OK;
	for (size_t i = 0; rc == RC_OK && i < c->touched_count; i++)
		rc = touched_by(st, &c->touched[i], &people, err);
	if (rc == RC_OK && people.n > 0)
		rc = claim(st, &people, c->actor->officer,
		           access_answer(c->actor->role, ACT_QUEUE) == ACCESS_YES, c->now, err);
	ids_clear(&people);
	return rc;
}

/* What stands when a station becomes strict is confirmed once; when it is no longer so all is
 * forgotten. */
enum rc cases_switch(struct station *st, struct err *err) {
	const struct actor by = {.session = st->session};
	bool strict = usecase_is_strict(st);
	char *was = setting_get(st->store, "access.cases"), detail[40];
	struct ids all = {0};
	struct change c = {0};
	enum rc rc = RC_OK;

	if (store_is_read_only(st->store) || strict == (was && strcmp(was, "strict") == 0))
		goto out;
	TRY(change_begin(&c, st->store, &by, strict ? "case.strict" : "case.station", err));
	TRY(query_run(st->store, err, "DELETE FROM case_holder"));
	if (strict)
		TRY(query_ids(st->store, &all, err, "SELECT id FROM resident WHERE voided_at IS NULL"));
	TRY(claim(st, &all, 0, true, c.now, err));
	TRY(setting_set(st->store, "access.cases", strict ? "strict" : "station", err));
	snprintf(detail, sizeof detail, "people=%zu", all.n);
	c.detail = detail;
	rc = change_commit(&c, err);
out:
	change_end(&c);
	ids_clear(&all);
	free(was);
	return rc;
}

/* ---- whose ---- */

/* Of the people ?1: ?2 the officer, ?3 today, ?4 now: own, opened in an emergency. A membership
 * holds on its own days. Who entered somebody lately goes on with it until the head says whose it
 * is. */
#define WHOSE \
	"SELECT j.value, EXISTS (SELECT 1 FROM case_holder h WHERE h.resident = j.value AND h.officer = ?2" \
	" AND h.answer = 'yes' AND (h.why <> 'team' OR EXISTS (SELECT 1 FROM resident e JOIN team_member m" \
	" ON m.team = e.team WHERE e.id = h.resident AND m.officer = ?2 AND m.voided_at IS NULL AND" \
	" coalesce(m.since, ?3) <= ?3 AND coalesce(m.until, ?3) >= ?3)))" \
	" OR EXISTS (SELECT 1 FROM resident e WHERE e.id = j.value AND e.recorded_by = ?2" \
	" AND e.recorded_at > ?4 - ?5 AND NOT EXISTS (SELECT 1 FROM case_holder h WHERE h.resident = e.id" \
	" AND h.answer IS NOT NULL))," \
	" EXISTS (SELECT 1 FROM approval g WHERE g.resident = j.value AND g.kind = 'glass'" \
	" AND g.recorded_by = ?2 AND g.voided_at IS NULL AND g.until > ?4) FROM json_each(?1) j"

enum rc access_caseload(struct station *st, const struct actor *a, long long resident,
                        struct access_case *c, struct err *err) {
	enum rc rc = RC_OK;

	c->own = c->glass = false;
	QUERY_EACH(q, rc, st->store, err, WHOSE, bind_ids(&resident, 1), a->officer, clock_today(),
	           clock_now_ms(), (long long)OWN_MS) {
		c->own = stmt_int(q, 1);
		c->glass = stmt_int(q, 2);
	}
	return rc;
}

enum rc case_match(struct station *st, const struct actor *a, enum match *m, long long id,
                   struct err *err) {
	struct access_case c = {.own = true};
	enum rc rc = RC_OK;

	if (*m == MATCH_FOUND && station_is_strict_for(st, a))
		rc = access_caseload(st, a, id, &c, err);
	if (rc == RC_OK && !c.own)
		*m = MATCH_HEAD;
	return rc;
}

/* What stays of another's case where many are shown: who, where. */
static bool stays(const struct field_def *f) {
	static const char *const kept[] = {"resident", "order_id", "file_no", "name", "place"};

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (strcmp(f->name, kept[i]) == 0)
			return true;
	return false;
}

static long long whose(const struct entity_def *def, const void *rec) {
	const struct field_def *of = entity_field(def, "resident");

	return of ? ((const struct ref *)field_cptr(of, rec))->id : ((const struct record *)rec)->id;
}

/* Of these people those one may look at, sorted. */
static enum rc whose_own(struct station *st, const struct actor *a, const struct ids *people,
                         struct ids *out, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, WHOSE, bind_ids(people->v, people->n), a->officer,
	           clock_today(), clock_now_ms(), (long long)OWN_MS)
		if (stmt_int(q, 1) || stmt_int(q, 2))
			ids_add(out, stmt_int(q, 0));
	ids_sort(out);
	return rc;
}

enum rc cases_keep_own(struct station *st, const struct actor *a, const struct entity_def *def,
                       struct ids *ids, struct err *err) {
	const char *of = strcmp(def->name, "resident") == 0 ? "t.id"
	                 : entity_field(def, "resident")    ? "t.resident"
	                 : entity_field(def, "order_id")
		? "(SELECT o.resident FROM treatment_order o WHERE o.id = t.order_id)" : NULL;
	struct ids people = {0}, own = {0};
	size_t kept = 0;
	char *sql;
	enum rc rc;

	if (!of || !station_is_strict_for(st, a))
		return RC_OK;
	/* of who has no order a roster has the person, as a negative number */
	sql = mem_printf("SELECT coalesce(%s, -j.value) FROM json_each(?) j LEFT JOIN %s t"
	                 " ON t.id = j.value ORDER BY j.key", of, def->name);
	rc = query_ids(st->store, &people, err, sql, bind_ids(ids->v, ids->n));
	if (rc == RC_OK)
		rc = whose_own(st, a, &people, &own, err);
	for (size_t i = 0; i < people.n && rc == RC_OK; i++)
		if (ids_holds(&own, people.v[i]))
			ids->v[kept++] = ids->v[i];
	ids->n = kept;
	free(sql);
	ids_clear(&people);
	ids_clear(&own);
	return rc;
}

enum rc cases_veil(struct station *st, const struct actor *a, const struct entity_def *def,
                   void *recs, size_t n, struct err *err) {
	struct ids people = {0}, seen = {0};
	enum rc rc = RC_OK;

	if (n == 0 || !station_is_strict_for(st, a))
		return RC_OK;
	for (size_t i = 0; i < n; i++)
		ids_add(&people, whose(def, (char *)recs + i * def->size));
	rc = whose_own(st, a, &people, &seen, err);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < def->count && !ids_holds(&seen, people.v[i]); k++)
			if (rc != RC_OK || !stays(&def->fields[k]))
				field_set_blank(&def->fields[k], (char *)recs + i * def->size);
	ids_clear(&people);
	ids_clear(&seen);
	return rc;
}

/* Void and sealed people answer like people who were never here. */
enum rc access_visible(struct station *st, long long resident, struct err *err) {
	bool there;
	enum rc rc = query_any(st->store, &there, err,
	                       "SELECT 1 FROM resident_visible WHERE id = ?", resident);

	if (rc == RC_OK && !there)
		rc = err_set(err, RC_NOT_FOUND, "resident.not-found",
		             N_("There is no such resident here."), NULL);
	return rc;
}

enum rc access_find_any(struct station *st, const char *file_no, long long *id, struct err *err) {
	enum rc rc = query_int(st->store, id, err,
		"SELECT coalesce(joined, id) FROM resident WHERE file_no = ? ORDER BY voided_at IS "
		"NULL DESC, id DESC LIMIT 1",
		file_no);

	if (rc == RC_OK && *id == 0)
		rc = err_set(err, RC_NOT_FOUND, "resident.not-found",
		             N_("There is no such resident here."), NULL);
	return rc;
}

enum rc access_known_by(struct station *st, const char *said, struct ids *out, struct err *err) {
	return query_ids(st->store, out, err,
	                 "WITH said AS MATERIALIZED (SELECT value FROM json_each(?)) SELECT"
	                 " coalesce(joined, id) FROM resident WHERE name IN said OR id_no IN said"
	                 " OR file_no IN said OR uid IN said",
	                 said);
}

/* ---- the station's secret ---- */

enum rc access_secret(struct store *s, unsigned char secret[SECRET_KEY], struct err *err) {
	char *kept = setting_get(s, "secret"), hex[2 * SECRET_KEY + 1];
	bool own = !kept && !store_in_transaction(s);
	enum rc rc = own ? store_begin(s, err) : RC_OK;

	if (rc == RC_OK && own) /* another session may have been faster */
		kept = setting_get(s, "secret");
	if (rc == RC_OK && !kept) {
		random_bytes(secret, SECRET_KEY);
		hash_hex(secret, SECRET_KEY, hex);
		rc = setting_set(s, "secret", hex, err);
	}
	if (rc == RC_OK && own)
		rc = store_commit(s, err);
	if (own)
		store_rollback(s);
	if (kept && !hash_from_hex(kept, secret, SECRET_KEY))
		memset(secret, 0, SECRET_KEY); /* then nothing it sealed is shown */
	free(kept);
	return rc;
}
