/* A month once sent: what is stored is what was counted, nothing done later changes it, corrections are numbered.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>
#include <sys/wait.h>

#include "model/entry/import_batch.h"
#include "model/event/drug_testing.h"
#include "model/person/seal.h"
#include "model/report/sent.h"

enum { PEOPLE = 12, ROUNDS = 150 };

static const char *const tables[] = {"sent", "sent_place", "sent_figure", "sent_person", "sent_cell"};
enum { TABLES = sizeof tables / sizeof *tables };

static unsigned seed = 20261031;

static int pick(int n) {
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (unsigned)n);
}

static int add_row(void *ctx, int n, char **cells, char **names) {
	struct str *out = ctx;

	for (int i = 0; i < n; i++)
		str_addf(out, "%s|", cells[i] ? cells[i] : "NULL");
	str_addc(out, '\n');
	return 0;
}

/* SQL behind the program's back; the answer's rows when out is not NULL. */
static int sql(struct fixture *f, const char *text, struct str *out) {
	sqlite3 *db;
	int code;

	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	code = sqlite3_exec(db, text, out ? add_row : NULL, out, NULL);
	sqlite3_close(db);
	return code;
}

/* Every byte that is kept of the first number that was sent. */
static char *kept(struct fixture *f) {
	struct str out = {0};

	for (int i = 0; i < TABLES; i++) {
		char *text = mem_printf("SELECT * FROM %s WHERE %s = 1 ORDER BY 1, 2, 3", tables[i], i ? "sent" : "id");

		assert_int_equal(sql(f, text, &out), SQLITE_OK);
		free(text);
	}
	return str_take(&out);
}

static struct report october(struct fixture *f) {
	struct report r;

	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	return r;
}

static void draft(struct fixture *f, struct sent *before, struct sent *next) {
	struct report r = october(f);

	OK(sent_draft(f->st, &f->actor, &r, before, next, &f->err));
	report_clear(&r);
}

static enum rc send(struct fixture *f, const char *note) {
	struct sent before, next;
	enum rc rc;

	draft(f, &before, &next);
	rc = sent_send(f->st, &f->actor, &next, note, &f->err);
	sent_clear(&before);
	sent_clear(&next);
	return rc;
}

static void change_resident(struct fixture *f, long long id, long long place, const char *risk) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.place.id = place;
	r.risk = code_of(risk);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

struct town {
	long long people[PEOPLE], places[3];
};

/* Twelve people under detox in three villages, the last in none; each tested in October but the last three. */
static void fill(struct fixture *f, struct town *t) {
	for (int i = 0; i < 3; i++) {
		char name[32];

		snprintf(name, sizeof name, "试村%d", i);
		t->places[i] = add_place(f, name);
	}
	for (int i = 0; i < PEOPLE; i++) {
		char name[32];

		snprintf(name, sizeof name, "试%d", i);
		t->people[i] = add_resident(f, name, 100 + i);
		change_resident(f, t->people[i], i == PEOPLE - 1 ? 0 : t->places[i % 3], i % 2 ? "low" : "high");
		add_order(f, t->people[i], "detox", "2026-03-01", "2026-03-10");
		if (i < PEOPLE - 3)
			add_event(f, "test", t->people[i], PAIRS("occurred", "2026-10-20", "result", "neg"));
	}
}

static long long value(const struct sent *s, const char *figure) {
	const struct sent_line *l = sent_line(s, sent_find(s, figure), 0);

	assert_non_null(l);
	return l->numerator;
}

/* All numbers, rates, places and people as the report itself counts them. */
static void stores_what_was_counted(void **state) {
	struct fixture *f = *state;
	struct town t;
	struct sent s;
	struct report r;

	fill(f, &t);
	OK(send(f, "十月"));
	r = october(f);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), -1, &s, &f->err));
	assert_int_equal(s.no, 0);
	assert_int_equal(s.figure_count, figure_count + rate_count);
	assert_string_equal(s.note, "十月");
	assert_string_equal(s.station, "示范镇");
	assert_int_equal(s.place_count, 5);
	assert_int_equal(s.sent_by, f->actor.officer);
	for (size_t i = 0; i < figure_count; i++) {
		struct ids who = {0};
		long long total = figure_total(&figure_table[i], r.rows, r.count, &who), over_places = 0;
		size_t people = 0;

		assert_int_equal(value(&s, figure_table[i].id), total);
		for (size_t k = 0; k < s.people_count; k++)
			people += s.people[k].figure == i;
		assert_int_equal(people, who.n);
		for (size_t p = 1; p < s.place_count; p++) {
			const struct sent_line *l = sent_line(&s, i, p);

			over_places += l ? l->numerator : 0;
		}
		assert_int_equal(over_places, total); /* everybody is in one village or in none */
		ids_clear(&who);
	}
	for (size_t i = 0; i < rate_count; i++) {
		const struct sent_line *l = sent_line(&s, sent_find(&s, rate_table[i].id), 0);

		assert_int_equal(l->numerator, value(&s, rate_table[i].numerator));
		assert_int_equal(l->denominator, value(&s, rate_table[i].denominator));
	}
	assert_int_equal(value(&s, "register"), PEOPLE);
	assert_int_equal(sent_line(&s, sent_find(&s, "register"), 1)->numerator, 4);
	assert_int_equal(sent_line(&s, sent_find(&s, "register"), 4)->numerator, 1); /* no village */
	report_clear(&r);
	sent_clear(&s);
}

static void one_later_operation(struct fixture *f, struct town *t) {
	int who = pick(PEOPLE);
	long long id = t->people[who];
	char on[DATE_BUF];
	struct import_batch *b;
	struct drug_test imported;
	struct treatment_order o;

	date_format(date_add_days(day("2026-09-25"), pick(50)), on);
	switch (pick(7)) {
	case 0:
		add_event(f, "test", id, PAIRS("occurred", on, "result", pick(5) ? "neg" : "pos"));
		break;
	case 1: {
		struct ids ids = {0};

		OK(event_list(f->st, &f->actor, event_find_def("test"), id, 0, &ids, &f->err));
		if (ids.n)
			void_event(f, "test", ids.v[pick((int)ids.n)]);
		ids_clear(&ids);
		break;
	}
	case 2:
		change_resident(f, id, t->places[pick(3)], pick(2) ? "mid" : "low");
		break;
	case 3:
		OK(import_batch_begin(&b, f->st, &f->actor, "t.csv", "00", "tests", &f->err));
		entity_init(&test_def, &imported);
		imported.resident.id = id;
		imported.result = code_of("neg");
		assert_true(date_parse_iso(on, &imported.occurred));
		OK(import_batch_event(b, test_register(), &imported, &f->err));
		entity_clear(&test_def, &imported);
		OK(import_batch_commit(b, 1, 0, 0, 0, &f->err));
		break;
	case 4:
		OK(order_current(f->st, &f->actor, id, &o, &f->err));
		(void)set_state(f->st, &f->actor, o.rec.id, o.rec.ver, pick(2) ? "suspended" : "executing",
		                      day(on), "试", "试1号", &f->err);
		entity_clear(&order_def, &o);
		break;
	case 5:
		add_order(f, add_resident(f, "后来", 300 + pick(600)), "rehab", "2026-09-01", on);
		break;
	default:
		(void)send(f, NULL); /* a correction is a row of its own */
		break;
	}
}

/* What the tables hold grows by corrections only, and a number reads back as it was. */
static void nothing_later_changes_it(void **state) { /* rule 9.17 */
	struct fixture *f = *state;
	struct town t;
	struct sent first, again;
	FILE *ini;
	char path[160];
	char *before, *after;
	long long corrections;

	fill(f, &t);
	OK(send(f, NULL));
	before = kept(f);
	assert_true(strlen(before) > 10000);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &first, &f->err));
	for (int i = 0; i < ROUNDS; i++) {
		one_later_operation(f, &t);
		OK(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &again, &f->err));
		assert_string_equal(again.digest, first.digest);
		assert_string_equal(again.anchor, first.anchor);
		assert_int_equal(again.people_count, first.people_count);
		assert_memory_equal(again.people, first.people, first.people_count * sizeof *first.people);
		assert_int_equal(again.line_count, first.line_count);
		assert_memory_equal(again.lines, first.lines, first.line_count * sizeof *first.lines);
		sent_clear(&again);
		after = kept(f);
		assert_string_equal(after, before);
		free(after);
	}
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), -1, &again, &f->err));
	corrections = again.no;
	assert_true(corrections > 3); /* the random days did meet the month */
	sent_clear(&again);

	/* Other rules, from a day before the month on. */
	snprintf(path, sizeof path, "%s/s.ini", f->dir);
	ini = fopen(path, "a");
	assert_non_null(ini);
	fputs("\n[profile.detox@2026-01-01]\ntest = \"24\"\nbasis = \"试\"\nmark = P\n", ini);
	assert_int_equal(fclose(ini), 0);
	reopen(f);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &again, &f->err));
	assert_string_equal(again.digest, first.digest);
	sent_clear(&again);
	OK(send(f, NULL)); /* the rules changed the windows, so there is something to correct */
	after = kept(f);
	assert_string_equal(after, before);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), -1, &again, &f->err));
	assert_int_equal(again.no, corrections + 1);
	sent_clear(&again);
	sent_clear(&first);
	free(before);
	free(after);
}

static void the_tables_refuse_changes(void **state) {
	struct fixture *f = *state;
	struct town t;
	struct sent s;
	char *before, *after;

	fill(f, &t);
	OK(send(f, NULL));
	before = kept(f);
	for (int i = 0; i < TABLES; i++) {
		char *text = mem_printf("DELETE FROM %s", tables[i]);

		assert_int_equal(sql(f, text, NULL), SQLITE_CONSTRAINT);
		free(text);
	}
	assert_int_equal(sql(f, "UPDATE sent SET note = 'x'", NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sql(f, "UPDATE sent_place SET name = 'x'", NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sql(f, "UPDATE sent_figure SET numerator = 7", NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sql(f, "UPDATE sent_person SET value = 7", NULL), SQLITE_CONSTRAINT);
	/* No number twice, none left out, no day but the first of a month. */
	assert_int_equal(sql(f, "INSERT INTO sent (uid, month, no, seq, sent_at, sent_by, as_of, station, anchor, digest)"
	                        " SELECT '0' || substr(uid, 2, 24) || 'Z', month, 0, seq, 1, 1, as_of, station, anchor, digest FROM sent",
	                     NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sql(f, "INSERT INTO sent (uid, month, no, seq, sent_at, sent_by, as_of, station, anchor, digest)"
	                        " SELECT '0' || substr(uid, 2, 24) || 'Z', month, 2, seq, 1, 1, as_of, station, anchor, digest FROM sent",
	                     NULL), SQLITE_CONSTRAINT);
	assert_int_equal(sql(f, "INSERT INTO sent (uid, month, no, seq, sent_at, sent_by, as_of, station, anchor, digest)"
	                        " SELECT '0' || substr(uid, 2, 24) || 'Z', '2026-09-02', 0, seq, 1, 1, as_of, station, anchor, digest"
	                        " FROM sent", NULL), SQLITE_CONSTRAINT);
	after = kept(f);
	assert_string_equal(before, after);
	free(before);
	free(after);

	/* Whoever takes the triggers away is found out by the audit. */
	assert_int_equal(sql(f, "DROP TRIGGER sent_figure_no_update;"
	                        "UPDATE sent_figure SET numerator = 99 WHERE figure = 'register' AND place = ''", NULL), SQLITE_OK);
	REFUSED(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &s, &f->err), "sent.digest");
	assert_int_equal(f->err.rc, RC_CORRUPT);
}

static void corrections_are_numbered(void **state) { /* rule 9.17 */
	struct fixture *f = *state;
	struct town t;
	struct sent before, next, now, one;
	struct sent_change c;
	struct str text = {0};

	fill(f, &t);
	draft(f, &before, &next);
	assert_int_equal(before.figure_count, 0);
	assert_int_equal(next.no, 0);
	sent_clear(&before);
	sent_clear(&next);
	OK(send(f, NULL));
	REFUSED(send(f, NULL), "sent.same");

	/* One test comes late: three numbers, two people-figures, two rates; everything else stays out of it. */
	add_event(f, "test", t.people[PEOPLE - 1], PAIRS("occurred", "2026-10-25", "result", "pos"));
	draft(f, &before, &next);
	assert_int_equal(next.no, 1);
	c = sent_compare(&before, sent_find(&before, "tests_taken"), &next);
	assert_true(c.changed && c.before == PEOPLE - 3 && c.after == PEOPLE - 2 && c.came == 1 && c.left == 0);
	sent_change_text("tests_taken", &c, &text);
	assert_string_equal(str_text(&text), "+1");
	str_reset(&text);
	sent_change_text("aid_amount", &(const struct sent_change){1000, 2550, INT_NONE, INT_NONE, .changed = true}, &text);
	assert_string_equal(str_text(&text), "+15.50"); /* fen */
	str_clear(&text);
	for (size_t i = 0; i < next.figure_count; i++)
		assert_true(str_in_list("tests_done,tests_missing,tests_taken,tests_positive,tested,met,met_rate,found_using,test_rate,tested_rate,without_use,"
		                        "relapse_rate", next.figures[i]));
	assert_true(sent_find(&next, "tests_positive") < next.figure_count);
	assert_true(sent_find(&next, "register") == next.figure_count);
	sent_clear(&before);
	sent_clear(&next);
	OK(send(f, "补录一次检测"));
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), -1, &one, &f->err));
	assert_int_equal(one.no, 1);
	assert_int_equal(value(&one, "tests_taken"), PEOPLE - 2);
	OK(sent_now(f->st, &f->actor, day("2026-10-01"), -1, &now, &f->err));
	assert_int_equal(now.figure_count, figure_count + rate_count);
	assert_int_equal(value(&now, "tests_taken"), PEOPLE - 2);
	assert_int_equal(value(&now, "register"), PEOPLE);
	sent_clear(&now);
	OK(sent_now(f->st, &f->actor, day("2026-10-01"), 0, &now, &f->err));
	assert_int_equal(value(&now, "tests_taken"), PEOPLE - 3); /* number 0 as it was */
	sent_clear(&now);
	sent_clear(&one);

	/* Somebody's move to another village changes no number of the station: nothing to correct. */
	change_resident(f, t.people[0], t.places[1], "high");
	REFUSED(send(f, NULL), "sent.same");
	/* The same number with others behind it is one. */
	change_resident(f, t.people[0], t.places[1], "low");
	change_resident(f, t.people[1], t.places[1], "high");
	draft(f, &before, &next);
	c = sent_compare(&before, sent_find(&before, "risk_high"), &next);
	assert_true(c.changed && c.before == c.after && c.came == 1 && c.left == 1);
	sent_change_text("risk_high", &c, &text);
	assert_string_equal(str_text(&text), "+0");
	str_clear(&text);
	assert_int_equal(next.figure_count, 2); /* risk_high and risk_low */
	sent_clear(&before);
	sent_clear(&next);
	OK(send(f, NULL));
}

/* A month goes out from its last day on, and what was shown must still hold. */
static void what_was_shown_must_hold(void **state) {
	struct fixture *f = *state;
	struct town t;
	struct sent before, next;
	struct report r;

	fill(f, &t);
	OK(send(f, NULL));
	OK(report_make(f->st, &f->actor, day("2026-11-01"), day("2026-11-30"), &r, &f->err));
	OK(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err));
	REFUSED(sent_send(f->st, &f->actor, &next, NULL, &f->err), "sent.running");
	sent_clear(&before);
	sent_clear(&next);
	report_clear(&r);
	change_resident(f, t.people[2], t.places[1], "low");
	draft(f, &before, &next);
	change_resident(f, t.people[4], t.places[1], "low");
	REFUSED(sent_send(f->st, &f->actor, &next, NULL, &f->err), "sent.changed");
	assert_int_equal(f->err.rc, RC_CONFLICT);
	sent_clear(&before);
	sent_clear(&next);
}

/* Officers draft, the head sends, readers read figures, the auditor none of it. */
static void only_the_head_sends(void **state) {
	struct fixture *f = *state;
	static const struct {
		const char *role;
		bool reads;
	} others[] = {{"officer", true}, {"reader", true}, {"auditor", false}};
	struct actor head = f->actor;
	struct town t;
	struct str count = {0};

	fill(f, &t);
	for (size_t i = 0; i < 3; i++)
		station_officer(f, others[i].role, others[i].role, others[i].role);
	for (int round = 0; round < 2; round++) { /* before anything was sent, and after */
		for (size_t i = 0; i < 3; i++) {
			struct sent before, next, s, *list;
			struct report r = october(f);
			struct station_options opt = {.db = f->db};
			struct ids who = {0};
			long long sealed, gone;
			size_t n;

			draft(f, &before, &next);
			station_close(f->st); /* its actor's words live in it */
			OK(station_open(&f->st, &opt, &f->err));
			OK(station_actor(f->st, others[i].role, "cli", &f->actor, &f->err));
			assert_int_equal(sent_send(f->st, &f->actor, &next, NULL, &f->err), RC_DENIED);
			assert_int_equal(next.id, 0);
			assert_int_equal(sent_list(f->st, &f->actor, &list, &n, &f->err), others[i].reads ? RC_OK : RC_DENIED);
			assert_int_equal(n, others[i].reads ? (size_t)round : 0);
			for (size_t k = 0; k < n; k++)
				sent_clear(&list[k]);
			free(list);
			sent_clear(&before);
			assert_int_equal(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &s, &f->err),
			                 !others[i].reads ? RC_DENIED : round ? RC_OK : RC_NOT_FOUND);
			sent_clear(&s);
			assert_int_equal(sent_names(f->st, &f->actor, &next, "register", &who, &sealed, &gone, &f->err),
			                 others[i].reads && strcmp(others[i].role, "reader") != 0 ? RC_OK : RC_DENIED);
			ids_clear(&who);
			sent_clear(&next);
			report_clear(&r);
			station_close(f->st);
			OK(station_open(&f->st, &opt, &f->err));
			OK(station_actor(f->st, "wang", "cli", &head, &f->err));
			f->actor = head;
		}
		if (round == 0)
			OK(send(f, NULL));
	}
	assert_int_equal(sql(f, "SELECT count(*) FROM audit WHERE action = 'report.send' AND result = 'denied'", &count),
	                 SQLITE_OK);
	assert_string_equal(str_text(&count), "6|\n"); /* each try is on record */
	str_clear(&count);
	assert_int_equal(sql(f, "SELECT count(*), max(table_name), max(instr(detail, 'month=2026-10 no=0 figures=')) FROM audit"
	                        " WHERE action = 'report.send' AND result = 'ok'", &count), SQLITE_OK);
	assert_string_equal(str_text(&count), "1|sent|1|\n");
	str_clear(&count);
}

/* Sealed and void people stay in the number; a name is shown only of whom it may be. */
static void names_follow_what_may_be_shown(void **state) {
	struct fixture *f = *state;
	struct town t;
	struct sent s;
	struct ids who = {0};
	long long sealed = 0, gone = 0;

	fill(f, &t);
	OK(send(f, NULL));
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &s, &f->err));
	OK(sent_names(f->st, &f->actor, &s, "register", &who, &sealed, &gone, &f->err));
	assert_int_equal(who.n, PEOPLE);
	assert_int_equal(sealed + gone, 0);
	assert_int_equal(sql(f, "UPDATE resident SET sealed = '2026-11-22' WHERE name IN ('试0', '试1')", NULL), SQLITE_OK);
	assert_int_equal(sql(f, "UPDATE resident SET voided_at = 1, voided_by = 1, void_reason = 'x' WHERE name = '试2'", NULL),
	                 SQLITE_OK);
	who.n = 0;
	OK(sent_names(f->st, &f->actor, &s, "register", &who, &sealed, &gone, &f->err));
	assert_int_equal(who.n, PEOPLE - 3);
	assert_int_equal(sealed, 2);
	assert_int_equal(gone, 1);
	for (size_t i = 0; i < who.n; i++)
		assert_true(who.v[i] != t.people[0] && who.v[i] != t.people[1] && who.v[i] != t.people[2]);
	sent_clear(&s);
	OK(sent_get(f->st, &f->actor, day("2026-10-01"), 0, &s, &f->err));
	assert_int_equal(value(&s, "register"), PEOPLE);
	sent_clear(&s);
	ids_clear(&who);
}

/* Both have the first number on their screen before either sends it. */
static void two_send_at_once(void **state) {
	struct fixture *f = *state;
	struct station_options opt = {.db = f->db};
	int ready[2], go[2], answers[2];
	pid_t pids[2];
	struct town t;
	struct str rows = {0};
	char byte;

	fill(f, &t);
	station_close(f->st);
	f->st = NULL;
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct sent before, next;
			struct report r;
			enum rc rc = station_open(&f->st, &opt, &f->err);

			if (rc == RC_OK)
				rc = station_actor(f->st, "wang", "cli", &f->actor, &f->err);
			if (rc == RC_OK)
				rc = report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err);
			if (rc == RC_OK)
				rc = sent_draft(f->st, &f->actor, &r, &before, &next, &f->err);
			if (rc != RC_OK || write(ready[1], "r", 1) != 1 || read(go[0], &byte, 1) != 1)
				_exit(99);
			rc = sent_send(f->st, &f->actor, &next, NULL, &f->err);
			if (rc == RC_CONFLICT && strcmp(f->err.id, "sent.faster") != 0)
				_exit(98);
			station_close(f->st);
			_exit((int)rc);
		}
	}
	for (int i = 0; i < 2; i++)
		assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(write(go[1], "gg", 2), 2);
	for (int i = 0; i < 2; i++) {
		int status;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		answers[i] = WIFEXITED(status) ? WEXITSTATUS(status) : 100;
	}
	assert_true((answers[0] == RC_OK && answers[1] == RC_CONFLICT) || (answers[0] == RC_CONFLICT && answers[1] == RC_OK));
	assert_int_equal(sql(f, "SELECT month, no FROM sent", &rows), SQLITE_OK);
	assert_string_equal(str_text(&rows), "2026-10-01|0|\n");
	str_clear(&rows);
	for (int i = 0; i < 2; i++) {
		close(ready[i]);
		close(go[i]);
	}
	OK(station_open(&f->st, &opt, &f->err));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(stores_what_was_counted), STATION_TEST(nothing_later_changes_it),
		STATION_TEST(the_tables_refuse_changes), STATION_TEST(corrections_are_numbered),
		STATION_TEST(what_was_shown_must_hold),
		STATION_TEST(only_the_head_sends), STATION_TEST(names_follow_what_may_be_shown),
		STATION_TEST(two_send_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
