/* The clocks of an order from the records. */
#include <stdlib.h>

#include "core/clock.h"
#include "model/statute.h"
#include "station_db.h"

static enum rc release_noticed(struct station *st, long long order, bool *yes, struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = stmt_get(st->store,
	                      "SELECT 1 FROM document WHERE order_id = ?1 AND voided_at IS NULL AND kind = 'release' UNION ALL"
	                      " SELECT 1 FROM status_change WHERE order_id = ?1 AND voided_at IS NULL AND state = 'released'"
	                      " AND document IS NOT NULL LIMIT 1",
	                      &q, err);

	*yes = false;
	if (rc == RC_OK) {
		stmt_bind_int(q, 1, order);
		rc = stmt_step(q, yes, err);
	}
	stmt_done(q);
	return rc;
}

enum rc statutes_of(struct station *st, const struct actor *a, long long order,
                    struct statute_state out[STATUTE_COUNT], struct err *err) {
	struct statute_case c = {.order = order, .today = clock_today(),
	                         .file_days = conf_int(st->conf, "rules", "release_days")};
	struct treatment_order o;
	struct course_data d = {0};
	struct team_cache teams = {0};
	enum rc rc = order_get(st, a, order, &o, err);

	for (size_t i = 0; i < STATUTE_COUNT; i++)
		out[i] = (struct statute_state){.day = DATE_NONE};
	if (rc == RC_OK)
		rc = course_load(st, &o, &d, err);
	if (rc == RC_OK)
		rc = course_load_file(st, &o, &d, &teams, err);
	if (rc == RC_OK)
		rc = release_noticed(st, order, &c.noticed, err);
	if (rc == RC_OK) {
		c.course = &d.course;
		term_compute(&d.course.term, &c.term);
		for (size_t i = 0; i < STATUTE_COUNT; i++)
			statute_table[i].count(&statute_table[i], &c, &out[i]);
	}
	course_clear(&d);
	team_cache_clear(&teams);
	entity_clear(&order_def, &o);
	return rc;
}
