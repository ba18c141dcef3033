/* SPDX-License-Identifier: MIT */
#include <sodium.h>

#include "core/hash.h"

/* Alone in this file, so that a test that defines it replaces it: the library is an archive. */
void random_bytes(void *out, size_t n) {
	/* libsodium says -1 only where the kernel gives no randomness; randombytes_buf then ends
	 * the process itself. */
	static bool ready;
	if (!ready)
		ready = sodium_init() >= 0;
	randombytes_buf(out, n);
}
