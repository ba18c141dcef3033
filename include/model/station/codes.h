/* Every fixed list of values of the domain, declared once (src/model/station/codes.c).
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_STATION_CODES_H
#define MODEL_STATION_CODES_H

#include "core/code.h"

extern struct code_list codes_sex;       /* m f */
extern struct code_list codes_paper;     /* id permit passport none other */
extern struct code_list codes_education;
extern struct code_list codes_marital;
extern struct code_list codes_job;       /* extensible */
extern struct code_list codes_drug;      /* extensible */
extern struct code_list codes_risk;      /* high mid low none */
extern struct code_list codes_control;   /* 01..06 of rule 3.5 */
extern struct code_list codes_order;     /* detox rehab */
/* awaiting executing suspended terminated moved released */
extern struct code_list codes_state;
extern struct code_list codes_result;    /* neg pos invalid; on the way: sent received */
extern struct code_list codes_sample;    /* urine hair saliva blood */
extern struct code_list codes_nature;    /* regular irregular elsewhere recheck makeup */
extern struct code_list codes_review;    /* pending passed refused: of a test elsewhere */
extern struct code_list codes_yesno;     /* yes no */
extern struct code_list codes_source;    /* typed import return */
extern struct code_list codes_role;      /* officer head auditor reader */
extern struct code_list codes_place_kind;/* village community grid centre */
extern struct code_list codes_yes;       /* yes no, as 是 否 */
extern struct code_list codes_channel;   /* face phone video */
extern struct code_list codes_mood;      /* steady unsettled abnormal */
extern struct code_list codes_relation;  /* self spouse parent ... neighbour cadre */
extern struct code_list codes_met;       /* found notfound */
extern struct code_list codes_report_period; /* half month */
extern struct code_list codes_report_channel; /* written spoken phone message */
/* pending approved refused extended back overdue withdrawn */
extern struct code_list codes_leave;
extern struct code_list codes_missed;    /* reason evaded refused */
extern struct code_list codes_warning;   /* refused evaded away report other */
extern struct code_list codes_custody;   /* detained arrested prison isolation hospital other */
extern struct code_list codes_assessment;/* quarter half year special release */
extern struct code_list codes_aid;       /* extensible */
extern struct code_list codes_document;  /* extensible; the dossier of rule 7.7 */
extern struct code_list codes_team_role; /* extensible */
extern struct code_list codes_duty;      /* lead (the person in charge), then the five packages */
/* the kinds of duty_kind_table, made of its rows (duty_kind.c) */
extern struct code_list codes_regular;
extern struct code_list codes_ending;    /* prison isolation death other */
extern struct code_list codes_found_by;  /* police hospital self other */
extern struct code_list codes_basis;     /* first roster form */
extern struct code_list codes_police;    /* refusal breach relapse: rule 6.6; lost; expiry: 2.13 */
extern struct code_list codes_answer;    /* isolation warned found none */

/* coming and going: */
extern struct code_list codes_intake, codes_intake_end, codes_pickup_end, codes_direction, codes_dual,
	codes_checkin, codes_contact_way, codes_rating, codes_yes_open;
/* plans and help: */
extern struct code_list codes_review_kind, codes_case, codes_case_end, codes_hardship, codes_care_end,
	codes_medicine, codes_placing, codes_round_found;
/* Of the station's registers, all extensible but money_way (ledger/ledger_codes.c). */
extern struct code_list codes_activity, codes_org, codes_staff, codes_unit, codes_account,
	codes_money_way, codes_purpose, codes_round, codes_value;
extern struct code_list codes_attendance; /* present passed absent */

/* All of them, for the INI's [code.NAME] sections. */
extern struct code_list *const codes_all[];
extern const unsigned long codes_all_count;

#endif
