/* The finder's part of the bench: each keystroke against one LIKE scan of the same column.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_FINDER_H
#define TESTS_BENCH_FINDER_H

/* In one process, over the same rows: prints the slowest keystroke against its scan, and all together; an exit status. */
int finder_compare(const char *db);

#endif
