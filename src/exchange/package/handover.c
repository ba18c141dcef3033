/* SPDX-License-Identifier: MIT */
#include "exchange/package/handover.h"

#include "core/clock.h"
#include "core/file.h"
#include "core/secret.h"
#include "core/tr.h"
#include "exchange/csv/csv_write.h"
#include "exchange/package/package_priv.h"
#include "exchange/package/person_rows.h"
#include "model/access/case.h"
#include "model/access/disclosure.h"
#include "model/order/order.h"
#include "model/station/approval.h"
#include "model/station/partner.h"

/* ---- what every package of this station begins with ---- */

static enum rc begin(struct package *p, struct station *st, const char *kind, struct err *err) {
	char hex[65], day[DATE_BUF];
	long long seq;
	enum rc rc = station_audit_head(st, &seq, hex, err);

	*p = (struct package){.kind = mem_strdup(kind), .station = mem_strdup(station_name(st)),
	                      .number = mem_printf("%06lld", seq),
	                      .created = mem_strdup(date_format(clock_today(), day)),
	                      .head = mem_printf("%lld:%s", seq, rc == RC_OK ? hex : ""),
	                      .program = mem_strdup("wubao " WUBAO_VERSION)};
	return rc;
}

/* ---- make ---- */

static enum rc may_make(struct station *st, const struct actor *a, const struct handover_make *o,
                        struct err *err) {
	struct approval ask;
	enum rc rc = station_may_write(st, err);

	if (rc == RC_OK && (!o->reason || !*o->reason))
		return err_set(err, RC_DENIED, "access.reason",
		               N_("This needs a reason, which is logged."), NULL);
	/* an emergency opens a file for reading, and lets nothing out */
	if (rc == RC_OK)
		rc = case_may(st, a, ACT_SET_STATE, o->resident, err);
	if (rc == RC_DENIED)
		station_denied(st, a, ACT_SET_STATE, o->resident);
	if (rc != RC_OK)
		return rc;
	entity_init(&approval_def, &ask);
	ask.kind = mem_strdup("export");
	ask.table_name = mem_strdup("resident");
	ask.resident.id = o->resident;
	ask.reason = mem_strdup(o->reason);
	ask.record = 1;
	rc = approval_need(st, a, ACT_EXPORT_IDENTIFIED, &ask, err);
	entity_clear(&approval_def, &ask);
	return rc;
}

/* Sealed to the receiver, or said to be open. */
static enum rc seal(struct package *p, struct station *st, const struct actor *a,
                    const struct handover_make *o, struct err *err) {
	struct sign_public to;
	bool found;
	enum rc rc = partner_find(st, a, o->to, NULL, &to, NULL, &found, err);

	if (rc == RC_OK && found)
		return o->open ? RC_OK : package_seal(p, &to, err);
	if (rc == RC_OK && !o->open)
		rc = err_set(err, RC_DENIED, "handover.no-key",
		             N_("No key of {name} is known here, so the file cannot be sealed to "
				"it. Add its key (wubao key add), or say --open: then whoever has "
				"the file reads it."),
		             "name", o->to, NULL);
	return rc;
}

/* The path that was given, else one in out/ by the number its row got. */
static enum rc place(struct station *st, const char *given, long long number, char **path,
                     struct err *err) {
	*path = given ? mem_strdup(given) : disclosure_path(st, OUT_HANDOVER_FILE, number, ".tar");
	return given ? RC_OK : file_make_parents(*path, err);
}

static enum rc put_on_record(struct station *st, const struct actor *a,
                             const struct handover_make *o, const struct package *p,
                             struct handover_made *out, struct err *err) {
	struct ids who = {0};
	char *detail = mem_printf("number=%s rows=%ld members=%zu %s "
				  "package=%s", p->number, out->rows, p->n,
	                          package_is_sealed(p) ? "sealed" : "open", p->digest);
	enum rc rc;

	ids_add(&who, o->resident);
	rc = disclosure_put(st, a, &(struct disclosure){.kind = OUT_HANDOVER_FILE, .action = "handover.file",
	                    .table = "resident", .record = o->resident, .detail = detail, .people = &who,
	                    .fields = "*", .recipient = o->to, .purpose = o->reason, .leave = true,
	                    .access = ACT_EXPORT_IDENTIFIED, .page = !o->path},
	                    o->path ? NULL : &out->file, err);
	if (rc == RC_OK)
		rc = place(st, o->path, out->file, &out->path, err);
	ids_clear(&who);
	free(detail);
	return rc;
}

void handover_made_clear(struct handover_made *m) {
	free(m->path);
	m->path = NULL;
}

enum rc handover_file_make(struct station *st, const struct actor *a, const struct handover_make *o,
                           struct handover_made *out, struct err *err) {
	struct treatment_order order;
	struct resident person;
	struct sign_secret key = {0};
	struct package p = {.kind = NULL};
	enum rc rc;

	entity_init(&resident_def, &person);
	*out = (struct handover_made){.rows = 0};
	entity_init(&order_def, &order);
	TRY(may_make(st, a, o, err));
	TRY(signing_key_read(st, a, &key, err));
	TRY(begin(&p, st, "handover", err));
	TRY(order_current(st, a, o->resident, &order, err));
	out->still_here = order_facts_is_open(order.state);
	p.order = mem_strdup(order.rec.uid);
	TRY(resident_get(st, a, o->resident, &person, err));
	p.person = mem_strdup(person.rec.uid);
	snprintf(out->number, sizeof out->number, "%s", p.number);
	TRY(person_rows_add(&p, st, a, o->resident, &out->rows, err));
	TRY(seal(&p, st, a, o, err));
	package_close(&p, &key);
	TRY(put_on_record(st, a, o, &p, out, err));
	rc = package_write(&p, out->path, err);
out:
	secret_wipe(&key, sizeof key);
	package_clear(&p);
	entity_clear(&order_def, &order);
	entity_clear(&resident_def, &person);
	return rc;
}

/* ---- read ---- */

static enum rc check_trust(struct station *st, const struct actor *a, const struct package *p,
                           const char *trust, char **from, struct err *err) {
	struct sign_public says, known, given;
	char line[SIGN_LINE];
	bool found = false;
	enum rc rc = package_signer(p, &says, err);

	if (rc == RC_OK)
		rc = partner_find(st, a, NULL, says.id, &known, from, &found, err);
	if (rc == RC_OK && found)
		return package_check(p, &known, err);
	if (rc == RC_OK && trust) {
		rc = sign_public_parse(trust, &given, err);
		*from = mem_strdup(p->station);
		return rc == RC_OK ? package_check(p, &given, err) : rc;
	}
	if (rc != RC_OK)
		return rc;
	sign_public_line(&says, line);
	return err_set(err, RC_DENIED, "package.unknown",
	               N_("Signed by a key nobody trusts here, which says it is of {name}: {key} - "
	                  "ring them up, compare it aloud, then add it (wubao key add) or give it "
	                  "with --trust."),
	               "name", p->station, "key", line, NULL);
}

enum rc handover_read(struct station *st, const struct actor *a, const char *path, const char *kind,
                      const char *trust, struct package *p, char **from, struct err *err) {
	struct sign_secret key = {0};
	enum rc rc;

	*from = NULL;
	*p = (struct package){.kind = NULL};
	TRY(station_may(st, a, ACT_IMPORT, err));
	TRY(package_read(p, path, err));
	TRY(check_trust(st, a, p, trust, from, err));
	if (strcmp(p->kind, kind) != 0)
		TRY(err_set(err, RC_INVALID, "package.kind",
		            N_("This package is of another kind: {kind}."), "kind", p->kind, NULL));
	if (package_is_sealed(p)) {
		TRY(signing_key_read(st, a, &key, err));
		rc = package_unseal(p, &key, err);
	}
out:
	secret_wipe(&key, sizeof key);
	return rc;
}

/* ---- take ---- */

void first_fault_note(void *ctx, const struct plan_row *row) {
	struct first_fault *f = ctx;

	if (!row)
		f->text[0] = '\0';
	else if (row->verdict == VERDICT_BAD && !f->text[0])
		text_fill(f->text, sizeof f->text, "{column} {reason}", "column", row->column,
		          "reason", row->reason, NULL);
}

/* One member through its register. *whole: every row of it is here now, or would be. */
static enum rc take_member(struct station *st, const struct actor *a,
                           const struct handover_take *o, const struct package *p,
                           const struct package_member *m, const struct register_def *reg,
                           bool *whole, struct err *err) {
	char *name = mem_printf(HANDOVER_SOURCE "%s/%s.csv", p->number, reg->id);
	char *refused = mem_printf("%s.%s.refused.csv", o->path, reg->id);
	struct first_fault fault = {""};
	struct plan *plan = NULL;
	enum rc rc = plan_make(&plan, st, a, &(struct plan_options){
		.path = name, .reg = reg->id, .bytes = &m->bytes, .person = p->person,
		.refused = refused,
		.each = first_fault_note, .ctx = &fault, .at_once = !o->dry}, err);

	if (rc == RC_OK) {
		*whole = plan_counts(plan)->n_refused + plan_counts(plan)->n_head == 0;
		o->each(o->ctx, tr(reg->label), plan_counts(plan)->records, plan_counts(plan),
		        fault.text[0] ? fault.text : NULL);
	}
	plan_free(plan);
	free(name);
	free(refused);
	return rc;
}

static enum rc take_members(struct station *st, const struct actor *a,
                            const struct handover_take *o, const struct package *p,
                            struct err *err) {
	bool whole = true, known = true;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < p->n; i++) {
		const struct register_def *reg = person_rows_register(p->v[i].path);
		enum match m = MATCH_FOUND;
		long long id;

		if (!reg) {
			o->each(o->ctx, p->v[i].path, (long)p->v[i].rows, NULL,
			        tr(N_("not known to this program: left in the file")));
			continue;
		}
		if (o->dry && i > 0 && known) { /* somebody new is not here before they are taken in */
			rc = record_match_uid(st, a, &order_def, p->order, &m, &id, err);
			known = rc == RC_OK && m == MATCH_FOUND;
		}
		if (rc == RC_OK && known)
			rc = take_member(st, a, o, p, &p->v[i], reg, &whole, err);
		else if (rc == RC_OK)
			o->each(o->ctx, tr(reg->label), (long)p->v[i].rows, NULL, NULL);
		if (rc == RC_OK && i == 0 && !whole)
			rc = err_set(err, RC_INVALID, "handover.person",
			             N_("The person could not be taken in, and so nothing else of "
			                "the file: see above why."), NULL);
	}
	return rc;
}

static enum rc write_receipt(struct station *st, const struct actor *a,
                             const struct handover_take *o, const struct package *of,
                             struct handover_taken *out, struct err *err) {
	struct sign_secret key = {0};
	struct package p = {.kind = NULL};
	struct str bytes = {0};
	char day[DATE_BUF];
	enum rc rc;

	TRY(signing_key_read(st, a, &key, err));
	TRY(begin(&p, st, "receipt", err));
	p.order = mem_strdup(of->order);
	p.of = mem_strdup(of->digest);
	p.day = mem_strdup(date_format(o->taken_on, day));
	str_addf(&bytes, "档案包号,接收日期\r\n%s,%s\r\n", of->number, day);
	package_add(&p, "receipt.csv", NULL, bytes);
	package_close(&p, &key);
	if (!o->receipt)
		TRY(disclosure_put(st, a, &(struct disclosure){.kind = OUT_HANDOVER_FILE,
		                   .action = "handover.receipt", .detail = of->number, .page = true,
		                   .recipient = of->station, .access = ACT_IMPORT}, &out->file, err));
	TRY(place(st, o->receipt, out->file, &out->path, err));
	rc = package_write(&p, out->path, err);
out:
	secret_wipe(&key, sizeof key);
	package_clear(&p);
	return rc;
}

static enum rc take_over(struct station *st, const struct actor *a, const struct handover_take *o,
                         const struct package *p, const char *from, struct handover_taken *out,
                         struct err *err) {
	enum match m;
	long long id;
	char *document = mem_printf("%s-%s", p->station, p->number);
	enum rc rc = record_match_uid(st, a, &order_def, p->order, &m, &id, err);

	if (rc == RC_OK && m == MATCH_FOUND)
		rc = order_take_over(st, a, id, o->taken_on, from, document, &out->taken_over, err);
	free(document);
	return rc;
}

void handover_taken_clear(struct handover_taken *t) {
	free(t->station);
	free(t->number);
	free(t->path);
	*t = (struct handover_taken){.station = NULL};
}

enum rc handover_file_take(struct station *st, const struct actor *a, const struct handover_take *o,
                           struct handover_taken *out, struct err *err) {
	struct package p;
	char *from = NULL;
	struct err none = {0};
	enum rc rc;

	*out = (struct handover_taken){.station = NULL};
	TRY(handover_read(st, a, o->path, "handover", o->trust, &p, &from, err));
	if (!p.order || !uid_is_valid(p.order) || !p.person || !uid_is_valid(p.person))
		TRY(err_set(err, RC_INVALID, "package.kind",
		            N_("This package is of another kind: {kind}."), "kind", p.kind, NULL));
	out->station = mem_strdup(from);
	out->number = mem_strdup(p.number);
	TRY(take_members(st, a, o, &p, err));
	if (o->dry)
		goto out;
	TRY(take_over(st, a, o, &p, from, out, err));
	/* a station without a key takes a file all the same */
	rc = write_receipt(st, a, o, &p, out, &none);
	out->receipt = rc == RC_OK;
	if (rc == RC_NOT_FOUND)
		rc = RC_OK;
	else if (rc != RC_OK && err)
		*err = none;
out:
	free(from);
	package_clear(&p);
	return rc;
}

/* ---- receipt ---- */

enum rc handover_file_receipt(struct station *st, const struct actor *a, const char *path,
                              const char *trust, struct date *day, bool *news, struct err *err) {
	struct treatment_order o;
	struct package p;
	char *from = NULL;
	enum match m = MATCH_NONE;
	long long id = 0;
	enum rc rc;

	*news = false;
	entity_init(&order_def, &o);
	TRY(handover_read(st, a, path, "receipt", trust, &p, &from, err));
	if (!p.day || !date_parse_iso(p.day, day) || !p.order)
		TRY(err_set(err, RC_INVALID, "package.kind",
		            N_("This package is of another kind: {kind}."), "kind", p.kind, NULL));
	TRY(record_match_uid(st, a, &order_def, p.order, &m, &id, err));
	if (m != MATCH_FOUND)
		TRY(err_set(err, RC_NOT_FOUND, "handover.receipt-none",
		            N_("This receipt is for an order that is not on file here."), NULL));
	TRY(order_get(st, a, id, &o, err));
	if (!code_is(o.state, "moved"))
		TRY(err_set(err, RC_INVALID, "handover.receipt-early",
		            N_("The order is not marked as moved yet: change its state first "
			       "(wubao state), then the receipt."), NULL));
	if (date_cmp(o.receipt, *day) == 0)
		goto out;
	o.receipt = *day;
	rc = order_save(st, a, &o, err);
	*news = rc == RC_OK;
out:
	free(from);
	package_clear(&p);
	entity_clear(&order_def, &o);
	return rc;
}
