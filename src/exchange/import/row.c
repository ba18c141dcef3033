/* One row of an import: its cells into records, its faults in the order of the file's columns.
 * SPDX-License-Identifier: MIT */
#include "core/idno.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/csv/csv_write.h"
#include "exchange/import/import.h"
#include "exchange/sheet/xlsx_read.h"

void row_init(struct import_row *row, const struct header *h) {
	const struct register_def *reg = h->reg;

	*row = (struct import_row){.header = h, .at = SIZE_MAX};
	row->data = mem_zalloc(1, reg->data_size);
	register_data_init(reg, row->data);
	row->cells = mem_zalloc(h->count ? h->count : 1, 1);
}

static void clear_refs(struct import_row *row) {
	for (size_t i = 0; i < row->ref_count; i++)
		free(row->refs[i].name);
	for (size_t i = 0; i < row->kept_count; i++)
		free(row->kept[i].word);
	row->ref_count = row->kept_count = 0;
}

void row_clear(struct import_row *row) {
	register_data_clear(row->header->reg, row->data);
	clear_refs(row);
	free(row->data);
	free(row->cells);
	free(row->refs);
	free(row->kept);
	str_clear(&row->column);
	str_clear(&row->reason);
	str_clear(&row->changes);
}

static void *part_of(const struct import_row *row, const struct register_part *part) {
	return (char *)row->data + part->offset;
}

/* Column of a field by its name alone; the parts are asked in their order. */
static size_t column_of(const struct import_row *row, const char *field) {
	for (size_t i = 0; field && i < row->header->count; i++) {
		const struct column *c = &row->header->columns[i];
		if (c->kind == COLUMN_FIELD && strcmp(c->field->name, field) == 0)
			return i;
	}
	return SIZE_MAX;
}

/* The header name of a field that this file has no column for. */
static const char *name_without_column(const struct import_row *row, const char *field) {
	struct register_column c;

	for (size_t i = 0; field && register_column_at(row->header->reg, i, &c); i++)
		if (strcmp(c.field->name, field) == 0)
			return c.field->csv;
	return "";
}

static void tell(struct import_row *row, enum verdict v, size_t column, const char *name,
                 const char *reason) {
	/* A fault outranks a warning; among equals the first column of the file is told. */
	if (v < row->verdict ||
	    (v == row->verdict && column >= row->at && row->column.n + row->reason.n))
		return;
	row->verdict = v;
	row->at = column;
	str_reset(&row->column);
	str_reset(&row->reason);
	str_add(&row->column, name);
	str_add(&row->reason, reason);
}

void row_tell(struct import_row *row, enum verdict v, size_t column, const char *reason) {
	tell(row, v, column, column_name(&row->header->columns[column]), reason);
}

static void tell_field(struct import_row *row, enum verdict v, const char *field,
                       const char *reason) {
	size_t i = column_of(row, field);

	tell(row, v, i, i == SIZE_MAX ? name_without_column(row, field)
	     : column_name(&row->header->columns[i]), reason);
}

void row_fault(struct import_row *row, const char *field, const char *reason) {
	tell_field(row, VERDICT_BAD, field, reason);
}

void row_warn(struct import_row *row, const char *field, const char *reason) {
	tell_field(row, VERDICT_WARN, field, reason);
}

void row_refuse(struct import_row *row, const char *field, const char *why) {
	const struct register_part *who = &row->header->reg->parts[0];
	const struct field_def *f = entity_field(who->entity, "name");
	const char *name = f ? field_text(f, part_of(row, who)) : NULL;
	char text[800];

	text_fill(text, sizeof text, tr(N_("Row {row}, {name}: {text}")), "row", NUM(row->number),
	          "name", name ? name : "", "text", why, NULL);
	row_fault(row, field, name ? text : why);
}

void row_to_head(struct import_row *row, const char *field, const char *what) {
	const char *word = tr(N_("For the head of the station to decide."));
	char text[400];

	if (what)
		text_fill(text, sizeof text, "{word} ({what})", "word", word, "what", what, NULL);
	row_fault(row, field, what ? text : word);
	row->to_head = true;
}

enum rc row_to_head_record(struct import *im, struct import_row *row, const char *field,
                           const struct entity_def *def, long long id, struct err *err) {
	char *what = NULL;
	enum rc rc = record_held(im->st, im->actor, def, id, &what, err);

	row_to_head(row, field, what);
	free(what);
	return rc;
}

int row_cell(const struct import_row *row, const char *field) {
	size_t i = column_of(row, field);

	return i == SIZE_MAX ? CELL_BLANK : row->cells[i];
}

bool row_given(const struct import_row *row,
               const char *field) { return row_cell(row, field) == CELL_GIVEN; }

static bool is_masked(const struct field_def *f, const char *text) {
	return (f->flags & (F_MASKED | F_NAME | F_WORKER)) &&
	       (strchr(text, '*') || strstr(text, "＊"));
}

static void add_new_ref(struct import_row *row, size_t column, char *name, bool by_judge) {
	VEC_PUSH(row->refs, row->ref_count, (struct new_ref){column, name, by_judge});
}

/* Two teams may have members of one name: which is meant, the resident says. */
static bool is_by_judge(const char *ref) { return strcmp(ref, "team_member") == 0; }
static bool can_be_made(const char *ref) { return strcmp(ref, "place") == 0 ||
                                          strcmp(ref, "help_team") == 0; }

/* id: of the name, 0 where only the register can find it, or it is new. */
static void take_ref(struct import *im, struct import_row *row, size_t i, const char *text,
                     long long id) {
	const struct column *c = &row->header->columns[i];
	bool by_judge = is_by_judge(c->field->ref);

	row->cells[i] = CELL_GIVEN;
	((struct ref *)field_ptr(c->field, part_of(row, c->part)))->id = id;
	if (!id)
		add_new_ref(row, i, mem_strdup(text), by_judge);
	if (!id && !by_judge)
		import_name_new(im, c->field->ref, text);
}

/* A cell without what made a spreadsheet take it for text: ="...", the ' of our own exports, and
 * any ' before what is no free text. Heap. */
static char *bare_cell(const struct column *c, const char *raw) {
	char *text = str_trim(mem_strdup(raw));
	size_t n = strlen(text);
	char *bare = NULL;

	if (n >= 3 && strncmp(text, "=\"", 2) == 0 && strchr(text + 2, '"') == text + n - 1)
		bare = mem_strndup(text + 2, n - 3);
	else if (*text == '\'' && c->kind == COLUMN_FIELD &&
	         (c->field->flags & (F_AUTO | F_MASKED) ||
	          (c->field->type != FT_TEXT && c->field->type != FT_NOTE)))
		bare = mem_strdup(text + 1);
	else
		bare = mem_strdup(csv_unguard(raw));
	free(text);
	return str_trim(bare);
}

/* Whether and how the value of a cell was said, to be compared; 0: not. */
static uint16_t said_of(const struct import_row *row, size_t i) {
	const struct column *c = &row->header->columns[i];
	struct str text = {0};
	uint16_t h = 0;

	if (c->kind != COLUMN_FIELD || c->part != &row->header->reg->parts[0] ||
	    row->cells[i] != CELL_GIVEN || (c->field->flags & F_AUTO))
		return 0;
	if (c->field->type == FT_REF)
		str_add(&text, csv_cell(row->rec, i));
	else
		field_store_text(c->field, part_of(row, c->part), &text);
	if (text.n)
		h = (uint16_t)hash_short(text.s, text.n) | 1;
	str_clear(&text);
	return h;
}

void row_compare_said(struct import *im, struct import_row *row, struct seen *seen) {
	size_t n = row->header->count, first = SIZE_MAX;
	struct str names = {0};
	char text[400];

	if (!seen->said) {
		im->said = mem_grow(im->said, (im->said_count + 1) * n, sizeof *im->said);
		seen->said = ++im->said_count;
		memset(im->said + (seen->said - 1) * n, 0, n * sizeof *im->said);
	}
	for (size_t i = 0; i < n; i++) {
		uint16_t *before = &im->said[(seen->said - 1) * n + i], now = said_of(row, i);

		if (*before && now && *before != now) {
			str_addf(&names, "%s%s", names.n ? "、" : "",
			         column_name(&row->header->columns[i]));
			first = first == SIZE_MAX ? i : first;
		}
		*before = *before ? *before : now;
	}
	if (names.n) {
		text_fill(text, sizeof text,
		          tr(N_("Row {row} of this file says otherwise of the same person: {columns}.")),
		          "row", NUM(seen->record), "columns", str_text(&names), NULL);
		row_tell(row, VERDICT_WARN, first, text);
	}
	str_clear(&names);
}

char *row_cell_text(const struct import_row *row, const char *field) {
	size_t i = column_of(row, field);

	return i == SIZE_MAX ? NULL : bare_cell(&row->header->columns[i], csv_cell(row->rec, i));
}

/* The cell is left open and its word kept; told, unless the officer said so, or refused where a
 * record needs the value. */
static void leave_open(struct import_row *row, size_t i, const char *word, bool told,
                       const char *reason) {
	const struct column *c = &row->header->columns[i];

	row->cells[i] = CELL_BLANK;
	if (c->field->flags & F_REQUIRED) {
		row->cells[i] = CELL_BAD;
		row_tell(row, VERDICT_BAD, i, reason);
		return;
	}
	if (*word && !c->part->only)
		VEC_PUSH(row->kept, row->kept_count, (struct kept){i, mem_strdup(word)});
	if (told)
		row_tell(row, VERDICT_WARN, i, reason);
}

static void ask(struct import *im, struct import_row *row, size_t i,
                enum plan_question_kind kind, const char *word, const char *near,
                const char *reason) {
	static const char *const asks[] = {
		N_("{label}: {value} is not in the list. Left open, the word is kept: say what "
		   "it means."),
		N_("{label}: written {value}. Left open: say whether it is as in the row above."),
		N_("{label}: {value} may be {near}. Left open, the word is kept: say which it is."),
	};
	const struct field_def *f = row->header->columns[i].field;
	struct str shown = {0};
	char text[400];

	import_ask(im, kind, f, word, near);
	utf8_quote(&shown, word);
	text_fill(text, sizeof text, tr(asks[kind]), "label", tr(f->label), "value",
	          *word ? str_text(&shown) : tr(N_("nothing")), "near", near ? near : "", NULL);
	leave_open(row, i, word, true, reason ? reason : text);
	str_clear(&shown);
}

static bool makes_ref(const struct field_def *f) { return f->type == FT_REF &&
                                                   can_be_made(f->ref); }

/* *text becomes what was said of it; false: the officer leaves it open. */
static bool take_answer(struct import *im, struct import_row *row, size_t i,
                        enum plan_question_kind kind, const char *answer, char **text) {
	import_ask(im, kind, row->header->columns[i].field, *text, NULL);
	if (!*answer) {
		leave_open(row, i, *text, false, "");
		return false;
	}
	answer = strcmp(answer, ANSWER_ABOVE) == 0 && kind == QUESTION_FILL ? im->above[i] : answer;
	free(*text);
	*text = mem_strdup(answer);
	return true;
}

/* A cell that stands for the one above. *text becomes what is meant; false: the cell is done. */
static bool fill_cell(struct import *im, struct import_row *row, size_t i, char **text) {
	const struct field_def *f = row->header->columns[i].field;
	const char *above = im->above[i], *answer;
	bool merged = !**text && above && makes_ref(f) && !row->header->columns[i].part->only;

	if (!merged && !ask_is_ditto(f, *text))
		return true;
	answer = import_answer(im, f, *text);
	if (answer && (above || strcmp(answer, ANSWER_ABOVE) != 0))
		return take_answer(im, row, i, QUESTION_FILL, answer, text);
	ask(im, row, i, QUESTION_FILL, *text, NULL, NULL);
	return false;
}

/* A word that was answered: *text becomes the answer; false: the officer leaves it open. */
static bool answered_cell(struct import *im, struct import_row *row, size_t i, char **text) {
	const struct field_def *f = row->header->columns[i].field;
	const char *answer = import_answer(im, f, *text);

	return !answer || take_answer(im, row, i, makes_ref(f) ? QUESTION_PLACE : QUESTION_WORD,
	                              answer, text);
}

/* A place or team: found, made, or nearly one we know. said: the officer did. */
static void place_cell(struct import *im, struct import_row *row, size_t i, const char *text,
                       bool said) {
	const struct field_def *f = row->header->columns[i].field;
	const struct field_env *env = station_env(im->st);
	bool by_judge = is_by_judge(f->ref);
	long long id = by_judge ? 0 : env->ref_find(env->ctx, f->ref, text);
	const char *near = said || by_judge || id ? NULL : import_near(im, f->ref, text);

	if (near)
		ask(im, row, i, QUESTION_PLACE, text, near, NULL);
	else
		take_ref(im, row, i, text, id);
}

/* A number of somebody in a column of words: the row has slipped. */
static bool holds_number(const char *text) {
	struct str clean = {0};
	bool holds;

	utf8_clean_numbers(&clean, text);
	holds = strstr(str_text(&clean), "**") && !strstr(text, "**");
	str_clear(&clean);
	return holds;
}

static void value_cell(struct import *im, struct import_row *row, size_t i, const char *text) {
	const struct column *c = &row->header->columns[i];
	struct err err = {0};
	struct code first;

	if (c->field->type == FT_PHONE && number_is_exponent(text)) {
		leave_open(row, i, text, true,
		           tr(N_("Shortened by a spreadsheet, its digits are gone: left open.")));
		return;
	}
	if (field_parse(c->field, part_of(row, c->part), text, station_env(im->st), &err) == RC_OK)
		return;
	if (c->field->type == FT_CODE && !(c->field->flags & F_REQUIRED) && !holds_number(text) &&
	    code_parse_several(c->field->codes, text, &first)) {
		*(struct code *)field_ptr(c->field, part_of(row, c->part)) = first;
		VEC_PUSH(row->kept, row->kept_count, (struct kept){i, mem_strdup(text)});
		row_tell(row, VERDICT_WARN, i,
		         tr(N_("Several values: the first is taken, all the words are kept.")));
		return;
	}
	if (c->field->type == FT_CODE && !holds_number(text)) {
		ask(im, row, i, QUESTION_WORD, text, NULL,
		    c->field->flags & F_REQUIRED ? err.text : NULL);
		return;
	}
	row->cells[i] = CELL_BAD;
	if (c->field->type != FT_IDNO) /* row_settle_paper does */
		row_tell(row, VERDICT_BAD, i, err.text);
}

static void field_cell(struct import *im, struct import_row *row, size_t i, char **text) {
	const struct field_def *f = row->header->columns[i].field;
	char *word;
	bool said;

	if (!fill_cell(im, row, i, text))
		return;
	word = mem_strdup(*text);
	if (field_says_nothing(f, *text) && !import_answer(im, f, *text))
		**text = '\0';
	row->cells[i] = **text ? CELL_GIVEN : CELL_BLANK;
	if (**text && answered_cell(im, row, i, text)) {
		said = strcmp(word, *text) != 0 || import_answer(im, f, word);
		if (is_masked(f, *text))
			row->cells[i] = CELL_MASKED;
		else if (f->type == FT_REF && (can_be_made(f->ref) || is_by_judge(f->ref)))
			place_cell(im, row, i, *text, said);
		else
			value_cell(im, row, i, *text);
		if (!im->above[i] || strcmp(im->above[i], *text) != 0) {
			free(im->above[i]);
			im->above[i] = mem_strdup(*text);
		}
	}
	free(word);
}

/* A formula without its value: what stands above is not what it shows. */
static void unworked_cell(struct import *im, struct import_row *row, size_t i) {
	row->cells[i] = CELL_BAD;
	row->slipped = true; /* blank in the file of refused rows, it looks mended */
	row_tell(row, VERDICT_BAD, i, tr(N_("Its formula has no value yet: open the file in the spreadsheet, save it, and take that.")));
	free(im->above[i]);
	im->above[i] = NULL;
}

static void parse_cell(struct import *im, struct import_row *row, size_t i) {
	const struct column *c = &row->header->columns[i];
	bool read = c->kind == COLUMN_FIELD || c->kind == COLUMN_UID || c->kind == COLUMN_PERSON;
	char *text;

	if (read && strcmp(csv_cell(row->rec, i), SHEET_UNWORKED) == 0) {
		unworked_cell(im, row, i);
		return;
	}
	text = bare_cell(c, csv_cell(row->rec, i));
	row->cells[i] = *text ? CELL_GIVEN : CELL_BLANK;
	if ((c->kind == COLUMN_UID || c->kind == COLUMN_PERSON) && *text) {
		if (uid_is_valid(text))
			memcpy(c->kind == COLUMN_UID ? row->uid : row->person, text, sizeof row->uid);
		else
			tell(row, VERDICT_BAD, i, c->text,
			     tr(N_("This is no record number of ours. Leave the cell as it was "
			           "exported, or empty.")));
	}
	if (c->kind == COLUMN_FIELD)
		field_cell(im, row, i, &text);
	free(text);
}

void row_parse(struct import *im, struct import_row *row, const struct csv_record *rec) {
	register_data_clear(row->header->reg, row->data);
	register_data_init(row->header->reg, row->data);
	clear_refs(row);
	row->rec = rec;
	row->number = rec->number;
	row->line = rec->line;
	row->uid[0] = row->person[0] = '\0';
	row->verdict = VERDICT_OK;
	row->kind = PLAN_SAME;
	row->to_head = row->slipped = row->known = false;
	row->at = SIZE_MAX;
	str_reset(&row->column);
	str_reset(&row->reason);
	str_reset(&row->changes);
	memset(row->cells, CELL_BLANK, row->header->count);
	if (!im->above)
		im->above = mem_zalloc(row->header->count ? row->header->count : 1,
		                       sizeof *im->above);
	for (size_t i = 0; i < row->header->count; i++)
		parse_cell(im, row, i);
}

/* A refused row of ours that had slipped, not yet looked at. */
static void check_slipped(struct import_row *row) {
	for (size_t i = 0; i < row->header->count; i++) {
		const char *cell = csv_cell(row->rec, i);
		if (row->header->columns[i].kind != COLUMN_REASON ||
		    strncmp(cell, ROW_SLIPPED, strlen(ROW_SLIPPED)) != 0)
			continue;
		row->slipped = true;
		tell(row, VERDICT_BAD, i, row->header->columns[i].text,
		     tr(N_("Put every value in its column, then empty this cell.")));
	}
}

/* Characters that only the machine they were made on can show. */
static void check_private(struct import_row *row) {
	for (size_t i = 0; i < row->header->count; i++) {
		const char *p = csv_cell(row->rec, i), *end = p + strlen(p);
		bool own = false;
		while (p < end && !own) {
			uint32_t cp = utf8_next(&p, end);
			own = (cp >= 0xe000 && cp <= 0xf8ff) || cp >= 0xf0000;
		}
		if (own)
			tell(row, VERDICT_WARN, i, column_name(&row->header->columns[i]),
			     tr(N_("A character in it was made on one machine only and shows on no "
			           "other: type it anew.")));
	}
}

void row_look(struct import_row *row, const struct table_row *t) {
	/* Where most rows lack as many, the header says what there should be. */
	size_t want = t->rec->count == t->usual ? row->header->count : t->usual;
	bool off = t->fit == COUNT_OFF;
	char text[256];

	check_slipped(row);
	check_private(row);
	if (t->fit == COUNT_RIGHT || t->fit == COUNT_FILLED)
		return;
	text_fill(text, sizeof text, tr(off ? N_("This row has {got} cells where the table has {want}: a "
	                                         "delimiter or line break is missing or too many.")
	                                : N_("This row has {got} cells where the table has {want}: the last "
	                                     "ones are taken to be blank.")),
	          "got", NUM(t->rec->count), "want", NUM(want), NULL);
	row->slipped = row->slipped || off;
	tell(row, off ? VERDICT_BAD : VERDICT_WARN, 0,
	     t->rec->count < row->header->count
	     ? column_name(&row->header->columns[t->rec->count]) : "", text);
}

uint64_t row_hash(const struct import_row *row) {
	struct str all = {0};
	uint64_t h;

	for (size_t i = 0; i < row->header->count; i++) {
		enum column_kind kind = row->header->columns[i].kind;
		char *text;
		if (kind != COLUMN_FIELD && kind != COLUMN_UID)
			continue;
		text = str_trim(mem_strdup(csv_cell(row->rec, i)));
		str_addn(&all, text, strlen(text) + 1);
		free(text);
	}
	h = hash_short(str_text(&all), all.n);
	str_clear(&all);
	return h ? h : 1;
}

void row_refuse_masked(struct import_row *row) {
	for (size_t i = 0; i < row->header->count; i++) {
		if (row->cells[i] == CELL_MASKED)
			tell(row, VERDICT_BAD, i, column_name(&row->header->columns[i]),
			     tr(N_("Masked with stars, and no record or file number says whose it "
			           "is. Fill it in.")));
	}
}

void row_require(struct import_row *row, const struct register_part *part) {
	char text[160];

	for (size_t i = 0; i < part->entity->count; i++) {
		const struct field_def *f = &part->entity->fields[i];
		if (!(f->flags & F_REQUIRED) || (f->flags & F_SYSTEM) ||
		    !field_is_blank(f, part_of(row, part)))
			continue;
		int cell = row_cell(row, f->name);
		if (cell == CELL_BAD || cell == CELL_MASKED)
			continue;
		text_fill(text, sizeof text, tr("{label} is missing: fill it in."), "label",
		          tr(f->label), NULL);
		row_fault(row, f->name, text);
	}
}

void row_check(struct import *im, struct import_row *row, const struct entity_def *def, void *rec,
               row_check_fn *check) {
	struct findings warnings = {0};

	for (size_t tries = 0; tries < def->count; tries++) {
		struct err err = {0};
		warnings = (struct findings){0};
		/* What the fields' flags say first, then the record's own check, as event_check
		 * does. */
		if (entity_check(def, rec, im->today, &err) == RC_OK &&
		    (!check || check(rec, im->today, &warnings, &err) == RC_OK))
			break;
		const struct field_def *f = entity_field(def, err.field);
		bool blank = !f || field_is_blank(f, rec);
		int cell = row_cell(row, err.field);
		/* A cell that did not parse, or a masked one, is told in better words than that it
		 * is missing. */
		if (!(blank && (cell == CELL_BAD || cell == CELL_MASKED)))
			row_fault(row, err.field, err.text);
		if (blank || (f->flags & F_REQUIRED))
			break;
		/* Look behind this fault for others: an earlier column is told first. */
		field_set_blank(f, rec);
	}
	for (unsigned i = 0; i < warnings.n; i++)
		row_warn(row, warnings.v[i].field, warnings.v[i].text);
}

static bool is_open(const struct import_row *row, const struct register_part *part,
                    const struct field_def *f, const void *rec) {
	size_t i = header_column(row->header, part, f);

	/* a number found in another column has none of its own */
	return i == SIZE_MAX ? field_is_blank(f, rec) : row->cells[i] != CELL_GIVEN;
}

/* A text of a masked list, whose numbers are starred: what it stands for is on file. */
static bool is_starred(const struct field_def *f, const void *rec, const void *old) {
	const char *text = f->type == FT_TEXT || f->type == FT_NOTE ? field_text(f, rec) : NULL;
	struct str starred = {0};
	bool same;

	if (!text || !strchr(text, '*'))
		return false;
	numbers_star(field_text(f, old), &starred);
	same = strcmp(str_text(&starred), text) == 0;
	str_clear(&starred);
	return same;
}

void row_merge(struct import_row *row, const struct register_part *part, void *rec,
               const void *old) {
	const struct entity_def *def = part->entity;
	char text[256];

	memcpy(rec, old, sizeof(struct record));
	((struct record *)rec)->void_reason = NULL;
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		bool open = is_open(row, part, f, rec) || is_starred(f, rec, old);
		if (f->flags & F_MARKS)
			continue;
		if (!open && (f->flags & F_FIXED) && field_compare(f, rec, old) != 0) {
			text_fill(text, sizeof text,
			          tr(N_("{label} is not changed by an import; change it on the "
			                "screen.")), "label", tr(f->label), NULL);
			row_warn(row, f->name, text);
		}
		if (open || (f->flags & F_FIXED))
			field_copy(f, rec, old);
	}
}

/* A village or team that has yet to be made. */
static bool is_to_be_made(const struct import_row *row, const struct register_part *part,
                          const struct field_def *f) {
	for (size_t i = 0; i < row->ref_count; i++) {
		const struct column *c = &row->header->columns[row->refs[i].column];
		if (!row->refs[i].by_judge && c->field == f && c->part == part)
			return true;
	}
	return false;
}

bool row_differs(struct import_row *row, const struct register_part *part, const void *rec,
                 const void *old) {
	const struct entity_def *def = part->entity;
	bool differs = false;

	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		if ((f->flags & F_SYSTEM) ||
		    (field_compare(f, rec, old) == 0 && !is_to_be_made(row, part, f)))
			continue;
		differs = true;
		str_add(&row->changes, row->changes.n ? "、" : "");
		str_add(&row->changes, f->csv ? f->csv : tr(f->label));
	}
	return differs;
}

const char *row_ref_name(const struct import_row *row, const char *field) {
	for (size_t i = 0; i < row->ref_count; i++)
		if (row->refs[i].by_judge &&
		    strcmp(row->header->columns[row->refs[i].column].field->name, field) == 0)
			return row->refs[i].name;
	return NULL;
}

/* Whose the record of a part is; 0: nobody's. */
static long long resident_behind(const struct import_row *row, const struct register_part *part) {
	const struct field_def *f = entity_field(part->entity, "resident");

	if (part->entity == &resident_def)
		return ((const struct record *)part_of(row, part))->id;
	return f ? field_ref(f, part_of(row, part)) : 0;
}

enum rc row_keep_words(struct import *im, struct import_row *row, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < row->kept_count; i++) {
		const struct column *c = &row->header->columns[row->kept[i].column];
		const struct record *rec = part_of(row, c->part);
		long long whose = resident_behind(row, c->part);

		if (rec->id && whose && (field_is_blank(c->field, rec) ||
		                         row->cells[row->kept[i].column] == CELL_GIVEN))
			rc = import_batch_keep(im->batch, whose, c->part->entity->name, rec->id,
			                       c->field->name, row->kept[i].word, &im->news, err);
	}
	return rc;
}

enum rc row_make_refs(struct import *im, struct import_row *row, struct err *err) {
	for (size_t i = 0; i < row->ref_count; i++) {
		if (row->refs[i].by_judge)
			continue;
		const struct column *c = &row->header->columns[row->refs[i].column];
		struct ref *ref = field_ptr(c->field, part_of(row, c->part));
		enum rc rc = strcmp(c->field->ref, "place") == 0
		             ? import_batch_place(im->batch, row->refs[i].name, &ref->id,
		                                  err) : import_batch_team(im->batch,
		                                                           row->refs[i].name,
		                                                           &ref->id, err);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}
