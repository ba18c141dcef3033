/* SPDX-License-Identifier: MIT
 * What holds the audit from outside its chain (rule 11.10): whoever rebuilds or cuts the chain has
 * to make all of it fit too. What stands in the database is looked at each time, what left it when
 * it is shown here again.
 */
#include "model/access/audit.h"

#include <ctype.h>

#include "core/hash.h"
#include "model/access/access_db.h"
#include "model/station/backup_priv_db.h"
#include "model/station/usecase_db.h"

enum rc audit_anchor(struct station *st, char out[AUDIT_ANCHOR_BUF], struct err *err) {
	char hex[2 * HASH_LEN + 1] = "";
	long long seq = 0;
	enum rc rc = audit_head(st->store, &seq, hex, err);

	snprintf(out, AUDIT_ANCHOR_BUF, "%lld:%s", seq, hex);
	return rc;
}

/* SEQ:HASH at p, with no digit before it; the length of it, 0 when it is none. */
static size_t anchor_at(const char *text, const char *p, long long *seq,
                        char hex[2 * HASH_LEN + 1]) {
	size_t digits = strspn(p, "0123456789"), n;

	if (digits == 0 || digits > 18 || p[digits] != ':' ||
	    (p > text && isalnum((unsigned char)p[-1])))
		return 0;
	n = strspn(p + digits + 1, "0123456789abcdef");
	if (n != 2 * HASH_LEN)
		return 0;
	*seq = strtoll(p, NULL, 10);
	memcpy(hex, p + digits + 1, n);
	hex[n] = '\0';
	return digits + 1 + n;
}

/* want may be the beginning of a hash: what somebody types from paper. */
static enum rc check_anchor(struct station *st, long long seq, const char *want, struct err *err) {
	char have[2 * HASH_LEN + 1] = "", number[24];
	enum rc rc = audit_hash_at(st->store, seq, have, err);

	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	if (rc == RC_OK && strncmp(have, want, strlen(want)) == 0)
		return RC_OK;
	snprintf(number, sizeof number, "%lld", seq);
	return err_set(err, RC_CORRUPT, "audit.anchor",
		N_("The audit is not the one this return was made from: entry {seq} differs or "
		   "is gone. Keep both and tell the county."),
		"seq", number, NULL);
}

static enum rc check_all_in(struct station *st, const char *text, long long *good, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	enum rc rc = RC_OK;
	long long seq;

	for (const char *p = text; rc == RC_OK && *p;) {
		size_t n = anchor_at(text, p, &seq, hex);

		if (n)
			rc = check_anchor(st, seq, hex, err);
		*good += n && rc == RC_OK;
		p += n ? n : 1;
	}
	return rc;
}

enum rc audit_check_anchors(struct station *st, const struct actor *a, const char *text,
                            long long *good, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	*good = 0;
	if (rc == RC_OK)
		rc = check_all_in(st, text, good, err);
	if (rc == RC_OK && *good == 0)
		rc = err_set(err, RC_NOT_FOUND, "audit.no-anchor",
		             N_("There is no anchor of an audit in this file"), NULL);
	return rc;
}

enum { TYPED_LEAST = 8 };

enum rc audit_check_typed(struct station *st, const struct actor *a, const char *head,
                          struct err *err) {
	size_t digits = strspn(head, "0123456789"),
	       n = head[digits] == ':' ? strspn(head + digits + 1, "0123456789abcdef") : 0;
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	if (rc == RC_OK && (digits == 0 || digits > 18 || n < TYPED_LEAST || n > 2 * HASH_LEN ||
	                    head[digits + 1 + n]))
		return err_set(err, RC_INVALID, "audit.typed",
			N_("A printed head is typed as NUMBER:HASH, of the hash the first 8 "
			   "digits or more"),
			NULL);
	return rc == RC_OK ? check_anchor(st, strtoll(head, NULL, 10), head + digits + 1, err) : rc;
}

/* What the months sent say of the audit they were made from; such as came in with a whole station
 * were made from that one's. */
static enum rc check_sent(struct station *st, long long *good, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	struct str all = {0};
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, "SELECT anchor FROM sent WHERE anchor <> '' AND seq NOT"
	           " IN (SELECT seq FROM audit WHERE action = 'import') ORDER BY id")
		str_addf(&all, "%s\n", stmt_text(q, 0));
	for (const char *p = str_text(&all); rc == RC_OK && *p; p = strchr(p, '\n') + 1) {
		long long seq = strtoll(p, NULL, 10);
		size_t n = anchor_at(p, p, &seq, hex);

		rc = check_anchor(st, seq, n > 0 && p[n] == '\n' ? hex : "none", err);
		++*good;
	}
	str_clear(&all);
	return rc;
}

/* Made between what was restored and the restoring (or before a salvage): of another way, which is
 * on record. */
static enum rc was_left(struct station *st, const struct backup_says *b, bool *left, struct err *err) {
	return query_any(st->store, left, err,
		"SELECT 1 FROM audit WHERE action IN ('restore', 'salvage') AND time >= ?1"
		" AND iif(action = 'restore', CAST(substr(detail, instr(detail, 'head=') + 5) "
		"AS INTEGER), 0) < ?2",
		b->made_at, b->seq);
}

static enum rc check_backup(struct station *st, const struct backup_file *f, const char *origin,
                            long long *good, struct err *err) {
	struct backup_says b;
	char number[24];
	bool left = false;
	enum rc rc = backup_read_says(f->path, &b, NULL);

	/* a broken one is the rehearsal's; on a stick may lie another station's */
	if (rc != RC_OK || b.sealed || (f->plain && strcmp(b.origin, origin) != 0))
		return RC_OK;
	if (check_anchor(st, b.seq, b.head, NULL) == RC_OK) {
		++*good;
		return RC_OK;
	}
	rc = was_left(st, &b, &left, err);
	if (rc != RC_OK || left)
		return rc;
	snprintf(number, sizeof number, "%lld", b.seq);
	return err_set(err, RC_CORRUPT, "audit.backup",
		N_("The audit is not the one {file} was made from: entry {seq} differs or is "
		   "gone. Keep both and tell the county."),
		"file", f->path, "seq", number, NULL);
}

/* What the backups say of it that lie here and at the second place, and what their entries say. */
static enum rc check_backups(struct station *st, long long *good, struct err *err) {
	struct backup_file *v = NULL;
	struct str said = {0};
	char origin[2 * HASH_LEN + 1] = "";
	long long first = 0, ignored = 0;
	size_t n = 0;
	enum rc rc;

	TRY(query_int(st->store, &first, err, "SELECT coalesce(min(seq), 0) FROM audit"));
	(void)audit_hash_at(st->store, first, origin, NULL);
	backup_everywhere(st, &v, &n);
	for (size_t i = 0; i < n; i++)
		TRY(check_backup(st, &v[i], origin, good, err));
	QUERY_EACH (q, rc, st->store, err, "SELECT detail FROM audit WHERE action = 'backup'")
		str_addf(&said, "%s\n", stmt_text(q, 0));
	if (rc == RC_OK)
		rc = check_all_in(st, str_text(&said), &ignored, err);
out:
	str_clear(&said);
	backup_files_clear(v, n);
	return rc;
}

static enum rc does_not_hold(const char *table, long long seq, const char *text, struct err *err) {
	char number[24];

	snprintf(number, sizeof number, "%lld", seq);
	return err_set(err, RC_CORRUPT, "audit.not-all", text, "table", audit_table_label(table),
	               "seq", number, NULL);
}

/* Every record was written by an entry that is there, and every entry that added one has it still:
 * nothing is ever deleted. */
static enum rc check_table(struct station *st, const struct entity_def *def, long long *good,
                           struct err *err) {
	char *written = mem_printf(
		"SELECT seq FROM \"%s\" WHERE seq > 0 AND seq NOT IN (SELECT seq FROM audit) "
		"LIMIT 1",
		def->name);
	char *added = mem_printf(
		"SELECT seq FROM audit WHERE table_name = '%s' AND ver_after = 1 AND result = 'ok'"
		" AND record NOT IN (SELECT id FROM \"%s\") LIMIT 1", def->name, def->name);
	char *count = mem_printf("SELECT count(*) FROM \"%s\"", def->name);
	long long seq = 0, n = 0;
	enum rc rc = query_int(st->store, &seq, err, written);

	if (rc == RC_OK && seq)
		rc = does_not_hold(def->name, seq,
			N_("The audit is not whole: a record ({table}) was written by entry "
			   "{seq}, which is gone. Keep the file and tell the county."),
			err);
	if (rc == RC_OK)
		rc = query_int(st->store, &seq, err, added);
	if (rc == RC_OK && seq)
		rc = does_not_hold(def->name, seq,
			N_("A record ({table}) was taken away from outside: entry {seq} added "
			   "it. Keep the file and tell the county."),
			err);
	if (rc == RC_OK)
		rc = query_int(st->store, &n, err, count);
	*good += n;
	free(written);
	free(added);
	free(count);
	return rc;
}

enum rc audit_check_all(struct station *st, const struct actor *a, struct audit_holds *out,
                        struct err *err) {
	const struct entity_def *def;
	bool any;
	enum rc rc = usecase_query(st, a, ACT_AUDIT, 0, err);

	*out = (struct audit_holds){0};
	if (rc == RC_OK)
		rc = check_sent(st, &out->sent, err);
	if (rc == RC_OK)
		rc = check_backups(st, &out->backups, err);
	for (size_t i = 0; rc == RC_OK && (def = entity_at(i)) != NULL; i++)
		rc = check_table(st, def, &out->records, err);
	/* the station's own making is its first entry */
	if (rc == RC_OK)
		rc = query_any(st->store, &any, err, "SELECT 1 FROM audit WHERE seq = 1");
	if (rc == RC_OK && !any)
		rc = does_not_hold("audit", 1,
			N_("The audit is not whole: entry {seq} is gone. Keep the file and "
			   "tell the county."),
			err);
	return rc;
}
