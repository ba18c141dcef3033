/* Which order was open on a day, and the events that carry it. SPDX-License-Identifier: MIT */
#include "model/event/event_db.h"
#include "model/station/usecase_db.h"

/* SQL for the id of the order of a resident that was open on a day. */
#define ORDER_ON_DAY(resident, day) \
	"SELECT o.id FROM treatment_order o WHERE o.resident = " resident " AND o.voided_at IS NULL AND o.ordered <= " day \
	" AND (o.ended IS NULL OR o.ended >= " day ") ORDER BY o.ordered DESC, o.id DESC LIMIT 1"

enum rc order_on_day(struct station *st, const struct actor *a, long long resident, struct date day,
                     long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*id = 0;
	if (rc == RC_OK)
		rc = query_int(st->store, id, err, ORDER_ON_DAY("?1", "?2"), resident, day);
	return rc;
}

/* (register, record, order) for every event of the people ?1 that does not carry the order open on
 * its day. */
static char *astray_sql(void) {
	struct str sql = {0};
	int n = 0;

	/* Piece by piece: an import asks this for every order, and printf is slow with long
	 * texts. */
	for (const struct event_def *d = event_table; d->entity; d++, n++) {
		str_addf(&sql, "%sSELECT %d, e.id, (", n ? " UNION ALL " : "", n);
		str_add(&sql, ORDER_ON_DAY("e.resident", "e.occurred") ") AS now FROM ");
		str_add(&sql, d->entity->name);
		str_add(&sql,
		        " e WHERE e.resident IN (SELECT value FROM json_each(?1)) AND e.voided_at"
		        " IS NULL AND e.order_id IS NOT now");
	}
	return str_take(&sql);
}

static enum rc rehang_one(struct change *c, const struct event_def *def, long long id,
                          long long order, struct err *err) {
	struct event *e = mem_zalloc(1, def->entity->size);
	enum rc rc;

	entity_init(def->entity, e);
	rc = record_load(c->store, def->entity, id, e, err);
	if (rc == RC_OK) {
		e->order_id.id = order;
		rc = change_update(c, def->entity, e, err);
	}
	entity_clear(def->entity, e);
	free(e);
	return rc;
}

enum rc event_rehang(struct change *c, const long long *people, size_t n, struct err *err) {
	char *sql = astray_sql();
	struct ids found = {0}; /* register, record, order, one after the other */
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err, sql, bind_ids(people, n)) {
		for (int i = 0; i < 3; i++)
			ids_add(&found, stmt_int(q, i));
	}
	for (size_t i = 0; rc == RC_OK && i < found.n; i += 3)
		rc = rehang_one(c, &event_table[found.v[i]], found.v[i + 1], found.v[i + 2], err);
	ids_clear(&found);
	free(sql);
	return rc;
}
