/* Attached files: bytes beside the database, a row each in it. SPDX-License-Identifier: MIT */
#include "model/station/attachment.h"

#include <unistd.h>

#include "core/file.h"
#include "core/hash.h"
#include "model/access/bound.h"
#include "model/access/disclosure.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"

enum { MEGABYTE = 1 << 20 };

static char *path_of(struct station *st, const char *hash) {
	char name[sizeof "files/" + 2 * HASH_LEN];

	snprintf(name, sizeof name, "files/%.*s", 2 * HASH_LEN, hash);
	return file_beside(station_db_path(st), name);
}

static void hash_of(const void *data, size_t n, char hex[2 * HASH_LEN + 1]) {
	unsigned char bytes[HASH_LEN];

	hash_once(data, n, bytes);
	hash_hex(bytes, HASH_LEN, hex);
}

static enum rc check_size(size_t n, struct err *err) {
	char most[24];

	if (n == 0)
		return err_set(err, RC_INVALID, "attachment.empty",
		               N_("Nothing came in: send the file on standard input."), NULL);
	if (n <= ATTACHMENT_MAX)
		return RC_OK;
	snprintf(most, sizeof most, "%d", ATTACHMENT_MAX >> 20);
	return err_set(err, RC_INVALID, "attachment.large",
	               N_("The file is larger than {most} MB: scan it coarser, or in parts."),
	               "most", most, NULL);
}

/* The file is on disk before the row that names it is: a row never points to nothing. */
static enum rc keep(struct station *st, const struct attachment *f, const void *data, size_t n,
                    struct err *err) {
	char *path = path_of(st, f->hash);
	enum rc rc = file_make_parents(path, err);

	if (rc == RC_OK)
		rc = file_replace(path, data, n, err);
	free(path);
	return rc;
}

enum rc attachment_add(struct station *st, const struct actor *a, const void *data, size_t n,
                       long long *number, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	struct attachment f;
	struct change c = {0};
	enum rc rc = check_size(n, err);

	entity_init(&attachment_def, &f);
	hash_of(data, n, hex);
	f.hash = mem_strdup(hex);
	f.bytes = (long long)n;
	if (rc == RC_OK)
		rc = usecase_query(st, a, ACT_SAVE, 0, err);
	if (rc == RC_OK)
		rc = usecase_writes(st, err);
	if (rc == RC_OK)
		rc = bound_take(st, a, BOUND_ATTACHED, (long long)(n + MEGABYTE - 1) / MEGABYTE, err);
	if (rc == RC_OK)
		rc = usecase_begin(&c, st, a, ACT_SAVE, "attach", 0, err);
	if (rc == RC_OK)
		rc = keep(st, &f, data, n, err);
	if (rc == RC_OK)
		rc = change_insert(&c, &attachment_def, &f, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	*number = rc == RC_OK ? f.rec.seq : 0;
	entity_clear(&attachment_def, &f);
	return rc;
}

static enum rc none(struct err *err) {
	return err_set(err, RC_NOT_FOUND, "attachment.none",
	               N_("No attached file has this number."), NULL);
}

/* Every dossier that names the file must be one the actor may open: naming it in a second one opens
 * nothing. */
static enum rc may_read(struct station *st, const struct actor *a, const struct attachment *f,
                        struct ids *residents, struct err *err) {
	/* a paper shows names: not for whom they are masked */
	enum rc rc = usecase_query(st, a, ACT_PRINT, 0, err);

	if (rc == RC_OK)
		rc = query_ids(st->store, residents, err,
		               "SELECT DISTINCT resident FROM document WHERE file = ?", f->rec.id);
	if (rc == RC_OK && residents->n == 0 && f->rec.recorded_by != a->officer)
		rc = none(err);
	for (size_t i = 0; i < residents->n && rc == RC_OK; i++)
		rc = usecase_query(st, a, ACT_LOOK, residents->v[i], err);
	return rc == RC_NOT_FOUND ? none(err) : rc;
}

static enum rc load(struct station *st, long long number, struct attachment *f, struct err *err) {
	long long id;
	enum rc rc = query_int(st->store, &id, err,
		"SELECT id FROM attachment WHERE seq = ? AND voided_at IS NULL", number);

	entity_init(&attachment_def, f);
	if (rc == RC_OK)
		rc = id ? record_load(st->store, &attachment_def, id, f, err) : none(err);
	return rc;
}

enum rc attachment_read(struct station *st, const struct actor *a, long long number,
                        struct str *out, struct err *err) {
	char hex[2 * HASH_LEN + 1], *path = NULL, *detail = mem_printf("attachment=%lld", number);
	struct str bytes = {0};
	struct attachment f;
	struct ids residents = {0};
	enum rc rc;

	TRY(load(st, number, &f, err));
	TRY(may_read(st, a, &f, &residents, err));
	TRY(disclosure_put(st, a, &(struct disclosure){.kind = OUT_FETCH, .action = "fetch",
	                   .table = attachment_def.name, .record = f.rec.id, .people = &residents,
	                   .detail = detail}, NULL, err));
	path = path_of(st, f.hash);
	rc = file_read(path, ATTACHMENT_MAX, &bytes, err);
out:
	hash_of(str_text(&bytes), bytes.n, hex);
	if (rc == RC_OK && strcmp(hex, f.hash) != 0)
		rc = err_set(err, RC_CORRUPT, "attachment.changed",
			N_("The attached file is not what was brought in: take it from a backup."),
			NULL);
	if (rc == RC_OK)
		str_addn(out, str_text(&bytes), bytes.n);
	str_clear(&bytes);
	ids_clear(&residents);
	entity_clear(&attachment_def, &f);
	free(detail);
	free(path);
	return rc;
}

enum rc attachment_list(struct station *st, const struct actor *a, struct attached_file **out,
                        size_t *n, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_PRINT, 0, err);

	*out = NULL;
	*n = 0;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT DISTINCT a.seq, a.bytes, a.recorded_at, coalesce(v.id, 0),"
	           " coalesce(o.name, ''), coalesce(v.file_no, ''), coalesce(v.name, '') FROM"
	           " attachment a LEFT JOIN officer o ON o.id = a.recorded_by LEFT JOIN document d"
	           " ON d.file = a.id AND d.voided_at IS NULL LEFT JOIN resident_visible v ON v.id"
	           " = d.resident WHERE a.voided_at IS NULL AND iif(EXISTS (SELECT 1 FROM document"
	           " x WHERE x.file = a.id), v.id IS NOT NULL, a.recorded_by = ?1) ORDER BY a.seq"
	           " DESC, v.id", a->officer)
		VEC_PUSH(*out, *n, (struct attached_file){
			.number = stmt_int(q, 0), .bytes = stmt_int(q, 1), .recorded_at = stmt_int(q, 2),
			.resident = stmt_int(q, 3), .officer = mem_strdup(stmt_text(q, 4)),
			.file_no = mem_strdup(stmt_text(q, 5)), .name = mem_strdup(stmt_text(q, 6))});
	return rc;
}

void attachment_list_clear(struct attached_file *v, size_t n) {
	for (size_t i = 0; i < n; i++) {
		free(v[i].officer);
		free(v[i].file_no);
		free(v[i].name);
	}
	free(v);
}

enum rc attachment_erase(struct station *st, struct change *c, long long resident,
                         struct err *err) {
	struct ids ids = {0};
	enum rc rc = query_ids(st->store, &ids, err,
		"SELECT id FROM attachment WHERE voided_at IS NULL AND id IN (SELECT file FROM "
		"document"
		" WHERE resident = ?1) AND id NOT IN (SELECT file FROM document WHERE resident "
		"<> ?1 AND file IS NOT NULL)",
		resident);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++)
		/* never changed, so of its first version */
		rc = change_void(c, &attachment_def, ids.v[i], 1, "erase", err);
	ids_clear(&ids);
	return rc;
}

void attachment_sweep(struct station *st) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, NULL,
	           "SELECT hash FROM attachment v WHERE voided_at IS NOT NULL AND NOT EXISTS"
	           " (SELECT 1 FROM attachment a WHERE a.hash = v.hash AND a.voided_at IS NULL)") {
		char *path = path_of(st, stmt_text(q, 0));

		unlink(path); /* gone already after an earlier erasure */
		free(path);
	}
}
