/* SPDX-License-Identifier: MIT
 * The form engine over field tables. A form is a small table of rows (sections, field names in
 * order) over one or more records. struct form is pure state: fields, buffers, what is at fault; it
 * takes keys and is tested without a terminal. src/ui/form/form_view.c paints it and runs the use
 * case.
 */
#ifndef UI_FORM_FORM_H
#define UI_FORM_FORM_H

#include "core/actor.h"
#include "core/field.h"
#include "model/rules/due.h"
#include "ui/terminal/edit.h"
#include "ui/terminal/key.h"

struct event_def;
struct findings;
struct ledger_def;
struct form;
struct station;
struct ui;

enum { FORM_RECORDS = 5 };

enum form_row_flag {
	/* an event's date: older than 31 days is asked about once, typed or carried; one that is
	 * not today's has the cursor first */
	FR_RECENT = 1 << 0,
	FR_SHOWN = 1 << 1,  /* for information, never typed */
	FR_TODAY = 1 << 2,  /* Enter on an empty date takes today */
	/* filled in from what was typed or said before: of a new record it is passed over on the
	 * way down while something stands in it */
	FR_PASSED = 1 << 3,
	FR_FREE = 1 << 4,   /* of a part that may be left out whole: blank, it lacks nothing */
};

struct form_row {
	int entity;        /* which record of the form, from 0 */
	const char *name;  /* field; NULL: a section begins */
	const char *title; /* N_(): of the section */
	unsigned flags;    /* enum form_row_flag */
};
#define FORM_SECTION(title_) {.title = title_}
#define FORM_FIELD(entity_, name_) {.entity = entity_, .name = name_}
#define FORM_FIELD_AS(entity_, name_, flags_) {.entity = entity_, .name = name_, .flags = flags_}

/* Names behind refs, and which records a ref may point to. */
struct form_env {
	struct field_env names;
	/* whose eyes: what is masked for them stays so until they type it anew */
	const struct actor *actor;
	void *ctx; /* of the functions below */
	/* Ids a pick list offers for entity `ref`, in the order to show; NULL: none. */
	void (*list)(void *ctx, const char *ref, struct ids *out);
	/* Make the record of this name; NULL: it cannot be made from a form. */
	enum rc (*add)(void *ctx, const char *ref, const char *name, long long *id,
	               struct err *err);
	/* Names for a text field people, places or authorities are said in: those said here
	 * before, the last one first, then others that are known. NULL: none. Heap. */
	char *(*said)(void *ctx, const struct entity_def *def, const struct field_def *field);
};

/* A value a new record begins with, as a file would have it: a code, an ISO date, a number; "" for
 * blank. */
struct form_preset {
	const char *field, *value;
};

/* What a use case needs. resident and order are those the record hangs on; id is the record, 0 =
 * new; event is the register of a form about an event, ledger that of one of the station's, else
 * NULL. */
struct form_call {
	struct station *st;
	const struct actor *actor;
	const struct event_def *event;
	const struct ledger_def *ledger;
	long long id, resident, order;
	struct due_row line; /* of Today it is meant for, of that order; kind 0: none (rule 8.7) */
	void *ctx; /* of a form a screen keeps for itself: what load and save work on */
	/* How the form opens; read while it does. */
	const struct form_preset *presets; /* ended by a NULL field, or NULL */
	const char *start;                 /* field to stand on; NULL: form_start's */
	bool show;                         /* nothing is typed: the record is only read */
	bool as_loaded;                    /* nothing of the record before is put into it */
	/* the draft to go on with; 0: the newest of this form and record, if any */
	long long draft;
	/* of a form with def->keep: what was typed in it before; NULL: nothing */
	const char *text;
	size_t field;                      /* and the one it was left in; 0: the first */
};

struct form_def {
	const char *id;    /* names the form in memory and tests */
	const char *title; /* N_(); NULL: the label of the entity */
	const struct form_row *rows; /* NULL: every field of the first entity in its order */
	size_t row_count;
	const struct entity_def *entity[FORM_RECORDS]; /* the first NULL ends them */

	/* Fill the (initialised) records: load those of c->id, or set the defaults of a new one. */
	enum rc (*load)(const struct form_call *c, void *const rec[], struct err *err);
	/* Save; RC_CONFLICT when somebody was faster. said: what changed and what comes next, a
	 * finished sentence. */
	enum rc (*save)(const struct form_call *c, void *const rec[], struct str *said,
	                struct err *err);
	/* The use case's check of the whole; err names the field. told: what is asked about or
	 * said. May be NULL. */
	enum rc (*check)(const struct form_call *c, void *const rec[], struct findings *told,
	                 struct err *err);
	/* Pure: `field` was just taken; propose others. say: a finished sentence, or nothing. May
	 * be NULL. */
	void (*derive)(void *const rec[], const char *field, struct str *say);
	/* Pure: must this value of an F_TWICE field be typed twice? NULL: every value. */
	bool (*twice)(const void *const rec[], const char *field);
	/* Before saving: must the officer show that this is the person meant? Then the question and
	 * its one right answer. May be NULL. */
	bool (*guard)(const struct form_call *c, void *const rec[], struct str *question,
	              struct str *answer);
	/* A new record of this form is followed by a new one of that, hung on it as its resident.
	 * May be NULL. */
	const struct form_def *next;
	/* Is this record part of the form now? Asked once, after load; may query. NULL: all are. */
	bool (*shows)(const struct form_call *c, int entity);
	/* Must this field be filled, though its table does not say so? It is asked after each key;
	 * may query. May be NULL. */
	bool (*wants)(const struct form_call *c, void *const rec[], const char *field);
	/* Of a form that is part of the screen in c->ctx and of that screen's draft: keep what was
	 * typed (as form_draft_write has it; NULL: nothing) and the field being typed in. NULL: the
	 * form keeps a draft of its own. */
	enum rc (*keep)(const struct form_call *c, const char *text, size_t field, struct err *err);
	/* With keep: the form is saved or given up. */
	void (*left)(const struct form_call *c);
	/* Is the value just taken in this field somebody else's? Then the question, and whose: 0
	 * when the actor may not know. May query, may be NULL. */
	bool (*known)(const struct form_call *c, void *const rec[], const char *field,
	              struct str *question, long long *whose);
	/* Line 0, right side: whom this is about; may query. May be NULL. */
	void (*about)(const struct form_call *c, void *const rec[], struct str *out);
};

struct form_item {
	const struct field_def *field;
	int entity;
	const char *section; /* title above it, or NULL */
	unsigned flags;      /* enum form_row_flag */
	struct edit edit;
	bool read_only;
	bool wanted;  /* the form_def says it must be filled */
	bool touched; /* typed in since it was taken: the record does not have it yet */
	bool fresh;   /* the next character replaces what stands there */
	bool masked;  /* the record has a value that stays masked; the buffer is empty */
	bool bad;     /* what was typed does not do */
	bool again;   /* asked for the second time; first holds what was typed before */
	struct str first;
	bool asking;       /* Enter alone takes the old day that stands here */
	struct date asked; /* the old day that was asked about */
	char *said; /* what was said here before, a line each: names to choose from; NULL: none */
	/* of a code that entry sessions have digits for: so many are its own values', the next
	 * `others` another register's; 0: every value has its place's digit */
	size_t own, others;
};

struct form {
	const struct form_def *def;
	const struct form_env *env;
	struct date today;
	struct form_item *items;
	size_t n, cur;
	void *rec[FORM_RECORDS];  /* as edited */
	void *base[FORM_RECORDS]; /* as loaded */
	struct err err;           /* what is wrong, text empty when nothing is */
	struct str note;          /* a proposal or a request, or empty */
	uint32_t advanced;        /* the digit of a code that has just gone on by itself; 0: none */
	unsigned questions;       /* how many were asked: the next key may not have seen the last */
};

/* What a key did. */
enum form_event {
	FORM_NOT_MINE, /* a command or nothing */
	FORM_DONE,     /* taken; paint */
	FORM_END,      /* Enter on the last field: offer to save */
	FORM_LEAVE,    /* Esc */
};

/* Records initialised and blank; the caller fills f->rec (entity_def's struct) and calls
 * form_start. env may be NULL. */
void form_init(struct form *f, const struct form_def *def, const struct form_env *env,
               struct date today);
void form_clear(struct form *f);
/* The fields of this record go. Before form_start. */
void form_leave_out(struct form *f, int entity);
/* The records are filled: remember them, put them into the buffers. A form of a kind begins always
 * at the same field: the first that must be filled and is not, else the first. */
void form_start(struct form *f);
/* Read the names to choose from. Then, of a new record, put those said last into the blank fields
 * that want one. Before form_start. */
void form_names(struct form *f);
void form_propose(struct form *f);
/* Values a caller knows, into the first record; before form_start. */
void form_preset(struct form *f, const struct form_preset *presets);
/* Put a record into the buffers again after it was changed from outside; what was typed and not
 * taken stays. */
void form_refresh(struct form *f);

enum form_event form_key(struct form *f, const struct key *k);
/* Next and previous field. Next takes the current one first and stays (false) when it does not do;
 * previous always goes. */
bool form_next(struct form *f);
void form_prev(struct form *f);
/* Stand on item i; always allowed. */
void form_goto(struct form *f, size_t i);
/* Index of a field by name in record `entity`, or n. */
size_t form_find(const struct form *f, int entity, const char *name);
/* Put a stored value (as field_store_text gives it) or a picked id into the current field and take
 * it. */
void form_put(struct form *f, const char *text);
void form_put_ref(struct form *f, long long id);
/* Copy the current field from the previous record. False: it had none. */
bool form_repeat(struct form *f, const void *const last[]);

/* Names that stand in it and were never said before: asked about, once. */
void form_doubts(const struct form *f, struct findings *told);
/* Take every field that was typed, check what is required; stands on the first at fault. */
enum rc form_take_all(struct form *f);
/* Show a failure: its sentence, and the cursor in the field it names. */
void form_fail(struct form *f, const struct err *err);
/* Anything typed or different from what was loaded? */
bool form_changed(struct form *f);
static inline struct form_item *form_item(struct form *f) { return &f->items[f->cur]; }

/* ---- one widget per field type (src/ui/form/form_widget.c) ---- */

/* The record's value into the buffer. */
void widget_load(struct form *f, struct form_item *it);
/* The buffer into the record. RC_INVALID: err names the field; the record keeps its value. */
enum rc widget_take(struct form *f, struct form_item *it, struct err *err);
/* Is what was typed complete, so that the form goes on by itself? */
bool widget_is_complete(const struct form *f, struct form_item *it);
/* What the field means, beside it: 2025-03-08 周六, the label of a code. Appends. */
void widget_echo(const struct form *f, struct form_item *it, struct str *out);
/* What row `row` of the field shows: the buffer, or the masked value. Appends. */
void widget_paint(const struct form *f, const struct form_item *it, int row, struct str *out);
/* What one can type here: the choices, the short dates; then the field's own help. Appends. */
void widget_hint(const struct form *f, const struct form_item *it, struct str *out);
/* Code points a field of this type holds. */
size_t widget_max(const struct field_def *field);
/* Rows it takes on the form. */
int widget_rows(const struct field_def *field);

/* ---- a form as a draft (src/ui/form/form_draft.c) ---- */

/* Everything that was typed, taken or not, and what was loaded for it; the cursor's field is kept
 * beside it. Appends. */
void form_draft_write(struct form *f, struct str *out);
/*
 * Put a draft over a form just loaded and started. stale: the record has been saved since; then
 * f->base is what was loaded for the draft, f->rec what was typed over it, and saving meets the
 * conflict. False: the text cannot be read (a newer program's); the form is as it was.
 */
bool form_draft_read(struct form *f, const char *text, size_t field, bool *stale);

/* What stands in this field of the first record, as stored or as typed; false: nothing. Appends. */
bool form_draft_value(const char *text, const char *field, struct str *out);

/* ---- what forms remember while the program runs (src/ui/form/form_memory.c) ---- */

struct form_memory;
struct form_memory *form_memory_new(void);
void form_memory_free(struct form_memory *m); /* NULL is fine */
/* Keep the new records just saved as the previous ones of this form, for the rest of the day. */
void form_memory_keep(struct form_memory *m, const struct form *f);
/* The previous record's values (NULL-filled array of FORM_RECORDS), or NULL; owned by m, until the
 * next keep. */
const void *const *form_memory_last(const struct form_memory *m, const struct form_def *def);
/* Fill the F_CARRY fields of a new form from the previous record of this day. Before form_start. */
void form_memory_carry(const struct form_memory *m, struct form *f);

/* ---- choosing from a list (src/ui/form/form_pick.c) ---- */

/* One thing to choose: a code or a record. */
struct pick_row {
	const char *code; /* of a code list, else NULL */
	long long id;     /* of a record */
	char *label;
};
struct pick {
	struct pick_row *rows; /* everything */
	size_t n;
	size_t *shown; /* what matches the filter */
	size_t shown_n, mark;
	struct edit filter;
};
/* What the item's field can take; false: it has no list. pick_clear when done. */
bool pick_open(struct pick *p, const struct form *f, const struct form_item *it);
/* The form's own fields to go to; a row's id is the index of the field. */
void pick_open_fields(struct pick *p, const struct form *f);
/* Records of a directory by name, each name once: what a question outside a form may be answered
 * by. */
void pick_open_records(struct pick *p, const struct field_env *env, const char *ref,
                       const struct ids *ids);
void pick_clear(struct pick *p);
/* Show what contains the filter: its label, or its pinyin initials. */
void pick_filter(struct pick *p);
/* The one row a text names: its label, its initials, or the beginning of it; NULL when none or
 * several. */
const struct pick_row *pick_match(const struct pick *p, const char *text);

/* ---- a conflict (src/ui/form/form_conflict.c) ---- */

struct conflict_row {
	int entity;
	const struct field_def *field;
	bool mine; /* which of the two stays */
};
struct conflict {
	void *theirs[FORM_RECORDS];
	struct conflict_row *rows; /* fields in which the two differ */
	size_t n, mark;
};
/* Compare what stands in the form with theirs (as loaded again; taken over). Mine is chosen where I
 * changed it. */
void conflict_init(struct conflict *c, struct form *f, void *const theirs[]);
void conflict_clear(struct conflict *c, const struct form_def *def);
/* Back to the form: theirs becomes what was loaded, with mine over it where chosen. */
void conflict_settle(struct conflict *c, struct form *f);

#endif
