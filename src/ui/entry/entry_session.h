/* SPDX-License-Identifier: MIT
 * An entry session as pure state: the head, one line a resident, one digit a line. It takes digits
 * and moves and is tested without a terminal or a database; src/ui/entry/entry_view.c paints it and
 * runs the use cases. It can be written down as text and read back: that is its draft.
 */
#ifndef UI_ENTRY_ENTRY_SESSION_H
#define UI_ENTRY_ENTRY_SESSION_H

#include "core/mem.h"
#include "model/entry/entry.h"

/* One resident as the list shows them. */
struct entry_line {
	int answer; /* digit, 0: none */
	char *name, *place, *period; /* owned; filled by the screen */
};

/* Its small forms, of which one may be open above it: the head before anybody is listed, the head
 * later, an answer. */
enum entry_part {
	ENTRY_NO_FORM,
	ENTRY_FIRST_HEAD,
	ENTRY_LATER_HEAD,
	ENTRY_ANSWER_FORM,
	ENTRY_PARTS
};
struct entry_form {
	enum entry_part part;
	long long resident; /* of an answer: whose */
	int digit;          /* and which */
	size_t field;       /* index of the form's field being typed in */
	char *text;         /* owned; what was typed, as form_draft_write has it; NULL: nothing */
};

struct entry {
	const struct duty_kind_def *kind;
	const struct event_def *reg;
	struct entry_answer answers[ENTRY_ANSWERS];
	size_t answer_count;
	unsigned twice;          /* bit d: digit d is typed twice */
	void *head;              /* record of reg */
	long long sheets;        /* sheets in hand, for comparing; INT_NONE: not counted */
	struct entry_row *rows;  /* one array, as entry_save takes it */
	struct entry_line *lines;
	size_t n;
	size_t at, top, page;    /* line under the marker, first shown, lines that fit */
	int again;               /* digit that waits to be typed once more on this line; 0 */
	void *pending;           /* record of the digit chosen, until it is accepted; NULL */
	int chosen;              /* its digit */
	/* of a sheet, or marked: the order they are listed in; empty: who is due */
	struct ids order;
	struct entry_form form;  /* as last told */
};

void entry_init(struct entry *e, const struct duty_kind_def *kind);
void entry_clear(struct entry *e);

/* Take over rows (their records are NULL); residents in the session already stay as they are. */
void entry_add(struct entry *e, const struct entry_row *rows, size_t n);
/* Take out lines; the marker goes to the first. */
void entry_drop_if(struct entry *e, bool (*gone)(const struct entry *e, size_t i));
/* Marker to this resident; false: not in the session. */
bool entry_go(struct entry *e, long long resident);
/* Marker by so many lines; what was to be typed once more is forgotten. */
void entry_move(struct entry *e, long by);

enum entry_event {
	ENTRY_NOTHING, /* there is no such digit, or nobody here */
	ENTRY_IS_SAVED,/* the line is in the database: it is corrected in the file */
	ENTRY_AGAIN,   /* type it once more, to be sure */
	ENTRY_DIFFERS, /* the second time was another digit: begin anew */
	ENTRY_CHOSEN,  /* pending holds the record: ask what it asks, then entry_accept */
};
enum entry_event entry_digit(struct entry *e, int digit);
/* Fields the chosen answer asks for; NULL: none. */
const char *entry_asks(const struct entry *e);
/* The pending record becomes the line's answer; the marker goes on. */
void entry_accept(struct entry *e);
/* Leave the pending record. */
void entry_refuse(struct entry *e);
/* The small form now open, and what was typed in it (copied); ENTRY_NO_FORM: it was left. */
void entry_set_form(struct entry *e, enum entry_part part, const char *text, size_t field);
/* The answer whose form was open is chosen again, on its line. False: it asks nothing, or cannot be
 * given any more. */
bool entry_choose_again(struct entry *e);
/* Take the answer away. */
void entry_blank(struct entry *e);

/* Are there as many answers as sheets in hand, or were the sheets not counted? */
bool entry_agrees(const struct entry *e);
/* Lines with an answer, saved ones too; and those that wait to be saved. */
size_t entry_answered(const struct entry *e);
size_t entry_waiting(const struct entry *e);
/* What the line's result says: "1 阴性"; what was asked besides as this role sees it, or why it
 * stays. Append. */
void entry_result(const struct entry *e, size_t i, struct str *out);
void entry_remark(const struct entry *e, size_t i, const struct actor *a, struct str *out);

/* The head again in every record that waits: it may have been typed after the answers. */
void entry_spread_head(struct entry *e);

/* As text, and back into a fresh entry of that kind. False: the text is not one. */
void entry_text(const struct entry *e, struct str *out);
bool entry_read(struct entry *e, const char *text);

#endif
