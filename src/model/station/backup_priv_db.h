/* What making, listing and restoring share. SPDX-License-Identifier: MIT */
#ifndef MODEL_BACKUP_PRIV_DB_H
#define MODEL_BACKUP_PRIV_DB_H

#include "model/station/backup.h"
#include "model/station/usecase_db.h"

enum { BACKUP_HOLDS_DAMAGED = 2 }; /* backup_log.damaged; 1: the file is */
#define BACKUP_MANIFEST "manifest.json"
#define BACKUP_DB "station.db"
#define BACKUP_INI "station.ini"
#define BACKUP_FILES "files/"

/* The folder of the database, with its slash; heap. */
char *backup_beside(const char *db);
/* Into a folder on another disk: written, synced, read back and compared with the digest. In steps
 * of about a megabyte; *done. */
struct backup_copy {
	int from, to;
	char *part, *path;
	struct hash hash;
	bool reading;
};
enum rc backup_copy_begin(struct backup_copy *c, const char *from, const char *folder,
                          const char *name, struct err *err);
enum rc backup_copy_step(struct backup_copy *c, const unsigned char digest[HASH_LEN], bool *done,
                         struct err *err);
void backup_copy_end(struct backup_copy *c);
/* A folder (with its slash) of ours: files, and files/ with files; nothing else was ever put there.
 */
void backup_remove_folder(const char *folder);
/* What a backup's manifest says; sealed: nothing can be read without the key. RC_CORRUPT: it is not
 * as it was made. */
struct backup_says {
	long long made_at, seq; /* the audit's head, and the hash of its first entry */
	char head[2 * HASH_LEN + 1], origin[2 * HASH_LEN + 1];
	bool sealed;
};
enum rc backup_read_says(const char *file, struct backup_says *out, struct err *err);
/* What lies in backup/ and, plain set, at the second place; backup_files_clear when done. */
void backup_everywhere(struct station *st, struct backup_file **out, size_t *n);
/* What the rotation keeps no longer goes, in backup/ and at the second place (NULL: none). */
enum rc backup_age_out(struct station *st, const char *second, struct err *err);

#endif
