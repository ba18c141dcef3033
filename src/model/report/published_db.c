/* What was published before (rule 18.24), by the audit. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/report/report_table.h"
#include "model/station/usecase_db.h"

/* Of a period that is not over numbers are of today: on another day it is another one. */
static struct date last_day(const struct span *span) {
	return date_before(clock_today(), span->to) ? clock_today() : span->to;
}

enum rc report_published(struct station *st, const struct span *span, long long least,
                         struct report_published *out, struct err *err) {
	struct date end = last_day(span);
	enum rc rc = RC_OK;

	*out = (struct report_published){.overlaps = false};
	/* the words of report_publish_note */
	QUERY_EACH (q, rc, st->store, err, "SELECT detail FROM audit WHERE action = 'report.publish'") {
		char first[DATE_BUF], last[DATE_BUF];
		struct date from, to;
		long long by;

		if (sscanf(stmt_text(q, 0), "%10s %10s least=%lld", first, last, &by) != 3 ||
		    !date_parse_iso(first, &from) || !date_parse_iso(last, &to))
			continue;
		if (date_cmp(to, end) == 0 && by != least)
			out->least = by;
		if (date_cmp(from, end) <= 0 && date_cmp(span->from, to) <= 0 &&
		    (date_cmp(from, span->from) != 0 || date_cmp(to, end) != 0))
			out->overlaps = true;
	}
	return rc;
}

enum rc report_publish_note(struct station *st, const struct actor *a, const struct span *span,
                            long long least, struct err *err) {
	char first[DATE_BUF], last[DATE_BUF], detail[80];

	snprintf(detail, sizeof detail, "%s %s least=%lld", date_format(span->from, first),
	         date_format(last_day(span), last), least);
	return station_note(st, a, "report.publish", NULL, 0, NULL, detail, err);
}
