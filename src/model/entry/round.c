/* SPDX-License-Identifier: MIT */
#include "model/entry/round.h"

#include <strings.h>

const char *const round_words[] = {
	"毒",       "社戒",     "社康",   "强戒",  "戒断",  "康复",     "药物",
	"吸食",     "尿",       "检测",   "阳性",  "阴性",  "美沙酮",   "帮教",
	"管控",     "drug",     "detox",  "rehab", "urine", "narcotic", "methadone",
	"positive", "negative", "tested", NULL,
};

bool round_names_programme(const char *text) {
	for (const char *p = text; p && *p; p++)
		for (const char *const *w = round_words; *w; w++)
			if (strncasecmp(p, *w, strlen(*w)) == 0)
				return true;
	return false;
}

void round_clear(struct round *t) {
	free(t->v);
	*t = (struct round){.id = 0};
}
