/* SPDX-License-Identifier: MIT */
#include "model/access/bound.h"

#include "core/clock.h"
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

static enum rc past(struct station *st, const struct actor *a, const struct bound_def *b,
                    long long most, struct err *err) {
	char number[24];
	bool waits, lifted;
	enum rc rc = asked(st, a, b, &waits, &lifted, err);

	if (rc != RC_OK || lifted)
		return rc;
	if (!waits && !store_in_transaction(st->store))
		rc = tell(st, a, b, err);
	snprintf(number, sizeof number, "%lld", most);
	return rc != RC_OK ? rc
	                   : err_set(err, RC_DENIED, "bound.past",
		N_("More than {number} a day ({what}) need the word of the head of the station, who has been told. "
		   "Go on tomorrow, or after the answer."),
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
		rc = past(st, a, b, most, err);
	return rc == RC_OK && n > 0 ? add(st, a, b, day, n, err) : rc;
}
