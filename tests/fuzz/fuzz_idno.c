/* ID numbers: whatever is accepted is a whole number that parses to itself, and its mask hides the last four.
 * SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/idno.h"
#include "core/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char *text = mem_strndup((const char *)data, size);
	char out[IDNO_LEN + 1], again[IDNO_LEN + 1], masked[64];
	struct err err = {0};
	if (idno_parse(text, out, &err) == RC_OK) {
		if (strlen(out) != IDNO_LEN || idno_check_digit(out) != out[IDNO_LEN - 1] || !date_is_set(idno_birth(out)))
			abort();
		if (idno_parse(out, again, NULL) != RC_OK || strcmp(out, again) != 0)
			abort();
		idno_mask(out, masked);
		if (strlen(masked) != IDNO_LEN || strcmp(masked + 6, "************") != 0)
			abort();
	} else if (!err.text[0] || !err.id[0] || err.rc != RC_INVALID) {
		abort();
	}
	idno_mask(text, masked);
	if (strlen(masked) >= sizeof masked)
		abort();
	free(text);
	return 0;
}
