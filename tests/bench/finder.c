/* SPDX-License-Identifier: MIT */
#include "bench/finder.h"

#include <pwd.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/search_key.h"
#include "model/person/resident.h"
#include "model/station/station.h"

enum { ROUNDS = 9, MOST_HITS = 200 };

/* Typed letter by letter; after a blank the word before stays. */
static const char *const typed[] = {"王建国", "shanjianguo", "zjg", "zhangjg", "杨 石桥", "4321", "liming 00017", "qqqq"};

static int by_value(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double now(void) {
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One LIKE scan of the column the newest word is looked for in; the end of a number is in two. */
static double scan(sqlite3_stmt *q, const char *word) {
	double began = now();
	char *pattern = mem_printf("%%%s%%", word);

	sqlite3_bind_text(q, 1, pattern, -1, SQLITE_STATIC);
	sqlite3_bind_int(q, 2, search_key_has_tail(word));
	while (sqlite3_step(q) == SQLITE_ROW)
		continue;
	sqlite3_reset(q);
	free(pattern);
	return now() - began;
}

static double keystroke(struct station *st, const struct actor *a, const char *text) {
	const struct resident_query q = {.find = text, .sort = SORT_PINYIN, .limit = MOST_HITS};
	struct ids ids = {0};
	struct err err = {0};
	double began = now();

	if (resident_list(st, a, &q, &ids, &err) != RC_OK) {
		fprintf(stderr, "bench: %s\n", err.text);
		exit(1);
	}
	ids_clear(&ids);
	return now() - began;
}

struct sums {
	double own, peer, worst;
	char slowest[64];
	int strokes;
};

static void compare(struct station *st, const struct actor *a, sqlite3_stmt *q, const char *text, struct sums *s) {
	const char *blank = strrchr(text, ' '), *word = blank ? blank + 1 : text;
	double own[ROUNDS], peer[ROUNDS], ratio;

	for (int i = 0; i < ROUNDS; i++) {
		own[i] = keystroke(st, a, text);
		peer[i] = scan(q, word);
	}
	qsort(own, ROUNDS, sizeof *own, by_value);
	qsort(peer, ROUNDS, sizeof *peer, by_value);
	ratio = own[ROUNDS / 2] / peer[ROUNDS / 2];
	s->own += own[ROUNDS / 2];
	s->peer += peer[ROUNDS / 2];
	s->strokes++;
	if (ratio > s->worst) {
		s->worst = ratio;
		snprintf(s->slowest, sizeof s->slowest, "%s", text);
	}
}

static void type_all(struct station *st, const struct actor *a, sqlite3_stmt *q, struct sums *s) {
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		size_t end = strlen(typed[i]);

		for (size_t n = 1; n <= end; n++) {
			char text[64];

			if (((unsigned char)typed[i][n] & 0xC0) == 0x80 || typed[i][n - 1] == ' ') /* inside a character */
				continue;
			snprintf(text, sizeof text, "%.*s", (int)n, typed[i]);
			compare(st, a, q, text, s);
		}
	}
}

int finder_compare(const char *db) {
	const struct station_options opt = {.db = db};
	const struct passwd *me = getpwuid(getuid());
	struct sums s = {.own = 0};
	struct station *st = NULL;
	struct actor a;
	struct err err = {0};
	sqlite3 *h = NULL;
	sqlite3_stmt *q = NULL;
	enum rc rc = station_open(&st, &opt, &err);

	if (rc == RC_OK)
		rc = station_actor(st, me != NULL ? me->pw_name : "root", "cli", &a, &err);
	if (rc == RC_OK && (sqlite3_open_v2(db, &h, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	                    sqlite3_prepare_v2(h, "SELECT resident FROM resident_key WHERE words LIKE ?1 OR (?2 AND tails LIKE ?1)", -1,
	                                       &q, NULL) != SQLITE_OK))
		rc = err_set(&err, RC_IO, "bench", "no peer", NULL);
	if (rc == RC_OK) {
		keystroke(st, &a, "x"); /* whatever is made once */
		type_all(st, &a, q, &s);
		printf("%-44s %8.3f s %7s    | %-28s %8.3f s %7s    | ratio %6.2f\n", "finder, every keystroke", s.own, "",
		       "LIKE scans of the same text", s.peer, "", s.own / s.peer);
		printf("%-44s ratio %.2f of %d keystrokes, at \"%s\"\n", "finder, the slowest keystroke", s.worst, s.strokes,
		       s.slowest);
	} else {
		fprintf(stderr, "bench: %s\n", err.text);
	}
	sqlite3_finalize(q);
	sqlite3_close(h);
	station_close(st);
	return rc != RC_OK;
}
