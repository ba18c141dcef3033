/* Settings kept in the database. SPDX-License-Identifier: MIT */
#include "store/query.h"

char *setting_get(struct store *s, const char *key) {
	char *value;
	struct err ignored;

	(void)query_text(s, &value, &ignored, "SELECT value FROM setting WHERE key = ?", key);
	return value;
}

enum rc setting_set(struct store *s, const char *key, const char *value, struct err *err) {
	return query_run(s, err,
	                 "INSERT INTO setting (key, value) VALUES (?, ?)"
	                 " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
	                 key, value);
}
