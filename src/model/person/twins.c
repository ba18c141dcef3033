/* Which files may be one person's. Every way in which two may agree is a key; who shares one is
 * looked at closely. SPDX-License-Identifier: MIT */
#include "model/person/twins.h"

#include <stdlib.h>

#include "core/idno.h"
#include "core/names.h"
#include "core/utf8.h"

enum { CROWD = 12 /* so many with one key are no pair: a station's own telephone */ };

struct key {
	char *text; /* its first letter says the cause */
	size_t who;
};
struct keys {
	struct key *v;
	size_t n;
};

static void add_key(struct keys *k, size_t who, char cause, const char *one, const char *two) {
	if (one && *one && two && *two)
		VEC_PUSH(k->v, k->n, (struct key){mem_printf("%c%s|%s", cause, one, two), who});
}

/* 15 digits as 18, else as document numbers are compared. */
static void add_number(struct keys *k, size_t who, const char *number) {
	char whole[IDNO_LEN + 1];
	struct err ignored;
	struct str folded = {0};

	if (number && idno_parse(number, whole, &ignored) == RC_OK)
		number = whole;
	number_fold(number, &folded);
	add_key(k, who, 'n', str_text(&folded), "=");
	str_clear(&folded);
}

/* Every telephone number of a text: seven digits or more, whatever parts them. */
static void add_phones(struct keys *k, size_t who, const char *text) {
	char digits[24];
	size_t n = 0;

	for (const char *s = text ? text : "";; s++) {
		if (*s >= '0' && *s <= '9' && n + 1 < sizeof digits)
			digits[n++] = *s;
		else if (*s != ' ' && *s != '-') {
			digits[n] = '\0';
			if (n >= 7)
				add_key(k, who, 'p', digits, "=");
			n = 0;
		}
		if (!*s)
			break;
	}
}

static void add_keys(struct keys *k, size_t who, const struct resident *r) {
	const char *names[] = {r->name, r->alias};
	char birth[DATE_BUF] = "", place[24] = "";

	if (date_is_set(r->birth))
		date_format(r->birth, birth);
	if (r->place.id)
		snprintf(place, sizeof place, "%lld", r->place.id);
	add_number(k, who, r->id_no);
	add_number(k, who, r->other_paper);
	add_phones(k, who, r->phone);
	for (size_t i = 0; i < 2; i++) {
		struct str folded = {0};

		name_fold(names[i], false, &folded);
		add_key(k, who, 'b', birth, str_text(&folded));
		add_key(k, who, 'v', place, str_text(&folded));
		str_clear(&folded);
	}
	add_key(k, who, 's', birth, r->pinyin);
}

static int by_text(const void *a, const void *b) {
	const struct key *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->who > y->who) - (x->who < y->who);
}

/* ---- two of them ---- */

static bool sexes_fit(const struct resident *a, const struct resident *b) {
	return !code_is_set(a->sex) || !code_is_set(b->sex) || code_is(a->sex, b->sex.s);
}

/* Do their ID numbers say that they are two? Where region or sequence differ by more than a
 * slip. */
static bool numbers_differ(const struct resident *a, const struct resident *b) {
	int other = 0;

	if (!a->id_no || !b->id_no || strlen(a->id_no) != IDNO_LEN || strlen(b->id_no) != IDNO_LEN)
		return false;
	for (int i = 0; i < IDNO_LEN - 1; i++)
		other += (i < 6 || i >= 14) && a->id_no[i] != b->id_no[i];
	return other > 1;
}

static int digits_apart(const char *a, const char *b) {
	int n = 0;

	for (; *a && *b; a++, b++)
		n += *a != *b;
	return n;
}

/* Within a year, day and month the other way round, one digit wrong; or one of them not known. */
static bool births_near(struct date a, struct date b) {
	char x[DATE_BUF], y[DATE_BUF];

	if (!date_is_set(a) || !date_is_set(b))
		return true;
	date_format(a, x);
	date_format(b, y);
	return labs((long)a.n - (long)b.n) <= 366 || digits_apart(x, y) <= 1 ||
	       (strncmp(x, y, 5) == 0 && strncmp(x + 5, y + 8, 2) == 0 && strncmp(x + 8, y + 5, 2) == 0);
}

/* One name, as written or as it sounds, or one with another character of as many. */
static bool names_near(const struct resident *a, const struct resident *b) {
	const char *x = a->name, *y = b->name;
	const char *x_end = x + strlen(x), *y_end = y + strlen(y);
	int other = 0;

	if (name_same(x, y) || name_same(a->alias, y) || name_same(x, b->alias) ||
	    (a->pinyin && b->pinyin && strcmp(a->pinyin, b->pinyin) == 0))
		return true;
	if (utf8_count(x) != utf8_count(y) || utf8_count(x) < 3 || !date_is_set(a->birth) ||
	    !date_is_set(b->birth))
		return false;
	while (x < x_end && y < y_end)
		other += utf8_next(&x, x_end) != utf8_next(&y, y_end);
	return other <= 1 && births_near(a->birth, b->birth);
}

static unsigned cause_of(char key, const struct resident *a, const struct resident *b) {
	if (key == 'n')
		return TWIN_NUMBER;
	/* a slip in the number may say another sex */
	if (key == 'b' && (sexes_fit(a, b) || (a->id_no && b->id_no && !numbers_differ(a, b))))
		return TWIN_BORN;
	if (!sexes_fit(a, b))
		return 0;
	if (numbers_differ(a, b))
		return 0;
	if (key == 's')
		return TWIN_SOUND;
	if (key == 'v')
		return births_near(a->birth, b->birth) ? TWIN_NEAR : 0;
	return names_near(a, b) ? TWIN_PHONE : 0;
}

static void add_pair(struct twins *out, const struct resident *a, const struct resident *b,
                     unsigned causes) {
	if (causes)
		VEC_PUSH(out->v, out->n, (struct twin_pair){
			a->rec.id < b->rec.id ? a->rec.id : b->rec.id,
			a->rec.id < b->rec.id ? b->rec.id : a->rec.id, causes});
}

static int by_pair(const void *a, const void *b) {
	const struct twin_pair *x = a, *y = b;

	return x->a != y->a ? (x->a > y->a) - (x->a < y->a) : (x->b > y->b) - (x->b < y->b);
}

/* A pair that agrees in several ways is one. */
static void gather(struct twins *out) {
	size_t n = 0;

	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_pair);
	for (size_t i = 0; i < out->n; i++)
		if (n > 0 && by_pair(&out->v[n - 1], &out->v[i]) == 0)
			out->v[n - 1].causes |= out->v[i].causes;
		else
			out->v[n++] = out->v[i];
	out->n = n;
}

void twins_find(const struct resident *people, size_t n, struct twins *out) {
	struct keys k = {0};

	*out = (struct twins){0};
	for (size_t i = 0; i < n; i++)
		if (people[i].name)
			add_keys(&k, i, &people[i]);
	if (k.n)
		qsort(k.v, k.n, sizeof *k.v, by_text);
	for (size_t i = 0, end; i < k.n; i = end) {
		for (end = i + 1; end < k.n && strcmp(k.v[i].text, k.v[end].text) == 0;)
			end++;
		for (size_t x = i; end - i <= CROWD && x < end; x++)
			for (size_t y = x + 1; y < end; y++)
				if (k.v[x].who != k.v[y].who)
					add_pair(out, &people[k.v[x].who], &people[k.v[y].who],
					         cause_of(k.v[x].text[0], &people[k.v[x].who],
					                  &people[k.v[y].who]));
	}
	gather(out);
	for (size_t i = 0; i < k.n; i++)
		free(k.v[i].text);
	free(k.v);
}

void twins_clear(struct twins *t) {
	free(t->v);
	*t = (struct twins){0};
}

void twins_causes_text(unsigned causes, struct str *out) {
	static const char *const words[] = {N_("number"), N_("name and birth date"),
	                                    N_("sound of the name and birth date"),
	                                    N_("name and village"), N_("telephone")};
	const char *between = "";

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!(causes & 1U << i))
			continue;
		str_add(out, between);
		str_add(out, tr(words[i]));
		between = tr(N_(", "));
	}
}
