/* Reading the history of a person's records. SPDX-License-Identifier: MIT */
#include "model/person/corrections.h"

#include "model/station/usecase_db.h"

/* ?1: the resident. The tables whose records are a resident's, each with its own ids. */
static char *corrections_sql(void) {
	const struct entity_def *def;
	struct str sql = {0};

	str_add(&sql,
	        "SELECT h.table_name, h.field, h.old_value, l.time, coalesce(o.login, ''),"
	        " coalesce(l.reason, '') FROM history h JOIN audit l ON l.seq = h.seq"
	        " LEFT JOIN officer o ON o.id = l.officer"
	        " WHERE (h.table_name = 'resident' AND h.record = ?1)"
	        " OR (h.table_name = 'treatment_order' AND h.record IN"
	        " (SELECT id FROM treatment_order WHERE resident = ?1))");
	for (size_t i = 0; (def = entity_at(i)) != NULL; i++)
		if (entity_field(def, "occurred") && entity_field(def, "resident")) /* a register */
			str_addf(&sql, " OR (h.table_name = '%s' AND h.record IN"
			         " (SELECT id FROM \"%s\" WHERE resident = ?1))", def->name,
			         def->name);
	str_add(&sql, " ORDER BY h.seq DESC, h.table_name, h.record, h.field");
	return str_take(&sql);
}

static void give(struct stmt *q, void (*each)(void *ctx, const struct correction *c), void *ctx) {
	const struct entity_def *def = station_entity(stmt_text(q, 0));
	const struct field_def *f = def ? entity_field(def, stmt_text(q, 1)) : NULL;
	const char *old = stmt_text(q, 2);
	void *rec;

	/* what the program makes anew by itself is nobody's correction */
	if (!f || f->flags & F_SYSTEM)
		return;
	rec = mem_zalloc(1, def->size);
	entity_init(def, rec);
	if (old)
		field_store_read(f, rec, old);
	each(ctx, &(struct correction){.time = stmt_int(q, 3), .officer = stmt_text(q, 4),
	                               .reason = stmt_text(q, 5), .def = def, .field = f,
	                               .before = rec});
	entity_clear(def, rec);
	free(rec);
}

enum rc corrections_read(struct station *st, const struct actor *a, long long resident,
                         void (*each)(void *ctx, const struct correction *c), void *ctx,
                         struct err *err) {
	char *sql = corrections_sql();
	enum rc rc = usecase_query(st, a, ACT_LOOK, resident, err);

	QUERY_EACH(q, rc, st->store, err, sql, resident)
		give(q, each, ctx);
	free(sql);
	return rc;
}
