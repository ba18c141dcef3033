/* Binding of fields, for change.c. */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "core/field.h"
#include "store/store.h"

/* Texts are borrowed until stmt_done. */
void record_bind_field(struct stmt *q, int i, const struct field_def *f, const void *rec);

#endif
