/* Parting two files that were joined (rules 16.7, 16.8). SPDX-License-Identifier: MIT */
#include "model/event/event_db.h"
#include "model/person/join_db.h"

void part_plan_clear(struct part_plan *p) {
	free(p->v);
	free(p->kept_no);
	free(p->gone_no);
	*p = (struct part_plan){0};
}

/* What nobody is asked about: it stays, or goes where its order goes. */
static bool is_asked(const struct entity_def *def) {
	static const char *const never[] = {"resident", "approval", "stated", "status_change"};

	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (strcmp(never[i], def->name) == 0)
			return false;
	return true;
}

static const struct field_def *day_of(const struct entity_def *def) {
	static const char *const days[] = {"occurred", "ordered", "since"};
	const struct field_def *f = NULL;

	for (size_t i = 0; !f && i < sizeof days / sizeof *days; i++)
		f = entity_field(def, days[i]);
	return f;
}

static enum rc add_later(struct station *st, struct part_plan *p, const struct join_table *t,
                         struct err *err) {
	const struct field_def *day = day_of(t->def);
	char *sql = mem_printf(
		"SELECT id, uid, %s FROM \"%s\" WHERE \"%s\" = ?1 AND voided_at IS NULL AND id >"
		" (SELECT coalesce(json_extract(last, '$.%s'), 0) FROM joined WHERE id = ?2) ORDER"
		" BY id",
		day ? day->name : "NULL", t->def->name, t->column, t->def->name);
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err, sql, p->kept, p->joined) {
		struct part_later l = {.def = t->def, .id = stmt_int(q, 0), .day = stmt_date(q, 2)};

		snprintf(l.uid, sizeof l.uid, "%s", stmt_text(q, 1));
		VEC_PUSH(p->v, p->n, l);
	}
	free(sql);
	return rc;
}

enum rc part_numbers(struct station *st, const struct actor *a, long long kept, struct str *out,
                     struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT g.file_no FROM joined j JOIN resident_gone g ON g.id = j.gone WHERE"
	           " j.kept = (SELECT id FROM resident_visible WHERE id = ?) AND j.parted IS NULL"
	           " ORDER BY j.id DESC", kept)
		str_addf(out, "%s%s", out->n ? " " : "", stmt_text(q, 0));
	return rc;
}

enum rc part_ask(struct station *st, const struct actor *a, long long kept, struct part_plan *p,
                 struct err *err) {
	struct join_tables t = join_tables();
	enum rc rc;

	*p = (struct part_plan){.kept = kept};
	TRY(usecase_query(st, a, ACT_LIST, 0, err));
	TRY(usecase_query_case(st, a, ACT_JOIN, 0, &(struct access_case){.approved = true}, err));
	TRY(join_file(st, kept, &p->kept_no, &p->sealed, err));
	if (p->sealed)
		TRY(usecase_query_case(st, a, ACT_UNSEAL, 0,
		                       &(struct access_case){.approved = true}, err));
	else
		TRY(resident_look(st, a, kept, err));
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT j.id, j.gone, g.file_no FROM joined j JOIN resident_gone g ON g.id ="
	           " j.gone WHERE j.kept = ? AND j.parted IS NULL ORDER BY j.id DESC LIMIT 1",
	           kept) {
		p->joined = stmt_int(q, 0);
		p->gone = stmt_int(q, 1);
		p->gone_no = mem_strdup(stmt_text(q, 2));
	}
	if (rc == RC_OK && !p->joined)
		rc = err_set(err, RC_NOT_FOUND, "join.none",
		             N_("No file was joined into this one."), NULL);
	if (rc == RC_OK)
		rc = join_tables_of(st->store, kept, &t, err);
	for (size_t i = 0; rc == RC_OK && i < t.n; i++)
		if (is_asked(t.v[i].def))
			rc = add_later(st, p, &t.v[i], err);
out:
	free(t.v);
	return rc;
}

struct parting {
	struct station *st;
	struct change *c;
	const struct part_plan *plan;
};

static enum rc run(struct parting *t, char *sql, struct err *err) {
	enum rc rc = query_run(t->st->store, err, sql, t->plan->joined, t->c->seq, t->plan->gone,
	                       t->plan->kept);

	free(sql);
	return rc;
}

/* One column of one table as it was, where nobody changed it since. */
static enum rc put_back(struct parting *t, const char *table, const char *column, struct err *err) {
	return run(t, mem_printf(
		"UPDATE \"%s\" AS x SET \"%s\" = m.old, seq = ?2 FROM joined_moved m WHERE m.joined"
		" = ?1 AND m.table_name = '%s' AND m.field = '%s' AND m.record = x.id AND x.\"%s\""
		" IS m.new AND ?3 <> ?4", table, column, table, column, column), err);
}

/* What moved goes back first: two open orders, two holders would meet else. */
static enum rc put_all_back(struct parting *t, struct err *err) {
	struct {
		char *name, *column;
	} *v = NULL;
	size_t n = 0;
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, t->st->store, err,
	           "SELECT DISTINCT table_name, field FROM joined_moved WHERE joined = ?1 AND field"
	           " <> '' AND NOT (table_name = 'resident' AND record = ?2) ORDER BY field <>"
	           " 'resident', table_name, field", t->plan->joined, t->plan->kept) {
		v = mem_grow(v, n + 1, sizeof *v);
		v[n].name = mem_strdup(stmt_text(q, 0));
		v[n++].column = mem_strdup(stmt_text(q, 1));
	}
	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK)
			rc = put_back(t, v[i].name, v[i].column, err);
		free(v[i].name);
		free(v[i].column);
	}
	free(v);
	return rc;
}

/* What the joining itself said of the person is void; states of an order go with it; words an
 * import kept go with their record. */
static enum rc put_rest(struct parting *t, struct err *err) {
	enum rc rc = query_run(t->st->store, err,
		"UPDATE stated SET voided_at = ?2, voided_by = ?3, void_reason = ?4, seq = ?5 WHERE"
		" voided_at IS NULL AND id IN (SELECT record FROM joined_moved WHERE joined = ?1"
		" AND table_name = 'stated' AND field = '')", t->plan->joined, t->c->now,
		bind_ref(t->c->actor->officer), tr(N_("the files were parted")), t->c->seq);

	if (rc == RC_OK)
		rc = run(t, mem_strdup(
			"UPDATE status_change SET resident = ?3, seq = ?2 WHERE resident = ?4 AND"
			" ?1 > 0 AND order_id IN (SELECT id FROM treatment_order WHERE resident ="
			" ?3)"), err);
	return rc == RC_OK ? run(t, mem_strdup(
		"UPDATE OR IGNORE kept_word SET resident = ?3 WHERE resident = ?4 AND ?2 > 0 AND"
		" (table_name, record) IN (SELECT table_name, record FROM joined_moved WHERE joined"
		" = ?1 AND field = 'resident')"), err) : rc;
}

/* The records made since that were given to the other; all of both are looked at anew where there
 * are any. */
static enum rc give_later(struct parting *t, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < t->plan->n; i++) {
		const struct part_later *l = &t->plan->v[i];
		char *sql;

		if (!l->give)
			continue;
		sql = mem_printf("UPDATE \"%s\" SET resident = ?, seq = ? WHERE id = ? AND resident = ?",
		                 l->def->name);
		rc = query_run(t->st->store, err, sql, t->plan->gone, t->c->seq, l->id, t->plan->kept);
		change_wrote(t->c, l->def, l->id);
		change_touch(t->c, l->def, l->id);
		free(sql);
	}
	return rc;
}

/* Lines of an order's log made since went with it. */
static enum rc wrote_log(struct parting *t, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, t->st->store, err, "SELECT id FROM status_change WHERE resident = ? AND seq = ?",
	           t->plan->gone, t->c->seq)
		change_wrote(t->c, &status_def, stmt_int(q, 0));
	return rc;
}

static enum rc put_person(struct parting *t, struct err *err) {
	struct str now = {0};
	struct resident r;
	enum rc rc;

	entity_init(&resident_def, &r);
	TRY(record_load(t->st->store, &resident_def, t->plan->kept, &r, err));
	QUERY_EACH(q, rc, t->st->store, err,
	           "SELECT field, old, new FROM joined_moved WHERE joined = ? AND table_name ="
	           " 'resident' AND record = ? AND field <> ''", t->plan->joined, t->plan->kept) {
		const struct field_def *f = entity_field(&resident_def, stmt_text(q, 0));

		str_reset(&now);
		if (f)
			field_store_text(f, &r, &now);
		if (f && strcmp(str_text(&now), stmt_text(q, 2)) == 0)
			field_store_read(f, &r, stmt_text(q, 1));
	}
	if (rc == RC_OK)
		rc = resident_put_alone(t->c, &r, err);
	entity_clear(&resident_def, &r);
	if (rc == RC_OK)
		rc = record_load(t->st->store, &resident_def, t->plan->gone, &r, err);
	r.joined.id = 0;
	if (rc == RC_OK)
		rc = change_update(t->c, &resident_def, &r, err);
out:
	str_clear(&now);
	entity_clear(&resident_def, &r);
	return rc;
}

static enum rc part_now(struct parting *t, struct err *err) {
	const long long both[2] = {t->plan->kept, t->plan->gone};
	enum rc rc;

	TRY(give_later(t, err));
	TRY(put_all_back(t, err));
	TRY(put_rest(t, err));
	TRY(put_person(t, err));
	TRY(join_wrote(t->c, t->plan->joined, err));
	TRY(wrote_log(t, err));
	TRY(query_run(t->st->store, err, "UPDATE joined SET parted = ? WHERE id = ?", t->c->seq,
	              t->plan->joined));
	if (t->plan->n == 0)
		return RC_OK;
	TRY(event_rehang(t->c, both, 2, err));
	TRY(join_values_follow(t->c, both[0], err));
	rc = join_values_follow(t->c, both[1], err);
out:
	return rc;
}

enum rc part_files(struct station *st, const struct actor *a, const struct part_plan *p,
                   const struct join_words *words, struct err *err) {
	const long long people[2] = {p->kept, 0};
	struct change c = {.open = false};
	struct parting t = {st, &c, p};
	struct str given = {0};
	char detail[64];
	size_t n = 0;
	long long still = 0;
	enum rc rc;

	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].give) {
			n++;
			str_addf(&given, "%s%lld", n > 1 ? "," : "", p->v[i].id);
		}
	rc = join_begin(&c, st, a, "resident.part", people, p->sealed, str_text(&given), words, err);
	if (rc == RC_OK)
		rc = query_int(st->store, &still, err, "SELECT max(id) FROM joined WHERE kept = ?"
		               " AND parted IS NULL", p->kept);
	if (rc == RC_OK && still != p->joined)
		rc = err_set(err, RC_CONFLICT, "join.changed",
		             N_("One of the files was changed meanwhile: look at both again."), NULL);
	if (rc == RC_OK)
		rc = part_now(&t, err);
	if (rc == RC_EXISTS)
		rc = err_set(err, RC_EXISTS, "part.taken",
		             N_("Something made since stands where a record goes back: an order"
		                " that runs, a package that somebody holds, a number. End or change"
		                " it first."), NULL);
	snprintf(detail, sizeof detail, "file=%lld given=%zu", p->gone, n);
	c.detail = detail;
	str_clear(&given);
	return change_close(&c, rc, NULL, NULL, err);
}
