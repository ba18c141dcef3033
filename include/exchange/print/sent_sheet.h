/* A month as it was sent, as a file for the county and as a printed page: both carry month, number
 * and anchor. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_PRINT_SENT_SHEET_H
#define EXCHANGE_PRINT_SENT_SHEET_H

#include "exchange/csv/csv_write.h"
#include "exchange/print/page.h"
#include "model/report/sent.h"

/* A correction has the figures that changed, with what they were (before); for programs
 * (exchange/out/figure_csv.h), as a workbook the page of sent_print. Errors and *final as
 * month_csv_write. */
enum rc sent_csv_write(const struct sent *s, const struct sent *before, bool places,
                       const char *path, enum text_source_encoding encoding,
                       enum csv_existing existing, char **final, struct err *err);
/* page_print, with lines to sign. */
enum rc sent_print(struct station *st, const struct actor *a, const struct sent *s,
                   const struct sent *before, bool places, char **path, struct err *err);

#endif
