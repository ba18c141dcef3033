/* The register of tests: what a station has done since each person reported in, window by window, up to today.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/gen.h"

static const struct sheet_column columns[] = {
	{"name"}, {"id_no"}, {"occurred"}, {"place_text", .spoken = true}, {"result"}, {"tester"},
	{"tester2"}, {"sample"}, {"nature"}, {"note"},
};

struct test {
	size_t person;
	struct date day;
	const char *result, *nature, *note;
	bool elsewhere, hair;
};

struct tests {
	struct test *v;
	size_t n, cap;
};

static void add(struct tests *all, struct test t) {
	if (all->n == all->cap) {
		all->cap = all->cap ? all->cap * 2 : 1024;
		all->v = mem_grow(all->v, all->cap, sizeof *all->v);
	}
	all->v[all->n++] = t;
}

/* A working day in [from, to], neither later than today; from itself when the window has none. */
static struct date working_day(struct rng *r, struct date from, struct date to, struct date today) {
	if (date_before(today, to))
		to = today;
	for (int tries = 0; tries < 8; tries++) {
		struct date d = date_add_days(from, rng_below(r, to.n - from.n + 1));
		if (date_weekday(d) < 5)
			return d;
	}
	return from;
}

/* Months between two tests in a year of the term: the rhythms 12/6/4 and 6/4/2. */
static int rhythm(bool detox, int year) {
	static const int months[2][3] = {{2, 3, 6}, {1, 2, 3}};
	return months[detox][year < 3 ? year : 2];
}

static struct test one_test(struct rng *r, const struct person *p, struct date day) {
	struct test t = {.person = p->index, .day = day, .result = "阴性", .nature = "定期", .note = ""};
	if (strcmp(p->job, "外出务工") == 0 && rng_chance(r, 0.4)) {
		t.elsewhere = true;
		t.nature = "异地";
		t.note = "外地检测报告单存档";
	}
	t.hair = rng_chance(r, 0.03);
	return t;
}

/* Without this a window that has barely opened would look done at every station. */
static bool open_window_done(struct rng *r, struct date from, struct date to, struct date today) {
	double passed = (double)(today.n - from.n) / (double)(to.n - from.n + 1);
	return rng_chance(r, passed * 0.5);
}

static void tests_of(struct tests *all, const struct person *p, const struct station *s) {
	struct rng r = rng_for(s->seed, "tests", p->index);
	if (!date_is_set(p->reported))
		return;
	size_t first = all->n;
	int done_months = 0;
	while (done_months < 36) {
		int step = rhythm(p->detox, done_months / 12);
		struct date from = date_add_months(p->reported, done_months);
		struct date to = date_add_days(date_add_months(p->reported, done_months + step), -1);
		done_months += step;
		if (date_before(s->today, from))
			break;
		bool open = !date_before(to, s->today);
		if (open ? !open_window_done(&r, from, to, s->today) : rng_chance(&r, p->missing)) {
			/* Who missed comes later: that answers the finding, never the window. Of the last months half still
			 * wait for it. */
			struct date later = date_add_days(to, rng_between(&r, 2, 12));
			bool recent = s->today.n - to.n < 200;
			if (!open && !date_before(s->today, later) && !(recent && rng_chance(&r, 0.5)))
				add(all, (struct test){.person = p->index, .day = later, .result = "阴性", .nature = "补检",
				                       .note = "上期因故未到"});
			continue;
		}
		struct test t = one_test(&r, p, working_day(&r, from, to, s->today));
		if (rng_chance(&r, 0.015)) {
			t.result = "无效";
			t.note = "样本不合格";
			add(all, t);
			t = one_test(&r, p, t.day);
		}
		add(all, t);
		if (rng_chance(&r, 0.05)) {
			struct test extra = one_test(&r, p, working_day(&r, from, to, s->today));
			extra.nature = "不定期";
			extra.hair = !t.hair; /* another sample, so another key on the same day */
			add(all, extra);
		}
	}
	/* Few are positive: one person in thirty, at the last test. */
	if (p->index % 30 == 11 && all->n > first) {
		all->v[all->n - 1].result = "阳性";
		all->v[all->n - 1].note = "两次确认";
	}
}

static int by_day(const void *a, const void *b) {
	const struct test *x = a, *y = b;
	int c = date_cmp(x->day, y->day);
	return c ? c : (x->person > y->person) - (x->person < y->person);
}

enum defect { NO_DEFECT, ID_MANGLED, ID_UNKNOWN, DATE_IMPOSSIBLE, RESULT_EMPTY, RESULT_UNKNOWN, DEFECTS };
static const char *const at_fault[DEFECTS] = {
	[NO_DEFECT] = "",               [ID_MANGLED] = "id_no",    [ID_UNKNOWN] = "id_no",
	[DATE_IMPOSSIBLE] = "occurred", [RESULT_EMPTY] = "result", [RESULT_UNKNOWN] = "result",
};

static void write_test(struct table *t, struct rng *r, const struct test *x, const struct station *s) {
	const struct person *p = &s->people[x->person];
	enum defect d = rng_chance(r, t->layout->defects) ? (enum defect)rng_between(r, 1, DEFECTS - 1) : NO_DEFECT;
	spell_name(t, r, p->name);
	if (d == ID_MANGLED) {
		char id[24];
		snprintf(id, sizeof id, "%c.%.5sE+17", p->idno[0], p->idno + 1);
		table_cell(t, id);
	} else if (d == ID_UNKNOWN) {
		struct person stranger; /* an index no station of this size has */
		person_make(&stranger, s->seed, s->count + x->person, s->today);
		table_cell(t, stranger.idno);
	} else {
		spell_idno(t, r, p->idno);
	}
	if (d == DATE_IMPOSSIBLE)
		table_cell(t, "2025-02-30");
	else
		spell_date(t, r, x->day);
	table_cell(t, x->elsewhere ? "务工地派出所" : "示范镇工作站");
	table_cell(t, d == RESULT_EMPTY ? "" : d == RESULT_UNKNOWN ? "合格" : x->result);
	table_cell(t, person_worker(p));
	table_cell(t, person_police(p));
	table_cell(t, x->hair ? "毛发" : "尿");
	table_cell(t, x->nature);
	table_cell(t, x->note);
	table_judge(t, d == NO_DEFECT ? "ok" : "bad", at_fault[d]);
	table_end(t);
}

static void fill(const struct sheet_def *def, struct table *t, const struct station *s) {
	struct tests all = {0};
	for (size_t i = 0; i < s->count; i++)
		tests_of(&all, &s->people[i], s);
	if (all.n > 0)
		qsort(all.v, all.n, sizeof *all.v, by_day);
	for (size_t i = 0; i < all.n; i++) {
		struct rng r = rng_for(s->seed, "test cells", i);
		write_test(t, &r, &all.v[i], s);
	}
	free(all.v);
}

const struct sheet_def test_sheet = {
	.name = "tests", .reg = "test", .title = "示范镇吸毒检测登记表",
	.columns = columns, .column_count = sizeof columns / sizeof *columns, .fill = fill,
};
