/* Inside the exchange layer: the rows of the table of registers. SPDX-License-Identifier: MIT */
#ifndef EXCHANGE_IMPORT_IMPORT_REGISTERS_H
#define EXCHANGE_IMPORT_IMPORT_REGISTERS_H

#include "exchange/import/register.h"

extern const struct register_def roster_register, member_register, state_register, duty_register;
/* Columns that say whose row it is, where a row belongs to a resident. */
#define OWNER_FIELDS "file_no,name,id_no,paper,other_paper"
/* The data of a row: whose it is as in the file, then the record as in the file, then the one
 * stored; each begins where anything may. */
static inline size_t register_aligned(size_t n) { return (n + 15) / 16 * 16; }
/* The register of one kind of event; parts[0] is whose it is, parts[1] the event. */
void event_register_fill(struct register_def *reg, const struct event_def *def);
/* The register of one of the station's own: a row hangs on nobody. */
void ledger_register_fill(struct register_def *reg, const struct ledger_def *def);

#endif
