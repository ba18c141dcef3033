/* A list on its way out: what a file of it shows of each column, and who is asked before it names many.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/file.h"
#include "exchange/out/listing.h"
#include "model/station/approval.h"

static const char *out(struct fixture *f) {
	static char path[120];

	snprintf(path, sizeof path, "%s/out.csv", f->dir);
	return path;
}

static void fill(struct listing *l, size_t people) {
	*l = (struct listing){.name = mem_strdup("residents"), .title = mem_strdup("人员"), .access = ACT_EXPORT_MASKED};
	listing_column(l, "姓名", F_NAME);
	listing_column(l, "专干", F_WORKER);
	listing_column(l, "编号", 0);
	listing_column(l, "内容", F_SENSITIVE);
	for (size_t i = 0; i < people; i++) {
		listing_cell(l, "张建国");
		listing_cell(l, "王干事");
		listing_cell(l, i ? "=1+1" : "00012");
		listing_cell(l, "谈话内容");
	}
	l->people = people;
}

static enum rc write_out(struct fixture *f, const struct actor *a, const struct listing *l, bool identified,
                         const char *reason) {
	const struct listing_options o = {.path = out(f), .encoding = TEXT_SOURCE_UTF8, .existing = CSV_REPLACE,
	                                  .identified = identified, .reason = reason};
	char *final = NULL;
	enum rc rc = listing_write(f->st, a, l, &o, &final, &f->err);

	free(final);
	return rc;
}

static void holds(struct fixture *f, const char *yes, const char *no) {
	struct str text = {0};

	OK(file_read(out(f), 1 << 20, &text, &f->err));
	if (!strstr(str_text(&text), yes) || strstr(str_text(&text), no))
		fail_msg("%s", str_text(&text));
	str_clear(&text);
	unlink(out(f));
}

static void columns_are_masked_by_what_they_hold(void **state) {
	struct fixture *f = *state;
	struct listing l;

	fill(&l, 2);
	OK(write_out(f, &f->actor, &l, false, NULL));
	holds(f, "张**", "张建国");
	OK(write_out(f, &f->actor, &l, false, NULL));
	holds(f, "'=1+1", "王干事"); /* no formula gets out */
	OK(write_out(f, &f->actor, &l, false, NULL));
	holds(f, "编号", "内容"); /* no column at all */
	REFUSED(write_out(f, &f->actor, &l, true, ""), "access.reason");
	OK(write_out(f, &f->actor, &l, true, "镇政府"));
	holds(f, "张建国", "张**");
	listing_clear(&l);
}

static void bulk_names_wait_for_the_head(void **state) { /* rule 11.6 */
	struct fixture *f = *state;
	struct actor officer = f->actor;
	struct ids waiting = {0};
	struct listing l;

	play(f, &officer, "officer");
	fill(&l, ACCESS_FEW + 1);
	OK(write_out(f, &officer, &l, false, NULL));
	holds(f, "张**", "张建国");
	assert_int_equal(write_out(f, &officer, &l, true, "镇政府"), RC_DENIED);
	assert_int_equal(access(out(f), F_OK), -1);
	OK(approval_waiting(f->st, &f->actor, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	OK(write_out(f, &f->actor, &l, true, "镇政府")); /* the head */
	holds(f, "张建国", "张**");
	play(f, &officer, "reader");
	assert_int_equal(write_out(f, &officer, &l, false, NULL), RC_DENIED);
	ids_clear(&waiting);
	listing_clear(&l);
}

/* Rule 11.19: what is printed with names goes by the door of an export with names. */
static void a_printed_list_asks_as_an_export_does(void **state) {
	struct fixture *f = *state;
	struct actor officer = f->actor;
	struct listing l;
	char *path;
	long long first = add_resident(f, "张建国", 17);

	add_resident(f, "张建军", 25);
	play(f, &officer, "officer");
	fill(&l, ACCESS_FEW + 1);
	l.access = ACT_QUEUE; /* a list of the head's */
	REFUSED(listing_print(f->st, &officer, &l, &path, &f->err), "access.denied");
	l.access = ACT_EXPORT_MASKED;
	REFUSED(listing_print(f->st, &officer, &l, &path, &f->err), "approval.waits");
	assert_null(path);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'print'"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM approval WHERE kind = 'export' AND table_name = 'residents'"), 1);
	/* people are counted, not lines */
	for (size_t i = 0; i <= ACCESS_FEW; i++)
		ids_add(&l.who, first + (long long)i % 2);
	OK(listing_print(f->st, &officer, &l, &path, &f->err));
	assert_int_equal(number(f, "SELECT people FROM disclosure"), 2);
	*strrchr(path, '.') = '\0';
	for (size_t i = 0; i < 3; i++) {
		char *one = mem_printf("%s.%s", path, ((const char *const[]){"txt", "html", "xlsx"})[i]);

		assert_int_equal(unlink(one), 0);
		free(one);
	}
	*strrchr(path, '/') = '\0';
	assert_int_equal(rmdir(path), 0);
	free(path);
	listing_clear(&l);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		STATION_TEST(columns_are_masked_by_what_they_hold), STATION_TEST(bulk_names_wait_for_the_head),
		STATION_TEST(a_printed_list_asks_as_an_export_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
