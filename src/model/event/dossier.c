/* SPDX-License-Identifier: MIT */
#include "model/event/dossier.h"

#include "core/tr.h"
#include "model/station/codes.h"

const struct dossier_item dossier_items[DOSSIER_ITEMS] = {
	{"order", NULL, DOSSIER_ALWAYS, PROOF_DOC_NO},
	{"receipt", NULL, DOSSIER_ALWAYS, PROOF_SERVED},
	{"register", NULL, DOSSIER_REPORTED, PROOF_REPORTED},
	{"agreement", NULL, DOSSIER_REPORTED, PROOF_AGREED},
	{"handbook", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
	{"pledge", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
	{"guarantee", NULL, DOSSIER_OPTIONAL, PROOF_GUARANTEE},
	{"team", NULL, DOSSIER_REPORTED, PROOF_MEMBERS},
	{"plan", NULL, DOSSIER_REPORTED, PROOF_PLAN},
	{"map", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
	{"notice", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
	{"testlog", NULL, DOSSIER_REPORTED, PROOF_TEST},
	{"testreport", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
	{"talk", N_("Talk records"), DOSSIER_REPORTED, PROOF_TALK},
	{"visit", N_("Visit records"), DOSSIER_REPORTED, PROOF_VISIT},
	{"report", NULL, DOSSIER_OPTIONAL, PROOF_REPORT},
	{"assessment", N_("Assessment form"), DOSSIER_REPORTED, PROOF_ASSESSMENT},
	{"activity", NULL, DOSSIER_OPTIONAL, PROOF_ACTIVITY},
	{"aid", N_("Help records"), DOSSIER_OPTIONAL, PROOF_AID},
	{"leave", NULL, DOSSIER_OPTIONAL, PROOF_LEAVE},
	{"warning", NULL, DOSSIER_OPTIONAL, PROOF_WARNING},
	{"moved", NULL, DOSSIER_MOVED, PROOF_MOVE},
	{"suspend", NULL, DOSSIER_SUSPENDED, PROOF_STATE},
	{"release", NULL, DOSSIER_RELEASED, PROOF_STATE},
	{"lost", NULL, DOSSIER_OPTIONAL, PROOF_SEARCH},
	{"maintenance", NULL, DOSSIER_OPTIONAL, PROOF_MAINTENANCE},
	{"archive", NULL, DOSSIER_OPTIONAL, PROOF_PAPER},
};

int dossier_number(size_t item) {
	size_t report = 0;

	while (strcmp(dossier_items[report].id, "testreport") != 0)
		report++;
	return (int)(item < report ? item + 1 : item);
}

const char *dossier_label(const struct dossier_item *item) {
	return item->label ? tr(item->label) : code_label(&codes_document, code_of(item->id));
}

static bool asked_for(enum dossier_when when, struct code state) {
	switch (when) {
	case DOSSIER_OPTIONAL:
		return false;
	case DOSSIER_ALWAYS:
		return true;
	case DOSSIER_REPORTED:
		return !code_is(state, "awaiting");
	case DOSSIER_SUSPENDED:
		return code_is(state, "suspended") || code_is(state, "terminated");
	case DOSSIER_MOVED:
		return code_is(state, "moved");
	case DOSSIER_RELEASED:
		return code_is(state, "released");
	}
	return false;
}

/* The number in the log of states proves the paper of the state it led to, and no other. */
static long long records_behind(const struct dossier_facts *f, const struct dossier_item *item) {
	if (item->proof == PROOF_PAPER ||
	    (item->proof == PROOF_STATE && !asked_for(item->when, f->state)))
		return 0;
	return f->records[item->proof];
}

static void widen(struct dossier *d, size_t item, struct date first, struct date last) {
	if (date_is_set(first) && (!date_is_set(d->first[item]) || date_before(first,
	    d->first[item])))
		d->first[item] = first;
	if (date_is_set(last) && (!date_is_set(d->last[item]) || date_before(d->last[item], last)))
		d->last[item] = last;
}

void dossier_judge(const struct dossier_facts *facts, struct dossier *out) {
	*out = (struct dossier){.filed = DATE_NONE};
	for (size_t i = 0; i < DOSSIER_ITEMS; i++) {
		const struct dossier_item *item = &dossier_items[i];
		bool wanted = asked_for(item->when, facts->state);

		out->first[i] = out->last[i] = DATE_NONE;
		for (size_t k = 0; k < facts->paper_count; k++)
			if (code_is(facts->papers[k].kind, item->id)) {
				out->count[i]++;
				widen(out, i, facts->papers[k].day, facts->papers[k].day);
			}
		if (records_behind(facts, item) > 0) {
			widen(out, i, facts->first[item->proof], facts->last[item->proof]);
			if (records_behind(facts, item) > out->count[i])
				out->count[i] = records_behind(facts, item);
		}
		if (strcmp(item->id, "archive") == 0)
			out->filed = out->last[i];
		out->mark[i] = out->count[i] ? MARK_THERE : wanted ? MARK_MISSING : MARK_ABSENT;
		out->wanted += wanted;
		out->there += wanted && out->count[i];
	}
	out->percent = out->wanted ? out->there * 100 / out->wanted : 100;
}

bool dossier_complete_on(const struct date since[DOSSIER_ITEMS], struct code state,
                         struct date day) {
	for (size_t i = 0; i < DOSSIER_ITEMS; i++)
		if (asked_for(dossier_items[i].when, state) &&
		    (!date_is_set(since[i]) || date_before(day, since[i])))
			return false;
	return true;
}

static void add_labels(const struct dossier *d, enum dossier_mark mark, struct str *out) {
	const char *between = "";

	for (size_t i = 0; i < DOSSIER_ITEMS; i++) {
		if (d->mark[i] != mark)
			continue;
		str_add(out, between);
		str_add(out, dossier_label(&dossier_items[i]));
		between = tr(N_(", "));
	}
}

void dossier_missing(const struct dossier *d, struct str *out) { add_labels(d, MARK_MISSING, out); }

void dossier_papers(const struct dossier *d, struct str *out) { add_labels(d, MARK_THERE, out); }

const struct dossier_item *dossier_first_missing(const struct dossier *d) {
	for (size_t i = 0; i < DOSSIER_ITEMS; i++) {
		if (d->mark[i] == MARK_MISSING)
			return &dossier_items[i];
	}
	return NULL;
}
