/* Help teams: who stands in them, and who holds which package (rules 7.1, 7.4).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_TEAM_TEAM_H
#define MODEL_TEAM_TEAM_H

#include "core/actor.h"
#include "core/field.h"
#include "model/person/resident.h"
#include "model/rules/team_shape.h"
#include "model/station/codes.h"
#include "model/station/station.h"
#include "model/station/tables.h"

/* A person who is no officer: police, doctor, family, volunteer, cadre. May stand in several
 * teams. */
#define CONTACT_FIELDS(X, S) \
	X(S, text, name, N_("Name"), .width = 12, .csv = "成员姓名", .aliases = "姓名,成员", .max = 40, \
	  .flags = F_REQUIRED | F_LIST | F_SEARCH | F_WORKER) \
	X(S, code, kind, N_("Kind"), .width = 12, .codes = &codes_team_role, .flags = F_LIST) \
	X(S, text, unit, N_("Unit"), .width = 20, .csv = "成员单位", .aliases = "单位", .max = 60, \
	  .flags = F_LIST) \
	X(S, phone, phone, N_("Phone"), .width = 14, .csv = "成员电话", .aliases = "电话,联系电话", \
	  .max = 40, .flags = F_MASKED) \
	X(S, note, note, N_("Note"), .width = 40)

ENTITY_STRUCT(contact_def, contact, CONTACT_FIELDS);

/* One person in one team, as a contact or as an officer of the station, from a day to a day; the
 * letter is the 责任书. */
#define MEMBER_FIELDS(X, S) \
	X(S, ref, team, N_("Help team"), .width = 16, .csv = "小组名称", \
	  .aliases = "帮教小组,工作小组", .ref = "help_team", .flags = F_REQUIRED | F_FIXED) \
	X(S, code, role, N_("Role"), .width = 14, .csv = "小组角色", .aliases = "角色", \
	  .codes = &codes_team_role, .flags = F_REQUIRED | F_LIST) \
	X(S, ref, contact, N_("Contact"), .width = 14, .ref = "contact") \
	X(S, ref, officer, N_("Officer"), .width = 14, .ref = "officer") \
	X(S, date, since, N_("From"), .width = 10, .csv = "任职起", .aliases = "起始日期,起", \
	  .flags = F_LIST) \
	X(S, date, until, N_("To"), .width = 10, .csv = "任职止", .aliases = "截止日期,止", \
	  .flags = F_LIST) \
	X(S, text, letter_no, N_("Letter number"), .width = 20, .csv = "责任书文号", .max = 60) \
	X(S, date, letter_on, N_("Responsibility letter of"), .width = 10, .csv = "责任书签订日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(member_def, team_member, MEMBER_FIELDS);

/* One package of one resident in one member's hands. Package `lead` is the person in charge. The
 * database refuses two holders of a package on one day. */
#define DUTY_FIELDS(X, S) \
	X(S, ref, resident, N_("Resident"), .ref = "resident", .flags = F_SYSTEM) \
	X(S, code, package, N_("Package"), .width = 10, .csv = "包保事项", \
	  .aliases = "五包,责任事项", .codes = &codes_duty, .flags = F_REQUIRED | F_LIST) \
	X(S, ref, member, N_("Member"), .width = 14, .csv = "责任成员", .aliases = "成员姓名,成员,责任人", \
	  .ref = "team_member", .flags = F_REQUIRED | F_LIST) \
	X(S, date, since, N_("From"), .width = 10, .csv = "责任起", .aliases = "起始日期,起", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, date, until, N_("To"), .width = 10, .csv = "责任止", .aliases = "截止日期,止", \
	  .flags = F_LIST) \
	X(S, code, confirmed, N_("Confirmed"), .width = 6, .csv = "是否确认", .codes = &codes_yes, \
	  .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(duty_def, duty, DUTY_FIELDS);

/* ---- rules, pure ---- */

/* Does the period from..to (either may be unset: open) hold the day? */
bool period_holds(struct date from, struct date to, struct date day);
/* No role, neither contact nor officer or both, end before start: RC_INVALID names the field. */
enum rc member_check(const struct team_member *m, struct date today, struct err *err);
enum rc duty_check(const struct duty *d, struct date today, struct err *err);

/* ---- use cases ---- */

enum rc contact_get(struct station *st, const struct actor *a, long long id, struct contact *out,
                    struct err *err);
/* Insert (rec.id 0) or update by rec.ver. RC_EXISTS: somebody of this name and unit is there
 * already. */
enum rc contact_save(struct station *st, const struct actor *a, struct contact *c, struct err *err);
/* RC_INVALID while the contact still stands in a team. */
enum rc contact_void(struct station *st, const struct actor *a, long long id, long long ver,
                     const char *reason, struct err *err);

enum rc member_get(struct station *st, const struct actor *a, long long id, struct team_member *out,
                   struct err *err);
/* A page of them, in the order of the ids (rec.id 0: gone), each with the contact it is (rec.id 0:
 * an officer). */
enum rc members_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                    struct team_member *out, struct contact *who, struct err *err);
/* A contact without a kind takes the member's role. RC_EXISTS: already in this team under this
 * role. An end before the last day of a duty held is RC_INVALID: hand over first. */
enum rc member_save(struct station *st, const struct actor *a, struct team_member *m,
                    struct err *err);
/* A member with his name, unit and phone, in one transaction: an officer of the station who has
 * this name (no unit given), else the contact k: as loaded, the one of this name and unit, or a new
 * one. k is then as stored. RC_INVALID: several share the name. */
enum rc member_save_with(struct station *st, const struct actor *a, struct team_member *m,
                         struct contact *k, struct err *err);
/* RC_INVALID when a duty, past ones too, names the member: end the membership instead. */
enum rc member_void(struct station *st, const struct actor *a, long long id, long long ver,
                    const char *reason, struct err *err);
/* Members of a team (0: of all) on a day (DATE_NONE: ever), by team, role and name. */
enum rc member_list(struct station *st, const struct actor *a, long long team, struct date day,
                    struct ids *out, struct err *err);
/* The contact a file means: of this name and unit; of this name alone where one of them has no
 * unit, or the file gives none. *n counts who could be meant; *id is 0 unless it is one. */
enum rc contact_match(struct station *st, const struct actor *a, const char *name, const char *unit,
                      long long *id, size_t *n, struct err *err);
/* Memberships of this team, role and name, void ones too, as recorded. */
enum rc member_match(struct station *st, const struct actor *a, long long team, struct code role,
                     const char *name, struct ids *out, struct err *err);
enum rc member_match_uid(struct station *st, const struct actor *a, const char *uid, enum match *m,
                         long long *id, struct err *err);

/* A team in one line; id 0: gone. */
struct team_summary {
	long long id;
	char *name;
	long long members, residents; /* today; residents with an order in force */
	struct code *roles;           /* of today's members */
	size_t role_count;
};
enum rc team_list(struct station *st, const struct actor *a, struct ids *out, struct err *err);
enum rc team_summary(struct station *st, const struct actor *a, long long id,
                     struct team_summary *out, struct err *err);
/* Of a page of them, in two queries; team_summary_clear each, also after a failure. */
enum rc team_summaries(struct station *st, const struct actor *a, const long long *ids, size_t n,
                       struct team_summary *out, struct err *err);
void team_summary_clear(struct team_summary *t);
enum rc team_get(struct station *st, const struct actor *a, long long id, struct help_team *out,
                 struct err *err);

enum rc duty_get(struct station *st, const struct actor *a, long long id, struct duty *out,
                 struct err *err);
/* Rows of a resident (0: of all visible ones), by package and day. */
enum rc duty_list(struct station *st, const struct actor *a, long long resident, struct ids *out,
                  struct err *err);
/* Insert or update. The member must stand in the resident's team (a new row), and nobody else may
 * hold the package on one of its days: RC_INVALID, RC_EXISTS. */
enum rc duty_save(struct station *st, const struct actor *a, struct duty *d, struct err *err);
/* Rows of a resident and package, void ones too, by day. */
enum rc duty_match(struct station *st, const struct actor *a, long long resident,
                   struct code package, struct ids *out, struct err *err);
enum rc duty_match_uid(struct station *st, const struct actor *a, const char *uid, enum match *m,
                       long long *id, struct err *err);
/* What duty_save would refuse of d: not of the team on its first day (new rows), or the package is
 * taken. */
enum rc duty_may(struct station *st, const struct duty *d, struct err *err);
/* The member of this name in the resident's team on a day; 0: none, or two. */
enum rc duty_member_named(struct station *st, const struct actor *a, long long resident,
                          const char *name, struct date day, long long *id, struct err *err);
/* Asks where the person in charge does not stand in the team the resident changes to (rule 3.13).
 */
enum rc duty_lead_check(struct station *st, const struct actor *a, const struct resident *r,
                        struct findings *told, struct err *err);
/* From `since` on this member holds the package: the row before ends the day before, in one
 * transaction. The same member already: the row is confirmed. */
enum rc duty_set(struct station *st, const struct actor *a, long long resident, struct code package,
                 long long member, struct date since, struct err *err);
enum rc duty_void(struct station *st, const struct actor *a, long long id, long long ver,
                  const char *reason, struct err *err);
/* Make rows, from `since` on, of every package of the resident that is held by default, and confirm
 * those that are not yet; *n gets how many. */
enum rc duty_confirm(struct station *st, const struct actor *a, long long resident,
                     struct date since, size_t *n, struct err *err);

/* ---- handing over all of one member's duties ---- */

struct handover {
	const char *from, *to; /* names, or NAME/UNIT where two share one */
	long long team;        /* 0: every team both stand in */
	struct date day;       /* the first day of the new holder */
};
struct handover_item {
	long long resident, duty, from_member, to_member; /* duty 0: held by default */
	struct code package;
};
/* Zero-initialise; handover_clear when done. */
struct handover_items {
	struct handover_item *v;
	size_t n;
	size_t residents; /* different people */
};
void handover_clear(struct handover_items *items);
/* What would be handed over, by resident and package. RC_NOT_FOUND: no such member; RC_INVALID: two
 * people of that name, the new one not in the team on that day or without leave to record anything,
 * a duty that only begins then, or nothing to hand over. */
enum rc handover_plan(struct station *st, const struct actor *a, const struct handover *h,
                      struct handover_items *out, struct err *err);
/* The same, done in one transaction: old rows end the day before, new ones begin, confirmed. The
 * sheet names the people: with more than ACCESS_FEW of them approval_need_many is asked first. */
enum rc handover_apply(struct station *st, const struct actor *a, const struct handover *h,
                       struct handover_items *out, struct err *err);
/* Take one's own last change of today back where it is a hand-over (rule 12.9): what it began is
 * void, what it ended is as before; *duties gets how many. RC_NOT_FOUND: it is none; RC_CONFLICT:
 * somebody changed one of them since. */
enum rc handover_undo(struct station *st, const struct actor *a, size_t *duties, struct err *err);

#endif
