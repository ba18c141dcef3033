/* Somebody at the keyboard who does a task of tasks.h. SPDX-License-Identifier: MIT */
#ifndef TESTS_TUI_OFFICER_H
#define TESTS_TUI_OFFICER_H

#include <stddef.h>

#include "tui/pty.h"
#include "tui/tasks.h"

enum { BURST_KEYS = 200, BURSTS_MOST = 64, ROW_BYTES = 260 };

/* What is typed at one go, between two looks at the screen. */
struct burst {
	const struct step *step;
	const char *field; /* in the table of slips; NULL: a command, in which nobody slips here */
	char keys[BURST_KEYS];
	char question[ROW_BYTES]; /* stands on the screen afterwards; "": none does */
	bool ended;		  /* its last key leaves the field */
};

/* A task as this program takes it, done without a slip. */
struct script {
	const struct task *task;
	struct burst v[BURSTS_MOST];
	size_t n;
	int accepted;		/* fields thought about and left as they were */
	char bottom[ROW_BYTES]; /* the keys of the screen where it ends */
	char *records;		/* what is in the database then */
	char *right;		/* and on the way there */
};

/* The prepared station, into the folder of this process; db is its database. */
void officer_station(void);
/* Finds the keys. A task that cannot be done fails the test. script_clear when done. */
void script_find(const struct task *task, struct script *out);
void script_clear(struct script *s);

/* Saved the same; the end was not reached and nothing wrong saved on the way; something is asked
 * that the right keys do not meet; saved wrong, or not what was to be saved, without a question. */
enum outcome { OUT_SAME, OUT_REFUSED, OUT_ASKED, OUT_SILENT };
/* Done with other keys in burst `at`, the rest as ever. *records gets what is in the database
 * afterwards (heap), NULL when something was asked. */
enum outcome script_play(const struct script *s, size_t at, const char *keys, char **records);

/* The next key in the keys: a character or a name in angle brackets; its length. */
size_t key_length(const char *keys);

#endif
