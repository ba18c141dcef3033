/* SPDX-License-Identifier: MIT */
#include "made.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/idno.h"
#include "model/event/drug_testing.h"
#include "model/event/registers.h"
#include "model/ledger/ledger.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/rules/duty_kind.h"

enum { TABLES_MOST = 80, CELLS_MOST = 12, ORDERS_MOST = 3, BASE_COLUMNS = 11 };

static void must(sqlite3 *db, int code, const char *what) {
	if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW)
		return;
	fprintf(stderr, "made: %s: %.200s\n", sqlite3_errmsg(db), what);
	exit(1);
}

void made_sql(sqlite3 *db, const char *sql) {
	must(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

long long made_number(sqlite3 *db, const char *sql) {
	sqlite3_stmt *q = NULL;
	long long n;

	must(db, sqlite3_prepare_v2(db, sql, -1, &q, NULL), sql);
	must(db, sqlite3_step(q), sql);
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

sqlite3 *made_open(const char *path) {
	sqlite3 *db = NULL;

	must(db, sqlite3_open(path, &db), path);
	sqlite3_busy_timeout(db, 10000);
	made_sql(db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = TRUNCATE; PRAGMA temp_store = MEMORY;"
	             "PRAGMA cache_size = -1000000");
	return db;
}

char *made_read(const char *path) {
	struct str text = {0};
	char part[4096];
	FILE *in = fopen(path, "r");

	if (!in) {
		fprintf(stderr, "made: %s cannot be read\n", path);
		exit(1);
	}
	for (size_t n; (n = fread(part, 1, sizeof part - 1, in)) > 0;) {
		part[n] = '\0';
		str_add(&text, part);
	}
	fclose(in);
	return str_take(&text);
}

/* ---- chance ---- */

static uint64_t dice;

static int pick(int from, int to) {
	dice = dice * 6364136223846793005u + 1442695040888963407u;
	return to <= from ? from : from + (int)((dice >> 33) % (uint64_t)(to - from + 1));
}

static bool chance(int percent) { return pick(1, 100) <= percent; }

/* Ordinary days, and more of those that rules stumble on: the first and last of a month, 29 February, and the days around
 * `today`'s months. */
static struct date some_day(struct date from, struct date to) {
	struct date d = date_add_days(from, pick(0, to.n - from.n)), leap;
	int how = pick(0, 9), y, m, n;

	date_to_ymd(d, &y, &m, &n);
	if (how == 0)
		d = date_month_end(d);
	else if (how == 1)
		d = date_month_start(d);
	else if (how == 2 && date_from_ymd(y, 2, 29, &leap))
		d = leap;
	return date_before(d, from) ? from : date_before(to, d) ? to : d;
}

/* ---- rows ---- */

/* A field and what stands in it; NULL: blank. */
struct cell {
	const char *name, *value;
};

struct table {
	const struct entity_def *def;
	sqlite3_stmt *insert;
	long long rows;
};

struct maker {
	sqlite3 *db;
	const struct made *m;
	struct table tables[TABLES_MOST];
	size_t table_count;
};

static struct table *table_of(struct maker *k, const struct entity_def *def) {
	struct str sql = {0};
	struct table *t;

	for (size_t i = 0; i < k->table_count; i++)
		if (k->tables[i].def == def)
			return &k->tables[i];
	t = &k->tables[k->table_count++];
	*t = (struct table){.def = def};
	str_addf(&sql,
	         "INSERT INTO %s (id, uid, ver, seq, recorded_at, recorded_by, import_id, source, voided_at, voided_by,"
	         " void_reason",
	         def->name);
	for (size_t i = 0; i < def->count; i++)
		str_addf(&sql, ", %s", def->fields[i].name);
	str_add(&sql, ") VALUES (?, ?, 1, 0, 1700000000000, 1, NULL, 'typed', ?, ?, ?");
	for (size_t i = 0; i < def->count; i++)
		str_add(&sql, ", ?");
	str_addc(&sql, ')');
	must(k->db, sqlite3_prepare_v2(k->db, str_text(&sql), -1, &t->insert, NULL), str_text(&sql));
	str_clear(&sql);
	return t;
}

/* What a field nobody chose holds: any code of its list, a day after `day`, a small number, a word; often nothing. */
static void some_value(const struct field_def *f, struct date day, char *out, size_t size) {
	char text[DATE_BUF];

	out[0] = '\0';
	if (!(f->flags & F_REQUIRED) && !chance(f->type == FT_CODE ? 85 : f->type == FT_DATE ? 60 : 20))
		return;
	if (f->type == FT_CODE)
		snprintf(out, size, "%s", code_item_at(f->codes, (size_t)pick(0, (int)f->codes->count - 1))->code);
	else if (f->type == FT_DATE)
		snprintf(out, size, "%s", date_format(day, text));
	else if (f->type == FT_INT || f->type == FT_MONEY)
		snprintf(out, size, "%d", pick(1, 30));
	else if (f->type != FT_REF && f->type != FT_IDNO)
		snprintf(out, size, "试%d", pick(1, 99));
}

/* Insert a row and return its id; cells say what may not be left to chance, `day` is when it happened. */
static long long put(struct maker *k, const struct entity_def *def, bool is_void, struct date day, const struct cell *cells) {
	struct table *t = table_of(k, def);
	char uid[27], value[64];

	snprintf(uid, sizeof uid, "%026lld", ++t->rows);
	sqlite3_bind_int64(t->insert, 1, t->rows);
	sqlite3_bind_text(t->insert, 2, uid, -1, SQLITE_STATIC);
	if (is_void) {
		sqlite3_bind_int64(t->insert, 3, 1700000000001);
		sqlite3_bind_int64(t->insert, 4, 1);
		sqlite3_bind_text(t->insert, 5, "错录", -1, SQLITE_STATIC);
	}
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		const struct cell *c = cells;

		while (c->name && strcmp(c->name, f->name) != 0)
			c++;
		if (c->name) {
			sqlite3_bind_text(t->insert, (int)i + 6, c->value && *c->value ? c->value : NULL, -1, SQLITE_STATIC);
			continue;
		}
		if (f->type == FT_DATE)
			day = date_add_days(day, pick(0, 25));
		some_value(f, day, value, sizeof value);
		if (value[0])
			sqlite3_bind_text(t->insert, (int)i + 6, value, -1, SQLITE_TRANSIENT);
	}
	must(k->db, sqlite3_step(t->insert), def->name);
	sqlite3_reset(t->insert);
	sqlite3_clear_bindings(t->insert);
	return t->rows;
}

/* ---- orders ---- */

struct made_order {
	long long id;
	struct date ordered, ended;
	bool is_void;
};

/* What is written of an order; texts as stored. */
struct order_text {
	char resident[24], ordered[DATE_BUF], served[DATE_BUF], reported[DATE_BUF], start[DATE_BUF], end[DATE_BUF],
	    agreed[DATE_BUF], ended[DATE_BUF], months[8], deducted[8], state[16];
};

/* The log of one order as it is thought up. */
struct story {
	struct {
		const char *state;
		struct date since;
	} line[12];
	size_t n;
};

static void tell(struct story *s, const char *state, struct date since) {
	s->line[s->n].state = state;
	s->line[s->n++].since = since;
}

/* From the reporting in on: suspensions that begin and end, and an end when there is to be one. */
static struct date live_on(struct story *s, struct date start, struct date today, bool open, bool plain) {
	static const char *const ends[] = {"released", "terminated", "moved"};
	struct date at = date_add_days(start, pick(1, 300));

	tell(s, "executing", start);
	for (int i = 0; i < 2 && chance(plain ? 4 : 25) && date_before(at, today); i++) {
		tell(s, "suspended", at);
		at = date_add_days(at, pick(1, 90));
		if (!date_before(at, today))
			break;
		if (!chance(open ? 100 : 80))
			break;
		tell(s, "executing", at);
		at = date_add_days(at, pick(1, 300));
	}
	if (open)
		return DATE_NONE;
	at = some_day(s->line[s->n - 1].since, today);
	tell(s, strcmp(s->line[s->n - 1].state, "suspended") == 0 ? "terminated" : ends[pick(0, 2)], at);
	return at;
}

/* One order from `ordered` on; open: it is not over yet. */
static void make_order(struct maker *k, long long resident, struct date ordered, bool open, struct made_order *out) {
	const struct made *m = k->m;
	struct order_text t = {.resident = ""};
	struct story s = {.n = 0};
	struct date served = date_add_days(ordered, pick(0, 6)), reported = date_add_days(served, pick(0, 22)), wait, agreed;
	bool is_served = !date_before(m->today, served) && chance(85);
	bool comes = !date_before(m->today, reported) && chance(m->plain ? 98 : 92);
	bool written = chance(30), logged = chance(m->plain ? 100 : 94), is_void = !m->plain && !open && chance(8);
	int months = chance(70) ? 36 : chance(60) ? 24 : 12;

	wait = is_served ? served : ordered;
	tell(&s, "awaiting", wait);
	if (comes)
		out->ended = live_on(&s, reported, m->today, open, m->plain);
	else if (!open)
		tell(&s, "terminated", out->ended = some_day(wait, m->today));
	snprintf(t.resident, sizeof t.resident, "%lld", resident);
	date_format(ordered, t.ordered);
	date_format(is_served ? served : DATE_NONE, t.served);
	if (comes) {
		/* As the paper has it: the day of reporting in is then sometimes left out, the end is the same day or the one before. */
		date_format(written && chance(20) ? DATE_NONE : reported, t.reported);
		date_format(written ? reported : DATE_NONE, t.start);
		date_format(written && chance(60) ? date_add_days(date_add_months(reported, months), -pick(0, 1)) : DATE_NONE, t.end);
		agreed = date_add_days(reported, pick(0, 40));
		date_format(chance(20) || date_before(m->today, agreed) ? DATE_NONE : agreed, t.agreed);
	}
	date_format(out->ended, t.ended);
	snprintf(t.state, sizeof t.state, "%s", s.line[s.n - 1].state);
	if (chance(90))
		snprintf(t.months, sizeof t.months, "%d", months);
	if (chance(8))
		snprintf(t.deducted, sizeof t.deducted, "%d", pick(1, 200));
	const struct cell cells[] = {{"resident", t.resident}, {"kind", chance(60) ? "detox" : "rehab"}, {"ordered", t.ordered},
	                             {"served", t.served}, {"reported", t.reported}, {"months", t.months},
	                             {"deducted", t.deducted}, {"term_start", t.start}, {"term_end", t.end},
	                             {"agreed", t.agreed}, {"state", t.state}, {"ended", t.ended}, {NULL, NULL}};

	out->id = put(k, &order_def, is_void, ordered, cells);
	out->ordered = ordered;
	out->is_void = is_void;
	for (size_t i = 0; logged && i < s.n; i++) {
		char id[24], since[DATE_BUF];
		const struct cell line[] = {{"resident", t.resident}, {"order_id", id}, {"state", s.line[i].state},
		                            {"since", since}, {NULL, NULL}};

		snprintf(id, sizeof id, "%lld", out->id);
		date_format(s.line[i].since, since);
		if (i > 0 && chance(2)) /* one that was taken back */
			put(k, &status_def, true, s.line[i].since, line);
		put(k, &status_def, is_void, s.line[i].since, line);
	}
}

/* The order an event of this day belongs to: not void, made by then, not over yet; the newest. */
static const struct made_order *order_on(const struct made_order *orders, size_t n, struct date day) {
	const struct made_order *best = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct made_order *o = &orders[i];

		if (!o->is_void && !date_before(day, o->ordered) && (!date_is_set(o->ended) || !date_before(o->ended, day)) &&
		    (!best || !date_before(o->ordered, best->ordered)))
			best = o;
	}
	return best;
}

/* ---- events ---- */

/* Two numbers, each as two people type it; NULL: none. */
static const char *some_number(void) {
	static const char *const written[] = {"告〔2026〕1号", "告[2026] 1号", "GJ(2026)2", "gj（2026） 2", NULL, NULL};

	return written[pick(0, 5)];
}

/* A refused test or a letter about one: few windows, numbers and days, so that they meet. */
static size_t make_refusal(bool letter, struct cell *cells, size_t c) {
	static const char *const windows[] = {"1", "2", "3", NULL};

	cells[c++] = (struct cell){letter ? "kind" : "judged", chance(70) ? "refused" : "evaded"};
	cells[c++] = (struct cell){"window_no", windows[pick(0, letter ? 3 : 2)]};
	cells[c++] = (struct cell){letter ? "doc_no" : "warning_no", some_number()};
	if (letter)
		cells[c++] = (struct cell){"another", chance(60) ? "yes" : NULL};
	return c;
}

/* What figures and promises ask for and chance alone hardly gives: one of the values, mostly. */
static size_t make_likely(const struct event_def *def, struct cell *cells, size_t c) {
	static const struct {
		const char *reg, *field, *values[3];
	} likely[] = {
		{"help_case", "kind", {"allowance", "business", "destitute"}}, {"help_case", "result", {"granted", "refused", ""}},
		{"help_case", "until", {"", "", ""}}, {"family", "way", {"phone", "video", "letter"}},
		{"followup", "family", {"good", "good", "poor"}}, {"followup", "community", {"good", "good", "fair"}},
		{"followup", "county", {"试县", "试区", ""}}, {"followup", "used_again", {"yes", "no", "open"}},
		{"intake", "decision", {"register", "none", ""}},
		{"checkin", "kind", {"month", "month", "day"}}, {"checkin", "days_done", {"20", "15", "10"}},
		{"checkin", "days_due", {"30", "25", "31"}},
	};

	for (size_t i = 0; i < sizeof likely / sizeof *likely; i++)
		if (strcmp(likely[i].reg, def->id) == 0 && chance(80))
			cells[c++] = (struct cell){likely[i].field, likely[i].values[pick(0, 2)]};
	return c;
}

static void make_event(struct maker *k, const struct event_def *def, long long resident, const struct made_order *orders,
                       size_t n, struct date day) {
	const bool after = strcmp(def->id, "followup") == 0 && n > 0 && date_is_set(orders[n - 1].ended) &&
	                   date_before(orders[n - 1].ended, k->m->today);
	const struct made_order *o;
	char who[24], order[24] = "", on[DATE_BUF];
	bool is_test = def->entity == &test_def, is_void = chance(4);
	struct cell cells[CELLS_MOST] = {{"resident", who}, {"order_id", order}, {"occurred", on}};
	size_t c = 3;

	if (after) /* a release is followed up */
		day = some_day(date_add_days(orders[n - 1].ended, 1), k->m->today);
	o = order_on(orders, n, day);
	snprintf(who, sizeof who, "%lld", resident);
	if (o)
		snprintf(order, sizeof order, "%lld", o->id);
	date_format(day, on);
	if (is_test) { /* chance alone would leave two of three tests without a result that counts */
		cells[c++] = (struct cell){"sample", chance(90) ? "urine" : "hair"};
		cells[c++] = (struct cell){"result", chance(90) ? "neg" : chance(50) ? "pos" : "invalid"};
		if (chance(75))
			cells[c++] = (struct cell){"nature", "regular"};
	}
	c = make_likely(def, cells, c);
	/* What figures ask for and chance alone hardly gives. */
	if (strcmp(def->id, "police") == 0 && chance(90)) {
		cells[c++] = (struct cell){"reason", chance(50) ? "refusal" : "breach"};
		cells[c++] = (struct cell){"sent", on};
	}
	if (strcmp(def->id, "missed") == 0 && chance(80))
		c = make_refusal(false, cells, c);
	if (strcmp(def->id, "excused") == 0) /* a missed test has a register of its own */
		cells[c++] = (struct cell){"kind", duty_kind_table[pick(1, (int)duty_kind_count - 1)].kind};
	if (strcmp(def->id, "aid") == 0 && chance(70))
		cells[c++] = (struct cell){"kind", chance(33) ? "relief" : chance(50) ? "training" : "allowance"};
	if (strcmp(def->id, "visit") == 0 && chance(80))
		cells[c++] = (struct cell){"met", "found"};
	if (strcmp(def->id, "work") == 0 && chance(70)) { /* work that ends, and work we found */
		static const char *const jobs[] = {"company", "self", "farm", "school"};
		struct date end = date_add_days(day, pick(0, 90));
		char until[DATE_BUF];

		date_format(chance(40) || date_before(k->m->today, end) ? DATE_NONE : end, until);
		cells[c++] = (struct cell){"job", jobs[pick(0, 3)]};
		cells[c++] = (struct cell){"placed", chance(40) ? "yes" : ""};
		cells[c++] = (struct cell){"until", until};
		put(k, def->entity, is_void, day, cells);
		return;
	}
	if (strcmp(def->id, "custody") == 0) {
		struct date end = date_add_days(day, pick(0, 120));
		char until[DATE_BUF];

		date_format(date_before(k->m->today, end) ? DATE_NONE : end, until);
		cells[c++] = (struct cell){"until", until};
		if (chance(40))
			cells[c++] = (struct cell){"kind", chance(50) ? "isolation" : "prison"};
		put(k, def->entity, is_void, day, cells);
		return;
	}
	if (strcmp(def->id, "warning") == 0 && chance(40)) {
		c = make_refusal(true, cells, c);
	} else if (strcmp(def->id, "warning") == 0 && chance(75)) { /* absences that touch, and that come near the limit of days */
		struct date from = date_add_days(day, -pick(0, 25)), until = date_add_days(day, pick(-3, 3));
		char a[DATE_BUF], b[DATE_BUF];

		date_format(chance(95) ? from : DATE_NONE, a);
		date_format(date_before(k->m->today, until) ? DATE_NONE : until, b);
		cells[c++] = (struct cell){"kind", "away"};
		cells[c++] = (struct cell){"away_from", a};
		cells[c++] = (struct cell){"away_until", b};
		put(k, def->entity, is_void, day, cells);
		return;
	}
	put(k, def->entity, is_void, day, cells);
}

/* Tests come by the month, custody is rare, the other registers share what is left: more where not all is plain work. */
static const struct event_def *some_register(bool plain) {
	static const char *const week[] = {"talk", "visit", "report", "report", "phone"};
	const int resting = (int)(event_find_def("stated") - event_table) + 1; /* windows and states rest on these */
	static const char *const likely[] = {"help_case", "help_case", "family", "followup", "intake"};
	size_t count = 0;

	if (chance(33))
		return test_register();
	if (chance(plain ? 85 : 45))
		return event_find_def(week[pick(0, 4)]);
	if (!plain && chance(25))
		return event_find_def(chance(80) ? "warning" : "missed");
	if (!plain && chance(12))
		return event_find_def(likely[pick(0, 4)]);
	while (event_table[count].entity)
		count++;
	for (;;) {
		const struct event_def *d = &event_table[pick(0, chance(70) ? resting - 1 : (int)count - 1)];

		if (chance(12)) /* about what waits longest for an answer */
			return event_find_def("police");
		if (str_in_list("attendance,round_line", d->id)) /* of a session or a round, which nobody made */
			continue;
		if (strcmp(d->id, "custody") != 0 || chance(40))
			return d;
	}
}

/* ---- people ---- */

static long long make_resident(struct maker *k, int i) {
	const struct made *m = k->m;
	struct date birth = some_day(date_add_months(m->today, -12 * 66), date_add_months(m->today, -12 * 15));
	char name[32], idno[IDNO_LEN + 1], born[DATE_BUF], sealed[DATE_BUF], file_no[24], place[8];
	bool even = i % 2 == 0;
	int y, mo, d;

	date_to_ymd(birth, &y, &mo, &d);
	snprintf(idno, sizeof idno, "99%04d%04d%02d%02d%03d", i / 500 % 10000, y, mo, d, i % 500 * 2 + !even);
	idno[17] = idno_check_digit(idno);
	idno[18] = '\0';
	snprintf(name, sizeof name, "试%d", i);
	snprintf(file_no, sizeof file_no, "%06d", i + 1);
	snprintf(place, sizeof place, "%d", pick(1, 10));
	date_format(chance(95) ? birth : DATE_NONE, born);
	date_format(!m->plain && chance(5) ? m->today : DATE_NONE, sealed);
	const struct cell cells[] = {{"file_no", file_no}, {"name", name}, {"id_no", idno}, {"birth", born}, {"sealed", sealed},
	                             {"place", place}, {"team", NULL}, {"pinyin", name}, {"initials", name}, {NULL, NULL}};

	return put(k, &resident_def, !m->plain && chance(4), m->today, cells);
}

/* What stood in the file when it was opened: it holds before the first record. */
static void make_past(struct maker *k, long long resident) {
	static const char *const fields[][2] = {{"risk", "high"}, {"risk", NULL}, {"control", "02"}, {"job", "farm"}};
	const char *const *f = fields[pick(0, 3)];
	char who[24], on[DATE_BUF];
	const struct cell cells[] = {{"resident", who}, {"order_id", NULL}, {"occurred", on}, {"basis", "first"}, {"holds", NULL},
	                             {f[0], f[1]}, {NULL, NULL}};
	struct date day = some_day(date_add_days(k->m->today, -k->m->days), k->m->today);

	snprintf(who, sizeof who, "%lld", resident);
	date_format(day, on);
	put(k, &stated_def, false, day, cells);
}

/* What a dossier asks for and only papers prove, with one missing here and there; and an assessment. */
static void make_papers(struct maker *k, long long resident, const struct made_order *o) {
	static const char *const kinds[] = {"order", "receipt", "register", "agreement", "team", "plan", "testlog", "suspend", ""};
	char who[24], order[24], on[DATE_BUF];

	snprintf(who, sizeof who, "%lld", resident);
	snprintf(order, sizeof order, "%lld", o->id);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct date day = some_day(o->ordered, date_is_set(o->ended) ? o->ended : k->m->today);
		const struct event_def *def = event_find_def(kinds[i][0] ? "document" : "assessment");
		const struct cell cells[] = {{"resident", who}, {"order_id", order}, {"occurred", on},
		                             {kinds[i][0] ? "kind" : NULL, kinds[i]}, {NULL, NULL}};

		date_format(day, on);
		if (chance(95))
			put(k, def->entity, chance(3), day, cells);
	}
}

struct life {
	long long resident;
	struct made_order orders[ORDERS_MOST];
	size_t n;
	struct date first;
};

static void make_orders(struct maker *k, int i, struct life *l) {
	const struct made *m = k->m;
	struct date from = l->first = some_day(date_add_days(m->today, -m->days), m->today);

	l->resident = make_resident(k, i);
	if (!m->plain && chance(40))
		make_past(k, l->resident);
	l->n = m->plain ? 1 : chance(3) ? 0 : chance(70) ? 1 : chance(75) ? 2 : 3;
	for (size_t o = 0; o < l->n; o++) {
		l->orders[o] = (struct made_order){.ended = DATE_NONE};
		make_order(k, l->resident, from, o + 1 == l->n && chance(m->plain ? 100 : 75), &l->orders[o]);
		if (!l->orders[o].is_void && chance(25))
			make_papers(k, l->resident, &l->orders[o]);
		/* Mostly one after the other; sometimes the next is made before the last is over. */
		if (date_is_set(l->orders[o].ended) && !chance(20))
			from = some_day(l->orders[o].ended, m->today);
		else
			from = some_day(from, m->today);
	}
}

/* Round by round, so that one person's records lie as far apart in the file as years of work leave them. */
static void make_events(struct maker *k, const struct life *lives) {
	const struct made *m = k->m;

	for (int e = 0; e < m->events; e++)
		for (int i = 0; i < m->residents; i++) {
			const struct life *l = &lives[i];
			int days = m->today.n - l->first.n;
			struct date a = date_add_days(l->first, days * e / m->events);
			struct date b = date_add_days(l->first, days * (e + 1) / m->events);

			make_event(k, some_register(m->plain), l->resident, l->orders, l->n, some_day(a, b));
		}
}

/* A few of each of the station's own ledgers; what refers to another is left blank, but the village. */
static void make_ledgers(struct maker *k) {
	for (const struct ledger_def *d = ledger_table; d->entity; d++)
		for (int i = 0; i < 24; i++) {
			struct date day = some_day(date_add_days(k->m->today, -k->m->days), k->m->today);
			const struct field_def *first = ledger_day_field(d);
			char on[DATE_BUF], place[8], amount[16];
			const struct cell cells[] = {{first ? first->name : "", date_format(day, on)}, {"place", place},
			                             {"amount", amount}, {"account", chance(60) ? "fund" : "work"}};
			struct cell some[6];
			size_t n = 0;

			snprintf(place, sizeof place, "%d", pick(1, 10));
			snprintf(amount, sizeof amount, "%d", pick(1, 100000));
			for (size_t c = 0; c < 4; c++)
				if (cells[c].name[0])
					some[n++] = cells[c];
			some[n] = (struct cell){NULL, NULL};
			put(k, d->entity, chance(4), day, some);
		}
}

/* Who was there: about a third of the people at each activity and in each round. */
static void make_present(sqlite3 *db) {
	made_sql(db,
	         "INSERT INTO attendance (uid, ver, seq, recorded_at, source, resident, order_id, occurred, activity, result, certificate,"
	         " voided_at) SELECT printf('%026d', a.id * 100 + r.id), 1, 0, 1700000000000, 'typed', r.id, (SELECT max(o.id) FROM"
	         " treatment_order o WHERE o.resident = r.id AND o.id % 2), a.occurred, a.id, CASE (a.id + r.id) % 4 WHEN 0 THEN 'absent'"
	         " WHEN 1 THEN 'passed' ELSE 'present' END, iif(a.id % 2, '证', NULL), iif(a.id % 13 = r.id, 1700000000000, NULL)"
	         " FROM activity a JOIN resident r ON (a.id + r.id) % 3 = a.id % 2");
	made_sql(db,
	         "INSERT INTO round_line (uid, ver, seq, recorded_at, source, resident, occurred, round, met)"
	         " SELECT printf('%026d', a.id * 100 + r.id), 1, 0, 1700000000000, 'typed', r.id, a.since, a.id, 'found'"
	         " FROM check_round a JOIN resident r ON (a.id + r.id) % 3 = 1");
	made_sql(db, "UPDATE care SET facility = (SELECT g.name FROM org g WHERE g.id % 7 = care.id % 7 LIMIT 1) WHERE id % 2"
	             " AND EXISTS (SELECT 1 FROM org g WHERE g.id % 7 = care.id % 7)");
}

static void clear_all(struct maker *k) {
	static const struct entity_def *const gone[] = {&resident_def, &order_def, &status_def};
	struct str sql = {0};

	made_sql(k->db, "DELETE FROM due");
	for (const struct event_def *d = event_table; d->entity; d++)
		str_addf(&sql, "DELETE FROM %s;", d->entity->name);
	for (size_t i = sizeof gone / sizeof *gone; i > 0; i--)
		str_addf(&sql, "DELETE FROM %s;", gone[i - 1]->name);
	for (const struct ledger_def *d = ledger_table; d->entity; d++)
		str_addf(&sql, "DELETE FROM %s;", d->entity->name);
	str_add(&sql, "DELETE FROM history");
	sqlite3_db_config(k->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL); /* history is never deleted, but here */
	made_sql(k->db, str_text(&sql));
	sqlite3_db_config(k->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	str_clear(&sql);
	made_sql(k->db,
	         "INSERT INTO place (uid, ver, seq, recorded_at, source, name, kind, active)"
	         " WITH n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10)"
	         " SELECT printf('%026d', i), 1, 0, 1700000000000, 'typed', '试村' || i, 'village', 'yes' FROM n"
	         " WHERE NOT EXISTS (SELECT 1 FROM place)");
}

void made_fill(sqlite3 *db, const struct made *m) {
	struct maker k = {.db = db, .m = m};
	struct life *lives = mem_zalloc((size_t)m->residents + 1, sizeof *lives);

	dice = m->seed;
	(void)pick(0, 1);
	made_sql(db, "BEGIN IMMEDIATE");
	clear_all(&k);
	for (int i = 0; i < m->residents; i++)
		make_orders(&k, i, &lives[i]);
	make_events(&k, lives);
	if (!m->plain)
		make_ledgers(&k);
	if (m->present)
		make_present(db);
	for (size_t i = 0; i < k.table_count; i++)
		sqlite3_finalize(k.tables[i].insert);
	made_sql(db, "COMMIT");
	free(lives);
}
