/* Small words several screens say. SPDX-License-Identifier: MIT */
#ifndef UI_TERMINAL_WORDS_H
#define UI_TERMINAL_WORDS_H

#include "core/date.h"

const char *word_weekday(struct date d);

#endif
