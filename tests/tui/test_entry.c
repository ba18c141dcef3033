/* Forty records before lunch: an entry session by keys, on 80x24, and a person in full. Keys are counted.
 * SPDX-License-Identifier: MIT */
#include <signal.h>

#include "core/utf8.h"
#include "model/access/audit.h"
#include "model/entry/draft.h"
#include "model/entry/entry.h"
#include "model/entry/round.h"
#include "model/event/leave.h"
#include "model/event/registers.h"
#include "tui/desk.h"
#include "tui/town.h"

enum { RECORDS = 40, MORE = 13 };

static size_t keys_sent;

static void add_more(void) {
	struct err err = {0};
	struct import_batch *b;
	char name[40];

	town_must(import_batch_begin(&b, st, &actor, "more.csv", "00", "roster", &err), &err);
	for (int i = 0; i < MORE; i++) {
		struct town_person p = {name, "东山村", "low", "detox", "2025-02-10", "2025-02-15", 0};

		snprintf(name, sizeof name, "林%s%s", (const char *const[]){"大", "小", "长"}[i % 3],
		         (const char *const[]){"春", "夏", "秋", "冬", "村"}[i / 3]);
		town_add(b, &p, 200 + i);
	}
	town_must(import_batch_commit(b, MORE, 0, 0, 0, &err), &err);
}

static void make_entry(void) {
	town_make(db);
	join_station();
	add_more();
	part_station(NULL);
}

static int make(void **state) {
	station_of(make_entry);
	join_station();
	keys_sent = 0;
	return 0;
}

/* A key is a character typed or a name in angle brackets. */
static void strike(struct pty *p, const char *keys) {
	for (const char *k = keys, *end = keys + strlen(keys); k < end; keys_sent++) {
		if (*k == '<')
			k = strchr(k, '>') + 1;
		else
			utf8_next(&k, end);
	}
	pty_keys(p, keys);
}

static size_t tests_of_today(const char *result, struct ids *out) {
	struct ids ids = {0};
	struct err err = {0};
	struct drug_test t;
	size_t n = 0;

	assert_int_equal(event_list(st, &actor, test_register(), 0, 0, &ids, &err), RC_OK);
	for (size_t i = 0; i < ids.n; i++) {
		assert_int_equal(event_get(st, &actor, test_register(), ids.v[i], &t, &err), RC_OK);
		if (date_cmp(t.occurred, town_day(TOWN_DAY)) == 0 && code_is(t.result, result)) {
			n++;
			if (out)
				ids_add(out, ids.v[i]);
		}
		entity_clear(&test_def, &t);
	}
	ids_clear(&ids);
	return n;
}

/* Open a session of tests; the head says who tested, once. */
static void open_session(struct pty *p) {
	strike(p, "b");
	assert_true(pty_wait_text(p, "批量录入哪一项", 0));
	strike(p, "1");
	assert_in_field(p, "手中单据数"); /* today is proposed, the sheets may be left uncounted */
	strike(p, "<Enter>工作站<Enter><Enter>王干事<Enter>刘民警<F2>");
	assert_true(pty_wait_text(p, "不常见", 0));
	assert_true(pty_settle(p, 60, 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 0", 0));
}

static void forty_negatives(void **state) {
	struct pty *p = start(NULL);
	struct ids ids = {0};
	struct err err = {0};
	char done[40];
	struct drug_test t;

	open_session(p);
	for (int i = 0; i < RECORDS; i++)
		strike(p, "1");
	snprintf(done, sizeof done, "已录 %d", RECORDS);
	assert_true(pty_wait_text(p, done, 0));
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "已保存 40 条", 0));
	assert_int_equal(tests_of_today("neg", &ids), RECORDS);
	print_message("%d negative results: %zu keys, %.2f a record, head and saving included\n", RECORDS, keys_sent,
	              (double)keys_sent / RECORDS);
	assert_true(keys_sent <= 3 * RECORDS);
	for (size_t i = 0; i < ids.n; i++) { /* the head is in every one of them */
		assert_int_equal(event_get(st, &actor, test_register(), ids.v[i], &t, &err), RC_OK);
		assert_string_equal(t.place_text, "工作站");
		assert_string_equal(t.tester, "王干事");
		assert_string_equal(t.tester2, "刘民警");
		assert_true(code_is(t.sample, "urine"));
		assert_true(code_is(t.nature, "regular"));
		entity_clear(&test_def, &t);
	}
	strike(p, "u");
	assert_true(pty_wait_text(p, "已撤销：本次批量录入 40 条", 0));
	assert_int_equal(tests_of_today("neg", NULL), 0);
	ids_clear(&ids);
	leave(p);
}

static void a_positive_an_absence_and_a_refusal(void **state) {
	struct pty *p = start(NULL);
	struct ids ids = {0};
	struct err err = {0};
	struct missed_test m;
	int row, col;

	open_session(p);
	strike(p, "2");
	assert_true(pty_wait_text(p, "阳性：按 9 确认", 0));
	strike(p, "2"); /* the same key again is a key that stuck */
	assert_true(pty_wait_text(p, "未确认", 0));
	pty_send(p, "29", 2); /* typed ahead of the question it confirms nothing */
	assert_true(pty_wait_text(p, "提问显示之前按下的键未采用", 0));
	assert_true(pty_wait_text(p, "已录 0", 0));
	strike(p, "9");
	assert_true(pty_wait_text(p, "已录 1", 0)); /* nobody has this name's initials */
	assert_true(pty_wait_gone(p, "按 9 确认，", 0));
	strike(p, "4");
	assert_true(pty_wait_text(p, "缺检性质", 0));
	assert_true(pty_wait_row(p, 0, "未到  新增", 0)); /* the answer given */
	strike(p, "1因病<F2><Seen>1");
	assert_true(pty_wait_text(p, "正当理由, 因病", 0));
	strike(p, "3");
	assert_true(pty_wait_text(p, "通知书日期", 0));
	strike(p, "<F2>"); /* a refusal counts only after a notice */
	assert_true(pty_wait_text(p, "须先送达通知书", 0));
	strike(p, "<Esc>");
	assert_true(pty_wait_text(p, "已录 2", 0)); /* no answer without what it needs */
	assert_true(pty_wait_text(p, "_", 0)); /* the cursor waits where the digit goes */
	assert_true(pty_find(p, "_", &row, &col));
	assert_true(pty_wait_cursor(p, row, col, 0));
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "请及时报告公安机关", 0));
	assert_int_equal(tests_of_today("pos", NULL), 1);
	assert_int_equal(event_list(st, &actor, event_find_def("missed"), 0, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(event_get(st, &actor, event_find_def("missed"), ids.v[0], &m, &err), RC_OK);
	assert_true(code_is(m.judged, "reason"));
	assert_string_equal(m.cause, "因病");
	assert_true(m.window_no > 0);
	entity_clear(&missed_def, &m);
	ids_clear(&ids);
	leave(p);
}

/* A positive result for one of two people who could be taken for each other. */
static void a_namesake_is_told_apart(void **state) {
	struct pty *p = start(NULL);
	struct resident_query q = {.find = "林大春"};
	struct ids ids = {0};
	struct err err = {0};
	struct resident r;
	const char *tail;

	assert_int_equal(resident_list(st, &actor, &q, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(resident_get(st, &actor, ids.v[0], &r, &err), RC_OK);
	tail = r.file_no + strlen(r.file_no) - 2;
	open_session(p);
	strike(p, "<F5>林大春");
	assert_true(pty_wait_text(p, "> 林大春", 0));
	strike(p, "<Enter><Seen>2<Seen>9");
	assert_true(pty_wait_text(p, "末两位", 0));
	strike(p, "xx<Enter>");
	assert_true(pty_wait_text(p, "请再核对", 0));
	assert_true(pty_wait_text(p, "已录 0", 0));
	strike(p, "2<Seen>9");
	assert_true(pty_wait_text(p, "末两位", 0));
	strike(p, tail);
	strike(p, "<Enter>");
	assert_true(pty_wait_text(p, "已录 1", 0));
	entity_clear(&resident_def, &r);
	ids_clear(&ids);
	leave(p);
}

/* Whose day has a record meanwhile stays with the reason; everybody else is saved. */
static void a_row_in_conflict_stays(void **state) {
	struct pty *p = start(NULL);
	struct duty_kind_def const *kind = duty_kind_find("test");
	struct entry_row *rows = NULL;
	struct drug_test t;
	struct err err = {0};
	size_t n = 0;

	open_session(p);
	strike(p, "111");
	assert_true(pty_wait_text(p, "已录 3", 0));
	assert_int_equal(entry_due(st, &actor, kind, town_day(TOWN_DAY), &rows, &n, &err), RC_OK);
	assert_true(n >= RECORDS);
	entity_init(&test_def, &t);
	t.resident.id = rows[1].resident;
	t.occurred = town_day(TOWN_DAY);
	t.result = code_of("neg");
	assert_int_equal(event_save(st, &actor, test_register(), &t, &err), RC_OK);
	entity_clear(&test_def, &t);
	free(rows);
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "已保存 2 条，1 条留下", 0));
	assert_true(pty_wait_text(p, "!当天已有这样的记录", 0));
	assert_int_equal(tests_of_today("neg", NULL), 3);
	strike(p, "1<F2>"); /* meant */
	assert_true(pty_wait_text(p, "已保存 1 条", 0));
	assert_int_equal(tests_of_today("neg", NULL), 4);
	leave(p);
}

static void a_session_goes_on_after_leaving_and_after_a_dropped_line(void **state) {
	struct pty *p = start(NULL);

	open_session(p);
	strike(p, "11<F5>");
	assert_true(pty_wait_text(p, "查找", 0));
	strike(p, "林大夏"); /* jump to somebody */
	assert_true(pty_wait_text(p, "> 林大夏", 0));
	strike(p, "<Enter>");
	assert_true(pty_wait_text(p, "已录 2", 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 3", 0));
	strike(p, "<Esc>");
	assert_true(pty_wait_text(p, "未保存，已录结果留着", 0));
	strike(p, "b");
	assert_true(pty_wait_text(p, "有未完的", 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 3", 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 4", 0));
	pty_hangup(p);
	assert_int_not_equal(pty_wait_exit(p, 0), PTY_RUNNING);
	pty_stop(p);
	assert_int_equal(tests_of_today("neg", NULL), 0);

	p = start(NULL);
	assert_true(pty_wait_text(p, "上次断线：批量录入", 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 4", 0));
	assert_true(pty_wait_text(p, "刘民警", 0)); /* the head too */
	strike(p, "<F2>"); /* who was passed over on the way to 林大夏 is named first */
	assert_true(pty_wait_text(p, "跳过未录：", 0));
	strike(p, "2");
	assert_true(pty_wait_gone(p, "跳过未录：", 0));
	assert_int_equal(tests_of_today("neg", NULL), 0);
	strike(p, "<F2><Seen>1");
	assert_true(pty_wait_text(p, "已保存 4 条", 0));
	assert_int_equal(tests_of_today("neg", NULL), 4);
	leave(p);
}

static long long only_talk(const char *about) {
	struct ids ids = {0};
	struct err err = {0};
	struct talk t;
	long long id = 0;

	assert_int_equal(event_list(st, &actor, event_find_def("talk"), 0, 0, &ids, &err), RC_OK);
	if (ids.n == 1) {
		id = ids.v[0];
		assert_int_equal(event_get(st, &actor, event_find_def("talk"), id, &t, &err), RC_OK);
		assert_string_equal(t.talker, about);
		entity_clear(&talk_def, &t);
	}
	ids_clear(&ids);
	return id;
}

/* A form saved, corrected, and both taken back; then refused in words, because somebody else was at the record. */
static void what_a_form_saved_is_taken_back(void **state) {
	struct pty *p = start(NULL);
	const struct event_def *reg = event_find_def("talk");
	struct actor other = actor;
	struct err err = {0};
	struct talk t;

	strike(p, "<F5>李秀英");
	assert_true(pty_wait_text(p, "> 李秀英", 0));
	strike(p, "<Enter>3a");
	assert_true(pty_wait_text(p, "谈话人", 0));
	assert_in_field(p, "摘要");
	strike(p, "<F6>谈话人<Enter>王干事<F2>"); /* who talked is known, what was said is not */
	assert_true(pty_wait_text(p, "谈话内容还是空的", 0));
	assert_in_field(p, "摘要");
	strike(p, "近况<F2><Seen>1");
	assert_true(pty_wait_text(p, "已登记", 0));
	assert_int_not_equal(only_talk("王干事"), 0);
	strike(p, "e");
	assert_true(pty_wait_text(p, "谈话日期", 0));
	strike(p, "<F6>");
	assert_true(pty_wait_text(p, "记录人", 0));
	strike(p, "谈话人<Enter><C-u>刘民警<F2><Seen>1");
	assert_true(pty_wait_gone(p, "谈话日期", 0)); /* the form has closed */
	assert_int_not_equal(only_talk("刘民警"), 0);
	strike(p, "u");
	assert_true(pty_wait_text(p, "已撤销：李秀英 的谈话恢复原样", 0));
	assert_int_not_equal(only_talk("王干事"), 0);

	assert_int_equal(event_get(st, &actor, reg, only_talk("王干事"), &t, &err), RC_OK);
	other.officer = 0; /* anybody else */
	t.next_plan = mem_strdup("下月再谈");
	assert_int_equal(event_save(st, &other, reg, &t, &err), RC_OK);
	entity_clear(&talk_def, &t);
	strike(p, "u");
	assert_true(pty_wait_text(p, "未撤销：这条记录后来又有改动", 0));
	assert_int_not_equal(only_talk("王干事"), 0);
	leave(p);
}

/* The sheet of a round by village, and what was seen entered in its order. */
static void a_round_is_entered_in_the_order_of_its_sheet(void **state) {
	struct pty *p = start(NULL);
	struct ids ids = {0}, sheet = {0};
	struct err err = {0};
	struct visit v;
	struct date day;

	strike(p, "p");
	assert_true(pty_wait_text(p, "走访日期", 0));
	strike(p, "-2<Enter>");
	assert_true(pty_wait_text(p, "村社（留空", 0));
	strike(p, "东山村<Enter>");
	assert_true(pty_wait_text(p, "走访单 1 号", 0));
	strike(p, "b<Seen>8");
	assert_true(pty_wait_text(p, "走访单号： 1", 0));
	strike(p, "<Enter>");
	assert_true(pty_wait_text(p, "批量录入哪一项", 0));
	strike(p, "3");
	assert_true(pty_wait_text(p, "2026-11-20", 0)); /* the day of the round */
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "批量录入 走访 #1", 0));
	strike(p, "121<F2>");
	assert_true(pty_wait_text(p, "已保存 3 条", 0));
	assert_int_equal(round_get(st, &actor, 1, &day, &sheet, &err), RC_OK);
	assert_int_equal(event_list(st, &actor, event_find_def("visit"), 0, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 3);
	for (size_t i = 0; i < ids.n; i++) {
		assert_int_equal(event_get(st, &actor, event_find_def("visit"), ids.v[i], &v, &err), RC_OK);
		assert_int_equal(v.resident.id, sheet.v[i]);
		assert_true(code_is(v.met, i == 1 ? "notfound" : "found"));
		assert_int_equal(date_cmp(v.occurred, town_day("2026-11-20")), 0);
		entity_clear(&visit_def, &v);
	}
	ids_clear(&ids);
	ids_clear(&sheet);
	leave(p);
}

/* The line drops or somebody kills it; the next log-in goes on. */
static struct pty *end_and_go_on(struct pty *p, int signal) {
	if (signal)
		pty_signal(p, signal);
	else
		pty_hangup(p);
	assert_int_not_equal(pty_wait_exit(p, 0), PTY_RUNNING);
	pty_stop(p);
	p = start(NULL);
	assert_true(pty_wait_text(p, "上次断线：批量录入", 0));
	strike(p, "1");
	return p;
}

static const int endings[] = {SIGKILL, 0, SIGHUP, SIGTERM}; /* the kill first: nothing but what leaving a field kept */
enum { ENDINGS = sizeof endings / sizeof *endings };

/* What an answer asks: every field left is there again, on the same line; but for a kill, the field being typed too. */
static void what_an_answer_asks_goes_on_in_its_field(void **state) {
	struct pty *p = start(NULL);
	struct missed_test m;
	struct ids ids = {0};
	struct err err = {0};

	open_session(p);
	strike(p, "14");
	for (size_t i = 0; i < ENDINGS; i++) {
		char typed[] = "住院9天"; /* another text each time: what stands there already is not what was typed */

		typed[strlen("住院")] = (char)('1' + i);
		assert_true(pty_wait_text(p, "缺检性质", 0));
		strike(p, i == 0 ? "1" : "<End><C-u>");
		strike(p, typed);
		assert_in_field(p, "未检原因");
		assert_true(pty_wait_text(p, typed, 0));
		p = end_and_go_on(p, endings[i]);
		assert_true(pty_wait_text(p, "正当理由", 0));
		assert_in_field(p, "未检原因");
		if (endings[i] != SIGKILL)
			assert_true(pty_wait_text(p, typed, 0));
	}
	strike(p, "<End><C-u>因病住院<F2><Seen>1");
	assert_true(pty_wait_text(p, "正当理由, 因病住院", 0));
	assert_true(pty_wait_text(p, "已录 2", 0));
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "已保存 2 条", 0));
	assert_int_equal(event_list(st, &actor, event_find_def("missed"), 0, 0, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(event_get(st, &actor, event_find_def("missed"), ids.v[0], &m, &err), RC_OK);
	assert_true(code_is(m.judged, "reason"));
	assert_string_equal(m.cause, "因病住院");
	entity_clear(&missed_def, &m);
	ids_clear(&ids);
	leave(p);
}

/* The head of a session in which nobody is listed yet. */
static void its_head_goes_on_in_its_field(void **state) {
	struct pty *p = start(NULL);

	strike(p, "b<Seen>1");
	assert_in_field(p, "手中单据数");
	strike(p, "<Enter>工作站<Enter><Enter>");
	for (size_t i = 0; i < ENDINGS; i++) {
		strike(p, "<End><C-u>王干");
		assert_in_field(p, "检测人");
		assert_true(pty_wait_text(p, "王干", 0));
		p = end_and_go_on(p, endings[i]);
		assert_true(pty_wait_text(p, "工作站", 0));
		assert_in_field(p, "检测人");
	}
	strike(p, "<End><C-u>王干事<Enter>刘民警<F2><Seen>1");
	assert_true(pty_wait_text(p, "已录 0", 0));
	assert_true(pty_wait_text(p, "工作站", 0));
	strike(p, "1");
	assert_true(pty_wait_text(p, "已录 1", 0));
	p = end_and_go_on(p, SIGKILL);
	assert_true(pty_wait_text(p, "已录 1", 0)); /* the head is done: the session itself */
	assert_true(pty_wait_text(p, "刘民警", 0));
	leave(p);
}

/* The head and what an answer asks are parts of the session: they leave no drafts of their own behind, and a head given
 * up none at all. */
static void its_forms_leave_no_drafts(void **state) {
	struct pty *p = start(NULL);
	struct drafts drafts = {0};
	struct err err = {0};

	strike(p, "b<Seen>1");
	assert_in_field(p, "手中单据数");
	strike(p, "<Enter>工作站<Enter><Esc>");
	assert_true(pty_wait_text(p, "放弃", 0));
	strike(p, "2");
	assert_true(pty_wait_text(p, "还没有列出人员", 0));
	pty_hangup(p);
	assert_int_not_equal(pty_wait_exit(p, 0), PTY_RUNNING);
	pty_stop(p);
	assert_int_equal(draft_list(st, &actor, &drafts, &err), RC_OK);
	assert_int_equal(drafts.n, 0);
	drafts_clear(&drafts);
	p = start(NULL);
	open_session(p);
	strike(p, "14");
	assert_true(pty_wait_text(p, "缺检性质", 0));
	strike(p, "1因病<Esc>");
	assert_true(pty_wait_text(p, "放弃", 0));
	assert_true(pty_wait_gone(p, "稍后继续", 0));
	pty_hangup(p);
	assert_int_not_equal(pty_wait_exit(p, 0), PTY_RUNNING);
	pty_stop(p);
	assert_int_equal(draft_list(st, &actor, &drafts, &err), RC_OK);
	assert_int_equal(drafts.n, 1); /* the session's */
	assert_string_equal(drafts.v[0].form, "entry.test");
	drafts_clear(&drafts);
}

static void count_reason(void *ctx, const struct audit_entry *e) { *(size_t *)ctx += strcmp(e->reason, "同事外出") == 0; }

/* Tests by one person alone want a reason: asked for once, kept with each of them. */
static void one_tester_alone_says_why_once(void **state) {
	struct audit_query q = {.action = "test.add", .from = DATE_NONE, .to = DATE_NONE};
	struct pty *p = start(NULL);
	struct err err = {0};
	size_t n = 0;

	strike(p, "b<Seen>1");
	assert_in_field(p, "手中单据数");
	strike(p, "<Enter>工作站<Enter><Enter>王干事<F2><Seen>1");
	assert_true(pty_wait_text(p, "已录 0", 0));
	strike(p, "111<F2>");
	assert_true(pty_wait_text(p, "请说明原因", 0));
	strike(p, "<Enter>"); /* saying nothing is no reason */
	assert_true(pty_settle(p, 60, 0));
	assert_true(pty_wait_text(p, "请说明原因", 0));
	strike(p, "<Esc>");
	assert_true(pty_wait_gone(p, "请说明原因", 0));
	assert_int_equal(tests_of_today("neg", NULL), 0);
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "请说明原因", 0));
	strike(p, "同事外出<Enter>");
	assert_true(pty_wait_text(p, "已保存 3 条", 0));
	assert_int_equal(tests_of_today("neg", NULL), 3);
	assert_int_equal(audit_read(st, &actor, &q, count_reason, &n, &err), RC_OK);
	assert_int_equal(n, 3);
	leave(p);
}

/* Full-width digits are what an input method left on sends. */
static void an_input_method_left_on_is_no_obstacle(void **state) {
	struct pty *p = start(NULL);

	open_session(p);
	strike(p, "１１０");
	assert_true(pty_wait_text(p, "已录 2", 0));
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "已保存 2 条", 0));
	assert_int_equal(tests_of_today("neg", NULL), 2);
	leave(p);
}

/* What cannot be derived, and one key a field: the ID number, typed once, gives sex and birth date and goes on by
 * itself. */
static void a_person_in_full(void **state) {
	static const char *const typed[] = {"吉克·阿果", NULL, "石桥村", "石桥村二组", "13800005678", "务农", "海洛因", "2"};
	enum { FIELDS = sizeof typed / sizeof *typed };
	struct pty *p = start(NULL);
	struct resident_query q = {.find = "吉克·阿果"};
	struct ids ids = {0};
	struct err err = {0};
	struct resident r;
	char id[IDNO_LEN + 1] = "99010119900307001";
	size_t least = 0, fields = 0;

	id[17] = idno_check_digit(id);
	id[18] = '\0';
	tap(p, "ra", "身份证号");
	keys_sent = 0;
	for (int i = 0; i < FIELDS; i++) {
		const char *text = typed[i] ? typed[i] : id;

		fields++;
		if (typed[i] == NULL) {
			strike(p, text);
			assert_true(pty_wait_text(p, "1990-03-07", 0));
			least += IDNO_LEN;
			continue;
		}
		strike(p, text);
		for (const char *k = text; *k; least++)
			utf8_next(&k, text + strlen(text));
		if (i + 1 < FIELDS)
			strike(p, "<Enter>");
	}
	strike(p, "<F2>");
	assert_true(pty_wait_text(p, "决定日期", 0)); /* saved, on to the order */
	print_message("a person in %zu fields: %zu keys; %zu characters that cannot be derived (the ID number gives sex "
	              "and birth date) and one key a field: %zu\n",
	              fields, keys_sent, least, least + fields);
	assert_true(keys_sent <= least + fields);
	assert_int_equal(resident_list(st, &actor, &q, &ids, &err), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(resident_get(st, &actor, ids.v[0], &r, &err), RC_OK);
	assert_true(code_is(r.sex, "m"));
	assert_true(code_is(r.risk, "mid"));
	assert_true(code_is(r.job, "farm"));
	assert_true(code_is(r.drug, "heroin"));
	assert_int_not_equal(r.place.id, 0);
	entity_clear(&resident_def, &r);
	ids_clear(&ids);
	pty_keys(p, "<Esc>");
	leave(p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(forty_negatives, make, part_station),
		cmocka_unit_test_setup_teardown(a_positive_an_absence_and_a_refusal, make, part_station),
		cmocka_unit_test_setup_teardown(a_namesake_is_told_apart, make, part_station),
		cmocka_unit_test_setup_teardown(a_row_in_conflict_stays, make, part_station),
		cmocka_unit_test_setup_teardown(a_session_goes_on_after_leaving_and_after_a_dropped_line, make, part_station),
		cmocka_unit_test_setup_teardown(what_a_form_saved_is_taken_back, make, part_station),
		cmocka_unit_test_setup_teardown(a_round_is_entered_in_the_order_of_its_sheet, make, part_station),
		cmocka_unit_test_setup_teardown(what_an_answer_asks_goes_on_in_its_field, make, part_station),
		cmocka_unit_test_setup_teardown(its_head_goes_on_in_its_field, make, part_station),
		cmocka_unit_test_setup_teardown(its_forms_leave_no_drafts, make, part_station),
		cmocka_unit_test_setup_teardown(one_tester_alone_says_why_once, make, part_station),
		cmocka_unit_test_setup_teardown(an_input_method_left_on_is_no_obstacle, make, part_station),
		cmocka_unit_test_setup_teardown(a_person_in_full, make, part_station),
	};

	return cmocka_run_group_tests_name("entry", tests, NULL, NULL);
}
