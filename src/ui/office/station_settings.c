/* The station's screen: settings, and how often what is asked for. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/settings.h"
#include "ui/loop/wizard.h"
#include "ui/office/station_view.h"

/* ---- a setting ---- */

static const struct conf_def *asked(struct view *v) {
	return &conf_table[((struct station_view *)v->data)->line - 1];
}

/* value NULL: the default. */
static unsigned put(struct view *v, const char *value) {
	const struct conf_def *d = asked(v);
	const struct setting s = {d->section, d->key, value};
	struct err err = {0};

	if (settings_put(v->st, v->actor, &s, 1, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("Saved: {name} = {value}. It holds from the next start of the program."),
		        "name", d->key, "value", value ? value : d->initial, NULL);
	return V_RELOAD | V_REDRAW;
}

static unsigned value_typed(struct view *v, void *ctx, const char *text) {
	return text == NULL ? V_REDRAW : put(v, *text ? text : NULL);
}

/* The n-th of "a,b,c", 1..; heap, NULL: there are fewer. */
static char *nth(const char *list, int n) {
	for (; n > 1 && list; n--) {
		list = strchr(list, ',');
		list = list ? list + 1 : NULL;
	}
	return list ? mem_strndup(list, strcspn(list, ",")) : NULL;
}

static const char *choices_of(const struct conf_def *d) {
	return d->type == CONF_BOOL ? "yes,no" : d->choices;
}

static unsigned value_chosen(struct view *v, void *ctx, int choice) {
	char *value = choice > 0 ? nth(choices_of(asked(v)), choice) : NULL;
	unsigned flags = value ? put(v, value) : V_REDRAW;

	free(value);
	return flags;
}

static void ask_choice(struct view *v, const struct conf_def *d, const char *now) {
	char *choices[WIZARD_CHOICES + 1] = {NULL};
	struct ask ask = {.question = tr(d->help), .choices = (const char *const *)choices,
	                  .initial = 1, .answer = value_chosen};
	int n = 0;

	while (n < WIZARD_CHOICES && (choices[n] = nth(choices_of(d), n + 1)) != NULL) {
		if (strcmp(choices[n], now) == 0)
			ask.initial = n + 1;
		n++;
	}
	ui_ask(v->ui, &ask);
	for (int i = 0; i < n; i++)
		free(choices[i]);
}

unsigned station_act_setting(struct view *v, enum action_id action, long long id) {
	enum { VALUE = 1 };
	const struct list *l = list_view_list(v);
	const char *now = list_text(&l->run, list_row(l), VALUE);
	const struct conf_def *d;
	char question[160];

	((struct station_view *)v->data)->line = id;
	d = asked(v);
	text_fill(question, sizeof question, tr(N_("{name} (blank: the default):")), "name", d->key,
	          NULL);
	if (strcmp(d->section, "station") == 0 && strcmp(d->key, "name") == 0)
		ui_say(v->ui, tr(N_("The station's name is given under 6, with its day.")));
	else if (d->type == CONF_CHOICE || d->type == CONF_BOOL)
		ask_choice(v, d, now);
	else
		ui_ask_text(v->ui, &(struct ask_text){.question = question, .initial = now,
		                                      .answer = value_typed});
	return V_REDRAW;
}

/* ---- a rhythm ---- */

struct rhythm_asked {
	long long line;
	char *times, *since, *basis;
	struct date day;
};

static enum rc check_times(struct view *v, void *answers, struct err *err) {
	struct schedule_rule rule = {.years = 0};

	if (schedule_parse(((struct rhythm_asked *)answers)->times, &rule))
		return RC_OK;
	return err_set(err, RC_INVALID, "settings.times",
	               N_("How often in each year of the term, like 12, 6, 4 (1, 2, 3, 4, 6, 8, 12 or 24), 12+6 for the halves of a year, or none."),
	               NULL);
}

static enum rc check_since(struct view *v, void *answers, struct err *err) {
	struct rhythm_asked *a = answers;

	a->day = clock_today();
	return *a->since ? date_parse_entry(a->since, clock_today(), &a->day, err) : RC_OK;
}

static const struct wizard_step rhythm_steps[] = {
	{.question = N_("Times in each year of the term:"), TO_TEXT(struct rhythm_asked, times),
	 .wanted = true, .check = check_times},
	{.question = N_("From which day on (blank: today)? What began before stays as it was:"),
	 TO_TEXT(struct rhythm_asked, since), .check = check_since},
	{.question = N_("What it rests on, the rule or the notice:"),
	 TO_TEXT(struct rhythm_asked, basis), .wanted = true},
};

static unsigned rhythm_said(struct view *v, void *answers) {
	const struct rhythm_asked *a = answers;
	struct rhythm_change r;
	struct str now = {0};
	struct err err = {0};
	char day[DATE_BUF];

	if (!rhythm_of_line(&list_view_list(v)->run, a->line, &r, &now))
		return V_RELOAD | V_REDRAW;
	str_clear(&now);
	r.times = a->times;
	r.basis = a->basis;
	r.since = a->day;
	if (settings_put_rhythm(v->st, v->actor, &r, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else
		ui_sayf(v->ui, N_("Saved: {times} from {day} on, for windows that begin then. It holds from the next start of the program."),
		        "times", a->times, "day", date_format(a->day, day), NULL);
	return V_RELOAD | V_REDRAW;
}
static const struct wizard rhythm_wizard = WIZARD(rhythm_steps, struct rhythm_asked, rhythm_said);

unsigned station_act_rhythm(struct view *v, enum action_id action, long long id) {
	struct rhythm_asked a = {.line = id};
	struct rhythm_change r;
	struct str now = {0};

	if (rhythm_of_line(&list_view_list(v)->run, id, &r, &now)) {
		a.times = now.s;
		wizard_run(v, &rhythm_wizard, &a);
	}
	str_clear(&now);
	return V_REDRAW;
}
