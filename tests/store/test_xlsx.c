/* Workbooks read: every kind of cell, what is refused before it is unpacked, and the same plan as from CSV (rules 10.30,
 * 10.31, 10.32). SPDX-License-Identifier: MIT */
#include <zip.h>

#include "exchange/csv/csv_read.h"
#include "exchange/import/plan.h"
#include "exchange/sheet/xlsx_read.h"
#include "exchange_util.h"

#define FIXTURE_MORE struct str told;
#include "store/station.h"

static int setup(void **state) {
	tr_set_lang(LANG_EN);
	station_setup(state);
	snprintf(tmp_folder, sizeof tmp_folder, "%s", ((struct fixture *)*state)->dir);
	return 0;
}

static int teardown(void **state) {
	struct fixture *f = *state;

	str_clear(&f->told);
	station_close(f->st);
	f->st = NULL;
	tmp_empty();
	return station_teardown(state);
}

/* ---- workbooks made part by part ---- */

struct part {
	const char *name, *text;
	size_t n; /* 0: strlen */
};

#define REL(id, type, target) "<Relationship Id='" id "' Type='http://x/" type "' Target='" target "'/>"
#define RELS(all) "<Relationships>" all "</Relationships>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define ROW(r, cells) SHEET("<row r='" r "'>" cells "</row>")

static const struct part usual[] = {
	{"_rels/.rels", RELS(REL("r0", "officeDocument", "/xl/workbook.xml"))},
	{"xl/workbook.xml", "<x:workbook xmlns:x='x' xmlns:r='r'><x:workbookPr/><x:sheets><x:sheet name='名册' r:id='r1'/></x:sheets></x:workbook>"},
	{"xl/_rels/workbook.xml.rels", RELS(REL("r1", "worksheet", "worksheets/sheet1.xml") REL("r4", "worksheet", "s2.xml")
	                                    REL("r5", "worksheet", "s3.xml") REL("r2", "sharedStrings", "sharedStrings.xml")
	                                    REL("r3", "styles", "/xl/styles.xml"))},
	{"xl/sharedStrings.xml", "<sst><si><t>薛洋</t></si><si><r><rPr><b/></rPr><t>河口</t></r><r><t>社区</t></r>"
	                         "<rPh sb='0'><t>hekou</t></rPh></si><si><t>a_x000D_\nb_x0041_&quot;</t></si></sst>"},
	{"xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy&quot;年m&quot;mm&quot;月&quot;dd'/>"
	                  "<numFmt numFmtId='171' formatCode='00000'/><numFmt numFmtId='172' formatCode='[$-804]yyyy&quot;年&quot;m&quot;月&quot;;@'/>"
	                  "<numFmt numFmtId='173' formatCode='[h]:mm'/><numFmt numFmtId='174' formatCode='[Red]&quot;d&quot;0.00;General'/></numFmts>"
	                  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
	                  "<xf numFmtId='170'/><xf numFmtId='20'/><xf numFmtId='10'/><xf numFmtId='171'/><xf numFmtId='22'/>"
	                  "<xf numFmtId='172'/><xf numFmtId='173'/><xf numFmtId='174'/><xf numFmtId='49'/></cellXfs></styleSheet>"},
};

/* A workbook of the usual parts, but for those given, into out. */
static void pack(struct str *out, const struct part *given, size_t n) {
	zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = zip_open_from_source(src, ZIP_TRUNCATE, NULL);
	zip_stat_t st;

	assert_non_null(z);
	zip_source_keep(src);
	for (size_t i = 0; i < n + sizeof usual / sizeof *usual; i++) {
		const struct part *p = i < n ? &given[i] : &usual[i - n];
		size_t len = p->n ? p->n : strlen(p->text);

		if (i >= n && zip_name_locate(z, p->name, 0) >= 0)
			continue;
		assert_true(zip_file_add(z, p->name, zip_source_buffer(z, p->text, len, 0), 0) >= 0);
	}
	assert_int_equal(zip_close(z), 0);
	assert_int_equal(zip_source_open(src), 0);
	zip_source_stat(src, &st);
	char *bytes = malloc(st.size);
	assert_int_equal(zip_source_read(src, bytes, st.size), st.size);
	str_reset(out);
	str_addn(out, bytes, st.size);
	free(bytes);
	zip_source_close(src);
	zip_source_free(src);
}

/* Its first sheet, quotation marks of the CSV taken out, a row a line, ^ for what a merge repeats, ? for a formula without a value; or the error's id. */
static const char *read_bytes(const struct str *bytes, struct err *err) {
	static char text[4096];
	struct xlsx *x = NULL;
	struct xlsx_rows rows = {.hidden_rows = 0};
	enum rc rc = xlsx_open(&x, "book.xlsx", bytes->s, bytes->n, err);
	size_t n = 0;

	if (rc == RC_OK)
		rc = xlsx_read(x, 0, &rows, err);
	for (size_t i = 0; i < rows.csv.n && n < sizeof text - 1; i++) {
		char c = rows.csv.s[i];
		if (c == '"' && i + 1 < rows.csv.n && rows.csv.s[i + 1] == '"' && rows.csv.s[i + 2] != ',' && rows.csv.s[i + 2] != '\r')
			text[n++] = rows.csv.s[i++];
		else if (c != '"')
			text[n++] = c == '\r' ? '|' : c == *SHEET_MERGED ? '^' : c == *SHEET_UNWORKED ? '?' : c;
	}
	text[n] = '\0';
	str_clear(&rows.csv);
	xlsx_close(x);
	return rc == RC_OK ? text : err->id;
}

static const char *read_sheet(const char *xml, size_t n, struct err *err) {
	struct str bytes = {0};
	const char *text;

	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", xml, n}, 1);
	text = read_bytes(&bytes, err);
	str_clear(&bytes);
	return text;
}

static void test_cells(void **state) {
	static const struct {
		const char *xml, *shows;
	} cases[] = {
		{ROW("1", "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c t='inlineStr'><is><r><t> x</t></r><r><t>y</t></r></is></c>"), "薛洋,河口社区, xy|"},
		{ROW("2", "<c r='A2' t='s'><v>2</v></c><c t='s'/><c t='b'/><c><v/></c>"), "|a\nbA\"|"},
		{ROW("1", "<c t='str'><f>A2&amp;\"\"</f><v>s</v></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='n'><v>7</v></c><c t='d'><v>2024-01-05T00:00:00</v></c>"), "s,TRUE,#N/A,7,2024-01-05|"},
		/* numbers: as they are, as rewritten, decimals without the noise of doubles */
		{ROW("1", "<c><v>13800138000</v></c><c><v>993151199708151000</v></c><c><v>9.9315119970815104E+17</v></c><c><v>46.299999999999997</v></c><c><v>-0</v></c>"), "13800138000,9.93151E+17,9.93151E+17,46.3,0|"},
		{ROW("1", "<c s='10'><v>123</v></c><c s='5'><v>123</v></c><c s='4'><v>0.8533</v></c><c s='9'><v>3</v></c><c s='99'><v>45000</v></c>"), "123,00123,85.33%,3,45000|"},
		/* dates of both sides of the day that never was */
		{ROW("1", "<c s='1'><v>45296</v></c><c s='2'><v>45296</v></c><c s='7'><v>45323</v></c><c s='1'><v>59</v></c><c s='1'><v>60</v></c><c s='1'><v>61</v></c><c s='1'><v>1</v></c>"), "2024-01-05,2024-01-05,2024-02,1900-02-28,1900-02-29,1900-03-01,1900-01-01|"},
		{ROW("1", "<c s='3'><v>0.39583333333333331</v></c><c s='6'><v>45296.5</v></c><c s='6'><v>45296</v></c><c s='8'><v>1.25</v></c><c s='1'><v>-3</v></c><c s='6'><v>45295.999999999</v></c><c s='3'><v>0.3960</v></c>"), "09:30,2024-01-05 12:00,2024-01-05,30:00,-3,2024-01-05,09:30|"},
		/* rows and cells without names, gaps, columns to the widest */
		{SHEET("<row><c><v>1</v></c></row><row r='3'><c r='C3'><v>2</v></c><c><v>3</v></c></row><row><c r='AB4'/></row>"), "1,,,||,,2,3|"},
		/* merged downwards: the value stands in every row that has something of its own */
		{"<worksheet><sheetData><row r='1'><c><v>1</v></c><c><v>9</v></c></row><row r='2'><c r='B2'><v>8</v></c></row>"
		 "<row r='4'><c r='B4'><v>7</v></c></row><row r='5'><c r='B5'><v>6</v></c></row></sheetData>"
		 "<mergeCells><mergeCell ref='A1:A4'/><mergeCell ref='C1:D1'/></mergeCells></worksheet>", "1,9|^1,8||^1,7|,6|"},
		{"<worksheet><dimension ref='A1:XFD999999999'/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>", "1|"},
		{"<?xml version='1.0' encoding='UTF-8'?><worksheet/>", ""},
		{ROW("1", "<c><v>1</v></c><c><f>A1*2</f></c><c><f>A1</f><v></v></c><c t='str'><f>A1</f><v/></c><c><v>2</v></c>"), "1,?,?,,2|"},
		/* refused */
		{ROW("1", "<c t='s'><v>3</v></c>"), "sheet.damaged"},
		{ROW("1", "<c t='s'><v>x</v></c>"), "sheet.damaged"},
		{ROW("1", "<c r='ALM1'><v>1</v></c>"), "sheet.large"},
		{ROW("1000000000", "<c><v>1</v></c>"), "sheet.large"},
		{SHEET("<row r='2'/><row r='1'/>"), "sheet.damaged"},
		{ROW("1", "<c r='A2'><v>1</v></c>"), "sheet.damaged"},
		{ROW("1", "<c><v>1</v>"), "sheet.damaged"},
		{"<!DOCTYPE w [<!ENTITY a 'x'>]><worksheet>&a;</worksheet>", "sheet.damaged"},
		{"<?xml version='1.0' encoding='ISO-8859-1'?><worksheet/>", "sheet.damaged"},
	};
	struct err err = {0};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(read_sheet(cases[i].xml, 0, &err), cases[i].shows);
	/* UTF-16, and days from 1904 on */
	static const char wide[] = "\xff\xfe<\0w\0o\0r\0k\0s\0h\0e\0e\0t\0/\0>\0";
	assert_string_equal(read_sheet(wide, sizeof wide - 1, &err), "");
	struct str bytes = {0};
	pack(&bytes, (struct part[]){{"xl/workbook.xml", "<workbook><workbookPr date1904='1'/><sheets><sheet name='a' id='r1'/></sheets></workbook>"},
	                             {"xl/worksheets/sheet1.xml", ROW("1", "<c s='1'><v>43834</v></c><c s='1'><v>0</v></c>")}}, 2);
	assert_string_equal(read_bytes(&bytes, &err), "2024-01-05,1904-01-01|");
	str_clear(&bytes);
}

/* Little-endian field of a zip header. */
static void put32(struct str *bytes, const char *sign, size_t field, uint32_t v) {
	for (size_t i = 0; i + 30 < bytes->n; i++)
		if (memcmp(bytes->s + i, sign, 4) == 0)
			memcpy(bytes->s + i + field, &v, 4);
}

static void test_bounds(void **state) {
	static struct part many[5000];
	static char names[5000][16];
	struct str bytes = {0}, big = {0};
	struct err err = {0};

	/* cut off at every thirtieth byte: never more than an error, and never read past the end */
	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", ROW("1", "<c><v>1</v></c>")}, 1);
	assert_string_equal(read_bytes(&bytes, &err), "1|");
	for (size_t n = 4; n < bytes.n; n += 30) {
		struct str cut = {malloc(n), n, n};
		memcpy(cut.s, bytes.s, n);
		assert_non_null(strchr(read_bytes(&cut, &err), '.'));
		free(cut.s);
	}
	/* a header that says less than comes, or that it is locked */
	put32(&bytes, "PK\1\2", 24, 20);
	assert_string_equal(read_bytes(&bytes, &err), "sheet.damaged");
	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", ROW("1", "<c><v>1</v></c>")}, 1);
	for (size_t i = 0; i + 30 < bytes.n; i++)
		if (memcmp(bytes.s + i, "PK\1\2", 4) == 0)
			bytes.s[i + 8] |= 1;
	assert_string_equal(read_bytes(&bytes, &err), "sheet.locked");
	/* packed a thousand to one; deep; many entries; many strings below one sign */
	for (int i = 0; i < 3 << 20; i++)
		str_addc(&big, ' ');
	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", big.s, big.n}, 1);
	assert_string_equal(read_bytes(&bytes, &err), "sheet.large");
	str_reset(&big);
	for (int i = 0; i < 100; i++)
		str_add(&big, "<row>");
	assert_string_equal(read_sheet(big.s, big.n, &err), "sheet.large");
	for (size_t i = 0; i < 5000; i++) {
		snprintf(names[i], sizeof names[i], "n%zu", i);
		many[i] = (struct part){names[i], "x"};
	}
	pack(&bytes, many, 5000);
	assert_string_equal(read_bytes(&bytes, &err), "sheet.large");
	/* parts are found by their name alone */
	pack(&bytes, (struct part[]){{"xl/_rels/workbook.xml.rels", RELS(REL("r1", "worksheet", "../../etc/passwd"))}}, 1);
	assert_string_equal(read_bytes(&bytes, &err), "sheet.empty");
	pack(&bytes, (struct part[]){{"_rels/.rels", RELS(REL("r0", "officeDocument", "xl/workbook.bin"))}}, 1);
	assert_string_equal(read_bytes(&bytes, &err), "sheet.none");
	str_clear(&bytes);
	str_clear(&big);
}

/* ---- plans ---- */

static void each(void *ctx, const struct plan_row *row) {
	struct fixture *f = ctx;
	const char *cell = row ? strstr(row->reason, "名册!") : NULL;

	if (!row)
		str_reset(&f->told);
	else
		str_addf(&f->told, "%ld %d %d %s %s\n", row->record, row->verdict, row->kind, row->column, row->reason + (cell == row->reason ? strcspn(cell, " ") + 1 : 0));
}

static enum text_source_encoding encoding_of(const char *path) {
	return strstr(path, "gb18030") ? TEXT_SOURCE_GB18030 : TEXT_SOURCE_AUTO; /* looked for, it costs */
}

static struct plan *plan(struct fixture *f, const char *path, const char *sheet, enum rc want) {
	static struct plan_options o;
	struct plan *p = NULL;

	o = (struct plan_options){.path = path, .sheet = sheet, .encoding = encoding_of(path), .each = each, .ctx = f};
	str_reset(&f->told);
	f->err.text[0] = 0;
	if (plan_make(&p, f->st, &f->actor, &o, &f->err) != want)
		fail_msg("%s", f->err.text);
	return p;
}

/* The rows of a text as those of a sheet. */
static void sheet_of(struct str *out, const char *csv) {
	const struct csv_record *rec;
	struct text_source *src;
	struct csv_reader *r;

	assert_int_equal(text_source_open(&src, csv, encoding_of(csv), NULL), RC_OK);
	assert_int_equal(csv_reader_new(&r, src, 0, NULL), RC_OK);
	str_reset(out);
	str_add(out, "<worksheet><sheetData>");
	while (csv_reader_next(r, &rec, NULL) == RC_OK && rec) {
		str_add(out, "<row>");
		for (size_t i = 0; i < rec->count; i++) {
			str_add(out, "<c t='inlineStr'><is><t>");
			for (const char *p = csv_cell(rec, i); *p; p++)
				str_addf(out, *p == '<' || *p == '&' ? "&#%d;" : "%c", *p);
			str_add(out, "</t></is></c>");
		}
		str_add(out, "</row>");
	}
	str_add(out, "</sheetData></worksheet>");
	csv_reader_free(r);
	text_source_close(src);
}

static const char *book_of(const char *csv) {
	struct str xml = {0}, bytes = {0};
	const char *path;

	sheet_of(&xml, csv);
	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", xml.s, xml.n}, 1);
	path = tmp_write("book.xlsx", bytes.s, bytes.n);
	str_clear(&xml);
	str_clear(&bytes);
	return path;
}

static void test_same_plan(void **state) {
	static const char *const samples[] = {"roster-county-gb18030.csv", "roster-office-gb18030.csv", "roster-utf16.txt",
	                                      "roster-clean-utf8bom.csv"};
	struct fixture *f = *state;
	char path[200];

	for (size_t i = 0; i < 4; i++) {
		snprintf(path, sizeof path, "%s/%s", TEST_DATA, samples[i]);
		plan_free(plan(f, path, NULL, RC_OK));
		char *csv = mem_strdup(str_text(&f->told));
		assert_true(strlen(csv) > 300);
		plan_free(plan(f, book_of(path), NULL, RC_OK));
		assert_string_equal(str_text(&f->told), csv);
		free(csv);
	}
	/* The last one taken in, twice; and a file that changes in between is noticed. */
	struct plan *p = plan(f, tmp_path("book.xlsx"), NULL, RC_OK);
	OK(plan_apply(p, &f->err));
	assert_int_equal(plan_counts(p)->n_new, 120);
	plan_free(p);
	p = plan(f, tmp_path("book.xlsx"), NULL, RC_OK);
	assert_int_equal(plan_counts(p)->n_same, 120);
	size_t n;
	char *bytes = tmp_read(tmp_path("book.xlsx"), &n);
	FILE *file = fopen(tmp_path("book.xlsx"), "r+b");
	fseek(file, (long)n - 1, SEEK_SET);
	fputc('x', file);
	fclose(file);
	assert_int_equal(plan_apply(p, &f->err), RC_CONFLICT);
	plan_free(p);
	free(bytes);
}

#define HEAD "<row r='1'><c t='str'><v>示范镇名册</v></c></row><row r='2'><c t='str'><v>所属村社</v></c><c t='str'><v>姓名</v></c>" \
	"<c t='str'><v>身份证号</v></c><c t='str'><v>决定日期</v></c><c t='str'><v>人员类别</v></c></row>"
#define PERSON(r, hidden, village, name, id, day) "<row r='" r "' hidden='" hidden "'>" village "<c r='B" r "' t='str'><v>" name \
	"</v></c><c r='C" r "' t='str'><v>" id "</v></c><c r='D" r "' s='1'><v>" day "</v></c><c t='str'><v>社区戒毒</v></c></row>"

#define NAME(text) "<c t='str'><v>" text "</v></c>"

/* Which sheet; cells by their name; what is hidden; a merged village asks nothing. */
static void test_sheets(void **state) {
	static const char roster[] = "<worksheet><cols><col min='4' max='4' hidden='1'/></cols><sheetData>" HEAD
		PERSON("3", "0", "<c r='A3' t='str'><v>河口社区</v></c>", "薛洋", "993151199708151276", "45280")
		PERSON("4", "1", "", "解芳长", "997318199502027534", "45378")
		PERSON("5", "0", "<c r='A5' t='str'><v>青龙村</v></c>", "洪世金", "997318199502027535", "45378")
		"</sheetData><mergeCells><mergeCell ref='A1:D1'/><mergeCell ref='A3:A4'/></mergeCells></worksheet>";
	static const char notes[] = SHEET("<row><c t='str'><v>说明</v></c></row>");
	static const char books[][200] = {
		"<workbook><sheets><sheet name='说明' id='r1'/><sheet name='旧' id='r4' state='hidden'/><sheet name='名册' id='r5'/></sheets></workbook>",
		"<workbook><sheets><sheet name='说明' id='r1'/><sheet name='一组' id='r4'/><sheet name='名册' id='r5'/></sheets></workbook>"};
	struct fixture *f = *state;
	struct str bytes = {0};
	struct plan_question q;

	for (int i = 0; i < 2; i++) {
		pack(&bytes, (struct part[]){{"xl/workbook.xml", books[i]}, {"xl/worksheets/sheet1.xml", notes},
		                             {"xl/s2.xml", roster}, {"xl/s3.xml", roster}}, 4);
		tmp_write(i ? "two.xlsx" : "one.xlsx", bytes.s, bytes.n);
	}
	struct plan *p = plan(f, tmp_path("one.xlsx"), NULL, RC_OK);
	assert_int_equal(plan_counts(p)->n_new, 2);
	assert_int_equal(plan_counts(p)->n_refused, 1);
	assert_false(plan_question(p, 0, &q)); /* the village is there in both its rows */
	assert_non_null(strstr(str_text(&f->told), "5 2 3 身份证号 The check digit"));
	assert_string_equal(plan_note(p, 0), "Hidden rows of the sheet, read like the others: 1.");
	assert_string_equal(plan_note(p, 1), "Hidden columns of the sheet, read like the others: 1.");
	plan_free(p);
	p = plan(f, tmp_path("two.xlsx"), NULL, RC_OK);
	assert_string_equal(plan_note(p, 0), "Several sheets can be taken in: 一组、名册. This is the first of them.");
	assert_string_equal(plan_sheet(p, 1), "名册");
	assert_non_null(strstr(str_text(&f->told), "一组!C5 The check digit"));
	plan_free(p);
	plan_free(plan(f, tmp_path("two.xlsx"), "3", RC_OK));
	assert_null(strstr(str_text(&f->told), "一组!"));
	plan_free(plan(f, tmp_path("two.xlsx"), "名册", RC_OK));
	plan_free(plan(f, tmp_path("two.xlsx"), "说明", RC_INVALID));
	plan_free(plan(f, tmp_path("two.xlsx"), "四组", RC_NOT_FOUND));
	assert_non_null(strstr(f->err.text, "It has: 说明、一组、名册."));
	plan_free(plan(f, tmp_path("two.xlsx"), "4", RC_NOT_FOUND));
	plan_free(plan(f, tmp_write("a.csv", "姓名\n", 7), "1", RC_USAGE));
	/* A header of two rows, whose merged names are not names of the second row too. */
	static const char two_rows[] = "<worksheet><sheetData><row>" NAME("姓名") NAME("身份证号") NAME("人员类别") NAME("决定日期") NAME("家属") "<c r='G1' t='str'><v>其他</v></c>"
		"</row><row><c r='E2' t='str'><v>姓名</v></c>" NAME("电话") NAME("户籍地") "</row><row>" NAME("薛洋") NAME("993151199708151276") NAME("社区戒毒")
		NAME("2023-12-20") NAME("薛母") NAME("19900000000") NAME("河口") "</row></sheetData><mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:B2'/>"
		"<mergeCell ref='C1:C2'/><mergeCell ref='D1:D2'/><mergeCell ref='E1:F1'/></mergeCells></worksheet>";
	struct plan_column c;
	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", two_rows}, 1);
	p = plan(f, tmp_write("head.xlsx", bytes.s, bytes.n), NULL, RC_OK);
	assert_true(plan_column(p, 5, &c));
	assert_string_equal(c.text, "家属电话");
	assert_int_equal(plan_counts(p)->n_new, 1);
	plan_free(p);
	/* Named for what they are. */
	static const struct {
		const char *bytes, *is;
		size_t n;
	} others[] = {
		{"PK\3\4mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods", 58},
		{"\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "password", 37}, {"\xd0\xcf\x11\xe0 W\0o\0r\0k\0", "old kind", 13},
		{"PK\3\4 none", "archive", 9},
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		plan_free(plan(f, tmp_write("o", others[i].bytes, others[i].n), NULL, RC_INVALID));
		assert_non_null(strstr(f->err.text, others[i].is));
	}
	pack(&bytes, (struct part[]){{"_rels/.rels", RELS(REL("r0", "officeDocument", "xl/workbook.bin"))}, {"xl/workbook.bin", "x"}}, 2);
	plan_free(plan(f, tmp_write("o", bytes.s, bytes.n), NULL, RC_INVALID));
	assert_non_null(strstr(f->err.text, ".xlsb"));
	str_clear(&bytes);
}

/* A formula that was never worked out refuses its own row, by its cell (rule 10.30), nothing is
 * filled down from it; where nobody reads it, it is nothing. */
static void test_unworked(void **state) {
	static const char roster[] = "<worksheet><sheetData>" HEAD
		PERSON("3", "0", "<c r='A3' t='str'><v>河口社区</v></c>", "薛洋", "993151199708151276", "45280")
		PERSON("4", "0", "<c r='A4'><f>H4</f></c>", "解芳长", "997318199502027534", "45378")
		PERSON("5", "0", "<c r='A5' t='str'><v>同上</v></c>", "洪世金", "992829199403223232", "45378")
		"<row r='6'>" NAME("合计") "<c><f>SUM(B3:B5)</f></c></row></sheetData></worksheet>";
	struct fixture *f = *state;
	struct str bytes = {0};
	const char *above[] = {"所属村社=同上=同上"};
	struct plan_options o = {.each = each, .ctx = f, .answers = above, .answer_count = 1};
	struct plan *p;
	size_t n;
	char *mended;

	pack(&bytes, &(struct part){"xl/worksheets/sheet1.xml", roster}, 1);
	p = plan(f, tmp_write("f.xlsx", bytes.s, bytes.n), NULL, RC_OK);
	assert_int_equal(plan_counts(p)->n_new, 2);
	assert_int_equal(plan_counts(p)->n_refused, 1);
	assert_non_null(strstr(str_text(&f->told), "4 2 3 所属村社 Its formula has no value yet"));
	plan_free(p);
	str_reset(&f->told);
	o.path = tmp_path("f.xlsx");
	OK(plan_make(&p, f->st, &f->actor, &o, &f->err));
	assert_non_null(strstr(str_text(&f->told), "5 1 0 所属村社 Village: written 同上. Left open"));
	OK(plan_apply(p, &f->err));
	mended = tmp_read(plan_refused_path(p), &n);
	assert_non_null(strstr(mended, "\r\n,解芳长,"));
	assert_non_null(strstr(mended, "(!) "));
	free(mended);
	plan_free(p);
	str_clear(&bytes);
}

int main(void) {
#define TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_cells), TEST(test_bounds), TEST(test_same_plan), TEST(test_sheets), TEST(test_unworked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
