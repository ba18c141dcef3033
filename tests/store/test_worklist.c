/* Each group of the worklist in the transaction that changes its record (rule 8.1), and the table
 * equal to the computation after every step. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/access/officer.h"
#include "model/event/registers.h"
#include "model/lists.h"
#include "model/report/report.h"
#include "model/rules/breach_count.h"
#include "model/rules/file_gap.h"
#include "model/rules/worklist.h"
#include "model/team/team.h"

/* Lines of this kind for the resident that a group shows today; every step also compares the table with the computation. */
static int lines(struct fixture *f, long long resident, enum due_kind kind) {
	struct due_item *items = NULL;
	size_t n = 0;
	int found = 0;

	due_is_fresh(f);
	OK(due_list(f->st, &f->actor, 0, clock_today(), 1000, &items, &n, &f->err));
	assert_true(n < 1000);
	for (size_t i = 0; i < n; i++)
		found += items[i].resident == resident && items[i].row.kind == kind;
	free(items);
	return found;
}

static long long someone(struct fixture *f) {
	long long id = add_resident(f, "张建国", 11);

	add_order(f, id, "detox", "2026-01-01", "2026-01-10");
	return id;
}

/* Warned of not reporting in: told to the police or not, whatever else is overdue. */
static void refusal_wants_a_report(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "张建国", 11), warning, report;

	add_order(f, id, "detox", "2026-10-01", NULL);
	assert_int_equal(lines(f, id, DUE_REPORT_IN), 1);
	assert_int_equal(lines(f, id, DUE_POLICE_REFUSAL), 0); /* late alone is nothing a person has said */
	warning = add_event(f, "warning", id, PAIRS("occurred", "2026-10-20", "kind", "report"));
	assert_int_equal(lines(f, id, DUE_POLICE_REFUSAL), 1);
	report = add_event(f, "police", id, PAIRS("occurred", "2026-10-21", "reason", "refusal", "covers", "2026-10-21"));
	assert_int_equal(lines(f, id, DUE_POLICE_REFUSAL), 1); /* a draft */
	void_event(f, "police", report);
	add_event(f, "police", id, PAIRS("occurred", "2026-10-21", "reason", "refusal", "covers", "2026-10-21", "to_whom",
	                                 "石桥派出所", "sent", "2026-10-21"));
	assert_int_equal(lines(f, id, DUE_POLICE_REFUSAL), 0);
	void_event(f, "warning", warning);
	add_event(f, "warning", id, PAIRS("occurred", "2026-11-01", "kind", "report"));
	assert_int_equal(lines(f, id, DUE_POLICE_REFUSAL), 1); /* new evidence wants a new report */
}

/* A first paint looks at so many lines: the most urgent ones, also where it sorts them; words look at all, and find what a
 * line says. */
static void the_most_urgent_are_sorted(void **state) {
	struct fixture *f = *state;
	static const struct {
		const char *words;
		enum due_kind kind; /* 0: all of them */
	} words[] = {{"张建国", 0}, {"zjg", 0}, {"谈话", DUE_TALK}, {"zjg th", DUE_TALK}, {"!缺检", DUE_TEST}};
	struct list_run r;
	struct ids first = {0}, sorted = {0}, found = {0};

	station_began(f, "2023-01-01");
	someone(f);
	list_run_init(&r, &due_list_def, f->st, &f->actor);
	OK(list_run_ids(&r, &first, &f->err));
	assert_true(first.n > 3);
	r.q.most = 2;
	r.q.keys = 1;
	r.q.key[0].descending = true;
	OK(list_run_ids(&r, &sorted, &f->err));
	assert_int_equal(sorted.n, 2);
	assert_true(due_list_is_cut(&r));
	for (size_t i = 0; i < sorted.n; i++)
		assert_true(sorted.v[i] == first.v[0] || sorted.v[i] == first.v[1]);
	r.q.most = 0;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t of_kind = 0;

		ids_clear(&found);
		r.q.find = words[i].words;
		OK(list_run_ids(&r, &found, &f->err));
		for (size_t k = 0; k < first.n; k++)
			of_kind += words[i].kind == 0 || due_list_item(&r, first.v[k])->row.kind == words[i].kind;
		assert_int_equal(found.n, of_kind);
		for (size_t k = 0; k < found.n; k++)
			assert_true(words[i].kind == 0 || due_list_item(&r, found.v[k])->row.kind == words[i].kind);
		assert_true(found.n > 0);
	}
	r.q.find = "查无此事";
	ids_clear(&found);
	OK(list_run_ids(&r, &found, &f->err));
	assert_int_equal(found.n, 0);
	list_run_clear(&r);
	ids_clear(&first);
	ids_clear(&sorted);
	ids_clear(&found);
}

static void refuse(struct fixture *f, long long id, const char *on, const char *window) {
	add_event(f, "missed", id, PAIRS("occurred", on, "window_no", window, "judged", "refused", "notice_on", on));
}

/* 1, 2 near, 3 reached, told, a fourth: told again. */
static void refusals_come_near_and_are_told(void **state) {
	struct fixture *f = *state;
	long long id = someone(f);
	struct police_report draft;
	struct due_item *items = NULL;
	size_t n = 0;
	long long order = 0;

	refuse(f, id, "2026-03-12", "1");
	assert_int_equal(lines(f, id, DUE_NEAR_REFUSALS), 0);
	refuse(f, id, "2026-04-12", "2");
	assert_int_equal(lines(f, id, DUE_NEAR_REFUSALS), 1);
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 0);
	refuse(f, id, "2026-05-12", "3");
	assert_int_equal(lines(f, id, DUE_NEAR_REFUSALS), 0);
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 1);
	OK(due_list(f->st, &f->actor, 10, clock_today(), 10, &items, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(items[0].row.due_on.n, day("2026-05-12").n); /* the record that reached it */
	order = items[0].order_id;
	free(items);
	/* The draft names the three records and the article; it is the program's only until somebody saves it. */
	OK(police_draft(f->st, &f->actor, order, code_of("breach"), &draft, &f->err));
	assert_int_equal(draft.rec.id, 0);
	assert_non_null(strstr(draft.facts, "1. 2026-03-12"));
	assert_non_null(strstr(draft.facts, "3. 2026-05-12"));
	assert_null(strstr(draft.facts, "4. "));
	entity_clear(&police_def, &draft);
	REFUSED(police_draft(f->st, &f->actor, order, code_of("relapse"), &draft, &f->err), "police.nothing");
	entity_clear(&police_def, &draft);
	add_event(f, "police", id, PAIRS("occurred", "2026-05-13", "reason", "breach", "covers", "2026-05-13", "to_whom",
	                                 "石桥派出所", "sent", "2026-05-13"));
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 0);
	refuse(f, id, "2026-06-12", "4");
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 1);
}

/* Away from 10-20 on without an end: 20 days are full on 11-08, the 31st on 11-19; midnight changes no row. */
static void days_away_go_on(void **state) {
	struct fixture *f = *state;
	long long id = someone(f), counts[32];

	clock_set_today(day("2026-11-07"));
	add_event(f, "warning", id, PAIRS("occurred", "2026-10-21", "kind", "away", "away_from", "2026-10-20"));
	assert_int_equal(lines(f, id, DUE_NEAR_DAYS), 0);
	clock_set_today(day("2026-11-08"));
	assert_int_equal(lines(f, id, DUE_NEAR_DAYS), 1);
	clock_set_today(day("2026-11-18"));
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 0);
	clock_set_today(day("2026-11-19"));
	assert_int_equal(lines(f, id, DUE_POLICE_BREACH), 1);
	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	assert_int_equal(counts[0], 1);
	due_is_fresh(f);
}

static void a_positive_test_and_one_on_its_way(void **state) { /* rule 4.19 */
	struct fixture *f = *state;
	long long id = someone(f), test, found;
	struct due_item item = {.row = {.kind = DUE_LABORATORY, .window = 1}};
	const char *reg;
	struct treatment_order o;

	test = add_event(f, "test", id, PAIRS("occurred", "2026-11-02", "sample", "hair", "result", "sent"));
	assert_int_equal(lines(f, id, DUE_LABORATORY), 1);
	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	item.resident = id;
	item.order_id = o.rec.id;
	OK(due_record(f->st, &f->actor, &item, &reg, &found, &f->err));
	assert_int_equal(found, test);
	entity_clear(&order_def, &o);
	void_event(f, "test", test);
	assert_int_equal(lines(f, id, DUE_LABORATORY), 0);
	add_event(f, "test", id, PAIRS("occurred", "2026-11-20", "sample", "urine", "result", "pos"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	add_event(f, "police", id, PAIRS("occurred", "2026-11-21", "reason", "relapse", "covers", "2026-11-21", "to_whom",
	                                 "石桥派出所", "sent", "2026-11-21"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 0);
	/* Typed only after the report: it cannot have been in it. */
	add_event(f, "test", id, PAIRS("occurred", "2026-11-19", "sample", "urine", "result", "pos"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
}

/* One line a person, whatever became of the orders, in whatever order it was entered (rules 6.15, 6.16). */
static void use_outlives_the_order(void **state) {
	struct fixture *f = *state;
	long long id = someone(f), first, second, use, test;
	struct police_report draft;
	struct treatment_order o;

	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	OK(set_state(f->st, &f->actor, o.rec.id, o.rec.ver, "moved", day("2026-06-01"), "试", "试1号", &f->err));
	first = o.rec.id;
	entity_clear(&order_def, &o);
	add_event(f, "use", id, PAIRS("occurred", "2025-12-01", "found_by", "police")); /* before any order: none */
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 0);
	use = add_event(f, "use", id, PAIRS("occurred", "2026-06-15", "found_by", "police"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	test = add_event(f, "test", id, PAIRS("occurred", "2026-05-01", "sample", "urine", "result", "pos"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	OK(police_draft(f->st, &f->actor, first, code_of("relapse"), &draft, &f->err));
	assert_non_null(strstr(draft.facts, "1. 2026-05-01"));
	assert_non_null(strstr(draft.facts, "2. 2026-06-15"));
	entity_clear(&police_def, &draft);
	second = add_order(f, id, "rehab", "2026-07-01", "2026-07-05");
	add_event(f, "test", id, PAIRS("occurred", "2026-08-01", "sample", "urine", "result", "pos"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	void_event(f, "test", test);
	void_event(f, "use", use);
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	add_event(f, "police", id, PAIRS("occurred", "2026-11-21", "reason", "relapse", "covers", "2026-11-21", "to_whom",
	                                 "石桥派出所", "sent", "2026-11-21"));
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 0);
	use = add_event(f, "use", id, PAIRS("occurred", "2026-06-20", "found_by", "hospital")); /* under the first again */
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 1);
	OK(police_draft(f->st, &f->actor, second, code_of("relapse"), &draft, &f->err)); /* what is untold, of any order */
	assert_non_null(strstr(draft.facts, "1. 2026-06-20"));
	assert_null(strstr(draft.facts, "2. "));
	entity_clear(&police_def, &draft);
	OK(order_get(f->st, &f->actor, first, &o, &f->err));
	OK(order_void(f->st, &f->actor, first, o.rec.ver, "试", &f->err)); /* now before any order */
	assert_int_equal(lines(f, id, DUE_POLICE_RELAPSE), 0);
	entity_clear(&order_def, &o);
}

static void a_leave_nobody_came_back_from(void **state) {
	struct fixture *f = *state;
	long long id = someone(f), leave;
	struct leave l;

	leave = add_event(f, "leave", id,
	                  PAIRS("occurred", "2026-11-01", "reason", "务工", "destination", "邻县", "leave_from", "2026-11-02",
	                        "leave_to", "2026-11-21", "approver", "王干事"));
	clock_set_today(day("2026-11-21"));
	assert_int_equal(lines(f, id, DUE_LEAVE_RETURN), 0);
	clock_set_today(day("2026-11-22"));
	assert_int_equal(lines(f, id, DUE_LEAVE_RETURN), 1);
	OK(event_get(f->st, &f->actor, event_find_def("leave"), leave, &l, &f->err));
	l.returned = day("2026-11-22");
	OK(event_save(f->st, &f->actor, event_find_def("leave"), &l, &f->err));
	entity_clear(&leave_def, &l);
	assert_int_equal(lines(f, id, DUE_LEAVE_RETURN), 0);
}

/* As the station's settings say from now on. */
static void set_release_days(struct fixture *f, int days) {
	char path[512], text[64];
	struct station_options opt = {.db = f->db};

	snprintf(path, sizeof path, "%s/s.ini", f->dir);
	unlink(path);
	snprintf(text, sizeof text, "[rules]\nrelease_days = %d\n", days);
	OK(file_write_new(path, text, strlen(text), &f->err));
	station_close(f->st);
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
}

/* Rules 6.1, 2.12 and 2.13 end to end: a letter for a leave, the file before the end, the notice
 * after it. */
static void a_leave_without_a_letter_and_the_papers_of_a_release(void **state) {
	struct fixture *f = *state;
	long long id = add_resident(f, "张建国", 11), leave;
	struct treatment_order o;
	struct police_report draft;
	struct leave l;

	add_order(f, id, "detox", "2023-11-20", "2023-12-01"); /* ends on Monday 2026-11-30 */
	assert_int_equal(lines(f, id, DUE_RELEASE_FILE), 0); /* nowhere but where the county sets it */
	set_release_days(f, 7);
	leave = add_event(f, "leave", id,
	                  PAIRS("occurred", "2026-11-01", "reason", "务工", "destination", "邻县", "leave_from", "2026-11-20",
	                        "leave_to", "2026-11-25", "out_of_county", "yes"));
	assert_int_equal(lines(f, id, DUE_LEAVE_WRITTEN), 1);
	OK(event_get(f->st, &f->actor, event_find_def("leave"), leave, &l, &f->err));
	l.written = code_of("yes");
	OK(event_save(f->st, &f->actor, event_find_def("leave"), &l, &f->err));
	entity_clear(&leave_def, &l);
	assert_int_equal(lines(f, id, DUE_LEAVE_WRITTEN), 0);
	/* Seven working days before 11-30 are on 11-19; from 14 days before on it is shown. */
	assert_int_equal(lines(f, id, DUE_RELEASE_FILE), 1);
	clock_set_today(day("2026-11-04"));
	assert_int_equal(lines(f, id, DUE_RELEASE_FILE), 0);
	clock_set_today(day("2026-11-22"));
	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	OK(police_draft(f->st, &f->actor, o.rec.id, code_of("expiry"), &draft, &f->err));
	assert_non_null(strstr(draft.facts, "2026-11-30"));
	assert_non_null(strstr(draft.facts, "2026-11-19"));
	entity_clear(&police_def, &draft);
	add_event(f, "police", id, PAIRS("occurred", "2026-11-22", "reason", "expiry", "covers", "2026-11-22", "to_whom",
	                                 "石桥派出所", "sent", "2026-11-22"));
	assert_int_equal(lines(f, id, DUE_RELEASE_FILE), 0);
	clock_set_today(day("2026-12-01"));
	OK(order_get(f->st, &f->actor, o.rec.id, &o, &f->err));
	OK(set_state(f->st, &f->actor, o.rec.id, o.rec.ver, "released", day("2026-12-01"), "期满", NULL, &f->err));
	assert_int_equal(lines(f, id, DUE_RELEASE_NOTICE), 1);
	add_event(f, "document", id, PAIRS("occurred", "2026-12-01", "kind", "release"));
	assert_int_equal(lines(f, id, DUE_RELEASE_NOTICE), 0);
	entity_clear(&order_def, &o);
}

/* Handed on without a receipt: a line until its day is known, in the order. */
static void a_receipt_is_awaited(void **state) { /* rule 3.12 */
	struct fixture *f = *state;
	long long id = someone(f), order;
	struct treatment_order o;

	clock_set_today(day("2026-12-20"));
	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	order = o.rec.id;
	OK(set_state(f->st, &f->actor, order, o.rec.ver, "moved", day("2026-12-10"), "迁走", "移1号", &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(lines(f, id, DUE_RECEIPT), 1);
	OK(order_get(f->st, &f->actor, order, &o, &f->err));
	o.receipt = day("2026-12-18");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(lines(f, id, DUE_RECEIPT), 0);
}

static void letters_and_papers(void **state) { /* rules 2.8, 7.6 */
	struct fixture *f = *state;
	long long id = someone(f);
	struct treatment_order o;

	assert_int_equal(lines(f, id, DUE_AGREEMENT), 1);
	assert_int_equal(lines(f, id, DUE_PLEDGE), 1);
	assert_int_equal(lines(f, id, DUE_GUARANTEE), 1);
	assert_int_equal(lines(f, id, DUE_DOSSIER), 1);
	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	o.agreed = day("2026-01-12");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(lines(f, id, DUE_AGREEMENT), 0);
	add_event(f, "document", id, PAIRS("occurred", "2026-01-12", "kind", "pledge"));
	assert_int_equal(lines(f, id, DUE_PLEDGE), 0);
	add_event(f, "relative", id, PAIRS("occurred", "2026-01-12", "relative_name", "张建军", "relation", "sibling",
	                                   "co_supervisor", "yes", "letter_on", "2026-01-12", "until", "2026-11-20"));
	assert_int_equal(lines(f, id, DUE_GUARANTEE), 1); /* it has run out */
	add_event(f, "relative", id, PAIRS("occurred", "2026-11-21", "relative_name", "张建军", "relation", "sibling",
	                                   "co_supervisor", "yes", "letter_on", "2026-11-21"));
	assert_int_equal(lines(f, id, DUE_GUARANTEE), 0);
}

static long long a_member(struct fixture *f, long long team, const char *role, const char *name, const char *letter) {
	struct team_member m;
	struct contact k;
	long long id;

	entity_init(&member_def, &m);
	entity_init(&contact_def, &k);
	m.team.id = team;
	m.role = code_of(role);
	m.since = day("2026-01-01");
	m.letter_on = letter ? day(letter) : DATE_NONE;
	k.name = mem_strdup(name);
	OK(member_save_with(f->st, &f->actor, &m, &k, &f->err));
	id = m.rec.id;
	entity_clear(&member_def, &m);
	entity_clear(&contact_def, &k);
	return id;
}

/* A change of the team changes the lines of everybody it helps. */
static void teams_and_packages(void **state) {
	static const char *const roles[] = {"worker", "police", "medic", "family", "volunteer", "cadre", "social"};
	static const char *const names[] = {"孙专干", "刘民警", "钱医生", "张建军", "周志愿", "赵支书", "吴社工"};
	struct fixture *f = *state;
	long long id = someone(f), team = 0, last = 0;
	struct help_team t;
	struct resident r;
	struct team_member m;
	struct treatment_order o;

	assert_int_equal(lines(f, id, DUE_NO_TEAM), 1);
	entity_init(&team_def, &t);
	t.name = mem_strdup("石桥组");
	OK(team_save(f->st, &f->actor, &t, &f->err));
	team = t.rec.id;
	entity_clear(&team_def, &t);
	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.team.id = team;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	assert_int_equal(lines(f, id, DUE_NO_TEAM), 0);
	assert_int_equal(lines(f, id, DUE_EMPTY_SEAT), 1);
	assert_int_equal(lines(f, id, DUE_NO_HOLDER), 1);
	assert_int_equal(lines(f, id, DUE_LETTERS), 0); /* nobody is there to sign */
	for (size_t i = 0; i < 7; i++)
		last = a_member(f, team, roles[i], names[i], i ? "2026-01-02" : NULL);
	assert_int_equal(lines(f, id, DUE_EMPTY_SEAT), 0);
	assert_int_equal(lines(f, id, DUE_LETTERS), 1);
	assert_int_equal(lines(f, id, DUE_NO_HOLDER), 1); /* who is in charge: the order names nobody */
	OK(order_current(f->st, &f->actor, id, &o, &f->err));
	o.worker = mem_strdup("孙专干");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	assert_int_equal(lines(f, id, DUE_NO_HOLDER), 0);
	OK(member_get(f->st, &f->actor, last - 2, &m, &f->err)); /* the volunteer leaves at the end of the month */
	m.until = day("2026-11-30");
	OK(member_save(f->st, &f->actor, &m, &f->err));
	entity_clear(&member_def, &m);
	assert_int_equal(lines(f, id, DUE_EMPTY_SEAT), 0);
	clock_set_today(day("2026-12-01"));
	assert_int_equal(lines(f, id, DUE_EMPTY_SEAT), 1);
}

/* Who the assignments say is in charge of the only order, and the lines of that worker; NULL: nobody. */
static void in_charge_is(struct fixture *f, const char *name) {
	struct due_whose whose = {.worker = name ? name : "孙专干"};
	struct due_item *items = NULL;
	struct str said = {0};
	struct report r;
	size_t n = 0;

	OK(due_list_of(f->st, &f->actor, &whose, 0, clock_today(), 1000, &items, &n, &f->err));
	assert_int_equal(n > 0, name != NULL);
	if (n)
		OK(due_in_charge(f->st, &f->actor, clock_today(), &items[0].order_id, 1, &said, &f->err));
	assert_string_equal(str_text(&said), name ? name : "");
	OK(report_make(f->st, &f->actor, day("2026-11-01"), day("2026-11-30"), &r, &f->err));
	assert_int_equal(r.count, 1);
	if (name)
		assert_string_equal(r.workers[r.rows[0].worker - 1], name);
	else
		assert_int_equal(r.rows[0].worker, 0);
	report_clear(&r);
	str_clear(&said);
	free(items);
}

/* The order names an officer of the team who then takes another name: the hole is there at once, not at the next rebuild. */
static void renamed_officer(struct fixture *f, long long team) {
	long long resident = add_resident(f, "李四", 12);
	struct resident r;
	struct treatment_order o;
	struct team_member m;
	struct officer who;

	add_order(f, resident, "detox", "2026-01-01", "2026-01-10");
	OK(resident_get(f->st, &f->actor, resident, &r, &f->err));
	r.team.id = team;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	OK(officer_get(f->st, &f->actor, f->actor.officer, &who, &f->err));
	entity_init(&member_def, &m);
	m.team.id = team;
	m.role = code_of("worker");
	m.officer.id = who.rec.id;
	OK(member_save(f->st, &f->actor, &m, &f->err));
	OK(order_current(f->st, &f->actor, resident, &o, &f->err));
	o.worker = mem_strdup(who.name);
	OK(order_save(f->st, &f->actor, &o, &f->err));
	free(who.name);
	who.name = mem_strdup("改名");
	OK(officer_save(f->st, &f->actor, &who, &f->err));
	(void)lines(f, resident, DUE_NO_HOLDER); /* the table is what the rules say */
	entity_clear(&order_def, &o);
	entity_clear(&member_def, &m);
	entity_clear(&officer_def, &who);
}

/* An order that names nobody: the only full-time worker of the team, with two of them nobody, else who holds the package. */
static void in_charge_without_a_name(void **state) {
	struct fixture *f = *state;
	long long id = someone(f), second;
	struct help_team t;
	struct resident r;

	in_charge_is(f, NULL);
	entity_init(&team_def, &t);
	t.name = mem_strdup("石桥组");
	OK(team_save(f->st, &f->actor, &t, &f->err));
	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.team.id = t.rec.id;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	a_member(f, t.rec.id, "police", "刘民警", NULL);
	in_charge_is(f, NULL);
	a_member(f, t.rec.id, "worker", "孙专干", NULL);
	in_charge_is(f, "孙专干");
	second = a_member(f, t.rec.id, "worker", "周专干", NULL);
	in_charge_is(f, NULL);
	OK(duty_set(f->st, &f->actor, id, code_of("lead"), second, day("2026-11-01"), &f->err));
	in_charge_is(f, "周专干");
	renamed_officer(f, t.rec.id);
	entity_clear(&resident_def, &r);
	entity_clear(&team_def, &t);
}

/* The counts and the list of one village, one team, one worker; what is long overdue goes to the head. */
static void by_whom_and_for_how_long(void **state) { /* rule 8.3 */
	struct fixture *f = *state;
	long long a = someone(f), b = add_resident(f, "李四", 12), counts[32];
	struct due_whose whose = {.worker = "孙专干"};
	struct due_item *items = NULL;
	struct treatment_order o;
	size_t n = 0, all;

	station_began(f, "2023-01-01");
	add_order(f, b, "detox", "2026-09-01", NULL); /* due on 2026-09-16 */
	OK(order_current(f->st, &f->actor, b, &o, &f->err));
	o.worker = mem_strdup("王干事、孙专干");
	OK(order_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&order_def, &o);
	OK(due_list_of(f->st, &f->actor, &whose, 0, clock_today(), 1000, &items, &n, &f->err));
	assert_int_equal(n, 1);
	assert_int_equal(items[0].resident, b);
	free(items);
	whose.worker = "孙专"; /* a name is whole or not meant */
	OK(due_list_of(f->st, &f->actor, &whose, 0, clock_today(), 1000, &items, &n, &f->err));
	assert_int_equal(n, 0);
	free(items);
	OK(due_list(f->st, &f->actor, 99, clock_today(), 1000, &items, &all, &f->err));
	OK(due_counts(f->st, &f->actor, clock_today(), counts, &f->err));
	assert_int_equal(counts[due_group_count - 1], (long long)all);
	for (size_t i = 0; i < all; i++)
		assert_true(items[i].row.due_on.n < clock_today().n - 30);
	free(items);
	due_long_overdue(66); /* 2026-09-16 is 67 days ago */
	OK(due_list(f->st, &f->actor, 99, clock_today(), 1000, &items, &n, &f->err));
	assert_true(n > 0 && n < all);
	assert_int_equal(items[0].resident, b);
	free(items);
	due_long_overdue(67);
	OK(due_list(f->st, &f->actor, 99, clock_today(), 1000, &items, &n, &f->err));
	assert_int_equal(items[0].resident, a);
	free(items);
	due_long_overdue(30);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(the_most_urgent_are_sorted), STATION_TEST(refusal_wants_a_report),
		STATION_TEST(refusals_come_near_and_are_told),
		STATION_TEST(days_away_go_on),
		STATION_TEST(a_positive_test_and_one_on_its_way),
		STATION_TEST(use_outlives_the_order),
		STATION_TEST(a_leave_nobody_came_back_from),
		STATION_TEST(a_leave_without_a_letter_and_the_papers_of_a_release),
		STATION_TEST(a_receipt_is_awaited), STATION_TEST(letters_and_papers),
		STATION_TEST(teams_and_packages),
		STATION_TEST(in_charge_without_a_name),
		STATION_TEST(by_whom_and_for_how_long),
	};

	return cmocka_run_group_tests_name("worklist", tests, NULL, NULL);
}
