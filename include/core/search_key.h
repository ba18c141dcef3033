/* SPDX-License-Identifier: MIT
 * The words of the finder: 汉字 of name, other name, village, team and worker; pinyin of names and
 * village, initials, in full or some of each, by every reading and by a person's own spelling; the
 * file number, or its end; the last four of the ID number or of a phone, or all of a phone. Pure.
 *
 * A key is one text a person is looked for in. `words`: the parts of it in lower case, each after a
 * blank, without the name dot, a file number closed by ';'. `tails`: "1234~13987654321~", each
 * closed by '~'. `shown`: as words, of what those see who see people masked.
 */
#ifndef CORE_SEARCH_KEY_H
#define CORE_SEARCH_KEY_H

#include "core/mem.h"

/* A part as it is written; and the readings of it: initials, in full, some of each. Append to
 * words. */
void search_key_add_text(struct str *words, const char *text);
void search_key_add_readings(struct str *words, const char *text);
/* A person's own reading, "shan jian guo": in full, its initials, some of each. */
void search_key_add_spelling(struct str *words, const char *spelling);
void search_key_add_file_no(struct str *words, const char *file_no);
/* The last four of an ID number; every phone in a text that may hold several. Append to tails. */
void search_key_add_idno(struct str *tails, const char *idno);
void search_key_add_phones(struct str *tails, const char *phone);

/* What is typed into the box. search_key_words_clear when done. */
enum { SEARCH_KEY_WORDS = 6, SEARCH_KEY_PATTERNS = 4 * SEARCH_KEY_WORDS };
struct search_key_words {
	const char *words;           /* the column */
	size_t n;                    /* words; more than SEARCH_KEY_WORDS are left out */
	char *pattern[SEARCH_KEY_PATTERNS]; /* texts to look for */
	size_t pattern_count;
	struct {
		size_t first, count;     /* patterns of a word: one of them must be there */
		/* the first of them is a GLOB of the word itself: what it lets through is looked at
		 * closer */
		bool gate;
		bool tail;               /* the last of them is a GLOB that stands in tails */
	} word[SEARCH_KEY_WORDS];
};
/* tails: may the asker find by the ends of numbers, and by whole names? Readers, who see neither,
 * find by `shown` (rule 11.22). */
void search_key_words_split(const char *find, bool tails, struct search_key_words *out);
void search_key_words_clear(struct search_key_words *w);
/* " AND (k.words GLOB ?11 AND (instr(k.words, ?12) OR ...) OR ...)" for each word; parameters from
 * `first` on are the patterns. Appends. */
void search_key_words_sql(const struct search_key_words *w, int first, struct str *sql);
/* Does the text look for the end of a number? Such a search is logged, with its hits, as
 * LIST_NUMBER_SEARCH (model/station/list_def.h). */
bool search_key_has_tail(const char *find);

#endif
