/* The imports, and which were taken back. SPDX-License-Identifier: MIT */
#include "core/clock.h"
#include "model/entry/import_undo.h"
#include "model/event/event.h"
#include "model/lists.h"

enum { IN_ID, IN_DAY, IN_OFFICER, IN_FILE, IN_REGISTER, IN_NEW, IN_CHANGED, IN_SAME, IN_REFUSED,
       IN_UNDONE, IN_COLUMNS };
static const struct list_column columns[IN_COLUMNS] = {
	[IN_ID] = {.key = "id", .label = N_("No."), .width = 4, .number = true},
	[IN_DAY] = {.key = "day", .label = N_("Taken in"), .width = 10, .day = true},
	[IN_OFFICER] = {.key = "officer", .label = N_("Officer"), .width = 6, .flags = F_WORKER},
	[IN_FILE] = {.key = "file", .label = N_("File name"), .width = -1},
	[IN_REGISTER] = {.key = "register", .label = N_("Register"), .width = 8, .narrow = 6},
	[IN_NEW] = {.key = "new", .label = N_("New"), .width = 5, .number = true},
	[IN_CHANGED] = {.key = "changed", .label = N_("Changed"), .width = 6, .number = true},
	[IN_SAME] = {.key = "same", .label = N_("Same"), .width = 5, .number = true,
	             .extra = PRINTED},
	[IN_REFUSED] = {.key = "refused", .label = N_("Refused"), .width = 5, .number = true,
	                .extra = PRINTED},
	[IN_UNDONE] = {.key = "undone", .label = N_("Taken back"), .width = 10},
};

static enum rc ids(struct list_run *r, struct ids *out, struct err *err) {
	return import_log_ids(r->st, r->actor, out, err);
}

/* As a screen shows it: the day alone has room. */
static void put_time(struct list_run *r, size_t row, size_t column, long long ms) {
	char when[20];

	list_putf(r, row, column, "%.*s", r->brief ? 10 : 19, clock_format_ms(ms, when));
}

static const char *register_label(const char *id) {
	static const char *const others[][2] = {{"roster", N_("Roster")}, {"state", N_("Log of states")},
	                                        {"duty", N_("Duties in the five packages")},
	                                        {"bring", N_("Another copy")}};
	const struct event_def *def = event_find_def(id);

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(others[i][0], id) == 0)
			return tr(others[i][1]);
	return def ? tr(def->label) : id;
}

static void put_log(struct list_run *r, size_t row, const struct import_log *log) {
	const struct field_env *env = station_env(r->st);
	const long long counts[] = {log->taken_new, log->taken_changed, log->same, log->refused};

	list_putf(r, row, IN_ID, "%lld", log->rec.id);
	put_time(r, row, IN_DAY, log->rec.recorded_at);
	list_put(r, row, IN_OFFICER, env->ref_name(env->ctx, "officer", log->rec.recorded_by));
	list_put(r, row, IN_FILE, log->file_name);
	list_put(r, row, IN_REGISTER, r->brief ? register_label(log->registry) : log->registry);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		list_putf(r, row, IN_NEW + i, "%lld", counts[i]);
	if (log->rec.voided_at)
		put_time(r, row, IN_UNDONE, log->rec.voided_at);
}

static enum rc rows(struct list_run *r, const long long *ids, size_t n, struct err *err) {
	struct import_log *logs = mem_zalloc(n + 1, sizeof *logs);
	enum rc rc = import_logs_get(r->st, r->actor, ids, n, logs, err);

	for (size_t i = 0; i < n; i++) {
		if (rc == RC_OK && logs[i].rec.id)
			put_log(r, i, &logs[i]);
		entity_clear(&import_def, &logs[i]);
	}
	free(logs);
	return rc;
}

const struct list_def imports_list = {
	.id = "imports", .label = N_("Imports"),
	LIST_SHOWS(columns),
	.empty = N_("Nothing was taken in yet."),
	.ids = ids, .rows = rows,
};
