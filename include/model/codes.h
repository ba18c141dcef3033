/* Every fixed list of values of the domain, declared once (src/model/codes.c). */
#ifndef MODEL_CODES_H
#define MODEL_CODES_H

#include "core/code.h"

extern struct code_list codes_sex;       /* m f */
extern struct code_list codes_paper;     /* id permit passport none other */
extern struct code_list codes_education;
extern struct code_list codes_marital;
extern struct code_list codes_job;       /* extensible */
extern struct code_list codes_drug;      /* extensible */
extern struct code_list codes_risk;      /* high mid low none */
extern struct code_list codes_control;   /* 01..06 of domain.md 3 */
extern struct code_list codes_order;     /* detox rehab */
extern struct code_list codes_state;     /* awaiting executing suspended terminated moved released */
extern struct code_list codes_result;    /* neg pos invalid */
extern struct code_list codes_sample;    /* urine hair saliva blood */
extern struct code_list codes_nature;    /* regular irregular elsewhere recheck makeup */
extern struct code_list codes_yesno;     /* yes no */
extern struct code_list codes_source;    /* typed import return */
extern struct code_list codes_role;      /* officer head auditor reader */
extern struct code_list codes_place_kind;/* village community grid centre */

/* All of them, for the INI's [code.NAME] sections. */
extern struct code_list *const codes_all[];
extern const unsigned long codes_all_count;

#endif
