/* Records of all registers in words: one person's by day, and what was entered late by anybody. */
#include "model/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "model/lists.h"
#include "model/resident.h"

enum { COL_NAME, COL_DAY, COL_WHAT, COL_RECORDED, COL_TEXT, COL_UID, COL_FILE_NO, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NAME] = {.field = "name", .width = 10},
	[COL_DAY] = {.key = "day", .label = N_("Day"), .width = 10},
	[COL_WHAT] = {.key = "what", .label = N_("Record"), .width = 8},
	[COL_RECORDED] = {.key = "recorded", .label = N_("Recorded"), .width = 11},
	[COL_TEXT] = {.key = "text", .label = N_("What it says"), .width = -1, .flags = F_SENSITIVE},
	[COL_UID] = {.key = "uid", .label = N_("Record number"), .width = 26, .extra = true},
	[COL_FILE_NO] = {.field = "file_no", .extra = true},
};
/* One person's list is the same without whose it is. */
enum { OF_PERSON = COL_DAY, PERSON_COLUMNS = COL_UID + 1 - OF_PERSON };

/* An id of these lists is the place in the timeline, from 1. */
static const struct timeline_item *item_at(const struct list_run *r, long long id) {
	return &((const struct timeline *)r->data)->v[id - 1];
}

const struct timeline_item *timeline_listed(const struct list_run *r, long long id) {
	return id != 0 ? item_at(r, id) : NULL;
}

static void timeline_forget(struct list_run *r) { timeline_clear(r->data); }

static long long whose(const struct list_run *r, long long id) { return item_at(r, id)->resident; }

static void put_words(struct list_run *r, size_t row, const struct timeline_item *item, const struct timeline_words *w) {
	size_t shift = r->def->entity == NULL ? OF_PERSON : 0;

	list_put_date(r, row, COL_DAY - shift, item->day);
	list_put(r, row, COL_WHAT - shift, str_text(&w->what));
	list_putf(r, row, COL_RECORDED - shift, "%s%s%s", str_text(&w->recorded), item->is_void ? " " : "",
	          item->is_void ? tr(N_("void")) : "");
	list_put(r, row, COL_TEXT - shift, str_text(&w->text));
	list_put(r, row, COL_UID - shift, w->uid);
}

static enum rc event_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct timeline_item **items = mem_zalloc(n + 1, sizeof *items);
	struct timeline_words *words = mem_zalloc(n + 1, sizeof *words);
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		items[i] = item_at(r, ids[i]);
	rc = timeline_say_all(r->st, r->actor, items, n, words, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		if (words[i].there)
			put_words(r, i, items[i], &words[i]);
	timeline_words_clear(words, n);
	free(words);
	free(items);
	return rc;
}

static enum rc late_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	struct ids whom = {0};
	enum rc rc = event_rows(r, ids, n, err);

	for (size_t i = 0; i < n; i++)
		ids_add(&whom, whose(r, ids[i]));
	if (rc == RC_OK)
		rc = residents_get(r->st, r->actor, whom.v, n, people, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0)
			list_put_record(r, i, &resident_def, &people[i]);
		entity_clear(&resident_def, &people[i]);
	}
	ids_clear(&whom);
	free(people);
	return rc;
}

static enum rc late_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct timeline *t = r->data;
	enum rc rc;

	timeline_clear(t);
	rc = timeline_late(r->st, r->actor, t, err);
	for (size_t i = 0; rc == RC_OK && i < t->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

const struct list_def late_list = {
	.id = "late",
	.label = N_("Late entries"),
	.entity = &resident_def,
	.columns = columns,
	.column_count = COLUMNS,
	.audit = "event.late",
	.empty = N_("Nothing was entered late."),
	.size = sizeof(struct timeline),
	.ids = late_ids,
	.rows = late_rows,
	.person = whose,
	.clear = timeline_forget,
};

bool timeline_holds(const char *const *registers, const struct event_def *def) {
	if (registers == NULL || *registers == NULL)
		return true;
	while (*registers != NULL && (def == NULL || strcmp(*registers, def->id) != 0))
		registers++;
	return *registers != NULL;
}

static enum rc event_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct timeline *t = r->data;
	enum rc rc;

	timeline_clear(t);
	rc = timeline_read(r->st, r->actor, r->q.person, r->q.all, t, err);
	for (size_t i = 0; rc == RC_OK && i < t->n; i++)
		if (timeline_holds(r->q.given, t->v[i].def))
			ids_add(out, (long long)i + 1);
	return rc;
}

const struct list_def events_list = {
	.id = "events",
	.label = N_("Records"),
	.columns = columns + OF_PERSON,
	.column_count = PERSON_COLUMNS,
	.takes = LIST_BY_PERSON | LIST_BY_ALL,
	.empty = N_("Nothing recorded yet: a adds a record."),
	.size = sizeof(struct timeline),
	.ids = event_ids,
	.rows = event_rows,
	.person = whose,
	.clear = timeline_forget,
};
