#include "model/station/import_batch.h"

static const struct field_def fields[] = {IMPORT_FIELDS(FIELD_ROW, import_log)};
const struct entity_def import_def = ENTITY("import_log", N_("Import"), import_log, fields);
