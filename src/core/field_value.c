/* Values of fields and whole records, by their tables: blank, not known, compared, copied,
 * checked. SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/field.h"

void field_take_text(const struct field_def *f, void *rec, char *t) {
	char **p = field_ptr(f, rec);

	CHECK(field_kind(f) == KIND_TEXT);
	free(*p);
	*p = t;
}

bool field_is_blank(const struct field_def *f, const void *rec) {
	switch (field_kind(f)) {
	case KIND_TEXT:
		return field_text(f, rec) == NULL;
	case KIND_DATE:
		return !date_is_set(field_date(f, rec));
	case KIND_CODE:
		return !code_is_set(field_code(f, rec));
	case KIND_NUMBER:
		return field_number(f, rec) == INT_NONE;
	case KIND_REF:
		return field_ref(f, rec) == 0;
	}
	return true;
}

static int compare_text(const char *a, const char *b) {
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int compare_number(long long a, long long b) {
	return (a > b) - (a < b);
}

static int compare_values(const struct field_def *f, const void *a, const void *b) {
	switch (field_kind(f)) {
	case KIND_TEXT:
		return compare_text(field_text(f, a), field_text(f, b));
	case KIND_DATE:
		return date_cmp(field_date(f, a), field_date(f, b));
	case KIND_CODE:
		return strcmp(field_code(f, a).s, field_code(f, b).s);
	case KIND_NUMBER:
		return compare_number(field_number(f, a), field_number(f, b));
	case KIND_REF:
		return compare_number(field_ref(f, a), field_ref(f, b));
	}
	return 0;
}

int field_compare(const struct field_def *f, const void *a, const void *b) {
	int order = compare_values(f, a, b);

	return order ? order : (int)field_is_unknown(f, a) - (int)field_is_unknown(f, b);
}

/* ---- not known: another thing than not filled in yet ---- */

static const char *marks(const struct field_def *f, const void *rec) {
	const char *list = *(char *const *)((const char *)rec + f->unknown);

	return list ? list : "";
}

bool field_is_unknown(const struct field_def *f, const void *rec) {
	return f->unknown && field_is_blank(f, rec) && str_in_list(marks(f, rec), f->name);
}

/* The list with or without this field's name, always in the order of the alphabet: two that say the
 * same are equal. */
static void write_marks(const struct field_def *f, void *rec, bool with) {
	char **list = (char **)((char *)rec + f->unknown);
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

void field_set_blank(const struct field_def *f, void *rec) {
	void *p = field_ptr(f, rec);

	field_unmark(f, rec);
	switch (field_kind(f)) {
	case KIND_TEXT:
		field_take_text(f, rec, NULL);
		break;
	case KIND_DATE:
		*(struct date *)p = DATE_NONE;
		break;
	case KIND_CODE:
		*(struct code *)p = CODE_NONE;
		break;
	case KIND_NUMBER:
		*(long long *)p = INT_NONE;
		break;
	case KIND_REF:
		((struct ref *)p)->id = 0;
		break;
	}
}

void field_set_unknown(const struct field_def *f, void *rec) {
	field_set_blank(f, rec);
	if (f->unknown)
		write_marks(f, rec, true);
}

static void copy_value(const struct field_def *f, void *dst, const void *src) {
	void *d = field_ptr(f, dst);

	switch (field_kind(f)) {
	case KIND_TEXT:
		field_take_text(f, dst, mem_strdup(field_text(f, src)));
		break;
	case KIND_DATE:
		*(struct date *)d = field_date(f, src);
		break;
	case KIND_CODE:
		*(struct code *)d = field_code(f, src);
		break;
	case KIND_NUMBER:
		*(long long *)d = field_number(f, src);
		break;
	case KIND_REF:
		((struct ref *)d)->id = field_ref(f, src);
		break;
	}
}

void field_copy(const struct field_def *f, void *dst, const void *src) {
	if (field_is_unknown(f, src)) {
		field_set_unknown(f, dst);
		return;
	}
	field_unmark(f, dst);
	copy_value(f, dst, src);
}

void entity_init(const struct entity_def *def, void *rec) {
	memset(rec, 0, def->size);
	for (size_t i = 0; i < def->count; i++)
		field_set_blank(&def->fields[i], rec);
}

void entity_clear(const struct entity_def *def, void *rec) {
	free(((struct record *)rec)->void_reason);
	((struct record *)rec)->void_reason = NULL;
	for (size_t i = 0; i < def->count; i++)
		field_set_blank(&def->fields[i], rec);
	memset(rec, 0, sizeof(struct record));
}

void entity_free(const struct entity_def *def, void *rec) {
	free(((struct record *)rec)->void_reason);
	for (size_t i = 0; i < def->count; i++)
		if (field_kind(&def->fields[i]) == KIND_TEXT)
			field_take_text(&def->fields[i], rec, NULL);
}

void entity_copy(const struct entity_def *def, void *dst, const void *src) {
	struct record *r = dst;

	entity_init(def, dst);
	memcpy(r, src, sizeof *r);
	r->void_reason = mem_strdup(r->void_reason);
	for (size_t i = 0; i < def->count; i++)
		field_copy(&def->fields[i], dst, src);
}

enum rc field_check(const struct field_def *f, const void *rec, struct date today,
                    struct err *err) {
	char day[DATE_BUF];
	struct date d;

	if ((f->flags & F_REQUIRED) && field_is_blank(f, rec))
		return err_field(err, f->name, "field.required",
			N_("{label} is missing: fill it in."), "label", tr(f->label), NULL);
	if (!(f->flags & F_PAST) || f->type != FT_DATE)
		return RC_OK;
	d = field_date(f, rec);
	if (date_is_set(d) && date_before(today, d))
		return err_field(err, f->name, "field.future",
		                 N_("{label}: {date} lies in the future. Correct it."), "label",
		                 tr(f->label), "date", date_format(d, day), NULL);
	return RC_OK;
}

enum rc entity_check(const struct entity_def *def, const void *rec, struct date today,
                     struct err *err) {
	for (size_t i = 0; i < def->count; i++)
		if (field_check(&def->fields[i], rec, today, err) != RC_OK)
			return RC_INVALID;
	return RC_OK;
}

const struct field_def *entity_field(const struct entity_def *def, const char *name) {
	for (size_t i = 0; i < def->count; i++) {
		if (strcmp(def->fields[i].name, name) == 0)
			return &def->fields[i];
	}
	return NULL;
}
