/* Imports over a real database: every sample against its truth, twice, mended, changed, out and in again. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>

#include "core/clock.h"
#include "core/idno.h"
#include "exchange/csv_read.h"
#include "exchange/plan.h"
#include "exchange_util.h"
#include "model/order.h"
#include "model/resident.h"
#include "model/station.h"

enum { ROWS_MAX = 1000 };

struct told {
	long record;
	enum verdict verdict;
	enum plan_kind kind;
	char column[64];
	char reason[300];
	char changes[300];
};

struct fixture {
	char db[160];
	struct station *st;
	struct actor actor;
	struct err err;
	struct told told[ROWS_MAX];
	size_t n;
	long stop_at; /* progress says stop from this line on; 0: never */
};

#define OK(call) \
	do { \
		enum rc rc_ = (call); \
		if (rc_ != RC_OK) \
			fail_msg("%s: %s", #call, f->err.text); \
	} while (0)

static int setup(void **state) {
	struct fixture *f = mem_zalloc(1, sizeof *f);
	struct station_options opt = {.db = f->db};
	struct date today;

	tmp_make();
	snprintf(f->db, sizeof f->db, "%.60s/s.db", tmp_folder);
	assert_true(date_parse_iso("2026-11-22", &today));
	clock_set_today(today);
	tr_set_lang(LANG_ZH);
	OK(station_init(&opt, "示范镇", "wang", "王干事", &f->err));
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
	*state = f;
	return 0;
}

static int teardown(void **state) {
	struct fixture *f = *state;
	DIR *d = opendir(tmp_folder);

	station_close(f->st);
	for (struct dirent *e; (e = readdir(d));)
		unlink(tmp_path(e->d_name));
	closedir(d);
	rmdir(tmp_folder);
	free(f);
	return 0;
}

static void each(void *ctx, const struct plan_row *row) {
	struct fixture *f = ctx;
	struct told *t = &f->told[f->n++];

	assert_true(f->n < ROWS_MAX);
	t->record = row->record;
	t->verdict = row->verdict;
	t->kind = row->kind;
	snprintf(t->column, sizeof t->column, "%s", row->column);
	snprintf(t->reason, sizeof t->reason, "%s", row->reason);
	snprintf(t->changes, sizeof t->changes, "%s", row->changes);
}

static bool progress(void *ctx, long done, long total) {
	struct fixture *f = ctx;

	assert_in_range(done, 1, total);
	return !f->stop_at || done < f->stop_at;
}

static struct plan *plan(struct fixture *f, const char *path, const char *reg) {
	static struct plan_options o;
	struct plan *p;

	o = (struct plan_options){.path = path, .reg = reg, .progress = progress, .each = each, .ctx = f};
	f->n = 0;
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	assert_int_equal(plan_counts(p)->records, f->n);
	return p;
}

/* Plan and apply; the counts of what was done. */
static struct plan_counts take(struct fixture *f, const char *path, const char *reg, char *refused) {
	struct plan *p = plan(f, path, reg);
	struct plan_counts planned = *plan_counts(p), done;

	OK(plan_apply(p, &f->err));
	done = *plan_counts(p);
	assert_memory_equal(&planned, &done, sizeof done);
	if (refused)
		snprintf(refused, 200, "%s", plan_refused_path(p) ? plan_refused_path(p) : "");
	plan_free(p);
	return done;
}

static const char *sample(const char *name) {
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", TEST_DATA, name);
	return path;
}

__attribute__((unused)) static const char *take_text(struct fixture *f, const char *text, const char *reg, struct plan_counts *counts) {
	const char *path = tmp_write("in.csv", text, strlen(text));

	*counts = take(f, path, reg, NULL);
	return path;
}

/* ---- samples ---- */

static void compare_with_truth(struct fixture *f, const char *truth) {
	struct source *s;
	struct csv_reader *r;
	const struct csv_record *rec;
	size_t i = 0;

	OK(source_open(&s, sample(truth), SOURCE_AUTO, &f->err));
	OK(csv_reader_new(&r, s, ',', &f->err));
	OK(csv_reader_next(r, &rec, &f->err));
	for (;; i++) {
		OK(csv_reader_next(r, &rec, &f->err));
		if (!rec)
			break;
		assert_true(i < f->n);
		const struct told *t = &f->told[i];
		if (t->record != strtol(csv_cell(rec, 0), NULL, 10) || strcmp(verdict_word(t->verdict), csv_cell(rec, 1)) != 0 ||
		    strcmp(t->column, csv_cell(rec, 2)) != 0)
			fail_msg("%s: record %ld is %s %s (%s), the truth for %s is %s %s", truth, t->record, verdict_word(t->verdict),
			         t->column, t->reason, csv_cell(rec, 0), csv_cell(rec, 1), csv_cell(rec, 2));
		assert_int_equal(t->verdict == VERDICT_OK, !t->reason[0]);
	}
	assert_int_equal(i, f->n);
	csv_reader_free(r);
	source_close(s);
}

static void test_truth(void **state) {
	static const struct {
		const char *file, *truth;
	} samples[] = {
		{"roster-county-gb18030.csv", "roster-county-gb18030.truth.csv"},
		{"roster-office-gb18030.csv", "roster-office-gb18030.truth.csv"},
		{"roster-utf16.txt", "roster-utf16.truth.csv"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < 3; i++) {
		plan_free(plan(f, sample(samples[i].file), NULL));
		compare_with_truth(f, samples[i].truth);
	}
}

static void test_clean(void **state) {
	struct fixture *f = *state;
	struct plan *p = plan(f, sample("roster-clean-utf8bom.csv"), NULL);

	assert_string_equal(plan_register(p)->id, "roster");
	assert_int_equal(plan_counts(p)->n_new, 120);
	assert_int_equal(plan_counts(p)->n_warned + plan_counts(p)->n_refused + plan_counts(p)->n_same, 0);
	assert_non_null(plan_note(p, 0));
	assert_non_null(strstr(plan_preview(p, 0), "薛洋"));
	plan_free(p);
}

static long long on_file(struct fixture *f) {
	long long n;

	OK(resident_count(f->st, &f->actor, &n, &f->err));
	return n;
}

/* Each sample taken; the same file again changes nothing and says so. */
static void test_again(void **state) {
	static const char *const files[] = {"roster-clean-utf8bom.csv", "roster-county-gb18030.csv", "roster-office-gb18030.csv",
	                                    "roster-utf16.txt"};
	struct fixture *f = *state;
	char refused[200];

	for (size_t i = 0; i < 4; i++) {
		long long before = on_file(f);
		char copy[200], seq1[65], seq2[65];
		long long a, b;
		size_t n;
		char *bytes = tmp_read(sample(files[i]), &n);
		snprintf(copy, sizeof copy, "%s", tmp_write(files[i], bytes, n));
		free(bytes);
		struct plan_counts c = take(f, copy, NULL, refused);
		assert_int_equal(on_file(f) - before, c.n_new);
		assert_int_equal(refused[0] != '\0', c.n_refused > 0);
		OK(station_audit_head(f->st, &a, seq1, &f->err));
		struct plan *p = plan(f, copy, NULL);
		assert_int_equal(plan_counts(p)->n_new + plan_counts(p)->n_changed, 0);
		assert_int_equal(plan_counts(p)->n_same, c.n_new);
		assert_int_equal(plan_counts(p)->n_refused, c.n_refused);
		OK(plan_apply(p, &f->err));
		plan_free(p);
		OK(station_audit_head(f->st, &b, seq2, &f->err));
		assert_int_equal(a, b);
	}
	/* Only the first of two identical refused files is kept. */
	assert_int_equal(access(tmp_path("roster-county-gb18030.csv.refused-2.csv"), F_OK), -1);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_truth, setup, teardown),
		cmocka_unit_test_setup_teardown(test_clean, setup, teardown),
		cmocka_unit_test_setup_teardown(test_again, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
