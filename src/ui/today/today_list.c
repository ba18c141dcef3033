/* Today's lines: from the rows that are due to what is painted of them. */
#include "ui/today/today.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/person/resident.h"
#include "model/rules/file_gap.h"
#include "ui/list/people_list.h"

enum { LINES_MOST = 2000 };
enum today_column { COL_NAME, COL_PLACE, COL_MATTER, COL_UNTIL, COL_STATE, COL_TEAM, COL_WORKER, COL_COUNT };

/* Lines of one village, team or worker stand together when the list is sorted by that column: each in the order of their
 * dates. */
#define EXTRA \
	[COL_TEAM] = {.field = "team", .width = 10, .extra = true}, \
	[COL_WORKER] = {.label = N_("Worker in charge"), .width = 10, .flags = F_WORKER, .extra = true}
static const struct list_column columns[COL_COUNT] = {
	[COL_NAME] = {.field = "name", .width = 15},
	[COL_PLACE] = {.field = "place", .width = 10},
	[COL_MATTER] = {.label = N_("Matter"), .width = 12},
	[COL_UNTIL] = {.label = N_("Deadline"), .width = 10},
	[COL_STATE] = {.label = N_("State"), .width = -1},
	EXTRA,
};

/* Below 70 columns the name and the village give way to the state. */
static const struct list_column narrow_columns[COL_COUNT] = {
	[COL_NAME] = {.field = "name", .width = 10},
	[COL_PLACE] = {.field = "place", .width = 8},
	[COL_MATTER] = {.label = N_("Matter"), .width = 10},
	[COL_UNTIL] = {.label = N_("Deadline"), .width = 10},
	[COL_STATE] = {.label = N_("State"), .width = -1},
	EXTRA,
};

void today_fit(struct today *d, const struct area *a) { d->source.columns = a->cols < 70 ? narrow_columns : columns; }

const struct due_item *today_item(const struct today *d, long long id) {
	return id >= 1 && (size_t)id <= d->item_count ? &d->items[id - 1] : NULL;
}

static int by_id(const void *a, const void *b) {
	long long x = *(const long long *)a, y = *(const long long *)b;

	return (x > y) - (x < y);
}

/* People whom the filter's words mean, sorted by id. */
static enum rc matching_people(const struct today *d, const char *filter, struct ids *out, struct err *err) {
	struct resident_query q = {.find = filter};
	enum rc rc = resident_list(d->view->st, d->view->actor, &q, out, err);

	if (rc == RC_OK && out->n > 0)
		qsort(out->v, out->n, sizeof *out->v, by_id);
	return rc;
}

/* The first lines are enough to paint; a filter looks through all of them. The first keep their
 * places. */
static enum rc read_items(struct today *d, size_t most, struct err *err) {
	const struct view *v = d->view;
	struct due_item *items = NULL;
	size_t n = 0;
	int group = d->group < due_group_count ? due_groups[d->group].id : 0;
	enum rc rc = due_list_of(v->st, v->actor, today_whose(d), group, clock_today(), most + 1,
	                         &items, &n, err);

	if (rc != RC_OK)
		return rc;
	free(d->items);
	d->items = items;
	d->cut = n > most;
	d->item_count = d->cut ? most : n;
	d->stale = false;
	return RC_OK;
}

static enum rc read_ids(void *ctx, const struct list_ask *ask, struct ids *out, struct err *err) {
	struct today *d = ctx;
	struct ids people = {0};
	bool all = ask->filter[0] == '\0';
	enum rc rc = all ? RC_OK : matching_people(d, ask->filter, &people, err);

	if (rc == RC_OK && (d->stale || (!all && d->cut)))
		rc = read_items(d, all ? LINES_MOST : LIST_MAX, err);

	for (size_t i = 0; rc == RC_OK && i < d->item_count; i++)
		if (all || (people.n > 0 &&
		            bsearch(&d->items[i].resident, people.v, people.n, sizeof *people.v, by_id) != NULL))
			ids_add(out, (long long)i + 1);
	ids_clear(&people);
	return rc;
}

/* What lacks, else since when. */
static void say_standing(const struct due_row *row, struct str *out) {
	struct str what = {0};
	char text[80], day[DATE_BUF];

	file_gap_say(row->kind, row->window, &what);
	text_fill(text, sizeof text, tr(N_("!since {day}")), "day", date_format(row->due_on, day), (char *)NULL);
	str_addf(out, "%s%s", what.n ? "!" : "", what.n ? str_text(&what) : text);
	str_clear(&what);
}

static void say_state(const struct due_row *row, struct str *out) {
	const struct due_group *g = due_group_of(row->group, row->due_on, clock_today());
	struct date today = clock_today();
	char text[120], n[16], first[DATE_BUF], last[DATE_BUF];
	int days = date_is_set(row->due_on) ? row->due_on.n - today.n : 0;

	snprintf(n, sizeof n, "%d", days < 0 ? -days : days);
	if (row->kind == DUE_FIX_TERM)
		str_add(out, tr(N_("!data missing")));
	else if (g != NULL && !g->deadline)
		say_standing(row, out);
	else if (days < 0 && row->kind == DUE_TEST) {
		text_fill(text, sizeof text, tr(N_("!missed {first}..{last}")), "first", date_format(row->first, first) + 5,
		          "last", date_format(row->due_on, last) + 5, (char *)NULL);
		str_add(out, text);
	} else {
		text_fill(text, sizeof text,
		          tr(days < 0    ? N_("!overdue {n} days")
		             : days == 0 ? N_("~last day today")
		                         : N_("~{n} days left")),
		          "n", n, (char *)NULL);
		str_add(out, text);
	}
}

/* 尿检 16/22 */
static enum rc say_window(struct view *v, const struct due_item *it, struct str *out, struct err *err) {
	struct str n = {0};
	char text[80];
	enum rc rc = people_add_period(v, it->order_id, it->row.window, &n, err);

	if (rc == RC_OK) {
		text_fill(text, sizeof text, tr(N_("{n} {kind}")), "n", str_text(&n), "kind", tr(due_kind_label(it->row.kind)),
		          (char *)NULL);
		str_add(out, text);
	}
	str_clear(&n);
	return rc;
}

static enum rc read_row(struct today *d, const struct due_item *it, struct today_row *row, struct err *err) {
	struct view *v = d->view;
	struct resident person;
	enum rc rc = resident_get(v->st, v->actor, it->resident, &person, err);

	row->item = it;
	str_reset(&row->name);
	str_reset(&row->place);
	str_reset(&row->team);
	str_reset(&row->worker);
	str_reset(&row->matter);
	str_reset(&row->state);
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc; /* gone since the list was read: an empty line until the next */
	masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "name"), &person, station_env(v->st), &row->name);
	masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "place"), &person, station_env(v->st), &row->place);
	masked_text(v->actor, VIEW_LIST, entity_field(&resident_def, "team"), &person, station_env(v->st), &row->team);
	entity_clear(&resident_def, &person);
	rc = due_in_charge(v->st, v->actor, clock_today(), it, &row->worker, err);
	if (rc != RC_OK)
		return rc;
	say_state(&it->row, &row->state);
	if (it->row.window > 0 && it->row.kind == DUE_TEST)
		return say_window(v, it, &row->matter, err);
	str_add(&row->matter, tr(due_kind_label(it->row.kind)));
	return RC_OK;
}

static enum rc read_rows(void *ctx, const long long *ids, size_t n, struct err *err) {
	struct today *d = ctx;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n && rc == RC_OK; i++)
		rc = read_row(d, today_item(d, ids[i]), &d->rows[i], err);
	return rc;
}

static void cell(void *ctx, size_t row, size_t column, struct str *out, enum tone *tone) {
	const struct today *d = ctx;
	const struct today_row *r = &d->rows[row];
	char day[DATE_BUF];

	switch ((enum today_column)column) {
	case COL_NAME:
		str_add(out, str_text(&r->name));
		break;
	case COL_PLACE:
		str_add(out, str_text(&r->place));
		break;
	case COL_MATTER:
		str_add(out, str_text(&r->matter));
		break;
	case COL_UNTIL:
		str_add(out, date_format(r->item->row.due_on, day));
		break;
	case COL_STATE:
		str_add(out, str_text(&r->state));
		*tone = str_text(out)[0] == '!' ? TONE_ALERT : TONE_SOON;
		break;
	case COL_TEAM:
		str_add(out, str_text(&r->team));
		break;
	case COL_WORKER:
		str_add(out, str_text(&r->worker));
		break;
	case COL_COUNT:
		break;
	}
}

const struct list_source today_source = {
	.entity = &resident_def,
	.columns = columns,
	.column_count = COL_COUNT,
	.own = LIST_FILTERS,
	.empty = N_("Nothing is due here."),
	.ids = read_ids,
	.rows = read_rows,
	.cell = cell,
};
