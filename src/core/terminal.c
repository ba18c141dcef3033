/* SPDX-License-Identifier: MIT */
#include "core/terminal.h"

#include <ctype.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"

enum { FILE_MOST = 64 * 1024, NAME_MOST = 64 };

/* Every value of the card, once: reading and writing come from here. */
static const struct {
	const char *key;
	size_t offset;
	int least, most;
} values[] = {
	{"hanzi", offsetof(struct terminal, hanzi), 0, 2},
	{"rare", offsetof(struct terminal, rare), 0, 2},
	{"dot", offsetof(struct terminal, dot), 0, 2},
	{"box", offsetof(struct terminal, box), 0, 2},
	{"colour", offsetof(struct terminal, colour), 0, 2},
	{"escape_ms", offsetof(struct terminal, escape_ms), 0, 1000},
	{"speed", offsetof(struct terminal, speed), 0, 1000000},
};

char *terminal_path(const char *db) { return file_beside(db, "terminals.ini"); }

static bool is_name(const char *term) {
	size_t n = strlen(term);

	for (const char *s = term; *s; s++)
		if (!isgraph((unsigned char)*s) || *s == '[' || *s == ']')
			return false;
	return n > 0 && n < NAME_MOST;
}

static void read_line(const char *line, size_t n, struct terminal *out) {
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		size_t len = strlen(values[i].key);
		long value;

		if (n <= len || memcmp(line, values[i].key, len) != 0 ||
		    (line[len] != ' ' && line[len] != '='))
			continue;
		line += len + strspn(line + len, " =");
		value = strtol(line, NULL, 10);
		if (value >= values[i].least && value <= values[i].most)
			*(int *)((char *)out + values[i].offset) = (int)value;
		return;
	}
}

/* Where the section's header begins and where its last line ends; false: there is none. */
static bool find_section(const char *text, const char *term, size_t *from, size_t *to) {
	char *head = mem_printf("[%s]", term);
	size_t len = strlen(head);
	bool inside = false;

	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		if (*line != '[')
			continue;
		if (inside) {
			*to = (size_t)(line - text);
			break;
		}
		if (strncmp(line, head, len) == 0 && (line[len] == '\n' || line[len] == '\0')) {
			inside = true;
			*from = (size_t)(line - text);
			*to = strlen(text);
		}
	}
	free(head);
	return inside;
}

void terminal_load(const char *path, const char *term, struct terminal *out) {
	struct str file = {0};
	struct err err = {.text = ""};
	size_t from, to;

	*out = (struct terminal){0};
	if (is_name(term) && file_read(path, FILE_MOST, &file, &err) == RC_OK && file.n > 0 &&
	    find_section(str_text(&file), term, &from, &to)) {
		const char *text = str_text(&file);

		for (size_t at = from; at < to; at += strcspn(text + at, "\n") + 1)
			read_line(text + at, strcspn(text + at, "\n"), out);
	}
	str_clear(&file);
}

enum rc terminal_save(const char *path, const char *term, const struct terminal *t,
                      struct err *err) {
	struct str file = {0}, fresh = {0};
	struct err missing = {.text = ""};
	size_t from, to;
	enum rc rc;

	if (!is_name(term))
		return err_set(err, RC_INVALID, "terminal.name",
		               N_("TERM is no name of a terminal"), NULL);
	rc = file_read(path, FILE_MOST, &file, &missing);
	if (rc != RC_OK && rc != RC_NOT_FOUND) {
		*err = missing;
		goto out;
	}
	if (file.n > 0 && find_section(str_text(&file), term, &from, &to)) {
		str_addn(&fresh, file.s, from);
		str_addn(&fresh, file.s + to, file.n - to);
	} else {
		str_addn(&fresh, str_text(&file), file.n);
	}
	if (fresh.n > 0 && fresh.s[fresh.n - 1] != '\n')
		str_addc(&fresh, '\n');
	str_addf(&fresh, "[%s]\n", term);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		str_addf(&fresh, "%s = %d\n", values[i].key,
		         *(const int *)((const char *)t + values[i].offset));
	rc = file_make_parents(path, err);
	if (rc == RC_OK)
		rc = file_replace(path, fresh.s, fresh.n, err);
out:
	str_clear(&file);
	str_clear(&fresh);
	return rc;
}
