/* The clock in doubt, its confirmation; and the room left. SPDX-License-Identifier: MIT */
#include "model/station/clock.h"

#include "core/clock.h"
#include "model/station/usecase_db.h"

static void put(const struct station *st, long long believed, bool doubted,
                struct clock_state *out) {
	*out = (struct clock_state){.doubted = doubted};
	clock_format_ms(clock_now_ms(), out->now);
	if (believed != 0)
		clock_format_ms(believed, out->believed);
}

void station_clock(struct station *st, struct clock_state *out) {
	long long believed;
	bool doubted = store_doubt(st->store, &believed);

	put(st, believed, doubted, out);
}

void station_clock_known(const struct station *st, struct clock_state *out) {
	long long believed;
	bool doubted = store_doubt_known(st->store, &believed);

	put(st, believed, doubted, out);
}

enum rc clock_confirm(struct station *st, const struct actor *a, const char *reason,
                      struct err *err) {
	struct change c = {0};
	enum rc rc;

	if (reason == NULL || reason[strspn(reason, " \t\n")] == '\0')
		return err_field(err, "reason", "clock.reason",
		                 N_("Say how you know that the clock is right."), NULL);
	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, CLOCK_CONFIRM, 0, err));
	TRY(store_doubt_end(&c, err));
	c.reason = reason;
	c.detail = "";
	rc = change_commit(&c, err);
out:
	change_end(&c);
	return rc;
}

bool station_has_room(const struct station *st, struct err *err) {
	long long left = store_free_bytes(st->store);
	char mb[24];

	if (left < 0 || left >= LEAST_FREE)
		return true;
	snprintf(mb, sizeof mb, "%lld", left >> 20);
	(void)err_set(err, RC_FULL, "station.room",
	              N_("Only {mb} MB are free where the data lie: make room before it is used up."),
	              "mb", mb, NULL);
	return false;
}
