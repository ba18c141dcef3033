/*
 * The INI. iniparser reads the values, as strings; what it is lax about (it takes the last of two equal keys, cuts
 * long lines, keeps unknown words, prints its errors) is looked for first, line by line, so that every refusal
 * names its line.
 */
#include "core/conf.h"

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/code.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/suggest.h"
#include "core/tr.h"
#include "core/utf8.h"

enum { LINE_MOST = 1022 /* and its newline */, FILE_MOST = 1 << 20, CODES_PREFIX = 5 /* "code." */ };

struct conf {
	char **values; /* by position in conf_table */
	struct conf_block *blocks;
	size_t block_count;
};

/* A key met in the file. The names are folded to lower case, as iniparser does. */
struct entry {
	char *section, *key;
	int line;
	int def; /* position in conf_table or the family's keys; -1: a county's own code value */
	size_t block; /* 1..: in the section of a family */
};

struct scan {
	const char *path;
	struct entry *v;
	size_t n;
	char *section; /* the one being read; NULL before the first */
	struct code_list *codes; /* of the section being read, when it is a [code.NAME] */
	struct conf_block *blocks;
	size_t block_count, block; /* block 1..: the one being read; 0: another section */
	int line;
	struct err *err;
};

static struct code_list *const *code_lists;
static size_t code_lists_count;

void conf_register_codes(struct code_list *const *lists, size_t n) {
	code_lists = lists;
	code_lists_count = n;
}

static int find_family_key(const struct conf_family *f, const char *key) {
	for (size_t i = 0; i < f->key_count; i++)
		if (strcmp(f->keys[i].key, key) == 0)
			return (int)i;
	return -1;
}

static void clear_blocks(struct conf_block *v, size_t n) {
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < v[i].family->key_count; k++)
			free(v[i].values[k]);
		free(v[i].values);
		free(v[i].lines);
		free(v[i].name);
	}
	free(v);
}

static int find_def(const char *section, const char *key) {
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].section, section) == 0 && strcmp(conf_table[i].key, key) == 0)
			return (int)i;
	return -1;
}

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
	clear_blocks(c->blocks, c->block_count);
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

static const char *value_of(const struct conf *c, const char *section, const char *key, enum conf_type type) {
	int i = find_def(section, key);
	bool fits = i >= 0 && (conf_table[i].type == type || (type == CONF_TEXT && conf_table[i].type == CONF_CHOICE));

	/* A key the table lacks is a slip of ours: it reads as blank rather than end the program under an open form. */
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

const struct conf_block *conf_block_at(const struct conf *c, size_t i) {
	return i < c->block_count ? &c->blocks[i] : NULL;
}

const char *conf_block_text(const struct conf_block *b, const char *key) {
	int i = find_family_key(b->family, key);

	return i >= 0 ? b->values[i] : NULL;
}

int conf_block_line(const struct conf_block *b, const char *key) {
	int i = find_family_key(b->family, key);

	return i >= 0 && b->lines[i] ? b->lines[i] : b->line;
}

struct date conf_date(const struct conf *c, const char *section, const char *key) {
	struct date d;

	return date_parse_iso(value_of(c, section, key, CONF_DATE), &d) ? d : DATE_NONE;
}

/* Refusals. Each begins with file and line; what is quoted from the file is cleaned first. */

struct place {
	char line[16];
	struct str word;
};

static struct place place_of(const struct scan *s, const char *word) {
	struct place p = {.word = {0}};
	struct str n = {0};
	str_addf(&n, "%d", s->line);
	memcpy(p.line, str_text(&n), n.n + 1);
	str_clear(&n);
	utf8_clean(&p.word, word ? word : "");
	return p;
}

static enum rc refuse(struct scan *s, const char *id, const char *tmpl, const char *word, const char *other) {
	struct place p = place_of(s, word);
	enum rc rc = err_set(s->err, RC_CONFIG, id, tmpl, "file", s->path, "line", p.line, "word", str_text(&p.word),
	                     "other", other, NULL);
	str_clear(&p.word);
	return rc;
}

static enum rc check_value(struct scan *s, const struct conf_def *d, const char *value) {
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
			rc = refuse(s, "conf.date", N_("{file}:{line}: '{word}' is no day like 2027-01-31"), value, "");
		break;
	case CONF_INT:
		str_addf(&range, "%lld..%lld", d->min, d->max);
		if (!parse_int(value, d->min, d->max, &i))
			rc = refuse(s, "conf.number", N_("{file}:{line}: '{word}' is not a whole number from {other}"), value,
			            str_text(&range));
		break;
	case CONF_BOOL:
		if (!parse_bool(value, &b))
			rc = refuse(s, "conf.bool", N_("{file}:{line}: '{word}' is neither yes nor no"), value, "");
		break;
	case CONF_CHOICE:
		if (!(*value == '\0' && *d->initial == '\0') && !str_in_list(d->choices, value))
			rc = refuse(s, "conf.choice", N_("{file}:{line}: '{word}' is none of {other}"), value, d->choices);
		break;
	}
	str_clear(&range);
	return rc;
}

/* Scanning */

static void fold_lower(char *s) {
	for (; *s; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s - 'A' + 'a');
}

/* ASCII blanks only: iniparser trims no others. */
static char *trim_ascii(char *s) {
	while (*s == ' ' || *s == '\t')
		s++;
	size_t n = strlen(s);
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		s[--n] = '\0';
	return s;
}

static struct code_list *find_codes(const char *name) {
	for (size_t i = 0; i < code_lists_count; i++)
		if (code_lists[i]->extensible && strcmp(code_lists[i]->name, name) == 0)
			return code_lists[i];
	return NULL;
}

static bool is_code_word(const char *s) {
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
	return n > 0 && s[n] == '\0' && n < sizeof((struct code *)0)->s;
}

/* [PREFIX.NAME@DATE]; name is s->section. A section that comes again goes on where it was. */
static enum rc scan_block(struct scan *s, const struct conf_family *f) {
	const char *name = s->section + strlen(f->prefix) + 1, *at = strchr(name, '@');
	struct conf_block b = {.family = f, .line = s->line};
	char id[32];

	if (!at || at == name || (size_t)(at - name) >= sizeof id || !date_parse_iso(at + 1, &b.since)) {
		char *like = mem_printf("%.*s", (int)strcspn(f->example, "\n"), f->example);
		enum rc rc = refuse(s, "conf.dated",
		                    N_("{file}:{line}: [{word}] wants a name and the day it holds from, like {other}"),
		                    s->section, like);

		free(like);
		return rc;
	}
	memcpy(id, name, (size_t)(at - name));
	id[at - name] = '\0';
	if (!is_code_word(id))
		return refuse(s, "conf.code", N_("{file}:{line}: '{word}' is no code: use a-z, 0-9 and _, at most 23"), id, "");
	for (s->block = 1; s->block <= s->block_count; s->block++) {
		const struct conf_block *old = &s->blocks[s->block - 1];

		if (old->family == f && strcmp(old->name, id) == 0 && date_cmp(old->since, b.since) == 0)
			return RC_OK;
	}
	b.name = mem_strdup(id);
	b.values = mem_zalloc(f->key_count, sizeof *b.values);
	b.lines = mem_zalloc(f->key_count, sizeof *b.lines);
	s->blocks = mem_grow(s->blocks, s->block_count + 1, sizeof *s->blocks);
	s->blocks[s->block_count++] = b;
	return RC_OK;
}

static const struct conf_family *find_family(const char *section) {
	for (size_t i = 0; i < conf_family_count; i++) {
		size_t n = strlen(conf_families[i].prefix);

		if (strncmp(section, conf_families[i].prefix, n) == 0 && section[n] == '.')
			return &conf_families[i];
	}
	return NULL;
}

static enum rc scan_section(struct scan *s, char *line) {
	char *end = strchr(line, ']');
	if (!end || end[1])
		return refuse(s, "conf.syntax", N_("{file}:{line}: neither a [section] nor a 'key = value'"), NULL, "");
	*end = '\0';
	char *name = trim_ascii(line + 1);
	fold_lower(name);
	free(s->section);
	s->section = mem_strdup(name);
	s->codes = NULL;
	s->block = 0;
	if (find_family(name))
		return scan_block(s, find_family(name));
	struct suggest near = suggest_begin(name);
	for (size_t i = 0; i < conf_table_count; i++) {
		if (strcmp(conf_table[i].section, name) == 0)
			return RC_OK;
		suggest_try(&near, conf_table[i].section);
	}
	if (strncmp(name, "code.", CODES_PREFIX) == 0 && (s->codes = find_codes(name + CODES_PREFIX)) != NULL)
		return RC_OK;
	struct str best = {0};
	for (size_t i = 0; i < code_lists_count; i++) {
		struct str full = {0};
		str_addf(&full, "code.%s", code_lists[i]->name);
		struct suggest one = suggest_begin(name);
		suggest_try(&one, str_text(&full));
		if (code_lists[i]->extensible && one.best && one.distance < near.distance) {
			near.distance = one.distance;
			near.best = NULL;
			str_reset(&best);
			str_add(&best, one.best);
		}
		str_clear(&full);
	}
	if (near.best)
		str_add(&best, near.best);
	enum rc rc = best.n ? refuse(s, "conf.section",
	                             N_("{file}:{line}: unknown section [{word}]; did you mean [{other}]?"), name,
	                             str_text(&best))
	                    : refuse(s, "conf.section", N_("{file}:{line}: unknown section [{word}]"), name, "");
	str_clear(&best);
	return rc;
}

static enum rc find_key(struct scan *s, const char *key, int *def) {
	*def = -1;
	if (s->codes) {
		if (!is_code_word(key))
			return refuse(s, "conf.code", N_("{file}:{line}: '{word}' is no code: use a-z, 0-9 and _, at most 23"), key,
			              "");
		if (code_find(s->codes, code_of(key)))
			return refuse(s, "conf.code_taken", N_("{file}:{line}: '{word}' is already a value of the program's own"),
			              key, "");
		return RC_OK;
	}
	const struct conf_family *family = s->block ? s->blocks[s->block - 1].family : NULL;
	*def = family ? find_family_key(family, key) : find_def(s->section, key);
	if (*def >= 0)
		return RC_OK;
	struct suggest near = suggest_begin(key);
	for (size_t i = 0; family && i < family->key_count; i++)
		suggest_try(&near, family->keys[i].key);
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].section, s->section) == 0)
			suggest_try(&near, conf_table[i].key);
	if (near.best)
		return refuse(s, "conf.key", N_("{file}:{line}: unknown key '{word}'; did you mean '{other}'?"), key,
		              near.best);
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].key, key) == 0)
			return refuse(s, "conf.key", N_("{file}:{line}: key '{word}' belongs under [{other}]"), key,
			              conf_table[i].section);
	return refuse(s, "conf.key", N_("{file}:{line}: unknown key '{word}'"), key, "");
}

static enum rc scan_key(struct scan *s, char *line) {
	char *eq = strchr(line, '=');
	if (!eq || eq == line)
		return refuse(s, "conf.syntax", N_("{file}:{line}: neither a [section] nor a 'key = value'"), NULL, "");
	*eq = '\0';
	char *key = trim_ascii(line);
	fold_lower(key);
	if (!s->section)
		return refuse(s, "conf.nosection", N_("{file}:{line}: '{word}' stands before the first [section]"), key, "");
	/* A value in quotes ends at its second quote: iniparser drops what follows, we do not. */
	const char *value = trim_ascii(eq + 1);
	if (*value == '"' || *value == '\'') {
		const char *close = strchr(value + 1, *value);
		const char *rest = close ? close + 1 + strspn(close + 1, " \t") : value;
		if (!close || (*rest && *rest != ';' && *rest != '#'))
			return refuse(s, "conf.quote", N_("{file}:{line}: the quotes around the value of '{word}' do not match"),
			              key, "");
	}
	int def;
	enum rc rc = find_key(s, key, &def);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->v[i].section, s->section) == 0 && strcmp(s->v[i].key, key) == 0) {
			struct str first = {0};
			str_addf(&first, "%d", s->v[i].line);
			rc = refuse(s, "conf.twice", N_("{file}:{line}: '{word}' is given twice, first in line {other}"), key,
			            str_text(&first));
			str_clear(&first);
			return rc;
		}
	}
	s->v = mem_grow(s->v, s->n + 1, sizeof *s->v);
	s->v[s->n++] = (struct entry){mem_strdup(s->section), mem_strdup(key), s->line, def, s->block};
	return RC_OK;
}

static enum rc scan_line(struct scan *s, const char *p, size_t n) {
	if (n > LINE_MOST)
		return refuse(s, "conf.long", N_("{file}:{line}: the line is longer than 1,023 bytes"), NULL, "");
	if (memchr(p, '\0', n))
		return refuse(s, "conf.nul", N_("{file}:{line}: a NUL byte; save the file as plain UTF-8 text"), NULL, "");
	if (!utf8_is_valid(p, n))
		return refuse(s, "conf.utf8", N_("{file}:{line}: not UTF-8; save the file as plain UTF-8 text"), NULL, "");
	if (n && p[n - 1] == '\r')
		n--;
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)p[i] < ' ' && p[i] != '\t') || p[i] == 0x7f)
			return refuse(s, "conf.control", N_("{file}:{line}: a control character"), NULL, "");
	char buf[LINE_MOST + 1];
	memcpy(buf, p, n);
	buf[n] = '\0';
	char *line = trim_ascii(buf);
	size_t len = strlen(line);
	if (len == 0 || *line == '#' || *line == ';')
		return RC_OK;
	if (line[len - 1] == '\\')
		return refuse(s, "conf.joined", N_("{file}:{line}: ends in a backslash; write the value on one line"), NULL,
		              "");
	return *line == '[' ? scan_section(s, line) : scan_key(s, line);
}

static enum rc scan_file(struct scan *s, const struct str *text) {
	const char *p = str_text(text), *end = p + text->n;
	s->line = 1;
	if (text->n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		return refuse(s, "conf.bom", N_("{file}:{line}: begins with a byte order mark; save it as UTF-8 without one"),
		              NULL, "");
	for (; p < end; s->line++) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		enum rc rc = scan_line(s, p, (size_t)((nl ? nl : end) - p));
		if (rc != RC_OK)
			return rc;
		p = nl ? nl + 1 : end;
	}
	return RC_OK;
}

static void scan_clear(struct scan *s) {
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].section);
		free(s->v[i].key);
	}
	free(s->v);
	free(s->section);
	clear_blocks(s->blocks, s->block_count);
}

/* Reading */

static int ignore_message(const char *fmt, ...) {
	(void)fmt;
	return 0;
}

/* iniparser asks isspace() about single bytes, which in a one-byte locale would eat the end of a 汉字. */
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

static enum rc take_values(struct conf *c, struct scan *s, dictionary *d) {
	char **fresh = mem_zalloc(s->n + 1, sizeof *fresh);
	enum rc rc = RC_OK;
	for (size_t i = 0; i < s->n && rc == RC_OK; i++) {
		struct str name = {0};
		str_addf(&name, "%s:%s", s->v[i].section, s->v[i].key);
		fresh[i] = mem_strdup(iniparser_getstring(d, str_text(&name), ""));
		str_clear(&name);
		s->line = s->v[i].line;
		if (s->v[i].block)
			rc = check_value(s, &s->blocks[s->v[i].block - 1].family->keys[s->v[i].def], fresh[i]);
		else if (s->v[i].def >= 0)
			rc = check_value(s, &conf_table[s->v[i].def], fresh[i]);
		else if (!*fresh[i])
			rc = refuse(s, "conf.label", N_("{file}:{line}: '{word}' has no label"), s->v[i].key, "");
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
			code_extend(find_codes(s->v[i].section + CODES_PREFIX), s->v[i].key, fresh[i]);
		free(fresh[i]);
	}
	free(fresh);
	if (rc == RC_OK) {
		clear_blocks(c->blocks, c->block_count);
		c->blocks = s->blocks;
		c->block_count = s->block_count;
		s->blocks = NULL;
		s->block_count = 0;
	}
	return rc;
}

enum rc conf_load(struct conf *c, const char *path, struct err *err) {
	struct str text = {0};
	struct scan s = {.path = path, .err = err};
	dictionary *d = NULL;
	enum rc rc = file_read(path, FILE_MOST, &text, err);
	if (rc != RC_OK)
		goto out;
	rc = scan_file(&s, &text);
	if (rc != RC_OK)
		goto out;
	d = load_plain(path);
	if (!d) {
		rc = err_set(err, RC_CONFIG, "conf.unread", N_("{file} cannot be read as settings"), "file", path, NULL);
		goto out;
	}
	rc = take_values(c, &s, d);
out:
	if (d)
		iniparser_freedict(d);
	scan_clear(&s);
	str_clear(&text);
	return rc;
}

/* Writing */

static const char *given(const char *const *triples, const struct conf_def *d) {
	for (size_t i = 0; triples && triples[i]; i += 3)
		if (strcmp(triples[i], d->section) == 0 && strcmp(triples[i + 1], d->key) == 0)
			return triples[i + 2];
	return d->initial;
}

static bool is_writable_value(const char *v) {
	size_t n = strlen(v);
	if (n > 600 || !utf8_is_valid(v, n) || (strchr(v, '"') && strchr(v, '\'')) || strchr(v, '\\'))
		return false;
	for (; *v; v++)
		if ((unsigned char)*v < ' ' || *v == 0x7f)
			return false;
	return true;
}

/* An example of each family, as comments. */
static void add_examples(struct str *out) {
	for (size_t i = 0; i < conf_family_count; i++) {
		str_addf(out, "\n# %s\n", tr(conf_families[i].help));
		for (const char *line = conf_families[i].example; *line; line += strcspn(line, "\n") + 1)
			str_addf(out, "#%.*s\n", (int)strcspn(line, "\n"), line);
	}
}

enum rc conf_write_new(const char *path, const char *const *triples, struct err *err) {
	struct str out = {0};
	enum rc rc = RC_OK;
	const char *section = "";
	str_addf(&out, "# %s\n", tr(N_("Settings of a wubao station. Plain UTF-8; a line is at most 1,023 bytes.")));
	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];
		const char *v = given(triples, d);
		if (!is_writable_value(v)) {
			rc = err_set(err, RC_INVALID, "conf.value",
			             N_("The value of {key} may hold no backslash, no control character and not both kinds of quotes"),
			             "key", d->key, NULL);
			goto out;
		}
		if (strcmp(section, d->section) != 0)
			str_addf(&out, "\n[%s]\n", section = d->section);
		str_addf(&out, "# %s\n", tr(d->help));
		if (d->type == CONF_TEXT)
			str_addf(&out, "%s = %c%s%c\n", d->key, strchr(v, '"') ? '\'' : '"', v, strchr(v, '"') ? '\'' : '"');
		else
			str_addf(&out, "%s =%s%s\n", d->key, *v ? " " : "", v);
	}
	add_examples(&out);
	rc = file_write_new(path, str_text(&out), out.n, err);
out:
	str_clear(&out);
	return rc;
}
