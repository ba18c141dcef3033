/* SPDX-License-Identifier: MIT */
#include "model/access/masking.h"

#include "core/clock.h"
#include "core/idno.h"

enum { MASK_BUF = 64 };

#define RULE(view, id, action, ...) [view] = {id, action, __VA_ARGS__}

/*                          number        name          worker        sensitive */
const struct masked_rule masked_rules[VIEW_COUNT] = {
	RULE(VIEW_LIST, "list", ACT_LIST,
	                    SHOWN_MASKED, SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
	RULE(VIEW_FILE, "file", ACT_LOOK,
	                    SHOWN_MASKED, SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
	RULE(VIEW_REVEALED, "revealed", ACT_REVEAL,
	                    SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
	RULE(VIEW_ENTRY, "entry", ACT_SAVE,
	                    SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
	RULE(VIEW_PRINT, "print", ACT_PRINT,
	                    SHOWN_MASKED, SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
	RULE(VIEW_EXPORT_MASKED, "masked export", ACT_EXPORT_MASKED,
	                    SHOWN_MASKED, SHOWN_MASKED, SHOWN_MASKED, SHOWN_NOT),
	RULE(VIEW_EXPORT_IDENTIFIED, "identified export", ACT_EXPORT_IDENTIFIED,
	                    SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE,  SHOWN_WHOLE),
};

/* What joined with other such names one villager: a role that sees people masked has nothing of it
 * (rule 11.30), no village either, and no text, in which anything may stand, but the file number.
 * Its names are all the same: in a township one surname may be one family. */
static bool singles_out(const struct field_def *f) {
	static const char *const fields[] = {"sex",       "birth",    "education", "marital", "job",
	                                     "workplace", "hardship", "team",      "found",   "member",
	                                     "kinship",   "employer", "school",    "unit",    "place",
	                                     "paper",     "drug",     "isolations", "deducted", "months"};

	if (f->flags & F_SENSITIVE || f->type == FT_NOTE)
		return true;
	if (f->name && (f->type == FT_TEXT || f->type == FT_IDNO || f->type == FT_PHONE) &&
	    !str_in_list("file_no,name,value", f->name))
		return true;
	for (size_t i = 0; f->name && i < sizeof fields / sizeof *fields; i++)
		if (strcmp(f->name, fields[i]) == 0)
			return true;
	return false;
}

static bool sees_masked(const struct actor *a) {
	return access_answer(a ? a->role : NULL, ACT_LIST) == ACCESS_MASKED;
}

static enum masked_how stricter(enum masked_how a, enum masked_how b) { return a < b ? a : b; }

enum masked_how masked_how(const struct actor *a, enum masked_view view,
                           const struct field_def *f) {
	const struct masked_rule *rule = &masked_rules[view];
	enum access_answer answer = access_answer(a ? a->role : NULL, rule->action);
	enum masked_how how = SHOWN_WHOLE;

	if (answer == ACCESS_NO)
		return SHOWN_NOT;
	if (f->flags & F_MASKED)
		how = stricter(how, rule->number);
	if (f->flags & F_NAME)
		how = stricter(how, rule->name);
	if (f->flags & F_WORKER)
		how = stricter(how, rule->worker);
	if (f->flags & F_SENSITIVE)
		how = stricter(how, rule->sensitive);
	if (answer == ACCESS_MASKED && singles_out(f))
		return SHOWN_NOT;
	if (answer == ACCESS_MASKED && f->flags & (F_MASKED | F_NAME | F_WORKER))
		how = stricter(how, SHOWN_MASKED);
	/* A date that is left out leaves its years, which a county counts by. */
	return how == SHOWN_NOT && f->type == FT_DATE ? SHOWN_AGE : how;
}

static void add_age(const struct field_def *f, const void *rec, struct str *out) {
	const struct date *birth = field_cptr(f, rec);

	int age = date_age(*birth, clock_today());

	if (age >= 0)
		str_addf(out, "%d", age);
}

/* Texts can be masked in part; of anything else nothing is said but that it is there. */
static void add_masked(const struct actor *a, const struct field_def *f, const void *rec,
                       struct str *out) {
	char buf[MASK_BUF] = "****";
	const char *text;

	if (field_is_unknown(f, rec))
		str_add(out, field_unknown_word());
	if (field_is_blank(f, rec))
		return;
	if (f->type == FT_PHONE || f->type == FT_IDNO || f->type == FT_TEXT || f->type == FT_NOTE) {
		text = *(char *const *)field_cptr(f, rec);
		if (f->flags & (F_NAME | F_WORKER) && sees_masked(a))
			snprintf(buf, sizeof buf, "%s", MASKED_SOMEBODY);
		else if (f->flags & (F_NAME | F_WORKER))
			name_mask(text, buf);
		else if (f->type == FT_PHONE)
			phone_mask(text, buf);
		else
			idno_mask(text, buf);
	}
	str_add(out, buf);
}

void masked_column(const struct actor *a, enum masked_view view, const struct field_def *f,
                   struct masked_column *out) {
	static const struct field_def number = {.type = FT_TEXT, .flags = F_MASKED};

	*out = (struct masked_column){.actor = a, .field = f, .how = masked_how(a, view, f)};
	/* Where numbers are masked, those in a text are (rule 11.22). */
	out->stars = (f->type == FT_TEXT || f->type == FT_NOTE) && !(f->flags & (F_MASKED | F_NAME)) &&
	             masked_how(a, view, &number) != SHOWN_WHOLE;
}

static void add_whole(const struct masked_column *c, const void *rec, const struct field_env *env,
                      struct str *out) {
	struct str text = {0};

	if (!c->stars) {
		field_format(c->field, rec, env, out);
		return;
	}
	field_format(c->field, rec, env, &text);
	numbers_star(str_text(&text), out);
	str_clear(&text);
}

static void add_shown(const struct masked_column *c, const void *rec, const struct field_env *env,
                      struct str *out) {
	switch (c->how) {
	case SHOWN_NOT:
		break;
	case SHOWN_MASKED:
		add_masked(c->actor, c->field, rec, out);
		break;
	case SHOWN_AGE:
		add_age(c->field, rec, out);
		break;
	case SHOWN_WHOLE:
		add_whole(c, rec, env, out);
		break;
	}
}

static void column_text(const struct masked_column *c, const void *rec, const struct field_env *env,
                        struct str *out) {
	const struct record *r = rec;

	/* Rule 12.14: whatever stands there is nothing to go by. */
	if (!r->damaged)
		add_shown(c, rec, env, out);
	else if (c->how != SHOWN_NOT)
		str_add(out, masked_damaged());
}

const char *masked_column_text(const struct masked_column *c, const void *rec,
                               const struct field_env *env, struct str *room) {
	const struct field_def *f = c->field;
	const bool sound = !((const struct record *)rec)->damaged;

	if (sound && !f->unknown && field_is_blank(f, rec)) /* most cells */
		return "";
	if (sound && c->how == SHOWN_WHOLE && !c->stars && field_kind(f) == KIND_TEXT && field_text(f, rec))
		return field_text(f, rec);
	str_reset(room);
	column_text(c, rec, env, room);
	return str_text(room);
}

void masked_text(const struct actor *a, enum masked_view view, const struct field_def *f,
                 const void *rec, const struct field_env *env, struct str *out) {
	struct masked_column c;

	masked_column(a, view, f, &c);
	column_text(&c, rec, env, out);
}

const char *masked_damaged(void) {
	return tr(N_("damaged"));
}

bool masked_shows(const struct actor *a, enum masked_view view, unsigned flags) {
	return masked_how(a, view, &(struct field_def){.type = FT_TEXT, .flags = flags}) !=
	       SHOWN_NOT;
}

void masked_value(const struct actor *a, enum masked_view view, unsigned flags, const char *text,
                  struct str *out) {
	const struct field_def f = {.name = "value", .type = FT_TEXT, .flags = flags};
	struct masked_column c;

	masked_column(a, view, &f, &c);
	add_shown(&c, &text, NULL, out);
}

void masked_name(const struct actor *a, const char *name, struct str *out) {
	masked_value(a, VIEW_LIST, F_NAME, name, out);
}

void masked_record(const struct actor *a, const struct entity_def *def, void *rec) {
	if (!sees_masked(a))
		return;
	for (size_t i = 0; i < def->count; i++) {
		const struct field_def *f = &def->fields[i];
		struct str out = {0};
		enum masked_how how = masked_how(a, VIEW_LIST, f);

		if (how == SHOWN_NOT || (how == SHOWN_MASKED && field_kind(f) != KIND_TEXT))
			field_set_blank(f, rec);
		if (field_is_blank(f, rec) || how != SHOWN_MASKED)
			continue;
		add_masked(a, f, rec, &out);
		field_set_blank(f, rec);
		*(char **)field_ptr(f, rec) = str_take(&out);
	}
}
