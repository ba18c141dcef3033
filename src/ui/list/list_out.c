#include "ui/list/list_out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/field.h"
#include "exchange/out/listing.h"
#include "ui/list/export_view.h"
#include "ui/list/list.h"

/* The export being asked for; prompts stand above each other, so there is one. */
static struct {
	bool identified;
	char *reason;
} asked;

static bool names_people(const struct list_run *r) {
	for (size_t i = 0; i < r->shown_count; i++)
		if (list_column_flags(r->def, r->shown[i]) & (F_NAME | F_WORKER))
			return true;
	return false;
}

static enum access_action access_of(const struct list *l) {
	return l->run.def->access ? l->run.def->access : ACT_EXPORT_MASKED;
}

bool list_out_may(const struct view *v) {
	const struct list *l = v->ops->list ? v->ops->list(v) : NULL;

	return l == NULL || access_answer(v->actor->role, access_of(l)) != ACCESS_NO;
}

static enum rc add_row(void *ctx, struct list_run *r, size_t row, long long id, struct err *err) {
	(void)id;
	(void)err;
	for (size_t i = 0; i < r->shown_count; i++)
		listing_cell(ctx, list_text(r, row, r->shown[i]));
	return RC_OK;
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
	struct list_run *r = &l->run;
	struct ids marked = {0};
	enum rc rc;

	*out = (struct listing){.name = mem_strdup(v->ops->name), .title = title_of(v), .access = access_of(l)};
	for (size_t i = 0; i < r->shown_count; i++)
		listing_column(out, tr(list_column_head(r->def, r->shown[i])), list_column_flags(r->def, r->shown[i]));
	list_marked(l, &marked);
	out->people = !names_people(r) ? 0 : marked.n > 0 ? marked.n : l->ids.n;
	rc = list_run_each(r, marked.n > 0 ? &marked : &l->ids, add_row, out, err);
	ids_clear(&marked);
	return rc == RC_OK ? list_read_again(l, err) : rc;
}

static enum rc write_list(struct view *v, const char *path, enum text_source_encoding encoding, char **final,
                          struct err *err) {
	const struct listing_options o = {.path = path, .encoding = encoding, .existing = CSV_KEEP,
	                                  .identified = asked.identified, .reason = asked.reason};
	struct listing out;
	enum rc rc = gather(v, &out, err);

	if (rc == RC_OK)
		rc = listing_write(v->st, v->actor, &out, &o, final, err);
	listing_clear(&out);
	return rc;
}

static void ask_file(struct view *v) {
	char path[80], day[DATE_BUF];

	snprintf(path, sizeof path, "%s-%s.csv", v->ops->name, date_format(clock_today(), day));
	export_ask(v, path, write_list);
}

static unsigned reason_typed(struct view *v, void *ctx, const char *text) {
	(void)ctx;
	if (text == NULL || text[0] == '\0')
		return V_REDRAW;
	asked.reason = mem_strdup(text);
	ask_file(v);
	return V_REDRAW;
}

static unsigned names_chosen(struct view *v, void *ctx, int choice) {
	(void)ctx;
	asked.identified = choice == 2;
	if (choice == 1)
		ask_file(v);
	else if (choice == 2)
		ui_ask_text(v->ui, &(struct ask_text){.question = tr(N_("With names, for whom and what for:")), .answer = reason_typed});
	return V_REDRAW;
}

void list_out_export(struct view *v) {
	const struct list *l = v->ops->list(v);
	const char *const choices[] = {tr(N_("Names masked")), tr(N_("With names, for a reason; over 20 people the head is asked")),
	                               NULL};
	struct ask ask = {.question = tr(N_("The lines shown, or the marked ones:")), .choices = choices, .answer = names_chosen};

	asked.identified = false;
	free(asked.reason);
	asked.reason = NULL;
	if (l->ids.n == 0)
		ui_say(v->ui, tr(N_("There is no line here to write.")));
	else if (names_people(&l->run))
		ui_ask(v->ui, &ask);
	else
		ask_file(v);
}

void list_out_print(struct view *v) {
	struct listing out;
	struct err err = {0};
	char *path = NULL;
	enum rc rc = gather(v, &out, &err);

	if (rc == RC_OK)
		rc = listing_print(v->st, v->actor, &out, &path, &err);
	if (rc == RC_OK)
		ui_sayf(v->ui, N_("Written: {file}"), "file", path, (char *)NULL);
	else
		ui_say_err(v->ui, &err);
	free(path);
	listing_clear(&out);
}
