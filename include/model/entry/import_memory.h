/* SPDX-License-Identifier: MIT
 * What an office's sheets mean, asked once (rule 10.14): which field a column of theirs is, what a
 * word of theirs stands for. A sheet is known again by the digest of its header.
 */
#ifndef MODEL_ENTRY_IMPORT_MEMORY_H
#define MODEL_ENTRY_IMPORT_MEMORY_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"

/* header, registry: of which sheets; "" of the one at hand, said just now. field: header name of the
 * field the word stands under, "" for a column; name: the word, or the column as it is compared;
 * answer: the value's code or name, the field of a column by its header name, "" for left open and
 * not taken. Heap. */
struct import_saying {
	char *header, *registry, *field, *name, *answer;
};

/* Zero at first; import_memory_clear. */
struct import_memory {
	struct import_saying *v;
	size_t n;
};

/* All that was said of any sheet. Needs no leave of its own: who may plan an import has it. */
enum rc import_memory_load(struct station *st, struct import_memory *out, struct err *err);
/* What was said of the sheet at hand, else of one with this header of this register; NULL: nothing.
 * Valid until the memory changes. */
const char *import_memory_get(const struct import_memory *m, const char *header,
                              const char *registry, const char *field, const char *name);
/* Say it of the sheet at hand, in place of what was said of it before. */
void import_memory_say(struct import_memory *m, const char *field, const char *name,
                       const char *answer);
void import_memory_clear(struct import_memory *m);

struct import_batch;
/* Keep what was said of the sheet at hand, in the import's transaction. */
enum rc import_batch_remember(struct import_batch *b, const char *header,
                              const struct import_memory *m, struct err *err);

#endif
