/* One person's file: who, the tabs, and what can be done. SPDX-License-Identifier: MIT */
#include "ui/person/file_view.h"

#include "model/entry/import_memory.h"
#include "model/event/drug_testing.h"
#include "model/person/join.h"
#include "model/rules/order_facts.h"
#include "model/station/day_check.h"
#include "ui/form/forms.h"
#include "ui/loop/screens.h"
#include "ui/loop/ui_priv.h"

static struct area inner_area(const struct area *a) {
	return (struct area){.top = a->top + 2, .rows = a->rows > 2 ? a->rows - 2 : 1,
	                     .cols = a->cols};
}

static struct area list_area(const struct file *f, const struct area *a) {
	struct area inner = inner_area(a);

	inner.top += file_head_rows(f);
	inner.rows = inner.rows > file_head_rows(f) ? inner.rows - file_head_rows(f) : 1;
	return inner;
}

/* The look is written down before anything is painted (rule 11.10). */
static enum rc open_file(struct view *v, const void *arg, struct err *err) {
	struct file *f = v->data;
	enum rc rc;

	f->view = v;
	f->id = *(const long long *)arg;
	rc = resident_look(v->st, v->actor, f->id, err);
	if (rc == RC_DENIED)
		file_glass_ask(v, f->id, err);
	if (rc == RC_OK)
		rc = person_row_read(v->st, v->actor, f->id, &f->who, err);
	if (rc == RC_OK && f->who.order.rec.id != 0) {
		f->tab = 1;
		file_list_open(f);
	}
	return rc;
}

static void close_file(struct view *v) {
	struct file *f = v->data;

	person_rows_clear(&f->who, 1);
	str_clear(&f->kept_words);
	str_clear(&f->joined);
	file_list_close(f);
}

static void resize_file(struct view *v, const struct area *a) {
	struct file *f = v->data;
	struct area inner = list_area(f, a);

	f->page = inner_area(a).rows;
	f->scroll = 0;
	if (file_has_list(f))
		list_resize(&f->list, &inner);
}

static enum rc load_file(struct view *v, struct err *err) {
	struct file *f = v->data;
	struct person_row fresh;
	enum rc rc = file_glass_load(f, err);

	if (rc == RC_OK)
		rc = person_row_read(v->st, v->actor, f->id, &fresh, err);
	if (rc != RC_OK)
		return rc;
	person_rows_clear(&f->who, 1);
	f->who = fresh;
	str_reset(&f->kept_words);
	rc = kept_words_say(v->st, v->actor, f->id, &f->kept_words, err);
	str_reset(&f->joined);
	if (rc == RC_OK)
		rc = part_numbers(v->st, v->actor, f->id, &f->joined, err);
	if (rc == RC_OK)
		rc = damage_of(v->st, f->id, &f->damaged, err);
	if (rc == RC_OK)
		rc = file_order_load(f, err);
	resize_file(v, &v->area);
	return rc == RC_OK ? file_list_load(f, err) : rc;
}

static void head_file(const struct view *v, struct str *left, struct str *right) {
	const struct file *f = v->data;

	file_glass_banner(f, left);
	if (f->damaged) {
		char n[24];

		snprintf(n, sizeof n, "%lld", f->damaged);
		str_fill(left, N_("[damaged: {n}] "), "n", n, NULL);
	}
	if (f->order) { /* before the name: what is too long is cut at its end */
		char day[DATE_BUF];

		str_fill(left, N_("[order of {day}] "), "day",
		         date_format(f->who.order.ordered, day), NULL);
	}
	if (f->joined.n)
		str_fill(left, N_("[with file {numbers}] "), "numbers", str_text(&f->joined), NULL);
	people_headline(v, &f->who, v->area.cols, left, right);
}

static void draw_file(struct view *v, const struct area *a) {
	struct file *f = v->data;
	struct area inner = inner_area(a);

	file_tabs_draw(f, a);
	paint_rule(a->top + 1);
	f->list.empty = file_shows_five(f) || view_can(v, ACTION_ADD)
	                        ? NULL : N_("Nothing recorded yet."); /* else it says: a adds */
	if (file_has_list(f))
		file_list_draw(f, &inner);
	else
		file_overview_draw(f, &inner);
}

static unsigned scroll(struct file *f, enum action_id id) {
	int most = f->lines > f->page ? f->lines - f->page : 0, to = f->scroll;

	if (id == ACTION_DOWN || id == ACTION_UP)
		to += id == ACTION_DOWN ? 1 : -1;
	else if (id == ACTION_PAGE_DOWN || id == ACTION_PAGE_UP)
		to += id == ACTION_PAGE_DOWN ? f->page : -f->page;
	else
		to = id == ACTION_FIRST ? 0 : most;
	to = to < 0 ? 0 : to > most ? most : to;
	if (to == f->scroll)
		return V_DONE;
	f->scroll = to;
	return V_REDRAW;
}

/* ---- orders ---- */

static unsigned order_choice(struct view *v, void *ctx, int choice) {
	struct file *f = v->data;

	if (choice == 1)
		open_order_form(v->ui, f->id, 0);
	else if (choice == 2)
		open_order_form(v->ui, f->id, f->who.order.rec.id);
	return V_REDRAW;
}

/* At most one order is open: it is corrected; after the last one ended a new one is the commoner
 * wish. */
static void go_order(struct file *f) {
	const char *const choices[] = {tr(N_("New order")), tr(N_("Correct the last order")), NULL};
	struct ask ask = {.question = tr(N_("The last order has ended.")), .choices = choices,
	                  .answer = order_choice};

	if (f->who.order.rec.id == 0 || order_facts_is_open(f->who.order.state))
		open_order_form(f->view->ui, f->id, f->who.order.rec.id);
	else
		ui_ask(f->view->ui, &ask);
}

static const struct {
	enum action_id id;
	void (*run)(struct file *f);
} doings[] = {
	{ACTION_ADD, file_add_record},     {ACTION_EDIT, file_edit_record},
	{ACTION_DETAIL, file_show_record}, {ACTION_VOID, file_void_record},
	{ACTION_STATE, file_change_state}, {ACTION_ORDER, go_order},
	{ACTION_PRINT, file_print_record}, {ACTION_WHICH_ORDER, file_choose_order},
	{ACTION_HISTORY, file_history},    {ACTION_RESTORE, file_restore},
	{ACTION_ADD_OTHER, file_add_other}, {ACTION_PRINT_FORM, file_print_form},
	{ACTION_PART, file_part},          {ACTION_HANDOVER_FILE, file_hand_over},
};

static unsigned act_file(struct view *v, enum action_id id, const struct key *k) {
	struct file *f = v->data;
	struct err err = {0};
	unsigned flags = V_REDRAW;

	if (file_glass_is_over(f))
		return file_glass_shut(v);
	if (id == ACTION_DIGIT)
		return k != NULL ? file_show_tab(f, k->cp == '0' ? 9 : k->cp - '1') : V_DONE;
	if (id == ACTION_NEXT_TAB || id == ACTION_PREVIOUS_TAB)
		return file_show_tab(f, (f->tab + (id == ACTION_NEXT_TAB ? 1 : FILE_TABS - 1)) %
		                            FILE_TABS);
	if (id == ACTION_REVEAL)
		return file_reveal(v);
	if (id == ACTION_VOIDS)
		return file_show_void(f);
	if (file_shows_five(f) && (flags = file_five_act(f, id)) != V_NOT_MINE)
		return flags;
	flags = V_REDRAW;
	f->adding = id == ACTION_ADD;
	for (size_t i = 0; i < sizeof doings / sizeof *doings; i++)
		if (doings[i].id == id) {
			doings[i].run(f);
			return V_REDRAW;
		}
	if (id == ACTION_CLOCKS)
		ui_open(v->ui, SCREEN_CLOCKS, &f->id);
	else if (id == ACTION_ALL_DUE)
		open_due_form(v->ui, f->id);
	else if (id == ACTION_WHO)
		ui_open(v->ui, SCREEN_AUDIT, f->who.person.file_no);
	else if (f->tab == 0 && id >= ACTION_DOWN && id <= ACTION_LAST)
		return scroll(f, id);
	else
		flags = file_has_list(f) ? list_act(&f->list, id, &err) : V_NOT_MINE;
	if (err.rc != RC_OK)
		ui_say_err(v->ui, &err);
	return flags;
}

/* What the marked record takes: a void one is shown and restored only. */
static bool can_record(const struct file *f, enum action_id id) {
	struct file_item item = {NULL};
	const bool there = f->tab > 0 && file_current(f, &item);

	if (id == ACTION_RESTORE)
		return there && item.is_void && item.def;
	if (id == ACTION_VOIDS)
		return f->tab > 0;
	if (id == ACTION_DETAIL || (id == ACTION_EDIT && f->tab > 0))
		return there && item.def && (id == ACTION_DETAIL || !item.is_void);
	return id != ACTION_VOID || f->tab == 0 || (there && !item.is_void);
}

static bool can_file(const struct view *v, enum action_id id) {
	const struct file *f = v->data;

	if (f->glass_until && (action_table[id].needs || id == ACTION_PRINT))
		return false; /* an emergency is for reading */
	if (id == ACTION_PART)
		return f->joined.n > 0;
	if (id == ACTION_STATE || id == ACTION_WHICH_ORDER || id == ACTION_HANDOVER_FILE)
		return f->who.order.rec.id != 0;
	if (id == ACTION_PRINT || id == ACTION_PRINT_FORM)
		return file_can_print(f);
	if (id == ACTION_ASSIGN || id == ACTION_CONFIRM)
		return file_shows_five(f);
	if (id == ACTION_ADD_OTHER)
		return file_tab(f)->registers[0] && file_tab(f)->registers[1];
	if (file_shows_five(f))
		return id != ACTION_ADD && id != ACTION_EDIT && id != ACTION_VOID &&
		       id != ACTION_VOIDS && id != ACTION_RESTORE;
	if (id == ACTION_ADD && file_tab(f)->kind == FILE_TAB_MIXED)
		return file_tab(f)->registers[0] != NULL;
	return can_record(f, id);
}

static void status_file(const struct view *v, struct str *out) {
	const struct file *f = v->data;

	if (file_has_list(f))
		list_status(&f->list, out);
	else if (f->lines > f->page)
		str_addf(out, "%d/%d", f->scroll + 1, f->lines - f->page + 1);
}

static void cover_file(struct view *v) { ((struct file *)v->data)->revealed_until = 0; }

const struct view_ops file_ops = {
	.name = "file", .where = W_FILE | W_FILE_FIVE | W_LIST | W_BASE,
	.size = sizeof(struct file), .open = open_file, .load = load_file, .head = head_file,
	.status = status_file, .draw = draw_file, .act = act_file, .can = can_file,
	.resize = resize_file, .wake = file_mask_again, .keep = cover_file, .close = close_file,
};
