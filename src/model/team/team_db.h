/* What the team room lends to the other *_db.c files. SPDX-License-Identifier: MIT */
#ifndef MODEL_TEAM_TEAM_DB_H
#define MODEL_TEAM_TEAM_DB_H

#include "model/station/codes.h"
#include "model/station/usecase_db.h"

/* Rows of the teams, as those above. */
struct contact;
struct team_member;
struct duty;
struct package_row;
enum rc contact_put(struct change *c, struct contact *k, struct err *err);
enum rc member_put(struct station *st, struct change *c, struct team_member *m, struct err *err);
enum rc duty_put(struct station *st, struct change *c, struct duty *d, struct err *err);
/* May this member take people over? An officer who may save nothing (auditor, reader) or comes in
 * no more may not: RC_INVALID. */
enum rc duty_may_take(struct station *st, long long member, struct err *err);
/* A new row, confirmed; and: the holder of row `id` from `since` on is `member`, the row before
 * ends the day before. */
enum rc duty_begin(struct station *st, struct change *c, long long resident, struct code package,
                   long long member, struct date since, struct date until, struct err *err);
enum rc duty_change_hands(struct station *st, struct change *c, long long id, long long member,
                          struct date since, struct err *err);
/* What duty_set writes. */
enum rc duty_put_holder(struct station *st, struct change *c, long long resident,
                        struct code package, long long member, struct date since, struct err *err);
/* Who holds the packages of a resident on a day: team, members and holders only. package_row_clear
 * in any case. */
enum rc package_holders(struct station *st, long long resident, struct date day,
                        struct package_row *out, struct err *err);

#endif
