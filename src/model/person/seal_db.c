/* Sealing in the database. Only here and in access_db.c, resident_db.c sealed people are read at
 * all. SPDX-License-Identifier: MIT */
#include "model/person/seal.h"

#include "core/clock.h"
#include "model/access/access_db.h"
#include "model/access/disclosure.h"
#include "model/person/person_db.h"
#include "model/person/resident.h"
#include "model/station/usecase_db.h"

const char *seal_cause_label(enum seal_cause cause) {
	switch (cause) {
	case SEAL_ENDED:
		return N_("Three years without use");
	case SEAL_DEATH:
		return N_("Death");
	case SEAL_MOVED:
		return N_("Handed over");
	}
	return "";
}

void seal_proposals_clear(struct seal_proposals *p) {
	free(p->v);
	*p = (struct seal_proposals){0};
}

static enum rc has_open_order(struct station *st, long long resident, bool *open, struct err *err) {
	return query_any(st->store, open, err,
	                 "SELECT 1 FROM treatment_order WHERE resident = ? AND voided_at IS NULL"
	                 " AND state IN ('awaiting', 'executing', 'suspended')",
	                 resident);
}

/* Set or clear the day of sealing. */
static enum rc put(struct station *st, struct change *c, long long resident, struct date sealed,
                   const char *reason, struct err *err) {
	struct resident r;
	long long files = 0;
	char detail[32];
	enum rc rc;

	entity_init(&resident_def, &r);
	rc = record_load(st->store, &resident_def, resident, &r, err);
	r.sealed = sealed;
	if (rc == RC_OK)
		rc = change_update(c, &resident_def, &r, err);
	c->reason = reason;
	if (rc == RC_OK && date_is_set(sealed))
		rc = disclosure_forget(c, st, &(struct out_whom){resident, r.name, r.id_no, false},
		                       &files, err);
	if (rc == RC_OK && date_is_set(sealed)) /* a saved view that names whom nobody sees */
		rc = resident_forget_searches(st->store, resident, err);
	snprintf(detail, sizeof detail, "files=%lld", files);
	c->detail = files ? detail : NULL;
	if (rc == RC_OK)
		rc = change_commit(c, err);
	if (rc == RC_OK && date_is_set(sealed)) {
		drafts_forget(st, r.rec.uid);
		disclosure_sweep(st, c->actor);
	}
	entity_clear(&resident_def, &r);
	return rc;
}

enum rc seal_set(struct station *st, const struct actor *a, long long resident, const char *reason,
                 struct err *err) {
	struct change c;
	struct resident r;
	bool open = false;
	enum rc rc = usecase_begin(&c, st, a, ACT_SEAL, "seal", resident, err);

	entity_init(&resident_def, &r);
	if (rc == RC_OK && (!reason || !*reason))
		rc = err_set(err, RC_DENIED, "access.reason",
		             N_("This needs a reason, which is logged."), NULL);
	if (rc == RC_OK)
		rc = record_load(st->store, &resident_def, resident, &r, err);
	if (rc == RC_OK && !code_is(r.control, "03"))
		rc = has_open_order(st, resident, &open, err);
	if (rc == RC_OK && open)
		rc = err_set(err, RC_INVALID, "seal.open",
		             N_("An order of this person is still open: it ends first."), NULL);
	if (rc == RC_OK)
		rc = put(st, &c, resident, clock_today(), reason, err);
	change_end(&c);
	entity_clear(&resident_def, &r);
	return rc;
}

enum rc seal_find(struct station *st, const struct actor *a, const char *file_no,
                  long long *resident, struct err *err) {
	enum match m = MATCH_NONE;
	enum rc rc = usecase_query(st, a, ACT_SEAL, 0, err);

	if (rc == RC_OK)
		rc = resident_find_file_no(st, a, file_no, &m, resident, err);
	if (rc == RC_OK && m != MATCH_HEAD)
		rc = err_set(err, RC_NOT_FOUND, "seal.none", N_("No sealed file has this number."),
		             NULL);
	return rc;
}

enum rc seal_open(struct station *st, const struct actor *a, struct approval *ask,
                  struct err *err) {
	const struct access_case approved = {.approved = true};
	long long resident = ask->resident.id;
	const struct ids who = {&resident, 1};
	char *papers = mem_printf("%s %s", ask->document ? ask->document : "", ask->article ? ask->article : "");
	struct change c = {0};
	enum rc rc = usecase_query_case(st, a, ACT_UNSEAL, 0, &approved, err);

	if (rc == RC_OK && (!ask->unit || !*ask->unit || !ask->document || !*ask->document ||
	                    !ask->article || !*ask->article))
		rc = err_set(err, RC_INVALID, "seal.papers",
			N_("A sealed file is opened for a unit, on a document, by an article "
			   "of law: name all three."),
			NULL);
	free(ask->kind);
	ask->kind = mem_strdup("unseal");
	if (rc == RC_OK)
		rc = approval_need(st, a, ACT_UNSEAL, ask, err);
	if (rc == RC_OK)
		rc = usecase_begin_case(&c, st, a, ACT_UNSEAL, "unseal", 0, &approved, err);
	if (rc == RC_OK)
		rc = approval_use(&c, st, err);
	/* whom it was opened for belongs to the person's own account */
	if (rc == RC_OK)
		rc = disclosure_add(&c, st, &(struct disclosure){.kind = OUT_UNSEAL, .people = &who,
		                    .recipient = ask->unit, .purpose = papers}, err);
	if (rc == RC_OK)
		rc = put(st, &c, resident, DATE_NONE, ask->reason, err);
	free(papers);
	change_end(&c);
	return rc;
}
