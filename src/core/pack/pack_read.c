/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"
#include "core/mem.h"
#include "core/pack/pack_priv.h"
#include "core/tr.h"

struct pack_in {
	int fd;
	char *path;
	bool sealed, unsealed, last; /* last: the final chunk was opened */
	struct pack_head head;
	crypto_secretstream_xchacha20poly1305_state stream;
	long long left;
	size_t padding, at, n;
	unsigned char buf[PACK_CHUNK];
};

enum rc pack_damaged(const char *path, struct err *err) {
	return err_set(err, RC_CORRUPT, "pack.damaged",
	               N_("{file} is not as it was written: damaged, cut short or changed. Take "
	                  "another one."), "file", path, NULL);
}

/* As many of n bytes as there are. */
static enum rc read_in(struct pack_in *p, void *data, size_t n, size_t *got, struct err *err) {
	*got = 0;
	while (*got < n) {
		ssize_t some = read(p->fd, (char *)data + *got, n - *got);

		if (some < 0 && errno == EINTR)
			continue;
		if (some < 0)
			return file_error(err, p->path, errno);
		if (some == 0)
			break;
		*got += (size_t)some;
	}
	return RC_OK;
}

static enum rc refill(struct pack_in *p, struct err *err) {
	unsigned char sealed[PACK_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES], tag = 0;
	unsigned long long n = 0;
	size_t got;
	enum rc rc;

	p->at = p->n = 0;
	if (!p->sealed)
		return read_in(p, p->buf, PACK_CHUNK, &p->n, err);
	if (p->last) { /* nothing may stand behind the final chunk */
		rc = read_in(p, &tag, 1, &got, err);
		return rc == RC_OK && got > 0 ? pack_damaged(p->path, err) : rc;
	}
	rc = read_in(p, sealed, sizeof sealed, &got, err);
	if (rc != RC_OK)
		return rc;
	if (got < crypto_secretstream_xchacha20poly1305_ABYTES ||
	    crypto_secretstream_xchacha20poly1305_pull(&p->stream, p->buf, &n, &tag, sealed, got,
	                                               NULL, 0) != 0)
		return pack_damaged(p->path, err);
	p->n = (size_t)n;
	p->last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return RC_OK;
}

static enum rc take(struct pack_in *p, void *data, size_t n, struct err *err) {
	char *to = data;

	while (n > 0) {
		size_t some = p->n - p->at < n ? p->n - p->at : n;

		if (some == 0) {
			enum rc rc = refill(p, err);

			if (rc == RC_OK && p->n == 0)
				rc = pack_damaged(p->path, err);
			if (rc != RC_OK)
				return rc;
			continue;
		}
		memcpy(to, p->buf + p->at, some);
		p->at += some;
		to += some;
		n -= some;
	}
	return RC_OK;
}

/* As people send it, made smaller by another program: by which command it is itself again. */
static enum rc no_other(const struct pack_in *p, size_t got, struct err *err) {
	static const struct {
		const char *magic, *command;
	} kinds[] = {{"\x1f\x8b", "gzip -dk"}, {"\xfd" "7zXZ", "xz -dk"}, {"(\xb5/\xfd", "zstd -d"},
	             {"BZh", "bzip2 -dk"}, {"PK\x03\x04", "unzip"}, {"7z\xbc\xaf", "7z x"},
	             {"Rar!", "unrar x"}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t n = strlen(kinds[i].magic);

		if (got >= n && memcmp(p->head.magic, kinds[i].magic, n) == 0)
			return err_set(err, RC_INVALID, "pack.small",
			               N_("{file} is compressed: unpack it first ({command})."),
			               "file", p->path, "command", kinds[i].command, NULL);
	}
	return RC_OK;
}

enum rc pack_open(struct pack_in **out, const char *path, struct err *err) {
	struct pack_in *p = mem_zalloc(1, sizeof *p);
	struct stat st;
	size_t got = 0;
	enum rc rc = RC_OK;

	*out = NULL;
	p->path = mem_strdup(path);
	p->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (p->fd < 0 || fstat(p->fd, &st) != 0)
		rc = file_error(err, path, errno);
	else if (!S_ISREG(st.st_mode))
		rc = pack_damaged(path, err);
	if (rc == RC_OK)
		rc = read_in(p, &p->head, sizeof p->head, &got, err);
	if (rc == RC_OK)
		rc = no_other(p, got, err);
	p->sealed = got == sizeof p->head && memcmp(p->head.magic, PACK_MAGIC, PACK_MAGIC_LEN) == 0;
	if (rc == RC_OK && !p->sealed && lseek(p->fd, 0, SEEK_SET) != 0)
		rc = file_error(err, path, errno);
	if (rc != RC_OK) {
		pack_close(p);
		return rc;
	}
	*out = p;
	return RC_OK;
}

const unsigned char *pack_sealed_to(const struct pack_in *p) {
	return p->sealed ? p->head.key : NULL;
}

enum rc pack_unseal(struct pack_in *p, const unsigned char secret[PACK_KEY], struct err *err) {
	unsigned char key[PACK_KEY], stream[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	enum rc rc = RC_OK;

	if (sodium_init() < 0 || crypto_scalarmult_base(key, secret) != 0 ||
	    sodium_memcmp(key, p->head.key, PACK_KEY) != 0)
		return err_set(err, RC_DENIED, "pack.key",
		               N_("{file} is sealed to another recovery key: look for the paper of "
		                  "that time."), "file", p->path, NULL);
	if (crypto_box_seal_open(stream, p->head.sealed, sizeof p->head.sealed, key, secret) != 0 ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&p->stream, p->head.stream, stream) != 0)
		rc = pack_damaged(p->path, err);
	p->unsealed = rc == RC_OK;
	sodium_memzero(stream, sizeof stream);
	return rc;
}

static bool all_zero(const unsigned char *v, size_t n) {
	static const unsigned char zero[TAR_BLOCK];

	return memcmp(v, zero, n) == 0; /* n: of a block at most */
}

/* The second block of the end, and nothing behind it. */
static enum rc check_end(struct pack_in *p, struct err *err) {
	unsigned char block[TAR_BLOCK];
	enum rc rc = take(p, block, sizeof block, err);

	if (rc == RC_OK && all_zero(block, sizeof block) && p->at == p->n)
		rc = refill(p, err);
	else if (rc == RC_OK)
		rc = pack_damaged(p->path, err);
	if (rc == RC_OK && (p->n != 0 || (p->sealed && !p->last)))
		rc = pack_damaged(p->path, err);
	return rc;
}

/* Only what our own writer makes: its header is made again and compared. */
static bool read_header(const unsigned char block[TAR_BLOCK], char name[PACK_NAME],
                        long long *size) {
	unsigned char again[TAR_BLOCK];

	memcpy(name, block, PACK_NAME);
	*size = 0;
	if (name[PACK_NAME - 1] != '\0' || !tar_name_is_good(name))
		return false;
	for (int i = 0; i < 11; i++)
		*size = *size * 8 + (block[124 + i] - '0');
	if (*size < 0 || *size >= 1LL << 33)
		return false;
	tar_header(again, name, *size, block[263] == ' ' ? TAR_GNU : block[329] ? TAR_DEVICES : TAR_PLAIN);
	return memcmp(again, block, TAR_BLOCK) == 0;
}

enum rc pack_next(struct pack_in *p, char name[PACK_NAME], long long *size, bool *more,
                  struct err *err) {
	unsigned char block[TAR_BLOCK];
	enum rc rc = RC_OK;

	*more = false;
	if (p->left != 0 || (p->sealed && !p->unsealed))
		return pack_damaged(p->path, err);
	TRY(take(p, block, p->padding, err));
	if (!all_zero(block, p->padding))
		return pack_damaged(p->path, err);
	TRY(take(p, block, sizeof block, err));
	if (all_zero(block, sizeof block))
		return check_end(p, err);
	if (!read_header(block, name, size))
		return pack_damaged(p->path, err);
	p->left = *size;
	p->padding = tar_padding(*size);
	*more = true;
out:
	return rc;
}

enum rc pack_take(struct pack_in *p, void *data, size_t n, struct err *err) {
	if ((long long)n > p->left)
		return pack_damaged(p->path, err);
	p->left -= (long long)n;
	return take(p, data, n, err);
}

void pack_close(struct pack_in *p) {
	if (!p)
		return;
	if (p->fd >= 0)
		close(p->fd);
	free(p->path);
	sodium_memzero(&p->stream, sizeof p->stream);
	free(p);
}
