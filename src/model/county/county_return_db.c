/* Returns as they came, what the county answers, and figures typed in from outside.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/vec.h"
#include "model/access/disclosure.h"
#include "model/county/county.h"
#include "model/report/report.h"
#include "model/station/usecase_db.h"

/* Many of a kind into an array, each initialised in any case. */
static enum rc load(struct station *st, const struct actor *a, enum access_action access,
                    const struct entity_def *def, const long long *ids, size_t n, void *out,
                    struct err *err) {
	enum rc rc = usecase_query(st, a, access, 0, err);

	for (size_t i = 0; i < n; i++)
		entity_init(def, (char *)out + i * def->size);
	return rc == RC_OK ? records_load(st->store, def, NULL, ids, n, out, err) : rc;
}

enum rc county_returns_get(struct station *st, const struct actor *a, const long long *ids,
                           size_t n, struct county_got *out, struct err *err) {
	return load(st, a, ACT_COUNTY, &county_return_def, ids, n, out, err);
}

enum rc county_return_list(struct station *st, const struct actor *a, long long station,
                           const char *month, struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
		"SELECT r.id FROM county_return r JOIN county_station s ON s.id = r.station WHERE"
		" (?1 IS NULL OR r.station = ?1) AND (?2 IS NULL OR r.period = ?2) ORDER BY"
		" r.period DESC, s.code, r.no DESC",
		bind_ref(station), month);
}

enum rc county_return_find(struct station *st, const struct actor *a, const char *code,
                           const char *period, long long no, struct county_got *out,
                           struct err *err) {
	struct county_station s;
	long long id = 0;
	enum rc rc = county_station_find(st, a, code, &s, err);

	entity_init(&county_return_def, out);
	if (rc == RC_OK)
		rc = query_int(st->store, &id, err,
			"SELECT id FROM county_return WHERE station = ?1 AND period = ?2 AND (?3 <"
			" 0 OR no = ?3) ORDER BY no DESC LIMIT 1", s.rec.id, period, no);
	if (rc == RC_OK && !id)
		rc = err_set(err, RC_NOT_FOUND, "county.no-return",
		             N_("{name} has sent nothing for {month} with this number."), "name",
		             s.name, "month", period, NULL);
	entity_clear(&county_station_def, &s);
	return rc == RC_OK ? usecase_load(st, a, &county_return_def, id, out, err) : rc;
}

static void row_clear(struct county_row *r) {
	free(r->place);
	free(r->place_name);
	free(r->kind);
	free(r->figure);
	free(r->label);
}

/* A reader's: of a month that is over, the station's own, in steps (rule 21.27). */
static enum rc narrow(struct station *st, const struct actor *a, long long id, struct err *err) {
	struct date month = DATE_NONE;
	char *text = NULL;
	enum rc rc = query_text(st->store, &text, err,
	                        "SELECT period FROM county_return WHERE id = ?", id);

	if (rc == RC_OK && text && date_parse_month(text, &month))
		rc = report_may(st, a, month, date_month_end(month), err);
	free(text);
	return rc;
}

static long long told(long long n, const struct figure_def *f) {
	return n == INT_NONE ? n : figure_coarse(f, n);
}

static void make_coarse(struct county_rows *rows) {
	size_t n = 0;

	for (size_t i = 0; i < rows->n; i++) {
		struct county_row *l = &rows->v[i];
		const struct rate_def *rate = l->tab == 0 ? rate_find(l->figure) : NULL;

		if (strcmp(l->place, COUNTY_WHOLE) != 0) {
			row_clear(l);
			continue;
		}
		l->numerator = told(l->numerator, figure_find(rate ? rate->numerator : l->figure));
		l->denominator = told(l->denominator, NULL);
		rows->v[n++] = *l;
	}
	rows->n = n;
}

enum rc county_return_rows(struct station *st, const struct actor *a, long long id,
                           struct county_rows *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY, 0, err);

	*out = (struct county_rows){NULL, 0};
	if (rc == RC_OK)
		rc = narrow(st, a, id, err);
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT tab, p.key, p.name, p.kind, word, numerator, denominator, live FROM"
		" county_figure f JOIN county_place p ON p.id = f.place JOIN county_word w ON w.id"
		" = f.figure WHERE f.return = ? ORDER BY position",
		id)
		VEC_PUSH(out->v, out->n, (struct county_row){
			.tab = (int)stmt_int(q, 0), .place = mem_strdup(stmt_text(q, 1)),
			.place_name = mem_strdup(stmt_text(q, 2)), .kind = mem_strdup(stmt_text(q, 3)),
			.figure = mem_strdup(stmt_text(q, 4)), .live = stmt_int(q, 7) != 0,
			.numerator = stmt_is_null(q, 5) ? INT_NONE : stmt_int(q, 5),
			.denominator = stmt_is_null(q, 6) ? INT_NONE : stmt_int(q, 6)});
	if (figures_are_coarse(a))
		make_coarse(out);
	return rc;
}

void county_rows_clear(struct county_rows *r) {
	for (size_t i = 0; i < r->n; i++)
		row_clear(&r->v[i]);
	free(r->v);
	*r = (struct county_rows){NULL, 0};
}

enum rc county_return_paper(struct station *st, const struct actor *a, long long id,
                            struct str *manifest, struct str *signature, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY_RECEIVE, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT manifest, signature FROM county_paper WHERE return = ?", id) {
		str_add(manifest, stmt_text(q, 0));
		str_add(signature, stmt_text(q, 1));
	}
	return rc;
}

/* ---- answers ---- */

static enum rc write_answer(struct change *c, struct county_got *r, const struct county_answer *o,
                            struct err *err) {
	if (!o->accept && (!o->reason || !o->reason[strspn(o->reason, " \t\r\n")]))
		return err_set(err, RC_INVALID, "county.reason",
		               N_("What goes back to a station goes with the reason."), NULL);
	r->state = code_of(o->accept ? "accepted" : "back");
	r->answered = clock_today();
	free(r->reason);
	free(r->questions);
	r->reason = o->reason && *o->reason ? mem_strdup(o->reason) : NULL;
	r->questions = o->questions && *o->questions ? mem_strdup(o->questions) : NULL;
	return change_update(c, &county_return_def, r, err);
}

enum rc county_answer(struct station *st, const struct actor *a, const struct county_answer *o,
                      enum rc (*write)(void *ctx, const struct county_got *r, struct err *err),
                      void *ctx, struct err *err) {
	struct county_got r;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_COUNTY_ANSWER, "county.answer", 0, err);

	entity_init(&county_return_def, &r);
	if (rc == RC_OK)
		rc = record_load(st->store, &county_return_def, o->id, &r, err);
	if (rc == RC_OK)
		rc = write_answer(&c, &r, o, err);
	if (rc == RC_OK && write)
		rc = write(ctx, &r, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	entity_clear(&county_return_def, &r);
	return rc;
}

enum rc county_sealed(struct station *st, const struct actor *a, long long id, const char *figure,
                      const char *reason, struct str *people, struct str *events,
                      struct err *err) {
	struct access_case known = {.reason = reason && *reason};
	struct actor why = *a;
	enum rc rc = usecase_query_case(st, a, ACT_COUNTY_NAMES, 0, &known, err);

	why.why = reason;
	if (rc == RC_OK)
		rc = disclosure_put(st, &why, &(struct disclosure){
			.kind = OUT_UNSEAL, .action = "county.names", .table = "county_return",
			.record = id, .detail = figure ? figure : "*", .purpose = reason}, NULL, err);
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT name LIKE '%people%', bytes FROM county_sealed WHERE return = ?", id)
		str_addn(stmt_int(q, 0) ? people : events, stmt_text(q, 1), stmt_bytes(q, 1));
	if (rc == RC_OK && (!people->n || !events->n))
		rc = err_set(err, RC_NOT_FOUND, "county.no-names",
		             N_("No names came with this return."), NULL);
	return rc;
}

/* ---- typed in ---- */

enum rc county_typed_ids(struct station *st, const struct actor *a, const char *month,
                         struct ids *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_COUNTY_RECEIVE, 0, err);

	return rc != RC_OK ? rc : query_ids(st->store, out, err,
		"SELECT id FROM county_typed WHERE voided_at IS NULL AND (?1 IS NULL OR month = ?1)"
		" ORDER BY month DESC, figure, id", month);
}

enum rc county_typed_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                         struct county_typed *out, struct err *err) {
	return load(st, a, ACT_COUNTY_RECEIVE, &county_typed_def, ids, n, out, err);
}

/* Of the month's return: a number, or both of a rate; by its id from here on. */
static enum rc check_typed(struct county_typed *t, struct err *err) {
	struct figure_line l;
	enum rc rc = entity_check(&county_typed_def, t, clock_today(), err);

	if (rc == RC_OK && !county_is_month(t->month))
		return err_field(err, "month", "county.month", N_("A month is written like 2026-10"),
		                 NULL);
	if (rc == RC_OK)
		rc = figure_line_read(t->figure, &l, err);
	if (rc != RC_OK)
		return rc;
	free(t->figure);
	t->figure = mem_strdup(l.id);
	if (t->numerator < 0 || (l.rate ? t->denominator == INT_NONE || t->denominator < 0
	                                : t->denominator != INT_NONE))
		return err_field(err, "numerator", "county.typed",
		                 N_("A figure is one number of 0 or more; a rate is two, what is counted and of how many."),
		                 NULL);
	return RC_OK;
}

enum rc county_typed_save(struct station *st, const struct actor *a, struct county_typed *t,
                          struct err *err) {
	struct record before = t->rec;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_COUNTY_RECEIVE,
	                           t->rec.id ? "county.typed-edit" : "county.typed-add", 0, err);

	if (rc == RC_OK)
		rc = check_typed(t, err);
	if (rc == RC_OK)
		rc = t->rec.id ? change_update(&c, &county_typed_def, t, err)
		               : change_insert(&c, &county_typed_def, t, err);
	return change_close(&c, rc, &t->rec, &before, err);
}

enum rc county_typed_void(struct station *st, const struct actor *a, long long id,
                          const char *reason, struct err *err) {
	long long ver = 0;
	struct change c;
	enum rc rc = usecase_begin(&c, st, a, ACT_COUNTY_RECEIVE, "county.typed-void", 0, err);

	if (rc == RC_OK)
		rc = query_int(st->store, &ver, err, "SELECT ver FROM county_typed WHERE id = ?",
		               id);
	if (rc == RC_OK)
		rc = change_void(&c, &county_typed_def, id, ver, reason, err);
	return change_close(&c, rc, NULL, NULL, err);
}
