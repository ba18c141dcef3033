/* SPDX-License-Identifier: MIT */
#include "model/person/resident.h"

#include "core/idno.h"
#include "core/pinyin.h"
#include "core/utf8.h"

ENTITY_DEF(resident_def, N_("Resident"), resident, RESIDENT_FIELDS);

static void add(struct findings *f, enum finding_kind kind, const char *field, const char *tmpl,
                va_list ap) {
	if (!f || f->n == sizeof f->v / sizeof *f->v)
		return;
	f->v[f->n].kind = kind;
	f->v[f->n].field = field;
	text_vfill(f->v[f->n].text, sizeof f->v[f->n].text, tr(tmpl), ap);
	f->n++;
}

void findings_add(struct findings *f, const char *field, const char *tmpl, ...) {
	va_list ap;

	va_start(ap, tmpl);
	add(f, FINDING_TELL, field, tmpl, ap);
	va_end(ap);
}

void findings_ask(struct findings *f, const char *field, const char *tmpl, ...) {
	va_list ap;

	va_start(ap, tmpl);
	add(f, FINDING_ASK, field, tmpl, ap);
	va_end(ap);
}

void findings_want_reason(struct findings *f, const char *field, const char *tmpl, ...) {
	va_list ap;

	va_start(ap, tmpl);
	add(f, FINDING_REASON, field, tmpl, ap);
	va_end(ap);
}

void findings_phones(struct findings *f, const struct entity_def *def, const void *rec) {
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *field = &def->fields[i];

		if (field->type == FT_PHONE && !field_is_blank(field, rec) &&
		    !phone_is_plausible(field_text(field, rec)))
			findings_ask(f, field->name,
			             N_("This does not look like a telephone number; it is kept as written."),
			             NULL);
	}
}

/* Sex and birth date from the number; a contradiction is told, the value kept (rule 10.2). */
static void check_against_idno(struct resident *r, struct findings *warnings) {
	struct date birth = idno_birth(r->id_no);
	const char *sex = idno_is_male(r->id_no) ? "m" : "f";
	char day[DATE_BUF];

	if (!code_is_set(r->paper))
		r->paper = code_of("id");
	if (!code_is_set(r->sex))
		r->sex = code_of(sex);
	else if (!code_is(r->sex, sex))
		findings_ask(warnings, "sex", N_("The ID number says {sex}: check sex and number."),
		             "sex", code_label(&codes_sex, code_of(sex)), NULL);
	if (!date_is_set(r->birth))
		r->birth = birth;
	else if (date_cmp(r->birth, birth) != 0)
		findings_ask(warnings, "birth",
		             N_("The ID number says born on {date}: check birth date and number."),
		             "date", date_format(birth, day), NULL);
}

void resident_tidy(struct resident *r) {
	char *name = name_normalise(r->name);

	free(r->name);
	r->name = name;
	if (r->other_paper) {
		char *paper = name_normalise(r->other_paper);
		free(r->other_paper);
		r->other_paper = paper;
		for (char *p = paper; p && *p; p++)
			*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
	}
}

/* The own pinyin as it is kept; what is no pinyin is told. */
static enum rc check_spelling(struct resident *r, struct err *err) {
	struct str tidy = {0};

	if (!r->spelling)
		return RC_OK;
	if (!pinyin_tidy(r->spelling, &tidy)) {
		str_clear(&tidy);
		return err_field(err, "spelling", "resident.spelling",
			N_("Pinyin is written in letters, with blanks between the syllables: "
			   "shan jian guo"),
			NULL);
	}
	free(r->spelling);
	r->spelling = str_take(&tidy);
	return RC_OK;
}

/* One 汉字 alone, or 汉字 with ASCII letters or digits among them: a key missed or hit twice. */
static bool is_odd_name(const char *name) {
	size_t ascii = 0;

	for (const char *s = name; *s; s++)
		ascii += (*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
	return (ascii > 0 && utf8_width(name) != (int)strlen(name)) || utf8_count(name) < 2;
}

enum rc resident_check(struct resident *r, struct date today, struct findings *warnings,
                       struct err *err) {
	enum rc rc;

	resident_tidy(r);
	rc = entity_check(&resident_def, r, today, err);
	if (rc == RC_OK)
		rc = check_spelling(r, err);
	if (rc != RC_OK)
		return rc;
	if (!r->id_no && !r->other_paper && !code_is(r->paper, "none"))
		return err_field(err, "id_no", "resident.no-paper",
			N_("ID number is missing: fill it in, or choose another paper and give "
			   "its number."),
			NULL);
	if (r->id_no)
		check_against_idno(r, warnings);
	if (is_odd_name(r->name))
		findings_ask(warnings, "name", N_("Is the name complete, with nothing else in it?"), NULL);
	if (r->other_paper && !paper_is_plausible(r->paper.s, r->other_paper))
		findings_ask(warnings, "other_paper",
			N_("This does not look like the number of such a paper; it is kept as "
			   "written."),
			NULL);
	findings_phones(warnings, &resident_def, r);
	return RC_OK;
}
