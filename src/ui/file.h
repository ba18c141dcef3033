/* One person's file, as its head and its tabs share it: the overview, the five packages, and one tab for each register
 * of events. */
#ifndef UI_FILE_H
#define UI_FILE_H

#include "five_gap.h"
#include "list.h"
#include "model/drug_test.h"
#include "model/event.h"
#include "model/window.h"
#include "people.h"
#include "ui/view.h"

struct file {
	struct view *view;
	long long id;
	struct people_row who;
	size_t tab;        /* 0: overview; see file_tab_at */
	/* overview */
	int scroll, lines; /* first line shown; lines there are, as last painted */
	int page;
	/* the register shown */
	struct list list;  /* its ctx is this struct */
	struct list_source source;
	struct list_column columns[LIST_COLUMNS];
	char *rows;        /* LIST_PAGE records of the register's entity */
	size_t row_count;
	bool adding; /* a form for a new record was opened: the marker goes to what comes of it */
	struct five_row five; /* of the tab of the five packages */
	struct gap_ask gap;
	struct window_list windows; /* of the current order's tests */
	struct window_summary summary;
};

/* Rows the card above the list takes. */
enum { FILE_CARD_ROWS = 3 };

/* What tab i shows: a register, the five packages, or the overview (i 0). */
struct file_tab {
	const char *label; /* N_() */
	const struct event_def *event; /* NULL: none */
	bool five;
};
/* In the order of the digits; false past the end (src/ui/file_tabs.c). */
bool file_tab_at(size_t i, struct file_tab *out);
size_t file_tab_count(void);
void file_tabs_draw(const struct file *f, const struct area *a);
/* The register of the tab shown, NULL on the overview and the five packages. */
const struct event_def *file_register(const struct file *f);
bool file_shows_five(const struct file *f);
/* Does the tab show a list? Every one but the overview. */
static inline bool file_has_list(const struct file *f) { return f->tab > 0; }
bool file_shows_tests(const struct file *f);
/* The record under the marker, or NULL. */
const struct event *file_current_event(const struct file *f);

/* Ask for a change of the order's state, step by step. */
bool file_can_change_state(const struct file *f);
void file_change_state(struct file *f);

void file_overview_draw(struct file *f, const struct area *a);
/* Show another register: its columns come from its field table. */
void file_events_open(struct file *f);
enum rc file_events_load(struct file *f, struct err *err);
void file_events_close(struct file *f);
void file_events_draw(struct file *f, const struct area *a);

/* The five packages: who holds each, what shows it, where a gap is. */
void file_five_open(struct file *f);
enum rc file_five_load(struct file *f, struct err *err);
void file_five_close(struct file *f);
void file_five_draw(struct file *f, const struct area *a);
/* Actions of this tab; V_NOT_MINE for others. */
unsigned file_five_act(struct file *f, enum action_id id);

#endif
