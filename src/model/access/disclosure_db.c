/* Whom what leaves the program held. SPDX-License-Identifier: MIT */
#include "model/access/disclosure.h"

#include "model/access/access_db.h"
#include "model/station/approval.h"
#include "store/proof_walk.h"

enum {
	DAY_MS = 24 * 60 * 60 * 1000,
	AT_ONCE = 512 /* people: no long list goes through SQL */
};

const char *disclosure_label(const char *kind) {
	static const char *const labels[][2] = {
		{OUT_ACCESS, N_("Who looked at this file")}, {OUT_REFUSED, N_("Refused rows")},
		{OUT_EXPORT, N_("Export")}, {OUT_CONTENTS, N_("List of contents")},
		{OUT_ANSWER, N_("Answer to a return")}, {OUT_FETCH, N_("Fetched file")}, {OUT_UNSEAL, N_("Lawful opening")},
		{"list", N_("Printed list")}, {"police", N_("Report to the police")},
		{"notice", N_("Notice to be tested")}, {"warning", N_("Written warning")},
		{"overdue", N_("Certificate: not reported in")},
		{"breach", N_("Certificate: serious breach of the agreement")},
		{"receipt", N_("Receipt of what was handed over")},
		{"handover", N_("Hand-over")}, {"trip", N_("Sheet for a round")},
		{"form", N_("Form")}, {"dossier", N_("Dossier")}, {"ownfile", N_("A person's own file")},
		{OUT_HANDOVER_FILE, N_("Hand-over file")}, {OUT_RETURN, N_("Return to the county")},
		{"papers", N_("List of papers handed over")},
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i][0], kind) == 0)
			return tr(labels[i][1]);
	return kind;
}

static bool are_distinct(const struct ids *people) {
	for (size_t i = 0; i < people->n; i++)
		if (people->v[i] <= (i > 0 ? people->v[i - 1] : 0))
			return false;
	return true;
}

/* Sorted, nobody twice: a long list that is so already, as an export's, is not copied. */
static struct ids distinct(const struct ids *people, struct ids *copy) {
	*copy = (struct ids){0};
	if (people != NULL && are_distinct(people))
		return *people;
	for (size_t i = 0; people != NULL && i < people->n; i++)
		ids_add(copy, people->v[i]);
	ids_distinct(copy);
	return *copy;
}

enum rc disclosure_add(struct change *c, struct station *st, const struct disclosure *d,
                       struct err *err) {
	unsigned char bytes[DISCLOSED_BYTES];
	struct ids copy, who = distinct(d->people, &copy);
	const long long file = d->page ? c->seq : d->file;
	const long long days = conf_int(st->conf, "access", "out_days");
	enum rc rc = query_run(st->store, err,
		"INSERT INTO disclosure (seq, kind, officer, people, fields, recipient, purpose, "
		"access, file, ends) VALUES (?,?,?,?,?,?,?,?,?,?)",
		c->seq, d->kind, bind_ref(c->actor->officer), (long long)who.n, d->fields, d->recipient,
		d->purpose, file != 0 ? access_table[d->access].id : NULL, bind_ref(file),
		bind_ref(file != 0 ? c->now + days * DAY_MS : 0));

	for (size_t at = 0; rc == RC_OK && at < who.n; at += AT_ONCE)
		rc = query_run(st->store, err,
		               "INSERT INTO disclosed (resident, seq) SELECT value, ?1 FROM json_each(?2)",
		               c->seq, bind_ids(who.v + at, who.n - at < AT_ONCE ? who.n - at : AT_ONCE));
	for (size_t i = 0; i < who.n; i++) {
		disclosed_bytes(c->seq, who.v[i], bytes);
		change_cover(c, bytes, sizeof bytes);
	}
	ids_clear(&copy);
	return rc;
}

enum rc disclosure_put(struct station *st, const struct actor *a, const struct disclosure *d,
                       long long *seq, struct err *err) {
	/* what stays inside the program is a look, whose row may wait in the spool */
	const bool look = strcmp(d->kind, OUT_CONTENTS) == 0;
	struct change c = {0};
	int wait = look ? store_set_wait_look(st->store) : 0;
	enum rc rc = RC_OK;

	if (d->page)
		rc = usecase_query(st, a, d->access, d->access == ACT_PRINT ? d->record : 0, err);
	if (rc == RC_OK && !look)
		rc = usecase_dated(st, err);
	if (rc == RC_OK)
		rc = usecase_writes(st, err);
	if (rc == RC_OK)
		rc = change_begin(&c, st->store, a, d->action, err);
	if (rc == RC_OK && d->leave)
		rc = approval_use(&c, st, err);
	if (rc == RC_OK)
		rc = disclosure_add(&c, st, d, err);
	c.table = d->table;
	c.record = d->record;
	c.reason = d->purpose;
	c.detail = d->detail;
	if (seq != NULL)
		*seq = rc == RC_OK ? c.seq : 0;
	rc = change_close(&c, rc, NULL, NULL, err);
	if (look)
		store_set_wait(st->store, wait);
	if (rc == RC_OK || !look || !usecase_look_stays(st, rc))
		return rc;
	return station_note(st, a, d->action, d->table, d->record, d->purpose, d->detail, err);
}
