/* Whose case somebody is said to be, until the head says so. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/access/case.h"
#include "model/lists.h"

enum { CASE_SINCE, CASE_OFFICER, CASE_FILE, CASE_NAME, CASE_WHY, CASE_ID, CASE_COLUMNS };
static const struct list_column columns[CASE_COLUMNS] = {
	[CASE_SINCE] = {.key = "since", .label = N_("Said on"), .width = 16},
	[CASE_OFFICER] = {.key = "officer", .label = N_("Officer"), .width = 10, .flags = F_WORKER},
	[CASE_FILE] = {.key = "file_no", .label = N_("File number"), .width = 10},
	[CASE_NAME] = {.key = "name", .label = N_("Name"), .width = 12, .flags = F_NAME},
	[CASE_WHY] = {.key = "why", .label = N_("Because"), .width = -1},
	[CASE_ID] = {.key = "id", .label = N_("No."), .width = 6, .number = true, .extra = PRINTED},
};

static enum rc case_ids(struct list_run *r, struct ids *out, struct err *err) {
	return cases_waiting(r->st, r->actor, out, err);
}

static const char *because(const char *why) {
	if (strcmp(why, "worker") == 0)
		return tr(N_("named in an order as the worker in charge"));
	return tr(strcmp(why, "team") == 0 ? N_("in the person's help team")
	                                   : N_("entered the person"));
}

static enum rc case_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct case_claim *all = mem_zalloc(n + 1, sizeof *all);
	char when[20];
	enum rc rc = case_claims_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		if (all[i].id != 0) {
			list_put(r, i, CASE_SINCE, clock_format_ms(all[i].since, when));
			list_put(r, i, CASE_OFFICER, all[i].officer);
			list_put(r, i, CASE_FILE, all[i].file_no);
			list_put(r, i, CASE_NAME, all[i].name);
			list_put(r, i, CASE_WHY, r->json ? all[i].why : because(all[i].why));
			list_putf(r, i, CASE_ID, "%lld", all[i].id);
		}
		case_claim_clear(&all[i]);
	}
	free(all);
	return rc;
}

const struct list_def cases_list = {
	.id = "cases", .label = N_("Cases to confirm"),
	LIST_SHOWS(columns), .access = ACT_QUEUE,
	.empty = N_("No case waits to be confirmed."),
	.ids = case_ids, .rows = case_rows,
};
