/* The frame of every use case: access first, then one transaction. */
#include <stdlib.h>

#include "station_db.h"

enum rc use_query(struct station *st, const struct actor *a, enum access_action action, long long resident,
                  struct err *err) {
	enum rc rc = access_allows(a, action, resident, err);

	/* A denial is logged; when even that fails the denial is still the answer. */
	if (rc == RC_DENIED && a && !store_is_read_only(st->store) && !store_in_transaction(st->store))
		audit_note(st->store, a, access_table[action].id, resident ? "resident" : NULL, resident, NULL, "denied", NULL,
		           NULL);
	return rc;
}

enum rc use_begin(struct change *c, struct station *st, const struct actor *a, enum access_action action,
                  const char *audit_id, long long resident, struct err *err) {
	enum rc rc;

	*c = (struct change){0};
	rc = use_query(st, a, action, resident, err);
	if (rc != RC_OK)
		return rc;
	if (store_is_read_only(st->store))
		return err_set(err, RC_DENIED, "station.read-only",
		               N_("The station is opened read-only: nothing can be changed now."), NULL);
	rc = change_begin(c, st->store, a, audit_id, err);
	if (rc == RC_OK)
		c->source = code_of("typed");
	return rc;
}

enum rc ids_read(struct stmt *q, struct ids *out, struct err *err) {
	enum rc rc;
	bool row;

	while ((rc = stmt_step(q, &row, err)) == RC_OK && row)
		ids_add(out, stmt_int(q, 0));
	stmt_done(q);
	return rc;
}
