/* The head's backups: what lies there, another one now, a rehearsal, the key.
 * SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/pack/recovery_key.h"
#include "core/secret.h"
#include "model/lists.h"
#include "model/station/backup.h"
#include "model/station/restore.h"
#include "ui/list/list_view.h"
#include "ui/loop/idle.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

/* ---- between keys ---- */

static void *begin_backup(struct ui *ui, bool asked) {
	struct backup_state s = {.made_today = true};
	struct backup_run *r = NULL;
	struct err err = {0};
	bool wanted = asked || (conf_bool(station_conf(ui->st), "backup", "daily") &&
	                        !station_is_read_only(ui->st) &&
	                        backup_state(ui->st, &s, &err) == RC_OK && !s.made_today);

	free(s.restored);
	if (wanted && backup_run_begin(&r, ui->st, ui->actor, NULL, !asked, &err) != RC_OK &&
	    (asked || err.rc != RC_BUSY)) /* another session is at it */
		ui_say_err(ui, &err);
	return r;
}

static bool step_backup(struct ui *ui, void *data, int ms, int *percent) {
	struct err err = {0};
	bool done = false;

	if (backup_run_step(data, ms, &done, &err) != RC_OK) {
		ui_say_err(ui, &err);
		return false;
	}
	*percent = backup_run_percent(data);
	if (!done)
		return true;
	if (backup_run_damaged(data) > 0)
		ui_sayf(ui, N_("Backup made, with {n} damaged records in it: the newest good one "
		               "before it is kept."), "n", NUM(backup_run_damaged(data)), NULL);
	else if (backup_run_second_failed(data) != NULL)
		ui_say_err(ui, backup_run_second_failed(data));
	else if (backup_run_second(data) != NULL)
		ui_sayf(ui, N_("Backup made, copied to {file} and read back: the stick may be taken out."),
		        "file", backup_run_second(data), NULL);
	else if (ui->top != NULL && (ui->top->ops->where & W_BASE || ui->top->ops == &backups_ops))
		ui_say(ui, tr(N_("Backup made and checked."))); /* never over what a form says */
	return false;
}

static void end_backup(struct ui *ui, void *data) {
	backup_run_end(data);
	if (ui->top != NULL && ui->top->ops == &backups_ops)
		view_reload(ui->top);
}

const struct idle_job backup_job = {.text = N_("Backup"), .begin = begin_backup,
                                    .step = step_backup, .end = end_backup};

void backups_tell(struct ui *ui) {
	char *path = station_is_damaged(ui->st) ? backup_newest(station_db_path(ui->st)) : NULL;

	if (path != NULL)
		ui_sayf(ui, N_("The database is damaged and is only read. The newest good backup: "
		               "wubao restore {file}"), "file", path, NULL);
	free(path);
}

/* ---- the key, shown once ---- */

struct key_view {
	unsigned char key[PACK_KEY];
	char text[RECOVERY_BUF];
	int group; /* asked for, once it was written down; -1: still shown */
	struct err err;
};

static enum rc open_key(struct view *v, const void *arg, struct err *err) {
	struct key_view *d = v->data;
	unsigned char secret[PACK_KEY];
	enum rc rc = station_may(v->st, v->actor, ACT_OFFICERS, err);

	recovery_make(d->key, secret);
	recovery_text(secret, d->text);
	secret_wipe(secret, sizeof secret);
	d->group = -1;
	return rc;
}

static void draw_key(struct view *v, const struct area *a) {
	struct key_view *d = v->data;
	enum { ACROSS = 3 };
	char line[16];

	for (int y = 0; y < a->rows; y++)
		paint_blank(a->top + y);
	paint_wrapped(a, a->top + 1, 2, TONE_PLAIN,
		tr(N_("Write this down on paper now. It is shown once and nobody can make it "
		      "again; backups are sealed to it from then on. Enter: it is written down. "
		      "Esc: no key.")));
	for (int g = 0; g < RECOVERY_GROUPS; g++) {
		snprintf(line, sizeof line, "%2d  %.4s", g + 1, d->text + 5 * g);
		paint_text(a->top + 5 + g / ACROSS, 4 + g % ACROSS * 14, 10, TONE_BOLD, line);
	}
	paint_cursor(a->top + 5, 2);
}

struct key_asked {
	unsigned char key[PACK_KEY];
	char group[RECOVERY_GROUP + 1];
};

static void drop_asked(void *ctx) {
	secret_wipe(ctx, sizeof(struct key_asked));
	free(ctx);
}

static unsigned group_typed(struct view *below, void *ctx, const char *text) {
	struct key_asked *k = ctx;
	struct err err = {0};
	bool right = text != NULL && strncasecmp(text, k->group, RECOVERY_GROUP) == 0;

	if (!right)
		ui_say(below->ui, tr(N_("That is not the group: no key was set. Begin again.")));
	else if (backup_set_key(below->st, below->actor, k->key, &err) != RC_OK)
		ui_say_err(below->ui, &err);
	else
		ui_say(below->ui, tr(N_("Backups are sealed to this key from now on.")));
	drop_asked(k);
	return V_RELOAD | V_REDRAW;
}

/* That it was written down, not that it was seen: the view is gone when a group is asked for. */
static unsigned key_key(struct view *v, const struct key *k) {
	struct key_view *d = v->data;
	struct key_asked *asked;
	struct ui *ui = v->ui;
	char question[160];
	unsigned char r;

	if (k->kind == K_ESC)
		return V_CLOSE;
	if (k->kind != K_ENTER)
		return V_DONE;
	random_bytes(&r, 1);
	d->group = r % RECOVERY_GROUPS;
	asked = mem_zalloc(1, sizeof *asked);
	memcpy(asked->key, d->key, PACK_KEY);
	memcpy(asked->group, d->text + d->group * 5, RECOVERY_GROUP);
	text_fill(question, sizeof question, tr(N_("Type group {n} from the paper: ")),
	          "n", NUM(d->group + 1), NULL);
	view_pop(ui);
	ui_ask_text(ui, &(struct ask_text){.question = question, .answer = group_typed, .ctx = asked,
	                                   .drop = drop_asked});
	ui->dirty = true;
	return V_DONE;
}

static void close_key(struct view *v) { secret_wipe(v->data, sizeof(struct key_view)); }

static const struct view_ops key_ops = {.name = "recovery-key", .where = W_TEXT, .overlay = true,
                                        .size = sizeof(struct key_view), .open = open_key,
                                        .key = key_key, .draw = draw_key, .close = close_key};

/* ---- the list ---- */

static unsigned rehearse(struct view *v, long long id) {
	struct restore_news n = {0};
	struct backup_file *all = NULL;
	struct err err = {0};
	size_t count = 0;
	char when[20];

	(void)backup_files(v->st, &all, &count, &err);
	if (id < 1 || (size_t)id > count || all[id - 1].plain) {
		ui_say(v->ui, tr(N_("What an update copied is not rehearsed.")));
	} else if (all[id - 1].sealed) {
		ui_sayf(v->ui, N_("This one is sealed: wubao restore --check {file} asks for the key."),
		        "file", all[id - 1].path, NULL);
	} else if (restore_rehearse(v->st, v->actor, all[id - 1].path, NULL, &n, &err) != RC_OK) {
		ui_say_err(v->ui, &err);
	} else if (n.damaged > 0) {
		ui_sayf(v->ui, N_("Whole, but {n} records in it are damaged: an earlier one may be better."),
		        "n", NUM(n.damaged), NULL);
	} else {
		ui_sayf(v->ui, N_("Sound. It is of {when}; {n} audit entries since are not in it. "
		                  "To restore, all leave: wubao restore {file}"),
		        "when", clock_format_ms(n.made_at, when), "n", NUM(n.lost), "file",
		        all[id - 1].path, NULL);
	}
	backup_files_clear(all, count);
	restore_news_clear(&n);
	return V_RELOAD | V_REDRAW;
}

/* What a restore lost is said until it was seen here. */
static enum rc open_backups(struct view *v, const void *arg, struct err *err) {
	struct backup_state s = {0};
	struct str text = {0};
	enum rc rc = backup_state(v->st, &s, err);

	if (rc == RC_OK && s.restored != NULL) {
		restore_lost_text(s.restored, &text);
		ui_say(v->ui, str_text(&text));
		if (!station_is_read_only(v->st))
			rc = backup_restored_seen(v->st, v->actor, err);
	}
	str_clear(&text);
	free(s.restored);
	return rc;
}

static unsigned another_key(struct view *v, void *ctx, int choice) {
	if (choice == 2)
		ui_push(v->ui, &key_ops, NULL);
	return V_REDRAW;
}

/* Whoever has a key on paper needs that paper for the backups of until now. */
static void make_key(struct view *v) {
	const char *const choices[] = {tr(N_("Keep it")), tr(N_("Make another")), NULL};
	struct ask ask = {.question = tr(N_("There is a recovery key already, and older backups "
	                                    "need its paper for ever. Make another?")),
	                  .choices = choices, .answer = another_key};
	unsigned char key[PACK_KEY];

	if (backup_key(v->st, key))
		ui_ask(v->ui, &ask);
	else
		ui_push(v->ui, &key_ops, NULL);
}

static unsigned act_backups(struct view *v, enum action_id action, long long id,
                            const struct key *k) {
	if (action == ACTION_BACK_UP)
		idle_start(v->ui, &backup_job);
	else if (action == ACTION_RECOVERY_KEY)
		make_key(v);
	else if (action == ACTION_REHEARSE && id != 0)
		return rehearse(v, id);
	else
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_backups(const struct view *v, enum action_id action) {
	return action != ACTION_DECIDE;
}

static const struct list_screen screen = {.def = &backups_list, .lineless = true,
                                          .open = open_backups, .act = act_backups,
                                          .can = can_backups};

const struct view_ops backups_ops = {.name = "backups", LIST_VIEW_OPS(W_QUEUE, struct list_view,
                                                                      &screen)};
