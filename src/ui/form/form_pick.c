/* Choosing a code or a record from a list that can be finished by typing.
 * SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <strings.h>

#include "core/search_key.h"
#include "ui/form/form.h"

static void add_row(struct pick *p, const char *code, long long id, const char *label) {
	VEC_PUSH(p->rows, p->n, (struct pick_row){.code = code, .id = id,
	                                          .label = mem_strdup(label ? label : "?")});
}

bool pick_open(struct pick *p, const struct form *f, const struct form_item *it) {
	const struct field_def *field = it->field;
	const struct code_item *item;
	struct ids ids = {0};

	memset(p, 0, sizeof *p);
	edit_init(&p->filter, 40, 30, 1);
	if (field->type == FT_CODE) {
		for (size_t i = 0; (item = code_item_at(field->codes, i)); i++) {
			for (size_t k = 0; i == it->own && k < it->others; k++)
				add_row(p, NULL, 0, tr(N_("(recorded among the missed tests)")));
			add_row(p, item->code, 0, code_label(field->codes, code_of(item->code)));
		}
	} else if (it->said) {
		for (const char *s = it->said; *s; s += strcspn(s, "\n"), s += *s == '\n') {
			char *name = mem_strndup(s, strcspn(s, "\n"));

			if (*name) {
				add_row(p, NULL, 0, name);
				p->rows[p->n - 1].code = p->rows[p->n - 1].label;
			}
			free(name);
		}
	} else if (field->type == FT_REF && f->env && f->env->list) {
		f->env->list(f->env->ctx, field->ref, &ids);
		for (size_t i = 0; i < ids.n; i++)
			add_row(p, NULL, ids.v[i],
			        f->env->names.ref_name(f->env->names.ctx, field->ref, ids.v[i]));
		ids_clear(&ids);
	}
	if (p->n == 0) {
		pick_clear(p);
		return false;
	}
	p->shown = mem_zalloc(p->n, sizeof *p->shown);
	pick_filter(p);
	for (size_t i = 0; i < p->n; i++) {
		const void *value = field_cptr(field, f->rec[it->entity]);

		const char *code = p->rows[i].code;

		if (field->type == FT_CODE   ? code && code_is(*(const struct code *)value, code)
		    : field->type == FT_TEXT ? code && *(char *const *)value && strcmp(*(char *const *)value, code) == 0
		                             : ((const struct ref *)value)->id == p->rows[i].id)
			p->mark = i;
	}
	return true;
}

void pick_open_fields(struct pick *p, const struct form *f) {
	memset(p, 0, sizeof *p);
	edit_init(&p->filter, 40, 30, 1);
	for (size_t i = 0; i < f->n; i++) {
		if (!f->items[i].read_only)
			add_row(p, NULL, (long long)i, tr(f->items[i].field->label));
	}
	p->shown = mem_zalloc(p->n, sizeof *p->shown);
	pick_filter(p);
}

void pick_open_records(struct pick *p, const struct field_env *env, const char *ref,
                       const struct ids *ids) {
	memset(p, 0, sizeof *p);
	edit_init(&p->filter, 40, 30, 1);
	for (size_t i = 0; i < ids->n; i++) {
		const char *name = env->ref_name(env->ctx, ref, ids->v[i]);
		bool twice = false;

		for (size_t k = 0; name && k < p->n; k++) /* who stands in two teams is one name */
			twice = twice || strcmp(p->rows[k].label, name) == 0;
		if (name && !twice)
			add_row(p, NULL, ids->v[i], name);
	}
	p->shown = mem_zalloc(p->n + 1, sizeof *p->shown);
	pick_filter(p);
}

void pick_clear(struct pick *p) {
	for (size_t i = 0; i < p->n; i++)
		free(p->rows[i].label);
	free(p->rows);
	free(p->shown);
	edit_clear(&p->filter);
	memset(p, 0, sizeof *p);
}

enum closeness { NO_MATCH, INSIDE, BEGINNING, SAME };

/* How a text stands in the pinyin of a label, initials, in full or some of each: " cjg djg" holds
 * every reading after a blank. */
static enum closeness match_pinyin(const char *label, const char *text) {
	struct str all = {0}, wanted = {0};
	const char *at;
	enum closeness found = NO_MATCH;

	search_key_add_readings(&all, label);
	str_addc(&wanted, ' ');
	for (const char *s = text; *s; s++)
		str_addc(&wanted, (char)tolower((unsigned char)*s));
	for (at = str_text(&all); found != SAME && (at = strstr(at, str_text(&wanted))); at++)
		found = at[wanted.n] == '\0' || at[wanted.n] == ' ' ? SAME : BEGINNING;
	str_clear(&all);
	str_clear(&wanted);
	return found;
}

static enum closeness match(const char *label, const char *text) {
	size_t n = strlen(text);
	enum closeness pinyin;

	if (strcasecmp(label, text) == 0)
		return SAME;
	pinyin = match_pinyin(label, text);
	if (pinyin == SAME)
		return SAME;
	if (strncasecmp(label, text, n) == 0)
		return BEGINNING;
	if (pinyin != NO_MATCH)
		return pinyin;
	return strstr(label, text) ? INSIDE : NO_MATCH;
}

void pick_filter(struct pick *p) {
	const char *text = edit_text(&p->filter);

	p->shown_n = 0;
	p->mark = 0;
	for (size_t i = 0; i < p->n; i++) {
		if (!*text || match(p->rows[i].label, text) != NO_MATCH)
			p->shown[p->shown_n++] = i;
	}
}

const struct pick_row *pick_match(const struct pick *p, const char *text) {
	const struct pick_row *best = NULL;
	enum closeness how = NO_MATCH;
	bool alone = true;

	if (!*text)
		return NULL;
	for (size_t i = 0; i < p->n; i++) {
		enum closeness c = match(p->rows[i].label, text);

		if (c == NO_MATCH || c == INSIDE || c < how)
			continue;
		alone = c > how;
		how = c;
		best = &p->rows[i];
	}
	return alone ? best : NULL;
}
