/* SPDX-License-Identifier: MIT */
#include "model/rules/profile.h"

#include "core/mem.h"
#include "core/tr.h"
#include "model/rules/duty_kind.h"

/* A built-in rule for drug tests counted from the start of the order. */
#define TEST_RULE(years_, ...) {.kind = "test", .mode = WINDOW_ANNIVERSARY, .years = years_, \
                                .year = {__VA_ARGS__}, .need = 1}

static const struct schedule_rule detox_rules[] = {TEST_RULE(3, {{12, 12}}, {{12, 6}}, {{12, 4}})};
static const struct schedule_rule detox28_rules[] = {
	TEST_RULE(3, {{6, 12}, {6, 6}}, {{12, 6}}, {{12, 4}})};
static const struct schedule_rule rehab36_rules[] = {TEST_RULE(3, {{12, 6}}, {{12, 4}}, {{12, 2}})};
static const struct schedule_rule rehab24_rules[] = {TEST_RULE(2, {{12, 6}}, {{12, 6}})};

static const struct schedule_rule visits2_rules[] = {
	{.kind = "visit", .mode = WINDOW_CALENDAR_MONTH, .years = 1, .year = {{{12, 12}}},
	 .need = 2},
};

const struct schedule_rule schedule_none = {
	.kind = "", .mode = WINDOW_CALENDAR_MONTH, .years = 1, .year = {{{12, 24}}}, .need = 0};

#define BUILT_IN(id_, kind_, variant_, max_, rules_, mark_, label_, basis_) \
	{.id = id_, .order_kind = kind_, .variant = variant_, .months_max = max_, \
	 .effective = {INT32_MIN}, \
	 .label = label_, .mark = mark_, .basis = basis_, .rules = rules_, \
	 .rule_count = sizeof rules_ / sizeof *rules_}

/* Rules 4.2, 4.4, 4.3, 4.5 and 5.3, under the same marks. */
const struct profile profile_table[] = {
	BUILT_IN("detox", "detox", "22", 0, detox_rules, 'S', N_("Community detox: 12, 6 and 4"
	                                                         " tests a year"),
	         N_("22 tests in three years, the practice of one system of stations. The"
	            " regulation (art. 19) gives no number: the police say how often.")),
	BUILT_IN("detox28", "detox", "28", 0, detox28_rules, 'M',
	         N_("Community detox, local variant: 18, 6 and 4 tests a year"),
	         N_("A municipal rule that cites no law: twice a month for six months, then"
	            " monthly; 28 tests and at least 3 surprise checks.")),
	BUILT_IN("rehab36", "rehab", "12", 0, rehab36_rules, 'S',
	         N_("Community rehab, 3 years: 6, 4 and 2 tests a year"),
	         N_("12 tests in three years, as other stations do. The regulation gives no"
	            " number.")),
	BUILT_IN("rehab24", "rehab", "12", 24, rehab24_rules, 'S',
	         N_("Community rehab, up to 2 years: a test every 2 months"),
	         N_("12 tests in two years, as other stations do. The regulation gives no"
	            " number.")),
	BUILT_IN("rehab22", "rehab", "22", 0, detox_rules, 'U', N_("Community rehab at the rhythm"
	                                                           " of detox: 12, 6 and 4 tests a"
	                                                           " year"),
	         N_("Said of some counties, not confirmed: ask the county before relying on it.")),
	BUILT_IN("visits2", "any", "two", 0, visits2_rules, 'S', N_("Two visits a month"),
	         N_("Two visits a month, as another province counts them.")),
};
const size_t profile_table_count = sizeof profile_table / sizeof *profile_table;

enum rc profile_set_choose(struct profile_set *set, const char *detox, const char *rehab,
                           struct err *err) {
	const struct {
		const char *kind, *variant;
	} want[] = {{"detox", detox ? detox : "22"}, {"rehab", rehab ? rehab : "12"}};

	set->n = 0;
	for (size_t w = 0; w < sizeof want / sizeof *want; w++) {
		size_t before = set->n;

		for (size_t i = 0; i < profile_table_count; i++) {
			const struct profile *p = &profile_table[i];

			if (strcmp(p->order_kind, want[w].kind) == 0 && p->variant &&
			    strcmp(p->variant, want[w].variant) == 0)
				set->row[set->n++] = p;
		}
		if (set->n == before)
			return err_set(err, RC_CONFIG, "profile.variant",
			               N_("There is no test profile '{variant}' for {kind}"
			                  " orders."),
			               "variant", want[w].variant, "kind", want[w].kind, NULL);
	}
	for (size_t i = 0; i < profile_table_count; i++)
		if (profile_table[i].variant == NULL)
			set->row[set->n++] = &profile_table[i];
	set->row[set->n++] = &duty_kind_profile;
	return RC_OK;
}

void profile_set_add(struct profile_set *set, const char *id) {
	for (size_t i = 0; i < profile_table_count && set->n < PROFILE_SET_MAX; i++)
		if (strcmp(profile_table[i].id, id) == 0)
			set->row[set->n++] = &profile_table[i];
}

bool schedule_rule_is_sound(const struct schedule_rule *rule) {
	if (rule->years < 1 || rule->years > PROFILE_YEARS || rule->need < 0)
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
	return p->risk == NULL && (strcmp(p->order_kind, "any") == 0 ||
	                           code_is(order_kind, p->order_kind)) &&
	       (p->months_max == 0 || months <= p->months_max);
}

/* Is a newer version of row a, one that names the kind, in force on the day? */
static bool is_superseded(const struct profile_set *set, size_t a, const char *kind,
                          struct date day) {
	for (size_t b = 0; b < set->n; b++) {
		int later = date_cmp(set->row[b]->effective, set->row[a]->effective);

		if (strcmp(set->row[b]->id, set->row[a]->id) == 0 &&
		    (later > 0 || (later == 0 && b > a)) &&
		    !date_before(day, set->row[b]->effective) && rule_of(set->row[b], kind) != NULL)
			return true;
	}
	return false;
}

/* a instead of b, which stands before it? */
static bool holds_before(const struct profile *a, const struct profile *b) {
	int am = a->months_max ? a->months_max : INT32_MAX,
	    bm = b->months_max ? b->months_max : INT32_MAX;

	return am != bm ? am < bm : !date_before(a->effective, b->effective);
}

static const struct profile *holding(const struct profile_set *set, struct code order_kind,
                                     int months, const char *kind, struct date day) {
	const struct profile *best = NULL;

	for (size_t i = 0; i < set->n; i++) {
		const struct profile *p = set->row[i];

		if (rule_of(p, kind) == NULL || date_before(day, p->effective) ||
		    !profile_fits(p, order_kind, months) || is_superseded(set, i, kind, day))
			continue;
		if (best == NULL || holds_before(p, best))
			best = p;
	}
	return best;
}

static void schedule_add(struct schedule *s, struct date from, const struct profile *p,
                         const struct schedule_rule *rule) {
	if (s->n > 0 && s->profile[s->n - 1] == p && s->rule[s->n - 1] == rule)
		return;
	s->rule[s->n] = rule;
	s->profile[s->n] = p;
	s->from[s->n++] = from;
}

/* The next day after `day` on which some profile begins; false: none. */
static bool next_change(const struct profile_set *set, struct date day, struct date *out) {
	bool found = false;

	for (size_t i = 0; i < set->n; i++) {
		struct date d = set->row[i]->effective;

		if (date_before(day, d) && (!found || date_before(d, *out))) {
			*out = d;
			found = true;
		}
	}
	return found;
}

void profile_schedule(const struct profile_set *set, struct code order_kind, int months,
                      const char *kind, struct schedule *out) {
	struct date day = {INT32_MIN};

	*out = (struct schedule){.n = 0};
	do {
		const struct profile *p = holding(set, order_kind, months, kind, day);

		if (p != NULL || out->n > 0 || day.n == INT32_MIN)
			schedule_add(out, day, p, p ? rule_of(p, kind) : &schedule_none);
	} while (next_change(set, day, &day));
	if (out->n == 1 && out->profile[0] == NULL)
		out->n = 0;
	out->from[0] = DATE_NONE;
}

const struct profile *profile_overlay(const struct profile_set *set, struct code risk,
                                      const char *kind, struct date day,
                                      const struct schedule_rule **rule) {
	const struct profile *best = NULL;

	for (size_t i = 0; i < set->n; i++) {
		const struct profile *p = set->row[i];

		if (p->risk == NULL || !code_is(risk, p->risk) || date_before(day, p->effective) ||
		    rule_of(p, kind) == NULL)
			continue;
		if (best == NULL || !date_before(p->effective, best->effective))
			best = p;
	}
	*rule = best ? rule_of(best, kind) : NULL;
	return best;
}

bool profile_has_overlay(const struct profile_set *set) {
	for (size_t i = 0; i < set->n; i++)
		if (set->row[i]->risk != NULL)
			return true;
	return false;
}

static size_t version_at(const struct schedule *s, struct date day) {
	size_t i = 0;

	while (i + 1 < s->n && !date_before(day, s->from[i + 1]))
		i++;
	return i;
}

const struct profile *schedule_profile_at(const struct schedule *s, struct date day) {
	return s->n > 0 ? s->profile[version_at(s, day)] : NULL;
}

const struct schedule_rule *schedule_rule_at(const struct schedule *s, struct date day) {
	return s->n > 0 ? s->rule[version_at(s, day)] : NULL;
}

/* One year: "12", or its halves "12+6". */
static bool parse_year(const char **text, struct rhythm parts[PROFILE_PARTS]) {
	int n[PROFILE_PARTS] = {0}, count = 0;

	for (;; (*text)++) {
		char *end;
		long v = strtol(*text, &end, 10);

		if (end == *text || v < 1 || v > 24 || count == PROFILE_PARTS)
			return false;
		n[count++] = (int)v;
		*text = end + strspn(end, " ");
		if (**text != '+')
			break;
	}
	for (int i = 0; i < count; i++)
		parts[i] = (struct rhythm){12 / count, n[i]};
	return true;
}

bool schedule_parse(const char *text, struct schedule_rule *rule) {
	rule->years = 0;
	memset(rule->year, 0, sizeof rule->year);
	rule->need = 1;
	if (strcmp(text, "none") == 0) {
		rule->years = schedule_none.years;
		memcpy(rule->year, schedule_none.year, sizeof rule->year);
		rule->need = 0;
		return true;
	}
	for (;; text++) {
		if (rule->years == PROFILE_YEARS || !parse_year(&text, rule->year[rule->years]))
			return false;
		rule->years++;
		if (*text != ',')
			break;
	}
	return *text == '\0' && schedule_rule_is_sound(rule);
}

void schedule_format(const struct schedule_rule *rule, struct str *out) {
	if (rule->need == 0) {
		str_add(out, "none");
		return;
	}
	for (int y = 0; y < rule->years; y++) {
		const struct rhythm *r = rule->year[y];

		str_addf(out, "%s%d", y ? ", " : "", r[0].windows);
		if (r[1].months)
			str_addf(out, "+%d", r[1].windows);
	}
	if (rule->need > 1)
		str_addf(out, " x%d", rule->need);
}

const char *profile_mark_label(char mark) {
	switch (mark) {
	case 'L':
		return N_("law or regulation");
	case 'P':
		return N_("provincial rule");
	case 'M':
		return N_("municipal rule");
	case 'S':
		return N_("practice of stations elsewhere, not law");
	case 'D':
		return N_("derived from the rules");
	}
	return N_("unconfirmed");
}
