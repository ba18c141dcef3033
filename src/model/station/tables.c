#include "model/station/tables.h"

static const struct field_def place_fields[] = {PLACE_FIELDS(FIELD_ROW, place)};
const struct entity_def place_def = ENTITY("place", N_("Village"), place, place_fields);

static const struct field_def team_fields[] = {TEAM_FIELDS(FIELD_ROW, help_team)};
const struct entity_def team_def = ENTITY("help_team", N_("Help team"), help_team, team_fields);

static const struct field_def officer_fields[] = {OFFICER_FIELDS(FIELD_ROW, officer)};
const struct entity_def officer_def = ENTITY("officer", N_("Officer"), officer, officer_fields);
