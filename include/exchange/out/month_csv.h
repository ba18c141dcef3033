/* The month's return as a file for the county's programs (exchange/out/figure_csv.h).
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_MONTH_CSV_H
#define EXCHANGE_OUT_MONTH_CSV_H

#include "core/err.h"
#include "exchange/csv/csv_write.h"
#include "model/report/report.h"

/* Every figure and rate of r (of a workbook: as month_print has them), words in the chosen
 * language. Errors as csv_writer_new and csv_writer_finish. *final (heap, may be NULL) gets the
 * file's name. */
enum rc month_csv_write(const struct report *r, const char *station, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err);

#endif
