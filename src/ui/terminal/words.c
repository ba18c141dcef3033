/* SPDX-License-Identifier: MIT */
#include "ui/terminal/words.h"

#include "core/tr.h"

const char *word_weekday(struct date d) {
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
	                                    N_("Fri"), N_("Sat"), N_("Sun")};

	return date_is_set(d) ? tr(names[date_weekday(d) % 7]) : "";
}
