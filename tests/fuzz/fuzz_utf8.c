/* UTF-8: cleaned text is valid, holds nothing a terminal would obey and is as wide as it says; pinyin takes any bytes.
 * SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/pinyin.h"
#include "core/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool ok) {
	if (!ok)
		abort();
}

static void check_clean(const char *text) {
	struct str clean = {0}, again = {0};
	utf8_clean(&clean, text);
	const char *s = str_text(&clean), *end = s + clean.n;
	require(utf8_is_valid(s, clean.n));
	utf8_clean(&again, s);
	require(strcmp(s, str_text(&again)) == 0);
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		require(cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0) && cp != 0x200B && !(cp >= 0x202A && cp <= 0x202E));
	}
	str_clear(&clean);
	str_clear(&again);
}

static void check_cells(const char *text, int cells) {
	struct str padded = {0};
	int used = -1;
	size_t n = utf8_fit(text, cells, &used);
	require(n <= strlen(text) && used >= 0 && used <= cells);
	utf8_pad(&padded, text, cells);
	require(utf8_width(str_text(&padded)) == cells);
	str_clear(&padded);
	require(utf8_cut(text, (size_t)cells) <= (size_t)cells);
}

static void check_name(const char *text) {
	struct str keys = {0};
	char *name = name_normalise(text), *again = name_normalise(name);
	require((name == NULL) == (again == NULL) && (!name || strcmp(name, again) == 0));
	pinyin_initials(text, &keys);
	pinyin_sort_key(text, &keys);
	str_clear(&keys);
	free(name);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char *text = mem_strndup((const char *)data, size);
	require(utf8_count(text) <= strlen(text));
	check_clean(text);
	check_cells(text, size ? data[0] % 100 : 0);
	check_name(text);
	free(text);
	return 0;
}
