/* Today: what is due, counted by kind; a count opens its list, a line opens the right form filled in. */
#include "ui/today/today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/person/resident.h"
#include "model/person/search_key.h"
#include "model/station/station.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/words.h"

enum { COUNT_MOST = 999 };

/* English labels and narrow windows have room for two columns. */
static int count_columns(const struct area *a) { return tr_lang() == LANG_ZH && a->cols >= 76 ? 3 : 2; }

static int rows_for(size_t counts, const struct area *a) {
	return ((int)counts + count_columns(a) - 1) / count_columns(a);
}

static int count_rows(const struct today *d, const struct area *a) { return rows_for(d->shown_count, a); }

/* What is long overdue is the head's. Where all counts would take more than two rows in five, those of nothing are left
 * out; a digit means the same count whether it is painted or not. */
static bool has_place(const struct today *d, size_t group, const struct area *a) {
	if (due_groups[group].when == DUE_LONG_OVERDUE && strcmp(d->view->actor->role, "head") != 0)
		return false;
	return 5 * rows_for(due_group_count, a) <= 2 * a->rows || d->counts[group] > 0 || group == d->group;
}

static void choose_shown(struct today *d, const struct area *a) {
	d->shown_count = 0;
	for (size_t i = 0; i < due_group_count; i++)
		if (has_place(d, i, a))
			d->shown[d->shown_count++] = i;
	if (d->count_at >= d->shown_count)
		d->count_at = 0;
	d->in_counts = d->in_counts && d->shown_count > 0;
}

static struct area list_area(const struct today *d, const struct area *a) {
	int used = count_rows(d, a) + 1;

	return (struct area){.top = a->top + used, .rows = a->rows > used ? a->rows - used : 1, .cols = a->cols};
}

static enum rc open_today(struct view *v, const void *arg, struct err *err) {
	struct today *d = v->data;

	(void)arg;
	(void)err;
	d->view = v;
	d->counts = mem_zalloc(due_group_count, sizeof *d->counts);
	d->shown = mem_zalloc(due_group_count, sizeof *d->shown);
	d->group = due_group_count;
	d->source = today_source;
	list_init(&d->list, &d->source, d);
	return RC_OK;
}

static void close_today(struct view *v) {
	struct today *d = v->data;

	list_clear(&d->list);
	free(d->items);
	free(d->counts);
	free(d->shown);
	free(d->worker);
	free(d->whose_word);
	gap_ask_clear(&d->gap);
	for (size_t i = 0; i < LIST_PAGE; i++) {
		str_clear(&d->rows[i].name);
		str_clear(&d->rows[i].place);
		str_clear(&d->rows[i].team);
		str_clear(&d->rows[i].worker);
		str_clear(&d->rows[i].matter);
		str_clear(&d->rows[i].state);
	}
}

static void resize_today(struct view *v, const struct area *a) {
	struct today *d = v->data;
	struct area inner;

	if (d->shown == NULL) /* not open yet */
		return;
	choose_shown(d, a);
	inner = list_area(d, a);
	today_fit(d, a);
	list_resize(&d->list, &inner);
}

/* A new station is told how to begin. */
static enum rc choose_words(struct today *d, struct err *err) {
	struct resident_query q = {.limit = 1};
	struct ids anybody = {0};
	enum rc rc = d->item_count > 0 ? RC_OK : resident_list(d->view->st, d->view->actor, &q, &anybody, err);

	d->source.empty = rc == RC_OK && d->item_count == 0 && anybody.n == 0
	                      ? N_("Nobody is on the register yet: i takes in a roster, r then a adds a person.")
	                      : today_source.empty;
	ids_clear(&anybody);
	return rc;
}

/* In a new month the worklist is computed again: the first screen does not wait for it. */
static enum rc read_worklist(struct today *d, struct err *err) {
	struct view *v = d->view;
	bool later = !d->painted && due_is_behind(v->st);
	size_t at = d->list.at;
	enum rc rc;

	d->painted = true;
	due_hold(v->st, later);
	rc = due_counts_of(v->st, v->actor, today_whose(d), clock_today(), d->counts, err);
	if (rc == RC_OK) {
		resize_today(v, &v->area);
		d->stale = true;
		rc = list_load(&d->list, err);
		d->list.at = at; /* what was done has gone: the marker is on the next line */
	}
	due_hold(v->st, false);
	if (later) {
		ui_say(v->ui, tr(N_("The worklist of the new month is being computed.")));
		ui_wake(v, 1);
	}
	return rc;
}

static unsigned wake_today(struct view *v) {
	ui_say(v->ui, "");
	return V_RELOAD | V_REDRAW;
}

static enum rc load_today(struct view *v, struct err *err) {
	struct today *d = v->data;
	enum rc rc = read_worklist(d, err);

	if (rc == RC_OK)
		rc = choose_words(d, err);
	return rc == RC_OK ? list_read_page(&d->list, err) : rc;
}

static void head_today(const struct view *v, struct str *left, struct str *right) {
	const struct today *d = v->data;
	char day[DATE_BUF];

	str_addf(left, "%s %s %s", tr(N_("Today")), date_format(clock_today(), day), word_weekday(clock_today()));
	if (d->group < due_group_count)
		str_addf(left, "  [%s]", tr(due_groups[d->group].label));
	if (d->whose_word != NULL)
		str_addf(left, "  [%s]", d->whose_word);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_counts(const struct today *d, const struct area *a) {
	int rows = count_rows(d, a), width = (a->cols - 2) / count_columns(a);
	char text[100], n[24];

	for (size_t k = 0; k < d->shown_count; k++) {
		size_t i = d->shown[k];
		int y = a->top + (int)k % rows, x = 2 + (int)k / rows * width;
		bool late = due_groups[i].when == DUE_OVERDUE || due_groups[i].when == DUE_LONG_OVERDUE ||
		            due_groups[i].base == DUE_BASE_POLICE;
		enum tone tone = d->counts[i] > 0 && late ? TONE_ALERT : TONE_PLAIN;
		bool here = d->in_counts && d->count_at == k;

		/* Nine counts have a digit, 0 shows all; the rest are reached with the arrows and bear no number. */
		if (i < 9)
			snprintf(text, sizeof text, "%zu %s", i + 1, tr(due_groups[i].label));
		else
			snprintf(text, sizeof text, "  %s", tr(due_groups[i].label));
		if (d->counts[i] > COUNT_MOST)
			snprintf(n, sizeof n, "%d+", COUNT_MOST);
		else
			snprintf(n, sizeof n, "%lld", d->counts[i]);
		if (here)
			paint_text(y, x - 2, 1, TONE_PLAIN, ">");
		paint_text(y, x, width - 8, i == d->group ? TONE_REVERSE : TONE_PLAIN, text);
		paint_right(y, x + width - 8, 4, tone, n);
	}
}

static void draw_today(struct view *v, const struct area *a) {
	struct today *d = v->data;
	struct area inner = list_area(d, a);
	int rows = count_rows(d, a), width = (a->cols - 2) / count_columns(a);

	draw_counts(d, a);
	paint_rule(a->top + rows);
	list_draw(&d->list, &inner);
	if (d->in_counts) {
		paint_marker(inner.top + 1 + (int)(d->list.at - d->list.top), false);
		paint_cursor(a->top + (int)d->count_at % rows, (int)d->count_at / rows * width);
	}
}

static unsigned show_group(struct today *d, size_t group) {
	d->group = d->group == group ? due_group_count : group;
	d->in_counts = false;
	d->list.at = 0;
	return V_RELOAD | V_REDRAW;
}

static unsigned choose_digit(struct today *d, const struct key *k) {
	if (k != NULL && k->cp == '0')
		return show_group(d, due_group_count);
	if (k == NULL || k->cp < '1' || k->cp > '9' || k->cp - '1' >= due_group_count)
		return V_DONE;
	return show_group(d, k->cp - '1');
}

/* Up from the first line goes into the counts, down from the last count into the list. */
static bool move_in_counts(struct today *d, enum action_id id) {
	if (!d->in_counts) {
		if (id != ACTION_UP || d->list.at > 0 || d->shown_count == 0)
			return false;
		d->in_counts = true;
		d->count_at = d->shown_count - 1;
	} else if (id == ACTION_UP) {
		d->count_at -= d->count_at > 0;
	} else if (id == ACTION_DOWN) {
		if (++d->count_at >= d->shown_count) {
			d->in_counts = false;
			d->count_at = 0;
		}
	} else {
		d->in_counts = false;
		return false;
	}
	return true;
}

static unsigned act_today(struct view *v, enum action_id id, const struct key *k) {
	struct today *d = v->data;
	const struct due_item *it = today_item(d, list_current(&d->list));
	struct err err = {0};
	unsigned flags;

	if (d->in_counts && (id == ACTION_RECORD || id == ACTION_OPEN_FILE))
		return show_group(d, d->shown[d->count_at]);
	if (id == ACTION_RECORD) {
		today_record(v);
	} else if (id == ACTION_DIGIT) {
		return choose_digit(d, k);
	} else if (id == ACTION_OPEN_FILE) {
		if (it != NULL)
			ui_push(v->ui, &file_ops, &it->resident);
	} else if (id == ACTION_ENTRY) {
		entry_ask_kind(v);
	} else if (id == ACTION_TRIP) {
		round_ask(v);
	} else if (id == ACTION_CLOCKS) {
		if (it != NULL)
			ui_push(v->ui, &clocks_ops, &it->resident);
	} else if (id == ACTION_WHOSE) {
		today_ask_whose(v);
	} else if (id == ACTION_BACK && d->group == due_group_count && d->whose_word != NULL && d->list.filter[0] == '\0') {
		return today_show_all(d);
	} else if (id == ACTION_BACK && d->group < due_group_count) {
		return show_group(d, due_group_count);
	} else if (!move_in_counts(d, id)) {
		flags = list_act(&d->list, id, &err);
		if (err.rc != RC_OK)
			ui_say_err(v->ui, &err);
		return flags;
	}
	return V_REDRAW;
}

static bool can_today(const struct view *v, enum action_id id) {
	return id != ACTION_TRIP || access_answer(v->actor->role, ACT_PRINT) != ACCESS_NO;
}

static long long person_of_today(const struct view *v, long long id) {
	const struct due_item *it = today_item(v->data, id);

	return it != NULL ? it->resident : 0;
}

static struct list *list_of_today(const struct view *v) { return &((struct today *)v->data)->list; }

static void status_today(const struct view *v, struct str *out) {
	const struct today *d = v->data;

	list_status(&d->list, out);
	if (d->cut)
		str_addc(out, '+');
}

static const char *listed_today(const struct view *v, size_t *hits) {
	const struct today *d = v->data;

	*hits = d->list.ids.n;
	if (search_key_has_tail(d->list.filter))
		return KEY_NUMBER_SEARCH;
	return d->list.filter[0] != '\0' ? "due.search" : "due.list";
}

const struct view_ops today_ops = {
	.name = "today",
	.where = W_TODAY | W_LIST | W_ROWS | W_BASE,
	.size = sizeof(struct today),
	.open = open_today,
	.load = load_today,
	.head = head_today,
	.status = status_today,
	.list = list_of_today,
	.person = person_of_today,
	.listed = listed_today,
	.draw = draw_today,
	.act = act_today,
	.can = can_today,
	.wake = wake_today,
	.resize = resize_today,
	.close = close_today,
};
