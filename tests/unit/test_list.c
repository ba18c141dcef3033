/* The list engine over a made-up query: what it holds, reads and keeps when the query's answer changes.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "model/lists.h"
#include "model/order/people_list.h"
#include "texts.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"

/* A query of ids first..first+n-1, downwards when asked; a filter keeps even ones. */
struct numbers {
	long long first;
	size_t n, reads, most_read;
	long long page[LIST_PAGE];
	int sort, then;
	size_t keys;
	bool descending;
	enum rc fail;
};

static struct numbers *numbers_of(const struct list_run *r) { return (struct numbers *)(uintptr_t)r->q.given; }

static int sort_of(const struct list_run *r, size_t key) {
	return r->q.keys > key ? r->def->columns[r->q.key[key].column].sort : 0;
}

static enum rc ids(struct list_run *r, struct ids *out, struct err *err) {
	struct numbers *s = numbers_of(r);

	if (s->fail != RC_OK)
		return err_set(err, s->fail, "test", "no", (char *)NULL);
	s->sort = sort_of(r, 0);
	s->then = sort_of(r, 1);
	s->keys = r->q.keys;
	s->descending = r->q.keys > 0 && r->q.key[0].descending;
	for (size_t i = 0; i < s->n; i++) {
		long long id = s->first + (long long)(s->descending ? s->n - 1 - i : i);

		if (r->q.find[0] == '\0' || id % 2 == 0)
			ids_add(out, id);
	}
	return RC_OK;
}

static enum rc rows(struct list_run *r, const long long *v, size_t n, struct err *err) {
	struct numbers *s = numbers_of(r);

	s->reads++;
	s->most_read = n > s->most_read ? n : s->most_read;
	memcpy(s->page, v, n * sizeof *v);
	for (size_t i = 0; i < n; i++)
		list_putf(r, i, 0, "%lld", v[i]);
	return RC_OK;
}

static const struct list_column columns[] = {{.key = "a", .label = "a", .width = 5, .sort = 3},
                                             {.key = "b", .label = "b", .width = 5},
                                             {.key = "c", .label = "c", .width = 5, .sort = 4}};
static const struct list_def source = {.id = "numbers", .columns = columns, .column_count = 3,
                                       .own = LIST_FILTERS | LIST_SORTS, .empty = "none", .ids = ids, .rows = rows};
static const struct area area = {.top = 2, .rows = 11, .cols = 80}; /* 10 lines */

static void begin(struct list *l, struct numbers *s) {
	struct err err = {0};

	list_init(l, &source, NULL, NULL);
	l->run.q.given = s;
	list_resize(l, &area);
	assert_int_equal(list_load(l, &err), RC_OK);
}

static void act(struct list *l, enum action_id id) {
	struct err err = {0};

	list_act(l, id, &err);
	assert_int_equal(err.rc, RC_OK);
}

static void reads_a_page_not_the_rest(void **state) {
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
	assert_true(l.run.q.key[1].descending);
	assert_false(l.run.q.key[0].descending);
	list_order_text(&l.run, &text);
	assert_string_equal(str_text(&text), "a,-c");
	act(&l, ACTION_SORT_ADD); /* no third column can be sorted by */
	assert_int_equal(l.run.q.keys, 0);
	list_take_order(&l.run, str_text(&text), NULL);
	assert_int_equal(l.run.q.keys, 2);
	assert_int_equal(l.run.q.key[1].column, 2);
	assert_true(l.run.q.key[1].descending);
	list_take_order(&l.run, "b,nothing,c", NULL); /* b cannot, the other is no column */
	assert_int_equal(l.run.q.keys, 1);
	assert_int_equal(l.run.q.key[0].column, 2);
	str_clear(&text);
	list_clear(&l);
}

static void shows_the_columns_chosen(void **state) {
	struct numbers s = {.first = 1, .n = 20};
	struct list l;
	struct str text = {0};

	begin(&l, &s);
	list_columns_text(&l.run, &text);
	assert_string_equal(str_text(&text), "");
	list_take_columns(&l.run, "c,gone,a", NULL);
	assert_int_equal(l.run.shown_count, 2);
	assert_int_equal(l.run.shown[0], 2);
	list_columns_text(&l.run, &text);
	assert_string_equal(str_text(&text), "c,a");
	assert_int_equal(list_columns_that_fit(&l, 80), 2);
	assert_int_equal(list_columns_that_fit(&l, 10), 1);
	list_take_columns(&l.run, "", NULL);
	assert_int_equal(l.run.shown_count, 3);
	str_clear(&text);
	list_clear(&l);
}

/* A source that neither filters nor sorts: three columns of words, read a page at a time. */
static const char *const words[][2] = {{"张建国", "9"}, {"李秀英", "12"}, {"陈春", "9"}, {"陈秋", "100"}};
enum { WORDS = 4, ROWS = LIST_PAGE + WORDS }; /* the rest are blank */

static enum rc word_ids(struct list_run *r, struct ids *out, struct err *err) {
	for (long long i = 0; i < ROWS; i++)
		ids_add(out, i);
	return RC_OK;
}

static enum rc word_rows(struct list_run *r, const long long *v, size_t n, struct err *err) {
	struct numbers *s = numbers_of(r);

	s->most_read = n > s->most_read ? n : s->most_read;
	memcpy(s->page, v, n * sizeof *v);
	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < 2 && v[i] >= ROWS - WORDS; c++)
			list_put(r, i, c, words[v[i] - (ROWS - WORDS)][c]);
	return RC_OK;
}

static void sorts_and_filters_by_what_the_cells_say(void **state) {
	static const struct list_column two[] = {{.key = "name", .label = "name", .width = 10},
	                                         {.key = "n", .label = "n", .width = 5, .number = true}};
	static const struct list_def by_text = {.id = "words", .columns = two, .column_count = 2, .empty = "none",
	                                        .ids = word_ids, .rows = word_rows};
	struct numbers s = {.n = 0};
	struct list l;
	struct err err = {0};

	list_init(&l, &by_text, NULL, NULL);
	l.run.q.given = &s;
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
	list_take_order(&l.run, "-n,name", NULL);
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(l.ids.v[0], ROWS - 1); /* 100, by value */
	assert_int_equal(l.ids.v[1], ROWS - 3); /* 12 */
	assert_int_equal(l.ids.v[2], ROWS - 2); /* 9 陈, then 9 张 */
	assert_int_equal(l.ids.v[3], ROWS - 4);
	assert_int_equal(l.ids.v[4], 0); /* what is equal stays as it was */
	assert_true(s.most_read <= LIST_PAGE);
	list_clear(&l);
}

/* Every field of the resident that belongs in lists can be chosen; nothing masked is shown unasked. */
static void people_have_the_columns_of_the_field_table(void **state) {
	for (size_t i = 0; i < resident_def.count; i++) {
		const struct field_def *f = &resident_def.fields[i];
		size_t found = 0, shown = 0;

		for (size_t c = 0; c < PEOPLE_COLUMNS; c++) {
			bool is = people_columns[c].of == NULL && strcmp(list_column_key(&residents_list, c), f->name) == 0;

			found += is;
			shown += is && !people_columns[c].extra;
		}
		if (f->flags & F_LIST && !(f->flags & F_SYSTEM))
			assert_int_equal(found, 1);
		if (f->flags & (F_MASKED | F_SENSITIVE))
			assert_int_equal(shown, 0);
	}
}

static void filter_asks_again(void **state) {
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

/* A list whose ids are places in what it holds; it holds other things with every reading. */
struct shelf {
	size_t held, next, reads;
	enum rc fail;
};

static struct shelf *shelf_of(const struct list_run *r) { return (struct shelf *)(uintptr_t)r->q.given; }

static enum rc shelf_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct shelf *s = shelf_of(r);

	if (s->fail != RC_OK)
		return err_set(err, s->fail, "test", "no", (char *)NULL);
	s->held = s->next;
	for (size_t i = 0; i < s->held; i++)
		ids_add(out, (long long)i + 1);
	return RC_OK;
}

static enum rc shelf_rows(struct list_run *r, const long long *v, size_t n, struct err *err) {
	struct shelf *s = shelf_of(r);

	for (size_t i = 0; i < n; i++) {
		assert_in_range(v[i], 1, s->held);
		list_put(r, i, 0, "x");
	}
	s->reads++;
	return RC_OK;
}

/* No resize, no failure and no order lets a line ask for what the source does not hold. */
static void ids_and_what_they_point_to_change_together(void **state) {
	static const struct list_def shelf = {.id = "shelf", .columns = columns, .column_count = 3, .empty = "none",
	                                      .ids = shelf_ids, .rows = shelf_rows};
	static const struct area small = {.top = 2, .rows = 4, .cols = 80};
	struct shelf s = {.next = 100};
	struct list l;
	struct err err = {0};
	size_t reads;

	list_init(&l, &shelf, NULL, NULL);
	l.run.q.given = &s;
	assert_int_equal(list_row(&l), LIST_PAGE);
	list_resize(&l, &small);
	assert_int_equal(list_load(&l, &err), RC_OK);
	act(&l, ACTION_LAST);
	assert_int_equal(list_row(&l), 2);
	s.next = 3;
	list_resize(&l, &area);
	assert_int_equal(list_row(&l), 9);
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(l.ids.n, 3);
	assert_int_equal(list_row(&l), 2);
	reads = s.reads;
	assert_int_equal(list_load(&l, &err), RC_OK); /* the same places, other things */
	assert_int_equal(s.reads, reads + 1);
	s.fail = RC_BUSY;
	assert_int_equal(list_load(&l, &err), RC_BUSY);
	assert_int_equal(l.ids.n, 3);
	assert_int_equal(list_row(&l), 2);
	s.fail = RC_OK;
	s.next = LIST_TEXT_MOST + 1; /* sorted by text they would be too many: they come as they are */
	l.run.q.keys = 1;
	err = (struct err){0};
	assert_int_equal(list_load(&l, &err), RC_INVALID);
	assert_int_equal(l.ids.n, s.held);
	list_resize(&l, &small);
	s.next = 0;
	assert_int_equal(list_load(&l, &err), RC_OK);
	assert_int_equal(list_row(&l), LIST_PAGE);
	list_clear(&l);
}

/* What a screen lets one choose among has no word twice, in either language. */
static void no_two_columns_to_choose_have_one_word(void **state) {
	for (int lang = 0; lang < 2; lang++) {
		tr_set_lang(lang ? LANG_ZH : LANG_EN);
		for (size_t i = 0; list_table[i] != NULL; i++)
			for (size_t a = 0; a < list_table[i]->column_count; a++)
				for (size_t b = 0; b < a; b++)
					if (list_table[i]->columns[a].extra != PRINTED && list_table[i]->columns[b].extra != PRINTED &&
					    strcmp(tr(list_column_head(list_table[i], a)), tr(list_column_head(list_table[i], b))) == 0)
						fail_msg("%s: %s twice", list_table[i]->id, list_column_head(list_table[i], a));
	}
	tr_set_lang(LANG_EN);
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
		cmocka_unit_test(no_two_columns_to_choose_have_one_word),
		cmocka_unit_test(people_have_the_columns_of_the_field_table),
		cmocka_unit_test(filter_asks_again),
		cmocka_unit_test(failure_leaves_the_list_as_it_was),
		cmocka_unit_test(ids_and_what_they_point_to_change_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
