/* Facts about one thing: "label  value" lines, or one JSON object. SPDX-License-Identifier: MIT */
#ifndef CLI_KEY_VALUES_H
#define CLI_KEY_VALUES_H

#include "cli/cli.h"
#include "core/json.h"
#include "core/mem.h"

struct fact {
	const char *key;   /* JSON, stable; borrowed */
	const char *label; /* N_(); borrowed */
	char *value;
	bool number;       /* bare in JSON */
};

/* Zero-initialise; key_values_clear when done. */
struct key_values {
	struct fact *v;
	size_t n;
};

void key_values_add(struct key_values *f, const char *key, const char *label, const char *value);
void key_values_add_int(struct key_values *f, const char *key, const char *label, long long value);
void key_values_clear(struct key_values *f);
/* To stdout: text, CSV (key, value) or a JSON object on lines of its own. */
void key_values_print(const struct cli *c, const struct key_values *f);
void key_values_text(const struct key_values *f, struct str *out);
void key_values_json(const struct key_values *f, struct json *j, const char *key, bool lines);

#endif
