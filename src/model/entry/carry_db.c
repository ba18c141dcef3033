/* The records of a station, out and in as they are: one statement a table.
 * SPDX-License-Identifier: MIT */
#include "model/entry/carry.h"

#include <unistd.h>

#include "core/file.h"
#include "core/hash.h"
#include "core/idno.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "model/access/disclosure.h"
#include "model/entry/bring_db.h"
#include "model/report/sent.h"
#include "model/station/approval.h"
#include "model/station/attachment.h"
#include "model/station/partner.h"

/* ---- which tables ---- */

/* Before the columns of its own; the store's names but that of the import. */
static const char *const base[] = {"uid", "ver", "recorded_at", "recorded_by", "import", "source",
                                   "voided_at", "voided_by", "void_reason"};
enum { UID, VER, RECORDED_AT, RECORDED_BY, IMPORT, SOURCE, VOIDED_AT, VOIDED_BY, VOID_REASON, BASE };

/* Tables beside the records, whose rows are not changed. In SQL @ is the table of the record that a
 * row is about, # who of them may be named; cells are ?1, ?2.. */
struct plain {
	const char *name, *label, *columns, *out, *in;
	bool of_record; /* once for every table of records, whose first two columns say which one */
};
#define OFFICER_ID(n) "(SELECT id FROM officer WHERE login = " n " ORDER BY voided_at IS NOT NULL LIMIT 1)"
#define SENT_ID "(SELECT id FROM sent WHERE uid = ?1)"
#define OF_SENT " JOIN sent s ON s.id = p.sent ORDER BY s.month, s.no"
#define NEXT_SEQ "(SELECT coalesce(max(seq), 0) + 1 FROM audit)"
static const struct plain plains[] = {
	{"history", N_("What records were before"), "table,uid,ver,field,old",
	 "SELECT '@', t.uid, h.ver, h.field, h.old_value FROM history h JOIN \"@\" t ON t.id = h.record"
	 " WHERE h.table_name = '@' AND # ORDER BY h.record, h.ver, h.field",
	 "INSERT INTO history (table_name, record, ver, field, old_value, seq) VALUES (?1, ?2, ?3, ?4,"
	 " nullif(?5, ''), " NEXT_SEQ ")", true},
	{"kept_word", N_("Words kept beside a field"), "table,uid,person,field,word,import",
	 "SELECT '@', t.uid, m.uid, k.field, k.word, i.uid FROM kept_word k JOIN \"@\" t ON t.id = k.record"
	 " JOIN resident_meant m ON m.id = k.resident AND m.joined IS NULL JOIN import_log i ON i.id ="
	 " k.import_id WHERE k.table_name = '@' AND # ORDER BY k.record, k.field",
	 "INSERT INTO kept_word (table_name, record, resident, field, word, import_id) VALUES (?1, ?2,"
	 " (SELECT id FROM resident_meant WHERE uid = ?3), ?4, ?5, (SELECT id FROM import_log WHERE uid ="
	 " ?6))", true},
	{"import_memory", N_("What sheets mean"), "header,registry,field,name,answer,set_at,set_by",
	 "SELECT m.header, m.registry, m.field, m.name, m.answer, m.set_at, o.login FROM import_memory m"
	 " LEFT JOIN officer o ON o.id = m.set_by ORDER BY 1, 2, 3, 4",
	 "INSERT INTO import_memory (header, registry, field, name, answer, set_at, set_by) VALUES (?1, ?2,"
	 " ?3, ?4, ?5, ?6, " OFFICER_ID("?7") ")", false},
	{"sent", N_("Months sent"), "uid,month,no,sent_at,sent_by,as_of,station,anchor,note,digest",
	 "SELECT s.uid, s.month, s.no, s.sent_at, o.login, s.as_of, s.station, s.anchor, s.note, s.digest"
	 " FROM sent s JOIN officer o ON o.id = s.sent_by ORDER BY s.month, s.no",
	 "INSERT INTO sent (uid, month, no, seq, sent_at, sent_by, as_of, station, anchor, note, digest)"
	 " VALUES (?1, ?2, ?3, " NEXT_SEQ ", ?4, " OFFICER_ID("?5") ", ?6, ?7, ?8, nullif(?9, ''), ?10)",
	 false},
	{"sent_place", N_("Months sent: villages"), "sent,position,uid,name",
	 "SELECT s.uid, p.position, p.uid, p.name FROM sent_place p" OF_SENT ", p.position",
	 "INSERT INTO sent_place (sent, position, uid, name) VALUES (" SENT_ID ", ?2, ?3, ?4)", false},
	{"sent_figure", N_("Months sent: figures"), "sent,position,figure,place,numerator,denominator",
	 "SELECT s.uid, p.position, p.figure, p.place, p.numerator, p.denominator FROM sent_figure p"
	 OF_SENT ", p.position",
	 "INSERT INTO sent_figure (sent, position, figure, place, numerator, denominator) VALUES ("
	 SENT_ID ", ?2, ?3, ?4, ?5, nullif(?6, ''))", false},
	{"sent_person", N_("Months sent: who was counted"), "sent,figure,uid,place,value",
	 "SELECT s.uid, p.figure, p.uid, p.place, p.value FROM sent_person p" OF_SENT ", p.figure, p.uid",
	 "INSERT INTO sent_person (sent, figure, uid, place, value) VALUES (" SENT_ID ", ?2, ?3, ?4, ?5)",
	 false},
	{"sent_cell", N_("Months sent: tables"), "sent,position,tab,place,name,id,value",
	 "SELECT s.uid, p.position, p.tab, p.place, p.name, p.id, p.value FROM sent_cell p" OF_SENT
	 ", p.position",
	 "INSERT INTO sent_cell (sent, position, tab, place, name, id, value) VALUES (" SENT_ID ", ?2, ?3,"
	 " ?4, nullif(?5, ''), ?6, ?7)", false},
};
enum { PLAINS = sizeof plains / sizeof *plains };

/* Whom records and files point to first; the county's own, requests and keys stay. */
static const struct entity_def *entity_of(size_t i) {
	static const struct entity_def *const first[] = {&officer_def, &import_def, &attachment_def};
	enum { FIRST = sizeof first / sizeof *first };
	const struct entity_def *def;

	if (i < FIRST)
		return first[i];
	i -= FIRST;
	for (size_t k = 0; (def = entity_at(k)) != NULL; k++)
		if (def != first[0] && def != first[1] && def != first[2] && def != &approval_def &&
		    def != &partner_def && strncmp(def->name, "county_", strlen("county_")) != 0 && i-- == 0)
			return def;
	return NULL;
}

static const struct entity_def *entity_called(const char *name) {
	const struct entity_def *def;

	for (size_t i = 0; (def = entity_of(i)) != NULL; i++)
		if (strcmp(def->name, name) == 0)
			return def;
	return NULL;
}

static const struct plain *plain_of(size_t i) {
	size_t entities = 0;

	while (entity_of(entities))
		entities++;
	return i >= entities && i - entities < PLAINS ? &plains[i - entities] : NULL;
}

const char *carry_table(size_t i, const char **label) {
	const struct entity_def *def = entity_of(i);
	const struct plain *p = plain_of(i);

	*label = def ? def->label : p ? p->label : NULL;
	return def ? def->name : p ? p->name : NULL;
}

size_t carry_columns(size_t table, const char **names, char **cut) {
	const struct entity_def *def = entity_of(table);
	size_t n = 0;

	*cut = def ? NULL : mem_strdup(plain_of(table)->columns);
	for (char *at = *cut, *name; at && (name = strsep(&at, ",")) != NULL;)
		names[n++] = name;
	for (size_t i = 0; def && i < BASE; i++)
		names[n++] = base[i];
	for (size_t i = 0; def && i < def->count; i++)
		names[n++] = def->fields[i].name;
	return n;
}

/* ---- out ---- */

/* Who is sealed, and whoever was joined into them: nothing of theirs goes. Appends a condition on
 * the table's alias. */
static void add_open(struct str *sql, const struct entity_def *def, const char *alias) {
	const char *of = def == &resident_def ? "id" : entity_field(def, "resident") ? "resident" : NULL;
	const char *people = resident_def.name;
	char *sealed = mem_printf("(SELECT s.id FROM \"%s\" s LEFT JOIN \"%s\" k ON k.id = s.joined WHERE"
	                          " s.sealed IS NOT NULL OR k.sealed IS NOT NULL)", people, people);

	if (of)
		str_addf(sql, "coalesce(%s.%s, 0) NOT IN %s", alias, of, sealed);
	else if (def == &status_def)
		str_addf(sql, "(SELECT resident FROM treatment_order WHERE id = %s.order_id) NOT IN %s", alias,
		         sealed);
	else if (def == &attachment_def)
		str_addf(sql, "NOT EXISTS (SELECT 1 FROM document d WHERE d.file = %s.id AND d.resident IN %s)",
		         alias, sealed);
	else
		str_add(sql, "1");
	free(sealed);
}

/* What a ref's cell says, in SQL. */
#define NAMED_BY(table) (strcmp(table, officer_def.name) == 0 ? "login" : "uid")
static void add_ref(struct str *sql, const char *table, const char *column) {
	str_addf(sql, ", (SELECT %s FROM \"%s\" WHERE id = t.\"%s\")", NAMED_BY(table), table, column);
}

#define NOT_SEALED "NOT IN (SELECT file_no FROM \"%s\" WHERE sealed IS NOT NULL AND file_no > '')"

/* The record as it is read, then what its cells say. */
static char *entity_sql_out(const struct entity_def *def) {
	const struct field_def *whose = def == &resident_def ? NULL : entity_field(def, "file_no");
	char *columns = record_columns(def, "t");
	struct str sql = {0};

	str_addf(&sql, "SELECT %s, t.uid, t.ver, t.recorded_at", columns);
	add_ref(&sql, officer_def.name, "recorded_by");
	add_ref(&sql, import_def.name, "import_id");
	str_add(&sql, ", t.source, t.voided_at");
	add_ref(&sql, officer_def.name, "voided_by");
	str_add(&sql, ", t.void_reason");
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (f->type == FT_REF)
			add_ref(&sql, f->ref, f->name);
		else if (whose && (f == whose || f->flags & F_NAME || f->type == FT_NOTE))
			/* a sum stays, whom it is about does not */
			str_addf(&sql, ", iif(coalesce(t.file_no, '') " NOT_SEALED ", t.\"%s\", NULL)",
			         resident_def.name, f->name);
		else
			str_addf(&sql, ", t.\"%s\"", f->name);
	}
	str_addf(&sql, " FROM \"%s\" t WHERE ", def->name);
	add_open(&sql, def, "t");
	str_add(&sql, " ORDER BY t.id");
	free(columns);
	return str_take(&sql);
}

static char *plain_sql_out(const struct plain *p, const struct entity_def *def) {
	struct str sql = {0};

	for (const char *at = p->out; *at; at++) {
		if (*at == '@')
			str_add(&sql, def->name);
		else if (*at == '#')
			add_open(&sql, def, "t");
		if (*at == '#' && p == &plains[0] && def != &resident_def && entity_field(def, "file_no"))
			str_addf(&sql, " AND coalesce(t.file_no, '') " NOT_SEALED " AND coalesce(h.old_value, '') " NOT_SEALED,
			         resident_def.name, resident_def.name);
		if (*at != '@' && *at != '#')
			str_addc(&sql, *at);
	}
	return str_take(&sql);
}

/* A table on its way out. */
struct out {
	struct station *st;
	carry_row_fn *row;
	void *ctx;
	struct ids *people;
	const char *names[CARRY_COLUMNS];
	size_t n;
};

/* A ref of an older version, by uid; heap. */
static enum rc old_ref(struct station *st, const struct field_def *f, const char *old, char **uid,
                       struct err *err) {
	char *sql;
	enum rc rc;

	if (!f || f->type != FT_REF || !*old)
		return RC_OK;
	sql = mem_printf("SELECT %s FROM \"%s\" WHERE id = CAST(? AS INTEGER)", NAMED_BY(f->ref), f->ref);
	rc = query_text(st->store, uid, err, sql, old);
	free(sql);
	return rc;
}

/* def, where p is not NULL: whose records its rows are about; NULL: nobody's. */
static enum rc rows_out(const struct out *o, const struct plain *p, const struct entity_def *def,
                        struct err *err) {
	const char *cells[CARRY_COLUMNS];
	char *sql = p ? plain_sql_out(p, def) : entity_sql_out(def), *uid = NULL;
	void *rec = mem_zalloc(1, def ? def->size : sizeof(struct record));
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, o->st->store, err, sql) {
		int first = 0;

		if (!p) {
			entity_init(def, rec);
			first = record_read(q, 0, def, rec);
			rc = ((struct record *)rec)->damaged ? record_is_damaged(err) : RC_OK;
			if (def == &resident_def)
				ids_add(o->people, ((struct record *)rec)->id);
			entity_clear(def, rec);
		}
		for (size_t i = 0; i < o->n; i++) {
			cells[i] = stmt_text(q, first + (int)i);
			cells[i] = cells[i] ? cells[i] : "";
		}
		if (rc == RC_OK && p == &plains[0])
			rc = old_ref(o->st, entity_field(def, cells[3]), cells[4], &uid, err);
		if (uid)
			cells[4] = uid;
		if (rc == RC_OK)
			rc = o->row(o->ctx, o->names, cells, o->n, err);
		free(uid);
		uid = NULL;
	}
	free(rec);
	free(sql);
	return rc;
}

enum rc carry_out(struct station *st, const struct actor *a, size_t table, carry_row_fn *row,
                  void *ctx, struct ids *people, struct err *err) {
	struct out o = {.st = st, .row = row, .ctx = ctx, .people = people};
	const struct entity_def *def = entity_of(table);
	const struct plain *p = plain_of(table);
	char *cut;
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	o.n = carry_columns(table, o.names, &cut);
	if (rc == RC_OK && (!p || !p->of_record))
		rc = rows_out(&o, p, def, err);
	for (size_t i = 0; rc == RC_OK && p && p->of_record && (def = entity_of(i)) != NULL; i++)
		rc = rows_out(&o, p, def, err);
	free(cut);
	return rc;
}

/* ---- in ---- */

/* A ref to a record that has not come yet. */
struct later {
	const struct entity_def *def;
	const char *column, *table; /* of the record that waits; where the other one is */
	char *uid;
	long long id;
};
struct carry {
	struct station *st;
	struct change c;
	const struct entity_def *def; /* of the file under way, or NULL and: */
	const struct plain *plain;
	size_t table, columns;
	size_t at[CARRY_COLUMNS]; /* which cell a column of ours is; SIZE_MAX: not there */
	struct later *later;
	size_t later_n;
	char **kept; /* attached files put in their place, before anything is saved */
	size_t kept_n;
	struct ids people, orders;
};

enum rc carry_begin(struct carry **out, struct station *st, const struct actor *a, struct err *err) {
	struct carry *c = mem_zalloc(1, sizeof *c);
	const struct entity_def *def;
	enum rc rc = usecase_begin(&c->c, st, a, ACT_IMPORT_HELD, "import", 0, err);

	c->st = st;
	for (size_t i = 1; rc == RC_OK && (def = entity_of(i)) != NULL; i++) {
		char *sql = mem_printf("SELECT 1 FROM \"%s\" LIMIT 1", def->name);
		bool any = false;

		rc = query_any(st->store, &any, err, sql);
		free(sql);
		if (rc == RC_OK && any)
			rc = err_set(err, RC_CONFLICT, "carry.full",
			             N_("A whole station goes into an empty one, and records are here already. "
			                "Name the file of a register to take it in alone."), NULL);
	}
	*out = rc == RC_OK ? c : NULL;
	return rc == RC_OK ? RC_OK : carry_end(c, rc, NULL, err);
}

/* Id of the record of this number, or the officer of this login; 0: none yet. */
static enum rc find(struct carry *c, const char *table, const char *uid, long long *id,
                    struct err *err) {
	char *sql;
	enum rc rc;

	*id = 0;
	if (!*uid)
		return RC_OK;
	if (strcmp(table, officer_def.name) == 0)
		return query_int(c->c.store, id, err, "SELECT " OFFICER_ID("?1"), uid);
	sql = mem_printf("SELECT id FROM \"%s\" WHERE uid = ?", table);
	rc = query_int(c->c.store, id, err, sql, uid);
	free(sql);
	return rc;
}

/* Of a record with an id yet to come: what it points to, now or later. */
static enum rc point(struct carry *c, const struct entity_def *def, const char *column,
                     const char *table, const char *uid, long long *id, struct err *err) {
	enum rc rc = find(c, table, uid, id, err);

	if (rc == RC_OK && *uid && !*id)
		VEC_PUSH(c->later, c->later_n, (struct later){def, column, table, mem_strdup(uid), 0});
	return rc;
}

/* Those that can be found by now. last: all of them can, or a record that is named did not come. */
static enum rc settle(struct carry *c, bool last, struct err *err) {
	size_t left = 0;
	enum rc rc = RC_OK;

	for (size_t i = 0; i < c->later_n; i++) {
		struct later l = c->later[i];
		long long id = 0;

		if (rc == RC_OK)
			rc = find(c, l.table, l.uid, &id, err);
		if (rc == RC_OK && id) {
			char *sql = mem_printf("UPDATE \"%s\" SET \"%s\" = ? WHERE id = ?", l.def->name, l.column);

			rc = query_run(c->c.store, err, sql, id, l.id);
			change_wrote(&c->c, l.def, l.id);
			free(sql);
		} else if (rc == RC_OK && last) {
			rc = err_set(err, RC_INVALID, "carry.ref",
			             N_("A record under {table} names {uid}, which is not among the files. Nothing was taken in."),
			             "table", l.def->name, "uid", l.uid, NULL);
		}
		if (id)
			free(l.uid);
		else
			c->later[left++] = l;
	}
	c->later_n = left;
	return rc;
}

enum rc carry_head(struct carry *c, size_t table, const char *const *names, size_t n,
                   struct err *err) {
	const char *ours[CARRY_COLUMNS];
	char *cut;
	enum rc rc = settle(c, false, err);

	c->table = table;
	c->def = entity_of(table);
	c->plain = plain_of(table);
	c->columns = carry_columns(table, ours, &cut);
	for (size_t k = 0; k < c->columns; k++)
		c->at[k] = SIZE_MAX;
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		size_t k = 0;

		while (k < c->columns && strcmp(ours[k], names[i]) != 0)
			k++;
		if (k == c->columns || c->at[k] != SIZE_MAX)
			rc = err_set(err, RC_INVALID, "carry.column", N_("It has no column {column}."), "column",
			             names[i], NULL);
		else
			c->at[k] = i;
	}
	free(cut);
	return rc;
}

static enum rc unreadable(const char *column, struct err *err) {
	return err_set(err, RC_INVALID, "carry.cell", N_("What stands under {column} is none of its values."),
	               "column", column, NULL);
}

/* Whole, 0 or more, no later than any day; blank is 0. */
static enum rc number(const char *text, const char *column, long long *out, struct err *err) {
	char *end;

	*out = strtoll(text, &end, 10);
	return *end || *out < 0 || *out > 253402300799999LL || (*text && strspn(text, "0123456789") != (size_t)(end - text))
	       ? unreadable(column, err) : RC_OK;
}

static bool is_shown(const char *text) {
	for (const char *p = text, *end = text + strlen(text); p < end;) {
		uint32_t cp = utf8_next(&p, end);

		if (cp != '\n' && cp != '\t' && utf8_cp_width(cp) < 0)
			return false;
	}
	return true;
}

/* Only what the same field could have given; who is sealed does not travel. */
static enum rc field_in(const struct field_def *f, void *rec, const char *text, struct err *err) {
	char id_no[IDNO_LEN + 1];
	struct str again = {0};
	long long n;
	bool good;

	field_store_read(f, rec, text);
	field_store_text(f, rec, &again);
	good = strcmp(str_text(&again), text) == 0 &&
	       (f->type != FT_IDNO || !*text || idno_parse(text, id_no, NULL) == RC_OK) &&
	       (!*text || strcmp(f->name, "sealed") != 0) &&
	       ((f->type != FT_INT && f->type != FT_MONEY) || number(text, f->name, &n, err) == RC_OK);
	str_clear(&again);
	return good && is_shown(text) ? RC_OK : unreadable(f->name, err);
}

/* What becomes the name of a file is one. */
static bool is_safe(const struct entity_def *def, const void *rec) {
	static const char hex[] = "0123456789abcdef", name[] = "abcdefghijklmnopqrstuvwxyz0123456789-_";
	const bool file = def == &attachment_def;
	const char *text = file ? ((const struct attachment *)rec)->hash
	                   : def == &officer_def ? ((const struct officer *)rec)->login : "";

	return text && !text[strspn(text, file ? hex : name)] && (!file || strlen(text) == 2 * HASH_LEN);
}

static enum rc record_in(struct carry *c, const struct entity_def *def, const char *const *cells,
                         void *rec, struct err *err) {
	struct record *r = rec;
	enum rc rc;

	snprintf(r->uid, sizeof r->uid, "%s", cells[UID]);
	if (strlen(cells[UID]) != UID_LEN || strspn(cells[UID], "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != UID_LEN)
		TRY(unreadable(base[UID], err));
	TRY(number(cells[VER], base[VER], &r->ver, err));
	TRY(number(cells[RECORDED_AT], base[RECORDED_AT], &r->recorded_at, err));
	TRY(number(cells[VOIDED_AT], base[VOIDED_AT], &r->voided_at, err));
	if (!is_shown(cells[VOID_REASON]))
		TRY(unreadable(base[VOID_REASON], err));
	if (!r->ver || !*cells[SOURCE] || !str_in_list("typed,import,return", cells[SOURCE]))
		TRY(unreadable(base[r->ver ? SOURCE : VER], err));
	r->source = code_of(cells[SOURCE]);
	r->void_reason = *cells[VOID_REASON] ? mem_strdup(cells[VOID_REASON]) : NULL;
	TRY(point(c, def, "recorded_by", officer_def.name, cells[RECORDED_BY], &r->recorded_by, err));
	TRY(point(c, def, "import_id", import_def.name, cells[IMPORT], &r->import_id, err));
	TRY(point(c, def, "voided_by", officer_def.name, cells[VOIDED_BY], &r->voided_by, err));
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];

		if (f->type == FT_REF)
			TRY(point(c, def, f->name, f->ref, cells[BASE + i], &((struct ref *)field_ptr(f, rec))->id,
			          err));
		else
			TRY(field_in(f, rec, cells[BASE + i], err));
	}
	rc = is_safe(def, rec) ? RC_OK : unreadable(def->fields[0].name, err);
out:
	return rc;
}

/* What was taken in so far ends with an entry that names this record. */
static enum rc own_entry(struct carry *c, const char *table, long long id, const char *detail,
                         struct err *err) {
	enum rc rc;

	c->c.table = table;
	c->c.record = id;
	c->c.detail = detail;
	rc = change_next(&c->c, err);
	c->c.detail = NULL;
	return rc;
}

static enum rc entity_in(struct carry *c, const struct entity_def *def, const char *const *cells,
                         struct err *err) {
	void *rec = mem_zalloc(1, def->size);
	struct record *r = rec;
	const size_t later = c->later_n;
	long long here = 0;
	enum rc rc;

	entity_init(def, rec);
	TRY(record_in(c, def, cells, rec, err));
	/* who comes in under a login of this station is that officer; all others are let in by the head */
	if (def == &officer_def)
		TRY(find(c, def->name, ((struct officer *)rec)->login, &here, err));
	if (here)
		goto out;
	if (def == &officer_def)
		((struct officer *)rec)->active = code_of("no");
	TRY(change_bring(&c->c, def, rec, err));
	for (size_t i = later; i < c->later_n; i++)
		c->later[i].id = r->id;
	if (def == &order_def)
		ids_add(&c->orders, r->id);
	if (def == &resident_def && !r->voided_at)
		ids_add(&c->people, r->id);
	if (def == &attachment_def) /* it is called by the number of its entry */
		rc = own_entry(c, def->name, r->id, NULL, err);
out:
	while (here && c->later_n > later)
		free(c->later[--c->later_n].uid);
	entity_clear(def, rec);
	free(rec);
	return rc;
}

/* Of history and its kin: the record a row is about, and an old ref, as ids. */
static enum rc plain_refs(struct carry *c, const struct plain *p, const char **cells, size_t n,
                          char ids[2][24], struct err *err) {
	const struct entity_def *def = p->of_record ? entity_called(cells[0]) : NULL;
	const struct field_def *f = def && p == &plains[0] ? entity_field(def, cells[3]) : NULL;
	long long id;
	enum rc rc = RC_OK;

	if (!p->of_record)
		return RC_OK;
	if (!def)
		return unreadable("table", err);
	rc = find(c, def->name, cells[1], &id, err);
	if (rc == RC_OK && !id)
		rc = unreadable("uid", err);
	snprintf(ids[0], sizeof ids[0], "%lld", id);
	cells[1] = ids[0];
	if (rc == RC_OK && f && f->type == FT_REF && *cells[n - 1]) {
		rc = find(c, f->ref, cells[n - 1], &id, err);
		snprintf(ids[1], sizeof ids[1], "%lld", id);
		cells[n - 1] = ids[1];
	}
	return rc;
}

static enum rc plain_in(struct carry *c, const struct plain *p, const char **cells, struct err *err) {
	char ids[2][24];
	struct stmt *q = NULL;
	enum rc rc = plain_refs(c, p, cells, c->columns, ids, err);

	if (rc == RC_OK)
		rc = stmt_get(c->c.store, p->in, &q, err);
	for (size_t i = 0; rc == RC_OK && i < c->columns; i++) {
		/* what sheets said may be anything */
		if ((p == &plains[0] || strncmp(p->name, "sent", 4) == 0) && !is_shown(cells[i]))
			rc = unreadable(p->name, err);
		stmt_bind_text(q, (int)i + 1, cells[i]);
	}
	c->c.wrote = true;
	if (rc == RC_OK)
		rc = stmt_run(q, err);
	/* what it holds is vouched for by its digest (sent_digest) in an entry of its own */
	return rc == RC_OK && strcmp(p->name, "sent") == 0
	       ? own_entry(c, p->name, store_last_id(c->c.store), cells[c->columns - 1], err) : rc;
}

enum rc carry_row(struct carry *c, const char *const *cells, size_t n, struct err *err) {
	const char *v[CARRY_COLUMNS];

	for (size_t k = 0; k < c->columns; k++)
		v[k] = c->at[k] < n ? cells[c->at[k]] : "";
	return c->def ? entity_in(c, c->def, v, err) : plain_in(c, c->plain, v, err);
}

/* What no row shows alone: files joined in a circle, of which nobody would be seen, and months that
 * are not what their sums say, which nobody could look at or correct. */
static enum rc check_whole(struct carry *c, struct err *err) {
	const char *people = resident_def.name;
	char *sql = mem_printf("WITH RECURSIVE seen (id) AS (SELECT id FROM \"%s\" WHERE joined IS NULL UNION"
	                       " SELECT r.id FROM \"%s\" r JOIN seen s ON r.joined = s.id) SELECT 1 FROM \"%s\""
	                       " WHERE id NOT IN seen", people, people, people);
	bool circle;
	enum rc rc = query_any(c->c.store, &circle, err, sql);

	free(sql);
	if (rc == RC_OK && circle)
		rc = unreadable("joined", err);
	QUERY_EACH(q, rc, c->c.store, err, "SELECT month, no FROM sent") {
		struct sent s;

		rc = sent_get(c->st, c->c.actor, stmt_date(q, 0), stmt_int(q, 1), &s, err);
		sent_clear(&s);
	}
	return rc;
}

enum rc carry_end(struct carry *c, enum rc rc, const char *detail, struct err *err) {
	if (rc == RC_OK)
		rc = settle(c, true, err);
	if (rc == RC_OK)
		rc = check_whole(c, err);
	if (rc == RC_OK)
		rc = import_follow(&c->c, &c->people, &c->orders, err);
	c->c.detail = detail;
	rc = change_close(&c->c, rc, NULL, NULL, err);
	for (size_t i = 0; i < c->kept_n; i++) {
		if (rc != RC_OK)
			unlink(c->kept[i]);
		free(c->kept[i]);
	}
	free(c->kept);
	for (size_t i = 0; i < c->later_n; i++)
		free(c->later[i].uid);
	free(c->later);
	ids_clear(&c->people);
	ids_clear(&c->orders);
	free(c);
	return rc;
}

/* ---- attached files ---- */

enum rc carry_files(struct station *st, const struct actor *a, struct carry *c, carry_file_fn *file,
                    void *ctx, struct err *err) {
	struct str sql = {0};
	enum rc rc = usecase_query(st, a, c ? ACT_IMPORT_HELD : ACT_OFFICERS, 0, err);

	str_add(&sql, "SELECT DISTINCT t.hash FROM attachment t WHERE t.voided_at IS NULL AND ");
	add_open(&sql, &attachment_def, "t");
	str_add(&sql, " ORDER BY 1");
	QUERY_EACH(q, rc, st->store, err, str_text(&sql)) {
		char *name = mem_printf("files/%s", stmt_text(q, 0)), *path = file_beside(st->db_path, name);
		char hex[2 * HASH_LEN + 1];
		unsigned char sum[HASH_LEN];
		struct str bytes = {0};

		rc = c ? file(ctx, stmt_text(q, 0), &bytes, err) : file_read(path, ATTACHMENT_MAX, &bytes, err);
		hash_once(str_text(&bytes), bytes.n, sum);
		hash_hex(sum, sizeof sum, hex);
		if (rc == RC_OK && strcmp(hex, stmt_text(q, 0)) != 0)
			rc = err_set(err, RC_CORRUPT, "attachment.changed",
			             N_("The attached file is not what was brought in: take it from a backup."), NULL);
		if (rc == RC_OK && c)
			rc = file_make_parents(path, err);
		if (rc == RC_OK && c && access(path, F_OK) != 0)
			VEC_PUSH(c->kept, c->kept_n, mem_strdup(path));
		if (rc == RC_OK)
			rc = c ? file_replace(path, bytes.s, bytes.n, err) : file(ctx, stmt_text(q, 0), &bytes, err);
		str_clear(&bytes);
		free(path);
		free(name);
	}
	str_clear(&sql);
	return rc;
}
