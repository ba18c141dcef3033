/* SPDX-License-Identifier: MIT */
#include "model/event/event_list.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/event/drug_testing.h"
#include "model/event/leave.h"
#include "model/lists.h"

enum { REGISTERS_MOST = 64 };

/* The page's records: what a screen's actions ask of the marked one. */
struct event_page {
	char *rows;
	size_t n;
};

/* ---- one register: whose record it is stands in the first two columns ---- */

enum { OF_FILE_NO, OF_NAME };

/* By its records: the list of who is away shows leaves too. */
static const struct event_def *register_of(const struct list_run *r) {
	const struct event_def *def = event_table;

	while (def->entity != r->def->entity)
		def++;
	return def;
}

static void clear_page(struct list_run *r) {
	struct event_page *p = r->data;
	const struct entity_def *entity = r->def->entity;

	for (size_t i = 0; i < p->n; i++)
		entity_clear(entity, p->rows + i * entity->size);
	free(p->rows);
	*p = (struct event_page){0};
}

/* Of everybody oldest first, and a limit keeps the newest. */
static enum rc event_ids(struct list_run *r, struct ids *out, struct err *err) {
	size_t limit = r->q.limit;
	enum rc rc = event_list(r->st, r->actor, register_of(r), r->q.person, r->q.order, out, err);

	if (rc == RC_OK && r->q.all && r->q.person != 0)
		rc = event_list_void(r->st, r->actor, register_of(r), r->q.person, r->q.order, out, err);
	if (rc == RC_OK && limit > 0 && out->n > limit && r->q.person == 0)
		memmove(out->v, out->v + out->n - limit, limit * sizeof *out->v);
	if (rc == RC_OK && limit > 0 && out->n > limit)
		out->n = limit;
	return rc;
}

static void put_row(struct list_run *r, size_t row, struct event *e) {
	const struct event_def *def = register_of(r);

	event_shown(def, e, clock_today());
	list_put_record(r, row, def->entity, e);
	for (size_t c = 0; c < r->def->column_count; c++) {
		const char *key = list_column_key(r->def, c);

		if (r->brief && strcmp(key, "leave_state") == 0) {
			leave_say_late((const struct leave *)e, clock_today(), list_cell(r, row, c));
		} else if (def->entity == &leave_def && strcmp(key, "until") == 0) {
			list_put_date(r, row, c, leave_until((const struct leave *)e));
		} else if (strcmp(key, "recorded") == 0) {
			event_recorded(&e->rec, e->occurred, list_cell(r, row, c));
		} else if (strcmp(key, "uid") == 0) {
			list_put(r, row, c, e->rec.uid);
		} else if (r->brief && def == test_register() && strcmp(key, "result") == 0 &&
		           r->q.person != 0 &&
		           code_is(((const struct drug_test *)e)->result, "pos")) {
			list_put(r, row, c, "!");
			list_set_tone(r, row, c, LIST_ALERT);
		}
	}
}

/* Beside a void one stands why. */
static void dim_void(struct list_run *r, size_t row, const struct event *e) {
	for (size_t c = 0; c < r->def->column_count; c++) {
		list_set_tone(r, row, c, LIST_DIM);
		if (strcmp(list_column_key(r->def, c), "recorded") != 0)
			continue;
		list_putf(r, row, c, " %s ", tr(N_("void")));
		masked_value(r->actor, VIEW_FILE, F_SENSITIVE, e->rec.void_reason ? e->rec.void_reason : "",
		             list_cell(r, row, c));
	}
}

static enum rc event_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	const struct event_def *def = register_of(r);
	struct event_page *p = r->data;
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	long long *whose = mem_zalloc(n + 1, sizeof *whose);
	enum rc rc;

	clear_page(r);
	p->rows = mem_zalloc(n + 1, def->entity->size);
	p->n = n;
	rc = events_get(r->st, r->actor, def, ids, n, p->rows, err);
	for (size_t i = 0; i < n; i++)
		whose[i] = ((const struct event *)(const void *)(p->rows + i * def->entity->size))
		                   ->resident.id;
	if (rc == RC_OK && (list_wants(r, OF_FILE_NO) || list_wants(r, OF_NAME)))
		rc = residents_get(r->st, r->actor, whose, n, people, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct event *e = (struct event *)(void *)(p->rows + i * def->entity->size);

		if (e->rec.id != 0)
			put_row(r, i, e);
		if (e->rec.voided_at)
			dim_void(r, i, e);
		if (people[i].rec.id != 0)
			list_put_record(r, i, &resident_def, &people[i]);
	}
	for (size_t i = 0; i < n; i++)
		entity_clear(&resident_def, &people[i]);
	free(people);
	free(whose);
	return rc;
}

const struct event *event_list_record(const struct list_run *r, size_t row) {
	const struct event_page *p = r->data;
	const struct event *e;

	if (row >= r->n || row >= p->n)
		return NULL;
	e = (const struct event *)(const void *)(p->rows + row * r->def->entity->size);
	return e->rec.id != 0 ? e : NULL;
}

static long long whose_record(const struct list_run *r, long long id) {
	const struct event_page *p = r->data;

	for (size_t i = 0; i < p->n && i < r->n; i++) {
		const struct event *e = event_list_record(r, i);

		if (e != NULL && e->rec.id == id)
			return e->resident.id;
	}
	return 0;
}

static struct list_def make_def(const struct event_def *def) {
	struct list_column *columns = mem_zalloc(def->entity->count + 4, sizeof *columns);
	size_t n = 0;

	columns[n++] = (struct list_column){.of = &resident_def, .field = "file_no", .extra = PRINTED};
	columns[n++] = (struct list_column){.of = &resident_def, .field = "name", .extra = PRINTED};
	for (size_t i = 0; i < def->entity->count && n + 2 < LIST_COLUMNS; i++)
		if ((def->entity->fields[i].flags & F_LIST) != 0)
			columns[n++] = (struct list_column){.field = def->entity->fields[i].name,
				.number = def->entity->fields[i].type == FT_INT};
	columns[n++] =
		(struct list_column){.key = "recorded", .label = N_("Recorded"), .width = -1};
	columns[n++] = (struct list_column){
		.key = "uid", .label = N_("Record number"), .width = 26, .extra = PRINTED};
	return (struct list_def){
		.id = def->id,
		.label = def->label,
		.entity = def->entity,
		.columns = columns,
		.column_count = n,
		.takes = LIST_BY_PERSON,
		.own = LIST_LIMITS,
		.audit = "event.list",
		.contents = true,
		.empty = N_("Nothing recorded yet: a adds a record."),
		.size = sizeof(struct event_page),
		.ids = event_ids,
		.rows = event_rows,
		.person = whose_record,
		.clear = clear_page,
	};
}

const struct list_def *event_list_def(const struct event_def *def) {
	static struct list_def made[REGISTERS_MOST];
	size_t at = (size_t)(def - event_table);

	if (at >= REGISTERS_MOST)
		return NULL;
	if (made[at].id == NULL)
		made[at] = make_def(def);
	return &made[at];
}

void event_list_columns(const struct event_def *def, struct str *out) {
	str_add(out, "file_no,name");
	for (size_t i = 0; i < def->entity->count; i++)
		if ((def->entity->fields[i].flags & F_LIST) != 0)
			str_addf(out, ",%s", def->entity->fields[i].name);
	str_add(out, ",uid");
}

/* ---- who is away ---- */

static const struct list_column away_columns[] = {
	[OF_FILE_NO] = {.of = &resident_def, .field = "file_no", .extra = PRINTED},
	[OF_NAME] = {.of = &resident_def, .field = "name", .width = 9},
	{.of = &resident_def, .field = "place", .width = 9},
	{.field = "destination", .width = 10},
	{.field = "leave_from", .width = 10},
	{.key = "until", .label = N_("Until"), .width = 10, .day = true},
	{.field = "written", .extra = EXTRA},
	{.field = "leave_state", .width = 16},
	{.field = "reason", .extra = EXTRA},
	{.field = "approver", .extra = EXTRA},
	{.field = "approved_on", .extra = EXTRA},
	{.key = "uid", .label = N_("Record number"), .width = 26, .extra = PRINTED},
};

const char *away_part_label(enum away_part part) {
	static const char *const labels[AWAY_PARTS] = {
		[AWAY_ALL] = N_("All leaves"), [AWAY_WAITING] = N_("To approve"),
		[AWAY_NOW] = N_("Away today"), [AWAY_OVERDUE] = N_("Not back"),
		[AWAY_SOON] = N_("Back soon"), [AWAY_UNWRITTEN] = N_("To report")};

	return labels[part];
}

static bool is_in_part(const struct leave *l, enum away_part part, struct date today) {
	const struct code state = leave_state_on(l, today);
	const bool waits = leave_waits(l), late = code_is(state, "overdue");
	const bool begun = !waits && !date_before(today, l->leave_from);

	switch (part) {
	case AWAY_WAITING:
		return waits;
	case AWAY_NOW:
		return begun;
	case AWAY_OVERDUE:
		return late;
	case AWAY_SOON:
		return begun && !late &&
		       !date_before(date_add_days(today, AWAY_SOON_DAYS), leave_until(l));
	case AWAY_UNWRITTEN:
		return leave_leaves_county(l) && leave_days(l) >= LEAVE_REPORT_DAYS &&
		       !code_is(l->written, "yes");
	case AWAY_ALL:
	case AWAY_PARTS:
		break;
	}
	return true;
}

static enum rc away_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct ids all = {0};
	enum rc rc = leaves_away(r->st, r->actor, r->q.place, &all, err);
	struct leave *l = mem_zalloc(all.n + 1, sizeof *l);

	if (rc == RC_OK)
		rc = events_get(r->st, r->actor, register_of(r), all.v, all.n, l, err);
	for (size_t i = 0; i < all.n; i++) {
		if (rc == RC_OK && is_in_part(&l[i], (enum away_part)r->q.group, clock_today()))
			ids_add(out, all.v[i]);
		entity_clear(&leave_def, &l[i]);
	}
	free(l);
	ids_clear(&all);
	return rc;
}

const struct list_def away_list = {
	.id = "away", .label = N_("Who is away"), .entity = &leave_def,
	LIST_SHOWS(away_columns), .takes = LIST_BY_PLACE, .access = ACT_REPORT_NAMES,
	.audit = "event.list", .contents = true,
	.empty = N_("Nobody is away, and nothing waits for approval."),
	.size = sizeof(struct event_page), .ids = away_ids, .rows = event_rows,
	.person = whose_record, .clear = clear_page,
};

/* ---- one person's, by day ---- */

enum { COL_DAY, COL_WHAT, COL_RECORDED, COL_TEXT, COL_UID, COL_COUNT };
/* Of everybody, with whose record it is; one person's are those after the name. */
enum { OF_EVERYBODY = 1, COL_FILE_NO = OF_EVERYBODY + COL_COUNT, LATE_COLUMNS };
static const struct list_column late_columns[LATE_COLUMNS] = {
	{.field = "name", .width = 10},
	[OF_EVERYBODY + COL_DAY] = {.key = "day", .label = N_("Day"), .width = 10, .day = true},
	[OF_EVERYBODY + COL_WHAT] = {.key = "what", .label = N_("Record"), .width = 8},
	[OF_EVERYBODY + COL_RECORDED] = {.key = "recorded", .label = N_("Recorded"), .width = 11},
	[OF_EVERYBODY + COL_TEXT] = {.key = "text", .label = N_("What it says"), .width = -1,
	                             .flags = F_SENSITIVE},
	[OF_EVERYBODY +
		COL_UID] = {.key = "uid", .label = N_("Record number"), .width = 26, .extra = PRINTED},
	[COL_FILE_NO] = {.field = "file_no", .extra = PRINTED},
};

static bool is_kept(const struct list_run *r, const struct timeline_item *item) {
	const char *const *ids = r->q.given;

	if (r->q.order != 0 && item->order_id != r->q.order)
		return false;
	if (ids == NULL)
		return true;
	for (; item->def != NULL && *ids != NULL; ids++)
		if (strcmp(*ids, item->def->id) == 0)
			return true;
	return false;
}

static enum rc timeline_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct timeline *t = r->data;
	enum rc rc;

	timeline_clear(t);
	rc = timeline_read(r->st, r->actor, r->q.person, r->q.all, t, err);
	for (size_t i = 0; rc == RC_OK && i < t->n; i++)
		if (is_kept(r, &t->v[i]))
			ids_add(out, (long long)i + 1);
	return rc;
}

const struct timeline_item *timeline_list_item(const struct list_run *r, long long id) {
	const struct timeline *t = r->data;

	return id >= 1 && (size_t)id <= t->n ? &t->v[id - 1] : NULL;
}

const struct timeline *timeline_list_all(const struct list_run *r) { return r->data; }

static enum rc timeline_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct timeline_words *words = mem_zalloc(n + 1, sizeof *words);
	const struct timeline_item **items = mem_zalloc(n + 1, sizeof *items);
	size_t first = r->def->entity != NULL ? OF_EVERYBODY : 0;
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		items[i] = timeline_list_item(r, ids[i]);
	rc = timeline_say_many(r->st, r->actor, items, n, words, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK) {
			list_put_date(r, i, first + COL_DAY, items[i]->day);
			list_put(r, i, first + COL_WHAT, str_text(&words[i].what));
			if (!items[i]->is_void || !r->brief) /* both have no room on a screen */
				list_put(r, i, first + COL_RECORDED, str_text(&words[i].recorded));
			if (items[i]->is_void)
				list_putf(r, i, first + COL_RECORDED, r->brief ? "%s" : " %s", tr(N_("void")));
			for (size_t c = first; items[i]->is_void && c < first + COL_COUNT; c++)
				list_set_tone(r, i, c, LIST_DIM);
			list_put(r, i, first + COL_TEXT, str_text(&words[i].text));
			list_put(r, i, first + COL_UID, items[i]->def ? words[i].uid : "");
		}
		timeline_words_clear(&words[i]);
	}
	free(items);
	free(words);
	return rc;
}

static void clear_timeline(struct list_run *r) { timeline_clear(r->data); }

const struct list_def timeline_list = {
	.id = "timeline", .label = N_("All"),
	.columns = late_columns + OF_EVERYBODY, .column_count = COL_COUNT,
	.takes = LIST_BY_PERSON | LIST_BY_ALL, .own = LIST_OF_ONE,
	.empty = N_("Nothing recorded yet: a adds a record."),
	.size = sizeof(struct timeline), .ids = timeline_ids, .rows = timeline_rows,
	.clear = clear_timeline,
};

/* ---- what was entered late, by anybody ---- */

static enum rc late_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct timeline *t = r->data;
	enum rc rc;

	timeline_clear(t);
	rc = timeline_late(r->st, r->actor, t, err);
	for (size_t i = 0; rc == RC_OK && i < t->n; i++)
		ids_add(out, (long long)i + 1);
	return rc;
}

static long long late_person(const struct list_run *r, long long id) {
	return timeline_list_item(r, id)->resident;
}

static enum rc late_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct resident *people = mem_zalloc(n + 1, sizeof *people);
	struct ids whose = {0};
	enum rc rc = timeline_rows(r, ids, n, err);

	for (size_t i = 0; i < n; i++)
		ids_add(&whose, late_person(r, ids[i]));
	if (rc == RC_OK)
		rc = residents_get(r->st, r->actor, whose.v, n, people, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && people[i].rec.id != 0)
			list_put_record(r, i, &resident_def, &people[i]);
		entity_clear(&resident_def, &people[i]);
	}
	ids_clear(&whose);
	free(people);
	return rc;
}

const struct list_def late_list = {
	.id = "late", .label = N_("Late entries"), .entity = &resident_def,
	LIST_SHOWS(late_columns), .audit = "event.late", .contents = true,
	.empty = N_("Nothing was entered late."),
	.size = sizeof(struct timeline), .ids = late_ids, .rows = late_rows, .person = late_person,
	.clear = clear_timeline,
};
