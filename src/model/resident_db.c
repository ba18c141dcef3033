/* Residents in the database. With access_db.c the only file whose SQL may name the table itself. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/pinyin.h"
#include "core/utf8.h"
#include "model/due.h"
#include "model/masked.h"
#include "model/resident.h"
#include "station_db.h"

enum rc resident_get(struct station *st, const struct actor *a, long long id, struct resident *out, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	entity_init(&resident_def, out);
	if (rc == RC_OK)
		rc = access_visible(st, id, err);
	if (rc == RC_OK)
		rc = record_load(st->store, &resident_def, id, out, err);
	if (rc == RC_OK)
		masked_record(a, &resident_def, out);
	return rc;
}

enum rc resident_look(struct station *st, const struct actor *a, long long id, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LOOK, id, err);

	if (rc == RC_OK && id == 0)
		rc = access_visible(st, id, err);
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "look", "resident", id, NULL, "ok", NULL, err);
	return rc;
}

enum rc resident_reveal(struct station *st, const struct actor *a, long long id, const char *fields, const char *reason,
                        struct err *err) {
	const struct access_case known = {.reason = reason && reason[strspn(reason, " 	")]};
	char detail[80];
	enum rc rc = use_query(st, a, ACT_LOOK, id, err);

	if (rc == RC_OK)
		rc = use_query_case(st, a, ACT_REVEAL, id, &known, err);
	if (rc == RC_OK)
		rc = use_writes(st, err);
	snprintf(detail, sizeof detail, "fields=%s", fields);
	return rc == RC_OK ? audit_note(st->store, a, "reveal", "resident", id, reason, "ok", detail, err) : rc;
}

/* Find by one exact column among all people; void, sealed or held ones answer MATCH_HEAD. */
static enum rc find(struct station *st, const char *sql, const char *value, const char *second, enum match *m,
                    long long *id, struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = stmt_get(st->store, sql, &q, err);

	*m = MATCH_NONE;
	*id = 0;
	if (rc == RC_OK) {
		stmt_bind_text(q, 1, value);
		if (second)
			stmt_bind_text(q, 2, second);
		rc = stmt_step(q, &row, err);
	}
	if (rc == RC_OK && row) {
		*m = stmt_int(q, 1) ? MATCH_FOUND : MATCH_HEAD;
		*id = stmt_int(q, 0);
	}
	stmt_done(q);
	return rc;
}

#define FIND_COLUMNS "SELECT id, voided_at IS NULL AND sealed IS NULL AS visible FROM resident WHERE "
#define FIND_ORDER " ORDER BY visible DESC, id LIMIT 1"

enum rc resident_find_idno(struct station *st, const struct actor *a, const char *idno, enum match *m, long long *id,
                           struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc : find(st, FIND_COLUMNS "id_no = ?" FIND_ORDER, idno, NULL, m, id, err);
}

enum rc resident_find_file_no(struct station *st, const struct actor *a, const char *file_no, enum match *m,
                              long long *id, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc : find(st, FIND_COLUMNS "file_no = ?" FIND_ORDER, file_no, NULL, m, id, err);
}

enum rc resident_find_paper(struct station *st, const struct actor *a, struct code paper, const char *number,
                            enum match *m, long long *id, struct err *err) {
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : find(st, FIND_COLUMNS "other_paper = ? AND paper = ?" FIND_ORDER, number, paper.s, m, id, err);
}

enum rc resident_held_file_no(struct station *st, const struct actor *a, long long id, char **out, struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = RC_OK;

	*out = NULL;
	if (access_answer(a->role, ACT_SEAL) == ACCESS_NO) /* no question asked, so none is refused and logged */
		return RC_OK;
	rc = stmt_get(st->store, "SELECT file_no FROM resident WHERE id = ?", &q, err);
	if (rc == RC_OK) {
		stmt_bind_int(q, 1, id);
		rc = stmt_step(q, &row, err);
	}
	if (rc == RC_OK && row)
		*out = mem_strdup(stmt_text(q, 0));
	stmt_done(q);
	return rc;
}

enum rc resident_find_order(struct station *st, const struct actor *a, const char *name, const char *doc_no,
                            enum match *m, long long *id, struct err *err) {
	struct str key = {0};
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	*m = MATCH_NONE;
	*id = 0;
	pinyin_sort_key(name, &key); /* an index leads to it; the name itself has none */
	if (rc == RC_OK)
		rc = stmt_get(st->store,
		              FIND_COLUMNS "pinyin = ?1 AND name = ?2 AND id_no IS NULL AND other_paper IS NULL AND EXISTS"
		              " (SELECT 1 FROM treatment_order o WHERE o.resident = resident.id AND o.doc_no = ?3)" FIND_ORDER, &q, err);
	if (rc == RC_OK) {
		stmt_bind_text(q, 1, str_text(&key));
		stmt_bind_text(q, 2, name);
		stmt_bind_text(q, 3, doc_no);
		rc = stmt_step(q, &row, err);
	}
	if (rc == RC_OK && row) {
		*m = stmt_int(q, 1) ? MATCH_FOUND : MATCH_HEAD;
		*id = stmt_int(q, 0);
	}
	stmt_done(q);
	str_clear(&key);
	return rc;
}

/* RC_EXISTS when another record, void ones apart, has this value. A sealed one is met with the same word. */
static enum rc check_unique(struct store *s, const char *sql, const char *value, long long self, const char *field,
                            const char *label, struct err *err) {
	struct stmt *q = NULL;
	bool row = false;
	enum rc rc;

	if (!value)
		return RC_OK;
	rc = stmt_get(s, sql, &q, err);
	if (rc == RC_OK) {
		stmt_bind_text(q, 1, value);
		stmt_bind_int(q, 2, self);
		rc = stmt_step(q, &row, err);
	}
	if (rc == RC_OK && row) {
		err_field(err, field, "resident.exists",
		          N_("{label}: another file has it already. Look it up with F5, or ask the head of the station."),
		          "label", label, NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	stmt_done(q);
	return rc;
}

/* The next free file number; the last one given is kept as a setting, so that a large import stays linear. */
static enum rc give_file_no(struct change *c, struct resident *r, struct err *err) {
	char *last = setting_get(c->store, "file_no.last");
	long long n = last ? strtoll(last, NULL, 10) : 0;
	char number[24];
	enum rc rc;

	free(last);
	do {
		snprintf(number, sizeof number, "%05lld", ++n);
		rc = check_unique(c->store, "SELECT 1 FROM resident WHERE file_no = ? AND voided_at IS NULL AND id <> ?", number,
		                  0, "file_no", "", NULL);
	} while (rc == RC_EXISTS);
	if (rc != RC_OK)
		return rc;
	r->file_no = mem_strdup(number);
	return setting_set(c->store, "file_no.last", number, err);
}

static void set_pinyin(struct resident *r) {
	struct str key = {0}, initials = {0};

	pinyin_sort_key(r->name, &key);
	pinyin_initials(r->name, &initials);
	free(r->pinyin);
	free(r->initials);
	r->pinyin = str_take(&key);
	r->initials = str_take(&initials);
}

enum rc resident_put(struct change *c, struct resident *r, struct err *err) {
	enum rc rc = check_unique(c->store,
	                          "SELECT 1 FROM resident WHERE id_no = ? AND voided_at IS NULL AND id <> ?",
	                          r->id_no, r->rec.id, "id_no", tr(N_("ID number")), err);

	if (rc == RC_OK)
		rc = check_unique(c->store, "SELECT 1 FROM resident WHERE file_no = ? AND voided_at IS NULL AND id <> ?",
		                  r->file_no, r->rec.id, "file_no", tr(N_("File number")), err);
	if (rc == RC_OK && !r->file_no)
		rc = give_file_no(c, r, err);
	if (rc != RC_OK)
		return rc;
	set_pinyin(r);
	return r->rec.id ? change_update(c, &resident_def, r, err) : change_insert(c, &resident_def, r, err);
}

enum rc resident_save(struct station *st, const struct actor *a, struct resident *r, struct err *err) {
	struct change c;
	enum rc rc = use_begin(&c, st, a, ACT_SAVE, r->rec.id ? "resident.edit" : "resident.add", r->rec.id, err);
	struct record before = r->rec;

	if (rc == RC_OK)
		rc = resident_check(r, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = resident_put(&c, r, err);
	if (rc == RC_OK && before.id) /* the team is a hole of the file */
		rc = due_refresh(st, before.id, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	if (rc != RC_OK)
		record_put_back(&r->rec, &before);
	change_end(&c);
	return rc;
}

enum rc resident_void(struct station *st, const struct actor *a, long long id, long long ver, const char *reason,
                      struct err *err) {
	struct change c;
	enum rc rc = use_begin_void(&c, st, a, "resident.void", &resident_def, id, id, err);

	if (rc == RC_OK)
		rc = change_void(&c, &resident_def, id, ver, reason, err);
	if (rc == RC_OK)
		rc = due_refresh(st, id, err);
	if (rc == RC_OK)
		rc = change_commit(&c, err);
	change_end(&c);
	return rc;
}

/* Views over r (resident_visible) and o (the order that counts now). */
const struct resident_view resident_views[] = {
	/* Who has no order yet is somebody's unfinished work: it shows in the first view, where one looks. */
	{"open", N_("On record"), "(o.id IS NULL OR o.state IN ('awaiting', 'executing', 'suspended'))"},
	{"detox", N_("Detox"), "o.state IN ('executing', 'suspended') AND o.kind = 'detox'"},
	{"rehab", N_("Rehab"), "o.state IN ('executing', 'suspended') AND o.kind = 'rehab'"},
	{"awaiting", N_("To report in"), "o.state = 'awaiting'"},
	{"high", N_("High risk"), "r.risk = 'high' AND o.state IN ('awaiting', 'executing', 'suspended')"},
	{"ending", N_("Term ends soon"),
	 "EXISTS (SELECT 1 FROM due d WHERE d.resident = r.id AND d.group_no = ?1 AND d.due_on <= ?2)"},
	{"ended", N_("Ended"), "o.state IN ('terminated', 'moved', 'released')"},
	{"all", N_("All"), NULL},
	{"", "", NULL},
};

static const struct sort_sql {
	const char *by;
	bool needs_order;
} sort_sql[] = {
	[SORT_PINYIN] = {"r.pinyin", false},
	[SORT_FILE_NO] = {"r.file_no", false},
	[SORT_PLACE] = {"(SELECT name FROM place p WHERE p.id = r.place)", false},
	[SORT_RISK] = {"CASE r.risk WHEN 'high' THEN 1 WHEN 'mid' THEN 2 WHEN 'low' THEN 3 ELSE 4 END", false},
	[SORT_ORDER_DATE] = {"o.ordered", true},
	[SORT_TERM_END] = {"(SELECT min(d.due_on) FROM due d WHERE d.resident = r.id AND d.group_no = ?1)", false},
};

/* The order that counts for a person now: the open one, else the latest. */
#define CURRENT_ORDER \
	" LEFT JOIN treatment_order o ON o.id = (SELECT x.id FROM treatment_order x WHERE x.resident = r.id" \
	" AND x.voided_at IS NULL ORDER BY x.state IN ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC," \
	" x.id DESC LIMIT 1)"

enum { FIND_WORDS = 6 };

/* Words of the finder as LIKE patterns ('%' and '_' escaped, the name dot left out). Returns how many. */
static int split_words(const char *find, char *patterns[FIND_WORDS], char *initials[FIND_WORDS]) {
	struct str folded = {0};
	const char *p;
	int n = 0;

	utf8_fold_width(&folded, find ? find : "");
	for (p = str_text(&folded); *p && n < FIND_WORDS;) {
		size_t len = strcspn(p, " \t");
		struct str like = {0}, lower = {0};

		for (size_t i = 0; i < len; i++) {
			if (strncmp(p + i, "·", 2) == 0) {
				i++;
				continue;
			}
			if (strchr("%_\\", p[i])) {
				str_addc(&like, '\\');
				str_addc(&lower, '\\');
			}
			str_addc(&like, p[i]);
			str_addc(&lower, (char)tolower((unsigned char)p[i]));
		}
		if (like.n) {
			patterns[n] = mem_printf("%%%s%%", str_text(&like));
			initials[n++] = mem_printf("%% %s%%", str_text(&lower));
		}
		str_clear(&like);
		str_clear(&lower);
		p += len;
		p += strspn(p, " \t");
	}
	str_clear(&folded);
	return n;
}

/* SQL of a named view; NULL for everybody. */
static const char *view_where(const char *id) {
	for (const struct resident_view *v = resident_views; id && *v->id; v++) {
		if (strcmp(v->id, id) == 0)
			return v->where;
	}
	return NULL;
}

/* The latest first day of a term whose n-th year has begun by `day`: clamped month ends make it later than a plain
 * step back (a term from 29 February begins its second year on the 28th). */
static struct date begun_by(struct date day, int n) {
	struct date start = date_add_months(day, -12 * (n - 1));

	while (date_cmp(date_add_months(date_add_days(start, 1), 12 * (n - 1)), day) <= 0)
		start = date_add_days(start, 1);
	return start;
}

/* ?1 due group of the term's end, ?2 horizon, ?3 place, ?4 limit, ?5 team, ?6 officer, ?7 today, ?8 risk, ?9 and ?10 the
 * first days of terms in the year asked for, ?11.. words (pattern, initials). */
enum { FIRST_WORD = 11 };
static void list_sql(const struct resident_query *q, int words, struct str *sql) {
	const char *where = view_where(q->view);
	const struct sort_sql *sort = &sort_sql[q->sort];

	str_add(sql, "SELECT r.id FROM resident_visible r");
	if ((where && strstr(where, "o.")) || sort->needs_order || q->term_year || words)
		str_add(sql, CURRENT_ORDER);
	str_add(sql, " WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND (?3 IS NULL OR r.place = ?3)"
	             " AND (?5 IS NULL OR r.team = ?5) AND (?6 IS NULL OR EXISTS (SELECT 1 FROM duty d JOIN member_named m"
	             " ON m.id = d.member WHERE d.resident = r.id AND d.voided_at IS NULL AND m.name = ?6 AND d.since <= ?7"
	             " AND coalesce(d.until, ?7) >= ?7) OR EXISTS (SELECT 1 FROM treatment_order x WHERE x.resident = r.id"
	             " AND x.voided_at IS NULL AND x.state IN ('awaiting', 'executing', 'suspended')"
	             " AND ?6 IN (x.worker, x.police))) AND (?8 IS NULL OR coalesce(r.risk, 'none') = ?8)"
	             " AND (?9 IS NULL OR ?10 IS NOT NULL)");
	if (q->term_year)
		str_add(sql, " AND o.state IN ('executing', 'suspended') AND coalesce(o.term_start, o.reported) > ?9"
		             " AND coalesce(o.term_start, o.reported) <= ?10");
	if (where)
		str_addf(sql, " AND %s", where);
	for (int i = 0; i < words; i++)
		str_addf(sql,
		         " AND (replace(r.name, '·', '') LIKE ?%d ESCAPE '\\' OR r.alias LIKE ?%d ESCAPE '\\'"
		         " OR r.initials LIKE ?%d ESCAPE '\\' OR r.file_no LIKE ?%d ESCAPE '\\'"
		         " OR EXISTS (SELECT 1 FROM place p WHERE p.id = r.place AND p.name LIKE ?%d ESCAPE '\\')"
		         " OR EXISTS (SELECT 1 FROM help_team t WHERE t.id = r.team AND t.name LIKE ?%d ESCAPE '\\')"
		         " OR o.worker LIKE ?%d ESCAPE '\\')",
		         FIRST_WORD + 2 * i, FIRST_WORD + 2 * i, FIRST_WORD + 1 + 2 * i, FIRST_WORD + 2 * i, FIRST_WORD + 2 * i,
		         FIRST_WORD + 2 * i, FIRST_WORD + 2 * i);
	if (q->sort == SORT_PINYIN)
		str_addf(sql, " ORDER BY r.pinyin %s, r.id", q->descending ? "DESC" : "");
	else
		str_addf(sql, " ORDER BY %s %s, r.pinyin, r.id", sort->by, q->descending ? "DESC" : "");
	str_add(sql, " LIMIT ?4");
}

enum rc resident_list(struct station *st, const struct actor *a, const struct resident_query *query, struct ids *out,
                      struct err *err) {
	char *patterns[FIND_WORDS], *initials[FIND_WORDS];
	int words = split_words(query->find, patterns, initials);
	struct str sql = {0};
	struct stmt *q = NULL;
	enum rc rc = use_query(st, a, ACT_LIST, 0, err);

	list_sql(query, words, &sql);
	if (rc == RC_OK)
		rc = stmt_get(st->store, str_text(&sql), &q, err);
	if (rc == RC_OK) {
		stmt_bind_int(q, 1, DUE_BASE_TERM);
		stmt_bind_date(q, 2, date_add_days(clock_today(), 30));
		stmt_bind_ref(q, 3, query->place);
		stmt_bind_int(q, 4, query->limit ? (long long)query->limit : -1);
		stmt_bind_ref(q, 5, query->team);
		stmt_bind_text(q, 6, query->officer);
		stmt_bind_date(q, 7, clock_today());
		stmt_bind_code(q, 8, query->risk);
		if (query->term_year) {
			stmt_bind_date(q, 9, begun_by(clock_today(), query->term_year + 1));
			stmt_bind_date(q, 10, begun_by(clock_today(), query->term_year));
		}
		for (int i = 0; i < words; i++) {
			stmt_bind_text(q, FIRST_WORD + 2 * i, patterns[i]);
			stmt_bind_text(q, FIRST_WORD + 1 + 2 * i, initials[i]);
		}
		rc = ids_read(q, out, err);
	}
	for (int i = 0; i < words; i++) {
		free(patterns[i]);
		free(initials[i]);
	}
	str_clear(&sql);
	return rc;
}

enum rc resident_count(struct station *st, const struct actor *a, long long *n, struct err *err) {
	enum rc rc = use_count(a, err);

	return rc != RC_OK ? rc : store_scalar(st->store, "SELECT count(*) FROM resident_visible", n, err);
}
