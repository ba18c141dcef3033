/* SPDX-License-Identifier: MIT
 * bench PROGRAM GENERATOR [RESIDENTS|import|export|county]: ratios against peers on the same rows in one run, the median of five. A ratio is
 * worth more than a time: the machine drops out of it. (bench fill|walk DB is what it starts for the audit, bench find DB
 * compares the finder alone.)
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/audit.h"
#include "bench/finder.h"
#include "bench/station.h"
#include "program.h"

enum { TIMES = 5, PATH_LEN = 512, AUDIT_ROWS = 200000, FLAT_KB = 84 * 1024 };
/* What an import may cost of what the peer takes for the same rows: more is a fault of the program. Between machines the
 * ratio itself moves by a third: one build had 6.3 on one day and 8.7 on another. */
static const double most_ratio = 10.5;
/* And an export. Its memory hangs on the ids of its rows, which are sorted at once, and on the names of people that are kept
 * for their next row. */
#define EXPORT_RATIO 1.95
enum { EXPORT_KB = 31 * 1024 };

struct cost {
	double seconds; /* of processor: other work on the machine does not count */
	long kilobytes; /* peak resident */
};

static char folder[PATH_LEN - 64];
static const char *program, *generator, *self;

static double seconds(struct timeval t) {
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* A path below the folder, kept for good: there are few names. */
static const char *at(const char *name) {
	static char paths[32][PATH_LEN];
	static int count;
	char path[PATH_LEN];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	for (int i = 0; i < count; i++)
		if (strcmp(paths[i], path) == 0)
			return paths[i];
	memcpy(paths[count], path, sizeof path);
	return paths[count++];
}

static struct cost run(const char *const argv[]) {
	struct rusage used;
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 1);
		dup2(null, 2);
		program_exec(argv, "dumb", NULL);
	}
	while (wait4(pid, &status, 0, &used) < 0 && errno == EINTR)
		continue;
	if (program_exit_code(status) != 0) {
		fprintf(stderr, "bench: %s %s: exit status %d\n", argv[0], argv[1], program_exit_code(status));
		exit(1);
	}
	return (struct cost){seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss};
}

static int by_time(const void *a, const void *b) {
	double x = ((const struct cost *)a)->seconds, y = ((const struct cost *)b)->seconds;
	return (x > y) - (x < y);
}

/* Median of five runs, each after `before` (may be NULL). */
static struct cost median(void (*before)(void), const char *const argv[]) {
	struct cost c[TIMES];
	for (int i = 0; i < TIMES; i++) {
		if (before)
			before();
		c[i] = run(argv);
	}
	qsort(c, TIMES, sizeof *c, by_time);
	return c[TIMES / 2];
}

static void fresh_station(void) {
	static const char *const left[] = {"b.db", "b.db.lock", "b.db.session", "b.db-journal", "b.ini", "drafts.db"};
	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		unlink(at(left[i]));
	run((const char *const[]){program, "--db", at("b.db"), "--no-input", "init", "--station", "示范镇", NULL});
}

/* Every column with an index: 17, as many as the records of a person fill here (resident 7, order 4, state 2, first values 3,
 * search key 1). The 29 derived rows of what is due, each with an index, have no like in it. */
static void fresh_peer(void) {
	static const char columns[] =
		"n, name, sex, id_no, phone, registered, address, place, kind, doc_no, ordered, reported, drug, risk, job, team, note";
	char sql[2048], names[sizeof columns], *rest = NULL;
	int n = snprintf(sql, sizeof sql, "CREATE TABLE roster(%s);", columns);

	memcpy(names, columns, sizeof columns);
	for (char *c = strtok_r(names, ", ", &rest); c; c = strtok_r(NULL, ", ", &rest))
		n += snprintf(sql + n, sizeof sql - (size_t)n, " CREATE INDEX by_%s ON roster(%s);", c, c);
	unlink(at("peer.db"));
	run((const char *const[]){"sqlite3", at("peer.db"), sql, NULL});
}

static void generate(const char *size, const char *name) {
	run((const char *const[]){generator, "--size", size, "--seed", "3", "--encoding", "utf8", "--roster", at(name), NULL});
}

static void line(const char *what, struct cost own, const char *peer_name, struct cost peer) {
	printf("%-44s %8.3f s %7ld kB | %-28s %8.3f s %7ld kB | ratio %6.2f\n", what, own.seconds, own.kilobytes, peer_name,
	       peer.seconds, peer.kilobytes, own.seconds / peer.seconds);
	fflush(stdout);
}

/* Five runs of each by turns, so that what else the machine does falls on both. */
static void by_turns(const char *what, const char *const own[], const char *peer_name, const char *const peer[]) {
	struct cost o[TIMES], p[TIMES];
	for (int i = 0; i < TIMES; i++) {
		o[i] = run(own);
		p[i] = run(peer);
	}
	qsort(o, TIMES, sizeof *o, by_time);
	qsort(p, TIMES, sizeof *p, by_time);
	line(what, o[TIMES / 2], peer_name, p[TIMES / 2]);
}

/* A roster of so many by turns with the peer, each time into a new file. Answers whether the ratio holds. */
static bool import_lines(const char *size, int times, long most_kb) {
	char load[PATH_LEN + 32], what[48];
	const char *const import[] = {program, "--db", at("b.db"), "--no-input", "import", at("many.csv"), "--yes", NULL};
	const char *const peer[] = {"sqlite3", at("peer.db"), load, NULL};
	struct cost o[TIMES], p[TIMES];
	bool good;

	generate(size, "many.csv");
	snprintf(load, sizeof load, ".import --csv --skip 1 %s roster", at("many.csv"));
	for (int i = 0; i < times; i++) {
		fresh_station();
		o[i] = run(import);
		fresh_peer();
		p[i] = run(peer);
	}
	qsort(o, (size_t)times, sizeof *o, by_time);
	qsort(p, (size_t)times, sizeof *p, by_time);
	snprintf(what, sizeof what, "import of %s", size);
	line(what, o[times / 2], "sqlite3 .import, indexed", p[times / 2]);
	good = o[times / 2].seconds <= most_ratio * p[times / 2].seconds && (!most_kb || o[times / 2].kilobytes <= most_kb);
	if (!good)
		fprintf(stderr, "bench: %s costs more than %.1f times the peer, or more than %ld kB\n", what, most_ratio, most_kb);
	return good;
}

/* The same rows and columns out of one file by turns, each into a file: with names, whole. Ours compares every record with its
 * proof, masks by role and puts on record whom the file held. Answers whether ratio and memory hold. */
static bool export_line(const char *what, const char *reg, const char *sql, double most, long most_kb) {
	const char *const ours[] = {program, "--db", at("b.db"), "--no-input", "export", reg, "--identified", "--reason", "bench",
	                            "--yes", "-o", at("ours.csv"), NULL};
	char once[PATH_LEN + 16];
	const char *const peer[] = {"sqlite3", "-csv", at("b.db"), once, sql, NULL};
	struct cost o[TIMES], p[TIMES];
	bool good;

	snprintf(once, sizeof once, ".once %s", at("theirs.csv"));
	for (int i = 0; i < TIMES; i++) {
		o[i] = run(ours);
		p[i] = run(peer);
	}
	qsort(o, TIMES, sizeof *o, by_time);
	qsort(p, TIMES, sizeof *p, by_time);
	line(what, o[TIMES / 2], "sqlite3 -csv, same rows", p[TIMES / 2]);
	good = o[TIMES / 2].seconds <= most * p[TIMES / 2].seconds && o[TIMES / 2].kilobytes <= most_kb;
	if (!good)
		fprintf(stderr, "bench: %s costs more than %.1f times the peer, or more than %ld kB\n", what, most, most_kb);
	return good;
}

/* Of the station import_lines left, and its tests where they are taken in. */
static bool export_lines(const char *size, bool tests) {
	static const char roster[] =
		"SELECT r.file_no,r.name,r.sex,r.id_no,r.phone,r.registered,r.address,p.name,o.kind,o.doc_no,o.ordered,o.reported,"
		"r.drug,r.risk,r.job,t.name,r.note,r.alias,r.pinyin,r.paper,r.other_paper,r.birth,r.other_contact,r.education,"
		"r.marital,r.workplace,r.hardship,r.found,r.isolations,r.control,o.authority,o.served,o.months,o.deducted,"
		"o.term_start,o.term_end,o.agreed,o.executed_at,o.taken_from,o.taken_on,o.police,o.worker,o.state,o.ended,"
		"o.moved_to,o.papers_sent,o.receipt,o.order_note FROM resident r LEFT JOIN treatment_order o ON o.resident = r.id"
		" AND o.voided_at IS NULL LEFT JOIN place p ON p.id = r.place LEFT JOIN help_team t ON t.id = r.team"
		" WHERE r.voided_at IS NULL AND r.sealed IS NULL ORDER BY r.file_no, o.ordered";
	static const char events[] =
		"SELECT e.uid,r.file_no,r.name,r.id_no,e.occurred,e.occurred_time,e.place_text,e.sample,e.result,e.nature,e.review,"
		"e.tester,e.tester2,e.items,e.signed_by,e.witness,e.test_no,e.note FROM drug_test e JOIN resident r"
		" ON r.id = e.resident WHERE e.voided_at IS NULL AND r.voided_at IS NULL AND r.sealed IS NULL"
		" ORDER BY e.occurred, e.id";
	char what[64];
	bool good;

	snprintf(what, sizeof what, "export of the roster, %s people", size);
	good = export_line(what, "roster", roster, EXPORT_RATIO, EXPORT_KB);
	if (!tests)
		return good;
	run((const char *const[]){generator, "--size", size, "--seed", "3", "--encoding", "utf8", "--tests", at("tests.csv"), NULL});
	run((const char *const[]){program, "--db", at("b.db"), "--no-input", "import", at("tests.csv"), "--yes", NULL});
	snprintf(what, sizeof what, "export of the tests, %s people", size);
	return export_line(what, "test", events, EXPORT_RATIO, EXPORT_KB) && good;
}

/* Both are a process that opens the file: what it costs over reading is the hashing. The peer is C with the library. */
static void audit_lines(void) {
	const char *const db = at("b.db");
	const char *const verify[] = {program, "--db", db, "--no-input", "audit", "verify", NULL};
	char what[64];

	fresh_station();
	run((const char *const[]){self, "fill", db, NULL});
	snprintf(what, sizeof what, "audit verify, %d rows", AUDIT_ROWS);
	by_turns(what, verify, "SELECT by sqlite3_step", (const char *const[]){self, "walk", db, NULL});
}

static struct cost first_screen(const char *db) {
	struct cost c[TIMES] = {{0}};
	for (int i = 0; i < TIMES; i++) {
		c[i].seconds = station_first_screen(program, db);
		if (c[i].seconds <= 0) {
			fprintf(stderr, "bench: no first screen of %s\n", db);
			exit(1);
		}
	}
	qsort(c, TIMES, sizeof *c, by_time);
	return c[TIMES / 2];
}

/* Today and the month of a large station at work: 75 records a resident, 1.5 million with 20,000. */
static void station_lines(const char *size) {
	const char *const big = at("big.db"), *const small = at("few.db"), *const events = "75";
	run((const char *const[]){self, "station", small, "200", events, NULL});
	run((const char *const[]){self, "station", big, size, events, NULL});
	line("Today, first screen", first_screen(big), "of 200 residents", first_screen(small));
	station_next_month(big);
	station_next_month(small);
	line("Today, first screen of a new month", first_screen(big), "of 200 residents", first_screen(small));
	const char *const report[] = {program, "--db", big, "--no-input", "report", NULL};
	line("report of a month", median(NULL, report), "one SQL query for the same",
	     median(NULL, (const char *const[]){self, "query", big, NULL}));
}

static void new_county(const char *db, const char *in, int stations) {
	run((const char *const[]){program, "--db", db, "--no-input", "county", "init", "--county", "示范市", NULL});
	for (int n = 1; n <= stations; n++) {
		char code[16], key[PATH_LEN + 32];

		snprintf(code, sizeof code, n < 1000 ? "990001%03d" : "990001%04d", n);
		snprintf(key, sizeof key, "%s/%s.pub", in, code);
		run((const char *const[]){program, "--db", db, "county", "station", "add", "--code", code, "--name", code, "--key",
		                          key, "--from", "2025-10", NULL});
	}
}

/* So many stations and months verified and received by a new county, against their rows alone read into one table. */
static void county_line(const char *what, const char *stations, const char *months) {
	const char *const db = at(what), *const in = at(stations), *const peer = at("rows.db"), *const rows = at("rows.csv");
	char out[PATH_LEN + 32], load[PATH_LEN + 32];
	struct cost own;

	run((const char *const[]){"mkdir", in, NULL});
	run((const char *const[]){generator, "returns", "--stations", stations, "--months", months, "--from", "2025-10",
	                          "--places", "0", "--seed", "3", "-o", in, NULL});
	new_county(db, in, (int)strtol(stations, NULL, 10));
	own = run((const char *const[]){program, "--db", db, "--no-input", "county", "receive", in, NULL});
	snprintf(out, sizeof out, ".output %s", rows);
	snprintf(load, sizeof load, ".import --csv %s f", rows);
	run((const char *const[]){"sqlite3", "-csv", "-header", "-cmd", out, db,
	                          "SELECT code, period, no, tab, p.key, word, numerator, denominator FROM county_figure f"
	                          " JOIN county_return r ON r.id = f.return JOIN county_station s ON s.id = r.station"
	                          " JOIN county_place p ON p.id = f.place JOIN county_word w ON w.id = f.figure", NULL});
	unlink(peer);
	line(what, own, "sqlite3 .import of the rows", run((const char *const[]){"sqlite3", peer, load, NULL}));
}

/* The table of a month of 1,500 stations, of twelve on file, against the sums alone by one statement. */
static void month_line(void) {
	const char *const db = at("receive_18000");
	const char *const own[] = {program, "--db", db, "--no-input", "county", "report", "--month", "2026-09", "--by", "station",
	                           "--csv", NULL};
	const char *const peer[] = {"sqlite3", "-csv", db,
	                            "SELECT r.station, figure, sum(numerator), sum(denominator) FROM county_return r CROSS JOIN"
	                            " county_figure f ON f.return = r.id WHERE period = '2026-09' AND tab = 0 AND live GROUP BY"
	                            " 1, 2", NULL};

	by_turns("county_month", own, "the sums by SQL", peer);
}

int main(int argc, char **argv) {
	if (argc == 5 && strcmp(argv[1], "station") == 0)
		return station_fill(argv[2], argv[3], argv[4]);
	if (argc == 3 && strcmp(argv[1], "query") == 0)
		return station_query(argv[2]);
	if (argc == 3 && strcmp(argv[1], "fill") == 0)
		return audit_fill(argv[2], AUDIT_ROWS);
	if (argc == 3 && strcmp(argv[1], "walk") == 0)
		return audit_walk(argv[2]);
	if (argc == 3 && strcmp(argv[1], "find") == 0)
		return finder_compare(argv[2]);
	if (argc < 3) {
		fprintf(stderr, "usage: bench PROGRAM GENERATOR [RESIDENTS]\n");
		return 64;
	}
	self = argv[0];
	program = argv[1];
	generator = argv[2];
	const char *size = argc > 3 ? argv[3] : "20000";
	snprintf(folder, sizeof folder, "%s", program_temp_dir());
	if (argc > 3 && strcmp(size, "county") == 0) {
		county_line("receive_80", "80", "1");
		county_line("receive_18000", "1500", "12");
		month_line();
		return 0;
	}
	const bool exports = strcmp(size, "export") == 0; /* one import to take out of, and its exports */
	bool holds = import_lines("20000", exports ? 1 : TIMES, FLAT_KB);
	holds = export_lines("20000", strcmp(size, "import") != 0) && holds;
	holds = import_lines("200000", 1, 0) && holds;
	holds = export_lines("200000", false) && holds;
	if (exports || strcmp(size, "import") == 0)
		return !holds;
	generate(size, "roster.csv");
	generate("2000", "small.csv");

	const char *const db = at("b.db");
	const char *const import[] = {program, "--db", db, "--no-input", "import", at("roster.csv"), "--yes", NULL};
	const char *const small[] = {program, "--db", db, "--no-input", "import", at("small.csv"), "--yes", NULL};
	const char *const report[] = {program, "--db", db, "--no-input", "report", "--month", "2026-10", NULL};
	const char *const info[] = {program, "--db", db, "--no-input", "info", NULL};

	printf("%s residents, median of %d\n", size, TIMES);
	struct cost small_cost = median(fresh_station, small);
	struct cost own = median(fresh_station, import);
	line("import", own, "import of 2,000", small_cost);
	printf("%-44s %.2f times the memory for %.0f times the rows\n", "import: memory", (double)own.kilobytes /
	       (double)small_cost.kilobytes, strtod(size, NULL) / 2000);
	line("the same file again", median(NULL, import), "first time", own);
	line("report of a month", median(NULL, report), "info (start and open)", median(NULL, info));
	finder_compare(db); /* of the import above; the audit makes a station of its own */
	audit_lines();
	station_lines(size);
	county_line("receive_80", "80", "1");
	county_line("receive_18000", "1500", "12");
	month_line();
	return !holds;
}
