#include "ui/list/people_list.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "core/utf8.h"
#include "model/access/masking.h"
#include "model/event/drug_testing.h"

enum { DATE_CELLS = 10 };

const struct list_column people_columns[PEOPLE_COLUMNS] = {
	[PEOPLE_NAME] = {.field = "name", .width = 15, .sort = SORT_PINYIN + 1},
	[PEOPLE_PLACE] = {.field = "place", .width = 10, .sort = SORT_PLACE + 1},
	[PEOPLE_KIND] = {.label = N_("Kind"), .width = 8, .sort = SORT_KIND + 1},
	[PEOPLE_STATE] = {.label = N_("State"), .width = 10, .sort = SORT_STATE + 1},
	[PEOPLE_END] = {.label = N_("Term ends"), .width = 10, .sort = SORT_TERM_END + 1},
	[PEOPLE_RISK] = {.label = N_("Risk class"), .field = "risk", .width = 6, .sort = SORT_RISK + 1},
	[PEOPLE_FILE_NO] = {.label = N_("File"), .field = "file_no", .width = -1, .sort = SORT_FILE_NO + 1},
	[PEOPLE_SEX] = {.field = "sex", .sort = SORT_SEX + 1, .extra = true},
	[PEOPLE_TEAM] = {.field = "team", .width = 12, .sort = SORT_TEAM + 1, .extra = true},
	[PEOPLE_WORKER] = {.label = N_("Worker in charge"), .width = 10, .flags = F_WORKER, .extra = true},
	[PEOPLE_ORDERED] = {.label = N_("Ordered on"), .width = 10, .sort = SORT_ORDER_DATE + 1, .extra = true},
	[PEOPLE_YEAR] = {.label = N_("Year"), .width = 8, .extra = true},
	[PEOPLE_JOB] = {.field = "job", .width = 10, .extra = true},
};

void people_init(struct people *p, struct view *v) {
	*p = (struct people){.view = v, .rows = mem_zalloc(LIST_PAGE, sizeof *p->rows)};
}

void people_row_clear(struct people_row *row) {
	entity_clear(&resident_def, &row->person);
	entity_clear(&order_def, &row->order);
}

static void forget(struct people *p) {
	for (size_t i = 0; i < p->count; i++)
		people_row_clear(&p->rows[i]);
	p->count = 0;
}

void people_clear(struct people *p) {
	if (p->rows != NULL)
		forget(p);
	free(p->rows);
	p->rows = NULL;
}

enum rc people_read(struct view *v, long long id, struct people_row *out, struct err *err) {
	enum rc rc = resident_get(v->st, v->actor, id, &out->person, err);
	struct err none = {0};

	if (rc != RC_OK)
		return rc;
	rc = order_current(v->st, v->actor, id, &out->order, &none);
	if (rc == RC_NOT_FOUND) {
		entity_init(&order_def, &out->order);
		out->term = (struct term){.start = DATE_NONE, .end = DATE_NONE, .proposed = DATE_NONE};
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = order_term(v->st, v->actor, &out->order, &out->term, &none);
	if (rc != RC_OK) {
		entity_clear(&resident_def, &out->person);
		if (err != NULL)
			*err = none;
	}
	return rc;
}

enum rc people_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct people *p = ctx;

	forget(p);
	for (size_t i = 0; i < n && i < LIST_PAGE; i++) {
		enum rc rc = people_read(p->view, ids[i], &p->rows[i], err);

		if (rc == RC_NOT_FOUND) { /* voided since the ids were read: an empty line until the next load */
			entity_init(&resident_def, &p->rows[i].person);
			entity_init(&order_def, &p->rows[i].order);
			rc = RC_OK;
		}
		if (rc != RC_OK)
			return rc;
		p->count = i + 1;
	}
	return RC_OK;
}

static void add_field(const struct view *v, const struct entity_def *def, const char *name, const void *rec,
                      struct str *out) {
	masked_text(v->actor, VIEW_LIST, entity_field(def, name), rec, station_env(v->st), out);
}

/* English labels are sentences for a form; a column has room for the code. */
static void add_code(const struct code_list *list, struct code c, struct str *out) {
	str_add(out, tr_lang() == LANG_EN ? c.s : code_label(list, c));
}

void people_cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct people *p = ctx;
	const struct people_row *r = &p->rows[row];
	char day[DATE_BUF];

	switch ((enum people_column)column) {
	case PEOPLE_NAME:
	case PEOPLE_PLACE:
	case PEOPLE_FILE_NO:
	case PEOPLE_SEX:
	case PEOPLE_TEAM:
	case PEOPLE_JOB:
		add_field(p->view, &resident_def, people_columns[column].field, &r->person, out);
		break;
	case PEOPLE_RISK:
		add_code(&codes_risk, r->person.risk, out);
		if (code_is(r->person.risk, "high"))
			*tone = TONE_ALERT;
		break;
	case PEOPLE_KIND:
		add_code(&codes_order, r->order.kind, out);
		break;
	case PEOPLE_STATE:
		add_code(&codes_state, r->order.state, out);
		break;
	case PEOPLE_END:
		str_add(out, date_format(r->term.end, day));
		break;
	case PEOPLE_WORKER:
		add_field(p->view, &order_def, "worker", &r->order, out);
		break;
	case PEOPLE_ORDERED:
		add_field(p->view, &order_def, "ordered", &r->order, out);
		break;
	case PEOPLE_YEAR:
		if (term_year(&r->term, clock_today()) > 0)
			people_add_year(term_year(&r->term, clock_today()), out);
		break;
	case PEOPLE_COLUMNS:
		break;
	}
}

static enum resident_sort sort_of(const struct list_key *k) { return (enum resident_sort)(k->sort - 1); }

void people_order(const struct list_ask *ask, struct resident_query *q) {
	q->sort = ask->keys > 0 ? sort_of(&ask->key[0]) : SORT_PINYIN;
	q->descending = ask->keys > 0 && ask->key[0].descending;
	for (size_t i = 1; i < ask->keys && q->then_count < RESIDENT_THEN; i++)
		q->then[q->then_count++] = (struct resident_then){sort_of(&ask->key[i]), ask->key[i].descending};
}

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

enum rc people_add_period(struct view *v, long long order, int window, struct str *out, struct err *err) {
	struct window_list windows = {0};
	struct term term;
	enum rc rc = test_windows(v->st, v->actor, order, &term, &windows, err);

	if (rc == RC_OK)
		str_addf(out, "%02d/%zu", window, windows.n);
	window_list_clear(&windows);
	return rc;
}

void people_headline(const struct view *v, const struct people_row *row, int cols, struct str *left, struct str *right) {
	const struct resident *r = &row->person;
	int age = date_age(r->birth, clock_today()), year = term_year(&row->term, clock_today());
	char text[64], n[16], from[DATE_BUF], to[DATE_BUF];

	add_field(v, &resident_def, "name", r, left);
	str_add(left, " ");
	add_field(v, &resident_def, "sex", r, left);
	if (age >= 0) {
		snprintf(n, sizeof n, "%d", age);
		text_fill(text, sizeof text, tr(N_(" aged {n}")), "n", n, (char *)NULL);
		str_add(left, text);
	}
	str_add(left, " ");
	add_field(v, &resident_def, "place", r, left);
	str_add(left, " ");
	add_field(v, &order_def, "kind", &row->order, left);
	if (year > 0)
		people_add_year(year, left);
	if (code_is_set(r->risk))
		people_add_risk(r->risk, left);
	add_field(v, &order_def, "state", &row->order, right);
	if (date_is_set(row->term.start)) {
		date_format(row->term.start, from);
		date_format(row->term.end, to);
		/* A long name pushes the first day out: the last one matters more. */
		if (utf8_width(str_text(left)) + utf8_width(str_text(right)) + 2 * DATE_CELLS + 6 > cols)
			from[0] = '\0';
		str_addf(right, " %s..%s", from, to);
	}
}
