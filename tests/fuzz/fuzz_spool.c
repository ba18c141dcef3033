/* The audit's spool, as whole bytes and as rows behind a head that is right: read to its end or refused, never believed.
 * SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "store/change.h"
#include "store/schema.h"
#include "store/store.h"

static char dir[] = "/tmp/wubao-fuzz-spool-XXXXXX", db[64], spool[64], broken[80], head[300];
static struct store *s;

static void check(int ok) {
	if (!ok)
		abort();
}

static void end(void) {
	store_close(s);
	unlink(spool);
	store_remove_new(db);
	rmdir(dir);
}

static void begin(void) {
	struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count, .create = true};
	struct err err = {.text = ""};
	long long seq = 0;
	char hash[65] = "";

	check(mkdtemp(dir) != NULL);
	snprintf(db, sizeof db, "%s/a.db", dir);
	snprintf(spool, sizeof spool, "%s/audit.spool", dir);
	check(store_open(&s, db, &opt, &err) == RC_OK);
	(void)audit_head(s, &seq, hash, &err);
	snprintf(head, sizeof head, "wubao audit spool 2\na.db\n\n%lld:%s\n%010d:%064d\n", seq, hash, 0, 0);
	snprintf(broken, sizeof broken, "%s.broken", spool);
	atexit(end);
}

static void each(void *ctx, const struct spool_row *row) { ++*(int *)ctx; }

static void read_back(const char *before, const uint8_t *data, size_t n) {
	struct err err = {.text = ""};
	FILE *f = fopen(spool, "wb");
	int rows = 0;
	enum rc rc;

	check(f != NULL && fputs(before, f) >= 0 && fwrite(data, 1, n, f) == n && fclose(f) == 0);
	rc = audit_spool_each(s, each, &rows, &err);
	check(rc == RC_OK || (strlen(err.id) > 0 && err.rc == rc));
	unlink(broken);
	check(rows == 0); /* nothing here has the hash that a row needs */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
	if (!s)
		begin();
	read_back("", data, n);
	read_back(head, data, n);
	return 0;
}
