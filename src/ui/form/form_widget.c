/* What each field type is on a form: how it is loaded, typed, taken and explained.
 * SPDX-License-Identifier: MIT */
#include "core/idno.h"
#include "core/utf8.h"
#include "model/access/masking.h"
#include "ui/form/form.h"
#include "ui/terminal/words.h"

enum { NOTE_ROWS = 3, LONGEST_LIST = 9, SAID_SHOWN = 4 };

static void *record(const struct form *f, const struct form_item *it) { return f->rec[it->entity]; }

static const struct field_env *names_of(const struct form *f) {
	return f->env ? &f->env->names : NULL;
}

static const struct actor *actor_of(const struct form *f) { return f->env ? f->env->actor : NULL; }

size_t widget_max(const struct field_def *field) {
	switch (field->type) {
	case FT_TEXT:
	case FT_PHONE:
		return field->max ? (size_t)field->max : 120;
	case FT_NOTE:
		return field->max ? (size_t)field->max : 2000;
	case FT_IDNO:
	case FT_DATE:
	case FT_INT:
	case FT_MONEY:
	case FT_CODE:
	case FT_REF:
		return 40;
	}
	return 40;
}

int widget_rows(const struct field_def *field) { return field->type == FT_NOTE ? NOTE_ROWS : 1; }

/* Text is mended where it stands; every other value is typed anew. */
static bool is_replaced(const struct field_def *field) {
	return field->type != FT_TEXT && field->type != FT_NOTE;
}

void widget_load(struct form *f, struct form_item *it) {
	const struct record *rec = record(f, it);
	struct str text = {0};

	it->touched = it->bad = false;
	it->masked = masked_how(actor_of(f), VIEW_FILE, it->field) == SHOWN_MASKED &&
	             rec->id != 0 && !field_is_blank(it->field, rec) &&
	             field_compare(it->field, rec, f->base[it->entity]) == 0;
	if (!it->masked)
		masked_text(actor_of(f), VIEW_ENTRY, it->field, rec, names_of(f), &text);
	edit_set(&it->edit, str_text(&text));
	edit_do(&it->edit, EDIT_HOME); /* a long text shows its beginning until one stands on it */
	it->fresh = text.n > 0 &&
	            (is_replaced(it->field) || it->said || field_is_unknown(it->field, rec));
	str_clear(&text);
}

/* ---- taking ---- */

static enum rc take_date(const struct form *f, struct form_item *it, const char *text,
                         struct err *err) {
	struct date *stands = field_ptr(it->field, record(f, it)), before = *stands;
	enum rc rc = RC_OK;

	if (!*text || field_says_unknown(it->field, text))
		return field_parse(it->field, record(f, it), text, NULL, err);
	*stands = DATE_NONE;
	rc = date_parse_entry(text, f->today, stands, err);
	if (rc == RC_OK)
		rc = field_check(it->field, record(f, it), f->today, err);
	if (rc == RC_OK)
		field_unmark(it->field, record(f, it));
	else
		*stands = before;
	return rc;
}

static size_t count_choices(const struct code_list *list) {
	return list->count + list->extra_count;
}

/* Number of a choice; -1 when the text is not a number. */
static int choice_number(const char *text) {
	int n = 0;

	if (!*text)
		return -1;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9' || n > 999)
			return -1;
		n = n * 10 + (*p - '0');
	}
	return n;
}

/* The place in the list of the value that digit n stands for; the list's length: none. The digits
 * of another register's answers in an entry session are no value's here. */
static size_t place_of(const struct form_item *it, size_t n) {
	if (n == 0 || (n > it->own && n <= it->own + it->others))
		return (size_t)-1;
	return n - 1 - (n > it->own ? it->others : 0);
}

/* The code a text means: its number in the list, 0 for none, its label, or the one it is the
 * beginning of. */
static bool find_code(const struct form *f, const struct form_item *it, const char *text,
                      struct code *out) {
	int n = choice_number(text);
	size_t at = n > 0 ? place_of(it, (size_t)n) : (size_t)-1;
	const struct code_item *item =
		at < count_choices(it->field->codes) ? code_item_at(it->field->codes, at) : NULL;
	const struct pick_row *row;
	struct pick p = {0};
	bool found = true;

	if (!*text || n == 0) {
		*out = CODE_NONE;
	} else if (item) {
		*out = code_of(item->code);
	} else if (!code_parse(it->field->codes, text, out)) {
		pick_open(&p, f, it);
		row = pick_match(&p, text);
		found = row != NULL;
		if (row)
			*out = code_of(row->code);
		pick_clear(&p);
	}
	return found;
}

static long long find_ref(const struct form *f, const struct form_item *it, const char *text) {
	const struct field_env *names = names_of(f);
	long long id =
		names && names->ref_find ? names->ref_find(names->ctx, it->field->ref, text) : 0;
	const struct pick_row *row;
	struct pick p = {0};

	if (id == 0 && pick_open(&p, f, it)) {
		row = pick_match(&p, text);
		id = row ? row->id : 0;
		pick_clear(&p);
	}
	return id;
}

/* The name of those said before that a text means: by its digit, or its pinyin initials. Heap;
 * NULL: the text is meant as it stands. */
static char *find_said(const struct form *f, const struct form_item *it, const char *text) {
	const struct pick_row *row = NULL;
	struct pick p = {0};
	char *name = NULL;
	int n = choice_number(text);

	if (!it->said || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789") != strlen(text) ||
	    !pick_open(&p, f, it))
		return NULL;
	if (n < 0)
		row = pick_match(&p, text);
	else if (n > 0 && n <= LONGEST_LIST && (size_t)n <= p.n)
		row = &p.rows[n - 1];
	name = row ? mem_strdup(row->label) : NULL;
	pick_clear(&p);
	return name;
}

static char *trimmed_text(struct form_item *it) {
	return str_trim(mem_strdup(edit_text(&it->edit)));
}

enum rc widget_take(struct form *f, struct form_item *it, struct err *err) {
	char *text = trimmed_text(it);
	void *rec = record(f, it);
	struct code code;
	long long id = 0;
	enum rc rc = RC_OK;
	char *name, time[TIME_BUF];

	switch (it->field->type) {
	case FT_DATE:
		rc = take_date(f, it, text, err);
		break;
	case FT_CODE:
		if (!field_says_unknown(it->field, text) && find_code(f, it, text, &code))
			field_store_read(it->field, rec, code.s);
		else if (it->others && choice_number(text) > (int)it->own &&
		         choice_number(text) <= (int)(it->own + it->others))
			rc = err_field(err, it->field->name, "form.digit",
			               N_("This digit is no result: who did not come or refused is recorded among the missed tests."),
			               NULL);
		else
			rc = field_parse(it->field, rec, text, names_of(f), err);
		break;
	case FT_REF:
		id = *text ? find_ref(f, it, text) : 0;
		if (id)
			((struct ref *)field_ptr(it->field, rec))->id = id;
		else
			rc = field_parse(it->field, rec, text, names_of(f), err);
		break;
	case FT_TEXT:
		name = find_said(f, it, text);
		if (*text && (it->field->flags & F_TIME) && !time_parse(text, time))
			rc = err_field(err, it->field->name, "form.time",
			               N_("{label}: a time is written 09:30, 0930 or 930."), "label",
			               tr(it->field->label), NULL);
		else
			rc = field_parse(it->field, rec, name ? name : text, names_of(f), err);
		free(name);
		break;
	case FT_NOTE:
	case FT_IDNO:
	case FT_PHONE:
	case FT_INT:
	case FT_MONEY:
		rc = field_parse(it->field, rec, text, names_of(f), err);
		break;
	}
	if (rc != RC_OK && err)
		snprintf(err->field, sizeof err->field, "%s", it->field->name);
	free(text);
	return rc;
}

static bool is_whole_date(const char *s) {
	size_t n = strlen(s), digits = strspn(s, "0123456789");

	return (n == 8 && digits == 8) ||
	       (n == 10 && digits == 4 && strspn(s + 5, "0123456789") == 2 &&
	        strspn(s + 8, "0123456789") == 2);
}

bool widget_is_complete(const struct form *f, struct form_item *it) {
	const char *text = edit_text(&it->edit);
	int n;

	if (!it->touched || it->edit.cursor != it->edit.n)
		return false;
	switch (it->field->type) {
	case FT_IDNO:
		return strlen(text) == IDNO_LEN && strspn(text, "0123456789Xx") == IDNO_LEN;
	case FT_DATE:
		return is_whole_date(text);
	case FT_CODE:
		/* of ten and more the next digit may belong to it, or be the next field's */
		n = choice_number(text);
		return count_choices(it->field->codes) + it->others <= LONGEST_LIST &&
		       n >= 0 && (size_t)n <= count_choices(it->field->codes) + it->others;
	case FT_TEXT:
	case FT_NOTE:
	case FT_PHONE:
	case FT_INT:
	case FT_MONEY:
	case FT_REF:
		return false;
	}
	return false;
}

/* ---- explaining ---- */

void widget_paint(const struct form *f, const struct form_item *it, int row, struct str *out) {
	struct str raw = {0};
	struct edit box = it->edit;

	if (!it->masked) {
		if (box.rows > 1 && it != &f->items[f->cur])
			box.first = 0; /* what was filled in is read from its beginning */
		edit_paint(&box, row, out);
		return;
	}
	if (row == 0)
		masked_text(actor_of(f), VIEW_FILE, it->field, record(f, it), names_of(f), &raw);
	utf8_clean(out, str_text(&raw));
	str_clear(&raw);
}

static void echo_date(const struct form *f, struct form_item *it, const char *text,
                      struct str *out) {
	char iso[DATE_BUF];
	struct date d;

	if (!*text) {
		if (it->flags & FR_TODAY && !it->again)
			str_addf(out, "%s %s", tr(N_("Enter = today")), date_format(f->today, iso));
		return;
	}
	if (date_parse_entry(text, f->today, &d, NULL) != RC_OK)
		return;
	if (strcmp(text, date_format(d, iso)) != 0)
		str_addf(out, "= %s ", iso);
	str_add(out, word_weekday(d));
}

void widget_echo(const struct form *f, struct form_item *it, struct str *out) {
	char *text = trimmed_text(it);
	const struct field_env *names = names_of(f);
	struct code code;
	const char *name;
	char *said;

	if (field_says_unknown(it->field, text)) {
		if (strcmp(text, field_unknown_word()) != 0)
			str_addf(out, "= %s", field_unknown_word());
		free(text);
		return;
	}
	switch (it->field->type) {
	case FT_DATE:
		echo_date(f, it, text, out);
		break;
	case FT_CODE:
		if (it->touched && *text && find_code(f, it, text, &code) && code_is_set(code) &&
		    strcmp(text, code_label(it->field->codes, code)) != 0)
			str_addf(out, "= %s", code_label(it->field->codes, code));
		break;
	case FT_REF:
		name = it->touched && *text && names
		               ? names->ref_name(names->ctx, it->field->ref, find_ref(f, it, text))
		               : NULL;
		if (name && strcmp(name, text) != 0)
			str_addf(out, "= %s", name);
		break;
	case FT_IDNO:
		if (it->touched)
			str_addf(out, "%zu/%d", utf8_count(text), IDNO_LEN);
		break;
	case FT_PHONE:
		if (*text && !phone_is_plausible(text))
			str_add(out, tr(N_("~ not a telephone number; kept as text")));
		break;
	case FT_TEXT:
		said = it->touched ? find_said(f, it, text) : NULL;
		if (said && strcmp(said, text) != 0)
			str_addf(out, "= %s", said);
		free(said);
		break;
	case FT_NOTE:
	case FT_INT:
	case FT_MONEY:
		break;
	}
	free(text);
}

static void hint_choices(const struct form_item *it, struct str *out) {
	const struct code_list *list = it->field->codes;
	char count[24];
	char text[200];
	const struct code_item *item;

	if (count_choices(list) > LONGEST_LIST) {
		snprintf(count, sizeof count, "%zu", count_choices(list));
		text_fill(text, sizeof text,
			tr(N_("F4 lists all {count}; or type a number, the word or its pinyin initials")),
			"count", count, NULL);
		str_add(out, text);
		return;
	}
	for (size_t i = 0; (item = code_item_at(list, i)); i++)
		str_addf(out, "%zu %s  ", i + 1 + (it->others && i >= it->own ? it->others : 0),
		         code_label(list, code_of(item->code)));
}

/* The first names to choose from; F4 has the rest. */
static void hint_said(const struct form_item *it, struct str *out) {
	const char *p = it->said ? it->said + strspn(it->said, "\n") : NULL;

	for (int n = 1; p && *p && n <= SAID_SHOWN; n++) {
		size_t len = strcspn(p, "\n");

		str_addf(out, "%d %.*s  ", n, (int)len, p);
		p += len + (p[len] == '\n');
	}
	if (out->n)
		str_add(out, tr(N_("or pinyin initials; F4 all")));
}

static void add_hint(struct str *out, const char *text) {
	if (out->n > 0 && out->s[out->n - 1] != ' ')
		str_add(out, "  ");
	str_add(out, text);
}

void widget_hint(const struct form *f, const struct form_item *it, struct str *out) {
	switch (it->field->type) {
	case FT_DATE:
		str_add(out,
		        tr(N_("8 = the 8th, 0308 = 8 March, 20250308, -1 = yesterday, +0 = today")));
		break;
	case FT_CODE:
		hint_choices(it, out);
		if (!(it->field->flags & F_REQUIRED))
			add_hint(out, tr(N_("0 none")));
		break;
	case FT_REF:
		str_add(out, tr(N_("Type the name or its pinyin initials; F4 lists them")));
		break;
	case FT_NOTE:
		str_add(out, tr(N_("F9 begins a new line")));
		break;
	case FT_TEXT:
		hint_said(it, out);
		break;
	case FT_IDNO:
	case FT_PHONE:
	case FT_INT:
	case FT_MONEY:
		break;
	}
	if (it->field->unknown)
		add_hint(out, tr(N_("? = nobody knows")));
	if (it->field->flags & F_REQUIRED)
		add_hint(out, tr(N_("* required")));
	if (it->masked)
		add_hint(out, tr(N_("Masked; typing replaces it, Delete empties it")));
	if (it->field->help)
		add_hint(out, tr(it->field->help));
}
