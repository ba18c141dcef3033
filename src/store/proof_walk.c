/* All proofs, and all that entries vouch for. SPDX-License-Identifier: MIT */
#include "store/proof_walk.h"

#include "core/mem.h"
#include "core/vec.h"
#include "store/proof.h"
#include "store/query.h"
#include "store/salvage.h"

enum rc proof_walk_begin(struct proof_walk *w, struct store *s, struct err *err) {
	enum rc rc;

	*w = (struct proof_walk){.store = s};
	rc = query_int(s, &w->until, err, "SELECT max(seq) FROM audit");
	if (rc == RC_OK)
		rc = query_int(s, &w->base, err, "SELECT max(seq) FROM audit WHERE action = '" SALVAGE "'");
	if (rc == RC_OK)
		w->sums = mem_zalloc((size_t)w->until + 1, sizeof *w->sums);
	return rc;
}

void proof_walk_end(struct proof_walk *w) {
	free(w->sums);
	free(w->few);
	free(w->later);
	free(w->found);
	*w = (struct proof_walk){0};
}

void proof_walk_add(struct proof_walk *w, long long seq, const void *bytes, size_t n) {
	if (seq > 0 && seq <= w->until)
		covers_add(&w->sums[seq], bytes, n);
}

static void add_proof(struct proof_walk *w, const char *table, long long id,
                      const unsigned char *proof) {
	long long seq = proof_seq(proof);

	if (seq > 0 && seq <= w->until)
		proof_member(&w->sums[seq], table, id, proof);
}

static void found(struct proof_walk *w, const char *table, long long record) {
	VEC_PUSH(w->found, w->found_count, (struct proof_found){table, record});
}

/* Of a record that is damaged: the proof may be its own, or another's put there. */
static void add_doubtful(struct proof_walk *w, const struct entity_def *def, struct stmt *q) {
	const int at = BASE_COLUMNS + (int)def->count;
	struct proof_entry e = {.table = def->name, .record = stmt_int(q, 0)};

	if (stmt_bytes(q, at) == PROOF_LEN)
		memcpy(e.proof, sqlite3_column_blob(q->h, at), PROOF_LEN);
	proof_of_row(q, 0, def, e.made);
	VEC_PUSH(w->few, w->few_count, e);
}

enum rc proof_walk_records(struct proof_walk *w, const struct entity_def *def, long long *after,
                           int most, bool *more, struct err *err) {
	const int at = BASE_COLUMNS + (int)def->count;
	enum rc rc = RC_OK;
	int n = 0;

	QUERY_EACH (q, rc, w->store, err, entity_sql(w->store, def)->walk, *after, most) {
		const unsigned char *proof = sqlite3_column_blob(q->h, at);

		const size_t known = w->found_count;

		*after = stmt_int(q, 0);
		n++;
		w->records++;
		/* the salvage proved anew whatever held then */
		if (!proof_holds(q, 0, def) ||
		    (stmt_bytes(q, at) == PROOF_LEN && proof_seq(proof) < w->base))
			found(w, def->name, *after);
		else if (stmt_is_null(q, at))
			w->without++;
		if (w->found_count > known)
			add_doubtful(w, def, q);
		if (stmt_bytes(q, at) != PROOF_LEN || w->found_count > known)
			continue;
		if (proof_seq(proof) > w->until)
			VEC_PUSH(w->later, w->later_count, (struct proof_found){def->name, *after});
		else
			add_proof(w, def->name, *after, proof);
	}
	*more = rc == RC_OK && n == most;
	return rc;
}

static bool was_later(const struct proof_walk *w, const char *table, long long record) {
	size_t i = 0;

	while (i < w->later_count &&
	       (w->later[i].record != record || strcmp(w->later[i].table, table) != 0))
		i++;
	return i < w->later_count;
}

/* A proof replaced since the walk began counts where the record was met only afterwards. */
static enum rc add_past(struct proof_walk *w, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, w->store, err,
		"SELECT replaced, table_name, record, proof FROM proof_past WHERE length(proof) = ?"
		" AND length(table_name) < 60", (int)PROOF_LEN)
		if (stmt_int(q, 0) <= w->until || was_later(w, stmt_text(q, 1), stmt_int(q, 2)))
			add_proof(w, stmt_text(q, 1), stmt_int(q, 2), sqlite3_column_blob(q->h, 3));
	return rc;
}

void disclosed_bytes(long long seq, long long resident, unsigned char out[DISCLOSED_BYTES]) {
	static const char tag[] = "disclosed";

	memcpy(out, tag, sizeof tag);
	hash_part(out + sizeof tag, 'i', (uint64_t)seq);
	hash_part(out + sizeof tag + HASH_PART, 'i', (uint64_t)resident);
}

static enum rc add_disclosed(struct proof_walk *w, struct err *err) {
	unsigned char bytes[DISCLOSED_BYTES];
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, w->store, err, "SELECT seq, resident FROM disclosed WHERE seq <= ?",
	            w->until) {
		disclosed_bytes(stmt_int(q, 0), stmt_int(q, 1), bytes);
		proof_walk_add(w, stmt_int(q, 0), bytes, sizeof bytes);
	}
	return rc;
}

/* Whatever else entries vouch for: each adds it by proof_walk_add. */
static enum rc (*const sources[])(struct proof_walk *w, struct err *err) = {
	add_past, add_disclosed};

/* Its entry vouches for one record, and that one is void since: it is believed no more. */
static bool is_void_since(struct proof_walk *w, const char *table, long long record, long long seq) {
	char *sql = mem_printf("SELECT 1 FROM \"%s\" WHERE id = ? AND voided_at IS NOT NULL AND seq > ?",
	                       table);
	bool is_void = false;

	(void)query_any(w->store, &is_void, NULL, sql, record, seq);
	free(sql);
	return is_void;
}

static bool fits(const struct covers *sum, struct stmt *q) {
	unsigned char made[HASH_LEN];
	const bool any = covers_bytes(sum, made);

	return any == !stmt_is_null(q, 1) &&
	       (!any || (stmt_bytes(q, 1) == HASH_LEN &&
	                 memcmp(sqlite3_column_blob(q->h, 1), made, HASH_LEN) == 0));
}

/* What is damaged is listed already: with its proof as it stands, or (the damage is in the proof)
 * as its content has it, the others of the entry hold. */
static bool fits_with_doubtful(const struct proof_walk *w, long long seq, struct stmt *q) {
	struct covers standing = w->sums[seq], made = w->sums[seq];

	for (size_t i = 0; i < w->few_count; i++) {
		const struct proof_entry *e = &w->few[i];

		if (proof_seq(e->proof) == seq)
			proof_member(&standing, e->table, e->record, e->proof);
		if (proof_seq(e->made) == seq)
			proof_member(&made, e->table, e->record, e->made);
	}
	return fits(&standing, q) || fits(&made, q);
}

static bool was_found(const struct proof_walk *w, const char *table, long long record) {
	size_t i = 0;

	while (i < w->found_count &&
	       (w->found[i].record != record || strcmp(w->found[i].table, table) != 0))
		i++;
	return i < w->found_count;
}

static void compare(struct proof_walk *w, struct stmt *q,
                    const struct entity_def *(*entity)(const char *table)) {
	const long long seq = stmt_int(q, 0), record = stmt_int(q, 3);
	const char *table = stmt_text(q, 2);
	const bool any = seq > 0 && w->sums[seq].n > 0;
	const struct entity_def *def = table ? entity(table) : NULL;

	if (seq < 1 || fits(&w->sums[seq], q) || fits_with_doubtful(w, seq, q) ||
	    (def && was_found(w, def->name, record)))
		return;
	if (!def || !any || w->sums[seq].n > 1)
		found(w, "audit", seq);
	else if (!is_void_since(w, def->name, record, seq))
		found(w, def->name, record);
}

enum rc proof_walk_entries(struct proof_walk *w, const struct entity_def *(*entity)(const char *table),
                           struct err *err) {
	enum rc rc = RC_OK;

	store_read_begin(w->store);
	for (size_t i = 0; rc == RC_OK && i < sizeof sources / sizeof *sources; i++)
		rc = sources[i](w, err);
	QUERY_EACH (q, rc, w->store, err,
		"SELECT seq, covers, table_name, record FROM audit WHERE seq BETWEEN ? AND ? "
		"ORDER BY seq",
		w->base, w->until)
		compare(w, q, entity);
	store_read_end(w->store);
	return rc;
}

/* ---- a person's ---- */

static void add_few(struct proof_walk *w, const char *table, long long id,
                    const unsigned char *proof) {
	const long long seq = proof_seq(proof);
	size_t i = 0;

	while (i < w->few_count && w->few[i].seq != seq)
		i++;
	if (i == w->few_count)
		VEC_PUSH(w->few, w->few_count,
		         (struct proof_entry){.seq = seq, .table = table, .record = id});
	proof_member(&w->few[i].sum, table, id, proof);
}

enum rc proof_walk_some(struct proof_walk *w, const struct entity_def *def, const char *column,
                        long long id, struct err *err) {
	const int at = BASE_COLUMNS + (int)def->count;
	char *columns = entity_columns(def),
	     *sql = mem_printf("SELECT %s, proof FROM \"%s\" WHERE %s = ?", columns, def->name, column);
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, w->store, err, sql, id) {
		const long long record = stmt_int(q, 0);

		if (!proof_holds(q, 0, def))
			found(w, def->name, record);
		if (stmt_bytes(q, at) == PROOF_LEN)
			add_few(w, def->name, record, sqlite3_column_blob(q->h, at));
		QUERY_EACH (past, rc, w->store, err,
			"SELECT proof FROM proof_past WHERE table_name = ? AND "
			"record = ?", def->name,
			record)
			if (stmt_bytes(past, 0) == PROOF_LEN)
				add_few(w, def->name, record, sqlite3_column_blob(past->h, 0));
	}
	free(columns);
	free(sql);
	return rc;
}

/* An entry with other members too says nothing here. */
enum rc proof_walk_few(struct proof_walk *w, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < w->few_count; i++) {
		const struct proof_entry *e = &w->few[i];
		unsigned char made[HASH_LEN], covers[HASH_LEN] = {0};
		const size_t n = HASH_LEN - sizeof(uint16_t);

		(void)covers_bytes(&e->sum, made);
		QUERY_EACH (q, rc, w->store, err, "SELECT covers FROM audit WHERE seq = ?", e->seq)
			if (stmt_bytes(q, 0) == HASH_LEN)
				memcpy(covers, sqlite3_column_blob(q->h, 0), HASH_LEN);
		if (memcmp(made, covers, HASH_LEN) == 0)
			continue;
		/* as many as it says, or it vouches for nothing at all */
		if (memcmp(made + n, covers + n, sizeof(uint16_t)) != 0 &&
		    memcmp(covers + n, "\0", sizeof(uint16_t)) != 0)
			continue;
		if (e->sum.n > 1)
			found(w, "audit", e->seq);
		else if (!is_void_since(w, e->table, e->record, e->seq))
			found(w, e->table, e->record);
	}
	return rc;
}

enum rc proof_adopt(struct change *c, const struct entity_def *def, struct err *err) {
	struct proving p = {c, entity_sql(c->store, def)};
	enum rc rc;

	c->store->proving = &p;
	rc = query_run(c->store, err, p.e->adopt, proofs_since(c->store));
	c->store->proving = NULL;
	c->store->unproved = -1;
	return rc;
}
