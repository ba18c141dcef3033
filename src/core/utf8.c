/* SPDX-License-Identifier: MIT */
#include "core/utf8.h"

#include "core/width_table.h"

enum { REPLACEMENT = 0xFFFD, NAME_DOT = 0xB7, IDEOGRAPHIC_SPACE = 0x3000, FULL_STOP_WIDE = 0xFF0E };

/* Number of bytes and smallest value for a lead byte; 0 when it cannot lead. */
static int lead_length(unsigned char c, uint32_t *bits, uint32_t *least) {
	if (c < 0x80) {
		*bits = c, *least = 0;
		return 1;
	}
	if (c >= 0xC2 && c <= 0xDF) {
		*bits = c & 0x1Fu, *least = 0x80;
		return 2;
	}
	if ((c & 0xF0) == 0xE0) {
		*bits = c & 0x0Fu, *least = 0x800;
		return 3;
	}
	if (c >= 0xF0 && c <= 0xF4) {
		*bits = c & 0x07u, *least = 0x10000;
		return 4;
	}
	return 0;
}

/* Decode one character strictly; its length in bytes, or 0 when the byte at s begins none. */
static size_t decode(const char *s, const char *end, uint32_t *out) {
	uint32_t cp, least;
	int n = lead_length((unsigned char)*s, &cp, &least);
	if (n == 0 || end - s < n)
		return 0;
	for (int i = 1; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if ((c & 0xC0) != 0x80)
			return 0;
		cp = cp << 6 | (c & 0x3Fu);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	*out = cp;
	return (size_t)n;
}

uint32_t utf8_next(const char **s, const char *end) {
	uint32_t cp;
	size_t n = decode(*s, end, &cp);
	if (n == 0) {
		(*s)++;
		return REPLACEMENT;
	}
	*s += n;
	return cp;
}

size_t utf8_put(uint32_t cp, char out[4]) {
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			return 0;
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	if (cp > 0x10FFFF)
		return 0;
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

static void add_cp(struct str *out, uint32_t cp) {
	char bytes[4];
	str_addn(out, bytes, utf8_put(cp, bytes));
}

bool utf8_is_valid(const char *s, size_t n) {
	const char *end = s + n;
	while (s < end) {
		uint32_t cp;
		size_t len = decode(s, end, &cp);
		if (len == 0)
			return false;
		s += len;
	}
	return true;
}

size_t utf8_count(const char *s) {
	const char *end = s + strlen(s);
	size_t n = 0;
	while (s < end) {
		utf8_next(&s, end);
		n++;
	}
	return n;
}

/* A character begun at s whose last bytes are missing at end: what cutting a text at a byte
 * leaves. */
static bool is_begun(const char *s, const char *end) {
	uint32_t bits, least;
	int n = lead_length((unsigned char)*s, &bits, &least);
	if (n <= end - s)
		return false;
	while (++s < end)
		if (((unsigned char)*s & 0xC0) != 0x80)
			return false;
	return true;
}

size_t utf8_cut(const char *s, size_t n) {
	const char *end = s + strlen(s), *at = s;
	while (at < end) {
		const char *next = at;
		if (utf8_next(&next, end) == REPLACEMENT && is_begun(at, end))
			break;
		if ((size_t)(next - s) > n)
			break;
		at = next;
	}
	return (size_t)(at - s);
}

static int compare_range(const void *key, const void *item) {
	uint32_t cp = *(const uint32_t *)key;
	const struct width_range *r = item;
	return cp < r->first ? -1 : cp > r->last;
}

static const struct width_range *find_range(uint32_t cp) {
	if (cp >= 0x20 && cp < 0x7F)
		return NULL;
	return bsearch(&cp, width_table, width_table_count, sizeof *width_table, compare_range);
}

int utf8_cp_width(uint32_t cp) {
	if (cp > 0x10FFFF)
		return -1;
	const struct width_range *r = find_range(cp);
	return r ? r->cells : 1;
}

/* As painted: a control or malformed byte is cleaned to one '?'. */
static int painted_width(uint32_t cp) {
	int w = utf8_cp_width(cp);
	return w < 0 ? 1 : w;
}

int utf8_width(const char *s) {
	const char *end = s + strlen(s);
	int cells = 0;
	while (s < end)
		cells += painted_width(utf8_next(&s, end));
	return cells;
}

size_t utf8_fit(const char *s, int cells, int *used) {
	const char *at = s, *end = s + strlen(s);
	int taken = 0;
	while (at < end) {
		const char *next = at;
		int w = painted_width(utf8_next(&next, end));
		if (taken + w > cells)
			break;
		taken += w;
		at = next;
	}
	if (used)
		*used = taken;
	return (size_t)(at - s);
}

size_t utf8_line(const char *s, int cells) {
	size_t n = utf8_fit(s, cells, NULL), back;

	if (n == 0 && *s != '\0') {
		const char *p = s;

		utf8_next(&p, s + strlen(s));
		return (size_t)(p - s);
	}
	if (s[n] == '\0' || s[n] == ' ' || (unsigned char)s[n] >= 0x80 ||
	    (unsigned char)s[n - 1] >= 0x80)
		return n;
	for (back = n; back > 0 && s[back - 1] != ' ' && (unsigned char)s[back - 1] < 0x80;)
		back--;
	return back > 0 ? back : n;
}

static void add_repeat(struct str *out, char c, int n) {
	while (n-- > 0)
		str_addc(out, c);
}

void utf8_pad(struct str *out, const char *s, int cells) {
	if (cells <= 0)
		return;
	int used;
	size_t n = utf8_fit(s, cells, &used);
	if (s[n] == '\0') {
		str_addn(out, s, n);
		add_repeat(out, ' ', cells - used);
		return;
	}
	int dots = cells < 2 ? cells : 2;
	n = utf8_fit(s, cells - dots, &used);
	str_addn(out, s, n);
	add_repeat(out, '.', dots);
	add_repeat(out, ' ', cells - dots - used);
}

void utf8_clean(struct str *out, const char *s) {
	const char *end = s + strlen(s);
	while (s < end) {
		const char *from = s;
		uint32_t cp;
		size_t n = decode(s, end, &cp);
		s += n ? n : 1;
		if (n == 0) {
			str_addc(out, '?');
		} else if (cp == '\r' && s < end && *s == '\n') {
			continue;
		} else if (cp == '\n' || cp == '\t') {
			str_addc(out, ' ');
		} else {
			const struct width_range *r = find_range(cp);
			if (r && r->hidden)
				str_addc(out, '?');
			else
				str_addn(out, from, n);
		}
	}
}

static bool is_any_digit(uint32_t cp) {
	return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

void utf8_clean_numbers(struct str *out, const char *s) {
	enum { SECRET = 11, SHOWN = 6 };
	struct str clean = {0};
	utf8_clean(&clean, s);
	const char *p = str_text(&clean), *end = p + clean.n;
	while (p < end) {
		const char *from = p, *next = p;
		size_t run = 0;
		for (; next < end && is_any_digit(utf8_next(&next, end)); p = next)
			run++;
		p = from;
		for (size_t i = 0; i < (run ? run : 1); i++) {
			from = p;
			utf8_next(&p, end);
			if (run >= SECRET && i >= SHOWN)
				str_addc(out, '*');
			else
				str_addn(out, from, (size_t)(p - from));
		}
	}
	str_clear(&clean);
}

void utf8_quote(struct str *out, const char *s) {
	enum { MOST = 60 };
	struct str clean = {0};
	utf8_clean_numbers(&clean, s ? s : "");
	if (clean.n <= MOST) {
		str_add(out, str_text(&clean));
	} else {
		str_addn(out, clean.s, utf8_cut(clean.s, MOST - 2));
		str_add(out, "..");
	}
	str_clear(&clean);
}

static uint32_t fold_cp(uint32_t cp) {
	if (cp >= 0xFF01 && cp <= 0xFF5E)
		return cp - 0xFF01 + '!';
	return cp == IDEOGRAPHIC_SPACE ? ' ' : cp;
}

void utf8_fold_width(struct str *out, const char *s) {
	const char *end = s + strlen(s);
	while (s < end) {
		const char *from = s;
		uint32_t cp = utf8_next(&s, end), folded = fold_cp(cp);
		if (folded != cp)
			str_addc(out, (char)folded);
		else
			str_addn(out, from, (size_t)(s - from));
	}
}

uint32_t utf8_fold_key(uint32_t cp) {
	switch (cp) {
	case 0x3001: /* ideographic comma: the key of '/' on a Chinese input method */
		return '/';
	case 0x3002:
		return '.';
	case 0x3010: /* its forms of the square brackets */
		return '[';
	case 0x3011:
		return ']';
	default:
		return fold_cp(cp);
	}
}

static bool is_blank(uint32_t cp) {
	return cp == ' ' || cp == '\t' || cp == '\r' || cp == '\n' || cp == 0xA0 ||
	       cp == IDEOGRAPHIC_SPACE || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F;
}

/* Bytes a spreadsheet or a web page leaves in a cell and nobody sees. */
static bool is_unseen(uint32_t cp) {
	return cp == 0xFEFF || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2064) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_name_dot(uint32_t cp) {
	return cp == NAME_DOT || cp == 0x2022 || cp == FULL_STOP_WIDE || cp == 0x30FB ||
	       cp == 0x2027 || cp == 0x2219 || cp == 0xFF65 || cp == 0x22C5;
}

/* Blanks beside the name dot go, and of one name those between two ideographs; elsewhere (a Latin
 * name) one stays. */
static bool keeps_blank(uint32_t before, uint32_t after, bool one_name) {
	return !(one_name && utf8_cp_width(before) == 2 && utf8_cp_width(after) == 2) &&
	       before != NAME_DOT && after != NAME_DOT;
}

bool utf8_is_dot(uint32_t cp) {
	static const uint32_t dots[] = {'.',    '-',    0xB7,   0x2022, 0x2024, 0x2027, 0x2219, 0x22C5,
	                                0x2010, 0x2013, 0x2014, 0x25CF, 0x2E31, 0x3002, 0x30FB, 0xFE52,
	                                0xFE63, 0xFF0D, 0xFF0E, 0xFF61, 0xFF65, 0x0387};

	for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
		if (dots[i] == cp)
			return true;
	return false;
}

/* What stands for the name dot between two ideographs of one name, and nowhere else. */
static bool is_dot_between(uint32_t before, uint32_t cp, const char *s, const char *end) {
	uint32_t next = ' ';

	while (s < end && is_blank(next))
		next = utf8_next(&s, end);
	return utf8_is_dot(cp) && utf8_cp_width(before) == 2 && utf8_cp_width(next) == 2 &&
	       !is_blank(next);
}

static char *unify(const char *s, bool one_name) {
	if (!s || !utf8_is_valid(s, strlen(s)))
		return mem_strdup(s);
	struct str out = {0};
	const char *end = s + strlen(s);
	uint32_t before = 0;
	bool blank = false;
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		if (is_unseen(cp))
			continue;
		if (is_blank(cp)) {
			blank = true;
			continue;
		}
		if (is_name_dot(cp) || (one_name && is_dot_between(before, cp, s, end)))
			cp = NAME_DOT;
		cp = fold_cp(cp);
		if (blank && before && keeps_blank(before, cp, one_name))
			str_addc(&out, ' ');
		blank = false;
		add_cp(&out, cp);
		before = cp;
	}
	if (out.n == 0) {
		str_clear(&out);
		return NULL;
	}
	return str_take(&out);
}

char *name_normalise(const char *s) { return unify(s, true); }
char *name_unify(const char *s) { return unify(s, false); }
