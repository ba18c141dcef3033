/* SPDX-License-Identifier: MIT */
#include "tui/saved.h"

#include <sqlite3.h>

#include "core/mem.h"
#include "tui/desk.h"

/* What no two runs have the same, or what follows from the others. */
static bool is_of_the_row(const char *column) {
	static const char *const own[] = {"id",		 "uid",	   "ver",     "seq",
					  "recorded_at", "pinyin", "initials"};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(own[i], column) == 0)
			return true;
	return false;
}

static int by_text(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct lines {
	char **v;
	size_t n;
};

static void add_rows(sqlite3 *d, const char *table, const char *sql, struct lines *all) {
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(d, sql, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		struct str line = {0};

		str_add(&line, table);
		for (int c = 0; c < sqlite3_column_count(q); c++) {
			const char *value = (const char *)sqlite3_column_text(q, c);

			if (!value || is_of_the_row(sqlite3_column_name(q, c)))
				continue;
			str_add(&line, "\t");
			str_add(&line, sqlite3_column_name(q, c));
			str_add(&line, "=");
			for (; *value; value++)
				str_addn(&line, *value == '\n' || *value == '\t' ? " " : value, 1);
		}
		all->v = mem_grow(all->v, all->n + 1, sizeof *all->v);
		all->v[all->n++] = mem_strdup(str_text(&line));
		str_clear(&line);
	}
	sqlite3_finalize(q);
}

/* Every table whose rows are records. */
static const char tables[] = "SELECT name FROM sqlite_schema s WHERE type = 'table' AND EXISTS "
			     "(SELECT 1 FROM pragma_table_info(s.name) WHERE name = 'recorded_at')";

char *saved_read(const char *path) {
	sqlite3 *d;
	sqlite3_stmt *q;
	struct lines all = {0};
	struct str text = {0};

	assert_int_equal(sqlite3_open_v2(path, &d, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(d, tables, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(q, 0);
		char *sql = mem_printf("SELECT * FROM %s", table);

		add_rows(d, table, sql, &all);
		free(sql);
	}
	sqlite3_finalize(q);
	add_rows(d, "audit", "SELECT action, reason FROM audit WHERE reason IS NOT NULL", &all);
	sqlite3_close(d);
	qsort(all.v, all.n, sizeof *all.v, by_text);
	for (size_t i = 0; i < all.n; i++) {
		str_add(&text, all.v[i]);
		str_add(&text, "\n");
		free(all.v[i]);
	}
	free(all.v);
	return str_take(&text);
}

/* Is one of the pieces of the text, between these ends, this one of n bytes? */
static bool has_piece(const char *text, const char *piece, size_t n, const char *ends) {
	size_t length;

	for (; *text; text += length + (text[length] != '\0')) {
		length = strcspn(text, ends);
		if (length == n && memcmp(text, piece, n) == 0)
			return true;
	}
	return false;
}

/* The first line of one that the other lacks. */
static const char *lone_line(const char *text, const char *other, size_t *n) {
	for (const char *line = text; *line; line += *n + 1) {
		*n = strcspn(line, "\n");
		if (!has_piece(other, line, *n, "\n"))
			return line;
	}
	*n = 0;
	return "";
}

static void lone_fields(const char *line, size_t n, const char *other, size_t other_n,
			struct str *out) {
	char *one = mem_strndup(line, n), *two = mem_strndup(other, other_n), *at = one;

	for (char *field; (field = strsep(&at, "\t")) != NULL;)
		if (!has_piece(two, field, strlen(field), "\t")) {
			str_add(out, " ");
			str_add(out, field);
		}
	free(one);
	free(two);
}

void saved_differ(const char *want, const char *is, char *out, size_t size) {
	size_t n, m;
	const char *got = lone_line(is, want, &n), *due = lone_line(want, is, &m);
	struct str text = {0};

	str_add(&text, "saved");
	lone_fields(got, n, due, m, &text);
	str_add(&text, "; right");
	lone_fields(due, m, got, n, &text);
	snprintf(out, size, "%s", str_text(&text));
	str_clear(&text);
}

bool saved_more(const char *is, const char *one, const char *two) {
	size_t n;

	for (const char *line = is; *line; line += n + 1) {
		n = strcspn(line, "\n");
		if (!has_piece(one, line, n, "\n") && !has_piece(two, line, n, "\n"))
			return true;
	}
	return false;
}
