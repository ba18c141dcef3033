/* SPDX-License-Identifier: MIT */
#include "core/search_key.h"

#include <ctype.h>

#include "core/names.h"
#include "core/pinyin.h"

enum { TAIL = 4, PHONE_LEAST = 7, LOCAL_MOST = 8 };

/* As names are compared, the name dot out everywhere, blanks of any kind one blank. */
static void fold(struct str *out, const char *text) {
	struct str same = {0};

	name_fold(text, true, &same);
	for (const char *p = str_text(&same); *p; p++) {
		if (strncmp(p, "·", 2) == 0)
			p++;
		else
			str_addc(out, *p);
	}
	str_clear(&same);
}

void search_key_add_text(struct str *words, const char *text) {
	if (text) {
		str_addc(words, ' ');
		fold(words, text);
	}
}

void search_key_add_readings(struct str *words, const char *text) {
	pinyin_initials(text, words);
	pinyin_readings(text, words);
	pinyin_mixed(text, words);
}

void search_key_add_spelling(struct str *words, const char *spelling) {
	if (!spelling)
		return;
	str_addc(words, ' ');
	for (const char *p = spelling; *p; p++)
		if (*p != ' ')
			str_addc(words, *p);
	str_addc(words, ' ');
	for (const char *p = spelling; *p; p++)
		if (*p != ' ' && (p == spelling || p[-1] == ' '))
			str_addc(words, *p);
	pinyin_mixed_spelling(spelling, words);
}

void search_key_add_file_no(struct str *words, const char *file_no) {
	if (file_no) {
		search_key_add_text(words, file_no);
		str_addc(words, ';');
	}
}

void search_key_add_idno(struct str *tails, const char *idno) {
	size_t n = idno ? strlen(idno) : 0;

	if (n > TAIL) {
		fold(tails, idno + n - TAIL);
		str_addc(tails, '~');
	}
}

static bool is_landline(const struct str *digits) { return digits->n >= 10 && digits->s[0] == '0'; }

void search_key_add_phones(struct str *tails, const char *phone) {
	for (const char *p = phone; p && *p;) {
		struct str digits = {0};

		for (; *p && (isdigit((unsigned char)*p) || strchr("- +()", *p)); p++)
			if (isdigit((unsigned char)*p))
				str_addc(&digits, *p);
		if (digits.n >= PHONE_LEAST)
			str_addf(tails, "%s~", str_text(&digits));
		for (size_t n = PHONE_LEAST; n <= LOCAL_MOST && is_landline(&digits); n++)
			str_addf(tails, "%s~", digits.s + digits.n - n); /* without its area */
		str_clear(&digits);
		if (*p)
			p++;
	}
}

/* ---- what is typed ---- */

/* The last four of a phone or an ID number, or three and an x; or all of a phone. More than four
 * and not all would let one guess digit by digit. */
static bool is_tail(const char *word) {
	size_t digits = strspn(word, "0123456789");

	return (word[digits] == '\0' && (digits == TAIL || digits >= PHONE_LEAST)) ||
	       (digits == TAIL - 1 && strcmp(word + digits, "x") == 0);
}

static void add_pattern(struct search_key_words *w, const char *before, const char *word,
                        const char *after) {
	w->pattern[w->pattern_count++] = mem_printf("%s%s%s", before, word, after);
	w->word[w->n].count++;
}

/* "*word*" for GLOB, which is much the fastest where a first letter is rare. */
static void add_gate(struct search_key_words *w, const char *word, const char *after) {
	struct str glob = {0};

	for (const char *p = word; *p; p++)
		str_addf(&glob, strchr("*?[", *p) ? "[%c]" : "%c", *p);
	add_pattern(w, "*", str_text(&glob), after);
	str_clear(&glob);
}

/* A whole phone begins where the one before ends. */
static void add_tail(struct search_key_words *w, const char *word) {
	char *whole = strlen(word) > TAIL ? mem_printf("~%s", word) : NULL;

	add_gate(w, whole ? whole : word, "~*");
	free(whole);
}

static void add_word(struct search_key_words *w, const char *word, bool tails) {
	bool ascii = true;

	for (const char *p = word; *p; p++)
		ascii = ascii && (unsigned char)*p < 0x80;
	w->word[w->n].first = w->pattern_count;
	w->word[w->n].count = 0;
	w->word[w->n].gate = ascii;
	if (ascii)
		add_gate(w, word, "*");
	/* letters are looked for where a part begins, 汉字 anywhere */
	add_pattern(w, ascii ? " " : "", word, "");
	if (word[strspn(word, "0123456789")] == '\0')
		add_pattern(w, "", word, ";");
	w->word[w->n].tail = tails && is_tail(word);
	if (w->word[w->n].tail)
		add_tail(w, word);
	w->n++;
}

void search_key_words_split(const char *find, bool tails, struct search_key_words *out) {
	struct str folded = {0};
	char *next = NULL;

	*out = (struct search_key_words){.words = tails ? "k.words" : "k.shown"};
	fold(&folded, find);
	str_addc(&folded, ' ');
	for (char *word = strtok_r(folded.s, " ", &next); word && out->n < SEARCH_KEY_WORDS;
	     word = strtok_r(NULL, " ", &next))
		add_word(out, word, tails);
	str_clear(&folded);
}

void search_key_words_clear(struct search_key_words *w) {
	for (size_t i = 0; i < w->pattern_count; i++)
		free(w->pattern[i]);
	*w = (struct search_key_words){0};
}

void search_key_words_sql(const struct search_key_words *w, int first, struct str *sql) {
	for (size_t i = 0; i < w->n; i++) {
		size_t at = (size_t)first + w->word[i].first,
		       end = at + w->word[i].count - w->word[i].tail;

		str_add(sql, " AND (");
		if (w->word[i].gate)
			str_addf(sql, "%s GLOB ?%zu AND (", w->words, at++);
		for (const char *between = ""; at < end; at++, between = " OR ")
			str_addf(sql, "%sinstr(%s, ?%zu)", between, w->words, at);
		if (w->word[i].gate)
			str_addc(sql, ')');
		if (w->word[i].tail)
			str_addf(sql, " OR '~' || k.tails GLOB ?%zu", end);
		str_addc(sql, ')');
	}
}

bool search_key_has_tail(const char *find) {
	struct search_key_words w;
	bool found = false;

	search_key_words_split(find, true, &w);
	for (size_t i = 0; i < w.n; i++)
		found = found || w.word[i].tail;
	search_key_words_clear(&w);
	return found;
}
