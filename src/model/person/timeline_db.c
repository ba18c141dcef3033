/* Everything of one person by day, and what was entered late. SPDX-License-Identifier: MIT */
#include "model/person/timeline.h"

#include "core/clock.h"
#include "model/access/masking.h"
#include "model/event/leave.h"
#include "model/event/registers.h"
#include "model/order/order.h"
#include "model/station/usecase_db.h"

void timeline_clear(struct timeline *t) {
	free(t->v);
	*t = (struct timeline){.v = NULL};
}

static struct timeline_item *add(struct timeline *t) {
	return VEC_ADD(t->v, t->n);
}

/* Not a file opened with nothing known. */
#define SAYS_SOMETHING \
	" AND coalesce(e.risk, e.control, e.job, e.workplace, e.place, e.team, e.cleared) IS NOT NULL"

/* The rows of one table into the timeline; `where` is over e, with ?1 for the resident and ?2 for
 * with_void. */
static enum rc read_table(struct station *st, const struct event_def *def, const char *table,
                          const char *day, const char *where, long long resident, bool with_void,
                          struct timeline *out, struct err *err) {
	char *sql = mem_printf(
		"SELECT e.id, e.resident, e.order_id, e.%s, e.recorded_at, e.source, e.voided_at "
		"IS NOT NULL FROM %s e JOIN resident_visible r ON r.id = e.resident"
		" WHERE (?1 IS NULL OR e.resident = ?1) AND (?2 OR e.voided_at IS NULL)%s%s",
		day, table, where, def && def->entity == &stated_def ? SAYS_SOMETHING : "");
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, sql, bind_ref(resident), with_void)
		*add(out) = (struct timeline_item){.def = def, .id = stmt_int(q, 0),
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
		rc = read_table(st, d, d->entity->name, "occurred", "", resident, with_void, out,
		                err);
	if (rc == RC_OK)
		rc = read_table(st, NULL, status_def.name, "since", "", resident, with_void, out,
		                err);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, newest_day_first);
	return rc;
}

enum rc timeline_late(struct station *st, const struct actor *a, struct timeline *out,
                      struct err *err) {
	long long offset = conf_int(st->conf, "time", "utc_offset") * 60;
	char *where = mem_printf(
		" AND e.source = 'typed' AND julianday(date(e.recorded_at / 1000 + %lld, "
		"'unixepoch')) - julianday(e.occurred) > %d",
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
static void say_fields(struct station *st, const struct actor *a, const struct entity_def *def,
                       const struct event *rec, struct str *text) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (!(f->flags & F_LIST) || strcmp(f->name, "occurred") == 0 ||
		    field_is_blank(f, rec))
			continue;
		str_add(text, text->n ? "  " : "");
		if (f->type == FT_DATE)
			say_date(*(const struct date *)field_cptr(f, rec), rec->occurred, text);
		else
			masked_text(a, VIEW_FILE, f, rec, &st->env, text);
	}
}

static void say_status(const struct status_change *s, struct timeline_words *out) {
	str_add(&out->what, tr(entity_field(&status_def, "state")->label));
	str_add(&out->text, code_label(&codes_state, s->state));
	str_addf(&out->text, "%s%s%s%s", s->reason ? "  " : "", s->reason ? s->reason : "",
	         s->document ? "  " : "", s->document ? s->document : "");
}

static const struct entity_def *entity_of(const struct timeline_item *item) {
	return item->def ? item->def->entity : &status_def;
}

static void say(struct station *st, const struct actor *a, const struct timeline_item *item,
                void *rec, struct timeline_words *out) {
	const struct record *r = rec;
	const struct record how = {.recorded_at = item->recorded_at, .source = item->source};

	if (r->id == 0) /* gone since, or of somebody sealed */
		return;
	event_recorded(&how, item->day, &out->recorded);
	memcpy(out->uid, r->uid, sizeof out->uid);
	if (item->def) {
		event_shown(item->def, rec, clock_today());
		str_add(&out->what, tr(item->def->entity->label));
		say_fields(st, a, item->def->entity, rec, &out->text);
		if (item->def->entity == &leave_def)
			leave_say_late(rec, clock_today(), &out->text);
	} else {
		say_status(rec, out);
	}
	if (r->void_reason)
		str_addf(&out->text, "  (%s)", r->void_reason);
}

enum rc timeline_say_many(struct station *st, const struct actor *a,
                          const struct timeline_item *const *items, size_t n,
                          struct timeline_words *out, struct err *err) {
	struct record_want *v = mem_zalloc(n + 1, sizeof *v);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	for (size_t i = 0; i < n; i++)
		v[i] = (struct record_want){entity_of(items[i]), items[i]->id,
		                            mem_zalloc(1, entity_of(items[i])->size)};
	if (rc == RC_OK)
		rc = records_read(st->store, v, n, JOIN_VISIBLE, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK) {
			masked_record(a, v[i].def, v[i].out);
			say(st, a, items[i], v[i].out, &out[i]);
		}
		entity_clear(v[i].def, v[i].out);
		free(v[i].out);
	}
	free(v);
	return rc;
}

void timeline_words_clear(struct timeline_words *w) {
	str_clear(&w->what);
	str_clear(&w->text);
	str_clear(&w->recorded);
}

enum rc timeline_say(struct station *st, const struct actor *a, const struct timeline_item *item,
                     struct str *what, struct str *text, struct str *recorded, struct err *err) {
	struct timeline_words w = {.uid = ""};
	enum rc rc = timeline_say_many(st, a, &item, 1, &w, err);

	if (rc == RC_OK && w.uid[0] == '\0')
		rc = err_set(err, RC_NOT_FOUND, "record.missing",
			N_("This record is not there any more. Read the list again."),
			(char *)NULL);
	str_add(what, str_text(&w.what));
	str_add(text, str_text(&w.text));
	str_add(recorded, str_text(&w.recorded));
	timeline_words_clear(&w);
	return rc;
}
