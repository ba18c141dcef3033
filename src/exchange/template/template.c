/* Reading a form, and finding what its columns are. SPDX-License-Identifier: MIT */
#include "exchange/template/template.h"

#include "core/conf.h"
#include "core/suggest.h"
#include "core/tr.h"
#include "core/utf8.h"

#define KEY(key_, ...) {.section = "template", .key = key_, .initial = "", __VA_ARGS__}
/* In the order of enum template_key. */
static const struct conf_def keys[TEMPLATE_KEYS] = {
	KEY("title", .type = CONF_TEXT), KEY("of", .type = CONF_TEXT),
	KEY("file", .type = CONF_TEXT),
	KEY("encoding", .type = CONF_CHOICE, .choices = "utf8,gb18030"),
	KEY("format", .type = CONF_CHOICE, .choices = "csv,xlsx"),
	KEY("masking", .type = CONF_CHOICE, .choices = "masked,identified"),
	KEY("rows", .type = CONF_CHOICE, .choices = "one,village,team,officer,county"),
	KEY("together", .type = CONF_CHOICE, .choices = "last,first,no"),
	KEY("lines", .type = CONF_BOOL), KEY("above", .type = CONF_TEXT),
	KEY("below", .type = CONF_TEXT),
};
static const char *const open_sections[] = {"columns", "texts", NULL};
static const struct conf_form form = {keys, TEMPLATE_KEYS, open_sections};

/* {file}:{line} begin every sentence; what is quoted is cleaned. */
static enum rc refuse(const struct template *t, int line, const char *tmpl, const char *word,
                      const char *other, struct err *err) {
	struct str clean = {0};
	enum rc rc;

	utf8_clean(&clean, word);
	rc = err_set(err, RC_CONFIG, "template.bad", tmpl, "file", *t->from ? t->from : t->id,
	             "line", NUM(line), "word", str_text(&clean), "other", other, NULL);
	str_clear(&clean);
	return rc;
}

static struct template_column *find(struct template *t, const char *key) {
	for (size_t i = 0; i < t->count; i++)
		if (strcmp(t->columns[i].key, key) == 0)
			return &t->columns[i];
	return NULL;
}

static enum rc take(void *ctx, const struct conf_item *item, struct err *err) {
	struct template *t = ctx;
	struct template_column *c;

	for (int k = 0; k < TEMPLATE_KEYS; k++)
		if (strcmp(item->section, "template") == 0 && strcmp(item->key, keys[k].key) == 0) {
			t->value[k] = mem_strdup(item->value);
			t->line[k] = item->line;
			return RC_OK;
		}
	if (strcmp(item->section, "columns") == 0) {
		VEC_PUSH(t->columns, t->count, (struct template_column){
		         .key = mem_strdup(item->key), .head = mem_strdup(item->value), .line = item->line});
		return RC_OK;
	}
	c = find(t, item->key);
	if (!c)
		return refuse(t, item->line, N_("{file}:{line}: '{word}' stands not under "
		                                "[columns]; put it there first, with its "
		                                "header"), item->key, "", err);
	c->text = mem_strdup(item->value);
	return RC_OK;
}

/* ---- what a column is ---- */

static size_t figure_at(const struct report_kind *kind, const char *id) {
	size_t i = 0;

	while (i < kind->column_count && strcmp(kind->columns[i].figure.id, id) != 0)
		i++;
	return i;
}

bool template_offer(const struct template *t, size_t i, const char **key, struct str *label) {
	struct register_column c;

	if (t->list) {
		if (i >= t->list->column_count)
			return false;
		*key = list_column_key(t->list, i);
		str_add(label, tr(list_column_label(t->list, i)));
		return true;
	}
	if (t->reg) {
		if (!register_column_at(t->reg, i, &c))
			return false;
		*key = c.field->name;
		str_add(label, c.field->csv);
		return true;
	}
	if (i < t->kind->column_count) {
		*key = t->kind->columns[i].figure.id;
		report_column_name(&t->kind->columns[i], label);
		return true;
	}
	i -= t->kind->column_count;
	if (t->kind != report_kind_month() || i >= rate_count)
		return false;
	*key = rate_table[i].id;
	str_add(label, tr(rate_table[i].label));
	return true;
}

static bool is_figure(const struct template *t, struct template_column *c) {
	const struct rate_def *r = rate_find(c->key);

	c->is = TEMPLATE_FIGURE;
	c->at = figure_at(t->kind, c->key);
	if (c->at < t->kind->column_count || !r)
		return c->at < t->kind->column_count;
	c->is = TEMPLATE_RATE;
	c->at = figure_at(t->kind, r->numerator);
	c->under = figure_at(t->kind, r->denominator);
	return c->at < t->kind->column_count && c->under < t->kind->column_count;
}

static bool is_field(const struct template *t, struct template_column *c) {
	bool age = strcmp(c->key, "age") == 0;

	c->is = age ? TEMPLATE_AGE : TEMPLATE_FIELD;
	for (size_t i = 0; register_column_at(t->reg, i, &c->field); i++)
		if (strcmp(c->field.field->name, age ? "birth" : c->key) == 0)
			return true;
	return false;
}

static bool is_listed(const struct template *t, struct template_column *c) {
	c->is = TEMPLATE_LIST;
	c->at = 0;
	while (c->at < t->list->column_count &&
	       strcmp(list_column_key(t->list, c->at), c->key) != 0)
		c->at++;
	return c->at < t->list->column_count;
}

static enum rc settle_column(const struct template *t, struct template_column *c, struct err *err) {
	struct suggest near = suggest_begin(c->key);
	struct str label = {0};
	const char *key;

	if (c->text || strcmp(c->key, "no") == 0 || strncmp(c->key, "blank", 5) == 0) {
		c->is = c->text ? TEMPLATE_TEXT : *c->key == 'n' ? TEMPLATE_NUMBER : TEMPLATE_BLANK;
		return RC_OK;
	}
	if (t->kind && strcmp(c->key, "row") == 0) {
		c->is = TEMPLATE_ROW;
		return RC_OK;
	}
	if (t->list ? is_listed(t, c) : t->reg ? is_field(t, c) : is_figure(t, c))
		return RC_OK;
	for (size_t i = 0; template_offer(t, i, &key, &label); i++)
		suggest_try(&near, key);
	str_clear(&label);
	if (near.best)
		return refuse(t, c->line, N_("{file}:{line}: no column '{word}' here; did you mean "
		              "'{other}'?"), c->key, near.best, err);
	return refuse(t, c->line, N_("{file}:{line}: no column '{word}' here; wubao templates "
	                             "--columns {other} lists "
	                             "them"), c->key, t->value[TEMPLATE_OF], err);
}

/* ---- the whole ---- */

static const char *const words[] = {"{station}", "{month}", "{year}", "{from}", "{to}", "{day}"};

static enum rc check_words(const struct template *t, const char *text, int line, struct err *err) {
	for (const char *p = text ? strchr(text, '{') : NULL; p; p = strchr(p + 1, '{')) {
		bool known = false;

		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			known |= strncmp(p, words[i], strlen(words[i])) == 0;
		if (!known)
			return refuse(t, line, N_("{file}:{line}: '{word}' is none of {other}"), p,
			              "{station} {month} {year} {from} {to} {day}", err);
	}
	return RC_OK;
}

const struct list_def *template_list(const char *of) {
	return strncmp(of, "list:", 5) == 0 ? list_find(of + 5) : NULL;
}

static enum rc settle_of(struct template *t, struct err *err) {
	static const char *const bys[] = {"village", "team", "officer", "county"};
	const char *of = t->value[TEMPLATE_OF], *rows = t->value[TEMPLATE_ROWS];

	if (!of || !t->value[TEMPLATE_TITLE] || t->count == 0)
		return refuse(t, 1, N_("{file}:{line}: wants [template] with title and of, and "
		                       "[columns]; wubao templates --show {other} prints one to "
		                       "begin with"), "",
		              "month", err);
	t->kind = strcmp(of, "month") == 0 ? report_kind_month() : report_kind_find(of);
	t->list = template_list(of);
	t->reg = t->kind || t->list ? NULL : register_find(of);
	if (!t->kind && !t->reg && !t->list)
		return refuse(t, t->line[TEMPLATE_OF],
		              N_("{file}:{line}: '{word}' is neither month, a table of wubao report --kind, "
		                 "a register of wubao help import, nor list: with a list of wubao list"),
		              of, "", err);
	if (!t->kind && rows)
		return refuse(t, t->line[TEMPLATE_ROWS],
		              N_("{file}:{line}: a register or list has its own rows; take the line "
		                 "'{word}' out"), "rows", "", err);
	if (t->list && t->count > TEMPLATE_LIST_MOST)
		return refuse(t, t->columns[TEMPLATE_LIST_MOST].line,
		              N_("{file}:{line}: a form of a list has {other} columns at most"),
		              "", NUM(TEMPLATE_LIST_MOST), err);
	t->one = t->kind == report_kind_month() && (!rows || strcmp(rows, "one") == 0);
	t->one |= rows && strcmp(rows, "one") == 0;
	t->by = t->kind ? t->kind->by : ROWS_BY_VILLAGE;
	for (int i = 0; rows && i < REPORT_BYS; i++)
		if (strcmp(rows, bys[i]) == 0)
			t->by = (enum report_by)i;
	return RC_OK;
}

enum rc template_read(struct template *t, const char *id, const char *from, const struct str *text,
                      struct err *err) {
	static const enum template_key filled[] = {TEMPLATE_TITLE, TEMPLATE_FILE, TEMPLATE_ABOVE,
	                                           TEMPLATE_BELOW};
	enum rc rc;

	*t = (struct template){.id = mem_strdup(id), .from = mem_strdup(from)};
	TRY(conf_read_form(&form, *from ? from : id, text, take, t, err));
	TRY(settle_of(t, err));
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
		TRY(check_words(t, t->value[filled[i]], t->line[filled[i]], err));
	if (t->value[TEMPLATE_FILE] && strchr(t->value[TEMPLATE_FILE], '/'))
		rc = refuse(t, t->line[TEMPLATE_FILE], N_("{file}:{line}: '{word}' names a "
		                                          "folder; write the name alone, without "
		                                          "/"), t->value[TEMPLATE_FILE], "", err);
	for (size_t i = 0; rc == RC_OK && i < t->count; i++) {
		TRY(settle_column(t, &t->columns[i], err));
		TRY(check_words(t, t->columns[i].text, t->columns[i].line, err));
	}
out:
	return rc;
}

void template_clear(struct template *t) {
	for (size_t i = 0; i < t->count; i++) {
		free(t->columns[i].key);
		free(t->columns[i].head);
		free(t->columns[i].text);
	}
	for (int k = 0; k < TEMPLATE_KEYS; k++)
		free(t->value[k]);
	free(t->columns);
	free(t->id);
	free(t->from);
	*t = (struct template){0};
}

bool template_is_identified(const struct template *t) {
	return t->value[TEMPLATE_MASKING] && strcmp(t->value[TEMPLATE_MASKING], "identified") == 0;
}

enum text_source_encoding template_encoding(const struct template *t) {
	const char *said = t->value[TEMPLATE_ENCODING];

	return said && strcmp(said, "gb18030") == 0 ? TEXT_SOURCE_GB18030 : TEXT_SOURCE_UTF8;
}
