/* SPDX-License-Identifier: MIT
 * What iniparser is lax about (it takes the last of two equal keys, cuts long lines, keeps unknown
 * words, prints its errors) is looked for before it reads, line by line, so that every refusal
 * names its line.
 */
#include "core/code.h"
#include "core/conf_priv.h"
#include "core/mem.h"
#include "core/suggest.h"
#include "core/tr.h"
#include "core/utf8.h"

enum { LINE_MOST = 1022 /* and its newline */ };

static struct code_list *const *code_lists;
static size_t code_lists_count;

void conf_register_codes(struct code_list *const *lists, size_t n) {
	code_lists = lists;
	code_lists_count = n;
}

/* Refusals. Each begins with file and line; what is quoted from the file is cleaned first. */

struct place {
	char line[16];
	struct str word;
};

static struct place place_of(const struct conf_scan *s, const char *word) {
	struct place p = {.word = {0}};
	struct str n = {0};
	str_addf(&n, "%d", s->line);
	memcpy(p.line, str_text(&n), n.n + 1);
	str_clear(&n);
	utf8_clean(&p.word, word ? word : "");
	return p;
}

enum rc conf_refuse(struct conf_scan *s, const char *id, const char *tmpl, const char *word,
                    const char *other) {
	struct place p = place_of(s, word);
	enum rc rc = err_set(s->err, RC_CONFIG, id, tmpl, "file", s->path, "line", p.line, "word",
	                     str_text(&p.word), "other", other, NULL);
	str_clear(&p.word);
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

struct code_list *conf_find_codes(const char *name) {
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
static enum rc scan_block(struct conf_scan *s, const struct conf_family *f) {
	const char *name = s->section + strlen(f->prefix) + 1, *at = strchr(name, '@');
	struct conf_block b = {.family = f, .line = s->line};
	char id[32];

	if (!at || at == name || (size_t)(at - name) >= sizeof id ||
	    !date_parse_iso(at + 1, &b.since)) {
		char *like = mem_printf("%.*s", (int)strcspn(f->example, "\n"), f->example);
		enum rc rc = conf_refuse(s, "conf.dated",
		                    N_("{file}:{line}: [{word}] wants a name and the day it holds "
		                       "from, like {other}"),
		                    s->section, like);

		free(like);
		return rc;
	}
	memcpy(id, name, (size_t)(at - name));
	id[at - name] = '\0';
	if (!is_code_word(id))
		return conf_refuse(s, "conf.code",
			N_("{file}:{line}: '{word}' is no code: use a-z, 0-9 and _, at most 23"),
			id, "");
	for (s->block = 1; s->block <= s->block_count; s->block++) {
		const struct conf_block *old = &s->blocks[s->block - 1];

		if (old->family == f && strcmp(old->name, id) == 0 &&
		    date_cmp(old->since, b.since) == 0)
			return RC_OK;
	}
	b.name = mem_strdup(id);
	b.values = mem_zalloc(f->key_count, sizeof *b.values);
	b.lines = mem_zalloc(f->key_count, sizeof *b.lines);
	VEC_PUSH(s->blocks, s->block_count, b);
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

static enum rc unknown_section(struct conf_scan *s, const char *name, const char *best) {
	return *best ? conf_refuse(s, "conf.section",
				   N_("{file}:{line}: unknown section [{word}]; did you mean "
				      "[{other}]?"), name, best)
	             : conf_refuse(s, "conf.section",
				   N_("{file}:{line}: unknown section [{word}]"), name, "");
}

static enum rc unknown_key(struct conf_scan *s, const char *key, const char *best) {
	return best ? conf_refuse(s, "conf.key",
				  N_("{file}:{line}: unknown key '{word}'; did you mean "
				     "'{other}'?"),
				  key, best)
	            : conf_refuse(s, "conf.key", N_("{file}:{line}: unknown key '{word}'"), key,
	                          "");
}

static enum rc form_section(struct conf_scan *s, const char *name) {
	const char *const *open = s->form->open;
	struct suggest near = suggest_begin(name);

	for (s->open = true; *open; open++) {
		if (strcmp(*open, name) == 0)
			return RC_OK;
		suggest_try(&near, *open);
	}
	s->open = false;
	for (size_t i = 0; i < s->form->key_count; i++) {
		if (strcmp(s->form->keys[i].section, name) == 0)
			return RC_OK;
		suggest_try(&near, s->form->keys[i].section);
	}
	return unknown_section(s, name, near.best ? near.best : "");
}

static enum rc form_key(struct conf_scan *s, const char *key, int *def) {
	struct suggest near = suggest_begin(key);

	for (size_t i = 0; !s->open && i < s->form->key_count; i++) {
		if (strcmp(s->form->keys[i].section, s->section) != 0)
			continue;
		if (strcmp(s->form->keys[i].key, key) == 0)
			return *def = (int)i, RC_OK;
		suggest_try(&near, s->form->keys[i].key);
	}
	return s->open ? RC_OK : unknown_key(s, key, near.best);
}

/* Of a value that check_value found sound: without its quotes, or the remark behind it. */
static char *plain_value(char *value) {
	if (*value == '"' || *value == '\'')
		return mem_strndup(value + 1, strcspn(value + 1, *value == '"' ? "\"" : "'"));
	value[strcspn(value, ";#")] = '\0';
	return mem_strdup(trim_ascii(value));
}

static enum rc scan_section(struct conf_scan *s, char *line) {
	char *end = strchr(line, ']');
	if (!end || end[1])
		return conf_refuse(s, "conf.syntax",
			N_("{file}:{line}: neither a [section] nor a 'key = value'"), NULL, "");
	*end = '\0';
	char *name = trim_ascii(line + 1);
	fold_lower(name);
	free(s->section);
	s->section = mem_strdup(name);
	s->codes = NULL;
	s->block = 0;
	if (s->form)
		return form_section(s, name);
	if (find_family(name))
		return scan_block(s, find_family(name));
	struct suggest near = suggest_begin(name);
	for (size_t i = 0; i < conf_table_count; i++) {
		if (strcmp(conf_table[i].section, name) == 0)
			return RC_OK;
		suggest_try(&near, conf_table[i].section);
	}
	if (strncmp(name, "code.", CODES_PREFIX) == 0 &&
	    (s->codes = conf_find_codes(name + CODES_PREFIX)) != NULL)
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
	enum rc rc = unknown_section(s, name, str_text(&best));
	str_clear(&best);
	return rc;
}

static enum rc find_key(struct conf_scan *s, const char *key, int *def) {
	*def = -1;
	if (s->form)
		return form_key(s, key, def);
	if (s->codes) {
		if (!is_code_word(key))
			return conf_refuse(s, "conf.code",
				N_("{file}:{line}: '{word}' is no code: "
				   "use a-z, 0-9 and _, at most 23"), key, "");
		if (code_is_own(s->codes, code_of(key)))
			return conf_refuse(s, "conf.code_taken",
				N_("{file}:{line}: '{word}' is already a value of the "
				   "program's own"), key, "");
		return RC_OK;
	}
	const struct conf_family *family = s->block ? s->blocks[s->block - 1].family : NULL;
	*def = family ? conf_find_family_key(family, key) : conf_find_def(s->section, key);
	if (*def >= 0)
		return RC_OK;
	struct suggest near = suggest_begin(key);
	for (size_t i = 0; family && i < family->key_count; i++)
		suggest_try(&near, family->keys[i].key);
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].section, s->section) == 0)
			suggest_try(&near, conf_table[i].key);
	if (near.best)
		return unknown_key(s, key, near.best);
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].key, key) == 0)
			return conf_refuse(s, "conf.key",
				N_("{file}:{line}: key '{word}' belongs under [{other}]"), key,
				conf_table[i].section);
	return unknown_key(s, key, NULL);
}

/* A value in quotes ends at its second quote: iniparser drops what follows, we do not. A bare one
 * it ends at the first ; or #: a remark stands apart, and where the value is any text, nothing
 * tells one from the text. */
static enum rc check_value(struct conf_scan *s, const char *key, const char *value, bool is_text) {
	const char *cut = strpbrk(value, ";#");

	if (*value == '"' || *value == '\'') {
		const char *close = strchr(value + 1, *value);
		const char *rest = close ? close + 1 + strspn(close + 1, " \t") : value;
		if (!close || (*rest && *rest != ';' && *rest != '#'))
			return conf_refuse(s, "conf.quote", N_("{file}:{line}: the quotes around "
			                                       "the value of '{word}' do not "
			                                       "match"),
			              key, "");
		return RC_OK;
	}
	if (!cut || cut == value)
		return RC_OK;
	const char *sign = *cut == ';' ? ";" : "#";
	if (!strchr(" \t", cut[-1]) || !strchr(" \t", cut[1]))
		return conf_refuse(s, "conf.cut",
			N_("{file}:{line}: the value of '{word}' would end at its '{other}'; put "
			   "it in quotes, or blanks around the {other} of a remark"), key, sign);
	return is_text ? conf_refuse(s, "conf.cut",
		N_("{file}:{line}: the value of '{word}' would end at its '{other}'; put it in "
		   "quotes, and a remark behind them"), key, sign) : RC_OK;
}

static enum rc scan_key(struct conf_scan *s, char *line) {
	char *eq = strchr(line, '=');
	if (!eq || eq == line)
		return conf_refuse(s, "conf.syntax",
			N_("{file}:{line}: neither a [section] nor a 'key = value'"), NULL, "");
	*eq = '\0';
	char *key = trim_ascii(line);
	fold_lower(key);
	if (!s->section)
		return conf_refuse(s, "conf.nosection",
			N_("{file}:{line}: '{word}' stands before the first [section]"), key, "");
	int def;
	enum rc rc = find_key(s, key, &def);
	const struct conf_def *keys = s->form    ? s->form->keys
	                              : s->block ? s->blocks[s->block - 1].family->keys
	                                         : conf_table;
	if (rc == RC_OK)
		rc = check_value(s, key, trim_ascii(eq + 1), def < 0 || keys[def].type == CONF_TEXT);
	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->v[i].section, s->section) == 0 && strcmp(s->v[i].key, key) == 0) {
			struct str first = {0};
			str_addf(&first, "%d", s->v[i].line);
			rc = conf_refuse(s, "conf.twice",
				N_("{file}:{line}: '{word}' is given twice, first in line {other}"),
				key, str_text(&first));
			str_clear(&first);
			return rc;
		}
	}
	VEC_PUSH(s->v, s->n, (struct conf_entry){mem_strdup(s->section), mem_strdup(key), s->line,
	                                         def, s->block,
	                                         s->form ? plain_value(trim_ascii(eq + 1)) : NULL});
	return RC_OK;
}

static enum rc scan_line(struct conf_scan *s, const char *p, size_t n) {
	if (n > LINE_MOST)
		return conf_refuse(s, "conf.long",
			N_("{file}:{line}: the line is longer than 1,023 bytes"), NULL, "");
	if (memchr(p, '\0', n))
		return conf_refuse(s, "conf.nul",
			N_("{file}:{line}: a NUL byte; save the file as plain UTF-8 text"), NULL,
			"");
	if (!utf8_is_valid(p, n))
		return conf_refuse(s, "conf.utf8",
			N_("{file}:{line}: not UTF-8; save the file as plain UTF-8 text"), NULL,
			"");
	if (n && p[n - 1] == '\r')
		n--;
	for (size_t i = 0; i < n; i++)
		if (((unsigned char)p[i] < ' ' && p[i] != '\t') || p[i] == 0x7f)
			return conf_refuse(s, "conf.control",
			                   N_("{file}:{line}: a control character"), NULL, "");
	char buf[LINE_MOST + 1];
	memcpy(buf, p, n);
	buf[n] = '\0';
	char *line = trim_ascii(buf);
	size_t len = strlen(line);
	if (len == 0 || *line == '#' || *line == ';')
		return RC_OK;
	if (line[len - 1] == '\\')
		return conf_refuse(s, "conf.joined",
			N_("{file}:{line}: ends in a backslash; write the value on one line"), NULL,
			"");
	return *line == '[' ? scan_section(s, line) : scan_key(s, line);
}

enum rc conf_scan_file(struct conf_scan *s, const struct str *text) {
	const char *p = str_text(text), *end = p + text->n;
	s->line = 1;
	if (text->n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		return conf_refuse(s, "conf.bom", N_("{file}:{line}: begins with a byte order "
		                                     "mark; save it as UTF-8 without one"),
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

void conf_scan_clear(struct conf_scan *s) {
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].section);
		free(s->v[i].key);
		free(s->v[i].value);
	}
	free(s->v);
	free(s->section);
	conf_blocks_clear(s->blocks, s->block_count);
}
