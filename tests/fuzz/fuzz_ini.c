/* The INI reader on any bytes: an error that names the line, or values that can be written out and read again.
 * SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/conf.h"

static char dir[] = "/tmp/wubao-fuzz-ini-XXXXXX";
static char in[64], again[64];

static void end(void) {
	unlink(in);
	unlink(again);
	rmdir(dir);
}

static void check(int ok) {
	if (!ok)
		abort();
}

static void write_bytes(const uint8_t *data, size_t n) {
	FILE *f = fopen(in, "wb");

	check(f != NULL);
	check(fwrite(data, 1, n, f) == n);
	check(fclose(f) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
	struct conf *c = conf_new(), *c2 = conf_new();
	struct err err = {.text = ""};
	enum rc rc;

	if (!*in) {
		check(mkdtemp(dir) != NULL);
		snprintf(in, sizeof in, "%s/in.ini", dir);
		snprintf(again, sizeof again, "%s/again.ini", dir);
		atexit(end);
	}
	write_bytes(data, n);
	rc = conf_load(c, in, &err);
	if (rc != RC_OK) {
		check(strncmp(err.text, in, strlen(in)) == 0);
		check(strlen(err.id) > 0 && err.rc == rc);
	} else {
		const char *triples[] = {"station", "name", conf_text(c, "station", "name"),
		                         "station", "mode", conf_text(c, "station", "mode"), NULL};

		unlink(again);
		if (conf_write_new(again, triples, &err) == RC_OK) {
			check(conf_load(c2, again, &err) == RC_OK);
			check(strcmp(conf_text(c, "station", "name"), conf_text(c2, "station", "name")) == 0);
			check(strcmp(conf_text(c, "station", "mode"), conf_text(c2, "station", "mode")) == 0);
		}
	}
	conf_free(c);
	conf_free(c2);
	return 0;
}
