/* Drug tests (rules 4.8, 4.18). SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_DRUG_TESTING_H
#define MODEL_EVENT_DRUG_TESTING_H

#include "core/actor.h"
#include "core/field.h"
#include "model/event/event.h"
#include "model/person/resident.h"
#include "model/station/codes.h"
#include "model/station/station.h"

#define TEST_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Tested on"), "检测日期", "检测时间,尿检日期,尿检时间,日期") \
	X(S, code, sample, N_("Sample"), .width = 6, .csv = "样本种类", \
	  .aliases = "样本,检测样本", .codes = &codes_sample, .flags = F_LIST | F_CARRY) \
	X(S, code, result, N_("Result"), .width = 6, .csv = "检测结果", \
	  .aliases = "结果,尿检结果", .codes = &codes_result, \
	  .flags = F_REQUIRED | F_LIST | F_TWICE) \
	X(S, code, nature, N_("Nature"), .width = 8, .csv = "性质", .aliases = "检测性质", \
	  .codes = &codes_nature, .flags = F_LIST) \
	X(S, code, review, N_("Report sheet"), .width = 8, .csv = "异地检测审核", \
	  .aliases = "审核状态", .codes = &codes_review, \
	  .help = N_("Of a test elsewhere: it counts once the sheet has passed.")) \
	X(S, text, tester, N_("Tester"), .width = 12, .csv = "检测人", .aliases = "检测人员", \
	  .max = 40, .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, text, tester2, N_("Second tester"), .width = 12, .csv = "第二检测人", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY | F_COMPLETE) \
	X(S, text, items, N_("Tested for"), .width = 24, .csv = "检测项目", .max = 80, \
	  .flags = F_CARRY) \
	X(S, code, signed_by, N_("Signed by the resident"), .width = 4, .csv = "被检测人签名", \
	  .aliases = "本人签名", .codes = &codes_yesno) \
	X(S, text, witness, N_("Police witness"), .width = 12, .csv = "见证民警", .max = 40, \
	  .ref = "team_member", .flags = F_CARRY) \
	X(S, text, test_no, N_("Sample number"), .width = 16, .csv = "检测编号", \
	  .aliases = "样本编号", .max = 40) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注", .aliases = "说明")

EVENT_STRUCT(test_def, drug_test, TEST_FIELDS);

/* RC_INVALID names the field: a urine test said to be on its way to a laboratory (only hair, saliva
 * and blood go there). Fills sample (urine), nature (regular) and the review of a test elsewhere
 * (passed). Told: a test elsewhere still under review; asked: a review of any other test; with a
 * reason: a test here by one person alone (rule 4.18). rec is a struct drug_test. */
enum rc test_check(void *rec, struct date today, struct findings *warnings, struct err *err);

/* The register's row of event_table: event_save(st, a, test_register(), &t, err) and so on. */
const struct event_def *test_register(void);

#endif
