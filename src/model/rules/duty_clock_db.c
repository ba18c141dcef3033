/* The clocks of an order from the records. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/rules/duty_clock.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"

enum rc duty_clocks_of(struct station *st, const struct actor *a, long long order,
                    struct duty_clock_state out[DUTY_CLOCK_COUNT], struct err *err) {
	struct duty_clock_case c = {.order = order, .today = clock_today()};
	struct treatment_order o;
	struct order_facts_data d = {0};
	struct team_cache teams = {0};
	struct abstinence_data person = {0};
	enum rc rc = order_get(st, a, order, &o, err);

	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		out[i] = (struct duty_clock_state){.day = DATE_NONE};
	if (rc == RC_OK)
		rc = order_facts_load(st, &o, &d, err);
	if (rc == RC_OK)
		rc = order_facts_load_gaps(st, &o, &d, &teams, err);
	if (rc == RC_OK)
		rc = abstinence_read(st, a, o.resident.id, &person, err);
	if (rc == RC_OK) {
		c.course = &d.course;
		c.person = &person.known;
		term_compute(&d.course.term, &c.term);
		for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
			duty_clock_table[i].count(&duty_clock_table[i], &c, &out[i]);
	}
	order_facts_clear(&d);
	team_cache_clear(&teams);
	abstinence_clear(&person);
	entity_clear(&order_def, &o);
	return rc;
}
