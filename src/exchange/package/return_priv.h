/* Between writer and reader of a return: how its members look.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PACKAGE_RETURN_PRIV_H
#define EXCHANGE_PACKAGE_RETURN_PRIV_H

#include "exchange/csv/csv_write.h"
#include "exchange/package/return_rows.h"

enum { RETURN_PREFIX = 64 };
/* What every line begins with: "510181102,2026-10,0," */
void return_prefix(const struct county_return *r, char out[RETURN_PREFIX]);
/* The first line of places.csv, of a table, of questions.csv. */
void return_header(bool places, struct str *out);
void return_question_header(struct str *out);
/* All of places.csv. */
void return_put_places(const struct county_return *r, struct str *out);
extern const char *const return_kinds[]; /* up to NULL */

/* Names of the members that hold people, sealed to the county. */
#define RETURN_PEOPLE "data/people.csv" PACKAGE_SEALED
#define RETURN_EVENTS "data/events.csv" PACKAGE_SEALED

#endif
