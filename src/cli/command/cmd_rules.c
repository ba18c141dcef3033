/* wubao rules: how often what is asked, from when on, and why. SPDX-License-Identifier: MIT */
#include "cli/cmd.h"
#include "cli/list_query.h"
#include "cli/records.h"
#include "cli/table.h"
#include "core/mem.h"
#include "model/lists.h"
#include "model/order/order.h"
#include "model/rules/duty_kind.h"

static const struct table_col person_cols[] = {
	{"kind", N_("Kind"), false}, {"rhythm", N_("Times a year"), false},
	{"windows", N_("Windows"), false},
	{"window", N_("Window"), false}, {"first", N_("From"), .day = true},
	{"last", N_("Until"), .day = true},
	{"rule", N_("Rule"), false}, {"mark", N_("Worth"), false}, {"basis", N_("Basis"), false},
};

static void add_rhythm(struct table *t, const struct schedule_rule *rule) {
	struct str text = {0};

	schedule_format(rule, &text);
	table_add(t, rule->need ? str_text(&text) : tr(N_("not asked for")));
	table_add(t, tr(rule->mode == WINDOW_ANNIVERSARY ? N_("from the start of the order")
	                : N_("calendar months")));
	str_clear(&text);
}

static void add_why(struct table *t, const struct profile *p, const struct schedule_rule *rule) {
	table_add(t, tr(profile_mark_label(rule->mark ? rule->mark : p->mark)));
	table_add(t, tr(rule->basis ? rule->basis : p->basis));
}

static enum rc person(struct cli *c, struct table *t) {
	struct duty_kind_rule rules[DUTY_KIND_MOST];
	struct treatment_order o;
	long long id = 0;
	enum rc rc = records_look_person(c, c->args[0], &id);

	if (rc != RC_OK)
		return rc;
	rc = order_current(c->station, &c->actor, id, &o, &c->err);
	if (rc == RC_OK)
		rc = duty_kind_rules(c->station, &c->actor, o.rec.id, rules, &c->err);
	for (size_t i = 0; i < duty_kind_count && rc == RC_OK; i++) {
		const struct duty_kind_rule *r = &rules[i];
		char day[DATE_BUF];

		if (r->rule == NULL)
			continue;
		table_add(t, tr(duty_kind_table[i].label));
		add_rhythm(t, r->rule);
		if (r->window.ordinal)
			table_addf(t, "%d/%zu", r->window.ordinal, r->windows);
		else
			table_addf(t, "-/%zu", r->windows);
		table_add(t, r->window.ordinal ? date_format(r->window.first, day) : "");
		table_add(t, r->window.ordinal ? date_format(r->window.last, day) : "");
		table_add(t, r->profile ? tr(r->profile->label) : "");
		if (r->profile) {
			add_why(t, r->profile, r->rule);
		} else {
			table_add(t, "");
			table_add(t, "");
		}
	}
	entity_clear(&order_def, &o);
	return rc;
}

static enum rc run(struct cli *c) {
	struct table t = {.cols = person_cols, .col_count = sizeof person_cols / sizeof *person_cols};
	enum rc rc;

	if (c->arg_count == 0)
		return query_print(c, &rhythms_list, NULL, NULL);
	rc = person(c, &t);
	if (rc == RC_OK)
		table_print(c, &t);
	table_clear(&t);
	return rc;
}

const struct cmd_def cmd_rules = {
	.name = "rules",
	.help = N_(
		"How often tests, talks, visits, reports and assessments are asked for, and why."),
	.args = "[NUMBER]", .max_args = 1, .example = "wubao rules\nwubao rules 0012",
	.text = N_("With the number of a file: what holds for this person today. A number of times "
                   "stands for each year of the term; x2 wants two in each window."),
	.station = true, .run = run,
};
