/* Residents in the database. With access_db.c the only file whose SQL may name the table itself.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/pinyin.h"
#include "model/access/access_db.h"
#include "model/access/bound.h"
#include "model/access/case.h"
#include "model/access/masking.h"
#include "model/event/value_db.h"
#include "model/person/person_db.h"
#include "model/person/resident.h"
#include "model/station/damage_db.h"
#include "model/station/usecase_db.h"

enum rc resident_get(struct station *st, const struct actor *a, long long id, struct resident *out,
                     struct err *err) {
	enum rc rc;

	entity_init(&resident_def, out);
	TRY(usecase_query(st, a, ACT_LIST, 0, err));
	TRY(access_visible(st, id, err));
	TRY(record_load(st->store, &resident_def, id, out, err));
	TRY(cases_veil(st, a, &resident_def, out, 1, err));
	masked_record(a, &resident_def, out);
out:
	return rc;
}

enum rc residents_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                      struct resident *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	if (rc == RC_OK)
		rc = records_load_seen(st->store, &resident_def, "resident_visible", ids, n, out, err);
	if (rc == RC_OK)
		rc = cases_veil(st, a, &resident_def, out, n, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		masked_record(a, &resident_def, &out[i]);
	return rc;
}

enum rc resident_look(struct station *st, const struct actor *a, long long id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LOOK, id, err);

	if (rc == RC_OK && id == 0)
		rc = access_visible(st, id, err);
	if (rc == RC_OK)
		rc = audit_note(st->store, a, "look", "resident", id, NULL, "ok", NULL, err);
	if (rc == RC_OK)
		rc = damage_look(st, a, id, err);
	return rc;
}

enum rc resident_reveal(struct station *st, const struct actor *a, long long id, const char *fields,
                        const char *reason, struct err *err) {
	const struct access_case known = {.reason = reason && reason[strspn(reason, " 	")]};
	char detail[80];
	enum rc rc = usecase_query(st, a, ACT_LOOK, id, err);

	if (rc == RC_OK)
		rc = usecase_query_case(st, a, ACT_REVEAL, id, &known, err);
	if (rc == RC_OK)
		rc = usecase_writes(st, err);
	snprintf(detail, sizeof detail, "fields=%s", fields);
	return rc == RC_OK ? audit_note(st->store, a, "reveal", "resident", id, reason, "ok",
	                                detail, err)
	                   : rc;
}

/* Find by one exact column among all people; void, sealed or held ones answer MATCH_HEAD. */
static enum rc find(struct station *st, const char *sql, const char *value, const char *second,
                    enum match *m, long long *id, struct err *err) {
	return second ? query_match(st->store, m, id, err, sql, value, second)
	              : query_match(st->store, m, id, err, sql, value);
}

#define FIND_COLUMNS \
	"SELECT coalesce(joined, id), EXISTS (SELECT 1 FROM resident_visible v WHERE v.id =" \
	" coalesce(resident.joined, resident.id)) AS visible FROM resident WHERE" \
	" NOT " TAKEN_BACK("") " AND "
/* The first is taken; a LIMIT would make the sort a tree, for the many of whom there is no row. */
#define FIND_ORDER " ORDER BY visible DESC, id"

enum rc resident_find_idno(struct station *st, const struct actor *a, const char *idno,
                           enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : find(st, FIND_COLUMNS "id_no = ?" FIND_ORDER, idno, NULL, m, id, err);
}

enum rc resident_find_file_no(struct station *st, const struct actor *a, const char *file_no,
                              enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK
	               ? rc
	               : find(st, FIND_COLUMNS "file_no = ?" FIND_ORDER, file_no, NULL, m, id, err);
}

enum rc resident_find_uid(struct station *st, const struct actor *a, const char *uid,
                          enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : find(st, FIND_COLUMNS "uid = ?" FIND_ORDER, uid, NULL, m, id, err);
}

enum rc resident_find_paper(struct station *st, const struct actor *a, struct code paper,
                            const char *number, enum match *m, long long *id, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	return rc != RC_OK ? rc
	                   : find(st, FIND_COLUMNS "other_paper = ? AND paper = ?" FIND_ORDER,
	                          number, paper.s, m, id, err);
}

enum rc resident_joined_into(struct station *st, const char *file_no, char **now, struct err *err) {
	return query_text(st->store, now, err,
	                  "SELECT now FROM resident_meant WHERE file_no = ? AND joined IS NOT NULL",
	                  file_no);
}

enum rc resident_held_file_no(struct station *st, const struct actor *a, long long id, char **out,
                              struct err *err) {
	enum rc rc = RC_OK;

	*out = NULL;
	/* no question asked, so none is refused and logged */
	if (access_answer(a->role, ACT_SEAL) == ACCESS_NO)
		return RC_OK;
	rc = query_text(st->store, out, err, "SELECT file_no FROM resident WHERE id = ?", id);
	return rc;
}

enum rc resident_find_order(struct station *st, const struct actor *a, const char *name,
                            const char *doc_no, enum match *m, long long *id, struct err *err) {
	struct str key = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*m = MATCH_NONE;
	*id = 0;
	pinyin_sort_key(name, &key); /* an index leads to it; the name itself has none */
	if (rc == RC_OK)
		rc = query_match(st->store, m, id, err,
			FIND_COLUMNS
			"pinyin = ?1 AND name = ?2 AND id_no IS NULL AND other_paper IS NULL AND "
			"EXISTS (SELECT 1 FROM treatment_order o WHERE o.resident = resident.id AND"
			" number_folded(o.doc_no) = number_folded(?3))" FIND_ORDER,
			str_text(&key), name, doc_no);
	str_clear(&key);
	return rc;
}

/* RC_EXISTS when another record, void ones apart, has this value. A sealed one is met with the same
 * word. */
static enum rc check_unique(struct store *s, const char *sql, const char *value, long long self,
                            const char *field, const char *label, struct err *err) {
	enum rc rc = RC_OK;

	if (!value)
		return RC_OK;
	QUERY_EACH(q, rc, s, err, sql, value, self) {
		err_field(err, field, "resident.exists",
			N_("{label}: another file has it already. Look it up with F5, or ask "
			   "the head of the station."),
			"label", label, NULL);
		rc = RC_EXISTS;
		if (err)
			err->rc = rc;
	}
	return rc;
}

/* The next free file number; the last one given is kept as a setting, so that a large import stays
 * linear. */
enum rc resident_give_file_no(struct change *c, struct resident *r, struct err *err) {
	char *last = setting_get(c->store, "file_no.last");
	long long n = last ? strtoll(last, NULL, 10) : 0;
	char number[24];
	enum rc rc;

	free(last);
	do {
		snprintf(number, sizeof number, "%0*lld", FILE_NO_DIGITS, ++n);
		rc = check_unique(c->store,
			"SELECT 1 FROM resident WHERE file_no = ? AND voided_at IS NULL AND id "
			"<> ?",
			number, 0, "file_no", "", NULL);
	} while (rc == RC_EXISTS);
	if (rc != RC_OK)
		return rc;
	r->file_no = mem_strdup(number);
	return setting_set(c->store, "file_no.last", number, err);
}

static void spell(const char *name, const char *spelling, struct str *key, struct str *initials) {
	if (spelling)
		str_add(key, spelling);
	else
		pinyin_sort_key(name, key);
	pinyin_initials(name, initials);
}

static void set_pinyin(struct resident *r) {
	struct str key = {0}, initials = {0};

	spell(r->name, r->spelling, &key, &initials);
	free(r->pinyin);
	free(r->initials);
	r->pinyin = str_take(&key);
	r->initials = str_take(&initials);
}

static enum rc spell_again(struct store *s, long long id, const char *name, const char *spelling,
                           struct err *err) {
	struct str key = {0}, initials = {0};
	enum rc rc;

	spell(name, spelling, &key, &initials);
	rc = query_run(s, err, "UPDATE resident SET pinyin = ?, initials = ? WHERE id = ?",
	               str_text(&key), str_text(&initials), id);
	str_clear(&key);
	str_clear(&initials);
	return rc;
}

enum rc resident_spell_all(struct store *s, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, s, err, "SELECT id, name, spelling FROM resident ORDER BY id")
		rc = spell_again(s, stmt_int(q, 0), stmt_text(q, 1), stmt_text(q, 2), err);
	return rc;
}

enum rc resident_put_alone(struct change *c, struct resident *r, struct err *err) {
	enum rc rc = check_unique(c->store,
		"SELECT 1 FROM resident WHERE id_no = ?1 AND voided_at IS NULL AND"
		" coalesce(joined, id) <> ?2",
		r->id_no, r->rec.id, "id_no", tr(N_("ID number")), err);

	if (rc == RC_OK)
		rc = check_unique(c->store,
			"SELECT 1 FROM resident WHERE file_no = ? AND voided_at IS NULL AND id "
			"<> ?",
			r->file_no, r->rec.id, "file_no", tr(N_("File number")), err);
	if (rc == RC_OK && !r->file_no)
		rc = resident_give_file_no(c, r, err);
	if (rc != RC_OK)
		return rc;
	set_pinyin(r);
	return r->rec.id ? change_update(c, &resident_def, r, err)
	                 : change_insert(c, &resident_def, r, err);
}

enum rc resident_put(struct change *c, struct resident *r, struct err *err) {
	const bool born = !r->rec.id;
	struct resident old;
	enum rc rc = RC_OK;

	entity_init(&resident_def, &old);
	if (!born)
		TRY(record_load(c->store, &resident_def, r->rec.id, &old, err));
	TRY(resident_put_alone(c, r, err));
	rc = born ? values_say_first(c, r, 0, err) : values_say(c, &old, r, err);
out:
	entity_clear(&resident_def, &old);
	return rc;
}

enum rc residents_of_place(struct store *s, long long place, long long moved, struct ids *out,
                           struct err *err) {
	return query_ids(s, out, err,
	                 "SELECT id FROM resident r WHERE place = ?1 AND voided_at IS NULL AND (?2"
	                 " = 0 OR ?2 = (SELECT max(seq) FROM history WHERE table_name = 'resident'"
	                 " AND record = r.id AND field = 'place'))", place, moved);
}

enum rc resident_forget_searches(struct store *s, long long id, struct err *err) {
	return query_run(s, err,
		"DELETE FROM saved_view WHERE EXISTS (SELECT 1 FROM resident r WHERE r.id = ?1 "
		"AND (instr(saved_view.filter || ' ' || saved_view.name, r.name) OR"
		" instr(saved_view.filter || ' ' || saved_view.name, nullif(r.alias, '')) OR"
		" instr(saved_view.filter || ' ' || saved_view.name, iif(length(r.file_no) > 3, "
		"r.file_no, NULL)) OR"
		" instr(lower(replace(saved_view.filter || saved_view.name, ' ', '')),"
		" iif(instr(r.pinyin, ' '), replace(r.pinyin, ' ', ''), NULL))))",
		id);
}

/* Somebody's own phone changes: only one that was tried and taken back was asked about. */
enum rc numbers_follow(const struct change *c, const struct ids *people, struct err *err) {
	const struct bind who = bind_ids(people->v, people->n);
	bool any = false;
	enum rc rc = RC_OK;

	if (!c->actor || !c->actor->officer || !people->n)
		return RC_OK;
	if (!c->import_id)
		QUERY_EACH(q, rc, c->store, err,
			"SELECT h.old_value FROM history h WHERE h.table_name = 'resident' AND "
			"h.seq = ?2 AND"
			" h.record IN (SELECT value FROM json_each(?1)) AND (h.field IN ('id_no',"
			" 'other_paper') OR ?3 AND h.field = 'phone') AND h.old_value IS NOT NULL"
			" UNION ALL SELECT r.id_no FROM"
			" resident r WHERE r.id IN (SELECT value FROM json_each(?1)) AND r.seq = "
			"?2 AND"
			" r.voided_at IS NOT NULL", who, c->seq, strstr(c->action, "undo") != NULL)
			rc = number_off_file(c, stmt_text(q, 0), err);
	if (rc == RC_OK)
		rc = query_any(c->store, &any, err, "SELECT 1 FROM number_asked LIMIT 1");
	if (rc == RC_OK && any)
		QUERY_EACH(q, rc, c->store, err,
			"SELECT id_no, other_paper, phone FROM resident_visible WHERE id IN"
			" (SELECT value FROM json_each(?))", who)
			for (int i = 0; rc == RC_OK && i < 3; i++)
				rc = number_on_file(c->store, stmt_text(q, i), err);
	return rc;
}

/* A number that is another file's was asked about, however it was (rule 11.21). */
static enum rc ask_number(struct station *st, const struct actor *a, const struct resident *r,
                          enum rc rc, struct err *err) {
	struct err bound = {0};

	if (rc != RC_EXISTS || !r->id_no ||
	    numbers_asked(st, a, (const char *const[]){r->id_no}, 1, NULL, &bound) != RC_DENIED)
		return rc;
	if (err)
		*err = bound;
	return RC_DENIED;
}

enum rc resident_save(struct station *st, const struct actor *a, struct resident *r,
                      struct err *err) {
	struct change c = {.open = false};
	struct record before = r->rec;
	enum rc rc = r->id_no ? numbers_asked(st, a, NULL, 0, NULL, err) : RC_OK;

	if (rc == RC_OK)
		rc = usecase_begin(&c, st, a, ACT_SAVE,
		                   r->rec.id ? "resident.edit" : "resident.add", r->rec.id, err);
	if (rc == RC_OK)
		rc = resident_check(r, clock_today(), NULL, err);
	if (rc == RC_OK)
		rc = resident_put(&c, r, err);
	rc = change_close(&c, rc, &r->rec, &before, err);
	return ask_number(st, a, r, rc, err);
}

enum rc resident_doubt_number(struct station *st, const struct actor *a, const char *idno,
                              long long self, enum match *m, long long *id, struct err *err) {
	enum rc rc;

	*m = MATCH_NONE;
	*id = 0;
	TRY(usecase_query(st, a, ACT_SAVE, 0, err));
	TRY(numbers_asked(st, a, NULL, 0, NULL, err));
	TRY(resident_find_idno(st, a, idno, m, id, err));
	if (*m == MATCH_FOUND && *id == self) {
		*m = MATCH_NONE;
		return RC_OK;
	}
	TRY(case_match(st, a, m, *id, err));
	if (*m != MATCH_FOUND)
		rc = numbers_asked(st, a, &idno, 1, NULL, err);
out:
	return rc;
}

enum rc resident_void(struct station *st, const struct actor *a, long long id, long long ver,
                      const char *reason, struct err *err) {
	struct change c;
	enum rc rc = usecase_begin_void(&c, st, a, "resident.void", &resident_def, id, id, err);

	if (rc == RC_OK)
		rc = change_void(&c, &resident_def, id, ver, reason, err);
	return change_close(&c, rc, NULL, NULL, err);
}

enum rc resident_count(struct station *st, const struct actor *a, long long *n, struct err *err) {
	enum rc rc = usecase_count(st, a, err);

	return rc != RC_OK ? rc
	                   : query_int(st->store, n, err, "SELECT count(*) FROM resident_visible");
}
