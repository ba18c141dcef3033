/* The list engine over a made-up query: what it holds, reads and keeps when the query's answer changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/list/list.h"
#include "ui/list/people_list.h"
#include "ui/loop/view.h"

/* A source of ids first..first+n-1, downwards when asked; a filter keeps even ones. */
struct numbers {
	long long first;
	size_t n, reads, most_read;
	long long page[LIST_PAGE];
	int sort, then;
	size_t keys;
	bool descending;
	enum rc fail;
};

static enum rc ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct numbers *s = ctx;

	if (s->fail != RC_OK)
		return err_set(err, s->fail, "test", "no", (char *)NULL);
	s->sort = ask->keys > 0 ? ask->key[0].sort : 0;
	s->then = ask->keys > 1 ? ask->key[1].sort : 0;
	s->keys = ask->keys;
	s->descending = ask->keys > 0 && ask->key[0].descending;
	for (size_t i = 0; i < s->n; i++) {
		long long id = s->first + (long long)(s->descending ? s->n - 1 - i : i);

		if (ask->filter[0] == '\0' || id % 2 == 0)
			ids_add(out, id);
	}
	return RC_OK;
}

static enum rc rows(void *ctx, const long long *v, size_t n, struct err *err) {
	struct numbers *s = ctx;

	(void)err;
	s->reads++;
	s->most_read = n > s->most_read ? n : s->most_read;
	memcpy(s->page, v, n * sizeof *v);
	return RC_OK;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct numbers *s = ctx;

	(void)column;
	(void)tone;
	str_addf(out, "%lld", s->page[row]);
}

static const struct list_column columns[] = {{.label = "a", .width = 5, .sort = 3}, {.label = "b", .width = 5},
                                             {.label = "c", .width = 5, .sort = 4}};
static const struct list_source source = {.columns = columns, .column_count = 3, .own = LIST_FILTERS | LIST_SORTS,
                                          .empty = "none", .ids = ids,
                                          .rows = rows, .cell = cell};
static const struct area area = {.top = 2, .rows = 11, .cols = 80}; /* 10 lines */

static void begin(struct list *l, struct numbers *s) {
	struct err err = {0};

	list_init(l, &source, s);
	list_resize(l, &area);
	assert_int_equal(list_load(l, &err), RC_OK);
}

static void act(struct list *l, enum action_id id) {
	struct err err = {0};

	list_act(l, id, &err);
	assert_int_equal(err.rc, RC_OK);
}

static void reads_a_page_not_the_rest(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 1000};
	struct list l;

	begin(&l, &s);
	assert_int_equal(s.reads, 1);
	assert_int_equal(s.most_read, 10);
	act(&l, ACTION_DOWN);
	assert_int_equal(s.reads, 1); /* the page is still the same */
	assert_int_equal(list_current(&l), 2);
	act(&l, ACTION_LAST);
	assert_int_equal(list_current(&l), 1000);
	assert_int_equal(s.page[0], 991);
	act(&l, ACTION_PAGE_UP);
	assert_int_equal(list_current(&l), 990);
	act(&l, ACTION_FIRST);
	act(&l, ACTION_UP);
	assert_int_equal(list_current(&l), 1);
	assert_int_equal(s.most_read, 10);
	list_clear(&l);
}

static void marker_and_marks_stay_on_their_records(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 30};
	struct list l;
	struct err err = {0};
	struct str status = {0};

	begin(&l, &s);
	act(&l, ACTION_DOWN);
	act(&l, ACTION_MARK); /* 2, and on to 3 */
	act(&l, ACTION_DOWN); /* 4 */
	s.first = -3;         /* four new records before the others */
	s.n = 34;
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(list_current(&l), 4);
	assert_int_equal(l.marks, 1);
	assert_true(l.marked[5]); /* id 2 */
	list_status(&l, &status);
	assert_string_equal(str_text(&status), "8/34 *1");
	s.first = 3; /* the marked one is gone */
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(l.marks, 0);
	act(&l, ACTION_MARK_ALL);
	assert_int_equal(l.marks, 34);
	act(&l, ACTION_MARK_ALL);
	assert_int_equal(l.marks, 0);
	str_clear(&status);
	list_clear(&l);
}

static void shrinking_list_keeps_the_marker_inside(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 30};
	struct list l;
	struct err err = {0};

	begin(&l, &s);
	act(&l, ACTION_LAST);
	s.n = 4;
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(list_current(&l), 4);
	assert_int_equal(l.top, 0);
	s.n = 0;
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(list_current(&l), 0);
	act(&l, ACTION_DOWN);
	act(&l, ACTION_MARK);
	act(&l, ACTION_PAGE_DOWN);
	assert_int_equal(list_current(&l), 0);
	list_clear(&l);
}

static void sorts_by_columns_that_can(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 20};
	struct list l;

	begin(&l, &s);
	assert_int_equal(s.sort, 0);
	act(&l, ACTION_SORT);
	assert_int_equal(s.sort, 3);
	act(&l, ACTION_SORT);
	assert_true(s.descending);
	assert_int_equal(s.sort, 3);
	assert_int_equal(list_current(&l), 1); /* the marker stayed on its record, now the last */
	assert_int_equal(l.at, 19);
	act(&l, ACTION_SORT);
	assert_int_equal(s.sort, 4);
	assert_false(s.descending);
	act(&l, ACTION_SORT_LEFT);
	assert_int_equal(s.sort, 3);
	list_clear(&l);
}

/* S takes one key more; s and the brackets change that one; a fourth goes back to the source's own order. */
static void sorts_by_several_columns(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 20};
	struct list l;
	struct str text = {0};

	begin(&l, &s);
	act(&l, ACTION_SORT_ADD);
	assert_int_equal(s.keys, 1);
	assert_int_equal(s.sort, 3);
	act(&l, ACTION_SORT_ADD);
	assert_int_equal(s.keys, 2);
	assert_int_equal(s.sort, 3);
	assert_int_equal(s.then, 4);
	act(&l, ACTION_SORT);
	assert_true(l.order[1].descending);
	assert_false(l.order[0].descending);
	list_order_text(&l, &text);
	assert_string_equal(str_text(&text), "a,-c");
	act(&l, ACTION_SORT_ADD); /* no third column can be sorted by */
	assert_int_equal(l.keys, 0);
	list_take_order(&l, str_text(&text));
	assert_int_equal(l.keys, 2);
	assert_int_equal(l.order[1].column, 2);
	assert_true(l.order[1].descending);
	list_take_order(&l, "b,nothing,c"); /* b cannot, the other is no column */
	assert_int_equal(l.keys, 1);
	assert_int_equal(l.order[0].column, 2);
	str_clear(&text);
	list_clear(&l);
}

static void shows_the_columns_chosen(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 20};
	struct list l;
	struct str text = {0};

	begin(&l, &s);
	list_columns_text(&l, &text);
	assert_string_equal(str_text(&text), "");
	list_take_columns(&l, "c,gone,a");
	assert_int_equal(l.shown_count, 2);
	assert_int_equal(l.shown[0], 2);
	list_columns_text(&l, &text);
	assert_string_equal(str_text(&text), "c,a");
	assert_int_equal(list_columns_that_fit(&l, 80), 2);
	assert_int_equal(list_columns_that_fit(&l, 10), 1);
	list_take_columns(&l, "");
	assert_int_equal(l.shown_count, 3);
	str_clear(&text);
	list_clear(&l);
}

/* A source that neither filters nor sorts: three columns of words, read a page at a time. */
static const char *const words[][2] = {{"张建国", "9"}, {"李秀英", "12"}, {"陈春", "9"}, {"陈秋", "100"}};
enum { WORDS = 4, ROWS = LIST_PAGE + WORDS }; /* the rest are blank */

static enum rc word_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	(void)ctx;
	(void)ask;
	(void)err;
	for (long long i = 0; i < ROWS; i++)
		ids_add(out, i);
	return RC_OK;
}

static void word_cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct numbers *s = ctx;

	(void)tone;
	if (s->page[row] >= ROWS - WORDS)
		str_add(out, words[s->page[row] - (ROWS - WORDS)][column]);
}

static void sorts_and_filters_by_what_the_cells_say(void **state) {
	(void)state;
	static const struct list_column two[] = {{.label = "name", .width = 10}, {.label = "n", .width = 5, .right = true}};
	static const struct list_source by_text = {.columns = two, .column_count = 2, .empty = "none", .ids = word_ids,
	                                           .rows = rows, .cell = word_cell};
	struct numbers s = {.n = 0};
	struct list l;
	struct err err = {0};

	list_init(&l, &by_text, &s);
	list_resize(&l, &area);
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(l.ids.n, ROWS);
	assert_int_equal(list_search(&l, "陈", &err), RC_OK);
	assert_int_equal(l.ids.n, 2);
	assert_int_equal(list_search(&l, "zjg", &err), RC_OK); /* initials */
	assert_int_equal(l.ids.n, 1);
	assert_int_equal(list_current(&l), ROWS - 4);
	assert_int_equal(s.page[0], ROWS - 4); /* the page is what the source holds again */
	assert_int_equal(list_search(&l, "9 c", &err), RC_OK); /* every word, in any column */
	assert_int_equal(l.ids.n, 1);
	assert_int_equal(list_search(&l, "", &err), RC_OK);
	list_take_order(&l, "-n,name");
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(l.ids.v[0], ROWS - 1); /* 100, by value */
	assert_int_equal(l.ids.v[1], ROWS - 3); /* 12 */
	assert_int_equal(l.ids.v[2], ROWS - 2); /* 9 陈, then 9 张 */
	assert_int_equal(l.ids.v[3], ROWS - 4);
	assert_int_equal(l.ids.v[4], 0); /* what is equal stays as it was */
	assert_true(s.most_read <= LIST_PAGE);
	list_clear(&l);
}

/* Every field of the resident that belongs in lists can be chosen; nothing masked can. */
static void people_have_the_columns_of_the_field_table(void **state) {
	(void)state;
	for (size_t i = 0; i < resident_def.count; i++) {
		const struct field_def *f = &resident_def.fields[i];
		size_t found = 0;

		for (size_t c = 0; c < PEOPLE_COLUMNS; c++)
			found += people_columns[c].field != NULL && strcmp(people_columns[c].field, f->name) == 0;
		if (f->flags & F_LIST && !(f->flags & F_SYSTEM))
			assert_int_equal(found, 1);
		if (f->flags & (F_MASKED | F_SENSITIVE))
			assert_int_equal(found, 0);
	}
}

static void filter_asks_again(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 20};
	struct list l;
	struct err err = {0};

	begin(&l, &s);
	assert_int_equal(list_search(&l, "x", &err), RC_OK);
	assert_int_equal(l.ids.n, 10);
	assert_int_equal(list_current(&l), 2);
	assert_int_equal(list_search(&l, "", &err), RC_OK);
	assert_int_equal(l.ids.n, 20);
	assert_int_equal(list_current(&l), 2);
	list_clear(&l);
}

static void failure_leaves_the_list_as_it_was(void **state) {
	(void)state;
	struct numbers s = {.first = 1, .n = 20};
	struct list l;
	struct err err = {0};

	begin(&l, &s);
	act(&l, ACTION_DOWN);
	s.fail = RC_BUSY;
	assert_int_equal(list_load(&l, &err), RC_BUSY);
	assert_int_equal(l.ids.n, 20);
	assert_int_equal(list_current(&l), 2);
	s.fail = RC_OK;
	s.n = LIST_MAX + 1;
	err = (struct err){0};
	assert_int_equal(list_load(&l, &err), RC_INVALID); /* asks for a filter */
	assert_int_equal(l.ids.n, 20);
	list_clear(&l);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_page_not_the_rest),
		cmocka_unit_test(marker_and_marks_stay_on_their_records),
		cmocka_unit_test(shrinking_list_keeps_the_marker_inside),
		cmocka_unit_test(sorts_by_columns_that_can),
		cmocka_unit_test(sorts_by_several_columns),
		cmocka_unit_test(shows_the_columns_chosen),
		cmocka_unit_test(sorts_and_filters_by_what_the_cells_say),
		cmocka_unit_test(people_have_the_columns_of_the_field_table),
		cmocka_unit_test(filter_asks_again),
		cmocka_unit_test(failure_leaves_the_list_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
