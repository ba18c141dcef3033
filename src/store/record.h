/* Binding of fields and the SQL of a field table, for change.c and record.c.
 * SPDX-License-Identifier: MIT */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "core/field.h"
#include "store/store.h"

/* Texts are borrowed until stmt_done. */
void record_bind_field(struct stmt *q, int i, const struct field_def *f, const void *rec);
/* uid, ver, seq, recorded_at, recorded_by, import_id, source as ?1..?7. */
void record_bind_base(struct stmt *q, const struct record *r);

/* Those of struct record, before the fields. */
enum { BASE_COLUMNS = 11 };
extern const char *const record_base_columns[BASE_COLUMNS];

/* SQL made of a field table once and kept with the store: an import asks for it a record. */
struct entity_sql {
	const struct entity_def *def;
	char *load;   /* SELECT by id */
	char *insert; /* base columns ?1..?7, then the fields */
	/* proof.c: proofs of the rows ?2 that entry ?1 wrote, and before it of the old ones; the
	 * fields in the order of their names. */
	char *prove, *past, *adopt, *bare, *walk; /* and with the proof as it is: one, and those behind ?1 */
	struct proof_field {
		size_t at;      /* in the fields */
		unsigned char *name; /* as it is hashed */
		size_t n;
	} *order;
	size_t ordered, names; /* names: bytes of them all */
	struct entity_sql *next;
};
const struct entity_sql *entity_sql(struct store *s, const struct entity_def *def);
/* The columns of a record as they are stored, but its proof. Heap. */
char *entity_columns(const struct entity_def *def);
void entity_sql_free_all(struct store *s);

#endif
