/* Records by their field tables. SPDX-License-Identifier: MIT */
#include "core/check.h"
#include "core/mem.h"
#include "store/chain.h"
#include "store/change.h"
#include "store/internal.h"
#include "store/query.h"
#include "store/proof.h"

static const char *column_type(const struct field_def *f) {
	enum field_kind kind = field_kind(f);

	return kind == KIND_NUMBER || kind == KIND_REF ? "INTEGER" : "TEXT";
}

static struct code code_of_cell(const struct cell *cell) {
	struct code c = CODE_NONE;
	size_t n = cell->type == SQLITE_TEXT ? strnlen(cell->s, cell->n) : 0;

	if (n > 0 && n < sizeof c.s)
		memcpy(c.s, cell->s, n);
	return c;
}

/* A column that holds nothing, or what its field holds, is its cell. */
static bool read_cell(const struct cell *cell, const struct field_def *f, void *rec) {
	void *p = field_ptr(f, rec);
	const bool none = cell->type == SQLITE_NULL, whole = cell->type == SQLITE_INTEGER;

	switch (field_kind(f)) {
	case KIND_TEXT:
		if (none || cell->type == SQLITE_TEXT)
			field_take_text(f, rec, none ? NULL : mem_strndup(cell->s, strnlen(cell->s, cell->n)));
		return none || cell->type == SQLITE_TEXT;
	case KIND_DATE:
		if (cell->type != SQLITE_TEXT || !date_parse_iso((const char *)cell->s, p))
			*(struct date *)p = DATE_NONE;
		return none || cell->type == SQLITE_TEXT;
	case KIND_CODE:
		*(struct code *)p = code_of_cell(cell);
		return none || cell->type == SQLITE_TEXT;
	case KIND_NUMBER:
		*(long long *)p = whole ? cell->i : INT_NONE;
		return none || whole;
	case KIND_REF:
		((struct ref *)p)->id = cell->i;
		return none || whole;
	}
	return false;
}

static void read_field(struct stmt *q, int col, const struct field_def *f, void *rec) {
	void *p = field_ptr(f, rec);

	switch (field_kind(f)) {
	case KIND_TEXT:
		field_take_text(f, rec, mem_strdup(stmt_text(q, col)));
		return;
	case KIND_DATE:
		*(struct date *)p = stmt_date(q, col);
		return;
	case KIND_CODE:
		*(struct code *)p = stmt_code(q, col);
		return;
	case KIND_NUMBER:
		*(long long *)p = stmt_int(q, col);
		return;
	case KIND_REF:
		((struct ref *)p)->id = stmt_int(q, col);
		return;
	}
}

int record_read(struct stmt *q, int first, const struct entity_def *def, void *out) {
	struct record *r = out;
	struct cell cells[PROOF_COLUMNS];
	const int fields = first + BASE_COLUMNS;

	proof_cells(q, first, def, cells);
	r->id = cells[0].i;
	memset(r->uid, 0, sizeof r->uid);
	if (cells[1].type == SQLITE_TEXT)
		memcpy(r->uid, cells[1].s, strnlen(cells[1].s, sizeof r->uid - 1));
	r->ver = cells[2].i;
	r->seq = cells[3].i;
	r->recorded_at = cells[4].i;
	r->recorded_by = cells[5].i;
	r->import_id = cells[6].i;
	r->source = code_of_cell(&cells[7]);
	r->voided_at = cells[8].i;
	r->voided_by = cells[9].i;
	free(r->void_reason);
	r->void_reason = cells[10].type == SQLITE_NULL ? NULL : mem_strdup(stmt_text(q, first + 10));
	for (size_t i = 0; i < def->count; i++)
		if (!read_cell(&cells[BASE_COLUMNS + i], &def->fields[i], out))
			read_field(q, fields + (int)i, &def->fields[i], out);
	r->damaged = !proof_holds_cells(q, first, def, cells);
	return fields + (int)def->count + 1;
}

void record_bind_field(struct stmt *q, int i, const struct field_def *f, const void *rec) {
	const struct code *code;

	switch (field_kind(f)) {
	case KIND_TEXT:
		stmt_bind_text(q, i, field_text(f, rec));
		return;
	case KIND_DATE:
		stmt_bind_date(q, i, field_date(f, rec));
		return;
	case KIND_CODE:
		code = field_cptr(f, rec);
		stmt_bind_text(q, i, code_is_set(*code) ? code->s : NULL);
		return;
	case KIND_NUMBER:
		if (field_is_blank(f, rec))
			stmt_bind_null(q, i);
		else
			stmt_bind_int(q, i, field_number(f, rec));
		return;
	case KIND_REF:
		stmt_bind_ref(q, i, field_ref(f, rec));
		return;
	}
}

void record_bind_base(struct stmt *q, const struct record *r) {
	stmt_bind_text(q, 1, r->uid);
	stmt_bind_int(q, 2, r->ver);
	stmt_bind_int(q, 3, r->seq);
	stmt_bind_int(q, 4, r->recorded_at);
	stmt_bind_ref(q, 5, r->recorded_by);
	stmt_bind_ref(q, 6, r->import_id);
	stmt_bind_code(q, 7, r->source);
}

enum rc record_load(struct store *s, const struct entity_def *def, long long id, void *out,
                    struct err *err) {
	enum rc rc = RC_OK;

	entity_init(def, out);
	QUERY_EACH(q, rc, s, err, entity_sql(s, def)->load, id) {
		int columns = record_read(q, 0, def, out);

		CHECK(columns == BASE_COLUMNS + (int)def->count + 1);
		(void)columns;
		return RC_OK;
	}
	return rc != RC_OK ? rc
	                   : err_set(err, RC_NOT_FOUND, "record.missing",
	                             N_("This record is not there any more. Read the list again."),
	                             NULL);
}

/* ---- many records in one statement ---- */

/* A want in the order its row is looked for: by entity, then by id. */
struct sought {
	const struct record_want *want;
	size_t entity;
};

static int by_entity_and_id(const void *a, const void *b) {
	const struct sought *x = a, *y = b;

	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return (x->want->id > y->want->id) - (x->want->id < y->want->id);
}

/* Entities among the wants, each once, in the order met; returns how many. */
static size_t entities_of(const struct record_want *v, size_t n, const struct entity_def **out,
                          struct sought *sought, size_t *widest) {
	size_t count = 0;

	*widest = 0;
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < count && out[k] != v[i].def)
			k++;
		if (k == count)
			out[count++] = v[i].def;
		sought[i] = (struct sought){&v[i], k};
		*widest = v[i].def->count > *widest ? v[i].def->count : *widest;
	}
	if (n > 0)
		qsort(sought, n, sizeof *sought, by_entity_and_id);
	return count;
}

/* "SELECT 0, columns, NULL... FROM ids JOIN a UNION ALL SELECT 1, ...": rows of one width. A run of
 * ids is read from its first to its last, as they lie. */
static char *many_sql(const struct entity_def *const *defs, size_t n, size_t widest, bool run,
                      const char *view, const char *also) {
	struct str sql = {0};

	for (size_t k = 0; k < n; k++) {
		char *columns = record_columns(defs[k], defs[k]->name);

		str_addf(&sql, "%sSELECT %zu, %s", k > 0 ? " UNION ALL " : "", k, columns);
		for (size_t pad = defs[k]->count; pad < widest; pad++)
			str_add(&sql, ", NULL");
		str_add(&sql, " FROM ");
		if (!run)
			str_addf(&sql, "json_each(?%zu) j CROSS JOIN ", k + 1);
		str_addf(&sql, "\"%s\" AS \"%s\"%s WHERE \"%s\".id %s", view != NULL ? view : defs[k]->name,
		         defs[k]->name, also != NULL ? also : "", defs[k]->name,
		         run ? "BETWEEN ?1 AND ?2" : "= j.value");
		free(columns);
	}
	return str_take(&sql);
}

/* The row into every want of it. */
static void read_wanted(struct stmt *q, const struct sought *v, size_t n, size_t *next) {
	const size_t entity = (size_t)stmt_int(q, 0);
	const struct record_want want = {.id = stmt_int(q, 1)};
	const struct sought wanted = {&want, entity};
	const struct sought *s = v + *next; /* they come as they are sought */

	if (*next == n || by_entity_and_id(s, &wanted) != 0)
		s = bsearch(&wanted, v, n, sizeof *v, by_entity_and_id);
	while (s != NULL && s > v && by_entity_and_id(s - 1, &wanted) == 0)
		s--;
	for (; s != NULL && s < v + n && by_entity_and_id(s, &wanted) == 0; s++) {
		record_read(q, 1, s->want->def, s->want->out);
		*next = (size_t)(s - v) + 1;
	}
}

static enum rc read_many(struct store *s, const struct record_want *v, size_t n, const char *view,
                         const char *also, struct err *err) {
	const struct entity_def **defs = mem_zalloc(n + 1, sizeof *defs);
	struct sought *sought = mem_zalloc(n + 1, sizeof *sought);
	struct ids ids = {0};
	struct stmt *q = NULL;
	bool row = false;
	size_t widest, next = 0, count = entities_of(v, n, defs, sought, &widest);
	const long long first = n > 0 ? sought[0].want->id : 0, last = n > 0 ? sought[n - 1].want->id : 0;
	const bool run = count == 1 && first > 0 && (size_t)(last - first) < n + n / 4;
	char *sql = many_sql(defs, count, widest, run, view, also);
	enum rc rc = n > 0 ? stmt_get(s, sql, &q, err) : RC_OK;

	for (size_t i = 0; i < n; i++) { /* one blank record is like the other */
		if (i > 0 && v[i].def == v[i - 1].def)
			memcpy(v[i].out, v[i - 1].out, v[i].def->size);
		else
			entity_init(v[i].def, v[i].out);
	}
	if (rc == RC_OK && run) {
		stmt_bind_int(q, 1, first);
		stmt_bind_int(q, 2, last);
	}
	for (size_t k = 0; rc == RC_OK && !run && k < count; k++) {
		ids.n = 0;
		for (size_t i = 0; i < n; i++)
			if (sought[i].entity == k && (ids.n == 0 || ids.v[ids.n - 1] != sought[i].want->id))
				ids_add(&ids, sought[i].want->id);
		stmt_bind_ids(q, (int)k + 1, ids.v, ids.n);
	}
	while (n > 0 && rc == RC_OK && (rc = stmt_step(q, &row, err)) == RC_OK && row)
		read_wanted(q, sought, n, &next);
	stmt_done(q);
	ids_clear(&ids);
	free(sql);
	free(sought);
	free(defs);
	return rc;
}

enum rc records_read(struct store *s, const struct record_want *v, size_t n, const char *also,
                     struct err *err) {
	return read_many(s, v, n, NULL, also, err);
}

static enum rc load_many(struct store *s, const struct entity_def *def, const char *view,
                         const char *also, const long long *ids, size_t n, void *out,
                         struct err *err) {
	struct record_want *v = mem_zalloc(n + 1, sizeof *v);
	enum rc rc;

	for (size_t i = 0; i < n; i++)
		v[i] = (struct record_want){def, ids[i], (char *)out + i * def->size};
	rc = read_many(s, v, n, view, also, err);
	free(v);
	return rc;
}

enum rc records_load(struct store *s, const struct entity_def *def, const char *also,
                     const long long *ids, size_t n, void *out, struct err *err) {
	return load_many(s, def, NULL, also, ids, n, out, err);
}

enum rc records_load_seen(struct store *s, const struct entity_def *def, const char *view,
                          const long long *ids, size_t n, void *out, struct err *err) {
	return load_many(s, def, view, NULL, ids, n, out, err);
}

static enum rc mismatch(const struct entity_def *def, const char *column, const char *what,
                        struct err *err) {
	return err_set(err, RC_INTERNAL, "record.table",
	               N_("Program and database disagree about {table}.{column}: {what}. Please "
	                  "report it."),
	               "table", def->name, "column", column, "what", what, NULL);
}

/* One column of the table, at its position, against what the program expects there. */
static enum rc check_column(const struct entity_def *def, long long at, const char *name,
                            const char *type, struct err *err) {
	if (at < BASE_COLUMNS)
		return strcmp(name, record_base_columns[at]) == 0
		               ? RC_OK
		               : mismatch(def, record_base_columns[at], "not in its place", err);
	if (strcmp(name, "proof") == 0)
		return RC_OK;
	const struct field_def *f = entity_field(def, name);
	if (f == NULL)
		return mismatch(def, name, "a column without a field", err);
	return strcmp(type, column_type(f)) == 0 ? RC_OK
	                                         : mismatch(def, name, "of another type", err);
}

enum rc record_check_table(struct store *s, const struct entity_def *def, struct err *err) {
	size_t found = 0;
	enum rc rc = RC_OK;

	QUERY_EACH (q, rc, s, err, "SELECT cid, name, type FROM pragma_table_info(?) ORDER BY cid",
	            def->name) {
		rc = check_column(def, stmt_int(q, 0), stmt_text(q, 1), stmt_text(q, 2), err);
		found++;
	}
	if (rc != RC_OK || found == BASE_COLUMNS + def->count + 1)
		return rc;
	if (found == 0)
		return mismatch(def, "id", "there is no such table", err);

	for (size_t i = 0; i < def->count; i++) {
		const char *name = def->fields[i].name;
		long long has;

		rc = query_int(s, &has, err,
		               "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?",
		               def->name, name);
		if (rc != RC_OK)
			return rc;
		if (has == 0)
			return mismatch(def, name, "a field without a column", err);
	}
	return mismatch(def, found < BASE_COLUMNS ? record_base_columns[found] : "proof", "missing", err);
}
