/* SPDX-License-Identifier: MIT
 * A field is declared once. One X-macro list per entity gives the struct's members and a table of
 * struct field_def that drives SQL columns, binding, parsing, formatting, CSV headers, masking,
 * list columns, form widgets and the audit's diff.
 *
 *   #define PLACE_FIELDS(X, S) \
 *           X(S, text, name, N_("Name"), .width = 16, .csv = "名称", .flags = F_REQUIRED) \
 *           X(S, int, population, N_("Population"), .width = 8, .csv = "人口")
 *   ENTITY_STRUCT(place_def, place, PLACE_FIELDS);
 *   ENTITY_DEF(place_def, N_("Village"), place, PLACE_FIELDS);
 */
#ifndef CORE_FIELD_H
#define CORE_FIELD_H

#include <limits.h>

#include "core/code.h"
#include "core/date.h"
#include "core/err.h"
#include "core/mem.h"
#include "core/tr.h"

enum field_type { FT_TEXT, FT_NOTE, FT_IDNO, FT_PHONE, FT_DATE, FT_CODE, FT_INT, FT_MONEY, FT_REF };
/* How a type is kept, in the struct and in the database: most code asks no more. */
enum field_kind { KIND_TEXT, KIND_DATE, KIND_CODE, KIND_NUMBER, KIND_REF };

/* The id of another record; 0 is blank. */
struct ref {
	long long id;
};
/* A blank whole number (FT_INT) or amount in fen (FT_MONEY). */
#define INT_NONE LLONG_MIN

/* C type of each field type. Text kinds are owned heap strings in valid UTF-8, NULL when blank
 * (never ""). */
#define FIELD_C_text char *
#define FIELD_C_note char *
#define FIELD_C_idno char *
#define FIELD_C_phone char *
#define FIELD_C_date struct date
#define FIELD_C_code struct code
#define FIELD_C_int long long
#define FIELD_C_money long long
#define FIELD_C_ref struct ref

#define FIELD_T_text FT_TEXT
#define FIELD_T_note FT_NOTE
#define FIELD_T_idno FT_IDNO
#define FIELD_T_phone FT_PHONE
#define FIELD_T_date FT_DATE
#define FIELD_T_code FT_CODE
#define FIELD_T_int FT_INT
#define FIELD_T_money FT_MONEY
#define FIELD_T_ref FT_REF

enum field_flag {
	F_REQUIRED = 1 << 0,  /* without it there is no record: the row is refused */
	F_COMPLETE = 1 << 1,  /* its lack is a finding, never a refusal (rule 7.9) */
	F_LIST = 1 << 2,      /* a column of the default list */
	F_SEARCH = 1 << 3,    /* the finder and / look here */
	F_MASKED = 1 << 4,    /* a number (ID, phone): shown masked until revealed */
	/* left out of masked exports (address, birth date, document number) */
	F_SENSITIVE = 1 << 5,
	F_SYSTEM = 1 << 6,    /* kept by the program: on no form, in no CSV */
	F_TWICE = 1 << 7,     /* typed twice */
	F_CARRY = 1 << 8,     /* a form offers the previous record's value */
	F_PAST = 1 << 9,      /* a date that may not lie in the future */
	F_FIXED = 1 << 10,    /* set when the record is born, then read-only on the form */
	F_AUTO = 1 << 11,     /* blank on a new record: the program fills it (file number) */
	/* names a resident or one of the family: masked for readers and in masked exports */
	F_NAME = 1 << 12,
	/* names somebody of a help team: masked in masked exports only. Both: read through
	 * name_unify */
	F_WORKER = 1 << 13,
	/* the column `unknown`: names of the fields nobody knows the value of; the fields keep
	 * it */
	F_MARKS = 1 << 14,
	F_TIME = 1 << 15,     /* a time of day: kept as 09:30 where it can be read as one */
	/* made from other fields, at any time anew: no part of the record's proof */
	F_MADE = 1 << 16,
};

struct field_def {
	const char *name; /* struct member, SQL column, JSON key */
	enum field_type type;
	const char *label;  /* N_() English */
	size_t offset;
	int width;          /* cells in a list or form */
	const char *csv;    /* the county's header name; NULL: never in a file */
	const char *aliases;/* comma-separated header synonyms */
	struct code_list *codes; /* FT_CODE */
	const char *ref;    /* FT_REF: name of the entity it points to; text: whose names may
	                     * stand here, "said": those of several records */
	/* most code points (text) or largest value (int); 0: the type's default */
	int max;
	const char *help;   /* N_() one line under the field */
	/* UNKNOWN_OK: where the record says that nobody knows the value; 0: such a value is just
	 * blank */
	size_t unknown;
	unsigned flags;
};
/*
 * "Not known" (不详) is an answer, and another one than blank: nobody need ask again. It is no
 * value, so no rule and no figure sees it: the field is blank, and the record's last field,
 * declared by FIELD_UNKNOWN, names it.
 */
#define UNKNOWN_OK(S) .unknown = offsetof(struct S, unknown)
#define FIELD_UNKNOWN(X, S) \
	X(S, text, unknown, N_("Not known"), .max = 300, .flags = F_SYSTEM | F_MARKS)

#define FIELD_MEMBER(S, type_, name_, ...) FIELD_C_##type_ name_;
#define FIELD_ROW(S, type_, name_, label_, ...) \
	{.name = #name_, .type = FIELD_T_##type_, .label = label_, .offset = offsetof(struct S, name_), \
	 __VA_ARGS__},

/* What every stored record carries, as the first member `rec` of its struct. The store keeps it. */
struct record {
	long long id;          /* 0: not stored yet */
	/* 26 characters of Crockford base32; made where the record is born */
	char uid[27];
	long long ver;         /* 1, 2, ...: optimistic lock */
	long long seq;         /* audit sequence of the last change */
	long long recorded_at; /* real milliseconds UTC */
	long long recorded_by; /* officer; 0: the program */
	long long import_id;   /* 0: typed */
	struct code source;    /* typed | import | return */
	long long voided_at;   /* 0: not void */
	long long voided_by;
	char *void_reason;
	/* what was read is not what was saved (rule 12.14); not kept */
	bool damaged;
};

struct entity_def {
	const char *name;  /* SQL table */
	const char *label; /* N_() */
	const struct field_def *fields;
	size_t count;
	size_t size; /* sizeof the struct; it starts with struct record */
};
#define ENTITY(table, label_, S, array) \
	{.name = table, .label = label_, .fields = array, .count = sizeof array / sizeof *array, \
	 .size = sizeof(struct S)}

/* The struct of a table, and the definition of one named as its struct, in one line each. */
#define ENTITY_STRUCT(def, S, FIELDS) \
	struct S { \
		struct record rec; \
		FIELDS(FIELD_MEMBER, S) \
	}; \
	extern const struct entity_def def
#define ENTITY_DEF(def, label, S, FIELDS) \
	static const struct field_def S##_fields[] = {FIELDS(FIELD_ROW, S)}; \
	const struct entity_def def = ENTITY(#S, label, S, S##_fields)

/* Columns every event on a resident begins with; occurred is what windows and months count by. */
#define EVENT_FIELDS(X, S, when_label, when_csv, when_aliases) \
	X(S, ref, resident, N_("Resident"), .ref = "resident", .flags = F_SYSTEM) \
	X(S, ref, order_id, N_("Order"), .ref = "treatment_order", .flags = F_SYSTEM) \
	X(S, date, occurred, when_label, .width = 10, .csv = when_csv, .aliases = when_aliases, \
	  .flags = F_REQUIRED | F_LIST | F_PAST | F_CARRY) \
	X(S, text, occurred_time, N_("Time"), .width = 5, .csv = "具体时间", .max = 8, \
	  .flags = F_TIME) \
	X(S, text, place_text, N_("Where"), .width = 16, .csv = "地点", .aliases = "检测地点,谈话地点,走访地点", .max = 60, \
	  .ref = "place", .flags = F_CARRY)

/* Names behind refs: how a form, list or file shows and finds the record a ref points to. */
struct field_env {
	void *ctx;
	/* Display name of entity `ref`'s record id, or NULL; valid until the next call. */
	const char *(*ref_name)(void *ctx, const char *ref, long long id);
	/* Id of the one record so named, or 0. */
	long long (*ref_find)(void *ctx, const char *ref, const char *name);
};

/* Make every field of a fresh struct blank (dates DATE_NONE, numbers INT_NONE, the rest zero). */
void entity_init(const struct entity_def *def, void *rec);
/* Free what the fields own and make them blank again. */
void entity_clear(const struct entity_def *def, void *rec);
/* Of a record that nobody looks at any more. */
void entity_free(const struct entity_def *def, void *rec);
/* Deep copy; dst is initialised by the call. */
void entity_copy(const struct entity_def *def, void *dst, const void *src);
/* The part of every check that the flags say, of one field and of all: F_REQUIRED filled in, F_PAST
 * not after today. */
enum rc field_check(const struct field_def *f, const void *rec, struct date today, struct err *err);
enum rc entity_check(const struct entity_def *def, const void *rec, struct date today,
                     struct err *err);
const struct field_def *entity_field(const struct entity_def *def, const char *name);

static inline enum field_kind field_kind(const struct field_def *f) {
	switch (f->type) {
	case FT_TEXT:
	case FT_NOTE:
	case FT_IDNO:
	case FT_PHONE:
		return KIND_TEXT;
	case FT_DATE:
		return KIND_DATE;
	case FT_CODE:
		return KIND_CODE;
	case FT_INT:
	case FT_MONEY:
		return KIND_NUMBER;
	case FT_REF:
		return KIND_REF;
	}
	return KIND_TEXT;
}
/* A field's place in its record, by kind. */
static inline void *field_ptr(const struct field_def *f, void *rec) {
	return (char *)rec + f->offset;
}
static inline const void *field_cptr(const struct field_def *f, const void *rec) {
	return (const char *)rec + f->offset;
}
static inline const char *field_text(const struct field_def *f, const void *rec) {
	return *(char *const *)field_cptr(f, rec);
}
static inline struct date field_date(const struct field_def *f, const void *rec) {
	return *(const struct date *)field_cptr(f, rec);
}
static inline struct code field_code(const struct field_def *f, const void *rec) {
	return *(const struct code *)field_cptr(f, rec);
}
static inline long long field_number(const struct field_def *f, const void *rec) {
	return *(const long long *)field_cptr(f, rec);
}
static inline long long field_ref(const struct field_def *f, const void *rec) {
	return ((const struct ref *)field_cptr(f, rec))->id;
}
/* Set a text field; takes over t, whatever was there is freed. */
void field_take_text(const struct field_def *f, void *rec, char *t);

/* Without a value; whether nobody knows it is field_is_unknown's. */
bool field_is_blank(const struct field_def *f, const void *rec);
/* 0 when equal; orders blanks first, then what is not known, text by bytes. */
int field_compare(const struct field_def *f, const void *a, const void *b);
/* These two take "not known" along, or away. */
void field_copy(const struct field_def *f, void *dst, const void *src);
void field_set_blank(const struct field_def *f, void *rec);

/* ---- not known ---- */

bool field_is_unknown(const struct field_def *f, const void *rec);
/* Of a field with UNKNOWN_OK: the value goes, nobody knows it. Any other becomes blank. */
void field_set_unknown(const struct field_def *f, void *rec);
/* The value is known after all, or just blank. field_parse, field_set_blank and field_store_read do
 * it. */
void field_unmark(const struct field_def *f, void *rec);
/* ---- as text (field_text.c; all above is field_value.c) ---- */

/*
 * Read what a file or a person wrote into rec. Blank text makes the field blank; in all but plain
 * text a stroke, a dash or 无 says nothing too, unless a code list knows it as a value. Text is
 * trimmed; full-width digits and letters are folded where the type is a number, date, code, ID or
 * phone; control characters are refused in text (newlines kept in notes). An FT_IDNO is mended
 * (blanks, full width, lower x, leading ', trailing tab, 15 digits) and checked by core/idno; a bad
 * one is refused. An FT_PHONE is kept as text, never refused. What field_says_unknown makes the
 * field unknown. env may be NULL where no FT_REF occurs. RC_INVALID: err has field and sentence;
 * rec is unchanged.
 */
enum rc field_parse(const struct field_def *f, void *rec, const char *text,
                    const struct field_env *env, struct err *err);

/* Is this trimmed text how one says that nobody knows (a lone ?, 不详, 不明)? Never where the field
 * cannot be unknown, or its list has a value of this name. */
bool field_says_unknown(const struct field_def *f, const char *text);
/* How that is shown and written into files; in the chosen language. */
const char *field_unknown_word(void);
/* Is this trimmed text what people write where there is nothing to say (a stroke, a dash, 无)?
 * Never in plain text, nor where the field's list knows the sign as a value. */
bool field_says_nothing(const struct field_def *f, const char *text);

/* The whole value: label of a code, ISO date, name of a ref, yuan.fen; the word for not known.
 * Appends to out; blank appends nothing. For somebody's eyes: masked_text
 * (model/access/masking.h). */
void field_format(const struct field_def *f, const void *rec, const struct field_env *env,
                  struct str *out);
/* As stored (code, ISO date, number), "?" for not known: what two versions are compared by.
 * Appends. */
void field_store_text(const struct field_def *f, const void *rec, struct str *out);
/* The other way round, of a text that field_store_text gave; what cannot be read makes the field
 * blank. */
void field_store_read(const struct field_def *f, void *rec, const char *text);

#endif
