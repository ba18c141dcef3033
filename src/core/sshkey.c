/* SPDX-License-Identifier: MIT */
#include "core/sshkey.h"

#include <sodium.h>

#include "core/mem.h"
#include "core/tr.h"

static const char *const kinds[] = {
	"ssh-ed25519",
	"ecdsa-sha2-nistp256",
	"ecdsa-sha2-nistp384",
	"ecdsa-sha2-nistp521",
	"ssh-rsa",
	"sk-ssh-ed25519@openssh.com",
	"sk-ecdsa-sha2-nistp256@openssh.com",
};
enum { RSA_MIN_BLOB = 256 }; /* a 2048-bit modulus and what stands around it */

static enum rc bad(struct err *err) {
	return err_set(err, RC_INVALID, "key.bad",
	               N_("This is no public key of OpenSSH: one line like ssh-ed25519 AAAA... "
	                  "(the file that ends in .pub)."),
	               NULL);
}

static bool is_kind(const char *word, size_t n) {
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strlen(kinds[i]) == n && memcmp(kinds[i], word, n) == 0)
			return true;
	}
	return false;
}

/* The blob begins with the name of its kind, length first. */
static bool blob_is(const unsigned char *blob, size_t n, const char *kind, size_t len) {
	return n >= 4 + len && blob[0] == 0 && blob[1] == 0 && blob[2] == 0 && blob[3] == len &&
	       memcmp(blob + 4, kind, len) == 0;
}

enum rc sshkey_parse(const char *line, struct sshkey *out, struct err *err) {
	const char *kind = line + strspn(line, " \t"), *data, *end = NULL;
	size_t len = strcspn(kind, " \t\r\n"), data_len, n = 0;
	unsigned char blob[SSHKEY_MAX], sum[crypto_hash_sha256_BYTES];
	char base64[64];

	data = kind + len + strspn(kind + len, " \t");
	data_len = strcspn(data, " \t\r\n");
	if (sodium_init() < 0 || !is_kind(kind, len) || data_len == 0 ||
	    len + data_len + 2 > sizeof out->text)
		return bad(err);
	/* What follows is a comment; another line would be another key. */
	end = data + data_len;
	end += strcspn(end, "\r\n");
	if (end[strspn(end, "\r\n")] != '\0')
		return bad(err);
	if (sodium_base642bin(blob, sizeof blob, data, data_len, NULL, &n, NULL,
	                      sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    !blob_is(blob, n, kind, len))
		return bad(err);
	if (strncmp(kind, "ssh-rsa", 7) == 0 && n < RSA_MIN_BLOB)
		return err_set(err, RC_INVALID, "key.weak", N_("This key is too short to be safe: "
		                                               "make one with ssh-keygen -t "
		                                               "ed25519."),
		               NULL);
	crypto_hash_sha256(sum, blob, n);
	sodium_bin2base64(base64, sizeof base64, sum, sizeof sum,
	                  sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	snprintf(out->text, sizeof out->text, "%.*s %.*s", (int)len, kind, (int)data_len, data);
	snprintf(out->fingerprint, sizeof out->fingerprint, "SHA256:%s", base64);
	return RC_OK;
}
