/* Risk, work, help, relatives and papers (rules 4.17, 5.5, 7.6, 7.7). */
#ifndef MODEL_EVENT_REGISTERS_H
#define MODEL_EVENT_REGISTERS_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define ASSESSMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Assessed on"), "评估日期", "评估时间,日期") \
	X(S, code, level, N_("Risk"), .width = 6, .csv = "风险等级", .aliases = "评估等级", .codes = &codes_risk, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, kind, N_("Kind"), .width = 8, .csv = "评估类型", .codes = &codes_assessment, .flags = F_LIST) \
	X(S, text, assessors, N_("Assessors"), .width = 20, .csv = "评估人员", .aliases = "评估人", .max = 80, \
	  .flags = F_LIST | F_CARRY) \
	X(S, int, score, N_("Score"), .width = 5, .csv = "得分", .max = 1000, .flags = F_LIST) \
	X(S, note, items, N_("Items"), .width = 40, .csv = "评估项目") \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .max = 120) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "内容", .max = 200) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct assessment {
	struct record rec;
	ASSESSMENT_FIELDS(FIELD_MEMBER, assessment)
};
extern const struct entity_def assessment_def;
EVENT_ASSERT(assessment);

#define EMPLOYMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "起始日期", "就业日期,日期") \
	X(S, code, job, N_("Employment"), .width = 12, .csv = "就业情况", .aliases = "就业状况", .codes = &codes_job, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, workplace, N_("Workplace"), .width = 24, .csv = "工作单位", .max = 60, .flags = F_LIST) \
	X(S, text, position, N_("Work done"), .width = 16, .csv = "岗位", .max = 40) \
	X(S, code, placed, N_("Found with our help"), .width = 4, .csv = "是否安置", .codes = &codes_yes, .flags = F_LIST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_LIST | F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct employment {
	struct record rec;
	EMPLOYMENT_FIELDS(FIELD_MEMBER, employment)
};
extern const struct entity_def employment_def;
EVENT_ASSERT(employment);

#define AID_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Given on"), "帮扶日期", "帮扶时间,救助日期,日期") \
	X(S, code, kind, N_("Kind of help"), .width = 12, .csv = "帮扶类别", .aliases = "类别", .codes = &codes_aid, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, content, N_("Content"), .width = 30, .csv = "帮扶内容", .aliases = "内容", .max = 120, .flags = F_LIST) \
	X(S, money, amount, N_("Amount"), .width = 10, .csv = "金额", .flags = F_LIST) \
	X(S, text, goods, N_("Goods"), .width = 20, .csv = "物资", .max = 60) \
	X(S, text, handler, N_("Handled by"), .width = 12, .csv = "经办人", .max = 40, .flags = F_LIST | F_CARRY) \
	X(S, text, companions, N_("Accompanied by"), .width = 16, .csv = "同行人员", .max = 60) \
	X(S, text, outcome, N_("Outcome"), .width = 20, .csv = "结果", .max = 60) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct aid {
	struct record rec;
	AID_FIELDS(FIELD_MEMBER, aid)
};
extern const struct entity_def aid_def;
EVENT_ASSERT(aid);

/* 亲属协管制: one relative is the co-supervisor, with a letter. */
#define RELATIVE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Entered on"), "登记日期", "日期") \
	X(S, text, relative_name, N_("Relative's name"), .width = 12, .csv = "亲属姓名", .aliases = "家属姓名", .max = 40, \
	  .flags = F_REQUIRED | F_LIST | F_NAME) \
	X(S, code, relation, N_("Relation"), .width = 8, .csv = "与本人关系", .aliases = "关系", .codes = &codes_relation, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, phone, phone, N_("Relative's phone"), .width = 14, .csv = "亲属电话", .aliases = "家属电话", .max = 40, \
	  UNKNOWN_OK(S), .flags = F_MASKED) \
	X(S, code, co_supervisor, N_("Co-supervisor"), .width = 6, .csv = "是否协管人", .codes = &codes_yes, .flags = F_LIST) \
	X(S, date, letter_on, N_("Letter signed"), .width = 10, .csv = "协管书签订日期", .flags = F_LIST | F_PAST) \
	X(S, date, until, N_("Until"), .width = 10, .csv = "截止日期", .flags = F_PAST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注") \
	FIELD_UNKNOWN(X, S)

struct relative {
	struct record rec;
	RELATIVE_FIELDS(FIELD_MEMBER, relative)
};
extern const struct entity_def relative_def;
EVENT_ASSERT(relative);

/* A paper of the dossier (rule 7.7): its kind, number and where it lies. */
#define DOCUMENT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Signed on"), "签订日期", "文书日期,日期") \
	X(S, code, kind, N_("Kind of paper"), .width = 20, .csv = "材料名称", .aliases = "文书类型,材料种类", \
	  .codes = &codes_document, .flags = F_REQUIRED | F_LIST) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, \
	  .flags = F_LIST | F_SENSITIVE) \
	X(S, text, kept_at, N_("Kept at"), .width = 20, .csv = "存放位置", .max = 60, .flags = F_LIST, \
	  .help = N_("Cabinet and number; or name an attached file below.")) \
	X(S, ref, file, N_("Attached file"), .width = 8, .ref = "attachment", \
	  .help = N_("Its number, as ssh STATION attach said it. A paper only: no pictures of people.")) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct document {
	struct record rec;
	DOCUMENT_FIELDS(FIELD_MEMBER, document)
};
extern const struct entity_def document_def;
EVENT_ASSERT(document);

/* 管控情况 (rule 3.5): every change on its day; the resident's own field follows the newest. */
#define CONTROL_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Since"), "起始日期", "变更日期,日期") \
	X(S, code, control, N_("Control state"), .width = 16, .csv = "管控情况", .aliases = "管控状态", \
	  .codes = &codes_control, .flags = F_REQUIRED | F_LIST) \
	X(S, text, reason, N_("Reason"), .width = 30, .csv = "变更原因", .aliases = "原因", .max = 120, \
	  .flags = F_LIST | F_COMPLETE) \
	X(S, text, doc_no, N_("Document number"), .width = 24, .csv = "文书号", .max = 60, .flags = F_SENSITIVE) \
	X(S, text, seen_by, N_("Checked by"), .width = 12, .csv = "核查人", .max = 40, .flags = F_LIST | F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct control_change {
	struct record rec;
	CONTROL_FIELDS(FIELD_MEMBER, control_change)
};
extern const struct entity_def control_def;
EVENT_ASSERT(control_change);

/* The register's own check (struct event_def): a co-supervisor without a letter is told. */
enum rc relative_check(void *rec, struct date today, struct findings *warnings, struct err *err);

#endif
