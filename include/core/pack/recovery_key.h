/* SPDX-License-Identifier: MIT
 * The key a station's backups are sealed to: the public half stays with the station, the secret one
 * is written down once, on paper, as 18 groups of three signs and a check sign. A group that was
 * misread, or stands in another's place, is found by itself.
 */
#ifndef CORE_PACK_RECOVERY_KEY_H
#define CORE_PACK_RECOVERY_KEY_H

#include "core/err.h"
#include "core/pack/pack.h"

enum { RECOVERY_GROUPS = 18, RECOVERY_GROUP = 4, RECOVERY_BUF = RECOVERY_GROUPS * 5 };

void recovery_make(unsigned char public_half[PACK_KEY], unsigned char secret[PACK_KEY]);
/* "0AB1 2CD3 ..." */
void recovery_text(const unsigned char secret[PACK_KEY], char out[RECOVERY_BUF]);
/* As it is typed: blanks, dashes and lines where they like, small letters, O for 0, I and L for 1.
 * RC_INVALID names the first group that is wrong. */
enum rc recovery_parse(const char *text, unsigned char secret[PACK_KEY], struct err *err);

#endif
