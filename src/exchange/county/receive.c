/* Files from the stations, verified and taken in. SPDX-License-Identifier: MIT */
#include "exchange/county/receive.h"

#include <dirent.h>
#include <errno.h>
#include <strings.h>
#include <sys/stat.h>

#include "core/file.h"
#include "exchange/package/return_rows.h"

static int by_text(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A package, or one made smaller, which is told of when it is opened. */
static bool is_one(const char *name) {
	static const char *const ends[] = {".tar", ".tgz", ".txz", ".zip", ".7z", ".rar", ".gz",
	                                   ".xz", ".zst", ".bz2"};
	const char *dot = strrchr(name, '.');
	bool is = false;

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		is |= strcasecmp(dot, ends[i]) == 0;
	return is;
}

/* With the folders in it, so many deep; no link is followed to one. */
enum { FOLDERS_DEEP = 8 };
static enum rc add_folder(const char *path, int deep, char ***out, size_t *n, struct err *err) {
	DIR *d = opendir(path);
	struct dirent *e;
	enum rc rc = d ? RC_OK : file_error(err, path, errno);

	while (rc == RC_OK && (e = readdir(d)) != NULL) {
		char *at = mem_printf("%s/%s", path, e->d_name);
		struct stat st;

		if (e->d_name[0] != '.' && lstat(at, &st) == 0 && S_ISDIR(st.st_mode)) {
			if (deep < FOLDERS_DEEP)
				rc = add_folder(at, deep + 1, out, n, err);
		} else if (e->d_name[0] != '.' && is_one(e->d_name)) {
			VEC_PUSH(*out, *n, at);
			continue;
		}
		free(at);
	}
	if (d)
		closedir(d);
	return rc;
}

enum rc county_files(const char *path, char ***out, size_t *n, struct err *err) {
	size_t before = *n;
	struct stat st;
	enum rc rc = RC_OK;

	if (stat(path, &st) != 0)
		return file_error(err, path, errno);
	if (!S_ISDIR(st.st_mode))
		VEC_PUSH(*out, *n, mem_strdup(path));
	else
		rc = add_folder(path, 1, out, n, err);
	if (*n > before)
		qsort(*out + before, *n - before, sizeof **out, by_text);
	return rc;
}

/* What a return says as the model takes it; lines and places are the caller's to free. */
static void fill(struct county_in *in, struct county_return *r, struct package *p,
                 char period[DATE_BUF], struct county_in_place **places,
                 struct county_line **lines) {
	*places = mem_zalloc(r->place_count + 1, sizeof **places);
	*lines = mem_zalloc(r->line_count + 1, sizeof **lines);
	for (size_t i = 0; i < r->place_count; i++)
		(*places)[i] = (struct county_in_place){r->places[i].key, r->places[i].name,
		                                        r->places[i].kind};
	for (size_t i = 0; i < r->line_count; i++)
		(*lines)[i] =
			(struct county_line){r->lines[i].tab, r->lines[i].id, r->lines[i].place,
		                             r->lines[i].numerator, r->lines[i].denominator};
	date_format(r->month, period);
	period[COUNTY_MONTH - 1] = '\0';
	*in = (struct county_in){.code = r->code, .period = period, .previous = r->previous,
	                         .digest = p->digest, .head = r->head, .program = r->program,
	                         .no = r->number, .since = r->full ? INT_NONE : r->since,
	                         .as_of = r->as_of, .manifest = &p->manifest,
	                         .signature = &p->signature, .places = *places,
	                         .place_count = r->place_count, .lines = *lines,
	                         .line_count = r->line_count};
	for (size_t i = 0; i < p->n; i++) {
		size_t n = strlen(p->v[i].path), s = strlen(PACKAGE_SEALED);

		if (n > s && strcmp(p->v[i].path + n - s, PACKAGE_SEALED) == 0 &&
		    in->sealed_count < 2)
			in->sealed[in->sealed_count++] =
				(struct county_in_sealed){p->v[i].path, &p->v[i].bytes};
	}
}

/* The key of the station it says it is of, before anything it says is believed. */
static enum rc check_signature(struct county_batch *b, const struct package *p, struct err *err) {
	struct sign_public key;
	enum rc rc;

	if (!p->kind || strcmp(p->kind, "return") != 0 || !return_code_is_good(p->code))
		return err_set(err, RC_INVALID, "county.kind",
		               N_("This is a package, but no return of a station."), NULL);
	rc = county_batch_key(b, p->code, &key, err);
	if (rc == RC_OK && package_check(p, &key, NULL) != RC_OK)
		rc = err_set(err, RC_DENIED, "county.signature",
			N_("Not signed with the key of {code} that is known here: ask the station, on the "
		           "telephone, for its key."),
			"code", p->code, NULL);
	return rc;
}

static enum rc take_one(struct county_batch *b, struct county_file *f) {
	struct county_return r = {.station = NULL};
	struct package p;
	struct county_in in;
	struct county_in_place *places = NULL;
	struct county_line *lines = NULL;
	char period[DATE_BUF];
	enum rc rc = package_read(&p, f->path, &f->err);

	if (rc == RC_OK) {
		bool month = p.period && county_is_month(p.period);

		/* nobody has signed it so far, and it is shown */
		snprintf(f->code, sizeof f->code, "%s", return_code_is_good(p.code) ? p.code : "");
		snprintf(f->month, sizeof f->month, "%s", month ? p.period : "");
		f->no = p.number ? strtoll(p.number, NULL, 10) : 0;
		rc = check_signature(b, &p, &f->err);
	}
	if (rc == RC_OK)
		rc = return_read(&p, &r, &f->err);
	if (rc == RC_OK) {
		fill(&in, &r, &p, period, &places, &lines);
		rc = county_batch_take(b, &in, &f->how, &f->err);
	}
	free(places);
	free(lines);
	return_clear(&r);
	package_clear(&p);
	return rc;
}

/* A file that says something wrong is told of; a disk that is full ends all. */
static bool goes_on(enum rc rc) { return rc != RC_FULL && rc != RC_BUSY && rc != RC_INTERNAL; }

static void count(struct county_receipt *r, const struct county_file *f) {
	r->files++;
	r->refused += f->err.rc != RC_OK;
	r->same += f->err.rc == RC_OK && f->how == COUNTY_SAME;
	r->taken += f->err.rc == RC_OK && f->how != COUNTY_SAME;
}

enum rc county_receive(struct station *st, const struct actor *a, char *const *paths, size_t n,
                       void (*each)(void *ctx, const struct county_file *f), void *ctx,
                       struct county_receipt *out, struct err *err) {
	struct county_batch *b = NULL;
	enum rc rc = county_batch_begin(&b, st, a, err);

	*out = (struct county_receipt){.files = 0};
	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct county_file f = {.path = paths[i]};
		enum rc one = take_one(b, &f);

		f.err.rc = one;
		count(out, &f);
		each(ctx, &f);
		if (!goes_on(one)) {
			*err = f.err;
			rc = one;
		}
	}
	rc = county_batch_end(b, rc, err);
	return rc == RC_OK ? county_gaps_read(st, a, 0, NULL, &out->gaps, err) : rc;
}
