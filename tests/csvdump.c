/* SPDX-License-Identifier: MIT
 * csvdump FILE [REGISTER]: dump.h on stdout and stderr, for anybody. */
#include <stdio.h>

#include "core/tr.h"
#include "dump.h"

int main(int argc, char **argv) {
	struct str out = {0}, told = {0};
	int status;

	tr_set_lang(LANG_EN);
	if (argc < 2 || argc > 3) {
		fprintf(stderr, "usage: csvdump FILE [REGISTER]\n");
		return 64;
	}
	status = dump_file(argv[1], argc > 2 ? argv[2] : NULL, &out, &told);
	fputs(str_text(&told), stderr);
	fwrite(str_text(&out), 1, out.n, stdout);
	str_clear(&out);
	str_clear(&told);
	return status;
}
