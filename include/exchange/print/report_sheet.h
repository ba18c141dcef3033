/* A table of a period as a printed page. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_REPORT_SHEET_H
#define EXCHANGE_PRINT_REPORT_SHEET_H

#include "exchange/csv/target.h"
#include "model/report/report_table.h"

/* The first table of the set; *path (heap) as page_print. */
enum rc report_print(struct station *st, const struct actor *a, const struct report_set *set,
                     char **path, struct err *err);

/* The return of a period: every figure and rate with its number and how it is counted. */
enum rc month_print(struct station *st, const struct actor *a, const struct report *r, char **path,
                    struct err *err);
/* The same page as a workbook; errors and *final as month_csv_write. */
enum rc month_book(const struct report *r, const char *station, const char *path,
                   enum csv_existing existing, char **final, struct err *err);

#endif
