/* Entry sessions and undo in the database: all good rows at once, what stays behind, what is taken back.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "model/access/audit.h"
#include "model/access/officer.h"
#include "model/entry/entry.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/person/seal.h"
#include "model/person/undo.h"
#include "model/rules/worklist.h"

#define DAY "2026-11-22"

static long long add_case(struct fixture *f, const char *name, int n) {
	long long id = add_resident(f, name, n);

	add_order(f, id, "detox", "2026-11-01", "2026-11-01");
	return id;
}

struct session {
	const struct duty_kind_def *kind;
	struct entry_answer answers[ENTRY_ANSWERS];
	struct entry_row *rows;
	size_t n;
};

static struct session begin(struct fixture *f, const char *kind) {
	struct session s = {.kind = duty_kind_find(kind)};

	entry_answers(s.kind, s.answers);
	OK(entry_due(f->st, &f->actor, s.kind, day(DAY), &s.rows, &s.n, &f->err));
	return s;
}

static void end(struct session *s) {
	for (size_t i = 0; i < s->n; i++)
		entry_row_clear(&s->rows[i]);
	free(s->rows);
}

static struct entry_row *row_of(struct session *s, long long resident) {
	for (size_t i = 0; i < s->n; i++)
		if (s->rows[i].resident == resident)
			return &s->rows[i];
	return NULL;
}

static void answer(struct session *s, long long resident, int digit) {
	struct entry_row *row = row_of(s, resident);
	const struct entry_answer *a = &s->answers[digit - 1];

	assert_non_null(row);
	row->sure = row->state == ENTRY_STAYS;
	row->state = ENTRY_OPEN;
	entry_row_clear(row);
	row->reg = a->reg;
	row->rec = mem_zalloc(1, a->reg->entity->size);
	entity_init(a->reg->entity, row->rec);
	((struct event *)row->rec)->occurred = day(DAY);
	entry_fill(s->kind, a, row, "试", row->rec);
}

static size_t save(struct fixture *f, struct session *s) {
	size_t saved = 0;

	OK(entry_save(f->st, &f->actor, s->kind, s->rows, s->n, &saved, &f->err));
	return saved;
}

static size_t records(struct fixture *f, const char *reg, long long resident) {
	struct ids ids = {0};
	size_t n;

	OK(event_list(f->st, &f->actor, event_find_def(reg), resident, 0, &ids, &f->err));
	n = ids.n;
	ids_clear(&ids);
	return n;
}

struct seen {
	char all[4000], reason[80]; /* the last row's */
	size_t n;
};

static void note(void *ctx, const struct audit_entry *e) {
	struct seen *s = ctx;
	size_t used = strlen(s->all);

	s->n++;
	snprintf(s->all + used, sizeof s->all - used, "%s|%s\n", e->action, e->detail);
	snprintf(s->reason, sizeof s->reason, "%s", e->reason);
}

static struct seen audit_of(struct fixture *f, long long resident) {
	struct seen s = {.n = 0};

	OK(audit_read(f->st, &f->actor, &(struct audit_query){.resident = resident, .action = "test", .from = DATE_NONE, .to = DATE_NONE}, note, &s, &f->err));
	return s;
}

/* Two tests by one person alone, one by two: the reason is asked about once and stands where it was asked. */
static void a_test_by_one_alone_keeps_its_reason(void **state) {
	struct fixture *f = *state;
	long long people[3] = {add_case(f, "陈春", 1), add_case(f, "白云", 2), add_case(f, "赵石", 3)};
	struct session s = begin(f, "test");
	struct actor by = f->actor;
	struct findings told = {.n = 0};
	size_t saved = 0;

	for (int i = 0; i < 3; i++) {
		struct drug_test *t;

		answer(&s, people[i], 1);
		t = row_of(&s, people[i])->rec;
		t->tester = mem_strdup("王干事");
		t->tester2 = i == 1 ? mem_strdup("刘民警") : NULL;
	}
	entry_doubts(s.rows, s.n, &told);
	assert_int_equal(told.n, 1);
	assert_int_equal(told.v[0].kind, FINDING_REASON);
	assert_string_equal(told.v[0].field, "tester2");
	by.why = "同事外出";
	OK(entry_save(f->st, &by, s.kind, s.rows, s.n, &saved, &f->err));
	assert_int_equal(saved, 3);
	for (int i = 0; i < 3; i++) {
		struct seen seen = audit_of(f, people[i]);

		assert_int_equal(seen.n, 1);
		assert_string_equal(seen.reason, i == 1 ? "" : "同事外出");
	}
	told.n = 0;
	entry_doubts(s.rows, s.n, &told); /* saved: nothing waits */
	assert_int_equal(told.n, 0);
	end(&s);
}

static void who_is_due_is_listed(void **state) {
	struct fixture *f = *state;
	long long a = add_case(f, "陈春", 1), b = add_case(f, "白云", 2), c = add_case(f, "赵石", 3);
	struct session s;

	add_resident(f, "无令", 4);
	add_event(f, "test", c, PAIRS("occurred", "2026-11-10", "result", "neg"));
	s = begin(f, "test");
	assert_int_equal(s.n, 2); /* c has had this window's test */
	assert_int_equal(s.rows[0].resident, b); /* by name where the village is the same */
	assert_int_equal(s.rows[1].resident, a);
	assert_int_equal(s.rows[0].window, 1);
	assert_int_equal(date_cmp(s.rows[0].due_on, day("2026-11-30")), 0);
	end(&s);
	for (size_t i = 0; i < duty_kind_count; i++) { /* every kind has answers and a register, whoever adds the next */
		struct entry_answer answers[ENTRY_ANSWERS];
		size_t n = entry_answers(&duty_kind_table[i], answers);

		assert_true(n >= 1);
		for (size_t k = 0; k < n; k++) {
			assert_non_null(answers[k].reg);
			assert_string_not_equal(entry_answer_label(&answers[k]), "");
		}
	}
}

static void every_kind_is_saved(void **state) {
	struct fixture *f = *state;
	long long id = add_case(f, "陈春", 1);

	for (size_t i = 0; i < duty_kind_count; i++) {
		struct session s = begin(f, duty_kind_table[i].kind);

		if (!row_of(&s, id)) { /* not due yet: entered for somebody chosen */
			free(s.rows);
			s.rows = mem_zalloc(1, sizeof *s.rows);
			s.n = 1;
			OK(entry_row_for(f->st, &f->actor, s.kind, day(DAY), id, &s.rows[0], &f->err));
			assert_int_equal(s.rows[0].window, 0);
		}
		answer(&s, id, 1);
		assert_int_equal(save(f, &s), 1);
		assert_int_equal(s.rows[0].state, ENTRY_SAVED);
		end(&s);
	}
	assert_int_equal(records(f, "test", id), 1);
	assert_int_equal(records(f, "talk", id), 1);
	assert_int_equal(records(f, "visit", id), 1);
	assert_int_equal(records(f, "report", id), 2);
	assert_int_equal(records(f, "assessment", id), 2);
}

static void good_rows_are_saved_and_the_others_say_why(void **state) {
	struct fixture *f = *state;
	long long good = add_case(f, "甲一", 1), twice = add_case(f, "乙二", 2), changed = add_case(f, "丙三", 3);
	long long gone = add_case(f, "丁四", 4), refused = add_case(f, "戊五", 5);
	struct session s = begin(f, "test");
	struct resident r;

	assert_int_equal(s.n, 5);
	answer(&s, good, 1);
	answer(&s, twice, 1);
	answer(&s, changed, 1);
	answer(&s, gone, 1);
	answer(&s, refused, 3); /* refused, and no notice was served */
	add_event(f, "test", twice, PAIRS("occurred", DAY, "result", "neg"));
	OK(resident_get(f->st, &f->actor, changed, &r, &f->err));
	r.alias = mem_strdup("改名");
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	OK(resident_get(f->st, &f->actor, gone, &r, &f->err));
	OK(resident_void(f->st, &f->actor, gone, r.rec.ver, "录错人", &f->err));
	entity_clear(&resident_def, &r);

	assert_int_equal(save(f, &s), 1);
	assert_int_equal(row_of(&s, good)->state, ENTRY_SAVED);
	assert_int_equal(row_of(&s, twice)->state, ENTRY_STAYS);
	assert_int_equal(row_of(&s, changed)->state, ENTRY_STAYS);
	assert_int_equal(row_of(&s, gone)->state, ENTRY_STAYS);
	assert_int_equal(row_of(&s, refused)->state, ENTRY_STAYS);
	assert_non_null(strstr(row_of(&s, twice)->why, "已有"));
	assert_non_null(strstr(row_of(&s, changed)->why, "改动"));
	assert_non_null(strstr(row_of(&s, refused)->why, "通知书"));
	assert_int_equal(records(f, "test", good), 1);
	assert_int_equal(records(f, "missed", refused), 0);

	answer(&s, twice, 1); /* looked at and meant */
	answer(&s, changed, 1);
	assert_int_equal(save(f, &s), 2);
	assert_int_equal(records(f, "test", twice), 2);
	assert_int_equal(records(f, "test", changed), 1);
	assert_int_equal(records(f, "test", good), 1);
	end(&s);
}

/* Another officer's case and a file sealed meanwhile stay behind; one's own is saved. */
static void what_one_may_not_save_stays(void **state) {
	struct fixture *f = *state;
	long long theirs = add_case(f, "甲一", 1), sealed = add_resident(f, "乙二", 2), own;
	struct station_options opt = {.db = f->db};
	struct officer o;
	struct fixture zhang = *f;
	struct session s = {.kind = duty_kind_find("test")};
	const long long people[] = {theirs, 0, sealed};
	char ini[160];
	FILE *out;

	entity_init(&officer_def, &o);
	o.login = mem_strdup("zhang");
	o.name = mem_strdup("张干事");
	o.role = code_of("officer");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&officer_def, &o);
	snprintf(ini, sizeof ini, "%s/s.ini", f->dir);
	out = fopen(ini, "w");
	assert_non_null(out);
	fputs("[access]\ncaseload = strict\n", out);
	fclose(out);
	OK(station_open(&zhang.st, &opt, &f->err));
	OK(station_actor(zhang.st, "zhang", "cli", &zhang.actor, &f->err));
	own = add_case(&zhang, "丙三", 3);
	s.rows = mem_zalloc(3, sizeof *s.rows);
	s.n = 3;
	REFUSED(entry_row_for(zhang.st, &zhang.actor, s.kind, day(DAY), theirs, &s.rows[0], &f->err), "access.case");
	for (size_t i = 0; i < s.n; i++) /* the others were one's own when the session began */
		OK(entry_row_for(i == 1 ? zhang.st : f->st, i == 1 ? &zhang.actor : &f->actor, s.kind, day(DAY),
		                 i == 1 ? own : people[i], &s.rows[i], &f->err));
	entry_answers(s.kind, s.answers);
	answer(&s, theirs, 1);
	answer(&s, own, 1);
	answer(&s, sealed, 1);
	OK(seal_set(f->st, &f->actor, sealed, "三年", &f->err));
	assert_int_equal(save(&zhang, &s), 1);
	assert_int_equal(row_of(&s, own)->state, ENTRY_SAVED);
	assert_int_equal(row_of(&s, theirs)->state, ENTRY_STAYS);
	assert_int_equal(row_of(&s, sealed)->state, ENTRY_STAYS);
	assert_string_not_equal(row_of(&s, theirs)->why, "");
	assert_null(strstr(row_of(&s, sealed)->why, "封存")); /* the same words as for nobody */
	assert_int_equal(records(f, "test", theirs), 0);
	end(&s);
	station_close(zhang.st);
}

static void each_record_has_its_own_audit_row(void **state) {
	struct fixture *f = *state;
	long long a = add_case(f, "陈春", 1), b = add_case(f, "白云", 2), rows = 0, after = 0;
	struct session s = begin(f, "test");
	struct seen one, two;

	answer(&s, a, 1);
	answer(&s, b, 2);
	OK(station_verify(f->st, &f->actor, &rows, &f->err));
	assert_int_equal(save(f, &s), 2);
	OK(station_verify(f->st, &f->actor, &after, &f->err));
	assert_true(after >= rows + 2);
	one = audit_of(f, a);
	two = audit_of(f, b);
	assert_int_equal(one.n, 1);
	assert_string_equal(one.all, two.all); /* test.add, and the word both carry */
	assert_non_null(strstr(one.all, "test.add|entry="));
	assert_string_not_equal(((struct record *)s.rows[0].rec)->uid, ((struct record *)s.rows[1].rec)->uid);
	end(&s);
}

/* ---- undo ---- */

static struct undone undo(struct fixture *f) {
	struct undone u;

	OK(undo_last(f->st, &f->actor, &u, &f->err));
	return u;
}

static struct drug_test test_at(struct fixture *f, long long id) {
	struct drug_test t;

	OK(event_get(f->st, &f->actor, test_register(), id, &t, &f->err));
	return t;
}

/* Move every audit row by so long, as if the clock had gone on since. */
static void move_audit(struct fixture *f, long long ms) {
	char text[160];
	sqlite3 *db;

	snprintf(text, sizeof text, "DROP TRIGGER audit_no_update; UPDATE audit SET time = time + %lld", ms);
	assert_int_equal(sqlite3_open(f->db, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Today is the whole day, not the ten minutes whose digits are the same. */
static void what_was_done_hours_ago_is_of_today(void **state) {
	enum { HOUR = 60, MINUTE_MS = 60000 };
	struct fixture *f = *state;
	long long a = add_case(f, "陈春", 1);
	long hours;
	char now[20];

	add_event(f, "talk", a, PAIRS("occurred", DAY));
	clock_format_ms(clock_now_ms(), now);
	hours = strtol(now + DATE_LEN + 1, NULL, 10); /* none is of yesterday, or still to come */
	move_audit(f, -(hours < 11 ? hours : 11LL) * HOUR * MINUTE_MS);
	assert_int_equal(undo(f).records, 1);
	assert_int_equal(records(f, "talk", a), 0);
}

static void a_session_is_one_step(void **state) { /* rule 12.9 */
	struct fixture *f = *state;
	long long a = add_case(f, "陈春", 1), b = add_case(f, "白云", 2), due = 0;
	struct session s;
	struct undone u;

	add_event(f, "talk", a, PAIRS("occurred", DAY));
	s = begin(f, "test");
	answer(&s, a, 1);
	answer(&s, b, 1);
	assert_int_equal(save(f, &s), 2);
	end(&s);
	u = undo(f);
	assert_int_equal(u.records, 2);
	assert_int_equal(u.kind, UNDO_ADD);
	assert_string_equal(u.label, "Drug test");
	assert_int_equal(records(f, "test", a) + records(f, "test", b), 0);
	s = begin(f, "test"); /* due again */
	assert_int_equal(s.n, 2);
	end(&s);
	OK(due_rebuild(f->st, &f->actor, &due, &f->err));
	assert_int_equal(due, 0);
	u = undo(f); /* the talk before it */
	assert_int_equal(u.records, 1);
	assert_int_equal(records(f, "talk", a), 0);
	OK(station_verify(f->st, &f->actor, &due, &f->err));
}

/* Nobody knows: kept, and taken back with what it replaced, whatever the order of the columns. */
static void what_nobody_knows_is_undone(void **state) {
	static const char *const names[] = {"phone", "found", "workplace", "isolations"};
	struct fixture *f = *state;
	long long who = add_case(f, "陈春", 1);
	struct resident r;

	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	for (size_t i = 0; i < 4; i++)
		field_set_unknown(entity_field(&resident_def, names[i]), &r);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	for (size_t i = 0; i < 4; i++)
		assert_true(field_is_unknown(entity_field(&resident_def, names[i]), &r));
	for (size_t i = 0; i < 4; i++)
		OK(field_parse(entity_field(&resident_def, names[i]), &r, i == 1 ? "2020-01-02" : i == 3 ? "2" : "13800005678", NULL,
		               &f->err));
	assert_null(r.unknown);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	undo(f);
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	assert_string_equal(r.unknown, "found,isolations,phone,workplace");
	assert_null(r.workplace);
	assert_int_equal(r.isolations, INT_NONE);
	entity_clear(&resident_def, &r);
}

static void steps_on_one_record_go_back_one_by_one(void **state) {
	struct fixture *f = *state;
	long long who = add_case(f, "陈春", 1), id = add_event(f, "test", who, PAIRS("occurred", DAY, "result", "neg"));
	struct drug_test t = test_at(f, id);

	t.result = code_of("invalid");
	t.note = mem_strdup("试纸失效");
	OK(event_save(f->st, &f->actor, test_register(), &t, &f->err));
	t.result = code_of("pos");
	OK(event_save(f->st, &f->actor, test_register(), &t, &f->err));
	entity_clear(&test_def, &t);
	void_event(f, "test", id);

	assert_int_equal(undo(f).kind, UNDO_VOID);
	t = test_at(f, id);
	assert_true(code_is(t.result, "pos"));
	assert_int_equal(t.rec.voided_at, 0);
	assert_null(t.rec.void_reason);
	entity_clear(&test_def, &t);
	assert_int_equal(undo(f).kind, UNDO_EDIT);
	t = test_at(f, id);
	assert_true(code_is(t.result, "invalid"));
	assert_string_equal(t.note, "试纸失效");
	entity_clear(&test_def, &t);
	assert_int_equal(undo(f).kind, UNDO_EDIT);
	t = test_at(f, id);
	assert_true(code_is(t.result, "neg"));
	assert_null(t.note);
	entity_clear(&test_def, &t);
	assert_int_equal(undo(f).kind, UNDO_ADD);
	assert_int_equal(records(f, "test", who), 0);
}

static void what_somebody_changed_is_left(void **state) { /* rule 12.9 */
	struct fixture *f = *state;
	long long who = add_case(f, "陈春", 1), id = add_event(f, "test", who, PAIRS("occurred", DAY, "result", "neg"));
	struct actor other = f->actor;
	struct drug_test t = test_at(f, id);
	struct undone u;

	other.officer = 0; /* the program itself: anybody but this officer */
	t.result = code_of("invalid");
	OK(event_save(f->st, &other, test_register(), &t, &f->err));
	entity_clear(&test_def, &t);
	REFUSED(undo_last(f->st, &f->actor, &u, &f->err), "undo.conflict");
	t = test_at(f, id);
	assert_true(code_is(t.result, "invalid"));
	assert_int_equal(t.rec.ver, 2);
	entity_clear(&test_def, &t);
}

/* One changed row of a session keeps the whole step: half a session is not taken back. */
static void a_session_goes_back_whole_or_not_at_all(void **state) {
	struct fixture *f = *state;
	long long a = add_case(f, "陈春", 1), b = add_case(f, "白云", 2);
	struct session s = begin(f, "test");
	struct actor other = f->actor;
	struct drug_test t;
	struct undone u;

	other.officer = 0;
	answer(&s, a, 1);
	answer(&s, b, 1);
	assert_int_equal(save(f, &s), 2);
	t = test_at(f, ((struct record *)s.rows[0].rec)->id);
	end(&s);
	t.result = code_of("invalid");
	OK(event_save(f->st, &other, test_register(), &t, &f->err));
	entity_clear(&test_def, &t);
	REFUSED(undo_last(f->st, &f->actor, &u, &f->err), "undo.conflict");
	assert_int_equal(records(f, "test", a) + records(f, "test", b), 2);
}

static void what_cannot_be_undone_says_so(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1);
	struct undone u;
	struct resident r;

	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	free(r.name);
	r.name = mem_strdup("陈青");
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	assert_int_equal(undo(f).kind, UNDO_EDIT);
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	assert_string_equal(r.name, "陈春");
	assert_non_null(strstr(r.initials, "cc"));
	entity_clear(&resident_def, &r);
	add_order(f, who, "detox", "2026-11-01", "2026-11-01");
	REFUSED(undo_last(f->st, &f->actor, &u, &f->err), "undo.kind");
}

static void a_person_added_by_mistake_goes_while_nothing_hangs_on_them(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1), id;
	struct actor other = f->actor;
	struct treatment_order o;
	struct undone u;

	entity_init(&order_def, &o);
	o.resident.id = who;
	o.kind = code_of("detox");
	o.ordered = day("2026-11-01");
	other.officer = 0;
	OK(order_save(f->st, &other, &o, &f->err));
	entity_clear(&order_def, &o);
	REFUSED(undo_last(f->st, &f->actor, &u, &f->err), "undo.person");
	id = add_resident(f, "白云", 2);
	assert_int_equal(undo(f).resident, id);
	REFUSED(resident_look(f->st, &f->actor, id, &f->err), f->err.id);
}

static void twenty_steps_and_no_more(void **state) {
	struct fixture *f = *state;
	long long who = add_case(f, "陈春", 1);
	struct undone u;

	for (int i = 0; i < UNDO_STEPS + 1; i++)
		add_event(f, "talk", who, PAIRS("occurred", DAY));
	for (int i = 0; i < UNDO_STEPS; i++)
		undo(f);
	REFUSED(undo_last(f->st, &f->actor, &u, &f->err), "undo.steps");
	assert_int_equal(records(f, "talk", who), 1);
	add_event(f, "talk", who, PAIRS("occurred", DAY)); /* a new change begins anew */
	assert_int_equal(undo(f).records, 1);
}

/* Several kinds of one person are saved together or not at all, and undone in one step (rule 17.9). */
static void kinds_of_one_person_are_one_step(void **state) {
	struct fixture *f = *state;
	static const char *const kinds[] = {"test", "visit"};
	long long who = add_case(f, "陈春", 1);
	struct entry_row rows[2];
	struct undone u;

	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 2; i++) {
			const struct duty_kind_def *kind = duty_kind_find(kinds[i]);
			struct entry_answer answers[ENTRY_ANSWERS];

			entry_answers(kind, answers);
			OK(entry_row_for(f->st, &f->actor, kind, day(DAY), who, &rows[i], &f->err));
			rows[i].kind = kind;
			rows[i].reg = answers[0].reg;
			rows[i].rec = mem_zalloc(1, answers[0].reg->entity->size);
			entity_init(answers[0].reg->entity, rows[i].rec);
			((struct event *)rows[i].rec)->occurred = day(DAY);
			entry_fill(kind, &answers[0], &rows[i], "陈春", rows[i].rec);
		}
		if (round == 0) { /* the visit stands already: the test is not saved either */
			long long visit = add_event(f, "visit", who, PAIRS("occurred", DAY, "visited", "陈春", "relation", "self",
			                                                   "met", "found"));

			REFUSED(entry_save_all(f->st, &f->actor, rows, 2, &f->err), "entry.same-day");
			assert_int_equal(records(f, "test", who), 0);
			void_event(f, "visit", visit);
		} else {
			OK(entry_save_all(f->st, &f->actor, rows, 2, &f->err));
			assert_int_equal(records(f, "test", who) + records(f, "visit", who), 2);
			OK(undo_last(f->st, &f->actor, &u, &f->err));
			assert_int_equal(records(f, "test", who) + records(f, "visit", who), 0);
		}
		for (int i = 0; i < 2; i++)
			entry_row_clear(&rows[i]);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(kinds_of_one_person_are_one_step),
		STATION_TEST(who_is_due_is_listed),
		STATION_TEST(every_kind_is_saved),
		STATION_TEST(good_rows_are_saved_and_the_others_say_why),
		STATION_TEST(what_one_may_not_save_stays),
		STATION_TEST(each_record_has_its_own_audit_row),
		STATION_TEST(a_test_by_one_alone_keeps_its_reason),
		STATION_TEST(a_session_is_one_step),
		STATION_TEST(what_nobody_knows_is_undone),
		STATION_TEST(steps_on_one_record_go_back_one_by_one),
		STATION_TEST(what_somebody_changed_is_left),
		STATION_TEST(what_was_done_hours_ago_is_of_today),
		STATION_TEST(a_session_goes_back_whole_or_not_at_all),
		STATION_TEST(what_cannot_be_undone_says_so),
		STATION_TEST(a_person_added_by_mistake_goes_while_nothing_hangs_on_them),
		STATION_TEST(twenty_steps_and_no_more),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
