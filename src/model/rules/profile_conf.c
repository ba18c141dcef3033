/* Profiles and risk overlays out of the settings. SPDX-License-Identifier: MIT */
#include "core/conf.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "model/rules/duty_kind.h"
#include "model/station/codes.h"

enum { BASIS_MOST = 300 };

/* A profile and what it points to. */
struct own {
	struct profile profile;
	struct schedule_rule rules[DUTY_KIND_MOST];
	char *id, *label, *basis, *order, *risk;
};

struct profile_book {
	struct own *v[PROFILE_SET_MAX];
	size_t n;
};

void profile_book_free(struct profile_book *book) {
	for (size_t i = 0; book && i < book->n; i++) {
		free(book->v[i]->id);
		free(book->v[i]->label);
		free(book->v[i]->basis);
		free(book->v[i]->order);
		free(book->v[i]->risk);
		free(book->v[i]);
	}
	free(book);
}

/* The section being read. */
struct section {
	const struct conf_block *b;
	const char *path;
	struct err *err;
};

static enum rc refuse(const struct section *s, const char *key, const char *tmpl,
                      const char *word) {
	char *line = mem_printf("%d", conf_block_line(s->b, key));
	enum rc rc = err_set(s->err, RC_CONFIG, "conf.profile", tmpl, "file", s->path, "line", line,
	                     "word", word, NULL);

	free(line);
	return rc;
}

/* A key as a number; `none` when it is not given. core/conf has checked that it is one. */
static int number(const struct section *s, const char *key, int none) {
	const char *v = conf_block_text(s->b, key);

	return v ? (int)strtol(v, NULL, 10) : none;
}

static enum rc read_rule(const struct section *s, const struct duty_kind_def *kind,
                         struct own *own) {
	char *window = mem_printf("%s_window", kind->kind), *need = mem_printf("%s_need",
	                                                                       kind->kind);
	const char *text = conf_block_text(s->b, kind->kind), *mode = conf_block_text(s->b, window);
	struct schedule_rule *rule = &own->rules[own->profile.rule_count];
	enum rc rc = RC_OK;

	*rule = (struct schedule_rule){.kind = kind->kind, .mode = kind->mode};
	if (text == NULL && (mode || conf_block_text(s->b, need)))
		rc = refuse(s, mode ? window : need, N_("{file}:{line}: say '{word}' too"),
		            kind->kind);
	else if (text != NULL && !schedule_parse(text, rule))
		rc = refuse(s, kind->kind,
		            N_("{file}:{line}: '{word}' is no rhythm: write how often in each year,"
		               " like 12, 6, 4 (1, 2, 3, 4, 6, 8, 12 or 24), 12+6 for the halves of"
		               " a year, or none"),
		            text);
	if (rc == RC_OK && text != NULL) {
		if (mode && *mode)
			rule->mode = strcmp(mode, "anniversary") == 0 ? WINDOW_ANNIVERSARY
			                                              : WINDOW_CALENDAR_MONTH;
		if (rule->need > 0)
			rule->need = number(s, need, 1);
		own->profile.rule_count++;
	}
	free(window);
	free(need);
	return rc;
}

/* The row built in or read before under this id; NULL: a new one. */
static const struct profile *known(const struct profile_set *set, const char *id) {
	for (size_t i = set->n; i > 0; i--)
		if (set->row[i - 1]->risk == NULL && strcmp(set->row[i - 1]->id, id) == 0)
			return set->row[i - 1];
	for (size_t i = 0; i < profile_table_count; i++)
		if (strcmp(profile_table[i].id, id) == 0)
			return &profile_table[i];
	return NULL;
}

static enum rc read_kind_of_order(const struct section *s, const struct profile_set *set,
                                  struct own *own) {
	const struct profile *old = known(set, s->b->name);
	const char *order = conf_block_text(s->b, "order");

	if (strcmp(s->b->family->prefix, "overlay") == 0) {
		if (code_find(&codes_risk, code_of(s->b->name)) == NULL ||
		    strcmp(s->b->name, "none") == 0)
			return refuse(s, "", N_("{file}:{line}: '{word}' is no level of risk: high,"
			                        " mid or low"), s->b->name);
		own->risk = mem_strdup(s->b->name);
		own->order = mem_strdup("any");
	} else if (order == NULL && old == NULL) {
		return refuse(s, "", N_("{file}:{line}: '{word}' is new: say order = detox, rehab"
		                        " or any"), s->b->name);
	} else {
		own->order = mem_strdup(order && *order ? order : old ? old->order_kind : "any");
		own->profile.months_max = number(s, "months", old ? old->months_max : 0);
	}
	own->profile.risk = own->risk;
	own->profile.order_kind = own->order;
	return RC_OK;
}

static enum rc read_words(const struct section *s, struct own *own) {
	const char *label = conf_block_text(s->b, "label"), *basis = conf_block_text(s->b, "basis");
	const char *mark = conf_block_text(s->b, "mark");
	char day[DATE_BUF];

	if (basis == NULL || *basis == '\0')
		return refuse(s, "basis", N_("{file}:{line}: say what [{word}] rests on: basis ="
		                             " the rule or the notice"), s->b->name);
	if (utf8_count(basis) > BASIS_MOST)
		return refuse(s, "basis", N_("{file}:{line}: the basis of [{word}] is longer than"
		                             " 300 characters"), s->b->name);
	own->id = mem_strdup(s->b->name);
	own->basis = mem_strdup(basis);
	own->label = label && *label ? mem_strdup(label)
	                             : mem_printf("%s %s", s->b->name,
	                                          date_format(s->b->since, day));
	own->profile.id = own->id;
	own->profile.label = own->label;
	own->profile.basis = own->basis;
	own->profile.mark = mark && *mark ? *mark : 'U';
	own->profile.effective = s->b->since;
	return RC_OK;
}

static enum rc read_section(const struct section *s, const struct profile_set *set,
                            struct own *own) {
	enum rc rc = read_kind_of_order(s, set, own);

	if (rc == RC_OK)
		rc = read_words(s, own);
	for (size_t k = 0; rc == RC_OK && k < duty_kind_count; k++)
		rc = read_rule(s, &duty_kind_table[k], own);
	if (rc == RC_OK && own->profile.rule_count == 0)
		rc = refuse(s, "", N_("{file}:{line}: [{word}] says nothing of how often"),
		            s->b->name);
	own->profile.rules = own->rules;
	return rc;
}

enum rc profile_book_read(struct profile_book **out, const struct conf *conf, const char *path,
                          struct profile_set *set, struct err *err) {
	struct profile_book *book = mem_zalloc(1, sizeof *book);
	const struct conf_block *b;
	enum rc rc = RC_OK;

	*out = book;
	for (size_t i = 0; rc == RC_OK && (b = conf_block_at(conf, i)) != NULL; i++) {
		const struct section s = {b, path, err};

		if (set->n == PROFILE_SET_MAX)
			return refuse(&s, "", N_("{file}:{line}: too many profiles; take away the"
			                         " oldest"), "");
		book->v[book->n] = mem_zalloc(1, sizeof **book->v);
		rc = read_section(&s, set, book->v[book->n]);
		if (rc == RC_OK)
			set->row[set->n++] = &book->v[book->n]->profile;
		book->n++;
	}
	return rc;
}
