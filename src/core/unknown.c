/* A value that nobody knows, apart from one that is not filled in yet. */
#include <stdlib.h>
#include <string.h>

#include "core/field.h"

static char **marks_of(const struct field_def *f, void *rec) { return (char **)((char *)rec + f->unknown); }

static const char *marks(const struct field_def *f, const void *rec) {
	const char *list = *(char *const *)((const char *)rec + f->unknown);

	return list ? list : "";
}

bool field_is_unknown(const struct field_def *f, const void *rec) {
	return f->unknown && field_is_blank(f, rec) && str_in_list(marks(f, rec), f->name);
}

/* The list with or without this field's name, always in the order of the alphabet: two that say the same are equal. */
static void write_marks(const struct field_def *f, void *rec, bool with) {
	char **list = marks_of(f, rec);
	struct str out = {0};

	for (const char *p = *list ? *list : ""; *p; p += strspn(p, ",")) {
		size_t n = strcspn(p, ",");
		int order = strncmp(p, f->name, n);

		if (order == 0 && strlen(f->name) > n)
			order = -1;
		if (with && order > 0) {
			str_addf(&out, "%s%s", out.n ? "," : "", f->name);
			with = false;
		}
		if (order != 0)
			str_addf(&out, "%s%.*s", out.n ? "," : "", (int)n, p);
		p += n;
	}
	if (with)
		str_addf(&out, "%s%s", out.n ? "," : "", f->name);
	free(*list);
	*list = out.n ? str_take(&out) : NULL;
	str_clear(&out);
}

void field_unmark(const struct field_def *f, void *rec) {
	if (f->unknown && str_in_list(marks(f, rec), f->name))
		write_marks(f, rec, false);
}

void field_set_unknown(const struct field_def *f, void *rec) {
	field_set_blank(f, rec);
	if (f->unknown)
		write_marks(f, rec, true);
}

const char *field_unknown_word(void) { return tr(N_("not known")); }

bool field_says_unknown(const struct field_def *f, const char *text) {
	static const char *const signs[] = {"?", "？", "不详", "不明", "not known", "unknown"};
	struct code c;

	if (!f->unknown || (f->type == FT_CODE && code_parse(f->codes, text, &c)))
		return false;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (strcmp(text, signs[i]) == 0)
			return true;
	}
	return strcmp(text, field_unknown_word()) == 0;
}
