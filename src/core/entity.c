/* Whole records by their field tables: blank, free, copy. */
#include <stdlib.h>
#include <string.h>

#include "core/field.h"

void field_set_blank(const struct field_def *f, void *rec) {
	void *p = field_ptr(f, rec);

	field_unmark(f, rec);
	switch (f->type) {
	case FT_TEXT:
	case FT_NOTE:
	case FT_IDNO:
	case FT_PHONE:
		free(*(char **)p);
		*(char **)p = NULL;
		break;
	case FT_DATE:
		*(struct date *)p = DATE_NONE;
		break;
	case FT_CODE:
		*(struct code *)p = CODE_NONE;
		break;
	case FT_INT:
	case FT_MONEY:
		*(long long *)p = INT_NONE;
		break;
	case FT_REF:
		((struct ref *)p)->id = 0;
		break;
	}
}

static void copy_value(const struct field_def *f, void *dst, const void *src) {
	void *d = field_ptr(f, dst);
	const void *s = field_cptr(f, src);
	char *text;

	switch (f->type) {
	case FT_TEXT:
	case FT_NOTE:
	case FT_IDNO:
	case FT_PHONE:
		text = mem_strdup(*(char *const *)s);
		free(*(char **)d);
		*(char **)d = text;
		break;
	case FT_DATE:
		*(struct date *)d = *(const struct date *)s;
		break;
	case FT_CODE:
		*(struct code *)d = *(const struct code *)s;
		break;
	case FT_INT:
	case FT_MONEY:
		*(long long *)d = *(const long long *)s;
		break;
	case FT_REF:
		*(struct ref *)d = *(const struct ref *)s;
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

void entity_copy(const struct entity_def *def, void *dst, const void *src) {
	struct record *r = dst;

	entity_init(def, dst);
	memcpy(r, src, sizeof *r);
	r->void_reason = mem_strdup(r->void_reason);
	for (size_t i = 0; i < def->count; i++)
		field_copy(&def->fields[i], dst, src);
}

enum rc field_check(const struct field_def *f, const void *rec, struct date today, struct err *err) {
	char day[DATE_BUF];
	struct date d;

	if ((f->flags & F_REQUIRED) && field_is_blank(f, rec))
		return err_field(err, f->name, "field.required", N_("{label} is missing: fill it in."), "label", tr(f->label),
		                 NULL);
	if (!(f->flags & F_PAST) || f->type != FT_DATE)
		return RC_OK;
	d = *(const struct date *)field_cptr(f, rec);
	if (date_is_set(d) && date_before(today, d))
		return err_field(err, f->name, "field.future", N_("{label}: {date} lies in the future. Correct it."), "label",
		                 tr(f->label), "date", date_format(d, day), NULL);
	return RC_OK;
}

enum rc entity_check(const struct entity_def *def, const void *rec, struct date today, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < def->count; i++)
		rc = field_check(&def->fields[i], rec, today, err);
	return rc;
}

const struct field_def *entity_field(const struct entity_def *def, const char *name) {
	for (size_t i = 0; i < def->count; i++) {
		if (strcmp(def->fields[i].name, name) == 0)
			return &def->fields[i];
	}
	return NULL;
}
