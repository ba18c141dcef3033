/* Drafts in their own file. Nothing here is audited; what the station's own file must say is asked
 * of it. SPDX-License-Identifier: MIT */
#include "model/entry/draft.h"

#include <unistd.h>

#include "core/clock.h"
#include "core/process.h"
#include "model/access/access_db.h"

/* As long as the loop of the screens may stand still for it. */
enum { WAIT_MS = 1000 };

/* Who and whom are uids, so that the drafts of two stations in one folder, or of a restored one,
 * are never mixed up. */
static const struct migration steps[] = {
	{1, "drafts",
	 "CREATE TABLE draft ( id INTEGER PRIMARY KEY, officer TEXT NOT NULL, form TEXT NOT NULL,"
	 " record_table TEXT, record_uid TEXT, record INTEGER NOT NULL, resident TEXT,"
	 " other INTEGER NOT NULL, ver INTEGER NOT NULL, field INTEGER NOT NULL,"
	 " state INTEGER NOT NULL, text TEXT NOT NULL, began INTEGER NOT NULL,"
	 " saved INTEGER NOT NULL, turn INTEGER NOT NULL) STRICT;"
	 "CREATE INDEX draft_by_officer ON draft(officer);"
	 "CREATE INDEX draft_by_record ON draft(record) WHERE record <> 0;"},
	{2, "process", "ALTER TABLE draft ADD COLUMN pid INTEGER NOT NULL DEFAULT 0"},
};

#define DRAFT_COLUMNS \
	"id, form, record_table, record_uid, record, resident, other, ver, field, state, began," \
	" saved, turn, pid"

void draft_clear(struct draft *d) {
	free(d->form);
	free(d->table);
	free(d->uid);
	free(d->text);
	*d = (struct draft){0};
}

void drafts_clear(struct drafts *d) {
	for (size_t i = 0; i < d->n; i++)
		draft_clear(&d->v[i]);
	free(d->v);
	*d = (struct drafts){0};
}

/* ---- the file ---- */

/* Texts older programs left as they were typed (rule 11.23); those of other stations' officers
 * stay. */
static enum rc seal_old(struct station *st, struct err *err) {
	unsigned char secret[SECRET_KEY];
	bool any = false;
	enum rc rc = query_any(st->drafts, &any, err,
	                       "SELECT 1 FROM draft WHERE substr(text, 1, 7) <> '" SECRET_MARK "'");

	if (rc != RC_OK || !any)
		return rc;
	TRY(access_secret(st->store, secret, err));
	TRY(store_begin(st->drafts, err));
	QUERY_EACH(q, rc, st->drafts, err, "SELECT id, text, officer FROM draft WHERE"
	           " substr(text, 1, 7) <> '" SECRET_MARK "'") {
		struct str sealed = {0};

		rc = query_any(st->store, &any, err, "SELECT 1 FROM officer WHERE uid = ?",
		               stmt_text(q, 2));
		secret_seal(secret, stmt_text(q, 1), &sealed);
		if (rc == RC_OK && any)
			rc = query_run(st->drafts, err, "UPDATE draft SET text = ? WHERE id = ?",
			               str_text(&sealed), stmt_int(q, 0));
		str_clear(&sealed);
	}
	if (rc == RC_OK)
		rc = store_commit(st->drafts, err);
out:
	store_rollback(st->drafts);
	return rc;
}

/* Opened when it is first needed. make: when it is not there; else RC_OK and no st->drafts. */
static enum rc drafts_open(struct station *st, bool make, struct err *err) {
	const struct store_options opt = {.migrations = steps,
	                                  .migration_count = sizeof steps / sizeof *steps,
	                                  .drafts = true, .must_exist = !make,
	                                  .allow_filesystem = conf_bool(st->conf, "files",
	                                                                "allow_filesystem")};
	const char *station = store_path(st->store);
	char *path;
	enum rc rc;

	if (st->drafts || store_is_read_only(st->store))
		return RC_OK;
	path = mem_printf("%.*sdrafts.db", (int)(strrchr(station, '/') - station + 1), station);
	rc = store_open(&st->drafts, path, &opt, err);
	free(path);
	if (rc == RC_NOT_FOUND && !make)
		return RC_OK;
	if (rc == RC_OK) {
		store_set_wait(st->drafts, WAIT_MS);
		(void)seal_old(st, NULL); /* busy: the next time */
	}
	return rc;
}

/* ---- what the station says ---- */

static enum rc officer_uid(struct station *st, const struct actor *a, char **out, struct err *err) {
	enum rc rc = query_text(st->store, out, err, "SELECT uid FROM officer WHERE id = ?",
	                        a->officer);

	return rc == RC_OK && !*out ? RC_NOT_FOUND : rc;
}

/* The id of the record with this uid, 0: none. Only tables the program knows are asked. */
static enum rc record_of_uid(struct station *st, const char *table, const char *uid, long long *id,
                             struct err *err) {
	const struct entity_def *def = table ? station_entity(table) : NULL;
	char *sql;
	enum rc rc;

	*id = 0;
	if (!def || !uid)
		return RC_OK;
	sql = mem_printf("SELECT id FROM \"%s\" WHERE uid = ?", def->name);
	rc = query_int(st->store, id, err, sql, uid);
	free(sql);
	return rc;
}

/* ---- saving ---- */

/* The values of a row but its id and turn, in the order both statements name them. */
#define DRAFT_VALUES(d, officer, resident) \
	officer, (d)->form, (d)->table, (d)->uid, (d)->record, resident, (d)->other, (d)->ver, \
	(d)->field, (d)->state, \
		(d)->text ? (d)->text : "", (d)->began, (d)->saved, \
		(d)->state == DRAFT_OPEN ? (long long)getpid() : 0

/* *changed: the row was still as this session left it. */
static enum rc update(struct store *s, const struct draft *d, const char *officer,
                      const char *resident, bool *changed, struct err *err) {
	enum rc rc = query_run(s, err,
	                       "UPDATE draft SET form = ?2, record_table = ?3, record_uid = ?4,"
	                       " record = ?5, resident = ?6, other = ?7, ver = ?8, field = ?9,"
	                       " state = ?10, text = ?11, began = ?12, saved = ?13, pid = ?14, turn"
	                       " = turn + 1 WHERE id = ?15 AND officer = ?1 AND turn = ?16",
	                       DRAFT_VALUES(d, officer, resident), d->id, d->turn);

	*changed = rc == RC_OK && store_changes(s) > 0;
	return rc;
}

static enum rc insert(struct store *s, const struct draft *d, const char *officer,
                      const char *resident, struct err *err) {
	return query_run(s, err,
	                 "INSERT INTO draft (officer, form, record_table, record_uid, record,"
	                 " resident, other, ver, field, state, text, began, saved, pid, turn)"
	                 " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
	                 DRAFT_VALUES(d, officer, resident));
}

static enum rc write_row(struct store *s, struct draft *d, const char *officer,
                         const char *resident, struct err *err) {
	bool changed = false;
	long long id = d->id;
	enum rc rc = store_begin(s, err);

	d->saved = clock_now_ms();
	if (d->began == 0)
		d->began = d->saved;
	if (rc == RC_OK && d->id)
		rc = update(s, d, officer, resident, &changed, err);
	if (rc == RC_OK && !changed) {
		rc = insert(s, d, officer, resident, err);
		id = store_last_id(s);
	}
	if (rc == RC_OK)
		rc = store_commit(s, err);
	else
		store_rollback(s);
	if (rc == RC_OK) {
		d->id = id;
		d->turn = changed ? d->turn + 1 : 1;
	}
	return rc;
}

/* Of one officer so many wait at most. */
static enum rc room_for_one(struct store *s, const char *officer, struct err *err) {
	enum { DRAFTS_MOST = 200 };
	long long n = 0;
	enum rc rc = query_int(s, &n, err, "SELECT count(*) FROM draft WHERE officer = ?", officer);

	return rc != RC_OK || n < DRAFTS_MOST ? rc
	       : err_set(err, RC_DENIED, "draft.many",
	                 N_("{n} drafts of yours wait already: finish some or drop them first."), "n",
	                 NUM(DRAFTS_MOST), NULL);
}

enum rc draft_save(struct station *st, const struct actor *a, struct draft *d, struct err *err) {
	char *officer = NULL, *resident = NULL, *typed = d->text;
	unsigned char secret[SECRET_KEY];
	struct str sealed = {0};
	enum rc rc;

	/* by the role they came in with: what was typed is kept though they may no longer save it
	 */
	TRY(access_allows(a, ACT_SAVE, 0, err));
	if (store_is_read_only(st->store))
		TRY(err_set(err, RC_DENIED, "station.read-only",
		             N_("The station is opened read-only: nothing can be changed now."),
		             NULL));
	TRY(officer_uid(st, a, &officer, err));
	if (d->resident)
		TRY(query_text(st->store, &resident, err,
		               "SELECT uid FROM resident_visible WHERE id = ?", d->resident));
	if (d->resident && !resident)
		TRY(RC_NOT_FOUND);
	TRY(drafts_open(st, true, err));
	if (d->id == 0)
		TRY(room_for_one(st->drafts, officer, err));
	TRY(access_secret(st->store, secret, err));
	secret_seal(secret, typed ? typed : "", &sealed);
	d->text = sealed.s;
	rc = write_row(st->drafts, d, officer, resident, err);
out:
	d->text = typed;
	str_clear(&sealed);
	free(officer);
	free(resident);
	return rc;
}

enum rc draft_drop(struct station *st, const struct actor *a, struct draft *d, struct err *err) {
	char *officer = NULL;
	enum rc rc;

	if (!d->id || !st->drafts)
		return RC_OK;
	rc = officer_uid(st, a, &officer, err);
	if (rc == RC_OK)
		rc = store_begin(st->drafts, err);
	if (rc == RC_OK)
		rc = query_run(st->drafts, err,
		               "DELETE FROM draft WHERE id = ? AND officer = ? AND turn = ?", d->id,
		               officer, d->turn);
	if (rc == RC_OK)
		rc = store_commit(st->drafts, err);
	else
		store_rollback(st->drafts);
	if (rc == RC_OK)
		d->id = d->turn = 0;
	free(officer);
	return rc;
}

void drafts_forget(struct station *st, const char *resident) {
	enum rc rc = drafts_open(st, false, NULL);

	if (rc != RC_OK || !st->drafts || store_begin(st->drafts, NULL) != RC_OK)
		return;
	rc = query_run(st->drafts, NULL, "DELETE FROM draft WHERE resident = ?", resident);
	if (rc == RC_OK)
		store_commit(st->drafts, NULL);
	else
		store_rollback(st->drafts);
}

/* ---- reading ---- */

/* The current row; *resident gets the uid of whom it hangs on (heap, NULL: nobody). */
static void read_row(struct stmt *q, struct draft *d, char **resident) {
	*d = (struct draft){.id = stmt_int(q, 0),
	                    .form = mem_strdup(stmt_text(q, 1)),
	                    .table = mem_strdup(stmt_text(q, 2)),
	                    .uid = mem_strdup(stmt_text(q, 3)), .record = stmt_int(q, 4),
	                    .other = stmt_int(q, 6), .ver = stmt_int(q, 7), .field = stmt_int(q, 8),
	                    .state = stmt_int(q, 9) == DRAFT_LATER ? DRAFT_LATER : DRAFT_OPEN,
	                    .began = stmt_int(q, 10), .saved = stmt_int(q, 11),
	                    .turn = stmt_int(q, 12)};
	d->elsewhere = stmt_int(q, 13) != 0 && stmt_int(q, 13) != (long long)getpid() &&
	               process_runs(stmt_int(q, 13), d->saved);
	*resident = mem_strdup(stmt_text(q, 5));
}

/* Own rows, newest first. The uids of the residents stand beside them. */
static enum rc read_rows(struct station *st, const char *officer, struct drafts *out,
                         char ***residents, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->drafts, err,
			"SELECT " DRAFT_COLUMNS " FROM draft WHERE officer = ? ORDER BY saved DESC,"
			" id DESC",
			officer) {
		*residents = vec_room(*residents, out->n, sizeof **residents);
		struct draft *d = VEC_ADD(out->v, out->n);

		read_row(q, d, &(*residents)[out->n - 1]);
	}
	return rc;
}

/* Does the draft still stand for something? Sets d->resident. done: its record was saved. */
static enum rc stands(struct station *st, struct draft *d, const char *resident, bool *shown,
                      bool *done, struct err *err) {
	long long id = 0;
	enum rc rc = RC_OK;

	*done = false;
	if (resident)
		rc = query_int(st->store, &d->resident, err,
		               "SELECT id FROM resident_visible WHERE uid = ?", resident);
	*shown = !resident || d->resident;
	if (rc == RC_OK)
		rc = record_of_uid(st, d->table, d->uid, &id, err);
	if (rc == RC_OK && d->record == 0 && id != 0)
		*done = true;
	else if (rc == RC_OK && d->record != 0 && d->uid && id != d->record)
		*shown = false;
	return rc;
}

enum rc draft_list(struct station *st, const struct actor *a, struct drafts *out, struct err *err) {
	char *officer = NULL, **residents = NULL;
	size_t all, kept = 0;
	enum rc rc;

	*out = (struct drafts){0};
	if (access_allows(a, ACT_SAVE, 0, NULL) != RC_OK)
		return RC_OK;
	rc = drafts_open(st, false, err);
	if (rc == RC_OK && st->drafts)
		rc = officer_uid(st, a, &officer, err);
	if (rc == RC_OK && st->drafts)
		rc = read_rows(st, officer, out, &residents, err);
	all = out->n;
	for (size_t i = 0; i < all; i++) {
		bool shown = false, done = false;

		if (rc == RC_OK)
			rc = stands(st, &out->v[i], residents[i], &shown, &done, err);
		free(residents[i]);
		if (done)
			draft_drop(st, a, &out->v[i], NULL);
		if (rc == RC_OK && shown && !done)
			out->v[kept++] = out->v[i];
		else
			draft_clear(&out->v[i]);
	}
	out->n = kept;
	free(residents);
	free(officer);
	return rc;
}

/* Takes it out of the list, and reads its text. */
static enum rc take(struct station *st, struct drafts *list, size_t i, struct draft *out,
                    struct err *err) {
	unsigned char secret[SECRET_KEY];
	enum rc rc = access_secret(st->store, secret, err);

	QUERY_EACH(q, rc, st->drafts, err, "SELECT text FROM draft WHERE id = ?", list->v[i].id) {
		const char *text = stmt_text(q, 0);
		char *typed = secret_open(secret, text);

		if (!typed && strncmp(text, SECRET_MARK, sizeof SECRET_MARK - 1) == 0)
			return RC_NOT_FOUND; /* of a station that was restored from before */
		*out = list->v[i];
		list->v[i] = (struct draft){0};
		out->text = typed ? typed : mem_strdup(text);
		return RC_OK;
	}
	return rc == RC_OK ? RC_NOT_FOUND : rc;
}

enum rc draft_find(struct station *st, const struct actor *a, const char *form, long long record,
                   long long resident, long long other, struct draft *out, struct err *err) {
	struct drafts list;
	enum rc rc = draft_list(st, a, &list, err);
	size_t i = 0;

	*out = (struct draft){0};
	for (const struct draft *d = list.v; i < list.n; i++, d++)
		if (!d->elsewhere && d->record == record && d->resident == resident &&
		    (other == 0 || d->other == other) && strcmp(d->form, form) == 0)
			break;
	if (rc == RC_OK)
		rc = i < list.n ? take(st, &list, i, out, err) : RC_NOT_FOUND;
	drafts_clear(&list);
	return rc;
}

enum rc draft_get(struct station *st, const struct actor *a, long long id, struct draft *out,
                  struct err *err) {
	struct drafts list;
	enum rc rc = draft_list(st, a, &list, err);
	size_t i = 0;

	*out = (struct draft){0};
	while (i < list.n && list.v[i].id != id)
		i++;
	if (rc == RC_OK)
		rc = i < list.n ? take(st, &list, i, out, err)
		                : err_set(err, RC_NOT_FOUND, "draft.none",
		                          N_("This draft is not there any more."), NULL);
	drafts_clear(&list);
	return rc;
}

/* ---- others ---- */

void draft_elsewhere(struct station *st, const struct actor *a, const char *table, long long record,
                     long long *officer, long long *since) {
	char *own = NULL, *other = NULL;
	enum rc rc = RC_OK;

	*officer = *since = 0;
	if (drafts_open(st, false, NULL) != RC_OK || !st->drafts ||
	    officer_uid(st, a, &own, NULL) != RC_OK)
		return;
	QUERY_EACH(q, rc, st->drafts, NULL,
	           "SELECT officer, began FROM draft WHERE record = ?1 AND record_table = ?2 AND"
	           " officer <> ?3 AND state = 0 AND saved > ?4 ORDER BY saved DESC LIMIT 1",
	           record, table, own, clock_now_ms() - DRAFT_HINT_MS) {
		other = mem_strdup(stmt_text(q, 0));
		*since = stmt_int(q, 1);
	}
	if (other)
		query_int(st->store, officer, NULL, "SELECT id FROM officer WHERE uid = ?", other);
	free(other);
	free(own);
}
