/* What access hangs on in the database: whose case somebody is. SPDX-License-Identifier: MIT */
#include "model/access/access.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/station/usecase_db.h"

/* The worker named in an order (by login or name); while none is named, whoever entered the person;
 * and always the officers who stand in the person's help team today. */
static const char caseload_sql[] =
	"SELECT EXISTS (SELECT 1 FROM resident r JOIN team_member m ON m.team = r.team WHERE r.id = ?1 AND m.officer = ?4"
	" AND m.voided_at IS NULL AND coalesce(m.since, ?6) <= ?6 AND coalesce(m.until, ?6) >= ?6)"
	" OR CASE WHEN EXISTS (SELECT 1 FROM treatment_order o WHERE o.resident = ?1 AND o.voided_at IS NULL"
	" AND trim(coalesce(o.worker, '')) <> '')"
	" THEN EXISTS (SELECT 1 FROM treatment_order o WHERE o.resident = ?1 AND o.voided_at IS NULL"
	" AND trim(o.worker) IN (?2, ?3))"
	" ELSE EXISTS (SELECT 1 FROM resident r WHERE r.id = ?1 AND r.recorded_by = ?4) END,"
	" EXISTS (SELECT 1 FROM approval g WHERE g.resident = ?1 AND g.kind = 'glass' AND g.recorded_by = ?4"
	" AND g.voided_at IS NULL AND g.until > ?5)";

enum rc access_caseload(struct station *st, const struct actor *a, long long resident,
                        struct access_case *c, struct err *err) {
	enum rc rc = RC_OK;

	c->own = c->glass = false;
	QUERY_EACH(q, rc, st->store, err, caseload_sql, resident, a->login, a->name,
	            bind_ref(a->officer), clock_now_ms(), clock_today()) {
		c->own = stmt_int(q, 0);
		c->glass = stmt_int(q, 1);
	}
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
	enum rc rc = query_int(
		st->store, id, err,
		"SELECT id FROM resident WHERE file_no = ? ORDER BY voided_at IS NULL DESC, id DESC LIMIT 1",
		file_no);

	if (rc == RC_OK && *id == 0)
		rc = err_set(err, RC_NOT_FOUND, "resident.not-found",
		             N_("There is no such resident here."), NULL);
	return rc;
}

enum rc access_known_by(struct station *st, const char *said, struct ids *out, struct err *err) {
	return query_ids(st->store, out, err,
	                 "WITH said AS MATERIALIZED (SELECT value FROM json_each(?))"
	                 " SELECT id FROM resident WHERE name IN said OR id_no IN said"
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
	for (size_t i = 0; kept && i < SECRET_KEY && kept[2 * i]; i++) {
		const char byte[] = {kept[2 * i], kept[2 * i + 1], '\0'};

		secret[i] = (unsigned char)strtoul(byte, NULL, 16);
	}
	free(kept);
	return rc;
}
