/* SPDX-License-Identifier: MIT */
#include "ui/list/list_views.h"

#include "ui/list/list.h"
#include "ui/loop/wizard.h"

enum rc list_views_bar_load(struct view *v, struct list_views_bar *bar, struct err *err) {
	saved_views_clear(&bar->views);
	return saved_view_list(v->st, v->actor, v->ops->name, &bar->views, err);
}

void list_views_bar_clear(struct list_views_bar *bar) { saved_views_clear(&bar->views); }

static bool any(const struct list_views_bar *bar) {
	return bar->views.n > (saved_view_at(&bar->views, 0) ? 1 : 0);
}

void list_views_bar_draw(const struct list_views_bar *bar, const struct area *a, int x) {
	char tab[80];

	if (!bar->own) {
		if (any(bar))
			/* as close as it must be on 80 columns */
			paint_run(a->top, x - 1, TONE_PLAIN, tr(N_("0Own")));
		return;
	}
	x = paint_run(a->top, 1, TONE_PLAIN, tr(N_("0Back to all"))) + 2;
	for (size_t i = 0; i < bar->views.n; i++) {
		const struct saved_view *v = &bar->views.v[i];

		if (v->digit == 0)
			continue;
		snprintf(tab, sizeof tab, "%d%s", v->digit, v->name);
		x = paint_run(a->top, x, v->digit == bar->digit ? TONE_REVERSE : TONE_PLAIN,
		              tab) + 2;
	}
}

static unsigned show(struct view *v, const struct list_views_screen *s,
                     const struct saved_view *saved) {
	struct list *l = v->ops->list(v);

	s->take(v, saved ? saved->conditions : "");
	list_take_order(&l->run, saved ? saved->order : "", NULL);
	list_take_columns(&l->run, saved ? saved->columns : "", NULL);
	list_set_filter(l, saved ? saved->filter : "");
	l->ids.n = l->marks = l->at = 0; /* the marker is on the first line of what comes */
	if (!saved)
		list_views_take_default(v);
	return V_RELOAD | V_REDRAW;
}

unsigned list_views_bar_digit(struct view *v, const struct list_views_screen *s,
                              const struct key *k) {
	struct list_views_bar *bar = s->bar(v);
	const struct saved_view *saved;

	if (k == NULL || (!bar->own && k->cp != '0'))
		return V_NOT_MINE;
	if (k->cp == '0') {
		if (!bar->own && !any(bar)) {
			ui_say(v->ui,
			       tr(N_("No view of your own yet: M saves what is shown under a name.")));
			return V_REDRAW;
		}
		bar->own = !bar->own;
		bar->digit = 0;
		return bar->own ? V_REDRAW : show(v, s, NULL);
	}
	saved = saved_view_at(&bar->views, (int)(k->cp - '0'));
	if (saved == NULL)
		return V_DONE;
	bar->digit = saved->digit;
	return show(v, s, saved);
}

/* ---- keeping ---- */

static void put_list(const struct list *l, struct saved_view *out) {
	struct str order = {0}, columns = {0};

	list_order_text(&l->run, &order);
	list_columns_text(&l->run, &columns);
	out->order = str_take(&order);
	out->columns = str_take(&columns);
}

/* Did it go, it is said under which digit. */
static bool save(struct view *v, struct saved_view *saved) {
	struct err err = {0};

	if (saved_view_save(v->st, v->actor, v->ops->name, saved, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return false;
	}
	ui_sayf(v->ui, N_("Saved as {digit} {name}; 0 changes between your views and all others."),
	        "digit", NUM(saved->digit), "name", saved->name, NULL);
	return true;
}

enum { SAVE = 1, RENAME, REMOVE };
struct answers {
	const struct list_views_screen *s;
	int choice;
	char *name;
};

static const struct saved_view *shown_of(const struct view *v, const struct answers *a) {
	const struct list_views_bar *bar = a->s->bar(v);

	return bar->digit > 0 ? saved_view_at(&bar->views, bar->digit) : NULL;
}

static void save_new(struct view *v, const struct answers *a) {
	struct list_views_bar *bar = a->s->bar(v);
	struct list *l = v->ops->list(v);
	struct saved_view saved = {.digit = -1};
	struct str conditions = {0};

	put_list(l, &saved);
	saved.name = mem_strdup(a->name);
	saved.filter = mem_strdup(l->filter);
	a->s->say(v, &conditions);
	saved.conditions = str_take(&conditions);
	if (save(v, &saved)) {
		bar->own = true;
		bar->digit = saved.digit;
	}
	saved_view_clear(&saved);
}

static unsigned remove_shown(struct view *v, const struct answers *a) {
	struct list_views_bar *bar = a->s->bar(v);
	struct err err = {0};

	if (saved_view_remove(v->st, v->actor, v->ops->name, bar->digit, &err) == RC_OK)
		bar->digit = 0;
	return ui_done(v->ui, &err, N_("The view is removed; the list shows what it showed."));
}

static void say_choices(struct view *v, void *answers, struct wizard_words *w) {
	static const char *const words[] = {
		N_("Save filter, order and columns as they are under a name"),
		N_("Rename the view shown"), N_("Remove the view shown")};

	w->count = shown_of(v, answers) != NULL ? REMOVE : SAVE;
	for (int i = 0; i < w->count; i++)
		snprintf(w->choice[i], WIZARD_WORDS, "%s", tr(words[i]));
}

static bool asks_name(struct view *v, const void *answers) {
	return ((const struct answers *)answers)->choice != REMOVE;
}

static void say_name(struct view *v, void *answers, struct wizard_words *w) {
	const struct answers *a = answers;

	str_add(&w->question, tr(a->choice == SAVE ? N_("Name of the view:") : N_("New name:")));
	w->initial = a->choice == RENAME ? shown_of(v, a)->name : NULL;
}

static unsigned keep(struct view *v, void *answers) {
	const struct answers *a = answers;

	if (a->choice == REMOVE)
		return remove_shown(v, a);
	if (a->choice == SAVE) {
		save_new(v, a);
	} else {
		struct saved_view renamed = *shown_of(v, a);

		renamed.name = a->name;
		save(v, &renamed);
	}
	return V_RELOAD | V_REDRAW;
}

static const struct wizard_step steps[] = {
	{.question = N_("Your own views:"), TO_CHOICE(struct answers, choice), .say = say_choices},
	{TO_TEXT(struct answers, name), .when = asks_name, .say = say_name},
};
static const struct wizard wizard = WIZARD(steps, struct answers, keep);

void list_views_bar_ask(struct view *v, const struct list_views_screen *s) {
	wizard_run(v, &wizard, &(struct answers){.s = s});
}

/* ---- how a list comes up ---- */

void list_views_keep_default(struct view *v) {
	struct saved_view saved = {.digit = 0};
	struct err err = {0};

	put_list(v->ops->list(v), &saved);
	saved_view_save(v->st, v->actor, v->ops->name, &saved, &err);
	ui_done(v->ui, &err,
	        N_("This list now comes up with these columns and this order for you."));
	saved_view_clear(&saved);
}

void list_views_take_default(struct view *v) {
	struct list *l = v->ops->list(v);
	struct saved_views views;
	const struct saved_view *at;

	if (saved_view_list(v->st, v->actor, v->ops->name, &views, NULL) == RC_OK &&
	    (at = saved_view_at(&views, 0)) != NULL) {
		list_take_order(&l->run, at->order, NULL);
		list_take_columns(&l->run, at->columns, NULL);
	}
	saved_views_clear(&views);
}
