/* SPDX-License-Identifier: MIT
 * JSON, written in order: a key and a value, commas and brackets by themselves.
 *
 *   struct json j = {.depth = 0};
 *   json_object(&j, NULL);
 *   json_text(&j, "name", name);
 *   json_line(&j);
 *   json_int(&j, "count", n);
 *   json_end(&j);            {"name": "...",
 *                             "count": 3}
 * The key is NULL in arrays and for the outermost value. str_clear(&j.out) when done.
 */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/mem.h"

enum { JSON_DEEP = 8 };

struct json {
	struct str out;
	int depth;
	bool line; /* the next value begins a line */
	struct {
		char end;
		bool any, rows;
	} level[JSON_DEEP];
};

void json_object(struct json *j, const char *key);
void json_array(struct json *j, const char *key);
/* An array of one line a value. */
void json_rows(struct json *j, const char *key);
void json_end(struct json *j);
/* The next value of this level stands on a line of its own. */
void json_line(struct json *j);
void json_text(struct json *j, const char *key, const char *text); /* NULL: null */
void json_int(struct json *j, const char *key, long long v);
void json_bool(struct json *j, const char *key, bool v);
/* A value that is JSON already. */
void json_raw(struct json *j, const char *key, const char *json);
/* A number as text, "" for null. */
void json_number(struct json *j, const char *key, const char *digits);

#endif
