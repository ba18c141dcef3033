/* What of a person changes in time (rule 3.6): risk, control state, work, village, team. The view
 * person_value is the one truth; the resident's own fields are its newest row, kept for the lists.
 * SPDX-License-Identifier: MIT */
#include "model/event/value_db.h"

#include "core/clock.h"

/* A value, and what is said with it; of person_value, resident and stated alike. */
static const struct value_def {
	const char *field, *second;
} values[] = {{"risk", NULL}, {"control", NULL}, {"job", "workplace"}, {"place", NULL},
              {"team", NULL}};
enum { VALUES = sizeof values / sizeof *values };

#define NEWEST_FIRST " ORDER BY day DESC, rank DESC, id DESC"

static const struct field_def *of_resident(const char *name) {
	return entity_field(&resident_def, name);
}

static void put(const struct field_def *f, void *rec, const char *text) {
	struct str now = {0};

	field_store_text(f, rec, &now);
	if (strcmp(str_text(&now), text ? text : "") != 0) {
		field_set_blank(f, rec);
		if (text && *text)
			field_store_read(f, rec, text);
	}
	str_clear(&now);
}

/* The value's fields of one record into another, whatever their entities. */
static void copy(const struct value_def *v, const struct entity_def *from_def, const void *from,
                 const struct entity_def *to_def, void *to) {
	const char *const names[] = {v->field, v->second};
	struct str text = {0};

	for (size_t i = 0; i < 2 && names[i]; i++) {
		str_reset(&text);
		if (from)
			field_store_text(entity_field(from_def, names[i]), from, &text);
		put(entity_field(to_def, names[i]), to, str_text(&text));
	}
	str_clear(&text);
}

static bool is_blank(const struct value_def *v, const struct entity_def *def, const void *rec) {
	return field_is_blank(entity_field(def, v->field), rec) &&
	       (!v->second || field_is_blank(entity_field(def, v->second), rec));
}

static bool differs(const struct value_def *v, const struct resident *a, const struct resident *b) {
	return field_compare(of_resident(v->field), a, b) != 0 ||
	       (v->second && field_compare(of_resident(v->second), a, b) != 0);
}

/* The name into or out of the list of fields taken out. */
static void set_cleared(struct stated *s, const char *name, bool cleared) {
	struct str list = {0};

	for (size_t i = 0; i < VALUES; i++) {
		bool in = strcmp(values[i].field, name) == 0
		                  ? cleared
		                  : s->cleared && str_in_list(s->cleared, values[i].field);
		if (in)
			str_addf(&list, "%s%s", list.n ? "," : "", values[i].field);
	}
	free(s->cleared);
	s->cleared = list.n ? str_take(&list) : NULL;
	str_clear(&list);
}

/* The row as if it were void while the view is asked, and back: whether work that ended counts
 * hangs on it (rule 3.6), so that leaving out its own lines is not enough. */
static enum rc hide_row(struct change *c, long long id, bool hidden, struct err *err) {
	return query_run(c->store, err, hidden ? "UPDATE stated SET voided_at = 0 WHERE id = ?"
	                 : "UPDATE stated SET voided_at = NULL WHERE id = ?", id);
}

/* Would the value be the same without this row? Then it need not stand: what was put back on the
 * same day has not happened. */
static enum rc is_needless(struct change *c, const struct value_def *v, const struct stated *s,
                           const struct resident *now, bool *needless, struct err *err) {
	struct resident before;
	enum rc rc;

	entity_init(&resident_def, &before);
	TRY(hide_row(c, s->rec.id, true, err));
	QUERY_EACH(q, rc, c->store, err,
	           "SELECT value, second FROM person_value WHERE resident = ?1 AND field = ?2"
	           NEWEST_FIRST " LIMIT 1", s->resident, v->field) {
		put(of_resident(v->field), &before, stmt_text(q, 0));
		if (v->second)
			put(of_resident(v->second), &before, stmt_text(q, 1));
	}
	if (rc == RC_OK)
		rc = hide_row(c, s->rec.id, false, err);
out:
	*needless = rc == RC_OK && !code_is(s->basis, "first") && !differs(v, &before, now);
	entity_clear(&resident_def, &before);
	return rc;
}

/* Where a value comes from; what is typed on the day the file is opened belongs to its opening. */
static struct code basis_of(struct change *c, const struct resident *r) {
	return code_of(date_cmp(usecase_day_of(r->rec.recorded_at), usecase_day_of(c->now)) == 0
	                       ? "first"
	               : code_is(c->source, "import") ? "roster"
	                                              : "form");
}

/* Today's row of what was said; after: after the day's own record. s->rec.id 0: there is none. */
static enum rc row_of_today(struct change *c, const struct resident *r, bool after,
                            struct stated *s, struct err *err) {
	long long id = 0;
	enum rc rc = query_int(c->store, &id, err,
		"SELECT id FROM stated WHERE resident = ? AND occurred = ? AND voided_at IS NULL"
		" AND (holds IS 'yes') = ? ORDER BY id DESC LIMIT 1",
		r->rec.id, clock_today(), after);

	if (rc == RC_OK && id)
		return record_load(c->store, &stated_def, id, s, err);
	s->resident.id = r->rec.id;
	s->occurred = clock_today();
	s->basis = basis_of(c, r);
	s->holds = after ? code_of("yes") : CODE_NONE;
	return rc;
}

static enum rc write_row(struct change *c, struct stated *s, struct err *err) {
	if (!s->rec.id)
		return change_insert(c, &stated_def, s, err);
	if (stated_says_nothing(s))
		return change_void(c, &stated_def, s->rec.id, s->rec.ver,
		                   tr(N_("put back on the same day")), err);
	return change_update(c, &stated_def, s, err);
}

static enum rc say_one(struct change *c, const struct value_def *v, const struct resident *now,
                       struct err *err) {
	struct stated s;
	bool after, needless = false;
	enum rc rc;

	entity_init(&stated_def, &s);
	TRY(query_any(c->store, &after, err,
	              "SELECT 1 FROM person_value WHERE resident = ? AND field = ? AND rank = 1 AND"
	              " day = ?", now->rec.id, v->field, clock_today()));
	TRY(row_of_today(c, now, after, &s, err));
	if (s.rec.id)
		TRY(is_needless(c, v, &s, now, &needless, err));
	copy(v, &resident_def, needless ? NULL : now, &stated_def, &s);
	set_cleared(&s, v->field, !needless && is_blank(v, &resident_def, now));
	rc = write_row(c, &s, err);
out:
	entity_clear(&stated_def, &s);
	return rc;
}

enum rc values_say(struct change *c, const struct resident *old, const struct resident *now,
                   struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < VALUES; i++)
		if (differs(&values[i], old, now))
			rc = say_one(c, &values[i], now, err);
	return rc;
}

enum rc values_say_first(struct change *c, const struct resident *r, long long order,
                         struct err *err) {
	struct stated s;
	enum rc rc;

	entity_init(&stated_def, &s);
	s.resident.id = r->rec.id;
	s.order_id.id = order;
	s.occurred = clock_today();
	s.basis = code_of("first");
	for (size_t i = 0; i < VALUES; i++)
		copy(&values[i], &resident_def, r, &stated_def, &s);
	/* Nothing known is said too: a station that takes this one in opens the file with what is
	 * known by then. */
	rc = change_insert(c, &stated_def, &s, err);
	entity_clear(&stated_def, &s);
	return rc;
}

/* One value of the person becomes that of the newest record. */
static enum rc take_newest(struct change *c, const struct value_def *v, struct resident *r,
                           struct err *err) {
	bool said = false;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, c->store, err,
	           "SELECT value, second FROM person_value WHERE resident = ? AND field = ?"
	           NEWEST_FIRST " LIMIT 1", r->rec.id, v->field) {
		said = true;
		put(of_resident(v->field), r, stmt_text(q, 0));
		if (v->second)
			put(of_resident(v->second), r, stmt_text(q, 1));
	}
	if (rc == RC_OK && !said)
		copy(v, NULL, NULL, &resident_def, r);
	return rc;
}

/* The person's fields become those of the newest records; only: this value alone. */
static enum rc values_follow(struct change *c, long long resident, const char *only,
                             struct err *err) {
	struct resident r;
	enum rc rc;

	entity_init(&resident_def, &r);
	TRY(record_load(c->store, &resident_def, resident, &r, err));
	for (size_t i = 0; i < VALUES; i++)
		if (!only || strcmp(only, values[i].field) == 0)
			TRY(take_newest(c, &values[i], &r, err));
	rc = change_update(c, &resident_def, &r, err);
out:
	entity_clear(&resident_def, &r);
	return rc;
}

/* The day's record came after what was said that day: it holds again. */
static enum rc hold_no_more(struct change *c, const struct event_def *def, const struct event *e,
                            struct err *err) {
	struct ids rows = {0};
	char *sql = mem_printf("SELECT id FROM stated WHERE resident = ? AND occurred = ? AND holds"
	                       " = 'yes' AND voided_at IS NULL AND (%s IS NOT NULL OR instr(',' ||"
	                       " cleared || ',', ',%s,'))", def->follows, def->follows);
	enum rc rc = query_ids(c->store, &rows, err, sql, e->resident, e->occurred);

	for (size_t i = 0; rc == RC_OK && i < rows.n; i++) {
		struct stated s;

		entity_init(&stated_def, &s);
		rc = record_load(c->store, &stated_def, rows.v[i], &s, err);
		s.holds = CODE_NONE;
		if (rc == RC_OK)
			rc = change_update(c, &stated_def, &s, err);
		entity_clear(&stated_def, &s);
	}
	ids_clear(&rows);
	free(sql);
	return rc;
}

enum rc values_recorded(struct change *c, const struct event_def *def, const struct event *e,
                        struct err *err) {
	enum rc rc = RC_OK;

	if (def->follows && def->entity != &stated_def)
		rc = hold_no_more(c, def, e, err);
	return rc == RC_OK ? values_changed(c, def, e->resident.id, err) : rc;
}

enum rc values_changed(struct change *c, const struct event_def *def, long long resident,
                       struct err *err) {
	if (!def->follows)
		return RC_OK;
	return values_follow(c, resident, def->entity == &stated_def ? NULL : def->follows, err);
}

static enum rc mend_one(struct change *c, long long resident, struct err *err) {
	return values_follow(c, resident, NULL, err);
}

#define NEWEST_OF(column, field) \
	"(SELECT p." column " FROM person_value p WHERE p.resident = r.id AND p.field = " field \
	NEWEST_FIRST " LIMIT 1)"

enum rc values_mend(struct station *st, const struct actor *a, long long *differs,
                    struct err *err) {
	return usecase_mend(st, a, "resident.mend", "people",
		"SELECT r.id FROM resident_counted r WHERE EXISTS (SELECT 1 FROM (SELECT 'risk' AS"
		" field, r.risk AS value UNION ALL SELECT 'control', r.control UNION ALL SELECT"
		" 'job', r.job UNION ALL SELECT 'place', r.place UNION ALL SELECT 'team', r.team) f"
		" WHERE f.value IS NOT " NEWEST_OF("value", "f.field") ")"
		" OR EXISTS (SELECT 1 FROM resident_visible w WHERE w.id = r.id AND w.workplace IS"
		" NOT " NEWEST_OF("second", "'job'") ") ORDER BY r.id",
		mend_one, differs, err);
}
