/* wubao state: where an order stands, what may follow, and the change.
 * SPDX-License-Identifier: MIT */
#include "cli/answer.h"
#include "cli/cmd.h"
#include "cli/out.h"
#include "cli/records.h"
#include "core/clock.h"
#include "model/event/event.h"
#include "model/order/state_facts.h"

static const struct cmd_opt opts[] = {
	{"date", 0, "DATE", NULL, N_("Since which day; else today.")},
	{"reason", 0, "TEXT", NULL, N_("Why; it is kept in the log.")},
	{"document", 0, "TEXT", NULL, N_("Number of the paper, or where it lies.")},
	{"cause", 0, "CAUSE", NULL,
	 N_("Of a termination: prison, isolation, death or other, or its Chinese word.")},
	{"moved-to", 0, "PLACE", NULL, N_("Of a change of place: who takes the order over.")},
	{"papers-sent", 0, "DATE", NULL, N_("When the papers were handed on.")},
	{"receipt", 0, "DATE", NULL, N_("Date of the receipt for them.")},
	CMD_ORDER,
	{"undo", 0, NULL, NULL, N_("Take the newest change back: it was wrong.")},
};

static const struct table_col offer_cols[] = {{"state", N_("State"), false},
                                              {"step", N_("Step"), false},
                                              {"paper", N_("Paper asked for"), false},
                                              {"refusal", N_("Why not"), false}};
static const struct table_col log_cols[] = {
	{"since", N_("Since"), .day = true}, {"state", N_("State"), false},
	{"reason", N_("Reason"), false},
	{"document", N_("Document"), false}, {"by", N_("By"), false},
	{"recorded", N_("Recorded"), false}};

/* The log of the order, oldest first. */
static enum rc add_log(struct cli *c, struct table *t, long long order) {
	const struct field_env *env = station_env(c->station);
	struct ids ids = {0};
	enum rc rc = status_list(c->station, &c->actor, order, &ids, &c->err);

	for (size_t i = 0; i < ids.n && rc == RC_OK; i++) {
		struct status_change s;
		struct str how = {0};
		char day[DATE_BUF];

		rc = status_get(c->station, &c->actor, ids.v[i], &s, &c->err);
		if (rc == RC_OK) {
			table_add(t, date_format(s.since, day));
			table_add(t, c->json || c->csv ? s.state.s
			          : code_label(&codes_state, s.state));
			table_add(t, s.reason);
			table_add(t, s.document);
			table_add(t, env->ref_name(env->ctx, "officer", s.rec.recorded_by));
			event_recorded(&s.rec, s.since, &how);
			table_add(t, str_text(&how));
		}
		str_clear(&how);
		entity_clear(&status_def, &s);
	}
	ids_clear(&ids);
	return rc;
}

/* Every other state: the step that leads there with its paper, or why there is none. */
static void add_offers(struct cli *c, struct table *t, struct code from) {
	for (size_t i = 0; code_item_at(&codes_state, i); i++) {
		struct code to = code_of(code_item_at(&codes_state, i)->code);
		const struct transition *step = transition_find(from, to);

		if (!step)
			continue;
		table_add(t, c->json || c->csv ? step->to
		          : code_label(&codes_state, code_of(step->to)));
		table_add(t, step->label ? tr(step->label) : "");
		table_add(t, step->paper ? code_label(&codes_document, code_of(step->paper)) : "");
		table_add(t, step->refusal ? tr(step->refusal) : "");
	}
}

static enum rc print_order(struct cli *c, const struct treatment_order *o) {
	struct table log = TABLE(log_cols);
	struct table offers = TABLE(offer_cols);
	struct key_values f = {NULL, 0};
	struct str out = {0};
	enum rc rc = add_log(c, &log, o->rec.id);

	if (rc == RC_OK)
		add_offers(c, &offers, o->state);
	if (rc == RC_OK && c->json) {
		key_values_add(&f, "state", "", o->state.s);
		key_values_add(&f, "uid", "", o->rec.uid);
		answer_facts(c, NULL, &f);
		answer_table(c, NULL, &log);
		answer_table(c, "steps", &offers);
	} else if (rc == RC_OK) {
		table_print(c, &log);
		if (!c->csv) {
			table_text(&offers, &out);
			answer_text(c, "\n");
			answer_text(c, str_text(&out));
		}
	}
	key_values_clear(&f);
	str_clear(&out);
	table_clear(&offers);
	table_clear(&log);
	return rc;
}

static enum rc read_day(struct cli *c, const char *option, struct date *out) {
	const char *day = cli_opt(c, option);

	return day ? date_parse_loose(day, out, &c->err) : RC_OK;
}

static enum rc read_ask(struct cli *c, struct transition_ask *ask) {
	const char *cause = cli_opt(c, "cause");
	enum rc rc;

	*ask = (struct transition_ask){.since = clock_today(), .reason = cli_opt(c, "reason"),
	                               .document = cli_opt(c, "document"),
	                               .moved_to = cli_opt(c, "moved-to"),
	                               .papers_sent = DATE_NONE, .receipt = DATE_NONE};
	if (c->arg_count > 1 && !code_parse(&codes_state, c->args[1], &ask->to))
		return err_field(&c->err, "state", "state.unknown",
		                 N_("There is no such state of an order."), NULL);
	if (cause && !code_parse(&codes_ending, cause, &ask->cause))
		return err_field(&c->err, "cause", "state.cause",
		                 N_("There is no such cause of an ending."), NULL);
	rc = read_day(c, "date", &ask->since);
	if (rc == RC_OK)
		rc = read_day(c, "papers-sent", &ask->papers_sent);
	return rc == RC_OK ? read_day(c, "receipt", &ask->receipt) : rc;
}

/* What hangs on the change is told; where somebody sits at the terminal, asked about once. */
static enum rc ask_first(struct cli *c, long long order, const struct transition_ask *ask,
                         bool *go_on) {
	struct findings told = {.n = 0};
	enum rc rc = order_state_findings(c->station, &c->actor, order, ask, &told, &c->err);

	for (unsigned i = 0; i < told.n; i++)
		out_say(c, "{text}", "text", told.v[i].text, NULL);
	*go_on = rc == RC_OK && (told.n == 0 || c->yes || !out_has_person(c) ||
	                         out_ask(tr(N_("Change the state all the same?"))));
	return rc;
}

static enum rc take_back(struct cli *c, const struct treatment_order *o, const char *reason) {
	struct status_change s;
	struct str why = {0};
	char day[DATE_BUF];
	enum rc rc = status_newest(c->station, &c->actor, o->rec.id, &s, &c->err);

	if (rc == RC_OK && s.rec.id) {
		if (s.reason)
			str_addf(&why, " %s", s.reason);
		out_say(c, N_("Taking back: {state} since {day}{why}"), "state",
		        code_label(&codes_state, s.state), "day", date_format(s.since, day), "why",
		        str_text(&why), NULL);
	}
	str_clear(&why);
	entity_clear(&status_def, &s);
	if (rc != RC_OK || (!c->yes && out_has_person(c) && !out_ask(tr(N_("Take it back?")))))
		return rc;
	rc = order_take_back(c->station, &c->actor, o->rec.id, o->rec.ver, reason, &c->err);
	if (rc == RC_OK)
		out_say(c, N_("Taken back; the line stays in the history."), NULL);
	return rc;
}

/* What changed and what follows. */
static enum rc print_said(struct cli *c, long long id, const struct transition_ask *ask) {
	struct treatment_order o;
	struct term term;
	struct str said = {0};
	struct key_values f = {NULL, 0};
	enum rc rc = order_get(c->station, &c->actor, id, &o, &c->err);

	if (rc == RC_OK)
		rc = order_term(c->station, &c->actor, &o, &term, &c->err);
	if (rc == RC_OK)
		transition_said(&o, &term, ask, &said);
	if (rc == RC_OK && c->json) {
		key_values_add(&f, "uid", "", o.rec.uid);
		key_values_add(&f, "state", "", o.state.s);
		key_values_add(&f, "said", "", str_text(&said));
		answer_facts(c, NULL, &f);
	} else if (rc == RC_OK) {
		str_addc(&said, '\n');
		answer_text(c, str_text(&said));
	}
	entity_clear(&order_def, &o);
	key_values_clear(&f);
	str_clear(&said);
	return rc;
}

static enum rc run(struct cli *c) {
	struct transition_ask ask;
	struct treatment_order o;
	long long person = 0;
	bool go_on;
	enum rc rc = read_ask(c, &ask);

	if (rc == RC_OK)
		rc = (c->arg_count > 1 || cli_opt(c, "undo")
		              ? records_find_person
		              : records_look_person)(c, c->args[0], &person);
	if (rc != RC_OK)
		return rc;
	TRY(cli_read_order(c, person, &o));
	if (cli_opt(c, "undo")) {
		rc = take_back(c, &o, ask.reason);
	} else if (c->arg_count > 1) {
		TRY(ask_first(c, o.rec.id, &ask, &go_on));
		if (!go_on)
			goto out;
		TRY(order_set_state(c->station, &c->actor, o.rec.id, o.rec.ver, &ask, &c->err));
		rc = print_said(c, o.rec.id, &ask);
	} else {
		rc = print_order(c, &o);
	}
out:
	entity_clear(&order_def, &o);
	return rc;
}

const struct cmd_def cmd_state = {
	.name = "state",
	.help = N_("Show where a person's order stands and what may follow, or change it."),
	.args = "NUMBER [STATE]", .min_args = 1, .max_args = 2,
	.example =
		"wubao state 0012\n"
		"wubao state 0012 中止 --date 2026-11-01 --reason 行政拘留 --document "
		"石公拘〔2026〕3号\n"
		"wubao state 0012 终止 --cause 服刑 --reason 判刑 --document 石法刑〔2026〕9号\n"
		"wubao state 0012 --undo --reason 录入有误",
	.text = N_("NUMBER is the file number. STATE is awaiting, executing, suspended, "
                   "terminated, moved or released, or its Chinese word. Only the steps the law "
                   "knows are taken; the order shows why another one is not."),
	CMD_OPTS(opts), .station = true, .run = run,
};
