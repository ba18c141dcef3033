/* JSON as it is printed: the one place that knows its quotes and commas. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "core/mem.h"

/* Append the next member's key, after a comma where one is due: ", ", for a key that begins with '\n' a new line. NULL:
 * an element of an array. What follows is its value. */
void json_key(struct str *out, const char *key);
/* A key and the bracket that opens its object or array. */
void json_open(struct str *out, const char *key, char bracket);
void json_int(struct str *out, const char *key, long long value);
void json_text(struct str *out, const char *key, const char *value);
/* A string with its quotes, no key. Malformed bytes become U+FFFD. */
void json_string(struct str *out, const char *s);

#endif
