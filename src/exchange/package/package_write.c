/* SPDX-License-Identifier: MIT */
#include "exchange/package/package.h"

#include "core/pack/pack.h"
#include "exchange/package/package_priv.h"

void package_clear(struct package *p) {
	for (size_t i = 0; i < package_text_count; i++)
		free(*package_text(p, i));
	free(p->created);
	for (size_t i = 0; i < p->n; i++) {
		free(p->v[i].path);
		str_clear(&p->v[i].bytes);
		free(p->v[i].columns);
	}
	free(p->v);
	str_clear(&p->manifest);
	str_clear(&p->signature);
	*p = (struct package){.kind = NULL};
}

struct package_member *package_add(struct package *p, const char *path, const char *title,
                                   struct str bytes) {
	VEC_PUSH(p->v, p->n,
	         (struct package_member){.path = mem_strdup(path), .title = title, .bytes = bytes});
	return &p->v[p->n - 1];
}

static bool ends_sealed(const char *path) {
	size_t n = strlen(path), s = strlen(PACKAGE_SEALED);

	return n > s && strcmp(path + n - s, PACKAGE_SEALED) == 0;
}

bool package_is_sealed(const struct package *p) {
	for (size_t i = 0; i < p->n; i++)
		if (ends_sealed(p->v[i].path))
			return true;
	return false;
}

static void replace(struct package_member *m, struct str bytes, char *path) {
	str_clear(&m->bytes);
	m->bytes = bytes;
	free(m->path);
	m->path = path;
}

enum rc package_seal(struct package *p, const struct sign_public *to, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < p->n; i++) {
		struct package_member *m = &p->v[i];
		struct str sealed = {0};

		rc = sign_seal(to, str_text(&m->bytes), m->bytes.n, &sealed, err);
		if (rc == RC_OK)
			replace(m, sealed, mem_printf("%s" PACKAGE_SEALED, m->path));
	}
	return rc;
}

enum rc package_unseal(struct package *p, const struct sign_secret *mine, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < p->n; i++) {
		struct package_member *m = &p->v[i];
		struct str plain = {0};

		if (!ends_sealed(m->path))
			continue;
		rc = sign_unseal(mine, str_text(&m->bytes), m->bytes.n, &plain, err);
		if (rc == RC_OK)
			replace(m, plain, mem_strndup(m->path, strlen(m->path) -
			                                               strlen(PACKAGE_SEALED)));
	}
	return rc;
}

/* ---- the manifest ---- */

static void put_values(struct json *j, const struct code_list *codes, bool unknown) {
	const struct code_item *item;

	json_array(j, "enum");
	for (size_t i = 0; (item = code_item_at(codes, i)) != NULL; i++)
		json_text(j, NULL, item->zh);
	if (unknown)
		json_text(j, NULL, PACKAGE_UNKNOWN);
	json_end(j);
}

static void put_words(struct json *j, const char *key, const char *words) {
	json_array(j, key);
	for (const char *w = words; *w; w += *w == ',') {
		char *word = mem_strndup(w, strcspn(w, ","));

		json_text(j, NULL, word);
		w += strlen(word);
		free(word);
	}
	json_end(j);
}

static const char *type_of(const struct package_column *c) {
	const struct field_def *f = c->field;

	if (!f || f->unknown)
		return c->type ? c->type : "string";
	return f->type == FT_DATE    ? "date"
	       : f->type == FT_INT   ? "integer"
	       : f->type == FT_MONEY ? "number"
	                             : "string";
}

static void put_column(struct json *j, const struct package_column *c) {
	const struct field_def *f = c->field;

	json_object(j, NULL);
	json_text(j, "name", c->name);
	if (f)
		json_text(j, "title", f->label);
	json_text(j, "type", type_of(c));
	if (c->needed || c->values || c->whole ||
	    (f && ((f->flags & F_REQUIRED) || f->codes))) {
		json_object(j, "constraints");
		if (c->needed || (f && f->flags & F_REQUIRED))
			json_bool(j, "required", true);
		if (f && f->codes)
			put_values(j, f->codes, f->unknown != 0);
		if (c->values)
			put_words(j, "enum", c->values);
		if (c->whole)
			json_int(j, "minimum", 0);
		json_end(j);
	}
	json_end(j);
}

static void put_schema(struct json *j, const struct package_member *m) {
	json_object(j, "schema");
	json_rows(j, "fields");
	for (size_t i = 0; i < m->column_count; i++)
		put_column(j, &m->columns[i]);
	json_end(j);
	if (m->key)
		put_words(j, "primaryKey", m->key);
	json_end(j);
}

/* "data/talk.csv" is called talk. */
static void put_name(struct json *j, const char *path) {
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
	char *name = mem_strndup(base, strcspn(base, "."));

	json_text(j, "name", name);
	free(name);
}

static void put_member(struct json *j, const struct package_member *m) {
	char hex[2 * HASH_LEN + 1], *hash;

	hash_sha256(str_text(&m->bytes), m->bytes.n, hex);
	hash = mem_printf("sha256:%s", hex);
	json_object(j, NULL);
	put_name(j, m->path);
	json_text(j, "path", m->path);
	if (m->title)
		json_text(j, "title", m->title);
	json_int(j, "bytes", (long long)m->bytes.n);
	json_text(j, "hash", hash);
	free(hash);
	/* UTF-8, CR LF and what else the standard takes for granted is not told */
	if (ends_sealed(m->path))
		json_text(j, "mediatype", "application/octet-stream");
	else
		json_text(j, "format", "csv");
	if (m->rows)
		json_int(j, "wubao:rows", m->rows);
	if (m->column_count && !ends_sealed(m->path))
		put_schema(j, m);
	json_end(j);
}

void package_close(struct package *p, const struct sign_secret *key) {
	struct json j = {.depth = 0};
	char line[SIGN_LINE], *name, *comment;

	sign_public_line(&key->pub, line);
	free(p->key);
	p->key = mem_strdup(line);
	name = p->code ? mem_printf("%s-%s-%s-%s", p->kind, p->code, p->period, p->number)
	               : mem_printf("%s-%s", p->kind, p->number);
	for (char *c = name; *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
	json_object(&j, NULL);
	json_text(&j, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
	json_line(&j);
	json_text(&j, "name", name);
	json_text(&j, "created", p->created);
	for (size_t i = 0; i < package_text_count; i++) {
		const char *text = *package_text(p, i);

		json_line(&j);
		if (text)
			json_text(&j, package_texts[i].key, text);
	}
	json_rows(&j, "resources");
	for (size_t i = 0; i < p->n; i++)
		put_member(&j, &p->v[i]);
	json_end(&j);
	json_end(&j);
	str_addc(&j.out, '\n');
	str_clear(&p->manifest);
	p->manifest = j.out;
	hash_sha256(str_text(&p->manifest), p->manifest.n, p->digest);
	comment = mem_printf("%s %s%s%s %s audit %s", p->station, p->code ? "" : p->kind,
	                     p->code ? "" : " ", p->code ? name : p->number, p->created,
	                     p->head ? p->head : "-");
	str_reset(&p->signature);
	sign_bytes(key, str_text(&p->manifest), p->manifest.n, comment, &p->signature);
	free(comment);
	free(name);
}

static enum rc put(struct pack_out *out, const char *name, const struct str *bytes,
                   struct err *err) {
	enum rc rc = pack_member(out, name, (long long)bytes->n, err);

	return rc == RC_OK ? pack_put(out, str_text(bytes), bytes->n, err) : rc;
}

static enum rc put_all(const struct package *p, struct pack_out *out, struct err *err) {
	unsigned char digest[HASH_LEN];
	enum rc rc;

	TRY(put(out, PACKAGE_MANIFEST, &p->manifest, err));
	TRY(put(out, PACKAGE_SIGNATURE, &p->signature, err));
	for (size_t i = 0; i < p->n; i++)
		TRY(put(out, p->v[i].path, &p->v[i].bytes, err));
	rc = pack_finish(out, digest, err);
out:
	return rc;
}

enum rc package_write(const struct package *p, const char *path, struct err *err) {
	struct pack_out *out = NULL;
	enum rc rc = pack_create(&out, path, NULL, err);

	if (rc == RC_OK)
		rc = put_all(p, out, err);
	pack_drop(out);
	return rc;
}

void package_bytes(const struct package *p, struct str *to) {
	struct pack_out *out = pack_memory(to);

	(void)put_all(p, out, NULL); /* into memory it cannot fail */
	pack_drop(out);
}
