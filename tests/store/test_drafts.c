/* Drafts in their own file: whose they are, when they go, what stays in the file.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "core/file.h"
#include "model/entry/draft.h"
#include "model/event/drug_testing.h"
#include "model/person/seal.h"

#define CANARY "990101198503150990"

static struct draft make(const char *form, long long record, long long resident, const char *text) {
	return (struct draft){.form = mem_strdup(form), .record = record, .resident = resident, .field = 2,
	                      .text = mem_strdup(text)};
}

static size_t count(struct fixture *f) {
	struct drafts list;
	size_t n;

	OK(draft_list(f->st, &f->actor, &list, &f->err));
	n = list.n;
	for (size_t i = 0; i < n; i++)
		assert_null(list.v[i].text);
	drafts_clear(&list);
	return n;
}

static char *drafts_path(const struct fixture *f, const char *suffix) { return mem_printf("%s/drafts.db%s", f->dir, suffix); }

static bool file_has(const struct fixture *f, const char *word) {
	static const char *const suffixes[] = {"", "-journal"};
	bool found = false;

	for (size_t i = 0; i < 2; i++) {
		char *path = drafts_path(f, suffixes[i]);
		struct str all = {0};

		if (access(path, F_OK) == 0) {
			assert_int_equal(file_read(path, 1 << 24, &all, NULL), RC_OK);
			for (size_t at = 0; !found && at + strlen(word) <= all.n; at++)
				found = memcmp(all.s + at, word, strlen(word)) == 0;
			}
		str_clear(&all);
		free(path);
	}
	return found;
}

static void kept_found_and_dropped(void **state) { /* rule 12.7 */
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1);
	struct draft d = make("test", 0, who, "one\ntwo"), got;
	char *path = drafts_path(f, "");
	struct stat st;

	assert_int_equal(count(f), 0);
	assert_int_not_equal(access(path, F_OK), 0); /* asking makes no file */
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(draft_find(f->st, &f->actor, "test", 0, who + 1, 0, &got, &f->err), RC_NOT_FOUND);
	assert_int_equal(draft_find(f->st, &f->actor, "talk", 0, who, 0, &got, &f->err), RC_NOT_FOUND);
	assert_int_equal(draft_find(f->st, &f->actor, "test", 0, who, 7, &got, &f->err), RC_NOT_FOUND);
	OK(draft_find(f->st, &f->actor, "test", 0, who, 0, &got, &f->err));
	assert_string_equal(got.text, "one\ntwo");
	assert_int_equal(got.field, 2);
	assert_int_equal(got.resident, who);
	assert_int_equal(got.began, d.began);
	draft_clear(&got);
	free(d.text);
	d.text = mem_strdup("three");
	d.state = DRAFT_LATER;
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(count(f), 1);
	OK(draft_get(f->st, &f->actor, d.id, &got, &f->err));
	assert_string_equal(got.text, "three");
	assert_int_equal(got.state, DRAFT_LATER);
	draft_clear(&got);
	OK(draft_drop(f->st, &f->actor, &d, &f->err));
	assert_int_equal(count(f), 0);
	draft_clear(&d);
	free(path);
}

/* Two sessions of one officer have the same draft open: the second to save does not write over the first. */
static void two_sessions_lose_nothing(void **state) {
	struct fixture *f = *state;
	struct fixture second = open_as(f, "wang");
	struct draft d = make("resident", 0, 0, "first"), other, got;

	OK(draft_save(f->st, &f->actor, &d, &f->err));
	OK(draft_get(second.st, &second.actor, d.id, &other, &f->err));
	free(other.text);
	other.text = mem_strdup("second");
	OK(draft_save(second.st, &second.actor, &other, &f->err));
	OK(draft_drop(f->st, &f->actor, &d, &f->err)); /* it is the other's now */
	assert_int_equal(count(f), 1);
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(count(f), 2);
	OK(draft_get(f->st, &f->actor, other.id, &got, &f->err));
	assert_string_equal(got.text, "second");
	draft_clear(&got);
	draft_clear(&other);
	draft_clear(&d);
	station_close(second.st);
}

static void nobody_meets_anothers(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1);
	struct draft d = make("test", 0, who, "mine"), got;
	static const char *const logins[] = {"zhang", "li", "zhou"}, *const roles[] = {"head", "officer", "reader"};

	OK(draft_save(f->st, &f->actor, &d, &f->err));
	for (size_t i = 0; i < 3; i++) {
		station_officer(f, logins[i], logins[i], roles[i]);

		struct fixture other = open_as(f, logins[i]);
		struct draft stolen = d;

		assert_int_equal(count(&other), 0);
		assert_int_equal(draft_find(other.st, &other.actor, "test", 0, who, 0, &got, &f->err), RC_NOT_FOUND);
		assert_int_equal(draft_get(other.st, &other.actor, d.id, &got, &f->err), RC_NOT_FOUND);
		OK(draft_drop(other.st, &other.actor, &stolen, &f->err));
		station_close(other.st);
		assert_int_equal(count(f), 1);
	}
	draft_clear(&d);
}

/* A record that was saved although its draft could not be taken away afterwards is not offered again. */
static void draft_of_a_saved_record_goes(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1), test = add_event(f, "test", who, PAIRS("occurred", "2026-11-20", "result", "neg"));
	struct draft d = make("test", 0, who, CANARY);
	struct drug_test t;

	OK(event_get(f->st, &f->actor, test_register(), test, &t, &f->err));
	d.table = mem_strdup(test_def.name);
	d.uid = mem_strdup(t.rec.uid);
	entity_clear(&test_def, &t);
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(count(f), 0);
	assert_false(file_has(f, CANARY));
	draft_clear(&d);
}

/* Its number now means another record (a backup was restored): the draft is not laid over that one. */
static void draft_of_another_record_is_not_shown(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1), test = add_event(f, "test", who, PAIRS("occurred", "2026-11-20", "result", "neg"));
	struct draft d = make("test", test, who, "text");

	d.table = mem_strdup(test_def.name);
	d.uid = mem_strdup("00000000000000000000000000");
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(count(f), 0);
	draft_clear(&d);
}

static void sealed_people_are_absent(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1), other = add_resident(f, "李秀英", 2);
	struct draft d = make("talk", 0, who, CANARY), stays = make("talk", 0, other, "stays");

	OK(draft_save(f->st, &f->actor, &d, &f->err));
	OK(draft_save(f->st, &f->actor, &stays, &f->err));
	assert_false(file_has(f, CANARY));
	OK(seal_set(f->st, &f->actor, who, "期满", &f->err));
	assert_int_equal(count(f), 1);
	assert_int_equal(draft_save(f->st, &f->actor, &d, &f->err), RC_NOT_FOUND);
	assert_false(file_has(f, CANARY));
	draft_clear(&d);
	draft_clear(&stays);
}

static void write_clear(struct fixture *f, const char *text) {
	char *path = drafts_path(f, ""), *sql = mem_printf("UPDATE draft SET text = '%s'", text);
	struct fixture drafts = *f;

	snprintf(drafts.db, sizeof drafts.db, "%s", path);
	alter(&drafts, sql);
	free(sql);
	free(path);
}

/* What is typed lies sealed, also what an older program left as it was typed, and its free pages; it is read back, and by
 * nobody with another station's secret. */
static void drafts_lie_sealed(void **state) { /* rule 11.23 */
	struct fixture *f = *state;
	struct draft d = make("resident", 0, 0, CANARY " " CANARY), got;

	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_false(file_has(f, CANARY));
	write_clear(f, CANARY);
	assert_true(file_has(f, CANARY));

	struct fixture later = open_as(f, "wang");

	OK(draft_get(later.st, &later.actor, d.id, &got, &f->err));
	assert_false(file_has(f, CANARY));
	assert_string_equal(got.text, CANARY);
	draft_clear(&got);
	alter(f, "UPDATE setting SET value = replace(value, substr(value, 1, 1), 'z') WHERE key = 'secret'");
	assert_int_equal(draft_get(later.st, &later.actor, d.id, &got, &f->err), RC_NOT_FOUND);
	station_close(later.st);
	draft_clear(&d);
}

/* Pages that were freed are overwritten, the journal too: long and short texts, saved over and given up. */
static void nothing_remains_of_a_number(void **state) {
	struct fixture *f = *state;
	enum { LONG_TEXT = 40000 };
	struct draft d = make("resident", 0, 0, "short"), stays = make("resident", 0, 0, "stays");

	OK(draft_save(f->st, &f->actor, &stays, &f->err));
	for (int i = 0; i < 20; i++) {
		struct str text = {0};

		while (i % 3 == 0 && text.n < LONG_TEXT)
			str_add(&text, "long enough for pages of its own ");
		str_add(&text, i % 2 ? "x" : CANARY);
		free(d.text);
		d.text = str_take(&text);
		OK(draft_save(f->st, &f->actor, &d, &f->err));
		assert_false(file_has(f, CANARY));
	}
	free(d.text);
	d.text = mem_strdup(CANARY);
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_false(file_has(f, CANARY));
	OK(draft_drop(f->st, &f->actor, &d, &f->err));
	assert_false(file_has(f, CANARY));
	draft_clear(&d);
	draft_clear(&stays);
}

static void somebody_else_is_at_it(void **state) {
	struct fixture *f = *state;
	long long who = add_resident(f, "陈春", 1), officer, since;
	struct draft d = make("resident", who, who, "text");

	d.table = mem_strdup(resident_def.name);
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	station_officer(f, "zhang", "zhang", "officer");

	struct fixture other = open_as(f, "zhang");

	draft_elsewhere(other.st, &other.actor, resident_def.name, who, &officer, &since);
	assert_int_equal(officer, f->actor.officer);
	assert_int_equal(since, d.began);
	draft_elsewhere(other.st, &other.actor, resident_def.name, who + 1, &officer, &since);
	assert_int_equal(officer, 0);
	draft_elsewhere(f->st, &f->actor, resident_def.name, who, &officer, &since); /* not about oneself */
	assert_int_equal(officer, 0);
	d.state = DRAFT_LATER;
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	draft_elsewhere(other.st, &other.actor, resident_def.name, who, &officer, &since);
	assert_int_equal(officer, 0);
	station_close(other.st);
	draft_clear(&d);
}

/* Neither file is taken for the other; an empty one, left by somebody killed in the middle, is used. */
static void file_of_its_own_kind(void **state) {
	struct fixture *f = *state;
	char *path = drafts_path(f, "");
	struct station_options as_station = {.db = path};
	struct draft d = make("resident", 0, 0, "text");
	struct station *st = NULL;
	char *session = drafts_path(f, ".session"); /* of opening it as a station */
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	close(fd);
	OK(draft_save(f->st, &f->actor, &d, &f->err));
	assert_int_equal(station_open(&st, &as_station, &f->err), RC_CORRUPT);
	assert_string_equal(f->err.id, "store.foreign");
	unlink(session);
	free(session);
	draft_clear(&d);
	free(path);
}

/* Eight processes come to a folder without a file of drafts at the same time. */
static void made_by_one_of_many(void **state) {
	enum { MANY = 8 };
	struct fixture *f = *state;
	pid_t pids[MANY];

	for (int i = 0; i < MANY; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			struct station_options opt = {.db = f->db};
			struct draft d = make("resident", 0, 0, "text");
			struct station *st;
			struct actor a;
			bool kept = station_open(&st, &opt, NULL) == RC_OK && station_actor(st, "wang", "cli", &a, NULL) == RC_OK &&
			            draft_save(st, &a, &d, NULL) == RC_OK;

			_exit(kept ? 0 : 1);
		}
	}
	for (int i = 0; i < MANY; i++) {
		int status;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(count(f), MANY);
	for (long long id = 1; id <= MANY; id++) { /* one secret for all of them */
		struct draft got;

		OK(draft_get(f->st, &f->actor, id, &got, &f->err));
		assert_string_equal(got.text, "text");
		draft_clear(&got);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(kept_found_and_dropped),
		STATION_TEST(two_sessions_lose_nothing),
		STATION_TEST(nobody_meets_anothers),
		STATION_TEST(draft_of_a_saved_record_goes),
		STATION_TEST(draft_of_another_record_is_not_shown),
		STATION_TEST(sealed_people_are_absent),
		STATION_TEST(drafts_lie_sealed),
		STATION_TEST(nothing_remains_of_a_number),
		STATION_TEST(somebody_else_is_at_it),
		STATION_TEST(file_of_its_own_kind),
		STATION_TEST(made_by_one_of_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
