/* Rule 11.30: of whom a reader is shown, in every list and in the file, nothing of what people outside know of each other
 * is there: by all of it together at least five are alike. And what is not shown neither finds nor sorts nor narrows.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/tr.h"
#include "made.h"
#include "model/access/masking.h"
#include "model/lists.h"
#include "model/order/person_row.h"

enum { PEOPLE = 1500, ALIKE = 5, KEY = 400, KINDS_MOST = 200, LISTS_LEAST = 2 };

struct crowd {
	struct {
		char key[KEY];
		int n;
	} v[KINDS_MOST];
	size_t n, cells;
	const char *list;
	sqlite3 *db;
};

static void count(struct crowd *c, const char *key) {
	size_t i = 0;

	while (i < c->n && strcmp(c->v[i].key, key) != 0)
		i++;
	if (i == c->n) {
		if (++c->n > KINDS_MOST)
			fail_msg("%s: %s", c->list, key);
		snprintf(c->v[i].key, KEY, "%s", key);
		c->v[i].n = 0;
	}
	c->v[i].n++;
}

static void enough(struct crowd *c) {
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].n < ALIKE)
			fail_msg("%s: %d are %s", c->list, c->v[i].n, c->v[i].key);
	c->n = 0;
}

static char *of_person(struct crowd *c, const char *column, long long person) {
	char *sql = mem_printf("SELECT %s FROM resident WHERE id = %lld", column, person), *text = NULL;
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(c->db, sql, -1, &q, NULL), SQLITE_OK);
	if (sqlite3_step(q) == SQLITE_ROW && sqlite3_column_text(q, 0))
		text = mem_strdup((const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	free(sql);
	return text;
}

/* Days, the program's own number and what the station judges are in its records, not known to a neighbour. */
static bool neighbours_know(const struct field_def *f) {
	return f->type != FT_DATE && !(f->flags & F_SYSTEM) && !str_in_list("file_no,risk,control,state", f->name);
}

static bool is_known_outside(const struct list_run *r, size_t column) {
	const struct list_column *c = &r->def->columns[column];
	const struct entity_def *of = c->of ? c->of : r->def->entity;
	const struct field_def *f = c->field && of ? entity_field(of, c->field) : NULL;

	return f && neighbours_know(f);
}

static enum rc line(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	struct crowd *c = ctx;
	long long person = r->def->person(r, id);
	char *place = of_person(c, "(SELECT p.name FROM place p WHERE p.id = resident.place)", person), *name = of_person(c, "name", person);
	struct str key = {0};

	for (size_t i = 0; person && i < r->def->column_count; i++, c->cells++) {
		const char *text = list_text(r, row, i);

		if ((place && strstr(text, place)) || (name && strstr(text, name)))
			fail_msg("%s: %s", c->list, r->def->columns[i].key ? r->def->columns[i].key : r->def->columns[i].field);
		if (is_known_outside(r, i))
			str_addf(&key, "%s|", text);
	}
	if (person)
		count(c, str_text(&key));
	str_clear(&key);
	free(place);
	free(name);
	return RC_OK;
}

static void read_lists(struct fixture *f, struct crowd *c) {
	int lists = 0;

	for (const struct list_def *const *d = list_table; *d; d++) {
		struct list_run r;
		struct ids ids = {0};

		if (!(*d)->person || (*d)->own & LIST_OF_ONE)
			continue;
		list_run_init(&r, *d, f->st, &f->actor);
		for (r.shown_count = 0; r.shown_count < (*d)->column_count; r.shown_count++)
			r.shown[r.shown_count] = r.shown_count;
		c->list = (*d)->id;
		if (list_run_ids(&r, &ids, &f->err) == RC_OK && ids.n > 0) {
			OK(list_run_each(&r, &ids, line, c, &f->err));
			lists++;
		}
		enough(c);
		ids_clear(&ids);
		list_run_clear(&r);
	}
	assert_true(lists >= LISTS_LEAST);
}

/* The file: every field as it is painted. */
static void read_files(struct fixture *f, struct crowd *c) {
	struct ids ids = {0};

	c->list = "file";
	OK(resident_list(f->st, &f->actor, &(struct resident_query){.view = "all"}, &ids, &f->err));
	for (size_t i = 0; i < ids.n; i++) {
		struct person_row p;
		struct str key = {0};

		OK(person_row_read(f->st, &f->actor, ids.v[i], &p, &f->err));
		for (int k = 0; k < 2; k++) {
			const struct entity_def *def = k ? &order_def : &resident_def;
			const void *rec = k ? (const void *)&p.order : &p.person;

			for (size_t n = 0; n < def->count; n++) {
				const struct field_def *field = &def->fields[n];

				if (neighbours_know(field))
					masked_text(&f->actor, VIEW_FILE, field, rec, station_env(f->st), &key);
				str_addc(&key, '|');
			}
		}
		count(c, str_text(&key));
		str_clear(&key);
		person_rows_clear(&p, 1);
	}
	enough(c);
	ids_clear(&ids);
}

static void a_reader_is_shown_nobody(void **state) {
	struct fixture *f = *state;
	static struct crowd c;

	c.db = made_open(f->db);

	made_fill(c.db, &(struct made){.seed = 7, .residents = PEOPLE / MADE_SHARE, .events = 2, .today = day("2026-11-22"), .days = 900,
	                               .plain = 1});
	play(f, &f->actor, "reader");
	read_lists(f, &c);
	read_files(f, &c);
	assert_true(c.cells > PEOPLE / MADE_SHARE);
	sqlite3_close(c.db);
}

static void move_to(struct fixture *f, long long id, const char *village) {
	struct resident r;

	OK(resident_get(f->st, &f->actor, id, &r, &f->err));
	r.place.id = add_place(f, village);
	OK(resident_save(f->st, &f->actor, &r, &f->err));
	entity_clear(&resident_def, &r);
}

/* Village, team and worker: by none of them may lines be asked for, sorted or found. */
static void what_is_hidden_is_no_condition(void **state) {
	struct fixture *f = *state;
	long long first = add_resident(f, "赵一", 100);
	struct resident_query by_place = {.sort = SORT_PLACE}, by_name = {.sort = SORT_PINYIN};
	struct list_query asks[] = {{.place = 1}, {.team = 1}, {.worker = "王站长"}};
	struct ids ids = {0};

	long long second = add_resident(f, "安二", 101);
	move_to(f, first, "乙村");
	move_to(f, second, "甲村");
	play(f, &f->actor, "reader");
	for (const struct list_def *const *d = (const struct list_def *const[]){&due_list_def, &residents_list, &five_list_def, NULL}; *d; d++)
		for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
			struct list_run r;

			list_run_init(&r, *d, f->st, &f->actor);
			r.q = asks[i];
			REFUSED(list_run_ids(&r, &ids, &f->err), "list.hidden");
			list_run_clear(&r);
		}
	for (const char *const *word = (const char *const[]){"赵", "zhao", "乙村", "yicun", "王站长", NULL}; *word; word++) {
		ids.n = 0;
		OK(resident_list(f->st, &f->actor, &(struct resident_query){.find = *word}, &ids, &f->err));
		assert_int_equal(ids.n, 0);
	}
	for (int i = 0; i < 2; i++) {
		ids.n = 0;
		OK(resident_list(f->st, &f->actor, i ? &by_place : &by_name, &ids, &f->err));
		assert_int_equal(ids.v[0], first);
	}
	ids_clear(&ids);
}

int main(void) {
	const struct CMUnitTest tests[] = {STATION_TEST(a_reader_is_shown_nobody), STATION_TEST(what_is_hidden_is_no_condition)};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: what a reader is shown", tests, NULL, NULL);
}
