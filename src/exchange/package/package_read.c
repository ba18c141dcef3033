/* SPDX-License-Identifier: MIT */
#include "core/pack/json_read.h"
#include "core/pack/pack.h"
#include "core/tr.h"
#include "exchange/package/package_priv.h"

static enum rc no_list(struct err *err) {
	return err_set(err, RC_INVALID, "package.manifest",
	               N_("This is no package of a station, or one whose list cannot be read: ask "
	                  "for it again."), NULL);
}

static enum rc take_bytes(struct pack_in *in, long long size, size_t max, struct str *out,
                          struct err *err) {
	char buf[4096];
	enum rc rc = RC_OK;

	if (size > (long long)max || out->n + (size_t)size > max)
		return err_set(err, RC_INVALID, "package.large",
		               N_("A member of the package is too large."), NULL);
	while (rc == RC_OK && size > 0) {
		size_t n = size < (long long)sizeof buf ? (size_t)size : sizeof buf;

		rc = pack_take(in, buf, n, err);
		if (rc == RC_OK)
			str_addn(out, buf, n);
		size -= (long long)n;
	}
	return rc;
}

/* The list and its signature come first. */
static enum rc take_first(struct pack_in *in, const char *want, size_t max, struct str *out,
                          struct err *err) {
	char name[PACK_NAME];
	long long size;
	bool more;
	enum rc rc = pack_next(in, name, &size, &more, err);

	if (rc == RC_OK && (!more || strcmp(name, want) != 0))
		rc = strcmp(want, PACKAGE_SIGNATURE) != 0 ? no_list(err)
		     : err_set(err, RC_INVALID, "package.unsigned",
		               N_("The package has no signature: whose it is cannot be known, and "
		                  "nothing of it is taken."), NULL);
	return rc == RC_OK ? take_bytes(in, size, max, out, err) : rc;
}

static enum rc take_members(struct package *p, struct pack_in *in, struct err *err) {
	char name[PACK_NAME];
	long long size;
	size_t all = 0;
	bool more = true;
	enum rc rc = RC_OK;

	while (rc == RC_OK) {
		struct package_member *m;

		rc = pack_next(in, name, &size, &more, err);
		if (rc != RC_OK || !more)
			break;
		if (p->n == PACKAGE_MEMBERS)
			return no_list(err);
		m = package_add(p, name, NULL, (struct str){0});
		rc = take_bytes(in, size, PACKAGE_MAX - all, &m->bytes, err);
		all += m->bytes.n;
	}
	return rc;
}

static struct package_member *member_of(const struct package *p, const char *path) {
	for (size_t i = 0; path && i < p->n; i++)
		if (strcmp(p->v[i].path, path) == 0)
			return &p->v[i];
	return NULL;
}

/* One line of the list: its member is there, once, with these bytes. */
static enum rc check_member(struct package *p, const struct json_value *r, bool *seen,
                            struct err *err) {
	char *path = json_member_text(r, "path"), *hash = json_member_text(r, "hash");
	struct package_member *m = member_of(p, path);
	struct json_value inside;
	char hex[2 * HASH_LEN + 1];
	enum rc rc = RC_OK;

	if (!path || json_member(r, "data", &inside) || strstr(path, "..") || strstr(path, "//") ||
	    path[0] == '/') {
		rc = err_set(err, RC_INVALID, "package.path",
		             N_("The package's list names something that does not lie in it, and "
		                "is not followed."), NULL);
	} else if (!m || seen[m - p->v]) {
		rc = err_set(err, RC_CORRUPT, "package.missing",
		             N_("The package's list names {name}, which is not there, or twice."), "name",
		             path, NULL);
	} else {
		seen[m - p->v] = true;
		hash_sha256(str_text(&m->bytes), m->bytes.n, hex);
		if (json_member_int(r, "bytes") != (long long)m->bytes.n || !hash ||
		    strncmp(hash, "sha256:", 7) != 0 || strcmp(hash + 7, hex) != 0)
			rc = err_set(err, RC_CORRUPT, "package.changed",
			             N_("{name} is not what the package's list says: it was "
			                "changed or damaged on the way."), "name", path, NULL);
		m->rows = json_member_int(r, "wubao:rows");
	}
	free(path);
	free(hash);
	return rc;
}

static enum rc check_list(struct package *p, struct err *err) {
	struct json_value all, list, r;
	bool *seen = mem_zalloc(p->n + 1, sizeof *seen);
	enum rc rc = RC_OK;

	if (!json_read(str_text(&p->manifest), p->manifest.n, &all) ||
	    !json_member(&all, "resources", &list))
		rc = no_list(err);
	for (size_t i = 0; rc == RC_OK && i < package_text_count; i++) {
		*package_text(p, i) = json_member_text(&all, package_texts[i].key);
		if (package_texts[i].needed && !*package_text(p, i))
			rc = no_list(err);
	}
	if (rc == RC_OK)
		p->created = json_member_text(&all, "created");
	for (size_t i = 0; rc == RC_OK && json_item(&list, i, &r); i++)
		rc = check_member(p, &r, seen, err);
	for (size_t i = 0; rc == RC_OK && i < p->n; i++)
		if (!seen[i])
			rc = err_set(err, RC_CORRUPT, "package.extra",
			             N_("The package holds {name}, which its list does not name."), "name",
			             p->v[i].path, NULL);
	free(seen);
	return rc;
}

bool package_is(const char *path) {
	struct pack_in *in = NULL;
	struct str list = {0};
	bool yes = pack_open(&in, path, NULL) == RC_OK && !pack_sealed_to(in) &&
	           take_first(in, PACKAGE_MANIFEST, PACKAGE_MANIFEST_MAX, &list, NULL) == RC_OK;

	pack_close(in);
	str_clear(&list);
	return yes;
}

enum rc package_read(struct package *p, const char *path, struct err *err) {
	struct pack_in *in = NULL;
	enum rc rc;

	*p = (struct package){.kind = NULL};
	TRY(pack_open(&in, path, err));
	if (pack_sealed_to(in))
		TRY(no_list(err));
	TRY(take_first(in, PACKAGE_MANIFEST, PACKAGE_MANIFEST_MAX, &p->manifest, err));
	TRY(take_first(in, PACKAGE_SIGNATURE, SIGN_TEXT_MAX, &p->signature, err));
	hash_sha256(str_text(&p->manifest), p->manifest.n, p->digest);
	TRY(take_members(p, in, err));
	rc = check_list(p, err);
out:
	pack_close(in);
	return rc;
}

enum rc package_check(const struct package *p, const struct sign_public *key, struct err *err) {
	return sign_check(str_text(&p->signature), str_text(&p->manifest), p->manifest.n, key, err);
}

enum rc package_signer(const struct package *p, struct sign_public *out, struct err *err) {
	unsigned char id[SIGN_ID];
	char *comment;
	enum rc rc = sign_look(str_text(&p->signature), id, &comment, err);

	free(comment);
	if (rc == RC_OK)
		rc = sign_public_parse(p->key, out, err);
	return rc == RC_OK ? package_check(p, out, err) : rc;
}
