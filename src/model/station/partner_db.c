/* This station's signing key, and the keys of others. SPDX-License-Identifier: MIT */
#include "model/station/partner.h"

#include "core/file.h"
#include "core/secret.h"
#include "model/station/usecase_db.h"

ENTITY_DEF(partner_def, N_("Key of a station"), partner_key, PARTNER_FIELDS);

/* By the database's name, so that it is one of the files that are kept (rule 12.24). */
static char *key_path(const struct station *st) { return mem_printf("%s.key", st->db_path); }

enum rc signing_key_make(struct station *st, const struct actor *a, struct err *err) {
	struct sign_secret key;
	struct change c = {0};
	char *path = key_path(st), detail[40], id[SIGN_ID_BUF];
	struct str text = {0};
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "key.make", 0, err));
	sign_make(&key);
	sign_id_text(&key.pub, id);
	snprintf(detail, sizeof detail, "key=%s", id);
	c.detail = detail;
	sign_secret_text(&key, &text);
	secret_wipe(&key, sizeof key);
	TRY(file_write_new(path, str_text(&text), text.n, err));
	rc = file_sync_folder(path, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	if (text.s)
		secret_wipe(text.s, text.n);
	str_clear(&text);
	free(path);
	return rc;
}

enum rc signing_key_read(struct station *st, const struct actor *a, struct sign_secret *out,
                         struct err *err) {
	char *path = key_path(st);
	struct str text = {0};
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	if (rc == RC_OK)
		rc = file_read(path, SIGN_TEXT_MAX, &text, err);
	if (rc == RC_NOT_FOUND)
		rc = err_set(err, RC_NOT_FOUND, "key.none",
		             N_("This station has no key to sign with yet: wubao key make."), NULL);
	if (rc == RC_OK)
		rc = sign_secret_parse(str_text(&text), out, err);
	if (text.s)
		secret_wipe(text.s, text.n);
	str_clear(&text);
	free(path);
	return rc;
}

enum rc signing_key_public(struct station *st, const struct actor *a, struct sign_public *out,
                           struct err *err) {
	struct sign_secret key = {0};
	enum rc rc = signing_key_read(st, a, &key, err);

	*out = key.pub;
	secret_wipe(&key, sizeof key);
	return rc;
}

enum rc partner_add(struct station *st, const struct actor *a, const char *name,
                    const struct sign_public *key, struct err *err) {
	struct partner_key p;
	struct change c = {0};
	char id[SIGN_ID_BUF], line[SIGN_LINE];
	bool known;
	enum rc rc;

	entity_init(&partner_def, &p);
	sign_id_text(key, id);
	sign_public_line(key, line);
	p.name = str_trim(mem_strdup(name));
	p.key_id = mem_strdup(id);
	p.line = mem_strdup(line);
	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "key.add", 0, err));
	TRY(entity_check(&partner_def, &p, DATE_NONE, err));
	TRY(query_any(st->store, &known, err,
	              "SELECT 1 FROM partner_key WHERE voided_at IS NULL AND (name = ? OR key_id = "
		      "?)",
	              p.name, id));
	if (known)
		TRY(err_set(err, RC_EXISTS, "key.known",
		            N_("This key is trusted already, or {name} has another one: take that "
		               "out first (wubao key drop)."), "name", p.name, NULL));
	rc = change_insert(&c, &partner_def, &p, err);
out:
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&partner_def, &p);
	return rc;
}

enum rc partner_drop(struct station *st, const struct actor *a, const char *name,
                     const char *reason, struct err *err) {
	struct change c = {0};
	long long id = 0, ver = 0;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "key.drop", 0, err));
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, ver FROM partner_key WHERE voided_at IS NULL AND name = ?", name) {
		id = stmt_int(q, 0);
		ver = stmt_int(q, 1);
	}
	TRY(rc);
	if (!id)
		TRY(err_set(err, RC_NOT_FOUND, "key.unknown",
		            N_("No key of {name} is trusted here: wubao key add."), "name", name, NULL));
	rc = change_void(&c, &partner_def, id, ver, reason, err);
out:
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc partner_list(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
		"SELECT id FROM partner_key WHERE voided_at IS NULL ORDER BY name");
}

enum rc partner_get(struct station *st, const struct actor *a, long long id,
                    struct partner_key *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	entity_init(&partner_def, out);
	return rc != RC_OK ? rc : record_load(st->store, &partner_def, id, out, err);
}

enum rc partner_find(struct station *st, const struct actor *a, const char *by_name,
                     const unsigned char id[SIGN_ID], struct sign_public *out, char **name,
                     bool *found, struct err *err) {
	struct sign_public wanted = {{0}, {0}};
	char key_id[SIGN_ID_BUF] = "", *line = NULL;
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	*found = false;
	if (!by_name) {
		memcpy(wanted.id, id, SIGN_ID);
		sign_id_text(&wanted, key_id);
	}
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT line, name FROM partner_key WHERE voided_at IS NULL AND"
	           " iif(?1 IS NULL, key_id = ?2, name = ?1)", by_name, key_id) {
		line = mem_strdup(stmt_text(q, 0));
		if (name)
			*name = mem_strdup(stmt_text(q, 1));
		break;
	}
	if (rc == RC_OK && line) {
		*found = true;
		rc = sign_public_parse(line, out, err);
	}
	free(line);
	return rc;
}
