/* Risk, work, help, relatives and papers (rules 4.17, 5.5, 7.6, 7.7).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_REGISTERS_H
#define MODEL_EVENT_REGISTERS_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define ASSESSMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Assessed on"), "评估日期", "评估时间,日期") \
	X(S, code, level, N_("Risk"), .width = 6, .csv = "风险等级", .aliases = "评估等级", \
	  .codes = &codes_risk, .flags = F_REQUIRED | F_LIST) \
	X(S, code, kind, N_("Kind"), .width = 8, .csv = "评估类型", .codes = &codes_assessment, \
	  .flags = F_LIST) \
	X(S, text, assessors, N_("Assessors"), .width = 20, .csv = "评估人员", \
	  .aliases = "评估人", .max = 80, .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, int, score, N_("Score"), .width = 5, .csv = "得分", .max = 1000, .flags = F_LIST) \
	X(S, note, items, N_("Items"), .width = 40, .csv = "评估项目") \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .max = 120) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "内容", .max = 200) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(assessment_def, assessment, ASSESSMENT_FIELDS);

#define EMPLOYMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "起始日期", "就业日期,日期") \
	X(S, code, job, N_("Employment"), .width = 12, .csv = "就业情况", .aliases = "就业状况", \
	  .codes = &codes_job, .flags = F_REQUIRED | F_LIST) \
	X(S, text, workplace, N_("Workplace"), .width = 24, .csv = "工作单位", .max = 60, \
	  .flags = F_LIST) \
	X(S, text, position, N_("Work done"), .width = 16, .csv = "岗位", .max = 40) \
	X(S, money, wage, N_("Income a month"), .width = 10, .csv = "月收入", .flags = F_LIST) \
	X(S, code, placed, N_("Found with our help"), .width = 4, .csv = "是否安置", \
	  .codes = &codes_yes, .flags = F_LIST) \
	X(S, code, found_how, N_("How it was found"), .width = 10, .csv = "安置方式", \
	  .codes = &codes_placing) \
	X(S, code, contract, N_("Contract"), .width = 4, .csv = "是否签订合同", \
	  .aliases = "合同", .codes = &codes_yes) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(employment_def, employment, EMPLOYMENT_FIELDS);

#define AID_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Given on"), "帮扶日期", "帮扶时间,救助日期,日期") \
	X(S, code, kind, N_("Kind of help"), .width = 12, .csv = "帮扶类别", .aliases = "类别", \
	  .codes = &codes_aid, .flags = F_REQUIRED | F_LIST) \
	X(S, text, content, N_("Content"), .width = 30, .csv = "帮扶内容", .aliases = "内容", \
	  .max = 120, .flags = F_LIST) \
	X(S, money, amount, N_("Amount"), .width = 10, .csv = "金额", .flags = F_LIST) \
	X(S, text, goods, N_("Goods"), .width = 20, .csv = "物资", .max = 60) \
	X(S, text, handler, N_("Handled by"), .width = 12, .csv = "经办人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, companions, N_("Accompanied by"), .width = 16, .csv = "同行人员", .max = 60, \
	  .ref = "team_member") \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "结果", .max = 60) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(aid_def, aid, AID_FIELDS);

/* 亲属协管制: one relative is the co-supervisor, with a letter. */
#define RELATIVE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Entered on"), "登记日期", "日期") \
	X(S, text, relative_name, N_("Relative's name"), .width = 12, .csv = "亲属姓名", \
	  .aliases = "家属姓名", .max = 40, .flags = F_REQUIRED | F_LIST | F_NAME) \
	X(S, code, relation, N_("Relation"), .width = 8, .csv = "与本人关系", .aliases = "关系", \
	  .codes = &codes_relation, .flags = F_REQUIRED | F_LIST) \
	X(S, phone, phone, N_("Relative's phone"), .width = 14, .csv = "亲属电话", \
	  .aliases = "家属电话", .max = 40, UNKNOWN_OK(S), .flags = F_MASKED) \
	X(S, code, co_supervisor, N_("Co-supervisor"), .width = 6, .csv = "是否协管人", \
	  .codes = &codes_yes, .flags = F_LIST) \
	X(S, date, letter_on, N_("Letter signed"), .width = 10, .csv = "协管书签订日期", \
	  .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注") \
	FIELD_UNKNOWN(X, S)

EVENT_STRUCT(relative_def, relative, RELATIVE_FIELDS);

/* A paper of the dossier (rule 7.7): its kind, number and where it lies. */
#define DOCUMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Signed on"), "签订日期", "文书日期,日期") \
	X(S, code, kind, N_("Kind of paper"), .width = 20, .csv = "材料名称", \
	  .aliases = "文书类型,材料种类", .codes = &codes_document, .flags = F_REQUIRED | F_LIST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_LIST | F_SENSITIVE) \
	X(S, text, kept_at, N_("Kept at"), .width = 20, .csv = "存放位置", .max = 60, \
	  .flags = F_LIST, .help = N_("Cabinet and number; or name an attached file below.")) \
	X(S, text, filed_by, N_("Filed by"), .width = 12, .csv = "归档人", .max = 40, \
	  .ref = "team_member") \
	X(S, ref, file, N_("Attached file"), .width = 8, .ref = "attachment", \
	  .help = N_("Its number, as ssh STATION attach said it. A paper only: no pictures of people.")) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(document_def, document, DOCUMENT_FIELDS);

/* 管控情况 (rule 3.5): every change on its day; the resident's own field follows the newest. */
#define CONTROL_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "起始日期", "变更日期,日期") \
	X(S, code, control, N_("Control state"), .width = 16, .csv = "管控情况", \
	  .aliases = "管控状态", .codes = &codes_control, .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Reason"), .width = 30, .csv = "变更原因", .aliases = "原因", \
	  .max = 120, .flags = F_LIST | F_COMPLETE) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, text, seen_by, N_("Checked by"), .width = 12, .csv = "核查人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(control_def, control_change, CONTROL_FIELDS);

/* What a roster or the person's form said, on its day (rule 3.6). Of risk, control state, work,
 * village and team the newest dated record holds: of one day a record of the register before what
 * was said, unless `holds` says it was said after it. */
#define STATED_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Said on"), "登记日期", "日期") \
	X(S, code, basis, N_("Source of the value"), .width = 8, .csv = "来源", \
	  .codes = &codes_basis, .flags = F_REQUIRED | F_LIST) \
	X(S, code, risk, N_("Risk"), .width = 6, .csv = "风险等级", .codes = &codes_risk, \
	  .flags = F_LIST) \
	X(S, code, control, N_("Control state"), .width = 10, .csv = "管控情况", \
	  .codes = &codes_control, .flags = F_LIST) \
	X(S, code, job, N_("Employment"), .width = 12, .csv = "就业情况", .codes = &codes_job, \
	  .flags = F_LIST) \
	X(S, text, workplace, N_("Workplace"), .width = 24, .csv = "工作单位", .max = 60) \
	X(S, ref, place, N_("Village"), .width = 12, .csv = "所属村社", .ref = "place", \
	  .flags = F_LIST) \
	X(S, ref, team, N_("Help team"), .width = 14, .csv = "帮教小组", .ref = "help_team") \
	X(S, text, cleared, N_("Taken out"), .width = 10, .csv = "清空项", .max = 60, \
	  .help = N_("What was said to be blank: risk, control, job, place, team; commas between.")) \
	X(S, code, holds, N_("After the day's record"), .width = 4, .csv = "以此为准", \
	  .codes = &codes_yes, \
	  .help = N_("Yes: said after a record of the same day, and holds before it.")) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(stated_def, stated, STATED_FIELDS);

/* Use found elsewhere than by a test of the station (rule 6.15). */
#define USE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Found on"), "发现日期", "查获日期,日期") \
	X(S, code, found_by, N_("Found by"), .width = 10, .csv = "发现方", \
	  .codes = &codes_found_by, .flags = F_REQUIRED | F_LIST) \
	X(S, text, authority, N_("Authority"), .width = 20, .csv = "发现单位", \
	  .aliases = "查获单位", .max = 60, .flags = F_LIST) \
	X(S, code, drug, N_("Substance"), .width = 12, .csv = "毒品种类", .codes = &codes_drug, \
	  .flags = F_LIST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_LIST | F_SENSITIVE) \
	X(S, text, handled, N_("What was done"), .width = 20, .csv = "处置情况", \
	  .aliases = "处置", .max = 120) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(use_def, drug_use, USE_FIELDS);

/* Is there no value in it, and none taken out? */
bool stated_says_nothing(const struct stated *s);

/* The register's own check (struct event_def): something is said, but on opening the file, when
 * nothing may be known. */
enum rc stated_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* The register's own check (struct event_def): a co-supervisor without a letter is told. */
enum rc relative_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* What keeps contact: talks, visits, phone contacts, self reports (rules 5.1, 5.2, 5.4). */
#define TALK_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Talked on"), "谈话日期", "谈话时间,访谈日期,日期") \
	X(S, code, channel, N_("Channel"), .width = 8, .csv = "谈话方式", .aliases = "渠道,方式", \
	  .codes = &codes_channel, .flags = F_LIST | F_CARRY) \
	X(S, text, talker, N_("Talked by"), .width = 12, .csv = "谈话人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY | F_COMPLETE) \
	X(S, text, recorder, N_("Recorder"), .width = 12, .csv = "记录人", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "谈话摘要", \
	  .max = 120, .flags = F_LIST) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "谈话内容", .aliases = "内容") \
	X(S, code, mood, N_("State of mind"), .width = 8, .csv = "思想动态", \
	  .codes = &codes_mood, .flags = F_LIST) \
	X(S, text, request, N_("What the resident asks for"), .width = 30, .csv = "本人诉求", \
	  .max = 120) \
	X(S, text, next_plan, N_("Next step"), .width = 30, .csv = "下次计划", .max = 120) \
	X(S, code, signed_by, N_("Signed by the resident"), .width = 4, .csv = "本人签名", \
	  .codes = &codes_yesno) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(talk_def, talk, TALK_FIELDS);

/* Visits to neighbours and cadres count, with the relation named. */
#define VISIT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Visited on"), "走访日期", "走访时间,家访日期,日期") \
	X(S, text, visited, N_("Person visited"), .width = 12, .csv = "被访人", .max = 40, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, relation, N_("Relation"), .width = 8, .csv = "与本人关系", .aliases = "关系", \
	  .codes = &codes_relation, .flags = F_REQUIRED | F_LIST) \
	X(S, phone, contact, N_("Phone of the person visited"), .width = 14, .csv = "被访人电话", \
	  .aliases = "被访人联系方式", .max = 40, .flags = F_MASKED) \
	X(S, code, met, N_("Outcome"), .width = 8, .csv = "走访结果", .aliases = "结果", \
	  .codes = &codes_met, .flags = F_REQUIRED | F_LIST) \
	X(S, text, visitor, N_("Visitor"), .width = 12, .csv = "走访人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY | F_COMPLETE) \
	X(S, text, visitor2, N_("Second visitor"), .width = 12, .csv = "第二走访人", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY | F_COMPLETE) \
	X(S, note, family, N_("Person and family"), .width = 40, .csv = "本人及家庭状况") \
	X(S, note, work, N_("Work situation"), .width = 40, .csv = "工作(生产)状况", \
	  .aliases = "工作状况") \
	X(S, note, opinion, N_("Opinions and suggestions"), .width = 40, .csv = "意见建议") \
	X(S, note, difficulty, N_("Greatest difficulty"), .width = 40, .csv = "突出困难") \
	X(S, text, next_plan, N_("Next step"), .width = 30, .csv = "下一步帮扶计划", .max = 120) \
	X(S, code, leaflet, N_("Leaflet handed over"), .width = 4, .csv = "是否发放宣传资料", \
	  .codes = &codes_yes) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注", .aliases = "其它")

EVENT_STRUCT(visit_def, visit, VISIT_FIELDS);

#define PHONE_CONTACT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Called on"), "电访日期", "电访时间,通话日期,日期") \
	X(S, text, spoke_with, N_("Spoke with"), .width = 12, .csv = "通话对象", .max = 40, \
	  .ref = "said", .flags = F_LIST) \
	X(S, code, reached, N_("Reached"), .width = 6, .csv = "是否接通", .codes = &codes_yes, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, caller, N_("Called by"), .width = 12, .csv = "电访人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "电访内容", \
	  .max = 120, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(phone_contact_def, phone_contact, PHONE_CONTACT_FIELDS);

#define SELF_REPORT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Reported on"), "汇报日期", "汇报时间,日期") \
	X(S, code, period, N_("Report for"), .width = 10, .csv = "汇报类型", \
	  .aliases = "汇报周期,类型", .codes = &codes_report_period, .flags = F_REQUIRED | F_LIST) \
	X(S, code, channel, N_("Channel"), .width = 8, .csv = "汇报方式", .aliases = "方式,渠道", \
	  .codes = &codes_report_channel, .flags = F_LIST | F_CARRY) \
	X(S, text, received_by, N_("Received by"), .width = 12, .csv = "接收人", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "汇报内容", \
	  .max = 120, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(self_report_def, self_report, SELF_REPORT_FIELDS);

/* Looking for somebody who cannot be reached (查找脱失; rule 5.9). */
#define SEARCH_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Searched on"), "查找日期", "查找时间,日期") \
	X(S, text, companions, N_("Who went along"), .width = 20, .csv = "同行人员", .max = 80, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "查找摘要", \
	  .max = 120, .flags = F_REQUIRED | F_LIST) \
	X(S, code, met, N_("Outcome"), .width = 8, .csv = "查找结果", .aliases = "结果", \
	  .codes = &codes_met, .flags = F_LIST) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "查找内容", .aliases = "内容") \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(search_def, search, SEARCH_FIELDS);

/* The register's own check (struct event_def): not found, it is told what may follow (rule 3.11).
 */
enum rc search_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* Is nothing in it but its day, its place and the people? */
bool talk_is_empty(const struct talk *t);
/* Whoever types one is told so; a file may know no more of an old one. RC_INVALID always. */
enum rc talk_refuse_empty(struct err *err);

/* The register's own checks (struct event_def): an amount of nothing, a score above a hundred. */
enum rc aid_check(void *rec, struct date today, struct findings *warnings, struct err *err);
enum rc assessment_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* The register's own check (struct event_def): a talk is face to face unless said otherwise. */
enum rc talk_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* Why one talk, visit, report or assessment was not held: answers the finding of its window, which
 * stays missing in every return (rule 5.7; 4.13 for tests). */
#define EXCUSED_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Excused on"), "登记日期", "日期") \
	X(S, code, kind, N_("What was not held"), .width = 12, .csv = "未开展事项", \
	  .aliases = "事项", .codes = &codes_regular, .flags = F_REQUIRED | F_LIST) \
	X(S, date, window_day, N_("A day of its window"), .width = 10, .csv = "所属期间日期", \
	  .aliases = "期间,应办日期", \
	  .help = N_("Any day of the month, half month or year that had none."), \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Reason"), .width = 30, .csv = "原因", .aliases = "未开展原因", \
	  .max = 120, .flags = F_REQUIRED | F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(excused_def, excused, EXCUSED_FIELDS);

/* The register's own check (struct event_def): a missed test has a register of its own. */
enum rc excused_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* Reports to the police (rule 6.6): the worker in charge must tell them promptly of a refusal, of
 * use found and of a serious breach. The program drafts, a person checks, edits and
 * sends; no status follows by itself. */
#define POLICE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Drafted on"), "起草日期", "日期") \
	X(S, code, reason, N_("Why the police are told"), .width = 12, .csv = "报告事由", \
	  .aliases = "事由", .codes = &codes_police, .flags = F_REQUIRED | F_LIST) \
	X(S, date, covers, N_("Evidence up to"), .width = 10, .csv = "依据截止日期", \
	  .help = N_("What happened later wants another report."), \
	  .flags = F_REQUIRED | F_LIST | F_PAST) \
	X(S, note, facts, N_("Facts and evidence"), .width = 40, .csv = "事实与依据", \
	  .max = 4000, .flags = F_SENSITIVE) \
	X(S, text, to_whom, N_("Sent to"), .width = 20, .csv = "报送单位", .aliases = "报送对象", \
	  .max = 60, .flags = F_LIST | F_CARRY) \
	X(S, date, sent, N_("Sent on"), .width = 10, .csv = "报送日期", .flags = F_LIST | F_PAST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_LIST | F_SENSITIVE) \
	X(S, text, sent_by, N_("Sent by"), .width = 12, .csv = "报送人", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY) \
	X(S, text, not_sent, N_("Why it is not sent"), .width = 30, .csv = "不报送原因", \
	  .max = 120, .help = N_("With a reason, what it covers is no longer asked for.")) \
	X(S, code, answer, N_("What the police decided"), .width = 12, .csv = "公安处理结果", \
	  .codes = &codes_answer) \
	X(S, date, answered, N_("Decided on"), .width = 10, .csv = "处理决定日期", \
	  .flags = F_PAST) \
	X(S, text, answer_no, N_("Number of the decision"), .width = 24, .csv = "处理决定文号", \
	  .max = 60, .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(police_def, police_report, POLICE_FIELDS);

/* The register's own check (struct event_def): a report covers at least up to its own day when
 * nothing is said; sent without saying to whom is refused; a draft not sent is told; sent and why
 * not is asked; a decision without its day or its report's is refused. */
enum rc police_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/*
 * A draft for one reason under one order: the one begun before and not yet sent (rec.id set), else
 * a new one with today's day and the facts drawn up from the order, the records the clocks of that
 * reason were counted from, and the articles. *out is initialised by the call and not saved;
 * entity_clear(&police_def, out) when done. RC_INVALID: no such reason, or nothing to report.
 */
enum rc police_draft(struct station *st, const struct actor *a, long long order, struct code reason,
                     struct police_report *out, struct err *err);

#endif
