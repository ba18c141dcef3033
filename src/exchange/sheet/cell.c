/* Names and texts of cells. SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/utf8.h"
#include "exchange/sheet/xlsx_priv.h"

void sheet_cell_name(struct str *out, size_t column, long row) {
	char letters[8];
	size_t at = sizeof letters;

	for (column++; column && at; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	str_addn(out, letters + at, sizeof letters - at);
	str_addf(out, "%ld", row);
}

bool sheet_cell_parse(const char *ref, size_t *column, long *row, const char **end) {
	size_t letters = 0;

	*column = 0;
	*row = 0;
	ref += *ref == '$';
	for (; *ref >= 'A' && *ref <= 'Z'; ref++, letters++)
		*column = *column * 26 + (size_t)(*ref - 'A' + 1);
	ref += *ref == '$';
	for (; *ref >= '0' && *ref <= '9' && *row <= ROWS_MOST; ref++)
		*row = *row * 10 + (*ref - '0');
	*end = ref;
	if (letters < 1 || letters > 3 || *row < 1 || *row > ROWS_MOST)
		return false;
	--*column;
	return true;
}

/* _x000D_: a sign by its number, as spreadsheets write what XML has not; 0 when it is none. */
static uint32_t escaped(const char *s) {
	static const char hex[] = "0123456789abcdef0123456789ABCDEF";
	uint32_t cp = 0;

	if (s[0] != '_' || s[1] != 'x' || strspn(s + 2, hex) < 4 || s[6] != '_')
		return 0;
	for (const char *p = s + 2; p < s + 6; p++)
		cp = cp * 16 + (uint32_t)((strchr(hex, *p) - hex) % 16);
	return cp;
}

void sheet_text(struct str *out, const char *s) {
	char one[4];

	while (*s) {
		uint32_t cp = escaped(s);
		size_t eaten = cp ? 7 : 1;

		cp = cp ? cp : (unsigned char)*s;
		if (cp == '\r') {
			str_addc(out, '\n');
			eaten += s[eaten] == '\n';
		} else if (eaten == 1 || (cp >= ' ' && cp != 0x7f)) {
			str_addn(out, eaten == 1 ? s : one, eaten == 1 ? 1 : utf8_put(cp, one));
		} else if (cp == '\t' || cp == '\n') {
			str_addc(out, (char)cp);
		}
		s += eaten;
	}
}
