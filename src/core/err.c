/* SPDX-License-Identifier: MIT */
#include "core/err.h"

#include <sysexits.h>

#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

/* The value that follows `name` (n bytes) in the pairs; false when there is none. */
static bool pair_find(va_list ap, const char *name, size_t n, const char **value) {
	va_list copy;
	bool found = false;

	va_copy(copy, ap);
	for (;;) {
		const char *key = va_arg(copy, const char *);

		if (!key)
			break;
		*value = va_arg(copy, const char *);
		if (strlen(key) == n && memcmp(key, name, n) == 0) {
			found = true;
			break;
		}
	}
	va_end(copy);
	return found;
}

/* Append what fits; the answer counts all of it. */
static size_t put(char *out, size_t size, size_t at, const char *s, size_t n) {
	if (at + 1 < size)
		memcpy(out + at, s, n < size - 1 - at ? n : size - 1 - at);
	return at + n;
}

void text_vfill(char *out, unsigned long size, const char *tmpl, va_list ap) {
	size_t at = 0;
	const char *p = tmpl;

	if (size == 0)
		return;
	while (*p) {
		const char *open = strchr(p, '{');
		const char *end = open ? strchr(open, '}') : NULL;
		const char *value = NULL;

		if (!open || !end) {
			at = put(out, size, at, p, strlen(p));
			break;
		}
		at = put(out, size, at, p, (size_t)(open - p));
		if (pair_find(ap, open + 1, (size_t)(end - open - 1), &value))
			at = value ? put(out, size, at, value, strlen(value)) : at;
		else
			at = put(out, size, at, open, (size_t)(end - open + 1));
		p = end + 1;
	}
	if (at < size) {
		out[at] = '\0';
		return;
	}
	out[size - 1] = '\0';
	at = utf8_cut(out, size > 3 ? size - 3 : 0); /* cut at a character, with its sign */
	memcpy(out + at, size > 2 ? ".." : "", size > 2 ? 3 : 1);
}

void text_fill(char *out, unsigned long size, const char *tmpl, ...) {
	va_list ap;

	va_start(ap, tmpl);
	text_vfill(out, size, tmpl, ap);
	va_end(ap);
}

void text_copy(char *out, unsigned long size, const char *text) {
	text_fill(out, size, "{text}", "text", text, NULL);
}

void str_fill(struct str *out, const char *tmpl, ...) {
	char text[500];
	va_list ap;

	va_start(ap, tmpl);
	text_vfill(text, sizeof text, tr(tmpl), ap);
	va_end(ap);
	str_add(out, text);
}

const char *num_text(char out[24], long long n) {
	snprintf(out, 24, "%lld", n);
	return out;
}

static void set(struct err *e, enum rc rc, const char *field, const char *id, const char *tmpl,
                va_list ap) {
	e->rc = rc;
	snprintf(e->id, sizeof e->id, "%s", id);
	snprintf(e->field, sizeof e->field, "%s", field);
	text_vfill(e->text, sizeof e->text, tr(tmpl), ap);
}

enum rc err_set(struct err *e, enum rc rc, const char *id, const char *tmpl, ...) {
	va_list ap;

	if (!e)
		return rc;
	va_start(ap, tmpl);
	set(e, rc, "", id, tmpl, ap);
	va_end(ap);
	return rc;
}

enum rc err_field(struct err *e, const char *field, const char *id, const char *tmpl, ...) {
	va_list ap;

	if (!e)
		return RC_INVALID;
	va_start(ap, tmpl);
	set(e, RC_INVALID, field, id, tmpl, ap);
	va_end(ap);
	return RC_INVALID;
}

int err_exit_status(enum rc rc) {
	switch (rc) {
	case RC_OK:
		return EX_OK;
	case RC_USAGE:
		return EX_USAGE;
	case RC_INVALID:
		return EX_DATAERR;
	case RC_NOT_FOUND:
		return EX_NOINPUT;
	case RC_EXISTS:
		return EX_CANTCREAT;
	case RC_CONFLICT:
	case RC_BUSY:
		return EX_TEMPFAIL;
	case RC_DENIED:
		return EX_NOPERM;
	case RC_IO:
	case RC_FULL:
		return EX_IOERR;
	case RC_CORRUPT:
		return EX_DATAERR;
	case RC_NEWER:
	case RC_CONFIG:
		return EX_CONFIG;
	case RC_CANCELLED:
		return 1;
	case RC_INTERNAL:
		return EX_SOFTWARE;
	}
	return EX_SOFTWARE;
}
