/* A record entered on a line of Today answers that line and no other, of every kind; a record that would not is told before
 * it is saved; one reason for many lines (rule 8.7). SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/entry/answer.h"
#include "model/event/drug_testing.h"
#include "model/event/registers.h"
#include "model/lists.h"
#include "model/person/undo.h"
#include "model/rules/duty_kind.h"

enum { LINES = 4000 };

struct lines {
	struct due_item *v;
	size_t n;
};

/* All lines of the worklist, also those that stand apart. */
static struct lines lines_now(struct fixture *f) {
	struct lines all = {0};

	for (size_t g = 0; g < due_group_count; g++) {
		struct due_item *v = NULL;
		size_t n = 0;

		if (due_group_is_apart(&due_groups[g]) && due_groups[g].base == DUE_BASE_ANY)
			continue;
		OK(due_list(f->st, &f->actor, due_groups[g].id, clock_today(), LINES, &v, &n, &f->err));
		for (size_t i = 0; i < n; i++)
			VEC_PUSH(all.v, all.n, v[i]);
		free(v);
	}
	return all;
}

static bool stands(const struct lines *all, const struct due_item *it) {
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].row.kind == it->row.kind && all->v[i].row.window == it->row.window &&
		    all->v[i].order_id == it->order_id)
			return true;
	return false;
}

/* An order that has run since the station began, so that windows of every kind have ended. */
static long long someone(struct fixture *f, int n) {
	char name[32];
	long long id;

	snprintf(name, sizeof name, "试%d", n);
	id = add_resident(f, name, 10 + n);
	add_order(f, id, "detox", "2025-11-03", "2025-11-03");
	return id;
}

static void begin(struct fixture *f) {
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	assert_int_equal(sqlite3_exec(db, "UPDATE setting SET value = '2025-11-01' WHERE key = 'station.began'", NULL, NULL, NULL),
	                 SQLITE_OK);
	sqlite3_close(db);
}

/* The record the line's form would begin with, on this day, and what the form asks for. */
static void *form_of(struct fixture *f, const struct due_item *it, struct date on, const struct event_def **reg) {
	const struct duty_kind_def *kind = duty_kind_of_due(it->row.kind);
	const struct due_kind_def due = due_kind_of(it->row.kind);
	static const char *const must[][2] = {{"visited", "试"},  {"relation", "self"}, {"met", "found"},  {"level", "low"},
	                                      {"result", "neg"},  {"period", "half"},   {"kind", "half"},  {"relative_name", "试亲"},
	                                      {"letter_on", "2026-11-01"}, {"nature", "regular"}};
	struct event *e;

	*reg = event_find_def(due.reg);
	e = mem_zalloc(1, (*reg)->entity->size);
	entity_init((*reg)->entity, e);
	e->resident.id = it->resident;
	e->occurred = on;
	for (size_t i = 0; i < sizeof must / sizeof *must; i++) {
		const struct field_def *field = entity_field((*reg)->entity, must[i][0]);
		const char *value = must[i][1];

		if (kind && kind->preset && strcmp(kind->preset, must[i][0]) == 0)
			value = kind->value;
		if (!kind && strcmp(due.field, must[i][0]) == 0)
			value = due.value;
		if (field != NULL)
			OK(field_parse(field, e, value, NULL, &f->err));
	}
	if (!kind && entity_field((*reg)->entity, due.field))
		OK(field_parse(entity_field((*reg)->entity, due.field), e, due.value, NULL, &f->err));
	return e;
}

static void drop(const struct event_def *reg, void *rec) {
	entity_clear(reg->entity, rec);
	free(rec);
}

/* One line of each kind that ended, the oldest: in time it is answered, alone, and so it was foreseen. */
static void each_kind_is_answered_by_its_own_record(void **state) {
	struct fixture *f = *state;
	int asked = 0;

	begin(f);
	for (size_t k = 0; k < duty_kind_count; k++) {
		long long id = someone(f, (int)k);
		struct lines before = lines_now(f), after;
		const struct due_item *line = NULL;
		const struct event_def *reg;
		struct answers w;
		struct findings told = {.n = 0};
		void *rec;

		for (size_t i = 0; i < before.n; i++)
			if (before.v[i].resident == id && before.v[i].row.kind == duty_kind_table[k].due &&
			    date_before(before.v[i].row.due_on, clock_today()) && (!line || date_before(before.v[i].row.due_on, line->row.due_on)))
				line = &before.v[i];
		if (line == NULL)
			fail_msg("no line of %s", duty_kind_table[k].kind);
		asked++;
		/* Of today it would be another window's: asked, and nothing foreseen for this one. */
		rec = form_of(f, line, clock_today(), &reg);
		answer_doubts(f->st, &f->actor, reg, rec, line->order_id, &line->row, &told);
		assert_int_equal(told.n, 1);
		assert_int_equal(told.v[0].kind, FINDING_ASK);
		drop(reg, rec);
		told.n = 0;
		rec = form_of(f, line, line->row.first, &reg);
		answer_doubts(f->st, &f->actor, reg, rec, line->order_id, &line->row, &told);
		assert_int_equal(told.n, 0);
		OK(answer_foresee(f->st, &f->actor, reg, rec, &w, &f->err));
		assert_int_equal(w.filled.n, 1);
		assert_true(answers_hold(&w, line->order_id, &line->row));
		OK(event_save(f->st, &f->actor, reg, rec, &f->err));
		after = lines_now(f);
		for (size_t i = 0; i < before.n; i++)
			if (duty_kind_of_due(before.v[i].row.kind) && stands(&after, &before.v[i]) == (&before.v[i] == line))
				fail_msg("%s: line %zu of kind %d", duty_kind_table[k].kind, i, (int)before.v[i].row.kind);
		answers_clear(&w);
		drop(reg, rec);
		free(before.v);
		free(after.v);
	}
	assert_int_equal(asked, duty_kind_count);
}

/* The other kinds whose form is a new record of a register: that record answers the line. */
static void each_line_that_opens_a_new_record_is_answered_by_it(void **state) {
	struct fixture *f = *state;
	long long id;
	int seen = 0;

	begin(f);
	id = someone(f, 1);
	for (int kind = 1; kind <= DUE_KIND_LAST; kind++) {
		struct lines before = lines_now(f), after;

		for (size_t i = 0; i < before.n; i++) {
			const struct due_item *it = &before.v[i];
			const struct event_def *reg;
			void *rec;

			if (it->row.kind != (enum due_kind)kind || it->resident != id || due_kind_of(it->row.kind).door != DOOR_EVENT)
				continue;
			rec = form_of(f, it, clock_today(), &reg);
			OK(event_save(f->st, &f->actor, reg, rec, &f->err));
			after = lines_now(f);
			assert_false(stands(&after, it));
			free(after.v);
			drop(reg, rec);
			seen++;
		}
		free(before.v);
	}
	assert_true(seen >= 2); /* pledge, co-supervisor */
}

/* A make-up test answers the latest finding; on an older line that is asked. */
static void a_make_up_on_an_old_line_is_asked(void **state) {
	struct fixture *f = *state;
	struct lines all;
	const struct due_item *oldest = NULL, *latest = NULL;
	const struct event_def *reg;
	struct findings told = {.n = 0};
	struct answers w;
	struct str said = {0};
	struct drug_test *t;

	begin(f);
	someone(f, 1);
	all = lines_now(f);
	for (size_t i = 0; i < all.n; i++) {
		const struct due_item *it = &all.v[i];

		if (it->row.kind != DUE_TEST || !date_before(it->row.due_on, clock_today()))
			continue;
		oldest = !oldest || date_before(it->row.due_on, oldest->row.due_on) ? it : oldest;
		latest = !latest || date_before(latest->row.due_on, it->row.due_on) ? it : latest;
	}
	assert_ptr_not_equal(oldest, latest);
	t = form_of(f, oldest, clock_today(), &reg);
	t->nature = code_of("makeup");
	answer_doubts(f->st, &f->actor, reg, t, oldest->order_id, &oldest->row, &told);
	assert_int_equal(told.n, 1);
	assert_non_null(strstr(told.v[0].text, "仍缺"));
	told.n = 0;
	answer_doubts(f->st, &f->actor, reg, t, latest->order_id, &latest->row, &told);
	assert_int_equal(told.n, 0);
	OK(answer_foresee(f->st, &f->actor, reg, t, &w, &f->err));
	assert_true(answers_hold(&w, latest->order_id, &latest->row));
	OK(event_save(f->st, &f->actor, reg, t, &f->err));
	answers_say(f->st, &w, reg, oldest->order_id, &oldest->row, &said);
	assert_non_null(strstr(str_text(&said), "计入尿检 "));
	assert_non_null(strstr(str_text(&said), "仍缺尿检 "));
	str_clear(&said);
	answers_clear(&w);
	drop(reg, t);
	free(all.v);
}

/* Every line that ended, of three people, one reason: all answered at once, one undo a kind brings them back. */
static void one_reason_answers_many(void **state) {
	struct fixture *f = *state;
	struct lines before, after;
	struct due_item *marked = NULL;
	size_t n = 0, can = 0, done = 0, kinds = 0;
	struct str why = {0};
	struct undone undone;

	begin(f);
	for (int i = 0; i < 3; i++)
		someone(f, i);
	before = lines_now(f);
	for (size_t i = 0; i < before.n; i++) {
		if (due_group_find(before.v[i].group)->base == DUE_BASE_UNANSWERED)
			continue;
		VEC_PUSH(marked, n, before.v[i]);
		can += answer_takes_reason(&before.v[i]);
	}
	assert_true(can > 20 && n > can);
	REFUSED(answer_together(f->st, &f->actor, marked, n, "", &done, &why, &f->err), "answer.reason");
	OK(answer_together(f->st, &f->actor, marked, n, "发大水，路断", &done, &why, &f->err));
	assert_int_equal(done, can);
	assert_non_null(strstr(str_text(&why), "试")); /* whose line stays */
	after = lines_now(f);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(stands(&after, &marked[i]), !answer_takes_reason(&marked[i]));
	free(after.v);
	/* Once more: somebody else was faster, each stays and says so. */
	str_reset(&why);
	OK(answer_together(f->st, &f->actor, marked, n, "发大水，路断", &done, &why, &f->err));
	assert_int_equal(done, 0);
	assert_non_null(strstr(str_text(&why), "刚才已有人登记"));
	for (size_t k = 0; k < duty_kind_count; k++) {
		bool any = false;

		for (size_t i = 0; i < n; i++)
			any = any || (marked[i].row.kind == duty_kind_table[k].due && answer_takes_reason(&marked[i]));
		kinds += any;
	}
	for (size_t k = 0; k < kinds; k++)
		OK(undo_last(f->st, &f->actor, &undone, &f->err));
	after = lines_now(f);
	for (size_t i = 0; i < n; i++)
		assert_true(stands(&after, &marked[i]));
	str_clear(&why);
	free(after.v);
	free(before.v);
	free(marked);
}

/* Marks are kept by id: a line keeps its own while others go. */
static void a_line_keeps_its_id(void **state) {
	struct fixture *f = *state;
	struct list_run r;
	struct ids first = {0}, then = {0};
	struct due_item kept, *gone;
	size_t done;
	struct str why = {0};

	begin(f);
	someone(f, 1);
	list_run_init(&r, &due_list_def, f->st, &f->actor);
	OK(list_run_ids(&r, &first, &f->err));
	for (size_t i = 0; i < first.n; i++)
		for (size_t k = 0; k < i; k++)
			assert_true(first.v[i] != first.v[k]);
	kept = *due_list_item(&r, first.v[first.n - 1]);
	gone = mem_zalloc(first.n, sizeof *gone);
	for (size_t i = 0; i + 1 < first.n; i++)
		gone[i] = *due_list_item(&r, first.v[i]);
	OK(answer_together(f->st, &f->actor, gone, first.n - 1, "试", &done, &why, &f->err));
	assert_true(done > 0);
	OK(list_run_ids(&r, &then, &f->err));
	assert_int_equal(then.n, first.n - done);
	assert_int_equal(due_list_item(&r, first.v[first.n - 1])->row.window, kept.row.window);
	assert_int_equal(due_list_item(&r, first.v[first.n - 1])->row.kind, kept.row.kind);
	list_run_clear(&r);
	ids_clear(&first);
	ids_clear(&then);
	str_clear(&why);
	free(gone);
}

#define T(name) cmocka_unit_test_setup_teardown(name, station_setup, station_teardown)

int main(void) {
	const struct CMUnitTest tests[] = {
		T(each_kind_is_answered_by_its_own_record),
		T(each_line_that_opens_a_new_record_is_answered_by_it),
		T(a_make_up_on_an_old_line_is_asked),
		T(one_reason_answers_many),
		T(a_line_keeps_its_id),
	};

	return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
