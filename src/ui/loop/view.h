/* SPDX-License-Identifier: MIT
 * A screen is a struct view_ops filled by name. Handlers return flags; only the main loop draws,
 * once per batch of input. Views stand on a stack; the top one gets the keys.
 */
#ifndef UI_LOOP_VIEW_H
#define UI_LOOP_VIEW_H

#include "core/actor.h"
#include "core/err.h"
#include "core/mem.h"
#include "ui/loop/action.h"
#include "ui/terminal/key.h"
#include "ui/terminal/paint.h"

struct station; /* the open station: model/station/station.h */
struct list;    /* the list engine: src/ui/list/list.h */
struct ui;      /* the running screens: src/ui/loop/loop.c */
struct view;

/* What a handler says it did; or-ed. */
enum view_flag {
	V_DONE = 0,          /* handled, nothing to paint */
	V_REDRAW = 1 << 0,
	/* call load again, then draw; with V_CLOSE: of the view that comes up */
	V_RELOAD = 1 << 1,
	V_CLOSE = 1 << 2,    /* this view is finished */
	/* key(): look the key up in the action table; act(): nobody here does that */
	V_NOT_MINE = 1 << 3,
	V_QUIT = 1 << 4,     /* leave the program; every view's close is called */
};

struct view_ops {
	const char *name;    /* for tests and the manual */
	unsigned long long where; /* which actions are valid: enum where */
	bool overlay;        /* painted over the view below (prompts, the numbered list) */
	/* of a screen over LIST_VIEW_OPS (src/ui/list/list_view.h) */
	const struct list_screen *lists;
	/* of the view's own struct: zeroed before open, freed after close; v->data points to it */
	unsigned long size;

	/* arg is the caller's, valid during the call. Not RC_OK: the view is not pushed, the
	 * sentence is shown. */
	enum rc (*open)(struct view *v, const void *arg, struct err *err);
	/* Query again; called after open, and on V_RELOAD. May be NULL. */
	enum rc (*load)(struct view *v, struct err *err);
	/* Line 0: title on the left, what else on the right. May not query. NULL for overlays. */
	void (*head)(const struct view *v, struct str *left, struct str *right);
	/* What stands left on the message line, as 12/38. NULL: nothing. */
	void (*status)(const struct view *v, struct str *out);
	/* A list of people says what the audit calls it, and how many lines it has; NULL when there
	 * is nothing to say. One row (never the words searched for) is written when it is left or
	 * something is opened from it, so that the first paint waits for no disk. */
	const char *(*listed)(const struct view *v, size_t *hits);
	/* Paint into the area; call paint_cursor. May not query. */
	void (*draw)(struct view *v, const struct area *a);
	/* A key before it is looked up (text fields). NULL: every key is a command. k is not
	 * folded. */
	unsigned (*key)(struct view *v, const struct key *k);
	/* An action of the table; k is the folded key that brought it, or NULL (list, help, command
	 * line). */
	unsigned (*act)(struct view *v, enum action_id id, const struct key *k);
	/* May this action be done now? NULL: all that `where` allows. */
	bool (*can)(const struct view *v, enum action_id id);
	/* The list it shows, which is filtered, sorted, marked and taken out; NULL: none (any
	 * more). */
	struct list *(*list)(const struct view *v);
	/* Whom a line of that list is about; 0: nobody. NULL: its lines are not about residents. */
	long long (*person)(const struct view *v, long long id);
	/* The size of the area changed; called before load and draw as well. NULL: does not
	 * matter. */
	void (*resize)(struct view *v, const struct area *a);
	/* The time asked for by ui_wake came. */
	unsigned (*wake)(struct view *v);
	/* Keep what was typed as a draft, and cover what was revealed: the screen is locked, the
	 * program left or told to end, the line dropped. No painting. NULL: there is neither. */
	void (*keep)(struct view *v);
	void (*close)(struct view *v);
};

struct view {
	const struct view_ops *ops;
	struct ui *ui;
	struct station *st;
	const struct actor *actor;
	void *data;        /* the view's own struct */
	struct view *below;
	struct area area;  /* as last resized */
	unsigned long seen;         /* how many changes it has loaded */
	bool told;                  /* what it lists now is in the audit */
	/* it asks something nobody can have read yet: no key is its answer (ui_question) */
	bool asks, painted, left_out;
	unsigned long long wake_at; /* monotonic ms, 0 = none: use ui_wake */
};

/* Its list is left for another within the view: what a list that is left tells the audit. */
void ui_leave_list(struct view *v);
/* Put a view on top. Fails as its open does; the sentence is then on the message line already. */
enum rc ui_push(struct ui *ui, const struct view_ops *ops, const void *arg);
/* A screen that another one opens, by what the table of src/ui/loop/screens.c has for it; arg as
 * screens.h says. */
enum screen_id {
	SCREEN_FILE,
	SCREEN_CLOCKS,
	SCREEN_AUDIT,
	SCREEN_TEAM,
	SCREEN_NAMES,
	SCREEN_SENT,
	SCREEN_SENT_LIST,
	SCREEN_DOUBTS,
	SCREEN_TREND,
	SCREEN_TABLES,
	SCREEN_FINDER,
	SCREEN_DRAFTS,
	SCREEN_LEDGER,
	SCREEN_HISTORY,
	SCREEN_ROLL,
	SCREEN_COUNTY_RETURNS,
	SCREEN_COUNTY_ROWS,
	SCREEN_COUNTY_NAMES,
	SCREEN_COUNTY_FIGURES,
	SCREEN_COUNTY_TABLES,
	SCREENS
};
enum rc ui_open(struct ui *ui, enum screen_id id, const void *arg);
/* The message line until the next key that changes something: a finished, translated sentence. */
void ui_say(struct ui *ui, const char *text);
/* The same from a template (N_ English) and NULL-ended {name} pairs. */
void ui_sayf(struct ui *ui, const char *tmpl, ...) __attribute__((sentinel));
void ui_say_err(struct ui *ui, const struct err *err);
/* The sentence of err, or what was done (N_()); V_RELOAD | V_REDRAW. */
unsigned ui_done(struct ui *ui, const struct err *err, const char *said);
/* The sentence of err, or tmpl (N_()) with where the file or page lies, as {file} or {path}; path
 * is freed. V_REDRAW. */
unsigned ui_written(struct ui *ui, const struct err *err, const char *tmpl, char *path);
/* Call v->ops->wake in `ms` milliseconds if no key comes first (0: never mind). */
void ui_wake(struct view *v, int ms);
/* Painted at once, at most twice a second, in long work: done of total (0 = unknown). False: the
 * officer pressed Esc or the line is gone; stop cleanly. */
bool ui_progress(struct ui *ui, const char *what, long long done, long long total);

/* A question with numbered answers on the lower rows. */
struct ask {
	const char *question;       /* finished sentence; copied */
	const char *const *choices; /* NULL-ended, translated; at most 9; copied */
	int initial;                /* what Enter takes at first, 1.. */
	/* choice 1.. or 0 for Esc, after the prompt has closed; below is the view that asked;
	 * returns its flags. */
	unsigned (*answer)(struct view *below, void *ctx, int choice);
	void *ctx;
	/* instead of an answer, when the program ends under the question; NULL: nothing to free */
	void (*drop)(void *ctx);
};
void ui_ask(struct ui *ui, const struct ask *ask);

/* A question answered by one line of text. */
struct ask_text {
	const char *question;
	const char *initial; /* or NULL */
	/* a directory ("place", "team_member"...) whose names, their pinyin or initials answer:
	 * they are listed as one types, and all by F4. NULL: any text */
	const char *ref;
	bool secret; /* stars are shown, and what was typed is wiped */
	/* text, or NULL for Esc, after the prompt has closed: what is not good enough is asked
	 * again with it as `initial`. */
	unsigned (*answer)(struct view *below, void *ctx, const char *text);
	void *ctx;
	void (*drop)(void *ctx); /* as of struct ask */
};
void ui_ask_text(struct ui *ui, const struct ask_text *ask);

/* v asks something from now on: keys that were typed before it stood on the screen were meant for
 * something else. They are left out, which the message line says. Prompts do it themselves. */
void ui_question(struct view *v);

/* The numbered list of what the top view can do now (Right arrow; a form opens it on Esc with only
 * these ids, 0-ended; NULL: all). */
void ui_menu(struct ui *ui, const enum action_id *only);

#endif
