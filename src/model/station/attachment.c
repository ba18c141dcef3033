#include "model/station/attachment.h"

static const struct field_def attachment_fields[] = {ATTACHMENT_FIELDS(FIELD_ROW, attachment)};
const struct entity_def attachment_def = ENTITY("attachment", N_("Attached file"), attachment, attachment_fields);
