/* A part of a workbook, as the zip holds it. SPDX-License-Identifier: MIT */
#ifndef TESTS_SHEET_UTIL_H
#define TESTS_SHEET_UTIL_H

#include <stdlib.h>
#include <zip.h>

#define SHEET_1 "xl/worksheets/sheet1.xml"

/* Its text (the caller frees), NULL when it is not there. */
static inline char *sheet_part(const char *path, const char *part) {
	zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
	zip_file_t *f = zip ? zip_fopen(zip, part, 0) : NULL;
	size_t n = 0, room = 1 << 16;
	char *text = f ? malloc(room + 1) : NULL;
	zip_int64_t got;

	while (text && (got = zip_fread(f, text + n, room - n)) > 0) {
		n += (size_t)got;
		if (n == room)
			text = realloc(text, (room *= 2) + 1);
	}
	if (text)
		text[n] = '\0';
	if (f)
		zip_fclose(f);
	if (zip)
		zip_discard(zip);
	return text;
}

#endif
