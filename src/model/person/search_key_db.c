/* The search keys in the database: made again for whom the triggers named.
 * SPDX-License-Identifier: MIT */
#include "core/pinyin.h"
#include "core/search_key.h"
#include "model/person/person_db.h"
#include "model/station/usecase_db.h"

/* The worker of the order that counts now: the open one, else the latest. */
static const char person_sql[] =
	"SELECT r.pinyin, r.name, r.alias, r.spelling, r.file_no, r.id_no, r.phone, p.name, t.name,"
	" (SELECT worker FROM treatment_order WHERE id = coalesce((SELECT o.id FROM treatment_order"
	" o WHERE o.resident = r.id AND o.voided_at IS NULL AND o.state IN ('awaiting',"
	" 'executing', 'suspended')), (SELECT o.id FROM treatment_order o WHERE o.resident = r.id"
	" AND o.voided_at IS NULL ORDER BY o.ordered DESC, o.id DESC LIMIT 1))), r.id FROM"
	" key_stale k CROSS JOIN resident_visible r ON r.id = k.resident LEFT JOIN place p ON p.id"
	" = r.place LEFT JOIN help_team t ON t.id = r.team ORDER BY k.resident";

/* What stands beside the name in every list. */
static void fill_rest(struct stmt *q, struct str *words) {
	search_key_add_file_no(words, stmt_text(q, 4));
	search_key_add_text(words, stmt_text(q, 7));
	search_key_add_readings(words, stmt_text(q, 7));
	search_key_add_text(words, stmt_text(q, 8));
	search_key_add_text(words, stmt_text(q, 9));
}

/* By what the files were found that went into this one (rule 16.3). */
static enum rc fill_gone(struct store *s, long long person, struct str *words, struct str *tails,
                         struct str *shown, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, s, err,
	           "SELECT name, alias, file_no, id_no, phone FROM resident_gone WHERE person = ?",
	           person) {
		for (int i = 0; i < 2; i++) {
			search_key_add_text(words, stmt_text(q, i));
			search_key_add_readings(words, stmt_text(q, i));
		}
		search_key_add_file_no(words, stmt_text(q, 2));
		search_key_add_file_no(shown, stmt_text(q, 2));
		search_key_add_idno(tails, stmt_text(q, 3));
		search_key_add_phones(tails, stmt_text(q, 4));
	}
	return rc;
}

static void fill(struct stmt *q, struct str *words, struct str *tails) {
	search_key_add_text(words, stmt_text(q, 1));
	search_key_add_text(words, stmt_text(q, 2));
	search_key_add_readings(words, stmt_text(q, 1));
	search_key_add_readings(words, stmt_text(q, 2));
	search_key_add_spelling(words, stmt_text(q, 3));
	fill_rest(q, words);
	search_key_add_idno(tails, stmt_text(q, 5));
	search_key_add_phones(tails, stmt_text(q, 6));
}

/* Whoever is sealed, void or erased has no key. */
enum rc search_keys_refresh(struct store *s, struct err *err) {
	struct str words = {0}, tails = {0}, shown = {0};
	enum rc rc = query_run(s, err, "DELETE FROM resident_key WHERE resident IN (SELECT resident"
	                       " FROM key_stale)");

	QUERY_EACH(q, rc, s, err, person_sql) {
		const char *sort = stmt_text(q, 0);

		str_reset(&words);
		str_reset(&tails);
		str_reset(&shown);
		fill(q, &words, &tails);
		/* all of a person that is whole where names are masked (rule 11.30) */
		search_key_add_file_no(&shown, stmt_text(q, 4));
		rc = fill_gone(s, stmt_int(q, 10), &words, &tails, &shown, err);
		if (rc != RC_OK)
			break;
		rc = query_run(s, err,
		               "INSERT OR FAIL INTO resident_key (sort, resident, words, tails,"
		               " shown) VALUES (?, ?, ?, ?, ?)", sort ? sort : "", stmt_int(q, 10),
		               str_text(&words), str_text(&tails), str_text(&shown));
	}
	str_clear(&shown);
	str_clear(&words);
	str_clear(&tails);
	return rc == RC_OK ? query_run(s, err, "DELETE FROM key_stale") : rc;
}

/* Were the keys made from the table of readings of this program? */
static bool same_table(struct store *s) {
	char *kept = setting_get(s, "pinyin.version");
	bool same = kept && strcmp(kept, pinyin_version()) == 0;

	free(kept);
	return same;
}

/* Nothing of it is a record, so no audit row. */
static enum rc make_again(struct store *s, struct err *err) {
	enum rc rc = store_begin(s, err);

	if (rc != RC_OK)
		return rc;
	if (!same_table(s)) {
		rc = resident_spell_all(s, err); /* which makes every key stale */
		if (rc == RC_OK)
			rc = setting_set(s, "pinyin.version", pinyin_version(), err);
	}
	if (rc == RC_OK)
		rc = search_keys_refresh(s, err);
	if (rc == RC_OK)
		rc = store_commit(s, err);
	store_rollback(s);
	return rc;
}

void search_keys_keep_up(struct station *st) {
	struct err ignored = {0};
	long long stale = 0;

	if (store_is_read_only(st->store) || store_in_transaction(st->store))
		return;
	if (query_int(st->store, &stale, &ignored, "SELECT EXISTS (SELECT 1 FROM key_stale)") ==
	            RC_OK &&
	    (stale || !same_table(st->store))) {
		int wait = store_set_wait(st->store, WAIT_TRY_MS);
		(void)make_again(st->store, &ignored);
		store_set_wait(st->store, wait);
	}
}
