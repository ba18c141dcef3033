/* The clock set to any time, before, within and after a use case: nothing is dated without the head's word that it is
 * right (rule 12.17). SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <time.h>

#include "model/access/disclosure.h"
#include "model/access/officer.h"
#include "model/event/registers.h"
#include "model/lists.h"
#include "model/station/clock.h"
#include "model/station/list_def.h"
#include "store/change.h"

#define DAY_MS 86400000LL

/* ---- core/clock, replaced ---- */

static int64_t true_ms, off_ms, next_off_ms;
static int calls_left = -1; /* the clock is set behind so many questions; -1: it is not */
static struct date moved = {INT32_MIN};

int64_t clock_now_ms(void) {
	if (calls_left >= 0 && calls_left-- == 0)
		off_ms = next_off_ms;
	return true_ms + off_ms;
}

int64_t clock_mono_ms(void) {
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct date clock_today(void) {
	return date_is_set(moved) ? moved : (struct date){(int32_t)((clock_now_ms() + 8 * 3600000LL) / DAY_MS)};
}

void clock_set_today(struct date d) { moved = d; }
_Bool clock_is_moved(void) { return date_is_set(moved); }
void clock_set_utc_offset(int minutes) { (void)minutes; }

const char *clock_format_ms(int64_t ms, char *buf) {
	char d[DATE_BUF];
	int64_t m = ms / 60000 + 480;

	snprintf(buf, 20, "%s %02d:%02d", date_format((struct date){(int32_t)(m / 1440)}, d), (int)(m % 1440 / 60),
	         (int)(m % 60));
	return buf;
}

/* ---- what is tried ---- */

static enum rc add_talk(struct fixture *f, long long who, struct date on) {
	const struct event_def *def = event_find_def("talk");
	struct talk t;
	enum rc rc;

	entity_init(def->entity, &t);
	t.resident.id = who;
	t.occurred = on;
	t.summary = mem_strdup("近况平稳");
	t.channel = code_of("face");
	t.talker = mem_strdup("王干事");
	rc = event_save(f->st, &f->actor, def, &t, &f->err);
	entity_clear(def->entity, &t);
	return rc;
}

/* A station whose clock is right and stands still unless the test moves it. */
static long long begin(struct fixture *f) {
	clock_set_today(DATE_NONE);
	return add_resident(f, "单建国", 17);
}

static void doubt_stays_until_the_head_confirms(void **state) { /* rule 12.17 */
	struct fixture *f = *state;
	long long who = begin(f), id;
	struct clock_state clock;
	struct actor officer;

	play(f, &officer, "officer");
	true_ms += 44 * DAY_MS; /* untouched for long, and not too long */
	OK(add_talk(f, who, clock_today()));
	off_ms = -119000; /* as another machine's, or a clock put right by a little */
	OK(add_talk(f, who, clock_today()));
	off_ms = -400 * DAY_MS;
	REFUSED(add_talk(f, who, clock_today()), "clock.doubt");
	off_ms = 0; /* put right before anything was written: nothing was wrong */
	OK(add_talk(f, who, clock_today()));
	off_ms = 46 * DAY_MS;
	OK(resident_look(f->st, &f->actor, who, &f->err)); /* looks go on, and say when they were made */
	REFUSED(disclosure_put(f->st, &f->actor,
	                       &(struct disclosure){.kind = "police", .action = "print", .table = "resident",
	                                            .record = who, .access = ACT_PRINT, .page = true},
	                       &id, &f->err), "clock.doubt");
	REFUSED(station_may_write(f->st, &f->err), "clock.doubt");
	OK(officer_set_password(f->st, &f->actor, f->actor.officer, "correct horse", &f->err));
	OK(officer_check_password(f->st, &f->actor, "correct horse", &f->err));
	off_ms = 0; /* the entries of meanwhile stand there: it stays */
	reopen(f);
	REFUSED(add_talk(f, who, clock_today()), "clock.doubt");
	station_clock_known(f->st, &clock);
	assert_true(clock.doubted && strcmp(clock.now, clock.believed) == 0); /* what was believed, not what was said */
	officer.session = f->actor.session; /* of the station as it was opened again */
	REFUSED(clock_confirm(f->st, &officer, "看过钟", &f->err), "access.denied");
	REFUSED(clock_confirm(f->st, &f->actor, " ", &f->err), "clock.reason");
	OK(clock_confirm(f->st, &f->actor, "已与手机对时", &f->err));
	station_clock_known(f->st, &clock);
	assert_false(clock.doubted);
	OK(add_talk(f, who, clock_today()));
	reopen(f);
	OK(add_talk(f, who, clock_today()));
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'clock.confirm' AND reason IS NOT NULL"), 1);
	true_ms += 46 * DAY_MS; /* nobody was here: the head says so, once */
	REFUSED(add_talk(f, who, clock_today()), "clock.doubt");
	OK(clock_confirm(f->st, &f->actor, "久未使用", &f->err));
	OK(add_talk(f, who, clock_today()));
	assert_int_equal(number(f, "SELECT count(*) FROM talk"), 6);
}

/* A day of a use case: saved only within what the setting allows of the entry before, and in one piece. */
static void one_setting(struct fixture *f, long long who, unsigned *seed, int *saved, int *refused) {
	int when = rand_r(seed) % 3;
	int64_t to = (rand_r(seed) % 3 == 0 ? 60000 : DAY_MS) * (rand_r(seed) % 4000 - 2000);
	long long before = number(f, "SELECT time FROM audit ORDER BY seq DESC LIMIT 1"), day_said;
	bool doubted = number(f, "SELECT count(*) FROM setting WHERE key = 'clock.doubt'") != 0;
	struct date on;
	enum rc rc;

	next_off_ms = to;
	if (when == 0)
		off_ms = to;
	on = clock_today(); /* as a form has it from when it was opened */
	calls_left = when == 1 ? rand_r(seed) % 8 : -1;
	rc = add_talk(f, who, on);
	calls_left = -1;
	if (rc == RC_OK) {
		long long at = number(f, "SELECT recorded_at FROM talk ORDER BY id DESC LIMIT 1");

		++*saved;
		/* set within: all of it before, or all of it after */
		assert_true(when != 1 || llabs(at - clock_now_ms()) <= CLOCK_SLACK_MS);
		assert_false(doubted);
		assert_in_range(at - before + CLOCK_SLACK_MS, 0, 45 * DAY_MS + CLOCK_SLACK_MS);
		day_said = number(f, "SELECT julianday(occurred) - 2440587.5 FROM talk ORDER BY id DESC LIMIT 1");
		assert_in_range(llabs(day_said - (at + 8 * 3600000LL) / DAY_MS), 0, 1);
	} else {
		++*refused;
	}
	if (when == 2)
		off_ms = to;
	OK(resident_look(f->st, &f->actor, who, &f->err));
	off_ms = 0;
	true_ms += 3600000;
	if (rand_r(seed) % 2 && number(f, "SELECT count(*) FROM setting WHERE key = 'clock.doubt'"))
		OK(clock_confirm(f->st, &f->actor, "已对时", &f->err));
}

static void two_hundred_settings(void **state) { /* rule 12.17; trust row 24 */
	struct fixture *f = *state;
	long long who = begin(f);
	unsigned seed = 24;
	int saved = 0, refused = 0;

	for (int i = 0; i < 200; i++)
		one_setting(f, who, &seed, &saved, &refused);
	print_message("200 settings of the clock: %d saved, %d refused\n", saved, refused);
	assert_true(saved >= 20 && refused >= 100);
	assert_int_equal(number(f, "SELECT count(*) FROM talk"), saved);
}

static size_t listed(struct fixture *f, long long from, long long to) {
	struct list_run r;
	struct ids ids = {0};
	size_t n;

	list_run_init(&r, &clock_list, f->st, &f->actor);
	r.q.from_seq = from;
	r.q.to_seq = to;
	OK(list_run_ids(&r, &ids, &f->err));
	OK(list_run_rows(&r, ids.v, ids.n, &f->err));
	n = ids.n;
	for (size_t i = 0; i < n; i++)
		assert_string_not_equal(list_text(&r, i, 0), "");
	ids_clear(&ids);
	list_run_clear(&r);
	return n;
}

static void what_was_saved_meanwhile_is_listed(void **state) { /* rule 12.17 */
	struct fixture *f = *state;
	long long who = begin(f);

	OK(add_talk(f, who, clock_today()));
	assert_int_equal(listed(f, 0, 0), 0);
	off_ms = 20 * DAY_MS; /* less than anybody can see */
	for (int i = 0; i < 3; i++)
		OK(add_talk(f, who, clock_today()));
	off_ms = 0;
	true_ms += 60000;
	REFUSED(add_talk(f, who, clock_today()), "clock.doubt");
	OK(clock_confirm(f->st, &f->actor, "已对时", &f->err));
	OK(add_talk(f, who, clock_today()));
	assert_int_equal(listed(f, 0, 0), 3);
	assert_int_equal(listed(f, number(f, "SELECT max(seq) FROM talk"), 0), 1);
	assert_int_equal(listed(f, number(f, "SELECT min(seq) FROM talk"), number(f, "SELECT max(seq) FROM talk")), 5);
}

static int setup(void **state) {
	true_ms = 20700 * DAY_MS;
	off_ms = 0;
	return station_setup(state);
}

int main(void) {
#define CLOCK_TEST(t) cmocka_unit_test_setup_teardown(t, setup, station_teardown)
	const struct CMUnitTest tests[] = {
		CLOCK_TEST(doubt_stays_until_the_head_confirms),
		CLOCK_TEST(two_hundred_settings),
		CLOCK_TEST(what_was_saved_meanwhile_is_listed),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("store: the clock in doubt", tests, NULL, NULL);
}
