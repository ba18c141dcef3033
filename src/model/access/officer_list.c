/* The officers, and those of them who are in now. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "core/process.h"
#include "model/access/officer.h"
#include "model/access/session.h"
#include "model/lists.h"
#include "model/station/codes.h"

enum { OFFICER_LOGIN, OFFICER_NAME, OFFICER_ROLE, OFFICER_ACTIVE, OFFICER_COLUMNS };
static const struct list_column officer_columns[OFFICER_COLUMNS] = {
	[OFFICER_LOGIN] = {.key = "login", .label = N_("Login"), .width = 10},
	[OFFICER_NAME] = {.key = "name", .label = N_("Name"), .width = 12, .flags = F_WORKER},
	[OFFICER_ROLE] = {.key = "role", .label = N_("Role"), .width = 10},
	[OFFICER_ACTIVE] = {.key = "active", .label = N_("In use"), .width = -1},
};

static enum rc officer_ids(struct list_run *r, struct ids *out, struct err *err) {
	return officer_list(r->st, r->actor, out, err);
}

static enum rc officer_rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct officer *all = mem_zalloc(n + 1, sizeof *all);
	enum rc rc = officers_get(r->st, r->actor, ids, n, all, err);

	for (size_t i = 0; i < n; i++) {
		list_put(r, i, OFFICER_LOGIN, all[i].login);
		list_put(r, i, OFFICER_NAME, all[i].name);
		list_put(r, i, OFFICER_ROLE,
		         r->json ? all[i].role.s : code_label(&codes_role, all[i].role));
		list_put(r, i, OFFICER_ACTIVE,
		         tr(code_is(all[i].active, "no") ? N_("no") : N_("yes")));
		entity_clear(&officer_def, &all[i]);
	}
	free(all);
	return rc;
}

const struct list_def officers_list = {
	.id = "officers", .label = N_("Officers"),
	LIST_SHOWS(officer_columns), .access = ACT_OFFICERS,
	.empty = N_("Nothing to list."),
	.ids = officer_ids, .rows = officer_rows,
};

/* ---- sessions ---- */

enum { SESSION_LOGIN, SESSION_NAME, SESSION_BEGAN, SESSION_PROCESS, SESSION_KEY, SESSION_COLUMNS };
static const struct list_column session_columns[SESSION_COLUMNS] = {
	[SESSION_LOGIN] = {.key = "login", .label = N_("Login"), .width = 10},
	[SESSION_NAME] = {.key = "name", .label = N_("Name"), .width = 12, .flags = F_WORKER},
	[SESSION_BEGAN] = {.key = "began", .label = N_("In since"), .width = 16},
	[SESSION_PROCESS] = {.key = "process", .label = N_("Process"), .width = 8, .number = true},
	[SESSION_KEY] = {.key = "key", .label = N_("Fingerprint of the key"), .width = -1},
};

struct sessions {
	struct session_open *v;
	size_t n;
};

static void sessions_clear(struct list_run *r) {
	struct sessions *s = r->data;

	session_list_clear(s->v, s->n);
	*s = (struct sessions){0};
}

/* An id is a place among them, from 1. Who was killed is left out: the row is closed when that
 * officer comes in again. */
static enum rc session_ids(struct list_run *r, struct ids *out, struct err *err) {
	struct sessions *s = r->data;
	char boot[PROCESS_BOOT_BUF];
	enum rc rc;

	sessions_clear(r);
	process_boot(boot);
	rc = session_list(r->st, r->actor, boot, &s->v, &s->n, err);
	for (size_t i = 0; rc == RC_OK && i < s->n; i++)
		if (process_is_ours(s->v[i].pid))
			ids_add(out, (long long)i + 1);
	return rc;
}

static enum rc session_row(struct list_run *r, size_t row, long long id, struct err *err) {
	const struct session_open *s = &((struct sessions *)r->data)->v[id - 1];
	char when[20];

	list_put(r, row, SESSION_LOGIN, s->login);
	list_put(r, row, SESSION_NAME, s->name);
	list_put(r, row, SESSION_BEGAN, clock_format_ms(s->began, when));
	list_putf(r, row, SESSION_PROCESS, "%lld", s->pid);
	list_put(r, row, SESSION_KEY, s->key);
	return RC_OK;
}

const struct list_def sessions_list = {
	.id = "sessions", .label = N_("Sessions"),
	LIST_SHOWS(session_columns), .access = ACT_OFFICERS,
	.empty = N_("Nothing to list."),
	.size = sizeof(struct sessions), .ids = session_ids, .row = session_row,
	.clear = sessions_clear,
};
