/* Contacts, teams and their members in the database. SPDX-License-Identifier: MIT */
#include "model/team/team.h"

#include "core/clock.h"
#include "model/station/usecase_db.h"
#include "model/team/team_db.h"

enum rc contact_get(struct station *st, const struct actor *a, long long id, struct contact *out,
                    struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&contact_def, out);
	return rc != RC_OK ? rc : record_load(st->store, &contact_def, id, out, err);
}

enum rc member_get(struct station *st, const struct actor *a, long long id, struct team_member *out,
                   struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&member_def, out);
	return rc != RC_OK ? rc : record_load(st->store, &member_def, id, out, err);
}

enum rc members_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                    struct team_member *out, struct contact *who, struct err *err) {
	struct ids contacts = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load(st->store, &member_def, NULL, ids, n, out, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		ids_add(&contacts, out[i].contact.id);
	if (rc == RC_OK)
		rc = records_load(st->store, &contact_def, NULL, contacts.v, n, who, err);
	ids_clear(&contacts);
	return rc;
}

enum rc team_get(struct station *st, const struct actor *a, long long id, struct help_team *out,
                 struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	entity_init(&team_def, out);
	return rc != RC_OK ? rc : record_load(st->store, &team_def, id, out, err);
}

/* One id, perhaps a day, and the ids of the first column. */
static enum rc list(struct station *st, const struct actor *a, const char *sql, long long id,
                    struct date day, const char *name, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err, sql, bind_ref(id), day, name);
}

enum rc team_list(struct station *st, const struct actor *a, struct ids *out, struct err *err) {
	return list(st, a,
	            "SELECT id FROM help_team WHERE voided_at IS NULL AND ?1 IS NULL AND ?2 IS NULL"
	            " AND ?3 IS NULL ORDER BY " TEAM_ORDER ", id", 0, DATE_NONE, NULL, out, err);
}

enum rc member_list(struct station *st, const struct actor *a, long long team, struct date day,
                    struct ids *out, struct err *err) {
	return list(st, a,
	            "SELECT id FROM member_named WHERE (?1 IS NULL OR team = ?1) AND (?2 IS NULL OR"
	            " (coalesce(since, ?2) <= ?2 AND coalesce(until, ?2) >= ?2)) AND ?3 IS NULL"
	            " ORDER BY team, role, name, id", team, day, NULL, out, err);
}

enum rc contact_match(struct station *st, const struct actor *a, const char *name, const char *unit,
                      long long *id, size_t *n, struct err *err) {
	struct ids exact = {0}, loose = {0};
	enum rc rc = list(st, a,
	                  "SELECT id FROM contact WHERE ?1 IS NULL AND ?2 IS NULL AND name = ?3 AND"
	                  " voided_at IS NULL ORDER BY id", 0, DATE_NONE, name, &loose, err);

	for (size_t i = 0; rc == RC_OK && i < loose.n; i++) {
		struct contact k;

		rc = contact_get(st, a, loose.v[i], &k, err);
		if (rc == RC_OK && unit && k.unit && strcmp(k.unit, unit) == 0)
			ids_add(&exact, loose.v[i]);
		else if (rc == RC_OK && unit && k.unit)
			loose.v[i] = 0;
		entity_clear(&contact_def, &k);
	}
	for (size_t i = 0; rc == RC_OK && !exact.n && i < loose.n; i++) {
		if (loose.v[i])
			ids_add(&exact, loose.v[i]);
	}
	*n = exact.n;
	*id = exact.n == 1 ? exact.v[0] : 0;
	ids_clear(&exact);
	ids_clear(&loose);
	return rc;
}

enum rc member_match(struct station *st, const struct actor *a, long long team, struct code role,
                     const char *name, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc != RC_OK)
		return rc;
	return query_ids(st->store, out, err,
			"SELECT m.id FROM team_member m LEFT JOIN contact c ON c.id = m.contact"
			" LEFT JOIN officer o ON o.id = m.officer WHERE m.team = ?1 AND m.role = ?2"
			" AND coalesce(c.name, o.name) = ?3 "
			"AND NOT " TAKEN_BACK("m.") " ORDER BY coalesce(m.since, ''), m.id",
			team, role, name);
}

enum rc member_match_uid(struct station *st, const struct actor *a, const char *uid, enum match *m,
                         long long *id, struct err *err) {
	return match_uid(st, a, "SELECT id, " MATCH_STATE("", "voided_at IS NULL") " FROM team_member WHERE uid = ?", uid,
	                 m, id, err);
}

/* RC_EXISTS of the database in the words of these lists. */
static enum rc same_again(enum rc rc, const char *field, struct err *err) {
	if (rc != RC_EXISTS)
		return rc;
	err_field(err, field, "team.exists", N_("This person is in the list already."), NULL);
	if (err)
		err->rc = RC_EXISTS;
	return RC_EXISTS;
}

static enum rc put(struct change *c, const struct entity_def *def, void *rec, const char *field,
                   struct err *err) {
	enum rc rc = ((struct record *)rec)->id ? change_update(c, def, rec, err)
	                                        : change_insert(c, def, rec, err);

	return same_again(rc, field, err);
}

enum rc contact_put(struct change *c, struct contact *k, struct err *err) {
	return put(c, &contact_def, k, "name", err);
}

enum rc contact_save(struct station *st, const struct actor *a, struct contact *k,
                     struct err *err) {
	struct record before = k->rec;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, k->rec.id ? "contact.edit" : "contact.add",
	                           0, err);

	if (rc == RC_OK)
		rc = entity_check(&contact_def, k, clock_today(), err);
	if (rc == RC_OK)
		rc = contact_put(&c, k, err);
	return change_close(&c, rc, &k->rec, &before, err);
}

/* Number the statement answers for one id, a day and nothing else. */
static enum rc count(struct station *st, const char *sql, long long id, struct date day,
                     long long *n, struct err *err) {
	enum rc rc = query_int(st->store, n, err, sql, id, day);

	return rc;
}

/* Void a record that nothing else may still rest on: `used` counts what does. */
static enum rc void_unused(struct station *st, const struct actor *a, const char *action,
                           const struct entity_def *def, long long id, long long ver,
                           const char *reason, const char *used, const char *sentence,
                           struct err *err) {
	struct change c;
	long long n = 0;
	enum rc rc = usecase_begin(&c, st, a, ACT_VOID, action, 0, err);

	if (rc == RC_OK)
		rc = count(st, used, id, DATE_NONE, &n, err);
	if (rc == RC_OK && n > 0)
		rc = err_set(err, RC_INVALID, "team.in-use", sentence, NULL);
	if (rc == RC_OK)
		rc = change_void(&c, def, id, ver, reason, err);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc contact_void(struct station *st, const struct actor *a, long long id, long long ver,
                     const char *reason, struct err *err) {
	return void_unused(st, a, "contact.void", &contact_def, id, ver, reason,
	                   "SELECT count(*) FROM team_member WHERE contact = ?1 AND voided_at IS"
	                   " NULL AND ?2 IS NULL", N_("This contact stands in a team: void or end"
	                   " the membership first."), err);
}

enum rc member_void(struct station *st, const struct actor *a, long long id, long long ver,
                    const char *reason, struct err *err) {
	return void_unused(st, a, "member.void", &member_def, id, ver, reason,
	                   "SELECT count(*) FROM duty WHERE member = ?1 AND voided_at IS NULL AND"
	                   " ?2 IS NULL", N_("This member holds or held duties: hand them over and"
	                   " end the membership instead."), err);
}

/* The contact of a new member has no kind yet: it is what the person does here. */
static enum rc name_kind(struct station *st, struct change *c, const struct team_member *m,
                         struct err *err) {
	struct contact k;
	enum rc rc = m->contact.id ? record_load(st->store, &contact_def, m->contact.id, &k, err)
	                           : RC_OK;

	if (!m->contact.id || rc != RC_OK)
		return rc;
	if (!code_is_set(k.kind)) {
		k.kind = m->role;
		rc = contact_put(c, &k, err);
	}
	entity_clear(&contact_def, &k);
	return rc;
}

enum rc member_put(struct station *st, struct change *c, struct team_member *m, struct err *err) {
	long long held = 0;
	enum rc rc = RC_OK;

	if (m->rec.id && date_is_set(m->until))
		rc = count(st,
		           "SELECT count(*) FROM duty WHERE member = ?1 AND voided_at IS NULL AND"
		           " (until IS NULL OR until > ?2)", m->rec.id, m->until, &held, err);
	if (rc == RC_OK && held > 0)
		rc = err_field(err, "until", "member.holds",
		               N_("This member still holds duties after that day: hand them over"
		                  " first."), NULL);
	if (rc == RC_OK)
		rc = name_kind(st, c, m, err);
	return rc == RC_OK ? put(c, &member_def, m, "contact", err) : rc;
}

enum rc member_save(struct station *st, const struct actor *a, struct team_member *m,
                    struct err *err) {
	struct record before = m->rec;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, m->rec.id ? "member.edit" : "member.add", 0,
	                           err);

	if (rc == RC_OK)
		rc = member_check(m, clock_today(), err);
	if (rc == RC_OK)
		rc = member_put(st, &c, m, err);
	return change_close(&c, rc, &m->rec, &before, err);
}

/* What was typed is laid over the contact that is there already: blank leaves unit and phone as
 * they stand. */
static enum rc find_contact(struct station *st, const struct actor *a, struct contact *k,
                            struct err *err) {
	struct contact old;
	long long id = 0;
	size_t n = 0;
	enum rc rc = contact_match(st, a, k->name, k->unit, &id, &n, err);

	if (rc == RC_OK && n > 1)
		rc = err_field(err, "unit", "contact.several", N_("Several people have this name:"
		                                                  " give the unit."), NULL);
	if (rc != RC_OK || !id)
		return rc;
	rc = contact_get(st, a, id, &old, err);
	for (size_t i = 0; rc == RC_OK && i < contact_def.count; i++) {
		const struct field_def *f = &contact_def.fields[i];

		if (field_is_blank(f, k))
			field_copy(f, k, &old);
	}
	if (rc == RC_OK)
		k->rec = old.rec;
	old.rec.void_reason = NULL;
	entity_clear(&contact_def, &old);
	return rc;
}

/* An officer of the station is known by the name alone; a contact of that name goes before, but for
 * full-time workers. */
static enum rc find_officer(struct station *st, const struct actor *a, struct team_member *m,
                            const struct contact *k, struct err *err) {
	long long id = 0;
	size_t n = 0;
	enum rc rc = RC_OK;

	m->officer.id = k->rec.id || k->unit || !k->name ? 0 : ref_find(st, "officer", k->name);
	if (m->officer.id && !code_is(m->role, "worker"))
		rc = contact_match(st, a, k->name, NULL, &id, &n, err);
	if (n > 0)
		m->officer.id = 0;
	return rc;
}

enum rc member_save_with(struct station *st, const struct actor *a, struct team_member *m,
                         struct contact *k, struct err *err) {
	struct record before = m->rec, contact_before = k->rec;
	struct change c;
	bool found = false;
	enum rc rc = usecase_begin(&c, st, a, ACT_SAVE, m->rec.id ? "member.edit" : "member.add", 0,
	                           err);

	if (rc == RC_OK)
		rc = find_officer(st, a, m, k, err);
	if (rc == RC_OK)
		rc = entity_check(&contact_def, k, clock_today(), err);
	if (rc == RC_OK && !m->officer.id && !k->rec.id) {
		rc = find_contact(st, a, k, err);
		found = k->rec.id != 0;
	}
	m->contact.id = m->officer.id ? 0 : -1; /* not written yet */
	if (rc == RC_OK)
		rc = member_check(m, clock_today(), err);
	if (rc == RC_OK && !m->officer.id) {
		rc = contact_put(&c, k, err);
		m->contact.id = k->rec.id;
	}
	if (rc == RC_OK)
		rc = member_put(st, &c, m, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	if (rc != RC_OK) {
		record_put_back(&m->rec, &before);
		if (found) /* not ours: the next try looks again */
			k->rec = contact_before;
		else
			record_put_back(&k->rec, &contact_before);
	}
	change_end(&c);
	return rc;
}

static struct team_summary *summary_of(struct team_summary *all, size_t n, long long team) {
	for (size_t i = 0; i < n; i++)
		if (all[i].id == team)
			return &all[i];
	return NULL;
}

/* Each role of today's members, and (a blank role) how many residents with an order in force. */
static enum rc read_summaries(struct station *st, const long long *ids, size_t n,
                              struct team_summary *out, struct err *err) {
	struct team_summary *t;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT team, role, 1 FROM member_named WHERE team IN (SELECT value FROM"
	           " json_each(?1)) AND coalesce(since, ?2) <= ?2 AND coalesce(until, ?2) >= ?2"
	           " UNION ALL SELECT r.team, NULL, count(*) FROM resident_visible r WHERE r.team"
	           " IN (SELECT value FROM json_each(?1)) AND EXISTS (SELECT 1 FROM treatment_order"
	           " o WHERE o.resident = r.id AND o.voided_at IS NULL AND o.state IN ('awaiting',"
	           " 'executing', 'suspended')) GROUP BY r.team", bind_ids(ids, n), clock_today()) {
		if ((t = summary_of(out, n, stmt_int(q, 0))) == NULL)
			continue;
		if (!code_is_set(stmt_code(q, 1))) {
			t->residents = stmt_int(q, 2);
			continue;
		}
		VEC_PUSH(t->roles, t->role_count, stmt_code(q, 1));
		t->members = (long long)t->role_count;
	}
	return rc;
}

enum rc team_summaries(struct station *st, const struct actor *a, const long long *ids, size_t n,
                       struct team_summary *out, struct err *err) {
	struct help_team *teams = mem_zalloc(n + 1, sizeof *teams);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load(st->store, &team_def, NULL, ids, n, teams, err);
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct team_summary){.id = teams[i].rec.id,
		                               .name = mem_strdup(teams[i].name)};
		entity_clear(&team_def, &teams[i]);
	}
	free(teams);
	return rc == RC_OK ? read_summaries(st, ids, n, out, err) : rc;
}

enum rc team_summary(struct station *st, const struct actor *a, long long id,
                     struct team_summary *out, struct err *err) {
	enum rc rc = team_summaries(st, a, &id, 1, out, err);

	if (rc == RC_OK && out->id == 0)
		rc = err_set(err, RC_NOT_FOUND, "record.missing",
		             N_("This record is not there any more. Read the list again."),
		             (char *)NULL);
	return rc;
}

void team_summary_clear(struct team_summary *t) {
	free(t->name);
	free(t->roles);
	*t = (struct team_summary){0};
}
