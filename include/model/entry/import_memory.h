/* What an office's sheets mean, asked once and remembered by their header; and words no list has,
 * kept beside the field they leave open (rules 10.11, 10.15). SPDX-License-Identifier: MIT */
#ifndef MODEL_ENTRY_IMPORT_MEMORY_H
#define MODEL_ENTRY_IMPORT_MEMORY_H

#include "model/entry/import_batch.h"

/* One answer: field "" says it of the column `name`, else of the word `name` in that field. */
struct remembered {
	char *header, *registry, *field, *name, *answer;
};
struct memory {
	struct remembered *v;
	size_t n;
};

/* All there are, in no order that matters; memory_clear in any case. */
enum rc import_memory_read(struct station *st, const struct actor *a, struct memory *out,
                           struct err *err);
void memory_add(struct memory *m, const char *header, const char *registry, const char *field,
                const char *name, const char *answer);
void memory_clear(struct memory *m);
/* In the import's transaction; the newest answer stands. *news becomes true where it was not
 * remembered before. */
enum rc import_batch_remember(struct import_batch *b, const char *header, const char *registry,
                              const char *field, const char *name, const char *answer, bool *news,
                              struct err *err);

/* A word beside a field of a resident's record; the same of *news. */
enum rc import_batch_keep(struct import_batch *b, long long resident, const char *table,
                          long long record, const char *field, const char *word, bool *news,
                          struct err *err);
/* The words kept with one person's file whose fields are still open, and those of several values:
 * a sentence each, appended as lines. */
enum rc kept_words_say(struct station *st, const struct actor *a, long long resident,
                       struct str *out, struct err *err);

#endif
