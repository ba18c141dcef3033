/* The write side of an import: one transaction, one audit row. SPDX-License-Identifier: MIT */
#include "model/entry/import_memory.h"

#include "core/clock.h"
#include "core/hash.h"
#include "model/access/access_db.h"
#include "model/access/bound.h"
#include "model/access/disclosure.h"
#include "model/event/event_db.h"
#include "model/event/value_db.h"
#include "model/ledger/ledger_db.h"
#include "model/order/order_db.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"
#include "model/team/team.h"
#include "model/team/team_db.h"

/* What the digest is over: a record as it was written. */
struct written {
	char uid[27];
	uint32_t ver;
};

struct import_batch {
	struct station *st;
	struct change c;
	struct import_log log;
	struct written *written;
	size_t written_n, mark; /* mark: so many before the row under way */
	struct ids orders; /* whose logs were taken in */
	struct ids people; /* whose events hang on other orders now */
};

enum rc import_batch_begin(struct import_batch **out, struct station *st, const struct actor *a,
                           const char *file_name, const char *hash, const char *registry,
                           struct err *err) {
	struct import_batch *b = mem_zalloc(1, sizeof *b);
	enum rc rc;

	b->st = st;
	entity_init(&import_def, &b->log);
	b->log.file_name = mem_strdup(file_name);
	b->log.file_hash = mem_strdup(hash);
	b->log.registry = mem_strdup(registry);
	rc = usecase_begin(&b->c, st, a, ACT_IMPORT, "import", 0, err);
	if (rc == RC_OK) {
		b->c.source = code_of("import");
		rc = change_insert(&b->c, &import_def, &b->log, err);
	}
	if (rc == RC_OK)
		b->c.import_id = b->log.rec.id;
	if (rc != RC_OK) {
		import_batch_abort(b);
		return rc;
	}
	*out = b;
	return RC_OK;
}

static void note_written(struct import_batch *b, const struct record *r) {
	struct written *w = VEC_ADD(b->written, b->written_n);

	memcpy(w->uid, r->uid, sizeof r->uid);
	w->ver = (uint32_t)r->ver;
}

enum rc import_batch_resident(struct import_batch *b, struct resident *r, struct err *err) {
	enum rc rc = resident_put(&b->c, r, err);

	if (rc == RC_OK)
		note_written(b, &r->rec);
	return rc;
}

enum rc import_batch_order(struct import_batch *b, struct treatment_order *o, struct err *err) {
	enum rc rc = order_put_alone(&b->c, o, err);

	if (rc == RC_OK) {
		note_written(b, &o->rec);
		ids_add(&b->people, o->resident.id);
	}
	return rc;
}

enum rc import_batch_first(struct import_batch *b, struct resident *r, struct treatment_order *o,
                           struct err *err) {
	/* who comes from another station brings the records of these values along (rule 13.5) */
	const bool handed = r->rec.uid[0] != '\0';
	bool counts;
	enum rc rc = resident_put_alone(&b->c, r, err);

	if (rc == RC_OK && o) {
		o->resident.id = r->rec.id;
		note_written(b, &r->rec);
		rc = order_put_alone(&b->c, o, err);
	}
	if (rc != RC_OK)
		return rc;
	note_written(b, o ? &o->rec : &r->rec);
	if (handed)
		return RC_OK;
	/* What is said of them today hangs on the order at once: nothing else of theirs is there.
	 */
	counts = o && !date_before(clock_today(), o->ordered) &&
	         (!date_is_set(o->ended) || !date_before(o->ended, clock_today()));
	return values_say_first(&b->c, r, counts ? o->rec.id : 0, err);
}

enum rc import_batch_status(struct import_batch *b, struct status_change *s, struct err *err) {
	enum rc rc = status_put(&b->c, s, err);

	if (rc == RC_OK) {
		note_written(b, &s->rec);
		ids_add(&b->orders, s->order_id.id);
	}
	return rc;
}

enum rc import_batch_event(struct import_batch *b, const struct event_def *def, void *rec,
                           struct err *err) {
	struct event *e = rec;
	enum rc rc = event_put(b->st, &b->c, def, rec, err);

	if (rc == RC_OK)
		note_written(b, &e->rec);
	return rc;
}

enum rc import_batch_ledger(struct import_batch *b, const struct ledger_def *def, void *rec,
                            struct err *err) {
	enum rc rc = ledger_put(b->st, &b->c, def, rec, err);

	if (rc == RC_OK)
		note_written(b, rec);
	return rc;
}

enum rc import_batch_contact(struct import_batch *b, struct contact *k, struct err *err) {
	enum rc rc = contact_put(&b->c, k, err);

	if (rc == RC_OK)
		note_written(b, &k->rec);
	return rc;
}

enum rc import_batch_member(struct import_batch *b, struct team_member *m, struct err *err) {
	enum rc rc = member_put(b->st, &b->c, m, err);

	if (rc == RC_OK)
		note_written(b, &m->rec);
	return rc;
}

enum rc import_batch_duty(struct import_batch *b, struct duty *d, struct err *err) {
	enum rc rc = duty_put(b->st, &b->c, d, err);

	if (rc == RC_OK)
		note_written(b, &d->rec);
	return rc;
}

enum rc import_batch_place(struct import_batch *b, const char *name, long long *id,
                           struct err *err) {
	struct place p;
	enum rc rc;

	*id = place_find(b->st, name);
	if (*id)
		return RC_OK;
	entity_init(&place_def, &p);
	p.name = str_trim(mem_strdup(name));
	p.active = code_of("yes");
	rc = change_insert(&b->c, &place_def, &p, err);
	*id = p.rec.id;
	entity_clear(&place_def, &p);
	return rc;
}

enum rc import_batch_team(struct import_batch *b, const char *name, long long *id,
                          struct err *err) {
	struct help_team t;
	enum rc rc;

	*id = team_find(b->st, name);
	if (*id)
		return RC_OK;
	entity_init(&team_def, &t);
	t.name = str_trim(mem_strdup(name));
	rc = change_insert(&b->c, &team_def, &t, err);
	*id = t.rec.id;
	entity_clear(&team_def, &t);
	return rc;
}

enum rc import_batch_remember(struct import_batch *b, const char *header, const char *registry,
                              const char *field, const char *name, const char *answer, bool *news,
                              struct err *err) {
	bool known;
	enum rc rc = query_any(b->c.store, &known, err,
	                       "SELECT 1 FROM import_memory WHERE header = ? AND registry = ? AND"
	                       " field = ? AND name = ? AND answer = ?",
	                       header, registry, field, name, answer);

	if (rc != RC_OK || known)
		return rc;
	*news = true;
	return query_run(b->c.store, err,
	                 "INSERT INTO import_memory (header, registry, field, name, answer, set_at,"
	                 " set_by) VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET answer ="
	                 " excluded.answer, set_at = excluded.set_at, set_by = excluded.set_by",
	                 header, registry, field, name, answer, b->c.now,
	                 bind_ref(b->c.actor->officer));
}

enum rc import_batch_keep(struct import_batch *b, long long resident, const char *table,
                          long long record, const char *field, const char *word, bool *news,
                          struct err *err) {
	bool known;
	enum rc rc = query_any(b->c.store, &known, err,
	                       "SELECT 1 FROM kept_word WHERE resident = ? AND table_name = ? AND"
	                       " record = ? AND field = ? AND word = ?",
	                       resident, table, record, field, word);

	if (rc != RC_OK || known)
		return rc;
	*news = true;
	change_touch(&b->c, &resident_def, resident);
	return query_run(b->c.store, err,
	                 "INSERT INTO kept_word (resident, table_name, record, field, word,"
	                 " import_id) VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE SET word ="
	                 " excluded.word, import_id = excluded.import_id",
	                 resident, table, record, field, word, b->log.rec.id);
}

enum rc import_batch_mark(struct import_batch *b, struct err *err) {
	b->mark = b->written_n;
	return change_mark(&b->c, err);
}

enum rc import_batch_mark_end(struct import_batch *b, bool back, struct err *err) {
	if (back)
		b->written_n = b->mark;
	return change_mark_end(&b->c, back, err);
}

bool import_batch_row_stays(enum rc rc) { return usecase_row_stays(rc); }

enum rc import_batch_follow(struct import_batch *b,
                            void (*refused)(void *ctx, long long order, const struct err *why),
                            void *ctx, struct err *err) {
	enum rc rc = status_follow(&b->c, &b->orders, refused, ctx, err);

	return rc == RC_OK ? event_rehang(&b->c, b->people.v, b->people.n, err) : rc;
}

static int by_uid(const void *x, const void *y) {
	const struct written *a = x, *b = y;
	int c = strcmp(a->uid, b->uid);

	return c ? c : (a->ver > b->ver) - (a->ver < b->ver);
}

/* BLAKE2b over the sorted uid and version of every record written. */
static void digest(struct import_batch *b, char hex[2 * HASH_LEN + 1]) {
	unsigned char sum[HASH_LEN];
	struct hash h;

	if (b->written_n)
		qsort(b->written, b->written_n, sizeof *b->written, by_uid);
	hash_begin(&h);
	for (size_t i = 0; i < b->written_n; i++) {
		hash_add_text(&h, b->written[i].uid);
		hash_add_int(&h, b->written[i].ver);
	}
	hash_end(&h, sum);
	hash_hex(sum, sizeof sum, hex);
	free(b->written); /* what follows needs the room */
	b->written = NULL;
	b->written_n = 0;
}

enum rc import_batch_refused(struct import_batch *b, struct station *st, const struct actor *a,
                             const char *who, long long file, struct err *err) {
	struct ids people = {0};
	const struct disclosure d = {.kind = OUT_REFUSED, .action = "refused", .people = &people,
	                             .access = ACT_IMPORT, .file = file};
	enum rc rc = bound_take(st, a, BOUND_REFUSED, 1, err);

	if (rc == RC_OK)
		rc = access_known_by(st, who, &people, err);
	if (rc == RC_OK)
		rc = b ? disclosure_add(&b->c, st, &d, err) : disclosure_put(st, a, &d, NULL, err);
	ids_clear(&people);
	return rc;
}

enum rc import_batch_commit(struct import_batch *b, long long n_new, long long n_changed,
                            long long n_same, long long n_refused, struct err *err) {
	char hex[2 * HASH_LEN + 1];
	char *detail = NULL;
	enum rc rc;

	digest(b, hex);
	b->log.taken_new = n_new;
	b->log.taken_changed = n_changed;
	b->log.same = n_same;
	b->log.refused = n_refused;
	free(b->log.digest);
	b->log.digest = mem_strdup(hex);
	rc = change_update(&b->c, &import_def, &b->log, err);
	if (rc == RC_OK) {
		detail = mem_printf("register=%s new=%lld changed=%lld same=%lld refused=%lld"
		                    " file=%s records=%s", b->log.registry, n_new, n_changed,
		                    n_same, n_refused, b->log.file_hash, hex);
		b->c.detail = detail;
		b->c.table = "import_log";
		b->c.record = b->log.rec.id;
		str_reset(&b->c.fields);
		rc = change_commit(&b->c, err);
	}
	free(detail);
	import_batch_abort(b);
	return rc;
}

void import_batch_abort(struct import_batch *b) {
	if (!b)
		return;
	change_end(&b->c);
	entity_clear(&import_def, &b->log);
	free(b->written);
	ids_clear(&b->orders);
	ids_clear(&b->people);
	free(b);
}
