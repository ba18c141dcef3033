/* A county's table as a file for a spreadsheet, CSV or a workbook by its name: the headers
 * people read, as wide as the table is. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_COUNTY_CSV_H
#define EXCHANGE_OUT_COUNTY_CSV_H

#include "exchange/csv/csv_write.h"
#include "model/county/consolidate.h"

/* path "-": standard output. *final (heap, may be NULL) gets the file's name. Errors as
 * table_out_new and table_out_close. */
enum rc county_csv_write(const struct county_table *t, const char *path,
                         enum text_source_encoding encoding, enum csv_existing existing,
                         char **final, struct err *err);

#endif
