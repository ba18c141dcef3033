/* SPDX-License-Identifier: MIT
 * Reading and writing in one line: the SQL, then the values of its ?s in order, each bound by its
 * type (whole numbers, text with NULL as NULL, struct date, struct code, struct ref with 0 as NULL;
 * at most 16). Texts must live until the statement is done, which is when the call or the loop
 * ends, however it ends.
 *
 *   long long id;
 *   rc = query_int(s, &id, err, "SELECT id FROM place WHERE name = ?", name);
 *
 *   QUERY_EACH(q, rc, s, err, "SELECT id, day FROM visit WHERE resident = ? AND day >= ?",
 *     resident, since)
 *           VEC_PUSH(out->v, out->n, (struct visit){.id = stmt_int(q, 0), .day = stmt_date(q, 1)});
 *   return rc;
 *
 * Beside SQLite's own functions there is number_folded(text): the number of a document as number_fold
 * (core/names.h) compares it.
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "store/store.h"

struct bind {
	enum { BIND_END, BIND_INT, BIND_TEXT, BIND_DATE, BIND_CODE, BIND_IDS } kind;
	union {
		long long i;
		const char *text;
		struct date date;
		struct code code;
		const long long *ids;
	};
	size_t n; /* of ids */
};
static inline struct bind bind_int(long long i) { return (struct bind){.kind = BIND_INT, .i = i}; }
static inline struct bind bind_text(const char *s) {
	return (struct bind){.kind = BIND_TEXT, .text = s};
}
static inline struct bind bind_date(struct date d) {
	return (struct bind){.kind = BIND_DATE, .date = d};
}
static inline struct bind bind_code(struct code c) {
	return (struct bind){.kind = BIND_CODE, .code = c};
}
/* no more from here on */
static inline struct bind bind_end(void) { return (struct bind){.kind = BIND_END}; }
static inline struct bind bind_same(struct bind b) { return b; }
/* Any number of ids for "IN (SELECT value FROM json_each(?))": they must live as texts do. */
static inline struct bind bind_ids(const long long *v, size_t n) {
	return (struct bind){.kind = BIND_IDS, .ids = v, .n = n};
}
/* An id where 0 says none: NULL. */
static inline struct bind bind_ref(long long id) {
	return id != 0 ? bind_int(id) : bind_text(NULL);
}
static inline struct bind bind_struct_ref(struct ref r) { return bind_ref(r.id); }

#define BIND(x) \
	_Generic((x), _Bool: bind_int, int: bind_int, unsigned: bind_int, long: bind_int, unsigned long: bind_int, \
	         long long: bind_int, unsigned long long: bind_int, char *: bind_text, const char *: bind_text, \
	         void *: bind_text, struct date: bind_date, struct code: bind_code, struct ref: bind_struct_ref, \
	         struct bind: bind_same)(x)
#define BIND_1(a) BIND(a)
#define BIND_2(a, ...) BIND(a), BIND_1(__VA_ARGS__)
#define BIND_3(a, ...) BIND(a), BIND_2(__VA_ARGS__)
#define BIND_4(a, ...) BIND(a), BIND_3(__VA_ARGS__)
#define BIND_5(a, ...) BIND(a), BIND_4(__VA_ARGS__)
#define BIND_6(a, ...) BIND(a), BIND_5(__VA_ARGS__)
#define BIND_7(a, ...) BIND(a), BIND_6(__VA_ARGS__)
#define BIND_8(a, ...) BIND(a), BIND_7(__VA_ARGS__)
#define BIND_9(a, ...) BIND(a), BIND_8(__VA_ARGS__)
#define BIND_10(a, ...) BIND(a), BIND_9(__VA_ARGS__)
#define BIND_11(a, ...) BIND(a), BIND_10(__VA_ARGS__)
#define BIND_12(a, ...) BIND(a), BIND_11(__VA_ARGS__)
#define BIND_13(a, ...) BIND(a), BIND_12(__VA_ARGS__)
#define BIND_14(a, ...) BIND(a), BIND_13(__VA_ARGS__)
#define BIND_15(a, ...) BIND(a), BIND_14(__VA_ARGS__)
#define BIND_16(a, ...) BIND(a), BIND_15(__VA_ARGS__)
#define BIND_17(a, ...) BIND(a), BIND_16(__VA_ARGS__)
#define BIND_COUNTED(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
                     name, ...) \
	name
#define BIND_ALL(...) \
	BIND_COUNTED(__VA_ARGS__, BIND_17, BIND_16, BIND_15, BIND_14, BIND_13, BIND_12, BIND_11, BIND_10, BIND_9, BIND_8, \
	             BIND_7, BIND_6, BIND_5, BIND_4, BIND_3, BIND_2, BIND_1, 0)(__VA_ARGS__)
/* The SQL and its values as one array, ended by BIND_END: the SQL is the first text. */
#define QUERY(...) (const struct bind[]){BIND_ALL(__VA_ARGS__), {.kind = BIND_END}}

/*
 * Once for each row; columns by stmt_int(q, 0) and so on. Nothing happens when rc holds a failure
 * already, so that one loop may follow another. The body stops it by break, return, goto, or by
 * setting rc, which stands after the loop.
 */
#define QUERY_EACH(q, rc, s, err, ...) \
	for (struct stmt *q __attribute__((cleanup(query_end))) = \
	             (rc) == RC_OK ? query_start((s), QUERY(__VA_ARGS__), &(rc), (err)) : NULL; \
	     query_next(&q, &(rc), (err));)

/* A statement that answers no row. */
#define query_run(s, err, ...) query_run_bound((s), QUERY(__VA_ARGS__), (err))
/* First column of the first row, as *out: 0 and NULL where there is none (or it is NULL), also
 * after a failure. */
#define query_int(s, out, err, ...) query_int_bound((s), QUERY(__VA_ARGS__), (out), (err))
/* heap */
#define query_text(s, out, err, ...) query_text_bound((s), QUERY(__VA_ARGS__), (out), (err))
/* Whether there is a row at all. */
#define query_any(s, out, err, ...) query_any_bound((s), QUERY(__VA_ARGS__), (out), (err))
/* First column of every row, added to *out. */
#define query_ids(s, out, err, ...) query_ids_bound((s), QUERY(__VA_ARGS__), (out), (err))

struct stmt *query_start(struct store *s, const struct bind *query, enum rc *rc, struct err *err);
bool query_next(struct stmt **q, enum rc *rc, struct err *err);
void query_end(struct stmt **q);
enum rc query_run_bound(struct store *s, const struct bind *query, struct err *err);
enum rc query_int_bound(struct store *s, const struct bind *query, long long *out, struct err *err);
enum rc query_any_bound(struct store *s, const struct bind *query, bool *out, struct err *err);
enum rc query_text_bound(struct store *s, const struct bind *query, char **out, struct err *err);
enum rc query_ids_bound(struct store *s, const struct bind *query, struct ids *out,
                        struct err *err);

#endif
