/* Places, help teams and officers: the small lists other records point to.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_STATION_TABLES_H
#define MODEL_STATION_TABLES_H

#include "core/actor.h"
#include "core/field.h"
#include "model/station/codes.h"
#include "model/station/station.h"

#define PLACE_FIELDS(X, S) \
	X(S, text, name, N_("Village name"), .width = 16, .csv = "村社名称", .max = 40, .flags = F_REQUIRED | F_LIST | F_SEARCH) \
	X(S, code, kind, N_("Kind"), .width = 8, .csv = "村社类型", .codes = &codes_place_kind, .flags = F_LIST) \
	X(S, text, code, N_("Division code"), .width = 12, .csv = "区划代码", .max = 12) \
	X(S, int, population, N_("Population"), .width = 8, .csv = "人口") \
	X(S, code, active, N_("In use"), .width = 4, .codes = &codes_yes) \
	X(S, ref, replaced_by, N_("Replaced by"), .width = 16, .ref = "place", .flags = F_SYSTEM) \
	X(S, int, sort_no, N_("Place in lists"), .width = 6, .csv = "排序", .max = 99999, \
	  .help = N_("lists by village follow these numbers; without one by name"))

ENTITY_STRUCT(place_def, place, PLACE_FIELDS);

#define TEAM_FIELDS(X, S) \
	X(S, text, name, N_("Name"), .width = 16, .csv = "小组名称", .max = 40, \
	  .flags = F_REQUIRED | F_LIST | F_SEARCH)

ENTITY_STRUCT(team_def, help_team, TEAM_FIELDS);

#define OFFICER_FIELDS(X, S) \
	X(S, text, login, N_("Login"), .width = 12, .max = 32, .flags = F_REQUIRED | F_LIST) \
	X(S, text, name, N_("Name"), .width = 12, .max = 40, .flags = F_REQUIRED | F_LIST) \
	X(S, code, role, N_("Role"), .width = 8, .codes = &codes_role, .flags = F_REQUIRED | F_LIST) \
	X(S, code, active, N_("In use"), .width = 4, .codes = &codes_yes)

ENTITY_STRUCT(officer_def, officer, OFFICER_FIELDS);

/* What the station was called, and is: model/settings.h. */
#define STATION_NAME_FIELDS(X, S) \
	X(S, text, name, N_("Name of the station"), .width = 30, .max = 60, .flags = F_REQUIRED | F_LIST, \
	  .help = N_("as it stands on the return to the county")) \
	X(S, date, since, N_("Since"), .width = 10, .flags = F_REQUIRED | F_LIST) \
	X(S, text, code, N_("Division code"), .width = 12, .max = 12, .flags = F_LIST) \
	X(S, text, paper, N_("Paper it rests on"), .width = 30, .max = 60, .flags = F_LIST, \
	  .help = N_("what the name rests on, as a notice of the county"))

ENTITY_STRUCT(station_name_def, station_name, STATION_NAME_FIELDS);

/* Places or teams by name; 0 when there is none. */
long long place_find(struct station *st, const char *name);
long long team_find(struct station *st, const char *name);
enum rc place_save(struct station *st, const struct actor *a, struct place *p, struct err *err);
enum rc team_save(struct station *st, const struct actor *a, struct help_team *t, struct err *err);

/* One import of a file: what was taken in of it. */
#define IMPORT_FIELDS(X, S) \
	X(S, text, file_name, N_("File name"), .width = 30, .max = 200) \
	X(S, text, file_hash, N_("Hash"), .width = 64, .max = 64) \
	X(S, text, registry, N_("Register"), .width = 12, .max = 24) \
	X(S, int, taken_new, N_("New"), .width = 6) \
	X(S, int, taken_changed, N_("Changed"), .width = 6) \
	X(S, int, same, N_("Same"), .width = 6) \
	X(S, int, refused, N_("Refused"), .width = 6) \
	X(S, text, digest, N_("Digest"), .width = 64, .max = 64)

ENTITY_STRUCT(import_def, import_log, IMPORT_FIELDS);

#endif
