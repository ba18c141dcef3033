/* Places, teams and officers in the database, and the names behind refs.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/masking.h"
#include "model/station/tables.h"
#include "model/station/usecase_db.h"

/* How each entity a ref may point to is named, found and listed. */
#define NAMED(from, table) \
	"SELECT id, iif(EXISTS (SELECT 1 FROM damaged d WHERE d.table_name = '" table "' AND d.record =" \
	" t.id), '" DAMAGED_NAME "', name) FROM " from " t"
#define DAMAGED_NAME "\001" /* a damaged record has no name to go by (rule 12.14) */
/* By the name it has, else by one it alone had; one joined into another is that (rule 18.3). The
 * first answers nearly always, and a cell of an import asks. */
#define PLACE_CALLED \
	"SELECT coalesce((SELECT id FROM place WHERE name = ?1 AND voided_at IS NULL AND replaced_by IS" \
	" NULL), (WITH RECURSIVE named AS (SELECT id FROM place WHERE name = ?1 AND voided_at IS NULL UNION ALL" \
	" SELECT max(h.record) FROM history h JOIN place p ON p.id = h.record WHERE h.table_name = 'place'" \
	" AND h.field = 'name' AND h.old_value = ?1 AND p.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM" \
	" place WHERE name = ?1 AND voided_at IS NULL) HAVING count(DISTINCT h.record) = 1)," \
	" one AS (SELECT p.id, p.replaced_by FROM place p JOIN named n ON n.id = p.id UNION ALL" \
	" SELECT p.id, p.replaced_by FROM place p JOIN one o ON p.id = o.replaced_by)" \
	" SELECT id FROM one WHERE replaced_by IS NULL))"
#define NAMED_AS \
	"SELECT id, iif(EXISTS (SELECT 1 FROM damaged d WHERE d.table_name = '%s' AND d.record =" \
	" t.id), '" DAMAGED_NAME "', %s) FROM %s t"
static const struct ref_sql {
	const char *ref, *name, *find, *list; /* name: id and name of one */
	const char *all; /* id and name of every record, for station_names_hold; NULL: too many */
} ref_sql[] = {
	{"place", NAMED("place", "place") " WHERE id = ?",
		PLACE_CALLED,
		"SELECT id FROM place WHERE voided_at IS NULL AND coalesce(active, 'yes') = "
		"'yes' ORDER BY " PLACE_ORDER(""),
		NAMED("place", "place") " ORDER BY id"},
	{"help_team", NAMED("help_team", "help_team") " WHERE id = ?",
		"SELECT id FROM help_team WHERE name = ? AND voided_at IS NULL",
		"SELECT id FROM help_team WHERE voided_at IS NULL ORDER BY " TEAM_ORDER,
		NAMED("help_team", "help_team") " ORDER BY id"},
	{"officer", NAMED("officer", "officer") " WHERE id = ?",
		"SELECT id FROM officer WHERE (login = ?1 OR name = ?1) AND voided_at IS NULL",
		"SELECT id FROM officer WHERE voided_at IS NULL ORDER BY name",
		NAMED("officer", "officer") " ORDER BY id"},
	{"contact", NAMED("contact", "contact") " WHERE id = ?",
		"SELECT min(id) FROM contact WHERE name = ? AND voided_at IS NULL HAVING "
		"count(*) = 1",
		"SELECT id FROM contact WHERE voided_at IS NULL ORDER BY name, unit",
		NAMED("contact", "contact") " ORDER BY id"},
	{"team_member", NAMED("member_named", "team_member") " WHERE id = ?",
		"SELECT min(id) FROM member_named WHERE name = ? AND until IS NULL HAVING "
		"count(*) = 1",
		"SELECT id FROM member_named WHERE until IS NULL ORDER BY team, role, name",
		NAMED("member_named", "team_member") " ORDER BY id"},
	/* What hangs in the dossier of somebody sealed is not there. */
	{"attachment", "SELECT id, CAST(seq AS TEXT) FROM attachment WHERE id = ?",
		"SELECT a.id FROM attachment a WHERE a.seq = CAST(?1 AS INTEGER) AND a.voided_at "
		"IS NULL AND NOT EXISTS"
		" (SELECT 1 FROM document d WHERE d.file = a.id AND d.resident NOT IN (SELECT "
		"id FROM resident_visible))",
		"SELECT id FROM attachment WHERE voided_at IS NULL AND id NOT IN (SELECT file "
		"FROM document WHERE file IS NOT NULL)"
		" ORDER BY id DESC"},
	{"resident", "SELECT id, name FROM resident_visible WHERE id = ?",
		"SELECT id FROM resident_visible WHERE name = ?1 OR file_no = ?1 LIMIT 1",
		"SELECT id FROM resident_visible ORDER BY pinyin, id"},
};

/* The same of the station's registers, made when first asked for. */
static struct ref_sql made[NAMES_KINDS - sizeof ref_sql / sizeof *ref_sql];
enum { MADE_MOST = sizeof made / sizeof *made };

static const struct ref_sql *ref_of_ledger(const char *ref) {
	const char *named, *order;
	size_t i = 0;

	if (!entity_named(ref, &named, &order))
		return NULL;
	while (i < MADE_MOST - 1 && made[i].ref && strcmp(made[i].ref, ref) != 0)
		i++;
	if (!made[i].ref)
		made[i] = (struct ref_sql){
			.ref = station_entity(ref)->name,
			.name = mem_printf(NAMED_AS " WHERE id = ?", ref, named, ref),
			.all = mem_printf(NAMED_AS " ORDER BY id", ref, named, ref),
			.find = mem_printf("SELECT min(id) FROM %s WHERE %s = ? AND voided_at IS"
			                   " NULL HAVING count(*) = 1", ref, named),
			.list = mem_printf("SELECT id FROM %s WHERE voided_at IS NULL ORDER BY %s", ref, order)};
	return &made[i];
}

static const struct ref_sql *ref_of(const char *ref) {
	for (size_t i = 0; ref && i < sizeof ref_sql / sizeof *ref_sql; i++) {
		if (strcmp(ref_sql[i].ref, ref) == 0)
			return &ref_sql[i];
	}
	return ref ? ref_of_ledger(ref) : NULL;
}

/* ---- names held while a page of a list is read: one query a kind of ref instead of one a cell
 * ---- */

void station_names_hold(struct station *st, bool hold) {
	if (!st)
		return;
	st->names_held = hold;
	for (size_t i = 0; i < NAMES_KINDS; i++) {
		struct names_kept *k = &st->names[i];

		for (size_t n = 0; n < k->n; n++)
			free(k->v[n].name);
		free(k->v);
		*k = (struct names_kept){0};
	}
}

static int by_id(const void *a, const void *b) {
	const struct name_kept *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static char *name_shown(const char *name) {
	return mem_strdup(name && strcmp(name, DAMAGED_NAME) == 0 ? masked_damaged() : name);
}

/* Of a person all that is stored is compared. */
static char *name_of_resident(struct station *st, long long id) {
	const struct actor a = {.role = st->actor_role};
	const struct entity_def *def = station_entity("resident");
	void *r = mem_zalloc(1, def->size);
	struct str shown = {0};

	if (record_load(st->store, def, id, r, NULL) == RC_OK)
		masked_text(&a, VIEW_LIST, entity_field(def, "name"), r, NULL, &shown);
	entity_clear(def, r);
	free(r);
	return str_take(&shown);
}

static void names_read(struct station *st, const struct ref_sql *r, struct names_kept *k) {
	struct stmt *q = NULL;
	bool row = false;
	size_t cap = 0;

	k->read = true;
	if (stmt_get(st->store, r->all, &q, NULL) != RC_OK)
		return;
	while (stmt_step(q, &row, NULL) == RC_OK && row) {
		if (k->n == cap)
			k->v = mem_grow(k->v, cap = cap ? cap * 2 : 32, sizeof *k->v);
		k->v[k->n++] = (struct name_kept){stmt_int(q, 0), name_shown(stmt_text(q, 1))};
	}
	stmt_done(q);
}

static const char *name_held(struct station *st, const struct ref_sql *r, long long id) {
	bool own = r >= made && r < made + MADE_MOST;
	struct names_kept *k = &st->names[own ? sizeof ref_sql / sizeof *ref_sql + (size_t)(r - made)
	                                      : (size_t)(r - ref_sql)];
	const struct name_kept wanted = {.id = id}, *found;

	if (!k->read)
		names_read(st, r, k);
	found = k->n > 0 ? bsearch(&wanted, k->v, k->n, sizeof *k->v, by_id) : NULL;
	return found != NULL ? found->name : NULL;
}

const char *ref_name(void *ctx, const char *ref, long long id) {
	struct station *st = ctx;
	const struct ref_sql *r = ref_of(ref);
	enum rc rc = RC_OK;

	if (st->names_held && r && r->all)
		return name_held(st, r, id);
	free(st->ref_text);
	st->ref_text = NULL;
	if (!r)
		return NULL;
	QUERY_EACH (q, rc, st->store, NULL, r->name, id)
		st->ref_text = strcmp(ref, "resident") == 0 ? name_of_resident(st, id)
		                                            : name_shown(stmt_text(q, 1));
	return rc == RC_OK ? st->ref_text : NULL;
}

long long ref_find(void *ctx, const char *ref, const char *name) {
	struct station *st = ctx;
	const struct ref_sql *r = ref_of(ref);
	char *trimmed = str_trim(mem_strdup(name));
	long long id = 0;

	if (r && *trimmed)
		(void)query_int(st->store, &id, NULL, r->find, trimmed);
	free(trimmed);
	return id;
}

long long place_find(struct station *st, const char *name) {
	return ref_find(st, "place", name);
}

long long team_find(struct station *st, const char *name) {
	return ref_find(st, "help_team", name);
}

enum rc station_choices(struct station *st, const struct actor *a, const char *ref, struct ids *out,
                        struct err *err) {
	const struct ref_sql *r = ref_of(ref);
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK && !r)
		rc = err_set(err, RC_NOT_FOUND, "station.no-choices",
		             N_("There is no list of choices for this."), NULL);
	return rc != RC_OK ? rc : query_ids(st->store, out, err, r->list);
}

/* The line of a name that is not among them yet. */
static void add_said(struct str *out, const char *name) {
	struct str line = {0}, all = {0};

	str_addf(&line, "\n%s\n", name);
	str_addf(&all, "\n%s", str_text(out));
	if (!strchr(name, '\n') && !strstr(str_text(&all), str_text(&line)))
		str_addf(out, "%s\n", name);
	str_clear(&line);
	str_clear(&all);
}

enum rc station_said(struct station *st, const struct actor *a, const struct entity_def *def,
                     const struct field_def *field, struct str *out, struct err *err) {
	/* A reason or a relative is of one person: only what was said of several is common. */
	bool common = field->ref && strcmp(field->ref, "said") == 0;
	char *sql = mem_printf(
		"SELECT said FROM (SELECT %s AS said, id, recorded_by%s FROM %s WHERE voided_at "
		"IS NULL AND said IS NOT NULL%s ORDER BY id DESC LIMIT 300) GROUP BY said%s"
		" ORDER BY max((recorded_by = ?) * id) DESC, max(id) DESC LIMIT 12",
		field->name, common ? ", resident" : "", def->name,
		entity_field(def, "resident") ? " AND resident IN (SELECT id FROM resident_visible)" : "",
		common ? " HAVING count(DISTINCT resident) > 1" : "");
	const char *known =
		!field->ref || common ? NULL
		: strcmp(field->ref, "place") == 0
			? "SELECT name FROM place WHERE voided_at IS NULL AND coalesce(active, 'yes') = 'yes' ORDER BY " PLACE_ORDER("")
			: "SELECT name FROM officer WHERE voided_at IS NULL UNION SELECT name FROM"
		  " member_named WHERE until IS NULL ORDER BY 1 LIMIT 300";
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		QUERY_EACH(q, rc, st->store, err, sql, a->officer)
			add_said(out, stmt_text(q, 0));
	if (rc == RC_OK && !out->n) /* the first line is what was said last: nothing */
		str_addc(out, '\n');
	if (rc == RC_OK && known)
		QUERY_EACH(q, rc, st->store, err, known)
			add_said(out, stmt_text(q, 0));
	free(sql);
	return rc;
}

/* Save one record of a small list whose name must be its own. */
static enum rc save_named(struct station *st, const struct actor *a, const char *audit_id,
	const struct entity_def *def, void *rec, const char *name, struct err *err) {
	struct change c;
	struct record *r = rec;
	struct record before = *r;
	char *called = mem_printf("SELECT id FROM %s WHERE name = trim(?) AND voided_at IS NULL",
	                          def->name);
	long long other = 0;
	enum rc rc = usecase_begin(&c, st, a, ACT_SETTINGS, audit_id, 0, err);

	if (rc == RC_OK)
		rc = entity_check(def, rec, clock_today(), err);
	if (rc == RC_OK)
		rc = query_int(st->store, &other, err, called, name);
	free(called);
	if (rc == RC_OK && other && other != r->id) {
		err_field(err, "name", "directory.exists", N_("This name is in the list already."),
		          NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	if (rc == RC_OK)
		rc = r->id ? change_update(&c, def, rec, err) : change_insert(&c, def, rec, err);
	return change_close(&c, rc, r, &before, err);
}

enum rc place_save(struct station *st, const struct actor *a, struct place *p, struct err *err) {
	return save_named(st, a, p->rec.id ? "place.edit" : "place.add", &place_def, p, p->name,
	                  err);
}

enum rc team_save(struct station *st, const struct actor *a, struct help_team *t, struct err *err) {
	return save_named(st, a, t->rec.id ? "team.edit" : "team.add", &team_def, t, t->name, err);
}
