/* Any bytes as a text file, in every encoding: no crash; what comes out is UTF-8 without NUL, line by line.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/utf8.h"
#include "exchange/csv/text_source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(const struct text_source_line *line, long no) {
	if (line->no != no || line->n == 0 || strlen(line->text) != line->n || !utf8_is_valid(line->text, line->n))
		abort();
	for (size_t i = 0; i + 1 < line->n; i++) {
		if (line->text[i] == '\n' || (line->text[i] == '\r' && line->text[i + 1] != '\n'))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char path[64];
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	for (int e = TEXT_SOURCE_AUTO; e <= TEXT_SOURCE_UTF16BE; e++) {
		struct text_source *s;
		struct text_source_line line;
		bool more = true;
		long no = 0;
		if (text_source_open(&s, path, (enum text_source_encoding)e, NULL) != RC_OK)
			continue;
		while (text_source_next(s, &line, &more, NULL) == RC_OK && more)
			check_line(&line, ++no);
		if (no != text_source_lines(s))
			abort();
		text_source_close(s);
	}
	close(fd);
	return 0;
}
