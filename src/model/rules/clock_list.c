/* What the law counts of one person: each clock, and the records behind it.
 * SPDX-License-Identifier: MIT */
#include "model/rules/duty_clock.h"

#include "model/lists.h"
#include "model/order/order.h"
#include "model/person/timeline.h"

enum {
	CLOCK_WHAT, CLOCK_COUNT, CLOCK_DAY, CLOCK_MARK, CLOCK_ID, CLOCK_VALUE, CLOCK_LIMIT,
	CLOCK_RECORDS, CLOCK_WORTH,
	CLOCK_ARTICLE, CLOCK_REGISTER, CLOCK_RECORD, CLOCK_TEXT, CLOCK_COLUMNS
};
static const struct list_column columns[CLOCK_COLUMNS] = {
	[CLOCK_WHAT] = {.key = "label", .label = N_("What is counted"), .width = 28},
	[CLOCK_COUNT] = {.key = "count", .label = N_("Count"), .width = 12},
	[CLOCK_DAY] = {.key = "day", .label = N_("Day"), .width = 10, .day = true},
	[CLOCK_MARK] = {.key = "mark", .label = N_("State"), .width = -1},
	[CLOCK_ID] = {.key = "clock", .label = N_("Clock"), .width = 10, .extra = PRINTED},
	[CLOCK_VALUE] = {.key = "value", .label = N_("Number"), .width = 6, .number = true,
	                 .extra = PRINTED},
	[CLOCK_LIMIT] = {.key = "limit", .label = N_("Limit"), .width = 6, .number = true,
	                 .extra = PRINTED},
	[CLOCK_RECORDS] = {.key = "records", .label = N_("Records"), .width = 7, .number = true,
	                   .extra = PRINTED},
	[CLOCK_WORTH] = {.key = "worth", .label = N_("Worth"), .width = 10, .extra = PRINTED},
	[CLOCK_ARTICLE] = {.key = "article", .label = N_("Basis"), .width = 30, .extra = PRINTED},
	[CLOCK_REGISTER] = {.key = "register", .label = N_("Register"), .width = 12, .extra = PRINTED},
	[CLOCK_RECORD] = {.key = "record", .label = N_("Record"), .width = 8, .number = true,
	                  .extra = PRINTED},
	[CLOCK_TEXT] = {.key = "text", .label = N_("Content"), .width = 30, .extra = PRINTED},
};

/* A line: a clock, or (item > 0) the record of this place behind it. An id is a place among the
 * lines, from 1. */
struct clock_line {
	size_t clock, item;
};

struct clocks {
	long long order;
	struct code kind; /* of the order */
	struct duty_clock_state all[DUTY_CLOCK_COUNT];
	struct clock_line *lines;
	size_t n;
};

static void clocks_clear(struct list_run *r) {
	struct clocks *d = r->data;

	for (size_t i = 0; i < DUTY_CLOCK_COUNT; i++)
		duty_clock_state_clear(&d->all[i]);
	free(d->lines);
	*d = (struct clocks){0};
}

static void add_line(struct clocks *d, size_t clock, size_t item, struct ids *out) {
	d->lines = mem_grow(d->lines, d->n + 1, sizeof *d->lines);
	d->lines[d->n++] = (struct clock_line){clock, item};
	ids_add(out, (long long)d->n);
}

static enum rc clock_ids(struct list_run *r, struct ids *out, struct err *err) {
	const struct clocks_given *only = r->q.given;
	struct clocks *d = r->data;
	struct treatment_order o;
	enum rc rc = order_current(r->st, r->actor, r->q.person, &o, err);

	clocks_clear(r);
	d->order = rc == RC_OK ? o.rec.id : 0;
	d->kind = o.kind;
	entity_clear(&order_def, &o);
	if (rc == RC_NOT_FOUND) { /* no order: nothing is counted */
		*err = (struct err){.rc = RC_OK};
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = duty_clocks_of(r->st, r->actor, d->order, d->all, err);
	for (size_t i = 0; rc == RC_OK && i < DUTY_CLOCK_COUNT; i++) {
		if (only == NULL || only->records_of == NULL)
			add_line(d, i, 0, out);
		for (size_t k = 1; k <= d->all[i].count; k++)
			if (only == NULL || only->records_of == &duty_clock_table[i])
				add_line(d, i, k, out);
	}
	return rc;
}

long long clocks_order(const struct list_run *r) { return ((const struct clocks *)r->data)->order; }

const struct duty_clock_def *clocks_at(const struct list_run *r, long long id,
                                       const struct duty_clock_item **item) {
	const struct clocks *d = r->data;
	const struct clock_line *l = id >= 1 && (size_t)id <= d->n ? &d->lines[id - 1] : NULL;

	*item = l != NULL && l->item > 0 ? &d->all[l->clock].items[l->item - 1] : NULL;
	return l != NULL ? &duty_clock_table[l->clock] : NULL;
}

const char *clocks_article(const struct list_run *r, const struct duty_clock_def *clock) {
	return duty_clock_article(clock, ((const struct clocks *)r->data)->kind);
}

static void put_clock(struct list_run *r, size_t row, const struct duty_clock_def *def) {
	const struct duty_clock_state *s =
		&((const struct clocks *)r->data)->all[def - duty_clock_table];
	bool reached = s->mark == DUTY_CLOCK_REACHED, near = s->mark == DUTY_CLOCK_NEAR;

	list_put(r, row, CLOCK_WHAT, tr(def->label));
	if (s->limit)
		list_putf(r, row, CLOCK_COUNT, "%d/%d %s", s->value, s->limit, tr(def->unit));
	list_put_date(r, row, CLOCK_DAY, s->day);
	list_putf(r, row, CLOCK_MARK, "%s%s", !r->brief ? "" : reached ? "!" : near ? "~" : "",
	          tr(s->why ? s->why : duty_clock_mark_label(s->mark)));
	list_set_tone(r, row, CLOCK_MARK, reached ? LIST_ALERT : near ? LIST_SOON : LIST_PLAIN);
	list_put(r, row, CLOCK_ID, def->id);
	list_putf(r, row, CLOCK_VALUE, "%d", s->value);
	if (s->limit)
		list_putf(r, row, CLOCK_LIMIT, "%d", s->limit);
	list_putf(r, row, CLOCK_RECORDS, "%zu", s->count);
	list_put(r, row, CLOCK_WORTH, tr(profile_mark_label(def->mark)));
	list_put(r, row, CLOCK_ARTICLE, tr(clocks_article(r, def)));
}

/* words: of the record; blank for the order itself. */
static void put_item(struct list_run *r, size_t row, const struct duty_clock_item *item,
                     const struct timeline_words *words) {
	const char *what = item->reg ? str_text(&words->what) : tr(order_def.label);

	str_addf(list_cell(r, row, CLOCK_WHAT), "  %s", what);
	for (size_t c = CLOCK_WHAT; item->nothing && c <= CLOCK_MARK; c++)
		list_set_tone(r, row, c, LIST_DIM);
	if (item->nothing)
		list_putf(r, row, CLOCK_COUNT, "0");
	list_put_date(r, row, CLOCK_DAY, item->day);
	list_put(r, row, CLOCK_MARK, str_text(&words->text));
	list_put(r, row, CLOCK_REGISTER, what);
	if (item->reg)
		list_putf(r, row, CLOCK_RECORD, "%lld", item->id);
	list_put(r, row, CLOCK_TEXT, str_text(&words->text));
}

static enum rc clock_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct timeline_item *items = mem_zalloc(n + 1, sizeof *items);
	const struct timeline_item **asked = mem_zalloc(n + 1, sizeof *asked);
	struct timeline_words *words = mem_zalloc(n + 1, sizeof *words);
	const struct duty_clock_item *item;
	size_t records = 0, next = 0;
	enum rc rc;

	for (size_t i = 0; i < n; i++) {
		clocks_at(r, ids[i], &item);
		if (item == NULL || item->reg == NULL)
			continue;
		items[records] = (struct timeline_item){.def = event_find_def(item->reg),
		                                        .id = item->id, .day = item->day};
		asked[records] = &items[records];
		records++;
	}
	rc = records > 0 ? timeline_say_many(r->st, r->actor, asked, records, words, err) : RC_OK;
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		const struct duty_clock_def *def = clocks_at(r, ids[i], &item);

		if (item != NULL)
			put_item(r, i, item, item->reg ? &words[next++] : &words[records]);
		else if (def != NULL)
			put_clock(r, i, def);
	}
	for (size_t i = 0; i < records; i++)
		timeline_words_clear(&words[i]);
	free(words);
	free(asked);
	free(items);
	return rc;
}

const struct list_def clocks_list = {
	.id = "clocks", .label = N_("Clocks"),
	LIST_SHOWS(columns), .takes = LIST_BY_PERSON, .own = LIST_OF_ONE,
	.empty = N_("This resident has no order yet."),
	.size = sizeof(struct clocks), .ids = clock_ids, .rows = clock_rows, .clear = clocks_clear,
};
