/* SPDX-License-Identifier: MIT
 * What a county received, for an engine above it (rules 21.30, 21.31): a package a month, signed
 * with the county's key, of the numbers as they came, with what each indicator is.
 *
 * Members: data/stations.csv (code, name, first and last month, the audit entry of its last change:
 * of two the higher stands), data/indicators.csv (every column of every table, how it goes over
 * months, how it is written), data/typed.csv (what was typed in from outside, with its source and
 * the officer's login; in no sum), data/returns.csv (scope full or changes, since, the SHA-256 of
 * its manifest), data/figures.csv (a line a number: station, period, number, tab, place, id,
 * numerator, denominator). A month above EXPORT_PART bytes of figures is cut between stations into
 * several packages, each whole by itself. Nobody on file is named in one.
 */
#ifndef EXCHANGE_COUNTY_EXPORT_H
#define EXCHANGE_COUNTY_EXPORT_H

#include "model/county/county.h"

enum { EXPORT_FORMAT = 2, EXPORT_PART = 24 << 20 };

struct county_package {
	const char *path, *month;
	long returns, figures;
	size_t bytes; /* of its members */
};
/* "county-2026-10-1.tar" and so on into the folder, over what stands there; `each` after each. */
enum rc county_export_month(struct station *st, const struct actor *a, const char *month,
                            const char *folder,
                            void (*each)(void *ctx, const struct county_package *p), void *ctx,
                            struct err *err);

#endif
