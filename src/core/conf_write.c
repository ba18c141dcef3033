/* A fresh INI, with every key and its help. SPDX-License-Identifier: MIT */
#include "core/conf.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

static const char *given(const char *const *triples, const struct conf_def *d) {
	for (size_t i = 0; triples && triples[i]; i += 3)
		if (strcmp(triples[i], d->section) == 0 && strcmp(triples[i + 1], d->key) == 0)
			return triples[i + 2];
	return d->initial;
}

static bool is_writable_value(const char *v) {
	size_t n = strlen(v);
	if (n > 600 || !utf8_is_valid(v, n) || (strchr(v, '"') && strchr(v, '\'')) ||
	    strchr(v, '\\'))
		return false;
	for (; *v; v++)
		if ((unsigned char)*v < ' ' || *v == 0x7f)
			return false;
	return true;
}

/* An example of each family, as comments. */
static void add_examples(struct str *out) {
	for (size_t i = 0; i < conf_family_count; i++) {
		str_addf(out, "\n# %s\n", tr(conf_families[i].help));
		for (const char *line = conf_families[i].example; *line;
		     line += strcspn(line, "\n") + 1)
			str_addf(out, "#%.*s\n", (int)strcspn(line, "\n"), line);
	}
}

enum rc conf_write_new(const char *path, const char *const *triples, struct err *err) {
	struct str out = {0};
	enum rc rc = RC_OK;
	const char *section = "";
	str_addf(&out, "# %s\n",
		tr(N_("Settings of a wubao station. Plain UTF-8; a line is at most 1,023 bytes.")));
	for (size_t i = 0; i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];
		const char *v = given(triples, d);
		if (!is_writable_value(v)) {
			rc = err_set(err, RC_INVALID, "conf.value",
			             N_("The value of {key} may hold no backslash, no control "
			                "character and not both kinds of quotes"),
			             "key", d->key, NULL);
			goto out;
		}
		if (strcmp(section, d->section) != 0)
			str_addf(&out, "\n[%s]\n", section = d->section);
		str_addf(&out, "# %s\n", tr(d->help));
		if (d->type == CONF_TEXT)
			str_addf(&out, "%s = %c%s%c\n", d->key, strchr(v, '"') ? '\'' : '"', v,
			         strchr(v, '"') ? '\'' : '"');
		else
			str_addf(&out, "%s =%s%s\n", d->key, *v ? " " : "", v);
	}
	add_examples(&out);
	rc = file_write_new(path, str_text(&out), out.n, err);
out:
	str_clear(&out);
	return rc;
}
