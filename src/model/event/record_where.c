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

void record_where_sql(struct str *sql, const char *when) {
	while (when && *when) {
		size_t field = strcspn(when, "=!"), end = strcspn(when, ";");
		const char *code = when + field + 1, *stop = when + end;

		if (when[field] == '!' || code == stop) {
			str_addf(sql, " AND e.\"%.*s\" %s", (int)field, when,
			         when[field] == '!' ? "IS NOT NULL" : "IS NULL");
		} else {
			str_addf(sql, " AND coalesce(e.\"%.*s\", '') ", (int)field, when);
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
