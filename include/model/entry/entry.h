/* SPDX-License-Identifier: MIT
 * Entry sessions (批量录入): day, place and people once, then one line a resident and one digit a
 * line. What the digits mean comes from duty_kind_table; the records are those of the registers,
 * checked and saved as the forms do.
 */
#ifndef MODEL_ENTRY_ENTRY_H
#define MODEL_ENTRY_ENTRY_H

#include "model/event/event.h"
#include "model/rules/duty_kind.h"

enum { ENTRY_ANSWERS = 9, ENTRY_LINES = 2000 };

/* What a digit means. Pure, from the tables. */
struct entry_answer {
	const struct event_def *reg;     /* of the record that comes of it */
	const struct duty_kind_other *other; /* NULL: an answer of the register itself */
	const char *field, *value;       /* what it fills; NULL: nothing */
};
/* Answers of a kind, digit 1 first; how many (at most ENTRY_ANSWERS). */
size_t entry_answers(const struct duty_kind_def *kind, struct entry_answer out[ENTRY_ANSWERS]);
/* As the screen says it, in the chosen language. */
const char *entry_answer_label(const struct entry_answer *a);
/* The register whose F_CARRY fields are the session's head. */
const struct event_def *entry_register(const struct duty_kind_def *kind);
/* Fields of the head that `rec` has too are copied into it. */
void entry_put_head(const struct event_def *head_def, const void *head, const struct event_def *def,
                    void *rec);

enum entry_state { ENTRY_OPEN, ENTRY_SAVED, ENTRY_STAYS };

/* One resident of a session. */
struct entry_row {
	/* order_id 0: nothing of this kind was due, the order is found on saving */
	long long resident, order_id;
	long long ver;         /* of the resident as last seen: saved only while it is that */
	int window;            /* ordinal, 0: none */
	const struct duty_kind_def *kind; /* of entry_save_all; else the session's */
	struct date due_on;    /* DATE_NONE: not due */
	const struct event_def *reg; /* of rec */
	/* the answer's record, owned; NULL: no answer yet. Its uid is kept over retries */
	void *rec;
	bool sure;             /* answered again after the program had said why it stayed */
	enum entry_state state;
	char why[200];         /* ENTRY_STAYS: a finished sentence */
};
void entry_row_clear(struct entry_row *row);
/* A fresh record (initialised by the caller) for this answer: what the tables and the row know of
 * it. name: the resident's. */
void entry_fill(const struct duty_kind_def *kind, const struct entry_answer *a,
                const struct entry_row *row, const char *name, void *rec);

/* Who has a window of this kind open on `day` that waits for a record, by village and name; at most
 * ENTRY_LINES. Heap array of rows with resident, ver, order, window and due_on. */
enum rc entry_due(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                  struct date day, struct entry_row **out, size_t *n, struct err *err);
/* One row for this resident, due or not. */
enum rc entry_row_for(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                      struct date day, long long resident, struct entry_row *out, struct err *err);

/* Of the rows that wait to be saved: what the officer has to say the reason of first
 * (FINDING_REASON, as a test by one person alone, rule 4.18), each sentence once. told is
 * zero-initialised. */
void entry_doubts(const struct entry_row *rows, size_t n, struct findings *told);

/*
 * Save every row with a record that is not saved yet, all in one transaction, each record with its
 * own uid and its own audit row; the rows of one call carry one word in the audit, by which undo
 * takes them back together. A row stays behind, with its sentence, while the others are saved: the
 * person's record changed, is sealed or another officer's; the record check refuses; this day has
 * such a record already, or the window was answered meanwhile (both only until the officer answers
 * the row again: sure). a->why is the reason of the rows entry_doubts asks about. *saved: how many.
 * Not RC_OK: nothing was saved.
 */
enum rc entry_save(struct station *st, const struct actor *a, const struct duty_kind_def *kind,
                   struct entry_row *rows, size_t n, size_t *saved, struct err *err);
/* Records of several kinds, all or none: the first row that cannot be saved says why (rule 17.9).
 * Undo takes them back together. */
enum rc entry_save_all(struct station *st, const struct actor *a, struct entry_row *rows, size_t n,
                       struct err *err);

#endif
