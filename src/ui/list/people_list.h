/* Lines about people: what the residents' list, the finder and the names behind a number show of each. */
#ifndef UI_LIST_PEOPLE_LIST_H
#define UI_LIST_PEOPLE_LIST_H

#include "model/order/order.h"
#include "model/person/resident.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"

struct people_row {
	struct resident person;
	struct treatment_order order; /* the open one, else the latest; rec.id 0 when there is none */
	struct term term;
};

/* A page of people, read by id; the ctx of a list over people. */
struct people {
	struct view *view;
	struct people_row *rows; /* LIST_PAGE of them */
	size_t count;
};

enum people_column { PEOPLE_NAME, PEOPLE_PLACE, PEOPLE_KIND, PEOPLE_STATE, PEOPLE_END, PEOPLE_RISK, PEOPLE_FILE_NO,
                     PEOPLE_SEX, PEOPLE_TEAM, PEOPLE_WORKER, PEOPLE_ORDERED, PEOPLE_YEAR, PEOPLE_JOB, PEOPLE_COLUMNS };
extern const struct list_column people_columns[PEOPLE_COLUMNS];

void people_init(struct people *p, struct view *v);
void people_clear(struct people *p);
/* The list_source functions; ctx starts with a struct people. */
enum rc people_rows(void *ctx, const long long *ids, size_t n, struct err *err);
void people_cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone);

/* The sort keys of the list into the query. */
void people_order(const struct list_ask *ask, struct resident_query *q);

/* 张建国 男 41岁 石桥村 社区戒毒 第2年 风险 高 / 执行中 2025-01-15..2028-01-14, together at most cols where possible. */
void people_headline(const struct view *v, const struct people_row *row, int cols, struct str *left, struct str *right);
/* " 第2年", " 风险 高". Append. */
void people_add_year(int year, struct str *out);
void people_add_risk(struct code risk, struct str *out);
/* "16/22": which test window of how many the whole order has. Appends. */
enum rc people_add_period(struct view *v, long long order, int window, struct str *out, struct err *err);
/* Read one person whole. */
enum rc people_read(struct view *v, long long id, struct people_row *out, struct err *err);
void people_row_clear(struct people_row *row);

#endif
