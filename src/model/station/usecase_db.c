/* The frame of every use case: access first, then one transaction. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/case.h"
#include "model/access/masking.h"
#include "model/station/usecase_db.h"

/* The head and the reader see the station, an officer too unless the INI says strict. */
static enum rc fill_case(struct station *st, const struct actor *a, enum access_action action,
                         long long resident, struct access_case *c, struct err *err) {
	c->strict = usecase_is_strict(st);
	if (!c->strict || resident == 0 || access_answer(a->role, action) != ACCESS_CASE) {
		c->own = c->own || resident == 0; /* a new person is whose who enters them */
		return RC_OK;
	}
	return access_caseload(st, a, resident, c, err);
}

enum rc usecase_rights(struct station *st, const struct actor *a, bool *in, char **role,
                       struct err *err) {
	enum rc rc = RC_OK;

	*in = false;
	*role = NULL;
	QUERY_EACH(q, rc, st->store, err,
		"SELECT role FROM officer WHERE id = ?1 AND voided_at IS NULL AND "
		"coalesce(active, 'yes') = 'yes'"
		" AND (?2 IS NULL OR NOT EXISTS (SELECT 1 FROM officer_key k WHERE k.officer = ?1)"
		" OR EXISTS (SELECT 1 FROM officer_key k WHERE k.officer = ?1 AND k.fingerprint "
		"= ?2 AND k.removed_at IS NULL))",
		a->officer, a->key) {
		*in = true;
		*role = mem_strdup(stmt_text(q, 0));
	}
	return rc;
}

/* What an actor could do when coming in is no answer to what they can do now (rule 11.25). */
static enum rc rights_stand(struct station *st, const struct actor *a, struct err *err) {
	bool in = true;
	char *role = NULL;
	enum rc rc = a->officer ? usecase_rights(st, a, &in, &role, err) : RC_OK;

	if (rc == RC_OK && (!in || (role && strcmp(role, a->role ? a->role : "") != 0)))
		rc = err_set(err, RC_DENIED, "rights.changed",
		             N_("What you may do here was changed meanwhile: come in again, or ask the head of the station."),
		             NULL);
	free(role);
	return rc;
}

/* An emergency is for reading: what leaves the screen, or unmasks, is of one's own cases. */
static enum rc only_own(struct station *st, const struct actor *a, long long resident,
                        struct err *err) {
	struct access_case c = {.strict = station_is_strict_for(st, a), .own = true};
	enum rc rc = c.strict && resident ? access_caseload(st, a, resident, &c, err) : RC_OK;

	return rc == RC_OK ? access_decide(a, ACT_SAVE, &c, err) : rc;
}

static enum rc decide(struct station *st, const struct actor *a, enum access_action action,
                      long long resident, struct access_case *c, struct err *err) {
	enum rc rc = RC_OK;

	TRY(fill_case(st, a, action, resident, c, err));
	/* inside a change they were read at its beginning, and nobody else writes before its end */
	if (!store_in_transaction(st->store))
		TRY(rights_stand(st, a, err));
	TRY(access_decide(a, action, c, err));
	if (action == ACT_REVEAL || action == ACT_PRINT)
		rc = only_own(st, a, resident, err);
out:
	return rc;
}

enum rc case_may(struct station *st, const struct actor *a, enum access_action action,
                 long long resident, struct err *err) {
	struct access_case c = {.today = true, .reason = true, .own = resident == 0};

	return resident ? decide(st, a, action, resident, &c, err) : access_decide(a, action, &c, err);
}

void station_denied(struct station *st, const struct actor *a, enum access_action action,
                    long long resident) {
	if (a && !store_in_transaction(st->store))
		audit_note(st->store, a, access_table[action].id, resident ? "resident" : NULL,
		           resident, NULL, "denied", NULL, NULL);
}

enum rc usecase_query_case(struct station *st, const struct actor *a, enum access_action action,
                           long long resident, const struct access_case *known, struct err *err) {
	struct access_case c = known ? *known : (struct access_case){.own = false};
	enum rc rc;

	/* What is listed of one person is what the file says. */
	if (a && action == ACT_LIST && resident && station_is_strict_for(st, a))
		action = ACT_LOOK;
	rc = a ? decide(st, a, action, resident, &c, err) : access_decide(a, action, &c, err);
	if (rc == RC_OK && resident)
		rc = access_visible(st, resident, err);
	if (rc == RC_DENIED)
		station_denied(st, a, action, resident);
	/* Where a look can leave no trace there is none (rule 11.10). */
	if (rc == RC_OK && (action == ACT_LIST || action == ACT_LOOK))
		rc = audit_can_note(st->store, a, action == ACT_LIST, err);
	return rc;
}

enum rc usecase_count(struct station *st, const struct actor *a, struct err *err) {
	enum rc rc = a ? rights_stand(st, a, err) : RC_OK;

	if (rc == RC_OK)
		rc = access_decide(a, ACT_LIST, &(const struct access_case){.own = true}, err);
	if (rc == RC_DENIED)
		station_denied(st, a, ACT_LIST, 0);
	return rc;
}

enum rc usecase_dated(struct station *st, struct err *err) {
	long long believed;
	char now[20], last[20];

	if (!store_doubt(st->store, &believed))
		return RC_OK;
	return err_set(err, RC_DENIED, "clock.doubt",
	               N_("The machine says it is {now}, the last entry was made at {believed}. "
	                  "Nothing is saved or given out until the head of the station has looked "
	                  "at the clock and confirmed it (wubao clock)."),
	               "now", clock_format_ms(clock_now_ms(), now), "believed",
	               clock_format_ms(believed, last), NULL);
}

enum rc usecase_writes(struct station *st, struct err *err) {
	if (store_is_damaged(st->store))
		return err_set(err, RC_DENIED, "station.damaged",
			N_("The database {path} is damaged and can only be read until the "
			   "newest good backup is restored."),
			"path", st->db_path, NULL);
	return store_is_read_only(st->store)
	               ? err_set(err, RC_DENIED, "station.read-only",
	                         N_("The station is opened read-only: nothing can be changed now."),
	                         NULL)
	               : RC_OK;
}

bool usecase_look_stays(struct station *st, enum rc rc) {
	return store_is_read_only(st->store) || rc == RC_FULL || rc == RC_BUSY || rc == RC_IO;
}

enum rc usecase_query(struct station *st, const struct actor *a, enum access_action action,
                      long long resident, struct err *err) {
	return usecase_query_case(st, a, action, resident, NULL, err);
}

enum rc usecase_load(struct station *st, const struct actor *a, const struct entity_def *def,
                     long long id, void *out, struct err *err) {
	const struct field_def *of = entity_field(def, "resident");
	enum rc rc = record_load(st->store, def, id, out, err);

	if (rc == RC_OK && of && !field_is_blank(of, out))
		rc = station_is_strict_for(st, a)
		             ? usecase_query(st, a, ACT_LOOK, ((const struct ref *)field_cptr(of, out))->id, err)
		             : access_visible(st, ((const struct ref *)field_cptr(of, out))->id, err);
	if (rc == RC_OK)
		masked_record(a, def, out);
	else
		entity_clear(def, out);
	return rc;
}

enum rc usecase_still(struct change *c, struct station *st, const struct actor *a,
                      struct err *err) {
	enum rc rc = rights_stand(st, a, err);

	if (rc != RC_OK)
		change_end(c);
	if (rc == RC_DENIED)
		audit_note(st->store, a, c->action, NULL, 0, NULL, "denied", "rights", NULL);
	return rc;
}

/* What a wrong clock does no harm to. */
static bool goes_on(enum access_action action, const char *audit_id) {
	return action == ACT_PASSWORD || action == ACT_LIST ||
	       strcmp(audit_id, "officer.password") == 0 || strcmp(audit_id, CLOCK_CONFIRM) == 0;
}

enum rc usecase_begin_case(struct change *c, struct station *st, const struct actor *a,
                           enum access_action action, const char *audit_id, long long resident,
                           const struct access_case *known, struct err *err) {
	enum rc rc;

	*c = (struct change){0};
	TRY(usecase_query_case(st, a, action, resident, known, err));
	TRY(usecase_writes(st, err));
	TRY(change_begin(c, st->store, a, audit_id, err));
	TRY(usecase_still(c, st, a, err));
	/* asked with the lock held, so that nobody sets an entry in between */
	if (!goes_on(action, audit_id))
		TRY(usecase_dated(st, err));
	c->follow = st->follow;
	c->ctx = st;
	c->source = code_of("typed");
	c->reason = a->why;
out:
	if (rc != RC_OK)
		change_end(c);
	return rc;
}

enum rc usecase_begin(struct change *c, struct station *st, const struct actor *a,
	enum access_action action, const char *audit_id, long long resident, struct err *err) {
	return usecase_begin_case(c, st, a, action, audit_id, resident, NULL, err);
}

long long usecase_day_begins(struct station *st, struct date d) {
	enum { DAY_MS = 86400000, MINUTE_MS = 60000 };

	return (long long)d.n * DAY_MS - conf_int(st->conf, "time", "utc_offset") * MINUTE_MS;
}

bool usecase_row_stays(enum rc rc) {
	return rc == RC_CONFLICT || rc == RC_INVALID || rc == RC_NOT_FOUND || rc == RC_DENIED ||
	       rc == RC_EXISTS;
}

struct date usecase_day_of(long long ms) {
	struct date d = DATE_NONE;
	char when[20];

	clock_format_ms(ms, when);
	when[strcspn(when, " ")] = '\0';
	return date_parse_iso(when, &d) ? d : DATE_NONE;
}

enum rc usecase_begin_void(struct change *c, struct station *st, const struct actor *a,
                           const char *audit_id, const struct entity_def *def, long long id,
                           long long resident, struct err *err) {
	char *sql = mem_printf("SELECT recorded_by, recorded_at FROM \"%s\" WHERE id = ?",
	                       def->name);
	struct access_case known = {.own = false};
	enum rc rc = RC_OK;

	*c = (struct change){0};
	QUERY_EACH(q, rc, st->store, err, sql, id)
		known.today = a && a->officer && stmt_int(q, 0) == a->officer &&
		              date_cmp(usecase_day_of(stmt_int(q, 1)),
		                       usecase_day_of(clock_now_ms())) == 0;
	free(sql);
	return rc != RC_OK
	               ? rc
	               : usecase_begin_case(c, st, a, ACT_VOID, audit_id, resident, &known, err);
}

enum rc query_match_bound(struct store *s, const struct bind *query, enum match *m, long long *id,
                          struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	*m = MATCH_NONE;
	*id = 0;
	if (query_next(&q, &rc, err)) {
		long long good = stmt_int(q, 1);

		*id = good < 0 ? -1 : stmt_int(q, 0);
		*m = good < 0 ? MATCH_NONE : good ? MATCH_FOUND : MATCH_HEAD;
	}
	query_end(&q);
	return rc;
}

enum rc match_uid(struct station *st, const struct actor *a, const char *sql, const char *uid,
                  enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*m = MATCH_NONE;
	*id = 0;
	return rc != RC_OK ? rc : query_match(st->store, m, id, err, sql, uid);
}

/* What is damaged stays as it is: the walk over all records names it. */
static enum rc mend_one(struct change *c, long long id,
                        enum rc (*one)(struct change *c, long long id, struct err *err),
                        long long *differs, struct err *err) {
	bool damaged;
	enum rc rc = change_mark(c, err);

	if (rc != RC_OK)
		return rc;
	rc = one(c, id, err);
	damaged = rc == RC_INVALID && strcmp(err->id, "record.damaged") == 0;
	*differs += rc == RC_OK;
	if (rc == RC_OK || damaged)
		rc = change_mark_end(c, damaged, err);
	return rc;
}

enum rc usecase_mend(struct station *st, const struct actor *a, const char *audit_id,
                     const char *what, const char *sql,
                     enum rc (*one)(struct change *c, long long id, struct err *err),
                     long long *differs, struct err *err) {
	struct ids found = {0};
	struct change c;
	char detail[40];
	enum rc rc = usecase_begin(&c, st, a, ACT_MAINTAIN, audit_id, 0, err);

	*differs = 0;
	if (rc == RC_OK)
		rc = query_ids(st->store, &found, err, sql);
	for (size_t i = 0; rc == RC_OK && i < found.n; i++)
		rc = mend_one(&c, found.v[i], one, differs, err);
	snprintf(detail, sizeof detail, "%s=%lld", what, *differs);
	c.detail = *differs ? detail : NULL;
	rc = change_close(&c, rc, NULL, NULL, err);
	ids_clear(&found);
	return rc;
}
