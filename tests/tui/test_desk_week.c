/* A week at the desk: five mornings' log-ins, single records and batches, corrections, old days. (Midnight: test_form.) Every day that is
 * in the database afterwards was typed or stood on the screen when its record was saved.
 * SPDX-License-Identifier: MIT */
#include "model/entry/entry.h"
#include "model/event/registers.h"
#include "tui/desk.h"

enum { DAYS_MOST = 40 };

/* What was saved, as the script meant it: whose, which register, which day. */
static struct meant {
	char name[40];
	const char *reg;
	char day[DATE_BUF];
} meant[DAYS_MOST];
static size_t meant_n;

static struct pty *morning(const char *today) {
	const char *argv[] = {program_path(), "--db", db, "--today", today, "--lang", "zh", NULL};
	struct pty *p = pty_start(argv, NULL);

	show(p, "", "今日");
	return p;
}

static void open_file(struct pty *p, const char *name, const char *tab) {
	char keys[80];

	snprintf(keys, sizeof keys, "<F5>%s", name);
	pty_keys(p, keys);
	snprintf(keys, sizeof keys, "> %s", name);
	expect(p, keys);
	show(p, "<Enter>", name);
	pty_keys(p, tab);
	assert_true(pty_settle(p, 60, 0));
}

/* The day that stands in the form now is the record's: it was painted before anything was saved. */
static void painted(struct pty *p, const char *label, const char *name, const char *reg, const char *day) {
	struct meant *m = &meant[meant_n++];

	assert_true(meant_n <= DAYS_MOST);
	expect_beside(p, label, day);
	snprintf(m->name, sizeof m->name, "%s", name);
	m->reg = reg;
	snprintf(m->day, sizeof m->day, "%s", day);
}

/* The first question is answered when it stands there; names come up for the first time once. */
static void save(struct pty *p, const char *said) {
	pty_keys(p, "<F2><Seen>");
	if (pty_find(p, "不常见", NULL, NULL) || pty_find(p, "本期已检", NULL, NULL))
		pty_keys(p, "1");
	expect(p, said);
	assert_true(pty_settle(p, 60, 0));
}

/* A new test in the file that is open, on the day proposed. */
static void new_test(struct pty *p, const char *name, const char *day, const char *keys) {
	tap(p, "a", "新增");
	assert_in_field(p, "结果"); /* always the same field: a 1 is never a day */
	painted(p, "检测日期", name, "test", day);
	pty_keys(p, keys);
	save(p, "已登记");
}

static size_t records_of(const char *reg, struct ids *out) {
	struct err err = {0};

	assert_int_equal(event_list(st, &actor, event_find_def(reg), 0, 0, out, &err), RC_OK);
	return out->n;
}

/* Records the week added: each is one that was meant, and each that was meant is there. */
static void assert_days_are_meant(const char *reg, size_t before) {
	struct ids ids = {0};
	size_t n = records_of(reg, &ids), found = 0, wanted = 0;
	const struct field_env *env = station_env(st);

	for (size_t i = 0; i < meant_n; i++)
		wanted += strcmp(meant[i].reg, reg) == 0;
	for (size_t i = 0; i < n; i++) {
		const struct event_def *def = event_find_def(reg);
		struct event *e = mem_zalloc(1, def->entity->size);
		char day[DATE_BUF], name[40];
		struct err err = {0};

		assert_int_equal(event_get(st, &actor, def, ids.v[i], e, &err), RC_OK);
		snprintf(name, sizeof name, "%s", env->ref_name(env->ctx, "resident", e->resident.id));
		date_format(e->occurred, day);
		for (size_t k = 0; k < meant_n; k++)
			if (meant[k].reg && strcmp(meant[k].reg, reg) == 0 && strcmp(meant[k].name, name) == 0 &&
			    strcmp(meant[k].day, day) == 0) {
				found++;
				meant[k].reg = "";
				break;
			}
		entity_clear(def->entity, e);
		free(e);
	}
	ids_clear(&ids);
	assert_int_equal(found, wanted);
	assert_int_equal(n, before + wanted);
}

/* One digit a line, in a batch of so many; the head says its day. */
static void batch(struct pty *p, const char *day, const char *sheets, const char *digits, const char *said) {
	tap(p, "b", "批量录入哪一项");
	tap_into(p, "1", "手中单据数");
	expect_beside(p, "检测日期", day);
	pty_keys(p, sheets);
	save(p, "批量录入 尿检");
	tap(p, digits, said);
}

/* Name on a line of the batch: what is marked now. */
static void meant_in_batch(struct pty *p, int line, const char *day) {
	char number[16], name[40] = "";
	int row;

	snprintf(number, sizeof number, " %d ", line);
	for (row = 3; row < 20 && !strstr(pty_row(p, row), number); row++)
		continue;
	assert_int_equal(sscanf(strstr(pty_row(p, row), number) + strlen(number), "%39s", name), 1);
	snprintf(meant[meant_n].name, sizeof meant->name, "%s", name);
	meant[meant_n].reg = "test";
	snprintf(meant[meant_n++].day, DATE_BUF, "%s", day);
}

static void monday_of_single_records(void) {
	struct pty *p = morning("2026-11-16");

	open_file(p, "张建国", "2");
	new_test(p, "张建国", "2026-11-16", "1<Enter><Enter>工作站<Enter>王干事<Enter>刘民警");
	tap_into(p, "a", "结果"); /* an old one is entered after it: asked about when it is typed */
	tap(p, "<S-Tab>20260620<Seen>", "149天前，对吗");
	pty_keys(p, "1"); /* meant for the result: neither a day nor an answer */
	expect_beside(p, "检测日期", "2026-06-20");
	tap(p, "<F2>", "149天前，对吗");
	painted(p, "检测日期", "张建国", "test", "2026-06-20");
	pty_keys(p, "<Enter>1");
	expect_beside(p, "结果", "阴性");
	press(p, "<F2>", "2026-06-01..2026-06-30 本期已检"); /* or it is somebody else's */
	press(p, "1", "已登记");
	open_file(p, "李秀英", "2"); /* that day is carried, and seen: the cursor stands on it */
	tap(p, "a", "不是今天的日期：2026-06-20");
	assert_in_field(p, "检测日期");
	pty_keys(p, "1116<Enter>1");
	painted(p, "检测日期", "李秀英", "test", "2026-11-16");
	save(p, "已登记");
	leave(p);
}

/* A new sitting: nothing of yesterday. A correction of an old test leaves no day behind. */
static void tuesday_of_corrections(void) {
	struct pty *p = morning("2026-11-17");

	open_file(p, "张建国", "2");
	pty_keys(p, "<End>"); /* the oldest */
	tap(p, "<Enter>", "查看"); /* Enter shows, and takes no value */
	pty_keys(p, "1");
	assert_true(pty_settle(p, 60, 0));
	pty_keys(p, "<Esc>");
	show(p, "", "张建国");
	tap(p, "e", "更正");
	pty_keys(p, "<F6>备注<Enter>补一句");
	save(p, "> ");
	show(p, "", "张建国");
	new_test(p, "张建国", "2026-11-17", "1");
	leave(p);
}

/* The first batch of a day begins with today, whatever was corrected or entered before. */
static void wednesday_of_a_batch(void) {
	struct pty *p = morning("2026-11-18");

	open_file(p, "欧阳小龙", "2");
	tap(p, "e", "更正");
	pty_keys(p, "<F6>备注<Enter>补一句");
	save(p, "> ");
	show(p, "", "欧阳小龙");
	pty_keys(p, "<Esc>");
	assert_true(pty_settle(p, 60, 0));
	if (!pty_wait_row(p, 0, "今日", 500))
		show(p, "<Esc>", "今日");
	batch(p, "2026-11-18", "3", "1", "已录 1/3");
	meant_in_batch(p, 1, "2026-11-18");
	tap(p, "1", "已录 2/3");
	meant_in_batch(p, 2, "2026-11-18");
	tap(p, "<F2>", "手中单据3份，已录2份"); /* three sheets in hand: a line was missed */
	tap(p, "<Enter><Seen>1", "已录 3/3");
	meant_in_batch(p, 3, "2026-11-18");
	tap(p, "<F2>", "已保存 3 条");
	leave(p);
}

static void thursday_of_talks(void) {
	struct pty *p = morning("2026-11-19");

	open_file(p, "李秀英", "3");
	tap_into(p, "a", "摘要");
	painted(p, "谈话日期", "李秀英", "talk", "2026-11-19");
	pty_keys(p, "情绪稳定");
	save(p, "已登记");
	open_file(p, "张建国", "4");
	tap_into(p, "a", "结果");
	painted(p, "走访日期", "张建国", "visit", "2026-11-19");
	pty_keys(p, "1");
	save(p, "已登记");
	leave(p);
}

/* An old day in the batch's head is asked about; the single record after it says so again. */
static void friday_of_old_days(void) {
	struct pty *p = morning("2026-11-20");

	tap(p, "b", "批量录入哪一项");
	tap_into(p, "1", "手中单据数");
	tap(p, "1<S-Tab>1001<Enter>", "50天前，对吗");
	pty_keys(p, "<Enter><Seen>");
	save(p, "批量录入 尿检");
	expect(p, "2026-10-01");
	tap(p, "1", "已录 1/1");
	meant_in_batch(p, 1, "2026-10-01");
	tap(p, "<F2>", "已保存 1 条");
	open_file(p, "杨丽华", "2");
	tap(p, "a", "不是今天的日期：2026-10-01");
	assert_in_field(p, "检测日期");
	/* Carried, not looked at: asked about all the same. */
	tap(p, "<F6>结果<Enter>1<F2>", "50天前，对吗");
	pty_keys(p, "<BS>-1<Enter>");
	painted(p, "检测日期", "杨丽华", "test", "2026-11-19");
	save(p, "已登记");
	leave(p);
}

static int setup(void **state) {
	new_town(state);
	join_station();
	meant_n = 0;
	return 0;
}

static void a_week(void **state) {
	struct ids ids = {0};
	size_t tests = records_of("test", &ids);

	ids_clear(&ids);
	monday_of_single_records();
	tuesday_of_corrections();
	wednesday_of_a_batch();
	thursday_of_talks();
	friday_of_old_days();
	assert_days_are_meant("test", tests);
	assert_days_are_meant("talk", 0);
	assert_days_are_meant("visit", 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_week, setup, part_station),
	};

	return cmocka_run_group_tests_name("tui/desk_week", tests, NULL, NULL);
}
