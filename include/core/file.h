/* Whole files, and errno in words. SPDX-License-Identifier: MIT */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stdbool.h>

#include "core/err.h"
#include "core/mem.h"

/* The sentence and code for a failed system call on path: RC_NOT_FOUND, RC_DENIED, RC_EXISTS,
 * RC_FULL or RC_IO. */
enum rc file_error(struct err *err, const char *path, int errnum);

/* To be read by file_next, which waits for no writer of a pipe; -1 and errno. */
int file_open(const char *path);
/* The next bytes of it, 0 of them at the end; a pipe into which nobody writes: RC_INVALID. */
enum rc file_next(int fd, const char *path, void *buf, size_t size, size_t *got, struct err *err);

/* Append the whole file ("-" is stdin) to out. Larger than max bytes, or a folder: RC_INVALID. */
enum rc file_read(const char *path, size_t max, struct str *out, struct err *err);

/* All there is, from a descriptor that the caller closes. */
enum rc file_read_fd(int fd, const char *path, size_t max, struct str *out, struct err *err);

/* The same of a plain file only: what is a link, a folder, a pipe or a device is RC_INVALID and not
 * waited for. */
enum rc file_read_plain(const char *path, size_t max, struct str *out, struct err *err);

/* The same path with another suffix, ".ini" of a database's settings; heap. */
char *file_with_suffix(const char *path, const char *suffix);
/* What is called name in the folder of path; heap. */
char *file_beside(const char *path, const char *name);
/* Bytes free where path lies, -1 when unknown. */
long long file_room(const char *path);
/* Can anybody else reach what lies in the folder of path? By its own rights and those of the
 * folders above it. */
bool file_is_open_to_others(const char *path);

/*
 * Write a new file, 0600, on disk when this returns. RC_EXISTS over anything already there (a link
 * included); after any other failure no file is left.
 */
enum rc file_write_new(const char *path, const void *data, size_t n, struct err *err);

/* The same over whatever stands there, in one step: PATH.part, then its name, with the folder on
 * disk. */
enum rc file_replace(const char *path, const void *data, size_t n, struct err *err);

/* From now on the files of the station with this database are kept (rule 12.24): nothing written
 * out by name takes the place of one, whoever may overwrite. */
void file_keep(const char *db);
bool file_is_kept(const char *path);
/* Nor is one read as if it were somebody's own: RC_DENIED. Opening the database by its name would
 * drop this process's locks on it. */
enum rc file_not_kept(const char *path, struct err *err);

/* The entry of path in its folder, on disk. */
enum rc file_sync_folder(const char *path, struct err *err);

/* Make every missing folder above path, 0700. */
enum rc file_make_parents(const char *path, struct err *err);

#endif
