/* The INI's values. iniparser reads them, as strings, when conf_scan.c has found nothing to
 * refuse. SPDX-License-Identifier: MIT */
#include "core/conf.h"

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include <errno.h>
#include <limits.h>
#include <locale.h>

#include "core/code.h"
#include "core/conf_priv.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"

enum { FILE_MOST = 1 << 20 };

struct conf {
	char **values; /* by position in conf_table */
	struct conf_block *blocks;
	size_t block_count;
};

struct conf *conf_new(void) {
	struct conf *c = mem_zalloc(1, sizeof *c);
	c->values = mem_zalloc(conf_table_count, sizeof *c->values);
	for (size_t i = 0; i < conf_table_count; i++)
		c->values[i] = mem_strdup(conf_table[i].initial);
	return c;
}

void conf_free(struct conf *c) {
	if (!c)
		return;
	for (size_t i = 0; i < conf_table_count; i++)
		free(c->values[i]);
	free(c->values);
	conf_blocks_clear(c->blocks, c->block_count);
	free(c);
}

/* Values */

static bool parse_int(const char *s, long long min, long long max, long long *out) {
	char *end;
	errno = 0;
	long long v = strtoll(s, &end, 10);
	if (end == s || *end || errno || v < min || v > max || !strchr("+-0123456789", *s))
		return false;
	*out = v;
	return true;
}

static bool parse_bool(const char *s, bool *out) {
	if (str_in_list("yes,true,on,1,是", s))
		return *out = true, true;
	if (str_in_list("no,false,off,0,否", s))
		return *out = false, true;
	return false;
}

static const char *value_of(const struct conf *c, const char *section, const char *key,
                            enum conf_type type) {
	int i = conf_find_def(section, key);
	bool fits = i >= 0 && (conf_table[i].type == type ||
	                       (type == CONF_TEXT && conf_table[i].type == CONF_CHOICE));

	/* A key the table lacks is a slip of ours: it reads as blank rather than end the program
	 * under an open form. */
	return fits ? c->values[i] : "";
}

const char *conf_text(const struct conf *c, const char *section, const char *key) {
	return value_of(c, section, key, CONF_TEXT);
}

long long conf_int(const struct conf *c, const char *section, const char *key) {
	long long v = 0;
	parse_int(value_of(c, section, key, CONF_INT), LLONG_MIN, LLONG_MAX, &v);
	return v;
}

bool conf_bool(const struct conf *c, const char *section, const char *key) {
	bool v = false;
	parse_bool(value_of(c, section, key, CONF_BOOL), &v);
	return v;
}

const char *conf_value_at(const struct conf *c, size_t i) {
	return i < conf_table_count ? c->values[i] : "";
}

const struct conf_block *conf_block_at(const struct conf *c, size_t i) {
	return i < c->block_count ? &c->blocks[i] : NULL;
}

const char *conf_block_text(const struct conf_block *b, const char *key) {
	int i = conf_find_family_key(b->family, key);

	return i >= 0 ? b->values[i] : NULL;
}

int conf_block_line(const struct conf_block *b, const char *key) {
	int i = conf_find_family_key(b->family, key);

	return i >= 0 && b->lines[i] ? b->lines[i] : b->line;
}

struct date conf_date(const struct conf *c, const char *section, const char *key) {
	struct date d;

	return date_parse_iso(value_of(c, section, key, CONF_DATE), &d) ? d : DATE_NONE;
}

/* Reading */

static enum rc check_value(struct conf_scan *s, const struct conf_def *d, const char *value) {
	long long i;
	bool b;
	struct date day;
	struct str range = {0};
	enum rc rc = RC_OK;
	switch (d->type) {
	case CONF_TEXT:
		break;
	case CONF_DATE:
		if (*value && !date_parse_iso(value, &day))
			rc = conf_refuse(s, "conf.date",
				N_("{file}:{line}: '{word}' is no day like 2027-01-31"), value, "");
		break;
	case CONF_INT:
		str_addf(&range, "%lld..%lld", d->min, d->max);
		if (!parse_int(value, d->min, d->max, &i))
			rc = conf_refuse(s, "conf.number",
				N_("{file}:{line}: '{word}' is not a whole number from {other}"),
				value, str_text(&range));
		break;
	case CONF_BOOL:
		if (!parse_bool(value, &b))
			rc = conf_refuse(s, "conf.bool",
				N_("{file}:{line}: '{word}' is neither yes nor no"), value, "");
		break;
	case CONF_CHOICE:
		if (!(*value == '\0' && *d->initial == '\0') && !str_in_list(d->choices, value))
			rc = conf_refuse(s, "conf.choice",
			                 N_("{file}:{line}: '{word}' is none of {other}"), value,
			                 d->choices);
		break;
	}
	str_clear(&range);
	return rc;
}

static int ignore_message(const char *fmt, ...) { return 0; }

/* iniparser asks isspace() about single bytes, which in a one-byte locale would eat the end of a
 * 汉字. */
static dictionary *load_plain(const char *path) {
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t old = plain ? uselocale(plain) : (locale_t)0;
	iniparser_set_error_callback(ignore_message);
	dictionary *d = iniparser_load(path);
	if (plain) {
		uselocale(old);
		freelocale(plain);
	}
	return d;
}

static enum rc take_values(struct conf *c, struct conf_scan *s, dictionary *d) {
	char **fresh = mem_zalloc(s->n + 1, sizeof *fresh);
	enum rc rc = RC_OK;
	for (size_t i = 0; i < s->n && rc == RC_OK; i++) {
		struct str name = {0};
		str_addf(&name, "%s:%s", s->v[i].section, s->v[i].key);
		fresh[i] = mem_strdup(iniparser_getstring(d, str_text(&name), ""));
		str_clear(&name);
		s->line = s->v[i].line;
		if (s->v[i].block)
			rc = check_value(s, &s->blocks[s->v[i].block - 1].family->keys[s->v[i].def],
			                 fresh[i]);
		else if (s->v[i].def >= 0)
			rc = check_value(s, &conf_table[s->v[i].def], fresh[i]);
		else if (!*fresh[i])
			rc = conf_refuse(s, "conf.label",
				N_("{file}:{line}: '{word}' has no label"), s->v[i].key, "");
	}
	for (size_t i = 0; i < s->n; i++) {
		if (rc == RC_OK && s->v[i].block) {
			struct conf_block *b = &s->blocks[s->v[i].block - 1];

			b->values[s->v[i].def] = fresh[i];
			b->lines[s->v[i].def] = s->v[i].line;
			continue;
		}
		if (rc == RC_OK && s->v[i].def >= 0) {
			free(c->values[s->v[i].def]);
			c->values[s->v[i].def] = fresh[i];
			continue;
		}
		if (rc == RC_OK)
			code_extend(conf_find_codes(s->v[i].section + CODES_PREFIX), s->v[i].key,
			            fresh[i]);
		free(fresh[i]);
	}
	free(fresh);
	if (rc == RC_OK) {
		conf_blocks_clear(c->blocks, c->block_count);
		c->blocks = s->blocks;
		c->block_count = s->block_count;
		s->blocks = NULL;
		s->block_count = 0;
	}
	return rc;
}

enum rc conf_load(struct conf *c, const char *path, struct err *err) {
	struct str text = {0};
	struct conf_scan s = {.path = path, .err = err};
	dictionary *d = NULL;
	enum rc rc = file_read(path, FILE_MOST, &text, err);
	if (rc != RC_OK)
		goto out;
	rc = conf_scan_file(&s, &text);
	if (rc != RC_OK)
		goto out;
	d = load_plain(path);
	if (!d) {
		rc = err_set(err, RC_CONFIG, "conf.unread", N_("{file} cannot be read as settings"),
		             "file", path, NULL);
		goto out;
	}
	rc = take_values(c, &s, d);
out:
	if (d)
		iniparser_freedict(d);
	conf_scan_clear(&s);
	str_clear(&text);
	return rc;
}

enum rc conf_read_form(const struct conf_form *form, const char *name, const struct str *text,
                       enum rc (*take)(void *ctx, const struct conf_item *item, struct err *err),
                       void *ctx, struct err *err) {
	struct conf_scan s = {.path = name, .form = form, .err = err};
	enum rc rc = conf_scan_file(&s, text);

	for (size_t i = 0; rc == RC_OK && i < s.n; i++) {
		const struct conf_entry *e = &s.v[i];

		s.line = e->line;
		if (e->def >= 0)
			rc = check_value(&s, &form->keys[e->def], e->value);
		if (rc == RC_OK)
			rc = take(ctx, &(struct conf_item){e->section, e->key, e->value, e->line},
			          err);
	}
	conf_scan_clear(&s);
	return rc;
}
