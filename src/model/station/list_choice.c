/* What a list says of its columns; their choice and order as text that can be kept or typed.
 * SPDX-License-Identifier: MIT */
#include "model/station/list_def.h"

const struct field_def *list_column_field(const struct list_def *d, size_t column) {
	const struct list_column *col = &d->columns[column];
	const struct entity_def *of = col->of != NULL ? col->of : d->entity;

	return of != NULL && col->field != NULL ? entity_field(of, col->field) : NULL;
}

const char *list_column_label(const struct list_def *d, size_t column) {
	const struct field_def *f = list_column_field(d, column);

	return d->columns[column].label != NULL ? d->columns[column].label
	       : f != NULL                      ? f->label
	                                        : "";
}

const char *list_column_head(const struct list_def *d, size_t column) {
	return d->columns[column].head != NULL ? d->columns[column].head
	                                       : list_column_label(d, column);
}

const char *list_column_key(const struct list_def *d, size_t column) {
	return d->columns[column].key != NULL ? d->columns[column].key : d->columns[column].field;
}

bool list_column_is_day(const struct list_def *d, size_t column) {
	const struct field_def *f = list_column_field(d, column);

	return d->columns[column].day || (f != NULL && f->type == FT_DATE);
}

unsigned list_column_flags(const struct list_def *d, size_t column) {
	const struct field_def *f = list_column_field(d, column);

	return d->columns[column].flags | (f != NULL ? f->flags : 0);
}

bool list_can_sort(const struct list_def *d, size_t column) {
	return !(d->own & LIST_SORTS) || d->columns[column].sort > 0;
}

static bool is_word(const char *word, const char *text, size_t len) {
	return word != NULL && strlen(word) == len && strncmp(word, text, len) == 0;
}

/* By its key; by its field or English label in what older programs kept. column_count: there is
 * none. */
static size_t column_named(const struct list_def *d, const char *text, size_t len) {
	size_t c = 0;

	while (c < d->column_count && !is_word(list_column_key(d, c), text, len) &&
	       !is_word(d->columns[c].field, text, len) &&
	       !is_word(list_column_head(d, c), text, len))
		c++;
	return c;
}

void list_order_text(const struct list_run *r, struct str *out) {
	for (size_t i = 0; i < r->q.keys; i++)
		str_addf(out, "%s%s%s", i > 0 ? "," : "", r->q.key[i].descending ? "-" : "",
		         list_column_key(r->def, r->q.key[i].column));
}

static bool is_the_lists_own(const struct list_run *r) {
	size_t i = 0;

	for (size_t c = 0; c < r->def->column_count; c++)
		if (!r->def->columns[c].extra && (i >= r->shown_count || r->shown[i++] != c))
			return false;
	return i == r->shown_count;
}

void list_columns_text(const struct list_run *r, struct str *out) {
	for (size_t i = 0; i < r->shown_count && !is_the_lists_own(r); i++)
		str_addf(out, "%s%s", i > 0 ? "," : "", list_column_key(r->def, r->shown[i]));
}

static const char *not_taken(const char *word, size_t n, size_t *len) {
	if (len != NULL)
		*len = n;
	return word;
}

const char *list_take_order(struct list_run *r, const char *text, size_t *len) {
	const char *left = NULL;

	r->q.keys = 0;
	for (const char *p = text; *p != '\0';) {
		bool down = *p == '-';
		size_t n = strcspn(p += down, ","), column = column_named(r->def, p, n);

		if (column < r->def->column_count && list_can_sort(r->def, column) &&
		    r->q.keys < LIST_KEYS)
			r->q.key[r->q.keys++] = (struct list_key){.column = column,
			                                          .descending = down};
		else if (left == NULL)
			left = not_taken(p, n, len);
		p += n + (p[n] == ',');
	}
	return left;
}

const char *list_take_columns(struct list_run *r, const char *text, size_t *len) {
	bool all = strcmp(text, "all") == 0;
	const char *left = NULL;

	r->shown_count = 0;
	for (const char *p = all ? "" : text; *p != '\0';) {
		size_t n = strcspn(p, ","), column = column_named(r->def, p, n);

		if (column < r->def->column_count && r->shown_count < LIST_COLUMNS)
			r->shown[r->shown_count++] = column;
		else if (left == NULL)
			left = not_taken(p, n, len);
		p += n + (p[n] == ',');
	}
	if (r->shown_count > 0)
		return left;
	for (size_t c = 0; c < r->def->column_count && c < LIST_COLUMNS; c++)
		if (all || !r->def->columns[c].extra)
			r->shown[r->shown_count++] = c;
	return left;
}
