/* The SQL of a field table, made once. SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "store/proof.h"

const char *const record_base_columns[BASE_COLUMNS] = {"id", "uid", "ver", "seq", "recorded_at", "recorded_by",
	"import_id", "source", "voided_at", "voided_by", "void_reason"};

/* The columns alone, of what is written. */
static void stored_columns(const struct entity_def *def, const char *alias, struct str *b) {
	const char *dot = alias != NULL && alias[0] != '\0' ? "." : "";
	if (alias == NULL)
		alias = "";
	for (int i = 0; i < BASE_COLUMNS; i++)
		str_addf(b, "%s%s%s%s", i > 0 ? ", " : "", alias, dot, record_base_columns[i]);
	for (size_t i = 0; i < def->count; i++)
		str_addf(b, ", %s%s\"%s\"", alias, dot, def->fields[i].name);
}

char *entity_columns(const struct entity_def *def) {
	struct str b = {0};

	stored_columns(def, "", &b);
	return str_take(&b);
}

/* What stands in `damaged`, itself or by its entry, has no proof that could hold. Whether anything
 * does is asked once a statement. */
char *record_columns(const struct entity_def *def, const char *alias) {
	const char *dot = alias != NULL && alias[0] != '\0' ? "." : "";
	struct str b = {0};

	if (alias == NULL)
		alias = "";
	stored_columns(def, alias, &b);
	str_addf(&b,
	         ", iif(EXISTS (SELECT 1 FROM damaged) AND (EXISTS (SELECT 1 FROM damaged WHERE"
	         " table_name = '%s' AND record = %s%sid) OR EXISTS (SELECT 1 FROM damaged WHERE"
	         " table_name = 'audit' AND record = %s%sseq)), zeroblob(1), %s%sproof)",
	         def->name, alias, dot, alias, dot, alias, dot);
	return str_take(&b);
}

/* The SQL that writes proofs, and the order of the fields in them; columns: all that are stored. */
static void lay_out_proofs(struct entity_sql *e, const char *columns) {
	const struct entity_def *def = e->def;

	/* Only what this very entry wrote: what was taken back to a mark is not proved anew. */
	e->bare = mem_printf("SELECT %s, proof FROM \"%s\" WHERE id = ?", columns, def->name);
	e->walk = mem_printf("SELECT %s, proof FROM \"%s\" WHERE id > ? ORDER BY id LIMIT ?", columns,
	                     def->name);
	e->prove = mem_printf("UPDATE \"%s\" SET proof = proof_made(%s)"
	                      " WHERE id IN (SELECT value FROM json_each(?2)) AND seq = ?1",
	                      def->name, columns);
	e->adopt = mem_printf("UPDATE \"%s\" SET proof = proof_made(%s) WHERE proof IS NULL AND seq < ?",
	                      def->name, columns);
	e->past = mem_printf("INSERT INTO proof_past (replaced, table_name, record, proof)"
	                     " SELECT ?1, '%s', id, proof FROM \"%s\""
	                     " WHERE id IN (SELECT value FROM json_each(?2)) AND seq = ?1"
	                     " AND length(proof) = %d AND proof <> zeroblob(%d)",
	                     def->name, def->name, PROOF_LEN, PROOF_LEN);
	e->order = mem_zalloc(def->count + 1, sizeof *e->order);
	for (size_t i = 0; i < def->count; i++) {
		const char *name = def->fields[i].name;
		const size_t n = strlen(name);
		size_t at = e->ordered;

		if (def->fields[i].flags & F_MADE)
			continue;
		for (; at > 0 && strcmp(def->fields[e->order[at - 1].at].name, name) > 0; at--)
			e->order[at] = e->order[at - 1];
		e->order[at] = (struct proof_field){i, mem_alloc(HASH_PART + n), HASH_PART + n};
		hash_part(e->order[at].name, 't', n);
		memcpy(e->order[at].name + HASH_PART, name, n);
		e->names += HASH_PART + n;
		e->ordered++;
	}
}

const struct entity_sql *entity_sql(struct store *s, const struct entity_def *def) {
	struct entity_sql *e = s->entity_sql;
	struct str insert = {0}, plain = {0};
	char *columns;

	while (e != NULL && e->def != def)
		e = e->next;
	if (e != NULL)
		return e;
	columns = record_columns(def, NULL);
	stored_columns(def, "", &plain);
	/* The room of the proof is taken at once: a row that grows later moves others. */
	str_addf(&insert,
	         "INSERT INTO %s (%s, proof) VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, NULL",
	         def->name, str_text(&plain));
	for (size_t i = 0; i < def->count; i++)
		str_addf(&insert, ", ?%zu", i + 8);
	str_addf(&insert, ", zeroblob(%d))", PROOF_LEN);
	e = mem_zalloc(1, sizeof *e);
	*e = (struct entity_sql){.def = def,
		.next = s->entity_sql,
		.insert = str_take(&insert),
		.load = mem_printf("SELECT %s FROM %s WHERE id = ?", columns, def->name)};
	lay_out_proofs(e, str_text(&plain));
	str_clear(&plain);
	s->entity_sql = e;
	free(columns);
	return e;
}

void entity_sql_free_all(struct store *s) {
	while (s->entity_sql != NULL) {
		struct entity_sql *e = s->entity_sql;

		s->entity_sql = e->next;
		free(e->load);
		free(e->insert);
		free(e->prove);
		free(e->past);
		free(e->adopt);
		free(e->bare);
		free(e->walk);
		for (size_t i = 0; i < e->ordered; i++)
			free(e->order[i].name);
		free(e->order);
		free(e);
	}
}
