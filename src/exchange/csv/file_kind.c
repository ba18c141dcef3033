/* SPDX-License-Identifier: MIT */
#include "exchange/csv/file_kind.h"

#include <stdbool.h>
#include <string.h>

#include "core/mem.h"
#include "core/tr.h"

#define WORKBOOK N_("a spreadsheet's own file")
#define OLD "\xd0\xcf\x11\xe0"
#define WEB_PAGE N_("a web page")
#define DOCUMENT N_("a word processor's document")

/* Where more than one begins alike, a word that stands further on tells them apart; in order. */
static const struct {
	const char *begins;
	unsigned char n; /* bytes compared; letters in either case */
	const char *holds;
	const char *what;
} kinds[] = {
	{"PK\x03\x04", 4, "word/", DOCUMENT},
	{"PK\x03\x04", 4, "opendocument.text", DOCUMENT},
	{"PK\x03\x04", 4, "xl/workbook.bin", N_("a workbook of another kind (.xlsb)")},
	{"PK\x03\x04", 4, "xl/", WORKBOOK},
	{"PK\x03\x04", 4, "opendocument.spreadsheet", N_("a workbook of another kind (.ods)")},
	{"PK\x03\x04", 4, "[content_types]", WORKBOOK},
	{"PK\x03\x04", 4, "mimetype", WORKBOOK},
	{"PK\x03\x04", 4, "", N_("an archive")},
	{OLD, 4, "EncryptedPackage", N_("a workbook locked with a password")},
	{OLD, 4, "", N_("a spreadsheet's or word processor's own file of the old "
	                               "kind")},
	{"\x09\x08\x10", 3, "", WORKBOOK}, {"\x09\x04\x06", 3, "", WORKBOOK},
	{"{\\rtf", 5, "", DOCUMENT},       {"%PDF", 4, "", N_("a PDF")},
	{"Rar!", 4, "", N_("an archive")}, {"7z\xbc\xaf", 4, "", N_("an archive")},
	{"\x1f\x8b", 2, "", N_("an archive")},
	{"\x89PNG", 4, "", N_("a picture")}, {"\xff\xd8\xff", 3, "", N_("a picture")},
	{"SQLite format 3", 15, "", N_("a database")},
	{"<?xml", 5, "w:document", DOCUMENT},
	{"<?xml", 5, "", N_("an XML file, as a spreadsheet may save it")},
	{"<workbook", 9, "", N_("an XML file, as a spreadsheet may save it")},
	{"<!doctype", 9, "", WEB_PAGE},    {"<html", 5, "", WEB_PAGE},
	{"<head", 5, "", WEB_PAGE},        {"<meta", 5, "", WEB_PAGE},
	{"<style", 6, "", WEB_PAGE},       {"<script", 7, "", WEB_PAGE},
	{"<body", 5, "", WEB_PAGE},        {"<div", 4, "", WEB_PAGE},
	{"<table", 6, "", WEB_PAGE},       {"<center", 7, "", WEB_PAGE},
	{"<!--", 4, "", WEB_PAGE},         {"mime-version:", 13, "", WEB_PAGE},
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool begins(const char *s, size_t n, const char *with, size_t len) {
	for (size_t i = 0; i < len; i++)
		if (i >= n || lower(s[i]) != lower(with[i]))
			return false;
	return true;
}

static bool holds(const char *s, size_t n, const char *word) {
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= n; i++)
		if (begins(s + i, n - i, word, len))
			return true;
	return false;
}

/* What the bytes are but for the NULs of UTF-16, a byte-order mark and blanks in front. */
static void bare(struct str *out, const char *head, size_t n) {
	for (size_t i = 0; i < n; i++)
		if (head[i] && !(!out->n && strchr("\xef\xbb\xbf\xfe\xff \t\r\n", head[i]) &&
		                 !begins(head + i, n - i, "\xff\xd8\xff", 3)))
			str_addc(out, head[i]);
}

enum rc file_kind_check(const char *file, const char *head, size_t n, struct err *err) {
	struct str text = {0};
	enum rc rc = RC_OK;

	bare(&text, head, n);
	for (size_t i = 0; rc == RC_OK && i < sizeof kinds / sizeof *kinds; i++) {
		bool raw = begins(head, n, kinds[i].begins, kinds[i].n);
		/* names in an old file are UTF-16 */
		bool plain = raw && strcmp(kinds[i].begins, OLD) != 0;
		bool marked = kinds[i].begins[0] == '<' || kinds[i].begins[0] == 'm';
		if (!raw && !(marked && begins(str_text(&text), text.n, kinds[i].begins,
		                               kinds[i].n)))
			continue;
		if (!holds(plain ? head : str_text(&text), plain ? n : text.n, kinds[i].holds))
			continue;
		rc = err_set(err, RC_INVALID, "file.workbook",
		             N_("{file} is {what}, no text table. Open it in the spreadsheet (of a "
		                "document or page: copy its table there), save it as CSV or "
		                ".xlsx, and take that."), "file", file, "what",
		             tr(kinds[i].what), NULL);
	}
	str_clear(&text);
	return rc;
}
