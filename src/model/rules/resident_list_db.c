/* Lists of residents: named views (among them who has a test due), conditions, and the words of the
 * finder. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/search_key.h"
#include "model/person/name_check.h"
#include "model/person/person_db.h"
#include "model/person/resident.h"
#include "model/rules/due.h"
#include "model/station/usecase_db.h"

/* Views over r (resident_visible) and o (the order that counts now). */
const struct resident_view resident_views[] = {
	/* Who has no order yet is somebody's unfinished work: it shows in the first view, where one
		* looks. */
	{"open", N_("On record"),
		"(o.id IS NULL OR o.state IN ('awaiting', 'executing', 'suspended'))"},
	{"detox", N_("Detox"), "o.state IN ('executing', 'suspended') AND o.kind = 'detox'"},
	{"rehab", N_("Rehab"), "o.state IN ('executing', 'suspended') AND o.kind = 'rehab'"},
	{"awaiting", N_("To report in"), "o.state = 'awaiting'"},
	{"high", N_("High risk"),
		"r.risk = 'high' AND o.state IN ('awaiting', 'executing', 'suspended')"},
	{"ending", N_("Term ends soon"),
		"EXISTS (SELECT 1 FROM due d WHERE d.resident = r.id AND d.group_no = ?1 AND "
		"d.due_on <= ?2)"},
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
	[SORT_PLACE] = {"(SELECT " PLACE_ORDER("p.") " FROM place p WHERE p.id = r.place)", false},
	[SORT_RISK] =
		{"CASE r.risk WHEN 'high' THEN 1 WHEN 'mid' THEN 2 WHEN 'low' THEN 3 ELSE 4 END",
                 false},
	[SORT_ORDER_DATE] = {"o.ordered", true},
	[SORT_KIND] = {"o.kind", true},
	[SORT_STATE] = {"o.state", true},
	[SORT_SEX] = {"r.sex", false},
	[SORT_TEAM] = {"(SELECT name FROM help_team t WHERE t.id = r.team)", false},
	[SORT_TERM_END] =
		{"(SELECT min(d.due_on) FROM due d WHERE d.resident = r.id AND d.group_no = ?1)",
                 false},
};

/* The order that counts for a person now: the open one, else the latest. */
#define CURRENT_ORDER \
	" LEFT JOIN treatment_order o ON o.id = (SELECT x.id FROM treatment_order x WHERE x.resident = r.id" \
	" AND x.voided_at IS NULL ORDER BY x.state IN ('awaiting', 'executing', 'suspended') DESC, x.ordered DESC," \
	" x.id DESC LIMIT 1)"

/* SQL of a named view; NULL for everybody. */
static const char *view_where(const char *id) {
	for (const struct resident_view *v = resident_views; id && *v->id; v++) {
		if (strcmp(v->id, id) == 0)
			return v->where;
	}
	return NULL;
}

/* The latest first day of a term whose n-th year has begun by `day`: clamped month ends make it
 * later than a plain step back (a term from 29 February begins its second year on the 28th). */
static struct date begun_by(struct date day, int n) {
	struct date start = date_add_months(day, -12 * (n - 1));

	while (date_cmp(date_add_months(date_add_days(start, 1), 12 * (n - 1)), day) <= 0)
		start = date_add_days(start, 1);
	return start;
}

/* ?1 due group of the term's end, ?2 horizon, ?3 place, ?4 limit, ?5 team, ?6 officer, ?7 today, ?8
 * risk, ?9 and ?10 the first days of terms in the year asked for, ?11 state, ?12.. patterns of the
 * words. */
enum { FIRST_PATTERN = 12 };
/* What is not shown is no order either (rule 11.30). */
static const char *sort_by(enum resident_sort sort, bool masked) {
	bool hidden = sort == SORT_PINYIN || sort == SORT_PLACE || sort == SORT_SEX || sort == SORT_TEAM;

	return sort_sql[masked && hidden ? SORT_FILE_NO : sort].by;
}

/* By name alone the index of the list, or that of the keys, gives the order. */
static void add_order(const struct resident_query *q, bool by_key, bool masked, struct str *sql) {
	bool by_name = q->sort == SORT_PINYIN && !masked;

	str_addf(sql, " ORDER BY %s %s", by_name && by_key ? "k.sort" : sort_by(q->sort, masked),
	         q->descending ? "DESC" : "");
	for (size_t i = 0; i < q->then_count; i++)
		str_addf(sql, ", %s %s", sort_by(q->then[i].sort, masked),
		         q->then[i].descending ? "DESC" : "");
	str_addf(sql, by_name ? by_key ? ", k.resident" : ", r.id" : ", %s, r.id",
	         sort_by(SORT_PINYIN, masked));
}

static void list_sql(const struct resident_query *q, const struct search_key_words *words,
                     bool masked, struct str *sql) {
	const char *where = view_where(q->view);
	bool needs_order = sort_sql[q->sort].needs_order;

	for (size_t i = 0; i < q->then_count; i++)
		needs_order = needs_order || sort_sql[q->then[i].sort].needs_order;

	/* Words: the keys are run through in their order, which is that of the list; a person is
	 * read for a hit only. */
	str_add(sql,
	        words->n
	                ? "SELECT r.id FROM resident_key k CROSS JOIN resident_visible r ON r.id = k.resident"
	                : "SELECT r.id FROM resident_visible r");
	if ((where && strstr(where, "o.")) || needs_order || q->term_year || code_is_set(q->state))
		str_add(sql, CURRENT_ORDER);
	str_add(sql,
	        " WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND (?3 IS NULL OR r.place = ?3) AND (?5"
	        " IS NULL OR r.team = ?5) AND (?6 IS NULL OR EXISTS (SELECT 1 FROM duty d JOIN"
	        " member_named m ON m.id = d.member WHERE d.resident = r.id AND d.voided_at IS NULL"
	        " AND m.name = ?6 AND d.since <= ?7 AND coalesce(d.until, ?7) >= ?7) OR EXISTS"
	        " (SELECT 1 FROM treatment_order x WHERE x.resident = r.id AND x.voided_at IS NULL"
	        " AND x.state IN ('awaiting', 'executing', 'suspended') AND ?6 IN (x.worker,"
	        " x.police))) AND (?8 IS NULL OR coalesce(r.risk, 'none') = ?8) AND (?9 IS NULL OR"
	        " ?10 IS NOT NULL)");
	str_add(sql, code_is_set(q->state) ? " AND o.state = ?11" : " AND ?11 IS NULL");
	if (q->term_year)
		str_add(sql,
		        " AND o.state IN ('executing', 'suspended') AND coalesce(o.term_start,"
		        " o.reported) > ?9 AND coalesce(o.term_start, o.reported) <= ?10");
	if (where)
		str_addf(sql, " AND %s", where);
	search_key_words_sql(words, FIRST_PATTERN, sql);
	add_order(q, words->n > 0, masked, sql);
	str_add(sql, " LIMIT ?4");
}

enum rc resident_list(struct station *st, const struct actor *a, const struct resident_query *query,
                      struct ids *out, struct err *err) {
	const bool masked = access_answer(a->role, ACT_LIST) == ACCESS_MASKED;
	struct search_key_words words;
	struct str sql = {0};
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	search_keys_keep_up(st);
	search_key_words_split(query->find, !masked, &words);
	list_sql(query, &words, masked, &sql);
	if (rc == RC_OK) {
		struct date today = clock_today(), none = DATE_NONE;
		struct bind ask[FIRST_PATTERN + SEARCH_KEY_PATTERNS + 1] = {BIND_ALL(
			str_text(&sql), DUE_BASE_TERM, date_add_days(today, 30),
			bind_ref(query->place), query->limit ? (long long)query->limit : -1,
			bind_ref(query->team), query->officer, today, query->risk,
			query->term_year ? begun_by(today, query->term_year + 1) : none,
			query->term_year ? begun_by(today, query->term_year) : none, query->state)};

		for (size_t i = 0; i < words.pattern_count; i++)
			ask[FIRST_PATTERN + i] = bind_text(words.pattern[i]);
		rc = query_ids_bound(st->store, ask, out, err);
	}
	search_key_words_clear(&words);
	str_clear(&sql);
	return rc;
}

enum rc names_to_check(struct station *st, const struct actor *a, struct ids *out,
                       struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, name, alias FROM resident_visible ORDER BY pinyin, id") {
		if (name_doubts(stmt_text(q, 1)) || name_doubts(stmt_text(q, 2)))
			ids_add(out, stmt_int(q, 0));
	}
	return rc;
}
