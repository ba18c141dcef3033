/* Plans and help: what is planned, promised, applied for and given (rules 14.1, 14.10).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_HELPING_H
#define MODEL_EVENT_HELPING_H

#include "model/event/event.h"
#include "model/station/codes.h"

/* F8: the plan under its seven headings. */
#define HELP_PLAN_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Drawn up on"), "制定日期", "计划日期,日期") \
	X(S, text, drawn_by, N_("Drawn up by"), .width = 16, .csv = "制定人", .max = 60, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, note, situation, N_("1 Situation"), .width = 40, .csv = "基本情况", .max = 1000) \
	X(S, note, family, N_("2 Family"), .width = 40, .csv = "家庭成员", .max = 1000) \
	X(S, note, history, N_("3 Use and treatment before"), .width = 40, \
	  .csv = "吸毒史及治疗情况", .max = 1000) \
	X(S, note, now, N_("4 Now: school, health, work"), .width = 40, .csv = "当前情况", \
	  .max = 1000) \
	X(S, note, treatment, N_("5 Treatment"), .width = 40, .csv = "戒毒治疗措施", .max = 1000) \
	X(S, note, counselling, N_("6 Counselling"), .width = 40, .csv = "心理咨询疏导计划", \
	  .max = 1000) \
	X(S, note, help, N_("7 Help planned"), .width = 40, .csv = "拟采取帮扶救助措施", \
	  .max = 1000) \
	X(S, text, goal, N_("Goal"), .width = 30, .csv = "帮扶目标", .aliases = "目标", \
	  .max = 120, .flags = F_LIST) \
	X(S, date, review_on, N_("Next review"), .width = 10, .csv = "下次评审日期", \
	  .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(help_plan_def, help_plan, HELP_PLAN_FIELDS);

/* What was promised, by whom, until when. */
#define MEASURE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Agreed on"), "商定日期", "日期") \
	X(S, text, what, N_("Measure"), .width = 30, .csv = "措施内容", .aliases = "措施", \
	  .max = 120, .flags = F_REQUIRED | F_LIST) \
	X(S, text, who, N_("Who does it"), .width = 12, .csv = "责任人员", .aliases = "落实人", \
	  .max = 40, .ref = "team_member", .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, date, due_on, N_("To be done by"), .width = 10, .csv = "完成期限", .aliases = "期限", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, date, done_on, N_("Done on"), .width = 10, .csv = "完成日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "结果", .max = 120) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(measure_def, measure, MEASURE_FIELDS);

/* The plan looked at again: half-yearly and yearly. */
#define PLAN_REVIEW_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Reviewed on"), "评审日期", "日期") \
	X(S, code, kind, N_("Kind of review"), .width = 8, .csv = "评审类型", \
	  .codes = &codes_review_kind, .flags = F_REQUIRED | F_LIST) \
	X(S, text, by, N_("Reviewed by"), .width = 16, .csv = "评审人", .max = 60, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, result, N_("Finding"), .width = 30, .csv = "评审结论", .aliases = "结论", \
	  .max = 200, .flags = F_LIST) \
	X(S, date, next_on, N_("Next review"), .width = 10, .csv = "下次评审日期", \
	  .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(plan_review_def, plan_review, PLAN_REVIEW_FIELDS);

/* F9: an application through its stages (rule 14.10). */
#define HELP_CASE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Applied on"), "申请日期", "日期") \
	X(S, code, kind, N_("Applied for"), .width = 10, .csv = "办理事项", \
	  .aliases = "事项,申请事项", .codes = &codes_case, .flags = F_REQUIRED | F_LIST) \
	X(S, text, agency, N_("Where applied"), .width = 16, .csv = "受理单位", .max = 60, \
	  .flags = F_LIST | F_CARRY) \
	X(S, text, waits_for, N_("Waits for"), .width = 12, .csv = "等待谁办", \
	  .aliases = "当前经办", .max = 40, .ref = "team_member", .flags = F_LIST) \
	X(S, date, looked, N_("Looked into on"), .width = 10, .csv = "入户调查日期", \
	  .aliases = "调查日期,鉴定日期", .flags = F_PAST) \
	X(S, date, discussed, N_("Discussed on"), .width = 10, .csv = "评议日期", .flags = F_PAST) \
	X(S, date, noticed, N_("Public notice on"), .width = 10, .csv = "公示日期", \
	  .flags = F_PAST) \
	X(S, date, decided, N_("Decided on"), .width = 10, .csv = "批准日期", \
	  .aliases = "决定日期,办结日期", .flags = F_LIST | F_PAST) \
	X(S, code, result, N_("Result"), .width = 8, .csv = "办理结果", .codes = &codes_case_end, \
	  .flags = F_LIST) \
	X(S, money, amount, N_("Amount a month or once"), .width = 10, .csv = "金额", \
	  .flags = F_LIST) \
	X(S, money, waived, N_("Fees waived"), .width = 10, .csv = "减免金额") \
	X(S, text, household, N_("Head of the household"), .width = 12, .csv = "户主", .max = 40, \
	  .flags = F_NAME) \
	X(S, date, paid_from, N_("Paid since"), .width = 10, .csv = "发放日期", .flags = F_PAST) \
	X(S, date, until, N_("Ended on"), .width = 10, .csv = "停发日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(help_case_def, help_case, HELP_CASE_FIELDS);

/* From-to, looked at again once a year. */
#define HARDSHIP_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "起始日期", "认定日期,日期") \
	X(S, code, kind, N_("Kind of hardship"), .width = 10, .csv = "困难类型", \
	  .aliases = "困难类别", .codes = &codes_hardship, .flags = F_REQUIRED | F_LIST) \
	X(S, text, grade, N_("Grade"), .width = 8, .csv = "等级", .aliases = "残疾等级", \
	  .max = 20, .flags = F_LIST) \
	X(S, text, paper, N_("Paper"), .width = 20, .csv = "证件名称及编号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, date, reviewed, N_("Looked at again on"), .width = 10, .csv = "复核日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "脱困日期", .aliases = "截止日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, text, outcome, N_("How it ended"), .width = 20, .csv = "去向", .max = 60) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(hardship_def, hardship, HARDSHIP_FIELDS);

/* Ill or disabled, treated away from home. */
#define CARE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Admitted on"), "收治日期", "入院日期,日期") \
	X(S, text, facility, N_("Facility"), .width = 20, .csv = "收治场所", .aliases = "场所", \
	  .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Illness or disability"), .width = 20, .csv = "收治原因", \
	  .aliases = "原因", .max = 120, .flags = F_REQUIRED | F_SENSITIVE) \
	X(S, note, treatment, N_("Treatment"), .width = 40, .csv = "治疗情况", \
	  .flags = F_SENSITIVE) \
	X(S, date, seen, N_("Last heard of on"), .width = 10, .csv = "最近了解日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Left on"), .width = 10, .csv = "出院日期", .aliases = "截止日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, code, outcome, N_("Outcome of care"), .width = 8, .csv = "收治结果", \
	  .aliases = "结果", .codes = &codes_care_end, .flags = F_LIST) \
	X(S, money, cost, N_("Cost"), .width = 10, .csv = "费用") \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(care_def, care, CARE_FIELDS);

/* F13; filed with the police. */
#define MAINTENANCE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "入组日期", "起始日期,日期") \
	X(S, code, drug, N_("Medicine"), .width = 8, .csv = "药物", .codes = &codes_medicine, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, clinic, N_("Clinic"), .width = 20, .csv = "治疗机构", .aliases = "治疗点,机构", \
	  .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, text, doctor, N_("Doctor"), .width = 12, .csv = "主治医师", \
	  .max = 40, .ref = "team_member") \
	X(S, phone, phone, N_("Phone of the clinic"), .width = 14, .csv = "治疗点电话", \
	  .max = 40, .flags = F_MASKED) \
	X(S, date, filed, N_("Filed with the police on"), .width = 10, .csv = "报公安备案日期", \
	  .aliases = "备案日期", .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "退出日期", .aliases = "截止日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(maintenance_def, maintenance, MAINTENANCE_FIELDS);

/* A cadre stands by a resident and the family. */
#define PAIRING_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "结对日期", "起始日期,日期") \
	X(S, text, cadre, N_("Cadre of the pair"), .width = 12, .csv = "结对干部", \
	  .aliases = "帮扶干部", .max = 40, .ref = "team_member", \
	  .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, branch, N_("Party branch"), .width = 20, .csv = "党支部", .max = 60, \
	  .flags = F_LIST | F_CARRY) \
	X(S, text, grid, N_("Grid of the pair"), .width = 12, .csv = "所在网格", .max = 40, \
	  .flags = F_CARRY) \
	X(S, date, contact_on, N_("Last contact of the pair"), .width = 10, .csv = "最近联系日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(pairing_def, pairing, PAIRING_FIELDS);

/* One to one, by somebody trained. */
#define COUNSEL_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Counselled on"), "辅导日期", "日期") \
	X(S, code, channel, N_("Channel"), .width = 8, .csv = "辅导方式", .aliases = "方式", \
	  .codes = &codes_channel, .flags = F_LIST | F_CARRY) \
	X(S, text, counsellor, N_("Counsellor"), .width = 12, .csv = "辅导人", \
	  .aliases = "咨询师", .max = 40, .ref = "team_member", \
	  .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, qualified, N_("Qualification of the counsellor"), .width = 16, \
	  .csv = "专业资格", .max = 60, .flags = F_CARRY) \
	X(S, text, topic, N_("Topic of the counselling"), .width = 20, .csv = "辅导主题", \
	  .aliases = "主题", .max = 60, .flags = F_LIST) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "辅导摘要", .aliases = "摘要", \
	  .max = 200, .flags = F_SENSITIVE) \
	X(S, date, next_on, N_("Next appointment"), .width = 10, .csv = "下次辅导日期", \
	  .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(counsel_def, counsel, COUNSEL_FIELDS);

/* Of resident and family, while apart. */
#define FAMILY_CONTACT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Contact on"), "联系日期", "日期") \
	X(S, code, way, N_("How"), .width = 8, .csv = "联系方式", .codes = &codes_contact_way, \
	  .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, relative_name, N_("Relative's name"), .width = 12, .csv = "家属姓名", \
	  .aliases = "亲属姓名,家属", .max = 40, .flags = F_REQUIRED | F_LIST | F_NAME) \
	X(S, code, relation, N_("Relation"), .width = 8, .csv = "与本人关系", .aliases = "关系", \
	  .codes = &codes_relation, .flags = F_LIST) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "联系摘要", .aliases = "摘要", \
	  .max = 120, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(family_contact_def, family_contact, FAMILY_CONTACT_FIELDS);

/* Unpaid, and of the resident's own will. */
#define LABOUR_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Worked on"), "劳动日期", "日期") \
	X(S, text, content, N_("Work done"), .width = 20, .csv = "劳动内容", .aliases = "内容", \
	  .max = 60, .flags = F_LIST | F_CARRY) \
	X(S, int, hours, N_("Hours of work"), .width = 5, .csv = "小时数", .aliases = "小时,时长", \
	  .max = 24, .flags = F_REQUIRED | F_LIST | F_CARRY) \
	X(S, text, witness, N_("Confirmed by"), .width = 12, .csv = "证明人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(labour_def, labour, LABOUR_FIELDS);

/* A visit at a festival or in need. */
#define RELIEF_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Visited on"), "慰问日期", "日期") \
	X(S, text, festival, N_("Festival"), .width = 12, .csv = "节日", .aliases = "慰问节日", \
	  .max = 20, .flags = F_LIST | F_CARRY) \
	X(S, text, goods, N_("Goods"), .width = 20, .csv = "慰问物资", .aliases = "物资", \
	  .max = 60, .flags = F_LIST | F_CARRY) \
	X(S, money, amount, N_("Amount"), .width = 10, .csv = "慰问金额", \
	  .aliases = "慰问金,金额", .flags = F_LIST) \
	X(S, text, visitor, N_("Visited by"), .width = 12, .csv = "慰问人", .max = 60, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(relief_def, relief, RELIEF_FIELDS);

/* Sent to a doctor, or gone. */
#define REFERRAL_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Went on"), "就医日期", "转诊日期,日期") \
	X(S, text, institution, N_("Institution"), .width = 20, .csv = "就医机构", \
	  .aliases = "机构,医院", .max = 60, .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Reason of the referral"), .width = 20, .csv = "就医原因", \
	  .aliases = "原因", .max = 120, .flags = F_LIST | F_SENSITIVE) \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "就医结果", .aliases = "结果", \
	  .max = 120, .flags = F_SENSITIVE) \
	X(S, money, cost, N_("Cost"), .width = 10, .csv = "费用", .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(referral_def, referral, REFERRAL_FIELDS);

/* The registers' own checks (struct event_def): stages in their order, and a result with its day; a
 * measure is due no earlier than agreed. */
enum rc help_case_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc measure_check(void *rec, struct date today, struct findings *warnings, struct err *err);

#endif
