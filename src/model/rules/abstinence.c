/* SPDX-License-Identifier: MIT */
#include "model/rules/abstinence.h"

#include "core/tr.h"

bool abstinence_is_full(struct date from, struct date day) {
	return date_is_set(from) && !date_before(day, date_add_months(from, ABSTINENT_MONTHS));
}

const char *abstinence_why(enum abstinence_how how) {
	switch (how) {
	case ABSTINENCE_OUT:
		return N_("not counted: death, prison, isolation or moved away");
	case ABSTINENCE_UNDECIDED:
		return N_("for a person to judge");
	case ABSTINENCE_NONE:
	case ABSTINENCE_RUNS:
		break;
	}
	return NULL;
}

static bool by_day(struct date d, struct date day) {
	return date_is_set(d) && !date_before(day, d);
}

/* Whatever ended an order early, its start tells nothing of the time after (rule 2.17). */
static bool is_lost(const struct abstinence_order *o) {
	return o->failed || code_is(o->state, "terminated");
}

static bool is_out(const struct abstinence_case *c, struct date day) {
	for (size_t i = 0; i < c->custody_count; i++)
		if ((code_is(c->custody[i].kind, "isolation") ||
		     code_is(c->custody[i].kind, "prison")) &&
		    interval_holds(&c->custody[i].days, day))
			return true;
	return c->died ||
	       (c->order_count > 0 && code_is(c->orders[c->order_count - 1].state, "moved"));
}

/* The last release from isolation in after..day. */
static const struct custody_fact *last_release(const struct abstinence_case *c, struct date after,
                                               struct date day) {
	const struct custody_fact *last = NULL;

	for (size_t i = 0; i < c->custody_count; i++) {
		struct date until = c->custody[i].days.to;

		if (code_is(c->custody[i].kind, "isolation") && by_day(until, day) &&
		    !(date_is_set(after) && date_before(until, after)) &&
		    !(last && date_before(until, last->days.to)))
			last = &c->custody[i];
	}
	return last;
}

/* The newest order that counts from its start: begun, and none was lost since. *lost: the newest
 * lost one; *before: the start of the order before the one answered. */
static const struct abstinence_order *last_start(const struct abstinence_case *c, struct date day,
                                                 const struct abstinence_order **lost,
                                                 struct date *before) {
	const struct abstinence_order *base = NULL;
	struct date began = DATE_NONE;

	*lost = NULL;
	*before = DATE_NONE;
	for (size_t i = 0; i < c->order_count; i++) {
		const struct abstinence_order *o = &c->orders[i];

		if (is_lost(o)) {
			*lost = o;
			base = NULL;
		} else if (by_day(o->began, day)) {
			base = o;
			*before = began;
		}
		if (by_day(o->began, day))
			began = o->began;
	}
	return base;
}

/* Of rehab the release from isolation before it begins the time, of detox the later of both. */
static bool release_is_base(const struct abstinence_order *o, struct date before,
                            struct date release) {
	if (!o || !date_before(release, o->began))
		return true;
	return code_is(o->kind, "rehab") && !(date_is_set(before) && date_before(release, before));
}

void abstinence_of(const struct abstinence_case *c, struct date day, struct abstinence *out) {
	const struct abstinence_order *lost, *o;
	const struct custody_fact *release;
	struct date before;

	*out = (struct abstinence){.base = DATE_NONE, .from = DATE_NONE};
	o = last_start(c, day, &lost, &before);
	release = last_release(c, !lost                         ? DATE_NONE
	                          : by_day(lost->began, day) ? lost->began
	                                                     : lost->ordered, day);
	if (release && release_is_base(o, before, release->days.to)) {
		out->base = release->days.to;
		out->custody = release->id;
	} else if (o) {
		out->base = o->began;
	}
	out->how = is_out(c, day)               ? ABSTINENCE_OUT
	           : date_is_set(out->base) ? ABSTINENCE_RUNS
	           : lost                   ? ABSTINENCE_UNDECIDED
	                                    : ABSTINENCE_NONE;
	if (out->how == ABSTINENCE_UNDECIDED)
		out->base = by_day(lost->began, day) ? lost->began : lost->ordered;
	if (out->how != ABSTINENCE_RUNS)
		return;
	out->from = out->base;
	for (size_t i = 0; i < c->use_count && by_day(c->uses[i].day, day); i++) {
		if (date_before(c->uses[i].day, out->base))
			continue;
		out->first = out->count++ ? out->first : i;
		out->from = c->uses[i].day;
	}
}
