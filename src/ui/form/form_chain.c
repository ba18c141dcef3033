/* SPDX-License-Identifier: MIT */
#include "ui/form/form_chain.h"

#include "exchange/print/letter_sheet.h"
#include "model/access/access.h"
#include "model/event/leave.h"
#include "ui/form/form_priv.h"
#include "ui/form/forms.h"

enum doing { DO_PRINT_ON, DO_NEXT, DO_ALSO, DO_PRINT, DO_LATER, DO_NOT, DO_RULE, DOINGS };

/* A question under way. */
struct offer {
	struct chain_next next;
	const struct event_def *saved; /* the record to print; NULL: none */
	long long id;
	void (*also)(struct view *v);
	char *also_word;
	chain_open *open; /* NULL: in the form asked from, which closes in the end */
	enum doing doing[DOINGS];
	int n;
};

static void drop(void *ctx) {
	struct offer *o = ctx;

	chain_clear(&o->next);
	free(o->also_word);
	free(o);
}

static void ask(struct view *v, struct offer *o, const char *question);

/* A form closes after its question; what it hid is read anew. */
static unsigned close_form(const struct offer *o) {
	return o->open ? V_RELOAD | V_REDRAW : V_CLOSE | V_RELOAD;
}

/* ---- on to the next record ---- */

static unsigned open_form(struct view *v, const struct offer *o, const struct form_def *def,
                          const struct form_call *call) {
	if (!o->open)
		return ((struct form_view *)v->data)->follow(v, def, call);
	o->open(v->ui, def, call);
	return V_REDRAW;
}

static unsigned go_on(struct view *v, const struct offer *o) {
	const struct chain_next *next = &o->next;
	struct form_preset presets[CHAIN_VALUES + 1] = {{NULL, NULL}};
	bool state = strcmp(next->step->next, CHAIN_STATE) == 0;
	const struct event_def *reg = state ? NULL : event_find_def(next->step->next);
	const struct form_def def = state ? state_end_form : event_form(reg);
	const struct form_call call = {.event = reg, .id = next->id, .resident = next->resident,
	                               .order = next->order, .presets = next->id ? NULL : presets,
	                               .start = next->id ? "sent" : NULL};
	unsigned flags;

	for (size_t i = 0; i < next->n; i++)
		presets[i] = (struct form_preset){next->v[i].field, next->v[i].value};
	flags = open_form(v, o, &def, &call);
	if (!(flags & V_CLOSE))
		ui_sayf(v->ui, N_("{paper}, filled in by rule {rule}. Read it, F2 saves; Esc leaves it on Today."),
	        "paper", tr(next->step->label), "rule", next->step->rule, NULL);
	return flags;
}

/* What is saved as it is may have a step after it in turn. */
static unsigned save_now(struct view *v, struct offer *o) {
	const char *reg = o->next.step->next;
	struct err err = {0};
	long long id = 0;

	if (chain_save(v->st, v->actor, &o->next, &id, &err) != RC_OK) {
		unsigned flags = close_form(o);

		ui_say_err(v->ui, &err);
		drop(o);
		return flags;
	}
	ui_say(v->ui, tr(N_("Recorded with it.")));
	chain_clear(&o->next);
	if (chain_after_id(v->st, v->actor, reg, id, &o->next, &err) != RC_OK || !o->next.step) {
		unsigned flags = close_form(o);

		drop(o);
		return flags;
	}
	o->saved = NULL;
	ask(v, o, NULL);
	return V_REDRAW;
}

static void print(struct view *v, const struct offer *o) {
	void *rec = mem_zalloc(1, o->saved->entity->size);
	struct err err = {0};
	char *path = NULL;
	size_t n = 0;

	if (event_get(v->st, v->actor, o->saved, o->id, rec, &err) == RC_OK)
		letters_print(v->st, v->actor, o->saved->entity, rec, NULL, &path, &n, &err);
	ui_written(v->ui, &err, N_("The page to print is {path}"), path);
	entity_clear(o->saved->entity, rec);
	free(rec);
}

/* ---- answers ---- */

static unsigned declined(struct view *v, void *ctx, const char *reason) {
	struct offer *o = ctx;
	struct err err = {0};
	unsigned flags;

	if (reason && chain_decline(v->st, v->actor, &o->next, reason, &err) != RC_OK)
		ui_say_err(v->ui, &err);
	else if (reason)
		ui_say(v->ui, tr(N_("Kept with its reason; it does not come back.")));
	flags = close_form(o);
	drop(o);
	return flags;
}

static unsigned answered(struct view *v, void *ctx, int choice) {
	struct offer *o = ctx;
	enum doing what = choice > 0 ? o->doing[choice - 1] : DO_LATER;
	struct str rule = {0};
	unsigned flags = V_REDRAW;

	if (what == DO_PRINT || what == DO_PRINT_ON)
		print(v, o);
	if (what == DO_NOT) {
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Why not? It stays with the record:")),
		                                      .answer = declined, .ctx = o, .drop = drop});
		return V_REDRAW;
	}
	if (what == DO_RULE) {
		chain_rule(&o->next, &rule);
		ask(v, o, str_text(&rule));
		str_clear(&rule);
		return V_REDRAW;
	}
	if ((what == DO_NEXT || what == DO_PRINT_ON) && o->next.step->at_once)
		return save_now(v, o);
	if (what == DO_NEXT || what == DO_PRINT_ON)
		flags = go_on(v, o);
	else if (what == DO_ALSO)
		o->also(v);
	else
		flags = close_form(o);
	drop(o);
	return flags;
}

static void add(struct offer *o, char text[DOINGS][120], enum doing what, const char *words) {
	snprintf(text[o->n], sizeof text[0], "%s", words);
	o->doing[o->n++] = what;
}

/* question NULL: what follows, and by which rule. */
static void ask(struct view *v, struct offer *o, const char *question) {
	const struct chain_step *s = o->next.step;
	char text[DOINGS][120], both[120];
	const char *choices[DOINGS + 1] = {NULL};
	struct str whole = {0};

	o->n = 0;
	if (o->also)
		add(o, text, DO_ALSO, o->also_word);
	if (o->saved && s) {
		text_fill(both, sizeof both, tr(N_("Print it, and on to: {paper}")), "paper", tr(s->label), NULL);
		add(o, text, DO_PRINT_ON, both);
	}
	if (s)
		add(o, text, DO_NEXT, tr(s->label));
	if (o->saved)
		add(o, text, DO_PRINT, tr(N_("Print it")));
	add(o, text, DO_LATER, tr(N_("Later")));
	if (s && (s->declined || strcmp(s->next, "police") == 0))
		add(o, text, DO_NOT, tr(N_("Not to be done: why")));
	if (s)
		add(o, text, DO_RULE, tr(N_("The rule")));
	for (int i = 0; i < o->n; i++)
		choices[i] = text[i];
	if (question)
		str_add(&whole, question);
	else if (s)
		str_fill(&whole, N_("Next, by rule {rule}: {paper}."), "rule", s->rule, "paper",
		         tr(s->label), NULL);
	else
		str_add(&whole, tr(N_("Saved. Print it now?")));
	ui_ask(v->ui, &(struct ask){.question = str_text(&whole), .choices = choices,
	                            .answer = answered, .ctx = o, .drop = drop});
	str_clear(&whole);
}

void chain_ask(struct view *v, struct chain_next *next, const char *also,
               void (*chosen)(struct view *v), chain_open *open) {
	struct offer *o = mem_zalloc(1, sizeof *o);

	o->next = *next;
	*next = (struct chain_next){.step = NULL};
	o->also = chosen;
	o->open = open;
	o->also_word = mem_strdup(also);
	ask(v, o, NULL);
}

/* Of a correction only what it changed can have a step; what is late is asked about on its line. */
static bool is_said_now(const struct form_view *d, const struct chain_step *s, bool is_new) {
	const struct field_def *f = s->when ? entity_field(d->def.entity[0], s->when) : NULL;

	if (is_new || s->late)
		return !s->late;
	return f && field_compare(f, d->form.base[0], d->form.rec[0]) != 0;
}

bool chain_offer(struct view *v, bool is_new, unsigned *flags) {
	struct form_view *d = v->data;
	const struct event_def *reg = d->call.event;
	bool prints = reg && (reg->entity == &warning_def || reg->entity == &police_def) &&
	              access_answer(v->actor->role, ACT_PRINT) != ACCESS_NO;
	struct offer *o;

	if (!reg)
		return false;
	o = mem_zalloc(1, sizeof *o);
	if (chain_after(v->st, v->actor, reg->id, d->form.rec[0], &o->next, NULL) != RC_OK ||
	    (o->next.step && !is_said_now(d, o->next.step, is_new)))
		chain_clear(&o->next);
	if (prints && is_new) {
		o->saved = reg;
		o->id = ((const struct record *)d->form.rec[0])->id;
	}
	if (!o->next.step && !o->saved) {
		drop(o);
		return false;
	}
	*flags = V_REDRAW;
	if (d->answered && !o->saved && !o->next.step->at_once) {
		*flags = go_on(v, o);
		drop(o);
	} else {
		ask(v, o, NULL);
	}
	return true;
}
