/* The settings as the file has them, and another value in it: what the program would not open with
 * never takes the file's place. SPDX-License-Identifier: MIT */
#include "model/settings.h"

#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "model/report/figure.h"
#include "model/station/codes.h"
#include "model/station/usecase_db.h"

enum { INI_MOST = 1 << 20 };

enum rc settings_load(const char *path, struct settings *out, struct err *err) {
	const struct settings s = {conf_new(), mem_zalloc(1, sizeof *s.profiles), NULL};
	enum rc rc;

	*out = s;
	conf_register_codes(codes_all, codes_all_count);
	rc = conf_load(out->conf, path, err);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	TRY(figure_choose(out->conf, err));
	rc = profile_set_choose(out->profiles, conf_text(out->conf, "rules", "test_profile_detox"),
	                        conf_text(out->conf, "rules", "test_profile_rehab"), err);
	if (strcmp(conf_text(out->conf, "rules", "visits"), "two") == 0)
		profile_set_add(out->profiles, "visits2");
	if (rc == RC_OK)
		rc = profile_book_read(&out->book, out->conf, path, out->profiles, err);
out:
	return rc;
}

/* Of an INI at path. The figures count by the settings this run began with all the same. */
static enum rc read_at(struct station *st, const char *path, struct settings *out,
                       struct err *err) {
	struct err ignored;
	enum rc rc = settings_load(path, out, err);

	(void)figure_choose(st->conf, &ignored);
	return rc;
}

void settings_clear(struct settings *s) {
	profile_book_free(s->book);
	conf_free(s->conf);
	free(s->profiles);
	*s = (struct settings){0};
}

enum rc settings_read(struct station *st, const struct actor *a, struct settings *out,
                      struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_LIST, 0, err);

	*out = (struct settings){0};
	return rc == RC_OK ? read_at(st, st->ini_path, out, err) : rc;
}

/* What was refused is a line of the station's own file, for who reads the sentence. */
static void name_own(struct err *err, const char *fresh) {
	char *at = err && err->text[0] ? strstr(err->text, fresh) : NULL;
	size_t cut = strlen(".new");

	if (at == NULL)
		return;
	at += strlen(fresh) - cut;
	memmove(at, at + cut, strlen(at + cut) + 1);
}

/* What guards the station from its own head is for who owns the file (rule 18.4); compared as read,
 * so that no way of writing a key goes around it. */
static enum rc by_hand_stays(const struct settings *now, const struct settings *then,
                             struct err *err) {
	for (size_t i = 0; i < conf_table_count; i++)
		if (conf_table[i].by_hand &&
		    strcmp(conf_value_at(now->conf, i), conf_value_at(then->conf, i)) != 0)
			return err_set(err, RC_DENIED, "settings.by-hand",
			               N_("{key} is changed in the settings file only, by whoever looks after the machine."),
			               "key", conf_table[i].key, NULL);
	return RC_OK;
}

/* Into the file: beside it first, where it is read as at the opening. */
static enum rc put_file(struct station *st, const struct settings *now, const struct str *old,
                        const struct str *text, struct err *err) {
	char *fresh = mem_printf("%s.new", st->ini_path), *before = mem_printf("%s.old", st->ini_path);
	struct settings tried = {0};
	enum rc rc;

	TRY(file_replace(fresh, str_text(text), text->n, err));
	rc = read_at(st, fresh, &tried, err);
	if (rc != RC_OK)
		name_own(err, fresh);
	TRY(rc);
	TRY(by_hand_stays(now, &tried, err));
	TRY(file_replace(before, str_text(old), old->n, err));
	rc = file_replace(st->ini_path, str_text(text), text->n, err);
out:
	unlink(fresh);
	settings_clear(&tried);
	free(fresh);
	free(before);
	return rc;
}

/* What the entry says: the key, and of a number, a choice or a yes what it was and is. */
static void add_detail(const struct settings *now, const struct setting *v, struct str *out) {
	str_addf(out, "%s%s.%s", out->n ? "," : "", v->section, v->key);
	for (size_t i = 0; i < conf_table_count; i++)
		if (strcmp(conf_table[i].section, v->section) == 0 &&
		    strcmp(conf_table[i].key, v->key) == 0 && conf_table[i].type != CONF_TEXT)
			str_addf(out, "=%s>%s", conf_value_at(now->conf, i),
			         v->value ? v->value : conf_table[i].initial);
}

/* What the file is to say: the settings v, or, where there are none, the text of another machine. */
struct edit {
	const struct setting *v;
	size_t n;
	struct str text, detail;
};

static enum rc edit_all(const struct settings *now, const struct str *old, struct edit *e,
                        struct err *err) {
	enum rc rc = RC_OK;

	str_add(&e->text, str_text(old));
	for (size_t i = 0; rc == RC_OK && i < e->n; i++) {
		struct str next = {0};

		rc = conf_edit(str_text(&e->text), e->v[i].section, e->v[i].key, e->v[i].value, &next, err);
		add_detail(now, &e->v[i], &e->detail);
		str_clear(&e->text);
		e->text = next;
	}
	return rc;
}

/* What is the machine's, or guarded from the head, does not travel: own's stands, or the
 * default. */
static enum rc keep_own(const struct conf *own, struct str *text, struct err *err) {
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < conf_table_count; i++) {
		const struct conf_def *d = &conf_table[i];
		struct str next = {0};

		if (!d->by_hand && !str_in_list("backup,display,files", d->section) &&
		    !(strcmp(d->section, "station") == 0 && strcmp(d->key, "name") == 0))
			continue;
		rc = conf_edit(str_text(text), d->section, d->key, own ? conf_value_at(own, i) : d->initial, &next,
		               err);
		str_clear(text);
		*text = next;
	}
	return rc;
}

/* The lock of the database stands for one of the file. */
static enum rc write_file(struct station *st, const struct actor *a, struct edit *e, struct err *err) {
	struct settings now = {0};
	struct str old = {0};
	struct change c;
	enum rc rc;

	TRY(usecase_begin(&c, st, a, ACT_OFFICERS, "settings.put", 0, err));
	rc = file_read(st->ini_path, INI_MOST, &old, err);
	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = read_at(st, st->ini_path, &now, err);
	if (rc == RC_OK)
		rc = e->v ? edit_all(&now, &old, e, err) : keep_own(now.conf, &e->text, err);
	TRY(rc);
	TRY(put_file(st, &now, &old, &e->text, err));
	c.detail = e->v ? str_text(&e->detail) : "all";
	rc = change_commit(&c, err);
	if (rc != RC_OK) /* no entry, no change */
		(void)file_replace(st->ini_path, str_text(&old), old.n, NULL);
out:
	change_end(&c);
	settings_clear(&now);
	str_clear(&old);
	str_clear(&e->text);
	str_clear(&e->detail);
	return rc;
}

enum rc settings_put(struct station *st, const struct actor *a, const struct setting *v, size_t n,
                     struct err *err) {
	return write_file(st, a, &(struct edit){.v = v, .n = n}, err);
}

enum rc settings_take(struct station *st, const struct actor *a, const char *text, struct err *err) {
	struct edit e = {.v = NULL};

	str_add(&e.text, text);
	return write_file(st, a, &e, err);
}

enum rc settings_carry(struct station *st, const struct actor *a, struct str *out, struct err *err) {
	enum rc rc = usecase_query(st, a, ACT_OFFICERS, 0, err);

	if (rc == RC_OK && access(st->ini_path, F_OK) == 0)
		rc = file_read(st->ini_path, INI_MOST, out, err);
	return rc == RC_OK ? keep_own(NULL, out, err) : rc;
}

enum rc settings_put_rhythm(struct station *st, const struct actor *a, const struct rhythm_change *r,
                            struct err *err) {
	char day[DATE_BUF], *section;
	struct setting v[2];
	enum rc rc;

	if (date_cmp(r->since, clock_today()) < 0)
		return err_field(err, "since", "settings.past",
		                 N_("What was asked for until today stays: name today or a later day."), NULL);
	if (!r->basis || !r->basis[strspn(r->basis, " ")])
		return err_field(err, "basis", "settings.basis",
		                 N_("Say what it rests on: the rule or the notice."), NULL);
	section = mem_printf("%s.%s@%s", r->risk ? "overlay" : "profile", r->risk ? r->risk : r->profile,
	                     date_format(r->since, day));
	v[0] = (struct setting){section, r->kind, r->times};
	v[1] = (struct setting){section, "basis", r->basis};
	rc = settings_put(st, a, v, 2, err);
	free(section);
	return rc;
}
