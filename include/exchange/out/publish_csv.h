/* Statistics for publication (rules 18.22, 18.23): counts by village of a period, the small ones
 * and what would give them away left out. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_PUBLISH_CSV_H
#define EXCHANGE_OUT_PUBLISH_CSV_H

#include "exchange/out/table_out.h"
#include "model/report/report_table.h"

enum { PUBLISH_LEAST = 5, PUBLISH_LEAST_MOST = 50 };

/* Numbers below least are hidden, villages of fewer people counted together. RC_INVALID: of all
 * together there are fewer. Otherwise as report_csv_write. */
enum rc publish_csv_write(struct station *st, const struct actor *a, const struct span *span,
                          long long least, const char *path, enum text_source_encoding encoding,
                          enum csv_existing existing, char **final, struct err *err);

#endif
