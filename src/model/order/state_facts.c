/* SPDX-License-Identifier: MIT */
#include "model/order/state_facts.h"

/* A count, when there is one. */
static void ask_count(struct findings *out, long long n, const char *tmpl) {
	char text[24];

	snprintf(text, sizeof text, "%lld", n);
	if (n > 0)
		findings_ask(out, "since", tmpl, "n", text, NULL);
}

/* How early or late a release is. */
static void ask_term(const struct state_facts *f, struct findings *out) {
	const int days = f->ask->since.n - f->end.n;
	char n[24], end[DATE_BUF];

	if (!code_is(f->ask->to, "released") || !date_is_set(f->end))
		return;
	snprintf(n, sizeof n, "%d", days < 0 ? -days : days);
	if (days < 0)
		findings_ask(out, "since", N_("{n} days before the term's end ({end})."), "n", n,
		             "end", date_format(f->end, end), NULL);
	else if (days > STATE_LATE_DAYS)
		findings_ask(out, "since", N_("{n} days after the term's end ({end})."), "n", n,
		             "end", date_format(f->end, end), NULL);
}

static void ask_overlaps(const struct state_facts *f, struct findings *out) {
	char n[24], from[DATE_BUF], to[DATE_BUF];

	if (date_is_set(f->other))
		findings_ask(out, "since", N_("Another order, of {day}, runs on that day."), "day",
		             date_format(f->other, from), NULL);
	if (code_is_set(f->held))
		findings_ask(out, "since", N_("In custody on that day: {kind}."), "kind",
		             code_label(&codes_custody, f->held), NULL);
	if (f->inside > 0) {
		snprintf(n, sizeof n, "%lld", f->inside);
		findings_ask(out, "since",
		             N_("Tests and talks under suspension, from {from} to {to}: {n}."),
		             "from", date_format(f->from, from), "to", date_format(f->to, to), "n",
		             n, NULL);
	}
	ask_count(out, f->held_inside, N_("Tests and talks while in custody: {n}."));
	if (date_is_set(f->died))
		findings_ask(out, "since", N_("A death is on record, of {day}."), "day",
		             date_format(f->died, from), NULL);
	else
		ask_count(out, f->after, N_("Records later than that day: {n}."));
}

void state_findings(const struct state_facts *f, struct findings *out) {
	const int old = f->today.n - f->ask->since.n;

	if (code_is(f->makes, "death"))
		findings_ask(out, "cause",
		             N_("A control record is made with it: deceased."), NULL);
	else if (code_is_set(f->makes))
		findings_ask(out, "cause",
		             N_("A custody record is made with it, from that day: {kind}."), "kind",
		             code_label(&codes_custody, f->makes), NULL);
	ask_term(f, out);
	ask_count(out, f->police,
	          N_("Open reports to the police: {n}; they stay until answered."));
	ask_count(out, f->findings, N_("Overdue and unanswered: {n}."));
	ask_count(out, f->leaves, N_("Leave nobody has come back from: {n}."));
	ask_count(out, f->papers, N_("Papers the file still wants: {n}."));
	ask_overlaps(f, out);
	if (old > STATE_OLD_DAYS)
		ask_count(out, old, N_("That day is {n} days ago: a late entry."));
}
