/* Order and columns of a list as an officer chose them, as text that can be kept. */
#include <string.h>

#include "core/field.h"
#include "ui/list/list.h"

/* A column's name in such a text: its field, else its English label. */
static const char *column_id(const struct list *l, size_t column) {
	const char *field = l->source->columns[column].field;

	return field != NULL ? field : list_column_label(l, column);
}

/* column_count: there is none. */
static size_t column_named(const struct list *l, const char *id, size_t len) {
	size_t c = 0;

	while (c < l->source->column_count &&
	       (strlen(column_id(l, c)) != len || strncmp(column_id(l, c), id, len) != 0))
		c++;
	return c;
}

void list_order_text(const struct list *l, struct str *out) {
	for (size_t i = 0; i < l->keys; i++)
		str_addf(out, "%s%s%s", i > 0 ? "," : "", l->order[i].descending ? "-" : "", column_id(l, l->order[i].column));
}

void list_take_order(struct list *l, const char *text) {
	l->keys = 0;
	for (const char *p = text; *p != '\0' && l->keys < LIST_KEYS;) {
		bool down = *p == '-';
		size_t len, column;

		p += down;
		len = strcspn(p, ",");
		column = column_named(l, p, len);
		if (column < l->source->column_count && list_can_sort(l, column))
			l->order[l->keys++] = (struct list_order){.column = column, .descending = down};
		p += len + (p[len] == ',');
	}
}

static bool is_the_sources_own(const struct list *l) {
	size_t i = 0;

	for (size_t c = 0; c < l->source->column_count; c++)
		if (!l->source->columns[c].extra && (i >= l->shown_count || l->shown[i++] != c))
			return false;
	return i == l->shown_count;
}

void list_columns_text(const struct list *l, struct str *out) {
	for (size_t i = 0; i < l->shown_count && !is_the_sources_own(l); i++)
		str_addf(out, "%s%s", i > 0 ? "," : "", column_id(l, l->shown[i]));
}

void list_take_columns(struct list *l, const char *text) {
	l->shown_count = 0;
	for (const char *p = text; *p != '\0' && l->shown_count < LIST_COLUMNS;) {
		size_t len = strcspn(p, ","), column = column_named(l, p, len);

		if (column < l->source->column_count)
			l->shown[l->shown_count++] = column;
		p += len + (p[len] == ',');
	}
	if (l->shown_count > 0)
		return;
	for (size_t c = 0; c < l->source->column_count && c < LIST_COLUMNS; c++)
		if (!l->source->columns[c].extra)
			l->shown[l->shown_count++] = c;
}
