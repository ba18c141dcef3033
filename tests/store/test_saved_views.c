/* An officer's own views of a list: theirs alone, nine of them, and what is not kept in one.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <sqlite3.h>

#include "model/access/officer.h"
#include "model/station/saved_view.h"

static enum rc save(struct fixture *f, int digit, const char *name, const char *filter, int *got) {
	struct saved_view v = {.digit = digit, .name = mem_strdup(name), .filter = mem_strdup(filter), .order = mem_strdup("name")};
	enum rc rc = saved_view_save(f->st, &f->actor, "residents", &v, &f->err);

	if (got)
		*got = v.digit;
	saved_view_clear(&v);
	return rc;
}

static void views_stand_on_the_first_free_digit(void **state) {
	struct fixture *f = *state;
	struct saved_views all;
	char name[20];
	int digit;

	for (int i = 1; i <= SAVED_VIEW_MOST; i++) {
		snprintf(name, sizeof name, "视图%d", i);
		OK(save(f, -1, name, "东山", &digit));
		assert_int_equal(digit, i);
	}
	REFUSED(save(f, -1, "多一个", "", NULL), "view.full");
	OK(saved_view_remove(f->st, &f->actor, "residents", 4, &f->err));
	REFUSED(save(f, -1, "视图5", "", NULL), "view.taken");
	OK(save(f, -1, "又一个", "", &digit));
	assert_int_equal(digit, 4);
	OK(save(f, 4, "改名", "石桥", NULL));
	OK(saved_view_list(f->st, &f->actor, "residents", &all, &f->err));
	assert_int_equal(all.n, SAVED_VIEW_MOST);
	assert_string_equal(saved_view_at(&all, 4)->name, "改名");
	assert_string_equal(saved_view_at(&all, 4)->filter, "石桥");
	assert_string_equal(saved_view_at(&all, 5)->order, "name");
	assert_null(saved_view_at(&all, 0));
	saved_views_clear(&all);
	OK(saved_view_list(f->st, &f->actor, "five", &all, &f->err));
	assert_int_equal(all.n, 0);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'view.save' AND detail LIKE 'list=residents digit=%'"), 11);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'view.remove'"), 1);
}

static void what_is_not_kept(void **state) {
	struct fixture *f = *state;

	REFUSED(save(f, -1, "", "东山", NULL), "view.name");
	REFUSED(save(f, -1, "一二三四五六七八九", "东山", NULL), "view.name");
	REFUSED(save(f, -1, "尾号", "0123", NULL), "view.number");
	REFUSED(save(f, -1, "尾号", "东山 012X", NULL), "view.number");
	OK(save(f, 0, NULL, "", NULL)); /* how the list comes up needs no name */
}

/* A reader keeps theirs, and sees nobody else's. */
static void views_are_their_officers(void **state) {
	struct fixture *f = *state;
	struct actor reader = f->actor;
	struct saved_views all;
	struct officer sun;

	OK(save(f, -1, "站长的", "东山", NULL));
	entity_init(&officer_def, &sun);
	sun.login = mem_strdup("sun");
	sun.name = mem_strdup("孙读");
	sun.role = code_of("reader");
	OK(officer_save(f->st, &f->actor, &sun, &f->err));
	reader.officer = sun.rec.id;
	entity_clear(&officer_def, &sun);
	reader.role = "reader";
	OK(saved_view_list(f->st, &reader, "residents", &all, &f->err));
	assert_int_equal(all.n, 0);
	f->actor = reader;
	OK(save(f, -1, "站长的", "石桥", NULL));
	play(f, &reader, "auditor");
	f->actor = reader;
	REFUSED(save(f, -1, "审计", "", NULL), "access.denied");
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(views_stand_on_the_first_free_digit),
		STATION_TEST(what_is_not_kept),
		STATION_TEST(views_are_their_officers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
