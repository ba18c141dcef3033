/* The month's return as a file for the county: every figure and rate with its formula in words.
 * SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_OUT_MONTH_CSV_H
#define EXCHANGE_OUT_MONTH_CSV_H

#include "core/err.h"
#include "exchange/csv/csv_write.h"
#include "model/report/report.h"

/*
 * Write the figures and rates of r in the chosen language: a header, a line for the station, a line
 * for the month, then one line each. The bases of rates stand beside their rates. Errors as
 * csv_writer_new and csv_writer_finish. *final (heap, may be NULL) gets the file's name.
 */
enum rc month_csv_write(const struct report *r, const char *station, const char *path,
                        enum text_source_encoding encoding, enum csv_existing existing,
                        char **final, struct err *err);

#endif
