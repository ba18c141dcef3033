/* Records and entries of another copy of the same station. SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "store/change.h"
#include "store/query.h"
#include "store/record.h"

static char *insert_sql(const struct entity_def *def) {
	struct str sql = {0};

	str_addf(&sql, "INSERT INTO \"%s\" (", def->name);
	for (int i = 1; i < BASE_COLUMNS; i++) /* the id is this file's own */
		str_addf(&sql, "%s%s", i > 1 ? ", " : "", record_base_columns[i]);
	for (size_t i = 0; i < def->count; i++)
		str_addf(&sql, ", \"%s\"", def->fields[i].name);
	str_add(&sql, ") VALUES (?");
	for (size_t i = 2; i < BASE_COLUMNS + def->count; i++)
		str_add(&sql, ",?");
	str_addc(&sql, ')');
	return str_take(&sql);
}

enum rc change_bring(struct change *c, const struct entity_def *def, void *rec, struct err *err) {
	struct record *r = rec;
	struct stmt *q = NULL;
	char *sql = insert_sql(def);
	enum rc rc = stmt_get(c->store, sql, &q, err);

	free(sql);
	if (rc != RC_OK)
		return rc;
	r->seq = c->seq;
	record_bind_base(q, r);
	stmt_bind_ref(q, 8, r->voided_at);
	stmt_bind_ref(q, 9, r->voided_by);
	stmt_bind_text(q, 10, r->void_reason);
	for (size_t i = 0; i < def->count; i++)
		record_bind_field(q, (int)i + BASE_COLUMNS, &def->fields[i], rec);
	rc = stmt_run(q, err);
	if (rc != RC_OK)
		return rc;
	r->id = store_last_id(c->store);
	c->wrote = true;
	change_wrote(c, def, r->id);
	change_touch(c, def, r->id);
	return RC_OK;
}

/* Each hash is over all before it, so that what is the same at one entry is the same below it. */
enum rc audit_common(struct store *here, struct store *there, long long *seq, struct err *err) {
	char a[65], b[65];
	long long low = 0, high = 0, other = 0;
	enum rc rc;

	*seq = 0;
	rc = audit_head(here, &high, a, err);
	if (rc == RC_OK)
		rc = audit_head(there, &other, b, err);
	high = high < other ? high : other;
	while (rc == RC_OK && low < high) {
		long long middle = low + (high - low + 1) / 2;

		rc = audit_hash_at(here, middle, a, err);
		if (rc == RC_OK)
			rc = audit_hash_at(there, middle, b, err);
		if (strcmp(a, b) == 0)
			low = middle;
		else
			high = middle - 1;
	}
	*seq = low;
	return rc;
}
