/* Order of starting, nothing else: what must hold before the first file is opened, then command
 * line or screens. SPDX-License-Identifier: MIT */
#include <locale.h>
#include <stdlib.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "core/process.h"
#include "ui/ui.h"

/* LC_CTYPE decides the encoding only; nothing set at all (cron) means UTF-8. */
static void choose_encoding(void) {
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);

		if (value && *value) {
			if (!setlocale(LC_CTYPE, ""))
				setlocale(LC_CTYPE, "C.UTF-8");
			return;
		}
	}
	setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv) {
	struct cli cli = {.commands = cmd_table, .screens = ui_run};

	if (!process_begin())
		return EX_OSERR;
	choose_encoding();
	return cli_main(&cli, argc, argv);
}
