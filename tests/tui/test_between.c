/* Between stations, and what else had a command alone: keys taken in and out, one person's file handed to another station
 * and its receipt brought back, two joined files parted, forms printed from the station's registers, an auditor's own
 * password (rules 18.7 to 18.9). SPDX-License-Identifier: MIT */
#include <glob.h>
#include <sqlite3.h>

#include "core/file.h"
#include "tui/desk.h"

/* The key of another station, to have something to paste; it is nobody's. */
static char other_line[80], town_line[80];

static void read_line(const char *key, char out[80]) {
	char *argv[] = {(char *)(uintptr_t)"sh", NULL};
	sqlite3 *d;
	sqlite3_stmt *q;

	(void)argv;
	assert_int_equal(sqlite3_open_v2(db, &d, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(d, key, -1, &q, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(q), SQLITE_ROW);
	snprintf(out, 80, "%s", (const char *)sqlite3_column_text(q, 0));
	sqlite3_finalize(q);
	sqlite3_close(d);
}
