/* SPDX-License-Identifier: MIT
 * A paper brought in over the line: kept whole as files/HASH beside the database, 0600, and named
 * by a number that a document of a dossier may have as its place. It is seen by whoever may open
 * that dossier; until a document names it, by who brought it. No pictures of people are kept: that
 * is a rule of the station, which the help says.
 */
#ifndef MODEL_STATION_ATTACHMENT_H
#define MODEL_STATION_ATTACHMENT_H

#include "core/actor.h"
#include "core/field.h"
#include "core/mem.h"
#include "model/station/station.h"

#define ATTACHMENT_FIELDS(X, S) \
	X(S, text, hash, N_("Hash"), .max = 64, .flags = F_REQUIRED | F_SYSTEM) \
	X(S, int, bytes, N_("Size"), .flags = F_REQUIRED | F_SYSTEM)

struct attachment {
	/* rec.seq is its number: of the audit row that brought it in, as pages are numbered too */
	struct record rec;
	ATTACHMENT_FIELDS(FIELD_MEMBER, attachment)
};
extern const struct entity_def attachment_def;

enum { ATTACHMENT_MAX = 8 << 20 }; /* bytes */

/* Keep these bytes. *number names them. RC_INVALID: empty or too large; RC_DENIED, RC_FULL,
 * RC_IO. */
enum rc attachment_add(struct station *st, const struct actor *a, const void *data, size_t n,
                       long long *number, struct err *err);
/* Append the bytes to out; the look is on record before. RC_NOT_FOUND in the same words for no such
 * number, another officer's that no document names, and one of a sealed or void person; RC_CORRUPT
 * when the file is not what came in. */
enum rc attachment_read(struct station *st, const struct actor *a, long long number,
                        struct str *out, struct err *err);
/* Those whose dossier the actor may be shown, and those of the actor's own no document names yet;
 * the newest first. An officer's own names and nothing of what is in them. */
struct attached_file {
	long long number, bytes, recorded_at, resident; /* resident 0: none yet */
	char *officer, *file_no, *name;
};
enum rc attachment_list(struct station *st, const struct actor *a, struct attached_file **out,
                        size_t *n, struct err *err);
void attachment_list_clear(struct attached_file *v, size_t n);

#endif
