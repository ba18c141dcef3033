/* What is hidden of a published table cannot be computed (rule 18.22): of many small random ones
 * every other table with the same sums is looked for, one step away, which is enough in a table of
 * sums. SPDX-License-Identifier: MIT */
#include "core/mem.h"
#include "model/report/report_hide.h"
#include "texts.h"

enum { ROWS = 4, COLUMNS = 7, LEAST = 5, CELLS = ROWS * COLUMNS };

/* A group with its whole, one whose whole is shown always, and a column of its own. */
static const struct hide_column columns[COLUMNS] = {
	{0, true, false}, {0, false, false}, {0, false, false}, {0, false, false},
	{1, false, false}, {1, false, false}, {-1, false, false},
};
static const int first_of[] = {0, 4, 6}, end_of[] = {4, 6, 7};

static uint64_t seed = 18;

static long long roll(int most) {
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (long long)((seed >> 33) % (uint64_t)(most + 1));
}

static void make(long long *cells) {
	memset(cells, 0, CELLS * sizeof *cells);
	for (int r = 0; r + 1 < ROWS; r++)
		for (int c = COLUMNS - 1; c >= 0; c--) {
			long long *cell = &cells[r * COLUMNS + c];

			if (c > 0)
				*cell = roll(3) ? roll(9) : roll(1) * 30;
			if (c >= 1 && c <= 3)
				cells[r * COLUMNS] += *cell;
		}
	for (int r = 0; r + 1 < ROWS; r++) /* no village of fewer people is published */
		if (cells[r * COLUMNS + 4] + cells[r * COLUMNS + 5] < LEAST)
			cells[r * COLUMNS + 4 + (int)roll(1)] += LEAST;
	for (int c = 0; c < COLUMNS; c++)
		for (int r = 0; r + 1 < ROWS; r++)
			cells[(ROWS - 1) * COLUMNS + c] += cells[r * COLUMNS + c];
}

struct search {
	const long long *cells;
	const bool *hidden;
	bool *could; /* be another number */
	int part, low, delta[CELLS]; /* low: what a hidden number is at least,
		as far as one knows */
};

/* The sums that end with this cell of the part: of its row, and in the last row of its column. */
static bool sums_hold(const struct search *s, int row, int column) {
	int sum = 0;

	if (column + 1 == end_of[s->part] && s->part < 2) {
		for (int c = first_of[s->part]; c < end_of[s->part]; c++)
			sum += columns[c].whole ? -s->delta[row * COLUMNS + c] : s->delta[row *
				COLUMNS + c];
		if (sum != 0)
			return false;
	}
	for (int r = sum = 0; row + 1 == ROWS && r < ROWS; r++)
		sum += r + 1 == ROWS ? -s->delta[r * COLUMNS + column] : s->delta[r * COLUMNS +
			column];
	return sum == 0;
}

static void look(struct search *s, int row, int column) {
	int cell = row * COLUMNS + column;

	if (row == ROWS) {
		for (int i = 0; i < CELLS; i++)
			s->could[i] |= s->delta[i] != 0;
		return;
	}
	for (int d = -1; d <= 1; d++) {
		if (d != 0 && (!s->hidden[cell] || s->cells[cell] + d < s->low))
			continue;
		s->delta[cell] = d;
		if (sums_hold(s, row, column))
			look(s, column + 1 == end_of[s->part] ? row + 1 : row,
			     column + 1 == end_of[s->part] ? first_of[s->part] : column + 1);
	}
	s->delta[cell] = 0;
}

/* Hidden numbers that can only be what they are. */
static int given_away(const long long *cells, const bool *hidden) {
	int n = 0;
	bool could[CELLS] = {0};
	struct search s = {.cells = cells, .hidden = hidden, .could = could, .low = 1};

	for (int i = 0; i < CELLS; i++)
		if (hidden[i] && cells[i] == 0)
			s.low = 0;
	for (s.part = 0; s.part < 3; s.part++)
		look(&s, 0, first_of[s.part]);
	for (int i = 0; i < CELLS; i++)
		n += hidden[i] && !could[i];
	return n;
}

static void test_none_given_away(void **state) {
	int small_only = 0, shown = 0;

	for (int i = 0; i < 3000; i++) {
		long long cells[CELLS];
		bool hidden[CELLS] = {0}, small[CELLS];
		struct hide_table t = {ROWS, COLUMNS, columns, cells, hidden};

		make(cells);
		report_hide(&t, LEAST);
		assert_int_equal(given_away(cells, hidden), 0);
		for (int c = 0; c < CELLS; c++) {
			small[c] = cells[c] > 0 && cells[c] < LEAST;
			assert_true(hidden[c] || !small[c]);
			shown += !hidden[c] && cells[c] > 0;
		}
		small_only += given_away(cells, small) > 0;
	}
	assert_true(small_only > 1000); /* which hiding the small ones alone would have done */
	assert_true(shown > 3000);      /* and not by hiding everything */
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_none_given_away)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
