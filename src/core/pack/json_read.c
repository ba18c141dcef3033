/* SPDX-License-Identifier: MIT */
#include "core/pack/json_read.h"

#include <string.h>

#include "core/mem.h"
#include "core/utf8.h"

enum { DEEP = 16 };

static const char *blanks(const char *p, const char *end) {
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
		p++;
	return p;
}

/* Four digits to the base of 16; -1: they are none. */
static int hex_digits(const char *p, const char *end) {
	int v = 0;

	for (int i = 0; i < 4; i++, p++) {
		int c = p < end ? *p | 32 : 0;

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
			return -1;
		v = v << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return v;
}

/* Behind the closing quote; NULL: no text. out (may be NULL) gets what it says. */
static const char *text(const char *p, const char *end, struct str *out) {
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";

	for (p++; p < end && *p != '"'; p++) {
		const char *at;
		char buf[5];

		if ((unsigned char)*p < ' ')
			return NULL;
		if (*p != '\\') {
			if (out)
				str_addc(out, *p);
			continue;
		}
		if (++p >= end)
			return NULL;
		if (*p == 'u') {
			int cp = hex_digits(p + 1, end);

			/* our own writer needs none above, and no halves of pairs */
			if (cp <= 0 || (cp >= 0xd800 && cp < 0xe000))
				return NULL;
			if (out)
				str_addn(out, buf, utf8_put((uint32_t)cp, buf));
			p += 4;
		} else if (*p && (at = strchr(from, *p)) != NULL) {
			if (out)
				str_addc(out, to[at - from]);
		} else {
			return NULL;
		}
	}
	return p < end ? p + 1 : NULL;
}

static const char *number(const char *p, const char *end) {
	const char *from = p;

	while (p < end && *p && strchr("+-.0123456789eE", *p))
		p++;
	return p > from && (*from == '-' || (*from >= '0' && *from <= '9')) ? p : NULL;
}

static const char *value(const char *p, const char *end, int deep);

/* Behind the bracket; each: nothing, or asked for the value it wants (key NULL: the i-th). */
struct wanted {
	const char *key;
	size_t i;
	struct json_value *out;
	bool found;
};

static bool says(const char *at, const char *end, const char *key) {
	struct str s = {0};
	bool same = text(at, end, &s) && strcmp(str_text(&s), key) == 0;

	str_clear(&s);
	return same;
}

/* Behind the key of a member and its colon; *is: it is the one wanted. NULL: none. */
static const char *key_of(const char *p, const char *end, const struct wanted *w, bool *is) {
	const char *from = p;

	p = *p == '"' ? text(p, end, NULL) : NULL;
	*is = p && w && w->key && says(from, end, w->key);
	p = p ? blanks(p, end) : NULL;
	return p && p < end && *p == ':' ? blanks(p + 1, end) : NULL;
}

static const char *members(const char *p, const char *end, int deep, struct wanted *w) {
	const bool object = *p == '{';
	const char close = object ? '}' : ']';

	p = blanks(p + 1, end);
	if (p < end && *p == close)
		return p + 1;
	for (size_t i = 0; p && p < end; i++) {
		bool is = w && !w->key && w->i == i;
		const char *from = p = object ? key_of(p, end, w, &is) : p;

		p = p ? value(p, end, deep + 1) : NULL;
		if (!p)
			return NULL;
		if (is && !w->found) {
			*w->out = (struct json_value){from, p};
			w->found = true;
			return p; /* the rest was looked at when the text was read */
		}
		p = blanks(p, end);
		if (p < end && *p == close)
			return p + 1;
		if (p >= end || *p != ',')
			return NULL;
		p = blanks(p + 1, end);
	}
	return NULL;
}

static const char *value(const char *p, const char *end, int deep) {
	static const char *const words[] = {"true", "false", "null"};

	if (p >= end || deep > DEEP)
		return NULL;
	if (*p == '{' || *p == '[')
		return members(p, end, deep, NULL);
	if (*p == '"')
		return text(p, end, NULL);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if ((size_t)(end - p) >= strlen(words[i]) && strncmp(p, words[i], strlen(words[i])) == 0)
			return p + strlen(words[i]);
	return number(p, end);
}

bool json_read(const char *s, size_t n, struct json_value *out) {
	const char *end = s + n, *from = blanks(s, end), *to;

	if (!utf8_is_valid(s, n) || !(to = value(from, end, 0)) || blanks(to, end) != end)
		return false;
	*out = (struct json_value){from, to};
	return true;
}

bool json_member(const struct json_value *v, const char *key, struct json_value *out) {
	struct wanted w = {.key = key, .out = out};

	return *v->at == '{' && members(v->at, v->end, 0, &w) && w.found;
}

bool json_item(const struct json_value *v, size_t i, struct json_value *out) {
	struct wanted w = {.i = i, .out = out};

	return *v->at == '[' && members(v->at, v->end, 0, &w) && w.found;
}

bool json_next(const struct json_value *v, struct json_value *key, struct json_value *at) {
	const char *p = at->at ? blanks(at->end, v->end) : v->at;
	bool is;

	if ((at->at ? *p != ',' : *p != '{' && *p != '[') || p >= v->end)
		return false;
	p = blanks(p + 1, v->end);
	if (*p == '}' || *p == ']')
		return false;
	if (*v->at == '{') {
		*key = (struct json_value){p + 1, text(p, v->end, NULL) - 1};
		p = key_of(p, v->end, NULL, &is);
	}
	*at = (struct json_value){p, value(p, v->end, 1)};
	return true;
}

char *json_text_of(const struct json_value *v) {
	struct str s = {0};

	if (*v->at != '"')
		return NULL;
	(void)text(v->at, v->end, &s);
	return str_take(&s);
}

char *json_member_text(const struct json_value *v, const char *key) {
	struct json_value m;

	return json_member(v, key, &m) ? json_text_of(&m) : NULL;
}

long long json_member_int(const struct json_value *v, const char *key) {
	struct json_value m;
	long long n = 0;

	if (!json_member(v, key, &m) || m.end - m.at > 18)
		return -1;
	for (const char *p = m.at; p < m.end; p++) {
		if (*p < '0' || *p > '9')
			return -1;
		n = n * 10 + (*p - '0');
	}
	return n;
}
