/* SPDX-License-Identifier: MIT */
#include "exchange/package/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/file.h"
#include "core/tr.h"
#include "core/vec.h"
#include "exchange/csv/csv_read.h"
#include "exchange/out/export.h"
#include "exchange/out/table_out.h"
#include "exchange/sheet/xlsx_read.h"
#include "model/entry/carry.h"
#include "model/settings.h"
#include "model/access/access.h"
#include "model/access/disclosure.h"
#include "model/station/attachment.h"
#include "model/station/approval.h"

enum { FILES_MAX = 256, WHOLE_LIST_MAX = 16 << 20, INI_MAX = 1 << 20 };
#define RECORDS "records/"
#define ATTACHED "files/"
#define SETTINGS "station.ini"
/* Before the name of the first column: by it no GB18030 is taken for UTF-8, however little of the
 * rest is Chinese. */
#define HEAD "记录:"

static enum rc sha256_of(const char *path, char hex[2 * HASH_LEN + 1], struct err *err) {
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	enum rc rc = fd >= 0 && hash_sha256_fd(fd, hex) ? RC_OK : file_error(err, path, errno);

	if (fd >= 0)
		close(fd);
	return rc;
}

/* ---- out ---- */

struct whole_file {
	char *path, *name;     /* heap; name: within the folder */
	struct table_out *out; /* written, not yet in its place */
};

struct whole {
	const struct whole_make *o;
	struct whole_file v[FILES_MAX];
	size_t n, tables; /* tables: of records, so far */
	long rows;
	struct ids who;
	struct hash all; /* of the files' hashes, in their order */
	struct str list, text; /* lines of files that are in their place; of the cell under way */
	const char *table, *label; /* of records, and what a person calls them */
	bool begun;
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

/* A cell that comes back as it is, also through another program. */
static void put_cell(struct whole *w, struct table_out *out, const char *text) {
	str_reset(&w->text);
	if (w->o->books)
		csv_guard(&w->text, text);
	/* a day stays the text it is */
	table_out_cell(out, table_out_kind(false, text) == CELL_CODE ? CELL_CODE : CELL_TEXT,
	               w->o->books ? str_text(&w->text) : text);
}

static void put_cells(struct whole *w, const char *head, const char *const *cells, size_t n) {
	struct table_out *out = w->v[w->n - 1].out;

	for (size_t i = 0; i < n; i++)
		put_cell(w, out, i == 0 && head ? head : cells[i]);
	table_out_end_row(out);
}

static enum rc put_record(void *ctx, const char *const *names, const char *const *cells, size_t n,
                          struct err *err) {
	struct whole *w = ctx;
	struct whole_file *f = &w->v[w->n];

	if (!w->begun) {
		enum rc rc;

		w->begun = true;
		w->n++;
		f->name = mem_printf(RECORDS "%02zu-%s.%s", ++w->tables, w->table, w->o->books ? "xlsx" : "csv");
		f->path = mem_printf("%s/%s", w->o->folder, f->name);
		rc = file_make_parents(f->path, err);
		if (rc == RC_OK)
			rc = table_out_new(&f->out, &(struct table_to){f->path, w->o->encoding, CSV_KEEP, tr(w->label)},
			                   err);
		if (rc != RC_OK)
			return rc;
		char *head = mem_printf(HEAD "%s", names[0]);
		put_cells(w, head, names, n);
		free(head);
	}
	put_cells(w, NULL, cells, n);
	return RC_OK;
}

static enum rc add_records(struct whole *w, struct station *st, const struct actor *a, struct err *err) {
	char hash[2 * HASH_LEN + 1];
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && (w->table = carry_table(i, &w->label)) != NULL; i++) {
		w->begun = false;
		rc = carry_out(st, a, i, put_record, w, &w->who, err);
		if (rc == RC_OK && w->begun)
			rc = table_out_hash(w->v[w->n - 1].out, hash, err);
		if (rc == RC_OK && w->begun)
			hash_add_text(&w->all, hash);
	}
	ids_sort(&w->who);
	return rc;
}

static enum rc put_file(struct whole *w, const char *name, const struct str *bytes, struct err *err) {
	char *path = mem_printf("%s/%s", w->o->folder, name), hex[2 * HASH_LEN + 1];
	enum rc rc = file_make_parents(path, err);

	if (rc == RC_OK)
		rc = file_write_new(path, str_text(bytes), bytes->n, err);
	if (rc == RC_OK)
		rc = sha256_of(path, hex, err);
	if (rc == RC_OK)
		str_addf(&w->list, "%s  %s\n", hex, name);
	free(path);
	return rc;
}

static enum rc put_attached(void *ctx, const char *hash, struct str *bytes, struct err *err) {
	char *name = mem_printf(ATTACHED "%s", hash);
	enum rc rc = put_file(ctx, name, bytes, err);

	free(name);
	return rc;
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
	if (rc == RC_OK)
		rc = add_records(w, st, a, err);
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

/* The files in their place, what is a file already, and after them their list. */
static enum rc place_files(struct whole *w, struct station *st, const struct actor *a, enum rc rc,
                           struct err *err) {
	char *path = mem_printf("%s/%s", w->o->folder, WHOLE_LIST), hex[2 * HASH_LEN + 1];
	struct str list = {0}, ini = {0};

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
		rc = carry_files(st, a, NULL, put_attached, w, err);
	if (rc == RC_OK)
		rc = settings_carry(st, a, &ini, err);
	if (rc == RC_OK)
		rc = put_file(w, SETTINGS, &ini, err);
	str_add(&list, str_text(&w->list));
	if (rc == RC_OK)
		rc = file_write_new(path, str_text(&list), list.n, err);
	str_clear(&list);
	str_clear(&ini);
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
	if (rc == RC_OK)
		rc = station_may(st, a, ACT_OFFICERS, err);
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

	w->o = o;
	if (rc == RC_OK)
		rc = add_files(w, st, a, o, err);
	if (rc == RC_OK)
		rc = put_on_record(w, st, a, o, err);
	rc = place_files(w, st, a, rc, err);
	*files = (long)w->n;
	*rows = w->rows;
	ids_clear(&w->who);
	str_clear(&w->list);
	str_clear(&w->text);
	free(w);
	return rc;
}

/* ---- in ---- */

enum kind { NONE, REGISTER, TABLE, ATTACHMENT, INI };

/* What a name of the list is: 07-visit.csv, records/03-place.csv, files/HASH, station.ini. *table:
 * which one. NONE: no name of ours, wherever it leads. */
static enum kind kind_of(const char *name, size_t *table) {
	static const char hex[] = "0123456789abcdef";
	const bool record = strncmp(name, RECORDS, strlen(RECORDS)) == 0;
	const char *file = record ? name + strlen(RECORDS) : name, *label, *one;
	const char *dash = strchr(file, '-'), *dot = strrchr(file, '.');
	char *id;
	bool found = false;

	if (strcmp(name, SETTINGS) == 0)
		return INI;
	if (strncmp(name, ATTACHED, strlen(ATTACHED)) == 0)
		return strspn(name + strlen(ATTACHED), hex) == 2 * HASH_LEN &&
		       strlen(name) == strlen(ATTACHED) + 2 * HASH_LEN ? ATTACHMENT : NONE;
	if (!dash || !dot || dot < dash || strchr(file, '/') || file + strspn(file, "0123456789") != dash)
		return NONE;
	id = mem_strndup(dash + 1, (size_t)(dot - dash - 1));
	for (*table = 0; record && (one = carry_table(*table, &label)) != NULL; ++*table)
		if ((found = strcmp(one, id) == 0))
			break;
	found = found || (!record && register_find(id));
	free(id);
	return !found ? NONE : record ? TABLE : REGISTER;
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
	size_t table;
	enum rc rc;

	if (!name || kind_of(name, &table) == NONE)
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

/* The first sheet, where it is a workbook. */
static enum rc open_rows(struct text_source **src, const char *path, struct err *err) {
	enum rc rc = text_source_open_book(src, path, TEXT_SOURCE_AUTO, err);
	const struct str *bytes = rc == RC_OK ? text_source_book(*src) : NULL;
	struct xlsx_rows rows = {{0}, 0, 0};
	struct xlsx *book = NULL;

	if (!bytes)
		return rc;
	rc = xlsx_open(&book, text_source_name(*src), bytes->s, bytes->n, err);
	if (rc == RC_NOT_FOUND)
		rc = text_source_no_book(*src, err);
	if (rc == RC_OK)
		rc = xlsx_read(book, 0, &rows, err);
	if (rc == RC_OK)
		rc = text_source_give_rows(*src, xlsx_sheet(book, 0, NULL), &rows.csv, err);
	str_clear(&rows.csv);
	xlsx_close(book);
	return rc;
}

/* What put_cell was given; heap. */
static char *bare(const char *cell) {
	char *text = mem_strdup(csv_unguard(cell));
	size_t n = strlen(text);

	if (n && text[n - 1] == '\t')
		text[n - 1] = '\0';
	return text;
}

static enum rc take_record(struct carry *c, size_t table, const struct csv_record *rec, bool head,
                           struct err *err) {
	char *cells[CARRY_COLUMNS];
	size_t n = rec->count;
	enum rc rc;

	while (n && !*csv_cell(rec, n - 1))
		n--;
	if (n > CARRY_COLUMNS)
		return err_set(err, RC_INVALID, "whole.wide", N_("It has more cells than columns."), NULL);
	for (size_t i = 0; i < n; i++) {
		const char *cell = csv_cell(rec, i);

		cells[i] = bare(head && strncmp(cell, HEAD, strlen(HEAD)) == 0 ? cell + strlen(HEAD) : cell);
	}
	rc = head ? carry_head(c, table, (const char *const *)cells, n, err)
	     : carry_row(c, (const char *const *)cells, n, err);
	for (size_t i = 0; i < n; i++)
		free(cells[i]);
	return rc;
}

static enum rc take_table(struct carry *c, size_t table, const char *path, long *rows, struct err *err) {
	const struct csv_record *rec = NULL;
	struct text_source *src = NULL;
	struct csv_reader *reader = NULL;
	struct err why;
	enum rc rc = open_rows(&src, path, err);

	if (rc == RC_OK)
		rc = csv_reader_new(&reader, src, ',', err);
	*rows = -1;
	while (rc == RC_OK && (rc = csv_reader_next(reader, &rec, err)) == RC_OK && rec) {
		if (!rec->count)
			continue;
		why = (struct err){.rc = RC_OK};
		rc = take_record(c, table, rec, ++*rows == 0, &why);
		if (rc != RC_OK)
			err_set(err, rc, "whole.row", N_("{file}, line {line}: {why} Nothing was taken in."), "file",
			        text_source_name(src), "line", NUM(rec->line), "why", why.text, NULL);
	}
	csv_reader_free(reader);
	text_source_close(src);
	return rc;
}

static enum rc give_attached(void *ctx, const char *hash, struct str *bytes, struct err *err) {
	const struct whole_take *o = ctx;
	char *path = mem_printf("%s/" ATTACHED "%s", o->folder, hash);
	enum rc rc = file_read_plain(path, ATTACHMENT_MAX, bytes, err);

	free(path);
	return rc;
}

/* Wrong ones are known before a record is saved. */
static enum rc read_settings(const char *path, struct str *out, struct err *err) {
	struct settings tried = {0};
	enum rc rc = file_read_plain(path, INI_MAX, out, err);

	if (rc == RC_OK)
		rc = settings_load(path, &tried, err);
	settings_clear(&tried);
	return rc;
}

/* The lines of a list that was looked at: all tables of records in one action, then the settings. */
static enum rc take_all(struct station *st, const struct actor *a, const struct whole_take *o,
                        char *list, const char *hash, struct err *err) {
	struct carry *c;
	struct {
		const char *label;
		long rows;
	} took[FILES_MAX];
	size_t n = 0, table;
	char *line, *detail = NULL;
	struct str ini = {0};
	struct err why = {.rc = RC_OK};
	long rows = 0;
	enum rc rc = carry_begin(&c, st, a, err);

	if (rc != RC_OK)
		return rc;
	while (rc == RC_OK && (line = strsep(&list, "\n")) != NULL) {
		const char *name = name_in(line);
		char *path = name ? mem_printf("%s/%s", o->folder, name) : NULL;
		enum kind kind = name ? kind_of(name, &table) : NONE;

		if (kind == INI)
			rc = read_settings(path, &ini, err);
		if (kind == TABLE && n == FILES_MAX)
			rc = err_set(err, RC_INVALID, "whole.many", N_("It names too many files: nothing is taken in."), NULL);
		if (rc != RC_OK)
			kind = NONE;
		if (kind == TABLE) {
			(void)carry_table(table, &took[n].label);
			rc = take_table(c, table, path, &took[n].rows, err);
			rows += took[n++].rows;
		}
		free(path);
	}
	if (rc == RC_OK && n == 0)
		rc = err_set(err, RC_INVALID, "whole.none", N_("There are no records in it: nothing is taken in."),
		             NULL);
	if (rc == RC_OK)
		rc = carry_files(st, a, c, give_attached, (void *)(uintptr_t)o, err);
	detail = mem_printf("all files=%zu rows=%ld list=%s", n, rows, hash);
	rc = carry_end(c, rc, detail, err);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		o->each(o->ctx, tr(took[i].label), took[i].rows);
	if (rc == RC_OK && ini.n && (rc = settings_take(st, a, str_text(&ini), &why)) != RC_OK)
		err_set(err, rc, "whole.settings", N_("The records are here, the settings are not: {why}"), "why", why.text,
		        NULL);
	str_clear(&ini);
	free(detail);
	return rc;
}

enum rc whole_read(struct station *st, const struct actor *a, const struct whole_take *o,
                   struct err *err) {
	char *path = mem_printf("%s/%s", o->folder, WHOLE_LIST), *copy, *at, *line;
	char hash[2 * HASH_LEN + 1];
	struct str list = {0};
	enum rc rc = station_may(st, a, ACT_IMPORT_HELD, err);

	if (rc == RC_OK)
		rc = file_read(path, WHOLE_LIST_MAX, &list, err);
	if (rc == RC_OK && (!list.n || list.s[list.n - 1] != '\n' || memchr(list.s, '\0', list.n)))
		rc = err_set(err, RC_CORRUPT, "whole.cut",
		             N_("{file} is empty, cut short or damaged: nothing is taken in."),
		             "file", path, NULL);
	if (rc == RC_OK)
		rc = sha256_of(path, hash, err);
	at = copy = mem_strdup(str_text(&list));
	while (rc == RC_OK && (line = strtok_r(NULL, "\n", &at)) != NULL) /* all, before one is taken */
		rc = check_line(o, line, err);
	free(copy);
	if (rc == RC_OK)
		rc = take_all(st, a, o, list.s, hash, err);
	str_clear(&list);
	free(path);
	return rc;
}
