/* An entry session written down as text, line by line, and read back: its draft. Names are not in
 * it. SPDX-License-Identifier: MIT */
#include "ui/entry/entry_session.h"

/* Line breaks of a note inside one line. */
static void add_escaped(struct str *out, const char *text) {
	for (; *text; text++) {
		if (*text == '\n')
			str_add(out, "\\n");
		else if (*text == '\\')
			str_add(out, "\\\\");
		else
			str_addc(out, *text);
	}
}

static void unescape(char *text) {
	char *to = text;

	for (; *text; text++) {
		if (*text == '\\' && text[1])
			*to++ = *++text == 'n' ? '\n' : *text;
		else
			*to++ = *text;
	}
	*to = '\0';
}

static void add_record(const struct event_def *reg, const void *rec, const char *word,
                       struct str *out) {
	struct str value = {0};

	for (size_t i = 0; i < reg->entity->count; i++) {
		const struct field_def *f = &reg->entity->fields[i];

		if ((f->flags & F_SYSTEM) || field_is_blank(f, rec))
			continue;
		str_reset(&value);
		field_store_text(f, rec, &value);
		str_addf(out, "%s %s=", word, f->name);
		add_escaped(out, str_text(&value));
		str_addc(out, '\n');
	}
	str_clear(&value);
}

static const char *const part_words[ENTRY_PARTS] = {
	[ENTRY_FIRST_HEAD] = "first", [ENTRY_LATER_HEAD] = "head", [ENTRY_ANSWER_FORM] = "answer",
};

static void add_form(const struct entry_form *f, struct str *out) {
	if (f->part == ENTRY_NO_FORM)
		return;
	str_addf(out, "form %s %d %lld %zu\n", part_words[f->part], f->digit, f->resident,
	         f->field);
	if (!f->text)
		return;
	str_add(out, "typed ");
	add_escaped(out, f->text);
	str_addc(out, '\n');
}

void entry_text(const struct entry *e, struct str *out) {
	char day[DATE_BUF];

	str_addf(out, "entry %s\nat %zu\n", e->kind->kind, e->at);
	if (e->sheets != INT_NONE)
		str_addf(out, "sheets %lld\n", e->sheets);
	add_record(e->reg, e->head, "head", out);
	for (size_t i = 0; i < e->order.n; i++)
		str_addf(out, "order %lld\n", e->order.v[i]);
	for (size_t i = 0; i < e->n; i++) {
		const struct entry_row *r = &e->rows[i];
		const struct record *rec = r->rec;

		str_addf(out, "row %lld %lld %lld %d %s %d %d %d %s\n", r->resident, r->ver,
		         r->order_id, r->window,
		         date_is_set(r->due_on) ? date_format(r->due_on, day) : "-", (int)r->state,
		         r->sure, e->lines[i].answer, rec && rec->uid[0] ? rec->uid : "-");
		if (rec)
			add_record(r->reg, rec, "set", out);
	}
	add_form(&e->form, out);
}

static bool read_row(struct entry *e, const char *line) {
	struct entry_row r = {.due_on = DATE_NONE};
	char day[DATE_BUF + 1] = "", uid[28] = "";
	int state, sure, answer;

	if (sscanf(line, "%lld %lld %lld %d %11s %d %d %d %27s", &r.resident, &r.ver, &r.order_id,
	           &r.window, day, &state, &sure, &answer, uid) != 9 ||
	    answer < 0 || (size_t)answer > e->answer_count || state < ENTRY_OPEN ||
	    state > ENTRY_STAYS)
		return false;
	if (strcmp(day, "-") != 0 && !date_parse_iso(day, &r.due_on))
		return false;
	/* the next save says again why */
	r.state = state == ENTRY_STAYS ? ENTRY_OPEN : (enum entry_state)state;
	r.sure = sure != 0;
	entry_add(e, &r, 1);
	e->lines[e->n - 1].answer = answer;
	if (answer) {
		struct entry_row *row = &e->rows[e->n - 1];

		row->reg = e->answers[answer - 1].reg;
		row->rec = mem_zalloc(1, row->reg->entity->size);
		entity_init(row->reg->entity, row->rec);
		if (strcmp(uid, "-") != 0)
			snprintf(((struct record *)row->rec)->uid,
			         sizeof((struct record *)row->rec)->uid, "%.26s", uid);
	}
	return true;
}

static bool read_value(const struct event_def *reg, void *rec, char *line) {
	char *value = strchr(line, '=');
	const struct field_def *f;

	if (!reg || !rec || !value)
		return false;
	*value++ = '\0';
	f = entity_field(reg->entity, line);
	unescape(value);
	return f && field_parse(f, rec, value, NULL, NULL) == RC_OK;
}

static bool read_form(struct entry *e, const char *line) {
	struct entry_form *f = &e->form;
	char word[12] = "";

	if (f->part != ENTRY_NO_FORM ||
	    sscanf(line, "%11s %d %lld %zu", word, &f->digit, &f->resident, &f->field) != 4)
		return false;
	for (int part = ENTRY_FIRST_HEAD; part < ENTRY_PARTS; part++)
		if (strcmp(word, part_words[part]) == 0)
			f->part = (enum entry_part)part;
	return f->part != ENTRY_NO_FORM && (f->part != ENTRY_ANSWER_FORM ||
	                                    (f->digit >= 1 && (size_t)f->digit <= e->answer_count));
}

static bool read_typed(struct entry_form *f, char *line) {
	if (f->part == ENTRY_NO_FORM || f->text)
		return false;
	unescape(line);
	f->text = mem_strdup(line);
	return true;
}

static bool read_order(struct entry *e, const char *line) {
	long long resident;

	if (sscanf(line, "%lld", &resident) != 1)
		return false;
	ids_add(&e->order, resident);
	return true;
}

static bool read_line(struct entry *e, char *line) {
	struct entry_row *last = e->n ? &e->rows[e->n - 1] : NULL;

	if (strncmp(line, "row ", 4) == 0)
		return read_row(e, line + 4);
	if (strncmp(line, "head ", 5) == 0)
		return read_value(e->reg, e->head, line + 5);
	if (strncmp(line, "sheets ", 7) == 0)
		return sscanf(line + 7, "%lld", &e->sheets) == 1;
	if (strncmp(line, "set ", 4) == 0)
		return last && read_value(last->reg, last->rec, line + 4);
	if (strncmp(line, "order ", 6) == 0)
		return read_order(e, line + 6);
	if (strncmp(line, "form ", 5) == 0)
		return read_form(e, line + 5);
	if (strncmp(line, "typed ", 6) == 0)
		return read_typed(&e->form, line + 6);
	return strncmp(line, "at ", 3) == 0;
}

bool entry_read(struct entry *e, const char *text) {
	char *copy = mem_strdup(text), *line = copy, *end, first[40];
	size_t at = 0;
	bool good;

	snprintf(first, sizeof first, "entry %s\n", e->kind->kind);
	good = strncmp(text, first, strlen(first)) == 0;
	if (good && sscanf(text + strlen(first), "at %zu", &at) != 1)
		good = false;
	for (line = good ? strchr(line, '\n') + 1 : copy; good && *line; line = end + 1) {
		end = strchr(line, '\n');
		if (!end)
			good = false;
		else
			*end = '\0';
		good = good && read_line(e, line);
		if (!good)
			break;
	}
	free(copy);
	entry_move(e, (long)at);
	return good;
}
