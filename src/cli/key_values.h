/* Facts about one thing: "label  value" lines, or one JSON object. */
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

/* Zero-initialise; facts_clear when done. */
struct facts {
	struct fact *v;
	size_t n;
};

void facts_add(struct facts *f, const char *key, const char *label, const char *value);
void facts_add_int(struct facts *f, const char *key, const char *label, long long value);
void facts_clear(struct facts *f);
/* To stdout: text, CSV (key, value) or a JSON object on lines of its own. */
void facts_print(const struct cli *c, const struct facts *f);
void facts_text(const struct facts *f, struct str *out);
void facts_json(const struct facts *f, const char *between, struct str *out);

#endif
