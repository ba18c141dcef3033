/* SPDX-License-Identifier: MIT */
#include "model/rules/team_shape.h"

#include "core/tr.h"

const struct package_def package_table[PACKAGE_CELLS] = {
	[PACKAGE_LEAD] = {"lead", NULL, NULL, false},
	[PACKAGE_PERSON] = {"person", "cadre", "visit", true},
	[PACKAGE_PUBLICITY] = {"publicity", "social,worker", NULL, false},
	[PACKAGE_ATTITUDE] = {"attitude", "social,worker", "talk", true},
	[PACKAGE_TESTING] = {"testing", "police", "test", false},
	[PACKAGE_FILING] = {"filing", "worker", "document", false},
};

const struct team_seat team_seats[] = {
	{SEATS_LAW, N_("full-time worker"), "worker"},   {SEATS_LAW, N_("community police"),
	                                                  "police"},
	{SEATS_LAW, N_("medical worker"), "medic"},      {SEATS_LAW, N_("family member"), "family"},
	{SEATS_LAW, N_("volunteer"), "volunteer"},       {SEATS_PARTIES, N_("township"), "worker"},
	{SEATS_PARTIES, N_("village"), "cadre"},         {SEATS_PARTIES, N_("police"), "police"},
	{SEATS_PARTIES, N_("social worker"), "social"},  {SEATS_PARTIES, N_("hospital"), "medic"},
	{SEATS_PARTIES, N_("family"), "family"},
};
const size_t team_seat_count = sizeof team_seats / sizeof *team_seats;

bool team_seat_is_filled(const struct team_seat *s, const struct code *roles, size_t n) {
	for (size_t i = 0; i < n; i++) {
		if (str_in_list(s->roles, roles[i].s))
			return true;
	}
	return false;
}

size_t team_empty_seats(enum seat_set set, const struct code *roles, size_t n, struct str *out) {
	size_t empty = 0;

	for (size_t i = 0; i < team_seat_count; i++) {
		if (team_seats[i].set != set || team_seat_is_filled(&team_seats[i], roles, n))
			continue;
		str_addf(out, "%s%s", empty++ ? (tr_lang() == LANG_ZH ? "、" : ", ") : "",
		         tr(team_seats[i].label));
	}
	return empty;
}
