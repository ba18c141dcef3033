/* What a plan asks of a file's words: a value no list has, a cell that means the one above, a
 * village that is nearly one we know (rules 10.11, 10.14). Each is asked once, whatever its rows.
 * SPDX-License-Identifier: MIT */
#include "core/names.h"
#include "core/tr.h"
#include "core/utf8.h"
#include "exchange/import/import.h"

enum { ASKED_MOST = 500 }; /* more is a column that was taken for another */

static struct asked *find_asked(struct import *im, const struct field_def *f, const char *word) {
	for (size_t i = 0; i < im->asked_count; i++)
		if (im->asked[i].field == f && strcmp(im->asked[i].word, word) == 0)
			return &im->asked[i];
	return NULL;
}

static struct asked *put_asked(struct import *im, const struct field_def *f, const char *word) {
	struct asked *a = find_asked(im, f, word);

	if (!a) {
		a = VEC_ADD(im->asked, im->asked_count);
		*a = (struct asked){.field = f, .word = mem_strdup(word)};
	}
	return a;
}

const char *import_answer(struct import *im, const struct field_def *f, const char *word) {
	struct asked *a = find_asked(im, f, word);

	return a ? a->answer : NULL;
}

void import_ask(struct import *im, enum plan_question_kind kind, const struct field_def *f,
                const char *word, const char *near) {
	struct asked *a;

	if (im->asked_count >= ASKED_MOST && !find_asked(im, f, word))
		return;
	a = put_asked(im, f, word);
	a->kind = kind;
	if (near && !a->near)
		a->near = mem_strdup(near);
	a->count++;
}

void import_set_answer(struct import *im, const struct field_def *f, const char *word,
                       const char *answer, bool remembered) {
	struct asked *a = put_asked(im, f, word);

	free(a->answer);
	a->answer = mem_strdup(answer);
	a->remembered = remembered;
}

bool ask_is_ditto(const struct field_def *f, const char *text) {
	/* a mark alone may be all of a remark */
	return *text && (str_in_list("同上,同前,上同", text) ||
	                 (f->type != FT_NOTE && str_in_list("〃,″,\",″″,\"\",＂,〞,”,“,'', ″", text)));
}

/* ---- a name that is nearly one we know ---- */

static bool cut_ending(struct str *s) {
	static const char *const endings[] = {
		"村民委员会", "居民委员会", "村委会", "居委会", "委员会", "社区", "行政村",
		"村",         "帮教小组",   "工作小组", "帮扶小组", "小组",  "组"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);

		if (s->n > n && strcmp(s->s + s->n - n, endings[i]) == 0) {
			s->n -= n;
			s->s[s->n] = '\0';
			return true;
		}
	}
	return false;
}

/* What is left of a name without the township before it and the kind behind it. */
static char *stem_of(const char *name) {
	static const char *const townships[] = {"街道办事处", "街道", "镇", "乡"};
	struct str s = {0};
	char *stem;

	name_fold(name, false, &s);
	while (s.n && cut_ending(&s))
		;
	stem = s.n ? str_take(&s) : mem_strdup("");
	str_clear(&s);
	for (size_t i = 0; i < sizeof townships / sizeof *townships; i++) {
		char *at = strstr(stem, townships[i]);

		size_t n = strlen(townships[i]);

		if (at && at != stem && at[n])
			memmove(stem, at + n, strlen(at + n) + 1);
	}
	return stem;
}

static void add_known(struct import *im, const char *ref, const char *name) {
	struct known_name k = {ref, mem_strdup(name), stem_of(name)};

	VEC_PUSH(im->known, im->known_count, k);
}

static void load_known(struct import *im, const char *ref) {
	const struct field_env *env = station_env(im->st);
	struct ids ids = {0};

	if (station_choices(im->st, im->actor, ref, &ids, NULL) == RC_OK)
		for (size_t i = 0; i < ids.n; i++) {
			const char *name = env->ref_name(env->ctx, ref, ids.v[i]);

			if (name)
				add_known(im, ref, name);
		}
	ids_clear(&ids);
}

static bool is_known(const struct import *im, const char *ref, const char *name) {
	for (size_t i = 0; i < im->known_count; i++)
		if (strcmp(im->known[i].ref, ref) == 0 && strcmp(im->known[i].name, name) == 0)
			return true;
	return false;
}

const char *import_near(struct import *im, const char *ref, const char *name) {
	const char *near = NULL;
	char *stem;

	if (!im->known_loaded) {
		load_known(im, "place");
		load_known(im, "help_team");
		im->known_loaded = true;
	}
	if (is_known(im, ref, name))
		return NULL;
	stem = stem_of(name);
	for (size_t i = 0; i < im->known_count && !near; i++)
		if (strcmp(im->known[i].ref, ref) == 0 && strcmp(im->known[i].stem, stem) == 0)
			near = im->known[i].name;
	free(stem);
	return near;
}

void import_name_new(struct import *im, const char *ref, const char *name) {
	if (!is_known(im, ref, name))
		add_known(im, ref, name);
}

/* ---- of a pass ---- */

void asks_start_pass(struct import *im) {
	for (size_t i = 0; i < im->asked_count; i++)
		im->asked[i].count = 0;
	for (size_t i = 0; i < im->known_count; i++) {
		free(im->known[i].name);
		free(im->known[i].stem);
	}
	im->known_count = 0;
	im->known_loaded = false;
	for (size_t i = 0; im->above && i < im->header.count; i++) {
		free(im->above[i]);
		im->above[i] = NULL;
	}
}

void asks_clear(struct import *im) {
	asks_start_pass(im);
	for (size_t i = 0; i < im->asked_count; i++) {
		free(im->asked[i].word);
		free(im->asked[i].near);
		free(im->asked[i].answer);
	}
	free(im->asked);
	free(im->known);
	free(im->above);
}
