/* Numbers of a made-up city whose stations keep so many people: they agree with each other, and change little from month
 * to month. SPDX-License-Identifier: MIT */
#include <string.h>

#include "gen/gen.h"

/* Hundredths of the people, parts of the register that leave nothing out: the first takes what is left. */
static const struct {
	const char *ids;
	int part[4];
} parts[] = {
	{"male female sex_unknown", {86, 14, 0}},
	{"age_31_50 age_18_30 age_over_50 age_other", {58, 22, 20, 0}},
	{"drug_new drug_traditional drug_other", {60, 38, 2}},
	{"risk_low risk_mid risk_high risk_none", {66, 24, 8, 2}},
	{"low mid high none", {66, 24, 8, 2}},
	{"detox_executing rehab_executing", {70, 30}},
	{"tests_done tests_missing", {93, 7}},
	{"visits_done visits_missing", {90, 10}},
	{"located lost control_unknown", {96, 3, 1}},
};
static const char whole[] = "register executing execution_base under_execution reported executed control_stated "
			    "tests_should visits_should all";
/* Nobody: where parts of a number would have to be made up. */
static const char nobody[] = "awaiting detox_suspended rehab_suspended report_overdue report_overdue_untold "
			     "report_overdue_told breach breach_untold breach_told intakes intakes_taken intakes_not "
			     "intakes_open register_new register_left";

static int place_of(const char *ids, const char *id) {
	size_t n = strlen(id);
	int at = 0;

	for (const char *p = ids; *p; p += strcspn(p, " "), p += *p == ' ', at++)
		if (strncmp(p, id, n) == 0 && (p[n] == ' ' || p[n] == '\0'))
			return at;
	return -1;
}

long long city_number(const char *id, int people, int month) {
	if (place_of(whole, id) >= 0)
		return people;
	if (place_of(nobody, id) >= 0)
		return 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		int at = place_of(parts[i].ids, id), left = people;

		for (int k = 1; k < 4 && at == 0; k++)
			left -= people * parts[i].part[k] / 100;
		if (at >= 0)
			return at == 0 ? left : people * parts[i].part[at] / 100;
	}
	return people * (18 + month % 4) / 100;
}
