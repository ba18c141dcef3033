/* Order of starting, nothing else: what must hold before the first file is opened, then command line or screens. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "cli/cli.h"
#include "ui/ui.h"

/* A closed 0, 1 or 2 would be given to the database, and a message printed into it. */
static int hold_standard_descriptors(void) {
	int fd;

	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	return fd < 0 ? -1 : close(fd);
}

/* A full disk or a closed pipe is an error to answer, not a death. */
static void ignore_signals(void) {
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	sigemptyset(&ignore.sa_mask);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

/* Names and numbers must not end up in a core file. */
static void forbid_core(void) {
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
}

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
	struct cli cli = {.screens = ui_run};

	if (hold_standard_descriptors() != 0)
		return EX_OSERR;
	ignore_signals();
	umask(077);
	forbid_core();
	choose_encoding();
	return cli_main(&cli, argc, argv);
}
