/* SPDX-License-Identifier: MIT
 * JSON read back, of a manifest: nothing is copied, a value is a piece of the text, which must live
 * as long. The whole text is checked first, so that what is asked of it later stands on good
 * ground.
 */
#ifndef CORE_PACK_JSON_READ_H
#define CORE_PACK_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>

struct json_value {
	const char *at, *end;
};

/* Is the text one good JSON value, at most 16 deep? */
bool json_read(const char *text, size_t n, struct json_value *out);
/* The member of an object, the i-th value of an array; false: none, or no object or array. */
bool json_member(const struct json_value *v, const char *key, struct json_value *out);
bool json_item(const struct json_value *v, size_t i, struct json_value *out);
/* One after the other: at begins as zeros and becomes the next value, key what stands between the
 * quotes of its name, which must not be asked of an array. */
bool json_next(const struct json_value *v, struct json_value *key, struct json_value *at);
/* A value that is a text, as below. */
char *json_text_of(const struct json_value *v);
/* A member that is a text: heap, NULL where there is none; a NUL in it is none. */
char *json_member_text(const struct json_value *v, const char *key);
/* A member that is a whole number of at most 18 digits; else -1. */
long long json_member_int(const struct json_value *v, const char *key);

#endif
