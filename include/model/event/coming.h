/* Coming and going: how a case begins, where people are, and life after release (rules 13.20,
  13.21, 14.20).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_COMING_H
#define MODEL_EVENT_COMING_H

#include "model/event/event.h"
#include "model/station/codes.h"

/* How somebody came to the station's notice, and what was decided (rule 13.20). */
#define INTAKE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Found on"), "发现日期", "登记日期,日期") \
	X(S, code, came_by, N_("How the case came"), .width = 10, .csv = "线索来源", \
	  .aliases = "来源", .codes = &codes_intake, .flags = F_REQUIRED | F_LIST) \
	X(S, text, told_by, N_("Told by"), .width = 16, .csv = "提供单位", .max = 60, \
	  .flags = F_LIST) \
	X(S, date, checked, N_("Checked on"), .width = 10, .csv = "核查日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, checked_by, N_("Checked by"), .width = 12, .csv = "核查人", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY) \
	X(S, code, decision, N_("What was decided"), .width = 10, .csv = "处理结果", \
	  .codes = &codes_intake_end, .flags = F_LIST) \
	X(S, date, grid_on, N_("In a grid since"), .width = 10, .csv = "入格日期", \
	  .flags = F_PAST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(intake_def, intake, INTAKE_FIELDS);

/* F10: told of, fetched, met or not; told of before the day (rule 13.21). */
#define PICKUP_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Told on"), "通知日期", "衔接通知日期,日期") \
	X(S, date, release_on, N_("Leaves the centre on"), .width = 10, .csv = "出所日期", \
	  .aliases = "出所时间", .flags = F_REQUIRED | F_LIST) \
	X(S, text, centre, N_("Centre"), .width = 20, .csv = "场所", .aliases = "强戒所,戒毒所", \
	  .max = 60, .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, handler, N_("Handled by"), .width = 12, .csv = "经办人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, date, fetched, N_("Fetched on"), .width = 10, .csv = "衔接日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, code, met, N_("Met in person"), .width = 6, .csv = "是否见到本人", \
	  .codes = &codes_yes, .flags = F_LIST) \
	X(S, text, companions, N_("Who went along"), .width = 20, .csv = "同行人员", .max = 80, \
	  .ref = "team_member", .flags = F_CARRY) \
	X(S, text, not_fetched, N_("Why not fetched"), .width = 30, .csv = "未接原因", \
	  .aliases = "拒绝原因", .max = 120) \
	X(S, code, becomes, N_("What follows"), .width = 10, .csv = "转为", \
	  .codes = &codes_pickup_end, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(pickup_def, pickup, PICKUP_FIELDS);

/* F11: papers of a change of place, both ways; a receipt or the reason of a refusal. */
#define MOVING_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Papers sent or received on"), "移交日期", "交接日期,日期") \
	X(S, code, direction, N_("Direction"), .width = 6, .csv = "转出转入", .aliases = "方向", \
	  .codes = &codes_direction, .flags = F_REQUIRED | F_LIST) \
	X(S, text, other_station, N_("Other station"), .width = 20, .csv = "对方单位", \
	  .aliases = "接收单位,原归属单位,对方站", .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, text, person_there, N_("Person there"), .width = 12, .csv = "对方经办人", \
	  .aliases = "接收人", .max = 40) \
	X(S, phone, phone_there, N_("Phone there"), .width = 14, .csv = "对方电话", .max = 40, \
	  .flags = F_MASKED) \
	X(S, note, papers, N_("List of papers"), .width = 40, .csv = "材料清单") \
	X(S, date, receipt, N_("Receipt of"), .width = 10, .csv = "回执日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, refused, N_("Why it was refused"), .width = 30, .csv = "拒绝接收原因", \
	  .max = 120, .flags = F_LIST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(moving_def, moving, MOVING_FIELDS);

/* 双向管控: home and residence in two stations, by letter, in contact each month. */
#define DUAL_CONTROL_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "双管起始日期", "起始日期,日期") \
	X(S, code, here_as, N_("This station is"), .width = 8, .csv = "本站为", \
	  .codes = &codes_dual, .flags = F_REQUIRED | F_LIST) \
	X(S, text, other_station, N_("Other station"), .width = 20, .csv = "对方站", \
	  .aliases = "对方单位", .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, text, home, N_("Home"), .width = 24, .csv = "户籍地", .max = 120, \
	  .flags = F_SENSITIVE) \
	X(S, text, residence, N_("Residence"), .width = 24, .csv = "居住地", .max = 120, \
	  .flags = F_SENSITIVE) \
	X(S, text, letter_no, N_("Letter number"), .width = 20, .csv = "函号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, date, sent, N_("Letter sent"), .width = 10, .csv = "发函日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, answered, N_("Letter answered"), .width = 10, .csv = "回函日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, contact_on, N_("Last contact with that station"), .width = 10, \
	  .csv = "最近联系日期", .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(dual_control_def, dual_control, DUAL_CONTROL_FIELDS);

/* 临时脱失, from the day until found; the searches are a register of their own. */
#define LOST_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Out of reach since"), "失联日期", "脱失日期,日期") \
	X(S, text, last_seen, N_("Last seen"), .width = 24, .csv = "最后见到", .max = 120, \
	  .flags = F_LIST) \
	X(S, date, told_police, N_("Police told on"), .width = 10, .csv = "报告公安日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, found, N_("Found on"), .width = 10, .csv = "找到日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, found_how, N_("How found"), .width = 30, .csv = "找到经过", .max = 120) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(lost_def, lost, LOST_FIELDS);

/* 网格: in which grid, with whom. */
#define GRID_ENTRY_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("In the grid since"), "入格日期", "起始日期,日期") \
	X(S, text, grid, N_("Name of the grid"), .width = 16, .csv = "网格", \
	  .aliases = "网格名称", .max = 40, .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, grid_worker, N_("Grid worker"), .width = 12, .csv = "网格员", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, phone, phone, N_("Phone of the grid worker"), .width = 14, .csv = "网格员电话", \
	  .max = 40, .flags = F_MASKED) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(grid_entry_def, grid_entry, GRID_ENTRY_FIELDS);

/* A day, or the sum of a month, or that the resident is registered in the app. */
#define CHECK_IN_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Checked in on"), "签到日期", "日期,统计日期") \
	X(S, code, kind, N_("Kind of check-in"), .width = 8, .csv = "签到类型", .aliases = "类型", \
	  .codes = &codes_checkin, .flags = F_REQUIRED | F_LIST) \
	X(S, int, days_due, N_("Days asked for"), .width = 6, .csv = "应签天数", .max = 31, \
	  .flags = F_LIST) \
	X(S, int, days_done, N_("Days checked in"), .width = 6, .csv = "实签天数", .max = 31, \
	  .flags = F_LIST) \
	X(S, text, app, N_("Where checked in"), .width = 16, .csv = "签到方式", .aliases = "平台", \
	  .max = 40, .flags = F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(check_in_def, check_in, CHECK_IN_FIELDS);

/* 回访 after release (rule 14.20): how life goes on. Nothing of it changes a status. */
#define FOLLOW_UP_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Followed up on"), "回访日期", "回访时间,日期") \
	X(S, code, way, N_("How"), .width = 8, .csv = "回访方式", .aliases = "方式", \
	  .codes = &codes_contact_way, .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, code, spoken_to, N_("Spoken to"), .width = 8, .csv = "被访人", .aliases = "被访对象", \
	  .codes = &codes_relation, .flags = F_REQUIRED | F_LIST) \
	X(S, text, visitor, N_("Followed up by"), .width = 12, .csv = "回访人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY | F_COMPLETE) \
	X(S, code, living, N_("Living"), .width = 6, .csv = "生活情况", .aliases = "生活", \
	  .codes = &codes_rating, .flags = F_LIST) \
	X(S, code, working, N_("Working"), .width = 6, .csv = "就业情况评价", .aliases = "就业", \
	  .codes = &codes_rating, .flags = F_LIST) \
	X(S, code, family, N_("Accepted by the family"), .width = 6, .csv = "家庭接纳", \
	  .codes = &codes_rating, .flags = F_LIST) \
	X(S, code, community, N_("Accepted by the community"), .width = 6, .csv = "社区接纳", \
	  .codes = &codes_rating, .flags = F_LIST) \
	X(S, code, used_again, N_("Used again"), .width = 6, .csv = "是否再吸", \
	  .codes = &codes_yes_open, .flags = F_LIST) \
	X(S, text, county, N_("County of residence now"), .width = 16, .csv = "现居县区", \
	  .aliases = "居住县", .max = 40, .flags = F_LIST) \
	X(S, note, difficulty, N_("Difficulties"), .width = 40, .csv = "困难", \
	  .aliases = "存在困难") \
	X(S, note, opinion, N_("Opinions"), .width = 40, .csv = "意见", .aliases = "意见建议") \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(follow_up_def, follow_up, FOLLOW_UP_FIELDS);

/* The registers' own checks (struct event_def): fetched says when and is not before the release;
 * days of a month; the police are told of who stays out of reach. */
enum rc pickup_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc checkin_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc lost_check(void *rec, struct date today, struct findings *warnings, struct err *err);

#endif
