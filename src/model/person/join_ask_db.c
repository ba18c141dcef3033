/* What two files of one person say differently (rule 16.4). SPDX-License-Identifier: MIT */
#include "model/access/masking.h"
#include "model/person/join_db.h"

static void add(struct join_plan *p, char *key, const char *label, struct str *a, struct str *b) {
	VEC_PUSH(p->v, p->n, (struct join_question){.key = key, .label = mem_strdup(label),
	         .a = mem_strdup(str_text(a)), .b = mem_strdup(str_text(b)), .take_b = a->n == 0});
	str_clear(a);
	str_clear(b);
}

void join_plan_clear(struct join_plan *p) {
	for (size_t i = 0; i < p->n; i++) {
		free(p->v[i].key);
		free(p->v[i].label);
		free(p->v[i].a);
		free(p->v[i].b);
	}
	free(p->v);
	free(p->kept_no);
	free(p->gone_no);
	*p = (struct join_plan){0};
}

bool join_take(struct join_plan *p, const char *key, bool b) {
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->v[i].key, key) == 0) {
			p->v[i].take_b = b;
			return true;
		}
	return false;
}

/* As in the file: numbers masked. */
static void show(struct station *st, const struct actor *a, const struct join_plan *p,
                 const struct field_def *f, const struct resident *r, struct str *out) {
	if (p->sealed && !field_is_blank(f, r))
		str_add(out, tr(N_("(sealed)")));
	else if (!p->sealed)
		masked_text(a, VIEW_FILE, f, r, station_env(st), out);
}

/* Masked values that look alike: where they begin to differ. */
static void add_place(const struct field_def *f, const struct resident *one,
                      const struct resident *other, struct str *out) {
	struct str x = {0}, y = {0};
	size_t n = 0;

	field_store_text(f, one, &x);
	field_store_text(f, other, &y);
	while (n < x.n && n < y.n && x.s[n] == y.s[n])
		n++;
	str_addc(out, ' ');
	str_fill(out, N_("(differs from character {n} on)"), "n", NUM(n + 1), NULL);
	str_clear(&x);
	str_clear(&y);
}

/* Of the person: what the one that goes says, and the other not. The file number stays. */
static enum rc ask_fields(struct station *st, const struct actor *a, struct join_plan *p,
                          struct err *err) {
	struct resident one, other;
	enum rc rc;

	entity_init(&resident_def, &one);
	entity_init(&resident_def, &other);
	TRY(record_load(st->store, &resident_def, p->kept, &one, err));
	TRY(record_load(st->store, &resident_def, p->gone, &other, err));
	for (size_t i = 0; i < resident_def.count; i++) {
		const struct field_def *f = &resident_def.fields[i];
		struct str x = {0}, y = {0};

		if (f->flags & (F_SYSTEM | F_AUTO) || field_is_blank(f, &other) ||
		    field_compare(f, &one, &other) == 0)
			continue;
		show(st, a, p, f, &one, &x);
		show(st, a, p, f, &other, &y);
		if (!p->sealed && x.n && strcmp(str_text(&x), str_text(&y)) == 0)
			add_place(f, &one, &other, &y);
		add(p, mem_strdup(f->name), tr(f->label), &x, &y);
		p->v[p->n - 1].take_b = field_is_blank(f, &one);
	}
out:
	entity_clear(&resident_def, &one);
	entity_clear(&resident_def, &other);
	return rc;
}

static enum rc open_order(struct station *st, const struct join_plan *p, long long who,
                          struct str *out, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT kind, ordered, coalesce(doc_no, ''), state FROM treatment_order WHERE"
	           " resident = ? AND voided_at IS NULL AND state IN ('awaiting', 'executing',"
	           " 'suspended')", who) {
		str_addf(out, "%s %s", code_label(&codes_order, code_of(stmt_text(q, 0))),
		         stmt_text(q, 1));
		if (!p->sealed)
			str_addf(out, " %s %s", stmt_text(q, 2),
			         code_label(&codes_state, code_of(stmt_text(q, 3))));
	}
	return rc;
}

static enum rc ask_order(struct station *st, struct join_plan *p, struct err *err) {
	struct str x = {0}, y = {0};
	enum rc rc = open_order(st, p, p->kept, &x, err);

	if (rc == RC_OK)
		rc = open_order(st, p, p->gone, &y, err);
	if (rc == RC_OK && x.n && y.n)
		add(p, mem_strdup("order"), tr(N_("Order that runs")), &x, &y);
	str_clear(&x);
	str_clear(&y);
	return rc;
}

/* A package that both files give to somebody on one day. */
static enum rc ask_duties(struct station *st, const struct actor *a, struct join_plan *p,
                          struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT o.package, group_concat(DISTINCT m.name), group_concat(DISTINCT n.name)"
	           " FROM duty o JOIN duty t ON t.package = o.package AND t.resident = ?2 AND"
	           " t.voided_at IS NULL AND t.since <= coalesce(o.until, '9999-12-31') AND"
	           " coalesce(t.until, '9999-12-31') >= o.since LEFT JOIN member_named m ON m.id ="
	           " o.member LEFT JOIN member_named n ON n.id = t.member WHERE o.resident = ?1 AND"
	           " o.voided_at IS NULL GROUP BY o.package ORDER BY o.package", p->kept, p->gone) {
		struct str x = {0}, y = {0};

		masked_value(a, VIEW_FILE, F_WORKER, stmt_text(q, 1), &x);
		masked_value(a, VIEW_FILE, F_WORKER, stmt_text(q, 2), &y);
		add(p, mem_printf("duty.%s", stmt_text(q, 0)),
		    code_label(&codes_duty, code_of(stmt_text(q, 0))), &x, &y);
		p->v[p->n - 1].take_b = false;
	}
	return rc;
}

enum rc join_file(struct station *st, long long id, char **number, bool *sealed, struct err *err) {
	bool found = false;
	enum rc rc = RC_OK;

	*number = NULL;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT n.sealed IS NOT NULL, m.file_no FROM resident_numbered n JOIN"
	           " resident_meant m ON m.uid = n.uid WHERE n.id = ?", id) {
		found = true;
		*sealed = stmt_int(q, 0);
		free(*number);
		*number = mem_strdup(stmt_text(q, 1));
	}
	if (rc == RC_OK && !found)
		rc = err_set(err, RC_NOT_FOUND, "resident.not-found",
		             N_("There is no such resident here."), NULL);
	return rc;
}

enum rc join_questions(struct station *st, const struct actor *a, struct join_plan *p,
                       struct err *err) {
	enum rc rc = ask_fields(st, a, p, err);

	if (rc == RC_OK)
		rc = ask_order(st, p, err);
	return rc == RC_OK ? ask_duties(st, a, p, err) : rc;
}

enum rc join_ask(struct station *st, const struct actor *a, long long kept, long long gone,
                 struct join_plan *p, struct err *err) {
	bool one = false, other = false;
	enum rc rc;

	*p = (struct join_plan){.kept = kept, .gone = gone};
	TRY(usecase_query(st, a, ACT_LIST, 0, err));
	TRY(usecase_query_case(st, a, ACT_JOIN, 0, &(struct access_case){.approved = true}, err));
	TRY(join_file(st, kept, &p->kept_no, &one, err));
	TRY(join_file(st, gone, &p->gone_no, &other, err));
	p->sealed = one || other;
	if (kept == gone)
		return err_set(err, RC_INVALID, "join.one", N_("These are one file."), NULL);
	if (one && !other)
		return err_set(err, RC_INVALID, "join.into-sealed",
		               N_("The file that stays is sealed and the other is not: let the"
		                  " other one stay."), NULL);
	if (p->sealed)
		TRY(usecase_query_case(st, a, ACT_UNSEAL, 0,
		                       &(struct access_case){.approved = true}, err));
	else
		TRY(resident_look(st, a, kept, err));
	if (!p->sealed)
		TRY(resident_look(st, a, gone, err));
	rc = join_questions(st, a, p, err);
out:
	return rc;
}
