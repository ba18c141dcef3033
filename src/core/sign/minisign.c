/* SPDX-License-Identifier: MIT */
#include "core/sign/minisign.h"

#include <sodium.h>

#include "core/hash.h"
#include "core/tr.h"

#define KEY_COMMENT "untrusted comment: minisign public key "
#define SECRET_COMMENT "untrusted comment: minisign secret key\n"
#define TRUSTED "trusted comment: "

enum { HASHED = 64, SIGNATURE = 64, BASE64 = sodium_base64_VARIANT_ORIGINAL, BOX = 32 };

/* What the lines are base64 of; the layouts are minisign's. */
struct public_blob {
	unsigned char alg[2];
	struct sign_public p;
};
struct secret_blob {
	unsigned char alg[2], kdf[2], check_alg[2], salt[32], ops[8], memory[8];
	unsigned char id[SIGN_ID], secret[SIGN_SECRET], check[32];
};
struct signature_blob {
	unsigned char alg[2], id[SIGN_ID], sig[SIGNATURE];
};

void sign_base64(struct str *out, const void *data, size_t n) {
	size_t len = sodium_base64_ENCODED_LEN(n, BASE64);
	char *text = mem_alloc(len);

	sodium_bin2base64(text, len, data, n, BASE64);
	str_add(out, text);
	sodium_memzero(text, len);
	free(text);
}

/* Is the line from here on base64 of exactly n bytes? *end: behind it and its line end. */
static bool take_base64(const char *line, void *out, size_t n, const char **end) {
	static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
	size_t len = strcspn(line, "\r\n"), got = 0;

	/* libsodium takes some bytes above 127 for a sign */
	if (strspn(line, signs) != len ||
	    sodium_base642bin(out, n, line, len, NULL, &got, NULL, BASE64) != 0 || got != n)
		return false;
	*end = line + len + strspn(line + len, "\r") + (line[len + strspn(line + len, "\r")] == '\n');
	return true;
}

/* Behind the first line, which nobody signed. */
static const char *second_line(const char *text) {
	const char *end = strchr(text, '\n');

	return strncmp(text, "untrusted comment:", 18) == 0 && end ? end + 1 : NULL;
}

void sign_make(struct sign_secret *out) {
	unsigned char seed[crypto_sign_SEEDBYTES];

	random_bytes(seed, sizeof seed);
	random_bytes(out->pub.id, SIGN_ID);
	crypto_sign_seed_keypair(out->pub.key, out->secret, seed);
	sodium_memzero(seed, sizeof seed);
}

void sign_id_text(const struct sign_public *p, char out[SIGN_ID_BUF]) {
	for (int i = 0; i < SIGN_ID; i++) /* a number, its lowest byte first */
		snprintf(out + 2 * i, 3, "%02X", p->id[SIGN_ID - 1 - i]);
}

void sign_public_line(const struct sign_public *p, char out[SIGN_LINE]) {
	struct public_blob b = {.alg = {'E', 'd'}, .p = *p};

	sodium_bin2base64(out, SIGN_LINE, (unsigned char *)&b, sizeof b, BASE64);
}

void sign_public_text(const struct sign_public *p, struct str *out) {
	char id[SIGN_ID_BUF], line[SIGN_LINE];

	sign_id_text(p, id);
	sign_public_line(p, line);
	str_addf(out, KEY_COMMENT "%s\n%s\n", id, line);
}

enum rc sign_public_parse(const char *text, struct sign_public *out, struct err *err) {
	const char *line = second_line(text), *end;
	struct public_blob b;

	line = line ? line : text + strspn(text, " \t\r\n");
	if (!take_base64(line, &b, sizeof b, &end) || memcmp(b.alg, "Ed", 2) != 0 ||
	    end[strspn(end, " \t\r\n")] != '\0')
		return err_set(err, RC_INVALID, "sign.key",
		               N_("This is no public key of a station: two lines as wubao key show "
		                  "prints them, or the second of them."), NULL);
	*out = b.p;
	return RC_OK;
}

static void check_secret(const struct secret_blob *b, unsigned char out[32]) {
	crypto_generichash_state h;

	crypto_generichash_init(&h, NULL, 0, 32);
	crypto_generichash_update(&h, b->alg, sizeof b->alg);
	crypto_generichash_update(&h, b->id, sizeof b->id);
	crypto_generichash_update(&h, b->secret, sizeof b->secret);
	crypto_generichash_final(&h, out, 32);
}

void sign_secret_text(const struct sign_secret *s, struct str *out) {
	struct secret_blob b = {.alg = {'E', 'd'}, .check_alg = {'B', '2'}};

	memcpy(b.id, s->pub.id, SIGN_ID);
	memcpy(b.secret, s->secret, SIGN_SECRET);
	check_secret(&b, b.check);
	str_add(out, SECRET_COMMENT);
	sign_base64(out, &b, sizeof b);
	str_addc(out, '\n');
	sodium_memzero(&b, sizeof b);
}

enum rc sign_secret_parse(const char *text, struct sign_secret *out, struct err *err) {
	const char *line = second_line(text), *end;
	struct secret_blob b;
	unsigned char check[32];
	bool good = line && take_base64(line, &b, sizeof b, &end) && memcmp(b.alg, "Ed", 2) == 0 &&
	            sodium_is_zero(b.kdf, sizeof b.kdf);

	if (good) {
		check_secret(&b, check);
		good = memcmp(check, b.check, sizeof check) == 0;
	}
	if (good) {
		memcpy(out->pub.id, b.id, SIGN_ID);
		memcpy(out->secret, b.secret, SIGN_SECRET);
		crypto_sign_ed25519_sk_to_pk(out->pub.key, out->secret);
	}
	sodium_memzero(&b, sizeof b);
	return good ? RC_OK : err_set(err, RC_CORRUPT, "sign.secret",
	                              N_("The station's signing key is damaged, or has a password:"
	                                 " bring it back from its copy, or make another."), NULL);
}

static void prehash(const void *data, size_t n, unsigned char out[HASHED]) {
	crypto_generichash(out, HASHED, data, n, NULL, 0);
}

/* What the global signature covers: the first one, then the comment. */
static unsigned char *global_text(const unsigned char sig[SIGNATURE], const char *comment,
                                  size_t len) {
	unsigned char *all = mem_alloc(SIGNATURE + len + 1);

	memcpy(all, sig, SIGNATURE);
	memcpy(all + SIGNATURE, comment, len);
	return all;
}

void sign_bytes(const struct sign_secret *s, const void *data, size_t n, const char *comment,
                struct str *out) {
	struct signature_blob b = {.alg = {'E', 'D'}};
	unsigned char hashed[HASHED], global[SIGNATURE];
	size_t len = strcspn(comment, "\r\n");
	unsigned char *all;

	memcpy(b.id, s->pub.id, SIGN_ID);
	prehash(data, n, hashed);
	crypto_sign_detached(b.sig, NULL, hashed, sizeof hashed, s->secret);
	all = global_text(b.sig, comment, len);
	crypto_sign_detached(global, NULL, all, SIGNATURE + len, s->secret);
	free(all);
	str_add(out, SIGN_FIRST);
	sign_base64(out, &b, sizeof b);
	str_addf(out, "\n" TRUSTED "%.*s\n", (int)len, comment);
	sign_base64(out, global, sizeof global);
	str_addc(out, '\n');
}

/* The parts of a .minisig file; the comment is text's own. */
static bool parse(const char *text, struct signature_blob *b, const char **comment, size_t *len,
                  unsigned char global[SIGNATURE]) {
	const char *line = second_line(text), *end;

	if (!line || !take_base64(line, b, sizeof *b, &end) || memcmp(b->alg, "ED", 2) != 0 ||
	    strncmp(end, TRUSTED, sizeof TRUSTED - 1) != 0)
		return false;
	*comment = end + sizeof TRUSTED - 1;
	*len = strcspn(*comment, "\r\n");
	end = strchr(*comment, '\n');
	return *len <= SIGN_COMMENT_MAX && end && take_base64(end + 1, global, SIGNATURE, &end) &&
	       *end == '\0';
}

static enum rc no_signature(struct err *err) {
	return err_set(err, RC_INVALID, "sign.none",
	               N_("The signature is none: it is cut short, changed, or of another "
			  "kind."), NULL);
}

enum rc sign_look(const char *text, unsigned char id[SIGN_ID], char **comment, struct err *err) {
	struct signature_blob b;
	unsigned char global[SIGNATURE];
	const char *at;
	size_t len;

	*comment = NULL;
	if (!parse(text, &b, &at, &len, global))
		return no_signature(err);
	memcpy(id, b.id, SIGN_ID);
	*comment = mem_strndup(at, len);
	return RC_OK;
}

enum rc sign_check(const char *text, const void *data, size_t n, const struct sign_public *p,
                   struct err *err) {
	struct signature_blob b;
	unsigned char hashed[HASHED], global[SIGNATURE], *all;
	const char *comment;
	size_t len;
	bool good;

	if (!parse(text, &b, &comment, &len, global))
		return no_signature(err);
	prehash(data, n, hashed);
	all = global_text(b.sig, comment, len);
	good = memcmp(b.id, p->id, SIGN_ID) == 0 &&
	       crypto_sign_verify_detached(b.sig, hashed, sizeof hashed, p->key) == 0 &&
	       crypto_sign_verify_detached(global, all, SIGNATURE + len, p->key) == 0;
	free(all);
	return good ? RC_OK : err_set(err, RC_CORRUPT, "sign.wrong",
	                              N_("The signature does not fit: what was signed was changed "
	                                 "since, or somebody else signed it."), NULL);
}

enum rc sign_seal(const struct sign_public *p, const void *data, size_t n, struct str *out,
                  struct err *err) {
	unsigned char box[BOX], *sealed;
	enum rc rc = RC_OK;

	if (crypto_sign_ed25519_pk_to_curve25519(box, p->key) != 0)
		return err_set(err, RC_INVALID, "sign.seal",
		               N_("This key cannot seal anything: take it out and ask for "
				  "another."),
		               NULL);
	sealed = mem_alloc(n + crypto_box_SEALBYTES);
	if (crypto_box_seal(sealed, data, n, box) == 0)
		str_addn(out, (const char *)sealed, n + crypto_box_SEALBYTES);
	else
		rc = err_set(err, RC_INTERNAL, "sign.seal", N_("This cannot be sealed."), NULL);
	free(sealed);
	return rc;
}

enum rc sign_unseal(const struct sign_secret *s, const void *data, size_t n, struct str *out,
                    struct err *err) {
	unsigned char pub[BOX], secret[BOX], *plain = mem_alloc(n + 1);
	bool good = n >= crypto_box_SEALBYTES &&
	            crypto_sign_ed25519_pk_to_curve25519(pub, s->pub.key) == 0 &&
	            crypto_sign_ed25519_sk_to_curve25519(secret, s->secret) == 0 &&
	            crypto_box_seal_open(plain, data, n, pub, secret) == 0;

	if (good)
		str_addn(out, (const char *)plain, n - crypto_box_SEALBYTES);
	sodium_memzero(secret, sizeof secret);
	sodium_memzero(plain, n + 1);
	free(plain);
	return good ? RC_OK : err_set(err, RC_DENIED, "sign.unseal",
	                              N_("This is sealed to another station's key, or was "
					 "changed."),
	                              NULL);
}
