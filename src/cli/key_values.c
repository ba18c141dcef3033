/* SPDX-License-Identifier: MIT */
#include "cli/key_values.h"

#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/table.h"

static struct fact *add(struct key_values *f, const char *key, const char *label) {
	VEC_PUSH(f->v, f->n, (struct fact){.key = key, .label = label});
	return &f->v[f->n - 1];
}

void key_values_add(struct key_values *f, const char *key, const char *label, const char *value) {
	add(f, key, label)->value = mem_strdup(value ? value : "");
}

void key_values_add_int(struct key_values *f, const char *key, const char *label, long long value) {
	struct fact *one = add(f, key, label);

	one->value = mem_printf("%lld", value);
	one->number = true;
}

void key_values_add_bool(struct key_values *f, const char *key, const char *label, bool value) {
	struct fact *one = add(f, key, label);

	one->value = mem_strdup(value ? "true" : "false");
	one->number = true;
}

void key_values_clear(struct key_values *f) {
	for (size_t i = 0; i < f->n; i++)
		free(f->v[i].value);
	free(f->v);
	*f = (struct key_values){NULL, 0};
}

void key_values_text(const struct key_values *f, struct str *out) {
	static const struct table_col cols[] = {{"label", "", false}, {"value", "", false}};
	struct table t = {.cols = cols, .col_count = 2};

	for (size_t i = 0; i < f->n; i++) {
		table_add(&t, tr(f->v[i].label));
		table_add(&t, f->v[i].value);
	}
	table_text(&t, out);
	table_clear(&t);
}

void key_values_print(const struct cli *c, const struct key_values *f) {
	static const struct table_col cols[] = {{"fact", "", false}, {"value", "", false}};
	struct table t = {.cols = cols, .col_count = 2};
	struct str out = {0};

	answer_facts(c, NULL, f);
	if (c->csv || cli_book(c)) {
		for (size_t i = 0; i < f->n; i++) {
			table_add(&t, c->csv ? f->v[i].key : tr(f->v[i].label));
			table_add(&t, f->v[i].value);
		}
		table_print(c, &t);
	} else if (!c->json) {
		key_values_text(f, &out);
		out_text(stdout, str_text(&out));
	}
	table_clear(&t);
	str_clear(&out);
}
