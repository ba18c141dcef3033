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

/* A line of the list. */
struct listed {
	char *path, *hash;
	long long bytes, rows;
	bool taken;
};

struct list {
	struct listed *v;
	size_t n;
};

static void list_clear(struct list *l) {
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].path);
		free(l->v[i].hash);
	}
	free(l->v);
}

static struct listed *listed_as(const struct list *l, const char *path) {
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->v[i].path, path) == 0)
			return &l->v[i];
	return NULL;
}

static enum rc not_there(const char *path, struct err *err) {
	return err_set(err, RC_CORRUPT, "package.missing",
	               N_("The package's list names {name}, which is not there, or twice."), "name",
	               path, NULL);
}

static enum rc not_the_same(const char *path, struct err *err) {
	return err_set(err, RC_CORRUPT, "package.changed",
	               N_("{name} is not what the package's list says: it was "
	                  "changed or damaged on the way."), "name", path, NULL);
}

static bool is_called(const struct json_value *key, const char *name) {
	size_t n = strlen(name);

	return (size_t)(key->end - key->at) == n && memcmp(key->at, name, n) == 0;
}

static enum rc read_line(struct list *l, const struct json_value *r, struct err *err) {
	struct listed one = {.bytes = -1, .rows = -1};
	struct json_value key, at = {NULL, NULL};
	bool inside = false;
	enum rc rc = RC_OK;

	while (*r->at == '{' && json_next(r, &key, &at)) {
		if (is_called(&key, "path") && !one.path)
			one.path = json_text_of(&at);
		else if (is_called(&key, "hash") && !one.hash)
			one.hash = json_text_of(&at);
		else if (is_called(&key, "bytes") && one.bytes < 0)
			one.bytes = json_int_of(&at);
		else if (is_called(&key, "wubao:rows") && one.rows < 0)
			one.rows = json_int_of(&at);
		/* nor by a name that says so in another way */
		inside |= is_called(&key, "data") || memchr(key.at, '\\', (size_t)(key.end - key.at));
	}
	if (!one.path || inside || strstr(one.path, "..") ||
	    strstr(one.path, "//") || one.path[0] == '/')
		rc = err_set(err, RC_INVALID, "package.path",
		             N_("The package's list names something that does not lie in it, and "
		                "is not followed."), NULL);
	else if (listed_as(l, one.path))
		rc = not_there(one.path, err);
	if (rc == RC_OK && l->n < PACKAGE_MEMBERS) {
		VEC_PUSH(l->v, l->n, one);
		return RC_OK;
	}
	free(one.path);
	free(one.hash);
	return rc == RC_OK ? no_list(err) : rc;
}

/* Where the text of this name goes; NULL: it is none. */
static char **text_called(struct package *p, const struct json_value *key) {
	for (size_t i = 0; i < package_text_count; i++)
		if (is_called(key, package_texts[i].key))
			return package_text(p, i);
	return is_called(key, "created") ? &p->created : NULL;
}

/* What the list says, before a byte of a member is taken. */
static enum rc read_list(struct package *p, struct list *l, struct err *err) {
	struct json_value all, list = {NULL, NULL}, key, r = {NULL, NULL};
	enum rc rc = RC_OK;

	if (!json_read(str_text(&p->manifest), p->manifest.n, &all))
		return no_list(err);
	while (json_next(&all, &key, &r)) {
		char **to = text_called(p, &key);

		if (to && !*to)
			*to = json_text_of(&r);
		else if (is_called(&key, "resources") && (*r.at != '[' || list.at))
			return no_list(err); /* twice: other readers take the second */
		else if (is_called(&key, "resources"))
			list = r;
	}
	for (size_t i = 0; i < package_text_count; i++)
		if (package_texts[i].needed && !*package_text(p, i))
			return no_list(err);
	r = (struct json_value){NULL, NULL};
	while (rc == RC_OK && list.at && json_next(&list, &key, &r))
		rc = read_line(l, &r, err);
	return list.at ? rc : no_list(err);
}

static enum rc take_member(struct package *p, struct pack_in *in, const char *name, long long size,
                           struct listed *as, size_t *all, struct err *err) {
	struct package_member *m;
	char hex[2 * HASH_LEN + 1];
	enum rc rc;

	if (!as)
		return err_set(err, RC_CORRUPT, "package.extra",
		               N_("The package holds {name}, which its list does not name."),
		               "name", name, NULL);
	if (as->taken)
		return not_there(name, err);
	if (size != as->bytes)
		return not_the_same(name, err);
	as->taken = true;
	m = package_add(p, name, NULL, (struct str){0});
	m->rows = as->rows;
	rc = take_bytes(in, size, PACKAGE_MAX - *all, &m->bytes, err);
	*all += m->bytes.n;
	if (rc != RC_OK)
		return rc;
	hash_sha256(str_text(&m->bytes), m->bytes.n, hex);
	return as->hash && strncmp(as->hash, "sha256:", 7) == 0 && strcmp(as->hash + 7, hex) == 0
	       ? RC_OK : not_the_same(name, err);
}

static enum rc take_members(struct package *p, struct pack_in *in, const struct list *l,
                            struct err *err) {
	char name[PACK_NAME];
	long long size;
	size_t all = 0, at = 0;
	const struct listed *astray = NULL;
	bool more = true;
	enum rc rc = RC_OK;

	while (rc == RC_OK) {
		struct listed *as;

		rc = pack_next(in, name, &size, &more, err);
		if (rc != RC_OK || !more)
			break;
		as = listed_as(l, name);
		if (as && as != &l->v[at++])
			astray = as;
		rc = take_member(p, in, name, size, as, &all, err);
	}
	for (size_t i = 0; rc == RC_OK && i < l->n; i++)
		if (!l->v[i].taken)
			rc = not_there(l->v[i].path, err);
	/* one package, one file */
	return rc == RC_OK && astray ? not_the_same(astray->path, err) : rc;
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
	struct list list = {NULL, 0};
	enum rc rc;

	*p = (struct package){.kind = NULL};
	TRY(pack_open(&in, path, err));
	if (pack_sealed_to(in))
		TRY(no_list(err));
	TRY(take_first(in, PACKAGE_MANIFEST, PACKAGE_MANIFEST_MAX, &p->manifest, err));
	TRY(take_first(in, PACKAGE_SIGNATURE, SIGN_TEXT_MAX, &p->signature, err));
	hash_sha256(str_text(&p->manifest), p->manifest.n, p->digest);
	TRY(read_list(p, &list, err));
	rc = take_members(p, in, &list, err);
out:
	list_clear(&list);
	pack_close(in);
	return rc;
}

enum rc package_check(const struct package *p, const struct sign_public *key, struct err *err) {
	const char *text = str_text(&p->signature);

	/* nobody signs the first line: so that there is no byte that could be another one */
	if ((strncmp(text, SIGN_FIRST, strlen(SIGN_FIRST)) != 0 &&
	     strncmp(text, SIGN_FIRST_THEIRS, strlen(SIGN_FIRST_THEIRS)) != 0) || strlen(text) != p->signature.n ||
	    strchr(text, '\r'))
		return not_the_same(PACKAGE_SIGNATURE, err);
	return sign_check(text, str_text(&p->manifest), p->manifest.n, key, err);
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
