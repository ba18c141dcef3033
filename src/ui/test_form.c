/* The test form: one drug test, opened from the line that asked for it (domain.md F2, 4.1). */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "form_about.h"
#include "forms.h"
#include "model/drug_test.h"

/* What changes from one resident to the next stands first; the rest stays from the record before. */
static const struct form_row rows[] = {
	FORM_SECTION(N_("Test")),
	FORM_FIELD_AS(0, "occurred", FR_RECENT | FR_TODAY),
	FORM_FIELD(0, "result"),
	FORM_FIELD(0, "nature"),
	FORM_FIELD(0, "sample"),
	FORM_FIELD(0, "place_text"),
	FORM_FIELD(0, "tester"),
	FORM_FIELD(0, "tester2"),
	FORM_SECTION(N_("More")),
	FORM_FIELD(0, "signed_by"),
	FORM_FIELD(0, "witness"),
	FORM_FIELD(0, "items"),
	FORM_FIELD(0, "test_no"),
	FORM_FIELD(0, "occurred_time"),
	FORM_FIELD(0, "note"),
};

static enum rc load(const struct form_call *c, void *const rec[], struct err *err) {
	struct drug_test *t = rec[0];

	if (c->id != 0)
		return event_get(c->st, c->actor, test_register(), c->id, t, err);
	t->resident.id = c->resident;
	t->order_id.id = c->order;
	t->occurred = clock_today();
	t->nature = code_of("regular");
	t->sample = code_of("urine");
	return RC_OK;
}

static enum rc check(const struct form_call *c, void *const rec[], struct err *err) {
	(void)c;
	return test_check(rec[0], clock_today(), NULL, err);
}

/* Only a positive result is asked for twice: forty negatives before lunch are not. */
static bool is_positive(const void *const rec[], const char *field) {
	return strcmp(field, "result") != 0 || code_is(((const struct drug_test *)rec[0])->result, "pos");
}

/* The first window that still waits for a test, from the day's on. */
static void say_next_window(const struct form_call *c, const struct drug_test *t, struct str *out) {
	struct window_list windows = {0};
	struct term term;
	size_t i = 0;
	char first[DATE_BUF], last[DATE_BUF], text[200];
	struct date today = clock_today();

	if (t->order_id.id == 0 || test_windows(c->st, c->actor, t->order_id.id, &term, &windows, NULL) != RC_OK)
		goto out;
	for (const struct window *w = windows.v; i < windows.n; i++, w++) {
		if (!date_before(w->last, today) && w->events < w->need && !w->excused)
			break;
	}
	if (i < windows.n)
		text_fill(text, sizeof text, tr(N_("Next test from {first}, by {last}.")), "first", date_format(windows.v[i].first, first),
		          "last", date_format(windows.v[i].last, last), NULL);
	else
		text_fill(text, sizeof text, tr(N_("No further test is due in this term.")), NULL);
	str_add(out, text);
out:
	window_list_clear(&windows);
}

static enum rc save(const struct form_call *c, void *const rec[], struct str *said, struct err *err) {
	struct drug_test *t = rec[0];
	const struct field_env *names = station_env(c->st);
	const char *name;
	char day[DATE_BUF], text[300];
	struct findings warnings = {0};
	enum rc rc = event_save(c->st, c->actor, test_register(), t, err);

	if (rc != RC_OK)
		return rc;
	name = names->ref_name(names->ctx, "resident", t->resident.id);
	text_fill(text, sizeof text, tr(N_("Recorded: {name}, {sample} {result}, {day}. ")), "name", name ? name : "", "sample",
	          code_label(&codes_sample, t->sample), "result", code_label(&codes_result, t->result), "day",
	          date_format(t->occurred, day), NULL);
	str_add(said, text);
	if (code_is(t->result, "pos")) /* R12: the worker must report it; nothing follows by itself */
		str_add(said, tr(N_("Positive: report it to the police promptly.")));
	else
		say_next_window(c, t, said);
	if (test_check(t, clock_today(), &warnings, NULL) == RC_OK)
		form_add_warnings(&warnings, said);
	return RC_OK;
}

static void about(const struct form_call *c, void *const rec[], struct str *out) {
	(void)rec;
	form_about_resident(c, out);
}

const struct form_def test_form = {
	.id = "test",
	.title = N_("Drug test"),
	.rows = rows,
	.row_count = sizeof rows / sizeof *rows,
	.entity = {&test_def},
	.load = load,
	.check = check,
	.twice = is_positive,
	.save = save,
	.about = about,
};
