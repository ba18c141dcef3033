/* What lies at the path, before SQLite touches it: never opened here once it exists (rule 12.5).
 * SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "store/internal.h"

const char *filesystem_refused(unsigned long type) {
	/* Their locks or their fsync do not hold what SQLite builds on. Numbers: statfs(2). */
	static const struct {
		unsigned long type;
		const char *name;
	} refused[] = {
		{0x6969, "NFS"},      {0xff534d42, "CIFS"}, {0xfe534d42, "SMB"},   {0x517b, "SMB"},
		{0x65735546, "FUSE"}, {0x4d44, "vfat"},     {0x2011bab0, "exfat"},
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (refused[i].type == (type & 0xffffffffUL))
			return refused[i].name;
	return NULL;
}

/* A database or lock file on descriptor 0-2 would be written into by a message meant for the
 * terminal. */
static enum rc standard_descriptors(struct err *err) {
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return err_set(err, RC_CONFIG, "store.descriptors",
			               N_("Input and output of the program are closed. Start it "
			                  "from a terminal."), NULL);
	return RC_OK;
}

static char *folder_of(const char *path) {
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return mem_strdup(".");
	return slash == path ? mem_strdup("/") : mem_strndup(path, (size_t)(slash - path));
}

enum rc folder_sync(const char *path_inside, struct err *err) {
	char *folder = folder_of(path_inside);
	enum rc rc = RC_OK;
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
		rc = errno_sentence(errno, folder, err);
	if (fd >= 0)
		close(fd);
	free(folder);
	return rc;
}

static enum rc filesystem_check(const char *where, struct err *err) {
	struct statfs fs;
	if (statfs(where, &fs) != 0)
		return errno_sentence(errno, where, err);
	const char *name = filesystem_refused((unsigned long)fs.f_type);
	if (name == NULL)
		return RC_OK;
	return err_set(err, RC_CONFIG, "store.filesystem",
	               N_("{path} lies on a {name} file system, where saving is not safe. Put it "
	                  "on the machine's own disk, or set allow_filesystem in the "
	                  "configuration."),
	               "path", where, "name", name, NULL);
}

static enum rc make_file(struct store *s, const char *path, const struct store_options *opt,
                         struct err *err) {
	char *folder = folder_of(path);
	char *real = realpath(folder, NULL);
	enum rc rc = RC_OK;
	int fd;

	if (real == NULL) {
		rc = errno_sentence(errno, folder, err);
		goto out;
	}
	const char *slash = strrchr(path, '/');
	s->path = mem_printf("%s/%s", strcmp(real, "/") == 0 ? "" : real,
	                     slash != NULL ? slash + 1 : path);
	if (!opt->allow_filesystem)
		rc = filesystem_check(real, err);
	if (rc != RC_OK)
		goto out;
	fd = open(s->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0) {
		s->create = true;
		close(fd);
	} else if (errno == EEXIST) {
		rc = err_set(err, RC_EXISTS, "store.file_exists",
		             N_("There is a file {path} already. Choose another name, or open that "
		                "one."), "path", s->path, NULL);
	} else {
		rc = errno_sentence(errno, errno == ENOENT ? folder : s->path, err);
	}
out:
	free(real);
	free(folder);
	return rc;
}

static enum rc look_at_file(const char *path, const struct stat *st, bool may_be_empty,
                            struct err *err) {
	if (S_ISDIR(st->st_mode))
		return err_set(err, RC_CORRUPT, "store.folder_given",
		               N_("{path} is a folder. Name the database file in it."), "path",
		               path, NULL);
	if (!S_ISREG(st->st_mode))
		return err_set(err, RC_CORRUPT, "store.not_file",
		               N_("{path} is not a file. Name the station's database."), "path",
		               path, NULL);
	if (st->st_size == 0 && !may_be_empty)
		return err_set(err, RC_CORRUPT, "store.empty",
		               N_("The file {path} is empty. Restore it from a backup; if it never "
		                  "held anything, delete it and make the station with wubao init."),
		               "path", path, NULL);
	if (st->st_nlink > 1)
		return err_set(err, RC_CONFIG, "store.two_names",
		               N_("The file {path} has a second name (a hard link), which can "
		                  "destroy it. Remove the other name first."),
		               "path", path, NULL);
	return RC_OK;
}

enum rc path_check(struct store *s, const char *path, const struct store_options *opt,
                   struct err *err) {
	struct stat st;
	enum rc rc = standard_descriptors(err);
	if (rc != RC_OK)
		return rc;
	if (opt->create)
		return make_file(s, path, opt, err);
	/* Two sessions may come to this at once; an empty file is what the other has just made, or
	 * left when it was killed. */
	if (opt->drafts && !opt->must_exist && stat(path, &st) != 0 && errno == ENOENT) {
		rc = make_file(s, path, opt, err);
		if (rc != RC_EXISTS)
			return rc;
		free(s->path);
	}

	/* One file, one name: lock and journal names follow from it. */
	s->path = realpath(path, NULL);
	if (s->path == NULL || stat(s->path, &st) != 0) {
		if (errno == ENOENT)
			return err_set(err, RC_NOT_FOUND, "store.missing",
			               N_("There is no database {path}. Check the name, or make a "
			                  "station with wubao init."), "path", path,
			               NULL);
		return errno_sentence(errno, path, err);
	}
	rc = look_at_file(s->path, &st, opt->drafts, err);
	s->create = opt->drafts;
	if (rc == RC_OK && !opt->allow_filesystem)
		rc = filesystem_check(s->path, err);
	if (rc != RC_OK)
		return rc;
	if (access(s->path, opt->read_only ? R_OK : R_OK | W_OK) != 0)
		return errno_sentence(errno, s->path, err);
	/* A file copied here by hand may be open to others; it holds what nobody else may read. */
	if (!opt->read_only && (st.st_mode & 077) != 0 && st.st_uid == geteuid() &&
	    chmod(s->path, 0600) != 0)
		return errno_sentence(errno, s->path, err);
	return RC_OK;
}

long long store_free_bytes(const struct store *s) { return file_room(s->path); }
