/* The running screens, as the parts of the loop share them. SPDX-License-Identifier: MIT */
#ifndef UI_LOOP_UI_PRIV_H
#define UI_LOOP_UI_PRIV_H

#include "model/entry/draft.h"
#include "ui/form/form.h"
#include "ui/loop/view.h"

enum { COMMAND_HISTORY = 20 };

/* What lies above the ground, told to it when the screens start (src/ui/loop/start.c). */
struct ui_hooks {
	const struct view_ops *const *screens; /* by enum screen_id */
	/* takes an action over before the view is asked: marked lines */
	bool (*first)(struct view *v, enum action_id id);
	/* what the view does not do itself */
	unsigned (*last)(struct view *v, enum action_id id, const struct key *k);
	/* may the role see the screen behind the action? */
	bool (*allows)(const struct view *v, enum action_id id);
	/* work between keys, NULL-ended */
	const struct idle_job *const *jobs;
	/* before a view is loaded for the first time */
	void (*opened)(struct view *v);
	/* the officer has another role now: the first screen of that, locked */
	void (*reenter)(struct ui *ui);
	/* somebody is in, the password given: what they are told first */
	void (*came_in)(struct ui *ui);
};
/* As they are told (start.c); tests of the screens that need no terminal tell the same. */
extern const struct ui_hooks ui_hooks;

struct ui {
	const struct ui_hooks *hooks;
	struct station *st;
	struct actor *actor;
	struct view *top;
	struct form_memory *forms; /* the previous record of each form */
	struct str message;
	bool message_is_new;  /* said during the key being handled */
	bool quit, dirty;
	bool put_out;            /* no longer an officer here, or not by this key */
	long long last_key;      /* monotonic ms: when somebody was there */
	bool ime_hint_given;
	/* run by name in this session, the last one first */
	enum action_id commands[COMMAND_HISTORY];
	unsigned long changes;   /* grows when something was saved, here or elsewhere */
	unsigned long long progress_at;
	/* work between keys (idle.h) */
	struct {
		const struct idle_job *job; /* under way; NULL: none */
		void *data;
		size_t next;   /* of hooks->jobs */
		int percent;   /* as said */
		long long said_at;
	} idle;
};

/* Size a view for the terminal as it is. */
void ui_fit(struct view *v);
/* Is the window too small to show anything but a line that says so? */
bool ui_too_small(void);
/* Query again, at the size the terminal has now. */
void view_reload(struct view *v);
/* The top view goes, with its row in the audit. */
void view_pop(struct ui *ui);
/* Until the officer leaves; false: the line dropped, or nobody was there for too long. */
bool ui_loop(struct ui *ui);
/* Paint everything and send the difference. */
void ui_repaint(struct ui *ui);
/* Loop's own: apply what a handler of v answered. */
void ui_apply(struct ui *ui, struct view *v, unsigned flags);
/* After a question went (view_pop), its answer is applied to the view that asked: that one still
 * shows what the question was about, and is read again only afterwards. */
void ui_answered(struct ui *ui, struct view *asked, unsigned flags);
/* The filter of what v shows: its own, or that of its list. */
unsigned ui_search(struct view *v, const char *text);
/* A search by the end of a number, about to give way to another one, leaves its row too. */
void ui_tell_number_search(struct view *v);
/* Do an action as if its key had been pressed in view v (menu, help, `:`). */
void ui_do(struct ui *ui, struct view *v, enum action_id id, const struct key *k);
/* Take back one's own last change and say what it was; view flags. */
unsigned ui_undo(struct ui *ui);
/* Drafts of all that is typed. */
void ui_keep(struct ui *ui);
/* What a draft kept now is: the officer is leaving, or not. */
enum draft_state ui_draft_state(const struct ui *ui);
bool view_can(const struct view *v, enum action_id id);

extern const struct view_ops menu_ops, help_ops, ask_ops, ask_text_ops, filter_ops, lock_ops,
        columns_ops, command_ops;

/* Before the first screen is painted: the password, where there is one (rule 11.29); an officer of
 * a station who has none yet is asked to set one. False: nothing is asked. */
bool lock_ask_first(struct ui *ui);
/* The time to wait for a key, so that locking and leaving come when they are due; ms < 0: no other
 * reason to wake. */
int lock_wait_ms(const struct ui *ui, int ms);
/* Nobody there: lock after a while; false when it is time to leave. */
bool lock_if_idle(struct ui *ui);

struct menu_arg {
	const enum action_id *only; /* 0-ended, or NULL */
};

#endif
