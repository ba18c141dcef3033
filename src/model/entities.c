/* Every kind of record a station keeps. SPDX-License-Identifier: MIT */
#include "model/county/county.h"
#include "model/event/event.h"
#include "model/ledger/ledger.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/station/approval.h"
#include "model/station/attachment.h"
#include "model/station/partner.h"
#include "model/station/station.h"
#include "model/station/tables.h"
#include "model/team/team.h"

static const struct entity_def *const entities[] = {
	&officer_def, &approval_def, &import_def,  &place_def,  &team_def, &resident_def,
	&order_def,   &status_def,   &contact_def, &member_def, &duty_def, &attachment_def,
	&station_name_def, &partner_def, &county_station_def, &county_return_def, &county_typed_def,
};
enum { ENTITIES = sizeof entities / sizeof *entities };

const struct entity_def *entity_at(size_t i) {
	if (i < ENTITIES)
		return entities[i];
	i -= ENTITIES;
	for (const struct ledger_def *d = ledger_table; d->entity; d++, i--)
		if (i == 0)
			return d->entity;
	return event_table[i].entity;
}

bool entity_named(const char *table, const char **named, const char **order) {
	const struct ledger_def *d = ledger_of_table(table);
	bool county = strcmp(table, county_station_def.name) == 0;

	*named = d ? d->named : county ? "name" : NULL;
	*order = d ? d->order : county ? "code" : NULL;
	return *named != NULL;
}

const struct entity_def *station_entity(const char *table) {
	const struct entity_def *def;

	for (size_t i = 0; (def = entity_at(i)) != NULL; i++)
		if (strcmp(def->name, table) == 0)
			return def;
	return NULL;
}
