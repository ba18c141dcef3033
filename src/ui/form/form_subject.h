/* What several forms say about the person they concern. SPDX-License-Identifier: MIT */
#ifndef UI_FORM_FORM_SUBJECT_H
#define UI_FORM_FORM_SUBJECT_H

#include "model/person/resident.h"
#include "ui/form/form.h"

/* 张建国  男 41岁  石桥村  档案 0012: enough to tell two of one name apart. Appends. */
void form_subject_person(const struct form_call *c, const struct resident *r, struct str *out);
/* The same of c->resident, read for it. */
void form_subject_resident(const struct form_call *c, struct str *out);
/* Is there another visible person of this name, or of the same pinyin initials? */
bool form_has_namesake(const struct form_call *c, const struct resident *r);
/* "  Note: ..." for each that was not asked about before. */
void form_add_warnings(const struct findings *warnings, struct str *out);

#endif
