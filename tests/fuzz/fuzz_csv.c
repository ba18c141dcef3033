/* Any bytes as a CSV file: no crash; two passes agree; what was read and is written again reads back equal.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/mem.h"
#include "exchange/csv/csv_read.h"
#include "exchange/csv/csv_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int memory_file(const void *data, size_t size, char path[64]) {
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, 64, "/proc/self/fd/%d", fd);
	return fd;
}

static enum rc pass(struct csv_reader *r, struct hash *h, long *records) {
	const struct csv_record *rec;
	enum rc rc;

	*records = 0;
	hash_begin(h);
	while ((rc = csv_reader_next(r, &rec, NULL)) == RC_OK && rec) {
		if (rec->number != ++*records || rec->line < 1)
			abort();
		hash_add_int(h, (long long)rec->count);
		for (size_t i = 0; i < rec->count; i++) {
			struct str guarded = {0};
			csv_guard(&guarded, csv_cell(rec, i));
			if (strcmp(csv_unguard(str_text(&guarded)), csv_cell(rec, i)) != 0 || csv_is_formula(str_text(&guarded)))
				abort();
			str_clear(&guarded);
			hash_add_text(h, csv_cell(rec, i));
		}
	}
	return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct text_source *s = NULL;
	struct csv_reader *r = NULL;
	struct hash h;
	unsigned char first[HASH_LEN], second[HASH_LEN];
	long n1, n2;
	char path[64];
	int fd = memory_file(data, size, path);

	if (text_source_open(&s, path, TEXT_SOURCE_AUTO, NULL) == RC_OK && csv_reader_new(&r, s, 0, NULL) == RC_OK) {
		enum rc a = pass(r, &h, &n1);
		hash_end(&h, first);
		if (csv_reader_rewind(r, NULL) != RC_OK || pass(r, &h, &n2) != a || n1 != n2)
			abort();
		hash_end(&h, second);
		if (memcmp(first, second, HASH_LEN) != 0)
			abort();
	}
	csv_reader_free(r);
	text_source_close(s);
	close(fd);
	return 0;
}
