#include "cli/json.h"

#include <string.h>

#include "core/utf8.h"

void json_key(struct str *out, const char *key) {
	char last = out->n ? out->s[out->n - 1] : '[';
	bool line = key && *key == '\n';

	if (last != '{' && last != '[' && last != ' ')
		str_add(out, line ? ",\n " : ", ");
	if (key)
		str_addf(out, "\"%s\": ", key + line);
}

void json_open(struct str *out, const char *key, char bracket) {
	json_key(out, key);
	str_addc(out, bracket);
}

void json_int(struct str *out, const char *key, long long value) {
	json_key(out, key);
	str_addf(out, "%lld", value);
}

void json_text(struct str *out, const char *key, const char *value) {
	json_key(out, key);
	json_string(out, value);
}

void json_string(struct str *out, const char *s) {
	const char *end = s + strlen(s);

	str_addc(out, '"');
	while (s < end) {
		uint32_t cp = utf8_next(&s, end);
		char bytes[4];

		if (cp == '"' || cp == '\\')
			str_addf(out, "\\%c", (char)cp);
		else if (cp == '\n')
			str_add(out, "\\n");
		else if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
			str_addf(out, "\\u%04x", (unsigned)cp);
		else
			str_addn(out, bytes, utf8_put(cp, bytes));
	}
	str_addc(out, '"');
}
