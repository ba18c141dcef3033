#include "words.h"

#include <stdio.h>

#include "core/clock.h"
#include "core/tr.h"

enum { LATE_DAYS = 3 };

const char *word_weekday(struct date d) {
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

	return date_is_set(d) ? tr(names[date_weekday(d) % 7]) : "";
}

void word_recorded(const struct record *rec, struct date occurred, struct str *out) {
	char stamp[20], days[16], text[60];
	struct date on = DATE_NONE;

	if (code_is(rec->source, "import") || code_is(rec->source, "return")) {
		str_add(out, tr(code_is(rec->source, "import") ? N_("imported") : N_("returned")));
		return;
	}
	clock_format_ms(rec->recorded_at, stamp);
	stamp[10] = '\0';
	if (date_parse_iso(stamp, &on) && date_is_set(occurred) && on.n - occurred.n > LATE_DAYS) {
		snprintf(days, sizeof days, "%d", on.n - occurred.n);
		text_fill(text, sizeof text, tr(N_("late +{days}d")), "days", days, (char *)NULL);
		str_add(out, text);
		return;
	}
	str_add(out, stamp + 5);
}
