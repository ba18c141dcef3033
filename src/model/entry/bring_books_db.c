/* What another copy has beside its records: the entries of its audit, the joinings made there,
 * words of sheets, attached files (rules 16.26, 16.27). SPDX-License-Identifier: MIT */
#include "core/file.h"
#include "model/entry/bring_db.h"
#include "model/person/join_db.h"
#include "model/station/attachment.h"

/* ---- the audit ---- */

static enum rc add_person(struct bringing *b, long long there, struct ids *people, struct err *err) {
	long long here = 0;
	enum rc rc = bring_here(b, resident_def.name, there, &here, err);

	if (rc == RC_OK && here)
		ids_add(people, here);
	return rc;
}

/* Whom an entry of the copy is about: its record's person, and who was in what left the house. */
static enum rc about(struct bringing *b, long long seq, const char *table, long long record,
                     struct ids *people, struct err *err) {
	const struct entity_def *def = table ? station_entity(table) : NULL;
	enum rc rc = RC_OK;

	if (def == &resident_def) {
		rc = add_person(b, record, people, err);
	} else if (def && entity_field(def, "resident")) {
		char *sql = mem_printf("SELECT resident FROM \"%s\" WHERE id = ?", table);
		long long of = 0;

		rc = query_int(b->there, &of, err, sql, record);
		if (rc == RC_OK)
			rc = add_person(b, of, people, err);
		free(sql);
	}
	QUERY_EACH(q, rc, b->there, err, "SELECT resident FROM disclosed WHERE seq = ?", seq)
		rc = add_person(b, stmt_int(q, 0), people, err);
	return rc;
}

#define CHAINED \
	"l.seq, time, boot, l.officer, role, session, key_fingerprint, source, action, table_name," \
	" record, reason, result, ver_before, ver_after, l.fields, detail, moved_today"

static enum rc bring_entries(struct bringing *b, long long *entries, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, b->there, err,
	           "SELECT l.seq, l.officer, table_name, record, lower(hex(hash)), lower(hex(covers)),"
	           " json_array(" CHAINED "), d.kind, d.recipient, coalesce(d.fields, l.fields) FROM"
	           " audit l LEFT JOIN disclosure d ON d.seq = l.seq WHERE l.seq > ? ORDER BY l.seq",
	           b->plan->since) {
		struct ids people = {0};
		long long officer = 0;

		rc = bring_here(b, "officer", stmt_int(q, 1), &officer, err);
		if (rc == RC_OK)
			rc = about(b, stmt_int(q, 0), stmt_text(q, 2), stmt_int(q, 3), &people, err);
		if (rc == RC_OK)
			rc = query_run(b->here, err,
			               "INSERT INTO audit_other (copy, seq, time, officer, role,"
			               " session, key_fingerprint, source, action, table_name,"
			               " record, reason, result, fields, detail, row, covers, hash,"
			               " kind, recipient, people) SELECT ?1, j ->> 0, j ->> 1, ?3,"
			               " j ->> 4, j ->> 5, j ->> 6, j ->> 7, j ->> 8, j ->> 9, j"
			               " ->> 10, j ->> 11, j ->> 12, ?9, j ->> 16, ?2, ?4, ?5, ?6,"
			               " ?7, (SELECT json_group_array(value) FROM json_each(?8))"
			               " FROM (SELECT ?2 AS j) WHERE true ON CONFLICT DO NOTHING",
			               b->log.rec.id, stmt_text(q, 6), bind_ref(officer),
			               stmt_text(q, 5), stmt_text(q, 4), stmt_text(q, 7), stmt_text(q, 8),
			               bind_ids(people.v, people.n), stmt_text(q, 9));
		if (rc == RC_OK)
			*entries += store_changes(b->here);
		ids_clear(&people);
	}
	return rc;
}

/* ---- files joined there ---- */

/* What a moved column held, in numbers of this file. */
static enum rc value_here(struct bringing *b, const struct entity_def *def, const char *field,
                          struct bind *v, struct err *err) {
	const struct field_def *f = entity_field(def, field);
	const char *table = f && f->type == FT_REF ? f->ref
	                    : strcmp(field, "voided_by") == 0 ? officer_def.name : NULL;
	long long here = 0;
	enum rc rc;

	if (!table || v->kind != BIND_INT)
		return RC_OK;
	rc = bring_here(b, table, v->i, &here, err);
	*v = bind_int(here);
	return rc;
}

static struct bind stored(struct stmt *q, int col, const char *type) {
	return strcmp(type, "integer") == 0 ? bind_int(stmt_int(q, col)) : bind_text(stmt_text(q, col));
}

static enum rc bring_moved(struct bringing *b, long long there, long long here, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, b->there, err,
	           "SELECT table_name, record, field, old, new, typeof(old), typeof(new) FROM"
	           " joined_moved WHERE joined = ?", there) {
		const struct entity_def *def = station_entity(stmt_text(q, 0));
		struct bind old = stored(q, 3, stmt_text(q, 5)), new = stored(q, 4, stmt_text(q, 6));
		long long record = 0;

		if (!def)
			continue;
		rc = bring_here(b, def->name, stmt_int(q, 1), &record, err);
		if (rc == RC_OK)
			rc = value_here(b, def, stmt_text(q, 2), &old, err);
		if (rc == RC_OK)
			rc = value_here(b, def, stmt_text(q, 2), &new, err);
		if (rc == RC_OK && record)
			rc = query_run(b->here, err,
			               "INSERT INTO joined_moved (joined, table_name, record,"
			               " field, old, new) VALUES (?, ?, ?, ?, ?, ?)", here,
			               def->name, record,
			               stmt_text(q, 2), old, new);
	}
	return rc;
}

/* So that they can be parted here as well. Only where the joining holds here. */
static enum rc bring_joinings(struct bringing *b, struct err *err) {
	char *last = NULL;
	enum rc rc = join_last(b->here, &last, err);

	QUERY_EACH(q, rc, b->there, err, "SELECT id, kept, gone FROM joined WHERE seq > ? AND"
	           " parted IS NULL ORDER BY id", b->plan->since) {
		long long kept = 0, gone = 0, id = 0;

		rc = bring_here(b, resident_def.name, stmt_int(q, 1), &kept, err);
		if (rc == RC_OK)
			rc = bring_here(b, resident_def.name, stmt_int(q, 2), &gone, err);
		if (rc == RC_OK)
			rc = query_run(b->here, err,
			               "INSERT INTO joined (kept, gone, seq, last) SELECT ?1, id,"
			               " ?3, ?4 FROM resident_gone WHERE id = ?2 AND person = ?1"
			               " AND NOT EXISTS (SELECT 1 FROM joined j WHERE j.gone = ?2"
			               " AND j.parted IS NULL)", kept, gone,
			               b->c->seq, last);
		if (rc == RC_OK && store_changes(b->here) > 0) {
			rc = query_int(b->here, &id, err, "SELECT max(id) FROM joined");
			if (rc == RC_OK)
				rc = bring_moved(b, stmt_int(q, 0), id, err);
		}
	}
	if (rc == RC_OK)
		rc = query_run(b->here, err, "UPDATE joined SET parted = ? WHERE parted IS NULL AND"
		               " NOT EXISTS (SELECT 1 FROM resident_gone g WHERE g.id = gone)",
		               b->c->seq);
	free(last);
	return rc;
}

enum rc bring_books(struct bringing *b, long long *entries, struct err *err) {
	enum rc rc = bring_entries(b, entries, err);

	return rc == RC_OK && *entries ? bring_joinings(b, err) : rc;
}

/* ---- attached files ---- */

/* Those that lie beside the copy, by digest; the station's check sees what is not there. */
void bring_files(struct bringing *b, const char *file) {
	struct err ignored;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, b->here, &ignored, "SELECT DISTINCT hash FROM attachment WHERE import_id = ?",
	           b->log.rec.id) {
		char *name = mem_printf("files/%s", stmt_text(q, 0));
		char *from = file_beside(file, name), *to = file_beside(b->st->db_path, name);
		struct str bytes = {0};

		if (file_read_plain(from, ATTACHMENT_MAX, &bytes, &ignored) == RC_OK &&
		    file_make_parents(to, &ignored) == RC_OK)
			(void)file_write_new(to, bytes.s, bytes.n, &ignored);
		str_clear(&bytes);
		free(name);
		free(from);
		free(to);
	}
}
