/* Settings kept in the database. */
#include "core/mem.h"
#include "store/internal.h"

char *setting_get(struct store *s, const char *key) {
	struct stmt *q;
	struct err ignored;
	bool row = false;
	char *value = NULL;
	if (stmt_get(s, "SELECT value FROM setting WHERE key = ?", &q, &ignored) != RC_OK)
		return NULL;
	stmt_bind_text(q, 1, key);
	if (stmt_step(q, &row, &ignored) == RC_OK && row)
		value = mem_strdup(stmt_text(q, 0));
	stmt_done(q);
	return value;
}

enum rc setting_set(struct store *s, const char *key, const char *value, struct err *err) {
	struct stmt *q;
	enum rc rc = stmt_get(s, "INSERT INTO setting (key, value) VALUES (?, ?) "
	                         "ON CONFLICT (key) DO UPDATE SET value = excluded.value", &q, err);
	if (rc != RC_OK)
		return rc;
	stmt_bind_text(q, 1, key);
	stmt_bind_text(q, 2, value);
	return stmt_run(q, err);
}
