/* SPDX-License-Identifier: MIT
 * The line drops and the machine kills, at random moments, while a form is typed: never more than the field being typed
 * is lost, the process is gone in time, and the next log-in goes on at that field.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <time.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/access/officer.h"
#include "tui/form_station.h"

#define CANARY "990101199003070018" /* wrong check digit on purpose: it stays typed text */

enum { LIVES = 50, GONE_MS = 3000, CPU_US = 100000 };

/* ---- what is typed ---- */

static const struct {
	const char *label, *name, *keys, *stored; /* keys without the Enter at the end: it is put when leave is set */
	bool leave;
} fields[] = {
	{"姓名", "name", "欧阳小龙", "欧阳小龙", true},
	{"身份证号", "id_no", "", "", true},
	{"性别", "sex", "1", "m", false},
	{"出生日期", "birth", "19900307", "1990-03-07", false},
	{"所属村社", "place", "", "", true},
	{"现住址", "address", "石桥村二组18号", "石桥村二组18号", true},
	{"联系电话", "phone", "13800001111", "13800001111", true},
	{"就业情况", "job", "务农", "", true},
};
enum { FIELDS = sizeof fields / sizeof *fields };

static unsigned seed = 7;

static unsigned random_below(unsigned n) {
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* The keys from the beginning of field `from` on, cut after so many characters. */
static char *keys_from(size_t from, unsigned characters) {
	struct str all = {0};
	size_t i = 0;

	for (; from < FIELDS; from++) {
		str_add(&all, fields[from].keys);
		if (fields[from].leave)
			str_addc(&all, '\r');
	}
	while (i < all.n && characters > 0) {
		for (i++; i < all.n && (all.s[i] & 0xC0) == 0x80; i++)
			continue;
		characters--;
	}
	all.s[i] = '\0';
	return str_take(&all);
}

/* The field the cursor was last seen in; FIELDS: none of them. */
static size_t field_seen(struct pty *p) {
	size_t i = 0;
	char label[60];

	for (; i < FIELDS; i++) {
		snprintf(label, sizeof label, "%s", fields[i].label);
		if (cursor_is_right_of(p, label))
			break;
	}
	return i;
}

/* The one draft there is, with its text; false: none. */
static bool only_draft(struct draft *out) {
	struct drafts all;
	struct err err = {0};
	bool any;

	assert_int_equal(draft_list(st, &actor, &all, &err), RC_OK);
	assert_true(all.n <= 1);
	any = all.n == 1;
	if (any)
		assert_int_equal(draft_get(st, &actor, all.v[0].id, out, &err), RC_OK);
	drafts_clear(&all);
	return any;
}

static bool has_line(const struct draft *d, char kind, const char *name, const char *value) {
	char *line = mem_printf("\n%c\t0\t%s\t%s", kind, name, value);
	bool found = strstr(d->text, line) != NULL;

	free(line);
	return found;
}

/* Every field before `field` is in the draft as it was typed. */
static void assert_kept_before(const struct draft *d, size_t field) {
	for (size_t i = 0; i < field && i < FIELDS; i++) {
		char *whole = mem_printf("%s\n", fields[i].stored);

		if (fields[i].stored[0] && !has_line(d, 'm', fields[i].name, whole))
			fail_msg("%s is lost: %s", fields[i].name, d->text);
		free(whole);
	}
}

/* ---- lives ---- */

static long long now_ms(void) { return (long long)clock_mono_ms(); }

struct figures {
	int fields_kept;
	long long worst_ms, worst_us;
};

static long long slow(void) {
	const char *n = getenv("PTY_SLOW");

	return n ? strtol(n, NULL, 10) : 1;
}

/* The program on the form, where the last life ended; the first time on a new one. Returns the field it stands in. */
static size_t live_on(struct pty **p) {
	struct draft d = {0};
	char question[80];
	size_t at = 0;

	*p = start_with(NULL, NULL);
	if (only_draft(&d)) {
		at = (size_t)d.field;
		snprintf(question, sizeof question, "第%zu项", at + 1);
		assert_true(pty_wait_text(*p, "上次断线", 0));
		assert_true(pty_wait_text(*p, question, 0));
		pty_keys(*p, "1");
		assert_true(pty_wait_text(*p, "身份证号", 0));
		if (at > 0)
			assert_true(pty_wait_text(*p, fields[0].stored, 0));
		if (at > 3)
			assert_true(pty_wait_text(*p, fields[3].stored, 0));
		assert_in_field(*p, fields[at].label);
		pty_keys(*p, "<End><C-u>"); /* what was typed in it is typed again */
	} else {
		pty_keys(*p, "r");
		assert_true(pty_wait_text(*p, "全部", 0));
		pty_keys(*p, "8a");
		assert_true(pty_wait_text(*p, "身份证号", 0));
	}
	assert_in_field(*p, fields[at].label);
	draft_clear(&d);
	return at;
}

/* Type up to a random place, at a random moment end it as told, look what is left. */
static void live(bool drop, struct figures *f) {
	struct pty *p;
	struct draft d = {0};
	size_t at = live_on(&p), seen;
	char *keys = keys_from(at, 1 + random_below(24));
	long long began, cpu;
	bool kept;

	pty_send(p, keys, strlen(keys));
	pty_listen(p, (int)(1 + random_below(40) * (unsigned)slow()));
	seen = field_seen(p);
	cpu = pty_cpu_us(p);
	began = now_ms();
	if (drop)
		pty_hangup(p);
	else
		pty_signal(p, SIGKILL);
	assert_int_not_equal(pty_wait_exit(p, GONE_MS), PTY_RUNNING);
	assert_true(now_ms() - began <= GONE_MS);
	if (drop) {
		cpu = pty_cpu_us(p) - cpu;
		f->worst_us = cpu > f->worst_us ? cpu : f->worst_us;
		f->worst_ms = now_ms() - began > f->worst_ms ? now_ms() - began : f->worst_ms;
	}
	kept = only_draft(&d);
	if (seen < FIELDS && seen > 0) {
		assert_true(kept);
		assert_true((size_t)d.field >= seen);
	}
	if (kept) {
		assert_kept_before(&d, (size_t)d.field);
		f->fields_kept += (int)d.field;
	}
	if (kept && (d.field >= FIELDS - 1)) { /* far enough: begin anew */
		struct err err = {0};

		assert_int_equal(draft_drop(st, &actor, &d, &err), RC_OK);
	}
	draft_clear(&d);
	free(keys);
	pty_stop(p);
}

static void line_drops(void **state) { /* rule 12.7 */
	struct figures f = {0};

	for (int i = 0; i < LIVES; i++)
		live(true, &f);
	printf("# %d line drops: %d fields kept, worst %lld ms to be gone, %lld us of CPU after\n", LIVES, f.fields_kept,
	       f.worst_ms, f.worst_us);
	assert_true(f.fields_kept > LIVES);
	assert_true(f.worst_us <= CPU_US * slow());
}

static void kills(void **state) {
	struct figures f = {0};

	for (int i = 0; i < LIVES; i++)
		live(false, &f);
	printf("# %d kills: %d fields kept\n", LIVES, f.fields_kept);
	assert_true(f.fields_kept > LIVES);
}

/* ---- going on ---- */

static void end_with(struct pty *p, int sig) {
	pty_signal(p, sig);
	assert_int_not_equal(pty_wait_exit(p, GONE_MS), PTY_RUNNING);
	pty_stop(p);
}

static bool file_has(const char *word) {
	static const char *const names[] = {"drafts.db", "drafts.db-journal", "s.db"};
	bool found = false;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = mem_printf("%s/%s", folder, names[i]);
		struct str all = {0};

		if (access(path, F_OK) == 0)
			assert_int_equal(file_read(path, 1 << 24, &all, NULL), RC_OK);
		for (size_t at = 0; !found && at + strlen(word) <= all.n; at++)
			found = memcmp(all.s + at, word, strlen(word)) == 0;
		str_clear(&all);
		free(path);
	}
	return found;
}

/* What is being typed comes back too, where the program had the time to keep it; giving up leaves nothing behind. */
static void the_field_itself_comes_back(void **state) {
	static const int signals[] = {SIGHUP, SIGTERM};
	struct pty *p;

	for (size_t i = 0; i < 2; i++) {
		p = new_resident();
		tap(p, "李秀英<Enter>" CANARY, CANARY);
		end_with(p, signals[i]);
		assert_false(file_has(CANARY)); /* kept, and sealed (rule 11.23) */
		p = start(NULL);
		assert_true(pty_wait_text(p, "上次断线：李秀英 人员", 0));
		assert_true(pty_wait_text(p, "第2项", 0));
		tap(p, "<Enter>", CANARY);
		assert_true(pty_wait_text(p, "李秀英", 0));
		assert_in_field(p, "身份证号");
		tap_away(p, "<Esc>3", CANARY);
		assert_int_equal(draft_count(), 0);
		assert_false(file_has(CANARY));
		leave(p);
	}
}

static void the_lock_keeps_first(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英", "李秀英");
	assert_int_equal(draft_count(), 0); /* the field was not left yet */
	tap(p, "<F12>", "已锁屏");
	assert_int_equal(draft_count(), 1);
	end_with(p, SIGKILL);
}

/* Nobody there for long: locked, then out; the form is kept. */
static void idle_keeps_it_too(void **state) {
	struct pty *p;

	put_file(ini, "[access]\nlock_after = 2\nleave_after = 5\n");
	p = new_resident();
	pty_keys(p, "李秀英");
	assert_true(pty_wait_text(p, "已锁屏", 8000));
	assert_int_equal(draft_count(), 1);
	assert_int_not_equal(pty_wait_exit(p, 12000), PTY_RUNNING);
	pty_stop(p);
	assert_int_equal(draft_count(), 1);
}

/* The same officer logs in elsewhere: the first session goes, the second has its form. */
static void a_second_log_in_takes_the_form_over(void **state) {
	const char *const argv[] = {program_path(), "--db", db, "--today", TODAY, "--officer", actor.login, NULL};
	struct err err = {0};
	struct pty *first, *second;

	put_file(ini, "[station]\nname = 示范镇\nmode = station\n");
	assert_int_equal(officer_set_password(st, &actor, actor.officer, "correct horse 9", &err), RC_OK);
	first = pty_start(argv, NULL);
	assert_true(pty_wait_text(first, "密码（Esc 退出）", 0));
	tap(first, "correct horse 9<Enter>", "示范镇");
	tap(first, "r", "全部");
	tap_into(first, "8a", "姓名");
	tap(first, "李秀英<Enter>9901", "4/18");
	second = pty_start(argv, NULL);
	assert_int_not_equal(pty_wait_exit(first, GONE_MS), PTY_RUNNING);
	pty_stop(first);
	assert_true(pty_wait_text(second, "密码（Esc 退出）", 0));
	tap(second, "correct horse 9<Enter>", "上次断线：李秀英");
	tap(second, "1", "4/18");
	assert_in_field(second, "身份证号");
	tap_away(second, "<Esc>3", "身份证号");
	leave(second);
}

/* Several: a list; each goes on or is given up. A saved record has no draft. */
static void several_are_listed(void **state) {
	struct resident r;
	struct err err = {0};
	struct pty *p;

	entity_init(&resident_def, &r);
	r.name = mem_strdup("陈春");
	r.paper = code_of("none");
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	entity_clear(&resident_def, &r);
	p = new_resident();
	tap(p, "李秀英<Enter><Esc>", "稍后继续");
	tap(p, "2", "已存为草稿");
	tap_into(p, "e<F6>现住<Enter>", "现住址");
	tap_into(p, "石桥村<Enter>", "联系电话");
	end_with(p, SIGHUP);
	p = start(NULL);
	assert_true(pty_wait_text(p, "上次断线：陈春", 0));
	assert_true(pty_wait_text(p, "草稿清单（2份）", 0));
	tap(p, "2", "!掉线");
	assert_true(pty_wait_text(p, "稍后继续", 0));
	tap(p, "<Down>x", "放弃吗");
	tap_away(p, "2", "稍后继续");
	assert_int_equal(draft_count(), 1);
	tap_into(p, "<Enter>", "联系电话");
	assert_true(pty_wait_text(p, "石桥村", 0));
	tap(p, "<F2>", "已保存：陈春");
	assert_true(pty_wait_text(p, "没有草稿", 0));
	assert_int_equal(draft_count(), 0);
	pty_keys(p, "<Esc>");
	leave(p);
	p = start(NULL);
	assert_true(pty_settle(p, 100, 0));
	assert_false(pty_find(p, "上次断线", NULL, NULL));
	leave(p);
}

static long long add_paperless(const char *name, const char *address) {
	struct resident r;
	struct err err = {0};
	long long id;

	entity_init(&resident_def, &r);
	r.name = mem_strdup(name);
	r.paper = code_of("none");
	r.address = mem_strdup(address);
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	id = r.rec.id;
	entity_clear(&resident_def, &r);
	return id;
}

static void move_to(long long id, const char *address) {
	struct resident r;
	struct err err = {0};

	assert_int_equal(resident_get(st, &actor, id, &r, &err), RC_OK);
	free(r.address);
	r.address = mem_strdup(address);
	assert_int_equal(resident_save(st, &actor, &r, &err), RC_OK);
	entity_clear(&resident_def, &r);
}

/* The record was saved by somebody else before the draft goes on: as loaded, mine, theirs; nothing is lost. */
static void three_versions_are_shown(void **state) {
	long long id = add_paperless("陈春", "东山村");
	struct resident r;
	struct err err = {0};
	struct pty *p = start_with(NULL, NULL);

	tap(p, "r", "陈春");
	tap_into(p, "8e<F6>现住<Enter>", "现住址");
	tap_into(p, "<C-u>石桥村<Enter>", "联系电话");
	end_with(p, SIGKILL);
	move_to(id, "高坪村");
	p = start(NULL);
	assert_true(pty_wait_text(p, "上次断线：陈春", 0));
	tap(p, "1", "打开时");
	assert_true(pty_wait_text(p, "东山村", 0));
	assert_true(pty_wait_text(p, "[x] 石桥村", 0));
	assert_true(pty_wait_text(p, "[ ] 高坪村", 0));
	tap(p, "<Enter>", "F2 保存");
	tap(p, "<F2>", "已保存：陈春");
	leave(p);
	assert_int_equal(resident_get(st, &actor, id, &r, &err), RC_OK);
	assert_string_equal(r.address, "石桥村");
	assert_int_equal(r.rec.ver, 3);
	entity_clear(&resident_def, &r);
}

/* Somebody else has the same record open: a hint, not a lock, and it goes with their draft. */
static void others_at_it_are_named(void **state) {
	long long id = add_paperless("陈春", "东山村");
	struct station_options opt = {.db = db};
	struct draft d = {.form = mem_strdup("resident"), .table = mem_strdup("resident"), .record = id, .resident = id,
	                  .text = mem_strdup("x")};
	struct officer o;
	struct station *other;
	struct actor zhang;
	struct err err = {0};
	struct pty *p;

	entity_init(&officer_def, &o);
	o.login = mem_strdup("zhang");
	o.name = mem_strdup("张干事");
	o.role = code_of("officer");
	assert_int_equal(officer_save(st, &actor, &o, &err), RC_OK);
	entity_clear(&officer_def, &o);
	assert_int_equal(station_open(&other, &opt, &err), RC_OK);
	assert_int_equal(station_actor(other, "zhang", "ui", &zhang, &err), RC_OK);
	assert_int_equal(draft_save(other, &zhang, &d, &err), RC_OK);
	p = start(NULL);
	tap(p, "r", "陈春");
	tap(p, "8e", "其他人正在编辑：张干事");
	tap_into(p, "<F6>现住<Enter>", "现住址");
	tap(p, "<C-u>石桥村<F2>", "已保存：陈春");
	assert_int_equal(draft_drop(other, &zhang, &d, &err), RC_OK);
	tap_into(p, "e", "姓名");
	assert_false(pty_find(p, "其他人正在编辑", NULL, NULL));
	tap_away(p, "<Esc>", "身份证号");
	leave(p);
	draft_clear(&d);
	station_close(other);
}

/* ---- a station that is busy, a line that takes nothing ---- */

static int hold_writers(void) {
	char *path = mem_printf("%s.lock", db);
	int fd = open(path, O_RDWR | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	free(path);
	return fd;
}

static struct pty *filled_form(void) {
	struct pty *p = new_resident();

	tap_into(p, "李秀英<Enter><F6>证件种类<Enter>", "证件种类");
	tap_into(p, "无<Enter>", "其他证件号码");
	return p;
}

static void a_busy_station_keeps_the_form(void **state) {
	enum { WAIT_MS = 10000 };
	struct pty *p = filled_form();
	int fd = hold_writers();

	pty_keys(p, "<F2>");
	assert_true(pty_wait_text(p, "再试一次", WAIT_MS + 5000));
	assert_true(pty_wait_text(p, "无证件", 0));
	assert_int_equal(draft_count(), 1);
	close(fd);
	tap(p, "1", "决定日期");
	assert_int_equal(draft_count(), 0);
	tap_away(p, "<Esc>", "决定日期");
	leave(p);
}

/* The line drops while the program waits to save: it does not wait to the end. */
static void hanging_up_ends_the_waiting(void **state) {
	struct pty *p = filled_form();
	int fd = hold_writers();

	pty_keys(p, "<F2>");
	pty_listen(p, 200);
	pty_hangup(p);
	assert_int_not_equal(pty_wait_exit(p, GONE_MS), PTY_RUNNING);
	pty_stop(p);
	close(fd);
	assert_int_equal(draft_count(), 1);
}

/* The far end is away and the terminal full: the program stands in its write, and goes all the same. */
static void a_line_that_takes_nothing(void **state) {
	struct pty *p = new_resident();

	tap(p, "李秀英<Enter>石", "李秀英");
	pty_stall(p);
	for (int i = 0; i < 60; i++) {
		pty_send(p, "\f", 1);
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
	pty_signal(p, SIGHUP);
	assert_int_not_equal(pty_wait_exit(p, GONE_MS), PTY_RUNNING);
	pty_stop(p);
	assert_int_equal(draft_count(), 1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		T(line_drops), T(kills), T(the_field_itself_comes_back), T(the_lock_keeps_first), T(several_are_listed),
		T(three_versions_are_shown), T(idle_keeps_it_too), T(a_second_log_in_takes_the_form_over), T(others_at_it_are_named), T(a_busy_station_keeps_the_form),
		T(hanging_up_ends_the_waiting), T(a_line_that_takes_nothing),
	};

	return cmocka_run_group_tests_name("tui/drafts", tests, NULL, NULL);
}
