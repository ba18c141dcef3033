/* Entry sessions in the database: who is due, and saving all good rows at once.
 * SPDX-License-Identifier: MIT */
#include "model/entry/entry.h"

#include "core/clock.h"
#include "core/hash.h"
#include "model/access/case.h"
#include "model/event/event_db.h"
#include "model/rules/due_db.h"
#include "model/station/usecase_db.h"

/* ---- who is due ---- */

#define DUE_NOW \
	"SELECT d.resident, d.order_id, d.window_no, d.due_on, r.ver FROM due d JOIN" \
	" resident_visible r ON r.id = d.resident" \
	" LEFT JOIN place p ON p.id = r.place WHERE d.group_no = ?1 AND d.kind = ?2 AND d.due_on" \
	" >= ?3 AND d.first_day <= ?3"

static void add_row(struct stmt *q, struct entry_row **out, size_t *n) {
	if (*n && (*out)[*n - 1].resident == stmt_int(q, 0))
		return; /* two orders on one day: one line */
	VEC_PUSH(*out, *n, (struct entry_row){.resident = stmt_int(q, 0),
	                                      .order_id = stmt_int(q, 1),
	                                      .window = (int)stmt_int(q, 2),
	                                      .due_on = stmt_date(q, 3), .ver = stmt_int(q, 4)});
}

/* What the officer could not save is no line of a session. */
static enum rc leave_out_others(struct station *st, const struct actor *a, struct entry_row *rows,
                                size_t *n, struct err *err) {
	struct ids own = {0};
	size_t kept = 0;
	enum rc rc;

	for (size_t i = 0; i < *n; i++)
		ids_add(&own, rows[i].resident);
	rc = cases_keep_own(st, a, &resident_def, &own, err);
	ids_sort(&own);
	for (size_t i = 0; i < *n; i++)
		if (ids_holds(&own, rows[i].resident))
			rows[kept++] = rows[i];
	*n = kept;
	ids_clear(&own);
	return rc;
}

enum rc entry_due(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                  struct date day, struct entry_row **out, size_t *n, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = NULL;
	*n = 0;
	if (rc == RC_OK)
		due_keep_up(st);
	QUERY_EACH(q, rc, st->store, err, DUE_NOW " ORDER BY " PLACE_ORDER("p.") ", r.pinyin, r.id,"
	                                          " d.due_on LIMIT ?4",
	           kind->base, kind->due, day, ENTRY_LINES)
		add_row(q, out, n);
	return rc == RC_OK ? leave_out_others(st, a, *out, n, err) : rc;
}

enum rc entry_row_for(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                      struct date day, long long resident, struct entry_row *out, struct err *err) {
	struct entry_row *found = NULL;
	struct resident r;
	size_t n = 0;
	enum rc rc = resident_get(st, a, resident, &r, err);

	if (rc == RC_OK)
		rc = usecase_query(st, a, ACT_SAVE, resident, err);
	if (rc == RC_OK)
		*out = (struct entry_row){.resident = resident, .ver = r.rec.ver,
		                          .due_on = DATE_NONE};
	QUERY_EACH(q, rc, st->store, err, DUE_NOW " AND d.resident = ?4 ORDER BY d.due_on LIMIT 1",
	           kind->base, kind->due, day, resident)
		add_row(q, &found, &n);
	if (rc == RC_OK && n)
		*out = found[0];
	free(found);
	entity_clear(&resident_def, &r);
	return rc;
}

/* ---- saving ---- */

/* The session's save while it runs. */
struct saving {
	struct station *st;
	struct change c;
	const struct duty_kind_def *kind; /* NULL: each row has its own, and none stays behind */
	char action[40];
	size_t written;
};

static const struct duty_kind_def *kind_of(const struct saving *s, const struct entry_row *row) {
	return s->kind ? s->kind : row->kind;
}

static enum rc stays(const char *id, const char *tmpl, struct err *err) {
	return err_set(err, RC_CONFLICT, id, tmpl, NULL);
}

/* Is the window the row was listed for still without a record? */
static enum rc window_waits(struct saving *s, const struct entry_row *row, struct err *err) {
	bool found;
	enum rc rc;

	if (!row->order_id || row->sure)
		return RC_OK;
	rc = query_any(s->st->store, &found, err,
	               "SELECT 1 FROM due WHERE resident = ? AND order_id = ? AND kind = ? AND"
	               " window_no = ?", row->resident, row->order_id, kind_of(s, row)->due,
	               row->window);
	if (rc != RC_OK || found)
		return rc;
	return stays("entry.answered", N_("Somebody recorded this window meanwhile. Answer once"
	                                  " more to add another."), err);
}

/* Of two reasons for two windows of one person neither is typed twice: the window tells. */
static enum rc same_day(struct saving *s, const struct entry_row *row, struct err *err) {
	struct ids ids = {0};
	bool window_tells = row->window && row->reg != entry_register(kind_of(s, row));
	enum rc rc = row->sure || window_tells
	                     ? RC_OK
	                     : event_match(s->st, s->c.actor, row->reg, row->rec, false, &ids, err);
	bool any = ids.n > 0;

	ids_clear(&ids);
	if (rc != RC_OK || !any)
		return rc;
	return stays("entry.same-day", N_("This day has such a record already. Answer once more to"
	                                  " add another."), err);
}

/* The person as they stand now; ver follows, so that the next answer is given to what is shown
 * then. */
static enum rc person_unchanged(struct saving *s, struct entry_row *row, struct err *err) {
	struct resident r;
	enum rc rc = resident_get(s->st, s->c.actor, row->resident, &r, err);
	bool same = rc == RC_OK && r.rec.ver == row->ver;

	if (rc == RC_OK)
		row->ver = r.rec.ver;
	entity_clear(&resident_def, &r);
	if (rc != RC_OK || same)
		return rc;
	return stays("entry.person", N_("The person's record changed meanwhile. Look at the name,"
	                                " then answer once more."), err);
}

/* May this row be saved now? What is refused here stays; the others go on. */
static enum rc row_check(struct saving *s, struct entry_row *row, struct err *err) {
	enum rc rc = usecase_query(s->st, s->c.actor, ACT_SAVE, row->resident, err);

	((struct event *)row->rec)->resident.id = row->resident;
	if (rc == RC_OK)
		rc = person_unchanged(s, row, err);
	if (rc == RC_OK)
		rc = event_check(row->reg, row->rec, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = same_day(s, row, err);
	return rc == RC_OK ? window_waits(s, row, err) : rc;
}

static enum rc write_row(struct saving *s, struct entry_row *row, struct err *err) {
	struct err why = {0};
	struct findings told = {.n = 0};
	enum rc rc = change_next(&s->c, err);

	if (rc != RC_OK)
		return rc;
	entry_doubts(row, 1, &told);
	s->c.reason = told.n ? s->c.actor->why : NULL;
	snprintf(s->action, sizeof s->action, "%s.add", row->reg->id);
	rc = event_put(s->st, &s->c, row->reg, row->rec, &why);
	/* An earlier try was saved though its answer was lost: the record is there. */
	if (rc == RC_EXISTS && strcmp(why.id, "record.saved_already") == 0)
		return RC_OK;
	if (rc != RC_OK && err)
		*err = why;
	return rc;
}

/* A sealed, changed or doubled row keeps its sentence; anything else ends the whole save. */
static enum rc take_row(struct saving *s, struct entry_row *row, struct err *err) {
	struct err why = {0};
	enum rc rc;

	row->why[0] = '\0';
	rc = row_check(s, row, &why);
	if (rc == RC_OK) {
		s->written++;
		rc = write_row(s, row, err);
		row->state = ENTRY_SAVED; /* taken back when the transaction fails */
		return rc;
	}
	if (!s->kind || !usecase_row_stays(rc)) {
		if (err)
			*err = why;
		return rc;
	}
	row->state = ENTRY_STAYS;
	row->sure = false;
	text_copy(row->why, sizeof row->why, why.text);
	return RC_OK;
}

static enum rc save(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                    struct entry_row *rows, size_t n, size_t *saved, struct err *err) {
	struct saving s = {.st = st, .kind = kind};
	bool *fresh = mem_zalloc(n + 1, sizeof *fresh);
	char detail[40], uid[27];
	enum rc rc = usecase_begin(&s.c, st, a, ACT_SAVE, "entry", 0, err);

	*saved = 0;
	uid_make(uid);
	snprintf(detail, sizeof detail, "entry=%s", uid);
	s.c.action = s.action;
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		if (!rows[i].rec || rows[i].state == ENTRY_SAVED)
			continue;
		s.c.detail = detail;
		fresh[i] = true;
		rc = take_row(&s, &rows[i], err);
	}
	if (rc == RC_OK && s.c.touched_count)
		rc = change_commit(&s.c, err);
	change_end(&s.c);
	for (size_t i = 0; i < n && rc != RC_OK; i++) {
		if (!fresh[i] || rows[i].state != ENTRY_SAVED)
			continue;
		rows[i].state = ENTRY_OPEN;
		record_put_back(rows[i].rec, &(struct record){.id = 0});
	}
	if (rc == RC_OK)
		*saved = s.written;
	free(fresh);
	return rc;
}

enum rc entry_save(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                   struct entry_row *rows, size_t n, size_t *saved, struct err *err) {
	return save(st, a, kind, rows, n, saved, err);
}

enum rc entry_save_all(struct station *st, const struct actor *a, struct entry_row *rows, size_t n,
                       struct err *err) {
	size_t saved;

	return save(st, a, NULL, rows, n, &saved, err);
}
