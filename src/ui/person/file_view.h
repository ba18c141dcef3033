/* One person's file, as its head and its tabs share it. SPDX-License-Identifier: MIT */
#ifndef UI_PERSON_FILE_VIEW_H
#define UI_PERSON_FILE_VIEW_H

#include "core/clock.h"
#include "model/event/dossier.h"
#include "model/event/drug_testing.h"
#include "model/event/event.h"
#include "model/rules/breach_count.h"
#include "model/rules/window.h"
#include "ui/list/list.h"
#include "ui/loop/view.h"
#include "ui/person/person_head.h"
#include "ui/team/package_gap.h"

/* What is about to be printed, while the reason is asked. */
struct print_form;
enum file_print { FILE_PRINT_FORM, FILE_PRINT_LETTERS, FILE_PRINT_DOSSIER, FILE_PRINT_OWN };
struct file_printing {
	enum file_print what;
	const struct print_form *form;
	long long record;
	bool blank;
};

struct file {
	struct view *view;
	long long id;
	struct person_row who;
	long long order;   /* the one chosen; 0: the one that counts now, and the records of all */
	size_t tab;        /* of file_tabs */
	/* overview */
	int scroll, lines; /* first line shown; lines there are, as last painted */
	int page;
	long long damaged;     /* records of the person (rule 12.14) */
	struct str joined;     /* numbers of the files that were joined into this one */
	struct str kept_words; /* what kept_words_say says */
	/* the records shown */
	struct list list;  /* of the tab; none while it is the overview */
	bool voids;        /* void records too */
	bool adding; /* a form for a new record was opened: the marker goes to what comes of it */
	size_t asked; /* first register of the page of the question "add to which register?" */
	struct window_list windows; /* of the current order's tests */
	struct window_summary summary;
	struct breach_count breach;
	struct dossier dossier;
	long long revealed_until; /* monotonic ms: numbers unmasked till then */
	struct file_printing print;
	/* real ms: another's case, opened in an emergency till then; 0: none is needed */
	long long glass_until;
};

/* Where opening the file was refused because it is another's case: ask the reason of an emergency
 * and open it. */
void file_glass_ask(struct view *v, long long resident, const struct err *refused);
enum rc file_glass_load(struct file *f, struct err *err); /* with the file: until when */
void file_glass_wait(struct file *f); /* to be woken when it is over */
bool file_glass_is_over(const struct file *f);
unsigned file_glass_shut(struct view *v); /* say so; what a handler answers then */
void file_glass_banner(const struct file *f, struct str *out);

/* Ask for a reason and show ID number and phone for 30 seconds; masked again when they are
 * shown. */
unsigned file_reveal(struct view *v);
unsigned file_mask_again(struct view *v);
static inline bool file_is_revealed(const struct file *f) {
	return f->revealed_until > (long long)clock_mono_ms();
}

/* What a tab shows (src/ui/person/file_tabs.c). */
enum file_tab_kind {
	FILE_TAB_OVERVIEW,
	FILE_TAB_REGISTER, /* one register, by its own columns */
	FILE_TAB_MIXED,    /* several by day in words; none named: all, and the changes of state */
	FILE_TAB_FIVE,     /* the five packages */
};
/* What stands above its list (src/ui/person/file_head.c). */
enum file_head { HEAD_NONE, HEAD_TESTS, HEAD_BREACH, HEAD_DOSSIER };
enum { FILE_TABS = 10, FILE_TAB_REGISTERS = 16 };
struct file_tab {
	const char *label; /* N_() */
	enum file_tab_kind kind;
	enum file_head head;
	const char *registers[FILE_TAB_REGISTERS + 1]; /* ids, ended by NULL */
};
extern const struct file_tab file_tabs[FILE_TABS];
static inline const struct file_tab *file_tab(const struct file *f) { return &file_tabs[f->tab]; }
/* Does the tab show records of this register (NULL: changes of state)? */
bool file_tab_holds(const struct file_tab *t, const struct event_def *def);
/* The only way to another tab: what the one before had read goes first. View flags. */
unsigned file_show_tab(struct file *f, size_t tab);
void file_tabs_draw(const struct file *f, const struct area *a);
/* The register of a tab that shows one, else NULL. */
const struct event_def *file_register(const struct file *f);
static inline bool file_shows_five(const struct file *f) {
	return file_tab(f)->kind == FILE_TAB_FIVE;
}
/* Does the tab show a list? Every one but the overview. */
static inline bool file_has_list(const struct file *f) {
	return file_tab(f)->kind != FILE_TAB_OVERVIEW;
}
/* The record under the marker of a register's tab, or NULL. */
const struct event *file_current_event(const struct file *f);

int file_head_rows(const struct file *f);
enum rc file_head_load(struct file *f, struct err *err);
void file_head_draw(const struct file *f, const struct area *a);
void file_head_clear(struct file *f);

/* The record under the marker, whatever the tab (src/ui/person/file_record.c). False: none. def
 * NULL: a change of state. */
struct file_item {
	const struct event_def *def;
	long long id, order;
	struct date day;
	bool is_void;
};
bool file_current(const struct file *f, struct file_item *out);
void file_add_record(struct file *f); /* to the first register of the tab */
void file_add_other(struct file *f);
void file_edit_record(struct file *f);
void file_show_record(struct file *f);
void file_void_record(struct file *f);
/* What became of the marked record, without one of the person's data; void records shown or left
 * out; and the head lets one stand again (src/ui/person/history_view.c). */
void file_history(struct file *f);
unsigned file_show_void(struct file *f);
void file_restore(struct file *f);
/* The record under the marker on its form, the letters of a slip, the person's forms, the dossier
 * (src/ui/person/file_print.c). */
bool file_can_print(const struct file *f);
void file_print_record(struct file *f);
void file_print_form(struct file *f);

/* Make the hand-over file for another station, then go on to what goes with it. */
void file_hand_over(struct file *f);
/* Part the file that was joined into this one last; each later record is asked about. */
void file_part(struct file *f);

/* Ask for a change of the order's state, step by step. */
void file_change_state(struct file *f);

/* Choose the order the file is about, newest first; with the file: the one chosen into f->who
 * (src/ui/person/file_order.c). */
void file_choose_order(struct file *f);
enum rc file_order_load(struct file *f, struct err *err);

void file_overview_draw(struct file *f, const struct area *a);
/* The list of the tab shown, and what stands above it (src/ui/person/file_list.c); the overview has
 * none. */
void file_list_open(struct file *f);
enum rc file_list_load(struct file *f, struct err *err);
void file_list_close(struct file *f);
void file_list_draw(struct file *f, const struct area *a);

/* The five packages: who holds each, what shows it, where a gap is. */
extern const struct list_def file_five_list;
void file_five_draw(struct file *f, const struct area *a);
/* Actions of this tab; V_NOT_MINE for others. */
unsigned file_five_act(struct file *f, enum action_id id);

#endif
