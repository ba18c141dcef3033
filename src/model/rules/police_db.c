/* Drafting a report to the police from the records (rules 6.6, 6.7).
 * SPDX-License-Identifier: MIT */
#include "model/event/registers.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/event/dossier.h"
#include "model/order/order.h"
#include "model/person/timeline.h"
#include "model/rules/duty_clock.h"
#include "model/rules/legal_duty.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

/* What the draft says of the order, in this order. */
static const char *const order_fields[] = {"kind",     "doc_no", "authority", "ordered", "served",
                                           "reported", "months", "agreed",    "police",  "worker"};

static void say_order(struct station *st, const struct actor *a, const struct treatment_order *o,
                      struct str *out) {
	const char *between = "";

	for (size_t i = 0; i < sizeof order_fields / sizeof *order_fields; i++) {
		const struct field_def *f = entity_field(&order_def, order_fields[i]);

		if (field_is_blank(f, o))
			continue;
		str_addf(out, "%s%s ", between, tr(f->label));
		masked_text(a, VIEW_ENTRY, f, o, &st->env, out);
		between = "  ";
	}
	str_add(out, "\n");
}

/* One numbered line: day, register, what the record says. Records of the order itself stand above
 * already. */
static enum rc say_item(struct station *st, const struct actor *a,
	const struct duty_clock_item *item, int *n, struct str *out, struct err *err) {
	struct timeline_item line = {.def = item->reg ? event_find_def(item->reg) : NULL,
	                             .id = item->id, .day = item->day};
	struct str what = {0}, text = {0}, recorded = {0};
	char day[DATE_BUF];
	enum rc rc = RC_OK;

	if (!line.def)
		return RC_OK;
	rc = timeline_say(st, a, &line, &what, &text, &recorded, err);
	if (rc == RC_OK)
		str_addf(out, "%d. %s %s %s\n", ++*n, date_format(item->day, day), str_text(&what),
		         str_text(&text));
	str_clear(&what);
	str_clear(&text);
	str_clear(&recorded);
	return rc;
}

/* Two clocks may rest on one record: it is told once. */
static bool was_told(const struct duty_clock_state all[DUTY_CLOCK_COUNT], const char *reason,
                     size_t clock, size_t k) {
	const struct duty_clock_item *item = &all[clock].items[k];

	for (size_t i = 0; i < clock; i++) {
		for (size_t j = 0;
		     duty_clock_table[i].police &&
		     strcmp(duty_clock_table[i].police, reason) == 0 && j < all[i].count;
		     j++)
			if (item->reg && all[i].items[j].reg &&
			    strcmp(item->reg, all[i].items[j].reg) == 0 &&
			    item->id == all[i].items[j].id)
				return true;
	}
	return false;
}

/* Use of the person that no report covers, found after the end too (rule 6.15); where every one is
 * told, that since the order was made. */
static enum rc say_uses(struct station *st, const struct actor *a, const struct treatment_order *o,
                        int *n, struct str *out, struct err *err) {
	struct order_facts_data d = {0};
	struct team_cache teams = {0};
	bool over = !order_facts_is_open(o->state) && date_is_set(o->ended), late = false;
	char text[240], day[DATE_BUF];
	enum rc rc = order_facts_load_gaps(st, o, &d, &teams, err);

	for (int again = 0; rc == RC_OK && again < 2 && *n == 0; again++) {
		for (size_t i = 0; rc == RC_OK && i < d.use_count; i++) {
			const struct use_fact *u = &d.uses[i];

			if (again ? date_before(u->day, o->ordered)
			          : legal_duty_is_told(&d.course, "relapse", u->day, u->recorded))
				continue;
			late |= over && date_before(o->ended, u->day);
			rc = say_item(st, a, &(struct duty_clock_item){u->reg, u->id, u->day}, n,
			              out, err);
		}
	}
	if (late) {
		text_fill(text, sizeof text,
		          tr(N_("The order ended on {day}; what was found after it is told so that"
		                " the register and the help after release follow.")),
		          "day", date_format(o->ended, day), NULL);
		str_addf(out, "%s\n", text);
	}
	order_facts_clear(&d);
	team_cache_clear(&teams);
	return rc;
}

/* That contact was lost, and who searched since, and in the quarter before it (rule 17.6). */
static enum rc say_lost(struct station *st, const struct actor *a, const struct treatment_order *o,
                        int *n, struct str *out, struct err *err) {
	struct duty_clock_item *items = NULL;
	size_t count = 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT reg, id, occurred FROM (SELECT 'control' reg, id, occurred FROM"
	           " control_change WHERE control = '02' AND resident = ?1 AND voided_at IS NULL"
	           " UNION ALL SELECT 'search', id, occurred FROM search WHERE resident = ?1 AND"
	           " voided_at IS NULL) WHERE occurred >= (SELECT date(max(occurred), '-3 months')"
	           " FROM control_change WHERE control = '02' AND resident = ?1 AND voided_at IS"
	           " NULL) ORDER BY occurred, id", o->resident)
		VEC_PUSH(items, count, (struct duty_clock_item){
			strcmp(stmt_text(q, 0), "search") == 0 ? "search" : "control",
			stmt_int(q, 1), stmt_date(q, 2), false});
	for (size_t i = 0; rc == RC_OK && i < count; i++)
		rc = say_item(st, a, &items[i], n, out, err);
	free(items);
	return rc;
}

/* What the file holds that goes to the police before the end of the term. */
static enum rc say_papers(struct station *st, const struct actor *a,
	const struct treatment_order *o, int *n, struct str *out, struct err *err) {
	struct dossier d;
	enum rc rc = dossier_of(st, a, o->resident.id, o->rec.id, &d, err);

	for (size_t i = 0; rc == RC_OK && i < DOSSIER_ITEMS; i++)
		if (d.mark[i] == MARK_THERE)
			str_addf(out, "%d. %s %lld\n", ++*n, dossier_label(&dossier_items[i]),
			         d.count[i]);
	return rc;
}

static enum rc say_facts(struct station *st, const struct actor *a, const struct treatment_order *o,
                         const char *reason, struct str *out, struct err *err) {
	struct duty_clock_state all[DUTY_CLOCK_COUNT];
	struct str articles = {0};
	bool expiry = strcmp(reason, "expiry") == 0, use = strcmp(reason, "relapse") == 0;
	int n = 0;
	enum rc rc = duty_clocks_of(st, a, o->rec.id, all, err);

	say_order(st, a, o, out);
	for (size_t i = 0; rc == RC_OK && i < DUTY_CLOCK_COUNT; i++) {
		if (!duty_clock_table[i].police || strcmp(duty_clock_table[i].police, reason) != 0)
			continue;
		if (!all[i].limit && !date_is_set(all[i].day)) /* it does not run here */
			continue;
		duty_clock_say(&duty_clock_table[i], &all[i], out);
		str_add(out, "\n");
		for (size_t k = 0; rc == RC_OK && !use && k < all[i].count; k++)
			if (!was_told(all, reason, i, k))
				rc = say_item(st, a, &all[i].items[k], &n, out, err);
		str_addf(&articles, "%s\n", tr(duty_clock_article(&duty_clock_table[i], o->kind)));
	}
	if (rc == RC_OK && use)
		rc = say_uses(st, a, o, &n, out, err);
	if (rc == RC_OK && strcmp(reason, "lost") == 0)
		rc = say_lost(st, a, o, &n, out, err);
	if (rc == RC_OK && expiry)
		rc = say_papers(st, a, o, &n, out, err);
	if (rc == RC_OK && n == 0)
		rc = err_set(err, RC_INVALID, "police.nothing",
			N_("Nothing is recorded that could be reported for this reason."), NULL);
	if (!expiry)
		str_add(&articles, tr(N_("Regulation 21: the full-time worker reports refusal, use"
		                         " and serious breach to the police promptly.")));
	str_add(out, str_text(&articles));
	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		duty_clock_state_clear(&all[i]);
	str_clear(&articles);
	return rc;
}

/* Of the person: drafted after the end it hangs on no order. */
static enum rc unsent(struct station *st, const struct treatment_order *o, struct code reason,
                      long long *id, struct err *err) {
	return query_int(st->store, id, err,
		"SELECT e.id FROM police_report e WHERE e.resident = ?1 AND e.reason = ?2 AND"
		" e.sent IS NULL AND e.not_sent IS NULL AND e.voided_at IS NULL AND " ORDER_OF_EVENT " = ?3 ORDER BY e.id"
		" DESC LIMIT 1",
		o->resident, reason, o->rec.id);
}

enum rc police_draft(struct station *st, const struct actor *a, long long order, struct code reason,
                     struct police_report *out, struct err *err) {
	struct treatment_order o;
	struct str facts = {0};
	long long id = 0;
	enum rc rc = order_get(st, a, order, &o, err);

	entity_init(&police_def, out);
	if (rc == RC_OK && !code_find(&codes_police, reason))
		rc = err_set(err, RC_INVALID, "police.reason",
		             N_("There is no such reason for a report to the police."), NULL);
	if (rc == RC_OK)
		rc = unsent(st, &o, reason, &id, err);
	if (rc == RC_OK && id)
		rc = record_load(st->store, &police_def, id, out, err);
	else if (rc == RC_OK)
		rc = say_facts(st, a, &o, reason.s, &facts, err);
	if (rc == RC_OK && !id) {
		out->resident = o.resident;
		out->order_id.id = order;
		out->occurred = out->covers = clock_today();
		out->reason = reason;
		out->facts = str_take(&facts);
		out->sent_by = mem_strdup(a->name);
	}
	str_clear(&facts);
	entity_clear(&order_def, &o);
	return rc;
}
