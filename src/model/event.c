#include "model/event.h"

#include <string.h>

#include "model/drug_test.h"

const struct event_def event_table[] = {
	{"test", N_("Drug tests"), &test_def, "sample", test_check},
	{NULL, NULL, NULL, NULL, NULL},
};

const struct event_def *event_find_def(const char *id) {
	for (const struct event_def *d = event_table; d->entity; d++) {
		if (strcmp(d->id, id) == 0)
			return d;
	}
	return NULL;
}
