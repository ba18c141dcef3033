/* SPDX-License-Identifier: MIT */
#include "store/walk.h"

#include "model/event/registers.h"
#include "model/person/undo.h"
#include "model/report/report.h"
#include "model/report/report_table.h"
#include "model/rules/breach_count.h"
#include "model/station/tables.h"

static const char *const villages[] = {"石桥村", "东山村", "河口社区"};
static const char *const teams[] = {"第1小组", "第2小组"};

/* ---- chance ---- */

int walk_pick(struct walk *w, int from, int to) {
	w->dice = w->dice * 6364136223846793005u + 1442695040888963407u;
	return to <= from ? from : from + (int)((w->dice >> 33) % (uint64_t)(to - from + 1));
}

static bool chance(struct walk *w, int percent) { return walk_pick(w, 1, 100) <= percent; }

struct date walk_day(struct walk *w, struct date from, struct date to) {
	struct date d = date_add_days(from, walk_pick(w, 0, to.n - from.n));
	int how = walk_pick(w, 0, 9);

	d = how == 0 ? date_month_end(d) : how == 1 ? date_month_start(d) : d;
	return date_before(d, from) ? from : date_before(to, d) ? to : d;
}

/* ---- people ---- */

long long walk_person(struct walk *w, int i, const char *kind, struct date ordered, struct date reported) {
	struct fixture *f = w->f;
	char name[32], on[DATE_BUF], in[DATE_BUF];
	long long id;

	snprintf(name, sizeof name, "试%d", i);
	id = add_resident(f, name, 100 + i);
	add_order(f, id, kind, date_format(ordered, on), date_is_set(reported) ? date_format(reported, in) : NULL);
	return id;
}

void walk_join(struct walk *w, struct fixture *f) {
	w->f = f;
	w->db = made_open(f->db);
}

static void add_lists(struct fixture *f) {
	for (size_t i = 0; i < sizeof villages / sizeof *villages; i++) {
		struct place p;

		entity_init(&place_def, &p);
		p.name = mem_strdup(villages[i]);
		OK(place_save(f->st, &f->actor, &p, &f->err));
		entity_clear(&place_def, &p);
	}
	for (size_t i = 0; i < sizeof teams / sizeof *teams; i++) {
		struct help_team t;

		entity_init(&team_def, &t);
		t.name = mem_strdup(teams[i]);
		OK(team_save(f->st, &f->actor, &t, &f->err));
		entity_clear(&team_def, &t);
	}
}

void walk_begin(struct walk *w, struct fixture *f, unsigned seed) {
	char on[DATE_BUF];

	*w = (struct walk){.seed = seed, .dice = seed * 2654435761u + 1};
	walk_join(w, f);
	clock_set_today(date_add_days(day("2024-06-01"), walk_pick(w, 0, 300)));
	w->began = date_add_days(clock_today(), -walk_pick(w, 0, 1) * walk_pick(w, 0, 400));
	station_began(f, date_format(w->began, on));
	add_lists(f);
	for (int i = 0; i < WALK_PEOPLE; i++) {
		struct date ordered = walk_day(w, date_add_days(clock_today(), -500), clock_today());
		struct date reported = date_add_days(ordered, walk_pick(w, 0, 25));

		if (date_before(clock_today(), reported) || chance(w, 15))
			reported = DATE_NONE;
		w->who[i] = walk_person(w, i, i % 3 ? "detox" : "rehab", ordered, reported);
	}
}

void walk_end(struct walk *w) {
	sqlite3_close(w->db);
	w->db = NULL;
}

/* ---- records ---- */

void walk_value(struct walk *w, const struct field_def *f, void *rec, struct date on) {
	char text[64] = "";

	if (f->type == FT_CODE) {
		snprintf(text, sizeof text, "%s",
		         code_item_at(f->codes, (size_t)walk_pick(w, 0, (int)f->codes->count - 1))->code);
	} else if (f->type == FT_DATE) {
		struct date d = date_add_days(on, walk_pick(w, -3, 40));

		date_format(f->flags & F_PAST && date_before(clock_today(), d) ? clock_today() : d, text);
	} else if (f->type == FT_REF) {
		bool place = strcmp(f->ref, "place") == 0;
		int i = walk_pick(w, 0, place ? 2 : 1);

		snprintf(text, sizeof text, "%lld", place ? place_find(w->f->st, villages[i]) : team_find(w->f->st, teams[i]));
	} else if (f->type == FT_INT || f->type == FT_MONEY) {
		snprintf(text, sizeof text, "%d", walk_pick(w, 1, f->max && f->max < 12 ? f->max : 12));
	} else if (f->type == FT_PHONE) {
		snprintf(text, sizeof text, "139000000%02d", walk_pick(w, 1, 99));
	} else {
		snprintf(text, sizeof text, "试字%d号", walk_pick(w, 1, 4));
	}
	field_store_read(f, rec, text);
}

/* Does the program alone keep it, or is it no matter of chance? */
static bool is_kept(const struct field_def *f) {
	return f->flags & F_SYSTEM || f->type == FT_IDNO || str_in_list("occurred,occurred_time,cleared,holds,file", f->name);
}

struct event *walk_record(struct walk *w, const struct event_def *def, long long who, struct date on) {
	struct event *e = mem_zalloc(1, def->entity->size);

	entity_init(def->entity, e);
	for (size_t i = 0; i < def->entity->count; i++) {
		const struct field_def *f = &def->entity->fields[i];

		if (!is_kept(f) && (f->flags & F_REQUIRED || chance(w, f->type == FT_CODE ? 75 : f->type == FT_DATE ? 50 : 40)))
			walk_value(w, f, e, on);
	}
	e->resident.id = who;
	e->occurred = on;
	if (def->entity == &stated_def) /* the file is opened once */
		((struct stated *)e)->basis = code_of("form");
	return e;
}

void walk_free(const struct event_def *def, void *rec) {
	entity_clear(def->entity, rec);
	free(rec);
}

/* Must it name a record of a register of the station, which a walk has none of? */
static bool refers(const struct entity_def *def) {
	for (size_t i = 0; i < def->count; i++)
		if (def->fields[i].type == FT_REF && def->fields[i].flags & F_REQUIRED)
			return true;
	return false;
}

const struct event_def *walk_register(struct walk *w) {
	size_t n = 0;

	if (chance(w, 25))
		return event_find_def("test");
	while (event_table[n].entity)
		n++;
	n = (size_t)walk_pick(w, 0, (int)n - 1);
	if (refers(event_table[n].entity) || (w->no_police && event_table[n].entity == &police_def))
		n = 0;
	return &event_table[n];
}

bool walk_save(struct walk *w, const struct event_def *def, void *rec) {
	struct fixture *f = w->f;
	const struct event *e = rec;
	char on[DATE_BUF];
	enum rc rc;

	snprintf(w->now, sizeof w->now, "%s %lld of %lld on %s", def->id, e->rec.id, e->resident.id,
	         date_format(e->occurred, on));
	rc = event_save(f->st, &f->actor, def, rec, &f->err);
	if (rc != RC_OK && rc != RC_INVALID && rc != RC_EXISTS)
		fail_msg("seed %u: %s: %s", w->seed, w->now, f->err.text);
	w->saved += rc == RC_OK;
	w->refused += rc != RC_OK;
	return rc == RC_OK;
}

/* ---- steps ---- */

static struct date some_day(struct walk *w) {
	return walk_day(w, date_add_days(clock_today(), chance(w, 70) ? -40 : -400), clock_today());
}

static void add_record(struct walk *w, long long who) {
	const struct event_def *def = walk_register(w);
	struct event *e = walk_record(w, def, who, some_day(w));

	walk_save(w, def, e);
	walk_free(def, e);
}

static void void_record(struct walk *w, long long who) {
	const struct event_def *def = walk_register(w);
	char sql[160];
	long long id;

	snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s WHERE resident = %lld AND voided_at IS NULL%s",
	         def->entity->name, who, def->entity == &stated_def ? " AND basis <> 'first'" : "");
	id = made_number(w->db, sql);
	if (id)
		void_event(w->f, def->id, id);
}

static void change_state(struct walk *w, long long who) {
	static const char *const to[] = {"suspended", "executing", "executing", "suspended", "terminated", "released", "moved"};
	struct fixture *f = w->f;
	struct treatment_order o;
	struct err ignored = {0};
	enum rc rc;

	OK(order_current(f->st, &f->actor, who, &o, &f->err));
	if (walk_pick(w, 0, 3) == 0)
		rc = order_take_back(f->st, &f->actor, o.rec.id, o.rec.ver, "录入有误", &ignored);
	else
		rc = set_state(f->st, &f->actor, o.rec.id, o.rec.ver, to[walk_pick(w, 0, chance(w, 70) ? 3 : 6)], some_day(w), "试",
		               "试字1号", &ignored);
	w->saved += rc == RC_OK;
	w->refused += rc != RC_OK;
	entity_clear(&order_def, &o);
}

static void correct_order(struct walk *w, long long who) {
	struct fixture *f = w->f;
	struct treatment_order o;
	struct err ignored = {0};

	OK(order_current(f->st, &f->actor, who, &o, &f->err));
	if (!date_is_set(o.reported))
		o.reported = date_add_days(o.ordered, walk_pick(w, 0, 30));
	else if (chance(w, 50))
		o.reported = date_add_days(o.reported, walk_pick(w, -5, 5));
	else
		o.deducted = walk_pick(w, 0, 60);
	if (order_save(f->st, &f->actor, &o, &ignored) == RC_OK)
		w->saved++;
	entity_clear(&order_def, &o);
}

static void another_order(struct walk *w, long long who) {
	struct fixture *f = w->f;
	struct treatment_order o;
	struct err ignored = {0};

	entity_init(&order_def, &o);
	o.resident.id = who;
	o.kind = code_of(chance(w, 50) ? "detox" : "rehab");
	o.ordered = some_day(w);
	o.reported = chance(w, 70) ? o.ordered : DATE_NONE;
	if (order_save(f->st, &f->actor, &o, &ignored) == RC_OK)
		w->saved++;
	entity_clear(&order_def, &o);
}

static void correct_person(struct walk *w, long long who) {
	static const char *const fields[] = {"risk", "control", "job", "workplace", "place", "team", "drug", "sex", "birth"};
	struct fixture *f = w->f;
	struct resident r;
	const struct field_def *field = entity_field(&resident_def, fields[walk_pick(w, 0, 8)]);

	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	if (chance(w, 15))
		field_set_blank(field, &r);
	else
		walk_value(w, field, &r, day("1985-03-15"));
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

void walk_step(struct walk *w) {
	long long who = w->who[walk_pick(w, 0, WALK_PEOPLE - 1)];
	struct undone undone;
	struct err ignored = {0};

	switch (walk_pick(w, 0, 19)) {
	case 0:
		void_record(w, who);
		break;
	case 1:
	case 2:
		change_state(w, who);
		break;
	case 3:
		correct_order(w, who);
		break;
	case 4:
	case 5:
		correct_person(w, who);
		break;
	case 6:
		(void)undo_last(w->f->st, &w->f->actor, &undone, &ignored);
		break;
	case 7:
		another_order(w, who);
		break;
	case 8:
	case 9:
	case 10:
		clock_set_today(date_add_days(clock_today(), walk_pick(w, 0, 45)));
		break;
	default:
		add_record(w, who);
	}
}

/* ---- pictures ---- */

/* ?1: whom (0: everybody); each person is told by number where there are several. */
#define WHO "CASE WHEN ?1 = 0 THEN r.id_no || ' ' ELSE '' END"
#define THEIRS " AND ?1 IN (0, r.id)"
static const char *const questions[] = {
	"SELECT 'due ' || " WHO " || o.kind || ' ' || o.ordered || ' ' || d.group_no || ' ' || d.due_on || ' kind ' || d.kind ||"
	" ' no ' || iif(d.kind < 64, d.window_no, 0) || ' from ' || coalesce(d.first_day, '-') FROM due d JOIN resident r ON r.id = d.resident"
	" JOIN treatment_order o ON o.id = d.order_id WHERE 1" THEIRS " ORDER BY 1",
	"SELECT 'now ' || " WHO " || coalesce(r.risk, '-') || ' ' || coalesce(r.control, '-') || ' ' || coalesce(r.job, '-') ||"
	" ' ' || coalesce(r.workplace, '-') || ' ' || coalesce(p.name, '-') || ' ' || coalesce(t.name, '-') FROM resident r"
	" LEFT JOIN place p ON p.id = r.place LEFT JOIN help_team t ON t.id = r.team WHERE r.voided_at IS NULL" THEIRS
	" ORDER BY 1",
	"SELECT 'order ' || " WHO " || o.kind || ' ' || o.ordered || ' in ' || coalesce(o.reported, '-') || ' ' || o.state ||"
	" ' ' || coalesce(o.ended, '-') FROM treatment_order o JOIN resident r ON r.id = o.resident WHERE o.voided_at IS NULL"
	THEIRS " ORDER BY 1",
	"SELECT 'log ' || " WHO " || o.ordered || ' ' || row_number() OVER (PARTITION BY s.order_id ORDER BY s.since, s.id) ||"
	" ' ' || s.state || ' ' || s.since || ' ' || coalesce(s.reason, '-') || ' ' || coalesce(s.document, '-') || ' ' ||"
	" coalesce(s.cause, '-') FROM status_change s JOIN resident r ON r.id = s.resident JOIN treatment_order o ON"
	" o.id = s.order_id WHERE s.voided_at IS NULL" THEIRS " ORDER BY 1",
	/* a value from the day on which it became another */
	"WITH newest AS (SELECT v.resident, v.field, v.day, coalesce(CASE v.field WHEN 'place' THEN p.name WHEN 'team' THEN"
	" t.name ELSE v.value END, '-') || ' ' || coalesce(v.second, '-') AS value, row_number() OVER (PARTITION BY v.resident,"
	" v.field, v.day ORDER BY v.rank DESC, v.id DESC) AS place FROM person_value v LEFT JOIN place p ON v.field = 'place'"
	" AND p.id = v.value LEFT JOIN help_team t ON v.field = 'team' AND t.id = v.value), turns AS (SELECT *, lag(value,"
	" 1, '- -') OVER (PARTITION BY resident, field ORDER BY day) AS before FROM newest WHERE place = 1)"
	" SELECT 'value ' || " WHO " || v.field || ' ' || v.day || ' ' || v.value FROM turns v JOIN resident r ON"
	" r.id = v.resident WHERE v.value IS NOT v.before" THEIRS " ORDER BY 1",
};

static void ask(struct walk *w, const char *sql, long long who, struct str *out) {
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(w->db, sql, -1, &q, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(w->db));
	sqlite3_bind_int64(q, 1, who);
	while (sqlite3_step(q) == SQLITE_ROW)
		str_addf(out, "%s\n", (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
}

static void add_breaches(struct walk *w, long long who, struct str *out) {
	struct fixture *f = w->f;
	sqlite3_stmt *q = NULL;

	assert_int_equal(sqlite3_prepare_v2(w->db, "SELECT o.id, " WHO " || o.ordered || ' ' || o.kind FROM treatment_order o JOIN"
	                 " resident r ON r.id = o.resident WHERE o.voided_at IS NULL" THEIRS " ORDER BY 2", -1, &q, NULL),
	                 SQLITE_OK);
	sqlite3_bind_int64(q, 1, who);
	while (sqlite3_step(q) == SQLITE_ROW) {
		struct breach_count b = {0};

		OK(breach_count_of(f->st, &f->actor, sqlite3_column_int64(q, 0), clock_today(), &b, &f->err));
		str_addf(out, "breach %s %d %d %d %d\n", (const char *)sqlite3_column_text(q, 1), b.refusals, b.absences, b.days,
		         b.goes_on);
		breach_count_clear(&b);
	}
	sqlite3_finalize(q);
}

/* The people of a figure, by the last digits of their numbers: ids differ from station to station. */
struct people {
	struct {
		long long id;
		int number;
	} v[64];
	size_t n;
};

static void read_people(struct walk *w, struct people *p) {
	sqlite3_stmt *q = NULL;

	assert_int_equal(sqlite3_prepare_v2(w->db, "SELECT id, substr(id_no, 15, 3) FROM resident ORDER BY 2", -1, &q, NULL),
	                 SQLITE_OK);
	for (p->n = 0; sqlite3_step(q) == SQLITE_ROW; p->n++) {
		assert_in_range(p->n, 0, 63);
		p->v[p->n].id = sqlite3_column_int64(q, 0);
		p->v[p->n].number = sqlite3_column_int(q, 1);
	}
	sqlite3_finalize(q);
}

static void add_figure(const struct walk *w, const struct figure_def *def, const struct report *r, const char *name,
                       long long who, const struct people *p, struct str *out) {
	struct ids behind = {0};
	long long n = figure_total(def, r->rows, r->count, &behind);
	char month[DATE_BUF];

	if (def->unit == FIGURE_PERSONS && n != (long long)behind.n)
		fail_msg("seed %u, names behind a figure: %s is %lld of %zu people", w->seed, name, n, behind.n);
	if (n || behind.n) {
		str_addf(out, "figure %.7s %s %lld", date_format(r->from, month), name, n);
		for (size_t i = 0; who == 0 && i < p->n; i++)
			if (ids_include(&behind, p->v[i].id))
				str_addf(out, " %d", p->v[i].number);
		str_add(out, "\n");
	}
	ids_clear(&behind);
}

/* Only the rows of somebody; those of one person lie together. */
static void keep_rows(struct report *r, long long who) {
	size_t from = 0, n = 0;

	while (from < r->count && r->rows[from].person.resident != who)
		from++;
	while (from + n < r->count && r->rows[from + n].person.resident == who)
		n++;
	memmove(r->rows, r->rows + from, n * sizeof *r->rows);
	r->count = n;
}

static void add_figures(struct walk *w, long long who, struct date first, struct date last, struct str *out) {
	struct fixture *f = w->f;
	struct report_source *s = NULL;
	struct people people;

	read_people(w, &people);
	OK(report_open(f->st, &f->actor, first, last, true, &s, &f->err));
	for (struct date from = first; !date_before(last, from); from = date_add_months(from, 1)) {
		struct report r = {.count = 0};

		report_fill(s, from, date_month_end(from), &r);
		if (who)
			keep_rows(&r, who);
		for (size_t i = 0; i < figure_count; i++)
			add_figure(w, &figure_table[i], &r, figure_table[i].id, who, &people, out);
		for (size_t k = 0; k < report_kind_count; k++)
			for (size_t i = 0; i < report_kinds[k].column_count; i++) {
				char name[48];

				snprintf(name, sizeof name, "%s-%zu", report_kinds[k].id, i);
				add_figure(w, &report_kinds[k].columns[i].figure, &r, name, who, &people, out);
			}
		report_clear(&r);
	}
	report_close(s);
}

void walk_picture(struct walk *w, long long who, struct date first, struct date last, int only, struct str *out) {
	str_reset(out);
	if (only != ONLY_FIGURES) {
		for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
			ask(w, questions[i], who, out);
		add_breaches(w, who, out);
	}
	add_figures(w, who, first, last, out);
}

/* The lines of a that b has not, six at most. */
static void add_lacking(const struct str *a, const struct str *b, const char *sign, struct str *out) {
	int told = 0;

	for (const char *p = str_text(a); *p && told < 6; p += strcspn(p, "\n") + 1) {
		size_t n = strcspn(p, "\n") + 1;
		const char *q = str_text(b);

		while (*q && strncmp(p, q, n) != 0)
			q += strcspn(q, "\n") + 1;
		if (!*q && ++told)
			str_addf(out, "%s%.*s", sign, (int)n, p);
	}
}

void walk_same(const struct walk *w, const char *property, const struct str *a, const struct str *b) {
	struct str text = {0};
	char today[DATE_BUF];

	if (strcmp(str_text(a), str_text(b)) == 0)
		return;
	add_lacking(a, b, "- ", &text);
	add_lacking(b, a, "+ ", &text);
	fail_msg("seed %u, %s, today %s, %s:\n%s", w->seed, property, date_format(clock_today(), today), w->now,
	         str_text(&text));
}
