/* SPDX-License-Identifier: MIT */
#include "store/salvage.h"

#include <sys/stat.h>

#include "core/mem.h"
#include "core/vec.h"
#include "store/proof.h"
#include "store/query.h"

enum { ONE_BY_ONE = 20000 }; /* places looked at between the ends that could be read */

struct copying {
	sqlite3 *old;
	struct store *to;
	struct salvage_table *t;
	sqlite3_stmt *insert;
	int columns;
	bool keyed; /* without rowid: read from both ends, so that much comes twice */
};

/* 1: a row came over; 0: there is none; -1: it cannot be read, or the new file takes it not. */
static int take(struct copying *c, sqlite3_stmt *q) {
	int code = sqlite3_step(q);

	if (code != SQLITE_ROW)
		return code == SQLITE_DONE ? 0 : -1;
	for (int i = 0; i < c->columns; i++)
		sqlite3_bind_value(c->insert, i + 1, sqlite3_column_value(q, i));
	code = sqlite3_step(c->insert);
	sqlite3_reset(c->insert);
	bool saved = code == SQLITE_DONE && sqlite3_changes(c->to->db) > 0;
	c->t->saved += saved;
	/* also what IGNORE left out: an empty name, a number that is there already */
	if (!saved && !c->keyed)
		ids_add(&c->t->lost, sqlite3_column_int64(q, c->columns));
	return 1;
}

/* From `after` on in this order while it can be read; *last: the place it came to; true: to the
 * end. */
static bool take_run(struct copying *c, const char *columns, const char *order, long long after,
                     long long *last) {
	char *sql = mem_printf("SELECT %s, rowid FROM \"%s\" WHERE rowid > ? ORDER BY rowid %s", columns,
	                       c->t->name, order);
	sqlite3_stmt *q = NULL;
	int got = sqlite3_prepare_v2(c->old, sql, -1, &q, NULL) == SQLITE_OK ? 1 : -1;

	if (got > 0)
		sqlite3_bind_int64(q, 1, after);
	while (got > 0 && (got = take(c, q)) > 0)
		*last = sqlite3_column_int64(q, c->columns);
	sqlite3_finalize(q);
	free(sql);
	return got == 0;
}

static void take_between(struct copying *c, const char *columns, long long from, long long to) {
	char *sql = mem_printf("SELECT %s, rowid FROM \"%s\" WHERE rowid = ?", columns, c->t->name);
	sqlite3_stmt *q = NULL;

	if (to - from > ONE_BY_ONE) {
		to = from + ONE_BY_ONE;
		c->t->unread = true;
	}
	if (sqlite3_prepare_v2(c->old, sql, -1, &q, NULL) != SQLITE_OK)
		c->t->unread = true;
	for (long long at = from + 1; q && at < to; at++) {
		sqlite3_bind_int64(q, 1, at);
		if (take(c, q) < 0)
			ids_add(&c->t->lost, at);
		sqlite3_reset(q);
	}
	sqlite3_finalize(q);
	free(sql);
}

/* A table without rowid: from both ends, what comes twice is there once. */
static void take_keyed(struct copying *c, const char *columns, const char *key) {
	for (int back = 0; back < 2; back++) {
		char *sql = mem_printf("SELECT %s, 0 FROM \"%s\" ORDER BY %s %s", columns, c->t->name, key,
		                       back ? "DESC" : "ASC");
		sqlite3_stmt *q = NULL;
		int got = sqlite3_prepare_v2(c->old, sql, -1, &q, NULL) == SQLITE_OK ? 1 : -1;

		while (got > 0)
			got = take(c, q);
		sqlite3_finalize(q);
		free(sql);
		if (got == 0)
			return;
		c->t->unread = true;
	}
}

/* Records whose uid an index still knows, also where the table says it was read to its end: a
 * page's head that counts too few rows is no error to who reads it. */
static void list_lost(struct copying *c) {
	char *sql = mem_printf("SELECT rowid FROM \"%s\" ORDER BY uid", c->t->name);
	sqlite3_stmt *q = NULL;
	struct err ignored;
	bool there;

	if (sqlite3_prepare_v2(c->old, sql, -1, &q, NULL) == SQLITE_OK)
		while (sqlite3_step(q) == SQLITE_ROW) {
			char *has = mem_printf("SELECT 1 FROM \"%s\" WHERE rowid = ?", c->t->name);

			if (query_any(c->to, &there, &ignored, has, sqlite3_column_int64(q, 0)) == RC_OK &&
			    !there && !ids_include(&c->t->lost, sqlite3_column_int64(q, 0)))
				ids_add(&c->t->lost, sqlite3_column_int64(q, 0));
			free(has);
		}
	sqlite3_finalize(q);
	free(sql);
}

static enum rc copy_table(sqlite3 *old, struct store *to, struct salvage_table *t, bool keyed,
                          struct err *err) {
	struct copying c = {.old = old, .to = to, .t = t, .keyed = keyed};
	struct str columns = {0}, places = {0}, key = {0};
	bool record = false;
	char *sql = NULL;
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, to, err, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", t->name) {
		record = record || strcmp(stmt_text(q, 0), "proof") == 0;
		str_addf(&columns, "%s\"%s\"", c.columns ? ", " : "", stmt_text(q, 0));
		str_addf(&places, "%s?", c.columns++ ? ", " : "");
		if (stmt_int(q, 1) == 1)
			str_addf(&key, "\"%s\"", stmt_text(q, 0));
	}
	sql = mem_printf("DELETE FROM \"%s\"", t->name); /* what the steps put there */
	if (rc == RC_OK)
		rc = query_run(to, err, sql);
	free(sql);
	sql = mem_printf("INSERT OR IGNORE INTO \"%s\" (%s) VALUES (%s)", t->name, str_text(&columns),
	                 str_text(&places));
	if (rc == RC_OK && sqlite3_prepare_v2(to->db, sql, -1, &c.insert, NULL) != SQLITE_OK)
		rc = store_fail(to, sqlite3_errcode(to->db), err);
	if (rc == RC_OK && keyed) {
		take_keyed(&c, str_text(&columns), str_text(&key));
	} else if (rc == RC_OK) {
		long long first = 0, last = 0;

		if (!take_run(&c, str_text(&columns), "ASC", INT64_MIN, &first)) {
			if (take_run(&c, str_text(&columns), "DESC", first, &last))
				last = 0;
			t->unread = last == 0;
			take_between(&c, str_text(&columns), first, last);
		}
		if (record)
			list_lost(&c);
	}
	sqlite3_finalize(c.insert);
	str_clear(&columns);
	str_clear(&places);
	str_clear(&key);
	free(sql);
	return rc;
}

/* What refers to something lost would make the new file unsound. */
static enum rc drop_orphans(struct store *to, struct salvage *out, struct err *err) {
	enum rc rc = RC_OK;
	bool more = true;

	while (rc == RC_OK && more) {
		char *table = NULL, *sql;
		long long row = 0;

		more = false;
		QUERY_EACH (q, rc, to, err, "SELECT \"table\", rowid FROM pragma_foreign_key_check") {
			table = mem_strdup(stmt_text(q, 0));
			row = stmt_int(q, 1);
			break;
		}
		if (!table)
			break;
		sql = mem_printf("DELETE FROM \"%s\" WHERE rowid = ?", table);
		rc = query_run(to, err, sql, row);
		more = rc == RC_OK && store_changes(to) > 0;
		for (size_t i = 0; more && i < out->n; i++)
			if (strcmp(out->v[i].name, table) == 0)
				ids_add(&out->v[i].lost, row);
		out->orphans += more;
		free(sql);
		free(table);
	}
	return rc;
}

/* The audit as far as its chain is whole. */
static enum rc cut_audit(struct store *to, struct salvage *out, struct err *err) {
	long long good = 0;
	enum rc rc = audit_verify(to, &good, err);

	if (rc == RC_CORRUPT) {
		rc = query_run(to, err, "DELETE FROM audit WHERE seq > ?", good);
		out->audit_cut = store_changes(to);
	}
	if (rc == RC_OK)
		rc = query_run(to, err, "UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'", good);
	return rc;
}

static enum rc list_tables(struct store *to, struct salvage *out, struct ids *keyed,
                           struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, to, err,
		"SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
		"AND name"
		" NOT LIKE 'sqlite_%' AND name NOT IN ('due', 'damaged', 'proof_past') ORDER "
		"BY name") {
		VEC_PUSH(out->v, out->n, (struct salvage_table){.name = mem_strdup(stmt_text(q, 0))});
		ids_add(keyed, stmt_int(q, 1));
	}
	return rc;
}

enum rc store_salvage(const char *from, struct store *to, struct salvage *out, struct err *err) {
	struct ids keyed = {0};
	sqlite3 *old = NULL;
	struct stat st;
	enum rc rc;

	*out = (struct salvage){0};
	if (stat(from, &st) == 0 && S_ISFIFO(st.st_mode)) /* it would be waited for */
		TRY(err_set(err, RC_INVALID, "file.not-plain",
		            N_("{file} is no plain file but a link, a folder, a pipe or a device"),
		            "file", from, NULL));
	TRY(list_tables(to, out, &keyed, err));
	if (sqlite3_open_v2(from, &old, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		TRY(sqlite_sentence(old, sqlite3_errcode(old), from, err));
	sqlite3_exec(old, "PRAGMA cell_size_check=ON", NULL, NULL, NULL);
	/* Only read; but a file that is cut, or one bad line of the schema, is not refused as a
	 * whole. */
	sqlite3_db_config(old, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
	sqlite3_exec(to->db, "PRAGMA foreign_keys=OFF", NULL, NULL, NULL);
	sqlite3_db_config(to->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	TRY(store_begin(to, err));
	for (size_t i = 0; i < out->n; i++)
		TRY(copy_table(old, to, &out->v[i], keyed.v[i], err));
	TRY(cut_audit(to, out, err));
	TRY(drop_orphans(to, out, err));
	TRY(store_commit(to, err));
out:
	store_rollback(to);
	sqlite3_db_config(to->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	sqlite3_exec(to->db, "PRAGMA foreign_keys=ON", NULL, NULL, NULL);
	sqlite3_close_v2(old);
	ids_clear(&keyed);
	return rc;
}

void salvage_clear(struct salvage *s) {
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].name);
		ids_clear(&s->v[i].lost);
	}
	free(s->v);
	*s = (struct salvage){0};
}

enum rc salvage_prove(struct change *c, const struct entity_def *def, struct err *err) {
	struct store *s = c->store;
	struct proving p = {c, entity_sql(s, def)};
	char *prove = mem_printf("%.*s WHERE id IN (SELECT value FROM json_each(?))",
	                         (int)(strstr(p.e->prove, " WHERE ") - p.e->prove), p.e->prove);
	struct ids good = {0};
	enum rc rc = RC_OK;

	s->writing = 0;
	QUERY_EACH (q, rc, s, err, p.e->walk, INT64_MIN, INT64_MAX)
		if (proof_holds(q, 0, def))
			ids_add(&good, stmt_int(q, 0));
	s->proving = &p;
	if (rc == RC_OK)
		rc = query_run(s, err, prove, bind_ids(good.v, good.n));
	s->proving = NULL;
	s->writing = c->seq;
	ids_clear(&good);
	free(prove);
	return rc;
}
