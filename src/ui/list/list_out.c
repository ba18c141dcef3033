/* SPDX-License-Identifier: MIT */
#include "ui/list/list_out.h"

#include "core/clock.h"
#include "core/field.h"
#include "core/file.h"
#include "exchange/out/listing.h"
#include "exchange/out/table_out.h"
#include "exchange/print/page.h"
#include "exchange/template/template.h"
#include "model/station/station.h"
#include "ui/list/list.h"
#include "ui/loop/wizard.h"

static enum access_action access_of(const struct list *l) {
	return l->run.def->access ? l->run.def->access : ACT_EXPORT_MASKED;
}

bool list_out_may(const struct view *v) {
	const struct list *l = v->ops->list ? v->ops->list(v) : NULL;

	return l == NULL || access_answer(v->actor->role, access_of(l)) != ACCESS_NO;
}

/* The head of the screen is the title. */
static char *title_of(const struct view *v) {
	struct str left = {0}, right = {0};

	v->ops->head(v, &left, &right);
	str_clear(&right);
	return str_take(&left);
}

static enum rc gather(struct view *v, struct listing *out, struct err *err) {
	struct list *l = v->ops->list(v);
	struct ids marked = {0};
	enum rc rc;

	*out = (struct listing){.name = mem_strdup(v->ops->name), .title = title_of(v)};
	list_marked(l, &marked);
	rc = listing_take(out, &l->run, marked.n > 0 ? &marked : &l->ids, err);
	ids_clear(&marked);
	return rc == RC_OK ? list_read_again(l, err) : rc;
}

/* ---- to a file ---- */

enum { MASKED = 1, WHOLE };
enum { AS_UTF8 = 1, AS_GB18030, AS_BOOK };
static const struct wizard export_wizard;

/* An officer of a station has no folder of their own there: the file lies in out/ under a
 * number. */
static enum rc place_in_station(const struct view *v, struct export_to *to, struct err *err) {
	enum rc rc = RC_OK;

	/* the row of what is written into it asks for the role */
	TRY(disclosure_put(v->st, v->actor, &(struct disclosure){.kind = OUT_EXPORT, .action = "file",
	                   .access = ACT_PASSWORD, .page = true}, &to->number, err));
	free(to->path);
	to->path = disclosure_path(v->st, OUT_EXPORT, to->number,
	                           to->encoded == AS_BOOK ? ".xlsx" : ".csv");
	TRY(file_make_parents(to->path, err));
out:
	return rc;
}

/* With its folder, which a bare name lacks. */
char *list_out_where(const struct view *v, long long number, const char *final) {
	struct str out = {0};
	char *whole = realpath(final, NULL);

	if (number > 0 && station_is_shared(v->st))
		str_fill(&out,
		         N_("Written as file {number}: ssh to the station with fetch {number} brings it."),
		         "number", NUM(number), NULL);
	else
		str_fill(&out, N_("Written: {file}"), "file", whole ? whole : final, NULL);
	free(whole);
	return str_take(&out);
}

/* The ending says what is written. */
static void name_book(struct export_to *to) {
	size_t n = strlen(to->path);
	bool csv = n > 4 && strcmp(to->path + n - 4, ".csv") == 0;
	char *book = mem_printf("%.*s.xlsx", (int)(csv ? n - 4 : n), to->path);

	free(to->path);
	to->path = book;
}

/* The i-th form of what is written, from 0; false past the last. template_clear in any case. */
static bool form_at(const struct view *v, const struct export_to *to, int i, struct template *out) {
	struct err bad = {0}; /* wubao templates says what is wrong with one */
	char *id;

	*out = (struct template){0};
	for (size_t k = 0; to->of && i >= 0 && (id = template_id_at(v->st, k)) != NULL; k++) {
		template_clear(out);
		if (template_find(v->st, id, out, NULL, &bad) == RC_OK &&
		    strcmp(out->value[TEMPLATE_OF], to->of) == 0)
			i--;
		free(id);
	}
	return i < 0 && out->id != NULL;
}

static enum rc write_form(struct view *v, const struct export_to *to, char **final,
                          struct err *err) {
	struct template form;
	enum rc rc = RC_OK;

	if (form_at(v, to, to->formed - 2, &form))
		rc = template_report(&form, v->st, v->actor, to->span, to->path,
		                     template_encoding(&form), CSV_KEEP, final, err);
	template_clear(&form);
	return rc;
}

/* A name that is taken is asked for again. */
static unsigned write_file(struct view *v, void *answers) {
	struct export_to *to = answers;
	struct err err = {0};
	char *final = NULL, *where;
	enum rc rc = RC_OK;

	to->encoding = to->encoded == AS_GB18030 ? TEXT_SOURCE_GB18030 : TEXT_SOURCE_UTF8;
	if (to->formed < 2 && to->encoded == AS_BOOK && !table_is_book(to->path))
		name_book(to);
	if (station_is_shared(v->st))
		TRY(place_in_station(v, to, &err));
	TRY((to->formed > 1 ? write_form : to->write)(v, to, &final, &err));
	where = list_out_where(v, to->number, final);
	ui_say(v->ui, where);
	free(where);
out:
	if (rc != RC_OK)
		ui_say_err(v->ui, &err);
	if (rc == RC_EXISTS && to->number == 0)
		wizard_run(v, &export_wizard, to);
	free(final);
	return V_REDRAW;
}

static bool asks_names(struct view *v, const void *answers) {
	return ((const struct export_to *)answers)->names == 0;
}

static bool asks_reason(struct view *v, const void *answers) {
	const struct export_to *to = answers;

	return to->names == WHOLE && to->reason == NULL;
}

static bool asks_path(struct view *v, const void *answers) { return !station_is_shared(v->st); }

static bool asks_form(struct view *v, const void *answers) {
	return ((const struct export_to *)answers)->of != NULL;
}

static bool asks_encoding(struct view *v, const void *answers) {
	const struct export_to *to = answers;

	return to->formed < 2 && (station_is_shared(v->st) || !table_is_book(to->path));
}

static void say_forms(struct view *v, void *answers, struct wizard_words *w) {
	const struct export_to *to = answers;
	const struct template_words words = {station_name(v->st), to->span};
	struct template form;

	snprintf(w->choice[w->count++], WIZARD_WORDS, "%s", tr(N_("Every number, for programs")));
	while (w->count < WIZARD_CHOICES && form_at(v, to, w->count - 1, &form)) {
		struct str title = {0};

		template_fill(&words, form.value[TEMPLATE_TITLE], &title);
		snprintf(w->choice[w->count++], WIZARD_WORDS, "%s", str_text(&title));
		str_clear(&title);
		template_clear(&form);
	}
	if (w->count < WIZARD_CHOICES)
		template_clear(&form);
	w->at = to->formed;
}

static enum rc name_form(struct view *v, void *answers, struct err *err) {
	struct export_to *to = answers;
	struct template form;

	if (form_at(v, to, to->formed - 2, &form)) {
		free(to->path);
		to->path = template_file_name(&form, &(struct template_words){station_name(v->st),
		                              to->span});
	}
	template_clear(&form);
	return RC_OK;
}

static const char *const names_choices[] = {
	N_("Names masked"), N_("With names, for a reason; over 20 people the head is asked"), NULL};
static const char *const encoding_choices[] = {N_("UTF-8, opens in any spreadsheet"), "GB18030",
                                               N_("A workbook, .xlsx"), NULL};
static const struct wizard_step export_steps[] = {
	{.question = N_("The lines shown, or the marked ones:"), TO_CHOICE(struct export_to, names),
	 .choices = names_choices, .when = asks_names},
	{.question = N_("With names, for whom:"), TO_TEXT(struct export_to, recipient),
	 .wanted = true, .when = asks_reason},
	{.question = N_("And what for:"), TO_TEXT(struct export_to, reason), .wanted = true,
	 .when = asks_reason},
	{.question = N_("In which form:"), TO_CHOICE(struct export_to, formed), .say = say_forms,
	 .check = name_form, .when = asks_form},
	{.question = N_("Write to file:"), TO_TEXT(struct export_to, path), .wanted = true,
	 .when = asks_path},
	{.question = N_("Encoding of the file:"), TO_CHOICE(struct export_to, encoded),
	 .choices = encoding_choices, .when = asks_encoding},
};
static const struct wizard export_wizard = WIZARD(export_steps, struct export_to, write_file);

void export_ask(struct view *v, const char *path,
                enum rc (*write)(struct view *v, const struct export_to *to, char **final,
                                 struct err *err)) {
	export_ask_form(v, NULL, NULL, path, write);
}

void export_ask_form(struct view *v, const char *of, const struct span *span, const char *path,
                     enum rc (*write)(struct view *v, const struct export_to *to, char **final,
                                      struct err *err)) {
	char *proposed = mem_strdup(path);

	wizard_run(v, &export_wizard, &(struct export_to){.write = write, .path = proposed, .of =
	                                                  of,
	                                                  .span = span, .names = MASKED});
	free(proposed);
}

static enum rc write_list(struct view *v, const struct export_to *to, char **final,
                          struct err *err) {
	const struct listing_options o = {.path = to->path, .encoding = to->encoding,
	                                  .existing = CSV_KEEP, .identified = to->names == WHOLE,
	                                  .reason = to->reason, .recipient = to->recipient,
	                                  .file = to->number};
	struct listing out;
	enum rc rc = RC_OK;

	TRY(gather(v, &out, err));
	TRY(listing_write(v->st, v->actor, &out, &o, final, err));
out:
	listing_clear(&out);
	return rc;
}

void list_out_export(struct view *v) {
	const struct list *l = v->ops->list(v);
	struct export_to to = {.write = write_list, .names = listing_names_people(&l->run) ? 0 : MASKED};
	char day[DATE_BUF];

	if (l->ids.n == 0) {
		ui_say(v->ui, tr(N_("There is no line here to write.")));
		return;
	}
	to.path = mem_printf("%s-%s.csv", v->ops->name, date_format(clock_today(), day));
	wizard_run(v, &export_wizard, &to);
	free(to.path);
}

void list_out_print(struct view *v) {
	struct listing out;
	struct err err = {0};
	char *path = NULL;

	if (gather(v, &out, &err) == RC_OK)
		listing_print(v->st, v->actor, &out, &path, &err);
	ui_written(v->ui, &err, N_("Written: {file}"), path);
	listing_clear(&out);
}
