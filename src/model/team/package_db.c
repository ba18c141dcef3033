/* The five packages of a resident, read from the database. SPDX-License-Identifier: MIT */
#include "model/team/package.h"

#include "core/clock.h"
#include "core/conf.h"
#include "model/access/case.h"
#include "model/event/dossier.h"
#include "model/rules/due.h"
#include "model/rules/order_facts_db.h"
#include "model/station/usecase_db.h"
#include "model/team/team.h"
#include "model/team/team_db.h"

/* ?1 resident, ?2 the order, ?3 today. Newest first; only for the person does it matter whose
 * record it is. */
#define EVIDENCE(columns, table, more, most) \
	"SELECT occurred, " columns " FROM " table " WHERE resident = ?1 AND order_id = ?2 AND" \
	" occurred <= ?3" \
	" AND voided_at IS NULL" more " ORDER BY occurred DESC, id DESC LIMIT " most

/* What a resident attended that was publicity: neither a course, a group nor a meeting. */
#define PUBLICITY_HEARD \
	"SELECT v.occurred, s.held_by, NULL FROM attendance v JOIN activity s ON s.id = v.activity" \
	" WHERE v.resident = ?1 AND v.order_id = ?2 AND v.occurred <= ?3 AND v.voided_at IS NULL" \
	" AND s.voided_at IS NULL AND v.result <> 'absent' AND s.kind NOT IN ('group', 'skill'," \
	" 'mandarin', 'law', 'culture', 'ecommerce', 'staff', 'study', 'expert', 'leading'," \
	" 'regular', 'cases', 'meeting') ORDER BY v.occurred DESC, v.id DESC LIMIT 1"

/* What shows that a package is carried out. */
static const struct text_source {
	enum package_cell_id cell;
	const char *id; /* of event_table */
	const char *sql;
} sources[] = {
	{PACKAGE_PERSON, "visit", EVIDENCE("visitor, visitor2", "visit", " AND met = 'found'",
	                                   "40")},
	{PACKAGE_PERSON, "talk", EVIDENCE("talker, recorder", "talk", "", "40")},
	{PACKAGE_PUBLICITY, "attendance", PUBLICITY_HEARD},
	{PACKAGE_PUBLICITY, "visit", EVIDENCE("visitor, visitor2", "visit", " AND leaflet = 'yes'",
	                                      "1")},
	{PACKAGE_ATTITUDE, "talk", EVIDENCE("talker, recorder", "talk", "", "1")},
	{PACKAGE_ATTITUDE, "report", EVIDENCE("received_by, NULL", "self_report",
	                                      " AND (channel = 'written' OR period = 'month')",
	                                      "1")},
	{PACKAGE_TESTING, "test", EVIDENCE("tester, tester2", "drug_test",
	                                   " AND result IN ('neg', 'pos')", "1")},
};

static enum rc read_members(struct station *st, struct package_row *row, struct date day,
                            struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT id, role, name FROM member_named WHERE team = ?1 AND"
			" coalesce(since, ?2) <= ?2 AND coalesce(until, ?2) >= ?2 ORDER BY"
			" coalesce(since, ''), id",
			row->team, day) {
		VEC_PUSH(row->members, row->member_count, (struct package_member){
			stmt_int(q, 0), stmt_code(q, 1), mem_strdup(stmt_text(q, 2))});
	}
	return rc;
}

/* Rows of members who left the team do not count: the package is open again. */
static enum rc read_duties(struct station *st, struct package_row *row, struct date day,
                           struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
			"SELECT d.id, d.package, " DUTY_MEMBER ", d.confirmed, d.since FROM duty d"
			" JOIN resident_visible r ON r.id = d.resident WHERE d.resident = ?1 AND "
			"d.voided_at"
			" IS NULL AND d.since <= ?2 AND (d.until IS NULL OR d.until >= ?2)",
			row->resident, day) {
		struct code package = stmt_code(q, 1);
		long long member = stmt_int(q, 2);

		for (int i = 0; i < PACKAGE_CELLS; i++) {
			if (!code_is(package, package_table[i].id))
				continue;
			row->cell[i].duty = stmt_int(q, 0);
			row->cell[i].since = stmt_date(q, 4);
			row->cell[i].member = package_member_of(row, member) ? member : 0;
			row->cell[i].by_default = row->cell[i].member &&
			!code_is(stmt_code(q, 3), "yes");
		}
	}
	return rc;
}

/* Team, village, the order that counts now, and who works on it. */
static enum rc read_person(struct station *st, long long resident, struct package_row *out,
                           char **worker, struct err *err) {
	enum rc rc = RC_OK;

	*out = (struct package_row){.resident = resident, .percent = -1};
	for (int i = 0; i < PACKAGE_CELLS; i++)
		out->cell[i].day = out->cell[i].since = DATE_NONE;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT r.team, r.place, o.id, o.worker, o.state = 'executing' FROM"
	           " resident_visible r LEFT JOIN treatment_order o ON o.id = (SELECT x.id FROM"
	           " treatment_order x WHERE x.resident = r.id AND x.voided_at IS NULL ORDER BY"
	           " x.state IN ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC, x.id"
	           " DESC LIMIT 1) WHERE r.id = ?", resident) {
		out->team = stmt_int(q, 0);
		out->place = stmt_int(q, 1);
		out->order = stmt_int(q, 2);
		*worker = mem_strdup(stmt_text(q, 3));
		out->executing = stmt_int(q, 4);
		return RC_OK;
	}
	return rc != RC_OK ? rc : err_set(err, RC_NOT_FOUND, "resident.not-found",
	                                  N_("There is no such resident here."), NULL);
}

enum rc package_holders(struct station *st, long long resident, struct date day,
                        struct package_row *out, struct err *err) {
	char *worker = NULL;
	enum rc rc = read_person(st, resident, out, &worker, err);

	if (rc == RC_OK && out->team)
		rc = read_members(st, out, day, err);
	if (rc == RC_OK)
		rc = read_duties(st, out, day, err);
	for (int i = 0; rc == RC_OK && i < PACKAGE_CELLS; i++) {
		struct package_cell *c = &out->cell[i];

		if (c->duty)
			continue;
		c->member = package_default((enum package_cell_id)i, out->members,
		                            out->member_count, worker);
		c->by_default = c->member != 0;
	}
	free(worker);
	return rc;
}

static enum rc read_evidence(struct station *st, struct package_row *row,
                             const struct text_source *s, struct date today, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, s->sql, row->resident, row->order, today)
		package_add_evidence(row, s->cell, s->id, stmt_date(q, 0), stmt_text(q, 1),
		                     stmt_text(q, 2));
	return rc;
}

static enum rc read_dossier(struct station *st, const struct actor *a, struct package_row *row,
                            struct err *err) {
	struct dossier d;
	enum rc rc = row->order ? dossier_of(st, a, row->resident, row->order, &d, err) : RC_OK;

	if (rc == RC_OK && row->order)
		row->percent = d.percent;
	return rc;
}

/* One number for a resident and a day. */
static enum rc ask(struct station *st, const char *sql, long long resident, struct date day,
                   bool *yes, struct err *err) {
	return query_any(st->store, yes, err, sql, resident, day, DUE_TEST);
}

enum rc package_get(struct station *st, const struct actor *a, long long resident,
                    struct package_row *out, struct err *err) {
	struct date today = clock_today();
	bool late = false;
	enum rc rc = usecase_query(st, a, ACT_LIST, resident, err);

	*out = (struct package_row){0};
	if (rc == RC_OK)
		rc = package_holders(st, resident, today, out, err);
	for (size_t i = 0; rc == RC_OK && i < sizeof sources / sizeof *sources; i++)
		rc = read_evidence(st, out, &sources[i], today, err);
	if (rc == RC_OK)
		rc = read_dossier(st, a, out, err);
	if (rc == RC_OK)
		rc = ask(st, "SELECT 1 FROM due WHERE resident = ?1 AND kind = ?3 AND due_on < ?2"
		             " LIMIT 1", resident, today,
		         &late, err);
	if (rc == RC_OK)
		rc = ask(st,
		         "SELECT 1 FROM relative WHERE resident = ?1 AND voided_at IS NULL AND"
		         " co_supervisor = 'yes' AND ?3 > 0 AND (until IS NULL OR until >= ?2)"
		         " LIMIT 1", resident, today, &out->family, err);
	if (rc == RC_OK)
		package_judge(out, today, (int)conf_int(st->conf, "rules", "five_days"), late);
	return rc;
}

static bool is_held_by(const struct package_row *row, const char *name) {
	for (int i = 0; i < PACKAGE_CELLS; i++) {
		const struct package_member *m = package_member_of(row, row->cell[i].member);

		if (m && strcmp(m->name, name) == 0)
			return true;
	}
	return false;
}

enum rc package_list(struct station *st, const struct actor *a, const struct package_query *query,
                     struct five_rows *out, struct err *err) {
	struct resident_query q = {.view = "open", .find = query->find, .place = query->place,
	                           .team = query->team};
	struct ids all = {0};
	struct package_row *rows = NULL;
	size_t n = 0;
	enum rc rc = resident_list(st, a, &q, &all, err);

	if (rc == RC_OK)
		rc = cases_keep_own(st, a, &resident_def, &all, err);
	rows = mem_zalloc(all.n + 1, sizeof *rows);
	for (size_t i = 0; rc == RC_OK && i < all.n; i++) {
		struct package_row *row = &rows[n];

		rc = package_get(st, a, all.v[i], row, err);
		if (rc == RC_OK && row->executing && (!query->gaps_only || row->gaps) &&
		    (!query->member || is_held_by(row, query->member)))
			n++;
		else
			package_row_clear(row);
	}
	out->v = mem_zalloc(n + 1, sizeof *out->v);
	for (int gaps = PACKAGE_CELLS; gaps >= 0; gaps--)
		for (size_t i = 0; i < n; i++)
			if (rows[i].gaps == gaps)
				out->v[out->n++] = rows[i];
	free(rows);
	ids_clear(&all);
	return rc;
}
