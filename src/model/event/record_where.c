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

/* "activity.kind", up to the dot: of the record it refers to. */
static void add_referred(struct str *sql, const char *when, size_t dot) {
	size_t member = strcspn(when, "@.");
	bool named = member < dot;
	const char *table = named ? when + member + 1 : when;

	str_addf(sql, "EXISTS (SELECT 1 FROM \"%.*s\" x WHERE x.voided_at IS NULL AND"
	         " x.\"%s\" = e.\"%.*s\" AND ", (int)(when + dot - table), table,
	         named ? "name" : "id", (int)member, when);
}

/* "field=code|code" up to `stop`. */
static void add_condition(struct str *sql, const char *alias, const char *when, const char *stop) {
	size_t field = strcspn(when, "=!");
	const char *code = when + field + 1;

	if (when[field] == '!' || code == stop) {
		str_addf(sql, "%s.\"%.*s\" %s", alias, (int)field, when,
		         when[field] == '!' ? "IS NOT NULL" : "IS NULL");
	} else {
		str_addf(sql, "coalesce(%s.\"%.*s\", '') ", alias, (int)field, when);
		add_codes(sql, code, stop);
	}
}

void record_where_sql(struct str *sql, const char *when) {
	while (when && *when) {
		size_t dot = strcspn(when, ".=!");
		const char *stop = when + strcspn(when, ";");

		str_add(sql, " AND ");
		if (when[dot] == '.') {
			add_referred(sql, when, dot);
			add_condition(sql, "x", when + dot + 1, stop);
			str_add(sql, ")");
		} else {
			add_condition(sql, "e", when, stop);
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
