/* SPDX-License-Identifier: MIT */
#include "model/event/record_where.h"

/* "code|code" up to `stop`. */
static void add_codes(struct str *sql, const char *code, const char *stop) {
	const char *sep = "IN (";

	while (code <= stop) {
		size_t n = strcspn(code, "|;");

		str_addf(sql, "%s'%.*s'", sep, (int)n, code);
		code += n + 1;
		sep = ", ";
	}
	str_add(sql, ")");
}

/* What a condition is on: a field of the record, or of the one it refers to. */
static void add_field(struct str *sql, const char *when, size_t n) {
	size_t named = strcspn(when, "@"), member = strcspn(when, "@."), dot = strcspn(when, ".");
	const char *table = named < n ? when + named + 1 : when;

	if (dot >= n) {
		str_addf(sql, "e.\"%.*s\"", (int)n, when);
		return;
	}
	str_addf(sql, "(SELECT x.\"%.*s\" FROM \"%.*s\" x WHERE x.\"%s\" = e.\"%.*s\" AND"
	         " x.voided_at IS NULL LIMIT 1)", (int)(n - dot - 1), when + dot + 1,
	         (int)(when + dot - table), table, named < n ? "name" : "id", (int)member, when);
}

void record_where_sql(struct str *sql, const char *when) {
	while (when && *when) {
		size_t field = strcspn(when, "=!"), end = strcspn(when, ";");
		const char *code = when + field + 1, *stop = when + end;

		if (when[field] == '!' || code == stop) {
			str_add(sql, " AND ");
			add_field(sql, when, field);
			str_add(sql, when[field] == '!' ? " IS NOT NULL" : " IS NULL");
		} else {
			str_add(sql, " AND coalesce(");
			add_field(sql, when, field);
			str_add(sql, ", '') ");
			add_codes(sql, code, stop);
		}
		when = stop + (*stop == ';');
	}
}

void record_first_sql(struct str *sql, const char *fields) {
	str_add(sql, "coalesce(");
	while (*fields) {
		size_t n = strcspn(fields, ",");

		str_addf(sql, "e.\"%.*s\", ", (int)n, fields);
		fields += n + (fields[n] == ',');
	}
	str_add(sql, "NULL)");
}
