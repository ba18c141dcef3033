/* Passwords nobody gets, made from data/access/passwords.txt at build time.
 * SPDX-License-Identifier: MIT */
#ifndef SRC_CORE_BLOCKLIST_H
#define SRC_CORE_BLOCKLIST_H

#include <stddef.h>

extern const char *const blocklist[];
extern const size_t blocklist_count;

#endif
