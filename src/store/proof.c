/* SPDX-License-Identifier: MIT
 * Rule 12.14. A record's proof is the number of the entry that vouches for it, highest byte first,
 * and BLAKE2b-256 over a tag, its table, the base columns and every field that is not blank, by
 * name and in the order of names: a field that comes later, or another order of fields, changes no
 * old proof. It is made of the columns as they are stored, once an action, so that whatever SQL
 * wrote them is in it.
 */
#include "store/proof.h"

#include "core/check.h"
#include "core/mem.h"
#include "store/chain.h"
#include "store/query.h"

static const char tag[] = "wubao record 1";

static unsigned char *put_part(unsigned char *at, char kind, long long v) {
	hash_part(at, kind, (uint64_t)v);
	return at + HASH_PART;
}

static unsigned char *put_text(unsigned char *at, const void *s, size_t n) {
	at = put_part(at, 't', (long long)n);
	if (n > 0)
		memcpy(at, s, n);
	return at + n;
}

static unsigned char *put_cell(unsigned char *at, const struct cell *c) {
	switch (c->type) {
	case SQLITE_INTEGER:
		return put_part(at, 'i', c->i);
	case SQLITE_TEXT:
		return put_text(at, c->s, c->n);
	case SQLITE_NULL:
		return put_part(at, 'n', 0);
	default: /* no column of a record holds such */
		return put_part(at, 'x', c->type);
	}
}

/* One buffer and one call, as of the chain: an import asks for it a record. */
static void digest(struct store *s, const struct entity_sql *e, const struct cell *cells,
                   unsigned char out[HASH_LEN]) {
	const size_t table = strlen(e->def->name), columns = BASE_COLUMNS + e->def->count;
	size_t most = sizeof tag + table + (columns + 2) * HASH_PART + e->names;
	unsigned char *at;

	for (size_t i = 0; i < columns; i++)
		most += cells[i].n;
	if (s->proof_room < most)
		s->proof_bytes = mem_grow(s->proof_bytes, s->proof_room = most * 2, 1);
	at = put_text(s->proof_bytes, tag, sizeof tag - 1);
	at = put_text(at, e->def->name, table);
	for (size_t i = 0; i < BASE_COLUMNS; i++)
		at = put_cell(at, &cells[i]);
	for (size_t i = 0; i < e->ordered; i++) {
		const struct proof_field *f = &e->order[i];
		const struct cell *c = &cells[BASE_COLUMNS + f->at];

		if (c->type != SQLITE_NULL)
			at = put_cell((unsigned char *)memcpy(at, f->name, f->n) + f->n, c);
	}
	CHECK((size_t)(at - s->proof_bytes) <= s->proof_room);
	hash_once(s->proof_bytes, (size_t)(at - s->proof_bytes), out);
}

static struct cell cell_of(sqlite3_value *v) {
	struct cell c = {.type = sqlite3_value_type(v)};

	if (c.type == SQLITE_INTEGER)
		c.i = sqlite3_value_int64(v);
	else if (c.type == SQLITE_TEXT)
		c.s = sqlite3_value_text(v); /* ended now: who asks for the text again moves nothing */
	if (c.type == SQLITE_TEXT)
		c.n = (size_t)sqlite3_value_bytes(v);
	return c;
}

/* ---- reading ---- */

/* Before the entries vouched for anything records had no proof; taken on since, all have one. */
long long proofs_since(struct store *s) {
	long long since = 0;

	if (s->unproved < 0 &&
	    query_int(s, &since, NULL,
	              "SELECT iif(EXISTS (SELECT 1 FROM audit WHERE action = '" PROOF_ADOPT "'), 0,"
	              " coalesce((SELECT seq FROM audit WHERE covers IS NOT NULL ORDER BY seq LIMIT"
	              " 1), (SELECT max(seq) + 1 FROM audit)))") == RC_OK)
		s->unproved = since;
	return s->unproved;
}

void proof_cells(struct stmt *q, int first, const struct entity_def *def, struct cell *cells) {
	CHECK(BASE_COLUMNS + def->count <= PROOF_COLUMNS);
	for (size_t i = 0; i < BASE_COLUMNS + def->count; i++)
		cells[i] = cell_of(sqlite3_column_value(q->h, first + (int)i));
}

static void proof_of_cells(struct store *s, const struct entity_def *def, const struct cell *cells,
                           unsigned char proof[PROOF_LEN]) {
	uint64_t seq = htobe64((uint64_t)cells[3].i);

	memcpy(proof, &seq, sizeof seq);
	digest(s, entity_sql(s, def), cells, proof + PROOF_SEQ);
}

void proof_of_row(struct stmt *q, int first, const struct entity_def *def,
                  unsigned char proof[PROOF_LEN]) {
	struct cell cells[PROOF_COLUMNS];

	proof_cells(q, first, def, cells);
	proof_of_cells(q->store, def, cells, proof);
}

bool proof_holds_cells(struct stmt *q, int first, const struct entity_def *def,
                       const struct cell *cells) {
	struct store *s = q->store;
	const int at = first + BASE_COLUMNS + (int)def->count;
	const long long seq = cells[3].i;
	const unsigned char *proof;
	unsigned char made[PROOF_LEN];

	if (s->open && s->writing > 0 && seq >= s->writing)
		return true;
	if (sqlite3_column_type(q->h, at) == SQLITE_NULL)
		return seq < proofs_since(s);
	if (sqlite3_column_bytes(q->h, at) != PROOF_LEN)
		return false;
	proof_of_cells(s, def, cells, made);
	proof = sqlite3_column_blob(q->h, at);
	return memcmp(proof + PROOF_SEQ, made + PROOF_SEQ, HASH_LEN) == 0;
}

bool proof_holds(struct stmt *q, int first, const struct entity_def *def) {
	struct cell cells[PROOF_COLUMNS];

	proof_cells(q, first, def, cells);
	return proof_holds_cells(q, first, def, cells);
}

enum rc proof_fits(struct store *s, const struct entity_def *def, long long id, bool *fits,
                   struct err *err) {
	enum rc rc = RC_OK;

	*fits = false;
	QUERY_EACH (q, rc, s, err, entity_sql(s, def)->bare, id)
		*fits = proof_holds(q, 0, def);
	return rc;
}

enum rc record_is_damaged(struct err *err) {
	return err_set(err, RC_INVALID, "record.damaged",
	               N_("This record is damaged: it is not what was saved. It cannot be "
	                  "corrected. The head can void it, with a reason; then enter it anew from "
	                  "the paper."), NULL);
}

/* ---- writing ---- */

long long proof_seq(const unsigned char proof[PROOF_LEN]) {
	uint64_t seq;

	memcpy(&seq, proof, sizeof seq);
	return (long long)be64toh(seq);
}

void proof_member(struct covers *c, const char *table, long long id,
                  const unsigned char proof[PROOF_LEN]) {
	unsigned char bytes[3 * HASH_PART + 64 + PROOF_LEN], *at;

	CHECK(strlen(table) <= 64);
	at = put_text(bytes, table, strlen(table));
	at = put_part(at, 'i', id);
	at = put_text(at, proof, PROOF_LEN);
	covers_add(c, bytes, (size_t)(at - bytes));
}

/* proof_made(columns): the proof of this row, by the entry that is being made. */
static void proof_made(sqlite3_context *ctx, int count, sqlite3_value **v) {
	struct store *s = sqlite3_user_data(ctx);
	const struct proving *p = s->proving;
	unsigned char proof[PROOF_LEN];
	struct cell cells[PROOF_COLUMNS];
	uint64_t seq;

	if (p == NULL || (size_t)count != BASE_COLUMNS + p->e->def->count || count > PROOF_COLUMNS) {
		sqlite3_result_error(ctx, "proof_made outside an action", -1);
		return;
	}
	for (int i = 0; i < count; i++)
		cells[i] = cell_of(v[i]);
	seq = htobe64((uint64_t)p->c->seq);
	memcpy(proof, &seq, sizeof seq);
	digest(s, p->e, cells, proof + PROOF_SEQ);
	proof_member(&p->c->covers, p->e->def->name, cells[0].i, proof);
	sqlite3_result_blob(ctx, proof, PROOF_LEN, SQLITE_TRANSIENT);
}

int proof_function(struct store *s) {
	return sqlite3_create_function_v2(s->db, "proof_made", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, s,
	                                  proof_made, NULL, NULL, NULL);
}

enum rc proof_write(struct change *c, struct err *err) {
	struct store *s = c->store;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < c->written_count; i++) {
		const struct touched *t = &c->written[i];
		struct proving p = {c, entity_sql(s, t->def)};
		struct bind ids = bind_ids(t->ids.v, t->ids.n);

		s->proving = &p;
		if (t->changed)
			rc = query_run(s, err, p.e->past, c->seq, ids);
		if (rc == RC_OK)
			rc = query_run(s, err, p.e->prove, c->seq, ids);
		s->proving = NULL;
	}
	return rc;
}

void covers_add(struct covers *c, const void *member, size_t n) {
	hash_sum(c->sum, member, n);
	c->n++;
}

bool covers_bytes(const struct covers *c, unsigned char out[HASH_LEN]) {
	uint16_t n = htobe16((uint16_t)(c->n < UINT16_MAX ? c->n : UINT16_MAX));

	memcpy(out, c->sum, HASH_LEN);
	memcpy(out + HASH_LEN - sizeof n, &n, sizeof n);
	return c->n > 0;
}
