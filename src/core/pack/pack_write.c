/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/check.h"
#include "core/file.h"
#include "core/mem.h"
#include "core/pack/pack_priv.h"

struct pack_out {
	int fd;
	char *path, *part;
	struct str *to;  /* in place of a file */
	bool sealed, finished;
	crypto_secretstream_xchacha20poly1305_state stream;
	struct hash hash;
	long long left;  /* bytes the member still wants */
	size_t padding, n;
	unsigned char buf[PACK_CHUNK];
};

bool tar_name_is_good(const char *name) {
	size_t n = strlen(name);

	return n > 0 && n < PACK_NAME && name[0] != '/' && name[n - 1] != '/' && name[0] != '.' &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/") == n &&
	       !strstr(name, "/.") && !strstr(name, "//");
}

/* Digits to the base of 8, as wide as the field but its NUL. */
static void octal(unsigned char *field, int digits, long long v) {
	for (int i = digits; i-- > 0; v >>= 3)
		field[i] = (unsigned char)('0' + (v & 7));
}

void tar_header(unsigned char block[TAR_BLOCK], const char *name, long long size, enum tar_kind kind) {
	unsigned sum = 0;

	memset(block, 0, TAR_BLOCK);
	memcpy(block, name, strlen(name));
	octal(block + 100, 7, 0600);
	octal(block + 108, 7, 0);
	octal(block + 116, 7, 0);
	octal(block + 124, 11, size);
	octal(block + 136, 11, 0);
	memset(block + 148, ' ', 8);
	block[156] = '0';
	memcpy(block + 257, kind == TAR_GNU ? "ustar  " : "ustar\00000", 8);
	for (int at = 329; kind == TAR_DEVICES && at <= 337; at += 8)
		octal(block + at, 7, 0);
	for (int i = 0; i < TAR_BLOCK; i++)
		sum += block[i];
	octal(block + 148, 6, sum);
	block[154] = '\0';
}

static enum rc write_out(struct pack_out *p, const void *data, size_t n, struct err *err) {
	const char *at = data;

	hash_add(&p->hash, data, n);
	if (p->to)
		str_addn(p->to, at, n);
	while (!p->to && n > 0) {
		ssize_t done = write(p->fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return file_error(err, p->path, errno);
		at += done;
		n -= (size_t)done;
	}
	return RC_OK;
}

static enum rc flush(struct pack_out *p, bool last, struct err *err) {
	unsigned char sealed[PACK_CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES];
	unsigned long long n = 0;
	enum rc rc;

	if (!p->sealed) {
		rc = write_out(p, p->buf, p->n, err);
	} else {
		crypto_secretstream_xchacha20poly1305_push(&p->stream, sealed, &n, p->buf, p->n,
			NULL, 0, last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		rc = write_out(p, sealed, (size_t)n, err);
	}
	p->n = 0;
	return rc;
}

static enum rc add(struct pack_out *p, const void *data, size_t n, struct err *err) {
	const char *at = data;

	while (n > 0) {
		size_t room = PACK_CHUNK - p->n, some = n < room ? n : room;

		memcpy(p->buf + p->n, at, some);
		p->n += some;
		at += some;
		n -= some;
		if (p->n == PACK_CHUNK && flush(p, false, err) != RC_OK)
			return err ? err->rc : RC_IO;
	}
	return RC_OK;
}

static enum rc begin_sealed(struct pack_out *p, const unsigned char *key, struct err *err) {
	unsigned char secret[crypto_secretstream_xchacha20poly1305_KEYBYTES];
	struct pack_head h = {.magic = {0}};

	memcpy(h.magic, PACK_MAGIC, PACK_MAGIC_LEN);
	memcpy(h.key, key, PACK_KEY);
	crypto_secretstream_xchacha20poly1305_keygen(secret);
	crypto_secretstream_xchacha20poly1305_init_push(&p->stream, h.stream, secret);
	crypto_box_seal(h.sealed, secret, sizeof secret, key);
	sodium_memzero(secret, sizeof secret);
	return write_out(p, &h, sizeof h, err);
}

enum rc pack_create(struct pack_out **out, const char *path, const unsigned char *key,
                    struct err *err) {
	struct pack_out *p = mem_zalloc(1, sizeof *p);
	enum rc rc = RC_OK;

	p->path = mem_strdup(path);
	p->part = mem_printf("%s.part", path);
	p->sealed = key != NULL;
	hash_begin(&p->hash);
	unlink(p->part); /* of an earlier try that was killed */
	p->fd = open(p->part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (p->fd < 0)
		rc = file_error(err, path, errno);
	else if (key)
		rc = begin_sealed(p, key, err);
	if (rc != RC_OK) {
		pack_drop(p);
		p = NULL;
	}
	*out = p;
	return rc;
}

struct pack_out *pack_memory(struct str *to) {
	struct pack_out *p = mem_zalloc(1, sizeof *p);

	p->to = to;
	p->fd = -1;
	hash_begin(&p->hash);
	return p;
}

enum rc pack_member(struct pack_out *p, const char *name, long long size, struct err *err) {
	static const unsigned char zeros[TAR_BLOCK];
	unsigned char block[TAR_BLOCK];
	enum rc rc;

	CHECK(p->left == 0 && tar_name_is_good(name) && size >= 0);
	rc = add(p, zeros, p->padding, err);
	tar_header(block, name, size, TAR_GNU);
	p->left = size;
	p->padding = tar_padding(size);
	return rc == RC_OK ? add(p, block, sizeof block, err) : rc;
}

enum rc pack_put(struct pack_out *p, const void *data, size_t n, struct err *err) {
	CHECK((long long)n <= p->left);
	p->left -= (long long)n;
	return add(p, data, n, err);
}

enum rc pack_finish(struct pack_out *p, unsigned char digest[HASH_LEN], struct err *err) {
	static const unsigned char zeros[TAR_BLOCK];
	enum rc rc;

	CHECK(p->left == 0);
	TRY(add(p, zeros, p->padding, err));
	TRY(add(p, zeros, TAR_BLOCK, err));
	TRY(add(p, zeros, TAR_BLOCK, err));
	TRY(flush(p, true, err));
	hash_end(&p->hash, digest);
	if (p->to)
		return RC_OK;
	if (fsync(p->fd) != 0 || rename(p->part, p->path) != 0)
		return file_error(err, p->path, errno);
	p->finished = true;
	rc = file_sync_folder(p->path, err);
out:
	return rc;
}

void pack_drop(struct pack_out *p) {
	if (!p)
		return;
	if (p->fd >= 0)
		close(p->fd);
	if (!p->finished && p->part)
		unlink(p->part);
	free(p->path);
	free(p->part);
	sodium_memzero(&p->stream, sizeof p->stream);
	free(p);
}
