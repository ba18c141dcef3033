/* What access hangs on in the database: whose case somebody is. */
#include "model/access.h"

#include "station_db.h"

/* The worker named in an order (by login or name); while none is named, whoever entered the person. */
static const char caseload_sql[] =
	"SELECT CASE WHEN EXISTS (SELECT 1 FROM treatment_order o WHERE o.resident = ?1 AND o.voided_at IS NULL"
	" AND trim(coalesce(o.worker, '')) <> '')"
	" THEN EXISTS (SELECT 1 FROM treatment_order o WHERE o.resident = ?1 AND o.voided_at IS NULL"
	" AND trim(o.worker) IN (?2, ?3))"
	" ELSE EXISTS (SELECT 1 FROM resident r WHERE r.id = ?1 AND r.recorded_by = ?4) END";

enum rc access_caseload(struct station *st, const struct actor *a, long long resident, struct access_case *c,
                        struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store, caseload_sql, &q, err);

	if (rc == RC_OK) {
		stmt_bind_int(q, 1, resident);
		stmt_bind_text(q, 2, a->login);
		stmt_bind_text(q, 3, a->name);
		stmt_bind_ref(q, 4, a->officer);
		rc = stmt_step(q, &row, err);
	}
	c->own = rc == RC_OK && row && stmt_int(q, 0);
	stmt_done(q);
	return rc;
}
