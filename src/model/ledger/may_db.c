/* What only the other records can say: what an account holds (rule 15.5), who came (rule 15.3).
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "model/ledger/ledger_db.h"

enum { FEN = 100 };

enum rc ledger_balance(struct station *st, struct code account, struct date on, long long without,
                       long long *out, struct err *err) {
	return query_int(st->store, out, err,
	                 "SELECT coalesce(sum(iif(way = 'in', amount, -amount)), 0) FROM"
	                 " money_entry WHERE account = ?1 AND voided_at IS NULL AND id <> ?3 AND"
	                 " (?2 IS NULL OR occurred <= ?2)",
	                 account, on, without);
}

enum rc money_may(struct station *st, const void *rec, struct err *err) {
	const struct money_entry *m = rec;
	long long there = 0;
	char has[32];
	bool known = true;
	enum rc rc = RC_OK;

	if (m->rec.id == 0 && m->file_no)
		rc = query_any(st->store, &known, err,
		               "SELECT 1 FROM resident_visible WHERE file_no = ?", m->file_no);
	if (rc == RC_OK && !known)
		rc = err_field(err, "file_no", "money.file-no", N_("No file has this number."),
		               NULL);
	if (rc != RC_OK || !code_is(m->way, "out") || m->short_because)
		return rc;
	rc = ledger_balance(st, m->account, DATE_NONE, m->rec.id, &there, err);
	if (rc != RC_OK || there >= m->amount)
		return rc;
	snprintf(has, sizeof has, "%s%lld.%02lld", there < 0 ? "-" : "", llabs(there) / FEN,
	         llabs(there) % FEN);
	return err_field(err, "short_because", "money.short",
	                 N_("{account} holds {amount}: more goes out than there is. Say why."),
	                 "account", code_label(&codes_account, m->account), "amount", has, NULL);
}

enum rc activity_may(struct station *st, const void *rec, struct err *err) {
	const struct activity *s = rec;
	long long there = 0;
	enum rc rc = RC_OK;

	if (s->rec.id && s->people != INT_NONE)
		rc = query_int(st->store, &there, err,
		               "SELECT count(DISTINCT resident) FROM attendance WHERE activity"
		               " = ? AND voided_at IS NULL"
		               " AND result IS NOT 'absent' AND " OF_VISIBLE, s->rec.id);
	if (rc != RC_OK || s->people == INT_NONE || there <= s->people)
		return rc;
	return err_field(err, "people", "roll.people",
	                 N_("{n} residents came to it, more than the people it says came: correct that number first."),
	                 "n", NUM(there), NULL);
}
