#include "ui/list/list_views.h"

#include <stdio.h>
#include <stdlib.h>

#include "ui/list/list.h"

/* The screen being asked; prompts stand above each other, so there is one. */
static const struct list_views_screen *asking;

enum rc list_views_bar_load(struct view *v, struct list_views_bar *bar, struct err *err) {
	saved_views_clear(&bar->views);
	return saved_view_list(v->st, v->actor, v->ops->name, &bar->views, err);
}

void list_views_bar_clear(struct list_views_bar *bar) { saved_views_clear(&bar->views); }

static bool any(const struct list_views_bar *bar) { return bar->views.n > (saved_view_at(&bar->views, 0) ? 1 : 0); }

void list_views_bar_draw(const struct list_views_bar *bar, const struct area *a, int x) {
	char tab[80];

	if (!bar->own) {
		if (any(bar))
			paint_run(a->top, x - 1, TONE_PLAIN, tr(N_("0Own"))); /* as close as it must be on 80 columns */
		return;
	}
	x = paint_run(a->top, 1, TONE_PLAIN, tr(N_("0Back to all"))) + 2;
	for (size_t i = 0; i < bar->views.n; i++) {
		const struct saved_view *v = &bar->views.v[i];

		if (v->digit == 0)
			continue;
		snprintf(tab, sizeof tab, "%d%s", v->digit, v->name);
		x = paint_run(a->top, x, v->digit == bar->digit ? TONE_REVERSE : TONE_PLAIN, tab) + 2;
	}
}

static unsigned show(struct view *v, const struct list_views_screen *s, const struct saved_view *saved) {
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

unsigned list_views_bar_digit(struct view *v, const struct list_views_screen *s, const struct key *k) {
	struct list_views_bar *bar = s->bar(v);
	const struct saved_view *saved;

	if (k == NULL || (!bar->own && k->cp != '0'))
		return V_NOT_MINE;
	if (k->cp == '0') {
		if (!bar->own && !any(bar)) {
			ui_say(v->ui, tr(N_("No view of your own yet: M saves what is shown under a name.")));
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

static void said_saved(struct view *v, const struct saved_view *saved) {
	char digit[8];

	snprintf(digit, sizeof digit, "%d", saved->digit);
	ui_sayf(v->ui, N_("Saved as {digit} {name}; 0 changes between your views and all others."), "digit", digit, "name",
	        saved->name, (char *)NULL);
}

static unsigned name_typed(struct view *v, void *ctx, const char *name) {
	struct list_views_bar *bar = asking->bar(v);
	struct list *l = v->ops->list(v);
	struct saved_view saved = {.digit = -1};
	struct str conditions = {0};
	struct err err = {0};

	(void)ctx;
	if (name == NULL)
		return V_REDRAW;
	put_list(l, &saved);
	saved.name = mem_strdup(name);
	saved.filter = mem_strdup(l->filter);
	asking->say(v, &conditions);
	saved.conditions = str_take(&conditions);
	if (saved_view_save(v->st, v->actor, v->ops->name, &saved, &err) == RC_OK) {
		said_saved(v, &saved);
		bar->own = true;
		bar->digit = saved.digit;
	} else {
		ui_say_err(v->ui, &err);
	}
	saved_view_clear(&saved);
	return V_RELOAD | V_REDRAW;
}

static unsigned other_name_typed(struct view *v, void *ctx, const char *name) {
	const struct list_views_bar *bar = asking->bar(v);
	const struct saved_view *at = saved_view_at(&bar->views, bar->digit);
	struct saved_view renamed;
	struct err err = {0};
	char *typed;

	(void)ctx;
	if (name == NULL || at == NULL)
		return V_REDRAW;
	renamed = *at;
	renamed.name = typed = mem_strdup(name);
	if (saved_view_save(v->st, v->actor, v->ops->name, &renamed, &err) == RC_OK)
		said_saved(v, &renamed);
	else
		ui_say_err(v->ui, &err);
	free(typed);
	return V_RELOAD | V_REDRAW;
}

static unsigned remove_shown(struct view *v) {
	struct list_views_bar *bar = asking->bar(v);
	struct err err = {0};

	if (saved_view_remove(v->st, v->actor, v->ops->name, bar->digit, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
		return V_REDRAW;
	}
	ui_say(v->ui, tr(N_("The view is removed; the list shows what it showed.")));
	bar->digit = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned chosen(struct view *v, void *ctx, int choice) {
	const struct list_views_bar *bar = asking->bar(v);
	const struct saved_view *at = bar->digit > 0 ? saved_view_at(&bar->views, bar->digit) : NULL;

	(void)ctx;
	if (choice == 1)
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("Name of the view:")), .answer = name_typed});
	else if (choice == 2 && at != NULL)
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("New name:")), .initial = at->name, .answer = other_name_typed});
	else if (choice == 3 && at != NULL)
		return remove_shown(v);
	return V_REDRAW;
}

void list_views_bar_ask(struct view *v, const struct list_views_screen *s) {
	const struct list_views_bar *bar = s->bar(v);
	bool shown = bar->digit > 0 && saved_view_at(&bar->views, bar->digit);
	const char *const choices[] = {tr(N_("Save filter, order and columns as they are under a name")),
	                               shown ? tr(N_("Rename the view shown")) : NULL, tr(N_("Remove the view shown")), NULL};
	struct ask ask = {.question = tr(N_("Your own views:")), .choices = choices, .answer = chosen};

	asking = s;
	ui_ask(v->ui, &ask);
}

/* ---- how a list comes up ---- */

void list_views_keep_default(struct view *v) {
	struct saved_view saved = {.digit = 0};
	struct err err = {0};

	put_list(v->ops->list(v), &saved);
	if (saved_view_save(v->st, v->actor, v->ops->name, &saved, &err) == RC_OK)
		ui_say(v->ui, tr(N_("This list now comes up with these columns and this order for you.")));
	else
		ui_say_err(v->ui, &err);
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
