/* The station's own registers over a real database: what every one of them does, and what some refuse.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "model/access/masking.h"
#include "model/event/present.h"
#include "model/ledger/ledger_db.h"
#include "model/ledger/roll.h"
#include "model/ledger/station_due.h"
#include "model/person/undo.h"
#include "model/station/tables.h"
#include "model/team/request.h"

/* A record of each, complete enough, and what is another value of one field. */
static const struct made {
	const char *id;
	const char *const *pairs;
	const char *field, *value;
} made[] = {
	{"org", PAIRS("name", "石桥中学", "kind", "学校", "pupils", "300", "contact", "李老师"), "pupils", "310"},
	{"staff", PAIRS("name", "赵四", "kind", "志愿者", "since", "2026-01-05"), "post", "组长"},
	{"unit", PAIRS("name", "石桥村", "kind", "村", "applied", "2026-01-05"), "named", "2026-06-01"},
	{"session", PAIRS("occurred", "2026-11-20", "kind", "讲座", "title", "进校园", "held_by", "王干事", "people", "120"),
	 "people", "125"},
	{"money", PAIRS("occurred", "2026-11-20", "account", "帮扶基金", "way", "收入", "amount", "350.50", "purpose", "捐赠"),
	 "paper", "收1号"},
	{"round", PAIRS("title", "冬季核查", "kind", "入户", "since", "2026-11-01", "households", "40"), "checked", "12"},
	{"value", PAIRS("what", "满意度", "since", "2025-01-01", "until", "2025-12-31", "reached", "98.69"), "reached", "98.70"},
	{"task", PAIRS("what", "补签协议", "who", "王干事", "until", "2026-11-30"), "done_on", "2026-11-21"},
	{"aftercare", PAIRS("occurred", "2026-11-20", "kind", "医疗", "mark", "甲"), "outcome", "陪同就医"},
};
enum { MADE = sizeof made / sizeof *made };

static void fill(struct fixture *f, const struct ledger_def *def, void *rec, const char *const *pairs) {
	for (size_t i = 0; pairs[i]; i += 2) {
		const struct field_def *field = entity_field(def->entity, pairs[i]);

		if (!field)
			fail_msg("%s has no %s", def->id, pairs[i]);
		OK(field_parse(field, rec, pairs[i + 1], station_env(f->st), &f->err));
	}
}

static enum rc try_ledger(struct fixture *f, const char *id, const char *const *pairs, long long *out) {
	const struct ledger_def *def = ledger_find_def(id);
	struct record *rec = mem_zalloc(1, def->entity->size);
	enum rc rc;

	entity_init(def->entity, rec);
	fill(f, def, rec, pairs);
	rc = ledger_save(f->st, &f->actor, def, rec, &f->err);
	if (out)
		*out = rec->id;
	entity_clear(def->entity, rec);
	free(rec);
	return rc;
}

static long long add(struct fixture *f, const char *id, const char *const *pairs) {
	long long out = 0;

	OK(try_ledger(f, id, pairs, &out));
	return out;
}

static size_t listed(struct fixture *f, const struct ledger_def *def) {
	struct ids ids = {0};
	size_t n;

	OK(ledger_list(f->st, &f->actor, def, DATE_NONE, DATE_NONE, &ids, &f->err));
	n = ids.n;
	ids_clear(&ids);
	return n;
}

static void the_table_of_this_test_holds_every_register(void **state) {
	size_t n = 0;

	while (ledger_table[n].entity)
		n++;
	assert_int_equal(n, MADE);
	for (size_t i = 0; i < MADE; i++)
		assert_non_null(ledger_find_def(made[i].id));
}

/* Saved, found by its key, corrected, undone, voided, undone again; each with its audit row and proof (rules 15.1, 15.2). */
static void lives(struct fixture *f, const struct made *m) {
	const struct ledger_def *def = ledger_find_def(m->id);
	const struct field_def *field = entity_field(def->entity, m->field);
	struct record *rec = mem_zalloc(1, def->entity->size);
	struct undone u;
	struct ids ids = {0};
	struct str was = {0}, now = {0};
	char sql[160];
	long long id = add(f, m->id, m->pairs);

	OK(ledger_get(f->st, &f->actor, def, id, rec, &f->err));
	OK(ledger_match(f->st, &f->actor, def, rec, &ids, &f->err));
	assert_int_equal(ids.n, 1);
	assert_int_equal(ids.v[0], id);
	field_store_text(field, rec, &was);
	OK(field_parse(field, rec, m->value, station_env(f->st), &f->err));
	OK(ledger_save(f->st, &f->actor, def, rec, &f->err));
	entity_clear(def->entity, rec);
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	assert_int_equal(u.resident, 0);
	OK(ledger_get(f->st, &f->actor, def, id, rec, &f->err));
	field_store_text(field, rec, &now);
	assert_string_equal(str_text(&now), str_text(&was));
	OK(record_void(f->st, &f->actor, def->entity, id, rec->ver, "录错", &f->err));
	assert_int_equal(listed(f, def), 0);
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	assert_int_equal(listed(f, def), 1);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM audit WHERE table_name = '%s' AND action IN ('%s.add', '%s.edit', '%s.void')",
	         def->entity->name, m->id, m->id, m->id);
	assert_int_equal(number(f, sql), 3);
	entity_clear(def->entity, rec);
	snprintf(sql, sizeof sql, "UPDATE %s SET note = '改过' WHERE id = %lld", def->entity->name, id);
	alter(f, sql);
	OK(ledger_get(f->st, &f->actor, def, id, rec, &f->err));
	assert_true(rec->damaged); /* what was not saved is not believed */
	entity_clear(def->entity, rec);
	str_clear(&was);
	str_clear(&now);
	ids_clear(&ids);
	free(rec);
}

static void every_register_saves_finds_voids_and_undoes(void **state) {
	struct fixture *f = *state;

	for (size_t i = 0; i < MADE; i++)
		lives(f, &made[i]);
}

/* Rule 15.1: a reader sees no names and no texts, an auditor nothing; neither writes. */
static void others_see_less(void **state) {
	struct fixture *f = *state;
	const struct actor head = f->actor;
	const struct ledger_def *def = ledger_find_def("session");
	long long id = add(f, "session", made[3].pairs), worker = add(f, "staff", made[1].pairs);
	struct activity s;
	struct staff w;
	struct actor reader, auditor;

	play(f, &reader, "reader");
	play(f, &auditor, "auditor");
	OK(ledger_get(f->st, &reader, def, id, &s, &f->err));
	assert_null(s.held_by);
	assert_null(s.title);
	assert_int_equal(s.people, 120);
	entity_clear(&activity_def, &s);
	OK(ledger_get(f->st, &reader, ledger_find_def("staff"), worker, &w, &f->err));
	assert_string_equal(w.name, MASKED_SOMEBODY);
	entity_clear(&staff_def, &w);
	REFUSED(ledger_get(f->st, &auditor, def, id, &s, &f->err), "access.denied");
	f->actor = reader;
	REFUSED(try_ledger(f, "task", made[7].pairs, NULL), "access.denied");
	f->actor = head;
}

/* Rule 15.1: an organisation that a session names stays, whoever made it last. */
static void what_others_refer_to_is_not_voided(void **state) {
	struct fixture *f = *state;
	long long org = add(f, "org", made[0].pairs);
	struct undone u;
	long long session = add(f, "session", PAIRS("occurred", "2026-11-20", "kind", "课堂", "title", "禁毒课", "org", "石桥中学"));

	REFUSED(record_void(f->st, &f->actor, &org_def, org, 1, "录错", &f->err), "ledger.used");
	OK(record_void(f->st, &f->actor, &activity_def, session, 1, "录错", &f->err));
	OK(record_void(f->st, &f->actor, &org_def, org, 1, "录错", &f->err));
	add(f, "org", made[0].pairs);
	session = add(f, "session", PAIRS("occurred", "2026-11-21", "kind", "课堂", "title", "禁毒课", "org", "石桥中学"));
	OK(undo_last(f->st, &f->actor, &u, &f->err)); /* the session; then the organisation goes too */
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM org WHERE voided_at IS NULL"), 0);
}

/* Rule 15.5. */
static void an_account_is_not_overdrawn_in_silence(void **state) {
	struct fixture *f = *state;
	const char *const *out = PAIRS("occurred", "2026-11-21", "account", "帮扶基金", "way", "支出", "amount", "350.51",
	                               "purpose", "帮扶");

	add(f, "money", made[4].pairs);
	REFUSED(try_ledger(f, "money", out, NULL), "money.short");
	assert_non_null(strstr(f->err.text, "350.50"));
	add(f, "money", PAIRS("occurred", "2026-11-21", "account", "工作经费", "way", "收入", "amount", "1000", "purpose", "拨款"));
	REFUSED(try_ledger(f, "money", out, NULL), "money.short"); /* another account's money is not its own */
	add(f, "money", PAIRS("occurred", "2026-11-21", "account", "帮扶基金", "way", "支出", "amount", "350.50", "purpose", "帮扶"));
	REFUSED(try_ledger(f, "money", out, NULL), "money.short");
	add(f, "money", PAIRS("occurred", "2026-11-21", "account", "帮扶基金", "way", "支出", "amount", "350.51", "purpose", "帮扶",
	                      "short_because", "先垫付"));
	REFUSED(try_ledger(f, "money", PAIRS("occurred", "2026-11-21", "account", "帮扶基金", "way", "收入", "amount", "0",
	                                     "purpose", "捐赠"), NULL), "money.nothing");
	REFUSED(try_ledger(f, "money", PAIRS("occurred", "2026-11-21", "account", "帮扶基金", "way", "收入", "amount", "1",
	                                     "purpose", "捐赠", "file_no", "00099"), NULL), "money.file-no");
}

/* Rule 15.6; and counts that hold each other. */
static void steps_and_counts_fit_each_other(void **state) {
	struct fixture *f = *state;

	REFUSED(try_ledger(f, "unit", PAIRS("name", "石桥村", "kind", "村", "applied", "2026-06-01", "named", "2026-01-01"), NULL),
	        "event.sequence");
	REFUSED(try_ledger(f, "unit", PAIRS("name", "石桥村", "kind", "村", "applied", "2026-06-01", "withdrawn", "2026-01-01"),
	                   NULL), "event.sequence");
	REFUSED(try_ledger(f, "unit", PAIRS("name", "石桥村", "kind", "村", "renewed", "2026-06-01"), NULL), "unit.not-named");
	REFUSED(try_ledger(f, "org", PAIRS("name", "石桥中学", "kind", "学校", "pupils", "10", "registered", "11"), NULL),
	        "ledger.more");
	REFUSED(try_ledger(f, "round", PAIRS("title", "冬查", "kind", "入户", "since", "2026-11-01", "households", "4", "checked", "5"),
	                   NULL), "ledger.more");
	REFUSED(try_ledger(f, "staff", PAIRS("name", "赵四", "kind", "社工", "since", "2026-05-01", "until", "2026-04-01"), NULL),
	        "event.sequence");
}

/* Rule 15.8: two decimals stay two decimals. */
static void a_value_keeps_its_hundredths(void **state) {
	struct fixture *f = *state;

	add(f, "value", made[6].pairs);
	assert_int_equal(number(f, "SELECT reached FROM place_value"), 9869);
	REFUSED(try_ledger(f, "value", PAIRS("what", "考核得分", "since", "2026-01-01", "until", "2026-12-31", "reached", "100.01", "most",
	                                     "100"), NULL), "ledger.more");
}

/* "task 2026-11-24 0/0" and so on, one to a line. */
static char *waits(struct fixture *f) {
	struct station_dues all;
	struct str out = {0};
	char on[DATE_BUF];

	OK(station_dues_read(f->st, &f->actor, clock_today(), &all, &f->err));
	for (size_t i = 0; i < all.n; i++)
		str_addf(&out, "%s %s %lld/%lld\n", station_due_ledger(all.v[i].kind)->id, date_format(all.v[i].due, on),
		         all.v[i].done, all.v[i].of);
	station_dues_clear(&all);
	return str_take(&out);
}

static void assert_waits(struct fixture *f, const char *text) {
	char *now = waits(f);

	assert_string_equal(now ? now : "", text);
	free(now);
}

/* Rule 15.10: each line from its day on, and gone when it is done. The day is 2026-11-22. */
static void the_station_has_its_worklist(void **state) {
	struct fixture *f = *state;
	struct actor officer;
	size_t n;

	assert_waits(f, "");
	add(f, "task", PAIRS("what", "明年的事", "who", "王干事", "until", "2026-11-30"));
	add(f, "task", PAIRS("what", "签协议", "who", "王干事", "until", "2026-11-29"));
	add(f, "task", PAIRS("what", "已办", "who", "王干事", "until", "2026-11-01", "done_on", "2026-11-01"));
	assert_waits(f, "task 2026-11-29 0/0\n");
	add(f, "unit", PAIRS("name", "石桥村", "kind", "村", "named", "2025-12-23")); /* its day is 31 days ahead */
	add(f, "unit", PAIRS("name", "柳沟村", "kind", "村", "named", "2024-01-05", "renewed", "2025-12-22"));
	add(f, "unit", PAIRS("name", "河口村", "kind", "村", "named", "2024-01-05", "withdrawn", "2025-12-22"));
	add(f, "org", PAIRS("name", "服装厂", "kind", "用工单位", "agreed_until", "2026-11-20"));
	add(f, "org", PAIRS("name", "砖厂", "kind", "用工单位", "agreed_until", "2026-11-20", "until", "2026-11-21"));
	add(f, "round", PAIRS("title", "冬查", "kind", "入户", "since", "2026-11-01", "households", "40", "checked", "12"));
	add(f, "round", PAIRS("title", "秋查", "kind", "入户", "since", "2026-09-01", "finished", "2026-10-01"));
	add(f, "money", PAIRS("occurred", "2026-11-21", "account", "工作经费", "way", "支出", "amount", "12.5", "purpose", "办公",
	                      "short_because", "先垫付"));
	assert_waits(f, "round  12/40\nmoney  -1250/0\norg 2026-11-20 0/0\ntask 2026-11-29 0/0\nunit 2026-12-22 0/0\n");
	OK(station_due_count(f->st, &f->actor, clock_today(), &n, &f->err));
	assert_int_equal(n, 5);
	play(f, &officer, "officer");
	OK(station_due_count(f->st, &officer, clock_today(), &n, &f->err));
	assert_int_equal(n, 0); /* the head is told */
}

/* A cell of a list of one record, by the key of its column. */
static void assert_cell(struct fixture *f, const struct actor *a, const char *ledger, long long id, const char *key, const char *text) {
	struct list_run r;
	size_t column = 0;

	list_run_init(&r, ledger_list_def(ledger_find_def(ledger)), f->st, a);
	OK(list_run_rows(&r, &id, 1, &f->err));
	while (strcmp(list_column_key(r.def, column), key) != 0)
		column++;
	assert_string_equal(list_text(&r, 0, column), text);
	list_run_clear(&r);
}

/* Rule 15.11: who is in care at a place, by its name; a full one is told. The day is 2026-11-22. */
static void a_place_knows_who_is_there(void **state) {
	struct fixture *f = *state;
	static const char *const until[] = {NULL, "2026-11-21", "2026-11-22", NULL};
	long long org = add(f, "org", PAIRS("name", "试院", "kind", "医院", "capacity", "2")),
	          other = add(f, "org", PAIRS("name", "试所", "kind", "医院", "capacity", "1"));
	struct actor reader;

	for (int i = 0; i < 4; i++) {
		long long who = add_resident(f, "试甲", i + 1);

		add_event(f, "care", who, PAIRS("occurred", "2026-10-01", "facility", "试院", "reason", "试",
		                                until[i] ? "until" : NULL, until[i]));
		if (i == 0) /* the same person once more */
			add_event(f, "care", who, PAIRS("occurred", "2026-11-01", "facility", "试院", "reason", "试二"));
		assert_cell(f, &f->actor, "org", org, "taken", i < 2 ? "1" : i == 2 ? "2" : "3"); /* the second was out the day before */
		if (i == 1)
			assert_waits(f, "");
	}
	assert_cell(f, &f->actor, "org", other, "taken", "");
	assert_waits(f, "org  3/2\n");
	play(f, &reader, "reader");
	assert_cell(f, &reader, "org", org, "taken", "");
	alter(f, "UPDATE resident SET sealed = '2026-11-20' WHERE id = 1");
	assert_cell(f, &f->actor, "org", org, "taken", "2");
}

/* Rule 15.12: a value beside the one before it, and the register beside the population. */
static void values_stand_beside_those_before(void **state) {
	struct fixture *f = *state;
	long long first = add(f, "value", PAIRS("what", "满意度", "since", "2024-01-01", "until", "2024-12-31", "reached", "85.48")),
	          village = add(f, "value", PAIRS("what", "满意度", "since", "2025-01-01", "until", "2025-06-30", "reached", "90", "item",
	                                          "问卷")),
	          next = add(f, "value", PAIRS("what", "满意度", "since", "2026-01-01", "until", "2026-06-30", "reached", "85.03")),
	          people = add(f, "value", PAIRS("what", "人口", "since", "2026-01-01", "until", "2026-12-31", "reached", "3000"));

	assert_cell(f, &f->actor, "value", first, "change", "");
	assert_cell(f, &f->actor, "value", village, "change", ""); /* another item */
	assert_cell(f, &f->actor, "value", next, "change", "-0.45");
	add(f, "value", PAIRS("what", "满意度", "since", "2025-01-01", "until", "2025-12-31", "reached", "80"));
	assert_cell(f, &f->actor, "value", next, "change", "5.03"); /* the newest before */
	add_order(f, add_resident(f, "试甲", 1), "detox", "2026-03-01", "2026-03-10");
	add_order(f, add_resident(f, "试乙", 2), "detox", "2026-03-01", "2026-03-10");
	assert_cell(f, &f->actor, "value", people, "per_thousand", "0.66"); /* 2 of 3,000 */
	assert_cell(f, &f->actor, "value", next, "per_thousand", "");
	alter(f, "UPDATE treatment_order SET ended = '2026-11-01' WHERE id = 1");
	assert_cell(f, &f->actor, "value", people, "per_thousand", "0.33");
}

/* Rule 15.4: one full-time worker for every 30 residents, of those there that day. */
static void staff_is_counted_against_the_people(void **state) {
	struct fixture *f = *state;
	struct staffing s;

	settings(f, "[rules]\npeople_per_worker = 2\n");
	for (int i = 0; i < 3; i++)
		add_order(f, add_resident(f, "张建国", 13 + i), "detox", "2026-01-10", "2026-01-12");
	assert_waits(f, ""); /* nobody keeps a list of the staff */
	add(f, "staff", PAIRS("name", "赵四", "kind", "专职", "since", "2026-01-05"));
	add(f, "staff", PAIRS("name", "钱五", "kind", "社工", "full_time", "是", "since", "2026-01-05", "until", "2026-11-21"));
	add(f, "staff", PAIRS("name", "孙六", "kind", "志愿者"));
	assert_waits(f, "staff  1/2\n");
	OK(ledger_staffing(f->st, day("2026-11-21"), &s, &f->err));
	assert_int_equal(s.workers, 2);
	OK(ledger_staffing(f->st, day("2026-01-09"), &s, &f->err));
	assert_int_equal(s.people, 0);
}

/* Rule 15.3: ticked together, undone together, and not more than came. */
static void a_roll_is_ticked_in_one_go(void **state) {
	struct fixture *f = *state;
	struct roll roll = {roll_of(ledger_find_def("session")), 0};
	long long who[3], n;
	struct ids people = {0};
	struct undone u;

	for (int i = 0; i < 3; i++)
		add_order(f, who[i] = add_resident(f, "张建国", 13 + i), "detox", "2026-01-10", "2026-01-12");
	add_resident(f, "李四", 20); /* under no order: not on the list */
	roll.record = add(f, "session", PAIRS("occurred", "2026-11-20", "kind", "讲座", "title", "进村", "people", "2"));
	OK(roll_people(f->st, &f->actor, &roll, &people, &f->err));
	assert_int_equal(people.n, 3);
	REFUSED(roll_set(f->st, &f->actor, &roll, who, 3, 1, &f->err), "roll.people");
	assert_int_equal(number(f, "SELECT count(*) FROM attendance"), 0); /* all or nothing */
	OK(roll_set(f->st, &f->actor, &roll, who, 2, 1, &f->err));
	OK(roll_set(f->st, &f->actor, &roll, who + 2, 1, 3, &f->err)); /* who is absent did not come */
	OK(roll_set(f->st, &f->actor, &roll, who, 1, 2, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM attendance WHERE result = 'passed' AND ver = 2"), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM attendance WHERE occurred = '2026-11-20' AND order_id IS NOT NULL"), 3);
	REFUSED(record_void(f->st, &f->actor, &activity_def, roll.record, 1, "录错", &f->err), "ledger.used");
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	OK(undo_last(f->st, &f->actor, &u, &f->err));
	assert_int_equal(u.records, 2);
	OK(roll_count(f->st, &f->actor, &roll, &n, &f->err));
	assert_int_equal(n, 0);
	ids_clear(&people);
}

/* Rule 15.7: a round of one village lists its people, and counts their lines. */
static void a_round_is_of_its_village(void **state) {
	struct fixture *f = *state;
	struct roll roll = {roll_of(ledger_find_def("round")), 0};
	long long who[2];
	struct ids people = {0};
	struct resident r;

	add_place(f, "石桥村");
	for (int i = 0; i < 2; i++)
		add_order(f, who[i] = add_resident(f, "张建国", 13 + i), "detox", "2026-01-10", "2026-01-12");
	OK(resident_get(f->st, &f->actor, who[0], &r, &f->err));
	r.place.id = 1;
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	roll.record = add(f, "round", PAIRS("title", "冬查", "kind", "入户", "since", "2026-11-01", "place", "石桥村", "people", "1"));
	OK(roll_people(f->st, &f->actor, &roll, &people, &f->err));
	assert_int_equal(people.n, 1);
	assert_int_equal(people.v[0], who[0]);
	assert_waits(f, "round  0/1\n");
	OK(roll_set(f->st, &f->actor, &roll, who, 1, 1, &f->err));
	assert_waits(f, "round  1/1\n");
	ids_clear(&people);
}

/* Rule 15.13: nothing in it leads to a file. */
static void help_after_sealing_points_to_nobody(void **state) {
	struct fixture *f = *state;

	REFUSED(try_ledger(f, "aftercare", PAIRS("occurred", "2026-11-20", "kind", "医疗", "mark", "00012"), NULL),
	        "aftercare.mark");
	assert_null(entity_field(&aftercare_def, "resident"));
	for (size_t i = 0; i < aftercare_def.count; i++)
		assert_true(aftercare_def.fields[i].type != FT_REF && !(aftercare_def.fields[i].flags & F_NAME));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_this_test_holds_every_register),
		STATION_TEST(help_after_sealing_points_to_nobody),
		STATION_TEST(every_register_saves_finds_voids_and_undoes),
		STATION_TEST(others_see_less),
		STATION_TEST(what_others_refer_to_is_not_voided),
		STATION_TEST(an_account_is_not_overdrawn_in_silence),
		STATION_TEST(steps_and_counts_fit_each_other),
		STATION_TEST(a_value_keeps_its_hundredths),
		STATION_TEST(a_place_knows_who_is_there),
		STATION_TEST(values_stand_beside_those_before),
		STATION_TEST(the_station_has_its_worklist),
		STATION_TEST(staff_is_counted_against_the_people),
		STATION_TEST(a_roll_is_ticked_in_one_go),
		STATION_TEST(a_round_is_of_its_village),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
