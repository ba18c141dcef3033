/* The small tables of a station. SPDX-License-Identifier: MIT */
#include "model/station/tables.h"

#include "model/station/approval.h"
#include "model/station/attachment.h"

ENTITY_DEF(place_def, N_("Village"), place, PLACE_FIELDS);
ENTITY_DEF(team_def, N_("Help team"), help_team, TEAM_FIELDS);
ENTITY_DEF(station_name_def, N_("Name of the station"), station_name, STATION_NAME_FIELDS);
ENTITY_DEF(officer_def, N_("Officer"), officer, OFFICER_FIELDS);
ENTITY_DEF(approval_def, N_("Request"), approval, APPROVAL_FIELDS);
ENTITY_DEF(attachment_def, N_("Attached file"), attachment, ATTACHMENT_FIELDS);
ENTITY_DEF(import_def, N_("Import"), import_log, IMPORT_FIELDS);

const char *approval_label(const char *kind) {
	static const struct {
		const char *kind, *label;
	} labels[] = {
		{"export", N_("Export with names of many")},
		{"void", N_("Make a record void")},
		{"join", N_("Joining two files")},
		{"unseal", N_("Opening of a sealed file")},
		{"erase", N_("Erasing of a file")},
		{"restore", N_("Restoring a backup")},
		{"glass", N_("Opened in an emergency")},
		{"bound", N_("More than a day's bound")},
	};

	for (size_t i = 0; kind && i < sizeof labels / sizeof *labels; i++) {
		if (strcmp(labels[i].kind, kind) == 0)
			return tr(labels[i].label);
	}
	return kind ? kind : "";
}
