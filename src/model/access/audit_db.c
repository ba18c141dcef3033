/* Reading the audit. SPDX-License-Identifier: MIT */
#include "model/access/audit.h"

#include "model/access/access_db.h"
#include "model/station/usecase_db.h"

/* The person's file, and those that were joined into it. */
#define BOTH "SELECT ?3 UNION ALL SELECT id FROM resident_gone WHERE person = ?3"

static void about_table(struct str *sql, const char *table) {
	str_addf(sql,
		" OR (l.table_name = '%s' AND l.record IN (SELECT id FROM \"%s\" WHERE resident "
		"= ?3))",
		table, table);
}

static void whose(struct str *sql, const char *table) {
	str_addf(sql, " WHEN '%s' THEN (SELECT resident FROM \"%s\" WHERE id = l.record)", table,
	         table);
}

/* The tables whose records are a resident's. */
static void each_of_a_person(void (*add)(struct str *sql, const char *table), struct str *sql) {
	const struct entity_def *def;

	add(sql, "treatment_order");
	add(sql, "duty");
	add(sql, "approval");
	for (size_t i = 0; (def = entity_at(i)) != NULL; i++)
		if (entity_field(def, "occurred") && entity_field(def, "resident")) /* a register */
			add(sql, def->name);
}

/* ?1 login, ?2 beginning of the action, ?3 resident, ?4 from, ?5 before, ?6 limit, ?7 entries. */
static char *read_sql(bool about, bool only) {
	struct str sql = {0};

	str_add(&sql,
	        "SELECT l.seq, l.time, coalesce(o.login, ''), l.role, l.session, l.key_fingerprint,"
	        " l.source, l.action, l.table_name, l.reason, l.result, coalesce(d.fields,"
	        " l.fields), l.detail, l.record, d.kind, d.recipient");
	str_add(&sql, only ? ", p.file_no, p.name" : ", NULL, NULL");
	str_add(&sql, " FROM audit l LEFT JOIN officer o ON o.id = l.officer"
	              " LEFT JOIN disclosure d ON d.seq = l.seq");
	if (only) {
		str_add(&sql, " LEFT JOIN resident_visible p ON p.id = CASE l.table_name WHEN"
		              " 'resident' THEN l.record");
		each_of_a_person(whose, &sql);
		str_add(&sql, " END");
	}
	str_add(&sql,
	        " WHERE (?1 IS NULL OR o.login = ?1) AND (?2 IS NULL OR substr(l.action, 1,"
	        " length(?2)) = ?2) AND (?4 IS NULL OR l.time >= ?4) AND (?5 IS NULL OR l.time <"
	        " ?5)");
	if (only)
		str_add(&sql, " AND l.seq IN (SELECT value FROM json_each(?7))");
	str_add(&sql, " AND (?3 IS NULL");
	if (about) {
		str_add(&sql, " OR (l.table_name = 'resident' AND l.record IN (" BOTH "))"
		              " OR l.seq IN (SELECT seq FROM disclosed WHERE resident IN (" BOTH "))");
		each_of_a_person(about_table, &sql);
	}
	str_add(&sql, ") ORDER BY l.seq DESC LIMIT ?6");
	return str_take(&sql);
}

static const char *text_or_blank(struct stmt *q, int col) {
	const char *s = stmt_text(q, col);

	return s ? s : "";
}

static void give(struct stmt *q, void (*each)(void *ctx, const struct audit_entry *e), void *ctx) {
	const struct audit_entry e = {
		.seq = stmt_int(q, 0),
		.time = stmt_int(q, 1),
		.officer = text_or_blank(q, 2),
		.role = text_or_blank(q, 3),
		.session = text_or_blank(q, 4),
		.key = text_or_blank(q, 5),
		.source = text_or_blank(q, 6),
		.action = text_or_blank(q, 7),
		.table = text_or_blank(q, 8),
		.reason = text_or_blank(q, 9),
		.result = text_or_blank(q, 10),
		.fields = text_or_blank(q, 11),
		.detail = text_or_blank(q, 12),
		.record = stmt_int(q, 13),
		.disclosed = text_or_blank(q, 14),
		.recipient = text_or_blank(q, 15),
		.file_no = text_or_blank(q, 16),
		.name = text_or_blank(q, 17),
	};

	each(ctx, &e);
}

/* Of copies that were brought back (rule 16.26): their numbers begin below 0, the newest lowest. */
static enum rc read_copies(struct station *st, const struct audit_query *q, const char *officer,
                           const struct bind bounds[3],
                           void (*each)(void *ctx, const struct audit_entry *e), void *ctx,
                           struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(s, rc, st->store, err,
	           "SELECT -l.id, l.time, coalesce(o.login, ''), l.role, l.session, l.key_fingerprint,"
	           " l.source, l.action, l.table_name, l.reason, l.result, l.fields, 'copy ' || l.copy ||"
	           " ' entry ' || l.seq || coalesce(' ' || l.detail, ''), NULL, l.kind, l.recipient,"
	           " NULL, NULL FROM audit_other l LEFT JOIN officer o ON o.id = l.officer WHERE (?1 IS"
	           " NULL OR o.login = ?1) AND (?2 IS NULL OR substr(l.action, 1, length(?2)) = ?2) AND"
	           " (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(l.people) WHERE value IN (" BOTH ")))"
	           " AND (?4 IS NULL OR l.time >= ?4) AND (?5 IS NULL OR l.time < ?5) AND (?8 = 0"
	           " OR -l.id IN (SELECT value FROM json_each(?7))) ORDER BY l.id DESC LIMIT ?6",
	           officer, q->action,
	           bind_ref(q->resident), bounds[0], bounds[1],
	           q->limit ? (long long)q->limit : -1, q->only ? bounds[2] : bind_text(NULL),
	           q->only != NULL)
		give(s, each, ctx);
	return rc;
}

/* Whose entries may be read: all of them, those about one person, or one's own. */
static enum rc scope(struct station *st, const struct actor *a, const struct audit_query *q,
                     const char **officer, struct err *err) {
	*officer = q->officer;
	if (access_answer(a->role, ACT_AUDIT_ALL) != ACCESS_NO)
		return usecase_query(st, a, ACT_AUDIT_ALL, 0, err);
	if (q->resident)
		return usecase_query(st, a, ACT_AUDIT, 0, err);
	if (q->officer && strcmp(q->officer, a->login) != 0)
		return usecase_query(st, a, ACT_AUDIT_ALL, 0, err); /* refused and logged */
	*officer = a->login;
	return usecase_query(st, a, ACT_AUDIT_OWN, 0, err);
}

enum rc audit_read(struct station *st, const struct actor *a, const struct audit_query *query,
	void (*each)(void *ctx, const struct audit_entry *e), void *ctx, struct err *err) {
	const char *officer = NULL;
	char *sql = read_sql(query->resident != 0, query->only != NULL);
	struct bind from = bind_text(NULL), to = bind_text(NULL), only = bind_end();
	enum rc rc = scope(st, a, query, &officer, err);

	if (date_is_set(query->from))
		from = bind_int(usecase_day_begins(st, query->from));
	if (date_is_set(query->to))
		to = bind_int(usecase_day_begins(st, date_add_days(query->to, 1)));
	if (query->only != NULL)
		only = bind_ids(query->only, query->only_count);
	QUERY_EACH(q, rc, st->store, err, sql, officer, query->action, bind_ref(query->resident),
	            from, to, query->limit ? (long long)query->limit : -1, only)
		give(q, each, ctx);
	free(sql);
	return rc == RC_OK ? read_copies(st, query, officer, (struct bind[]){from, to, only}, each, ctx,
	                                 err) : rc;
}

enum rc audit_find_person(struct station *st, const struct actor *a, const char *file_no,
                          long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	return rc == RC_OK ? access_find_any(st, file_no, id, err) : rc;
}

enum rc audit_note_who(struct station *st, const struct actor *a, long long resident,
                       struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	return rc == RC_OK ? station_note(st, a, "audit.who", "resident", resident, NULL, NULL, err)
	                   : rc;
}

const char *audit_table_label(const char *table) {
	const struct entity_def *def = station_entity(table);

	return def && def->label ? tr(def->label) : table;
}

void audit_add_fields(const char *table, const char *fields, struct str *out) {
	const struct entity_def *def = station_entity(table);

	for (size_t n; *fields; fields += n + (fields[n] == ',')) {
		char name[40];
		const struct field_def *f;

		n = strcspn(fields, ",");
		snprintf(name, sizeof name, "%.*s", (int)n, fields);
		f = def ? entity_field(def, name) : NULL;
		str_addf(out, "%s%s", out->n > 0 ? ", " : "", f && f->label ? tr(f->label) : name);
	}
}
