/* Making void, or asking the head to. SPDX-License-Identifier: MIT */
#include "model/team/request.h"

#include "model/event/event.h"
#include "model/ledger/ledger.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"
#include "model/team/package.h"
#include "model/team/team.h"

static enum rc void_it(struct station *st, const struct actor *a, const struct entity_def *def,
                       long long id, long long ver, const char *reason, struct err *err) {
	static const struct {
		const struct entity_def *def;
		enum rc (*run)(struct station *st, const struct actor *a, long long id,
		               long long ver, const char *reason, struct err *err);
	} voids[] = {{&resident_def, resident_void}, {&order_def, order_void},
	             {&contact_def, contact_void},   {&member_def, member_void},
	             {&duty_def, duty_void}};

	for (size_t i = 0; i < sizeof voids / sizeof *voids; i++)
		if (voids[i].def == def)
			return voids[i].run(st, a, id, ver, reason, err);
	for (const struct event_def *e = event_table; e->entity; e++)
		if (e->entity == def)
			return event_void(st, a, e, id, ver, reason, err);
	if (ledger_of_table(def->name))
		return ledger_void(st, a, ledger_of_table(def->name), id, ver, reason, err);
	return err_set(err, RC_INVALID, "void.kind",
	               N_("A record of this kind is not made void."), NULL);
}

/* Whose it is; 0: nobody's. */
static enum rc resident_of(struct station *st, const struct entity_def *def, long long id,
                           long long *out, struct err *err) {
	char *sql = mem_printf("SELECT resident FROM \"%s\" WHERE id = ?", def->name);
	enum rc rc = RC_OK;

	*out = def == &resident_def ? id : 0;
	if (entity_field(def, "resident"))
		rc = query_int(st->store, out, err, sql, id);
	free(sql);
	return rc;
}

enum rc record_void(struct station *st, const struct actor *a, const struct entity_def *def,
                    long long id, long long ver, const char *reason, struct err *err) {
	long long resident = 0;
	enum rc rc = void_it(st, a, def, id, ver, reason, err);

	if (rc != RC_DENIED || strcmp(err->id, "access.today") != 0)
		return rc;
	rc = resident_of(st, def, id, &resident, err);
	if (rc == RC_OK && resident)
		rc = usecase_query(st, a, ACT_LOOK, resident, err);
	return rc == RC_OK ? approval_ask_void(st, a, def->name, id, resident, reason, err) : rc;
}

/* As it stands, where nothing was written to it since the request was. */
static enum rc unchanged(struct station *st, const struct approval *r, long long *ver,
                         struct err *err) {
	const struct entity_def *def = station_entity(r->table_name ? r->table_name : "");
	char *sql = def ? mem_printf("SELECT ver FROM \"%s\" WHERE id = ? AND seq < ?", def->name) : NULL;
	enum rc rc = def ? query_int(st->store, ver, err, sql, r->record, r->rec.seq) : RC_OK;

	free(sql);
	if (rc == RC_OK && *ver == 0)
		rc = err_set(err, RC_CONFLICT, "approval.changed",
		             N_("The record was changed since this was asked: look at it, and answer no."),
		             NULL);
	return rc;
}

enum rc request_answer(struct station *st, const struct actor *a, long long id, bool yes,
                       struct err *err) {
	struct approval r;
	long long ver = 0;
	enum rc rc = approval_get(st, a, id, &r, err);
	bool does = rc == RC_OK && yes && r.kind && strcmp(r.kind, "void") == 0 && !r.answer;

	if (does)
		rc = unchanged(st, &r, &ver, err);
	if (rc == RC_OK)
		rc = approval_decide(st, a, id, yes, err);
	if (rc == RC_OK && does)
		rc = void_it(st, a, station_entity(r.table_name), r.record, ver, r.reason, err);
	entity_clear(&approval_def, &r);
	return rc;
}
