/* Returns as they were written, and the county's answers. SPDX-License-Identifier: MIT */
#include "model/report/sent_package.h"

#include "model/station/usecase_db.h"

void sent_package_clear(struct sent_package *p) {
	str_clear(&p->bytes);
	*p = (struct sent_package){.id = 0};
}

enum rc sent_package_get(struct station *st, const struct actor *a, long long sent,
                         struct sent_package *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*out = (struct sent_package){.id = 0};
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT id, coalesce(since, -1), coalesce(previous, ''), digest, hex(bytes),"
	           " length(bytes) FROM sent_package WHERE sent = ?", sent) {
		size_t n = (size_t)stmt_int(q, 5);
		char *hex = mem_strdup(stmt_text(q, 4));
		unsigned char *bytes = mem_alloc(n + 1);

		for (char *c = hex; *c; c++)
			*c = (char)(*c >= 'A' && *c <= 'F' ? *c + 32 : *c);
		out->id = stmt_int(q, 0);
		out->since = stmt_int(q, 1);
		snprintf(out->previous, sizeof out->previous, "%s", stmt_text(q, 2));
		snprintf(out->digest, sizeof out->digest, "%s", stmt_text(q, 3));
		if (hash_from_hex(hex, bytes, n))
			str_addn(&out->bytes, (const char *)bytes, n);
		free(bytes);
		free(hex);
	}
	return rc;
}

enum rc sent_package_last(struct station *st, const struct actor *a, char digest[2 * HASH_LEN + 1],
                          struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	digest[0] = '\0';
	QUERY_EACH(q, rc, st->store, err,
		"SELECT digest FROM sent_package ORDER BY id DESC LIMIT 1")
		snprintf(digest, 2 * HASH_LEN + 1, "%s", stmt_text(q, 0));
	return rc;
}

enum rc sent_accepted(struct station *st, const struct actor *a, struct date month, long long no,
                      long long *accepted, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*accepted = -1;
	return rc != RC_OK ? rc
	       : query_int(st->store, accepted, err,
	                   "SELECT coalesce(max(s.no), -1) FROM sent s JOIN sent_package p"
	                   " ON p.sent = s.id WHERE s.month = ? AND s.no < ? AND (SELECT w.accepted"
		" FROM sent_answer w WHERE w.package = p.id ORDER BY w.id DESC LIMIT 1) = 1",
	                   month, no);
}

enum rc sent_places_number(struct station *st, const struct actor *a, struct sent *s,
                           struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	for (size_t i = 0; rc == RC_OK && i < s->place_count; i++)
		rc = query_int(st->store, &s->places[i].id, err,
		               "SELECT coalesce(max(id), 0) FROM place WHERE uid = ?",
		               s->places[i].uid);
	return rc;
}

static enum rc insert(struct change *c, long long sent, const struct sent_package *p,
                      struct err *err) {
	struct stmt *q = NULL;
	enum rc rc = stmt_get(c->store,
		"INSERT INTO sent_package (sent, seq, since, previous, digest,"
	                                " bytes) VALUES (?, ?, ?, nullif(?, ''), ?, ?)", &q, err);

	if (rc != RC_OK)
		return rc;
	stmt_bind_int(q, 1, sent);
	stmt_bind_int(q, 2, c->seq);
	if (p->since < 0)
		stmt_bind_null(q, 3);
	else
		stmt_bind_int(q, 3, p->since);
	stmt_bind_text(q, 4, p->previous);
	stmt_bind_text(q, 5, p->digest);
	stmt_bind_blob(q, 6, str_text(&p->bytes), p->bytes.n);
	return stmt_run(q, err);
}

enum rc sent_package_put(struct station *st, const struct actor *a, const struct sent *s,
                         const struct sent_package *p, struct err *err) {
	struct change c = {0};
	char last[2 * HASH_LEN + 1], month[DATE_BUF];
	char *detail = mem_printf("month=%.7s no=%lld package=%s", date_format(s->month,
		month), s->no,
	                          p->digest);
	enum rc rc = usecase_begin(&c, st, a, ACT_REPORT_SEND, "report.package", 0, err);

	c.table = "sent";
	c.record = s->id;
	c.detail = detail;
	if (rc == RC_OK)
		rc = sent_package_last(st, a, last, err);
	if (rc == RC_OK && strcmp(last, p->previous) != 0)
		rc = err_set(err, RC_CONFLICT, "return.faster",
		N_("Somebody else has written a return meanwhile: do it once more."), NULL);
	if (rc == RC_OK)
		rc = insert(&c, s->id, p, err);
	rc = change_close(&c, rc, NULL, NULL, err);
	free(detail);
	return rc;
}

/* ---- what the county says ---- */

void sent_answer_clear(struct sent_answer *a) {
	free(a->county);
	free(a->reason);
	for (size_t i = 0; i < a->question_count; i++) {
		free(a->questions[i].place);
		free(a->questions[i].figure);
		free(a->questions[i].text);
	}
	free(a->questions);
	*a = (struct sent_answer){.id = 0};
}

static enum rc find_package(struct station *st, struct sent_answer *w, long long *package,
                            struct err *err) {
	enum rc rc = RC_OK;

	*package = 0;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT p.id, s.month, s.no FROM sent_package p JOIN sent s ON s.id = p.sent"
	           " WHERE p.digest = ?", w->of) {
		*package = stmt_int(q, 0);
		w->month = stmt_date(q, 1);
		w->no = stmt_int(q, 2);
	}
	if (rc == RC_OK && !*package)
		rc = err_set(err, RC_NOT_FOUND, "answer.none",
		             N_("This answer is to a return that was not written here."), NULL);
	return rc;
}

static enum rc insert_answer(struct change *c, const struct sent_answer *w, long long package,
                             struct err *err) {
	enum rc rc = query_run(c->store, err,
		"INSERT INTO sent_answer (package, seq, digest, accepted, day, county, reason)"
		" VALUES (?, ?, ?, ?, ?, ?, ?)", package, c->seq, w->digest, w->accepted, w->day,
		w->county, w->reason);

	c->record = store_last_id(c->store);
	for (size_t i = 0; rc == RC_OK && i < w->question_count; i++)
		rc = query_run(c->store, err,
		               "INSERT INTO sent_question (answer, no, place, figure, question)"
		               " VALUES (?, ?, ?, ?, ?)", c->record, i + 1, w->questions[i].place,
		               w->questions[i].figure, w->questions[i].text);
	return rc;
}

enum rc sent_answer_put(struct station *st, const struct actor *a, struct sent_answer *answer,
                        bool *news, struct err *err) {
	struct change c = {0};
	long long package = 0;
	char *detail = NULL, month[DATE_BUF];
	bool here = false;
	enum rc rc = usecase_query(st, a, ACT_IMPORT, 0, err);

	*news = false;
	if (rc == RC_OK)
		rc = find_package(st, answer, &package, err);
	if (rc == RC_OK)
		rc = query_any(st->store, &here, err, "SELECT 1 FROM sent_answer WHERE digest = ?",
		               answer->digest);
	if (rc != RC_OK || here)
		return rc;
	rc = usecase_begin(&c, st, a, ACT_IMPORT, "report.answer", 0, err);
	if (rc == RC_OK)
		rc = insert_answer(&c, answer, package, err);
	detail = mem_printf("month=%.7s no=%lld %s answer=%s", date_format(answer->month, month),
	                    answer->no, answer->accepted ? "accepted" : "back", answer->digest);
	c.table = "sent_answer";
	c.detail = detail;
	rc = change_close(&c, rc, NULL, NULL, err);
	*news = rc == RC_OK;
	free(detail);
	return rc;
}

enum rc sent_answer_reply(struct station *st, const struct actor *a, struct date month,
                          const char *reply, struct err *err) {
	struct change c = {0};
	long long answer = 0;
	enum rc rc = usecase_begin(&c, st, a, ACT_REPORT_SEND, "report.reply", 0, err);

	if (rc == RC_OK)
		rc = query_int(st->store, &answer, err,
		"SELECT coalesce(max(answer), 0) FROM sent_open WHERE month = ?", month);
	if (rc == RC_OK && (!answer || !reply || !*reply))
		rc = answer ? err_set(err, RC_INVALID, "answer.reply",
		                      N_("Say what the county is to know: it is logged."), NULL)
		            : err_set(err, RC_NOT_FOUND, "answer.open",
		N_("Nothing of this month waits for an answer to the county."), NULL);
	if (rc == RC_OK)
		rc = query_run(st->store, err,
		"INSERT INTO sent_reply (answer, seq, reply) VALUES (?, ?, ?)", answer,
		               c.seq, reply);
	c.table = "sent_answer";
	c.record = answer;
	c.reason = reply;
	return change_close(&c, rc, NULL, NULL, err);
}

static enum rc read_questions(struct station *st, struct sent_answer *w, struct err *err) {
	enum rc rc = RC_OK;

	QUERY_EACH(q, rc, st->store, err,
		"SELECT coalesce((SELECT p.name FROM place p WHERE CAST(p.id AS TEXT) = q.place),"
	           " q.place), figure, question FROM sent_question q WHERE answer = ? ORDER BY no",
	           w->id)
		VEC_PUSH(w->questions, w->question_count,
		         (struct sent_question){mem_strdup(stmt_text(q, 0)),
		                                mem_strdup(stmt_text(q, 1)),
		                                	mem_strdup(stmt_text(q, 2))});
	return rc;
}

enum rc sent_answers(struct station *st, const struct actor *a, struct date month,
                     struct sent_answer **out, size_t *n, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_REPORT, 0, err);

	*out = NULL;
	*n = 0;
	QUERY_EACH(q, rc, st->store, err,
	           "SELECT w.id, s.no, w.accepted, w.day, w.county, w.reason FROM sent_answer w"
	           " JOIN sent_package p ON p.id = w.package JOIN sent s ON s.id = p.sent"
	           " WHERE s.month = ? ORDER BY w.id", month)
		VEC_PUSH(*out, *n, (struct sent_answer){
			.id = stmt_int(q, 0), .month = month, .no = stmt_int(q, 1),
			.accepted = stmt_int(q, 2), .day = stmt_date(q, 3),
			.county = mem_strdup(stmt_text(q, 4)),
			.reason = stmt_text(q, 5) ? mem_strdup(stmt_text(q, 5)) : NULL});
	for (size_t i = 0; rc == RC_OK && i < *n; i++)
		rc = read_questions(st, &(*out)[i], err);
	return rc;
}
