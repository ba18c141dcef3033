/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "core/hash.h"

/* Bytes not handed out yet: asking the kernel for every few costs an import as much as reading. */
static unsigned char pool[512];
static size_t left;

/* A child may not hand out what its parent does. */
static void forget(void) { left = 0; }

/* Alone in this file, so that a test that defines it replaces it: the library is an archive. */
void random_bytes(void *out, size_t n) {
	/* libsodium says -1 only where the kernel gives no randomness; randombytes_buf then ends
	 * the process itself. */
	static bool ready;
	if (!ready)
		ready = sodium_init() >= 0 && pthread_atfork(NULL, NULL, forget) == 0;
	if (!ready || n > sizeof pool) {
		randombytes_buf(out, n);
		return;
	}
	if (n > left) {
		randombytes_buf(pool, sizeof pool);
		left = sizeof pool;
	}
	left -= n;
	memcpy(out, pool + left, n);
	memset(pool + left, 0, n);
}
