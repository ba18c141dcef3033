/* What each field type is as text: how it is read, shown and stored.
 * SPDX-License-Identifier: MIT */
#include "core/field.h"

#include "core/idno.h"
#include "core/utf8.h"

static enum rc refuse_text(const struct field_def *f, struct err *err) {
	return err_field(err, f->name, "field.control",
		N_("{label}: the text holds characters that cannot be shown. Type it again."),
		"label", tr(f->label), NULL);
}

/* A text without controls; blanks trimmed, newlines kept in notes and made blanks elsewhere. */
static enum rc parse_text(const struct field_def *f, void *rec, const char *text, struct err *err) {
	size_t most = f->max ? (size_t)f->max : (f->type == FT_NOTE ? 2000u : 120u);
	struct str b = {0};
	char number[24];
	const char *p = text, *end = text + strlen(text);

	if (!utf8_is_valid(text, strlen(text)))
		return refuse_text(f, err);
	while (p < end) {
		const char *at = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == '\r') {
			if (p < end && *p == '\n')
				continue;
			cp = '\n';
		}
		if (cp == '\n')
			str_addc(&b, f->type == FT_NOTE ? '\n' : ' ');
		else if (cp == '\t')
			str_addc(&b, ' ');
		else if (cp == 0xFEFF || cp == 0x200B)
			/* spreadsheets and input methods leave these behind; nobody meant them */
			continue;
		else if (utf8_cp_width(cp) < 0) {
			str_clear(&b);
			return refuse_text(f, err);
		} else
			str_addn(&b, at, (size_t)(p - at));
	}
	if (b.n)
		str_trim(b.s);
	if (utf8_count(str_text(&b)) > most) {
		str_clear(&b);
		snprintf(number, sizeof number, "%zu", most);
		return err_field(err, f->name, "field.long",
		                 N_("{label}: longer than {max} characters. Shorten it."), "label",
		                 tr(f->label), "max", number, NULL);
	}
	/* Form and import read names alike: one dot, no full-width letters. An ideograph is never
	 * changed. */
	if (f->flags & (F_NAME | F_WORKER))
		field_take_text(f, rec, name_unify(str_text(&b)));
	else
		field_take_text(f, rec, b.n && *b.s ? str_take(&b) : NULL);
	str_clear(&b);
	return RC_OK;
}

static enum rc parse_idno(const struct field_def *f, void *rec, const char *text, struct err *err) {
	char idno[IDNO_LEN + 1];
	enum rc rc = idno_parse(text, idno, err);

	if (rc == RC_OK)
		field_take_text(f, rec, mem_strdup(idno));
	return rc;
}

static enum rc parse_code(const struct field_def *f, void *rec, const char *text, struct err *err) {
	struct code c;
	struct str shown = {0}, known = {0};
	const struct code_item *item;

	if (code_parse(f->codes, text, &c)) {
		*(struct code *)field_ptr(f, rec) = c;
		return RC_OK;
	}
	utf8_quote(&shown, text);
	for (size_t i = 0; (item = code_item_at(f->codes, i)); i++) {
		if (i)
			str_add(&known, tr_lang() == LANG_ZH ? "、" : ", ");
		str_add(&known, code_label(f->codes, code_of(item->code)));
	}
	err_field(err, f->name, "field.code",
	          N_("{label}: {value} is not in the list. Use one of: {known}."), "label",
	          tr(f->label), "value", str_text(&shown), "known", str_text(&known), NULL);
	str_clear(&shown);
	str_clear(&known);
	return RC_INVALID;
}

/* Digits, with thousands commas that are read over and at most one point; *v without the point,
 * which *decimals digits came behind (-1: no point). False: something else, or too many
 * decimals. */
static bool read_number(const struct field_def *f, const char *text, long long most, long long *v,
                        int *decimals) {
	bool any = false;

	for (const char *p = text; *p; p++) {
		if ((*p == ',' || *p == '.') && any && *decimals < 0) {
			*decimals = *p == '.' ? 0 : -1;
			continue;
		}
		if (*p < '0' || *p > '9' ||
		    (*decimals >= 0 && ++*decimals > (f->type == FT_MONEY ? 2 : 6)))
			return false;
		if (*decimals > 0 && f->type == FT_INT) {
			if (*p != '0') /* spreadsheets write 36 as 36.0 */
				return false;
			continue;
		}
		if (*v <= most) /* beyond it only the sentence about it matters */
			*v = *v * 10 + (*p - '0');
		any = true;
	}
	return any;
}

/* Whole number, or amount with at most two decimals, kept in fen. */
static enum rc parse_number(const struct field_def *f, void *rec, const char *text,
                            struct err *err) {
	long long v = 0,
		  most = f->max ? f->max : (f->type == FT_MONEY ? 1000000000000LL : 1000000000LL);
	int decimals = -1;
	char number[24];

	if (!read_number(f, text, most, &v, &decimals))
		return err_field(err, f->name, "field.number",
			N_("{label}: not a number. Use digits only."), "label", tr(f->label), NULL);
	for (; f->type == FT_MONEY && decimals < 2; decimals = decimals < 0 ? 1 : decimals + 1)
		v *= 10;
	if (v > most) {
		snprintf(number, sizeof number, "%lld", most);
		return err_field(err, f->name, "field.large",
		                 N_("{label}: more than {max}. Check it."), "label", tr(f->label),
		                 "max", number, NULL);
	}
	*(long long *)field_ptr(f, rec) = v;
	return RC_OK;
}

static enum rc parse_ref(const struct field_def *f, void *rec, const char *text,
                         const struct field_env *env, struct err *err) {
	long long id = env && env->ref_find ? env->ref_find(env->ctx, f->ref, text) : 0;
	struct str shown = {0};

	if (id) {
		((struct ref *)field_ptr(f, rec))->id = id;
		return RC_OK;
	}
	utf8_quote(&shown, text);
	err_field(err, f->name, "field.ref",
	          N_("{label}: {value} is not known here. Choose from the list or add it first."),
	          "label", tr(f->label), "value", str_text(&shown), NULL);
	str_clear(&shown);
	return RC_INVALID;
}

const char *field_unknown_word(void) {
	return tr(N_("not known"));
}

static bool is_one_of(const char *text, const char *const *words, size_t n) {
	while (n > 0 && strcmp(text, words[n - 1]) != 0)
		n--;
	return n > 0;
}

/* A list may have such a word itself: asked last, as the whole list is looked through. */
static bool is_in_list(const struct field_def *f, const char *text) {
	struct code c;

	return f->type == FT_CODE && code_parse(f->codes, text, &c);
}

bool field_says_unknown(const struct field_def *f, const char *text) {
	static const char *const signs[] = {"?", "？", "不详", "不明", "not known", "unknown"};

	return f->unknown && (is_one_of(text, signs, sizeof signs / sizeof *signs) ||
	                      strcmp(text, field_unknown_word()) == 0) &&
	       !is_in_list(f, text);
}

bool field_says_nothing(const struct field_def *f, const char *t) {
	static const char *const signs[] = {"/", "／", "\\", "-", "--", "－", "—", "——", "无"};

	return f->type != FT_TEXT && f->type != FT_NOTE &&
	       (is_one_of(t, signs, sizeof signs / sizeof *signs) ||
	        (f->type == FT_CODE && code_says_nothing(f->codes, t))) && !is_in_list(f, t);
}

enum rc field_parse(const struct field_def *f, void *rec, const char *text,
                    const struct field_env *env, struct err *err) {
	struct str folded = {0};
	char *trimmed = str_trim(mem_strdup(text ? text : "")), time[TIME_BUF];
	enum rc rc = RC_INVALID;

	if (field_says_unknown(f, trimmed)) {
		field_set_unknown(f, rec);
		free(trimmed);
		return RC_OK;
	}
	if (!*trimmed || field_says_nothing(f, trimmed)) {
		field_set_blank(f, rec);
		free(trimmed);
		return RC_OK;
	}
	switch (f->type) {
	case FT_TEXT:
	case FT_NOTE:
		rc = parse_text(f, rec, (f->flags & F_TIME) && time_parse(trimmed, time) ? time : trimmed,
		                err);
		break;
	case FT_PHONE:
		utf8_fold_width(&folded, trimmed);
		rc = parse_text(f, rec, str_text(&folded), err);
		break;
	case FT_IDNO:
		rc = parse_idno(f, rec, trimmed, err);
		break;
	case FT_DATE:
		rc = date_parse_loose(trimmed, field_ptr(f, rec), err);
		break;
	case FT_CODE:
		rc = parse_code(f, rec, trimmed, err);
		break;
	case FT_INT:
	case FT_MONEY:
		utf8_fold_width(&folded, trimmed);
		rc = parse_number(f, rec, str_text(&folded), err);
		break;
	case FT_REF:
		rc = parse_ref(f, rec, trimmed, env, err);
		break;
	}
	if (rc == RC_OK)
		field_unmark(f, rec);
	else if (err && !err->field[0])
		snprintf(err->field, sizeof err->field, "%s", f->name);
	str_clear(&folded);
	free(trimmed);
	return rc;
}

void field_store_text(const struct field_def *f, const void *rec, struct str *out) {
	char buf[DATE_BUF];

	if (field_is_blank(f, rec)) {
		str_add(out, field_is_unknown(f, rec) ? "?" : NULL);
		return;
	}
	switch (field_kind(f)) {
	case KIND_TEXT:
		str_add(out, field_text(f, rec));
		break;
	case KIND_DATE:
		str_add(out, date_format(field_date(f, rec), buf));
		break;
	case KIND_CODE:
		str_add(out, field_code(f, rec).s);
		break;
	case KIND_NUMBER:
		str_addf(out, "%lld", field_number(f, rec));
		break;
	case KIND_REF:
		str_addf(out, "%lld", field_ref(f, rec));
		break;
	}
}

static void read_stored(const struct field_def *f, void *rec, const char *text) {
	char *end;
	long long n;

	switch (field_kind(f)) {
	case KIND_TEXT:
		field_take_text(f, rec, mem_strdup(text));
		break;
	case KIND_DATE:
		date_parse_iso(text, field_ptr(f, rec));
		break;
	case KIND_CODE:
		if (strlen(text) < sizeof(struct code))
			*(struct code *)field_ptr(f, rec) = code_of(text);
		break;
	case KIND_NUMBER:
	case KIND_REF:
		n = strtoll(text, &end, 10);
		if (*end)
			break;
		if (f->type == FT_REF)
			((struct ref *)field_ptr(f, rec))->id = n;
		else
			*(long long *)field_ptr(f, rec) = n;
		break;
	}
}

void field_store_read(const struct field_def *f, void *rec, const char *text) {
	field_set_blank(f, rec);
	if (f->unknown && strcmp(text, "?") == 0)
		field_set_unknown(f, rec);
	else if (*text)
		read_stored(f, rec, text);
}

void field_format(const struct field_def *f, const void *rec, const struct field_env *env,
                  struct str *out) {
	long long v;

	if (field_is_blank(f, rec)) {
		str_add(out, field_is_unknown(f, rec) ? field_unknown_word() : NULL);
		return;
	}
	if (f->type == FT_CODE) {
		str_add(out, code_label(f->codes, field_code(f, rec)));
	} else if (f->type == FT_MONEY) {
		v = field_number(f, rec);
		str_addf(out, "%lld.%02lld", v / 100, v % 100);
	} else if (f->type != FT_REF) {
		field_store_text(f, rec, out);
	} else if (env && env->ref_name) {
		str_add(out, env->ref_name(env->ctx, f->ref, field_ref(f, rec)));
	}
}
