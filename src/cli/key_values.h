/* Facts about one thing: "label  value" lines, or one JSON object. SPDX-License-Identifier: MIT */
#ifndef CLI_KEY_VALUES_H
#define CLI_KEY_VALUES_H

#include "cli/cli.h"
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
/* For --json alone. */
void key_values_add_bool(struct key_values *f, const char *key, const char *label, bool value);
void key_values_clear(struct key_values *f);
/* To stdout: text or CSV (key, value); of --json the facts of its document. */
void key_values_print(const struct cli *c, const struct key_values *f);
void key_values_text(const struct key_values *f, struct str *out);

#endif
