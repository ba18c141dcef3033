/* The records the statutory counts of an order rest on. SPDX-License-Identifier: MIT */
#include "model/rules/breach_count.h"

#include <stdlib.h>

#include "model/event/event_db.h"
#include "model/station/usecase_db.h"

enum rc breach_count_of(struct station *st, const struct actor *a, long long order, struct date today, struct breach_count *out,
                  struct err *err) {
	void *missed = NULL, *warnings = NULL;
	size_t missed_count = 0, warning_count = 0;
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct breach_count){.items = NULL};
	if (rc == RC_OK)
		rc = event_load_all(st, &missed_def, order, &missed, &missed_count, err);
	if (rc == RC_OK)
		rc = event_load_all(st, &warning_def, order, &warnings, &warning_count, err);
	if (rc == RC_OK)
		breach_count_make(missed, missed_count, warnings, warning_count, today, out);
	event_free_all(&missed_def, missed, missed_count);
	event_free_all(&warning_def, warnings, warning_count);
	return rc;
}
