/* The residents: everybody on the register, and the people behind a number of a report.
 * SPDX-License-Identifier: MIT */
#include "model/order/people_list.h"

#include "core/clock.h"
#include "core/search_key.h"
#include "model/lists.h"

const struct list_column people_columns[PEOPLE_COLUMNS] = {
	[PEOPLE_NAME] = {.field = "name", .width = 15, .sort = SORT_PINYIN + 1},
	[PEOPLE_PLACE] = {.field = "place", .width = 10, .sort = SORT_PLACE + 1},
	[PEOPLE_KIND] = {.key = "kind", .label = N_("Kind"), .width = 8, .sort = SORT_KIND + 1},
	[PEOPLE_STATE] = {.key = "state", .label = N_("State"), .width = 10, .sort = SORT_STATE + 1},
	[PEOPLE_END] = {.key = "end", .label = N_("Term ends"), .width = 10, .day = true, .sort = SORT_TERM_END + 1},
	[PEOPLE_RISK] = {.field = "risk", .head = N_("Risk class"), .width = 6, .sort = SORT_RISK + 1},
	[PEOPLE_FILE_NO] = {.field = "file_no", .head = N_("File"), .width = -1, .sort = SORT_FILE_NO + 1},
	[PEOPLE_SEX] = {.field = "sex", .sort = SORT_SEX + 1, .extra = EXTRA},
	[PEOPLE_TEAM] = {.field = "team", .width = 12, .sort = SORT_TEAM + 1, .extra = EXTRA},
	[PEOPLE_WORKER] = {.of = &order_def, .field = "worker", .width = 10, .extra = EXTRA},
	[PEOPLE_ORDERED] = {.of = &order_def, .field = "ordered", .sort = SORT_ORDER_DATE + 1,
	                    .extra = EXTRA},
	[PEOPLE_YEAR] = {.key = "year", .label = N_("Year"), .width = 8, .extra = EXTRA},
	[PEOPLE_JOB] = {.field = "job", .width = 10, .extra = EXTRA},
	[PEOPLE_REPORTED] = {.of = &order_def, .field = "reported", .extra = PRINTED},
	[PEOPLE_ID_NO] = {.field = "id_no", .extra = PRINTED},
};

/* English labels are sentences for a form; a column has room for the code. Another program gets the
 * label. */
static void put_code(struct list_run *r, size_t row, size_t column, const struct code_list *list, struct code c) {
	str_reset(list_cell(r, row, column));
	list_put(r, row, column, r->brief && tr_lang() == LANG_EN ? c.s : code_label(list, c));
}

static void put_row(struct list_run *r, size_t row, const struct person_row *p) {
	int year = term_year(&p->term, clock_today());

	list_put_record(r, row, &resident_def, &p->person);
	list_put_record(r, row, &order_def, &p->order);
	put_code(r, row, PEOPLE_RISK, &codes_risk, p->person.risk);
	if (code_is(p->person.risk, "high"))
		list_set_tone(r, row, PEOPLE_RISK, LIST_ALERT);
	put_code(r, row, PEOPLE_KIND, &codes_order, p->order.kind);
	put_code(r, row, PEOPLE_STATE, &codes_state, p->order.state);
	list_put_date(r, row, PEOPLE_END, p->term.end);
	if (year > 0)
		people_add_year(year, list_cell(r, row, PEOPLE_YEAR));
}

enum rc people_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct person_row *rows = mem_zalloc(n + 1, sizeof *rows);
	enum rc rc = person_rows_read(r->st, r->actor, ids, n, rows, err);

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		if (rows[i].person.rec.id != 0)
			put_row(r, i, &rows[i]);
	person_rows_clear(rows, n);
	free(rows);
	return rc;
}

struct resident_query people_query(const struct list_run *r) {
	const struct list_query *l = &r->q;
	struct resident_query q = {.view = l->view, .find = l->find, .place = l->place,
	                           .team = l->team, .officer = l->worker, .state = l->state,
	                           .risk = l->risk, .term_year = l->term_year, .sort = SORT_PINYIN,
	                           .limit = l->limit};

	/* a list that leaves the sorting to its cells has columns this query knows nothing of */
	for (size_t i = 0; r->def->own & LIST_SORTS && i < l->keys; i++) {
		struct resident_then by = {(enum resident_sort)(r->def->columns[l->key[i].column].sort - 1),
		                           l->key[i].descending};

		if (i == 0) {
			q.sort = by.sort;
			q.descending = by.descending;
		} else {
			q.then[q.then_count++] = by;
		}
	}
	return q;
}

static enum rc resident_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct resident_query q = people_query(r);

	return resident_list(r->st, r->actor, &q, out, err);
}

const struct list_def residents_list = {
	.id = "residents", .label = N_("Residents"), .entity = &resident_def,
	LIST_SHOWS(people_columns),
	.takes = LIST_BY_VIEW | LIST_BY_STATE | LIST_BY_PLACE | LIST_BY_TEAM | LIST_BY_WORKER | LIST_BY_RISK | LIST_BY_YEAR,
	.own = LIST_FILTERS | LIST_SORTS | LIST_LIMITS, .finds_number = search_key_has_tail,
	.audit = "resident.list", .audit_search = "resident.search",
	.empty = N_("Nobody here yet: a adds a person, i takes in a roster."),
	.ids = resident_ids, .rows = people_rows, .person = list_row_is_person,
};

/* ---- who is found by what is typed ---- */

static enum rc found_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct resident_query q = people_query(r);

	q.limit = FOUND_MOST;
	return q.find == NULL || q.find[0] == '\0' ? RC_OK : resident_list(r->st, r->actor, &q, out, err);
}

const struct list_def found_list = {
	.id = "found", .label = N_("Find person"), .entity = &resident_def,
	LIST_SHOWS(people_columns), .own = LIST_FILTERS | LIST_SORTS | LIST_LIMITS,
	.audit_search = "resident.search", .finds_number = search_key_has_tail,
	.empty = N_("Type name, pinyin, village, file number, last four of the ID or phone; several words narrow."),
	.none = N_("Nobody found: try one character less, pinyin, or the village."),
	.ids = found_ids, .rows = people_rows, .person = list_row_is_person,
};

/* ---- the people behind a number: given by who counted them ---- */

/* The people's own query gives order and filter; of its answer those counted stay. */
static enum rc figure_name_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct ids *wanted = r->q.given; /* sorted */
	struct resident_query q = people_query(r);
	struct ids all = {0};
	enum rc rc;

	q.limit = 0;
	rc = resident_list(r->st, r->actor, &q, &all, err);
	for (size_t i = 0; rc == RC_OK && wanted != NULL && i < all.n; i++)
		if (ids_holds(wanted, all.v[i]))
			ids_add(out, all.v[i]);
	ids_clear(&all);
	return rc;
}

const struct list_def figure_names_list = {
	.id = "names", .label = N_("Names"), .entity = &resident_def,
	LIST_SHOWS(people_columns), .own = LIST_FILTERS | LIST_SORTS | LIST_TEXT_TOO,
	.finds_number = search_key_has_tail, .audit = "report.names", .contents = true,
	.audit_search = "report.names",
	.empty = N_("Nobody."),
	.ids = figure_name_ids, .rows = people_rows, .person = list_row_is_person,
};

void people_add_year(int year, struct str *out) {
	char text[64], n[16];

	snprintf(n, sizeof n, "%d", year);
	text_fill(text, sizeof text, tr(N_(" year {n}")), "n", n, (char *)NULL);
	str_add(out, text);
}

void people_add_risk(struct code risk, struct str *out) {
	char text[80];

	text_fill(text, sizeof text, tr(N_(" risk {level}")), "level", code_label(&codes_risk, risk), (char *)NULL);
	str_add(out, text);
}
