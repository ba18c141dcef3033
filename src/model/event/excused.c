#include "model/event/excused.h"

static const struct field_def fields[] = {EXCUSED_FIELDS(FIELD_ROW, excused)};
const struct entity_def excused_def = ENTITY("excused", N_("Excused"), excused, fields);

enum rc excused_check(void *rec, struct date today, struct findings *warnings, struct err *err) {
	const struct excused *e = rec;

	(void)today;
	(void)warnings;
	if (code_is(e->kind, "test"))
		return err_field(err, "kind", "excused.test",
		                 N_("Why there was no test is recorded among the missed tests, with its notice."), NULL);
	return RC_OK;
}
