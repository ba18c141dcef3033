/* Everything of one person by day, and what was entered late. */
#include "model/person/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/order/order.h"
#include "model/station/station_db.h"

void timeline_clear(struct timeline *t) {
	free(t->v);
	*t = (struct timeline){.v = NULL};
}

static struct timeline_item *add(struct timeline *t) {
	return VEC_ADD(t->v, t->n);
}

/* The rows of one table into the timeline; `where` is over e, with ?1 for the resident and ?2 for with_void. */
static enum rc read_table(struct station *st, const struct event_def *def, const char *table, const char *day,
                          const char *where, long long resident, bool with_void, struct timeline *out, struct err *err) {
	char *sql = mem_printf("SELECT e.id, e.resident, e.order_id, e.%s, e.recorded_at, e.source, e.voided_at IS NOT NULL"
	                       " FROM %s e JOIN resident_visible r ON r.id = e.resident"
	                       " WHERE (?1 IS NULL OR e.resident = ?1) AND (?2 OR e.voided_at IS NULL)%s",
	                       day, table, where);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, sql, bind_ref(resident), with_void)
		*add(out) = (struct timeline_item){.def = def,
		                                   .id = stmt_int(q, 0),
		                                   .resident = stmt_int(q, 1),
		                                   .order_id = stmt_int(q, 2),
		                                   .day = stmt_date(q, 3),
		                                   .recorded_at = stmt_int(q, 4),
		                                   .source = stmt_code(q, 5),
		                                   .is_void = stmt_int(q, 6)};
	free(sql);
	return rc;
}

static int by_recorded(const struct timeline_item *a, const struct timeline_item *b) {
	if (a->recorded_at != b->recorded_at)
		return a->recorded_at < b->recorded_at ? 1 : -1;
	return (a->id < b->id) - (a->id > b->id);
}

static int newest_day_first(const void *x, const void *y) {
	const struct timeline_item *a = x, *b = y;
	int c = date_cmp(b->day, a->day);

	return c ? c : by_recorded(a, b);
}

static int last_recorded_first(const void *x, const void *y) {
	return by_recorded(x, y);
}

enum rc timeline_read(struct station *st, const struct actor *a, long long resident, bool with_void,
                      struct timeline *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*out = (struct timeline){.v = NULL};
	for (const struct event_def *d = event_table; rc == RC_OK && d->entity; d++)
		rc = read_table(st, d, d->entity->name, "occurred", "", resident, with_void, out, err);
	if (rc == RC_OK)
		rc = read_table(st, NULL, status_def.name, "since", "", resident, with_void, out, err);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, newest_day_first);
	return rc;
}

enum rc timeline_late(struct station *st, const struct actor *a, struct timeline *out, struct err *err) {
	long long offset = conf_int(st->conf, "time", "utc_offset") * 60;
	char *where = mem_printf(" AND e.source = 'typed' AND julianday(date(e.recorded_at / 1000 + %lld, 'unixepoch'))"
	                         " - julianday(e.occurred) > %d",
	                         offset, EVENT_LATE_DAYS);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct timeline){.v = NULL};
	for (const struct event_def *d = event_table; rc == RC_OK && d->entity; d++)
		rc = read_table(st, d, d->entity->name, "occurred", where, 0, false, out, err);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, last_recorded_first);
	free(where);
	return rc;
}

/* MM-DD when it lies in the year of the event, which stands beside it. */
static void say_date(struct date d, struct date occurred, struct str *text) {
	char day[DATE_BUF], own[DATE_BUF];

	date_format(d, day);
	date_format(occurred, own);
	str_add(text, strncmp(day, own, 5) == 0 ? day + 5 : day);
}

/* Values of the list's fields but the day, parted by two blanks. */
static void say_fields(struct station *st, const struct actor *a, const struct entity_def *def, const struct event *rec, struct str *text) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (!(f->flags & F_LIST) || strcmp(f->name, "occurred") == 0 || field_is_blank(f, rec))
			continue;
		str_add(text, text->n ? "  " : "");
		if (f->type == FT_DATE)
			say_date(*(const struct date *)field_cptr(f, rec), rec->occurred, text);
		else
			masked_text(a, VIEW_FILE, f, rec, &st->env, text);
	}
}

static enum rc say_status(struct station *st, const struct actor *a, const struct timeline_item *item, struct str *what,
                          struct str *text, struct err *err) {
	struct status_change s;
	enum rc rc = status_get(st, a, item->id, &s, err);

	if (rc == RC_OK) {
		str_add(what, tr(entity_field(&status_def, "state")->label));
		str_add(text, code_label(&codes_state, s.state));
		str_addf(text, "%s%s%s%s", s.reason ? "  " : "", s.reason ? s.reason : "", s.document ? "  " : "",
		         s.document ? s.document : "");
		if (s.rec.void_reason)
			str_addf(text, "  (%s)", s.rec.void_reason);
	}
	entity_clear(&status_def, &s);
	return rc;
}

enum rc timeline_say(struct station *st, const struct actor *a, const struct timeline_item *item, struct str *what,
                     struct str *text, struct str *recorded, struct err *err) {
	const struct record rec = {.recorded_at = item->recorded_at, .source = item->source};
	struct event *e;
	enum rc rc;

	event_recorded(&rec, item->day, recorded);
	if (!item->def)
		return say_status(st, a, item, what, text, err);
	e = mem_zalloc(1, item->def->entity->size);
	rc = event_get(st, a, item->def, item->id, e, err);
	if (rc == RC_OK) {
		event_shown(item->def, e, clock_today());
		str_add(what, tr(item->def->entity->label));
		say_fields(st, a, item->def->entity, e, text);
		if (e->rec.void_reason)
			str_addf(text, "  (%s)", e->rec.void_reason);
	}
	entity_clear(item->def->entity, e);
	free(e);
	return rc;
}
