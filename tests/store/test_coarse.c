/* Rule 11.24: no sum and no difference of what a reader is told singles anybody out, over figures, rows, periods and what
 * was sent. SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/tr.h"
#include "model/report/report_check.h"
#include "model/report/report_trend.h"
#include "model/report/sent.h"

enum { PEOPLE = 23 };

struct numbers {
	long long v[4000];
	size_t n;
};

static void told(struct numbers *t, long long n) {
	assert_true(t->n < sizeof t->v / sizeof *t->v);
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i] == n)
			return;
	t->v[t->n++] = n;
}

static void people(struct fixture *f) {
	char name[20];

	for (int i = 0; i < PEOPLE; i++) {
		long long id;

		snprintf(name, sizeof name, "甲%c", 'a' + i);
		id = add_resident(f, name, 100 + i);
		add_order(f, id, i % 5 ? "detox" : "rehab", i % 4 ? "2026-08-03" : "2026-10-05",
		                  i % 3 ? i % 4 ? "2026-08-05" : "2026-10-06" : NULL);
		if (i % 3 && i % 2)
			OK(try_event(f, "test", id, (const char *const[]){"occurred", "2026-10-12", "result", i % 7 ? "negative" : "positive", NULL}, NULL));
	}
	alter(f, "UPDATE resident SET place = NULL; UPDATE resident SET sealed = '2026-11-22' WHERE id = 3;"
	      " UPDATE treatment_order SET worker = CASE resident % 3 WHEN 0 THEN '李' WHEN 1 THEN '王' END");
}

/* Everything a role reads of the two months. small: how many of it are 1 to 4. */
static long read_all(struct fixture *f, struct numbers *t) {
	long small = 0;

	for (int m = 9; m <= 10; m++) {
		const struct span month = span_of(SPAN_MONTH, day(m == 9 ? "2026-09-01" : "2026-10-01"));
		struct report r;
		struct report_line l;
		struct sent s;

		OK(report_make(f->st, &f->actor, month.from, month.to, &r, &f->err));
		for (size_t i = 0; report_line_at(&r, i, &l); i++) {
			told(t, l.value);
			told(t, l.under);
			small += l.value > 0 && l.value < 5;
		}
		report_clear(&r);
		for (size_t k = 0; k <= report_kind_count; k++)
			for (int by = 0; by < REPORT_BYS; by++) {
				struct report_set set;

				OK(report_set_make(f->st, &f->actor, k < report_kind_count ? &report_kinds[k] : report_kind_month(),
				                   (enum report_by)by, &month, true, &set, &f->err));
				for (size_t i = 0; i < set.n; i++)
					for (size_t c = 0; c < set.table[i].row_count * set.table[i].kind->column_count; c++) {
						told(t, set.table[i].cells[c]);
						small += set.table[i].cells[c] > 0 && set.table[i].cells[c] < 5;
					}
				report_set_clear(&set);
			}
		if (sent_get(f->st, &f->actor, month.from, -1, &s, &f->err) == RC_OK)
			for (size_t i = 0; i < s.line_count; i++)
				told(t, s.lines[i].numerator);
		sent_clear(&s);
	}
	return small;
}

static void a_reader_singles_nobody_out(void **state) {
	struct fixture *f = *state;
	static struct numbers all, read;
	struct report r;
	struct sent before, next;
	struct trend trend;
	struct report_doubts doubts;
	struct report_set set;
	struct ids who = {0}, shown = {0};
	long long sealed;
	const struct span year = span_of(SPAN_YEAR, day("2026-10-01"));

	people(f);
	OK(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-31"), &r, &f->err));
	OK(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err));
	OK(sent_send(f->st, &f->actor, &next, NULL, &f->err));
	sent_clear(&before);
	sent_clear(&next);
	assert_true(read_all(f, &all) > 50); /* the head reads everything as it is */
	play(f, &f->actor, "reader");
	assert_int_equal(read_all(f, &read), 0);
	OK(trend_make(f->st, &f->actor, figure_find("register"), NULL, day("2026-11-20"), &trend, &f->err));
	assert_int_equal(trend.row_count, 1);
	for (size_t m = 0; m < TREND_MONTHS; m++)
		told(&read, trend.top[0][m]);
	assert_int_equal(date_cmp(trend.month[TREND_MONTHS - 1].to, day("2026-10-31")), 0);
	trend_clear(&trend);
	assert_true(read.n > 3);
	for (size_t a = 0; a < read.n; a++)
		for (size_t b = 0; b < read.n; b++)
			for (size_t c = 0; c < read.n; c++) {
				long long n = read.v[a] - read.v[b] - read.v[c];

				if ((n > 0 && n < 5) || (read.v[a] - read.v[b] + read.v[c]) % 5 != 0)
					fail_msg("%lld - %lld - %lld", read.v[a], read.v[b], read.v[c]);
			}
	/* Nobody behind a number, no day and no other period, no doubts, no draft of what is sent. */
	ids_add(&who, 1);
	REFUSED(report_names(f->st, &f->actor, &who, &shown, &sealed, &f->err), "access.denied");
	REFUSED(report_check(f->st, &f->actor, &r, &doubts, &f->err), "access.denied");
	REFUSED(sent_draft(f->st, &f->actor, &r, &before, &next, &f->err), "access.denied");
	report_clear(&r);
	REFUSED(report_make(f->st, &f->actor, day("2026-10-01"), day("2026-10-30"), &r, &f->err), "report.coarse");
	REFUSED(report_make(f->st, &f->actor, day("2026-11-01"), day("2026-11-30"), &r, &f->err), "report.coarse");
	REFUSED(report_set_make(f->st, &f->actor, &report_kinds[0], ROWS_BY_TEAM, &year, false, &set, &f->err), "report.coarse");
	ids_clear(&who);
	ids_clear(&shown);
}

int main(void) {
	const struct CMUnitTest tests[] = {STATION_TEST(a_reader_singles_nobody_out)};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: figures of readers", tests, NULL, NULL);
}
