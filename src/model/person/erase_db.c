/* SPDX-License-Identifier: MIT
 * Erasing in the database. What hangs on a person is asked of the schema: every table with a
 * reference to the resident, or to a table that has one. A register added later is erased too
 * without being named here.
 */
#include "model/person/erase.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/disclosure.h"
#include "model/access/officer.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"

enum { MONTHS_A_YEAR = 12 };

/* What is gone stays gone: a day taken for today (--today) does not end a retention that the real
 * day has not. */
static struct date decisive_day(void) {
	struct date real = usecase_day_of(clock_now_ms()), today = clock_today();

	return date_before(real, today) ? real : today;
}

static struct date kept_until(struct station *st, struct date sealed) {
	return date_add_months(sealed,
	                       (int)conf_int(st->conf, "access", "keep_years") * MONTHS_A_YEAR);
}

enum rc erase_propose(struct station *st, const struct actor *a, struct erase_proposals *out,
                      struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_SEAL, 0, err);

	*out = (struct erase_proposals){0};
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT id, sealed FROM resident_numbered WHERE sealed IS NOT NULL ORDER BY "
		"sealed, id") {
		struct erase_proposal p = {.resident = stmt_int(q, 0), .sealed = stmt_date(q, 1)};

		p.until = kept_until(st, p.sealed);
		if (date_cmp(p.until, decisive_day()) > 0)
			continue;
		VEC_PUSH(out->v, out->n, p);
	}
	return rc;
}

void erase_proposals_clear(struct erase_proposals *p) {
	free(p->v);
	*p = (struct erase_proposals){0};
}

/* A table that hangs on the person, and which of its rows do; ?1 is the resident. */
struct hang {
	char *table, *where;
};
struct hangs {
	struct hang *v;
	size_t n;
};

static struct hang *find(const struct hangs *h, const char *table) {
	for (size_t i = 0; i < h->n; i++) {
		if (strcmp(h->v[i].table, table) == 0)
			return &h->v[i];
	}
	return NULL;
}

static void add(struct hangs *h, const char *table, char *where) {
	VEC_PUSH(h->v, h->n, (struct hang){mem_strdup(table), where});
}

static void hangs_clear(struct hangs *h) {
	for (size_t i = 0; i < h->n; i++) {
		free(h->v[i].table);
		free(h->v[i].where);
	}
	free(h->v);
}

/* The tables that refer to number `parent` of those found; its own kind (a record that names
 * another) is not followed. */
static enum rc add_children(struct station *st, struct hangs *h, size_t parent, struct err *err) {
	size_t before = h->n;
	enum rc rc = RC_OK;

	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f"
		" WHERE m.type = 'table' AND f.\"table\" = ?1 COLLATE NOCASE AND m.name <> "
		"'erasure' ORDER BY m.name, f.id",
		h->v[parent].table) {
		struct hang *known = find(h, stmt_text(q, 0));
		char *where = mem_printf("\"%s\" IN (SELECT id FROM \"%s\" WHERE %s)",
		                         stmt_text(q, 1), h->v[parent].table, h->v[parent].where);

		if (!known) {
			add(h, stmt_text(q, 0), where);
		} else if (known >= h->v + before) { /* refers to it in two ways */
			char *both = mem_printf("%s OR %s", known->where, where);

			free(known->where);
			free(where);
			known->where = both;
		} else {
			free(where);
		}
	}
	return rc;
}

static enum rc find_hangs(struct station *st, struct hangs *h, struct err *err) {
	enum rc rc = RC_OK;

	add(h, resident_def.name, mem_strdup("(id = ?1 OR joined = ?1)"));
	for (size_t i = 0; rc == RC_OK && i < h->n; i++)
		rc = add_children(st, h, i, err);
	return rc;
}

/* Of every record: kept (uid, who recorded it and when), or set with the erasure. */
static const char kept_columns[] = "id,uid,recorded_at,recorded_by,import_id,source,proof";

/*
 * Column by column: blank where it may be blank; else '*', 0, or, where a day stood, a day that
 * says nothing, since the table asks for one. References stay that must be there, or that lead to
 * erased rows and to officers: they say nothing of the person but what belongs together.
 */
static enum rc overwrite_sql(struct station *st, const struct hangs *all, const struct hang *h,
                             struct str *sql, bool *record, struct err *err) {
	const char *comma = "";
	enum rc rc = RC_OK;

	*record = false;
	str_addf(sql, "UPDATE \"%s\" SET ", h->table);
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT c.name, c.type, c.\"notnull\" OR c.pk, (SELECT f.\"table\" FROM "
		"pragma_foreign_key_list(?1) f"
		" WHERE f.\"from\" = c.name), c.pk FROM pragma_table_info(?1) c ORDER BY c.cid",
		h->table) {
		const char *name = stmt_text(q, 0), *type = stmt_text(q, 1), *to = stmt_text(q, 3);
		bool must = stmt_int(q, 2);

		if (stmt_int(q, 4)) /* which row it is: the line of a sheet */
			continue;
		if (strcmp(name, "voided_by") != 0 &&
		    (str_in_list(kept_columns, name) ||
		     (to && (must || find(all, to) || strcmp(to, officer_def.name) == 0))))
			continue;
		if (strcmp(name, "voided_at") == 0) {
			str_addf(sql, "%svoided_at = coalesce(voided_at, ?2)", comma);
			*record = true;
		} else if (strcmp(name, "voided_by") == 0) {
			str_addf(sql, "%svoided_by = coalesce(voided_by, ?3)", comma);
		} else if (strcmp(name, "ver") == 0) {
			str_addf(sql, "%sver = ver + 1", comma);
		} else if (strcmp(name, "seq") == 0) {
			str_addf(sql, "%sseq = ?4", comma);
		} else if (!must) {
			str_addf(sql, "%s\"%s\" = NULL", comma, name);
		} else if (strcmp(type, "TEXT") == 0) {
			str_addf(sql,
				"%s\"%s\" = CASE WHEN \"%s\" IS date(\"%s\", '+0 days') THEN "
				"'1900-01-01' ELSE '*' END",
				comma, name, name, name);
		} else {
			str_addf(sql, "%s\"%s\" = %s", comma, name,
			         strcmp(type, "BLOB") == 0 ? "zeroblob(0)" : "0");
		}
		comma = ", ";
	}
	if (!*comma) { /* a line that only says what belongs together */
		str_reset(sql);
		return rc;
	}
	str_addf(sql, " WHERE (%s)", h->where);
	if (strcmp(h->table, approval_def.name) == 0)
		str_add(sql, " AND id <> ?5"); /* the decision itself stays */
	return rc;
}

struct erasing {
	struct station *st;
	struct change *c;
	const struct approval *ask;
	long long rows;
};

static enum rc run(struct erasing *e, const char *sql, struct err *err) {
	const bool more = strstr(sql, "?4") != NULL, last = strstr(sql, "?5") != NULL;
	const struct bind query[] = {BIND_ALL(sql, e->ask->resident,
		more ? bind_int(e->c->now) : bind_end(), bind_ref(e->c->actor->officer), e->c->seq,
		last ? bind_int(e->ask->rec.id) : bind_end(), bind_end())};
	enum rc rc = query_run_bound(e->st->store, query, err);

	if (rc == RC_OK)
		e->rows += store_changes(e->st->store);
	return rc;
}

/* Which records an overwriting will have changed: their proofs follow. */
static enum rc remember_records(struct erasing *e, const struct hang *h, struct err *err) {
	const struct entity_def *def = station_entity(h->table);
	char *sql = mem_printf("SELECT id FROM \"%s\" WHERE %s AND ?1 > 0", h->table, h->where);
	struct ids ids = {0};
	enum rc rc = query_ids(e->st->store, &ids, err, sql, e->ask->resident);

	for (size_t i = 0; rc == RC_OK && def && i < ids.n; i++)
		change_wrote(e->c, def, ids.v[i]);
	ids_clear(&ids);
	free(sql);
	return rc;
}

/* One table, when it is one of records or, not `records`, of something else that refers to them. */
static enum rc overwrite(struct erasing *e, const struct hangs *all, const struct hang *h,
                         bool records, struct err *err) {
	char *history = mem_printf(
		"UPDATE history SET old_value = NULL WHERE table_name = '%s' AND record IN"
		" (SELECT id FROM \"%s\" WHERE %s)",
		h->table, h->table, h->where);
	struct str sql = {0};
	bool is_record = false;
	enum rc rc = overwrite_sql(e->st, all, h, &sql, &is_record, err);

	if (rc == RC_OK && is_record && records)
		rc = run(e, history, err);
	if (rc == RC_OK && is_record && records)
		rc = remember_records(e, h, err);
	if (rc == RC_OK && is_record == records && sql.n)
		rc = run(e, sql.s, err);
	str_clear(&sql);
	free(history);
	return rc;
}

static enum rc put_erasure(struct erasing *e, struct err *err) {
	return query_run(e->st->store, err,
	                 "INSERT INTO erasure (resident, day, approval, seq) VALUES (?,?,?,?)",
	                 e->ask->resident.id, clock_today(), e->ask->rec.id, e->c->seq);
}

/* Only what is sealed, and no longer to be kept. */
static enum rc may_go(struct station *st, long long resident, struct err *err) {
	struct date sealed = DATE_NONE;
	char day[DATE_BUF];
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, "SELECT sealed FROM resident_numbered WHERE id = ?",
	           resident)
		sealed = stmt_date(q, 0);
	if (rc == RC_OK && !date_is_set(sealed))
		rc = err_set(err, RC_INVALID, "erase.not-sealed",
		             N_("Only a sealed file is erased: seal it first."), NULL);
	if (rc == RC_OK && date_cmp(kept_until(st, sealed), decisive_day()) > 0)
		rc = err_set(err, RC_INVALID, "erase.kept",
		             N_("This file is to be kept until {day}."), "day",
		             date_format(kept_until(st, sealed), day), NULL);
	return rc;
}

/* An account's entry keeps its sum and forgets whom it was about, named by file number. */
static enum rc forget_entries(struct erasing *e, struct err *err) {
	static const char of[] =
		" IN (SELECT id FROM money_entry WHERE file_no IN (SELECT file_no FROM"
		" resident_meant WHERE id = ?1 UNION SELECT file_no FROM resident_gone WHERE"
		" person = ?1 OR person IN (SELECT id FROM resident_gone WHERE person = ?1)))";
	char *old = mem_printf("UPDATE history SET old_value = NULL WHERE table_name ="
	                       " 'money_entry' AND record%s", of);
	char *now = mem_printf("UPDATE money_entry SET file_no = NULL, household = NULL, note ="
	                       " NULL, ver = ver + 1, seq = ?4 WHERE id%s", of);
	char *which = mem_printf("id%s", of);
	char table[] = "money_entry";
	const struct hang h = {table, which};
	enum rc rc = run(e, old, err);

	if (rc == RC_OK)
		rc = remember_records(e, &h, err);
	if (rc == RC_OK)
		rc = run(e, now, err);
	free(old);
	free(now);
	free(which);
	return rc;
}

/* The records one table after another; they point to each other, so the rows they are found by are
 * emptied last. */
static enum rc erase_all(struct erasing *e, struct err *err) {
	struct hangs h = {0};
	char detail[64];
	long long files = 0;
	struct resident r;
	enum rc rc;

	entity_init(&resident_def, &r);
	TRY(put_erasure(e, err));
	TRY(record_load(e->st->store, &resident_def, e->ask->resident.id, &r, err));
	TRY(disclosure_forget(e->c, e->st, &(struct out_whom){r.rec.id, r.name, r.id_no, true},
	                      &files, err));
	TRY(attachment_erase(e->st, e->c, e->ask->resident.id, err));
	TRY(resident_forget_searches(e->st->store, e->ask->resident.id, err));
	TRY(forget_entries(e, err));
	rc = find_hangs(e->st, &h, err);
out:
	entity_clear(&resident_def, &r);
	for (size_t i = h.n; rc == RC_OK && i > 0; i--)
		rc = overwrite(e, &h, &h.v[i - 1], true, err);
	/* What is computed from records goes with them, what is left of others is emptied too. */
	change_touch(e->c, &resident_def, e->ask->resident.id);
	if (rc == RC_OK)
		rc = change_follow(e->c, err);
	for (size_t i = h.n; rc == RC_OK && i > 0; i--)
		rc = overwrite(e, &h, &h.v[i - 1], false, err);
	hangs_clear(&h);
	snprintf(detail, sizeof detail, "rows=%lld files=%lld", e->rows, files);
	e->c->table = resident_def.name;
	e->c->record = e->ask->resident.id;
	e->c->reason = e->ask->reason;
	e->c->detail = detail;
	return rc == RC_OK ? change_commit(e->c, err) : rc;
}

enum rc erase_person(struct station *st, const struct actor *a, struct approval *ask,
                     long long *rows, struct err *err) {
	const struct access_case approved = {.approved = true};
	struct change c = {0};
	struct erasing e = {st, &c, ask, 0};
	enum rc rc = usecase_query_case(st, a, ACT_ERASE, 0, &approved, err);

	if (rc == RC_OK)
		rc = may_go(st, ask->resident.id, err);
	free(ask->kind);
	ask->kind = mem_strdup("erase");
	if (rc == RC_OK)
		rc = approval_need(st, a, ACT_ERASE, ask, err);
	if (rc == RC_OK)
		rc = usecase_begin_case(&c, st, a, ACT_ERASE, "erase", 0, &approved, err);
	if (rc == RC_OK)
		rc = may_go(st, ask->resident.id, err); /* another may have opened it meanwhile */
	if (rc == RC_OK)
		rc = approval_use(&c, st, err);
	if (rc == RC_OK)
		rc = erase_all(&e, err);
	change_end(&c);
	if (rc == RC_OK) {
		attachment_sweep(st);
		disclosure_sweep(st, a);
	}
	*rows = rc == RC_OK ? e.rows : 0;
	if (rc == RC_OK && store_rebuild(st->store, err) != RC_OK)
		rc = err_set(err, RC_BUSY, "erase.rebuild",
			N_("The file is erased, but copies in free places of the database "
			   "could not be cleared: they go with the next erasing, when nobody "
			   "else is working and the disk has room."),
			NULL);
	return rc;
}

enum rc erase_count(struct station *st, const struct actor *a, long long *n, struct err *err) {
	enum rc rc = usecase_count(st, a, err);

	return rc == RC_OK ? query_int(st->store, n, err, "SELECT count(*) FROM erasure") : rc;
}
