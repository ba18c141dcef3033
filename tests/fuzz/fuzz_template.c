/* Any bytes as a county's form: refused with its line, or fit to be filled in, and no file of it lies
 * elsewhere. SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fill(const struct template *t) {
	const struct template_words w = {.station = "../a\\b", .span = NULL};
	struct str label = {0};
	const char *key;
	char *name = template_file_name(t, &w);

	if (strpbrk(name, "/\\") || *name == '.' || t->count == 0 || !t->kind == !t->reg)
		abort();
	free(name);
	for (size_t i = 0; i < t->count; i++)
		if (t->columns[i].text)
			template_fill(&w, t->columns[i].text, &label);
	for (size_t i = 0; template_offer(t, i, &key, &label); i++)
		;
	str_clear(&label);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct template t;
	struct str text = {0};
	struct err err = {.text = ""};
	enum rc rc;

	str_addn(&text, (const char *)data, size);
	rc = template_read(&t, "f", "", &text, &err);
	if (rc == RC_OK)
		fill(&t);
	else if (!*err.text || err.rc != rc)
		abort();
	template_clear(&t);
	str_clear(&text);
	return 0;
}
