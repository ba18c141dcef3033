/* The locked screen: nothing shown, a password to go on. What stands below keeps its typed text in
 * memory. SPDX-License-Identifier: MIT */

#include "core/clock.h"
#include "core/conf.h"
#include "core/secret.h"
#include "model/access/officer.h"
#include "model/station/station.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/text_box.h"
#include "ui/terminal/tty.h"

enum lock_step {
	LOCK_OPEN,     /* no password set: Enter goes on */
	LOCK_PASSWORD,
	LOCK_CHOOSE,   /* a station's officer has none yet */
	LOCK_AGAIN,    /* the same once more */
};

/* Why it came up by itself; NULL: somebody locked. */
struct lock_arg {
	bool choose; /* there is no password yet */
	bool door;   /* nobody is in yet: Esc leaves */
};

struct lock {
	enum lock_step step;
	bool first; /* nobody was in before */
	bool door;
	struct edit edit;
	char *chosen;
	char said[320];
};

static void forget(char *text) {
	if (text)
		secret_wipe(text, strlen(text));
	free(text);
}

/* The typed password, out of the editor and its memory. */
static char *take(struct lock *d) {
	char *text = mem_strdup(edit_text(&d->edit));

	edit_wipe(&d->edit);
	return text;
}

static enum rc lock_open(struct view *v, const void *arg, struct err *err) {
	struct lock *d = v->data;
	const struct lock_arg *why = arg;

	d->first = why != NULL;
	d->door = why && why->door;
	edit_init(&d->edit, SECRET_MAX, 40, 1);
	if (why && why->choose)
		d->step = LOCK_CHOOSE;
	else
		d->step = officer_has_password(v->st, v->actor) ? LOCK_PASSWORD : LOCK_OPEN;
	str_reset(&v->ui->message);
	ui_keep(v->ui);
	if (d->step != LOCK_CHOOSE && !d->door) {
		station_note(v->st, v->actor, "lock", NULL, 0, NULL, NULL, NULL);
		term_wipe();
	}
	return RC_OK;
}

static void lock_close(struct view *v) {
	struct lock *d = v->data;

	forget(take(d));
	forget(d->chosen);
	edit_clear(&d->edit);
}

static unsigned say(struct lock *d, const char *text) {
	size_t n = strlen(text) < sizeof d->said ? strlen(text) : sizeof d->said - 1;

	memcpy(d->said, text, n);
	d->said[n] = '\0';
	return V_REDRAW;
}

static unsigned try_password(struct view *v, const char *typed) {
	struct lock *d = v->data;
	struct err err = {.text = ""};

	return officer_check_password(v->st, v->actor, typed, &err) == RC_OK
	       ? V_CLOSE : say(d, err.text);
}

static unsigned choose(struct view *v, char **typed) {
	struct lock *d = v->data;
	struct err err = {.text = ""};

	if (secret_check(*typed, v->actor->login, &err) != RC_OK)
		return say(d, err.text);
	forget(d->chosen);
	d->chosen = *typed;
	*typed = NULL;
	d->step = LOCK_AGAIN;
	return say(d, "");
}

static unsigned choose_again(struct view *v, const char *typed) {
	struct lock *d = v->data;
	struct err err = {.text = ""};

	d->step = LOCK_CHOOSE;
	if (strcmp(typed, d->chosen) != 0)
		return say(d, tr(N_("The two were not the same; nothing was changed")));
	if (officer_set_password(v->st, v->actor, v->actor->officer, typed, &err) != RC_OK)
		return say(d, err.text);
	ui_say(v->ui, tr(N_("the password is set")));
	return V_CLOSE;
}

/* What is told first may be a question, which stands over the screen and not over the lock. */
static unsigned let_in(struct view *v) {
	bool first = ((struct lock *)v->data)->first;
	struct ui *ui = v->ui;

	if (!first)
		return V_CLOSE;
	ui_apply(ui, v, V_CLOSE); /* frees v */
	ui->hooks->came_in(ui);
	return V_DONE;
}

static unsigned enter(struct view *v) {
	struct lock *d = v->data;
	char *typed = take(d);
	unsigned flags = V_CLOSE;

	switch (d->step) {
	case LOCK_OPEN:
		break;
	case LOCK_PASSWORD:
		flags = try_password(v, typed);
		break;
	case LOCK_CHOOSE:
		flags = choose(v, &typed);
		break;
	case LOCK_AGAIN:
		flags = choose_again(v, typed);
		break;
	}
	forget(typed);
	return (flags & V_CLOSE) != 0 ? let_in(v) : flags;
}

static unsigned lock_key(struct view *v, const struct key *k) {
	struct lock *d = v->data;

	if (k->kind == K_ENTER)
		return enter(v);
	if (k->kind == K_ESC && d->door)
		return V_QUIT;
	if (k->kind == K_ESC && (d->step == LOCK_CHOOSE || d->step == LOCK_AGAIN))
		return let_in(v); /* asked again at the next log-in */
	return d->step != LOCK_OPEN && text_box_key(&d->edit, k) ? V_REDRAW : V_DONE;
}

static const char *question(const struct lock *d) {
	if (d->door && d->step != LOCK_AGAIN)
		return d->step == LOCK_CHOOSE
		               ? N_("This station asks for a password beside the key; 8 characters or more (Esc: leave):")
		               : N_("Password (Esc: leave):");
	switch (d->step) {
	case LOCK_OPEN:
		return N_("Locked. Enter goes on.");
	case LOCK_PASSWORD:
		return N_("Locked. Password:");
	case LOCK_CHOOSE:
		return N_("A password for the lock screen, 8 characters or more (Esc: later):");
	case LOCK_AGAIN:
		return N_("The same once more:");
	}
	return "";
}

static void lock_draw(struct view *v, const struct area *a) {
	struct lock *d = v->data;
	enum { MOST_STARS = 32 };
	char stars[MOST_STARS + 1] = "";
	int y = a->top + a->rows / 2;
	size_t n = d->edit.n < MOST_STARS ? d->edit.n : MOST_STARS;

	memset(stars, '*', n);
	stars[n] = '\0';
	paint_text(y, 4, a->cols - 8, TONE_PLAIN, tr(question(d)));
	if (d->step == LOCK_OPEN) {
		paint_cursor(y, 2);
		return;
	}
	paint_text(y + 1, 4, MOST_STARS + 1, TONE_INPUT, stars);
	paint_wrapped(a, y + 3, 4, TONE_PLAIN, d->said);
	paint_cursor(y + 1, 4 + (int)n);
}

const struct view_ops lock_ops = {.name = "lock", .where = W_TEXT, .size = sizeof(struct lock),
                                  .open = lock_open, .key = lock_key, .draw = lock_draw,
                                  .close = lock_close};

bool lock_ask_first(struct ui *ui) {
	bool two = conf_bool(station_conf(ui->st), "access", "two_factors");
	struct lock_arg why = {.choose = !officer_has_password(ui->st, ui->actor)};

	why.door = !why.choose || two;
	if (why.choose && (station_is_read_only(ui->st) || !(two || station_is_shared(ui->st))))
		return false;
	ui_push(ui, &lock_ops, &why);
	return true;
}

/* ---- nobody there ---- */

static long long idle_ms(const struct ui *ui) { return (long long)clock_mono_ms() - ui->last_key; }

static long long setting_ms(const struct ui *ui, const char *key) {
	return conf_int(station_conf(ui->st), "access", key) * 1000;
}

static bool is_locked(const struct ui *ui) { return ui->top != NULL && ui->top->ops == &lock_ops; }

int lock_wait_ms(const struct ui *ui, int ms) {
	long long left = setting_ms(ui, is_locked(ui) ? "leave_after" : "lock_after") - idle_ms(ui);

	if (left < 0)
		left = 0;
	return ms >= 0 && ms < left ? ms : (int)left;
}

bool lock_if_idle(struct ui *ui) {
	long long idle = idle_ms(ui);

	if (idle >= setting_ms(ui, "leave_after"))
		return false;
	if (idle >= setting_ms(ui, "lock_after") && !is_locked(ui)) {
		ui_push(ui, &lock_ops, NULL);
		ui->dirty = true;
	}
	return true;
}
