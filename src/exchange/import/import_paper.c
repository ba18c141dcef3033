/* One column of numbers for all papers (rule 10.10). SPDX-License-Identifier: MIT */
#include <ctype.h>

#include "core/idno.h"
#include "core/names.h"
#include "core/tr.h"
#include "exchange/import/import.h"

/* What a number looks like: A a letter, 9 a digit; the first letter as it is, where one is told. */
static const struct shape {
	const char *like, *paper;
} shapes[] = {
	{"H99999999", "hkmo"},    {"M99999999", "hkmo"},   {"H9999999999", "hkmo"},
	{"M9999999999", "hkmo"},  {"99999999", "taiwan"},  {"A99999999", "passport"},
	{"AA9999999", "passport"}, {"A9999999", "passport"}, {"AAA999999999999", "foreign"},
};

static bool is_like(const char *number, const char *like) {
	for (; *number && *like; number++, like++)
		if (*like == '9' ? !isdigit((unsigned char)*number)
		    : *like == 'A' ? !isalpha((unsigned char)*number)
		                   : toupper((unsigned char)*number) != *like)
			return false;
	return *number == *like;
}

/* The column of one of a person's numbers, when the row is somebody's; SIZE_MAX: none. */
static size_t number_column(const struct import_row *row, const char *field) {
	const struct field_def *f = entity_field(&resident_def, field);

	return header_column(row->header, NULL, f);
}

/* Does a paper bear the ID number, if any? */
static bool bears_idno(struct code paper) {
	return !code_is_set(paper) || code_is(paper, "id") || code_is(paper, "household");
}

/* The ID column holds no ID number: another paper's, by the kind that is given, else by its
 * shape. */
static void move_to_other(struct import_row *row, struct resident *r, size_t at) {
	char *cell = row_cell_text(row, "id_no");
	struct str number = {0};
	const char *shape = NULL;
	char idno[IDNO_LEN + 1], text[300];
	struct err err = {0};

	number_fold(cell, &number);
	for (size_t i = 0; !code_is_set(r->paper) && i < sizeof shapes / sizeof *shapes; i++)
		if (!shape && is_like(str_text(&number), shapes[i].like))
			shape = shapes[i].paper;
	if (r->other_paper || (!shape && (bears_idno(r->paper) || code_is(r->paper, "none")))) {
		(void)idno_parse(cell, idno, &err);
		row_tell(row, VERDICT_BAD, at, err.text);
	} else {
		field_take_text(entity_field(&resident_def, "other_paper"), r, mem_strdup(cell));
		row->cells[at] = CELL_BLANK;
	}
	if (shape && !r->id_no && row->cells[at] == CELL_BLANK) {
		r->paper = code_of(shape);
		text_fill(text, sizeof text, tr(N_("By its shape taken for the number of: {paper}. "
		                                   "Give the kind of paper if it is another.")),
		          "paper", code_label(&codes_paper, r->paper), NULL);
		row_tell(row, VERDICT_WARN, at, text);
	}
	str_clear(&number);
	free(cell);
}

/* An ID number in the column of other papers. */
static void move_to_id(struct import_row *row, struct resident *r, size_t at) {
	char idno[IDNO_LEN + 1];
	struct err err = {0};

	if (idno_parse(r->other_paper, idno, &err) == RC_OK) {
		field_take_text(entity_field(&resident_def, "id_no"), r, mem_strdup(idno));
		field_take_text(entity_field(&resident_def, "other_paper"), r, NULL);
		row->cells[at] = CELL_BLANK;
	} else if (code_is(r->paper, "id")) {
		row_tell(row, VERDICT_BAD, at, err.text);
	}
}

void row_settle_paper(struct import_row *row) {
	const struct register_def *reg = row->header->reg;
	struct resident *r = row->data;
	size_t id = number_column(row, "id_no"), other = number_column(row, "other_paper");

	if (reg->parts[0].entity != &resident_def)
		return;
	if (id != SIZE_MAX && row->cells[id] == CELL_BAD)
		move_to_other(row, r, id);
	else if (other != SIZE_MAX && r->other_paper && !r->id_no && bears_idno(r->paper) &&
	         (id == SIZE_MAX || row->cells[id] == CELL_BLANK))
		move_to_id(row, r, other);
}
