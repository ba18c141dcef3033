/* SPDX-License-Identifier: MIT
 * Stations that know each other: this station's own signing key, a file beside the database in no
 * backup, and the public keys of others that the head has compared and said to trust
 * (rule 13.1).
 */
#ifndef MODEL_STATION_PARTNER_H
#define MODEL_STATION_PARTNER_H

#include "core/field.h"
#include "core/sign/minisign.h"
#include "model/station/station.h"

#define PARTNER_FIELDS(X, S) \
	X(S, text, name, N_("Station"), .max = 60, .flags = F_REQUIRED | F_SYSTEM) \
	X(S, text, key_id, N_("Key"), .max = 16, .flags = F_REQUIRED | F_SYSTEM) \
	X(S, text, line, N_("Public key"), .max = 60, .flags = F_REQUIRED | F_SYSTEM)

ENTITY_STRUCT(partner_def, partner_key, PARTNER_FIELDS);
/* The line of this station's own key in partners_list; before it there is none. */
enum { PARTNERS_OWN = 1 };

/* Make the station's key; the head. RC_EXISTS: it has one. */
enum rc signing_key_make(struct station *st, const struct actor *a, struct err *err);
/* Read it; the caller wipes it (secret_wipe). RC_NOT_FOUND: none was made. */
enum rc signing_key_read(struct station *st, const struct actor *a, struct sign_secret *out,
                         struct err *err);

/* Its public half alone. */
enum rc signing_key_public(struct station *st, const struct actor *a, struct sign_public *out,
                           struct err *err);

/* Trust this key from now on; the head. RC_EXISTS: it is trusted already, or its station has
 * another one. */
enum rc partner_add(struct station *st, const struct actor *a, const char *name,
                    const struct sign_public *key, struct err *err);
/* No more; the head. */
enum rc partner_drop(struct station *st, const struct actor *a, const char *name,
                     const char *reason, struct err *err);
/* Ids by name; one of them. */
enum rc partner_list(struct station *st, const struct actor *a, struct ids *out, struct err *err);
enum rc partner_get(struct station *st, const struct actor *a, long long id,
                    struct partner_key *out, struct err *err);
/* By name, else (NULL) by key id; false in *found: nobody's. name may be NULL, else heap. */
enum rc partner_find(struct station *st, const struct actor *a, const char *by_name,
                     const unsigned char id[SIGN_ID], struct sign_public *out, char **name,
                     bool *found, struct err *err);

#endif
