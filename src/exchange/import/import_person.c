/* Whose row it is (rule 10.8): the ID number; else another paper's; else the file number.
 * SPDX-License-Identifier: MIT */
#include "core/names.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/import.h"
#include "model/access/case.h"

static bool has_no_number(const struct resident *r) { return r->name && !r->id_no &&
                                                     !r->other_paper && !r->file_no; }

/* The row's identity within the file; "" when it has no number. */
static void identity_key(const struct resident *r, const char *doc_no, struct str *key) {
	if (r->id_no)
		str_addf(key, "id:%s", r->id_no);
	else if (r->other_paper)
		str_addf(key, "%s:%s", r->paper.s, r->other_paper);
	else if (has_no_number(r) && doc_no) {
		str_addf(key, "order:%s:", r->name);
		number_fold(doc_no, key);
	}
}

static uint64_t name_hash(const struct resident *r) {
	struct str name = {0};
	uint64_t h;

	name_fold(r->name, false, &name);
	h = name.n ? hash_short(name.s, name.n) : 0;
	str_clear(&name);
	return h;
}

/* Is b said, and other than what was said before? Else it is remembered. */
static bool disagrees(uint64_t *before, uint64_t b) {
	if (!*before)
		*before = b;
	return b && *before != b;
}

/* A file number of digits, which a spreadsheet writes without the zeros it begins with. */
static const char *without_zeros(const char *number) {
	size_t digits = strspn(number, "0123456789"), zeros = strspn(number, "0");

	return number[digits] ? number : number + (zeros < digits ? zeros : 0);
}

/* The same file number for somebody else in an earlier row of the file, taken or not. */
static void compare_file_no(struct import *im, struct import_row *row, const struct resident *r,
                            const char *identity) {
	struct str key = {0};
	char number[24], text[200];
	struct seen *seen;

	if (!r->file_no)
		return;
	str_addf(&key, "file:%s", without_zeros(r->file_no));
	seen = import_seen(im, str_text(&key));
	if (!seen->record)
		seen->record = row->number;
	bool other_name = disagrees(&seen->agree, r->name ? name_hash(r) : 0);
	bool other_number = disagrees(&seen->sub,
	                              *identity ? hash_short(identity, strlen(identity)) : 0);
	if (other_name || other_number) {
		snprintf(number, sizeof number, "%ld", seen->record);
		text_fill(text, sizeof text, tr(N_("Row {row} of this file has the same file "
		                                   "number for somebody else.")), "row", number,
		          NULL);
		row_fault(row, "file_no", text);
	}
	str_clear(&key);
}

/* The same number under another name in an earlier row of the file, taken or not. */
static void compare_with_file(struct import *im, struct import_row *row, const struct resident *r,
                              const char *doc_no, struct person_match *out) {
	struct str key = {0};
	uint64_t name = r->name ? name_hash(r) : 0;
	char number[24], text[200];

	identity_key(r, doc_no, &key);
	compare_file_no(im, row, r, str_text(&key));
	if (key.n) {
		out->seen = import_seen(im, str_text(&key));
		if (!out->seen->record)
			out->seen->record = row->number;
		if (!out->seen->agree)
			out->seen->agree = name;
		if (name && out->seen->agree != name) {
			snprintf(number, sizeof number, "%ld", out->seen->record);
			text_fill(text, sizeof text,
			          tr(N_("Row {row} of this file has the same number under another "
			                "name.")), "row", number, NULL);
			row_fault(row, r->id_no ? "id_no" : "other_paper", text);
		}
		if (row->header->reg->event == NULL && !row->header->reg->parts[0].only)
			row_compare_said(im, row, out->seen);
	}
	str_clear(&key);
}

static bool other_name(const struct import_row *row, const struct resident *r, uint64_t on_file) {
	return row_given(row, "name") && r->name && on_file && name_hash(r) != on_file;
}

/* By the file number as written, else with the zeros that a spreadsheet took away. */
static enum rc match_file_no(struct import *im, const char *number, enum match *m, long long *id,
                             struct err *err) {
	const char *bare = without_zeros(number);
	char padded[24];

	enum rc rc = resident_find_file_no(im->st, im->actor, number, m, id, err);

	if (bare[strspn(bare, "0123456789")])
		return rc;
	for (int width = (int)strlen(number) + 1;
	     rc == RC_OK && *m == MATCH_NONE && width <= FILE_NO_DIGITS; width++) {
		snprintf(padded, sizeof padded, "%0*lld", width, strtoll(bare, NULL, 10));
		rc = resident_find_file_no(im->st, im->actor, padded, m, id, err);
	}
	return rc;
}

/* The number leads to nobody: may the file number lead to somebody else? */
static enum rc find_by_file_no(struct import *im, struct import_row *row, const struct resident *r,
                               struct resident *old, struct person_match *out, struct err *err) {
	enum rc rc = match_file_no(im, r->file_no, &out->match, &out->id, err);

	if (rc == RC_OK)
		rc = case_match(im->st, im->actor, &out->match, out->id, err);
	if (rc != RC_OK || out->match != MATCH_FOUND)
		return rc;
	rc = resident_get(im->st, im->actor, out->id, old, err);
	if (rc != RC_OK)
		return rc;
	out->by_file_no = true;
	if (r->id_no && old->id_no && strcmp(r->id_no, old->id_no) != 0)
		row_fault(row, "id_no", tr(N_("The file number belongs to somebody with another ID "
		                              "number. Correct one of the two.")));
	else if (other_name(row, r, name_hash(old)))
		row_fault(row, "file_no", tr(N_("The file number belongs to somebody of another "
		                                "name. Correct one of the two.")));
	return RC_OK;
}

/* The number leads to somebody: is the file number beside it another's? */
static enum rc check_file_no(struct import *im, struct import_row *row, const struct resident *r,
                             long long found, struct err *err) {
	enum match m;
	long long id;
	enum rc rc = RC_OK;

	if (!r->file_no)
		return RC_OK;
	rc = match_file_no(im, r->file_no, &m, &id, err);
	if (rc == RC_OK && m != MATCH_NONE && id != found)
		row_fault(row, "file_no", tr(N_("The file number belongs to somebody else. Correct "
		                                "it, or leave it empty.")));
	return rc;
}

static enum rc find_by_number(struct import *im, const struct resident *r, struct resident *old,
                              struct person_match *out, uint64_t *name, struct err *err) {
	enum rc rc = r->id_no
	             ? resident_find_idno(im->st, im->actor, r->id_no, &out->match, &out->id,
	                                  err) : resident_find_paper(im->st, im->actor, r->paper,
	                                                             r->other_paper, &out->match,
	                                                             &out->id, err);

	if (rc == RC_OK)
		rc = case_match(im->st, im->actor, &out->match, out->id, err);
	if (rc == RC_OK && out->match == MATCH_FOUND)
		rc = resident_get(im->st, im->actor, out->id, old, err);
	if (rc == RC_OK && out->match == MATCH_FOUND)
		*name = name_hash(old);
	return rc;
}

/* Who the number on the row belongs to; `remember`: asked of the database once a pass. */
static enum rc whose_number(struct import *im, struct import_row *row, const struct resident *r,
                            struct resident *old, bool remember, struct person_match *out,
                            struct err *err) {
	struct seen *seen = out->seen;
	uint64_t name = 0;
	enum rc rc = RC_OK;

	if (remember && seen->id) {
		out->match = seen->match;
		out->id = seen->id;
		name = seen->name;
	} else {
		rc = find_by_number(im, r, old, out, &name, err);
		if (rc == RC_OK && remember) {
			seen->match = out->match;
			seen->id = out->id;
			seen->name = name;
		}
	}
	if (rc != RC_OK || out->match != MATCH_FOUND)
		return rc;
	if (other_name(row, r, name))
		row_fault(row, r->id_no ? "id_no"
		          : "other_paper", tr(N_("This number is on file under another name. Check "
		                                 "number and name.")));
	return check_file_no(im, row, r, out->id, err);
}

/* Everybody is told the same word; the head besides whose file it is. */
static enum rc held(struct import *im, struct import_row *row, const char *field, long long id,
                    struct err *err) {
	char *file_no = NULL, *what = NULL;
	enum rc rc = resident_held_file_no(im->st, im->actor, id, &file_no, err);

	if (file_no)
		what = mem_printf("%s %s", tr(N_("File number")), file_no);
	row_to_head(row, field, what);
	free(file_no);
	free(what);
	return rc;
}

/* By the person's own record number, which a masked list of this station carries. */
static enum rc find_by_uid(struct import *im, struct import_row *row, struct resident *old,
                           struct person_match *out, struct err *err) {
	enum rc rc = resident_find_uid(im->st, im->actor, row->person, &out->match, &out->id, err);

	if (rc == RC_OK)
		rc = case_match(im->st, im->actor, &out->match, out->id, err);
	if (rc == RC_OK && out->match == MATCH_FOUND)
		rc = resident_get(im->st, im->actor, out->id, old, err);
	return rc;
}

static enum rc find(struct import *im, struct import_row *row, const struct resident *r,
                    const char *doc_no, struct resident *old, bool remember,
                    struct person_match *out, struct err *err) {
	const char *field = r->id_no ? "id_no" : "other_paper";
	enum rc rc = RC_OK;

	if (r->id_no || r->other_paper)
		rc = whose_number(im, row, r, old, remember, out, err);
	out->by_number = out->match == MATCH_FOUND;
	if (rc == RC_OK && out->match == MATCH_NONE && row->person[0]) {
		field = "name";
		rc = find_by_uid(im, row, old, out, err);
	}
	if (rc == RC_OK && out->match == MATCH_NONE && r->file_no && !row->person[0]) {
		field = "file_no";
		rc = find_by_file_no(im, row, r, old, out, err);
	}
	if (rc == RC_OK && out->match == MATCH_NONE && has_no_number(r) && doc_no) {
		field = "name";
		rc = resident_find_order(im->st, im->actor, r->name, doc_no, &out->match, &out->id,
		                         err);
		if (rc == RC_OK)
			rc = case_match(im->st, im->actor, &out->match, out->id, err);
		if (rc == RC_OK && out->match == MATCH_FOUND)
			rc = resident_get(im->st, im->actor, out->id, old, err);
	}
	if (rc == RC_OK && out->match == MATCH_HEAD)
		rc = held(im, row, field, out->id, err);
	row->known = out->match == MATCH_FOUND;
	return rc;
}

/* Does the text fit what a mask leaves of it: 张**, 431202************, 138****5678? */
static bool fits_mask(const char *shown, const char *text) {
	struct str a = {0}, b = {0};
	bool fits;

	name_fold(shown, false, &a);
	name_fold(text, false, &b);
	size_t head = strcspn(str_text(&a), "*"),
	       tail = head < a.n ? strlen(strrchr(a.s, '*') + 1) : 0;
	fits = b.n >= head + tail && strncmp(str_text(&a), str_text(&b), head) == 0 &&
	       strcmp(str_text(&a) + a.n - tail, str_text(&b) + b.n - tail) == 0;
	str_clear(&a);
	str_clear(&b);
	return fits;
}

/* Does all that a masked row still shows of the person fit who is on file? Phones change, and say
 * nothing. */
static bool row_fits(const struct import_row *row, const struct resident *r,
                     const struct resident *old) {
	static const char *const shown[] = {"name", "id_no", "other_paper"};

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		const char *text = field_text(entity_field(&resident_def, shown[i]), old);
		char *cell = row_cell(row, shown[i]) == CELL_MASKED
		             ? row_cell_text(row, shown[i]) : NULL;
		bool fits = !cell || fits_mask(cell, text ? text : "");

		free(cell);
		if (!fits)
			return false;
	}
	return (!code_is_set(r->sex) || !code_is_set(old->sex) || code_is(r->sex, old->sex.s)) &&
	       (!date_is_set(r->birth) || !date_is_set(old->birth) ||
	        date_cmp(r->birth, old->birth) == 0);
}

bool person_is_masked(const struct import_row *row) {
	return row_cell(row, "name") == CELL_MASKED || row_cell(row, "id_no") == CELL_MASKED ||
	       row_cell(row, "other_paper") == CELL_MASKED;
}

void person_misfit(struct import *im, struct import_row *row) {
	im->misfits++;
	row_fault(row, "name", tr(N_("Masked, and what still shows does not fit who has this "
	                             "number here: the numbers are another station's. Nothing is "
	                             "taken by them.")));
}

enum rc person_check_mask(struct import *im, struct import_row *row, const struct resident *r,
                          long long id, struct resident *old, struct err *err) {
	enum rc rc = old->rec.id ? RC_OK : resident_get(im->st, im->actor, id, old, err);

	if (rc == RC_OK && !row_fits(row, r, old))
		person_misfit(im, row);
	return rc;
}

/* Stars mean "as it is" only where a number of ours says whose they are, and what they leave fits
 * that person. */
static enum rc judge_masked(struct import *im, struct import_row *row, const struct resident *r,
                            struct resident *old, const struct person_match *out,
                            struct err *err) {
	bool by_record = row->uid[0] && row->header->reg->event;


	im->masked += person_is_masked(row);
	if (out->match == MATCH_NONE && row->person[0] && person_is_masked(row))
		person_misfit(im, row);
	else if (out->match == MATCH_NONE && !by_record)
		row_refuse_masked(row);
	return out->match == MATCH_FOUND && person_is_masked(row)
	       ? person_check_mask(im, row, r, out->id, old, err) : RC_OK;
}

static bool same_but_blanks(const char *a, const char *b) {
	while (*a || *b) {
		if (*a == ' ')
			a++;
		else if (*b == ' ')
			b++;
		else if (*a++ != *b++)
			return false;
	}
	return true;
}

/* The number of a file that was joined into this one is no other number (rule 16.3). */
static enum rc keep_joined(struct import *im, struct resident *r, const struct resident *old,
                           bool by_number, struct err *err) {
	char *now = NULL;
	enum rc rc = RC_OK;

	if (by_number && r->id_no && old->id_no && strcmp(r->id_no, old->id_no) != 0) {
		free(r->id_no);
		r->id_no = mem_strdup(old->id_no);
	}
	if (r->file_no && old->file_no && strcmp(r->file_no, old->file_no) != 0)
		rc = resident_joined_into(im->st, r->file_no, &now, err);
	if (now && strcmp(now, old->file_no) == 0) {
		free(r->file_no);
		r->file_no = mem_strdup(now);
	}
	free(now);
	return rc;
}

/* The name and the file number of who is on file stay as they are there, when the row means the
 * same by other signs; other signs than blanks are told. */
static void keep_as_on_file(struct import_row *row, struct resident *r, const char *written,
                            const struct resident *old) {
	char text[300];

	if (r->file_no && old->file_no &&
	    strcmp(without_zeros(r->file_no), without_zeros(old->file_no)) == 0) {
		free(r->file_no);
		r->file_no = mem_strdup(old->file_no);
	}
	if (!r->name || !old->name || !name_same(r->name, old->name))
		return;
	free(r->name);
	r->name = mem_strdup(old->name);
	if (!same_but_blanks(written, old->name)) {
		text_fill(text, sizeof text, tr(N_("Written {written}; kept as on file: {name}.")),
		          "written", written, "name", old->name, NULL);
		row_warn(row, "name", text);
	}
}

enum rc person_find(struct import *im, struct import_row *row, struct resident *r,
                    const char *doc_no, struct resident *old, struct person_match *out,
                    struct err *err) {
	char *written;
	struct resident own;
	bool remember = !old;
	enum rc rc;

	*out = (struct person_match){.match = MATCH_NONE};
	row_settle_paper(row);
	written = mem_strdup(r->name);
	resident_tidy(r);
	compare_with_file(im, row, r, doc_no, out);
	entity_init(&resident_def, &own);
	old = old ? old : &own;
	rc = find(im, row, r, doc_no, old, remember, out, err);
	if (rc == RC_OK)
		rc = judge_masked(im, row, r, old, out, err);
	if (rc == RC_OK && out->match == MATCH_FOUND && old->rec.id) {
		rc = keep_joined(im, r, old, out->by_number, err);
		keep_as_on_file(row, r, written, old);
	}
	entity_clear(&resident_def, &own);
	free(written);
	return rc;
}

void person_require(struct import_row *row, const struct person_match *who) {
	bool told = row_cell(row, "id_no") == CELL_BAD ||
	            (person_is_masked(row) && row->verdict == VERDICT_BAD);

	if (who->match == MATCH_NONE && !told)
		row_fault(row, row_given(row, "id_no") || !row_given(row, "file_no") ? "id_no"
		          : "file_no", tr(N_("Nobody on file has this number. Take in the roster "
		                             "first, or correct the number.")));
}
