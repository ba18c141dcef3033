/* SPDX-License-Identifier: MIT */
#include "core/json.h"

#include "core/check.h"
#include "core/utf8.h"

static void add_string(struct str *out, const char *s) {
	const char *end = s + strlen(s);

	str_addc(out, '"');
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		char bytes[4];

		if (cp == '"' || cp == '\\')
			str_addf(out, "\\%c", (char)cp);
		else if (cp == '\n')
			str_add(out, "\\n");
		else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
			str_addf(out, "\\u%04x", (unsigned)cp);
		else
			str_addn(out, bytes, utf8_put(cp, bytes));
	}
	str_addc(out, '"');
}

/* What stands before a value: the comma, the line, the key. */
static void begin(struct json *j, const char *key) {
	if (j->depth > 0) {
		bool any = j->level[j->depth - 1].any, rows = j->level[j->depth - 1].rows;

		CHECK((key != NULL) == (j->level[j->depth - 1].end == '}'));
		str_add(&j->out, any ? "," : "");
		str_add(&j->out, j->line || rows ? "\n " : any ? " " : "");
		j->level[j->depth - 1].any = true;
	}
	j->line = false;
	if (key) {
		add_string(&j->out, key);
		str_add(&j->out, ": ");
	}
}

static void open_level(struct json *j, const char *key, char open, char end, bool rows) {
	begin(j, key);
	str_addc(&j->out, open);
	CHECK(j->depth < JSON_DEEP);
	j->level[j->depth].end = end;
	j->level[j->depth].any = false;
	j->level[j->depth++].rows = rows;
}

void json_object(struct json *j, const char *key) {
	open_level(j, key, '{', '}', false);
}

void json_array(struct json *j, const char *key) { open_level(j, key, '[', ']', false); }

void json_rows(struct json *j, const char *key) { open_level(j, key, '[', ']', true); }

void json_end(struct json *j) {
	CHECK(j->depth > 0);
	j->depth--;
	if (j->level[j->depth].rows && j->level[j->depth].any)
		str_addc(&j->out, '\n');
	str_addc(&j->out, j->level[j->depth].end);
}

void json_line(struct json *j) { j->line = true; }

void json_raw(struct json *j, const char *key, const char *json) {
	begin(j, key);
	str_add(&j->out, json);
}

void json_number(struct json *j, const char *key, const char *digits) {
	json_raw(j, key, *digits ? digits : "null");
}

void json_text(struct json *j, const char *key, const char *text) {
	if (!text) {
		json_number(j, key, "");
		return;
	}
	begin(j, key);
	add_string(&j->out, text);
}

void json_int(struct json *j, const char *key, long long v) {
	begin(j, key);
	str_addf(&j->out, "%lld", v);
}

void json_bool(struct json *j, const char *key, bool v) {
	json_number(j, key, v ? "true" : "false");
}
