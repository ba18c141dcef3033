/* The audit's part of the bench: rows to verify, and the peer that reads the same columns and hashes nothing.
 * SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_AUDIT_H
#define TESTS_BENCH_AUDIT_H

/* Appends rows as an officer's days make them; answers an exit status. */
int audit_fill(const char *db, long long rows);
/* One SELECT of what the verifier reads, in its order, stepped to the end, every column touched; an exit status. */
int audit_walk(const char *db);

#endif
