/* Two copies of one station brought together (rules 16.20 to 16.29). All is done in one
 * transaction, also when it is only to be shown: then it is rolled back.
 * SPDX-License-Identifier: MIT */
#include "model/entry/bring_db.h"

#include <errno.h>
#include <sys/stat.h>

#include "core/file.h"
#include "core/hash.h"
#include "model/access/disclosure.h"
#include "model/event/event.h"
#include "model/station/approval.h"
#include "model/station/backup_priv_db.h"
#include "store/schema.h"

enum { FILE_MAX = 1 << 30 };

/* ---- the other copy ---- */

static enum rc no_copy(const char *file, struct err *err) {
	return err_set(err, RC_DENIED, "bring.other",
	               N_("{file} is another station's database: what is to come from there comes"
	                  " as its hand-over file."), "file", file, NULL);
}

/* A copy of the file, so that it is only read, and brought up to this program's tables. */
static enum rc open_there(struct bringing *b, const char *folder, const char *file,
                          char hex[2 * HASH_LEN + 1], struct err *err) {
	const struct store_options opt = {.migrations = schema_migrations,
	                                  .migration_count = schema_migration_count,
	                                  .allow_filesystem = true};
	char *path = mem_printf("%scopy.db", folder), *journal = mem_printf("%s-journal", file);
	unsigned char sum[HASH_LEN];
	struct str bytes = {0};
	struct stat left;
	long long rows;
	enum rc rc;

	TRY(file_not_kept(file, err));
	if (stat(journal, &left) == 0 && left.st_size > 0)
		TRY(err_set(err, RC_BUSY, "bring.open",
		            N_("Somebody writes in {file} just now, or its last writing was cut"
		               " off: open it once with wubao and close it."), "file", file, NULL));
	TRY(file_read_plain(file, FILE_MAX, &bytes, err));
	hash_once(bytes.s, bytes.n, sum);
	hash_hex(sum, sizeof sum, hex);
	if (mkdir(folder, 0700) != 0)
		TRY(file_error(err, folder, errno));
	TRY(file_write_new(path, bytes.s, bytes.n, err));
	rc = store_open(&b->there, path, &opt, err);
	if (rc == RC_OK)
		rc = store_check(b->there, err);
	if (rc == RC_CORRUPT) /* not this station, as the store's own sentence would have it */
		(void)err_set(err, rc, "bring.damaged",
		              N_("{file} is damaged or no database: take another copy of it. Nothing was done here."),
		              "file", file, NULL);
	TRY(rc);
	TRY(audit_verify(b->there, &rows, err));
	TRY(audit_common(b->here, b->there, &b->plan->since, err));
	b->plan->head = rows;
	if (b->plan->since == 0)
		rc = no_copy(file, err);
out:
	str_clear(&bytes);
	free(journal);
	free(path);
	return rc;
}

/* ---- all of it ---- */

static enum rc open_log(struct bringing *b, const char *file, const char *hash, struct err *err) {
	const char *slash = strrchr(file, '/');

	b->log.file_name = mem_strdup(slash ? slash + 1 : file);
	b->log.file_hash = mem_strdup(hash);
	b->log.registry = mem_strdup("bring");
	return change_insert(b->c, &import_def, &b->log, err);
}

/* Requests point to records of any table: they come when all are here. */
static enum rc bring_all(struct bringing *b, struct err *err) {
	const struct entity_def *def;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && (def = entity_at(i)) != NULL; i++)
		if (def != &approval_def)
			rc = bring_table(b, def, err);
	if (rc == RC_OK)
		rc = bring_table(b, &approval_def, err);
	if (rc == RC_OK)
		rc = bring_late(b, err);
	if (rc == RC_OK)
		rc = bring_orders(b, err);
	if (rc == RC_OK)
		rc = import_follow(b->c, &b->people, &b->orders, err);
	return rc;
}

static enum rc close_log(struct bringing *b, struct err *err) {
	const struct bring_plan *p = b->plan;

	b->log.taken_new = p->counts[BRING_NEW];
	b->log.taken_changed = p->counts[BRING_CHANGED] + p->counts[BRING_VOID];
	b->log.same = p->same;
	b->log.refused = p->counts[BRING_LEFT];
	return change_update(b->c, &import_def, &b->log, err);
}

/* Of whom the plan shows something, by what is here already. */
static enum rc seen(struct bringing *b, struct ids *people, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < b->plan->n; i++) {
		long long id;

		if (!*b->plan->v[i].file_no)
			continue;
		rc = query_int(b->here, &id, err, "SELECT id FROM resident_meant WHERE file_no = ?",
		               b->plan->v[i].file_no);
		if (rc == RC_OK && id)
			ids_add(people, id);
	}
	ids_sort(people);
	return rc;
}

static enum rc work(struct bringing *b, const char *file, const char *hash, bool write,
                    struct err *err) {
	struct disclosure d = {.kind = OUT_CONTENTS, .action = "bring.look", .fields = "file_no"};
	struct ids people = {0};
	char *detail = NULL, head[65];
	long long entries = 0;
	bool wrote;
	enum rc rc = usecase_begin(b->c, b->st, b->actor, ACT_IMPORT_HELD, "bring", 0, err);

	if (rc == RC_OK)
		rc = open_log(b, file, hash, err);
	if (rc == RC_OK)
		rc = bring_all(b, err);
	wrote = b->c->written_count > 1;
	if (rc == RC_OK && write)
		rc = bring_books(b, &entries, err);
	if (rc == RC_OK && write && (wrote || entries)) {
		rc = audit_hash_at(b->there, b->plan->head, head, err);
		if (rc == RC_OK)
			rc = close_log(b, err);
		detail = mem_printf("file=%s since=%lld head=%lld:%s new=%lld changed=%lld entries=%lld",
		                    hash, b->plan->since, b->plan->head, head, b->log.taken_new,
		                    b->log.taken_changed, entries);
		b->c->detail = detail;
		b->c->table = import_def.name;
		b->c->record = b->plan->number = b->log.rec.id;
		b->c->reason = NULL;
		str_reset(&b->c->fields);
		rc = change_close(b->c, rc, NULL, NULL, err);
	} else {
		change_end(b->c);
		d.people = &people;
		if (rc == RC_OK)
			rc = seen(b, &people, err);
		if (rc == RC_OK)
			rc = disclosure_put(b->st, b->actor, &d, NULL, err);
	}
	free(detail);
	ids_clear(&people);
	return rc;
}

enum rc bring_copy(struct station *st, const struct actor *a, const char *file, const char *take,
                   bool write, struct bring_plan *out, struct err *err) {
	char *beside = backup_beside(st->db_path), *folder = mem_printf("%sbring-new/", beside);
	char hex[2 * HASH_LEN + 1];
	struct change c = {.open = false};
	struct bringing b = {.st = st, .actor = a, .here = st->store, .c = &c, .take = take, .plan = out};
	enum rc rc;

	*out = (struct bring_plan){.n = 0};
	entity_init(&import_def, &b.log);
	TRY(usecase_query(st, a, ACT_IMPORT_HELD, 0, err));
	backup_remove_folder(folder); /* of an earlier one that was killed */
	TRY(open_there(&b, folder, file, hex, err));
	rc = work(&b, file, hex, write, err);
	if (rc == RC_OK && out->number)
		bring_files(&b, file);
out:
	store_close(b.there);
	backup_remove_folder(folder);
	entity_clear(&import_def, &b.log);
	free(b.named);
	free(b.later);
	ids_clear(&b.people);
	ids_clear(&b.orders);
	free(folder);
	free(beside);
	return rc;
}
