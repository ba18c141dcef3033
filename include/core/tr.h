/* Words on the screen: English in the source, other languages from tables built at build time.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_TR_H
#define CORE_TR_H

/* Mark an English text for extraction without translating it here. */
#define N_(text) text

enum lang { LANG_ZH, LANG_EN };

/* Choose the language for the whole process; Chinese until called. */
void tr_set_lang(enum lang lang);
enum lang tr_lang(void);

/* "zh", "zh_CN", "en", "en_US.UTF-8"... -> language; false when it names neither. */
_Bool tr_parse_lang(const char *name, enum lang *out);

/* The text in the chosen language; the English itself when there is no translation. Never NULL,
 * static. */
const char *tr(const char *english);

#endif
