/* What leaves is on record with whom it held, and what of it lies in out/ is given to nobody else (rules 11.16, 11.17).
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include <dirent.h>
#include <sys/stat.h>
#include <utime.h>

#include "exchange/import/plan.h"
#include "exchange/out/export.h"
#include "exchange/out/listing.h"
#include "exchange/print/access_sheet.h"
#include "exchange/print/letter_sheet.h"
#include "model/access/audit.h"
#include "model/access/disclosure.h"
#include "model/entry/draft.h"
#include "model/entry/import_batch.h"
#include "model/person/erase.h"
#include "model/person/seal.h"
#include "model/station/approval.h"
#include "model/station/attachment.h"
#include "model/station/day_check.h"
#include "model/station/saved_view.h"

#define CANARY "庚申QX"
enum { PEOPLE = 40, TALKS = 6, TIMES = 500, FILE_MOST = 64 << 20 };

static long long last_seq(struct fixture *f) {
	char hex[65];
	long long seq = 0;

	OK(station_audit_head(f->st, &seq, hex, &f->err));
	return seq;
}

static char *in_dir(struct fixture *f, const char *name) { return mem_printf("%s/%s", f->dir, name); }

/* ---- every disclosure names whom it held ---- */

struct made {
	long long person[PEOPLE];
	struct ids want[PEOPLE]; /* the entries that held each */
	long long page[TIMES];   /* in out/, and a mask of whom it held */
	unsigned long long held[TIMES];
	size_t pages;
	unsigned seed;
};

static unsigned roll(struct made *m, unsigned n) {
	m->seed = m->seed * 1103515245u + 12345u;
	return (m->seed >> 16) % n;
}

static void forget(struct made *m) {
	for (size_t i = 0; i < PEOPLE; i++)
		ids_clear(&m->want[i]);
}

static void wants(struct fixture *f, struct made *m, unsigned long long held, bool page) {
	for (size_t i = 0; i < PEOPLE; i++)
		if (held >> i & 1)
			ids_add(&m->want[i], last_seq(f));
	if (page) {
		m->page[m->pages] = last_seq(f);
		m->held[m->pages++] = held;
	}
}

/* A list that names these people. */
static struct listing list_of(const char *name, const long long *who, size_t n) {
	struct listing l = {
		.name = mem_strdup("residents"), .title = mem_strdup("人员"), .access = ACT_EXPORT_MASKED, .people = n};

	listing_column(&l, "姓名", F_NAME);
	for (size_t i = 0; i < n; i++) {
		listing_cell(&l, name);
		ids_add(&l.who, who[i]);
	}
	return l;
}

static void out_listing(struct fixture *f, struct made *m, bool print) {
	unsigned long long held = 0;
	long long who[ACCESS_FEW];
	unsigned n = roll(m, ACCESS_FEW) + 1;

	for (unsigned i = 0; i < n; i++) { /* now and then somebody twice */
		unsigned at = roll(m, PEOPLE);

		who[i] = m->person[at];
		held |= 1ull << at;
	}
	struct listing l = list_of("某人", who, n);
	char *file = in_dir(f, "list.csv"), *path = NULL;
	const struct listing_options o = {.path = file, .existing = CSV_REPLACE, .identified = roll(m, 2), .reason = "核对",
	                                  .recipient = "县禁毒办"};

	if (print)
		OK(listing_print(f->st, &f->actor, &l, &path, &f->err));
	else
		OK(listing_write(f->st, &f->actor, &l, &o, &path, &f->err));
	wants(f, m, held, print);
	listing_clear(&l);
	free(file);
	free(path);
}

static void out_police(struct fixture *f, struct made *m) {
	unsigned who = roll(m, TALKS);
	struct police_report p;
	char *path;

	entity_init(&police_def, &p);
	p.resident.id = m->person[who];
	p.to_whom = mem_strdup("县公安局");
	p.facts = mem_strdup("三次未到");
	OK(police_print(f->st, &f->actor, &p, NULL, &path, &f->err));
	wants(f, m, 1ull << who, true);
	entity_clear(&police_def, &p);
	free(path);
}

static void out_export(struct fixture *f, struct made *m) {
	char *path = in_dir(f, "talk.csv");
	const struct export_options o = {.reg = "talk", .path = path, .existing = CSV_REPLACE};

	OK(export_write(f->st, &f->actor, &o, NULL, NULL, &f->err));
	wants(f, m, (1ull << TALKS) - 1, false);
	free(path);
}

static void out_refused(struct fixture *f, struct made *m) {
	unsigned who = roll(m, PEOPLE);
	char *said = mem_printf("[\"无此人\",\"人%02u\"]", who);

	OK(import_batch_refused(NULL, f->st, &f->actor, said, 0, &f->err));
	wants(f, m, 1ull << who, false);
	free(said);
}

static void out_fetched(struct fixture *f, struct made *m) {
	struct str bytes = {0};
	size_t at = roll(m, (unsigned)m->pages);

	OK(disclosure_fetch(f->st, &f->actor, m->page[at], roll(m, 2), &bytes, &f->err));
	assert_true(bytes.n > 20);
	wants(f, m, m->held[at], false);
	str_clear(&bytes);
}

static void out_account(struct fixture *f, struct made *m) {
	unsigned who = roll(m, PEOPLE);
	struct resident r;
	char *path;

	OK(resident_get(f->st, &f->actor, m->person[who], &r, &f->err));
	OK(access_print(f->st, &f->actor, r.file_no, &path, &f->err));
	wants(f, m, 1ull << who, true);
	entity_clear(&resident_def, &r);
	free(path);
}

static void something_leaves(struct fixture *f, struct made *m, int i) {
	unsigned kind = roll(m, 16);

	if (i % 12 == 0)
		out_refused(f, m);
	else if (i % 60 == 1)
		out_account(f, m);
	else if (kind < 3 || m->pages == 0)
		out_listing(f, m, true);
	else if (kind < 5)
		out_police(f, m);
	else if (kind < 7)
		out_export(f, m);
	else if (kind < 11)
		out_fetched(f, m);
	else
		out_listing(f, m, false);
}

static void add_told(void *ctx, const struct audit_entry *e) {
	if (*e->disclosed)
		ids_add(ctx, e->seq);
}

/* How much the check of all finds damaged. */
static size_t damages(struct fixture *f) {
	struct day_check d;
	bool done = false;
	size_t n;

	OK(day_check_begin(&d, f->st, &f->actor, false, &f->err));
	while (!done)
		OK(day_check_step(&d, 1000, &done, &f->err));
	n = d.found.n;
	day_check_end(&d);
	return n;
}

static void every_disclosure_names_whom_it_held(void **state) { /* rule 11.16 */
	struct fixture *f = *state;
	struct made m = {.seed = 21};

	for (int i = 0; i < PEOPLE; i++) {
		char name[16];

		snprintf(name, sizeof name, "人%02d", i);
		m.person[i] = add_resident(f, name, 10 + i);
		if (i < TALKS) {
			add_order(f, m.person[i], "detox", "2026-01-05", "2026-01-08");
			add_event(f, "talk", m.person[i], PAIRS("occurred", "2026-10-08"));
		}
	}
	for (int i = 0; i < TIMES; i++)
		something_leaves(f, &m, i);
	for (int i = 0; i < PEOPLE; i++) {
		struct audit_query q = {.resident = m.person[i], .from = DATE_NONE, .to = DATE_NONE};
		struct ids told = {0};

		OK(audit_read(f->st, &f->actor, &q, add_told, &told, &f->err));
		ids_sort(&told);
		assert_int_equal(told.n, m.want[i].n);
		assert_memory_equal(told.v, m.want[i].v, told.n * sizeof *told.v);
		ids_clear(&told);
	}
	forget(&m);
	/* The names let out are under the entry's seal: one taken out, or put in, is seen. */
	assert_int_equal(damages(f), 0);
	alter(f, "DROP TRIGGER disclosed_no_delete; DELETE FROM disclosed WHERE seq = (SELECT max(seq) FROM disclosed)");
	assert_int_equal(damages(f), 1);
	assert_true(number(f, "SELECT count(*) FROM disclosure WHERE recipient = '县公安局' AND fields LIKE '%姓名%'") > 0 ||
	            number(f, "SELECT count(*) FROM disclosure WHERE recipient = '县公安局' AND fields LIKE '%Name%'") > 0);
}

/* ---- bounds at their doors ---- */

static void every_door_has_its_bound(void **state) { /* rule 11.15 */
	struct fixture *f = *state;
	struct made m = {.seed = 3};
	struct draft d = {.form = mem_strdup("talk"), .text = mem_strdup("x")};
	long long n;
	char *path = in_dir(f, "bad.csv");
	static const char bad[] = "姓名,身份证号,人员类别,决定日期\n某,1,社区戒毒,2010-13-45\n";
	char *more = mem_printf("%s某二,%s,社区戒毒,2026-01-04\n", bad, id_number("99010119900315017"));
	const struct plan_options o = {.path = path, .reg = "roster", .at_once = true};
	struct listing list;
	struct plan *p;

	settings(f, "[access]\npages_a_day = 1\nrefused_a_day = 1\nattached_a_day = 1\n");
	for (int i = 0; i < PEOPLE; i++)
		m.person[i] = add_resident(f, "单建国", 10 + i);
	play(f, &f->actor, "officer"); /* the head, who would answer, does not wait */
	out_listing(f, &m, true);
	list = list_of("某人", m.person, 3);
	REFUSED(listing_print(f->st, &f->actor, &list, &(char *){NULL}, &f->err), "bound.past");
	listing_clear(&list);
	OK(attachment_add(f->st, &f->actor, "x", 1, &n, &f->err));
	REFUSED(attachment_add(f->st, &f->actor, "y", 1, &n, &f->err), "bound.past");
	OK(file_write_new(path, bad, sizeof bad - 1, &f->err));
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	plan_free(p);
	unlink(path); /* the next one has a good row too, which is not taken either */
	OK(file_write_new(path, more, strlen(more), &f->err));
	REFUSED(plan_make(&p, f->st, &f->actor, &o, &f->err), "bound.past");
	assert_int_equal(number(f, "SELECT count(*) FROM approval WHERE kind = 'bound'"), 3);
	assert_int_equal(number(f, "SELECT count(*) FROM resident"), PEOPLE);
	for (int i = 0; i < 200; i++, d.id = 0)
		OK(draft_save(f->st, &f->actor, &d, &f->err));
	REFUSED(draft_save(f->st, &f->actor, &d, &f->err), "draft.many");
	draft_clear(&d);
	forget(&m);
	free(path);
	free(more);
}

/* ---- files in out/ ---- */

static long long print_of(struct fixture *f, const struct actor *a, long long who) {
	struct listing l = list_of(CANARY, &who, 1);
	char *path;

	OK(listing_print(f->st, a, &l, &path, &f->err));
	listing_clear(&l);
	free(path);
	return last_seq(f);
}

/* By its number: RC_OK, or the sentence's id. */
static const char *fetched(struct fixture *f, const struct actor *a, long long n) {
	struct str bytes = {0};
	enum rc rc = disclosure_fetch(f->st, a, n, false, &bytes, &f->err);

	assert_true((rc == RC_OK) == (bytes.n > 0));
	str_clear(&bytes);
	return rc == RC_OK ? "" : f->err.id;
}

static int files_in(struct fixture *f) {
	char *path = in_dir(f, "out");
	DIR *d = opendir(path);
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	free(path);
	return n;
}

static void put_page(struct fixture *f, const char *name, int days_old) {
	char *path = in_dir(f, name);
	struct utimbuf then = {.modtime = (time_t)(clock_now_ms() / 1000 - days_old * 86400L)};

	OK(file_write_new(path, "x", 1, &f->err));
	then.actime = then.modtime;
	assert_int_equal(utime(path, &then), 0);
	free(path);
}

static void a_file_is_its_makers_until_it_ends(void **state) { /* rule 11.17 */
	struct fixture *f = *state;
	const struct actor head = f->actor;
	struct actor li = {.officer = 0, .login = "li", .name = "李", .role = "officer", .session = "s", .source = "cli"}, wu = li;
	long long who = add_resident(f, "单建国", 17), page;

	alter(f, "INSERT INTO officer (uid, ver, seq, recorded_at, source, login, name, role, active) VALUES"
	         " ('00000000000000000000000011', 1, 1, 1, 'typed', 'li', '李', 'officer', 'yes'),"
	         " ('00000000000000000000000012', 1, 1, 1, 'typed', 'wu', '吴', 'officer', 'yes')");
	li.officer = number(f, "SELECT id FROM officer WHERE login = 'li'");
	wu.officer = number(f, "SELECT id FROM officer WHERE login = 'wu'");
	page = print_of(f, &li, who);
	assert_string_equal(fetched(f, &li, page), "");
	assert_string_equal(fetched(f, &wu, page), "fetch.none");
	assert_string_equal(fetched(f, &head, page), "");
	li.role = "reader";
	assert_string_equal(fetched(f, &li, page), "rights.changed");
	li.role = "officer";
	assert_string_equal(fetched(f, &li, page + 1000), "fetch.none");
	assert_int_equal(files_in(f), 3); /* page, text, workbook */

	/* without a row: by its age; what was left half written: at once */
	put_page(f, "out/trip-000001.html", 20);
	put_page(f, "out/trip-000002.html", 3);
	put_page(f, "out/export-000003.csv.part", 1);
	disclosure_sweep(f->st, &head);
	assert_int_equal(files_in(f), 4);
	assert_string_equal(fetched(f, &head, 2), "fetch.none");
	alter(f, "DROP TRIGGER disclosure_no_update; UPDATE disclosure SET ends = 1 WHERE kind = 'list'");
	assert_string_equal(fetched(f, &li, page), "fetch.none");
	assert_int_equal(files_in(f), 4);
	disclosure_sweep(f->st, &head);
	assert_int_equal(files_in(f), 1);
	assert_int_equal(number(f, "SELECT count(*) FROM audit WHERE action = 'out.gone' AND detail = 'files=1'"), 1);
}

static void prompts_open_ones_own_only(void **state) { /* rule 11.17 */
	struct fixture *f = *state;
	static const char *const folders[] = {"in", "in/wang", "in/li"};
	struct actor li = f->actor;
	char *path;

	for (size_t i = 0; i < 3; i++) {
		path = in_dir(f, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
		free(path);
	}
	put_page(f, "in/li/a.csv", 0);
	put_page(f, "in/wang/a.csv", 0);
	li.login = "li";
	li.officer = 99;
	path = in_dir(f, "s.db");
	OK(disclosure_may_open(f->st, &f->actor, path, &f->err)); /* one person's machine */
	settings(f, "[station]\nmode = station\n");
	li.role = f->actor.role;
	li.session = f->actor.session;
	REFUSED(disclosure_may_open(f->st, &f->actor, path, &f->err), "open.other");
	free(path);
	REFUSED(disclosure_may_open(f->st, &f->actor, "/etc/hostname", &f->err), "open.other");
	path = in_dir(f, "in/li/a.csv");
	REFUSED(disclosure_may_open(f->st, &f->actor, path, &f->err), "open.other");
	free(path);
	path = in_dir(f, "in/wang/a.csv");
	OK(disclosure_may_open(f->st, &f->actor, path, &f->err));
	free(path);
	print_of(f, &f->actor, add_resident(f, "单建国", 17));
	path = disclosure_path(f->st, "list", last_seq(f), ".html");
	OK(disclosure_may_open(f->st, &f->actor, path, &f->err));
	REFUSED(disclosure_may_open(f->st, &li, path, &f->err), "open.other");
	free(path);
}

/* ---- sealed, then erased: in no file ---- */

static const char *needle;
static int found;

static int look_into(const char *path, const struct stat *at, int kind, struct FTW *w) {
	struct str bytes = {0};
	size_t n = strlen(needle), i = 0;

	if (kind == FTW_F)
		file_read(path, FILE_MOST, &bytes, NULL);
	while (i + n <= bytes.n && memcmp(bytes.s + i, needle, n) != 0)
		i++;
	found += i + n <= bytes.n;
	str_clear(&bytes);
	return 0;
}

/* Files of the data folder, or of a folder of it, that hold these bytes. */
static int files_with(struct fixture *f, const char *what, const char *folder) {
	char *path = in_dir(f, folder);

	needle = what;
	found = 0;
	nftw(path, look_into, 8, FTW_PHYS);
	free(path);
	return found;
}

static long long refused_page(struct fixture *f, const char *id_no) {
	char *path = in_dir(f, "roster.csv"), *text = mem_printf("姓名,身份证号,人员类别,决定日期\n" CANARY ",%s,社区戒毒,2010-13-45\n", id_no);
	const struct plan_options o = {.path = path, .reg = "roster"};
	struct plan *p;
	long long n;

	OK(file_write_new(path, text, strlen(text), &f->err));
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	OK(plan_refuse_to_out(p, &n, &f->err));
	OK(plan_apply(p, &f->err));
	plan_free(p);
	unlink(path); /* the officer's own, who brought it */
	free(path);
	free(text);
	return n;
}

static long long exported_page(struct fixture *f, long long who) {
	struct listing l = list_of(CANARY, &who, 1);
	struct listing_options o = {.identified = true, .reason = "核对", .existing = CSV_KEEP};
	char *path, *final;

	OK(disclosure_put(f->st, &f->actor, &(struct disclosure){.kind = OUT_EXPORT, .action = "file", .access = ACT_PASSWORD,
	                  .page = true}, &o.file, &f->err));
	o.path = path = disclosure_path(f->st, OUT_EXPORT, o.file, ".csv");
	OK(file_make_parents(path, &f->err));
	OK(listing_write(f->st, &f->actor, &l, &o, &final, &f->err));
	listing_clear(&l);
	free(path);
	free(final);
	return o.file;
}

static void leave_words(struct fixture *f, long long who) {
	struct str bytes = {0};
	struct draft d = {.form = mem_strdup("talk"), .resident = who, .text = mem_strdup("content=" CANARY)};
	struct saved_view v = {.digit = -1, .name = mem_strdup(CANARY), .filter = mem_strdup(CANARY)};
	long long paper;
	char number_text[24];

	OK(draft_save(f->st, &f->actor, &d, &f->err));
	draft_clear(&d);
	OK(saved_view_save(f->st, &f->actor, "residents", &v, &f->err));
	saved_view_clear(&v);
	OK(attachment_add(f->st, &f->actor, CANARY " paper", sizeof CANARY + 5, &paper, &f->err));
	snprintf(number_text, sizeof number_text, "%lld", paper);
	add_event(f, "document", who, PAIRS("occurred", "2010-10-01", "kind", "计划书", "file", number_text));
	OK(attachment_read(f->st, &f->actor, paper, &bytes, &f->err));
	assert_int_equal(number(f, "SELECT count(*) FROM disclosed JOIN disclosure USING (seq) WHERE kind = 'fetch'"), 1);
	str_clear(&bytes);
}

static void whoever_is_sealed_or_erased_is_in_no_file(void **state) { /* rule 11.17 */
	struct fixture *f = *state;
	enum { PAGES = 4 };
	long long page[PAGES], rows, who;
	struct resident r;
	struct approval ask;
	char id_no[20], *account;
	struct made m = {.seed = 1};

	clock_set_today(day("2010-11-22"));
	page[0] = refused_page(f, "99010119850315017");
	who = add_resident(f, CANARY, 17);
	add_order(f, who, "detox", "2010-01-05", "2010-01-08");
	for (int i = 0; i < TALKS; i++)
		m.person[i] = who;
	OK(resident_get(f->st, &f->actor, who, &r, &f->err));
	snprintf(id_no, sizeof id_no, "%s", r.id_no);
	out_police(f, &m);
	forget(&m);
	page[1] = last_seq(f);
	page[2] = exported_page(f, who);
	page[3] = print_of(f, &f->actor, who);
	leave_words(f, who);
	alter(f, "UPDATE treatment_order SET state = 'discharged'");
	for (size_t i = 0; i < PAGES; i++)
		assert_string_equal(fetched(f, &f->actor, page[i]), "");
	assert_true(files_with(f, CANARY, "out") >= 4);

	OK(seal_set(f->st, &f->actor, who, "三年未吸", &f->err));
	for (size_t i = 0; i < PAGES; i++)
		assert_string_equal(fetched(f, &f->actor, page[i]), "fetch.none");
	assert_int_equal(files_in(f), 0);
	assert_int_equal(files_with(f, CANARY, "drafts.db"), 0);
	assert_int_equal(number(f, "SELECT count(*) FROM saved_view"), 0);
	/* the account of who looked is the person's own, sealed or not */
	OK(access_print(f->st, &f->actor, r.file_no, &account, &f->err));
	assert_string_equal(fetched(f, &f->actor, last_seq(f)), "");

	clock_set_today(day("2022-11-22"));
	entity_init(&approval_def, &ask);
	ask.resident.id = who;
	ask.reason = mem_strdup("保管期满");
	ask.unit = mem_strdup("县禁毒办");
	ask.document = mem_strdup("2022-7");
	OK(erase_person(f->st, &f->actor, &ask, &rows, &f->err));
	assert_int_equal(files_in(f), 0);
	assert_int_equal(files_with(f, CANARY, "."), 0);
	assert_int_equal(files_with(f, id_no, "."), 0);
	entity_clear(&approval_def, &ask);
	entity_clear(&resident_def, &r);
	free(account);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_disclosure_names_whom_it_held, station_setup, station_teardown_all),
		cmocka_unit_test_setup_teardown(every_door_has_its_bound, station_setup, station_teardown_all),
		cmocka_unit_test_setup_teardown(a_file_is_its_makers_until_it_ends, station_setup, station_teardown_all),
		cmocka_unit_test_setup_teardown(prompts_open_ones_own_only, station_setup, station_teardown_all),
		cmocka_unit_test_setup_teardown(whoever_is_sealed_or_erased_is_in_no_file, station_setup, station_teardown_all),
	};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: disclosures", tests, NULL, NULL);
}
