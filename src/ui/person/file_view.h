/* One person's file, as its head and its tabs share it. */
#ifndef UI_PERSON_FILE_VIEW_H
#define UI_PERSON_FILE_VIEW_H

#include "model/event/dossier.h"
#include "model/event/drug_testing.h"
#include "model/event/event.h"
#include "model/person/timeline.h"
#include "model/rules/breach_count.h"
#include "model/rules/window.h"
#include "ui/list/list.h"
#include "ui/list/people_list.h"
#include "ui/loop/view.h"
#include "ui/team/package_gap.h"

struct file {
	struct view *view;
	long long id;
	struct people_row who;
	size_t tab;        /* of file_tabs */
	/* overview */
	int scroll, lines; /* first line shown; lines there are, as last painted */
	int page;
	/* the records shown */
	struct list list;  /* its ctx is this struct */
	struct list_source source;
	struct list_column columns[LIST_COLUMNS];
	char *rows;        /* LIST_PAGE records of the register's entity, or lines of a mixed tab */
	size_t row_count;
	bool adding; /* a form for a new record was opened: the marker goes to what comes of it */
	struct package_row five; /* of the tab of the five packages */
	struct gap_ask gap;
	struct timeline timeline; /* of a mixed tab */
	struct window_list windows; /* of the current order's tests */
	struct window_summary summary;
	struct breach_count breach;
	struct dossier dossier;
	long long revealed_until; /* monotonic ms: numbers unmasked till then */
	long long glass_until;    /* real ms: another's case, opened in an emergency till then; 0: none is needed */
};

/* Where opening the file was refused because it is another's case: ask the reason of an emergency and open it. */
void file_glass_ask(struct view *v, long long resident, const struct err *refused);
enum rc file_glass_load(struct file *f, struct err *err); /* with the file: until when */
void file_glass_wait(struct file *f); /* to be woken when it is over */
bool file_glass_is_over(const struct file *f);
unsigned file_glass_shut(struct view *v); /* say so; what a handler answers then */
void file_glass_banner(const struct file *f, struct str *out);

/* Ask for a reason and show ID number and phone for 30 seconds; masked again when they are shown. */
unsigned file_reveal(struct view *v);
unsigned file_mask_again(struct view *v);
bool file_is_revealed(const struct file *f);

/* What a tab shows (src/ui/person/file_tabs.c). */
enum file_tab_kind {
	FILE_TAB_OVERVIEW,
	FILE_TAB_REGISTER, /* one register, by its own columns */
	FILE_TAB_MIXED,    /* several by day in words; none named: all, and the changes of state */
	FILE_TAB_FIVE,     /* the five packages */
};
/* What stands above its list (src/ui/person/file_head.c). */
enum file_head { HEAD_NONE, HEAD_TESTS, HEAD_BREACH, HEAD_DOSSIER };
enum { FILE_TABS = 10, FILE_TAB_REGISTERS = 8 };
struct file_tab {
	const char *label; /* N_() */
	enum file_tab_kind kind;
	enum file_head head;
	const char *registers[FILE_TAB_REGISTERS]; /* ids */
};
extern const struct file_tab file_tabs[FILE_TABS];
static inline const struct file_tab *file_tab(const struct file *f) { return &file_tabs[f->tab]; }
/* Does the tab show records of this register (NULL: changes of state)? */
bool file_tab_holds(const struct file_tab *t, const struct event_def *def);
void file_tabs_draw(const struct file *f, const struct area *a);
/* The register of a tab that shows one, else NULL. */
const struct event_def *file_register(const struct file *f);
static inline bool file_shows_five(const struct file *f) { return file_tab(f)->kind == FILE_TAB_FIVE; }
/* Does the tab show a list? Every one but the overview. */
static inline bool file_has_list(const struct file *f) { return file_tab(f)->kind != FILE_TAB_OVERVIEW; }
bool file_shows_tests(const struct file *f);
/* The record under the marker of a register's tab, or NULL. */
const struct event *file_current_event(const struct file *f);

int file_head_rows(const struct file *f);
enum rc file_head_load(struct file *f, struct err *err);
void file_head_draw(const struct file *f, const struct area *a);
void file_head_clear(struct file *f);

/* The record under the marker, whatever the tab (src/ui/person/file_record.c). False: none. def NULL: a change of state. */
struct file_item {
	const struct event_def *def;
	long long id, order;
	struct date day;
};
bool file_current(const struct file *f, struct file_item *out);
void file_add_record(struct file *f);
void file_edit_record(struct file *f);
void file_void_record(struct file *f);
/* A report to the police as a page; nothing else in a file is printed. */
bool file_can_print(const struct file *f);
void file_print_record(struct file *f);

/* Ask for a change of the order's state, step by step. */
bool file_can_change_state(const struct file *f);
void file_change_state(struct file *f);

void file_overview_draw(struct file *f, const struct area *a);
/* One register: its columns come from its field table. */
void file_events_open(struct file *f);
enum rc file_events_load(struct file *f, struct err *err);
void file_events_close(struct file *f);
void file_events_draw(struct file *f, const struct area *a);

/* Several registers, or all of them, by day. */
void file_mixed_open(struct file *f);
enum rc file_mixed_load(struct file *f, struct err *err);
void file_mixed_close(struct file *f);
void file_mixed_draw(struct file *f, const struct area *a);

/* The five packages: who holds each, what shows it, where a gap is. */
void file_five_open(struct file *f);
enum rc file_five_load(struct file *f, struct err *err);
void file_five_close(struct file *f);
void file_five_draw(struct file *f, const struct area *a);
/* Actions of this tab; V_NOT_MINE for others. */
unsigned file_five_act(struct file *f, enum action_id id);

#endif
