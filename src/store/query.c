/* One line a query. SPDX-License-Identifier: MIT */
#include "store/query.h"

#include "core/check.h"
#include "core/mem.h"
#include "store/internal.h"

static void bind_one(struct stmt *q, int i, const struct bind *b) {
	switch (b->kind) {
	case BIND_END:
		return;
	case BIND_INT:
		stmt_bind_int(q, i, b->i);
		return;
	case BIND_TEXT:
		stmt_bind_text(q, i, b->text);
		return;
	case BIND_DATE:
		stmt_bind_date(q, i, b->date);
		return;
	case BIND_CODE:
		stmt_bind_code(q, i, b->code);
		return;
	case BIND_IDS:
		stmt_bind_ids(q, i, b->ids, b->n);
		return;
	}
}

struct stmt *query_start(struct store *s, const struct bind *query, enum rc *rc, struct err *err) {
	struct stmt *q = NULL;
	int n = 0;

	CHECK(query->kind == BIND_TEXT && query->text != NULL);
	*rc = stmt_get(s, query->text, &q, err);
	if (*rc != RC_OK)
		return NULL;
	while (query[n + 1].kind != BIND_END) {
		n++;
		bind_one(q, n, &query[n]);
	}
	CHECK(n == sqlite3_bind_parameter_count(q->h));
	return q;
}

bool query_next(struct stmt **q, enum rc *rc, struct err *err) {
	bool row = false;

	if (*q != NULL && *rc == RC_OK)
		*rc = stmt_step(*q, &row, err);
	if (!row || *rc != RC_OK)
		query_end(q);
	return *q != NULL;
}

void query_end(struct stmt **q) {
	stmt_done(*q);
	*q = NULL;
}

enum rc query_run_bound(struct store *s, const struct bind *query, struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	return q != NULL ? stmt_run(q, err) : rc;
}

enum rc query_int_bound(struct store *s, const struct bind *query, long long *out,
                        struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	*out = query_next(&q, &rc, err) ? stmt_int(q, 0) : 0;
	query_end(&q);
	return rc;
}

enum rc query_any_bound(struct store *s, const struct bind *query, bool *out, struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	*out = query_next(&q, &rc, err);
	query_end(&q);
	return rc;
}

enum rc query_text_bound(struct store *s, const struct bind *query, char **out, struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	*out = query_next(&q, &rc, err) ? mem_strdup(stmt_text(q, 0)) : NULL;
	query_end(&q);
	return rc;
}

enum rc query_ids_bound(struct store *s, const struct bind *query, struct ids *out,
                        struct err *err) {
	enum rc rc;
	struct stmt *q = query_start(s, query, &rc, err);

	while (query_next(&q, &rc, err))
		ids_add(out, stmt_int(q, 0));
	return rc;
}
