/* SPDX-License-Identifier: MIT
 * A whole copy of the open database in steps, others saving meanwhile, by the backup API: a copied
 * file could be torn. It is complete only after its own pages and references were checked.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/store.h"

struct backup;
/* path: a new file, 0600. RC_FULL where there is no room for it and `more` bytes. */
enum rc backup_start(struct backup **out, struct store *s, const char *path, long long more,
                     struct err *err);
/* Go on for about so many milliseconds (< 0: to the end). RC_CORRUPT: the copy is damaged. */
enum rc backup_step(struct backup *b, int ms, bool *done, struct err *err);
/* 0 to 100 */
int backup_percent(const struct backup *b);
/* Frees; the copy stays when it was done, else it is taken away. NULL is fine. */
void backup_end(struct backup *b);
/* Whole, to path: .part, fsync, rename, fsync of the folder. */
enum rc backup_to(struct store *s, const char *path, struct err *err);

/* Everybody else out, and nobody in, until *fd is closed: the store may be closed before. RC_BUSY
 * while another has it open. */
enum rc store_alone(struct store *s, int *fd, struct err *err);
/* The same of a database that cannot be opened, or is not there (yet). */
enum rc store_alone_at(const char *path, int *fd, struct err *err);

/*
 * What stands at a database's place goes, and another set of files comes, in steps of which each is
 * one rename: names lists what is moved, each beside the database; new ones lie in FOLDER/new, old
 * ones go to FOLDER/old (new and old are names of folders there). After a kill store_swap_finish
 * ends what was begun: all of the new stands there, or all of the old. Alone only.
 */
enum rc store_swap(const char *path, const char *old, const char *new, const char *const *names,
                   struct err *err);
/* At every start, before the database is looked for; RC_OK where nothing was begun. */
enum rc store_swap_finish(const char *path, struct err *err);

#endif
