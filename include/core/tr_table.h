/* The generated table behind tr(): sorted by English bytes. SPDX-License-Identifier: MIT */
#ifndef CORE_TR_TABLE_H
#define CORE_TR_TABLE_H

struct tr_entry {
	const char *en, *other;
};
extern const struct tr_entry tr_zh[];
extern const unsigned long tr_zh_count;

#endif
