/* What joining and parting share, inside a change. SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_JOIN_DB_H
#define MODEL_PERSON_JOIN_DB_H

#include "model/person/join.h"
#include "model/person/person_db.h"

/* Every kind of record that points to a resident, and by which column: asked of their tables of
 * fields, so that a register added later is moved without being named. */
struct join_table {
	const struct entity_def *def;
	const char *column;
};
struct join_tables {
	struct join_table *v;
	size_t n;
};
struct join_tables join_tables(void);
/* Of these only those that have records of this person. */
enum rc join_tables_of(struct store *s, long long resident, struct join_tables *t, struct err *err);

/* The newest record of each of these tables, as JSON (joined.last); heap. */
enum rc join_last(struct store *s, char **last, struct err *err);
/* Leave for it, begun: by the head's yes, or a second person's where a file is sealed. */
enum rc join_begin(struct change *c, struct station *st, const struct actor *a, const char *action,
                   const long long people[2], bool sealed, const char *chosen,
                   const struct join_words *words, struct err *err);
/* What is asked of these two, into the plan's questions; no access is asked, nothing noted. */
enum rc join_questions(struct station *st, const struct actor *a, struct join_plan *p,
                       struct err *err);
/* Every record that this joining noted was written: their proofs and what follows from them. */
enum rc join_wrote(struct change *c, long long joined, struct err *err);
/* A file by its record, sealed ones too; number heap. RC_NOT_FOUND: void, or joined itself. */
enum rc join_file(struct station *st, long long id, char **number, bool *sealed, struct err *err);
/* The register of what is said of a person's values; values follow from all of its kin. */
enum rc join_values_follow(struct change *c, long long resident, struct err *err);

#endif
