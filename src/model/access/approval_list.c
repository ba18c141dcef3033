/* What waits for another person's yes, oldest first. SPDX-License-Identifier: MIT */
#include "model/access/approval_list.h"

#include "core/clock.h"
#include "model/access/bound.h"
#include "model/access/disclosure.h"
#include "model/lists.h"
#include "model/station/approval.h"

static const struct list_column columns[QUEUE_COLUMNS] = {
	[QUEUE_ASKED] = {.key = "asked", .label = N_("Asked on"), .width = 10},
	[QUEUE_KIND] = {.key = "kind", .label = N_("Kind"), .width = 12},
	[QUEUE_OFFICER] = {.key = "officer", .label = N_("Officer"), .width = 8},
	[QUEUE_WHOM] = {.key = "what", .label = N_("What"), .width = 13, .flags = F_NAME},
	[QUEUE_PEOPLE] = {.key = "people", .label = N_("People"), .width = 5, .number = true},
	[QUEUE_ANSWER] = {.key = "answer", .label = N_("Answer"), .width = 4},
	[QUEUE_REASON] = {.key = "reason", .label = N_("Reason"), .width = -1,
	                  .flags = F_SENSITIVE},
	[QUEUE_ID] = {.key = "id", .label = N_("No."), .width = 6, .number = true, .extra = PRINTED},
	[QUEUE_REGISTER] = {.key = "register", .label = N_("Register"), .width = 12, .extra = PRINTED},
	[QUEUE_YOURS] = {.key = "yours", .label = N_("Yours to answer"), .width = 4, .extra = PRINTED},
	[QUEUE_UNIT] = {.key = "unit", .label = N_("Unit"), .width = 20, .extra = PRINTED},
	[QUEUE_DOCUMENT] = {.key = "document", .label = N_("Document number"), .width = 20,
	                    .extra = PRINTED},
	[QUEUE_ARTICLE] = {.key = "article", .label = N_("Legal basis"), .width = 20,
	                   .extra = PRINTED},
};

static enum rc queue_ids(struct list_run *r, struct ids *out, struct err *err) {
	return approval_waiting(r->st, r->actor, out, err);
}

/* What an export or a bound is about, which stands there by its id. */
static const char *thing(const struct approval *a) {
	if (a->table_name == NULL)
		return "";
	for (size_t i = 0; i < BOUND_COUNT && strcmp(a->kind, "bound") == 0; i++)
		if (strcmp(bound_table[i].id, a->table_name) == 0)
			return tr(bound_table[i].label);
	return strcmp(a->table_name, "roster") == 0 ? tr(N_("Roster"))
	                                            : disclosure_label(a->table_name);
}

/* Whom it is about by name, where that one may be seen; a sealed person has none here. */
static void put_row(struct list_run *r, size_t row, const struct approval *a, const char *whom) {
	const struct field_env *env = station_env(r->st);
	char when[20];

	clock_format_ms(a->rec.recorded_at, when);
	if (!r->json)
		when[strcspn(when, " ")] = '\0';
	list_put(r, row, QUEUE_ASKED, when);
	list_put(r, row, QUEUE_KIND, r->json ? a->kind : approval_label(a->kind));
	list_put(r, row, QUEUE_OFFICER, env->ref_name(env->ctx, "officer", a->rec.recorded_by));
	if (a->resident.id == 0)
		whom = r->json ? a->table_name : thing(a);
	list_put(r, row, QUEUE_WHOM, whom ? whom : tr(N_("sealed")));
	if (strcmp(a->kind, "export") == 0 && a->record != INT_NONE)
		list_putf(r, row, QUEUE_PEOPLE, "%lld", a->record);
	else
		list_put(r, row, QUEUE_PEOPLE, a->resident.id ? "1" : "");
	list_put(r, row, QUEUE_ANSWER, !a->answer ? "" : tr(strcmp(a->answer, "yes") == 0 ? N_("yes") : N_("no")));
	if (!a->answer && a->rec.recorded_by != r->actor->officer &&
	    (approval_takes_two(a) || access_answer(r->actor->role, ACT_QUEUE) != ACCESS_NO))
		list_put(r, row, QUEUE_YOURS, tr(N_("yes")));
	list_put(r, row, QUEUE_REASON, a->reason);
	list_putf(r, row, QUEUE_ID, "%lld", a->rec.id);
	list_put(r, row, QUEUE_REGISTER, r->json ? a->table_name : thing(a));
	list_put(r, row, QUEUE_UNIT, a->unit);
	list_put(r, row, QUEUE_DOCUMENT, a->document);
	list_put(r, row, QUEUE_ARTICLE, a->article);
}

static enum rc queue_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct approval *all = mem_zalloc(n + 1, sizeof *all);
	char **whom = mem_zalloc(n + 1, sizeof *whom);
	enum rc rc = approvals_get(r->st, r->actor, ids, n, all, whom, err);

	for (size_t i = 0; i < n; i++) {
		if (all[i].rec.id != 0)
			put_row(r, i, &all[i], whom[i]);
		entity_clear(&approval_def, &all[i]);
		free(whom[i]);
	}
	free(whom);
	free(all);
	return rc;
}

const struct list_def queue_list = {
	.id = "queue", .label = N_("Requests and emergencies"),
	LIST_SHOWS(columns),
	.empty = N_("Nothing waits for an answer."),
	.ids = queue_ids, .rows = queue_rows,
};
