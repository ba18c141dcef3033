/* The keys of the stations as a list: this one's own, then those it trusts (rule 18.8).
 * SPDX-License-Identifier: MIT */
#include "model/lists.h"
#include "model/station/partner.h"

enum { COL_NAME, COL_ID, COL_LINE, COLUMNS };
static const struct list_column columns[COLUMNS] = {
	[COL_NAME] = {.key = "name", .label = N_("Station"), .width = 24},
	[COL_ID] = {.key = "key_id", .label = N_("Key"), .width = 18},
	[COL_LINE] = {.key = "line", .label = N_("Public key"), .width = -1},
};

/* The first line is the station's own: id 1, and the others' as they are with 1 added. */
static enum rc key_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct ids partners = {0};
	enum rc rc = partner_list(r->st, r->actor, &partners, err);

	ids_add(out, PARTNERS_OWN);
	for (size_t i = 0; rc == RC_OK && i < partners.n; i++)
		ids_add(out, partners.v[i] + PARTNERS_OWN);
	ids_clear(&partners);
	return rc;
}

static enum rc own(struct list_run *r, size_t row, struct err *err) {
	char id[SIGN_ID_BUF], line[SIGN_LINE];
	struct sign_public key;
	struct err none = {0};
	enum rc rc = signing_key_public(r->st, r->actor, &key, &none);

	list_put(r, row, COL_NAME, tr(N_("This station")));
	if (rc == RC_NOT_FOUND) {
		list_put(r, row, COL_ID, tr(N_("none yet: K")));
		return RC_OK;
	}
	if (rc == RC_OK) {
		sign_id_text(&key, id);
		sign_public_line(&key, line);
		list_put(r, row, COL_ID, id);
		list_put(r, row, COL_LINE, line);
	} else {
		*err = none;
	}
	return rc;
}

static enum rc key_row(struct list_run *r, size_t row, long long id, struct err *err) {
	struct partner_key p;
	enum rc rc;

	if (id == PARTNERS_OWN)
		return own(r, row, err);
	rc = partner_get(r->st, r->actor, id - PARTNERS_OWN, &p, err);
	list_put(r, row, COL_NAME, p.name);
	list_put(r, row, COL_ID, p.key_id);
	list_put(r, row, COL_LINE, p.line);
	entity_clear(&partner_def, &p);
	return rc;
}

const struct list_def partners_list = {
	.id = "keys", .label = N_("Public keys"),
	LIST_SHOWS(columns), .access = ACT_OFFICERS,
	.empty = N_("Nothing to list."),
	.ids = key_ids, .row = key_row,
};
