/* Saved views in the database: an officer's own, so they are written over and taken away.
 * SPDX-License-Identifier: MIT */
#include "model/station/saved_view.h"

#include "core/clock.h"
#include "core/search_key.h"
#include "core/utf8.h"
#include "model/station/usecase_db.h"

void saved_view_clear(struct saved_view *v) {
	free(v->name);
	free(v->conditions);
	free(v->filter);
	free(v->order);
	free(v->columns);
	*v = (struct saved_view){0};
}

void saved_views_clear(struct saved_views *views) {
	for (size_t i = 0; i < views->n; i++)
		saved_view_clear(&views->v[i]);
	views->n = 0;
}

const struct saved_view *saved_view_at(const struct saved_views *views, int digit) {
	for (size_t i = 0; i < views->n; i++)
		if (views->v[i].digit == digit)
			return &views->v[i];
	return NULL;
}

enum rc saved_view_list(struct station *st, const struct actor *a, const char *list,
                        struct saved_views *out, struct err *err) {
	enum rc rc = RC_OK;

	*out = (struct saved_views){0};
	QUERY_EACH(
		q, rc, st->store, err,
		"SELECT digit, name, conditions, filter, ordered, columns FROM saved_view WHERE "
		"officer = ?1 AND list = ?2"
		" ORDER BY digit",
		a->officer, list) {
		if (out->n > SAVED_VIEW_MOST)
			break;
		out->v[out->n++] = (struct saved_view){.digit = (int)stmt_int(q, 0),
		                                       .name = mem_strdup(stmt_text(q, 1)),
		                                       .conditions = mem_strdup(stmt_text(q, 2)),
		                                       .filter = mem_strdup(stmt_text(q, 3)),
		                                       .order = mem_strdup(stmt_text(q, 4)),
		                                       .columns = mem_strdup(stmt_text(q, 5))};
	}
	return rc;
}

static enum rc check_name(const struct saved_views *all, const struct saved_view *v,
                          struct err *err) {
	int cells = utf8_width(v->name ? v->name : "");

	if (cells == 0 || cells > SAVED_VIEW_NAME_CELLS)
		return err_set(err, RC_INVALID, "view.name",
		               N_("A view needs a name of at most 8 characters."), NULL);
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].digit != v->digit && strcmp(all->v[i].name, v->name) == 0)
			return err_set(err, RC_INVALID, "view.taken",
			               N_("Another view of yours is called {name}."), "name",
			               v->name, NULL);
	return RC_OK;
}

/* The name, the digit, the filter. */
static enum rc check(struct station *st, const struct actor *a, const char *list,
                     struct saved_view *v, struct err *err) {
	struct saved_views all;
	enum rc rc = saved_view_list(st, a, list, &all, err);

	if (rc == RC_OK && v->digit != 0)
		rc = check_name(&all, v, err);
	if (rc == RC_OK && search_key_has_tail(v->filter ? v->filter : ""))
		rc = err_set(err, RC_INVALID, "view.number",
			N_("The end of a number is searched for each time, with a row in the "
			   "audit: it is not kept in a view."),
			NULL);
	for (int digit = 1; v->digit < 0 && digit <= SAVED_VIEW_MOST; digit++)
		if (!saved_view_at(&all, digit))
			v->digit = digit;
	if (rc == RC_OK && v->digit < 0)
		rc = err_set(err, RC_INVALID, "view.full",
		             N_("All nine digits have a view: remove one first."), NULL);
	saved_views_clear(&all);
	return rc;
}

static enum rc write_view(struct station *st, const struct actor *a, const char *list,
                          const struct saved_view *v, struct err *err) {
	return query_run(st->store, err,
		"INSERT INTO saved_view (officer, list, digit, name, conditions, filter, "
		"ordered, columns, saved_at)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (officer, list, digit) DO "
		"UPDATE SET"
		" name = excluded.name, conditions = excluded.conditions, filter = excluded.filter,"
		" ordered = excluded.ordered, columns = excluded.columns, saved_at = "
		"excluded.saved_at",
		a->officer, list, v->digit, v->name ? v->name : "",
		v->conditions ? v->conditions : "", v->filter ? v->filter : "",
		v->order ? v->order : "", v->columns ? v->columns : "", clock_now_ms());
}

/* The audit names list and digit, never what is looked for. */
static enum rc commit(struct change *c, const char *list, int digit, struct err *err) {
	char detail[80];

	snprintf(detail, sizeof detail, "list=%s digit=%d", list, digit);
	c->table = "saved_view";
	c->detail = detail;
	return change_commit(c, err);
}

enum rc saved_view_save(struct station *st, const struct actor *a, const char *list,
                        struct saved_view *v, struct err *err) {
	struct change c = {.open = false};
	int before = v->digit;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_LIST, "view.save", 0, err));
	TRY(check(st, a, list, v, err));
	TRY(write_view(st, a, list, v, err));
	rc = commit(&c, list, v->digit, err);
out:
	change_end(&c);
	if (rc != RC_OK)
		v->digit = before;
	return rc;
}

enum rc saved_view_remove(struct station *st, const struct actor *a, const char *list, int digit,
                          struct err *err) {
	struct change c = {.open = false};
	enum rc rc = usecase_begin(&c, st, a, ACT_LIST, "view.remove", 0, err);

	if (rc == RC_OK)
		rc = query_run(st->store, err,
			"DELETE FROM saved_view WHERE officer = ? AND list = ? AND digit = ?",
			a->officer, list, digit);
	if (rc == RC_OK)
		rc = commit(&c, list, digit, err);
	change_end(&c);
	return rc;
}
