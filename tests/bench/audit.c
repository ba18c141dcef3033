/* SPDX-License-Identifier: MIT */
#include "bench/audit.h"

#include <stdio.h>

#include "store/chain.h"
#include "store/change.h"
#include "store/schema.h"

int audit_fill(const char *db, long long rows) {
	const struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count};
	const struct actor who = {.officer = 1, .role = "officer", .session = "0123456789ABCDEFGHJKMNPQRS", .source = "ui",
	                          .key = "SHA256:uNiVztksCsDhcc0u9e8BrrhPPPFPyQ1KkeYH3ZmZfgI"};
	struct store *s;
	struct err err;
	long long last = 0;
	enum rc rc = store_open(&s, db, &opt, &err);

	if (rc == RC_OK)
		rc = store_begin(s, &err);
	for (long long i = 0; rc == RC_OK && i < rows; i++) {
		bool save = i % 2;
		const struct audit_row row = {.now = 1760000000000LL + i * 1000, .actor = &who,
		                              .action = save ? "test.add" : "look", .table = save ? "drug_test" : "resident",
		                              .record = i % 5000 + 1, .result = "ok", .ver_after = save,
		                              .fields = save ? "resident,order_id,occurred,result,sample,tester" : NULL};
		struct audit_row next = row;
		rc = audit_next(s, &next.seq, &err);
		if (rc == RC_OK)
			rc = audit_append(s, &next, &err);
		last = next.seq;
	}
	if (rc == RC_OK)
		rc = store_commit(s, &err);
	if (rc != RC_OK)
		fprintf(stderr, "bench: row %lld: %s\n", last, err.text);
	store_close(s);
	return rc != RC_OK;
}

int audit_walk(const char *db) {
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	unsigned long long sum = 0;
	int code = sqlite3_open_v2(db, &h, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);

	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(h, "SELECT " CHAIN_COLUMNS ", covers, hash FROM audit ORDER BY seq", -1, &q, NULL);
	while (code == SQLITE_OK && (code = sqlite3_step(q)) == SQLITE_ROW) {
		for (int i = 0; i <= CHAIN_COUNT + 1; i++) {
			int type = sqlite3_column_type(q, i);

			if (type == SQLITE_INTEGER) {
				sum += (unsigned long long)sqlite3_column_int64(q, i);
			} else if (type != SQLITE_NULL) {
				const unsigned char *text = sqlite3_column_blob(q, i);
				int n = sqlite3_column_bytes(q, i);
				sum += n > 0 ? text[n - 1] : 0U;
			}
		}
		code = SQLITE_OK;
	}
	printf("%llu\n", sum); /* so that nothing of it can be left out */
	sqlite3_finalize(q);
	sqlite3_close(h);
	return code != SQLITE_DONE;
}
