/* A fresh INI, with every key and its help; and one with another value.
 * SPDX-License-Identifier: MIT */
#include <strings.h>

#include "core/conf.h"
#include "core/conf_priv.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

static const char *given(const char *const *triples, const struct conf_def *d) {
	for (size_t i = 0; triples && triples[i]; i += 3)
		if (strcmp(triples[i], d->section) == 0 && strcmp(triples[i + 1], d->key) == 0)
			return triples[i + 2];
	return d->initial;
}

static enum rc unwritable(const char *key, struct err *err) {
	return err_set(err, RC_INVALID, "conf.value",
	               N_("The value of {key} may hold no backslash, no control character and not both kinds of quotes"),
	               "key", key, NULL);
}

static bool is_writable_value(const char *v) {
	size_t n = strlen(v);
	if (n > 600 || !utf8_is_valid(v, n) || (strchr(v, '"') && strchr(v, '\'')) ||
	    strchr(v, '\\'))
		return false;
	for (; *v; v++)
		if ((unsigned char)*v < ' ' || *v == 0x7f)
			return false;
	return true;
}

/* "key = value", without the end of the line. */
static void put_value(struct str *out, const char *key, const char *v, bool quoted) {
	char sign = strchr(v, '"') ? '\'' : '"';

	if (quoted)
		str_addf(out, "%s = %c%s%c", key, sign, v, sign);
	else
		str_addf(out, "%s =%s%s", key, *v ? " " : "", v);
}

static void add_value(struct str *out, const char *key, const char *v, bool quoted) {
	put_value(out, key, v, quoted);
	str_addc(out, '\n');
}

/* An example of each family, as comments. */
static void add_examples(struct str *out) {
	for (size_t i = 0; i < conf_family_count; i++) {
		str_addf(out, "\n# %s\n", tr(conf_families[i].help));
		for (const char *line = conf_families[i].example; *line;
		     line += strcspn(line, "\n") + 1)
			str_addf(out, "#%.*s\n", (int)strcspn(line, "\n"), line);
	}
}

enum rc conf_write_new(const char *path, const char *const *triples, struct err *err) {
	struct str out = {0};
	enum rc rc = RC_OK;
	const char *section = "";
	str_addf(&out, "# %s\n",
		tr(N_("Settings of a wubao station. Plain UTF-8; a line is at most 1,023 bytes.")));
	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];
		const char *v = given(triples, d);
		if (!is_writable_value(v)) {
			rc = unwritable(d->key, err);
			goto out;
		}
		if (strcmp(section, d->section) != 0)
			str_addf(&out, "\n[%s]\n", section = d->section);
		str_addf(&out, "# %s\n", tr(d->help));
		add_value(&out, d->key, v, d->type == CONF_TEXT);
	}
	add_examples(&out);
	rc = file_write_new(path, str_text(&out), out.n, err);
out:
	str_clear(&out);
	return rc;
}

/* ---- another value in the file there is ---- */

/* Is the line (n bytes) the head of this section, and of any at all? */
static bool is_head(const char *line, size_t n, const char *section, bool *ours) {
	size_t at = 0, end;

	while (at < n && (line[at] == ' ' || line[at] == '\t'))
		at++;
	if (at == n || line[at] != '[')
		return false;
	for (at++; at < n && (line[at] == ' ' || line[at] == '\t');)
		at++;
	for (end = at; end < n && line[end] != ']';)
		end++;
	while (end > at && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		end--;
	*ours = end - at == strlen(section) && strncasecmp(line + at, section, end - at) == 0;
	return true;
}

static bool is_key(const char *line, size_t n, const char *key) {
	size_t at = 0, len = strlen(key);

	while (at < n && (line[at] == ' ' || line[at] == '\t'))
		at++;
	if (n - at < len || strncasecmp(line + at, key, len) != 0)
		return false;
	for (at += len; at < n && (line[at] == ' ' || line[at] == '\t');)
		at++;
	return at < n && line[at] == '=';
}

/* The remark behind the value, with its sign; "" for none. */
static const char *remark_of(const char *line, size_t n, size_t *len) {
	const char *end = line + n, *p = memchr(line, '=', n);

	for (p++; p < end && (*p == ' ' || *p == '\t');)
		p++;
	if (p < end && (*p == '"' || *p == '\'')) {
		const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));

		p = close ? close : end;
	}
	while (p < end && *p != ';' && *p != '#')
		p++;
	*len = (size_t)(end - p);
	return p;
}

/* A line of another value; the remark stays behind it. */
static void put_line(struct str *out, const char *line, size_t n, const char *key,
                     const char *value, bool quoted) {
	size_t len = 0;
	const char *remark = remark_of(line, n, &len);

	put_value(out, key, value, quoted);
	if (len > 0) {
		str_addc(out, ' ');
		str_addn(out, remark, len);
	}
	str_addc(out, '\n');
}

enum rc conf_edit(const char *text, const char *section, const char *key, const char *value,
                  struct str *out, struct err *err) {
	int def = conf_find_def(section, key);
	bool quoted = def < 0 || conf_table[def].type == CONF_TEXT, in = false, found = value == NULL;
	size_t after = 0; /* where the last line of the section ends */
	char *rest;

	if (value && !is_writable_value(value))
		return unwritable(key, err);
	for (const char *p = text; *p != '\0';) {
		size_t n = strcspn(p, "\n");
		bool ours = false;

		if (is_head(p, n, section, &ours))
			in = ours;
		if (in && is_key(p, n, key)) {
			if (value)
				put_line(out, p, n, key, value, quoted);
			found = true;
		} else {
			str_addn(out, p, n);
			str_addc(out, '\n');
		}
		if (in && n > 0 && strchr("#; \t\r", *p) == NULL)
			after = out->n;
		p += n + (p[n] == '\n');
	}
	if (found)
		return RC_OK;
	if (after == 0) {
		str_addf(out, "\n[%s]\n", section);
		after = out->n;
	}
	rest = mem_strdup(str_text(out) + after);
	out->n = after;
	add_value(out, key, value, quoted);
	str_add(out, rest);
	free(rest);
	return RC_OK;
}
