/* The sheet for a round: who is on it and in which order, and that no page of it names the programme.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <dirent.h>
#include <strings.h>

#include "exchange/print/round_sheet.h"
#include "model/entry/entry.h"
#include "model/station/approval.h"
#include "model/station/tables.h"

enum { PEOPLE = 70 };

/* What nobody may read over somebody's shoulder; not the program's own table, which might lack one. */
static const char *const forbidden[] = {
	"戒毒", "社戒", "社康", "尿检", "药物", "吸毒", "毒品", "康复", "检测", "禁毒", "强戒", "阳性", "阴性", "管控", "帮教", "尿",
	"drug", "detox", "rehab", "urine", "addict", "narcotic",
};

static int setup(void **state) {
	struct fixture *f = mem_zalloc(1, sizeof *f);
	struct station_options opt = {.db = f->db};

	snprintf(f->dir, sizeof f->dir, "%s/wubao-trip-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->db, sizeof f->db, "%s/s.db", f->dir);
	clock_set_today(day("2026-11-22"));
	OK(station_init(&opt, "示范镇社区戒毒社区康复工作站", "wang", "王干事", &f->err));
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	*state = f;
	return 0;
}

static void remove_folder(const char *path) {
	DIR *d = opendir(path);

	for (struct dirent *e; d && (e = readdir(d));) {
		char name[600];

		snprintf(name, sizeof name, "%s/%s", path, e->d_name);
		if (e->d_name[0] != '.' && unlink(name) != 0)
			remove_folder(name);
	}
	if (d)
		closedir(d);
	rmdir(path);
}

static int teardown(void **state) {
	struct fixture *f = *state;

	station_close(f->st);
	remove_folder(f->dir);
	free(f);
	return 0;
}

static long long village(struct fixture *f, const char *name) {
	long long id = place_find(f->st, name);

	return id ? id : add_place(f, name);
}

static long long add_case(struct fixture *f, const char *name, int n, const char *where) {
	long long id = add_resident(f, name, n);
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.place.id = village(f, where);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
	add_order(f, id, "detox", "2026-11-01", "2026-11-01");
	return id;
}

static char *read_file(const char *path) {
	struct str all = {0};
	char part[4096];
	FILE *in = fopen(path, "r");
	size_t n;

	assert_non_null(in);
	while ((n = fread(part, 1, sizeof part, in)) > 0)
		str_addn(&all, part, n);
	fclose(in);
	return str_take(&all);
}

static void check_no_word(const char *text, const char *path) {
	for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
		for (const char *p = text; *p; p++)
			if (strncasecmp(p, forbidden[i], strlen(forbidden[i])) == 0)
				fail_msg("%s says %s: %.60s", path, forbidden[i], p);
}

/* Lines of the longest sheet of paper, and how many sheets. */
static size_t longest_sheet(const char *text, size_t *sheets) {
	size_t lines = 0, most = 0;

	*sheets = 1;
	for (const char *p = text; *p; p++) {
		if (*p == '\f') {
			++*sheets;
			lines = 0;
		}
		lines += *p == '\n';
		most = lines > most ? lines : most;
	}
	return most;
}

static void no_page_names_the_programme(void **state) { /* rule 11.12 */
	struct fixture *f = *state;
	static const char *const villages[] = {"石桥村", "东山村", "康复社区", "高坪村"};
	struct round trip;
	char *html = NULL, *text, *twin, name[40];
	size_t sheets;

	for (int i = 0; i < PEOPLE; i++) {
		snprintf(name, sizeof name, i == 7 ? "戒毒生" : "试人%d", i); /* a name is no exception */
		add_case(f, name, i, villages[i % 4]);
	}
	OK(round_print(f->st, &f->actor, day("2026-11-22"), 0, &trip, &html, &f->err));
	assert_int_equal(trip.n, PEOPLE);
	assert_int_equal(trip.id, 1);
	twin = mem_printf("%.*s.txt", (int)(strlen(html) - strlen(".html")), html);
	text = read_file(twin);
	check_no_word(text, twin);
	check_no_word(strrchr(twin, '/'), twin);
	assert_true(longest_sheet(text, &sheets) <= ROUND_SHEET_LINES);
	assert_true(sheets >= 4);
	assert_non_null(strstr(text, "[ ]"));
	assert_non_null(strstr(text, "东山村"));
	free(text);
	text = read_file(html);
	check_no_word(text, html);
	free(text);
	free(twin);
	free(html);
	round_clear(&trip);
	for (size_t i = 0; i < duty_kind_count; i++) /* whoever adds a regular gives it a word of its own */
		check_no_word(tr(duty_kind_table[i].tick), duty_kind_table[i].kind);
}

static void the_order_is_kept_for_the_entry(void **state) {
	struct fixture *f = *state;
	long long a = add_case(f, "赵石", 1, "石桥村"), b = add_case(f, "陈东", 2, "东山村"), c = add_case(f, "白东", 3, "东山村");
	struct round trip;
	struct ids ids = {0};
	struct resident r;
	struct date on;
	char *path = NULL;

	OK(round_print(f->st, &f->actor, day("2026-11-20"), 0, &trip, &path, &f->err));
	assert_int_equal(trip.n, 3);
	assert_int_equal(trip.v[0].resident, c); /* by village, then name */
	assert_int_equal(trip.v[1].resident, b);
	assert_int_equal(trip.v[2].resident, a);
	assert_int_equal(round_last(f->st, &f->actor), trip.id);
	free(path);
	add_event(f, "visit", b, PAIRS("occurred", "2026-11-20", "visited", "陈东", "relation", "self", "met", "found"));
	OK(round_get(f->st, &f->actor, trip.id, &on, &ids, &f->err));
	assert_int_equal(date_cmp(on, day("2026-11-20")), 0);
	assert_int_equal(ids.n, 3); /* also who has had the visit meanwhile */
	assert_int_equal(ids.v[0], c);
	assert_int_equal(ids.v[2], a);
	ids_clear(&ids);
	OK(resident_get(f->st, &f->actor, c, &r, &f->err));
	OK(resident_void(f->st, &f->actor, c, r.rec.ver, "录错", &f->err));
	entity_clear(&resident_def, &r);
	ids = (struct ids){0};
	OK(round_get(f->st, &f->actor, trip.id, &on, &ids, &f->err));
	assert_int_equal(ids.n, 2); /* who may not be met is not on it any more */
	ids_clear(&ids);
	REFUSED(round_get(f->st, &f->actor, 99, &on, &ids, &f->err), "trip.number");
	round_clear(&trip);
	OK(round_plan(f->st, &f->actor, day("2026-11-20"), place_find(f->st, "石桥村"), &trip, &f->err));
	assert_int_equal(trip.n, 1);
	round_clear(&trip);
	REFUSED(round_plan(f->st, &f->actor, day("2020-01-01"), 0, &trip, &f->err), "trip.none");
}

/* More than twenty names on paper: an officer asks, nothing is printed until the head has approved. */
static void many_people_need_the_head(void **state) {
	struct fixture *f = *state;
	struct actor officer = f->actor;
	struct round trip;
	char *path = NULL, name[40];

	play(f, &officer, "officer");
	for (int i = 0; i <= ACCESS_FEW; i++) {
		snprintf(name, sizeof name, "试人%d", i);
		add_case(f, name, i, i ? "石桥村" : "东山村");
	}
	assert_int_equal(round_print(f->st, &officer, day("2026-11-22"), 0, &trip, &path, &f->err), RC_DENIED);
	assert_null(path);
	assert_int_equal(round_last(f->st, &f->actor), 0);
	round_clear(&trip);
	OK(round_print(f->st, &officer, day("2026-11-22"), place_find(f->st, "石桥村"), &trip, &path, &f->err));
	assert_int_equal(trip.n, ACCESS_FEW);
	free(path);
	round_clear(&trip);
}

/* Whatever page it is: with so many names it is an export with names. */
static void a_page_of_many_needs_the_head(void **state) {
	struct fixture *f = *state;
	struct actor officer = f->actor;
	struct page p = {0};
	struct ids waiting = {0};
	char *path = NULL;

	play(f, &officer, "officer");
	page_title(&p, "", "名单");
	page_column(&p, "姓名");
	OK(page_print(f->st, &officer, &p, "list", 0, ACCESS_FEW, &path, &f->err));
	free(path);
	assert_int_equal(page_print(f->st, &officer, &p, "list", 0, ACCESS_FEW + 1, &path, &f->err), RC_DENIED);
	assert_null(path);
	OK(approval_waiting(f->st, &f->actor, &waiting, &f->err));
	assert_int_equal(waiting.n, 1);
	OK(page_print(f->st, &f->actor, &p, "list", 0, ACCESS_FEW + 1, &path, &f->err)); /* the head prints */
	free(path);
	ids_clear(&waiting);
	page_clear(&p);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_page_names_the_programme, setup, teardown),
		cmocka_unit_test_setup_teardown(the_order_is_kept_for_the_entry, setup, teardown),
		cmocka_unit_test_setup_teardown(many_people_need_the_head, setup, teardown),
		cmocka_unit_test_setup_teardown(a_page_of_many_needs_the_head, setup, teardown),
	};

	return cmocka_run_group_tests_name("trip", tests, NULL, NULL);
}
