/* Windows of one order: cutting the term, marking what answers them, counting (rules 4.6 to 4.23).
 * Pure: the clock comes in as `today`. SPDX-License-Identifier: MIT */
#ifndef MODEL_RULES_WINDOW_H
#define MODEL_RULES_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

#include "model/order/term.h"
#include "model/rules/profile.h"

/* Why nothing is asked in a window: excused, by what (rule 4.20); or not the station's to count. */
enum window_why {
	WINDOW_ASKED,
	WINDOW_SUSPENDED, WINDOW_DETAINED, WINDOW_PRISON, WINDOW_ISOLATION,
	WINDOW_ILL,       /* only where the county says so ([rules] illness_excuses) */
	WINDOW_ENDED,     /* it ends after the order was ended */
	WINDOW_BEFORE,    /* it ended before the order was taken over (rule 4.22) */
	WINDOW_OLD,       /* and before the station began, undecided (rule 4.23); */
	WINDOW_CLOSED,    /* closed by the head */
	WINDOW_WHYS
};
/* N_(); "" for WINDOW_ASKED */
const char *window_why_label(enum window_why why);

/* Days on which nobody is asked, and why. */
struct window_off {
	struct interval days;
	enum window_why why;
};
/* What a record of the register of people away (custody) does: a kind that excuses, else
 * WINDOW_ASKED: it answers the finding. */
enum window_why window_why_of(struct code custody, bool illness_excuses);

struct window {
	int ordinal;  /* 1.. from the start of the order: shown as 17/22 (rule 4.15) */
	int year;     /* 1.. of the term */
	struct date first, last;
	int need;     /* valid events it wants */
	int events;   /* valid ones in it; more than `need` count for nothing (rule 4.8) */
	int late;     /* of these, entered late (EVENT_LATE_DAYS) */
	bool positive; /* one of them was */
	enum window_why why;
	/* missed, but a later make-up test, a person's record, illness or leave answered the
	 * finding; still missed in every return (rules 4.13, 4.21) */
	bool answered;
	bool redone; /* by a make-up test */
	bool away; /* by illness or leave alone: until it has ended a test elsewhere may fill it */
};

/* Zero-initialise; may be reused for the next order; window_list_clear when done. */
struct window_list {
	struct window *v;
	size_t n;
};
void window_list_clear(struct window_list *list);

/*
 * Cut the term into windows (rules 4.6, 4.7, 5.6). Months are counted from the start itself,
 * clamped at the month's end, never from the window before; the last window ends with the term; the
 * windows part the term without gap or overlap. A single day left over (a start on 29 February; an
 * end written as the same day three years on) belongs to the last window: nobody can be asked to
 * come on one day. Where the schedule changes on a day, the window that begins before it stays
 * whole, and the new rhythm, counted from the same start, takes over at the next of its own
 * boundaries. Empty for an unsound term.
 */
void window_cut(const struct term *term, const struct schedule *schedule, struct window_list *out);
/* The schedule that gives more windows for this term, `base` when equal (rule 4.17). */
const struct schedule *schedule_denser(const struct term *term, const struct schedule *base,
                                       const struct schedule *overlay);

/* A drug test, or any event a window waits for. Void records are not passed in. */
struct event_fact {
	struct date day;
	bool valid;  /* counts (rule 4.8); for tests see test_fact */
	bool makeup; /* 补检: fills the window of its own day and answers a missed one */
	bool positive; /* of a valid test: fills its window all the same */
	bool waiting;  /* a sample on its way to the laboratory or there */
	bool late;     /* entered late; told where it is asked */
};
/* 阴性 or 阳性; 无效 and blank do not count (rule 4.8). */
bool test_result_is_valid(struct code result);
/* What a drug test is to the windows and the figures. One elsewhere counts once its report sheet
 * has passed; a hair test on its way has no result yet. */
struct event_fact test_fact(struct date day, struct code result, struct code nature,
                            struct code review);

/*
 * Mark events, excused windows and answered findings; any order of events and intervals. Days of
 * WINDOW_ASKED answer what they cover as others excuse it. A window that has its events is done,
 * whatever covers it (rule 4.20). A make-up test answers the latest missed window before its own
 * day that nothing else has answered.
 */
void window_mark(struct window_list *list, const struct event_fact *events, size_t event_count,
                 const struct window_off *off, size_t off_count);
/* Done or not, what ended before the order was taken over is of the place before (rule 4.22), and
 * what ends after the order itself nobody asks for (rule 4.11). Unset days: nothing. */
void window_outside(struct window_list *list, struct date taken_on, struct date ended);

/* A reason kept for one window of a kind: answered, and still missing (rule 5.7). */
struct excuse_fact {
	struct code kind; /* of duty_kind_table */
	struct date day;  /* any day of the window */
};
/* Answer the windows that an excuse of this kind falls in. */
void window_answer(struct window_list *list, const struct excuse_fact *excuses, size_t n,
                   const char *kind);

enum window_state { WINDOW_FUTURE, WINDOW_OPEN, WINDOW_DONE, WINDOW_MISSING, WINDOW_EXCUSED };
/* DONE as soon as it has its events, though only ended windows are counted; MISSING only when ended
 * before today. */
enum window_state window_state(const struct window *w, struct date today);

/* should = ended before today and not excused; done + missing = should (rule 4.9). */
struct window_count {
	int should, done, missing;
	int excused;           /* by suspension, custody, illness */
	int by[WINDOW_WHYS];   /* of every reason */
};
/* Windows whose last day lies in from..to; an unset bound is open. */
struct window_count window_count(const struct window_list *list, struct date from, struct date to,
                                 struct date today);

enum { WINDOW_YEARS = 4 }; /* 1, 2, 3, and everything later */
struct window_summary {
	struct window_count year[WINDOW_YEARS], total;
	int windows;  /* in the whole term */
	int current;  /* ordinal of the window that holds today; 0: none */
	bool normal;  /* 正常: nothing is missing in any year (rule 4.10); else 异常 */
};
void window_summary(const struct window_list *list, struct date today, struct window_summary *out);

/* The window that holds the day, or NULL. */
const struct window *window_at(const struct window_list *list, struct date day);

#endif
