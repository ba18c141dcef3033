/* A part of a workbook walked as XML, bounded before and while it is inflated.
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/tr.h"
#include "exchange/sheet/xlsx_priv.h"

enum { CHUNK = 64 * 1024, TOKEN_MOST = 16 << 20 /* what the parser holds of one piece */ };

#define TOO_LARGE N_("{file} holds more in {part} than is read from a workbook. Put the sheet " \
	             "into a workbook of its own, or save it as CSV.")
#define DAMAGED N_("{file} is damaged: its part {part} cannot be read. Open it in the " \
	           "spreadsheet, save it again, and take that.")

static enum rc refuse(const struct xml *x, const char *id, const char *tmpl, struct err *err) {
	return err_set(err, RC_INVALID, id, tmpl, "file", x->book->file, "part", x->part, NULL);
}

void xml_stop(struct xml *x, enum rc rc) {
	if (x->rc == RC_OK) {
		x->rc = rc;
		XML_StopParser(x->parser, XML_FALSE);
	}
}

void xml_damaged(struct xml *x) {
	if (x->rc == RC_OK)
		xml_stop(x, refuse(x, "sheet.damaged", DAMAGED, x->err));
}

void xml_too_large(struct xml *x) {
	if (x->rc == RC_OK)
		xml_stop(x, refuse(x, "sheet.large", TOO_LARGE, x->err));
}

static const char *local(const char *name) {
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xml_attr(const char **atts, const char *name) {
	for (; atts && *atts; atts += 2)
		if (strcmp(local(*atts), name) == 0)
			return atts[1];
	return NULL;
}

bool xml_is(const char *value) {
	return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void on_start(void *ctx, const char *name, const char **atts) {
	struct xml *x = ctx;

	if (++x->depth > DEPTH_MOST)
		xml_too_large(x);
	else if (x->rc == RC_OK)
		x->start(x, local(name), atts);
}

static void on_end(void *ctx, const char *name) {
	struct xml *x = ctx;

	x->depth--;
	if (x->rc == RC_OK && x->end)
		x->end(x, local(name));
}

static void on_text(void *ctx, const char *s, int n) {
	struct xml *x = ctx;

	if (!x->text || x->rc != RC_OK)
		return;
	if (x->text->n + (size_t)n > SHEET_BYTES_MOST)
		xml_too_large(x);
	else
		str_addn(x->text, s, (size_t)n);
}

/* A document type may hold entities that grow without end: no workbook has one. */
static void on_doctype(void *ctx, const char *name, const char *system, const char *public,
                       int internal) {
	xml_damaged(ctx);
}

static void on_declaration(void *ctx, const char *version, const char *encoding, int alone) {
	if (encoding && strncasecmp(encoding, "utf-8", 5) != 0 &&
	    strncasecmp(encoding, "utf-16", 6) != 0)
		xml_damaged(ctx);
}

static void *capped_alloc(size_t n) { return n > TOKEN_MOST ? NULL : mem_alloc(n); }
static void *capped_grow(void *p, size_t n) { return n > TOKEN_MOST ? NULL : mem_grow(p, n, 1); }

static void begin(struct xml *x, struct err *err) {
	static const XML_Memory_Handling_Suite memory = {capped_alloc, capped_grow, free};

	x->parser = XML_ParserCreate_MM(NULL, &memory, NULL); /* never NULL: mem_alloc answers */
	x->rc = RC_OK;
	x->err = err;
	x->depth = 0;
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	XML_SetXmlDeclHandler(x->parser, on_declaration);
}

static enum rc feed(struct xml *x, const char *bytes, size_t n, bool last) {
	if (XML_Parse(x->parser, bytes, (int)n, last) == XML_STATUS_ERROR && x->rc == RC_OK)
		x->rc = refuse(x, "sheet.damaged", DAMAGED, x->err);
	return x->rc;
}

enum rc xml_bytes(struct xml *x, const char *bytes, size_t n, struct err *err) {
	enum rc rc;

	begin(x, err);
	rc = feed(x, bytes, n, true);
	XML_ParserFree(x->parser);
	return rc;
}

/* What the archive says of the part, before anything of it is read. */
static enum rc look(const struct xml *x, const zip_stat_t *st, struct err *err) {
	if (st->encryption_method != ZIP_EM_NONE)
		return err_set(err, RC_INVALID, "sheet.locked",
		               N_("{file} is locked with a password. Take the password off in the "
		                  "spreadsheet, save it, and take that."), "file", x->book->file,
		               NULL);
	if (st->comp_method != ZIP_CM_STORE && st->comp_method != ZIP_CM_DEFLATE)
		return refuse(x, "sheet.damaged", DAMAGED, err);
	if (st->size > PART_MOST ||
	    (st->size > RATIO_FROM && st->size / RATIO_MOST > st->comp_size))
		return refuse(x, "sheet.large", TOO_LARGE, err);
	return RC_OK;
}

/* No more is read than the archive said: a part that goes on is none. */
static enum rc inflate_all(struct xml *x, zip_file_t *f, zip_uint64_t size) {
	char *buf = mem_alloc(CHUNK);
	zip_uint64_t total = 0;
	enum rc rc = RC_OK;

	while (rc == RC_OK) {
		zip_int64_t n = zip_fread(f, buf, CHUNK);

		total += n > 0 ? (zip_uint64_t)n : 0;
		if (n < 0 || total > size || (n == 0 && total < size))
			rc = refuse(x, "sheet.damaged", DAMAGED, x->err);
		else
			rc = feed(x, buf, (size_t)n, n == 0);
		if (n <= 0)
			break;
	}
	free(buf);
	return rc;
}

enum rc xml_part(struct xml *x, const char *part, bool *found, struct err *err) {
	zip_int64_t i = zip_name_locate(x->book->zip, part, ZIP_FL_NOCASE);
	zip_file_t *f = NULL;
	zip_stat_t st;
	enum rc rc;

	x->part = part;
	*found = i >= 0;
	if (i < 0)
		return RC_OK;
	if (zip_stat_index(x->book->zip, (zip_uint64_t)i, 0, &st) != 0)
		return refuse(x, "sheet.damaged", DAMAGED, err);
	rc = look(x, &st, err);
	if (rc != RC_OK)
		return rc;
	f = zip_fopen_index(x->book->zip, (zip_uint64_t)i, 0);
	if (!f)
		return refuse(x, "sheet.damaged", DAMAGED, err);
	begin(x, err);
	rc = inflate_all(x, f, st.size);
	XML_ParserFree(x->parser);
	zip_fclose(f);
	return rc;
}
