/* Small words several screens say. */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include "core/date.h"
#include "core/field.h"
#include "core/mem.h"

const char *word_weekday(struct date d);
/* How a record came in, for its list line: the day it was recorded; `late +12d` when typed more than 3 days after the day
 * it happened on; `import` and `return` by name. */
void word_recorded(const struct record *rec, struct date occurred, struct str *out);

#endif
