#include "model/station/approval.h"

#include <string.h>

static const struct field_def approval_fields[] = {APPROVAL_FIELDS(FIELD_ROW, approval)};
const struct entity_def approval_def = ENTITY("approval", N_("Request"), approval, approval_fields);

const char *approval_label(const char *kind) {
	static const struct {
		const char *kind, *label;
	} labels[] = {
		{"export", N_("Export with names of many")},
		{"unseal", N_("Opening of a sealed file")},
		{"erase", N_("Erasing of a file")},
		{"glass", N_("Opened in an emergency")},
	};

	for (size_t i = 0; kind && i < sizeof labels / sizeof *labels; i++) {
		if (strcmp(labels[i].kind, kind) == 0)
			return tr(labels[i].label);
	}
	return kind ? kind : "";
}
