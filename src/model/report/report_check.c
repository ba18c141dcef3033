/* SPDX-License-Identifier: MIT */
#include "model/report/report_check.h"

#include "core/tr.h"

/* Numbers that must agree, once: a sum on each side; more: the left may also be less. */
static const struct {
	const char *id, *left, *right;
	bool less;
} identities[] = {
	{"sexes", "register", "male + female + sex_unknown", false},
	{"ages", "register", "age_18_30 + age_31_50 + age_over_50 + age_other", false},
	{"drugs", "register", "drug_traditional + drug_new + drug_other", false},
	{"risks", "register", "risk_high + risk_mid + risk_low + risk_none", false},
	/* who is held elsewhere is in none of the three (rule 3.11) */
	{"controls", "located + lost + control_unknown", "register", true},
	{"states", "register", "awaiting + executing + detox_suspended + rehab_suspended", false},
	{"kinds", "executing", "detox_executing + rehab_executing", false},
	{"reported", "reported", "executing + detox_suspended + rehab_suspended", false},
	{"overdue", "report_overdue", "report_overdue_untold + report_overdue_told", false},
	{"breaches", "breach", "breach_untold + breach_told", false},
	{"test_windows", "tests_should", "tests_done + tests_missing", false},
	{"visit_windows", "visits_should", "visits_done + visits_missing", false},
	{"positives", "tests_positive", "tests_taken", true},
	{"calls", "calls_reached", "calls", true},
	{"help", "aid_people", "aid_times", true},
	{"trainings", "training_times", "aid_times", true},
	{"placements", "placed", "placements", true},
	{"intakes", "intakes", "intakes_taken + intakes_not + intakes_open", false},
	{"courses_passed", "course_passed", "course_attended", true},
	{"publicity_attended", "publicity_attended", "publicity_visits", true},
	{"taken_detox", "detox_taken", "detox_new", true},
	{"taken_rehab", "rehab_taken", "rehab_new", true},
};

void report_doubts_clear(struct report_doubts *d) {
	for (size_t i = 0; i < d->n; i++) {
		free(d->v[i].text);
		ids_clear(&d->v[i].people);
	}
	free(d->v);
	*d = (struct report_doubts){0};
}

const struct report_doubt *report_doubts_find(const struct report_doubts *d, const char *id) {
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->v[i].id, id) == 0)
			return &d->v[i];
	return NULL;
}

static long long of(const long long *value, const struct figure_def *f) {
	return value[f - figure_table];
}

/* "Men 20 + Women 19": their sum; INT_NONE where one is not known. */
static long long add_sum(const long long *value, const char *ids, struct str *words) {
	long long sum = 0;

	for (const char *p = ids; *p;) {
		size_t len = strcspn(p, " ");
		char id[64];
		const struct figure_def *f;
		long long n;

		snprintf(id, sizeof id, "%.*s", (int)len, p);
		f = figure_find(id);
		n = of(value, f);
		str_add(words, p == ids ? "" : " + ");
		if (f->section == FIGURE_DETOX || f->section == FIGURE_REHAB)
			str_addf(words, "%s ", tr(figure_section_label(f->section)));
		str_addf(words, "%s %lld", tr(f->label), n);
		sum = sum == INT_NONE || n == INT_NONE ? INT_NONE : sum + n;
		p += len;
		p += strspn(p, " +");
	}
	return sum;
}

static void add(struct report_doubts *out, const char *kind, const char *id, struct str *text) {
	struct report_doubt *d = VEC_ADD(out->v, out->n);

	*d = (struct report_doubt){.kind = kind, .id = id, .text = str_take(text)};
}

static void check_identities(const long long *value, struct report_doubts *out) {
	for (size_t i = 0; i < sizeof identities / sizeof *identities; i++) {
		struct str left = {0}, right = {0}, text = {0};
		long long n = add_sum(value, identities[i].left, &left);
		long long sum = add_sum(value, identities[i].right, &right);
		char sum_text[24];

		snprintf(sum_text, sizeof sum_text, "%lld", sum);
		if (n != INT_NONE && sum != INT_NONE &&
		    (identities[i].less ? n > sum : n != sum)) {
			str_fill(&text, identities[i].less ? N_("{left} is more than {right}")
			                                   : N_("{left}, but {right} = {sum}"),
			         "left", str_text(&left), "right", str_text(&right), "sum",
			         sum_text, NULL);
			add(out, N_("Numbers that do not agree"), identities[i].id, &text);
		}
		str_clear(&left);
		str_clear(&right);
	}
}

static void check_rates(const long long *value, struct report_doubts *out) {
	for (size_t i = 0; i < rate_count; i++) {
		const struct rate_def *rate = &rate_table[i];
		const struct figure_def *over = figure_find(rate->numerator);
		const struct figure_def *under = figure_find(rate->denominator);
		long long n = of(value, over), most = of(value, under);
		struct str text = {0};

		if (n == INT_NONE || most == INT_NONE || n <= most || rate->mean)
			continue;
		str_addf(&text, "%s: %s %lld > %s %lld", tr(rate->label), tr(over->label), n,
		         tr(under->label), most);
		add(out, N_("Numbers that do not agree"), rate->id, &text);
	}
}

/* Rule 9.19: the register the month before, with who came and without who left. */
static void check_flow(const long long *value, const long long *past, struct report_doubts *out) {
	const struct figure_def *on = figure_find("register"), *came = figure_find("register_new"),
				*left = figure_find("register_left");
	long long before = of(past, on), now = of(value, on);
	long long in = of(value, came), gone = of(value, left);
	struct str text = {0};

	if (before == INT_NONE || now == INT_NONE || in == INT_NONE || gone == INT_NONE ||
	    before + in - gone == now)
		return;
	str_addf(&text, "%s %lld + %s %lld - %s %lld = %lld, %s %lld",
	         tr(N_("On the register the month before")), before, tr(came->label), in,
	         tr(left->label), gone, before + in - gone, tr(on->label), now);
	add(out, N_("Numbers that do not agree"), "register_flow", &text);
}

/* What stands on the last day stood the month before, or is new, or its person is (rule 9.29). */
static const struct {
	const char *standing, *began;
} stays[] = {
	{"in_hardship", "hardship_new"}, {"in_care", "care_new"},
	{"maintained", "maintained_new"}, {"paired", "paired_new"},
};

static void check_stays(const long long *value, const long long *past, struct report_doubts *out) {
	const struct figure_def *on = figure_find("register_new");
	long long on_register = of(value, on);

	for (size_t i = 0; i < sizeof stays / sizeof *stays; i++) {
		const struct figure_def *f = figure_find(stays[i].standing),
					*began = figure_find(stays[i].began);
		long long before = of(past, f), in = of(value, began), now = of(value, f);
		struct str text = {0};

		if (before == INT_NONE || in == INT_NONE || on_register == INT_NONE ||
		    now == INT_NONE || now <= before + in + on_register)
			continue;
		str_addf(&text, "%s %lld > %s %lld + %s %lld + %s %lld", tr(f->label), now,
		         tr(N_("the month before")), before, tr(began->label), in, tr(on->label),
		         on_register);
		add(out, N_("Numbers that do not agree"), f->id, &text);
	}
}

static void check_far(const long long *value, const struct report_past *past,
                      struct report_doubts *out) {
	for (size_t f = 0; f < figure_count; f++) {
		const struct figure_def *def = &figure_table[f];
		long long n = of(value, def), least = 0, most = 0, off, few = 5;
		char number[FIGURE_BUF], low[FIGURE_BUF], high[FIGURE_BUF], months[16];
		struct str text = {0};
		int known = 0;

		for (int m = 0; m < REPORT_PAST; m++) {
			long long v = past->known[m] ? past->value[m][f] : 0;

			if (!past->known[m])
				continue;
			least = known == 0 || v < least ? v : least;
			most = known == 0 || v > most ? v : most;
			known++;
		}
		if (def->unit >= FIGURE_HIGHEST)
			few *= 100;
		off = n > most ? n - most : n < least ? least - n : 0;
		if (known < REPORT_PAST_LEAST || off <= few || 2 * off <= most - least ||
		    def->section == FIGURE_BASES)
			continue;
		snprintf(months, sizeof months, "%d", known);
		str_fill(&text, N_("{figure} {n}; in {months} months before between {low} and"
		                   " {high}"),
		         "figure", tr(def->label), "n", figure_format(def, n, number), "months",
		         months, "low", figure_format(def, least, low), "high",
		         figure_format(def, most, high), NULL);
		add(out, N_("Far from the months before"), def->id, &text);
	}
}

/* ---- rows that cannot be true ---- */

static bool in_prison_and_working(const struct report_row *r) {
	return order_facts_is_open(r->state) && str_in_list("prison,isolation", r->custody.s) &&
	       code_is_set(r->person.job) && !str_in_list("none,school,80,90", r->person.job.s);
}

static bool ended_before_reported(const struct report_row *r) {
	return code_is_set(r->state) && !order_facts_is_open(r->state) && date_is_set(r->since) &&
	       date_is_set(r->reported) && date_before(r->since, r->reported);
}

void report_doubts_add(struct report_doubts *out, const char *id, const char *label,
                       struct ids *people) {
	struct str text = {0};

	if (people->n == 0)
		return;
	str_addf(&text, "%s %zu", tr(label), people->n);
	add(out, N_("Records that cannot both be true"), id, &text);
	out->v[out->n - 1].people = *people;
	*people = (struct ids){0};
}

/* Rows of one person follow each other. */
static void add_once(struct ids *people, long long id) {
	if (people->n == 0 || people->v[people->n - 1] != id)
		ids_add(people, id);
}

static void check_rows(const struct report *r, struct report_doubts *out) {
	struct ids two = {0}, working = {0}, early = {0};

	for (size_t i = 0; i < r->count; i++) {
		const struct report_row *row = &r->rows[i];
		const long long id = row->person.resident;
		bool open = order_facts_is_open(row->state);

		for (size_t k = i; open && k > 0 && r->rows[k - 1].person.resident == id; k--)
			if (order_facts_is_open(r->rows[k - 1].state))
				add_once(&two, id);
		if (in_prison_and_working(row))
			add_once(&working, id);
		if (ended_before_reported(row))
			add_once(&early, id);
	}
	report_doubts_add(out, "two_orders", N_("Under two open orders on the last day:"), &two);
	report_doubts_add(out, "work_in_prison",
	                  N_("With work, and in prison or isolation on the last day:"), &working);
	report_doubts_add(out, "ended_before_reported", N_("Order ended before the report-in:"),
	                  &early);
}

void report_check_values(const long long *value, const long long *before,
                         struct report_doubts *out) {
	check_identities(value, out);
	check_rates(value, out);
	if (before)
		check_flow(value, before, out);
}

void report_check_numbers(const struct report *r, const struct report_past *past,
                          struct report_doubts *out) {
	const long long *before = past ? past->value[REPORT_PAST - 1] : NULL;
	long long *value = mem_alloc(figure_count * sizeof *value);

	for (size_t f = 0; f < figure_count; f++)
		value[f] = figure_total(&figure_table[f], r->rows, r->count, NULL);
	report_check_values(value, before, out);
	if (past && past->known[REPORT_PAST - 1])
		check_stays(value, before, out);
	if (past)
		check_far(value, past, out);
	free(value);
	check_rows(r, out);
}
