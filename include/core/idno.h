/* Citizen identity numbers (GB 11643-1999; rule 10.1) and telephone numbers.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_IDNO_H
#define CORE_IDNO_H

#include <stdbool.h>

#include "core/date.h"
#include "core/err.h"
#include "core/mem.h"

enum { IDNO_LEN = 18 };

/*
 * Mend and check what a file or a person wrote: blanks, full-width digits, lower-case x, a leading
 * ' or trailing tab are mended, 15 digits get their century and check digit. RC_OK: out[19] holds
 * 18 characters. RC_INVALID: a sentence in err that names the defect (length, characters,
 * impossible or future birth date, check digit, "changed by a spreadsheet" for 9.95453E+17 or 18
 * digits ending 000 with a wrong check digit) and never the number itself. Area codes are not
 * checked (abolished counties stay valid).
 */
enum rc idno_parse(const char *text, char out[IDNO_LEN + 1], struct err *err);
char idno_check_digit(const char first17[17]);
/* DATE_NONE when the text is not 18 characters with a day that exists. */
struct date idno_birth(const char *idno);
bool idno_is_male(const char idno[IDNO_LEN + 1]);
/* 431202************: first six, then stars; works for any text (first six characters at most a
 * third of it). */
void idno_mask(const char *idno, char out[64]);

/* Has the number the shape of this kind of paper (permit, passport; of another: of a permit to
 * travel from Hong Kong, Macao or Taiwan where it looks like one)? Else a warning: text is allowed.
 */
bool paper_is_plausible(const char *kind, const char *number);
/* Is it a long number as a spreadsheet shortens it, 1.99E+10: its digits are gone. */
bool number_is_exponent(const char *text);
/* Does it look like a mobile or landline number? Else a warning: text is allowed (rule 10.4). */
bool phone_is_plausible(const char *text);
/* 138****5678 is what others do; none of the last four may show: 138******** here. */
void phone_mask(const char *phone, char out[64]);
/* A text with every digit of what has the shape of an ID number (18 or 15), a mobile or a landline
 * with its area starred, full width or with blanks, dots and dashes between too. Appends. */
void numbers_star(const char *text, struct str *out);
/* 张** : first character, then two stars whatever the length. */
void name_mask(const char *name, char out[64]);

#endif
