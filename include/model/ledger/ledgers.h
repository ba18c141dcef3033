/* The station's registers: their fields (rules 15.1, 15.2). SPDX-License-Identifier: MIT */
#ifndef MODEL_LEDGER_LEDGERS_H
#define MODEL_LEDGER_LEDGERS_H

#include "model/ledger/ledger.h"
#include "model/station/codes.h"

/* Employers, schools, halls, centres and work points. */
#define ORG_FIELDS(X, S) \
	X(S, text, name, N_("Name of unit"), .width = 20, .csv = "单位名称", .max = 40, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, kind, N_("Kind"), .width = 12, .csv = "单位类别", .codes = &codes_org, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, ref, place, N_("Village"), .width = 12, .csv = "所在村社", .ref = "place", \
	  .flags = F_LIST) \
	X(S, ref, under, N_("Belongs to"), .width = 16, .csv = "上级单位", .ref = "org") \
	X(S, text, contact, N_("Contact person"), .width = 12, .csv = "联系人", .max = 40, \
	  .flags = F_LIST | F_WORKER) \
	X(S, phone, phone, N_("Phone"), .width = 14, .csv = "联系电话", .max = 40, \
	  .flags = F_MASKED) \
	X(S, text, address, N_("Address"), .width = 24, .csv = "单位地址", .max = 80, \
	  .flags = F_SENSITIVE) \
	X(S, date, since, N_("Since"), .width = 10, .csv = "启用日期", .flags = F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "停用日期", .flags = F_LIST) \
	X(S, int, capacity, N_("Places"), .width = 6, .csv = "容量") \
	X(S, int, posts, N_("Posts"), .width = 6, .csv = "岗位数") \
	X(S, date, agreed, N_("Agreement day"), .width = 10, .csv = "协议日期", .flags = F_PAST) \
	X(S, date, agreed_until, N_("Agreement until"), .width = 10, .csv = "协议到期") \
	X(S, text, level, N_("Level of school"), .width = 10, .csv = "学校层次", .max = 20) \
	X(S, int, pupils, N_("Pupils"), .width = 6, .csv = "学生数") \
	X(S, int, registered, N_("Pupils registered"), .width = 6, .csv = "注册学生数") \
	X(S, code, connected, N_("Connected"), .width = 4, .csv = "是否接入", .codes = &codes_yes) \
	X(S, int, rooms, N_("Rooms"), .width = 6, .csv = "用房数") \
	X(S, text, equipment, N_("Equipment"), .width = 20, .csv = "设备", .max = 80) \
	X(S, int, staff_count, N_("Staff"), .width = 6, .csv = "工作人员数") \
	X(S, int, population, N_("Population"), .width = 8, .csv = "人口数") \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(org_def, org, ORG_FIELDS);

/* Staff, social workers and volunteers, with a log-in or without. */
#define STAFF_FIELDS(X, S) \
	X(S, text, name, N_("Name"), .width = 12, .csv = "人员姓名", .max = 40, \
	  .flags = F_REQUIRED | F_LIST | F_WORKER) \
	X(S, code, kind, N_("Kind"), .width = 10, .csv = "人员类别", .codes = &codes_staff, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, post, N_("Post"), .width = 12, .csv = "职务", .max = 40, .flags = F_LIST) \
	X(S, code, full_time, N_("Full-time"), .width = 8, .csv = "是否专职", \
	  .codes = &codes_yes, .flags = F_LIST) \
	X(S, ref, org, N_("Works at"), .width = 16, .csv = "所在单位", .ref = "org") \
	X(S, date, since, N_("Since"), .width = 10, .csv = "到岗日期", .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "离岗日期", .flags = F_LIST) \
	X(S, text, certificate, N_("Certificate"), .width = 16, .csv = "资格证书", .max = 60) \
	X(S, date, trained_on, N_("Last trained"), .width = 10, .csv = "最近培训", \
	  .flags = F_LIST | F_PAST) \
	X(S, phone, phone, N_("Phone"), .width = 14, .csv = "人员电话", .max = 40, \
	  .flags = F_MASKED) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(staff_def, staff, STAFF_FIELDS);

/* 五无创建: a unit on its way to being named drug-free. */
#define UNIT_FIELDS(X, S) \
	X(S, text, name, N_("Name of unit"), .width = 20, .csv = "创建单位", .max = 40, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, kind, N_("Kind"), .width = 8, .csv = "创建类别", .codes = &codes_unit, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, ref, place, N_("Village"), .width = 12, .csv = "所在村社", .ref = "place") \
	X(S, date, applied, N_("Applied"), .width = 10, .csv = "申报日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, inspected, N_("Inspected"), .width = 10, .csv = "考核日期", .flags = F_PAST) \
	X(S, date, named, N_("Named"), .width = 10, .csv = "命名日期", .flags = F_LIST | F_PAST) \
	X(S, date, renewed, N_("Reviewed"), .width = 10, .csv = "复核日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, withdrawn, N_("Withdrawn"), .width = 10, .csv = "撤销日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, paper, N_("Document number"), .width = 20, .csv = "命名文号", .max = 60) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(unit_def, drive_unit, UNIT_FIELDS);

/* Publicity, lessons, courses, meetings (F14). */
#define ACTIVITY_FIELDS(X, S) \
	X(S, date, occurred, N_("Held on"), .width = 10, .csv = "活动日期", \
	  .flags = F_REQUIRED | F_LIST | F_PAST | F_CARRY) \
	X(S, code, kind, N_("Kind"), .width = 12, .csv = "活动类型", .codes = &codes_activity, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, title, N_("Title"), .width = 20, .csv = "活动名称", .max = 40, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, theme, N_("Theme"), .width = 16, .csv = "主题", .max = 40) \
	X(S, text, place_text, N_("Where"), .width = 16, .csv = "活动地点", .max = 60, \
	  .ref = "place", .flags = F_CARRY) \
	X(S, ref, org, N_("School, hall or organiser"), .width = 16, .csv = "相关单位", \
	  .ref = "org") \
	X(S, text, grade, N_("Class"), .width = 10, .csv = "年级", .max = 20) \
	X(S, text, held_by, N_("Speaker or chair"), .width = 12, .csv = "主讲主持", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY | F_WORKER) \
	X(S, int, hours, N_("Hours"), .width = 4, .csv = "课时", .max = 1000) \
	X(S, int, sessions, N_("Times held"), .width = 4, .csv = "场次", .max = 1000, \
	  .flags = F_LIST) \
	X(S, int, people, N_("People"), .width = 6, .csv = "参加人数", .max = 100000, \
	  .flags = F_LIST) \
	X(S, int, planned_sessions, N_("Times planned"), .width = 4, .csv = "计划场次", \
	  .max = 1000) \
	X(S, int, planned_people, N_("People planned"), .width = 6, .csv = "应到人数", \
	  .max = 100000) \
	X(S, int, materials, N_("Papers given out"), .width = 8, .csv = "发放资料", \
	  .max = 1000000, .flags = F_LIST) \
	X(S, money, cost, N_("Cost"), .width = 10, .csv = "费用") \
	X(S, note, minutes, N_("Minutes"), .width = 40, .csv = "记录", .flags = F_SENSITIVE) \
	X(S, note, decided, N_("Resolutions"), .width = 40, .csv = "决议", .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(activity_def, activity, ACTIVITY_FIELDS);

/* A round of checks (8.5): households and people counted, and a line for each resident. */
#define ROUND_FIELDS(X, S) \
	X(S, text, title, N_("Title"), .width = 20, .csv = "轮次名称", .max = 40, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, kind, N_("Kind"), .width = 8, .csv = "核查类型", .codes = &codes_round, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, date, since, N_("From"), .width = 10, .csv = "开始日期", \
	  .flags = F_REQUIRED | F_LIST | F_PAST) \
	X(S, date, until, N_("To be done by"), .width = 10, .csv = "完成期限", .flags = F_LIST) \
	X(S, ref, place, N_("Village"), .width = 12, .csv = "核查村社", .ref = "place", \
	  .help = N_("Blank: the whole station.")) \
	X(S, int, households, N_("Households"), .width = 8, .csv = "应查户数", .flags = F_LIST) \
	X(S, int, checked, N_("Households checked"), .width = 8, .csv = "已查户数", \
	  .flags = F_LIST) \
	X(S, int, people, N_("People"), .width = 6, .csv = "应核人数") \
	X(S, int, people_checked, N_("People checked"), .width = 6, .csv = "已核人数") \
	X(S, int, found, N_("Not on the register"), .width = 4, .csv = "发现漏管") \
	X(S, int, taken_on, N_("Taken on"), .width = 4, .csv = "已纳管") \
	X(S, date, finished, N_("Finished"), .width = 10, .csv = "完成日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(round_def, check_round, ROUND_FIELDS);

/* One entry of an account: what was written is put right by another entry (rule 15.5). */
#define MONEY_FIELDS(X, S) \
	X(S, date, occurred, N_("Day"), .width = 10, .csv = "收支日期", \
	  .flags = F_REQUIRED | F_LIST | F_PAST | F_FIXED) \
	X(S, code, account, N_("Account"), .width = 10, .csv = "账户", .codes = &codes_account, \
	  .flags = F_REQUIRED | F_LIST | F_FIXED | F_CARRY) \
	X(S, code, way, N_("In or out"), .width = 4, .csv = "收支", .codes = &codes_money_way, \
	  .flags = F_REQUIRED | F_LIST | F_FIXED) \
	X(S, money, amount, N_("Amount"), .width = 10, .csv = "收支金额", \
	  .flags = F_REQUIRED | F_LIST | F_FIXED) \
	X(S, code, purpose, N_("Source or purpose"), .width = 8, .csv = "来源用途", \
	  .codes = &codes_purpose, .flags = F_REQUIRED | F_LIST) \
	X(S, text, goods, N_("Goods"), .width = 12, .csv = "品名", .max = 40, .flags = F_LIST) \
	X(S, int, quantity, N_("Quantity"), .width = 6, .csv = "数量") \
	X(S, text, measured, N_("Unit of quantity"), .width = 4, .csv = "计量单位", .max = 10) \
	X(S, text, file_no, N_("File number"), .width = 8, .csv = "对象档案编号", .max = 20, \
	  .flags = F_LIST, .help = N_("Of a resident who got or sold it.")) \
	X(S, text, household, N_("Household"), .width = 12, .csv = "户主", .max = 40, \
	  .flags = F_NAME) \
	X(S, ref, org, N_("Other side"), .width = 16, .csv = "往来单位", .ref = "org") \
	X(S, text, paper, N_("Receipt"), .width = 12, .csv = "凭证号", .max = 40) \
	X(S, text, handler, N_("Handled by"), .width = 12, .csv = "收支经办", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY | F_WORKER) \
	X(S, text, short_because, N_("Why more than there is"), .width = 20, .csv = "超支原因", \
	  .max = 80) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(money_def, money_entry, MONEY_FIELDS);

/* A number of a period and a place, in hundredths: people and yuan alike are kept as money is. */
#define VALUE_FIELDS(X, S) \
	X(S, code, what, N_("Which value"), .width = 12, .csv = "指标", .codes = &codes_value, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, item, N_("Item"), .width = 10, .csv = "细项", .max = 40, .flags = F_LIST) \
	X(S, date, since, N_("From"), .width = 10, .csv = "期间起", .flags = F_REQUIRED | F_LIST) \
	X(S, date, until, N_("To"), .width = 10, .csv = "期间止", .flags = F_REQUIRED | F_LIST) \
	X(S, ref, place, N_("Village"), .width = 10, .csv = "指标村社", .ref = "place", \
	  .flags = F_LIST) \
	X(S, money, reached, N_("Value"), .width = 10, .csv = "数值", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, money, most, N_("Of"), .width = 10, .csv = "满分") \
	X(S, int, sample, N_("People asked"), .width = 6, .csv = "样本数") \
	X(S, text, origin, N_("Source"), .width = 16, .csv = "数据来源", .max = 60) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(value_def, place_value, VALUE_FIELDS);

/* What a meeting decided, or somebody promised for the station. */
#define TASK_FIELDS(X, S) \
	X(S, text, what, N_("What is to be done"), .width = 24, .csv = "任务内容", .max = 80, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, who, N_("By whom"), .width = 12, .csv = "责任人", .max = 40, \
	  .ref = "team_member", .flags = F_REQUIRED | F_LIST | F_CARRY | F_WORKER) \
	X(S, date, until, N_("To be done by"), .width = 10, .csv = "任务期限", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, ref, activity, N_("Decided at"), .width = 20, .csv = "来自会议", .ref = "activity") \
	X(S, date, done_on, N_("Done on"), .width = 10, .csv = "完成日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "完成情况", .max = 80) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(task_def, task, TASK_FIELDS);

/* Help and follow-up of who is sealed (rule 15.13): it names nobody and points to no file. */
#define AFTERCARE_FIELDS(X, S) \
	X(S, date, occurred, N_("Helped on"), .width = 10, .csv = "帮扶日期", .aliases = "日期", \
	  .flags = F_REQUIRED | F_LIST | F_PAST | F_CARRY) \
	X(S, code, kind, N_("Kind of help"), .width = 12, .csv = "帮扶类别", .codes = &codes_aid, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, way, N_("How"), .width = 8, .csv = "方式", .codes = &codes_contact_way, .flags = F_LIST) \
	X(S, text, mark, N_("Mark of the station's own"), .width = 10, .csv = "本站代号", .max = 10, .flags = F_LIST, \
	  .help = N_("So that two records of one person can be told: no name, no file number.")) \
	X(S, text, county, N_("County of residence now"), .width = 16, .csv = "现居县区", .max = 40, \
	  .flags = F_LIST) \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "结果", .max = 80, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

ENTITY_STRUCT(aftercare_def, aftercare, AFTERCARE_FIELDS);

enum rc aftercare_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc activity_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc unit_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc round_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc staff_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc org_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc money_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc value_check(void *rec, struct date today, struct findings *warnings, struct err *err);
/* Not fewer people than residents who attended (rule 15.3). */
enum rc activity_may(struct station *st, const void *rec, struct err *err);
/* In its account no more goes out than is there, without a reason; and the file number is one. */
enum rc money_may(struct station *st, const void *rec, struct err *err);

#endif
