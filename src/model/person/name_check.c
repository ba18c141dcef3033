/* SPDX-License-Identifier: MIT */
#include "model/person/name_check.h"

#include <stdint.h>

#include "core/tr.h"
#include "core/utf8.h"

static const uint32_t unknown[] = {0xFFFD, '?', 0xFF1F, 0x3013, 0x25A1, 0x25A0, 0x25A2, 0x2B1A};
static const uint32_t dots[] = {'.',    0x0387, 0x2022, 0x2024, 0x2027,
                                0x2219, 0x22C5, 0x30FB, 0xFF0E, 0xFF65};
static const uint32_t hidden[] = {'*', 0xFF0A, 'x', 'X', 0x00D7, 0x67D0, 0x25CB, 0x3007};

static bool is_in(uint32_t cp, const uint32_t *set, size_t n) {
	while (n > 0) {
		if (set[--n] == cp)
			return true;
	}
	return false;
}
#define IS_IN(cp, set) is_in(cp, set, sizeof set / sizeof *set)

static bool is_private(uint32_t cp) {
	return (cp >= 0xE000 && cp <= 0xF8FF) || (cp >= 0xF0000 && cp <= 0x10FFFD);
}

unsigned name_doubts(const char *name) {
	const char *end = name ? name + strlen(name) : NULL;
	unsigned doubts = 0;
	bool latin = false, other = false;

	for (const char *s = name; s && s < end;) {
		uint32_t cp = utf8_next(&s, end);

		if (IS_IN(cp, unknown))
			doubts |= NAME_UNKNOWN;
		if (is_private(cp))
			doubts |= NAME_PRIVATE_USE;
		if (IS_IN(cp, dots))
			doubts |= NAME_DOT;
		if (IS_IN(cp, hidden))
			doubts |= NAME_HIDDEN;
		latin = latin || (cp < 0x80 && cp != 'x' && cp != 'X' &&
		                  ((cp | 32) >= 'a' && (cp | 32) <= 'z'));
		other = other || cp >= 0x4E00;
	}
	/* A name written in letters may hold an x and an initial's full stop. */
	return latin && !other ? doubts & ~(unsigned)(NAME_HIDDEN | NAME_DOT) : doubts;
}

void name_doubts_text(unsigned doubts, struct str *out) {
	static const struct {
		unsigned bit;
		const char *text;
	} words[] = {{NAME_UNKNOWN, N_("a character is lost")},
	             {NAME_PRIVATE_USE, N_("a private character")},
	             {NAME_DOT, N_("another dot")},
	             {NAME_HIDDEN, N_("partly hidden")}};
	const char *between = "";

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!(doubts & words[i].bit))
			continue;
		str_add(out, between);
		str_add(out, tr(words[i].text));
		between = tr(N_(", "));
	}
}
