/* SPDX-License-Identifier: MIT */
#include "model/access/bound.h"

#include "core/clock.h"
#include "core/secret.h"
#include "model/access/access_db.h"
#include "model/station/approval.h"
#include "model/station/usecase_db.h"

const struct bound_def bound_table[BOUND_COUNT] = {
	[BOUND_NUMBERS] = {"numbers", "numbers_a_day", N_("numbers asked about in vain")},
	[BOUND_PAGES] = {"pages", "pages_a_day", N_("pages printed")},
	[BOUND_REFUSED] = {"refused", "refused_a_day", N_("files of refused rows")},
	[BOUND_ATTACHED] = {"attached", "attached_a_day", N_("megabytes of attached files")},
	[BOUND_GLASS] = {"glass", "glass_a_day", N_("files opened in an emergency")},
};

/* Today's requests about this bound: has one been made, and was one answered yes? */
static enum rc asked(struct station *st, const struct actor *a, const struct bound_def *b,
                     bool *waits, bool *lifted, struct err *err) {
	long long begins = usecase_day_begins(st, usecase_day_of(clock_now_ms()));
	enum rc rc = RC_OK;

	*waits = *lifted = false;
	QUERY_EACH(q, rc, st->store, err,
		"SELECT answer FROM approval WHERE kind = 'bound' AND table_name = ?"
		" AND recorded_by = ? AND recorded_at >= ? AND voided_at IS NULL",
		b->id, a->officer, begins) {
		*waits = true;
		*lifted = *lifted || (!stmt_is_null(q, 0) && strcmp(stmt_text(q, 0), "yes") == 0);
	}
	return rc;
}

/* The head is told, once a day. */
static enum rc tell(struct station *st, const struct actor *a, const struct bound_def *b,
                    struct err *err) {
	struct change c;
	struct approval r;
	enum rc rc = change_begin(&c, st->store, a, "bound", err);

	entity_init(&approval_def, &r);
	r.kind = mem_strdup("bound");
	r.table_name = mem_strdup(b->id);
	r.reason = mem_strdup(tr(b->label));
	c.source = code_of("typed");
	if (rc == RC_OK)
		rc = change_insert(&c, &approval_def, &r, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&approval_def, &r);
	return rc;
}

/* wait: the officer goes on after the answer only. */
static enum rc past(struct station *st, const struct actor *a, const struct bound_def *b,
                    long long most, bool wait, struct err *err) {
	char number[24];
	bool waits, lifted;
	enum rc rc;

	if (access_answer(a->role, ACT_QUEUE) != ACCESS_NO)
		return RC_OK;
	rc = asked(st, a, b, &waits, &lifted, err);
	if (rc != RC_OK || lifted)
		return rc;
	if (!waits && !store_in_transaction(st->store))
		rc = tell(st, a, b, err);
	snprintf(number, sizeof number, "%lld", most);
	return rc != RC_OK || !wait ? rc
	                   : err_set(err, RC_DENIED, "bound.past",
		N_("More than {number} a day ({what}) need the word of the head of the station, "
		   "who has been told. Go on tomorrow, or after the answer."),
		"number", number, "what", tr(b->label), NULL);
}

static enum rc add(struct station *st, const struct actor *a, const struct bound_def *b,
                   struct date day, long long n, struct err *err) {
	bool own = !store_in_transaction(st->store);
	enum rc rc = own ? store_begin(st->store, err) : RC_OK;

	if (rc == RC_OK)
		rc = query_run(st->store, err,
			"INSERT INTO day_count (officer, day, kind, n) VALUES (?, ?, ?, ?)"
			" ON CONFLICT (officer, day, kind) DO UPDATE SET n = n + excluded.n",
			a->officer, day, b->id, n);
	if (own && rc == RC_OK)
		rc = store_commit(st->store, err);
	else if (own)
		store_rollback(st->store);
	return rc;
}

enum rc bound_take(struct station *st, const struct actor *a, enum bound_kind kind, long long n,
                   struct err *err) {
	const struct bound_def *b = &bound_table[kind];
	struct date day = usecase_day_of(clock_now_ms());
	long long had = 0, most = conf_int(st->conf, "access", b->key);
	enum rc rc = query_int(st->store, &had, err,
		"SELECT n FROM day_count WHERE officer = ? AND day = ? AND kind = ?",
		a->officer, day, b->id);

	if (rc == RC_OK && had + n > most)
		rc = past(st, a, b, most, true, err);
	return rc == RC_OK && n > 0 ? add(st, a, b, day, n, err) : rc;
}

/* ---- numbers ---- */

/* What stands for a number: nobody reads it back, and without the station's secret nobody tries. */
static enum rc number_key(struct store *s, const char *number, char key[2 * HASH_LEN + 1],
                          struct err *err) {
	unsigned char secret[SECRET_KEY], sum[HASH_LEN];
	struct hash h;
	enum rc rc = access_secret(s, secret, err);

	hash_begin(&h);
	hash_add(&h, secret, sizeof secret);
	hash_add_text(&h, number);
	hash_end(&h, sum);
	hash_hex(sum, 8, key);
	return rc;
}

static enum rc put_number(struct store *s, const struct actor *a, struct date day,
                          const char *number, const char *plan, struct err *err) {
	char key[2 * HASH_LEN + 1];
	enum rc rc = number_key(s, number, key, err);

	return rc != RC_OK ? rc
	                   : query_run(s, err,
		"INSERT INTO number_asked (officer, day, key, plan) VALUES (?, ?, ?, substr(?, "
		"1, 16)) ON CONFLICT DO NOTHING", a->officer, day, key, plan);
}

/* All of today, and those beside the largest plan. */
static enum rc count_numbers(struct station *st, const struct actor *a, struct date day,
                             long long *all, long long *beside, struct err *err) {
	enum rc rc = RC_OK;

	*all = *beside = 0;
	QUERY_EACH(q, rc, st->store, err,
		"SELECT coalesce(sum(n), 0), coalesce(sum(n) - max(iif(plan IS NULL, 0, n)), 0) "
		"FROM (SELECT plan, count(*) AS n FROM number_asked WHERE officer = ? AND day = ?"
		" GROUP BY plan)", a->officer, day) {
		*all = stmt_int(q, 0);
		*beside = stmt_int(q, 1);
	}
	return rc;
}

static enum rc put_numbers(struct station *st, const struct actor *a, struct date day,
                           const char *const *numbers, size_t n, const char *plan,
                           long long most, struct err *err) {
	const struct bound_def *b = &bound_table[BOUND_NUMBERS];
	long long all = 0, before = 0, beside = 0;
	enum rc rc = store_begin(st->store, err);

	if (rc == RC_OK)
		rc = query_run(st->store, err, "DELETE FROM number_asked WHERE day < ?", day);
	if (rc == RC_OK)
		rc = count_numbers(st, a, day, &all, &before, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = put_number(st->store, a, day, numbers[i], plan, err);
	if (rc == RC_OK)
		rc = count_numbers(st, a, day, &all, &beside, err);
	if (rc == RC_OK && beside > most && beside > before)
		rc = past(st, a, b, most, true, err);
	if (rc == RC_OK)
		rc = store_commit(st->store, err);
	else
		store_rollback(st->store);
	/* Now that nothing is under way the head can be told. */
	return rc == RC_DENIED || (rc == RC_OK && all > most)
	               ? past(st, a, b, most, rc == RC_DENIED, err) : rc;
}

enum rc numbers_asked(struct station *st, const struct actor *a, const char *const *numbers,
                      size_t n, const char *plan, struct err *err) {
	const struct bound_def *b = &bound_table[BOUND_NUMBERS];
	struct date day = usecase_day_of(clock_now_ms());
	long long all, beside, most = conf_int(st->conf, "access", b->key);
	enum rc rc;

	if (store_is_read_only(st->store) || store_in_transaction(st->store) || !a->officer)
		return RC_OK;
	if (n > 0)
		return put_numbers(st, a, day, numbers, n, plan, most, err);
	rc = count_numbers(st, a, day, &all, &beside, err);
	return rc == RC_OK && all > most ? past(st, a, b, most, beside > most, err) : rc;
}

enum rc number_off_file(const struct change *c, const char *number, struct err *err) {
	char plan[24];

	/* An import taken back is as large a plan as it was. */
	snprintf(plan, sizeof plan, "undo %lld", c->seq);
	return number ? put_number(c->store, c->actor, usecase_day_of(c->now), number,
	                           strncmp(c->action, "import", 6) == 0 ? plan : NULL, err)
	              : RC_OK;
}

enum rc number_on_file(struct store *s, const char *number, struct err *err) {
	char key[2 * HASH_LEN + 1];
	enum rc rc = number ? number_key(s, number, key, err) : RC_OK;

	if (!number)
		return rc;
	return rc == RC_OK ? query_run(s, err, "DELETE FROM number_asked WHERE key = ?", key) : rc;
}
