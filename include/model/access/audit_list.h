/* The columns of the audit's list: its screen and command name some of them.
 * SPDX-License-Identifier: MIT */
#ifndef MODEL_ACCESS_AUDIT_LIST_H
#define MODEL_ACCESS_AUDIT_LIST_H

enum {
	AUDIT_TIME,
	AUDIT_OFFICER,
	AUDIT_ACTION,
	AUDIT_TABLE,
	AUDIT_RESULT,
	AUDIT_REASON,
	AUDIT_SEQ,
	AUDIT_ROLE,
	AUDIT_RECORD,
	AUDIT_FIELDS,
	AUDIT_DETAIL,
	AUDIT_KIND,
	AUDIT_TO,
	AUDIT_ORIGIN,
	AUDIT_COLUMNS
};

#endif
