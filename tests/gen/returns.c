/* SPDX-License-Identifier: MIT
 * gen returns: what the stations of a made-up county send, by the program's own writer. Of each station a key
 * (CODE.pub, and CODE.key to sign with again), and CODE-YYYY-MM-N.tar of each month; numbers that grow by the
 * place and fit together: a station is the sum of its villages, a rate is of figures that are there.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/field.h"
#include "exchange/package/return_rows.h"
#include "gen/gen.h"
#include "model/report/report_table.h"

static const char usage[] =
	"usage: gen returns --stations N --months N --from YYYY-MM [--seed N] [--places N] [--correct N] [--people N]\n"
	"           -o FOLDER\n"
	"Writes the returns of N stations (codes 990001001 and on) for N months, each with its village lines; with\n"
	"--correct N every Nth is followed by a correction of some of its figures. With --people N the stations\n"
	"together keep N people, and their numbers agree with each other.\n";

enum { MOST_PLACES = 100, WORKERS = 2 };

struct county {
	int stations, months, places, correct, people;
	int station, month; /* of the return being made */
	struct date from;
	uint64_t seed;
	const char *folder;
};

static _Noreturn void refuse(const char *what) {
	fprintf(stderr, "gen returns: %s\n%s", what, usage);
	exit(64);
}

static void save(const struct county *c, const char *name, const struct str *bytes) {
	char *path = mem_printf("%s/%s", c->folder, name);
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(str_text(bytes), 1, bytes->n, f) != bytes->n || fclose(f) != 0) {
		fprintf(stderr, "gen returns: cannot write %s\n", path);
		exit(74);
	}
	free(path);
}

static void make_key(const struct county *c, const char *code, int station, struct sign_secret *key) {
	struct rng r = rng_for(c->seed, "return key", (uint64_t)station);
	unsigned char seed[crypto_sign_SEEDBYTES];
	struct str text = {0};
	char name[40];

	for (size_t i = 0; i < sizeof seed; i++)
		seed[i] = (unsigned char)rng_next(&r);
	crypto_sign_seed_keypair(key->pub.key, key->secret, seed);
	memcpy(key->pub.id, seed, SIGN_ID);
	sign_public_text(&key->pub, &text);
	snprintf(name, sizeof name, "%s.pub", code);
	save(c, name, &text);
	str_reset(&text);
	sign_secret_text(key, &text);
	snprintf(name, sizeof name, "%s.key", code);
	save(c, name, &text);
	str_clear(&text);
}

/* A place by its number: the station, its villages, who has none. */
static void add_places(struct county_return *r, const struct county *c, int station) {
	return_place_add(r, RETURN_STATION, "station", r->station);
	for (int i = 0; i < c->places; i++) {
		char key[33], name[80];

		snprintf(key, sizeof key, "%d", i + 1);
		snprintf(name, sizeof name, "%s%d", villages[i % 10], i / 10 + 1);
		return_place_add(r, key, "village", name);
	}
	return_place_add(r, RETURN_NOWHERE, "none", "");
	for (int i = 0; i < WORKERS; i++) {
		char key[33], name[80];

		snprintf(key, sizeof key, "W%d", i + 1);
		snprintf(name, sizeof name, "专干%d-%d", station + 1, i + 1);
		return_place_add(r, key, "worker", name);
	}
}

/* So many of the people as the first of n has, who take what does not part. */
static int share(int people, int n, int at) { return people / n + (at < people % n); }

/* The number of a line: most places have few, and some of them none. */
static long long number(const struct county *c, struct rng *r, const char *id, size_t p, int scale) {
	int n = c->people ? 0 : rng_below(r, scale * 2);

	if (c->people)
		return city_number(id, share(share(c->people, c->stations, c->station), c->places + 1,
		                             (int)(p - 1) % (c->places + 1)), c->month);
	return n < scale / 2 ? 0 : n;
}

/* One id over places from..to, and over all of them. */
static void add_sum(struct county_return *r, struct rng *rng, const struct county *c, int tab, const char *id, size_t from, size_t to,
                    int scale) {
	long long all = 0;

	for (size_t p = from; p < to; p++) {
		long long n = number(c, rng, id, p, scale);

		all += n;
		if (n)
			return_line_add(r, tab, p, id, n, INT_NONE);
	}
	return_line_add(r, tab, 0, id, all, INT_NONE);
}

/* Of what was added for the station; -1: nothing. */
static long long whole_of(const struct county_return *r, const char *id) {
	for (size_t i = 0; i < r->line_count; i++)
		if (r->lines[i].tab == RETURN_FIGURES && r->lines[i].place == 0 && strcmp(r->lines[i].id, id) == 0)
			return r->lines[i].numerator;
	return -1;
}

/* From what it is made of, where that is told. */
static void add_rate(struct county_return *r, const struct rate_def *rate) {
	long long over = whole_of(r, rate->numerator), under = whole_of(r, rate->denominator);

	if (over >= 0 && under >= 0)
		return_line_add(r, RETURN_FIGURES, 0, rate->id, over, under);
}

/* every: all ids; else about one in 40, never none. */
static void add_lines(struct county_return *r, struct rng *rng, const struct county *c, bool every) {
	size_t villages_end = (size_t)c->places + 2, all = r->place_count;

	for (size_t i = 0; i < figure_line_count(); i++) {
		struct figure_line l = figure_line_at(i);

		if (l.rate)
			add_rate(r, l.rate);
		else if (every || i == 3 || !rng_below(rng, 40))
			add_sum(r, rng, c, RETURN_FIGURES, l.id, 1, villages_end, 8);
	}
	for (int t = RETURN_FIGURES + 1; t < RETURN_TABS; t++) {
		const struct report_kind *kind = report_kind_find(return_tabs[t]);
		bool workers = kind->by == ROWS_BY_OFFICER;

		for (size_t i = 0; i < kind->column_count; i++)
			if (every || !rng_below(rng, 40))
				add_sum(r, rng, c, t, kind->columns[i].figure.id,
				        workers ? villages_end : 1, workers ? all : villages_end, 4);
	}
}

static void write_return(const struct county *c, int station, int month, long long no, const struct sign_secret *key,
                         char **previous) {
	struct rng rng = rng_for(c->seed, no ? "correction" : "return", (uint64_t)station * 1200 + (uint64_t)month);
	struct county_return r = {.code = mem_printf("990001%03d", station + 1),
	                          .station = mem_printf("示范%d站", station + 1), .number = no, .full = no == 0,
	                          .month = date_add_months(c->from, month), .previous = *previous,
	                          .program = mem_strdup("wubao gen")};
	struct package p;
	struct str bytes = {0};
	char name[60], day[DATE_BUF];

	if (station >= 999) {
		free(r.code);
		r.code = mem_printf("990001%04d", station + 1);
	}
	r.as_of = date_add_days(date_add_months(r.month, 1), (int)no);
	r.head = mem_printf("%d:%064llx", month * 100 + (int)no + 1, (unsigned long long)rng_next(&rng));
	add_places(&r, c, station);
	add_lines(&r, &rng, c, no == 0);
	return_package(&r, &p);
	package_close(&p, key);
	package_bytes(&p, &bytes);
	snprintf(name, sizeof name, "%s-%.7s-%lld.tar", r.code, date_format(r.month, day), no);
	save(c, name, &bytes);
	return_clear(&r);
	*previous = mem_strdup(p.digest);
	package_clear(&p);
	str_clear(&bytes);
}

static int whole(const char *text, int least, int most) {
	char *end;
	long n = strtol(text, &end, 10);

	if (!*text || *end || n < least || n > most)
		refuse(text);
	return (int)n;
}

static void read_option(struct county *c, const char *name, const char *value) {
	if (strcmp(name, "--stations") == 0)
		c->stations = whole(value, 1, 9999);
	else if (strcmp(name, "--months") == 0)
		c->months = whole(value, 1, 1200);
	else if (strcmp(name, "--places") == 0)
		c->places = whole(value, 0, MOST_PLACES);
	else if (strcmp(name, "--correct") == 0)
		c->correct = whole(value, 1, 1000000);
	else if (strcmp(name, "--people") == 0)
		c->people = whole(value, 1, 10000000);
	else if (strcmp(name, "--seed") == 0)
		c->seed = (uint64_t)whole(value, 0, 2000000000);
	else if (strcmp(name, "-o") == 0)
		c->folder = value;
	else if (strcmp(name, "--from") != 0 || !date_parse_month(value, &c->from))
		refuse(name);
}

int returns_main(int argc, char **argv) {
	struct county c = {.places = 2, .seed = 1, .from = DATE_NONE};
	int made = 0;

	for (int i = 0; i < argc; i += 2) {
		if (i + 1 == argc)
			refuse(argv[i]);
		read_option(&c, argv[i], argv[i + 1]);
	}
	if (!c.stations || !c.months || !c.folder || !date_is_set(c.from) || sodium_init() < 0)
		refuse("say how many stations and months, from when, and where to");
	for (int s = 0; s < c.stations; s++) {
		struct sign_secret key;
		char *previous = NULL, code[20];

		snprintf(code, sizeof code, s < 999 ? "990001%03d" : "990001%04d", s + 1);
		make_key(&c, code, s, &key);
		for (int m = 0; m < c.months; m++) {
			c.station = s;
			c.month = m;
			write_return(&c, s, m, 0, &key, &previous);
			made++;
			if (c.correct && (s * c.months + m) % c.correct == c.correct - 1) {
				write_return(&c, s, m, 1, &key, &previous);
				made++;
			}
		}
		free(previous);
	}
	printf("%s: %d returns\n", c.folder, made);
	return 0;
}
