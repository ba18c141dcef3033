/* Words that several commands understand alike. */
#include <string.h>

#include "cli/cmd.h"

enum rc cli_read_encoding(struct cli *c, const char *word, enum source_encoding *out) {
	if (source_encoding_parse(word, out) && (*out == SOURCE_UTF8 || *out == SOURCE_GB18030))
		return RC_OK;
	return err_set(&c->err, RC_USAGE, "option.choice", N_("{option} wants one of {choices}"), "option", "--encoding",
	               "choices", "utf8,gb18030", NULL);
}
