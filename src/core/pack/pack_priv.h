/* How a pack lies on disk, for its writer and its reader. SPDX-License-Identifier: MIT
 *
 * Sealed: the magic with its version, the public key, a secretstream key sealed to it, the stream's
 * header, then chunks of PACK_CHUNK bytes with their tags; the last one, and no other, is final.
 */
#ifndef CORE_PACK_PRIV_H
#define CORE_PACK_PRIV_H

#include <sodium.h>

#include "core/pack/pack.h"

enum { PACK_CHUNK = 65536, TAR_BLOCK = 512, PACK_MAGIC_LEN = 16 };
#define PACK_MAGIC "wubao-sealed 01\n"

struct pack_head {
	char magic[PACK_MAGIC_LEN];
	unsigned char key[PACK_KEY];
	unsigned char sealed[crypto_secretstream_xchacha20poly1305_KEYBYTES + crypto_box_SEALBYTES];
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
};

/* What is written is TAR_GNU, the only kind that GNU tar 1.34 and 1.35 write alike; versions before
 * wrote the two of POSIX, with and without numbers of devices. */
enum tar_kind { TAR_GNU, TAR_DEVICES, TAR_PLAIN };
/* The header of a member as it must be, byte for byte: as GNU tar writes it too. */
void tar_header(unsigned char block[TAR_BLOCK], const char *name, long long size,
                enum tar_kind kind);
/* A name of a file that stays where it is unpacked to. */
bool tar_name_is_good(const char *name);

static inline size_t tar_padding(long long size) { return (size_t)(-size & (TAR_BLOCK - 1)); }

#endif
