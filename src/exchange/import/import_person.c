/* Whose row it is (rule 10.8): the ID number; else another paper's; else the file number.
 * SPDX-License-Identifier: MIT */
#include "core/names.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/import.h"

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
	char *name = name_normalise(r->name);
	uint64_t h = name ? hash_short(name, strlen(name)) : 0;

	free(name);
	return h;
}

/* Is b said, and other than what was said before? Else it is remembered. */
static bool disagrees(uint64_t *before, uint64_t b) {
	if (!*before)
		*before = b;
	return b && *before != b;
}

/* The same file number for somebody else in an earlier row of the file, taken or not. */
static void compare_file_no(struct import *im, struct import_row *row, const struct resident *r,
                            const char *identity) {
	struct str key = {0};
	char number[24], text[200];
	struct seen *seen;

	if (!r->file_no)
		return;
	str_addf(&key, "file:%s", r->file_no);
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
	}
	str_clear(&key);
}

static bool other_name(const struct import_row *row, const struct resident *r, uint64_t on_file) {
	return row_given(row, "name") && r->name && on_file && name_hash(r) != on_file;
}

/* The number leads to nobody: may the file number lead to somebody else? */
static enum rc find_by_file_no(struct import *im, struct import_row *row, const struct resident *r,
                               struct resident *old, struct person_match *out, struct err *err) {
	enum rc rc = resident_find_file_no(im->st, im->actor, r->file_no, &out->match, &out->id,
	                                   err);

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
	rc = resident_find_file_no(im->st, im->actor, r->file_no, &m, &id, err);
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

static enum rc find(struct import *im, struct import_row *row, const struct resident *r,
                    const char *doc_no, struct resident *old, bool remember,
                    struct person_match *out, struct err *err) {
	const char *field = r->id_no ? "id_no" : "other_paper";
	enum rc rc = RC_OK;

	if (r->id_no || r->other_paper)
		rc = whose_number(im, row, r, old, remember, out, err);
	if (rc == RC_OK && out->match == MATCH_NONE && r->file_no) {
		field = "file_no";
		rc = find_by_file_no(im, row, r, old, out, err);
	}
	if (rc == RC_OK && out->match == MATCH_NONE && has_no_number(r) && doc_no) {
		field = "name";
		rc = resident_find_order(im->st, im->actor, r->name, doc_no, &out->match, &out->id,
		                         err);
		if (rc == RC_OK && out->match == MATCH_FOUND)
			rc = resident_get(im->st, im->actor, out->id, old, err);
	}
	if (rc == RC_OK && out->match == MATCH_HEAD)
		rc = held(im, row, field, out->id, err);
	return rc;
}

enum rc person_find(struct import *im, struct import_row *row, struct resident *r,
                    const char *doc_no, struct resident *old, struct person_match *out,
                    struct err *err) {
	struct resident own;
	enum rc rc;

	*out = (struct person_match){.match = MATCH_NONE};
	resident_tidy(r);
	compare_with_file(im, row, r, doc_no, out);
	entity_init(&resident_def, &own);
	rc = find(im, row, r, doc_no, old ? old : &own, !old, out, err);
	entity_clear(&resident_def, &own);
	/* Stars mean "as it is" only where a file number of ours says whose they are. */
	if (rc == RC_OK && !out->by_file_no && !row->uid[0])
		row_refuse_masked(row);
	return rc;
}

void person_require(struct import_row *row, const struct person_match *who) {
	if (who->match == MATCH_NONE && row_cell(row, "id_no") != CELL_BAD)
		row_fault(row, row_given(row, "id_no") || !row_given(row, "file_no") ? "id_no"
		          : "file_no", tr(N_("Nobody on file has this number. Take in the roster "
		                             "first, or correct the number.")));
}
