/* SPDX-License-Identifier: MIT
 * A form as text, and back: one line a fact, KIND TAB RECORD TAB FIELD TAB VALUE, under a line with
 * the version of this encoding. Fields go by name, so that a draft outlives a change of the form. A
 * value that stays masked is written only when it was typed here.
 */
#include "core/hash.h"
#include "ui/form/form.h"

#define FIRST_LINE "wubao-draft 1\n"

enum line_kind {
	LINE_RECORD = 'r', /* its uid and the version it was loaded in */
	LINE_BASE = 'b',   /* a value as loaded */
	LINE_MINE = 'm',   /* a value that was taken and differs from it; may be empty */
	LINE_TYPED = 't',  /* a text typed and not taken yet */
	LINE_FIRST = 'a',  /* a value typed once and asked for again */
};

static bool is_kept(const struct field_def *field) { return (field->flags & F_SYSTEM) == 0; }

static void add_line(struct str *out, enum line_kind kind, int entity, const char *name,
                     const char *value) {
	str_addf(out, "%c\t%d\t%s\t", kind, entity, name);
	for (; *value; value++) {
		if (*value == '\\' || *value == '\n')
			str_addc(out, '\\');
		str_addc(out, *value == '\n' ? 'n' : *value);
	}
	str_addc(out, '\n');
}

static void add_values(const struct form *f, int e, struct str *out) {
	const struct entity_def *def = f->def->entity[e];
	struct str base = {0}, mine = {0};

	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *field = &def->fields[i];

		if (!is_kept(field))
			continue;
		str_reset(&base);
		str_reset(&mine);
		field_store_text(field, f->base[e], &base);
		field_store_text(field, f->rec[e], &mine);
		if (base.n > 0 && !(field->flags & F_MASKED))
			add_line(out, LINE_BASE, e, field->name, str_text(&base));
		if (field_compare(field, f->base[e], f->rec[e]) != 0)
			add_line(out, LINE_MINE, e, field->name, str_text(&mine));
	}
	str_clear(&base);
	str_clear(&mine);
}

void form_draft_write(struct form *f, struct str *out) {
	char ver[24];

	str_add(out, FIRST_LINE);
	for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
		const struct record *rec = f->rec[e];

		snprintf(ver, sizeof ver, "%lld", rec->ver);
		add_line(out, LINE_RECORD, e, rec->uid[0] ? rec->uid : "-", ver);
		add_values(f, e, out);
	}
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];

		if (it->again)
			add_line(out, LINE_FIRST, it->entity, it->field->name,
			         str_text(&it->first));
		if (it->touched)
			add_line(out, LINE_TYPED, it->entity, it->field->name,
			         edit_text(&it->edit));
	}
}

/* ---- back ---- */

struct line {
	enum line_kind kind;
	int entity;
	char *name, *value;
};

/* Take the line at *at apart, in place. False: the end, or nothing this program wrote. */
static bool next_line(char **at, struct line *out) {
	char *s = *at, *end = strchr(s, '\n'), *to;

	if (!end || end - s < 5 || s[1] != '\t' || s[2] < '0' || s[2] >= '0' + FORM_RECORDS ||
	    s[3] != '\t')
		return false;
	*end = '\0';
	*at = end + 1;
	*out = (struct line){.kind = (enum line_kind)s[0],
	                     .entity = s[2] - '0',
	                     .name = s + 4,
	                     .value = strchr(s + 4, '\t')};
	if (!out->value)
		return false;
	*out->value++ = '\0';
	to = out->value;
	for (const char *from = out->value; *from; from++, to++) {
		if (*from == '\\' && from[1]) {
			from++;
			*to = (char)(*from == 'n' ? '\n' : *from);
		} else {
			*to = *from;
		}
	}
	*to = '\0';
	return true;
}

static const struct field_def *field_of(const struct form *f, const struct line *l) {
	const struct entity_def *def = f->def->entity[l->entity];
	const struct field_def *field = def ? entity_field(def, l->name) : NULL;

	return field && is_kept(field) ? field : NULL;
}

/* The record as it was loaded for the draft, before its lines say what stood in it. */
static void begin_record(struct form *f, const struct line *l, bool again, bool *stale) {
	const struct entity_def *def = f->def->entity[l->entity];
	struct record *rec, *base;
	long long ver = strtoll(l->value, NULL, 10);

	if (!def)
		return;
	rec = f->rec[l->entity];
	base = f->base[l->entity];
	if (rec->id == 0 && strlen(l->name) == UID_LEN)
		memcpy(rec->uid, l->name, UID_LEN + 1);
	*stale = *stale || (rec->id != 0 && rec->ver != ver);
	if (!again)
		return;
	rec->ver = base->ver = ver;
	for (size_t i = 0; i < def->count; i++) {
		if (!is_kept(&def->fields[i]) || (def->fields[i].flags & F_MASKED))
			continue;
		field_set_blank(&def->fields[i], rec);
		field_set_blank(&def->fields[i], base);
	}
}

/* all: the values as loaded too, else only what was typed. */
static void read_values(struct form *f, char *at, bool all, bool *stale) {
	const struct field_def *field;
	struct line l;

	while (next_line(&at, &l)) {
		field = field_of(f, &l);
		if (l.kind == LINE_RECORD) {
			begin_record(f, &l, all, stale);
		} else if (l.kind == LINE_MINE && field) {
			field_store_read(field, f->rec[l.entity], l.value);
		} else if (l.kind == LINE_BASE && field && all) {
			field_store_read(field, f->rec[l.entity], l.value);
			field_store_read(field, f->base[l.entity], l.value);
		}
	}
}

static void read_typed(struct form *f, char *at) {
	struct line l;

	while (next_line(&at, &l)) {
		size_t i = form_find(f, l.entity, l.name);
		struct form_item *it = i < f->n ? &f->items[i] : NULL;

		if (!it || it->read_only || (l.kind != LINE_TYPED && l.kind != LINE_FIRST))
			continue;
		it->fresh = it->masked = false;
		if (l.kind == LINE_FIRST) {
			it->again = true;
			str_reset(&it->first);
			str_add(&it->first, l.value);
			edit_set(&it->edit, NULL);
		} else {
			it->touched = true;
			edit_set(&it->edit, l.value);
		}
	}
}

/* Somebody saved meanwhile: what was typed and not taken is compared too, as far as it can be read
 * and need not be typed twice. */
static void take_typed(struct form *f) {
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];

		if (it->touched && !it->again && !(it->field->flags & F_TWICE) &&
		    widget_take(f, it, NULL) == RC_OK)
			widget_load(f, it);
	}
}

/* A pass over a copy, since taking the lines apart writes into them. */
static void pass(struct form *f, const char *text, bool all, bool *stale) {
	char *copy = mem_strdup(text);

	if (stale)
		read_values(f, copy, all, stale);
	else
		read_typed(f, copy);
	free(copy);
}

bool form_draft_read(struct form *f, const char *text, size_t field, bool *stale) {
	const struct record *first = f->rec[0];
	size_t n = strlen(FIRST_LINE);

	*stale = false;
	if (strncmp(text, FIRST_LINE, n) != 0)
		return false;
	pass(f, text + n, first->id == 0, stale);
	if (*stale) /* again, from what was loaded then */
		pass(f, text + n, true, stale);
	for (size_t i = 0; i < f->n; i++)
		widget_load(f, &f->items[i]);
	pass(f, text + n, false, NULL);
	if (*stale)
		take_typed(f);
	if (field < f->n && !f->items[field].read_only)
		f->cur = field;
	edit_do(&form_item(f)->edit, EDIT_END);
	return true;
}

bool form_draft_value(const char *text, const char *field, struct str *out) {
	size_t n = strlen(FIRST_LINE);
	char *copy, *at, *found = NULL;
	struct line l;

	if (strncmp(text, FIRST_LINE, n) != 0)
		return false;
	copy = at = mem_strdup(text + n);
	while (next_line(&at, &l))
		if (l.entity == 0 && strcmp(l.name, field) == 0 && l.kind != LINE_RECORD)
			found = l.value; /* the lines that count come last */
	if (found)
		str_add(out, found);
	found = found && *found ? found : NULL;
	free(copy);
	return found != NULL;
}
