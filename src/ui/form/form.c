/* Forms as pure state: which field, what was typed, what is wrong. SPDX-License-Identifier: MIT */
#include "ui/form/form.h"

#include "core/utf8.h"
#include "model/entry/entry.h"
#include "ui/terminal/tty.h"

#define DIGITS "0123456789"

enum { OLD_DAYS = 31, YEAR_DIGITS = 4 };

static const struct record *record_of(const struct form *f, const struct form_item *it) {
	return f->rec[it->entity];
}

static bool is_text(const struct form_item *it) {
	return it->field->type == FT_TEXT || it->field->type == FT_NOTE;
}

static void say_nothing(struct form *f) {
	memset(&f->err, 0, sizeof f->err);
	str_reset(&f->note);
}

/* Which digits of a code stand for another register's answer in an entry session (rule 4.14). */
static void find_digits(struct form_item *it, const struct entity_def *def) {
	for (size_t i = 0; i < duty_kind_count; i++) {
		const struct duty_kind_def *k = &duty_kind_table[i];

		if (!k->answer_count || strcmp(k->answer, it->field->name) != 0 ||
		    entry_register(k)->entity != def)
			continue;
		it->own = k->answer_count;
		while (k->others && k->others[it->others].label)
			it->others++;
	}
}

static void add_item(struct form *f, const struct field_def *field, const struct form_row *row,
                     const char *section) {
	struct form_item *it = &f->items[f->n++];

	*it = (struct form_item){.field = field,
	                         .entity = row->entity,
	                         .flags = row->flags,
	                         .section = section,
	                         .asked = DATE_NONE};
	find_digits(it, f->def->entity[row->entity]);
	edit_init(&it->edit, widget_max(field), 40, widget_rows(field));
}

static void add_rows(struct form *f) {
	const struct form_def *def = f->def;
	const char *section = NULL;

	f->items = mem_zalloc(def->row_count, sizeof *f->items);
	for (size_t i = 0; i < def->row_count; i++) {
		const struct form_row *r = &def->rows[i];

		if (r->name)
			add_item(f, entity_field(def->entity[r->entity], r->name), r, section);
		section = r->name ? NULL : r->title;
	}
}

/* A form without a table of its own. A day that must be there and cannot lie ahead is an
 * event's. */
static void add_all_fields(struct form *f) {
	const struct entity_def *def = f->def->entity[0];

	f->items = mem_zalloc(def->count, sizeof *f->items);
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *field = &def->fields[i];
		bool is_day = field->type == FT_DATE && (field->flags & F_REQUIRED) &&
		              (field->flags & F_PAST);

		if (!(field->flags & F_SYSTEM))
			add_item(f, field,
			         &(struct form_row){.flags = is_day ? FR_RECENT | FR_TODAY : 0},
			         NULL);
	}
}

void form_init(struct form *f, const struct form_def *def, const struct form_env *env,
               struct date today) {
	memset(f, 0, sizeof *f);
	f->def = def;
	f->env = env;
	f->today = today;
	for (int e = 0; e < FORM_RECORDS && def->entity[e]; e++) {
		f->rec[e] = mem_zalloc(1, def->entity[e]->size);
		f->base[e] = mem_zalloc(1, def->entity[e]->size);
		entity_init(def->entity[e], f->rec[e]);
		entity_init(def->entity[e], f->base[e]);
	}
	if (def->rows)
		add_rows(f);
	else
		add_all_fields(f);
}

static void clear_item(struct form_item *it) {
	edit_clear(&it->edit);
	str_clear(&it->first);
	free(it->said);
}

void form_leave_out(struct form *f, int entity) {
	size_t n = f->n;

	f->n = 0;
	for (size_t i = 0; i < n; i++)
		if (f->items[i].entity == entity)
			clear_item(&f->items[i]);
		else
			f->items[f->n++] = f->items[i];
}

void form_clear(struct form *f) {
	for (size_t i = 0; i < f->n; i++)
		clear_item(&f->items[i]);
	free(f->items);
	for (int e = 0; e < FORM_RECORDS && f->def && f->def->entity[e]; e++) {
		entity_clear(f->def->entity[e], f->rec[e]);
		entity_clear(f->def->entity[e], f->base[e]);
		free(f->rec[e]);
		free(f->base[e]);
	}
	str_clear(&f->note);
	memset(f, 0, sizeof *f);
}

static bool is_blank(const struct form *f, const struct form_item *it) {
	return field_is_blank(it->field, f->rec[it->entity]);
}

/* Names, and whatever a terminal without 汉字 shows in pinyin only: nobody changes what cannot be
 * seen. */
static bool is_unseen(struct form_item *it) {
	if (term_shows_hanzi())
		return false;
	for (const char *s = edit_text(&it->edit); *s; s++)
		if ((unsigned char)*s >= 0x80)
			return true;
	return strcmp(it->field->name, "name") == 0;
}

/* The nearest field one can type in, from i on in direction by; f->n when there is none. */
static size_t typable(const struct form *f, size_t i, int by) {
	while (i < f->n && f->items[i].read_only)
		i = by > 0 || i > 0 ? i + (size_t)by : f->n;
	return i;
}

static bool is_lacking(const struct form *f, const struct form_item *it) {
	return !it->read_only && !(it->flags & FR_FREE) && (it->wanted || (it->field->flags & F_REQUIRED)) && is_blank(f, it);
}

void form_start(struct form *f) {
	size_t first;

	for (int e = 0; e < FORM_RECORDS && f->def->entity[e]; e++) {
		entity_clear(f->def->entity[e], f->base[e]);
		entity_copy(f->def->entity[e], f->base[e], f->rec[e]);
	}
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->items[i];

		it->read_only = (it->flags & FR_SHOWN) ||
		                ((it->field->flags & F_FIXED) && record_of(f, it)->id != 0);
		widget_load(f, it);
		it->read_only |= is_unseen(it);
	}
	for (f->cur = 0; f->cur < f->n && !is_lacking(f, form_item(f));)
		f->cur++;
	first = typable(f, 0, 1);
	if (f->cur == f->n || record_of(f, form_item(f))->id)
		f->cur = first < f->n ? first : 0;
	edit_do(&form_item(f)->edit, EDIT_END);
}

void form_refresh(struct form *f) {
	for (size_t i = 0; i < f->n; i++) {
		if (!f->items[i].touched && !f->items[i].again)
			widget_load(f, &f->items[i]);
	}
}

size_t form_find(const struct form *f, int entity, const char *name) {
	size_t i = 0;

	while (i < f->n &&
	       !(f->items[i].entity == entity && strcmp(f->items[i].field->name, name) == 0))
		i++;
	return i;
}

/* ---- taking a field ---- */

static void stored(const struct form *f, const struct form_item *it, struct str *out) {
	field_store_text(it->field, f->rec[it->entity], out);
}

static bool is_new_value(const struct form *f, const struct form_item *it) {
	return field_compare(it->field, f->rec[it->entity], f->base[it->entity]) != 0;
}

/* Empty the field and ask for the same value again, unless it was typed twice already. */
static bool ask_again(struct form *f, struct form_item *it) {
	bool twice = (it->field->flags & F_TWICE) &&
	             (!f->def->twice || f->def->twice((const void *const *)f->rec, it->field->name));
	struct str now = {0};

	if (!twice || is_blank(f, it) || !is_new_value(f, it))
		return false;
	stored(f, it, &now);
	if (strcmp(str_text(&now), str_text(&it->first)) == 0) {
		str_clear(&now);
		return false;
	}
	str_clear(&it->first);
	it->first = now;
	it->again = true;
	f->questions++;
	str_reset(&f->note);
	if (it->field->type == FT_CODE) {
		char text[200];

		text_fill(text, sizeof text, tr(N_("{value}: 9 confirms it, any other key does not.")),
		          "value", code_label(it->field->codes, *(struct code *)field_ptr(
							      it->field, f->rec[it->entity])), NULL);
		str_add(&f->note, text);
		return true;
	}
	edit_set(&it->edit, NULL);
	it->fresh = it->masked = false;
	str_add(&f->note, tr(it->field->type == FT_TEXT
	                             ? N_("Once more, to be sure; its digits are enough.")
	                             : N_("Once more, to be sure: type the same again.")));
	return true;
}

static void add_digits(const char *s, const char *between, struct str *out) {
	while (*(s += strcspn(s, DIGITS))) {
		size_t n = strspn(s, DIGITS);

		str_addf(out, "%s%.*s", out->n ? between : "", (int)n, s);
		s += n;
	}
}

/* Of a number with words in it the digits say as much, also those after its year: the day of the
 * paper is typed twice, and the year is compared with it. */
static bool is_same_again(const struct form_item *it, const char *now) {
	struct str parts = {0}, whole = {0}, second = {0};
	const char *first = str_text(&it->first), *after;
	bool same = strcmp(first, now) == 0;

	if (!same && it->field->type == FT_TEXT && *now &&
	    strspn(now, DIGITS " -") == strlen(now)) {
		add_digits(first, " ", &parts);
		add_digits(first, "", &whole);
		add_digits(now, " ", &second);
		after = str_text(&parts) + (strcspn(str_text(&parts), " ") == YEAR_DIGITS
		                                    ? YEAR_DIGITS + 1 : 0);
		same = second.n > 0 && (strcmp(str_text(&second), str_text(&parts)) == 0 ||
		                        strcmp(str_text(&second), str_text(&whole)) == 0 ||
		                        strcmp(str_text(&second), after) == 0);
	}
	str_clear(&parts);
	str_clear(&whole);
	str_clear(&second);
	return same;
}

/* The second typing did not say the same: both are shown, and it begins anew. */
static void differs(struct form *f, struct form_item *it, const char *now) {
	err_field(&f->err, it->field->name, "form.twice",
	          N_("{label}: first {first}, then {second}. Type it again from the beginning."),
	          "label", tr(it->field->label), "first", str_text(&it->first), "second", now, NULL);
	it->again = false;
	str_reset(&it->first);
	field_copy(it->field, f->rec[it->entity], f->base[it->entity]);
	widget_load(f, it);
}

/* The second typing came: is it the same? */
static bool compare_again(struct form *f, struct form_item *it) {
	struct str now = {0};
	bool same;

	stored(f, it, &now);
	same = is_same_again(it, str_text(&now));
	if (same) /* as it was typed in full */
		field_store_read(it->field, f->rec[it->entity], str_text(&it->first));
	else
		differs(f, it, str_text(&now));
	it->again = false;
	str_clear(&now);
	return same;
}

static bool ask_old_day(struct form *f, struct form_item *it) {
	struct date d;
	char days[24], text[200];

	if (!(it->flags & FR_RECENT) || is_blank(f, it) ||
	    (record_of(f, it)->id && !is_new_value(f, it)))
		return false;
	d = *(const struct date *)field_cptr(it->field, f->rec[it->entity]);
	if (f->today.n - d.n <= OLD_DAYS || (date_cmp(d, it->asked) == 0 && !it->asking))
		return false;
	f->questions += !it->asking;
	it->asking = true;
	it->asked = d;
	snprintf(days, sizeof days, "%d", f->today.n - d.n);
	text_fill(text, sizeof text, tr(N_("{days} days ago. Is that right? Enter takes it, Backspace changes it.")),
	          "days", days, NULL);
	str_reset(&f->note);
	str_add(&f->note, text);
	return true;
}

static void derive(struct form *f, const struct form_item *it) {
	if (f->def->derive) {
		f->def->derive(f->rec, it->field->name, &f->note);
		form_refresh(f);
	}
}

/* The record has a new value: show it as kept, ask what must be asked, propose what follows. True:
 * go on. */
static bool taken(struct form *f, struct form_item *it) {
	it->touched = it->bad = false;
	if (it->again && !compare_again(f, it))
		return false;
	widget_load(f, it);
	if (ask_again(f, it) || ask_old_day(f, it))
		return false;
	derive(f, it);
	return true;
}

static bool take(struct form *f, struct form_item *it) {
	if (it->touched) {
		if (widget_take(f, it, &f->err) != RC_OK) {
			it->bad = true;
			return false;
		}
		return taken(f, it);
	}
	if (it->again) {
		err_field(&f->err, it->field->name, "form.again",
		          it->field->type == FT_CODE
		                  ? N_("{label}: 9 confirms it; Shift-Tab goes back.")
		                  : N_("{label}: type the same again, or Shift-Tab to go back."),
		          "label", tr(it->field->label), NULL);
		return false;
	}
	return !ask_old_day(f, it);
}

enum rc form_take_all(struct form *f) {
	size_t start = f->cur;
	struct err err = {0};

	say_nothing(f);
	for (size_t n = 0; n < f->n; n++) {
		size_t i = (start + n) % f->n;

		if (!take(f, &f->items[i])) {
			f->cur = i;
			return RC_INVALID;
		}
	}
	/* What the form does not show nobody can fill in here: the use case's check is for that. */
	for (size_t i = 0; i < f->n; i++) {
		if ((f->items[i].flags & FR_FREE) && is_blank(f, &f->items[i]))
			continue;
		if (field_check(f->items[i].field, f->rec[f->items[i].entity], f->today, &err) !=
		    RC_OK) {
			form_fail(f, &err);
			return RC_INVALID;
		}
	}
	return RC_OK;
}

void form_fail(struct form *f, const struct err *err) {
	size_t at = f->n;

	f->err = *err;
	for (int e = 0; e < FORM_RECORDS && at == f->n && err->field[0]; e++)
		at = form_find(f, e, err->field);
	if (at < f->n && !f->items[at].read_only)
		f->cur = at;
}

bool form_changed(struct form *f) {
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->items[i];

		if (it->touched || it->again || is_new_value(f, it))
			return true;
	}
	return false;
}

/* ---- moving ---- */

/* Stand on field i; one that does not do says why again. */
static void stand_on(struct form *f, size_t i) {
	edit_do(&form_item(f)->edit, EDIT_HOME);
	f->cur = i;
	edit_do(&form_item(f)->edit, EDIT_END);
	if (f->items[i].bad)
		widget_take(f, &f->items[i], &f->err);
}

static bool is_passed(const struct form *f, const struct form_item *it) {
	return (it->flags & FR_PASSED) && !record_of(f, it)->id && !it->touched && !it->bad &&
	       !is_blank(f, it);
}

bool form_next(struct form *f) {
	size_t to;

	say_nothing(f);
	if (!take(f, form_item(f)))
		return false;
	to = typable(f, f->cur + 1, 1);
	while (to < f->n && is_passed(f, &f->items[to]))
		to = typable(f, to + 1, 1);
	if (to < f->n)
		stand_on(f, to);
	return true;
}

void form_goto(struct form *f, size_t i) {
	if (i >= f->n || f->items[i].read_only)
		return;
	say_nothing(f);
	take(f, form_item(f)); /* what does not do keeps its text and its mark */
	if (f->cur == i)
		return;
	say_nothing(f);
	stand_on(f, i);
}

void form_prev(struct form *f) {
	size_t to = f->cur > 0 ? typable(f, f->cur - 1, -1) : f->n;

	form_goto(f, to < f->n ? to : f->cur);
}

/* To the first field of the section after or before this one. */
static void jump_section(struct form *f, int by) {
	size_t i = f->cur, last = f->cur;

	do {
		i = i > 0 || by > 0 ? i + (size_t)by : f->n;
		if (i < f->n && !f->items[i].read_only)
			last = i;
	} while (i < f->n && !f->items[i].section);
	if (i < f->n && typable(f, i, 1) < f->n)
		last = typable(f, i, 1);
	form_goto(f, last);
}

/* ---- typing ---- */

/* Before the first change of a field: a value that is replaced as a whole goes. */
static void begin_typing(struct form *f, struct form_item *it) {
	if (it->fresh || it->masked)
		edit_set(&it->edit, NULL);
	it->fresh = it->masked = it->asking = false;
	it->touched = true;
	say_nothing(f);
}

static void advance_if_complete(struct form *f, struct form_item *it, uint32_t cp) {
	if (widget_is_complete(f, it) && form_next(f) && it->field->type == FT_CODE)
		f->advanced = cp;
}

/* The digit that has just filled a code comes once more, where it would begin a text or replace
 * what stands there: a key that stuck. The next one is taken. */
static bool is_doubled(struct form *f, const struct form_item *it, uint32_t cp) {
	bool doubled = f->advanced == cp && (is_text(it) || it->field->type == FT_CODE);

	f->advanced = 0;
	if (doubled)
		str_add(&f->note, tr(N_("A digit pressed twice was left out; press it again if it is meant.")));
	return doubled;
}

static void refuse_more(struct form *f, const struct form_item *it) {
	char max[24];

	snprintf(max, sizeof max, "%zu", it->edit.max);
	err_field(&f->err, it->field->name, "form.full",
	          N_("{label}: no more than {max} characters."), "label", tr(it->field->label),
	          "max", max, NULL);
}

/* What waits for its confirmation takes no other value by a slip. True: the key was for that. */
static bool is_confirming(struct form *f, struct form_item *it, uint32_t cp) {
	char key[2] = {(char)cp, '\0'};

	if (it->again && it->field->type == FT_CODE) {
		say_nothing(f);
		it->again = false;
		if (cp == KEY_SURE) {
			derive(f, it);
			form_next(f);
		} else {
			differs(f, it, cp < 0x80 ? key : "?");
		}
		return true;
	}
	return it->asking && ask_old_day(f, it);
}

static void type_char(struct form *f, struct form_item *it, uint32_t cp) {
	if (is_confirming(f, it, is_text(it) ? cp : utf8_fold_key(cp)) || is_doubled(f, it, cp))
		return;
	begin_typing(f, it);
	if (!is_text(it))
		cp = utf8_fold_key(cp); /* an input method's full-width digits */
	if (!edit_insert(&it->edit, cp)) {
		refuse_more(f, it);
		return;
	}
	advance_if_complete(f, it, cp);
}

static void paste(struct form *f, struct form_item *it, const char *text) {
	begin_typing(f, it);
	if (!edit_paste(&it->edit, text, strlen(text)))
		refuse_more(f, it);
	else if (it->field->type == FT_IDNO)
		advance_if_complete(f, it, 0);
}

static void erase(struct form *f, struct form_item *it, enum edit_op op) {
	if (it->fresh || it->masked) {
		begin_typing(f, it);
		return;
	}
	if (edit_do(&it->edit, op)) {
		it->touched = true;
		say_nothing(f);
	}
}

static enum form_event enter(struct form *f) {
	struct form_item *it = form_item(f);
	bool last = typable(f, f->cur + 1, 1) >= f->n;

	if (it->field->type == FT_DATE && (it->flags & FR_TODAY) && !it->again &&
	    edit_is_empty(&it->edit)) {
		char day[DATE_BUF];

		edit_set(&it->edit, date_format(f->today, day));
		it->touched = true;
	}
	if (it->asking) {
		it->asking = false;
		derive(f, it);
	}
	return form_next(f) && last ? FORM_END : FORM_DONE;
}

static enum form_event control(struct form *f, struct form_item *it, uint32_t letter) {
	static const struct {
		char letter;
		enum edit_op op;
		bool erases;
	} keys[] = {{'A', EDIT_HOME, false},      {'E', EDIT_END, false},
	            {'B', EDIT_WORD_LEFT, false}, {'W', EDIT_WORD_RIGHT, false},
	            {'U', EDIT_KILL_START, true}, {'D', EDIT_KILL_END, true}};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (letter != (uint32_t)keys[i].letter)
			continue;
		if (keys[i].erases) {
			erase(f, it, keys[i].op);
		} else {
			it->fresh = false;
			edit_do(&it->edit, keys[i].op);
		}
		return FORM_DONE;
	}
	return FORM_NOT_MINE;
}

static enum form_event move(struct form_item *it, enum edit_op op) {
	it->fresh = false;
	edit_do(&it->edit, op);
	return FORM_DONE;
}

static enum form_event step(struct form *f, const struct key *k) {
	bool down = k->kind == K_DOWN || k->kind == K_TAB;
	bool rows = k->kind == K_DOWN || k->kind == K_UP;

	if (rows && edit_do(&form_item(f)->edit, down ? EDIT_DOWN : EDIT_UP))
		return FORM_DONE;
	if (down)
		form_next(f);
	else
		form_prev(f);
	return FORM_DONE;
}

enum form_event form_key(struct form *f, const struct key *k) {
	struct form_item *it = form_item(f);

	if (k->kind != K_CHAR)
		f->advanced = 0;
	switch (k->kind) {
	case K_CHAR:
		type_char(f, it, k->cp);
		return FORM_DONE;
	case K_PASTE:
		paste(f, it, k->text);
		return FORM_DONE;
	case K_ENTER:
		return enter(f);
	case K_TAB:
	case K_DOWN:
	case K_BACKTAB:
	case K_UP:
		return step(f, k);
	case K_PGDN:
	case K_PGUP:
		jump_section(f, k->kind == K_PGDN ? 1 : -1);
		return FORM_DONE;
	case K_LEFT:
		return move(it, EDIT_LEFT);
	case K_RIGHT:
		return move(it, EDIT_RIGHT);
	case K_HOME:
		return move(it, EDIT_HOME);
	case K_END:
		return move(it, EDIT_END);
	case K_BACKSPACE:
		erase(f, it, EDIT_BACKSPACE);
		return FORM_DONE;
	case K_DELETE:
		erase(f, it, EDIT_DELETE);
		return FORM_DONE;
	case K_CTRL:
		return control(f, it, k->cp);
	case K_FUNC:
		if (k->cp != 9 || it->field->type != FT_NOTE)
			return FORM_NOT_MINE;
		type_char(f, it, '\n');
		return FORM_DONE;
	case K_ESC:
		return FORM_LEAVE;
	case K_NONE:
	case K_RESIZE:
	case K_HANGUP:
		return FORM_NOT_MINE;
	}
	return FORM_NOT_MINE;
}

void form_put(struct form *f, const char *text) {
	struct form_item *it = form_item(f);

	say_nothing(f);
	field_store_read(it->field, f->rec[it->entity], text);
	if (taken(f, it))
		form_next(f);
}

void form_put_ref(struct form *f, long long id) {
	struct form_item *it = form_item(f);

	say_nothing(f);
	((struct ref *)field_ptr(it->field, f->rec[it->entity]))->id = id;
	if (taken(f, it))
		form_next(f);
}

bool form_repeat(struct form *f, const void *const last[]) {
	struct form_item *it = form_item(f);
	const void *from = last ? last[it->entity] : NULL;

	if (!from || it->read_only || (it->field->flags & (F_MASKED | F_TWICE)) ||
	    field_is_blank(it->field, from))
		return false;
	say_nothing(f);
	field_copy(it->field, f->rec[it->entity], from);
	if (taken(f, it))
		form_next(f);
	return true;
}
