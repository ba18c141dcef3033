#include "model/course.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

bool course_is_open(struct code state) {
	return code_is(state, "awaiting") || code_is(state, "executing") || code_is(state, "suspended");
}

void course_windows(const struct course *c, const struct profile_set *set, struct term *term,
                    struct window_list *out) {
	size_t n = 0;
	struct interval *excused;
	struct schedule schedule;

	term_compute(&c->term, term);
	profile_schedule(set, c->kind, term->months, "test", &schedule);
	window_cut(term, &schedule, out);
	excused = mem_zalloc(c->term.suspension_count + c->custody_count + 1, sizeof *excused);
	for (size_t i = 0; i < c->term.suspension_count; i++)
		excused[n++] = c->term.suspensions[i];
	for (size_t i = 0; i < c->custody_count; i++)
		excused[n++] = c->custody[i];
	if (!course_is_open(c->state) && date_is_set(c->ended))
		excused[n++] = (struct interval){date_add_days(c->ended, 1), DATE_NONE};
	window_mark(out, c->tests, c->test_count, excused, n);
	for (size_t i = 0; i < c->explained_count; i++) {
		if (c->explained[i] >= 1 && (size_t)c->explained[i] <= out->n)
			out->v[c->explained[i] - 1].answered = true;
	}
	free(excused);
}
