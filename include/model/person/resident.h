/* The resident: a person under community detox or rehab. One person, one file.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_PERSON_RESIDENT_H
#define MODEL_PERSON_RESIDENT_H

#include "core/actor.h"
#include "core/field.h"
#include "model/station/codes.h"
#include "model/station/station.h"

#define RESIDENT_FIELDS(X, S) \
	X(S, text, file_no, N_("File number"), .width = 8, .csv = "档案编号", .aliases = "档案号", \
	  .max = 20, .flags = F_LIST | F_SEARCH | F_AUTO) \
	X(S, text, name, N_("Name"), .width = 12, .csv = "姓名", \
	  .aliases = "人员姓名,戒毒人员姓名", .max = 40, \
	  .flags = F_REQUIRED | F_LIST | F_SEARCH | F_NAME) \
	X(S, text, alias, N_("Other names"), .width = 12, .csv = "别名", \
	  .aliases = "绰号,别名/绰号,曾用名", .max = 40, .flags = F_SEARCH | F_NAME) \
	X(S, text, spelling, N_("Own pinyin"), .width = 20, .csv = "姓名拼音", .aliases = "拼音", \
	  .max = 60, .flags = F_SEARCH | F_NAME, \
	  .help = N_("How this person reads the name, blanks between syllables: shan jian guo.")) \
	X(S, code, sex, N_("Sex"), .width = 4, .csv = "性别", .codes = &codes_sex, \
	  .flags = F_LIST | F_COMPLETE) \
	X(S, code, paper, N_("Paper"), .width = 10, .csv = "证件种类", .aliases = "证件类型", \
	  .codes = &codes_paper) \
	X(S, idno, id_no, N_("ID number"), .width = 18, .csv = "身份证号", \
	  .aliases = "公民身份号码,证件号码,身份证号码,身份证,公民身份证号码,身份号码," \
	             "身份证件号码,居民身份证号码,居民身份证号,证件号", \
	             .flags = F_MASKED | F_COMPLETE, \
	  .help = N_("18 digits; gives sex and birth date.")) \
	X(S, text, other_paper, N_("Other paper's number"), .width = 18, .csv = "其他证件号码", \
	  .max = 40, .flags = F_MASKED | F_TWICE) \
	X(S, date, birth, N_("Birth date"), .width = 10, .csv = "出生日期", \
	  .aliases = "出生年月日", .flags = F_SENSITIVE | F_COMPLETE | F_PAST) \
	X(S, phone, phone, N_("Phone"), .width = 14, .csv = "联系电话", \
	  .aliases = "手机号码,手机号,电话,联系方式,手机,本人电话,电话号码", .max = 40, \
	  UNKNOWN_OK(S), .flags = F_MASKED) \
	X(S, text, other_contact, N_("Other contact"), .width = 20, .csv = "其他联系方式", \
	  .max = 60, UNKNOWN_OK(S), .flags = F_SENSITIVE) \
	X(S, text, registered, N_("Registered address"), .width = 40, .csv = "户籍地", \
	  .aliases = "户籍地址,户籍所在地,户口所在地,户籍地详址", .max = 100, UNKNOWN_OK(S), \
	  .flags = F_SENSITIVE) \
	X(S, text, address, N_("Present address"), .width = 40, .csv = "现住址", \
	  .aliases = "现居住地,现居住地址,居住地址,现住地址,家庭地址,现居住地详址,家庭住址,现住地,住址", .max = 100, UNKNOWN_OK(S), .flags = F_SENSITIVE | F_COMPLETE) \
	X(S, ref, place, N_("Village"), .width = 12, .csv = "所属村社", \
	  .aliases = "村(社区),所属村(社区),村社,所属村社区,村居,所属社区,村/社区,所在村(社区),所属村", .ref = "place", .flags = F_LIST | F_COMPLETE) \
	X(S, ref, team, N_("Help team"), .width = 14, .csv = "帮教小组", \
	  .aliases = "帮教小组名称,工作小组,帮扶小组", .ref = "help_team") \
	X(S, code, education, N_("Education"), .width = 8, .csv = "文化程度", .aliases = "学历", \
	  .codes = &codes_education, UNKNOWN_OK(S)) \
	X(S, code, marital, N_("Marital status"), .width = 8, .csv = "婚姻状况", \
	  .aliases = "婚姻", .codes = &codes_marital) \
	X(S, code, job, N_("Employment"), .width = 12, .csv = "就业情况", \
	  .aliases = "就业状况,从业状况,职业", \
	  .codes = &codes_job, UNKNOWN_OK(S), .flags = F_COMPLETE) \
	X(S, text, workplace, N_("Workplace"), .width = 24, .csv = "工作单位", .max = 60, \
	  UNKNOWN_OK(S)) \
	X(S, text, hardship, N_("Hardship"), .width = 24, .csv = "困难类型", .max = 60, \
	  .help = N_("Subsistence allowance, disability, serious illness, children under age."), \
	  UNKNOWN_OK(S)) \
	X(S, code, drug, N_("Substance"), .width = 12, .csv = "毒品种类", \
	  .aliases = "滥用种类,滥用毒品种类,毒品,吸食毒品种类,吸毒种类", \
	  .codes = &codes_drug, UNKNOWN_OK(S), .flags = F_COMPLETE) \
	X(S, date, found, N_("First found"), .width = 10, .csv = "首次发现日期", \
	  .aliases = "初次发现日期", UNKNOWN_OK(S), .flags = F_PAST) \
	X(S, int, isolations, N_("Earlier isolations"), .width = 4, .csv = "既往强戒次数", \
	  .max = 20, UNKNOWN_OK(S)) \
	X(S, code, risk, N_("Risk"), .width = 6, .csv = "风险等级", \
	  .aliases = "风险评估等级,风险级别,风险分类,风险", .codes = &codes_risk, .flags = F_LIST) \
	X(S, code, control, N_("Control state"), .width = 10, .csv = "管控情况", \
	  .aliases = "管控状态", .codes = &codes_control) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注", .aliases = "备注信息,说明") \
	X(S, text, pinyin, N_("Pinyin"), .flags = F_SYSTEM | F_MADE) \
	X(S, text, initials, N_("Pinyin initials"), .max = 300, .flags = F_SYSTEM | F_MADE) \
	X(S, date, sealed, N_("Sealed on"), .flags = F_SYSTEM) \
	X(S, ref, joined, N_("Joined into"), .ref = "resident", .flags = F_SYSTEM) \
	FIELD_UNKNOWN(X, S)

ENTITY_STRUCT(resident_def, resident, RESIDENT_FIELDS);

/* Name and other paper's number as they are stored: full width folded, blanks that nobody sees
 * out. */
void resident_tidy(struct resident *r);

/* Something a person should look at, that refuses nothing: the import's `warn`; a form asks by its
 * kind. */
enum finding_kind {
	FINDING_TELL,   /* said after saving */
	FINDING_ASK,    /* saved when the officer has confirmed it, once */
	/* saved when the officer has said why; kept as the reason of the change in the audit */
	FINDING_REASON,
};
struct finding {
	enum finding_kind kind;
	const char *field; /* field name */
	char text[400];    /* finished sentence */
};
struct findings {
	struct finding v[8];
	unsigned n;
};
/* Append a translated sentence built like err_set's; drops the ninth. Of kind FINDING_TELL, _ASK,
 * _REASON. */
void findings_add(struct findings *f, const char *field, const char *tmpl, ...)
	__attribute__((sentinel));
void findings_ask(struct findings *f, const char *field, const char *tmpl, ...)
	__attribute__((sentinel));
void findings_want_reason(struct findings *f, const char *field, const char *tmpl, ...)
	__attribute__((sentinel));

/* Of every telephone number of a record (rule 10.4): does it look like one? Asked, never refused.
 */
void findings_phones(struct findings *f, const struct entity_def *def, const void *rec);

/*
 * The record check that form and import share. Fills what follows from the ID number (sex, birth
 * date, kind of paper) when blank; normalises the name. RC_INVALID names the field: no name; birth
 * date or first-found in the future. Warnings (may be NULL): sex or birth date contradicts the ID
 * number; phone looks wrong.
 */
enum rc resident_check(struct resident *r, struct date today, struct findings *warnings,
                       struct err *err);

/* One record, visible people only. out is initialised by the call; entity_clear(&resident_def, out)
 * when done. */
enum rc resident_get(struct station *st, const struct actor *a, long long id, struct resident *out,
                     struct err *err);
/* Many at once, in the order of the ids, in one statement; who is not (any more) visible stays
 * blank, rec.id 0. The caller clears each of the n. */
enum rc residents_get(struct station *st, const struct actor *a, const long long *ids, size_t n,
                      struct resident *out, struct err *err);
/* A look at the file: its audit row is committed before the content is painted (rule 11.10). */
enum rc resident_look(struct station *st, const struct actor *a, long long id, struct err *err);
/* Leave to show these fields (comma-separated names, like "id_no,phone") unmasked, for a reason; on
 * record before it is answered. RC_DENIED without a reason, or by role. */
enum rc resident_reveal(struct station *st, const struct actor *a, long long id, const char *fields,
                        const char *reason, struct err *err);
/* Digits of the file numbers the program gives, zeros before. */
enum { FILE_NO_DIGITS = 5 };
/* Insert (rec.id 0) or update by rec.ver. Gives a file number and pinyin keys. RC_EXISTS: another
 * visible person has this ID number or file number; RC_CONFLICT: somebody was faster. On RC_OK id
 * and ver are current. */
enum rc resident_save(struct station *st, const struct actor *a, struct resident *r,
                      struct err *err);
enum rc resident_void(struct station *st, const struct actor *a, long long id, long long ver,
                      const char *reason, struct err *err);

enum rc resident_find_idno(struct station *st, const struct actor *a, const char *idno,
                           enum match *m, long long *id, struct err *err);
enum rc resident_find_file_no(struct station *st, const struct actor *a, const char *file_no,
                              enum match *m, long long *id, struct err *err);
enum rc resident_find_paper(struct station *st, const struct actor *a, struct code paper,
                            const char *number, enum match *m, long long *id, struct err *err);
enum rc resident_find_uid(struct station *st, const struct actor *a, const char *uid,
                          enum match *m, long long *id, struct err *err);
/* What a form says of an ID number typed for record `self` (0: a new one): one of the actor's is
 * found, anybody else who has it is MATCH_HEAD. Asked about in vain it counts (rule 11.21):
 * RC_DENIED past the bound. */
enum rc resident_doubt_number(struct station *st, const struct actor *a, const char *idno,
                              long long self, enum match *m, long long *id, struct err *err);
/* Which one MATCH_HEAD met: the file number for the head (heap), NULL for everybody else. */
enum rc resident_held_file_no(struct station *st, const struct actor *a, long long id, char **out,
                              struct err *err);
/* Where this number is that of a file that was joined into another (rule 16.3): the number of the
 * one that stays, heap; else NULL. The caller has found the person by it. */
enum rc resident_joined_into(struct station *st, const char *file_no, char **now, struct err *err);
/* Somebody without any number, by name and the number of one of their orders together. */
enum rc resident_find_order(struct station *st, const struct actor *a, const char *name,
                            const char *doc_no, enum match *m, long long *id, struct err *err);

/* Named views of the residents' list, in the order of their digits; a NULL id ends the table. */
struct resident_view {
	const char *id;
	const char *label; /* N_() */
	const char *where; /* resident_db.c's own: which people, in its terms */
};
extern const struct resident_view resident_views[];

enum resident_sort {
	SORT_PINYIN,
	SORT_FILE_NO,
	SORT_PLACE,
	SORT_RISK,
	SORT_ORDER_DATE,
	SORT_TERM_END,
	SORT_KIND,
	SORT_STATE,
	SORT_SEX,
	SORT_TEAM
};
enum { RESIDENT_THEN = 2 };

struct resident_query {
	const char *view;   /* id of a named view; NULL: all */
	/* words that must all match, in any order: see core/search_key.h */
	const char *find;
	long long place;    /* 0: any */
	long long team;     /* 0: any */
	const char *officer;/* holds a duty, or stands on the order, under this name; NULL: any */
	struct code state;  /* of the order that counts now; blank: any */
	struct code risk;   /* blank: any; none: not assessed, or nothing said */
	int term_year;      /* executing in this year of the term (1, 2, ...); 0: any */
	enum resident_sort sort;
	bool descending;
	struct resident_then { /* among those that are equal so far */
		enum resident_sort sort;
		bool descending;
	} then[RESIDENT_THEN];
	size_t then_count;
	size_t limit;       /* 0: no limit */
};
/* Ids in order. The ids are the caller's (ids_clear). */
enum rc resident_list(struct station *st, const struct actor *a, const struct resident_query *q,
                      struct ids *out, struct err *err);
enum rc resident_count(struct station *st, const struct actor *a, long long *n, struct err *err);

#endif
