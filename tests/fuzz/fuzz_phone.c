/* Telephone numbers: any text is judged, and no mask shows its end. SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/idno.h"
#include "core/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char *text = mem_strndup((const char *)data, size);
	char masked[64];
	size_t n;
	if (phone_is_plausible(text) && strlen(text) < 7)
		abort();
	phone_mask(text, masked);
	n = strlen(masked);
	if (n >= sizeof masked || (n > 0 && masked[n - 1] != '*') || (*text && n == 0))
		abort();
	name_mask(text, masked);
	n = strlen(masked);
	if (n >= sizeof masked || (*text && (n < 3 || strcmp(masked + n - 2, "**") != 0)))
		abort();
	free(text);
	return 0;
}
