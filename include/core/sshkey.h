/* A public key as OpenSSH writes it: checked, and named by its fingerprint.
 * SPDX-License-Identifier: MIT */
#ifndef CORE_SSHKEY_H
#define CORE_SSHKEY_H

#include "core/err.h"

enum { SSHKEY_MAX = 8192, SSHKEY_FINGERPRINT = 56 };

struct sshkey {
	char text[SSHKEY_MAX];                /* "ssh-ed25519 AAAA...", no options, no comment */
	char fingerprint[SSHKEY_FINGERPRINT]; /* "SHA256:..." */
};

/* Read one line of a public key file. Options before the key, other text, weak kinds (dsa, short
 * rsa) and more than one line are refused with a sentence: RC_INVALID. */
enum rc sshkey_parse(const char *line, struct sshkey *out, struct err *err);

#endif
