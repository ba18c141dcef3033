/* SPDX-License-Identifier: MIT */
#include "exchange/package/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/file.h"
#include "core/tr.h"
#include "exchange/out/export.h"
#include "exchange/out/table_out.h"
#include "exchange/package/package_priv.h"
#include "model/access/access.h"
#include "model/access/disclosure.h"
#include "model/person/resident.h"
#include "model/station/approval.h"

enum { FILES_MAX = 96, WHOLE_LIST_MAX = 65536 };

/* ---- out ---- */

struct whole_file {
	char *path, *name;     /* heap; name: within the folder */
	struct table_out *out; /* written, not yet in its place */
};

struct whole {
	struct whole_file v[FILES_MAX];
	size_t n;
	long rows;
	struct ids who;
	struct hash all; /* of the files' hashes, in their order */
};

static enum rc add_file(struct whole *w, struct station *st, const struct actor *a,
                        const struct whole_make *o, const struct register_def *reg,
                        struct ids *ids, struct err *err) {
	struct whole_file *f = &w->v[w->n++];
	struct export_options e = {.encoding = o->encoding, .existing = CSV_KEEP, .identified = true,
	                           .whole = true, .progress = o->progress, .ctx = o->ctx};
	struct export_rows done;
	enum rc rc;

	f->name = mem_printf("%02zu-%s.%s", w->n, reg->id, o->books ? "xlsx" : "csv");
	e.path = f->path = mem_printf("%s/%s", o->folder, f->name);
	rc = export_put(st, a, &e, reg, ids, &f->out, &done, err);
	for (size_t i = 0; rc == RC_OK && i < done.who.n; i++)
		ids_add(&w->who, done.who.v[i]);
	ids_distinct(&w->who);
	hash_add_text(&w->all, done.hash);
	w->rows += (long)done.rows;
	ids_clear(&done.who);
	free(done.fields);
	return rc;
}

/* Is there a register before which this one's rows would name what is not there yet: a meeting, a
 * round, whose line they are? */
static bool waits(const struct register_def *reg, const bool *done) {
	const struct entity_def *def = reg->parts[1].entity;

	for (size_t i = 0; i < FILES_MAX && register_at(i); i++) {
		const char *name = register_at(i)->parts[1].entity->name;

		for (size_t k = 0; !done[i] && register_at(i) != reg && k < def->count; k++)
			if (def->fields[k].type == FT_REF && strcmp(def->fields[k].ref, name) == 0)
				return true;
	}
	return false;
}

/* The next one to be taken in, of those that are not done; NULL: none. */
static const struct register_def *next_of(bool *done) {
	for (int any = 0; any < 2; any++) /* of two that name each other the first goes */
		for (size_t i = 0; i < FILES_MAX && register_at(i); i++)
			if (!done[i] && (any || !waits(register_at(i), done))) {
				done[i] = true;
				return register_at(i);
			}
	return NULL;
}

/* Every register that has rows, read at one moment. */
static enum rc add_files(struct whole *w, struct station *st, const struct actor *a,
                         const struct whole_make *o, struct err *err) {
	const struct register_def *reg;
	bool done[FILES_MAX] = {false};
	enum rc rc = RC_OK;

	hash_begin(&w->all);
	station_read_begin(st);
	station_names_hold(st, true);
	while (rc == RC_OK && (reg = next_of(done)) != NULL) {
		struct ids ids = {0};

		rc = export_list(st, a, reg, &ids, err);
		if (rc == RC_OK && ids.n)
			rc = add_file(w, st, a, o, reg, &ids, err);
		ids_clear(&ids);
	}
	station_names_hold(st, false);
	station_read_end(st);
	return rc;
}

static enum rc put_on_record(struct whole *w, struct station *st, const struct actor *a,
                             const struct whole_make *o, struct err *err) {
	unsigned char sum[HASH_LEN];
	char hex[2 * HASH_LEN + 1], detail[200];

	hash_end(&w->all, sum);
	hash_hex(sum, sizeof sum, hex);
	snprintf(detail, sizeof detail, "all files=%zu rows=%ld identified files=%s", w->n, w->rows, hex);
	return disclosure_put(st, a, &(struct disclosure){.kind = OUT_EXPORT, .action = "export",
	                      .leave = true, .detail = detail, .people = &w->who, .fields = "*",
	                      .recipient = o->recipient, .purpose = o->reason,
	                      .access = ACT_EXPORT_IDENTIFIED}, NULL, err);
}

static enum rc sha256_of(const char *path, char hex[2 * HASH_LEN + 1], struct err *err) {
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	enum rc rc = fd >= 0 && hash_sha256_fd(fd, hex) ? RC_OK : file_error(err, path, errno);

	if (fd >= 0)
		close(fd);
	return rc;
}

/* The files in their place, and after them their list. */
static enum rc place_files(struct whole *w, const struct whole_make *o, enum rc rc,
                           struct err *err) {
	char *path = mem_printf("%s/%s", o->folder, WHOLE_LIST), hex[2 * HASH_LEN + 1];
	struct str list = {0};

	for (size_t i = 0; i < w->n; i++) {
		rc = table_out_close(w->v[i].out, rc, NULL, err);
		if (rc == RC_OK)
			rc = sha256_of(w->v[i].path, hex, err);
		if (rc == RC_OK)
			str_addf(&list, "%s  %s\n", hex, w->v[i].name);
		free(w->v[i].path);
		free(w->v[i].name);
	}
	if (rc == RC_OK)
		rc = file_write_new(path, str_text(&list), list.n, err);
	str_clear(&list);
	free(path);
	return rc;
}

/* The head's leave for everybody's names, and a folder to put them in. */
static enum rc may_make(struct station *st, const struct actor *a, const struct whole_make *o,
                        struct err *err) {
	char *inside = mem_printf("%s/%s", o->folder, WHOLE_LIST);
	enum rc rc = station_may_write(st, err);

	if (rc == RC_OK && (!o->reason || !*o->reason))
		rc = err_set(err, RC_DENIED, "access.reason",
		             N_("This needs a reason, which is logged."), NULL);
	if (rc == RC_OK && station_is_strict_for(st, a))
		rc = err_set(err, RC_DENIED, "whole.own",
		             N_("Not every case is open to you: the head of the station writes "
		                "the whole station."), NULL);
	if (rc == RC_OK)
		rc = station_may(st, a, ACT_EXPORT_IDENTIFIED, err);
	if (rc == RC_OK)
		rc = approval_need_many(st, a, "all", ACCESS_FEW + 1, o->reason, err);
	if (rc == RC_OK)
		rc = file_make_parents(inside, err);
	if (rc == RC_OK && access(inside, F_OK) == 0)
		rc = file_error(err, inside, EEXIST);
	free(inside);
	return rc;
}

enum rc whole_write(struct station *st, const struct actor *a, const struct whole_make *o,
                    long *files, long *rows, struct err *err) {
	struct whole *w = mem_zalloc(1, sizeof *w);
	enum rc rc = may_make(st, a, o, err);

	if (rc == RC_OK)
		rc = add_files(w, st, a, o, err);
	if (rc == RC_OK)
		rc = put_on_record(w, st, a, o, err);
	rc = place_files(w, o, rc, err);
	*files = (long)w->n;
	*rows = w->rows;
	ids_clear(&w->who);
	free(w);
	return rc;
}

/* ---- in ---- */

/* The register of 07-visit.csv; NULL: none of ours, and no name of a file beside the list. */
static const struct register_def *register_of(const char *name) {
	const char *dash = strchr(name, '-'), *dot = strrchr(name, '.');
	char *id = dash && dot && dot > dash && !strchr(name, '/')
	           ? mem_strndup(dash + 1, (size_t)(dot - dash - 1)) : NULL;
	const struct register_def *reg = id ? register_find(id) : NULL;

	free(id);
	return reg;
}

/* A line of the list: its hash and name, cut out of it. */
static char *name_in(char *line) {
	char *name = strlen(line) > 2 * HASH_LEN + 2 ? line + 2 * HASH_LEN + 2 : NULL;

	if (name)
		line[2 * HASH_LEN] = '\0';
	return name;
}

static enum rc check_line(const struct whole_take *o, char *line, struct err *err) {
	char *name = name_in(line), hex[2 * HASH_LEN + 1], *path;
	enum rc rc;

	if (!name || !register_of(name))
		return err_set(err, RC_INVALID, "whole.list",
		               N_("The list of files holds a line that is none of ours: {line}"), "line",
		               name ? name : line, NULL);
	path = mem_printf("%s/%s", o->folder, name);
	rc = sha256_of(path, hex, err);
	if (rc == RC_OK && strcmp(hex, line) != 0)
		rc = err_set(err, RC_CORRUPT, "whole.changed",
		             N_("{file} is not as it was written. To take in a file that was "
		                "worked on, name it alone."), "file", name, NULL);
	free(path);
	return rc;
}

static enum rc take_line(struct station *st, const struct actor *a, const struct whole_take *o,
                         char *line, struct err *err) {
	const char *name = name_in(line);
	const struct register_def *reg = register_of(name);
	char *path = mem_printf("%s/%s", o->folder, name);
	struct first_fault fault = {""};
	struct plan *plan = NULL;
	enum rc rc = plan_make(&plan, st, a, &(struct plan_options){
		.path = path, .reg = reg->id, .whole = true, .at_once = true,
		.each = first_fault_note, .ctx = &fault}, err);

	if (rc == RC_OK)
		o->each(o->ctx, tr(reg->label), plan_counts(plan)->records, plan_counts(plan),
		        fault.text[0] ? fault.text : NULL);
	plan_free(plan);
	free(path);
	return rc;
}

enum rc whole_read(struct station *st, const struct actor *a, const struct whole_take *o,
                   struct err *err) {
	char *path = mem_printf("%s/%s", o->folder, WHOLE_LIST);
	struct str list = {0};
	enum rc rc = station_may(st, a, ACT_IMPORT, err);

	if (rc == RC_OK)
		rc = file_read(path, WHOLE_LIST_MAX, &list, err);
	if (rc == RC_OK && (!list.n || list.s[list.n - 1] != '\n' || memchr(list.s, '\0', list.n)))
		rc = err_set(err, RC_CORRUPT, "whole.cut",
		             N_("{file} is empty, cut short or damaged: nothing is taken in."),
		             "file", path, NULL);
	for (int take = 0; rc == RC_OK && take < 2; take++) { /* all are looked at before one is taken */
		char *copy = mem_strdup(str_text(&list)), *at = copy, *line;

		while (rc == RC_OK && (line = strtok_r(NULL, "\n", &at)) != NULL)
			rc = take ? take_line(st, a, o, line, err) : check_line(o, line, err);
		free(copy);
	}
	str_clear(&list);
	free(path);
	return rc;
}
