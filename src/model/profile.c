#include "model/profile.h"

#include <string.h>

#include "core/tr.h"

/* A built-in rule for drug tests counted from the start of the order. */
#define TEST_RULE(years_, ...) {.kind = "test", .mode = WINDOW_ANNIVERSARY, .years = years_, .year = {__VA_ARGS__}, .need = 1}

static const struct schedule_rule detox_rules[] = {TEST_RULE(3, {{12, 12}}, {{12, 6}}, {{12, 4}})};
static const struct schedule_rule detox28_rules[] = {TEST_RULE(3, {{6, 12}, {6, 6}}, {{12, 6}}, {{12, 4}})};
static const struct schedule_rule rehab36_rules[] = {TEST_RULE(3, {{12, 6}}, {{12, 4}}, {{12, 2}})};
static const struct schedule_rule rehab24_rules[] = {TEST_RULE(2, {{12, 6}}, {{12, 6}})};

#define BUILT_IN(id_, kind_, variant_, max_, rules_, mark_, label_, basis_) \
	{.id = id_, .order_kind = kind_, .variant = variant_, .months_max = max_, .effective = {INT32_MIN}, \
	 .label = label_, .mark = mark_, .basis = basis_, .rules = rules_, \
	 .rule_count = sizeof rules_ / sizeof *rules_}

const struct profile profile_table[] = {
	BUILT_IN("detox", "detox", "22", 0, detox_rules, 'S', N_("Community detox: 12, 6 and 4 tests a year"),
	         N_("22 tests in three years, as other stations do. The regulation (art. 19) gives no number: the police say how often.")),
	BUILT_IN("detox28", "detox", "28", 0, detox28_rules, 'P', N_("Community detox, local variant: 18, 6 and 4 tests a year"),
	         N_("A municipal rule that cites no law: twice a month for six months, then monthly; 28 tests and at least 3 surprise checks.")),
	BUILT_IN("rehab36", "rehab", "12", 0, rehab36_rules, 'S', N_("Community rehab, 3 years: 6, 4 and 2 tests a year"),
	         N_("12 tests in three years, as other stations do. The regulation gives no number.")),
	BUILT_IN("rehab24", "rehab", "12", 24, rehab24_rules, 'S', N_("Community rehab, up to 2 years: a test every 2 months"),
	         N_("12 tests in two years, as other stations do. The regulation gives no number.")),
	BUILT_IN("rehab22", "rehab", "22", 0, detox_rules, 'U', N_("Community rehab at the rhythm of detox: 12, 6 and 4 tests a year"),
	         N_("Said of some counties, not confirmed: ask the county before relying on it.")),
};
const size_t profile_table_count = sizeof profile_table / sizeof *profile_table;

enum rc profile_set_choose(struct profile_set *set, const char *detox, const char *rehab, struct err *err) {
	const struct {
		const char *kind, *variant;
	} want[] = {{"detox", detox ? detox : "22"}, {"rehab", rehab ? rehab : "12"}};

	set->n = 0;
	for (size_t w = 0; w < sizeof want / sizeof *want; w++) {
		size_t before = set->n;

		for (size_t i = 0; i < profile_table_count; i++) {
			const struct profile *p = &profile_table[i];

			if (strcmp(p->order_kind, want[w].kind) == 0 && strcmp(p->variant, want[w].variant) == 0)
				set->row[set->n++] = p;
		}
		if (set->n == before)
			return err_set(err, RC_CONFIG, "profile.variant",
			               N_("There is no test profile '{variant}' for {kind} orders."),
			               "variant", want[w].variant, "kind", want[w].kind, NULL);
	}
	return RC_OK;
}

bool schedule_rule_is_sound(const struct schedule_rule *rule) {
	if (rule->years < 1 || rule->years > PROFILE_YEARS || rule->need < 1)
		return false;
	for (int y = 0; y < rule->years; y++) {
		int months = 0;

		for (int p = 0; p < PROFILE_PARTS && rule->year[y][p].months != 0; p++) {
			const struct rhythm *r = &rule->year[y][p];

			if (r->months < 1 || r->windows < 1 || 2 * r->months % r->windows != 0)
				return false;
			months += r->months;
		}
		if (months != 12)
			return false;
	}
	return true;
}

static const struct schedule_rule *rule_of(const struct profile *p, const char *kind) {
	for (size_t i = 0; i < p->rule_count; i++)
		if (strcmp(p->rules[i].kind, kind) == 0)
			return &p->rules[i];
	return NULL;
}

static bool profile_fits(const struct profile *p, struct code order_kind, int months) {
	return code_is(order_kind, p->order_kind) && (p->months_max == 0 || months <= p->months_max);
}

/* Insert by effective date; of two with the same date the later row wins, so that a station's own row replaces
 * the one built in. */
static void schedule_add(struct schedule *s, const struct profile *p, const struct schedule_rule *rule) {
	size_t at = 0;

	while (at < s->n && date_before(s->from[at], p->effective))
		at++;
	if (at == s->n || date_cmp(s->from[at], p->effective) != 0) {
		if (s->n == PROFILE_VERSIONS)
			return;
		for (size_t i = s->n++; i > at; i--) {
			s->rule[i] = s->rule[i - 1];
			s->profile[i] = s->profile[i - 1];
			s->from[i] = s->from[i - 1];
		}
	}
	s->rule[at] = rule;
	s->profile[at] = p;
	s->from[at] = p->effective;
}

void profile_schedule(const struct profile_set *set, struct code order_kind, int months, const char *kind,
                      struct schedule *out) {
	const struct profile *best = NULL;

	*out = (struct schedule){.n = 0};
	for (size_t i = 0; i < set->n; i++) {
		const struct profile *p = set->row[i];

		if (!profile_fits(p, order_kind, months) || rule_of(p, kind) == NULL)
			continue;
		if (best == NULL || (p->months_max != 0 && (best->months_max == 0 || p->months_max < best->months_max)))
			best = p;
	}
	for (size_t i = 0; best != NULL && i < set->n; i++) {
		const struct schedule_rule *rule = rule_of(set->row[i], kind);

		if (strcmp(set->row[i]->id, best->id) == 0 && rule != NULL)
			schedule_add(out, set->row[i], rule);
	}
	if (out->n > 0)
		out->from[0] = DATE_NONE;
}

const struct profile *schedule_profile_at(const struct schedule *s, struct date day) {
	const struct profile *p = s->n > 0 ? s->profile[0] : NULL;

	for (size_t i = 1; i < s->n && !date_before(day, s->from[i]); i++)
		p = s->profile[i];
	return p;
}

const char *profile_mark_label(char mark) {
	switch (mark) {
	case 'L':
		return N_("law or regulation");
	case 'P':
		return N_("provincial or municipal rule");
	case 'S':
		return N_("practice of stations elsewhere, not law");
	case 'D':
		return N_("derived from the rules");
	}
	return N_("unconfirmed");
}
