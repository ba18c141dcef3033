/* Files for the tests of the exchange layer: made in a folder of the test's own, gone when it ends.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_EXCHANGE_UTIL_H
#define TESTS_EXCHANGE_UTIL_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char tmp_folder[512];

static inline void tmp_make(void) {
	const char *base = getenv("TMPDIR");
	snprintf(tmp_folder, sizeof tmp_folder, "%s/wubao-test-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(tmp_folder))
		abort();
}

/* What lies in it, out of the way. */
static inline void tmp_empty(void) {
	DIR *d = opendir(tmp_folder);

	for (struct dirent *e; (e = readdir(d));)
		unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
}

/* Path of `name` in the folder; four may be in use at once. */
static inline const char *tmp_path(const char *name) {
	static char paths[4][400];
	static int next;
	char *p = paths[next++ % 4];

	snprintf(p, sizeof paths[0], "%.60s/%.300s", tmp_folder, name);
	return p;
}

static inline const char *tmp_write(const char *name, const void *bytes, size_t n) {
	const char *path = tmp_path(name);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		abort();
	return path;
}

/* The whole file, NUL-ended; *n (may be NULL) gets its length. The caller frees. */
static inline char *tmp_read(const char *path, size_t *n) {
	FILE *f = fopen(path, "rb");
	size_t cap = 1 << 22, got;
	char *buf = malloc(cap + 1);

	if (!f || !buf)
		abort();
	got = fread(buf, 1, cap, f);
	buf[got] = '\0';
	fclose(f);
	if (n)
		*n = got;
	return buf;
}

#endif
