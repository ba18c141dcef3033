/* Who was there: a resident at an activity, a resident's line of a round of checks (rules 15.3,
 * 15.7).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_EVENT_PRESENT_H
#define MODEL_EVENT_PRESENT_H

#include "model/event/event.h"
#include "model/station/codes.h"

#define ATTENDANCE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Attended on"), "参加日期", "日期") \
	X(S, ref, activity, N_("Activity"), .width = 24, .csv = "参加活动", .ref = "activity", \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, result, N_("Result"), .width = 6, .csv = "参加结果", \
	  .codes = &codes_attendance, .flags = F_REQUIRED | F_LIST) \
	X(S, text, certificate, N_("Certificate"), .width = 16, .csv = "证书名称", .max = 60, \
	  .flags = F_LIST) \
	X(S, text, doc_no, N_("Certificate number"), .width = 16, .csv = "证书编号", .max = 60, \
	  .flags = F_SENSITIVE) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(attendance_def, attendance, ATTENDANCE_FIELDS);

#define ROUND_LINE_FIELDS(X, S) \
	EVENT_FIELDS(X, S, N_("Checked on"), "核查日期", "日期") \
	X(S, ref, round, N_("Round of checks"), .width = 20, .csv = "所属轮次", \
	  .ref = "check_round", .flags = F_REQUIRED | F_LIST) \
	X(S, code, met, N_("Outcome"), .width = 8, .csv = "核查结果", .codes = &codes_met, \
	  .flags = F_REQUIRED | F_LIST) \
	X(S, code, found_as, N_("Found as"), .width = 12, .csv = "核查情形", .codes = &codes_round_found, \
	  .flags = F_LIST) \
	X(S, code, control, N_("Control state"), .width = 16, .csv = "核查管控情况", \
	  .codes = &codes_control, .flags = F_LIST) \
	X(S, text, by, N_("Checked by"), .width = 12, .csv = "核查人员", .max = 40, \
	  .ref = "team_member", .flags = F_LIST | F_CARRY) \
	X(S, note, note, N_("Note"), .width = 40, .csv = "备注")

EVENT_STRUCT(round_line_def, round_line_record, ROUND_LINE_FIELDS);

#endif
