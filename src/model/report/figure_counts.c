/* SPDX-License-Identifier: MIT */
#include "model/report/figure_counts.h"

#define COUNT(id, label, section, unit_, words, ...) {.unit = FIGURE_##unit_, __VA_ARGS__},
const struct figure_count figure_counts[] = {FIGURE_COUNTS(COUNT)};
const size_t figure_counts_count = sizeof figure_counts / sizeof *figure_counts;
