/* SPDX-License-Identifier: MIT
 * A kind of work between keys. Those of the table of start.c are begun one after another, when a
 * screen stands and no key came for a while; any can be begun at once by an action.
 */
#ifndef UI_LOOP_IDLE_H
#define UI_LOOP_IDLE_H

#include <stdbool.h>

struct ui;

struct idle_job {
	const char *text; /* N_(): what it is, in a word or two */
	/* What it keeps; NULL: there is nothing to do. asked: by an action, not by itself. */
	void *(*begin)(struct ui *ui, bool asked);
	/* About so many milliseconds of it, which no wait for others may lengthen; false: over. */
	bool (*step)(struct ui *ui, void *data, int ms, int *percent);
	/* Over, put off, or the program ends: frees data, and leaves nothing half done. */
	void (*end)(struct ui *ui, void *data);
};

/* The jobs that begin by themselves, in their order (start.c); NULL-ended. */
extern const struct idle_job *const idle_jobs[];
extern const struct idle_job check_job, backup_job;

/* Begin this one now. */
void idle_start(struct ui *ui, const struct idle_job *job);
/* The loop's: how long to wait for a key; no key came; Esc was pressed (true: that was for it); the
 * program ends; and the words for the rule. */
int idle_wait_ms(const struct ui *ui, int ms);
void idle_go_on(struct ui *ui);
bool idle_put_off(struct ui *ui);
void idle_end(struct ui *ui);
const char *idle_text(const struct ui *ui, char *out, unsigned long size);

#endif
