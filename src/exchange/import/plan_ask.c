/* What a plan asks, what it was told, and what is remembered for the next file of the same header
 * (rules 10.11, 10.14, 10.15). SPDX-License-Identifier: MIT */
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/plan_priv.h"

static enum rc refuse_word(struct err *err, const char *id, const char *tmpl, const char *word) {
	struct str shown = {0};
	enum rc rc;

	utf8_quote(&shown, word);
	rc = err_set(err, RC_USAGE, id, tmpl, "word", str_text(&shown), NULL);
	str_clear(&shown);
	return rc;
}

enum rc plan_give_columns(struct plan *p, struct err *err) {
	struct header_given *out = &p->given;
	enum rc rc = import_memory_read(p->im.st, p->im.actor, &p->memory, err);

	*out = (struct header_given){.line = p->options.header_line};
	for (size_t i = 0; i < p->memory.n; i++) {
		const struct remembered *r = &p->memory.v[i];

		if (!*r->field)
			VEC_PUSH(out->v, out->n,
			         (struct given_column){r->header, r->registry, r->name, r->answer});
	}
	for (size_t i = 0; rc == RC_OK && i < p->options.column_count; i++) {
		const char *said = p->options.columns[i], *eq = strchr(said, '=');
		char *name = mem_strndup(said, eq ? (size_t)(eq - said) : 0);

		if (!eq || eq == said)
			rc = refuse_word(err, "import.column",
			                 N_("A column is given as COLUMN=FIELD, not {word}."), said);
		else
			memory_add(&p->said, NULL, NULL, NULL, name, eq + 1);
		free(name);
	}
	for (size_t i = 0; i < p->said.n; i++)
		VEC_PUSH(out->v, out->n,
		         (struct given_column){NULL, NULL, p->said.v[i].name, p->said.v[i].answer});
	return rc;
}

/* Every column that was said must be in the file, and mean a field of the register. */
static enum rc check_columns(struct plan *p, struct err *err) {
	for (size_t i = 0; i < p->said.n; i++) {
		bool used = false;

		for (size_t k = 0; k < p->im.header.count; k++)
			used = used || (p->im.header.columns[k].given &&
			                p->im.header.columns[k].given->column == p->said.v[i].name);
		if (!used)
			return refuse_word(err, "import.column-unknown",
			                   N_("No column {word} in the file, or no such field."),
			                   p->said.v[i].name);
	}
	return RC_OK;
}

/* The field of a column of the file, by what it is called there, by the program or inside. */
static const struct field_def *field_called(const struct plan *p, const char *name) {
	struct column c;
	bool found = header_field(p->im.header.reg, name, &c);

	for (size_t i = 0; i < p->im.header.count; i++) {
		const struct column *at = &p->im.header.columns[i];

		if (at->kind == COLUMN_FIELD &&
		    ((found && at->field == c.field) || strcmp(at->text, name) == 0 ||
		     strcmp(at->field->name, name) == 0))
			return at->field;
	}
	return NULL;
}

/* A word as it is said, to what is kept of it: the code of a value. */
static enum rc check_answer(const struct field_def *f, const char *answer, struct code *code,
                            struct err *err) {
	*code = CODE_NONE;
	if (*answer && strcmp(answer, ANSWER_ABOVE) != 0 && f->type == FT_CODE &&
	    !code_parse(f->codes, answer, code))
		return refuse_word(err, "import.answer-value",
		                   N_("{word} is no value of this column's list."), answer);
	return RC_OK;
}

static enum rc answer_word(struct plan *p, const struct field_def *f, const char *word,
                           const char *answer, bool remembered, struct err *err) {
	struct code code;
	enum rc rc = check_answer(f, answer, &code, err);

	if (rc == RC_OK)
		import_set_answer(&p->im, f, word, code_is_set(code) ? code.s : answer, remembered);
	return rc;
}

static enum rc take_option(struct plan *p, const char *said, struct err *err) {
	const char *first = strchr(said, '='), *last = strrchr(said, '=');
	char *column, *word;
	const struct field_def *f;
	enum rc rc;

	if (!first || first == last)
		return refuse_word(err, "import.answer",
		                   N_("An answer is given as COLUMN=WORD=VALUE, not {word}."), said);
	column = mem_strndup(said, (size_t)(first - said));
	word = mem_strndup(first + 1, (size_t)(last - first - 1));
	f = field_called(p, column);
	rc = f ? answer_word(p, f, word, last + 1, false, err)
	       : refuse_word(err, "import.answer-column", N_("No column {word} in the file."), column);
	free(column);
	free(word);
	return rc;
}

enum rc plan_take_answers(struct plan *p, struct err *err) {
	enum rc rc = check_columns(p, err);

	for (size_t i = 0; i < p->memory.n; i++) {
		const struct remembered *r = &p->memory.v[i];
		const struct field_def *f = *r->field ? field_called(p, r->field) : NULL;

		/* what a list no longer has is asked again */
		if (f && strcmp(r->header, p->im.header.digest) == 0 &&
		    strcmp(r->registry, p->im.header.reg->id) == 0)
			(void)answer_word(p, f, r->name, r->answer, true, NULL);
	}
	for (size_t i = 0; rc == RC_OK && i < p->options.answer_count; i++)
		rc = take_option(p, p->options.answers[i], err);
	return rc;
}

static const struct asked *asked_at(const struct plan *p, size_t i) {
	for (size_t k = 0; k < p->im.asked_count; k++)
		if (p->im.asked[k].count > 0 && i-- == 0)
			return &p->im.asked[k];
	return NULL;
}

bool plan_question(const struct plan *p, size_t i, struct plan_question *out) {
	const struct asked *a = asked_at(p, i);

	if (!a)
		return false;
	*out = (struct plan_question){
		.kind = a->kind, .column = a->field->csv, .word = a->word, .near = a->near,
		.answer = a->answer, .remembered = a->remembered, .rows = a->count,
		.codes = a->kind == QUESTION_WORD ? a->field->codes : NULL,
	};
	return true;
}

bool plan_column(const struct plan *p, size_t i, struct plan_column *out) {
	const struct column *c = i < p->im.header.count ? &p->im.header.columns[i] : NULL;

	if (!c)
		return false;
	*out = (struct plan_column){
		.text = c->text,
		.field = c->kind == COLUMN_FIELD ? c->field->csv
		         : c->kind == COLUMN_UID || c->kind == COLUMN_PERSON ? c->text : NULL,
		.by_hand = c->given && !c->given->header, .remembered = c->given && c->given->header,
	};
	return true;
}

const char *plan_candidate(const struct plan *p, size_t i) {
	struct register_column c;

	for (int needed = 1; needed >= 0; needed--)
		for (size_t k = 0; register_column_at(p->im.header.reg, k, &c); k++)
			if (((c.field->flags & F_REQUIRED) != 0) == needed && i-- == 0)
				return c.field->csv;
	return NULL;
}

/* What was said this time, for the next file of this header. */
enum rc plan_remember(struct plan *p, struct err *err) {
	const struct header *h = &p->im.header;
	const char *reg = h->reg->id;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < h->count; i++) {
		const struct column *c = &h->columns[i];

		if (c->given && !c->given->header)
			rc = import_batch_remember(p->im.batch, h->digest, reg, "", c->text,
			                           c->kind == COLUMN_FIELD ? c->field->csv : "",
			                           &p->im.news, err);
	}
	for (size_t i = 0; rc == RC_OK && i < p->im.asked_count; i++) {
		const struct asked *a = &p->im.asked[i];

		if (a->answer && a->count && !a->remembered)
			rc = import_batch_remember(p->im.batch, h->digest, reg, a->field->name,
			                           a->word, a->answer, &p->im.news, err);
	}
	return rc;
}

static const char *shown_answer(const struct asked *a) {
	if (!*a->answer)
		return tr(N_("left open"));
	return a->field->type == FT_CODE && code_find(a->field->codes, code_of(a->answer))
	       ? code_label(a->field->codes, code_of(a->answer)) : a->answer;
}

void plan_say_told(const struct plan *p, bool earlier, struct str *out) {
	for (size_t i = 0; i < p->im.header.count; i++) {
		const struct column *c = &p->im.header.columns[i];

		if (c->given && !c->given->header != earlier)
			str_addf(out, "%s%s＝%s", out->n ? "、" : "", c->text,
			         c->kind == COLUMN_FIELD ? c->field->csv : tr(N_("not taken")));
	}
	for (size_t i = 0; i < p->im.asked_count; i++) {
		const struct asked *a = &p->im.asked[i];

		if (a->remembered == earlier && a->count && a->answer)
			str_addf(out, "%s%s “%s”＝%s", out->n ? "、" : "", a->field->csv, a->word,
			         shown_answer(a));
	}
}
