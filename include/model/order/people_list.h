/* What lists of people share: columns, a page of rows, the person's own query.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ORDER_PEOPLE_LIST_H
#define MODEL_ORDER_PEOPLE_LIST_H

#include "model/order/person_row.h"
#include "model/station/list_def.h"

enum people_column {
	PEOPLE_NAME,
	PEOPLE_PLACE,
	PEOPLE_KIND,
	PEOPLE_STATE,
	PEOPLE_END,
	PEOPLE_RISK,
	PEOPLE_FILE_NO,
	PEOPLE_SEX,
	PEOPLE_TEAM,
	PEOPLE_WORKER,
	PEOPLE_ORDERED,
	PEOPLE_YEAR,
	PEOPLE_JOB,
	PEOPLE_REPORTED,
	PEOPLE_ID_NO,
	PEOPLE_COLUMNS
};
extern const struct list_column people_columns[PEOPLE_COLUMNS];

enum { FOUND_MOST = 200 }; /* lines of found_list: beyond that more is to be typed */

/* list_def.rows of a list whose ids are residents. */
enum rc people_rows(struct list_run *r, const long long *ids, size_t n, struct err *err);
/* Conditions and order of the list's query as the people's own; for ids(). */
struct resident_query people_query(const struct list_run *r);
/* " 第2年", " 风险 高". Append. */
void people_add_year(int year, struct str *out);
void people_add_risk(struct code risk, struct str *out);

#endif
