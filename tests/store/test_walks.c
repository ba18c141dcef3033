/* What must stay the same along random walks, whoever wrote the rules: a record added and taken back, an edit there and
 * back, another order of entry, later records, a month asked later, a station read from another's exports.
 *
 *	test_walks [--seed N] [--runs N] [--property WORD]
 *
 * Runs take the seeds N, N+1 and so on; a failure names its seed. make soak runs hundreds.
 * SPDX-License-Identifier: MIT */
#include "store/walk.h"

#include "core/file.h"
#include "exchange/import/plan.h"
#include "exchange/out/export.h"
#include "model/person/undo.h"
#include "model/report/report_check.h"
#include "model/rules/worklist.h"

enum { STEPS = 60, RUNS = 8, RUNS_SANITIZED = 2, PAIRS_OF_TWINS = 4, TWIN_RECORDS = 12 };
static unsigned seed_first = 1, seed_runs = MADE_SHARE > 1 ? RUNS_SANITIZED : RUNS;

/* ---- around one walk ---- */

/* Months a walk is asked about: from before its orders to the running one. */
static struct date first_month(void) { return date_month_start(day("2023-06-01")); }
static struct date this_month(void) { return date_month_start(clock_today()); }

static void picture(struct walk *w, struct str *out) {
	walk_picture(w, 0, date_add_months(this_month(), -15), this_month(), 0, out);
}

static void start(struct walk *w, unsigned seed) {
	void *state = NULL;

	station_setup(&state);
	walk_begin(w, state, seed);
}

static void finish(struct walk *w) {
	void *state = w->f;

	walk_end(w);
	station_teardown(&state);
	clock_set_today(day("2026-11-22"));
}

/* A property along every walk asked for. */
static void along(void (*property)(struct walk *w)) {
	for (unsigned seed = seed_first; seed < seed_first + seed_runs; seed++) {
		struct walk w;

		start(&w, seed);
		property(&w);
		finish(&w);
	}
}

static void steps(struct walk *w, int n) {
	for (int i = 0; i < n; i++)
		walk_step(w);
}

static long long somebody(struct walk *w) { return w->who[walk_pick(w, 0, WALK_PEOPLE - 1)]; }

/* ---- there and back ---- */

static void add_and_void(struct walk *w, const struct event_def *def, bool undo) {
	struct fixture *f = w->f;
	struct date on = walk_day(w, date_add_days(clock_today(), -300), clock_today());
	struct event *e = walk_record(w, def, somebody(w), on);
	struct str before = {0}, after = {0};
	struct undone undone;

	picture(w, &before);
	if (walk_save(w, def, e)) {
		if (undo)
			OK(undo_last(f->st, &f->actor, &undone, &f->err));
		else
			void_event(f, def->id, e->rec.id);
		picture(w, &after);
		walk_same(w, undo ? "added and undone" : "added and made void", &before, &after);
	}
	str_clear(&before);
	str_clear(&after);
	walk_free(def, e);
}

static void a_record_taken_back_was_never_there_of(struct walk *w) {
	for (const struct event_def *def = event_table; def->entity; def++) {
		steps(w, STEPS / 15);
		add_and_void(w, def, walk_pick(w, 0, 2) == 0);
	}
}
static void a_record_taken_back_was_never_there(void **state) {
	along(a_record_taken_back_was_never_there_of);
}

/* Another value in a field that chance may fill, of a record that stands; and the old one again. */
static void edit_record(struct walk *w) {
	const struct event_def *def = walk_register(w);
	struct fixture *f = w->f;
	char sql[160];
	long long id;
	struct event *was = mem_zalloc(1, def->entity->size), *now = mem_zalloc(1, def->entity->size);
	const struct field_def *field = &def->entity->fields[walk_pick(w, 2, (int)def->entity->count - 1)];

	snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s WHERE resident = %lld AND voided_at IS NULL",
	         def->entity->name, somebody(w));
	id = made_number(w->db, sql);
	if (id && !(field->flags & F_SYSTEM) && !str_in_list("occurred_time,cleared,file,holds", field->name)) {
		OK(event_get(f->st, &f->actor, def, id, was, &f->err));
		entity_copy(def->entity, now, was);
		walk_value(w, field, now, was->occurred);
		if (walk_save(w, def, now)) {
			was->rec.ver = now->rec.ver;
			snprintf(w->now, sizeof w->now, "%s %lld: %s there and back", def->id, id, field->name);
			OK(event_save(f->st, &f->actor, def, was, &f->err));
		}
		entity_clear(def->entity, now);
		entity_clear(def->entity, was);
	}
	free(was);
	free(now);
}

static void edit_person(struct walk *w) {
	static const char *const fields[] = {"risk", "control", "job", "workplace", "place", "team", "drug", "sex", "birth"};
	struct fixture *f = w->f;
	const struct field_def *field = entity_field(&resident_def, fields[walk_pick(w, 0, 8)]);
	struct resident was, now;

	OK(resident_get(f->st, &f->actor, somebody(w), &was, &f->err));
	entity_copy(&resident_def, &now, &was);
	snprintf(w->now, sizeof w->now, "%s of %lld there and back", field->name, was.rec.id);
	walk_value(w, field, &now, day("1985-03-15"));
	OK(resident_save(f->st, &f->actor, &now, &f->err));
	field_copy(field, &now, &was);
	OK(resident_save(f->st, &f->actor, &now, &f->err));
	entity_clear(&resident_def, &was);
	entity_clear(&resident_def, &now);
}

static void edit_order(struct walk *w) {
	struct fixture *f = w->f;
	struct treatment_order was, now;
	struct err ignored = {0};
	char sql[160];

	OK(order_current(f->st, &f->actor, somebody(w), &was, &f->err));
	entity_copy(&order_def, &now, &was);
	/* a line that is taken out takes its reason along (rule 3.7) */
	snprintf(sql, sizeof sql, "SELECT count(*) FROM status_change WHERE order_id = %lld AND state = 'executing' AND reason"
	         " IS NOT NULL", was.rec.id);
	snprintf(w->now, sizeof w->now, "day of reporting in of order %lld there and back", was.rec.id);
	now.reported = date_is_set(was.reported) && walk_pick(w, 0, 3) == 0 && made_number(w->db, sql) == 0
	                       ? DATE_NONE
	                       : date_add_days(was.ordered, walk_pick(w, 0, 30));
	if (order_save(f->st, &f->actor, &now, &ignored) == RC_OK) {
		now.reported = was.reported;
		OK(order_save(f->st, &f->actor, &now, &f->err));
	}
	entity_clear(&order_def, &was);
	entity_clear(&order_def, &now);
}

static void an_edit_there_and_back_changes_nothing_of(struct walk *w) {
	static void (*const edits[])(struct walk *) = {edit_record, edit_person, edit_order};
	struct str before = {0}, after = {0};

	for (int i = 0; i < 30; i++) {
		steps(w, STEPS / 20);
		picture(w, &before);
		edits[i % 3](w);
		picture(w, &after);
		walk_same(w, "edited there and back", &before, &after);
	}
	str_clear(&before);
	str_clear(&after);
}
static void an_edit_there_and_back_changes_nothing(void **state) {
	along(an_edit_there_and_back_changes_nothing_of);
}

/* ---- order of entry ---- */

/* Two people with the same orders; the same records of one are entered in another order. */
static void twins(struct walk *w, int pair) {
	static const char *const registers[] = {"missed", "warning", "test", "use", "custody", "assessment",
	                                        "work", "control", "leave", "talk", "visit", "report"};
	struct fixture *f = w->f;
	const char *kind = pair % 2 ? "detox" : "rehab";
	struct date ordered = walk_day(w, date_add_days(clock_today(), -500), date_add_days(clock_today(), -60));
	struct date reported = date_add_days(ordered, walk_pick(w, 0, 20));
	/* numbers of one sex */
	long long one = walk_person(w, 10 + 4 * pair, kind, ordered, reported);
	long long other = walk_person(w, 12 + 4 * pair, kind, ordered, reported);
	const struct event_def *def[TWIN_RECORDS];
	struct event *e[TWIN_RECORDS];
	struct str first = {0}, second = {0};

	for (int i = 0; i < TWIN_RECORDS; i++) {
		struct date on = walk_day(w, date_add_days(ordered, -10), clock_today());

		def[i] = event_find_def(registers[walk_pick(w, 0, 11)]);
		e[i] = walk_record(w, def[i], one, on);
		/* two of one register that say a value of one day: the later entered holds (rule 3.6) */
		for (int k = 0; k < i && def[i]->follows; k++)
			if (def[k] == def[i] && e[k]->occurred.n == e[i]->occurred.n)
				e[i]->occurred = date_add_days(ordered, -20 - i);
		walk_save(w, def[i], e[i]);
	}
	for (int i = TWIN_RECORDS - 1; i > 0; i--) {
		int k = walk_pick(w, 0, i);
		struct event *event = e[i];
		const struct event_def *d = def[i];

		e[i] = e[k];
		def[i] = def[k];
		e[k] = event;
		def[k] = d;
	}
	for (int i = 0; i < TWIN_RECORDS; i++) {
		if (e[i]->rec.id) {
			e[i]->rec = (struct record){.id = 0};
			e[i]->resident.id = other;
			e[i]->order_id.id = 0;
			OK(event_save(f->st, &f->actor, def[i], e[i], &f->err));
		}
		walk_free(def[i], e[i]);
	}
	walk_picture(w, one, first_month(), this_month(), 0, &first);
	walk_picture(w, other, first_month(), this_month(), 0, &second);
	snprintf(w->now, sizeof w->now, "twins %lld and %lld", one, other);
	walk_same(w, "another order of entry", &first, &second);
	str_clear(&first);
	str_clear(&second);
}

static void the_order_of_entry_is_no_matter_of(struct walk *w) {
	clock_set_today(date_add_days(clock_today(), walk_pick(w, 100, 500)));
	for (int i = 0; i < PAIRS_OF_TWINS; i++)
		twins(w, i);
}
static void the_order_of_entry_is_no_matter(void **state) {
	along(the_order_of_entry_is_no_matter_of);
}

/* ---- a month asked later ---- */

/* Records of days after `last`, that say nothing of what was before. */
static void later_record(struct walk *w, struct date last) {
	static const char *const registers[] = {"talk", "visit", "phone", "report", "test", "use", "custody", "assessment", "work",
	                                        "control", "aid", "relative", "search", "stated"};
	const struct event_def *def = event_find_def(registers[walk_pick(w, 0, 13)]);
	struct event *e = walk_record(w, def, somebody(w), walk_day(w, date_add_days(last, 5), clock_today()));
	const struct field_def *nature = entity_field(def->entity, "nature");

	if (nature) /* a make-up test answers a window of before */
		field_store_read(nature, e, "regular");
	walk_save(w, def, e);
	walk_free(def, e);
}

static void a_past_month_stays_of(struct walk *w) {
	struct str before = {0}, after = {0};
	struct date last, month;

	steps(w, STEPS);
	last = clock_today();
	month = date_add_months(date_month_start(last), -1);
	walk_picture(w, 0, first_month(), month, ONLY_FIGURES, &before);
	clock_set_today(date_add_days(last, walk_pick(w, 20, 150)));
	walk_picture(w, 0, first_month(), month, ONLY_FIGURES, &after);
	snprintf(w->now, sizeof w->now, "as asked %d days before", clock_today().n - last.n);
	walk_same(w, "a past month asked later", &before, &after);
	for (int i = 0; i < 20; i++) {
		later_record(w, last);
		walk_picture(w, 0, first_month(), month, ONLY_FIGURES, &after);
		walk_same(w, "a past month and a later record", &before, &after);
	}
	str_clear(&before);
	str_clear(&after);
}
static void a_past_month_stays(void **state) { along(a_past_month_stays_of); }

/* ---- what the station says of itself ---- */

static void numbers_agree(struct walk *w) {
	struct fixture *f = w->f;

	for (struct date from = first_month(); !date_before(clock_today(), from); from = date_add_months(from, 1)) {
		struct report r = {.count = 0};
		struct report_doubts doubts = {0};
		char month[DATE_BUF];

		OK(report_make(f->st, &f->actor, from, date_month_end(from), &r, &f->err));
		report_check_numbers(&r, NULL, &doubts);
		/* whoever stands under two open orders is in two parts, which is told by itself */
		for (size_t i = 0; i < doubts.n && !report_doubts_find(&doubts, "two_orders"); i++)
			if (doubts.v[i].people.n == 0)
				fail_msg("seed %u, parts and sums, %.7s: %s: %s", w->seed, date_format(from, month), doubts.v[i].id,
				         doubts.v[i].text);
		report_doubts_clear(&doubts);
		report_clear(&r);
	}
}

static void nothing_to_mend_of(struct walk *w) {
	struct fixture *f = w->f;

	for (int i = 0; i < 6; i++) {
		long long due = -1, values = -1, logs = -1, ignored, *counts;

		if (i == 0) /* made before the station counted from where it does */
			OK(due_rebuild(f->st, &f->actor, &ignored, &f->err));
		steps(w, STEPS / 3);
		counts = mem_zalloc(due_group_count, sizeof *counts); /* asked in a new month, the table is made again */
		OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
		free(counts);
		OK(values_mend(f->st, &f->actor, &values, &f->err));
		OK(order_log_mend(f->st, &f->actor, &logs, &f->err));
		OK(due_rebuild(f->st, &f->actor, &due, &f->err));
		if (due || values || logs)
			fail_msg("seed %u, nothing to mend: %lld due rows, %lld values, %lld orders", w->seed, due, values, logs);
	}
	numbers_agree(w);
}
static void nothing_to_mend_and_the_parts_are_the_sum(void **state) { along(nothing_to_mend_of); }

/* ---- a station read from another's exports ---- */

static void beside(const struct fixture *f, const char *name, char *out, size_t size) {
	snprintf(out, size, "%s/%s", f->dir, name);
}

static void move_register(struct walk *w, struct fixture *from, struct fixture *to, const char *reg) {
	struct fixture *f = from;
	char path[160];
	long rows = 0;
	struct export_options out = {.reg = reg, .path = path, .identified = true, .reason = "迁站"};
	struct plan_options in = {.path = path, .reg = reg};
	struct plan *p = NULL;

	beside(from, "out.csv", path, sizeof path);
	OK(export_write(from->st, &from->actor, &out, &rows, NULL, &f->err));
	f = to;
	if (rows > 0) {
		OK(plan_make(&p, to->st, &to->actor, &in, &f->err));
		if (plan_apply(p, &f->err) != RC_OK)
			fail_msg("seed %u, exports into an empty station, %s: %s", w->seed, reg, f->err.text);
		if (plan_counts(p)->n_refused || plan_counts(p)->n_head)
			fail_msg("seed %u, exports into an empty station, %s: %ld refused, %ld for the head: %s", w->seed, reg,
			         plan_counts(p)->n_refused, plan_counts(p)->n_head, plan_refused_path(p));
		plan_free(p);
	}
	unlink(path);
}

static void the_exports_are_the_station_of(struct walk *w) {
	struct fixture *from = w->f, *f;
	struct walk moved = *w;
	void *state = NULL;
	struct str before = {0}, after = {0};
	struct date today;
	char on[DATE_BUF];
	long long ignored;

	/* What was typed here is the station's to report, whatever its day; what comes from a file is so by its day
	 * (rule 6.8): here all is of the station's time, and nothing was reported before it was typed. */
	w->no_police = true;
	w->began = day("2022-01-01");
	station_began(from, "2022-01-01");
	steps(w, STEPS);
	today = clock_today();
	station_setup(&state);
	f = state;
	clock_set_today(today);
	walk_join(&moved, f);
	station_began(f, date_format(w->began, on));
	for (size_t i = 0; register_at(i); i++)
		move_register(w, from, f, register_at(i)->id);
	OK(due_rebuild(f->st, &f->actor, &ignored, &f->err));
	f = from;
	OK(due_rebuild(f->st, &f->actor, &ignored, &f->err));
	walk_picture(w, 0, first_month(), this_month(), 0, &before);
	walk_picture(&moved, 0, first_month(), this_month(), 0, &after);
	snprintf(w->now, sizeof w->now, "after %d steps", STEPS);
	walk_same(w, "exports into an empty station", &before, &after);
	str_clear(&before);
	str_clear(&after);
	walk_end(&moved);
	station_teardown(&state);
}
static void the_exports_are_the_station(void **state) { along(the_exports_are_the_station_of); }

/* ---- what a plan says is what taking the file in does ---- */

struct verdicts {
	struct str text;
};

static void verdict_add(void *ctx, const struct plan_row *row) {
	struct verdicts *v = ctx;

	if (!row)
		str_reset(&v->text);
	else
		str_addf(&v->text, "%ld %s %d %s %s %s\n", row->record, verdict_word(row->verdict), row->kind, row->column,
		         row->reason, row->changes);
}

/* A file of this station as it was some steps ago, its days moved about: rows that are known, stale, and odd. */
static void disturb(struct walk *w, const char *path) {
	struct fixture *f = w->f;
	struct str text = {0};

	OK(file_read(path, 1 << 22, &text, &f->err));
	for (char *at = text.s; (at = strstr(at, "-")); at++)
		if (at - text.s >= 4 && strncmp(at - 4, "202", 3) == 0 && walk_pick(w, 0, 9) == 0)
			at[-1] = (char)('0' + walk_pick(w, 2, 6));
	unlink(path);
	OK(file_write_new(path, text.s, text.n, &f->err));
	str_clear(&text);
}

static void plan_is_done(struct walk *w, const char *path, const char *reg) {
	struct fixture *f = w->f;
	struct verdicts planned = {.text = {0}}, done = {.text = {0}};
	struct plan_options in = {.path = path, .reg = reg, .each = verdict_add, .ctx = &planned};
	struct plan_counts counts;
	struct plan *p = NULL;
	struct str before = {0}, after = {0};
	long long none = 0;
	bool changes;

	walk_picture(w, 0, first_month(), this_month(), 0, &before);
	OK(plan_make(&p, f->st, &f->actor, &in, &f->err));
	counts = *plan_counts(p);
	plan_free(p);
	walk_picture(w, 0, first_month(), this_month(), 0, &after);
	walk_same(w, "a plan writes nothing", &before, &after);
	in.ctx = &done;
	in.at_once = true;
	if (plan_make(&p, f->st, &f->actor, &in, &f->err) != RC_OK)
		fail_msg("seed %u, %s was planned and cannot be taken in: %s", w->seed, reg, f->err.text);
	assert_true(plan_is_applied(p));
	assert_memory_equal(&counts, plan_counts(p), sizeof counts);
	if (strcmp(str_text(&planned.text), str_text(&done.text)) != 0)
		fail_msg("seed %u, %s: planned\n%sdone\n%s", w->seed, reg, str_text(&planned.text), str_text(&done.text));
	if (plan_refused_path(p))
		unlink(plan_refused_path(p));
	plan_free(p);
	/* again: what was taken is there, what was refused still is */
	in.ctx = &planned;
	str_reset(&planned.text);
	in.at_once = false;
	OK(plan_make(&p, f->st, &f->actor, &in, &f->err));
	changes = plan_counts(p)->n_new > 0;
	if (changes)
		fail_msg("seed %u, %s: taken in, and new again\n%s", w->seed, reg, str_text(&planned.text));
	plan_free(p);
	OK(order_log_mend(f->st, &f->actor, &none, &f->err));
	assert_int_equal(none, 0);
	OK(values_mend(f->st, &f->actor, &none, &f->err));
	assert_int_equal(none, 0);
	str_clear(&planned.text);
	str_clear(&done.text);
	str_clear(&before);
	str_clear(&after);
}

static void a_plan_is_what_is_done_of(struct walk *w) {
	static const char *const registers[] = {"roster", "state", "test", "leave", "stated"};
	struct fixture *f = w->f;
	char path[160];

	for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
		struct export_options out = {.reg = registers[i], .path = path, .identified = true, .reason = "迁站"};
		long rows = 0;

		steps(w, STEPS / 4);
		beside(f, "out.csv", path, sizeof path);
		OK(export_write(f->st, &f->actor, &out, &rows, NULL, &f->err));
		steps(w, STEPS / 4);
		if (rows > 0) {
			disturb(w, path);
			plan_is_done(w, path, registers[i]);
		}
		unlink(path);
	}
}
static void a_plan_is_what_is_done(void **state) { along(a_plan_is_what_is_done_of); }

int main(int argc, char **argv) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_taken_back_was_never_there),
		cmocka_unit_test(an_edit_there_and_back_changes_nothing),
		cmocka_unit_test(the_order_of_entry_is_no_matter),
		cmocka_unit_test(a_past_month_stays),
		cmocka_unit_test(nothing_to_mend_and_the_parts_are_the_sum),
		cmocka_unit_test(the_exports_are_the_station),
		cmocka_unit_test(a_plan_is_what_is_done),
	};

	tr_set_lang(LANG_ZH);
	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--property") == 0)
			cmocka_set_test_filter(argv[i + 1]);
		else
			*(strcmp(argv[i], "--seed") == 0 ? &seed_first : &seed_runs) = (unsigned)strtoul(argv[i + 1], NULL, 10);
	}
	return cmocka_run_group_tests_name("walks", tests, NULL, NULL);
}
