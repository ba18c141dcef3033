/* Rule 12.22: of damaged databases every intact row comes over or is listed, and none is shown as true that is not.
 * SPDX-License-Identifier: MIT */
#include "store/station.h"

#include "core/tr.h"
#include "made.h"
#include "model/salvage.h"
#include "store/schema.h"

enum { PEOPLE = 25, TALKS = 8, FILES = MADE_SHARE > 1 ? 5 : 50, PAGE = 4096 };
static const char *const tables[] = {"resident", "treatment_order", "status_change", "talk", "officer"};
enum { TABLES = sizeof tables / sizeof *tables };
static unsigned dice = 14;

static int cast(int n) {
	dice = dice * 1103515245u + 12345u;
	return (int)((dice >> 8) % (unsigned)n);
}

/* One way of many in which a file breaks. */
static void damage(struct str *file) {
	int pages = (int)file->n / PAGE;

	switch (cast(5)) {
	case 0: /* a page of zeros, as where a block was lost */
		memset(file->s + (size_t)(1 + cast(pages - 1)) * PAGE, 0, PAGE);
		break;
	case 1: /* another's bytes */
		for (int i = 0, at = (1 + cast(pages - 1)) * PAGE; i < PAGE; i++)
			file->s[at + i] = (char)cast(256);
		break;
	case 2:
		for (int i = 0; i < 20; i++)
			file->s[PAGE + cast((int)file->n - PAGE)] ^= (char)(1 << cast(8));
		break;
	case 3:
		file->n -= (size_t)(1 + cast(pages / 4)) * PAGE;
		break;
	default: /* one byte of a page's head */
		file->s[(1 + cast(pages - 1)) * PAGE + cast(12)] ^= (char)(1 + cast(255));
	}
}

struct tally {
	int whole, damaged, listed, wrong, unlisted, nothing;
};

/* Every record there was: whole in the new file, or damaged there, or listed. */
static void compare(struct fixture *f, struct store *now, const char *report, struct tally *t) {
	for (int k = 0; k < TABLES; k++) {
		const struct entity_def *def = station_entity(tables[k]);
		char *sql = mem_printf("SELECT id FROM %s", tables[k]), line[60];
		void *was = mem_zalloc(1, def->size), *is = mem_zalloc(1, def->size);
		struct ids ids;

		memset(&ids, 0, sizeof ids);
		OK(query_ids(f->st->store, &ids, &f->err, sql));
		for (size_t i = 0; i < ids.n; i++) {
			bool same = true;
			enum rc rc;

			OK(record_load(f->st->store, def, ids.v[i], was, &f->err));
			rc = record_load(now, def, ids.v[i], is, &f->err);
			for (size_t n = 0; rc == RC_OK && n < def->count; n++)
				same = same && (def->fields[n].flags & F_MADE || field_compare(&def->fields[n], was, is) == 0);
			snprintf(line, sizeof line, "%s: saved ", tables[k]);
			if (rc != RC_OK) {
				const char *at = strstr(report, line), *end = at ? strchr(at, '\n') : NULL;

				/* its table says that not all came over */
				if (at && (strncmp(end + 1, "  not saved", 11) == 0 || memchr(at, ';', (size_t)(end - at))))
					t->listed++;
				else
					t->unlisted++;
			} else if (((struct record *)is)->damaged) {
				t->damaged++;
			} else if (same) {
				t->whole++;
			} else {
				t->wrong++;
			}
			entity_clear(def, was);
			entity_clear(def, is);
		}
		ids_clear(&ids);
		free(was);
		free(is);
		free(sql);
	}
}

static void damaged_files_are_saved(void **state) { /* rule 12.22 */
	struct fixture *f = *state;
	struct tally t = {0};
	struct str file = {0};
	char from[120], to[120], name[140];

	add_talkers(f, PEOPLE, TALKS);
	snprintf(from, sizeof from, "%s/broken.db", f->dir);
	snprintf(to, sizeof to, "%s/new.db", f->dir);
	OK(file_read(f->db, 1 << 24, &file, &f->err));
	for (int i = 0; i < FILES; i++) {
		const struct store_options opt = {.migrations = schema_migrations, .migration_count = schema_migration_count};
		static const char *const behind[] = {"", ".lock", ".session", "-journal", ".ini"};
		struct str broken = {0}, report = {0};
		struct store *now = NULL;
		long long lost;
		enum rc rc;

		str_addn(&broken, file.s, file.n);
		damage(&broken);
		OK(file_write_new(from, broken.s, broken.n, &f->err));
		rc = station_salvage(from, to, "wang", &report, &lost, &f->err);
		if (rc == RC_OK) {
			OK(store_open(&now, to, &opt, &f->err));
			OK(store_check(now, &f->err));
			compare(f, now, str_text(&report), &t);
			store_close(now);
		} else {
			assert_string_equal(f->err.id, "salvage.nothing");
			t.nothing++;
		}
		for (size_t k = 0; k < sizeof behind / sizeof *behind; k++) {
			snprintf(name, sizeof name, "%s%s", to, behind[k]);
			unlink(name);
		}
		unlink(from);
		str_clear(&broken);
		str_clear(&report);
	}
	str_clear(&file);
	print_message("# %d damaged files: %d records whole, %d shown as damaged, %d not saved and listed, %d wrong, %d not listed;"
	              " %d files of which nothing can be read\n",
	              FILES, t.whole, t.damaged, t.listed, t.wrong, t.unlisted, t.nothing);
	assert_int_equal(t.wrong + t.unlisted, 0);
	assert_true(t.nothing <= FILES / 5);
	assert_true(t.whole > 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {STATION_TEST(damaged_files_are_saved)};

	tr_set_lang(LANG_EN);
	return cmocka_run_group_tests_name("model: salvage", tests, NULL, NULL);
}
