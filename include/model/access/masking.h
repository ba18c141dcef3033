/* SPDX-License-Identifier: MIT
 * What a role sees of a value, in each kind of view: the one place that turns a person's fields
 * into text for somebody's eyes (rule 11.4). Every screen, command, print and export goes through
 * it; tests/check-layers holds that, and tests/unit/test_masking attacks each row of the table.
 */
#ifndef MODEL_ACCESS_MASKING_H
#define MODEL_ACCESS_MASKING_H

#include "core/actor.h"
#include "core/field.h"
#include "model/access/access.h"

enum masked_view {
	VIEW_LIST,              /* lists, finder, today: many people */
	VIEW_FILE,              /* one person's file */
	/* the same while a reveal, which was logged with its reason, lasts */
	VIEW_REVEALED,
	VIEW_ENTRY,             /* a field somebody types into */
	VIEW_PRINT,
	VIEW_EXPORT_MASKED,
	VIEW_EXPORT_IDENTIFIED,
	VIEW_COUNT
};

enum masked_how {
	SHOWN_NOT,    /* no column, no line */
	SHOWN_MASKED, /* stars for a number, the first character of a name or MASKED_SOMEBODY */
	SHOWN_AGE,    /* whole years of a date, under MASKED_AGE */
	SHOWN_WHOLE,
};

/* What each kind of view does with a field, by its flags; a role whose answer is ACCESS_MASKED sees
 * F_NAME and F_MASKED masked whatever stands here, one whose answer is ACCESS_NO nothing at all. */
struct masked_rule {
	const char *id;
	enum access_action action;
	/* F_MASKED, F_NAME, F_WORKER, F_SENSITIVE */
	enum masked_how number, name, worker, sensitive;
};
extern const struct masked_rule masked_rules[VIEW_COUNT];

/* The header of what stands for a birth date; an import takes no notice of it. */
#define MASKED_AGE "年龄"
/* Everybody's name for a role that sees people masked. */
#define MASKED_SOMEBODY "某**"

enum masked_how masked_how(const struct actor *a, enum masked_view view, const struct field_def *f);
/* What stands in place of every value of a damaged record. */
const char *masked_damaged(void);
/* The value as this role sees it in this view; nothing for SHOWN_NOT. Appends. env as field_format
 * wants it. Of a damaged record no value is shown. */
void masked_text(const struct actor *a, enum masked_view view, const struct field_def *f,
                 const void *rec, const struct field_env *env, struct str *out);
/* The same of many records: what hangs on role, view and field is asked once. */
struct masked_column {
	const struct actor *actor;
	const struct field_def *field;
	enum masked_how how;
	bool stars; /* numbers in its texts become stars */
};
void masked_column(const struct actor *a, enum masked_view view, const struct field_def *f,
                   struct masked_column *out);
/* In room, whatever was there, or the record's own where that is shown as it stands. */
const char *masked_column_text(const struct masked_column *c, const void *rec,
                               const struct field_env *env, struct str *room);
/* The same for a text whose field is not at hand: flags as of a field (F_NAME, F_WORKER,
 * F_SENSITIVE); shown: does it have a column at all in this view? */
bool masked_shows(const struct actor *a, enum masked_view view, unsigned flags);
void masked_value(const struct actor *a, enum masked_view view, unsigned flags, const char *text,
                  struct str *out);
/* The name of a resident as this role sees it in lists. Appends; NULL is blank. */
void masked_name(const struct actor *a, const char *name, struct str *out);
/* For a role that sees people masked: names and numbers of a record just read become their masked
 * forms, so that nothing built on it can show more. */
void masked_record(const struct actor *a, const struct entity_def *def, void *rec);

#endif
