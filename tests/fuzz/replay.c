/* SPDX-License-Identifier: MIT
 * Gives a fuzz target every file it is named, folders included, and the empty input: how `make check` replays the
 * corpus with any compiler. Speaks TAP, one test a file.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int count;

static void give(const uint8_t *data, size_t size, const char *name) {
	/* A copy of exactly this size: the sanitizer sees a read past the end. */
	uint8_t *copy = malloc(size ? size : 1);
	if (!copy)
		exit(71);
	if (size)
		memcpy(copy, data, size);
	printf("# %s\n", name);
	fflush(stdout);
	LLVMFuzzerTestOneInput(copy, size);
	printf("ok %d - %s\n", ++count, name);
	free(copy);
}

static void give_file(const char *path) {
	FILE *f = fopen(path, "rb");
	uint8_t *data = NULL;
	size_t n = 0, room = 0, got = 0;
	do {
		n += got;
		if (n == room) {
			room = room ? room * 2 : 65536;
			uint8_t *more = realloc(data, room);
			if (!more)
				exit(71);
			data = more;
		}
		got = f ? fread(data + n, 1, room - n, f) : 0;
	} while (got > 0);
	if (!f || ferror(f)) {
		printf("not ok %d - %s: %s\n", ++count, path, strerror(errno));
		exit(1);
	}
	fclose(f);
	give(data, n, path);
	free(data);
}

static void give_path(const char *path) {
	struct stat st;
	if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
		give_file(path);
		return;
	}
	struct dirent **names;
	int n = scandir(path, &names, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char below[4096];
		snprintf(below, sizeof below, "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			give_path(below);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

int main(int argc, char **argv) {
	give(NULL, 0, "empty input");
	for (int i = 1; i < argc; i++)
		give_path(argv[i]);
	printf("1..%d\n", count);
	return 0;
}
