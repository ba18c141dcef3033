/* SPDX-License-Identifier: MIT
 * A backup made by the program, and the machine lost: what is read and renamed without SQLite is the real disk's, so the
 * made one is laid on it for as long, and taken up again afterwards.
 */
#define _GNU_SOURCE
#include "sim/sim.h"

#include <ftw.h>

#include "model/station/backup.h"
#include "model/station/restore.h"
#include "store/disk.h"

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *at) {
	return remove(path);
}

void remove_folder(const char *path) { nftw(path, remove_one, 8, FTW_DEPTH | FTW_PHYS); }

static void to_the_real_disk(struct sim *s) {
	struct fixture *f = s->f;
	const struct disk *d = disk_live();
	struct station_options opt = {.db = f->db};

	desks_leave(s);
	for (int i = 0; i < d->count; i++) {
		unlink(d->file[i].path);
		if (d->file[i].there && d->file[i].n > 0)
			OK(file_write_new(d->file[i].path, (char *)d->file[i].bytes, d->file[i].n, &f->err));
	}
	sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1);
	OK(station_open(&f->st, &opt, &f->err));
	OK(station_actor(f->st, "wang", "cli", &f->actor, &f->err));
}

static void back_to_the_made_disk(struct sim *s) {
	struct disk d = {.count = 0};

	station_close(s->f->st);
	disk_copy(&d, disk_live());
	for (int i = 0; i < d.count; i++) {
		struct str text = {0};

		d.file[i].there = file_read(d.file[i].path, 1 << 26, &text, &s->f->err) == RC_OK;
		free(d.file[i].bytes);
		d.file[i].n = d.file[i].room = text.n;
		d.file[i].bytes = mem_zalloc(1, text.n + 1);
		memcpy(d.file[i].bytes, str_text(&text), text.n);
		str_clear(&text);
	}
	sqlite3_vfs_register(sqlite3_vfs_find("disk"), 1);
	disk_load(&d);
	disk_free(&d);
	desks_sit(s);
}

struct did machine_backup(struct sim *s) {
	struct fixture *f = s->f;
	struct backup_run *r;
	bool done = false;

	mirror_copy(&s->kept_mirror, &s->mirror); /* the backup's own entry comes after it */
	to_the_real_disk(s); /* and what lay in the spool is taken in */
	s->kept_seq = number(f, "SELECT max(seq) FROM audit");
	OK(backup_run_begin(&r, f->st, &f->actor, NULL, false, &f->err));
	OK(backup_run_step(r, -1, &done, &f->err));
	assert_true(done);
	free(s->backup);
	s->backup = mem_strdup(backup_run_path(r));
	backup_run_end(r);
	back_to_the_made_disk(s);
	return (struct did){"backup", RC_OK, ROWS_ANY};
}

/* What stood in the backup stands there, whatever came since is counted and its people are named. */
struct did machine_lost(struct sim *s) {
	struct fixture *f = s->f;
	struct restore_news news;
	struct restore *r;
	char *kept;

	to_the_real_disk(s);
	long long lost = number(f, "SELECT max(seq) FROM audit") - s->kept_seq;

	OK(restore_open(&r, f->db, s->backup, NULL, &f->err));
	OK(restore_compare(r, f->st, &news, &f->err));
	if (news.lost != lost || !news.known || news.apart)
		fail_msg("seed %u, step %d: %lld entries are lost, not %lld%s (%s)", s->seed, s->step, lost, news.lost,
		         news.apart ? ", and apart" : "", str_text(&news.what));
	OK(restore_finish(r, &f->st, "wang", &news, &kept, &f->err));
	restore_close(r);
	restore_news_clear(&news);
	assert_non_null(kept);
	free(kept);
	back_to_the_made_disk(s);
	mirror_copy(&s->mirror, &s->kept_mirror);
	s->restores++;
	return (struct did){"restore", RC_OK, ROWS_SOME};
}
