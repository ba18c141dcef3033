/* The steps of the schema, made from data/schema/ at build time; main (and tests) hand them to
 * store_open. SPDX-License-Identifier: MIT */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/store.h"

extern const struct migration schema_migrations[];
extern const unsigned long schema_migration_count;

#endif
