/* SPDX-License-Identifier: MIT
 * An import taken back (rule 10.16): what it made is made void, what it changed or made void is as
 * it was before, in one transaction with one audit row, so that the figures are those of before and
 * the file can be taken in again. Only while every record is as the import left it and nothing that
 * came later hangs on one. Villages, teams and contacts that others use by now stay.
 */
#ifndef MODEL_ENTRY_IMPORT_UNDO_H
#define MODEL_ENTRY_IMPORT_UNDO_H

#include "core/actor.h"
#include "core/err.h"
#include "model/station/station.h"
#include "model/station/tables.h"

struct import_undo {
	struct import_log log;
	long long voided, restored; /* records */
	long long held;   /* that hinder it */
	char *whose;      /* file numbers of whose they are, joined by 、, the first of them; or NULL */
};

/* What taking it back would do; nothing is written. import_undo_clear in any case. RC_NOT_FOUND: no
 * such import; RC_INVALID: it was taken back already; RC_DENIED: another officer's, who is not the
 * head. */
enum rc import_undo_look(struct station *st, const struct actor *a, long long id,
                         struct import_undo *out, struct err *err);
/* RC_CONFLICT: whose records hinder it. */
enum rc import_undo_held(const struct import_undo *u, struct err *err);
/* Take it back, or RC_CONFLICT with a sentence that names whose records hinder it. reason NULL:
 * none is told. */
enum rc import_undo(struct station *st, const struct actor *a, long long id, const char *reason,
                    struct import_undo *out, struct err *err);
void import_undo_clear(struct import_undo *u);

/* Imports of the station, the newest first. */
enum rc import_log_ids(struct station *st, const struct actor *a, struct ids *out, struct err *err);
enum rc import_logs_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                        struct import_log *out, struct err *err);

#endif
