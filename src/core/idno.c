/* SPDX-License-Identifier: MIT */
#include "core/idno.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/tr.h"
#include "core/utf8.h"

enum { OLD_LEN = 15, AREA_LEN = 6, BIRTH_LEN = 8, SEX_AT = 16 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool all_digits(const char *s, size_t n) {
	for (size_t i = 0; i < n; i++)
		if (!is_digit(s[i]))
			return false;
	return true;
}

/* U+00A0, the blanks of typesetters and what a web page leaves: two or three bytes each. */
static size_t unseen_length(const char *s) {
	static const char *const unseen[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF",
		"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F",
		"\xE2\x81\xA0", "\xE2\x80\xAA", "\xE2\x80\xAC", "\xE2\x80\xAD"};
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (strncmp(s, unseen[i], strlen(unseen[i])) == 0)
			return strlen(unseen[i]);
	return strchr(" \t\r\n", *s) ? 1 : 0;
}

/* Blanks out, full width folded, letters upper case. */
static void tidy(const char *text, struct str *out) {
	struct str folded = {0};
	utf8_fold_width(&folded, text);
	for (const char *s = str_text(&folded); *s;) {
		size_t n = unseen_length(s);
		if (n == 0)
			str_addc(out, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
		s += n ? n : 1;
	}
	str_clear(&folded);
}

/* What makes a spreadsheet keep a number as text: ' or a curly one in front, or ="...". */
static const char *unwrap(struct str *b) {
	static const char *const fronts[] = {"=\"", "'", "\xE2\x80\x98", "\xE2\x80\x99"};
	const char *s = str_text(b);
	for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++) {
		size_t n = strlen(fronts[i]);
		if (strncmp(s, fronts[i], n) != 0)
			continue;
		if (i == 0 && b->n > n && b->s[b->n - 1] == '"')
			b->s[b->n - 1] = '\0';
		return s + n;
	}
	return s;
}

/* 9.95453E+17: digits, at most one point, E and an exponent. */
bool number_is_exponent(const char *s) {
	size_t n = strspn(s, "0123456789.");
	if (n == 0 || !is_digit(s[0]) || (s[n] != 'E' && s[n] != 'e'))
		return false;
	s += n + 1;
	if (*s == '+')
		s++;
	n = strspn(s, "0123456789");
	return n > 0 && s[n] == '\0';
}

char idno_check_digit(const char first17[17]) {
	static const int weight[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (int i = 0; i < 17; i++)
		sum += weight[i] * (first17[i] - '0');
	return "10X98765432"[sum % 11];
}

struct date idno_birth(const char *idno) {
	const char *b = idno + AREA_LEN;
	struct date d = DATE_NONE;
	if (strlen(idno) != IDNO_LEN || !all_digits(b, BIRTH_LEN))
		return d;
	int part[3] = {0}, from[4] = {0, 4, 6, 8};
	for (int i = 0; i < 3; i++)
		for (int at = from[i]; at < from[i + 1]; at++)
			part[i] = part[i] * 10 + (b[at] - '0');
	date_from_ymd(part[0], part[1], part[2], &d);
	return d;
}

bool idno_is_male(const char idno[IDNO_LEN + 1]) { return (idno[SEX_AT] - '0') % 2 == 1; }

static enum rc refuse_spreadsheet(struct err *err) {
	return err_set(err, RC_INVALID, "idno.spreadsheet",
	               N_("A spreadsheet has changed this ID number (its last three digits are "
	                  "lost): type it again from the "
	                  "paper."), NULL);
}

static enum rc check_18(const char *s, struct err *err) {
	bool good_check = idno_check_digit(s) == s[IDNO_LEN - 1];
	struct date birth = idno_birth(s);
	if (!good_check && strcmp(s + 15, "000") == 0)
		return refuse_spreadsheet(err);
	if (!date_is_set(birth))
		return err_set(err, RC_INVALID, "idno.birth",
		               N_("The birth date in this ID number does not exist."), NULL);
	if (!good_check)
		return err_set(err, RC_INVALID, "idno.check",
		               N_("The check digit of this ID number is wrong: a digit is mistyped "
		                  "or two are swapped."), NULL);
	if (date_cmp(birth, clock_today()) > 0)
		return err_set(err, RC_INVALID, "idno.future",
		               N_("The birth date in this ID number lies in the future."), NULL);
	return RC_OK;
}

static enum rc check_text(const char *s, char out[IDNO_LEN + 1], struct err *err) {
	size_t n = strlen(s), digits = strspn(s, "0123456789");
	char number[8];
	if (n == 0)
		return err_set(err, RC_INVALID, "idno.blank", N_("The ID number is blank."), NULL);
	if (number_is_exponent(s))
		return refuse_spreadsheet(err);
	if (digits != n && !(digits + 1 == n && s[digits] == 'X'))
		return err_set(err, RC_INVALID, "idno.chars",
		               N_("An ID number holds only digits, and X only at its end."), NULL);
	if (n == OLD_LEN && digits == OLD_LEN) {
		/* Numbers given out before 1999: the century is left out and there is no check
		 * digit. */
		snprintf(out, IDNO_LEN + 1, "%.6s19%.9s", s, s + AREA_LEN);
		out[IDNO_LEN - 1] = idno_check_digit(out);
		out[IDNO_LEN] = '\0';
		return check_18(out, err);
	}
	if (n != IDNO_LEN) {
		snprintf(number, sizeof number, "%zu", n < 1000 ? n : 999);
		return err_set(err, RC_INVALID, "idno.length",
			N_("An ID number has 18 characters, this one has {n}."), "n", number, NULL);
	}
	memcpy(out, s, IDNO_LEN + 1);
	return check_18(out, err);
}

enum rc idno_parse(const char *text, char out[IDNO_LEN + 1], struct err *err) {
	struct str tidied = {0};
	char number[IDNO_LEN + 1];
	tidy(text ? text : "", &tidied);
	enum rc rc = check_text(unwrap(&tidied), number, err);
	if (rc == RC_OK)
		memcpy(out, number, sizeof number);
	str_clear(&tidied);
	return rc;
}

/* The first few characters, then stars: at most a third of the text, and never one of its last
 * four. */
static void mask(const char *text, size_t show, char out[64]) {
	enum { MOST_STARS = 36 };
	const char *s = text ? text : "", *end = s + strlen(s);
	size_t n = utf8_count(s), at = 0;
	if (show > n / 3)
		show = n / 3;
	if (show + 4 > n)
		show = n > 4 ? n - 4 : 0;
	for (size_t i = 0; i < show; i++)
		at += utf8_put(utf8_next(&s, end), out + at);
	for (size_t i = show; i < n && i < show + MOST_STARS; i++)
		out[at++] = '*';
	out[at] = '\0';
}

void idno_mask(const char *idno, char out[64]) { mask(idno, 6, out); }

void phone_mask(const char *phone, char out[64]) { mask(phone, 3, out); }

void name_mask(const char *name, char out[64]) {
	const char *s = name ? name : "";
	size_t n = 0;
	if (*s)
		n = utf8_put(utf8_next(&s, s + strlen(s)), out);
	snprintf(out + n, 64 - n, "%s", n ? "**" : "");
}

/* 0 and an area code of 2 or 3 digits, a number of 7 or 8, maybe an extension: 0744-1234567-89. */
static bool is_landline(const char *s) {
	if (*s != '0')
		return false;
	size_t n = strspn(s, "0123456789"), rest;
	if (s[n] == '-' && (n == 3 || n == 4)) {
		rest = strspn(s + n + 1, "0123456789");
		if (rest != 7 && rest != 8)
			return false;
		n += 1 + rest;
	} else if (n < 10 || n > 12) {
		return false;
	}
	if (s[n] == '\0')
		return true;
	rest = s[n] == '-' ? strspn(s + n + 1, "0123456789") : 0;
	return rest >= 1 && rest <= 6 && s[n + 1 + rest] == '\0';
}

static bool is_mobile(const char *s) {
	static const char *const country[] = {"+86", "0086", "86"};
	char digits[16];
	size_t n = 0;
	for (size_t i = 0; i < sizeof country / sizeof *country; i++)
		if (strncmp(s, country[i], strlen(country[i])) == 0) {
			s += strlen(country[i]);
			break;
		}
	for (; *s; s++) {
		if (*s == '-')
			continue;
		if (!is_digit(*s) || n == 11)
			return false;
		digits[n++] = *s;
	}
	return n == 11 && digits[0] == '1' && digits[1] >= '3';
}

bool phone_is_plausible(const char *text) {
	struct str tidied = {0};
	tidy(text ? text : "", &tidied);
	const char *s = unwrap(&tidied);
	bool ok = is_mobile(s) || is_landline(s);
	str_clear(&tidied);
	return ok;
}

/* A shape: 9 a digit, A a letter, * either, any other sign itself. */
static bool has_shape(const char *s, const char *shape) {
	for (; *shape; s++, shape++) {
		bool digit = *s >= '0' && *s <= '9', letter = *s >= 'A' && *s <= 'Z';

		if (*shape == '9'   ? !digit
		    : *shape == 'A' ? !letter
		    : *shape == '*' ? !digit && !letter
		                    : *s != *shape)
			return false;
	}
	return *s == '\0';
}

bool paper_is_plausible(const char *kind, const char *number) {
	/* residence permits have the 18 digits of an ID number, 81, 82 or 83 first */
	static const struct {
		const char *kind, *shape;
	} shapes[] = {{"passport", "A99999999"}, {"passport", "AA9999999"}, {"passport", "999999999"},
	              {"passport", "A9999999"},  {"passport", "AA999999"},  {"passport", "9*9999999"},
	              {"other", "H99999999"},    {"other", "M99999999"},    {"other", "H9999999999"},
	              {"other", "M9999999999"},  {"other", "99999999"},     {"other", "9999999999"}};
	bool known = strcmp(kind, "passport") == 0;

	if (strcmp(kind, "permit") == 0) {
		char fixed[IDNO_LEN + 1];

		return strncmp(number, "8", 1) == 0 && idno_parse(number, fixed, NULL) == RC_OK;
	}
	if (strcmp(kind, "other") == 0) /* only what begins as a travel permit must go on as one */
		known = (*number == 'H' || *number == 'M') && number[1] >= '0' && number[1] <= '9';
	for (size_t i = 0; known && i < sizeof shapes / sizeof *shapes; i++)
		if (strcmp(shapes[i].kind, kind) == 0 && has_shape(number, shapes[i].shape))
			return true;
	return !known;
}

/* ---- numbers in a text ---- */

enum { STAR_DIGITS = 64, BETWEEN = 2 };

/* Digits with at most two signs between, as far as they reach. */
struct digits {
	struct {
		size_t at, end; /* bytes of the text */
		int value;      /* 10: an X */
		bool glued;     /* to the one before */
	} v[STAR_DIGITS];
	size_t n;
};

static bool is_between(uint32_t cp) {
	return strchr(" -._/", cp < 0x80 ? (int)cp : 'n') || cp == 0xa0 || cp == 0xb7 ||
	       (cp >= 0x2000 && cp <= 0x2015) || cp == 0x3000 || cp == 0xff0d || cp == 0xff0e;
}

/* -1: no digit. */
static int digit_of(uint32_t cp) {
	if (cp >= 0xff01 && cp <= 0xff5e)
		cp -= 0xfee0;
	return cp >= '0' && cp <= '9' ? (int)cp - '0' : cp == 'x' || cp == 'X' ? 10 : -1;
}

static void take_digits(const char *text, struct digits *d) {
	const char *s = text, *end = text + strlen(text);
	int between = 0;

	d->n = 0;
	while (s < end && d->n < STAR_DIGITS && between <= BETWEEN) {
		size_t at = (size_t)(s - text);
		uint32_t cp = utf8_next(&s, end);
		int value = digit_of(cp);

		if (value >= 0) {
			d->v[d->n].at = at;
			d->v[d->n].end = (size_t)(s - text);
			d->v[d->n].value = value;
			d->v[d->n].glued = d->n > 0 && between == 0;
			d->n++;
			between = 0;
		} else if (is_between(cp)) {
			between++;
		} else {
			break;
		}
	}
}

static int number_at(const struct digits *d, size_t from, int n) {
	int value = 0;

	while (n-- > 0)
		value = 10 * value + d->v[from++].value;
	return value;
}

static bool is_day(int year, int month, int day) {
	return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Do n digits from here look like a number of a person? */
static bool is_number(const struct digits *d, size_t from, size_t n) {
	int two = number_at(d, from, 2);

	for (size_t i = from; i + (n == 18) < from + n; i++)
		if (d->v[i].value > 9)
			return false;
	switch (n) {
	case 18:
		return is_day(number_at(d, from + 6, 4), number_at(d, from + 10, 2),
		              number_at(d, from + 12, 2));
	case 15:
		return is_day(1900 + number_at(d, from + 6, 2), number_at(d, from + 8, 2),
		              number_at(d, from + 10, 2));
	case 13:
		return two == 86 && d->v[from + 2].value == 1 && d->v[from + 3].value > 2;
	case 12:
	case 10:
		return d->v[from].value == 0;
	default:
		return d->v[from].value == 0 || (two >= 13 && two <= 19);
	}
}

/* How many digits from here are one; 0: none. */
static size_t number_here(const struct digits *d, size_t from) {
	static const size_t lengths[] = {18, 15, 13, 12, 11, 10};

	for (size_t i = 0; !d->v[from].glued && i < sizeof lengths / sizeof *lengths; i++) {
		size_t end = from + lengths[i];

		if (end <= d->n && (end == d->n || !d->v[end].glued) &&
		    is_number(d, from, lengths[i]))
			return lengths[i];
	}
	return 0;
}

void numbers_star(const char *text, struct str *out) {
	struct digits d;

	for (const char *s = text; s && *s; s += *s != '\0') {
		size_t done = 0, from = 0, most;

		take_digits(s, &d);
		/* One at the end of a full array may go on behind it. */
		most = d.n < STAR_DIGITS ? d.n : d.n - IDNO_LEN;
		while (from < most) {
			size_t n = number_here(&d, from), last = from + (n ? n : 1);

			for (; n && from < last; from++) {
				str_addn(out, s + done, d.v[from].at - done);
				str_addc(out, '*');
				done = d.v[from].end;
			}
			from = last;
		}
		from = d.n == 0 ? 0 : from < d.n ? d.v[from].at : d.v[d.n - 1].end;
		str_addn(out, s + done, from - done + (d.n == 0));
		s += d.n ? from - 1 : 0;
	}
}
