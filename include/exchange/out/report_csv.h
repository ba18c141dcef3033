/* A table of a period as a file: for programs (exchange/out/figure_csv.h), a line a cell; as a
 * workbook for people as it is on paper, a sheet each period.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_REPORT_CSV_H
#define EXCHANGE_OUT_REPORT_CSV_H

#include "exchange/csv/csv_write.h"
#include "model/report/report_table.h"

/* Rows of the set, one period after the other. path "-": standard output. *final (heap, may be
 * NULL) gets the file's name. Errors as csv_writer_new and csv_writer_finish. */
enum rc report_csv_write(const struct report_set *set, const char *station, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err);

#endif
