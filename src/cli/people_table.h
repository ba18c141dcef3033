/* Rows of residents, shared by list, show and due. */
#ifndef CLI_PEOPLE_TABLE_H
#define CLI_PEOPLE_TABLE_H

#include "cli/cli.h"
#include "cli/table.h"
#include "core/field.h"
#include "model/person/resident.h"

/* The same as the next cell. */
void people_table_add_field(const struct cli *c, struct table *t, const struct field_def *f, const void *rec);
/* One audit row for a list that was printed: kind and hits, never the term. */
enum rc people_table_note(struct cli *c, const char *action, size_t hits);
/* Columns of an entity whose flags hold `flag` and not F_SYSTEM, appended to cols (room for `most`); returns the new n. */
size_t people_table_columns(const struct entity_def *def, unsigned flag, struct table_col *cols,
                      const struct field_def **fields, size_t n, size_t most);

#endif
