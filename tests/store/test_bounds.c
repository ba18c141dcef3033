/* Rule 11.15: what one officer does in a day is bounded; past it the head is told once and the officer waits.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/tr.h"
#include "model/access/bound.h"
#include "model/access/officer.h"
#include "model/station/approval.h"

static void test_past_a_bound(void **state) {
	struct fixture *f = *state;
	struct actor li;
	struct officer o;
	struct ids waiting = {0};
	long long who = add_resident(f, "别案", 7);

	settings(f, "[access]\ncaseload = strict\n");
	entity_init(&officer_def, &o);
	o.login = mem_strdup("li");
	o.name = mem_strdup("李干事");
	o.role = code_of("officer");
	OK(officer_save(f->st, &f->actor, &o, &f->err));
	entity_clear(&officer_def, &o);
	struct actor head = f->actor;
	char *login = mem_strdup(head.login);

	OK(station_actor(f->st, "li", "cli", &li, &f->err));
	for (int i = 0; i < 5; i++)
		OK(bound_take(f->st, &li, BOUND_GLASS, 1, &f->err));
	for (int i = 0; i < 3; i++)
		REFUSED(bound_take(f->st, &li, BOUND_GLASS, 1, &f->err), "bound.past");
	REFUSED(glass_open(f->st, &li, who, "急", &f->err), "bound.past");
	OK(bound_take(f->st, &li, BOUND_PAGES, 1, &f->err));

	OK(station_actor(f->st, login, "cli", &head, &f->err));
	OK(approval_waiting(f->st, &head, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	OK(approval_decide(f->st, &head, waiting.v[0], true, &f->err));
	OK(station_actor(f->st, "li", "cli", &li, &f->err));
	OK(bound_take(f->st, &li, BOUND_GLASS, 1, &f->err));
	ids_clear(&waiting);
	free(login);
}

int main(void) {
	const struct CMUnitTest tests[] = {STATION_TEST(test_past_a_bound)};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: bounds", tests, NULL, NULL);
}
