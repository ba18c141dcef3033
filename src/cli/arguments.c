/* Words that several commands understand alike. */
#include <string.h>

#include "cli/cmd.h"
#include "core/mem.h"
#include "exchange/import/register.h"

enum rc cli_read_encoding(struct cli *c, const char *word, enum text_source_encoding *out) {
	if (text_source_encoding_parse(word, out) && (*out == TEXT_SOURCE_UTF8 || *out == TEXT_SOURCE_GB18030))
		return RC_OK;
	return err_set(&c->err, RC_USAGE, "option.choice", N_("{option} wants one of {choices}"), "option", "--encoding",
	               "choices", "utf8,gb18030", NULL);
}

/* The plural is what people type. */
static bool is_named(const struct register_def *reg, const char *word) {
	size_t n = strlen(reg->id);

	return strncmp(reg->id, word, n) == 0 && (word[n] == '\0' || strcmp(word + n, "s") == 0);
}

enum rc cli_read_register(struct cli *c, const char *word, const char **id) {
	struct str all = {0};

	for (size_t i = 0; register_at(i); i++) {
		if (is_named(register_at(i), word)) {
			*id = register_at(i)->id;
			str_clear(&all);
			return RC_OK;
		}
		str_addf(&all, "%s%s", i ? "," : "", register_at(i)->id);
	}
	err_set(&c->err, RC_USAGE, "option.register", N_("There is no register '{word}'; there are: {choices}"), "word", word,
	        "choices", str_text(&all), NULL);
	str_clear(&all);
	return RC_USAGE;
}
