/* A workbook: its archive, which sheets it has, its shared strings and formats; opened and closed.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* memmem */
#include <stdlib.h>
#include <string.h>

#include "core/tr.h"
#include "core/utf8.h"
#include "core/vec.h"
#include "exchange/sheet/xlsx_priv.h"

/* A part as a relation names it: absolute, or from the folder of the workbook. */
static char *part_of(const struct xlsx *x, const char *target) {
	return *target == '/' ? mem_strdup(target + 1) : mem_printf("%s%s", x->folder, target);
}

static void clear_rels(struct xlsx *x) {
	for (size_t i = 0; i < x->rel_count; i++) {
		free(x->rels[i].id);
		free(x->rels[i].type);
		free(x->rels[i].target);
	}
	free(x->rels);
	x->rels = NULL;
	x->rel_count = 0;
}

static void on_rel(struct xml *xml, const char *name, const char **atts) {
	struct xlsx *x = xml->book;
	const char *id = xml_attr(atts, "Id"), *type = xml_attr(atts, "Type");
	const char *target = xml_attr(atts, "Target"), *mode = xml_attr(atts, "TargetMode");
	const char *slash = type ? strrchr(type, '/') : NULL;

	if (strcmp(name, "Relationship") != 0 || !id || !slash || !target ||
	    (mode && strcmp(mode, "External") == 0))
		return;
	if (x->rel_count >= ENTRIES_MOST)
		xml_too_large(xml);
	else
		VEC_PUSH(x->rels, x->rel_count,
		         (struct rel){mem_strdup(id), mem_strdup(slash + 1), mem_strdup(target)});
}

/* By id, or id NULL: the first of this type. */
static const struct rel *find_rel(const struct xlsx *x, const char *id, const char *type) {
	for (size_t i = 0; i < x->rel_count; i++)
		if (strcmp(x->rels[i].type, type) == 0 &&
		    (!id || strcmp(x->rels[i].id, id) == 0))
			return &x->rels[i];
	return NULL;
}

static enum rc not_ours(struct err *err) {
	return err_set(err, RC_NOT_FOUND, "sheet.none", N_("This is no .xlsx workbook."), NULL);
}

static void on_workbook(struct xml *xml, const char *name, const char **atts) {
	struct xlsx *x = xml->book;
	const char *called = xml_attr(atts, "name"), *state = xml_attr(atts, "state");
	const char *id = xml_attr(atts, "id");
	struct str clean = {0};

	if (strcmp(name, "workbookPr") == 0)
		x->from_1904 = xml_is(xml_attr(atts, "date1904"));
	if (strcmp(name, "sheet") != 0 || !called || !id || !find_rel(x, id, "worksheet"))
		return;
	if (x->sheet_count >= SHEETS_MOST || strlen(called) > NAME_MOST) {
		xml_too_large(xml);
		return;
	}
	utf8_clean(&clean, called);
	VEC_PUSH(x->sheets, x->sheet_count,
	         (struct sheet){str_take(&clean), mem_strdup(id),
	                        state && strcmp(state, "visible") != 0});
}

/* ---- shared strings ---- */

struct strings {
	struct str text;
	bool in_item, silent; /* within <rPh>: how it is read aloud */
};

static void on_string(struct xml *xml, const char *name, const char **atts) {
	struct strings *s = xml->ctx;

	if (strcmp(name, "si") == 0) {
		s->in_item = true;
		str_reset(&s->text);
	} else if (strcmp(name, "rPh") == 0) {
		s->silent = true;
	} else if (strcmp(name, "t") == 0 && s->in_item && !s->silent) {
		xml->text = &s->text;
	}
}

static void on_string_end(struct xml *xml, const char *name) {
	struct strings *s = xml->ctx;
	struct xlsx *x = xml->book;

	xml->text = NULL;
	if (strcmp(name, "rPh") == 0)
		s->silent = false;
	if (strcmp(name, "si") != 0)
		return;
	s->in_item = false;
	if (x->string_count >= STRINGS_MOST || x->texts.n + s->text.n > SHEET_BYTES_MOST) {
		xml_too_large(xml);
		return;
	}
	VEC_PUSH(x->strings, x->string_count, x->texts.n);
	sheet_text(&x->texts, str_text(&s->text));
	str_addc(&x->texts, '\0');
}

/* ---- formats ---- */

enum { STYLES_NONE, STYLES_FORMATS, STYLES_CELLS };

static void on_style(struct xml *xml, const char *name, const char **atts) {
	struct xlsx *x = xml->book;
	int *where = xml->ctx;
	const char *id = xml_attr(atts, "numFmtId"), *code = xml_attr(atts, "formatCode");
	long n = id ? strtol(id, NULL, 10) : 0;

	if (strcmp(name, "numFmts") == 0) {
		*where = STYLES_FORMATS;
	} else if (strcmp(name, "cellXfs") == 0) {
		*where = STYLES_CELLS;
	} else if (x->format_count >= FORMATS_MOST || x->style_count >= STYLES_MOST) {
		xml_too_large(xml);
	} else if (*where == STYLES_FORMATS && strcmp(name, "numFmt") == 0 && id && code) {
		VEC_PUSH(x->formats, x->format_count,
		         (struct own_format){n, number_format_of(code)});
	} else if (*where == STYLES_CELLS && strcmp(name, "xf") == 0) {
		struct number_format f = number_format_builtin(n);

		for (size_t i = 0; i < x->format_count; i++)
			if (x->formats[i].id == n)
				f = x->formats[i].format;
		VEC_PUSH(x->styles, x->style_count, f);
	}
}

static void on_style_end(struct xml *xml, const char *name) {
	if (strcmp(name, "numFmts") == 0 || strcmp(name, "cellXfs") == 0)
		*(int *)xml->ctx = STYLES_NONE;
}

/* ---- opening ---- */

static enum rc walk(struct xlsx *x, struct xml *xml, const char *part, bool *found,
                    struct err *err) {
	xml->book = x;
	return xml_part(xml, part, found, err);
}

/* The part the package says is the workbook; its own relations are then x->rels. */
static enum rc find_workbook(struct xlsx *x, char **part, struct err *err) {
	struct xml xml = {.start = on_rel};
	const struct rel *book;
	char *rels = NULL;
	bool found = false;
	enum rc rc;

	TRY(walk(x, &xml, "_rels/.rels", &found, err));
	book = find_rel(x, NULL, "officeDocument");
	size_t n = book ? strlen(book->target) : 0;
	if (n < 4 || strcmp(book->target + n - 4, ".xml") != 0) {
		rc = not_ours(err);
		goto out;
	}
	*part = mem_strdup(book->target + (*book->target == '/'));
	const char *slash = strrchr(*part, '/'), *base = slash ? slash + 1 : *part;
	x->folder = mem_strndup(*part, (size_t)(base - *part));
	if (strcmp(x->folder, "word/") == 0 || strcmp(x->folder, "ppt/") == 0) {
		rc = not_ours(err);
		goto out;
	}
	rels = mem_printf("%s_rels/%s.rels", x->folder, base);
	clear_rels(x);
	rc = walk(x, &xml, rels, &found, err);
out:
	free(rels);
	return rc;
}

/* Strings and formats, where it has them. */
static enum rc read_shared(struct xlsx *x, struct err *err) {
	struct strings s = {.in_item = false};
	int where = STYLES_NONE;
	struct {
		const char *type;
		struct xml xml;
	} parts[] = {
		{"sharedStrings", {.start = on_string, .end = on_string_end, .ctx = &s}},
		{"styles", {.start = on_style, .end = on_style_end, .ctx = &where}},
	};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < sizeof parts / sizeof *parts; i++) {
		const struct rel *r = find_rel(x, NULL, parts[i].type);
		char *part = r ? part_of(x, r->target) : NULL;
		bool found;

		if (part)
			rc = walk(x, &parts[i].xml, part, &found, err);
		free(part);
	}
	str_clear(&s.text);
	return rc;
}

/* How many entries the archive may have, before anything is made of them. */
static size_t entries_in(const char *bytes, size_t n) {
	static const char sign[] = "PK\x01\x02";
	size_t count = 0;

	for (const char *p = bytes, *end = bytes + n; (p = memmem(p, (size_t)(end - p), sign, 4));
	     p += 4)
		count++;
	return count;
}

static enum rc open_archive(struct xlsx *x, const void *bytes, size_t n, struct err *err) {
	zip_source_t *src;

	if (entries_in(bytes, n) > ENTRIES_MOST)
		return err_set(err, RC_INVALID, "sheet.large",
		               N_("{file} is an archive of more parts than a workbook has."),
		               "file", x->file, NULL);
	src = zip_source_buffer_create(bytes, n, 0, NULL);
	x->zip = src ? zip_open_from_source(src, ZIP_RDONLY, NULL) : NULL;
	if (x->zip)
		return RC_OK;
	zip_source_free(src);
	if (!memmem(bytes, n, "xl/", 3))
		return not_ours(err);
	return err_set(err, RC_INVALID, "sheet.damaged",
	               N_("{file} is damaged: it is cut off, or was changed on its way. Have it "
	                  "sent again."), "file", x->file, NULL);
}

enum rc xlsx_open(struct xlsx **out, const char *file, const void *bytes, size_t n,
                  struct err *err) {
	struct xlsx *x = mem_zalloc(1, sizeof *x);
	struct xml xml = {.start = on_workbook};
	char *part = NULL;
	bool found = false;
	enum rc rc;

	*out = NULL;
	x->file = mem_strdup(file);
	TRY(open_archive(x, bytes, n, err));
	TRY(find_workbook(x, &part, err));
	TRY(walk(x, &xml, part, &found, err));
	if (!found || !x->sheet_count) {
		rc = err_set(err, RC_INVALID, "sheet.empty", N_("{file} has no sheet with cells."),
		             "file", file, NULL);
		goto out;
	}
	rc = read_shared(x, err);
out:
	free(part);
	if (rc == RC_OK)
		*out = x;
	else
		xlsx_close(x);
	return rc;
}

void xlsx_close(struct xlsx *x) {
	if (!x)
		return;
	if (x->zip)
		zip_discard(x->zip);
	clear_rels(x);
	for (size_t i = 0; i < x->sheet_count; i++) {
		free(x->sheets[i].name);
		free(x->sheets[i].rel);
	}
	free(x->sheets);
	str_clear(&x->texts);
	free(x->strings);
	free(x->formats);
	free(x->styles);
	free(x->folder);
	free(x->file);
	free(x);
}

const char *xlsx_sheet(const struct xlsx *x, size_t i, bool *hidden) {
	if (i >= x->sheet_count)
		return NULL;
	if (hidden)
		*hidden = x->sheets[i].hidden;
	return x->sheets[i].name;
}

enum rc xlsx_read(struct xlsx *x, size_t sheet, struct xlsx_rows *out, struct err *err) {
	char *part = part_of(x, find_rel(x, x->sheets[sheet].rel, "worksheet")->target);
	enum rc rc;

	x->sheet = x->sheets[sheet].name;
	rc = sheet_read(x, part, NULL, 0, out, err);
	free(part);
	return rc;
}
