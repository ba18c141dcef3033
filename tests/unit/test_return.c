/* A return as a package and back: rules 20.1 to 20.4. SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/field.h"
#include "core/file.h"
#include "exchange/package/return_priv.h"
#include "texts.h"

static const char head[] = "9:0000000000000000000000000000000000000000000000000000000000000000";
static const char other[] = "1111111111111111111111111111111111111111111111111111111111111111";

struct made {
	struct sign_secret key;
	struct package p;
	char path[60];
};

static void fill(struct county_return *r, long long number) {
	*r = (struct county_return){.station = mem_strdup("示范镇"), .code = mem_strdup("990001001"), .number = number,
	                            .full = number == 0, .head = mem_strdup(head), .program = mem_strdup("wubao 1")};
	date_parse_month("2026-10", &r->month);
	date_parse_iso("2026-11-01", &r->as_of);
	r->previous = number ? mem_strdup(other) : NULL;
	return_place_add(r, "*", "station", "示范镇");
	return_place_add(r, "12", "village", "石桥村,\"东\"组");
	return_place_add(r, "-", "none", "");
	return_line_add(r, RETURN_RISK, 1, "high", 1, INT_NONE);
	return_line_add(r, RETURN_FIGURES, 0, "rate", 1, 2);
	return_line_add(r, RETURN_FIGURES, 2, "tests", 7, INT_NONE);
	return_line_add(r, RETURN_FIGURES, 1, "tests", 5, INT_NONE);
	return_line_add(r, RETURN_FIGURES, 0, "tests", 12, INT_NONE);
	return_line_add(r, RETURN_FIGURES, 0, "balance", -300, INT_NONE);
	return_line_add(r, RETURN_RISK, 0, "high", 1, INT_NONE);
}

static void write_made(struct made *m) {
	struct err err = {0};

	package_close(&m->p, &m->key);
	assert_int_equal(package_write(&m->p, m->path, &err), RC_OK);
}

static void make(struct made *m, long long number) {
	struct county_return r;

	sign_make(&m->key);
	snprintf(m->path, sizeof m->path, "/tmp/wubao-return-%d.tar", (int)getpid());
	fill(&r, number);
	return_package(&r, &m->p);
	return_clear(&r);
	write_made(m);
}

static void drop(struct made *m) {
	package_clear(&m->p);
	unlink(m->path);
}

/* What reading the file says: "" when all is well. */
static const char *verdict(const struct made *m, struct county_return *out) {
	static struct err err;
	struct county_return r = {.station = NULL};
	struct package p;
	enum rc rc;

	err = (struct err){0};
	TRY(package_read(&p, m->path, &err));
	TRY(package_check(&p, &m->key.pub, &err));
	rc = return_read(&p, &r, &err);
out:
	package_clear(&p);
	if (out && rc == RC_OK)
		*out = r;
	else
		return_clear(&r);
	assert_int_equal(rc == RC_OK, err.id[0] == '\0');
	return err.id;
}

/* Rule 20.1: what it says; rule 20.2: how its lines look; rule 20.3: what a correction is. */
static void what_was_written_is_read(void **state) {
	struct county_return r;
	struct made m;

	make(&m, 1);
	assert_string_equal(verdict(&m, &r), "");
	assert_string_equal(r.code, "990001001");
	assert_string_equal(r.station, "示范镇");
	assert_string_equal(r.previous, other);
	assert_true(!r.full && r.number == 1 && r.since == 0 && r.place_count == 3 && r.line_count == 7);
	assert_string_equal(r.places[1].name, "石桥村,\"东\"组");
	assert_string_equal(r.lines[0].id, "balance");
	assert_int_equal(r.lines[0].numerator, -300);
	assert_true(r.lines[0].denominator == INT_NONE);
	assert_true(r.lines[1].place == 0 && r.lines[1].denominator == 2);
	assert_true(r.lines[3].place == 2 && r.lines[4].place == 1 && r.lines[4].numerator == 5);
	assert_true(r.lines[6].tab == RETURN_RISK && r.lines[6].place == 1);
	return_clear(&r);
	drop(&m);
}

/* Rule 20.4: whichever byte of the file is another one, nothing is taken. Of the manifest, which the signature covers
 * as one, every seventh, and of the zeros between the members every fifth. */
static void every_altered_byte_is_found(void **state) {
	struct str bytes = {0};
	struct err err = {0};
	struct made m;
	int fd;

	make(&m, 0);
	assert_int_equal(file_read(m.path, 1 << 20, &bytes, &err), RC_OK);
	fd = open(m.path, O_RDWR);
	assert_true(fd >= 0);
	for (size_t i = 0; i < bytes.n; i += i > 512 && i < m.p.manifest.n ? 7 : 1) {
		if (str_text(&bytes)[i] == '\0' && i % 5)
			continue;
		char flipped = (char)(str_text(&bytes)[i] ^ (1 << (i & 7)));

		assert_int_equal(pwrite(fd, &flipped, 1, (off_t)i), 1);
		if (strcmp(verdict(&m, NULL), "") == 0)
			fail_msg("byte %zu was altered and not missed", i);
		assert_int_equal(pwrite(fd, str_text(&bytes) + i, 1, (off_t)i), 1);
	}
	assert_string_equal(verdict(&m, NULL), "");
	assert_int_equal(ftruncate(fd, (off_t)bytes.n - 1), 0);
	assert_string_not_equal(verdict(&m, NULL), "");
	close(fd);
	str_clear(&bytes);
	drop(&m);
}

/* Rule 20.4: all members as they were, in another order. */
static void another_order_is_another_file(void **state) {
	struct str bytes = {0}, out = {0};
	struct err err = {0};
	size_t at[5] = {0};
	struct made m;

	make(&m, 0);
	assert_int_equal(file_read(m.path, 1 << 20, &bytes, &err), RC_OK);
	for (size_t i = 0; i < 4; i++)
		at[i + 1] = at[i] + 512 + ((size_t)strtol(bytes.s + at[i] + 124, NULL, 8) + 511) / 512 * 512;
	str_addn(&out, bytes.s, at[2]);
	str_addn(&out, bytes.s + at[3], at[4] - at[3]);
	str_addn(&out, bytes.s + at[2], at[3] - at[2]);
	str_addn(&out, bytes.s + at[4], bytes.n - at[4]);
	assert_int_equal(file_replace(m.path, out.s, out.n, &err), RC_OK);
	assert_string_not_equal(verdict(&m, NULL), "");
	str_clear(&bytes);
	str_clear(&out);
	drop(&m);
}

/* A member's text with `from` once become `to`. */
static void change_member(struct package_member *m, const char *from, const char *to) {
	const char *text = str_text(&m->bytes), *at = strstr(text, from);
	struct str out = {0};

	assert_non_null(at);
	str_addn(&out, text, (size_t)(at - text));
	str_addf(&out, "%s%s", to, at + strlen(from));
	str_clear(&m->bytes);
	m->bytes = out;
}

static void set(char **text, const char *to) {
	free(*text);
	*text = mem_strdup(to);
}

/* Signed by the right key, and still not what a return is (rule 20.4). */
static void a_signed_one_is_looked_at_all_the_same(void **state) {
	static const struct {
		const char *member, *from, *to, *says;
	} wrong[] = {
		{"data/figures.csv", ",rate,*,1,2\r\n", ",rate,*,01,2\r\n", "return.line"},
		{"data/figures.csv", ",rate,*,1,2\r\n", ",rate,*,1,-2\r\n", "return.line"},
		{"data/figures.csv", ",rate,*,1,2\r\n", ",rate,*,1,2\n", "return.line"},
		{"data/figures.csv", ",rate,*,1,2\r\n", ",abc,*,1,2\r\n", "return.line"},
		{"data/figures.csv", ",tests,12,5,\r\n", ",tests,-,5,\r\n", "return.line"},
		{"data/figures.csv", ",tests,12,5,\r\n", ",tests,12,8,\r\n", "return.line"},
		{"data/figures.csv", ",tests,12,5,\r\n", ",tests,12,7,\r\n", "return.line"},
		{"data/figures.csv", ",tests,-,", ",test,-,", "return.line"},
		{"data/figures.csv", ",tests,-,", ",tests,9,", "return.line"},
		{"data/figures.csv", "2026-10,0,rate", "2026-09,0,rate", "return.line"},
		{"data/figures.csv", "2026-10,0,rate", "2026-10,1,rate", "return.line"},
		{"data/figures.csv", "990001001,2026-10,0,rate", "990001002,2026-10,0,rate", "return.line"},
		{"data/figures.csv", "period,number", "number,period", "return.line"},
		{"data/figures.csv", ",tests,*,", ",tests,12,", "return.line"},
		{"data/places.csv", "12,village,", "*,village,", "return.line"},
		{"data/places.csv", "12,village,", "12,worker,\x1b", "return.line"},
		{"data/places.csv", ",-,none,\r\n", ",-,none,\"\"\r\n", "return.line"},
		{"data/places.csv", ",-,none,", ",9/9,village,", "return.line"},
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct made m;

		make(&m, 0);
		for (size_t k = 0; k < m.p.n; k++)
			if (strcmp(m.p.v[k].path, wrong[i].member) == 0)
				change_member(&m.p.v[k], wrong[i].from, wrong[i].to);
		write_made(&m);
		if (strcmp(verdict(&m, NULL), wrong[i].says) != 0)
			fail_msg("%s for %s instead of %s", verdict(&m, NULL), wrong[i].to, wrong[i].from);
		drop(&m);
	}
}

static void a_manifest_that_is_none_is_refused(void **state) {
	static const struct {
		size_t text;
		const char *to, *says;
	} wrong[] = {
#define AT(member) offsetof(struct package, member)
		{AT(format), NULL, "return.older"}, {AT(format), "0", "return.older"}, {AT(format), "3", "return.newer"},
		{AT(format), "1", "return.line"}, {AT(ids), "0", "return.manifest"}, {AT(ids), "1x", "return.manifest"},
		{AT(format), "x", "return.manifest"}, {AT(kind), "handover", "package.kind"},
		{AT(code), "99", "return.manifest"}, {AT(code), NULL, "return.manifest"},
		{AT(period), "2026-13", "return.manifest"}, {AT(number), "-1", "return.manifest"},
		{AT(number), "00", "return.manifest"}, {AT(scope), "some", "return.manifest"},
		{AT(since), "0", "return.manifest"}, {AT(previous), other, "return.manifest"},
		{AT(as_of), "2026-11-31", "return.manifest"}, {AT(station), "a\x1b[2J", "return.manifest"},
		{AT(note), "a\tb", "return.manifest"},
	};
	struct made m;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		make(&m, 0);
		set((char **)(void *)((char *)&m.p + wrong[i].text), wrong[i].to);
		write_made(&m);
		if (strcmp(verdict(&m, NULL), wrong[i].says) != 0)
			fail_msg("%s, not %s, for %s", verdict(&m, NULL), wrong[i].says, wrong[i].to);
		drop(&m);
	}
	make(&m, 0);
	package_add(&m.p, "data/more.csv", NULL, (struct str){0});
	write_made(&m);
	assert_string_equal(verdict(&m, NULL), "return.member");
	drop(&m);
	make(&m, 0);
	set(&m.p.v[6].path, "data/people.csv.sealed");
	write_made(&m);
	assert_string_equal(verdict(&m, NULL), "return.lacks");
	drop(&m);
}

/* The list and the tar may differ: found before a byte of the member is taken. */
static void the_list_is_what_is_taken(void **state) {
	static const struct {
		const char *from, *to, *says;
	} wrong[] = {
		{"\"path\": \"data/risk.csv\"", "\"path\": \"data/../x.csv\"", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"path\": \"/data/risk.csv\"", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"path\": \"http://a.b/c\"", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"path\": [\"data/risk.csv\"]", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"data\": [], \"path\": \"data/risk.csv\"", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"d\\u0061ta\": [], \"path\": \"data/risk.csv\"", "package.path"},
		{"\"path\": \"data/risk.csv\"", "\"path\": \"data/test.csv\"", "package.extra"},
		{"\"path\": \"data/risk.csv\"", "\"path\": \"data/tests.csv\"", "package.missing"},
		{"\"bytes\": ", "\"bytes\": 1", "package.changed"},
		{"sha256:", "sha512:", "package.changed"},
	};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct package_member whole = {.path = NULL};
		struct err err = {0};
		struct made m;

		make(&m, 0);
		whole.bytes = m.p.manifest;
		change_member(&whole, wrong[i].from, wrong[i].to);
		m.p.manifest = whole.bytes;
		str_reset(&m.p.signature);
		sign_bytes(&m.key, str_text(&whole.bytes), whole.bytes.n, "signed", &m.p.signature);
		assert_int_equal(package_write(&m.p, m.path, &err), RC_OK);
		if (strcmp(verdict(&m, NULL), wrong[i].says) != 0)
			fail_msg("%s, not %s, for %s", verdict(&m, NULL), wrong[i].says, wrong[i].to);
		drop(&m);
	}
}

/* Rule 20.2: what counts 0 everywhere is told by the list of ids, and there again once it is read; nothing is left out
 * where the list does not fit. */
static void what_counts_nothing_is_not_written(void **state) {
	for (int lacks = 0; lacks < 2; lacks++) {
		struct county_return r;
		struct made m;

		sign_make(&m.key);
		snprintf(m.path, sizeof m.path, "/tmp/wubao-return-%d.tar", (int)getpid());
		fill(&r, 0);
		r.line_count = 0;
		for (size_t k = (size_t)lacks; k < return_id_count; k++)
			return_line_add(&r, return_ids[k].tab, 0, return_ids[k].id, 0, return_ids[k].rate ? 0 : INT_NONE);
		return_line_add(&r, RETURN_FIGURES, 1, "with_income", 5, INT_NONE);
		return_line_add(&r, RETURN_FIGURES, 2, "with_income", -5, INT_NONE);
		return_line_add(&r, RETURN_FIGURES, 0, "young", 0, INT_NONE);
		return_package(&r, &m.p);
		assert_int_equal(r.line_count, lacks ? return_id_count + 2 : 4);
		assert_true(lacks ? !m.p.ids : strcmp(m.p.ids, "1") == 0);
		return_clear(&r);
		write_made(&m);
		assert_string_equal(verdict(&m, &r), "");
		assert_int_equal(r.line_count, return_id_count + 3 - (size_t)lacks);
		size_t i = (size_t)lacks;
		for (size_t l = 0; l < r.line_count; i += strcmp(r.lines[l++].id, return_ids[i].id) == 0)
			assert_true(r.lines[l].place || (r.lines[l].numerator == 0 && r.lines[l].tab == return_ids[i].tab &&
			            r.lines[l].denominator == (return_ids[i].rate ? 0 : INT_NONE)) || strcmp(r.lines[l].id, "young") == 0);
		assert_int_equal(i, return_id_count);
		return_clear(&r);
		if (!lacks) {
			change_member(&m.p.v[1], "young,", "without_use,*,0,\r\n990001001,2026-10,0,young,");
			write_made(&m);
			assert_string_equal(verdict(&m, NULL), "return.manifest");
		}
		drop(&m);
	}
}

static void an_answer_is_written_and_read(void **state) {
	struct return_answer a = {.county = mem_strdup("示范县"), .code = mem_strdup("990001001"), .of = mem_strdup(other),
	                          .number = 2, .reason = mem_strdup("请核对"), .head = mem_strdup(head),
	                          .program = mem_strdup("wubao 1")}, b;
	struct return_question q = {mem_strdup("-"), mem_strdup("register"), mem_strdup("上月 12 人,本月 3 人?")};
	struct err err = {0};
	struct made m = {.path = ""};

	date_parse_month("2026-10", &a.month);
	date_parse_iso("2026-11-05", &a.day);
	VEC_PUSH(a.questions, a.question_count, q);
	sign_make(&m.key);
	for (int i = 0; i < 3; i++) {
		a.accepted = i == 1;
		set(&a.reason, i < 2 ? "请核对" : NULL);
		return_answer_make(&a, &m.p);
		package_close(&m.p, &m.key);
		assert_int_equal(return_answer_read(&m.p, &b, &err), i < 2 ? RC_OK : RC_INVALID);
		if (i < 2) {
			assert_true(b.accepted == a.accepted && b.number == 2 && b.question_count == 1);
			assert_int_equal(date_cmp(b.day, a.day), 0);
			assert_string_equal(b.of, other);
			assert_string_equal(b.county, "示范县");
			assert_string_equal(b.questions[0].text, a.questions[0].text);
			assert_string_equal(b.questions[0].place, "-");
		}
		return_answer_clear(&b);
		package_clear(&m.p);
	}
	return_answer_clear(&a);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(every_altered_byte_is_found),
		cmocka_unit_test(another_order_is_another_file),
		cmocka_unit_test(a_signed_one_is_looked_at_all_the_same),
		cmocka_unit_test(a_manifest_that_is_none_is_refused),
		cmocka_unit_test(the_list_is_what_is_taken),
		cmocka_unit_test(what_counts_nothing_is_not_written),
		cmocka_unit_test(an_answer_is_written_and_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
