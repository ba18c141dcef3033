/* What keeps contact: talks, visits, phone contacts, self reports (rules 5.1, 5.2, 5.4). */
#ifndef MODEL_EVENT_CONTACTS_H
#define MODEL_EVENT_CONTACTS_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define TALK_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Talked on"), "谈话日期", "谈话时间,访谈日期,日期") \
	X(S, code, channel, N_("Channel"), .width = 8, .csv = "谈话方式", .aliases = "渠道,方式", .codes = &codes_channel, \
	  .flags = F_LIST | F_CARRY) \
	X(S, text, talker, N_("Talked by"), .width = 12, .csv = "谈话人", .max = 40, \
	  .flags = F_LIST | F_CARRY | F_COMPLETE) \
	X(S, text, recorder, N_("Recorder"), .width = 12, .csv = "记录人", .max = 40, .flags = F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "谈话摘要", .max = 120, .flags = F_LIST) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "谈话内容", .aliases = "内容") \
	X(S, code, mood, N_("State of mind"), .width = 8, .csv = "思想动态", .codes = &codes_mood, .flags = F_LIST) \
	X(S, text, request, N_("What the resident asks for"), .width = 30, .csv = "本人诉求", .max = 120) \
	X(S, text, next_plan, N_("Next step"), .width = 30, .csv = "下次计划", .max = 120) \
	X(S, code, signed_by, N_("Signed by the resident"), .width = 4, .csv = "本人签名", .codes = &codes_yesno) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct talk {
	struct record rec;
	TALK_FIELDS(FIELD_MEMBER, talk)
};
extern const struct entity_def talk_def;
EVENT_ASSERT(talk);

/* Visits to neighbours and cadres count, with the relation named. */
#define VISIT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Visited on"), "走访日期", "走访时间,家访日期,日期") \
	X(S, text, visited, N_("Person visited"), .width = 12, .csv = "被访人", .max = 40, .flags = F_REQUIRED | F_LIST) \
	X(S, code, relation, N_("Relation"), .width = 8, .csv = "与本人关系", .aliases = "关系", .codes = &codes_relation, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, phone, contact, N_("Phone of the person visited"), .width = 14, .csv = "被访人电话", \
	  .aliases = "被访人联系方式", .max = 40, .flags = F_MASKED) \
	X(S, code, met, N_("Outcome"), .width = 8, .csv = "走访结果", .aliases = "结果", .codes = &codes_met, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, text, visitor, N_("Visitor"), .width = 12, .csv = "走访人", .max = 40, .flags = F_LIST | F_CARRY | F_COMPLETE) \
	X(S, text, visitor2, N_("Second visitor"), .width = 12, .csv = "第二走访人", .max = 40, .flags = F_CARRY | F_COMPLETE) \
	X(S, note, family, N_("Person and family"), .width = 40, .csv = "本人及家庭状况") \
	X(S, note, work, N_("Work situation"), .width = 40, .csv = "工作(生产)状况", .aliases = "工作状况") \
	X(S, note, opinion, N_("Opinions and suggestions"), .width = 40, .csv = "意见建议") \
	X(S, note, difficulty, N_("Greatest difficulty"), .width = 40, .csv = "突出困难") \
	X(S, text, next_plan, N_("Next step"), .width = 30, .csv = "下一步帮扶计划", .max = 120) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注", .aliases = "其它")

struct visit {
	struct record rec;
	VISIT_FIELDS(FIELD_MEMBER, visit)
};
extern const struct entity_def visit_def;
EVENT_ASSERT(visit);

#define PHONE_CONTACT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Called on"), "电访日期", "电访时间,通话日期,日期") \
	X(S, text, spoke_with, N_("Spoke with"), .width = 12, .csv = "通话对象", .max = 40, .flags = F_LIST) \
	X(S, code, reached, N_("Reached"), .width = 6, .csv = "是否接通", .codes = &codes_yes, .flags = F_REQUIRED | F_LIST) \
	X(S, text, caller, N_("Called by"), .width = 12, .csv = "电访人", .max = 40, .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "电访内容", .max = 120, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct phone_contact {
	struct record rec;
	PHONE_CONTACT_FIELDS(FIELD_MEMBER, phone_contact)
};
extern const struct entity_def phone_contact_def;
EVENT_ASSERT(phone_contact);

#define SELF_REPORT_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Reported on"), "汇报日期", "汇报时间,日期") \
	X(S, code, period, N_("Report for"), .width = 10, .csv = "汇报类型", .aliases = "汇报周期,类型", \
	  .codes = &codes_report_period, .flags = F_REQUIRED | F_LIST) \
	X(S, code, channel, N_("Channel"), .width = 8, .csv = "汇报方式", .aliases = "方式,渠道", .codes = &codes_report_channel, \
	  .flags = F_LIST | F_CARRY) \
	X(S, text, received_by, N_("Received by"), .width = 12, .csv = "接收人", .max = 40, .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "汇报内容", .max = 120, .flags = F_LIST) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct self_report {
	struct record rec;
	SELF_REPORT_FIELDS(FIELD_MEMBER, self_report)
};
extern const struct entity_def self_report_def;
EVENT_ASSERT(self_report);

/* Looking for somebody who cannot be reached (查找脱失; rule 5.9). */
#define SEARCH_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Searched on"), "查找日期", "查找时间,日期") \
	X(S, text, companions, N_("Who went along"), .width = 20, .csv = "同行人员", .max = 80, .flags = F_LIST | F_CARRY) \
	X(S, text, summary, N_("Summary"), .width = 30, .csv = "摘要", .aliases = "查找摘要", .max = 120, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, met, N_("Outcome"), .width = 8, .csv = "查找结果", .aliases = "结果", .codes = &codes_met, .flags = F_LIST) \
	X(S, note, content, N_("Content"), .width = 40, .csv = "查找内容", .aliases = "内容") \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

struct search {
	struct record rec;
	SEARCH_FIELDS(FIELD_MEMBER, search)
};
extern const struct entity_def search_def;
EVENT_ASSERT(search);

/* The register's own check (struct event_def): a talk is face to face unless said otherwise. */
enum rc talk_check(void *rec, struct date today, struct findings *warnings, struct err *err);

#endif
