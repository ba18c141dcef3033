/* Today: what is due, counted by kind; a count opens its list, a line opens the right form filled
 * in. SPDX-License-Identifier: MIT */
#include "ui/today/today.h"

#include "core/clock.h"
#include "model/ledger/station_due.h"
#include "model/lists.h"
#include "model/person/resident.h"
#include "model/station/backup.h"
#include "model/station/day_check.h"
#include "model/station/clock.h"
#include "model/station/restore.h"
#include "model/station/station.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"
#include "ui/terminal/words.h"

enum { COUNT_MOST = 999, LINES_FIRST = 2000, DIGITS = 9 };

/* English labels and narrow windows have room for two columns. */
static int count_columns(const struct area *a) { return tr_lang() == LANG_ZH && a->cols >= 76
                                                ? 3 : 2; }

static int rows_for(size_t counts, const struct area *a) {
	return ((int)counts + count_columns(a) - 1) / count_columns(a);
}

static int count_rows(const struct today *d,
                      const struct area *a) { return rows_for(d->shown_count, a); }

/* What is long overdue is the head's. */
static bool is_theirs(const struct view *v, size_t group) {
	return due_groups[group].when != DUE_LONG_OVERDUE || strcmp(v->actor->role, "head") == 0;
}

/* Where all counts would take more than two rows in five, those of nothing are left out; digits
 * mean the same count whether it is painted or not. */
static bool has_place(const struct view *v, size_t group, const struct area *a) {
	const struct today *d = v->data;

	if (!is_theirs(v, group))
		return false;
	return 5 * rows_for(due_group_count, a) <= 2 * a->rows || d->counts[group] > 0 ||
	       group == d->group;
}

/* The counts and the rule below them. */
static int top_rows(struct view *v, const struct area *a) {
	struct today *d = v->data;

	d->shown_count = 0;
	for (size_t i = 0; i < due_group_count; i++)
		if (has_place(v, i, a))
			d->shown[d->shown_count++] = i;
	if (d->count_at >= d->shown_count)
		d->count_at = 0;
	d->in_counts = d->in_counts && d->shown_count > 0;
	return count_rows(d, a) + 1 + (d->backup_line != NULL);
}

static enum rc open_today(struct view *v, const void *arg, struct err *err) {
	struct today *d = v->data;

	d->counts = mem_zalloc(due_group_count, sizeof *d->counts);
	d->shown = mem_zalloc(due_group_count, sizeof *d->shown);
	d->group = due_group_count;
	return RC_OK;
}

static void close_today(struct view *v) {
	struct today *d = v->data;

	free(d->counts);
	free(d->shown);
	free(d->backup_line);
	free(d->backup_word);
	free(d->worker);
	free(d->whose_word);
}

/* A new station is told how to begin. */
static enum rc choose_words(struct view *v, struct err *err) {
	struct today *d = v->data;
	struct resident_query q = {.limit = 1};
	struct ids anybody = {0};
	enum rc rc = d->lv.list.ids.n > 0 || d->lv.list.filter[0] != '\0'
	                     ? RC_OK
	                     : resident_list(v->st, v->actor, &q, &anybody, err);

	d->lv.list.empty =
		rc == RC_OK && d->lv.list.ids.n == 0 && anybody.n == 0 &&
				d->lv.list.filter[0] == '\0'
			? N_("Nobody is on the register yet: i takes in a roster, r then a adds a person.")
			: NULL;
	ids_clear(&anybody);
	return rc;
}

static enum rc read_lines(struct view *v, struct err *err) {
	struct today *d = v->data;
	struct list_query *q = &d->lv.list.run.q;
	struct due_whose whose;
	enum rc rc = due_counts_of(v->st, v->actor, due_list_whose(q, &whose), clock_today(),
	                           d->counts, err);

	q->most = d->whole ? 0 : LINES_FIRST; /* the first paint does not wait for the others */
	if (rc == RC_OK)
		list_view_resize(v, &v->area);
	if (rc == RC_OK)
		rc = list_load(&d->lv.list, err);
	if (rc == RC_OK && due_list_is_cut(&d->lv.list.run))
		ui_wake(v, 1);
	return rc;
}

static char *days_word(int days) {
	char text[40];

	if (days <= 0)
		return mem_strdup(tr(days == 0 ? N_("today") : N_("never")));
	text_fill(text, sizeof text, tr(N_("{n} d")), "n", NUM(days), NULL);
	return mem_strdup(text);
}

/* The head is told when the last backup and rehearsal were; what is due, and what a restore lost
 * until it was seen, has a line of its own. */
static void read_backups(struct view *v) {
	struct today *d = v->data;
	struct backup_state s = {0};
	struct str line = {0}, word = {0};
	char *last, *rehearsed;
	long long damaged = 0;
	int checked = day_check_days(v->st);

	free(d->backup_line);
	free(d->backup_word);
	d->backup_line = d->backup_word = NULL;
	if (damage_count(v->st, &damaged, NULL) == RC_OK && damaged > 0)
		str_fill(&line, N_("Damaged records: {n}, not what was saved. wubao check names "
		                   "them; ask for a good backup."), "n", NUM(damaged), NULL);
	d->backup_line = line.n ? str_take(&line) : NULL;
	if (strcmp(v->actor->role, "head") != 0 || backup_state(v->st, &s, NULL) != RC_OK)
		return;
	last = days_word(s.days);
	rehearsed = days_word(s.rehearsed_days);
	if (s.days >= 0)
		str_fill(&word, N_("Backup {n}, rehearsed {m}  "), "n", last, "m", rehearsed, NULL);
	if (s.days >= 0 && checked > 0)
		str_fill(&word, N_("checked {n} d ago  "), "n", NUM(checked), NULL);
	if (d->backup_line != NULL)
		goto out;
	if (s.restored != NULL)
		restore_lost_text(s.restored, &line);
	else if (s.due)
		str_fill(&line, N_("Due: a backup (the last: {n}); B makes one."), "n", last, NULL);
	else if (s.second_missing)
		str_fill(&line, N_("The second place for backups is not there: the stick?"), NULL);
	else if (s.rehearsal_due)
		str_fill(&line, N_("Due: a rehearsal of a backup (the last: {n}); B, then e."), "n",
		         rehearsed, NULL);
	d->backup_line = line.n ? str_take(&line) : NULL;
out:
	d->backup_word = word.n ? str_take(&word) : NULL;
	free(last);
	free(rehearsed);
	free(s.restored);
}

/* In a new month the worklist is computed again: the first screen does not wait for it. */
static enum rc load_today(struct view *v, struct err *err) {
	struct today *d = v->data;
	bool later = !d->painted && due_is_behind(v->st);
	enum rc rc;

	d->painted = true;
	read_backups(v);
	due_hold(v->st, later);
	rc = read_lines(v, err);
	if (rc == RC_OK)
		rc = approval_news(v->st, v->actor, &d->news, err);
	if (rc == RC_OK)
		rc = station_due_count(v->st, v->actor, clock_today(), &d->station_due, err);
	due_hold(v->st, false);
	if (later) {
		ui_say(v->ui, tr(N_("The worklist of the new month is being computed.")));
		ui_wake(v, 1);
	}
	list_view_ask_line(v);
	return rc == RC_OK ? choose_words(v, err) : rc;
}

static unsigned wake_today(struct view *v) {
	struct today *d = v->data;

	if (due_is_behind(v->st))
		ui_say(v->ui, "");
	d->whole = true;
	return V_RELOAD | V_REDRAW;
}

static void head_today(const struct view *v, struct str *left, struct str *right) {
	const struct today *d = v->data;
	char day[DATE_BUF];

	str_addf(left, "%s %s %s", tr(N_("Today")), date_format(clock_today(), day),
	         word_weekday(clock_today()));
	if (d->group < due_group_count)
		str_addf(left, "  [%s]", tr(due_groups[d->group].label));
	if (d->whose_word != NULL)
		str_addf(left, "  [%s]", d->whose_word);
	if (d->backup_word != NULL)
		str_add(right, d->backup_word);
	if (d->news.waiting + d->news.cases > 0)
		str_fill(left, N_("  [y: {number} wait for an answer]"), "number",
		         NUM(d->news.waiting + d->news.cases), NULL);
	if (d->station_due > 0)
		str_fill(left, N_("  [Y: {number} of the station]"), "number", NUM(d->station_due), NULL);
	if (d->news.answered > 0)
		str_fill(left, N_("  [y: {number} answered]"), "number", NUM(d->news.answered), NULL);
	str_addf(right, "%s  %s", station_name(v->st), v->actor->name);
}

static void draw_counts(const struct today *d, const struct area *a) {
	int rows = count_rows(d, a), width = (a->cols - 2) / count_columns(a);
	char text[100], n[24];

	for (size_t k = 0; k < d->shown_count; k++) {
		size_t i = d->shown[k];
		int y = a->top + (int)k % rows, x = 2 + (int)k / rows * width;
		bool late = due_groups[i].when == DUE_OVERDUE ||
		            due_groups[i].when == DUE_LONG_OVERDUE ||
		            due_groups[i].base == DUE_BASE_POLICE;
		enum tone tone = d->counts[i] > 0 && late ? TONE_ALERT : TONE_PLAIN;
		bool here = d->in_counts && d->count_at == k;

		/* Every further nine counts have one 0 more before their digit; no blank where a
		 * letter in two cells follows. */
		const char *label = tr(due_groups[i].label);

		snprintf(text, sizeof text, "%.*s%zu%s%s", (int)(i / DIGITS), "0000",
		         i % DIGITS + 1, i < DIGITS || (unsigned char)*label < 0x80 ? " " : "",
		         label);
		if (d->counts[i] > COUNT_MOST)
			snprintf(n, sizeof n, "%d+", COUNT_MOST);
		else
			snprintf(n, sizeof n, "%lld", d->counts[i]);
		if (here)
			paint_text(y, x - 2, 1, TONE_PLAIN, ">");
		paint_text(y, x, width - 8, i == d->group ? TONE_REVERSE : TONE_PLAIN, text);
		paint_right(y, x + width - 8, 4, tone, n);
	}
}

static void top_today(struct view *v, const struct area *a) {
	struct today *d = v->data;

	draw_counts(d, a);
	if (d->backup_line != NULL)
		paint_text(a->top + count_rows(d, a), 2, a->cols - 2, TONE_ALERT, d->backup_line);
	paint_rule(a->top + top_rows(v, a) - 1);
}

/* The marker and the cursor, while they stand on a count. */
static void over_today(struct view *v, const struct area *a) {
	struct today *d = v->data;
	int rows = count_rows(d, a), width = (a->cols - 2) / count_columns(a);

	if (!d->in_counts)
		return;
	paint_marker(a->top + rows + 2 + (d->backup_line != NULL) + (int)(d->lv.list.at - d->lv.list.top), false);
	paint_cursor(a->top + (int)d->count_at % rows, (int)d->count_at / rows * width);
}

/* 0 shows all lines, and the next digit opens the count that is painted with so many zeros. */
static unsigned choose_digit(struct view *v, const struct key *k) {
	struct today *d = v->data;
	size_t zeros = d->zeros, at;

	d->zeros = 0;
	if (k == NULL || k->cp < '0' || k->cp > '9')
		return V_DONE;
	if (k->cp == '0') {
		d->zeros = zeros + 1 <= (due_group_count - 1) / DIGITS ? zeros + 1 : 1;
		ui_say(v->ui, tr(N_("All lines; now the digit of a count that begins with 0.")));
		return d->group < due_group_count ? today_show_group(v, due_group_count) : V_REDRAW;
	}
	at = zeros * DIGITS + (size_t)(k->cp - '1');
	return at < due_group_count && is_theirs(v, at) ? today_show_group(v, at) : V_REDRAW;
}

/* Up from the first line goes into the counts, down from the last count into the list. */
static bool move_in_counts(struct today *d, enum action_id id) {
	if (!d->in_counts) {
		if (id != ACTION_UP || d->lv.list.at > 0 || d->shown_count == 0)
			return false;
		d->in_counts = true;
		d->count_at = d->shown_count - 1;
	} else if (id == ACTION_UP) {
		d->count_at -= d->count_at > 0;
	} else if (id == ACTION_DOWN) {
		if (++d->count_at >= d->shown_count) {
			d->in_counts = false;
			d->count_at = 0;
		}
	} else {
		d->in_counts = false;
		return false;
	}
	return true;
}

static const struct {
	enum action_id action;
	void (*run)(struct view *v);
} plain[] = {{ACTION_RECORD, today_record}, {ACTION_ALL_DUE, today_all_due}, {ACTION_EXPLAIN, today_explain},
             {ACTION_ENTRY, entry_ask_kind}, {ACTION_TRIP, round_ask},
             {ACTION_WHOSE, today_ask_whose}, {ACTION_CLOCK, today_ask_clock}};

static unsigned act_today(struct view *v, enum action_id action, long long id,
                          const struct key *k) {
	struct today *d = v->data;
	const struct due_item *it = today_person(v);

	d->zeros = action == ACTION_DIGIT ? d->zeros : 0;
	if (d->in_counts && (action == ACTION_RECORD || action == ACTION_OPEN_FILE))
		return today_show_group(v, d->shown[d->count_at]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (plain[i].action == action) {
			plain[i].run(v);
			return V_REDRAW;
		}
	if (action == ACTION_DIGIT)
		return choose_digit(v, k);
	if ((action == ACTION_OPEN_FILE || action == ACTION_CLOCKS) && it != NULL)
		ui_open(v->ui, action == ACTION_CLOCKS ? SCREEN_CLOCKS : SCREEN_FILE,
		        &it->resident);
	else if (action == ACTION_BACK && d->group == due_group_count && d->whose_word != NULL &&
	         d->lv.list.filter[0] == '\0')
		return today_show_all(v);
	else if (action == ACTION_BACK && d->group < due_group_count)
		return today_show_group(v, due_group_count);
	else if (action == ACTION_OPEN_FILE || action == ACTION_CLOCKS)
		return V_DONE;
	else if (!move_in_counts(d, action))
		return V_NOT_MINE;
	return V_REDRAW;
}

static bool can_today(const struct view *v, enum action_id action) {
	struct clock_state clock;

	station_clock_known(v->st, &clock);
	return action != ACTION_CLOCK || clock.doubted;
}

static void status_today(const struct view *v, struct str *out) {
	list_view_status(v, out);
	if (due_list_is_cut(&list_view_list(v)->run))
		str_addc(out, '+');
}

static const struct list_screen screen = {
	.def = &due_list_def, .rows_above = top_rows, .lineless = true, .open = open_today,
	.head = head_today, .top = top_today, .over = over_today, .act = act_today,
	.can = can_today, .close = close_today,
};

const struct view_ops today_ops = {
	.name = "today", LIST_VIEW_HANDLERS(W_TODAY, struct today, &screen), .load = load_today,
	.status = status_today, .wake = wake_today,
};
