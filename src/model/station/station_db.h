/* Inside the model's *_db.c files: the station opened, and the frame every use case runs in. */
#ifndef MODEL_STATION_STATION_DB_H
#define MODEL_STATION_STATION_DB_H

#include "core/conf.h"
#include "model/access/access.h"
#include "model/event/drug_testing.h"
#include "model/event/event.h"
#include "model/order/order.h"
#include "model/person/resident.h"
#include "model/report/report_row.h"
#include "model/rules/file_gap.h"
#include "model/rules/profile.h"
#include "model/station/station.h"
#include "store/change.h"
#include "store/query.h"
#include "store/store.h"

enum { NAMES_KINDS = 7 };
struct station {
	struct store *store;
	struct store *drafts; /* drafts.db, opened when first needed (draft_db.c); NULL before */
	struct conf *conf;
	struct profile_set profiles; /* as the INI chooses */
	struct profile_book *book;   /* those it writes itself */
	char *db_path, *ini_path, *name;
	char session[27];            /* uid of this run */
	char *actor_login, *actor_name, *actor_role, *actor_source;
	struct field_env env;
	char *ref_text;              /* last answer of env.ref_name */
	bool names_held;             /* station_names_hold; by kind of ref (directory_db.c) */
	struct names_kept {
		bool read;
		struct name_kept {
			long long id;
			char *name;
		} *v;
		size_t n;
	} names[NAMES_KINDS];
	long long data_version;      /* as last seen by station_has_changed */
	bool due_held;               /* due_hold */
	/* What follows from every change, at its commit (due_follow): struct change. */
	enum rc (*follow)(void *st, const struct change *c, struct err *err);
};

/* Every officer's drafts about this person (a uid) go: after sealing. What cannot be taken away now is never shown. */
void drafts_forget(struct station *st, const char *resident);

/* Checks access (logging a denial) and begins the transaction. Then do the work, change_commit, and change_end at
 * out: in every case. */
enum rc usecase_begin(struct change *c, struct station *st, const struct actor *a, enum access_action action,
                  const char *audit_id, long long resident, struct err *err);
/* SQL over a table whose records belong to a resident: who may be seen. */
#define OF_VISIBLE "resident IN (SELECT id FROM resident_visible)"
/* Access check of a query; a denial is logged. */
enum rc usecase_query(struct station *st, const struct actor *a, enum access_action action, long long resident,
                  struct err *err);

/* Where several rows are written together: is this refusal the row's own, which stays while the others go on? */
bool usecase_row_stays(enum rc rc);
/* The real day, at the station, of a moment. */
struct date usecase_day_of(long long ms);
/* And the real milliseconds at which a day of the station begins. */
long long usecase_day_begins(struct station *st, struct date d);
/* Access to a number of people, which leaves no trace and so is shown in every state. */
enum rc usecase_count(const struct actor *a, struct err *err);
/* RC_DENIED with a sentence when nothing can be changed just now: opened read-only, or damaged. */
enum rc usecase_writes(struct station *st, struct err *err);
/* password_db.c: what a row of the spool means for the count of wrong passwords; ctx is the station. */
enum rc password_take(void *ctx, const struct spool_row *row, struct err *err);

/* The same where more of the case is known than its resident; NULL: nothing. */
enum rc usecase_begin_case(struct change *c, struct station *st, const struct actor *a, enum access_action action,
                       const char *audit_id, long long resident, const struct access_case *known, struct err *err);
enum rc usecase_query_case(struct station *st, const struct actor *a, enum access_action action, long long resident,
                       const struct access_case *known, struct err *err);
/* usecase_begin of ACT_VOID: looks up whether record id is the actor's own entry of today. */
enum rc usecase_begin_void(struct change *c, struct station *st, const struct actor *a, const char *audit_id,
                       const struct entity_def *def, long long id, long long resident, struct err *err);
/* record_load of what belongs to a resident: RC_NOT_FOUND, in the same words as for nobody, when that one is sealed or
 * void; then out is blank. */
enum rc usecase_load(struct station *st, const struct actor *a, const struct entity_def *def, long long id, void *out,
                 struct err *err);
/* access_db.c: RC_NOT_FOUND when the resident is sealed, void or nobody. */
enum rc access_visible(struct station *st, long long resident, struct err *err);
/* access_db.c: by file number, sealed and void people too (visible ones first). RC_NOT_FOUND. */
enum rc access_find_any(struct station *st, const char *file_no, long long *id, struct err *err);
/* Do officers open their own cases only (caseload = strict)? */
bool usecase_is_strict(const struct station *st);
/* access_db.c: is the resident of the actor's caseload, or opened by break-glass? Fills own and glass. */
enum rc access_caseload(struct station *st, const struct actor *a, long long resident, struct access_case *c,
                        struct err *err);

/* Inside an erasure: void what only this resident's documents name; and, when that is committed, take the files away that
 * no row names any more. */
enum rc attachment_erase(struct station *st, struct change *c, long long resident, struct err *err);
void attachment_sweep(struct station *st);

/* Of a query that answers id, and whether it may be met: its first row. */
#define query_match(s, m, id, err, ...) query_match_bound((s), QUERY(__VA_ARGS__), (m), (id), (err))
enum rc query_match_bound(struct store *s, const struct bind *query, enum match *m, long long *id, struct err *err);

/* By uid, of such a query. */
enum rc match_uid(struct station *st, const struct actor *a, const char *sql, const char *uid, enum match *m,
                  long long *id, struct err *err);

/* Names behind refs, as struct field_env wants them; ctx is the station. */
const char *ref_name(void *ctx, const char *ref, long long id);
long long ref_find(void *ctx, const char *ref, const char *name);

/* One order as the rules take it, with the arrays it lends. */
struct order_facts_data {
	struct order_facts course;
	struct status_fact *log; /* by day, then as written */
	size_t log_count;
	struct interval *suspensions;
	size_t suspension_count;
	struct event_fact *tests;
	size_t test_count;
	struct interval *custody;
	size_t custody_count;
	int *explained;
	size_t explained_count;
	struct risk_fact *risks;
	size_t risk_count;
	struct excuse_fact *excuses;
	size_t excuse_count;
	void *missed, *warnings; /* arrays of the registers' structs */
	size_t missed_count, warning_count;
	struct leave_fact *leaves;
	size_t leave_count;
	struct sent_fact *sent;
	size_t sent_count;
	struct gap_facts gaps;
	struct gap_duty *duties;
	char *worker;
	struct event_list *regular; /* by row of duty_kind_table; NULL until order_facts_load_regular */
	size_t regular_count;
};
/* The log of states of each order, in one query; status_logs_clear in any case. */
struct status_log {
	struct status_fact *v; /* by day, then as written */
	size_t n;
};
enum rc status_logs_read(struct station *st, const long long *orders, size_t n, struct status_log *out, struct err *err);
void status_logs_clear(struct status_log *v, size_t n);
enum rc order_facts_load(struct station *st, const struct treatment_order *o, struct order_facts_data *d, struct err *err);
/* From each "suspended" of a log in its order to the day before the next line: into out, which has room for n; returns
 * how many. */
size_t status_suspensions(const struct status_fact *log, size_t n, struct interval *out);
/* The same without tests and what explains them: enough for the windows of every other kind. */
enum rc order_facts_load_untested(struct station *st, const struct treatment_order *o, struct order_facts_data *d, struct err *err);
/* Besides, what the due rows of talks, visits, reports and assessments rest on: not for the report, which asks for none. */
enum rc order_facts_load_regular(struct station *st, const struct treatment_order *o, const struct due_bounds *bounds,
                            struct order_facts_data *d, struct err *err);
/* Besides, what model/rules/legal_duty.h and model/rules/file_gap.h look at. Members of the teams are read once for many orders. */
struct team_cache {
	struct team_entry {
		long long team;
		struct gap_member *v;
		size_t n;
	} *v;
	size_t n;
};
void team_cache_clear(struct team_cache *cache);
enum rc order_facts_load_gaps(struct station *st, const struct treatment_order *o, struct order_facts_data *d,
                         struct team_cache *cache, struct err *err);
/* Every record of a register under this order, oldest first, as an array of its structs; event_free_all. */
enum rc event_load_all(struct station *st, const struct entity_def *def, long long order, void **out, size_t *n,
                       struct err *err);
void event_free_all(const struct entity_def *def, void *all, size_t n);
void order_facts_clear(struct order_facts_data *d);

/* Inside a change: officers' saved views that look for this resident by name are taken away; for an erasure. */
enum rc resident_forget_searches(struct store *s, long long id, struct err *err);
/* Inside a change: write one record with all that depends on it but the due rows. */
enum rc resident_put(struct change *c, struct resident *r, struct err *err);
/* Inside a transaction: pinyin and initials of everybody again. */
enum rc resident_spell_all(struct store *s, struct err *err);
/* Inside a transaction, at its end: the search keys of whom the triggers named. Every commit has it done (due_follow);
 * search_keys_keep_up does it in a transaction of its own where something is left, and after another table of readings. */
enum rc search_keys_refresh(struct store *s, struct err *err);
void search_keys_keep_up(struct station *st);
enum rc order_put(struct change *c, struct treatment_order *o, struct err *err);
/* RC_EXISTS when the order is open and another one of this person too (rule 2.1). */
enum rc order_check_single(struct change *c, const struct treatment_order *o, struct err *err);
/* Teams by name; numbered ones, 第2 before 第10, by their number. */
#define TEAM_ORDER "CAST(substr(name, 2) AS INTEGER), name"
/* The log of states: by day; who is served and reports in on one day waited first. */
#define STATUS_ORDER "since, state <> 'awaiting', id"
enum rc status_add(struct change *c, const struct treatment_order *o, struct code state, struct date since,
                   const char *reason, const char *document, struct err *err);
enum rc event_put(struct station *st, struct change *c, const struct event_def *def, void *rec, struct err *err);
/* The resident's fields follow the register's newest record (struct event_def); the store writes what differs. */
enum rc event_follow(struct station *st, struct change *c, const struct event_def *def, long long resident,
                     struct err *err);
/* Rows of the teams, as those above. */
struct contact;
struct team_member;
struct duty;
struct package_row;
enum rc contact_put(struct change *c, struct contact *k, struct err *err);
enum rc member_put(struct station *st, struct change *c, struct team_member *m, struct err *err);
enum rc duty_put(struct station *st, struct change *c, struct duty *d, struct err *err);
/* A new row, confirmed; and: the holder of row `id` from `since` on is `member`, the row before ends the day before. */
enum rc duty_begin(struct station *st, struct change *c, long long resident, struct code package, long long member,
                   struct date since, struct date until, struct err *err);
enum rc duty_change_hands(struct station *st, struct change *c, long long id, long long member, struct date since,
                          struct err *err);
/*
 * SQL: who is in charge of order o of resident r on a day (a parameter, "?1"), as a text. The worker the order names; where it
 * names none, who holds the package `lead`; else the one full-time worker of the help team. With two of them, or none, NULL:
 * nobody is known, which is a finding (model/rules/file_gap.h).
 */
#define IN_TEAM_ON(day) \
	"m.team = r.team AND coalesce(m.since, " day ") <= " day " AND coalesce(m.until, " day ") >= " day
#define IN_CHARGE_ON(day) \
	"coalesce(nullif(o.worker, ''), (SELECT m.name FROM duty d JOIN member_named m ON m.id = d.member" \
	" WHERE d.resident = r.id AND d.package = 'lead' AND d.voided_at IS NULL AND d.since <= " day \
	" AND coalesce(d.until, " day ") >= " day " AND " IN_TEAM_ON(day) ")," \
	" (SELECT CASE WHEN count(*) = 1 THEN min(m.name) END FROM member_named m WHERE m.role = 'worker' AND " IN_TEAM_ON(day) "))"
/* What duty_set writes. */
enum rc duty_put_holder(struct station *st, struct change *c, long long resident, struct code package, long long member,
                        struct date since, struct err *err);
/* Who holds the packages of a resident on a day: team, members and holders only. package_row_clear in any case. */
enum rc package_holders(struct station *st, long long resident, struct date day, struct package_row *out, struct err *err);

/* After an order came, went or changed its days: every event of the resident carries again the order that was open on
 * its day. */
enum rc event_rehang(struct change *c, long long resident, struct err *err);
/* What the dossier of an order rests on; *papers (heap) are the facts'. brief: whether there is a record, not how many. */
struct dossier_facts;
enum rc dossier_read(struct station *st, const struct treatment_order *o, bool brief, struct dossier_facts *f,
                     struct code **papers, struct err *err);
/* At the commit of every change: the due rows of whom it touched, and their search keys, once. */
enum rc due_follow(void *st, const struct change *c, struct err *err);
/*
 * The table holds rows of tests for whole terms, but of talks, visits, reports and assessments, of which a term has
 * some 180, only those whose window ends from some months ago to the end of the next month: about ten an order. These
 * bounds are kept beside the table, with a word for the rules in force. As long as they hold, nothing changes at
 * midnight; with the first question of another month, or under other rules, the table is made again.
 */
void due_bounds_read(struct station *st, struct due_bounds *out);
bool due_bounds_hold(struct station *st);
enum rc due_bounds_set(struct station *st, struct err *err); /* to those of today, inside a transaction */
/* Has only time gone on since the bounds were kept? Then `out` is what is new: windows that end in from..until; of those
 * kept what ends before *keep is over. */
bool due_bounds_roll(struct station *st, struct due_bounds *out, struct date *keep);
/* Before the table is read. Where nothing can be written, or somebody else is writing, it is read as it stands. */
void due_keep_up(struct station *st);
/* Open orders, of sealed people too, that name this worker name him anew, in the caller's change; *n gets how
 * many. Orders that have ended keep the name they ended with. */
enum rc order_rename_worker(struct change *c, const char *name, const char *now, size_t *n, struct err *err);

#endif
