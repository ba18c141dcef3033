/* Between writer and reader of a return: how its members look.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PACKAGE_RETURN_PRIV_H
#define EXCHANGE_PACKAGE_RETURN_PRIV_H

#include "exchange/csv/csv_write.h"
#include "exchange/package/return_rows.h"
#include "model/station/station.h"

enum { RETURN_PREFIX = 64 };
/* What every line begins with: "510181102,2026-10,0," */
void return_prefix(const struct county_return *r, char out[RETURN_PREFIX]);
/* The first line of places.csv, of a table, of questions.csv. */
void return_header(const struct county_return *r, bool places, struct str *out);
void return_question_header(struct str *out);
/* All of places.csv. */
void return_put_places(const struct county_return *r, struct str *out);
extern const char *const return_kinds[]; /* up to NULL */

/* The list of ids, by table and id. */
extern const struct return_id {
	int tab;
	const char *id;
	int list;  /* with which it came */
	bool rate; /* 0 of 0 */
} return_ids[];
extern const size_t return_id_count;
extern const int return_id_lists;
/* Up to which list every id has a line; 0: none. Lines are in order. */
int return_ids_fit(const struct county_return *r);
/* Lines of r->ids that count 0 everywhere go, or come. Was there one? */
bool return_ids_change(struct county_return *r, bool leave);

/* The members that hold whom the figures count, RETURN_PEOPLE and RETURN_EVENTS, sealed to the
 * county's key; *who gets them. RC_DENIED: no key of it is trusted here. */
struct sent;
enum rc return_names_add(struct station *st, const struct actor *a, const struct sent *now,
                         const struct county_return *r, struct package *p, struct ids *who,
                         struct err *err);

#endif
