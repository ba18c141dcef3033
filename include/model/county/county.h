/* SPDX-License-Identifier: MIT
 * The county's side (chapter 21): its stations, what they returned month by month, what it answered.
 * The same program over a database of its own (station_is_county); nobody's file lies in it.
 *
 * What a report adds up: county_figure of returns of a month, live = 1, place of key COUNTY_WHOLE
 * for the station, COUNTY_NOWHERE for who has no village, else a village's. Rows are as they came;
 * county_check compares them with what each station signed.
 */
#ifndef MODEL_COUNTY_COUNTY_H
#define MODEL_COUNTY_COUNTY_H

#include "core/field.h"
#include "core/hash.h"
#include "core/sign/minisign.h"
#include "model/station/list_def.h"
#include "model/station/station.h"

#define COUNTY_WHOLE "*"
#define COUNTY_NOWHERE "-"
enum { COUNTY_MONTH = 8 }; /* 2026-10 and its end */

#define COUNTY_STATION_FIELDS(X, S) \
	X(S, text, code, N_("Code"), .width = 12, .csv = "站代码", .max = 12, \
	  .flags = F_REQUIRED | F_LIST | F_FIXED) \
	X(S, text, name, N_("Station"), .width = 20, .csv = "站名", .max = 60, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, key, N_("Public key"), .width = 56, .csv = "公钥", .max = 60, \
	  .flags = F_REQUIRED) \
	X(S, text, first_month, N_("First month"), .width = 8, .csv = "起报月份", .max = 7, \
	  .flags = F_REQUIRED) \
	X(S, text, last_month, N_("Last month"), .width = 8, .csv = "止报月份", .max = 7) \
	X(S, text, parent, N_("Centre station"), .width = 12, .csv = "中心站代码", .max = 12, \
	  .help = N_("Code of the centre station that this is a point of.")) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")
struct county_station {
	struct record rec;
	COUNTY_STATION_FIELDS(FIELD_MEMBER, county_station)
};
extern const struct entity_def county_station_def;

extern struct code_list codes_county_state; /* open, accepted, back */
#define COUNTY_RETURN_FIELDS(X, S) \
	X(S, ref, station, N_("Station"), .ref = "county_station", .flags = F_REQUIRED | F_SYSTEM) \
	X(S, text, period, N_("Month"), .width = 8, .max = 7, .flags = F_REQUIRED | F_SYSTEM) \
	X(S, int, no, N_("Return no."), .width = 4, .flags = F_SYSTEM) \
	X(S, text, digest, N_("SHA-256"), .max = 64, .flags = F_REQUIRED | F_SYSTEM) \
	X(S, text, previous, N_("The one before"), .max = 64, .flags = F_SYSTEM) \
	X(S, int, since, N_("Changes against"), .flags = F_SYSTEM) \
	X(S, date, as_of, N_("Made on"), .width = 10, .flags = F_SYSTEM) \
	X(S, text, head, N_("Audit head"), .max = 100, .flags = F_SYSTEM) \
	X(S, text, program, N_("Program"), .max = 60, .flags = F_SYSTEM) \
	X(S, date, received, N_("Received"), .width = 10, .flags = F_SYSTEM) \
	X(S, code, state, N_("County's answer"), .width = 8, .codes = &codes_county_state, \
	  .flags = F_SYSTEM) \
	X(S, note, reason, N_("Reason"), .width = 40, .flags = F_SYSTEM) \
	X(S, date, answered, N_("Answered"), .width = 10, .flags = F_SYSTEM) \
	X(S, note, questions, N_("Questions"), .width = 40, .flags = F_SYSTEM)
struct county_got {
	struct record rec;
	COUNTY_RETURN_FIELDS(FIELD_MEMBER, county_got)
};
extern const struct entity_def county_return_def;

#define COUNTY_TYPED_FIELDS(X, S) \
	X(S, text, month, N_("Month"), .width = 8, .max = 7, .flags = F_REQUIRED | F_LIST) \
	X(S, ref, station, N_("Station"), .width = 16, .ref = "county_station", .flags = F_LIST) \
	X(S, text, figure, N_("Figure"), .width = 16, .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, int, numerator, N_("Numerator"), .width = 8, .flags = F_REQUIRED | F_LIST) \
	X(S, int, denominator, N_("Denominator"), .width = 8, .flags = F_LIST) \
	X(S, text, origin, N_("Who said so"), .width = 16, .max = 60, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, note, note, N_("Note"), .width = 40)
struct county_typed {
	struct record rec;
	COUNTY_TYPED_FIELDS(FIELD_MEMBER, county_typed)
};
extern const struct entity_def county_typed_def;

/* Is "2026-10" a month? */
bool county_is_month(const char *month);
/* Months from the first to the second, negative before it: 0 the same. */
int county_months_between(const char *from, const char *to);
/* That many months on. */
void county_month_add(const char *month, int n, char out[COUNTY_MONTH]);
/* The last day on which the return of a month is in time ([county] due_day). */
struct date county_due(const struct station *st, const char *month);
/* The newest month whose return is to be here by now: its due day is past. */
void county_month_due(const struct station *st, char out[COUNTY_MONTH]);

/* ---- stations ---- */

/* A new one; or by its code the name, key, months or note of one that is there. The head. RC_EXISTS:
 * another has the code or the key. */
enum rc county_station_save(struct station *st, const struct actor *a, struct county_station *s,
                            struct err *err);
/* out is initialised by the call. RC_NOT_FOUND: no station has that code. */
enum rc county_station_find(struct station *st, const struct actor *a, const char *code,
                            struct county_station *out, struct err *err);
enum rc county_station_get(struct station *st, const struct actor *a, long long id,
                           struct county_station *out, struct err *err);

/* Is this line its key, or one it had? */
enum rc county_station_had_key(struct station *st, const struct actor *a, long long id,
                               const char *line, bool *had, struct err *err);

/* ---- receiving ---- */

/* What of a return the rows are. Texts are the caller's. */
struct county_line {
	int tab; /* which member */
	const char *figure;
	size_t place;                     /* of county_in.places */
	long long numerator, denominator; /* INT_NONE: blank */
};
struct county_in_place {
	const char *key, *name, *kind;
};
struct county_in {
	char *code, *period, *previous, *digest, *head, *program; /* previous: NULL the first */
	long long no, since;                                      /* since INT_NONE: it is whole */
	struct date as_of;
	const struct str *manifest, *signature;
	const struct county_in_place *places;
	size_t place_count;
	const struct county_line *lines;
	size_t line_count;
	struct county_in_sealed {
		const char *name;
		const struct str *bytes;
	} sealed[2];
	size_t sealed_count;
};
enum county_taken {
	COUNTY_NEW,      /* the newest number of its month */
	COUNTY_CORRECTS, /* and others were here before it */
	COUNTY_BENEATH,  /* an older number than what stands: under it */
	COUNTY_SAME,     /* it was here: nothing changes */
};
/* A batch of files is one transaction; each file is taken whole or not at all. */
struct county_batch;
enum rc county_batch_begin(struct county_batch **out, struct station *st, const struct actor *a,
                           struct err *err);
/* The key its returns are signed with; RC_NOT_FOUND in words. */
enum rc county_batch_key(struct county_batch *b, const char *code, struct sign_public *out,
                         struct err *err);
/* RC_INVALID, RC_CONFLICT in words: nothing of this one is taken. */
enum rc county_batch_take(struct county_batch *b, const struct county_in *in,
                          enum county_taken *how, struct err *err);
/* Commit, unless rc holds a failure already. Frees in any case. */
enum rc county_batch_end(struct county_batch *b, enum rc rc, struct err *err);

/* ---- what is there ---- */

/* out is initialised by the call. no < 0: the newest. RC_NOT_FOUND in words. */
enum rc county_return_find(struct station *st, const struct actor *a, const char *code,
                           const char *period, long long no, struct county_got *out,
                           struct err *err);
/* Many, in one statement, into an array; what is not there stays blank, id 0. */
enum rc county_returns_get(struct station *st, const struct actor *a, const long long *ids,
                           size_t n, struct county_got *out, struct err *err);
/* Of the station (0: of all) and month (NULL: all), the newest month first. */
enum rc county_return_list(struct station *st, const struct actor *a, long long station,
                           const char *month, struct ids *out, struct err *err);
struct county_row {
	int tab;
	char *place, *place_name, *kind, *figure;
	long long numerator, denominator; /* INT_NONE: blank */
	bool live;
	char *label; /* of the list, with its place among the columns of the tables */
	size_t order;
};
struct county_rows {
	struct county_row *v;
	size_t n;
};
/* The rows of a return as it was sent, in its order, a reader's in steps; county_rows_clear in any
 * case. */
enum rc county_return_rows(struct station *st, const struct actor *a, long long id,
                           struct county_rows *out, struct err *err);
void county_rows_clear(struct county_rows *r);
/* As it came; append. */
enum rc county_return_paper(struct station *st, const struct actor *a, long long id,
                            struct str *manifest, struct str *signature, struct err *err);

/* A month, a number or what a return says came before it, and is not here. */
enum county_gap_kind { GAP_MONTH, GAP_NUMBER, GAP_CHAIN };
struct county_gap {
	enum county_gap_kind kind;
	long long station;
	char month[COUNTY_MONTH]; /* GAP_CHAIN: of the return that says so */
	long long no;
};
struct county_gaps {
	struct county_gap *v;
	size_t n;
};
/* Of the station (0: of all), by station and month; months up to `until` (NULL: up to its newest
 * return). free(v). */
enum rc county_gaps_read(struct station *st, const struct actor *a, long long station,
                         const char *until, struct county_gaps *out, struct err *err);
/* "缺 7 月、2026-03 第 2 号": of one station, appended; nothing where nothing is missing. */
void county_gaps_text(const struct county_gaps *g, long long station, struct str *out);

/* How a station stands: what came last, what is missing up to a month, how long. */
struct county_stand {
	long long id, last, no, open,
		back; /* the newest return, its number; how many wait, went back */
	char *code, *name, *parent;
	char month[COUNTY_MONTH]; /* of the newest return; "" none */
	struct date received;
	char missing[COUNTY_MONTH]; /* the oldest month missing; "" none */
	struct date due;            /* of that */
	bool asked;                 /* the month asked about is missing itself */
};
struct county_stands {
	struct county_stand *v;
	size_t n;
	struct county_gaps gaps;
};
/* By code; to this month (NULL: the newest that is to be here by now). county_stands_clear in any case. */
enum rc county_stands_read(struct station *st, const struct actor *a, const char *until,
                           struct county_stands *out, struct err *err);
void county_stands_clear(struct county_stands *s);

/* ---- answering ---- */

struct county_answer {
	long long id; /* of the return */
	bool accept;
	const char *reason;    /* wanted when it goes back */
	const char *questions; /* FIGURE=TEXT, one a line; or NULL */
};
/* The head. The answer stands; what goes back to the station the caller writes before it is
 * committed (write; NULL: nothing). */
enum rc county_answer(struct station *st, const struct actor *a, const struct county_answer *o,
                      enum rc (*write)(void *ctx, const struct county_got *r, struct err *err),
                      void *ctx, struct err *err);
/* The sealed bytes of a return: whom its figures count, and who stands behind which; for who may and
 * with a reason, on record before they are given. figure: what is asked, NULL all. Appends.
 * RC_NOT_FOUND: no names came with it. */
enum rc county_sealed(struct station *st, const struct actor *a, long long id, const char *figure,
                      const char *reason, struct str *people, struct str *events, struct err *err);

/* Somebody behind a figure, as the station wrote them. */
enum county_name_cell { BEHIND_FILE_NO, BEHIND_NAME, BEHIND_SEX, BEHIND_ID_NO, BEHIND_PLACE, BEHIND_KIND,
                        BEHIND_STATE, BEHIND_VALUE, BEHIND_BIRTH, BEHIND_UID, BEHIND_CELLS };
struct county_names {
	struct county_name {
		char *cell[BEHIND_CELLS]; /* heap; BEHIND_VALUE NULL where all are listed */
	} *v;
	size_t n;
};
void county_names_clear(struct county_names *n);

/* ---- all of a month, for an engine above the county (rule 21.30) ---- */

struct county_out_station {
	const char *code, *name, *first_month, *last_month; /* last_month: NULL, or blank, no end */
	long long seq;                                      /* of its last change */
};
struct county_out_typed {
	const char *uid, *station, *figure, *origin, *by; /* station: its code, or NULL; by: login */
	long long seq, numerator, denominator;            /* denominator INT_NONE: no rate */
	bool gone;                                        /* it was made void */
};
struct county_out_return {
	const char *code, *digest;
	long long no, since; /* since INT_NONE: it is whole */
};
/* Called in this order: head, every station, what was typed in, then return by return (by code and
 * number) with its figures, and the end; nothing where the month has no return. */
struct county_export {
	void *ctx;
	void (*head)(void *ctx, const char *month, const char *received, const char *audit);
	void (*station)(void *ctx, const struct county_out_station *s);
	void (*typed)(void *ctx, const struct county_out_typed *t);
	enum rc (*returned)(void *ctx, const struct county_out_return *r, struct err *err);
	void (*figure)(void *ctx, const struct county_out_return *r, const struct county_row *f);
	enum rc (*end)(void *ctx, struct err *err);
};
/* The head. What it writes is on record before the transaction ends; place_name and kind are not
 * given, they may name a person. */
enum rc county_month_export(struct station *st, const struct actor *a, const char *month,
                            const struct county_export *to, struct err *err);

/* ---- figures typed in from outside ---- */

enum rc county_typed_save(struct station *st, const struct actor *a, struct county_typed *t,
                          struct err *err);
enum rc county_typed_void(struct station *st, const struct actor *a, long long id,
                          const char *reason, struct err *err);

/* Of a month (NULL: of all). Into an array, as county_returns_get. */
enum rc county_typed_ids(struct station *st, const struct actor *a, const char *month,
                         struct ids *out, struct err *err);
enum rc county_typed_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                         struct county_typed *out, struct err *err);

/* The line of county_stations_list or county_missing_list. */
const struct county_stand *county_stand_at(const struct list_run *r, long long id);
/* Lists: the stations and how they stand (q.month: to that month); the returns of all or of the
 * station q.given (long long); the rows of the return q.given; who has not sent q.month; figures typed
 * in; q.given: names that were opened (struct county_names). */
extern const struct list_def county_stations_list, county_returns_list, county_rows_list,
	county_names_list,
	county_missing_list, county_typed_list;

#endif
